"""Which copy lacks which lines: learned from lines inside a body that one copy alone has.

Pages lose quotes and code from the first copy, lines that begin with a custom emoji from the second.
Between the two copies such a line could be the first one's last or the second one's first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

from tgclean.segment.layout import TEXT, Layout, Window
from tgclean.telegram import marker_of

_DECAY = 0.5
_HEAD_BYTES = 24
_FIRST_EMOJI = "\U0001f000"
_EMOJI = frozenset("⌚⌛⏩⏪⏫⏬⏰⏳☔☕♿⚓⚡⚪⚫⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕")
_MARKED = 2.0  # log: such lines look like titles
_MAX_LINES = 400  # of copies that are looked at


def is_marked(line: bytes) -> bool:
    """Says whether a line begins with an emoji; a bullet is none.

    >>> is_marked("🔹 one".encode()), is_marked("☝️ two".encode()), is_marked("• three".encode())
    (True, True, False)
    """
    if line[:1].isalnum():
        return len(line) > 1 and line[1:7].find("\u20e3".encode()) >= 0
    return _has_emoji(line[:_HEAD_BYTES])


@lru_cache(1 << 14)  # a line is asked for in both its copies, in each pass
def _has_emoji(begin: bytes) -> bool:
    head = begin.decode("utf-8", "ignore").lstrip()
    if head[:1] < "\u2190" or not marker_of(head):
        return False
    return head[0] >= _FIRST_EMOJI or head[0] in _EMOJI or head[1:2] == "\ufe0f"


@dataclass(frozen=True, slots=True)
class Odds:
    """Logarithms, for lines without a mark and with one."""

    second: tuple[float, float] = (0.7, -2.0)  # odds that a line of one copy alone is the second's
    lost: tuple[float, float] = (log(0.004), log(0.04))  # that the second copy lacks a line
    gained: tuple[float, float] = (log(0.03), log(0.01))  # that the second copy has a line more


class Sides:
    """Counts of lines inside bodies that one copy alone has."""

    def __init__(self) -> None:
        self._first = [1.5, 2.0]
        self._second = [3.0, 0.3]
        self._lines = [120.0, 50.0]

    def fade(self) -> None:
        """Lets what was seen so far weigh less than what comes."""
        for counts in (self._first, self._second, self._lines):
            counts[:] = [n * _DECAY for n in counts]

    def copy(self) -> Sides:
        """Gives a copy that learns alone."""
        twin = Sides()
        twin._first, twin._second, twin._lines = list(self._first), list(self._second), list(self._lines)
        return twin

    def learn(self, window: Window, layouts: list[Layout]) -> None:
        """Counts the lines of posts that stand twice, between lines that both copies have."""
        for post in layouts:
            if len(post.copies) > 1 and post.copies[1][1] - post.copies[0][0] <= _MAX_LINES:
                one, two = ([i for i in range(*copy) if window.kinds[i] == TEXT] for copy in post.copies[:2])
                self._compare(window, one, two)

    def _compare(self, window: Window, one: list[int], two: list[int]) -> None:
        first, second = ([window.lines[i] for i in copy] for copy in (one, two))
        marked = sum(map(is_marked, first))
        self._lines[True] += marked
        self._lines[False] += len(one) - marked
        if first == second:  # as most copies are: no table of their lines is needed
            return
        mine, theirs = set(first), set(second)
        ours, others = _alone(window, one, theirs), _alone(window, two, mine)
        for found, counts, meet in ((ours, self._first, others), (others, self._second, ours)):
            for before, marks in found.items():
                if before not in meet:  # where either copy has lines, they may be the same, changed
                    for marked in marks:
                        counts[marked] += 1

    def odds(self) -> Odds:
        """Gives the odds that the counts say."""
        second = tuple(log(b / a) for a, b in zip(self._first, self._second, strict=True))
        lost = tuple(log(a / n) for a, n in zip(self._first, self._lines, strict=True))
        gained = [log(n / sum(self._lines)) for n in self._second]
        # A post of one line before another's marked title is rarer than the two counts say.
        marked = min(-0.5, lost[1] + _MARKED)
        return Odds((second[0], second[1]), (lost[0], marked), (gained[0], gained[1]))


def _alone(window: Window, copy: list[int], other: set[bytes]) -> dict[bytes, list[bool]]:
    """Gives the marks of the lines that the other copy lacks, by the common line before them; none at the ends."""
    common = [k for k, i in enumerate(copy) if window.lines[i] in other]
    found: dict[bytes, list[bool]] = {}
    before = b""
    for i in copy[common[0] : common[-1]] if common else ():
        line = window.lines[i]
        if line in other:
            before = line
        else:
            found.setdefault(before, []).append(is_marked(line))
    return found
