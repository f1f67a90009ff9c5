"""What stands between the exact repeats: a dynamic programme over the starts of posts.

Scores are log-likelihoods.  A post is single, or a head and a body that stands twice; a repeat pays
with the lines that it explains, a start with how much its line looks like a first line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from tgclean.segment.layout import CLOSING, FORWARD, OPENING, TEXT, Layout, Window

NEVER = -1e9
_SURE = 15.0  # a header that starts a post, against all looks
_CLOSED = 5.0  # a line after views, time or reactions
_LINE_OF_SINGLE = log(0.85)
_END_OF_SINGLE = log(0.15)
_TAIL_LINE = -3.0  # a line that only the last copy has, at its end
_TRIPLE = log(0.03)


@dataclass(frozen=True, slots=True)
class Rates:
    """How posts are shaped here (logarithms): without a repeat, with one, with so many title lines."""

    single: float = log(0.08)
    repeated: float = log(0.92)
    heads: tuple[float, ...] = (log(0.03), log(0.90), log(0.05), log(0.01))


class Repeat(NamedTuple):
    """A candidate: lines `body` to `copy` stand again as `copy` to `end`."""

    body: int
    copy: int
    end: int
    score: float


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


def starts_of(window: Window, first: int, end: int, looks: Sequence[float]) -> list[float]:
    """Gives the score of a post's start at each line from `first` to `end`; `looks` are the log-odds."""
    kinds = window.kinds
    scores = []
    for i in range(first, end):
        kind = kinds[i]
        before = kinds[i - 1] if i else -1
        score = looks[i - first] if kind == TEXT else 0.0
        if kind in OPENING:
            score = -_SURE if before in OPENING and kind != FORWARD else _SURE
        elif before in OPENING or kind == CLOSING:
            score = -_SURE
        elif before == CLOSING:
            score += _CLOSED
        scores.append(score)
    return scores


def solve(window: Window, gap: Gap, starts: Sequence[float], rates: Rates) -> tuple[list[Layout], int]:
    """Gives the posts of a gap, first the post before it as it ends now, and where the post after it begins."""
    first, size = gap.start, gap.end - gap.start
    kinds = window.kinds
    best: list[_Node | None] = [None] * (size + 1)
    single: list[_Node | None] = [None] * (size + 1)
    repeated: list[list[_Node]] = [[] for _ in range(size + 1)]
    at: dict[int, list[Repeat]] = {}
    further: dict[int, list[Repeat]] = {}
    for r in gap.repeats:
        if r.body >= first:
            at.setdefault(r.body - first, []).append(r)
        further.setdefault(r.copy - first, []).append(r)
    repeated[0].append(_Node(0.0, gap.left_start, gap.left))
    tail: _Node | None = None
    final: tuple[float, int] = (NEVER, 0)
    for e in range(size + 1):
        here = repeated[e]
        for r in further.get(e, ()):
            _extend(r, here, repeated[r.end - first])
        if tail is not None and tail.copies:
            here = [*here, _worse(tail, _TAIL_LINE if kinds[first + e - 1] == TEXT else 0.0)]
        tail = _top(here)
        run = single[e]
        best[e] = _top([n for n in (tail, _worse(run, _END_OF_SINGLE) if run else None) if n])
        if e == size:
            break
        begin = best[e]
        if begin is not None:
            opened = _Node(begin.score + starts[e] + rates.single, first + e, (), begin)
            run = _top([n for n in (opened, _go_on(run, kinds, first + e, starts[e])) if n])
        elif run is not None:
            run = _go_on(run, kinds, first + e, starts[e])
        single[e + 1] = _worse(run, _LINE_OF_SINGLE) if run else None
        for r in at.get(e, ()):
            node = _begin(window, r.body, first, best, starts, rates)
            if node is not None:
                repeated[r.end - first].append(_Node(node.score + r.score, node.start, ((r.body, r.copy), (r.copy, r.end)), node.before))
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


def _extend(r: Repeat, here: list[_Node], ends: list[_Node]) -> None:
    for node in here:
        if node.copies and abs(node.copies[-1][0] - r.body) <= 1 and node.copies[-1][1] == r.copy:
            ends.append(_Node(node.score + r.score + _TRIPLE, node.start, (*node.copies, (r.copy, r.end)), node.before))


def _begin(
    window: Window, body: int, first: int, best: list[_Node | None], starts: Sequence[float], rates: Rates
) -> _Node | None:
    """Gives the best start of a post whose repeated body begins at `body`, titles and headers before it."""
    found: _Node | None = None
    titles = 0
    for s in range(body, first - 1, -1):
        if s < body and window.kinds[s] not in OPENING:
            titles += 1
            if titles >= len(rates.heads):
                break
        before = best[s - first]
        if before is not None:
            begin = starts[s - first] if s - first < len(starts) else 0.0
            score = before.score + begin + rates.repeated + rates.heads[titles]
            if found is None or score > found.score:
                found = _Node(score, s, (), before)
    return found


def _unwind(node: _Node | None, end: int) -> list[Layout]:
    layouts: list[Layout] = []
    while node is not None:
        layouts.append(Layout(node.start, end, node.copies or ((node.start, end),)))
        end = node.start
        node = node.before
    layouts.reverse()
    return layouts
