"""The dynamic programme over the starts of posts in a gap.

A post is single, or a head and a body that stands twice; a repeat pays with the lines that it
explains, a start with how much its line looks like a first line.  Scores are log-likelihoods.
"""

from __future__ import annotations

from math import log
from typing import Optional

from tgclean.segment.gaps import SURE, Gap, Repeat, Starts
from tgclean.segment.layout import OPENING, TEXT, Layout
from tgclean.segment.shapes import Rates

_NEVER = -1e9
_EXACT_TAIL = -0.7  # more, where the copy is exact up to there
_MORE_TAIL = -1.2  # at most, for a further short line there: quotes and code come in runs
_TRIPLE = log(0.03)

Copies = tuple[tuple[int, int], ...]
# A way to have explained the lines up to a place: where its last post begins, that post's copies, and the way
# before it.  Tuples throughout, as several are made for each line: named ones take ten times as long.
_Way = tuple[int, Copies, Optional["_Way"]]
_Ended = tuple[float, _Way]  # a score, and the way to it
_Begun = tuple[float, int, _Way]  # a score, the line that the post begins at, the way to it
_Offer = tuple[Repeat, float]


def solve(kinds: bytearray, gap: Gap, starts: Starts, scores: list[float], rates: Rates) -> tuple[list[Layout], int]:
    """Gives the posts of a gap, first the post before it as it ends now, and where the post after it begins.

    `scores` are those of the gap's repeats, each by where it stands.
    """
    programme = _Programme(kinds, gap, starts, rates)
    programme.offer(gap.repeats, scores)
    programme.walk(gap.end)
    if gap.right:
        _, start, before = programme.begin(gap.end) or (_NEVER, gap.end, None)
        return _unwind(before, start), start
    return _unwind(programme.best[-1][1], gap.end), gap.end


class _Programme:
    """The state of the programme: the best way to each line where a post may begin."""

    def __init__(self, kinds: bytearray, gap: Gap, starts: Starts, rates: Rates) -> None:
        self.kinds, self.starts, self.rates = kinds, starts, rates
        self.first = gap.start
        self.root: _Way = (gap.left_start, gap.left, None)
        self.best: list[_Ended] = []  # of the posts that end before a line
        # By the line that they end before: the posts whose last copy ends there, by where it begins.
        self.repeated: dict[int, dict[int, _Ended]] = {
            gap.start: {gap.left[-1][0] if gap.left else -1: (0.0, self.root)}
        }
        self.tail: _Ended = _NEVER, self.root  # a post whose copies have ended
        self.tailed = False  # some lines before
        self.bodies: dict[int, list[_Offer]] = {}
        self.copies: dict[int, list[_Offer]] = {}
        text = [kind == TEXT for kind in kinds[gap.start : gap.start + len(starts.scores)]]
        # What a line costs as the last copy's alone.
        self.tails = [rates.tail[tail] if is_text else 0.0 for tail, is_text in zip(starts.tail, text, strict=True)]
        # What is taken back, if a post of one line ends before a line: it was counted that the one before is no body's
        # last.
        self.after_one = [0.0] * (len(text) + 1)
        for e in range(1, len(text)):
            if text[e] and text[e - 1]:
                self.after_one[e] = starts.alone[e] + rates.bare - starts.scores[e]
        # What it costs that the second copy lacks a title line; a marked one looks like a title.
        self.lost = [lost + max(0.0, own) for lost, own in zip(starts.lost, starts.own, strict=True)]

    def offer(self, repeats: list[Repeat], scores: list[float]) -> None:
        """Takes the candidates, with their scores."""
        for offer in zip(repeats, scores, strict=True):
            r = offer[0]
            if r.body >= self.first:
                self.bodies.setdefault(r.body, []).append(offer)
            if r.copy >= self.first and not r.front:  # a title stands before: the same post again, no third copy
                self.copies.setdefault(r.copy, []).append(offer)

    def walk(self, end: int) -> None:
        """Takes the lines up to `end` one by one: a post may end before each, and one may begin with it."""
        scores, sizes, settle, append = self.starts.scores, self.starts.size, self.settle, self.best.append
        single, line_of_single, bodies = self.rates.single, self.rates.line_of_single, self.bodies
        never = _NEVER, self.first, self.root
        run = one = lead = never
        titles, opened = self.rates.one  # of a post of one line, without a header and under one
        for e, kind in enumerate(self.kinds[self.first : end]):
            i, begin = self.first + e, scores[e]
            best = settle(e, run, one)
            append(best)
            ended, way = best
            score = run[0] - SURE if kind in OPENING and begin > 0 else run[0]  # a header inside a post
            alone = ended + begin + single
            run = (alone + line_of_single, i, way) if alone > score else (score + line_of_single, run[1], run[2])
            if kind == TEXT:
                under = lead[0] + opened[sizes[e]]
                score = ended + begin + titles[sizes[e]]
                one = (score, i, way) if score > under else (under, lead[1], lead[2])
                lead = never
            elif kind in OPENING:
                if begin > 0:
                    lead = ended + begin, i, way
                one = never
            if i in bodies:
                self._open(bodies[i], i)
        append(settle(end - self.first, run, one))

    def settle(self, e: int, run: _Begun, one: _Begun) -> _Ended:
        """Finds the best way to end a post before a line; `run` and `one` are posts without a repeat."""
        i = self.first + e
        here = self.repeated.get(i)
        if here and i in self.copies:
            self._third(self.copies[i], here)
        score, way = self.tail
        if not way[1]:
            score = _NEVER
        elif e:  # the line before is the last copy's alone; which costs more where the copy was exact up to there
            exact = _EXACT_TAIL if e == 1 and way[2] is None and self.kinds[i - 1] == TEXT else 0.0
            cost = self.tails[e - 1] + exact
            score += max(cost, _MORE_TAIL) if self.tailed and self.starts.tail[e - 1] else cost
        self.tailed = True
        if here:
            for ended in here.values():
                if ended[0] > score:
                    score, way = ended
                    self.tailed = False
        self.tail = score, way
        alone = run[0] + self.rates.end_of_single
        other = one[0] + self.after_one[e]
        if other > alone:
            return (other, (one[1], (), one[2])) if other > score else self.tail
        return (alone, (run[1], (), run[2])) if alone > score else self.tail

    def begin(self, body: int, fewest: int = 0) -> _Begun | None:
        """Gives the best start of a post whose repeated body begins at `body`, at least `fewest` titles before it."""
        found: _Begun | None = None
        kinds, scores, own, best = self.kinds, self.starts.scores, self.starts.own, self.best
        shape, repeated = self.rates.heads, self.rates.repeated
        titles = 0
        heads = lost = 0.0  # a second title line looks like a title, too; or the second copy lacks it
        first = 0.0, 0.0  # the same without the first title line, which is below the header that begins the post
        for s in range(body, self.first - 1, -1):
            e = s - self.first
            header = kinds[s] in OPENING
            is_title = s < body and not header
            if is_title:
                titles += 1
                if titles >= len(shape):
                    break
            if titles >= fewest:
                second, less = first if header else (heads, lost)
                second, less = second + shape[titles], less + (shape[1] if titles else shape[0])
                score = best[e][0] + (scores[e] + repeated) + max(second, less)
                if found is None or score > found[0]:
                    found = score, s, best[e][1]
            if is_title:
                first = heads, lost
                heads += own[e]
                lost += self.lost[e]
        return found

    def _open(self, offers: list[_Offer], i: int) -> None:
        """Takes the candidates for a post of two copies whose body begins at line `i`."""
        begun = self.begin(i)
        titled = self.begin(i, 1) if any(r.again for r, _ in offers) else None
        for r, gain in offers:
            found = titled if r.again else begun
            if found is not None:
                score, start, before = found
                self._keep(r.end, score + gain, (start, ((r.body, r.copy), (r.copy, r.end)), before))

    def _third(self, offers: list[_Offer], here: dict[int, _Ended]) -> None:
        """Takes the candidates for the third copy of a body that ends where it begins."""
        for r, gain in offers:
            for begin in (r.body - 1, r.body, r.body + 1):
                score, way = here.get(begin, (_NEVER, self.root))
                start, copies, before = way
                if begin in here and len(copies) == 2 and copies[1] == (begin, r.copy):
                    self._keep(r.end, score + gain + _TRIPLE, (start, (*copies, (r.copy, r.end)), before))

    def _keep(self, end: int, score: float, way: _Way) -> None:
        ends = self.repeated.setdefault(end, {})
        place = way[1][-1][0]
        if place not in ends or score > ends[place][0]:
            ends[place] = score, way


def _unwind(way: _Way | None, end: int) -> list[Layout]:
    layouts: list[Layout] = []
    while way is not None:
        start, copies, before = way
        layouts.append(Layout(start, end, copies or ((start, end),)))
        end, way = start, before
    layouts.reverse()
    return layouts
