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
from tgclean.segment.costs import ONE_COPY, Costs
from tgclean.segment.lines import OWNER, TEXT, Window
from tgclean.segment.page_lines import SHORT_PAGE_CHARS
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
    """How a state was reached: from which state and place, and by which body."""

    state: int
    place: int
    body: Candidate | None = None


class _Table:
    """The cheapest cost of each state at each place of a stretch, and the step that led there."""

    def __init__(self, size: int) -> None:
        self.cost = [[_INFINITE] * (size + 1) for _ in range(4)]
        self.step: list[list[_Step | None]] = [[None] * (size + 1) for _ in range(4)]

    def offer(
        self, state: int, place: int, cost: float, from_state: int, from_place: int, body: Candidate | None = None
    ) -> None:
        """Take a step to a state and a place if it is cheaper than the one known."""
        if cost < self.cost[state][place]:
            self.cost[state][place] = cost
            self.step[state][place] = _Step(from_state, from_place, body)


class Program:
    """The programme over the open stretches of a window."""

    def __init__(self, window: Window, bodies: Mapping[int, Sequence[Candidate]], costs: Costs) -> None:
        self._window, self._bodies, self._costs = window, bodies, costs
        self._is_text: list[bool] = (window.kinds == TEXT).tolist()
        self._is_owner: list[bool] = (window.kinds == OWNER).tolist()
        self._seldom = is_seldom(window)
        self._one_copy = costs.b_only + ONE_COPY - costs.further

    def solve(self, stretch: range, *, behind_square: bool, before_square: bool) -> Solution:
        """Return the cheapest posts of a stretch between two squares, or an end of the window and a square."""
        low, size, costs = stretch.start, len(stretch), self._costs
        table = _Table(size)
        table.cost[TAILED if behind_square else BOUNDARY][0] = 0.0
        for place in range(size + 1):
            if table.cost[TAILED][place] < table.cost[BOUNDARY][place]:
                table.offer(BOUNDARY, place, table.cost[TAILED][place], TAILED, place)
            if place == size:
                break
            if low + place in self._bodies:
                self._read_bodies(table, low, place, size)
            if self._is_text[low + place]:
                is_owned = low + place > 0 and self._is_owner[low + place - 1]
                if not (is_owned and self._read_page_post(table, low, place, size)):
                    self._read_line(table, low + place, place)
            else:
                table.offer(BOUNDARY, place + 1, table.cost[BOUNDARY][place], BOUNDARY, place)
        untitled = table.cost[BOUNDARY][size] + costs.untitled
        is_titled = before_square and table.cost[TITLED][size] <= untitled
        return self._trace(table, low, size, TITLED if is_titled else BOUNDARY)

    def _read_bodies(self, table: _Table, low: int, place: int, size: int) -> None:
        titled = table.cost[TITLED][place]
        untitled = table.cost[BOUNDARY][place] + self._costs.untitled
        for body in self._bodies[low + place]:
            end = body.end - low
            if end > size:
                continue
            if titled <= untitled or self._is_whole_post(body):
                table.offer(TAILED, end, titled + body.cost, TITLED, place, body)
            else:
                table.offer(TAILED, end, untitled + body.cost, BOUNDARY, place, body)

    def _read_line(self, table: _Table, line: int, place: int) -> None:
        """Take the steps over one line: a post of its own, a title, a line of one copy."""
        costs, after = self._costs, place + 1
        boundary, titled, tailed, alone = (states[place] for states in table.cost)
        title = boundary + costs.title[line]
        table.offer(BOUNDARY, after, boundary + costs.single[line], BOUNDARY, place)
        alone += costs.further + costs.b_look(line, line + 1)
        table.offer(BOUNDARY, after, alone, ALONE, place)
        table.offer(ALONE, after, title + self._one_copy, BOUNDARY, place)
        table.offer(ALONE, after, alone, ALONE, place)
        table.offer(TITLED, after, title, BOUNDARY, place)
        if titled < _INFINITE:
            table.offer(TITLED, after, titled + costs.a_only_line(line), TITLED, place)
        if tailed < _INFINITE:
            step = table.step[TAILED][place]
            tail = tailed + costs.last[line]
            if step is not None and step.state == TAILED:
                tail -= costs.behind_footer(line)
            table.offer(TAILED, after, tail, TAILED, place)

    def _is_whole_post(self, body: Candidate) -> bool:
        """Return whether copy A may be a whole post, T A B, that was posted again at once, and so needs a title."""
        if body.middle - body.begin <= _SHORT:
            return False
        headers = self._costs.headers(body.begin, body.middle) > 0
        return headers or is_periodic(self._window, self._seldom, body.begin, body.middle)

    def _read_page_post(self, table: _Table, low: int, place: int, size: int) -> bool:
        """Take the step over a post below its owner's name, which stands once: up to the name above the next one.

        The last post of a page has no such end; it may be as long as a page of short posts is.  Return whether there is
        nothing else to read here.
        """
        cost = table.cost[BOUNDARY][place]
        chars, end = 0, place
        while end < size and self._is_text[low + end] and (chars <= SHORT_PAGE_CHARS or end <= place + 1):
            chars += len(self._window.raw[low + end])
            end += 1
        if end < size and not self._is_text[low + end]:
            table.offer(BOUNDARY, end, cost, BOUNDARY, place)
            return True
        for last in range(place + 1, end):
            table.offer(BOUNDARY, last, cost, BOUNDARY, place)
        return False

    def _trace(self, table: _Table, low: int, place: int, state: int) -> Solution:
        """Return the posts on the way back from a state: each goes from one boundary to the next."""
        posts: list[Layout] = []
        after_start = low + place
        is_next = state == TITLED  # on the way through the title of the square behind the stretch
        end, body = place, None
        while (step := table.step[state][place]) is not None:
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
