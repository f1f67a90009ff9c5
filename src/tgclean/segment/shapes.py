"""How posts are shaped here: how many repeat, under how many title lines, how long they are."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from tgclean.segment.layout import TEXT, Layout, Window

_DECAY = 0.5  # of the counts, a window later
_LONG = 3  # lines of a post without a repeat that is surely one
_MISSED = 1.6  # such posts are under-counted: where two stand together one is seen


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
