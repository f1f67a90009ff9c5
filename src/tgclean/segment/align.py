"""The alignment of two copies of a body: lines equal, fuzzy, cut, glued; lines that one copy lacks.

Scores are log-likelihoods against lines that stand there by chance.  Equal means equal after folding;
a difference in white space or variation selectors is no difference and never fuzzy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

DROP = -2.0  # a line of the first copy that the other lacks
ADD = -3.0  # a line that only the other has
CUT_TAIL = -1.2  # the other ends early: once,
CUT_LINE = -0.4  # and for each line that it lacks
_CHARS_OF_CELL = 80_000  # pairs of characters that cost as much as a cell
_NEVER = -1e9
_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))  # lines that may differ between lines that agree
_SYNC = 4.0  # the weight of a line that shows that the copies agree again
_BAND = 6  # lines that the copies may be out of step
_FUZZY = 62.0  # a ratio from which two lines are one,
_FUZZY_LONG = 76.0  # and two long ones: sentences of one sort are alike by two thirds
_LONG_CHARS = 40
_CUT = 85.0  # the same where the other is cut as well
_MIN_CUT_CHARS = 16
_PROBE = 4  # characters
_MAX_FUZZY_CHARS = 4096

Weights = tuple[Sequence[float], Sequence[float]]  # of each line: if equal, if only like


class Pair(NamedTuple):
    """Lines `a` to `a_end` of one copy are lines `b` to `b_end` of the other; one of them is one line."""

    a: int
    a_end: int
    b: int
    b_end: int


def likeness(one: str, two: str) -> float:
    """Gives how far two lines are one, 0–1: 1.0 if equal, less if fuzzy or cut, 0.0 if they are two.

    >>> likeness("one two three", "one two three"), likeness("one two three", "four")
    (1.0, 0.0)
    """
    if one == two:
        return 1.0
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    size = len(short)
    if size < _PROBE or size > _MAX_FUZZY_CHARS:
        return 0.0
    begins = short[:_PROBE] == long[:_PROBE]
    if begins and (long.startswith(short) or (short[-1] == "…" and long.startswith(short[:-1].rstrip()))):
        return 0.7 if size >= 8 or 2 * size > len(long) else 0.4
    ends = short[-_PROBE:] == long[-_PROBE:]
    if not begins and not ends and short[size // 2 - 3 : size // 2 + 3] not in long:
        return 0.0
    if 2 * size > len(long):
        found = ratio(one, two, score_cutoff=_FUZZY if size < _LONG_CHARS else _FUZZY_LONG)
        if found and (size > 12 or found > 75):
            return (found - 50) / 53
        if begins and size >= _MIN_CUT_CHARS and ratio(short, long[:size], score_cutoff=_CUT) > 0:
            return 0.6
    return 0.5 if ends and size >= 8 and long.endswith(short) else 0.0


def glued(parts: Sequence[str], whole: str) -> bool:
    """Says whether a line is the parts one after the other, with or without white space between."""
    joint = "".join(parts)
    spare = len(whole) - len(joint)
    if not -3 <= spare <= 4 or any(len(p) < 2 for p in parts):
        return False
    if whole[:_PROBE] != joint[:_PROBE] and whole[-_PROBE:] != joint[-_PROBE:]:
        return False
    return whole.replace(" ", "") == joint.replace(" ", "") or ratio(" ".join(parts), whole, score_cutoff=88) > 0


class Ending(NamedTuple):
    """An alignment that ends behind line `end` of the other copy."""

    end: int
    score: float
    a_end: int  # behind the last line of the first copy that has a partner


def cost_of(one: Sequence[str], two: Sequence[str]) -> int:
    """Gives what an alignment costs: cells of its table, each by the length of the lines it compares."""
    n, m = len(one), len(two)
    if not n or not m:
        return 1
    cells = n * min(m, 2 * _BAND + 1 + abs(n - m))
    chars = sum(map(len, one)) * sum(map(len, two)) / (n * m)
    return cells + int(cells * min(chars, _MAX_FUZZY_CHARS**2) / _CHARS_OF_CELL)


def endings(one: Sequence[str], two: Sequence[str], weights: Weights, budget: list[int]) -> list[Ending]:
    """Gives where the other copy may end, best first; `weights` are those of the first copy's lines.

    The cells of the table that it takes are taken from `budget`.
    """
    found, x, y, base = _chain(one, two, weights)
    n = len(one) - x
    if not n or y == len(two):
        return _best_first(found)
    rest = two[y : y + 2 * n + 4]  # what stands further is the next post
    budget[0] -= cost_of(one[x:], rest)
    steps = Steps(one[x:], rest, (weights[0][x:], weights[1][x:]))
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
            score += weights[0][x]
            x, y = x + 1, y + 1
            found.append(Ending(y, score + (CUT_TAIL + CUT_LINE * (n - x) if x < n else 0.0), x))
            continue
        best = None
        for dx, dy in _STEPS:
            if x + dx < n and y + dy < m and one[x + dx] == two[y + dy] and weights[0][x + dx] >= _SYNC:
                gain = _gain(one[x : x + dx], two[y : y + dy], (weights[0][x : x + dx], weights[1][x : x + dx]))
                if best is None or gain > best[0]:
                    best = gain, dx, dy
        if best is None:
            break
        score, x, y = score + best[0], x + best[1], y + best[2]
    return found, x, y, score


def _gain(one: Sequence[str], two: Sequence[str], weights: Weights) -> float:
    """Gives the score of a few lines of the one copy where the other has a few others."""
    if not one or not two:
        return DROP * len(one) + ADD * len(two)
    if len(one) > 1 and glued(one, two[0]):
        return 0.9 * sum(weights[0]) - 1.0
    if len(two) > 1 and glued(two, one[0]):
        return 0.9 * weights[0][0] - 1.0
    likes = [likeness(a, b) * weight - 0.5 for a in one for b in two for weight in weights[1][:1]]
    return max(*likes, DROP + ADD) + DROP * (len(one) - 1) + ADD * (len(two) - 1)


class Steps:
    """The banded table of an alignment; `ends` are the scores of the cells that a pair of lines ends in."""

    def __init__(self, one: Sequence[str], two: Sequence[str], weights: Weights) -> None:
        self.one, self.two, self.weights = one, two, weights
        self.ends: dict[tuple[int, int], float] = {}
        self._below = _BAND + max(0, len(one) - len(two))
        self._above = _BAND + max(0, len(two) - len(one))
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        self._fill()

    def _fill(self) -> None:
        n, m = len(self.one), len(self.two)
        rows = [[_NEVER] * (m + 1) for _ in range(3)]  # the last three: a pair takes two lines at most
        origin, ends = self._origin, self.ends
        for x in range(n + 1):
            row, above, over = rows[x % 3], rows[(x - 1) % 3], rows[(x - 2) % 3]
            low, high = max(0, x - self._below), min(m, x + self._above)
            row[:] = [_NEVER] * (m + 1)
            for y in range(low, high + 1):
                best = 0.0 if x == y == 0 else _NEVER
                if x and above[y] + DROP > best:
                    best = above[y] + DROP
                    origin[x, y] = (x - 1, y)
                if y and row[y - 1] + ADD > best:
                    best = row[y - 1] + ADD
                    origin[x, y] = (x, y - 1)
                if x and y:
                    for a, b, gain in self._pairs_at(x, y):
                        total = (row if a == x else above if a == x - 1 else over)[b] + gain
                        if total > ends.get((x, y), _NEVER / 2):
                            ends[x, y] = total
                        if total >= best:
                            best = total
                            origin[x, y] = (a, b)
                row[y] = best

    def _pairs_at(self, x: int, y: int) -> list[tuple[int, int, float]]:
        """Gives the pairs of lines that end at a cell: where they come from, and what they gain."""
        one, two, (equal, form) = self.one, self.two, self.weights
        mine, other = one[x - 1], two[y - 1]
        if mine == other:
            return [(x - 1, y - 1, equal[x - 1])]
        found = []
        like = likeness(mine, other)
        if like:
            found.append((x - 1, y - 1, like * form[x - 1] - 0.5))
        if x > 1 and len(other) > len(mine) and glued(one[x - 2 : x], other):
            found.append((x - 2, y - 1, 0.9 * (equal[x - 2] + equal[x - 1]) - 1.0))
        if y > 1 and len(mine) > len(other) and glued(two[y - 2 : y], mine):
            found.append((x - 1, y - 2, 0.9 * equal[x - 1] - 1.0))
        return found

    def retrace(self, x: int, y: int) -> list[Pair]:
        """Gives the pairs of the best alignment up to cell (x, y)."""
        found: list[Pair] = []
        while (x, y) != (0, 0):
            a, b = self._origin[x, y]
            if a < x and b < y:
                found.append(Pair(a, x, b, y))
            x, y = a, b
        found.reverse()
        return found


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
    middle, other = one[head : len(one) - tail], two[head : len(two) - tail]
    weights = [min(7.0, 1 + len(line) / 4) for line in middle]
    steps = Steps(middle, other, (weights, weights))
    inner = steps.retrace(len(middle), len(other)) if middle and other else []
    pairs = [Pair(i, i + 1, i, i + 1) for i in range(head)]
    pairs += [Pair(p.a + head, p.a_end + head, p.b + head, p.b_end + head) for p in inner]
    return pairs + [Pair(len(one) - t, len(one) - t + 1, len(two) - t, len(two) - t + 1) for t in range(tail, 0, -1)]
