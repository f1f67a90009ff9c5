"""The nouns of this room: a window of lines, and the layout of one post in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tgclean.folding import fold_line
from tgclean.telegram import forwarded_from, is_closing, is_interface, is_placeholder, suspects

TEXT, FORWARD, PLACEHOLDER, INTERFACE, CLOSING, NAME = range(6)
OPENING = frozenset((FORWARD, PLACEHOLDER, NAME))

# Longer lines are nobody's interface: the longest template with the longest name and an address.
_MAX_KIND_BYTES = 1200
_MAX_NAME_BYTES = 512
_MAX_KNOWN_BYTES = 48


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

    `numbers` are their 0-based places among all lines of the window, `kinds` what they look like by
    themselves (TEXT, FORWARD, …), `after_blank` the lines that an empty line stands before.
    """

    lines: list[bytes]
    numbers: Sequence[int]
    kinds: bytearray
    after_blank: frozenset[int]
    folds: dict[int, str] = field(default_factory=dict)

    def fold(self, i: int) -> str:
        """Gives line `i` folded; a line of nothing visible keeps its own form."""
        fold = self.folds.get(i)
        if fold is None:
            line = self.lines[i]
            fold = self.folds[i] = fold_line(line) or line.decode("utf-8", "replace")
        return fold


def window_of(raw: list[bytes]) -> Window:
    """Gives the window of raw lines, line ends taken off."""
    numbers: Sequence[int]
    if b"" in raw or any(map(bytes.isspace, raw)):
        numbers = [n for n, line in enumerate(raw) if line and not line.isspace()]
        lines = [raw[n] for n in numbers]
        blank = frozenset(i for i, n in enumerate(numbers) if n != (numbers[i - 1] + 1 if i else 0))
    else:
        numbers, lines, blank = range(len(raw)), raw, frozenset()
    return Window(lines, numbers, kinds_of(lines), blank)


def kinds_of(lines: list[bytes]) -> bytearray:
    """Gives the kind of each line; the line after a header that names nobody is a NAME."""
    kinds = bytearray(len(lines))
    known: dict[bytes, int] = {}  # short lines recur: views, times, headers
    for i in suspects(lines):
        line = lines[i]
        if len(line) > _MAX_KIND_BYTES:
            continue
        kind = known.get(line, -1)
        if kind < 0:
            kind = _kind_of(line)
            if len(line) <= _MAX_KNOWN_BYTES:
                known[line] = kind
        if kind:
            kinds[i] = kind
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
