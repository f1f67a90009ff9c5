"""What a source taught so far, and what a pass over the gaps goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import filterfalse
from math import log
from typing import NamedTuple

from tgclean.segment.firstline import FirstLines, Table
from tgclean.segment.layout import OPENING, TEXT, Layout
from tgclean.segment.looks import PLAIN, Views
from tgclean.segment.shapes import Rates, Shapes
from tgclean.segment.sides import Odds, Sides
from tgclean.segment.squares import Square

_LOSSY = log(0.015)  # share of lines that second copies have more, from which first copies lose some here
_MAX_LESSONS = 1000  # lines a window that the model of first lines is taught with, of either kind


class Lore(NamedTuple):
    """What a pass over the gaps goes by."""

    table: Table
    rates: Rates
    odds: Odds


@dataclass(slots=True)
class Learned:
    """What was learned of a source: the looks of first lines, the shapes of posts, whether it has either.

    `known` says that the source showed a header, a repeat or an interface line; `limits` counts the
    budgets that bit.
    """

    looks: FirstLines = field(default_factory=FirstLines)
    shapes: Shapes = field(default_factory=Shapes)
    sides: Sides = field(default_factory=Sides)
    known: bool = False
    limits: Counter[str] = field(default_factory=Counter)
    blank: bool = False  # an empty line stood between lines
    lines: int = 0  # laid out so far, some of them twice

    @property
    def unmarked(self) -> bool:
        """Whether nothing so far says where a post begins."""
        return not (self.known or self.blank)

    def lore(self) -> Lore:
        """Gives what follows from it."""
        odds = self.sides.odds()
        return Lore(self.looks.freeze(), self.shapes.rates(odds.gained[PLAIN]), odds)

    def fade(self) -> None:
        """Lets what was learned so far weigh less than what comes."""
        self.looks.fade()
        self.shapes.fade()
        self.sides.fade()

    def take(self, other: Learned) -> None:
        """Takes over what another one learned."""
        self.looks, self.shapes, self.sides = other.looks, other.shapes, other.sides

    def after(self, views: Views, runs: Iterable[list[Layout]], taught: frozenset[int]) -> Learned:
        """Gives what is learned after runs of posts, in which other lines than those `taught` show their looks."""
        twin = replace(self, looks=self.looks.copy(), shapes=self.shapes.copy(), sides=self.sides.copy())
        posts = [post for run in runs for post in run]
        twin.sides.learn(views, posts)
        lossy = twin.sides.odds().gained[PLAIN] > _LOSSY
        _study(twin.looks, views, posts, taught)
        if lossy:  # quotes and code are no first lines either
            _show(twin.looks, views, [], [i for post in posts for i in _alone(views.window.ids, post)])
        for run in runs:
            twin.shapes.learn(views, run, lossy=lossy)
        return twin


def teach(model: FirstLines, views: Views, squares: list[Square]) -> frozenset[int]:
    """Shows the model first lines and others, from the repeats that stand next to each other; gives those lines."""
    kinds = views.window.kinds
    firsts: list[int] = []
    others: list[int] = []
    end = 0
    for start, lag, copies in squares:
        heads = [i for i in range(end, start) if kinds[i] not in OPENING] if start - end < 6 else []
        if len(heads) == 1 and kinds[heads[0]] == TEXT:
            firsts.append(heads[0])
        others += range(start + (not heads), start + lag)
        end = start + lag * copies
    _show(model, views, firsts, others)
    return frozenset((*firsts, *others))


def _study(model: FirstLines, views: Views, layouts: list[Layout], taught: frozenset[int]) -> None:
    """Shows the looks of the posts that were found, those with a repeat."""
    kinds = views.window.kinds
    firsts: list[int] = []
    others: list[int] = []
    for post in layouts:
        if len(post.copies) < 2:
            continue
        first = kinds.find(TEXT, post.start, post.copies[0][1])
        if first >= 0:
            if first not in taught:
                firsts.append(first)
            others += filterfalse(taught.__contains__, range(max(first + 1, post.copies[0][0]), post.copies[0][1]))
    _show(model, views, firsts, others)


def _alone(ids: Sequence[int], post: Layout) -> list[int]:
    """Gives the lines that the second copy alone has."""
    if len(post.copies) < 2:
        return []
    (a, b), (c, d) = post.copies[:2]
    if ids[a:b] == ids[c:d]:
        return []
    known = set(ids[a:b])
    return [i for i in range(c, d) if ids[i] not in known]


def _show(model: FirstLines, views: Views, firsts: list[int], others: list[int]) -> None:
    model.learn(views, firsts[:_MAX_LESSONS], first=True)
    model.learn(views, others[:_MAX_LESSONS], first=False)
