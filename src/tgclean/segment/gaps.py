"""What stands between the exact repeats: a dynamic programme over the starts of posts.

Scores are log-likelihoods.  A post is single, or a head and a body that stands twice; a repeat pays
with the lines that it explains, a start with how much its line looks like a first line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from tgclean.segment.firstline import Looks, Table
from tgclean.segment.layout import CLOSING, FORWARD, OPENING, TEXT, Layout, Window

NEVER = -1e9
_SURE = 15.0  # a header that starts a post, against all looks
_CLOSED = 5.0  # a line after views, time or reactions
_DECAY = 0.5  # of the counts, a window later
_LONG = 3  # lines of a post without a repeat that is surely one
_TAIL_LINE = -5.5  # a line that only the last copy has, at its end
_TRIPLE = log(0.03)


@dataclass(frozen=True, slots=True)
class Rates:
    """How posts are shaped here (logarithms): without a repeat, with one, with so many title lines."""

    single: float = log(0.08)
    repeated: float = log(0.92)
    heads: tuple[float, ...] = (log(0.03), log(0.90), log(0.05), log(0.01))
    line_of_single: float = log(0.85)
    end_of_single: float = log(0.15)
    front: tuple[float, float] = (log(0.97), log(0.03))  # that a copy begins with lines of its own: not, or so


class Shapes:
    """Counts of the shapes of posts; `rates` gives their logarithms."""

    def __init__(self) -> None:
        self._heads = [1.0, 30.0, 1.5, 0.3]
        self._singles, self._repeated, self._lines, self._fronts = 2.0, 30.0, 200.0, 1.0

    def fade(self) -> None:
        """Lets what was seen so far weigh less than what comes."""
        self._heads = [n * _DECAY for n in self._heads]
        self._singles, self._repeated = self._singles * _DECAY, self._repeated * _DECAY
        self._lines, self._fronts = self._lines * _DECAY, self._fronts * _DECAY

    def copy(self) -> Shapes:
        """Gives a copy that learns alone."""
        twin = Shapes()
        twin._heads = list(self._heads)
        twin._singles, twin._repeated, twin._lines = self._singles, self._repeated, self._lines
        twin._fronts = self._fronts
        return twin

    def learn(self, window: Window, layouts: list[Layout], fronts: frozenset[tuple[int, int]]) -> None:
        """Counts the shapes of posts; of those that do not repeat the long ones only, as the short are guesses."""
        for post in layouts:
            titles = sum(1 for i in range(post.start, post.copies[0][0]) if window.kinds[i] == TEXT)
            if len(post.copies) > 1:
                self._repeated += 1
                self._fronts += post.copies[1] in fronts
                self._lines += titles + post.copies[0][1] - post.copies[0][0]
                if titles < len(self._heads):
                    self._heads[titles] += 1
            elif sum(1 for i in range(post.start, post.end) if window.kinds[i] == TEXT) >= _LONG:
                self._singles += 1

    def rates(self) -> Rates:
        """Gives the rates that the counts say."""
        single = min(0.9, 1.5 * self._singles / (self._singles + self._repeated))
        size = max(2.0, self._lines / self._repeated)
        heads = sum(self._heads)
        return Rates(
            log(single), log(1 - single), tuple(log((n + 0.02) / heads) for n in self._heads),
            log(1 - 1 / size), log(1 / size),
            (log(1 - self._fronts / self._repeated * 0.98), log(self._fronts / self._repeated)),
        )  # fmt: skip


class Repeat(NamedTuple):
    """A candidate: lines `body` to `copy` stand again as `copy` to `end`."""

    body: int
    copy: int
    end: int
    score: float
    front: int = 0  # lines that the copy begins with and the body lacks


@dataclass(slots=True)
class _Node:
    """A way to have explained the lines up to a place: the layouts so far, as a linked list."""

    score: float
    start: int
    copies: tuple[tuple[int, int], ...] = ()
    before: _Node | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """The lines `start` to `end` between two exact repeats.

    `left` are the copies of the repeat before (of which a further copy may follow) and `right` says
    that a repeat begins at `end`, whose head is the gap's last lines.
    """

    start: int
    end: int
    left: tuple[tuple[int, int], ...]
    left_start: int
    right: bool
    repeats: list[Repeat] = field(default_factory=list)


class Start(NamedTuple):
    """The score of a post's start at a line, and the part of it that the line has by itself."""

    score: float
    own: float


def starts_of(window: Window, first: int, looks: Sequence[Looks], table: Table) -> list[Start]:
    """Gives the score of a post's start at each line from `first` on, `looks` being what they look like."""
    kinds = window.kinds
    scores = []
    for i, look in enumerate(looks, first):
        kind = kinds[i]
        before = kinds[i - 1] if i else -1
        own = table.own(look) if kind == TEXT else 0.0
        score = own + (table.last(look) if kind == TEXT else 0.0)
        if kind in OPENING:
            score = -_SURE if before in OPENING and kind != FORWARD else _SURE
        elif before in OPENING or kind == CLOSING:
            score = -_SURE
        elif before == CLOSING:
            score += _CLOSED
        scores.append(Start(score, own))
    return scores


def solve(window: Window, gap: Gap, starts: Sequence[Start], rates: Rates) -> tuple[list[Layout], int]:
    """Gives the posts of a gap, first the post before it as it ends now, and where the post after it begins."""
    first, size = gap.start, gap.end - gap.start
    kinds = window.kinds
    best: list[_Node | None] = [None] * (size + 1)
    single: list[_Node | None] = [None] * (size + 1)
    repeated: list[dict[int, _Node]] = [{} for _ in range(size + 1)]  # by where the last copy begins
    at: dict[int, list[Repeat]] = {}
    further: dict[int, list[Repeat]] = {}
    for r in gap.repeats:
        if r.body >= first:
            at.setdefault(r.body - first, []).append(r)
        further.setdefault(r.copy - first, []).append(r)
    repeated[0][0] = _Node(0.0, gap.left_start, gap.left)
    tail: _Node | None = None
    final: tuple[float, int] = (NEVER, 0)
    for e in range(size + 1):
        here = list(repeated[e].values())
        for r in further.get(e, ()):
            _extend(r, here, repeated[r.end - first])
        if tail is not None and tail.copies:
            here = [*here, _worse(tail, _TAIL_LINE if kinds[first + e - 1] == TEXT else 0.0)]
        tail = _top(here)
        run = single[e]
        best[e] = _top([n for n in (tail, _worse(run, rates.end_of_single) if run else None) if n])
        if e == size:
            break
        begin = best[e]
        if begin is not None:
            opened = _Node(begin.score + starts[e].score + rates.single, first + e, (), begin)
            run = _top([n for n in (opened, _go_on(run, kinds, first + e, starts[e].score)) if n])
        elif run is not None:
            run = _go_on(run, kinds, first + e, starts[e].score)
        single[e + 1] = _worse(run, rates.line_of_single) if run else None
        for r in at.get(e, ()):
            node = _begin(window, r.body, first, best, starts, rates)
            if node is not None:
                copies = (r.body, r.copy), (r.copy, r.end)
                _keep(repeated[r.end - first], _Node(node.score + r.score, node.start, copies, node.before))
    if gap.right:
        node = _begin(window, gap.end, first, best, starts, rates)
        assert node is not None
        return _unwind(node.before, node.start), node.start
    return _unwind(best[size], gap.end), gap.end


def _top(nodes: list[_Node]) -> _Node | None:
    return max(nodes, key=lambda n: n.score, default=None)


def _worse(node: _Node, by: float) -> _Node:
    return _Node(node.score + by, node.start, node.copies, node.before)


def _go_on(run: _Node | None, kinds: bytearray, i: int, start: float) -> _Node | None:
    """A single post goes on over line `i`; over a header only at a price."""
    if run is None:
        return None
    return _worse(run, -_SURE) if kinds[i] in OPENING and start > 0 else run


def _extend(r: Repeat, here: list[_Node], ends: dict[int, _Node]) -> None:
    """Takes a candidate for the third copy of a body that ends here."""
    for node in here:
        if len(node.copies) == 2 and abs(node.copies[-1][0] - r.body) <= 1 and node.copies[-1][1] == r.copy:
            copies = (*node.copies, (r.copy, r.end))
            _keep(ends, _Node(node.score + r.score + _TRIPLE, node.start, copies, node.before))


def _keep(ends: dict[int, _Node], node: _Node) -> None:
    known = ends.get(node.copies[-1][0])
    if known is None or node.score > known.score:
        ends[node.copies[-1][0]] = node


def _begin(
    window: Window, body: int, first: int, best: list[_Node | None], starts: Sequence[Start], rates: Rates
) -> _Node | None:
    """Gives the best start of a post whose repeated body begins at `body`, titles and headers before it."""
    found: _Node | None = None
    titles = 0
    heads = 0.0  # a second title line looks like a title, too
    for s in range(body, first - 1, -1):
        if s < body and window.kinds[s] not in OPENING:
            titles += 1
            if titles >= len(rates.heads):
                break
        before = best[s - first]
        if before is not None:
            score = before.score + starts[s - first].score + heads + rates.repeated + rates.heads[titles]
            if found is None or score > found.score:
                found = _Node(score, s, (), before)
        if s < body:
            heads += starts[s - first].own
    return found


def _unwind(node: _Node | None, end: int) -> list[Layout]:
    layouts: list[Layout] = []
    while node is not None:
        layouts.append(Layout(node.start, end, node.copies or ((node.start, end),)))
        end = node.start
        node = node.before
    layouts.reverse()
    return layouts
