"""What the lines of a window are when compared, and how much it tells that one stands twice; once for equal lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import count
from math import log

from tgclean.folding import fold_line
from tgclean.segment.layout import Window

_END_BYTES = 3  # that folding leaves, of one end at least, of lines worth folding
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
        self._forms: defaultdict[bytes, int] = defaultdict(int)
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
        return [self._window.folded(number) for number in self._ids[begin:end]]

    def same(self, i: int, j: int) -> bool:
        """Says whether two lines are equal when folded."""
        one, two = self._window.lines[i], self._window.lines[j]
        if one[:_END_BYTES] != two[:_END_BYTES] and one[-_END_BYTES:] != two[-_END_BYTES:]:
            return False
        return self._ids[i] == self._ids[j] or self.line(i) == self.line(j)

    def keys(self, begin: int, end: int) -> list[Keys]:
        """Gives of each line of a range a number for the folded line, one for how it begins and one for how it ends.

        A short line has the first alone.
        """
        known, numbers = self._keys, self._ids[begin:end]
        for number in numbers:
            if number not in known:
                known[number] = self._keys_of(self._window.folded(number))
        return [known[number] for number in numbers]

    def _keys_of(self, fold: str) -> Keys:
        if len(fold) < _MIN_EDGE_CHARS:
            return (self._wholes[fold],)
        return self._wholes[fold], self._heads[fold[:_EDGE_CHARS]], self._tails[fold[-_EDGE_CHARS:]]

    def weights(self, begin: int, end: int) -> list[float]:
        """Gives how much it says that each line of a range stands twice: little where it stands often."""
        known, numbers = self._weights, self._ids[begin:end]
        return [known[number] if number in known else self._weigh(number) for number in numbers]

    def weight(self, i: int) -> float:
        """Gives the weight of line `i`."""
        number = self._ids[i]
        return self._weights[number] if number in self._weights else self._weigh(number)

    def _weigh(self, number: int) -> float:
        line = self._distinct[number]
        short = 1 + (len(line) if line.isascii() else self._chars(number)) / 4
        found = self._weights[number] = min(log(self._size / self._counts[number]), MAX_WEIGHT, short)
        return found

    def _chars(self, number: int) -> int:
        """Gives how many characters a line has when folded; of a long line, of its beginning, if that is enough."""
        line = self._distinct[number]
        if len(line) > _HEAD_BYTES and number not in self._window.folds:
            chars = len(fold_line(line[:_HEAD_BYTES]))
            if 1 + chars / 4 >= MAX_WEIGHT:
                return chars
        return len(self._window.folded(number))

    def form_weights(self, begin: int, end: int) -> list[float]:
        """Gives how much it says that a line like each of a range stands twice: little where many begin like it."""
        forms, size = self._forms, self._size
        if not forms:
            for number, times in self._counts.items():
                forms[self._distinct[number][:_FORM_BYTES]] += times
        beginnings = [line[:_FORM_BYTES] for line in self._window.lines[begin:end]]
        return [
            min(weight, log(size / forms[form]))
            for weight, form in zip(self.weights(begin, end), beginnings, strict=True)
        ]
