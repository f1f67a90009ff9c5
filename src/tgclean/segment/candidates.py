"""Candidates: where a body may stand twice though its copies differ, as chains of lines that both have.

An anchor is a run of lines that stands in both copies.  A chain of anchors goes on in both copies; lines between two
anchors stand in one copy only, or are parts of each other.  The best chain is found by dynamic programming over the
anchors, as sequence aligners chain their seeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

import numpy as np

from tgclean.segment.costs import CUT, GLUED, HEADER_INSIDE, Costs
from tgclean.segment.lines import REACH, TEXT, Mask, Window, totals
from tgclean.segment.parts import Parts
from tgclean.segment.squares import Runs

_FAR = 40  # lines of one copy only that may stand together
_LAST_NODES = 8  # ends of chains that an anchor may go on from
_MOST_NODES = 100  # anchors of one chain: hostile text has thousands
_MOST_TAIL = 8  # lines between the copies that may be parts of others
_MOST_BEGIN, _MOST_END = 2, 6  # first lines of A, last lines of B that may be parts of them
_ENDS_IN_PARTS = 2  # ends of a chain for which that is asked: all of them find nothing more
_MOST_HEADERS = 3  # that a body quotes
_MOST_PERIODS = 200
_FEW_STEPS = 64  # that any text may take
_BYTES_OF_STEP = 10
"""Bytes of the window for each step of the search.  Of real channels the one whose copies differ most takes a third."""
_GLUE_BACK, _GLUE_NEAR, _GLUE_HEAD = 4, 60, 12  # lines looked at, lines apart, bytes alike, for two lines glued


class Anchor(NamedTuple):
    """`size` lines of A from `a` on that B has from `b` on; where `glued`, B's one line is two lines of A."""

    a: int
    b: int
    size: int
    glued: bool = False

    @property
    def a_end(self) -> int:
        """Behind the last line of A."""
        return self.a + self.size + self.glued

    @property
    def b_end(self) -> int:
        """Behind the last line of B."""
        return self.b + self.size


class Candidate(NamedTuple):
    """A body that may stand twice: copy A from `begin` to `middle`, copy B from `middle` to `end`, and its cost."""

    begin: int
    middle: int
    end: int
    cost: float
    chain: Chain


class Chain(NamedTuple):
    """A chain of anchors, its last one first."""

    last: Anchor
    before: Chain | None
    cost: float

    def anchors(self) -> list[Anchor]:
        """Return the anchors from the first on."""
        found = []
        chain: Chain | None = self
        while chain is not None:
            found.append(chain.last)
            chain = chain.before
        return found[::-1]


class Search:
    """The search for candidates in what the squares of a window leave open."""

    def __init__(self, window: Window, runs: Runs, covered: Mask, costs: Costs, parts: Parts) -> None:
        self._ids: list[int] = window.ids.tolist()
        self._is_text: list[bool] = (window.kinds == TEXT).tolist()
        self._covered: list[bool] = covered.tolist()
        self._covered_sum: list[int] = totals(covered).tolist()
        self._costs, self._parts = costs, parts
        self._found: dict[int, list[Candidate]] = {}
        self._steps = _FEW_STEPS + sum(map(len, window.raw)) // _BYTES_OF_STEP
        self._anchors = sorted({*self._equal_runs(runs), *self._glued_lines(window)}, key=lambda x: (x.b, x.size, x.a))

    @property
    def is_limited(self) -> bool:
        """Return whether the search was stopped by its limit, as on text that is made to make it long."""
        return self._steps <= 0

    def candidates(self) -> dict[int, list[Candidate]]:
        """Return the candidates by the line at which copy A begins."""
        for place, anchor in enumerate(self._anchors):
            for first in _halves(anchor):
                self._chain(first, place)
        return self._found

    def _equal_runs(self, runs: Runs) -> Iterator[Anchor]:
        """Yield the runs outside squares, with the equal lines around them whose last place is another."""
        covered, total = self._covered, self._covered_sum
        done: dict[int, int] = {}  # by lag, where the last anchor ends: a page that comes again has one for long
        for run in zip(*(part.tolist() for part in runs), strict=True):
            begin, size, lag = run
            while size and (covered[begin] or covered[begin - lag]):
                begin, size = begin + 1, size - 1
            while size and (covered[begin + size - 1] or covered[begin + size - 1 - lag]):
                size -= 1
            if not size or begin + size <= done.get(lag, 0):
                continue
            if total[begin + size] == total[begin] and total[begin - lag + size] == total[begin - lag]:
                anchor = self._lengthened(begin, size, lag, done.get(lag, 0))
                done[lag] = anchor.b_end
                yield anchor

    def _lengthened(self, begin: int, size: int, lag: int, done: int) -> Anchor:
        ids, covered = self._ids, self._covered
        most = 2 * lag + REACH // lag
        while size < most and begin > max(lag, done - lag) and ids[begin - 1] == ids[begin - 1 - lag]:
            if covered[begin - 1] or covered[begin - 1 - lag]:
                break
            begin, size = begin - 1, size + 1
        while size < most and begin + size < len(ids) and ids[begin + size] == ids[begin + size - lag]:
            if covered[begin + size] or covered[begin + size - lag]:
                break
            size += 1
        if size != lag:  # a square may begin or end with a header that the post quotes
            while not self._is_text[begin]:
                begin, size = begin + 1, size - 1
            while not self._is_text[begin + size - 1]:
                size -= 1
        return Anchor(begin - lag, begin, size)

    def _glued_lines(self, window: Window) -> Iterator[Anchor]:
        """Yield the open lines that are two earlier lines glued: in copy B a quote or code stood between them."""
        heads: dict[bytes, list[int]] = {}
        ids, texts = self._ids, window.distinct
        once = (window.lag == 0) & (window.kinds == TEXT) & ~np.array(self._covered, bool)
        for line in np.flatnonzero(once).tolist():
            text = texts[ids[line]]
            if len(text) < _GLUE_HEAD:
                continue
            seen = heads.setdefault(text[:_GLUE_HEAD], [])
            for first in seen[-_GLUE_BACK:]:
                if first + 1 < line <= first + _GLUE_NEAR and self._covered_sum[line] == self._covered_sum[first]:
                    one, two = texts[ids[first]], texts[ids[first + 1]]
                    between = text[len(one) : len(text) - len(two)]
                    if len(between) <= 1 and not between.strip() and text.startswith(one) and text.endswith(two):
                        yield Anchor(first, line, 1, glued=True)
            seen.append(line)

    def _chain(self, first: Anchor, place: int) -> None:
        """Add all candidates whose first line in both copies begins the anchor; the others follow as they best may."""
        if first.a_end > first.b or self._is_walled(first.a_end, first.b):
            return
        if self._costs.headers(first.a_end, first.b) > _MOST_HEADERS:
            return
        nodes = [Chain(first, None, self._costs.equal(first.a, first.b, first.size, first.a) + GLUED * first.glued)]
        far = first.b_end if first.a_end < first.b else -REACH  # else copy A has no more lines
        for following in range(place + 1, len(self._anchors)):
            anchor = self._anchors[following]
            if anchor.b - far > _FAR or anchor.b - first.b > REACH or len(nodes) > _MOST_NODES or self._steps <= 0:
                break
            if anchor.a_end <= first.a_end or anchor.a >= first.b:
                continue
            self._steps -= min(len(nodes), _LAST_NODES)
            ahead = [chain for node in nodes[-_LAST_NODES:] if (chain := self._joined(node, anchor, first)) is not None]
            if ahead:
                nodes.append(min(ahead, key=lambda chain: chain.cost))
                far = max(far, nodes[-1].last.b_end)
        for index, node in enumerate(nodes):
            # Only where a chain ends at last: earlier ends go on in lines that both copies have.
            self._end(node, first, in_parts=index + _ENDS_IN_PARTS >= len(nodes))

    def _joined(self, chain: Chain, anchor: Anchor, first: Anchor) -> Chain | None:
        """Return the chain with what of an anchor goes on behind it in both copies, None if nothing does."""
        last = chain.last
        skip = max(last.b_end - anchor.b, last.a_end - anchor.a, 0)
        size = min(anchor.size - skip, first.b - anchor.a - skip)
        if size <= 0 or (anchor.glued and (skip or anchor.a_end > first.b)):
            return None
        joined = Anchor(anchor.a + skip, anchor.b + skip, size, anchor.glued)
        if joined.b - last.b_end > _FAR or joined.a - last.a_end > _FAR or self._is_walled(last.b_end, joined.b):
            return None
        headers = self._costs.headers(last.b_end, joined.b)
        if headers != self._costs.headers(last.a_end, joined.a):  # what begins a post is in a body only if quoted there
            return None
        cost = chain.cost + HEADER_INSIDE * headers + self._apart(last.a_end, joined.a, last.b_end, joined.b)
        cost += self._costs.equal(joined.a, joined.b, size, first.a) + GLUED * joined.glued
        return Chain(joined, chain, cost)

    def _apart(self, a: int, a_end: int, b: int, b_end: int) -> float:
        """Return the cost of lines of A against lines of B between two anchors, or beyond the last."""
        pairs = self._parts.pairs(a, a_end, b, b_end)
        cost = self._costs.one_sided(a_end - a - len(pairs), b_end - b - len(pairs)) + self._costs.b_look(b, b_end)
        for _, y in pairs:
            cost -= self._costs.b_look(y, y + 1)
        return cost - sum(self._costs.gain(x) if self._ids[x] == self._ids[y] else CUT for x, y in pairs)

    def _is_walled(self, begin: int, end: int) -> bool:
        """Return whether a square stands between two lines."""
        return self._covered_sum[end] > self._covered_sum[begin]

    def _end(self, chain: Chain, first: Anchor, *, in_parts: bool) -> None:
        """Add the candidates that this chain makes if it ends here.

        The lines between the copies have no equal: they are A's last, or B's first, whichever is cheaper.  If
        `in_parts`, lines before the chain and behind it are looked at too, of which these may be parts.
        """
        a_end, middle = chain.last.a_end, first.b
        rest = range(a_end, middle)
        if len(rest) > _FAR:
            return
        begins, ends = [first.a], [chain.last.b_end]
        if in_parts and 0 < len(rest) <= _MOST_TAIL and self._steps > 0:
            begins += self._begins_in_parts(first, rest)
            ends += self._ends_in_parts(chain, rest)
        for begin in begins:
            for end in ends:
                splits = (a_end, middle) if begin == first.a and end == chain.last.b_end else range(a_end, middle + 1)
                self._steps -= len(splits)
                costs = [(self._split(chain, first, begin, split, end), -split) for split in splits]
                cost, split = min(costs)
                self._add(Candidate(begin, -split, end, chain.cost + cost, chain))

    def _split(self, chain: Chain, first: Anchor, begin: int, split: int, end: int) -> float:
        """Return the cost of the lines between the copies if B begins at `split`."""
        a_end, b_end, middle = chain.last.a_end, chain.last.b_end, first.b
        cost = 0.0
        if end > b_end:
            cost += self._apart(a_end, split, b_end, end)
        elif split > a_end:
            cost += self._costs.last_of_a(a_end, split)
        if begin < first.a:
            cost += self._apart(begin, first.a, split, middle)
        elif split < middle:
            cost += self._costs.first_of_b(split, middle)
        return cost

    def _begins_in_parts(self, first: Anchor, rest: range) -> list[int]:
        """Return the lines before the chain that are parts of a line between the copies, or it of them."""
        low = max(1, first.a - _MOST_BEGIN)
        if low >= first.a or not self._parts.are_any_alike(range(low, first.a), rest):
            return []
        lines = takewhile(self._is_open, range(first.a - 1, low - 1, -1))
        return [line for line in lines if self._parts.are_any_alike(range(line, line + 1), rest)]

    def _ends_in_parts(self, chain: Chain, rest: range) -> list[int]:
        """Return where lines behind the chain end that are parts of a line between the copies, or it of them."""
        behind = range(chain.last.b_end, min(chain.last.b_end + _MOST_END, len(self._ids)))
        if not self._parts.are_any_alike(rest, behind):
            return []
        return [line + 1 for line in takewhile(self._is_open, behind) if self._parts.has_part(rest, line)]

    def _is_open(self, line: int) -> bool:
        return self._is_text[line] and not self._covered[line]

    def _add(self, candidate: Candidate) -> None:
        begin, middle, end, _, _ = candidate
        if self._costs.headers(begin, middle) == self._costs.headers(middle, end):
            self._found.setdefault(candidate.begin, []).append(candidate)


def _halves(anchor: Anchor) -> Iterator[Anchor]:
    """Yield the anchor, or every square in it if it overlaps its own copy: its lines stand three times or more."""
    lag = anchor.b - anchor.a
    if anchor.size <= lag:
        yield anchor
        return
    for shift in range(min(anchor.size - lag, 3 * lag if lag > 1 else 2) + 1):
        for periods in range(1, _MOST_PERIODS):
            size = periods * lag
            if shift + 2 * size > anchor.size + lag:
                break
            yield Anchor(anchor.a + shift, anchor.a + shift + size, size)
