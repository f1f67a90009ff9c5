"""What stands between the exact repeats: a dynamic programme over the starts of posts.

Scores are log-likelihoods.  A post is single, or a head and a body that stands twice; a repeat pays
with the lines that it explains, a start with how much its line looks like a first line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from tgclean.segment.firstline import Table
from tgclean.segment.layout import CLOSING, FORWARD, OPENING, TEXT, Layout
from tgclean.segment.looks import Views
from tgclean.segment.shapes import Rates
from tgclean.segment.sides import Odds

NEVER = -1e9
_SURE = 15.0  # a header that starts a post, against all looks
_UNLIKE = -7.0  # a line that no post here began with may still begin one
_CLOSED = 5.0  # a line after views, time or reactions
_EXACT_TAIL = -0.7  # more, where the copy is exact up to there
_TRIPLE = log(0.03)


class Repeat(NamedTuple):
    """A candidate: lines `body` to `copy` stand again as `copy` to `end`."""

    body: int
    copy: int
    end: int
    score: float
    front: int = 0  # lines that the copy begins with and the body lacks
    cut: int = 0  # lines that the body ends with and the copy lacks
    again: bool = False  # each half looks like a post of its own: one post only if a title stands before


class _Node(NamedTuple):
    """A way to have explained the lines up to a place: its last post, and the node before it."""

    start: int
    copies: tuple[tuple[int, int], ...]
    before: _Node | None


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
    kinds = views.window.kinds
    end = gap.end + bool(gap.right)
    scores, owns = [], []
    before = kinds[gap.start - 1] if gap.start else -1
    for i in range(gap.start, end):
        kind = kinds[i]
        own = score = 0.0
        if kind == TEXT:
            look = views.of(i)
            own = max(_UNLIKE / 2, table.own(look))
            score = max(_UNLIKE, own + table.last(look))
        if kind in OPENING:
            score = -_SURE if before in OPENING and kind != FORWARD else _SURE
        elif before in OPENING or kind == CLOSING:
            score = -_SURE
        elif before == CLOSING:
            score += _CLOSED
        scores.append(score)
        owns.append(own)
        before = kind
    lost = odds.lost
    short = [views.is_short(i) for i in range(gap.start, end)]
    return Starts(scores, owns, short, [lost[mark] for mark in views.marks[gap.start : end]])


def solve(kinds: bytearray, gap: Gap, starts: Starts, scores: list[float], rates: Rates) -> tuple[list[Layout], int]:
    """Gives the posts of a gap, first the post before it as it ends now, and where the post after it begins.

    `scores` are those of the gap's repeats, each by where it stands.
    """
    programme = _Programme(kinds, gap, starts, rates)
    programme.offer(gap.repeats, scores)
    for i in range(gap.start, gap.end):
        programme.step(i)
    programme.settle(gap.end)
    if gap.right:
        begun = programme.begin(gap.end)
        _, start, before = begun if begun is not None else (NEVER, gap.end, None)
        return _unwind(before, start), start
    return _unwind(programme.best[-1][1], gap.end), gap.end


_Offer = tuple[Repeat, float]
_Ended = tuple[float, _Node]  # a score, and the way to it
_Begun = tuple[float, int, _Node]  # a score, the line that the post begins at, the way to it


class _Programme:
    """The state of the programme: the best way to each line where a post may begin."""

    def __init__(self, kinds: bytearray, gap: Gap, starts: Starts, rates: Rates) -> None:
        self.kinds, self.starts, self.rates = kinds, starts, rates
        self.first = gap.start
        size = gap.end - gap.start
        root = _Node(gap.left_start, gap.left, None)
        self.best: list[tuple[float, _Node | None]] = [(NEVER, None)] * (size + 1)
        self.repeated: list[dict[int, _Ended]] = [{} for _ in range(size + 1)]  # by where the last copy begins
        self.repeated[0][gap.left[-1][0] if gap.left else -1] = 0.0, root
        self.tail: _Ended = NEVER, root  # a post whose copies have ended
        self.run: _Begun = NEVER, gap.start, root  # a post without a repeat that goes on
        self.one: _Begun = NEVER, gap.start, root  # a post of one line, which stood already
        self.lead: _Begun = NEVER, gap.start, root  # a post of which only the header stood
        self.bodies: dict[int, list[_Offer]] = {}
        self.copies: dict[int, list[_Offer]] = {}

    def offer(self, repeats: list[Repeat], scores: list[float]) -> None:
        """Takes the candidates, with their scores."""
        for offer in zip(repeats, scores, strict=True):
            r = offer[0]
            if r.body >= self.first:
                self.bodies.setdefault(r.body, []).append(offer)
            if r.copy >= self.first and not r.front:  # a title stands before: the same post again, no third copy
                self.copies.setdefault(r.copy, []).append(offer)

    def settle(self, i: int) -> None:
        """Finds the best way to end a post before line `i`."""
        e = i - self.first
        for r, score in self.copies.get(i, ()):
            self._third(r, score, self.repeated[e])
        score, node = self.tail
        if e and node.copies and self.kinds[i - 1] == TEXT:
            score += self.tail_rate(e) + (_EXACT_TAIL if e == 1 and node.before is None else 0.0)
        self.tail = (score, node) if node.copies else (NEVER, node)
        for ended in self.repeated[e].values():
            if ended[0] > self.tail[0]:
                self.tail = ended
        score, start, before = self.run
        score += self.rates.end_of_single
        one, one_start, one_before = self.one
        one += self.after_one(i)
        if one > score:
            score, start, before = one, one_start, one_before
        self.best[e] = (score, _Node(start, (), before)) if score > self.tail[0] else self.tail

    def after_one(self, i: int) -> float:
        """Takes back what was counted against a start at `i` for the line before: it is no body's last."""
        e = i - self.first
        if e >= len(self.starts.scores) or self.kinds[i] != TEXT or self.kinds[i - 1] != TEXT:
            return 0.0
        return self.starts.own[e] - self.starts.scores[e]

    def tail_rate(self, e: int) -> float:
        """Gives what it costs that the line before is the last copy's alone; more where it could be a post."""
        return self.rates.tail[self.starts.short[e - 1]]

    def step(self, i: int) -> None:
        """Takes line `i`: a post may end before it, and one may begin with it."""
        self.settle(i)
        e = i - self.first
        begin = self.starts.scores[e]
        score, start, before = self.run
        if begin > 0 and self.kinds[i] in OPENING:
            score -= _SURE  # a header inside a post
        ended, node = self.best[e]
        if node is not None and ended + begin + self.rates.single > score:
            score, start, before = ended + begin + self.rates.single, i, node
        self.run = score + self.rates.line_of_single, start, before
        self.take_one(i)
        repeats = self.bodies.get(i, ())
        if repeats:
            begun = self.begin(i)
            titled = self.begin(i, 1) if any(r.again for r, _ in repeats) else None
            for r, score in repeats:
                self._open(r, score, titled if r.again else begun)

    def take_one(self, i: int) -> None:
        """Takes line `i` as the only line of a post: behind a header or without one; what closes it may follow."""
        e = i - self.first
        kind, begin, short = self.kinds[i], self.starts.scores[e], self.starts.short[e]
        ended, node = self.best[e]
        if kind in OPENING:
            if begin > 0 and node is not None:
                self.lead = ended + begin, i, node
            self.one = NEVER, i, self.one[2]
        elif kind == TEXT:
            score, start, before = self.lead
            if node is not None and ended + begin > score:
                score, start, before = ended + begin, i, node
            self.one = score + self.rates.one[short], start, before
            self.lead = NEVER, i, self.lead[2]

    def begin(self, body: int, fewest: int = 0) -> _Begun | None:
        """Gives the best start of a post whose repeated body begins at `body`, at least `fewest` titles before it."""
        found: _Begun | None = None
        titles = 0
        heads = 0.0  # a second title line looks like a title, too
        lost = 0.0  # or it is a line of the body that the second copy lacks
        for s in range(body, self.first - 1, -1):
            if s < body and self.kinds[s] not in OPENING:
                titles += 1
                if titles >= len(self.rates.heads):
                    break
            score, before = self.best[s - self.first]
            if before is not None and titles >= fewest:
                score += self.starts.scores[s - self.first] + self.rates.repeated
                score += max(heads + self.rates.heads[titles], lost + self.rates.heads[min(1, titles)])
                if found is None or score > found[0]:
                    found = score, s, before
            if s < body:
                heads += self.starts.own[s - self.first]
                if self.kinds[s] not in OPENING:  # a marked one looks like a title, and is none
                    lost += self.starts.lost[s - self.first] + max(0.0, self.starts.own[s - self.first])
        return found

    def _open(self, r: Repeat, gain: float, begun: _Begun | None) -> None:
        """Takes a candidate for a post of two copies."""
        if begun is not None:
            score, start, before = begun
            self._keep(r.end, score + gain, _Node(start, ((r.body, r.copy), (r.copy, r.end)), before))

    def _third(self, r: Repeat, gain: float, here: dict[int, _Ended]) -> None:
        """Takes a candidate for the third copy of a body that ends where it begins."""
        for begin in (r.body - 1, r.body, r.body + 1):
            score, node = here.get(begin, (NEVER, None))
            if node is not None and len(node.copies) == 2 and node.copies[1] == (begin, r.copy):
                copies = (*node.copies, (r.copy, r.end))
                self._keep(r.end, score + gain + _TRIPLE, _Node(node.start, copies, node.before))

    def _keep(self, end: int, score: float, node: _Node) -> None:
        ends = self.repeated[end - self.first]
        place = node.copies[-1][0]
        if place not in ends or score > ends[place][0]:
            ends[place] = score, node


def _unwind(node: _Node | None, end: int) -> list[Layout]:
    layouts: list[Layout] = []
    while node is not None:
        layouts.append(Layout(node.start, end, node.copies or ((node.start, end),)))
        end = node.start
        node = node.before
    layouts.reverse()
    return layouts
