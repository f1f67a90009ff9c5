"""The nouns of this room: a window of lines, and the layout of one post in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from tgclean.folding import fold_line
from tgclean.telegram import forwarded_from, is_closing, is_interface, is_placeholder, suspects

TEXT, FORWARD, PLACEHOLDER, INTERFACE, CLOSING, NAME = range(6)
OPENING = frozenset((FORWARD, PLACEHOLDER, NAME))

# Longer lines are nobody's interface: the longest template with the longest name and an address.
_MAX_KIND_BYTES = 1200
_MAX_NAME_BYTES = 512


class Layout(NamedTuple):
    """Where one post stands in a window, as half-open ranges of its lines.

    The post is `start` to `end`; `copies` are its bodies (one when nothing repeats), the last of
    which may end before `end` (added lines, interface lines).
    """

    start: int
    end: int
    copies: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The lines of a window that are not empty.

    `ids` number them: equal lines have one number, and `distinct` has the line of each.  `numbers` are their 0-based
    places among all lines of the window, `kinds` what they look like by themselves (TEXT, FORWARD, …), `after_blank`
    the lines that an empty line stands before.
    """

    lines: list[bytes]
    ids: list[int]
    distinct: list[bytes]
    numbers: Sequence[int]
    kinds: bytearray
    after_blank: frozenset[int]
    folds: dict[int, str] = field(default_factory=dict)

    def fold(self, i: int) -> str:
        """Gives line `i` folded; a line of nothing visible keeps its own form."""
        return self.folded(self.ids[i])

    def folded(self, number: int) -> str:
        """Gives the line of a number folded."""
        fold = self.folds.get(number)
        if fold is None:
            line = self.distinct[number]
            fold = self.folds[number] = fold_line(line) or line.decode("utf-8", "replace")
        return fold


def window_of(raw: list[bytes]) -> Window:
    """Gives the window of raw lines, line ends taken off."""
    numbers: Sequence[int] = range(len(raw))
    lines, blank = raw, frozenset[int]()
    ids, distinct = numbered(raw)
    if b"" in distinct or any(map(bytes.isspace, distinct)):
        numbers = [n for n, line in enumerate(raw) if line and not line.isspace()]
        lines = [raw[n] for n in numbers]
        blank = frozenset(i for i, n in enumerate(numbers) if n != (numbers[i - 1] + 1 if i else 0))
        ids, distinct = numbered(lines)
    return Window(lines, ids, distinct, numbers, _kinds_of(lines, ids, distinct), blank)


def numbered(lines: list[bytes]) -> tuple[list[int], list[bytes]]:
    """Gives a number for each line, equal ones the same, and the lines by their numbers."""
    numbers: defaultdict[bytes, int] = defaultdict(count().__next__)
    return list(map(numbers.__getitem__, lines)), list(numbers)


def _kinds_of(lines: list[bytes], ids: list[int], distinct: list[bytes]) -> bytearray:
    """Gives the kind of each line; the line after a header that names nobody is a NAME."""
    found = bytearray(len(distinct))
    for number in suspects(distinct):
        line = distinct[number]
        if len(line) <= _MAX_KIND_BYTES:
            found[number] = _kind_of(line)
    if not any(found):
        return bytearray(len(lines))
    kinds = bytearray(map(found.__getitem__, ids))
    i = kinds.find(FORWARD)
    while 0 <= i < len(lines) - 1:
        if kinds[i + 1] == TEXT and len(lines[i + 1]) <= _MAX_NAME_BYTES and forwarded_from(lines[i]) == "":
            kinds[i + 1] = NAME
        i = kinds.find(FORWARD, i + 1)
    return kinds


def _kind_of(line: bytes) -> int:
    if forwarded_from(line) is not None:
        return FORWARD
    if is_placeholder(line):
        return PLACEHOLDER
    if is_closing(line):
        return CLOSING
    return INTERFACE if is_interface(line) else TEXT
