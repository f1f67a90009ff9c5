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
FRONT_LINE = -0.5  # for each line that the other begins with; its rate is learned elsewhere
_BAND = 6  # lines that the copies may be out of step
_FUZZY = 62.0  # a ratio from which two long lines are one
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
    if long.startswith(short) or short[-1] == "…" and long.startswith(short[:-1].rstrip()):
        return 0.7 if size >= 8 or 2 * size > len(long) else 0.4
    probes = short[:_PROBE] == long[:_PROBE] or short[-_PROBE:] == long[-_PROBE:]
    if not probes and short[size // 2 - 3 : size // 2 + 3] not in long:
        return 0.0
    if 2 * size > len(long):
        found = ratio(one, two, score_cutoff=_FUZZY)
        if found and (size > 12 or found > 75):
            return 0.5 + found / 250
    return 0.5 if size >= 8 and long.endswith(short) else 0.0


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


def endings(one: Sequence[str], two: Sequence[str], weights: Weights) -> list[Ending]:
    """Gives where the other copy may end, best first; `weights` are those of the first copy's lines."""
    steps = Steps(one, two, weights)
    steps.run()
    n, m = len(one), len(two)
    found = []
    for y in range(1, m + 1):
        best: Ending | None = None
        for x in range(max(1, y - steps.above), min(n, y + steps.below) + 1):
            score = steps.ends.get((x, y))
            if score is None:
                continue
            if x < n:
                score += CUT_TAIL + CUT_LINE * (n - x)
            if best is None or score > best.score:
                best = Ending(y, score, x)
        if best is not None:
            found.append(best)
    found.sort(key=lambda e: -e.score)
    return found


class Steps:
    """The banded table of an alignment; `ends` are the cells that a pair of lines ends in."""

    def __init__(self, one: Sequence[str], two: Sequence[str], weights: Weights) -> None:
        self.one, self.two, self.weights = one, two, weights
        self.ends: dict[tuple[int, int], float] = {}
        self.origin: dict[tuple[int, int], tuple[int, int]] = {}
        self.below, self.above = _BAND + max(0, len(one) - len(two)), _BAND + max(0, len(two) - len(one))

    def run(self) -> None:
        """Fills the table, row by row of the first copy."""
        n, m = len(self.one), len(self.two)
        score = {(0, 0): 0.0}
        origin = self.origin
        for x in range(n + 1):
            for y in range(max(0, x - self.below), min(m, x + self.above) + 1):
                best = score.get((x, y), -1e9)
                came = origin.get((x, y))
                if x and (x - 1, y) in score and score[x - 1, y] + DROP > best:
                    best, came = score[x - 1, y] + DROP, (x - 1, y)
                if y and (x, y - 1) in score and score[x, y - 1] + ADD > best:
                    best, came = score[x, y - 1] + ADD, (x, y - 1)
                if x and y:
                    for pair, gain in self._pairs_at(x, y):
                        before = score.get((pair.a, pair.b))
                        if before is None:
                            continue
                        total = before + gain
                        if total > self.ends.get((x, y), -1e9):
                            self.ends[x, y] = total
                        if total >= best:
                            best, came = total, (pair.a, pair.b)
                score[x, y] = best
                if came is not None:
                    origin[x, y] = came

    def _pairs_at(self, x: int, y: int) -> list[tuple[Pair, float]]:
        one, two, (equal, form) = self.one, self.two, self.weights
        like = likeness(one[x - 1], two[y - 1])
        found = []
        if like:
            found.append((Pair(x - 1, x, y - 1, y), equal[x - 1] if like == 1.0 else like * form[x - 1] - 0.5))
        if like < 1.0:
            if x > 1 and glued(one[x - 2 : x], two[y - 1]):
                found.append((Pair(x - 2, x, y - 1, y), 0.9 * (equal[x - 2] + equal[x - 1]) - 1.0))
            if y > 1 and glued(two[y - 2 : y], one[x - 1]):
                found.append((Pair(x - 1, x, y - 2, y), 0.9 * equal[x - 1] - 1.0))
        return found

    def retrace(self, x: int, y: int) -> list[Pair]:
        """Gives the pairs of the best alignment up to cell (x, y)."""
        found: list[Pair] = []
        while (x, y) != (0, 0):
            came = self.origin[x, y]
            if came[0] < x and came[1] < y:
                found.append(Pair(came[0], x, came[1], y))
            x, y = came
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
    steps.run()
    inner = steps.retrace(len(middle), len(other)) if middle and other else []
    pairs = [Pair(i, i + 1, i, i + 1) for i in range(head)]
    pairs += [Pair(p.a + head, p.a_end + head, p.b + head, p.b_end + head) for p in inner]
    return pairs + [Pair(len(one) - t, len(one) - t + 1, len(two) - t, len(two) - t + 1) for t in range(tail, 0, -1)]
