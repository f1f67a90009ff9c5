"""What stands between the exact repeats: its lines, the candidates for repeats in it, and where a post may start.

Scores are log-likelihoods.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from tgclean.segment.firstline import Table
from tgclean.segment.layout import CLOSING, FORWARD, OPENING, TEXT
from tgclean.segment.looks import Views
from tgclean.segment.shapes import tail_of
from tgclean.segment.sides import Odds

SURE = 15.0
"""A header that starts a post, against all looks."""
_UNLIKE = -7.0  # a line that no post here began with may still begin one
_CLOSED = 5.0  # a line after views, time or reactions


class Repeat(NamedTuple):
    """A candidate: lines `body` to `copy` stand again as `copy` to `end`."""

    body: int
    copy: int
    end: int
    score: float
    front: int = 0  # lines that the copy begins with and the body lacks
    cut: int = 0  # lines that the body ends with and the copy lacks
    again: bool = False  # each half looks like a post of its own: one post only if a title stands before


@dataclass(frozen=True, slots=True)
class Gap:
    """The lines `start` to `end` between two exact repeats.

    `left` are the copies of the repeat before (of which a further copy may follow) and `right` those
    of the one that begins at `end`, whose head is the gap's last lines; `plain` says that there is nothing to decide.
    """

    start: int
    end: int
    left: tuple[tuple[int, int], ...]
    left_start: int
    right: tuple[tuple[int, int], ...]
    plain: bool
    repeats: list[Repeat] = field(default_factory=list)


class Starts(NamedTuple):
    """For each line of a gap, and the one behind it: the score of a post's start there, and its parts.

    `own` is the part that the line has by itself, `alone` that and what lies between the lines.  `tail` is the class
    of the line behind a last copy, `size` that of its length, `lost` the score of a line that the second copy lacks.
    """

    scores: list[float]
    own: list[float]
    alone: list[float]
    tail: list[int]
    size: list[int]
    lost: list[float]


def starts_of(views: Views, gap: Gap, table: Table, odds: Odds) -> Starts:
    """Gives the scores of a post's start at each line of a gap and at the one behind it, if a repeat begins there."""
    lines = range(gap.start, gap.end + bool(gap.right))
    looks = [views.of(i) for i in lines]
    own = [max(_UNLIKE / 2, x) for x in table.own(looks)]
    scores = [max(_UNLIKE, x + y) for x, y in zip(own, table.last(looks), strict=True)]
    kinds = (
        bytes([views.window.kinds[gap.start - 1] if gap.start else TEXT]) + views.window.kinds[gap.start : lines.stop]
    )
    if any(kinds):
        own = [x if kind == TEXT else 0.0 for x, kind in zip(own, kinds[1:], strict=True)]
        scores = list(_told(scores, kinds))
    sorts = views.sorts[gap.start : lines.stop]
    sizes = [views.size(i) for i in lines]
    tails = [tail_of(*pair) for pair in zip(sorts, sizes, strict=True)]
    between = [max(0.0, x) for x in table.between(looks)]  # that nothing lies there tells nothing against a post
    alone = [x + y for x, y in zip(own, between, strict=True)]
    return Starts(scores, own, alone, tails, sizes, [odds.lost[sort] for sort in sorts])


def _told(scores: list[float], kinds: bytes) -> Iterator[float]:
    """Gives the scores as the kinds of the lines, and of the line before the first, let them be."""
    for score, (before, kind) in zip(scores, pairwise(kinds), strict=True):
        if kind in OPENING:
            yield -SURE if before in OPENING and kind != FORWARD else SURE
        elif before in OPENING or kind == CLOSING:
            yield -SURE
        else:
            yield (score if kind == TEXT else 0.0) + (_CLOSED if before == CLOSING else 0.0)
