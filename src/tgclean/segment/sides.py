"""Which copy lacks which lines: learned from lines inside a body that one copy alone has.

Pages lose quotes and code from the first copy, lines that begin with a custom emoji from the second.
Between the two copies such a line could be the first one's last or the second one's first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from tgclean.segment.layout import TEXT, Layout
from tgclean.segment.looks import CODE, MARKED, PLAIN, Views

_DECAY, _LEAST = 0.5, 1e-9
_MARKED = 2.0  # log: such lines look like titles
_MAX_LINES = 400  # of copies that are looked at


@dataclass(frozen=True, slots=True)
class Odds:
    """Logarithms, for each sort of line."""

    second: tuple[float, ...]  # odds that a line of one copy alone is the second's
    lost: tuple[float, ...]  # that the second copy lacks a line
    gained: tuple[float, ...]  # that the second copy has a line more


def faded(counts: Iterable[float]) -> list[float]:
    """Gives what counts weigh a window later; never nothing, however many windows show none: logarithms are taken."""
    return [max(n * _DECAY, _LEAST) for n in counts]


class Sides:
    """Counts of lines inside bodies that one copy alone has."""

    def __init__(self) -> None:
        self._first = [1.5, 2.0, 0.5]
        self._second = [3.0, 0.3, 1.5]
        self._lines = [120.0, 50.0, 10.0]

    def fade(self) -> None:
        """Lets what was seen so far weigh less than what comes."""
        for counts in (self._first, self._second, self._lines):
            counts[:] = faded(counts)

    def copy(self) -> Sides:
        """Gives a copy that learns alone."""
        twin = Sides()
        twin._first, twin._second, twin._lines = list(self._first), list(self._second), list(self._lines)
        return twin

    def learn(self, views: Views, layouts: list[Layout]) -> None:
        """Counts the lines of posts that stand twice, between lines that both copies have."""
        ids, kinds, sorts = views.window.ids, views.window.kinds, views.sorts
        same = bytearray()
        for _, _, copies in layouts:
            if len(copies) < 2:
                continue
            (a, b), (c, d) = copies[:2]
            if d - a > _MAX_LINES:
                continue
            if kinds.count(TEXT, a, b) == b - a and ids[a:b] == ids[c:d]:  # as most copies are
                same += sorts[a:b]
            else:
                one, two = ([i for i in range(*copy) if kinds[i] == TEXT] for copy in copies[:2])
                self._compare(views, one, two)
        for sort in range(len(self._lines)):
            self._lines[sort] += same.count(sort)

    def _compare(self, views: Views, one: list[int], two: list[int]) -> None:
        for i in one:
            self._lines[views.sorts[i]] += 1
        mine, theirs = ({views.window.lines[i] for i in copy} for copy in (one, two))
        ours, others = _alone(views, one, theirs), _alone(views, two, mine)
        for found, counts, meet in ((ours, self._first, others), (others, self._second, ours)):
            for before, sorts in found.items():
                if before not in meet:  # where either copy has lines, they may be the same, changed
                    for sort in sorts:
                        counts[sort] += 1

    def odds(self) -> Odds:
        """Gives the odds that the counts say."""
        second = tuple(log(b / a) for a, b in zip(self._first, self._second, strict=True))
        lost = [log(a / n) for a, n in zip(self._first, self._lines, strict=True)]
        # A post of one line before another's marked title is rarer than the two counts say.
        lost[MARKED] = min(-0.5, lost[MARKED] + _MARKED)
        lines, more = sum(self._lines), log((self._second[PLAIN] + self._second[CODE]) / sum(self._lines))
        return Odds(second, tuple(lost), (more, log(self._second[MARKED] / lines), more))


def _alone(views: Views, copy: list[int], other: set[bytes]) -> dict[bytes, list[int]]:
    """Gives the sorts of the lines that the other copy lacks, by the common line before them; none at the ends."""
    lines = views.window.lines
    common = [k for k, i in enumerate(copy) if lines[i] in other]
    found: dict[bytes, list[int]] = {}
    before = b""
    for i in copy[common[0] : common[-1]] if common else ():
        line = lines[i]
        if line in other:
            before = line
        else:
            found.setdefault(before, []).append(views.sorts[i])
    return found
