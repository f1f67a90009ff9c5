"""What stands between the exact repeats: its lines, the candidates for repeats in it, and where a post may start.

Scores are log-likelihoods.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress, pairwise
from operator import eq
from typing import NamedTuple

from tgclean.segment.firstline import Table
from tgclean.segment.layout import CLOSING, FORWARD, OPENING, TEXT
from tgclean.segment.looks import CODE, LONG_SIZE, NO_LINE, Between, Views
from tgclean.segment.shapes import TAILS
from tgclean.segment.sides import Odds

SURE = 15.0
"""A header that starts a post, against all looks."""
_UNLIKE = -7.0  # a line that no post here began with may still begin one
_FOOTER = -6.0  # a line that posts end with: hashtags, "read in full",
_FOOTER_HERE = -4.0  # and where others begin with such
_TWICE = -5.0  # a title line that stands twice
_SHORT = re.compile(bytes([ord("["), *range(LONG_SIZE), ord("]")]))  # among the classes of lines by their length
_CLOSED = 5.0  # a line after views, time or reactions
_MAX_CUT = -4.5  # what it costs at most that a body's end is missing from its copy
_FRONT = 1.7  # the line itself tells as much: that a copy begins with its own costs less than their share
_FRONT_MORE = 0.3  # of that cost, for each one more
_MAX_CLOSE = 2.0  # what the look of a body's last line adds at most


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

    @property
    def low(self) -> int:
        """From where on candidates are looked for: a further copy of the repeat before stands in the gap."""
        return self.left[-1][0] if self.left else self.start


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


class Ground(NamedTuple):
    """What each pass finds alike in a gap: of its lines, and of the one behind it if a repeat begins there.

    `ids` and `kinds` have an entry more, for the line before the gap; `copies` are the beginnings of copies, the number
    of the line before each, and what lies between; `footers` are the numbers of the lines that posts end with, `twice`
    the places of those that are the line before again.
    """

    ids: list[int]
    kinds: bytes
    betweens: list[Between]
    sorts: bytearray
    size: list[int]
    tail: list[int]
    footers: set[int]
    twice: list[int]
    copies: list[tuple[int, int, Between]]


def ground_of(views: Views, gap: Gap) -> Ground:
    """Gives the ground of a gap."""
    begin, end = gap.start, gap.end + bool(gap.right)
    ids, kinds, sorts = views.window.ids, views.window.kinds, views.sorts[begin:end]
    sizes = [views.size(i) for i in range(begin, end)]
    copies = sorted({r.copy for r in gap.repeats})
    own = [ids[begin - 1] if begin else NO_LINE, *ids[begin:end]]
    return Ground(
        own,
        bytes([kinds[begin - 1] if begin else TEXT]) + kinds[begin:end],
        views.around(range(begin, end))[2],
        sorts,
        sizes,
        [TAILS[sort][size] for sort, size in zip(sorts, sizes, strict=True)],
        {number for k in _SHORT.finditer(bytes(sizes)) if views.footers[number := ids[begin + k.start()]]},
        list(compress(range(end - begin), map(eq, own, own[1:]))),
        [(c, ids[c - 1], between) for c, between in zip(copies, views.around(copies)[2], strict=True)],
    )


class Scores:
    """What a table says of lines, by their numbers, and of what lies between them: equal ones are asked once."""

    def __init__(self, views: Views, table: Table, grounds: Iterable[Ground]) -> None:
        ids: set[int] = set()
        betweens: set[Between] = set()
        footers: set[int] = set()
        for ground in grounds:
            footers.update(ground.footers)
            ids.update(ground.ids)
            ids.update([number for _, number, _ in ground.copies])
            betweens.update(ground.betweens)
            betweens.update([between for *_, between in ground.copies])
        faces = views.faces(ids)
        self.own = dict(zip(ids, [max(_UNLIKE / 2, x) for x in table.own(faces)], strict=True))
        self.last = dict(zip(ids, table.last(faces), strict=True))
        for number, face in zip(footers, views.faces(footers), strict=True):
            known = table.of_footer(face)
            if known is None:
                self.own[number] += _FOOTER_HERE
            else:
                self.own[number], self.last[number] = max(_UNLIKE / 2, known[0]) + _FOOTER, known[1]
        self.between = {between: table.between(between) for between in betweens}


def starts_of(ground: Ground, known: Scores, odds: Odds) -> Starts:
    """Gives the scores of a post's start at each line of a gap and at the one behind it, if a repeat begins there."""
    own = [known.own[number] for number in ground.ids[1:]]
    lost = [odds.lost[sort] for sort in ground.sorts]
    for k in ground.twice:
        own[k] += _TWICE
        lost[k] += _TWICE
    between = [known.between[pair] for pair in ground.betweens]
    last = [known.last[number] + more for number, more in zip(ground.ids, between, strict=False)]
    scores = [max(_UNLIKE, x + y) for x, y in zip(own, last, strict=True)]
    kinds = ground.kinds
    if any(kinds):
        own = [x if kind == TEXT else 0.0 for x, kind in zip(own, kinds[1:], strict=True)]
        scores = list(_told(scores, kinds))
    # That nothing lies there tells nothing against a post.
    alone = [x + max(0.0, y) for x, y in zip(own, between, strict=True)]
    return Starts(scores, own, alone, ground.tail, ground.size, lost)


def _told(scores: list[float], kinds: bytes) -> Iterator[float]:
    """Gives the scores as the kinds of the lines, and of the line before the first, let them be."""
    for score, (before, kind) in zip(scores, pairwise(kinds), strict=True):
        if kind in OPENING:
            yield -SURE if before in OPENING and kind != FORWARD else SURE
        elif before in OPENING or kind == CLOSING:
            yield -SURE
        else:
            yield (score if kind == TEXT else 0.0) + (_CLOSED if before == CLOSING else 0.0)


def scores_of(views: Views, gap: Gap, ground: Ground, known: Scores, odds: Odds) -> list[float]:
    """Gives the scores of a gap's repeats, each by where it stands."""
    sorts = views.sorts
    closes = {c: known.last[number] + known.between[pair] for c, number, pair in ground.copies}
    closes = {c: max(-_MAX_CLOSE, min(_MAX_CLOSE, close)) for c, close in closes.items()}
    lost = [min(0.0, -odd) for odd in odds.second]
    found = []
    for r in gap.repeats:
        close = closes[r.copy]
        if r.cut:
            if sorts[r.copy - 1] == CODE:  # posts end in it, as their second copies do, and no first copy does
                close = min(0.0, close)
            close += max(_MAX_CUT, sum([lost[sort] for sort in sorts[r.copy - r.cut : r.copy]]))
        elif r.front:
            own = slice(r.copy, r.copy + r.front)
            first, *more = [odds.gained[sort] for sort in sorts[own]]
            close += _FRONT + first + _FRONT_MORE * sum(more)
            if any(map(views.footers.__getitem__, views.window.ids[own])):
                close += _FOOTER
        found.append(r.score + close)
    return found
