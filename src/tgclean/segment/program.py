"""The dynamic programme: the cheapest way to read an open stretch of lines as posts, in one pass.

States, at a place between two lines:

    BOUNDARY  a post has ended here
    TITLED    a title line stands before, and lines that only A has; a body follows
    TAILED    a body stands before, and lines that only B has; the post may end or go on
    ALONE     a title and more lines stand before, of which only one copy reached the text
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tgclean.segment.candidates import Candidate, Chain
from tgclean.segment.costs import FURTHER, ONE_COPY, Costs
from tgclean.segment.lines import TEXT, Window
from tgclean.segment.squares import is_periodic, is_seldom

BOUNDARY, TITLED, TAILED, ALONE = range(4)

_INFINITE = float("inf")
_SHORT = 2  # lines of a body that is not asked whether it is periodic


class Layout(NamedTuple):
    """Where a post stands in a window: lines `start` to `end`, half-open.

    Copy A of its body goes from `body` to `middle`, copy B from `middle` on; where nothing repeats, `body` and `middle`
    are `end`.  `chain` says which lines both copies have; None if all of A's, as far as they go.
    """

    start: int
    body: int
    middle: int
    end: int
    chain: Chain | None = None


class Solution(NamedTuple):
    """The posts of a stretch; where the post before it ends, and where the one behind it begins."""

    posts: list[Layout]
    before_end: int
    after_start: int


class _Step(NamedTuple):
    """How a state was reached: from which place and state, and by which body."""

    place: int
    state: int
    body: Candidate | None = None


class Program:
    """The programme over the open stretches of a window."""

    def __init__(self, window: Window, bodies: Mapping[int, Sequence[Candidate]], costs: Costs) -> None:
        self._window, self._bodies, self._costs = window, bodies, costs
        self._is_text: list[bool] = (window.kinds == TEXT).tolist()
        self._seldom = is_seldom(window)

    def solve(self, stretch: range, *, behind_square: bool, before_square: bool) -> Solution:
        """Return the cheapest posts of a stretch between two squares, or an end of the window and a square."""
        size = len(stretch)
        self._low = stretch.start
        self._cost = [[_INFINITE] * (size + 1) for _ in range(4)]
        self._step: list[list[_Step | None]] = [[None] * (size + 1) for _ in range(4)]
        self._cost[TAILED if behind_square else BOUNDARY][0] = 0.0
        for place in range(size):
            self._offer(BOUNDARY, place, self._cost[TAILED][place], place, TAILED)
            self._read_bodies(place, size)
            if self._is_text[self._low + place]:
                self._read_line(place)
            else:
                self._offer(BOUNDARY, place + 1, self._cost[BOUNDARY][place], place, BOUNDARY)
        self._offer(BOUNDARY, size, self._cost[TAILED][size], size, TAILED)
        untitled = self._cost[BOUNDARY][size] + self._costs.untitled
        return self._trace(size, TITLED if before_square and self._cost[TITLED][size] <= untitled else BOUNDARY)

    def _offer(
        self, state: int, place: int, cost: float, from_place: int, from_state: int, body: Candidate | None = None
    ) -> None:
        if cost < self._cost[state][place]:
            self._cost[state][place] = cost
            self._step[state][place] = _Step(from_place, from_state, body)

    def _read_bodies(self, place: int, size: int) -> None:
        titled = self._cost[TITLED][place]
        untitled = self._cost[BOUNDARY][place] + self._costs.untitled
        for body in self._bodies.get(self._low + place, ()):
            end = body.end - self._low
            if end > size:
                continue
            if titled <= untitled or (self._is_whole_post(body) and titled < _INFINITE):
                self._offer(TAILED, end, titled + body.cost, place, TITLED, body)
            else:
                self._offer(TAILED, end, untitled + body.cost, place, BOUNDARY, body)

    def _is_whole_post(self, body: Candidate) -> bool:
        """Return whether copy A may be a whole post, T A B, that was posted again at once."""
        if body.middle - body.begin <= _SHORT:
            return False
        headers = self._costs.headers(body.begin, body.middle) > 0
        return headers or is_periodic(self._window, self._seldom, body.begin, body.middle)

    def _read_line(self, place: int) -> None:
        costs, line, after = self._costs, self._low + place, place + 1
        boundary, alone = self._cost[BOUNDARY][place], self._cost[ALONE][place]
        title = boundary + costs.title[line]
        self._offer(BOUNDARY, after, boundary + costs.single[line], place, BOUNDARY)
        self._offer(TITLED, after, title, place, BOUNDARY)
        self._offer(TITLED, after, self._cost[TITLED][place] + costs.a_only_line(line), place, TITLED)
        one_copy = title + min(costs.a_only, costs.b_only) + ONE_COPY - FURTHER
        self._offer(ALONE, after, one_copy, place, BOUNDARY)
        self._offer(ALONE, after, alone + FURTHER, place, ALONE)
        self._offer(BOUNDARY, after, alone + FURTHER, place, ALONE)
        tail = self._cost[TAILED][place] + costs.last[line]
        step = self._step[TAILED][place]
        if step is not None and step.state == TAILED:
            tail -= costs.behind_footer(line)
        self._offer(TAILED, after, tail, place, TAILED)

    def _trace(self, place: int, state: int) -> Solution:
        """Return the posts on the way back from a state: each goes from one boundary to the next."""
        low, posts = self._low, list[Layout]()
        after_start = low + place
        is_next = state == TITLED  # on the way through the title of the square behind the stretch
        end, body = place, None
        while (step := self._step[state][place]) is not None:
            place, state, body = step.place, step.state, step.body or body
            if state != BOUNDARY:
                continue
            if is_next:
                after_start, is_next = low + place, False
            elif self._is_text[low + place]:
                posts.append(_layout(low + place, low + end, body))
            end, body = place, None
        return Solution(posts[::-1], low + (end if state == TAILED else 0), after_start)


def _layout(start: int, end: int, body: Candidate | None) -> Layout:
    if body is None:
        return Layout(start, end, end, end)
    return Layout(start, min(start + 1, body.begin), body.middle, end, body.chain)
