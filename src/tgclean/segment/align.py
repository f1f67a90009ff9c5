"""The alignment of two copies of a body: lines equal, fuzzy, cut, glued; lines that one copy lacks.

Scores are log-likelihoods against lines that stand there by chance.  Equal means equal after folding;
a difference in white space or variation selectors is no difference and never fuzzy.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tgclean.segment.likeness import LESS, MAX_FUZZY_CHARS, MORE, PROBE, gain_of_like, glued, likeness, middle_of

DROP = -2.0  # a line of the first copy that the other lacks
ADD = -3.0  # a line that only the other has,
ADD_CODE = -1.0  # and one that is code,
MORE_LINES = -1.2  # and each further one: quotes and code come in runs
CUT_TAIL = -1.2  # the other ends early: once,
CUT_LINE = -0.4  # and for each line that it lacks
_SWAP = -3.0  # two lines that stand the other way round
_CELLS_OF_LINE = 4  # cells of the table that cost as much as to compare two lines
_CHARS_OF_LINE = 80_000  # pairs of characters that cost as much again
_NEVER = -1e9
_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))  # lines that may differ between lines that agree
_MOST_STEP = 2  # lines of either copy
_SYNC = 4.0  # the weight of a line that shows that the copies agree again
_BAND = 6  # lines that the copies may be out of step

_NEARLY = 1e-6  # sums of the same numbers in another order


class Weights(NamedTuple):
    """What each line of the first copy weighs if it is `equal`, if it is only of a `form`; `adds` of the other's."""

    equal: Sequence[float]
    form: Sequence[float]
    adds: Sequence[float]

    def part(self, x: int, y: int, size: int | None = None) -> Weights:
        """Gives the weights from line `x` of the first copy and line `y` of the other on, of `size` lines if given."""
        end, other = (None, None) if size is None else (x + size, y + size)
        return Weights(self.equal[x:end], self.form[x:end], self.adds[y:other])


def _run(costs: Sequence[float]) -> float:
    """Gives the cost of lines that stand in one copy alone, one behind the other."""
    return sum(costs[:1]) + sum(max(cost, MORE_LINES) for cost in costs[1:])


class Pair(NamedTuple):
    """Lines `a` to `a_end` of one copy are lines `b` to `b_end` of the other; one of them is one line."""

    a: int
    a_end: int
    b: int
    b_end: int


class Ending(NamedTuple):
    """An alignment that ends behind line `end` of the other copy."""

    end: int
    score: float
    a_end: int  # behind the last line of the first copy that has a partner


def cost_of(one: Sequence[str], two: Sequence[str], compared: int) -> int:
    """Gives what an alignment costs: the lines that it compares, each by its length, and the cells of its table."""
    n, m = len(one), len(two)
    if not n or not m:
        return 1
    cells = n * min(m, 2 * _BAND + 1 + abs(n - m))
    chars = sum(map(len, one)) * sum(map(len, two)) / (n * m)
    return cells // _CELLS_OF_LINE + compared + int(compared * min(chars, MAX_FUZZY_CHARS**2) / _CHARS_OF_LINE)


def endings(one: Sequence[str], two: Sequence[str], weights: Weights, budget: list[int]) -> list[Ending]:
    """Gives where the other copy may end, best first; `weights` are those of the first copy's lines.

    What that costs is taken from `budget`.
    """
    found, x, y, base = _chain(one, two, weights)
    n = len(one) - x
    if not n or y == len(two):
        return _best_first(found)
    rest = two[y : y + 2 * n + 4]  # what stands further is the next post
    steps = Steps(one[x:], rest, weights.part(x, y))
    budget[0] -= cost_of(one[x:], rest, steps.compared)
    best: dict[int, Ending] = {}
    for (a, b), score in steps.ends.items():
        total = base + score + (CUT_TAIL + CUT_LINE * (n - a) if a < n else 0.0)
        if b not in best or total > best[b].score:
            best[b] = Ending(y + b, total, x + a)
    return _best_first([*found, *best.values()])


def _best_first(found: list[Ending]) -> list[Ending]:
    return sorted(found, key=lambda e: (-e.score, e.end))


def _chain(one: Sequence[str], two: Sequence[str], weights: Weights) -> tuple[list[Ending], int, int, float]:
    """Follows equal lines, over differences behind which the copies agree again; no table is needed for that.

    Gives the endings on the way, and where it stopped with which score.
    """
    n, m = len(one), len(two)
    x = y = 0
    score = 0.0
    found: list[Ending] = []
    while x < n and y < m:
        if one[x] == two[y]:
            score += weights.equal[x]
            x, y = x + 1, y + 1
            found.append(Ending(y, score + (CUT_TAIL + CUT_LINE * (n - x) if x < n else 0.0), x))
            continue
        if y + 1 < m and one[x] == two[y + 1] and _is_swap(one, x, two[y]):
            score += weights.equal[x] + weights.equal[x + 1] + _SWAP
            x, y = x + 2, y + 2
            found.append(Ending(y, score + (CUT_TAIL + CUT_LINE * (n - x) if x < n else 0.0), x))
            continue
        best = None
        for dx, dy in _STEPS:
            if x + dx < n and y + dy < m and one[x + dx] == two[y + dy] and weights.equal[x + dx] >= _SYNC:
                gain = _gain(one[x : x + dx], two[y : y + dy], weights.part(x, y, _MOST_STEP))
                if best is None or gain > best[0]:
                    best = gain, dx, dy
        if best is None:
            break
        score, x, y = score + best[0], x + best[1], y + best[2]
    return found, x, y, score


def _is_swap(one: Sequence[str], x: int, other: str) -> bool:
    """Says whether the line behind line `x` is the other one, and neither is a refrain, which stands where it will."""
    return x + 1 < len(one) and one[x + 1] == other and one.count(other) == one.count(one[x]) == 1


def _gain(one: Sequence[str], two: Sequence[str], weights: Weights) -> float:
    """Gives the score of a few lines of the one copy where the other has a few others."""
    if not one or not two:
        return _run([DROP] * len(one)) + _run(weights.adds[: len(two)])
    if len(one) > 1 and glued(one, two[0]):
        return 0.9 * sum(weights.equal[: len(one)]) - 1.0
    if len(two) > 1 and glued(two, one[0]):
        return 0.9 * weights.equal[0] - 1.0
    gains = [gain_of_like(a, b, weights.equal[0], weights.form[0]) for a in one for b in two]
    best = max([DROP + weights.adds[0], *(gain for gain in gains if gain is not None)])
    return best + DROP * (len(one) - 1) + sum(weights.adds[1 : len(two)])


Step = tuple[int, int, float]  # the cell that a pair of lines begins at, and what the pair gains


class Steps:
    """The banded table of an alignment; `ends` are the scores of the cells that a pair of lines ends in."""

    def __init__(self, one: Sequence[str], two: Sequence[str], weights: Weights) -> None:
        self.one, self.two, self.weights = one, two, weights
        self.ends: dict[tuple[int, int], float] = {}
        self.compared = 0  # pairs of lines
        self._below = _BAND + max(0, len(one) - len(two))
        self._above = _BAND + max(0, len(two) - len(one))
        self._rows: list[list[float]] = []
        self._further = [max(add, MORE_LINES) for add in weights.adds]
        self._drops = [_NEVER] * (len(two) + 1)  # the ways that end in a line dropped
        partners = Partners(two)
        self._pairs = [self._pairs_of(partners, x) for x in range(len(one) + 1)]
        self._fill(max([x for x, pairs in enumerate(self._pairs) if pairs], default=-1))  # most tables have few

    def _fill(self, row: int) -> None:
        """Goes on with the table down to a row."""
        for x in range(len(self._rows), row + 1):
            self._add_row(x)

    def _reach(self, x: int) -> tuple[int, int]:
        """Gives the first and the last cell of a row that are in the band."""
        return max(0, x - self._below), min(len(self.two), x + self._above)

    def _add_row(self, x: int) -> None:
        low, high = self._reach(x)
        pairs = self._pairs[x]
        above = self._rows[x - 1] if x else []
        row = [_NEVER] * (len(self.two) + 1)
        self._rows.append(row)
        drops, adds, further = self._drops, self.weights.adds, self._further
        run, best = _NEVER, _NEVER if x else 0.0  # the way into the first cell costs nothing
        for y in range(low, high + 1):
            if y > low:
                run, more = best + adds[y - 1], run + further[y - 1]
                if more > run:
                    run = more
                best = run
            if x:
                drop, more = above[y] + DROP, drops[y] + MORE_LINES
                if more > drop:
                    drop = more
                drops[y] = drop
                if drop > best:
                    best = drop
            if y in pairs:
                ending = max([self._rows[a][b] + gain for a, b, gain in pairs[y]])
                if ending > _NEVER / 2:
                    self.ends[x, y] = ending
                if ending > best:
                    best = ending
            row[y] = best

    def _pairs_of(self, partners: Partners, x: int) -> dict[int, list[Step]]:
        """Gives the pairs of lines that end in a row of the table, by where."""
        if not x:
            return {}
        joint = len(self.one[x - 2]) + len(self.one[x - 1]) if x > 1 else -1
        places = partners.of(self.one[x - 1], joint, *self._reach(x))
        self.compared += len(places)
        return {y: found for y in places if (found := self._pairs_at(x, y))}

    def _pairs_at(self, x: int, y: int) -> list[Step]:
        one, two, (equal, form, _) = self.one, self.two, self.weights
        mine, other = one[x - 1], two[y - 1]
        if mine == other:
            return [(x - 1, y - 1, equal[x - 1])]
        found = []
        gain = gain_of_like(mine, other, equal[x - 1], form[x - 1])
        if gain is not None:
            found.append((x - 1, y - 1, gain))
        spare = len(other) - len(mine)
        if x > 1 and -LESS <= spare - len(one[x - 2]) <= MORE and spare > 0 and glued(one[x - 2 : x], other):
            found.append((x - 2, y - 1, 0.9 * (equal[x - 2] + equal[x - 1]) - 1.0))
        if y > 1 and -LESS <= -spare - len(two[y - 2]) <= MORE and spare < 0 and glued(two[y - 2 : y], mine):
            found.append((x - 1, y - 2, 0.9 * equal[x - 1] - 1.0))
        return found

    def retrace(self, x: int, y: int) -> list[Pair]:
        """Gives the pairs of the best alignment up to cell (x, y); of equals a pair is best, then a line dropped."""
        found: list[Pair] = []
        if not self.ends:
            return found
        self._fill(x)
        while (x, y) != (0, 0):
            best = self._rows[x][y]
            steps = [(a, b) for a, b, gain in self._pairs[x].get(y, ()) if self._rows[a][b] + gain == best]
            if steps:
                a, b = steps[-1]
                found.append(Pair(a, x, b, y))
            else:
                a, b = self._before(x, y)
            x, y = a, b
        found.reverse()
        return found

    def _before(self, x: int, y: int) -> tuple[int, int]:
        """Gives the cell that the lines begin at which one copy alone has, and which end in cell (x, y)."""
        best, cost = self._rows[x][y], DROP
        for a in range(x - 1, -1, -1):
            if abs(self._rows[a][y] + cost - best) < _NEARLY:
                return a, y
            cost += MORE_LINES
        cost = 0.0
        for b in range(y - 1, -1, -1):
            first = self.weights.adds[b]
            if abs(self._rows[x][b] + first + cost - best) < _NEARLY:
                return x, b
            cost += max(first, MORE_LINES)
        return (x, y - 1) if y else (x - 1, y)


class Partners:
    """The lines of a copy by what a partner shares with them: an end, the middle, or the size of two."""

    def __init__(self, lines: Sequence[str]) -> None:
        joints = [-1, *[len(a) + len(b) for a, b in pairwise(lines)]]
        self._lines = [
            (line, line[:PROBE], line[-PROBE:], middle_of(line), len(line), joint)
            for line, joint in zip(lines, joints, strict=False)
        ]

    def of(self, line: str, joint: int, low: int, high: int) -> list[int]:
        """Gives the places that may be partners of a line, or of it and the one before (`joint` characters long).

        A place is behind its line, above `low` and up to `high`.
        """
        size, middle, head, tail = len(line), middle_of(line), line[:PROBE], line[-PROBE:]
        begin = max(low, 1)
        return [
            y
            for y, (other, begins, ends, inner, length, both) in enumerate(self._lines[begin - 1 : high], begin)
            if begins == head
            or ends == tail
            or (middle in other if size <= length else inner in line)
            or (joint > 0 and -LESS <= length - joint <= MORE)
            or -LESS <= size - both <= MORE
        ]


def align(one: Sequence[str], two: Sequence[str]) -> list[Pair]:
    """Gives the pairs of lines of two whole copies that are one, in order.

    >>> align(["a one", "b two", "c three"], ["a one", "new line", "c three"])
    [Pair(a=0, a_end=1, b=0, b_end=1), Pair(a=2, a_end=3, b=2, b_end=3)]
    """
    head = 0
    while head < len(one) and head < len(two) and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(two)) - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    inner = _inner(one[head : len(one) - tail], two[head : len(two) - tail])
    pairs = [Pair(i, i + 1, i, i + 1) for i in range(head)]
    pairs += [Pair(p.a + head, p.a_end + head, p.b + head, p.b_end + head) for p in inner]
    return pairs + [Pair(len(one) - t, len(one) - t + 1, len(two) - t, len(two) - t + 1) for t in range(tail, 0, -1)]


def _inner(one: Sequence[str], two: Sequence[str]) -> list[Pair]:
    """Gives the pairs of lines of copies that begin and end with lines that differ."""
    if not one or not two:
        return []
    if len(one) == len(two) == 1:  # as most differences are
        return [Pair(0, 1, 0, 1)] if likeness(one[0], two[0]) else []
    weights = [min(7.0, 1 + len(line) / 4) for line in one]
    return Steps(one, two, Weights(weights, weights, [ADD] * len(two))).retrace(len(one), len(two))
