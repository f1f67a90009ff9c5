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
_UNLIKE = -7.0  # a line that no post here began with may still begin one
_CLOSED = 5.0  # a line after views, time or reactions
_DECAY = 0.5  # of the counts, a window later
_LONG = 3  # lines of a post without a repeat that is surely one
_MISSED = 1.0  # such posts are under-counted: where two stand together one is seen
_EXACT_TAIL = -0.7  # more, where the copy is exact up to there
_TRIPLE = log(0.03)


@dataclass(frozen=True, slots=True)
class Rates:
    """How posts are shaped here (logarithms): without a repeat, with one, with so many title lines."""

    single: float = log(0.08)
    repeated: float = log(0.92)
    heads: tuple[float, ...] = (log(0.03), log(0.90), log(0.05), log(0.01))
    line_of_single: float = log(0.85)
    end_of_single: float = log(0.15)
    tail: float = -5.0  # for a line that only the last copy has, at its end
    front: tuple[float, float] = (log(0.97), log(0.03))  # that a copy begins with lines of its own: not, or so


class Shapes:
    """Counts of the shapes of posts; `rates` gives their logarithms."""

    def __init__(self) -> None:
        self._heads = [1.0, 30.0, 1.5, 0.3]
        self._singles, self._repeated, self._lines, self._fronts = 2.0, 30.0, 200.0, 1.0
        self._tails = 0.2

    def fade(self) -> None:
        """Lets what was seen so far weigh less than what comes."""
        self._heads = [n * _DECAY for n in self._heads]
        self._singles, self._repeated = self._singles * _DECAY, self._repeated * _DECAY
        self._lines, self._fronts = self._lines * _DECAY, self._fronts * _DECAY
        self._tails *= _DECAY

    def copy(self) -> Shapes:
        """Gives a copy that learns alone."""
        twin = Shapes()
        twin._heads = list(self._heads)
        twin._singles, twin._repeated, twin._lines = self._singles, self._repeated, self._lines
        twin._fronts, twin._tails = self._fronts, self._tails
        return twin

    def learn(self, window: Window, layouts: list[Layout], fronts: frozenset[tuple[int, int]]) -> None:
        """Counts the shapes of posts; of those that do not repeat the long ones only, as the short are guesses."""
        for post in layouts:
            titles = sum(1 for i in range(post.start, post.copies[0][0]) if window.kinds[i] == TEXT)
            if len(post.copies) > 1:
                self._repeated += 1
                self._fronts += post.copies[1] in fronts
                self._tails += any(window.kinds[i] == TEXT for i in range(post.copies[-1][1], post.end))
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
            log(single) + _MISSED, log(1 - single), tuple(log((n + 0.02) / heads) for n in self._heads),
            log(1 - 1 / size), log(1 / size), max(-8.0, log(self._tails / self._repeated)),
            (log(1 - self._fronts / self._repeated * 0.98), log(self._fronts / self._repeated)),
        )  # fmt: skip


class Repeat(NamedTuple):
    """A candidate: lines `body` to `copy` stand again as `copy` to `end`."""

    body: int
    copy: int
    end: int
    score: float
    front: int = 0  # lines that the copy begins with and the body lacks
    again: bool = False  # each half looks like a post of its own: one post only if a title stands before


class _Node(NamedTuple):
    """A way to have explained the lines up to a place: its last post, and the node before it."""

    start: int
    copies: tuple[tuple[int, int], ...]
    before: _Node | None


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
        own = max(_UNLIKE / 2, table.own(look)) if kind == TEXT else 0.0
        score = max(_UNLIKE, own + table.last(look)) if kind == TEXT else 0.0
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
    best: list[tuple[float, _Node | None]] = [(NEVER, None)] * (size + 1)
    repeated: list[dict[int, _Ended]] = [{} for _ in range(size + 1)]  # by where the last copy begins
    bodies, copies = _by_place(gap)
    root = _Node(gap.left_start, gap.left, None)
    repeated[0][gap.left[-1][0] if gap.left else -1] = 0.0, root
    tail: _Ended = NEVER, root
    run, run_start, run_before = NEVER, 0, root  # the single post that goes on
    for e in range(size + 1):
        here = repeated[e]
        i = first + e
        if i in copies:
            for r in copies[i]:
                _extend(r, here, repeated[r.end - first])
        if tail[1].copies:
            exact = _EXACT_TAIL if e == 1 and gap.left else 0.0
            tail = tail[0] + (rates.tail + exact if e and kinds[i - 1] == TEXT else 0.0), tail[1]
        else:
            tail = NEVER, tail[1]
        for ended in here.values():
            if ended[0] > tail[0]:
                tail = ended
        best[e] = tail
        if run + rates.end_of_single > tail[0]:
            best[e] = run + rates.end_of_single, _Node(run_start, (), run_before)
        if e == size:
            break
        score, node = best[e]
        if kinds[i] in OPENING and starts[e].score > 0:
            run -= _SURE
        if node is not None and score + starts[e].score + rates.single > run:
            run, run_start, run_before = score + starts[e].score + rates.single, i, node
        run += rates.line_of_single
        if i in bodies:
            begun = _begin(window, i, first, best, starts, rates)
            titled = _begin(window, i, first, best, starts, rates, 1) if any(r.again for r in bodies[i]) else None
            _open(bodies[i], begun, titled, repeated, first)
    if gap.right:
        score, start, before = _begin(window, gap.end, first, best, starts, rates) or (NEVER, gap.end, None)
        return _unwind(before, start), start
    return _unwind(best[size][1], gap.end), gap.end


_Ended = tuple[float, _Node]
_Begun = tuple[float, int, _Node]


def _by_place(gap: Gap) -> tuple[dict[int, list[Repeat]], dict[int, list[Repeat]]]:
    """Gives the candidates by where their body begins, and by where their copy begins."""
    bodies: dict[int, list[Repeat]] = {}
    copies: dict[int, list[Repeat]] = {}
    for r in gap.repeats:
        if r.body >= gap.start:
            bodies.setdefault(r.body, []).append(r)
        if r.copy >= gap.start:
            copies.setdefault(r.copy, []).append(r)
    return bodies, copies


def _open(
    repeats: list[Repeat], begun: _Begun | None, titled: _Begun | None, repeated: list[dict[int, _Ended]], first: int
) -> None:
    """Takes the candidates whose body begins here."""
    for r in repeats:
        begin = titled if r.again else begun
        if begin is not None:
            score, start, before = begin
            _keep(repeated[r.end - first], score + r.score, _Node(start, ((r.body, r.copy), (r.copy, r.end)), before))


def _extend(r: Repeat, here: dict[int, _Ended], ends: dict[int, _Ended]) -> None:
    """Takes a candidate for the third copy of a body that ends here."""
    if r.front:  # a title: the same post again, not a third copy
        return
    for begin in (r.body - 1, r.body, r.body + 1):
        score, node = here.get(begin, (NEVER, None))
        if node is not None and len(node.copies) == 2 and node.copies[1] == (begin, r.copy):
            _keep(ends, score + r.score + _TRIPLE, _Node(node.start, (*node.copies, (r.copy, r.end)), node.before))


def _keep(ends: dict[int, _Ended], score: float, node: _Node) -> None:
    place = node.copies[-1][0]
    if place not in ends or score > ends[place][0]:
        ends[place] = score, node


def _begin(
    window: Window, body: int, first: int, best: Sequence[tuple[float, _Node | None]], starts: Sequence[Start], rates: Rates,
    fewest: int = 0,
) -> _Begun | None:  # fmt: skip
    """Gives the best start of a post whose repeated body begins at `body`, at least `fewest` titles before it."""
    found: _Begun | None = None
    titles = 0
    heads = 0.0  # a second title line looks like a title, too
    for s in range(body, first - 1, -1):
        if s < body and window.kinds[s] not in OPENING:
            titles += 1
            if titles >= len(rates.heads):
                break
        score, before = best[s - first]
        if before is not None and titles >= fewest:
            score += starts[s - first].score + heads + rates.repeated + rates.heads[titles]
            if found is None or score > found[0]:
                found = score, s, before
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
