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
    """For each line of a gap, and the one behind it: the score of a post's start there, the part of it that the line
    has by itself, whether the line is short, and the score of a line that the second copy lacks.
    """

    scores: list[float]
    own: list[float]
    short: list[bool]
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
    short = [views.is_short(i) for i in lines]
    return Starts(scores, own, short, [odds.lost[mark] for mark in views.marks[gap.start : lines.stop]])


def _told(scores: list[float], kinds: bytes) -> Iterator[float]:
    """Gives the scores as the kinds of the lines, and of the line before the first, let them be."""
    for score, (before, kind) in zip(scores, pairwise(kinds), strict=True):
        if kind in OPENING:
            yield -SURE if before in OPENING and kind != FORWARD else SURE
        elif before in OPENING or kind == CLOSING:
            yield -SURE
        else:
            yield (score if kind == TEXT else 0.0) + (_CLOSED if before == CLOSING else 0.0)
