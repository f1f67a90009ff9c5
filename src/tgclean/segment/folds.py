"""What the lines of a window are when compared, and how much it tells that one stands twice; once for equal lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import count
from math import log

from tgclean.folding import fold_line
from tgclean.segment.layout import Window

_EDGE_CHARS = 16
_MIN_EDGE_CHARS = 8
_LEAST_SIZE = 1000  # lines: in a short text, too, a sentence stands twice for a reason
_FORM_BYTES = 14  # of a custom beginning
_HEAD_BYTES = 128  # of a line that is folded to know that it is not short
MAX_WEIGHT = 7.0

Keys = tuple[int, ...]


class Folds:
    """The folded lines, their keys and their weights, made when they are asked for."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._ids, self._distinct = window.ids, window.distinct
        self._counts = Counter(window.ids)
        self._size = max(_LEAST_SIZE, len(window.lines))
        self._forms: Counter[bytes] = Counter()
        self._keys: dict[int, Keys] = {}
        self._weights: dict[int, float] = {}
        numbers = count()
        self._wholes: defaultdict[str, int] = defaultdict(numbers.__next__)
        self._heads: defaultdict[str, int] = defaultdict(numbers.__next__)
        self._tails: defaultdict[str, int] = defaultdict(numbers.__next__)

    def line(self, i: int) -> str:
        """Gives line `i` folded."""
        return self._window.fold(i)

    def lines(self, begin: int, end: int) -> list[str]:
        """Gives the folded lines of a range."""
        return [self._window.fold(i) for i in range(begin, end)]

    def keys(self, begin: int, end: int) -> list[Keys]:
        """Gives of each line of a range a number for the folded line, one for how it begins and one for how it ends.

        A short line has the first alone.
        """
        known = self._keys
        for i in range(begin, end):
            if self._ids[i] not in known:
                known[self._ids[i]] = self._keys_of(self._window.fold(i))
        return [known[number] for number in self._ids[begin:end]]

    def _keys_of(self, fold: str) -> Keys:
        if len(fold) < _MIN_EDGE_CHARS:
            return (self._wholes[fold],)
        return self._wholes[fold], self._heads[fold[:_EDGE_CHARS]], self._tails[fold[-_EDGE_CHARS:]]

    def weight(self, i: int) -> float:
        """Gives how much it says that line `i` stands twice: little where it stands often."""
        number = self._ids[i]
        known = self._weights.get(number)
        if known is None:
            line = self._distinct[number]
            short = 1 + (len(line) if line.isascii() else self._chars(i)) / 4
            known = self._weights[number] = min(log(self._size / self._counts[number]), MAX_WEIGHT, short)
        return known

    def _chars(self, i: int) -> int:
        """Gives how many characters line `i` has when folded; of a long line, of its beginning, if that is enough."""
        line = self._window.lines[i]
        if len(line) > _HEAD_BYTES:
            chars = len(fold_line(line[:_HEAD_BYTES]))
            if 1 + chars / 4 >= MAX_WEIGHT:
                return chars
        return len(self._window.fold(i))

    def form_weight(self, i: int) -> float:
        """Gives how much it says that a line like `i` stands twice: little where many begin like it."""
        if not self._forms:
            self._forms.update(line[:_FORM_BYTES] for line in self._window.lines)
        return min(self.weight(i), log(self._size / self._forms[self._window.lines[i][:_FORM_BYTES]]))
