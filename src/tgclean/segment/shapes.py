"""How posts are shaped here: how many repeat, under how many title lines, how long they are."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from tgclean.segment.layout import CLOSING, OPENING, TEXT, Layout, Window
from tgclean.segment.looks import is_short

_DECAY = 0.5  # of the counts, a window later
_LONG = 3  # lines of a post without a repeat that is surely one
_MISSED = 1.6  # such posts are under-counted: where two stand together one is seen


@dataclass(frozen=True, slots=True)
class Rates:
    """How posts are shaped here (logarithms): without a repeat, with one, with so many title lines.

    Pairs are for long lines and for short ones.
    """

    single: float = log(0.08)
    repeated: float = log(0.92)
    heads: tuple[float, ...] = (log(0.03), log(0.93), log(0.03), log(0.004))
    line_of_single: float = log(0.85)
    end_of_single: float = log(0.15)
    one: tuple[float, float] = (log(0.03), log(0.01))  # a post of one line
    tail: tuple[float, float] = (-6.5, -3.4)  # for lines that only the last copy has, at its end


class Shapes:
    """Counts of the shapes of posts; `rates` gives their logarithms."""

    def __init__(self) -> None:
        self._heads = [1.0, 30.0, 1.4, 0.2]
        self._singles, self._repeated, self._lines = 2.0, 30.0, 200.0
        self._tails = [0.2, 2.0]
        self._sure, self._ones = 30.0, [1.6, 0.3]
        self._either = 1.4

    def fade(self) -> None:
        """Lets what was seen so far weigh less than what comes."""
        self._heads = [n * _DECAY for n in self._heads]
        self._singles, self._repeated = self._singles * _DECAY, self._repeated * _DECAY
        self._lines *= _DECAY
        self._tails = [n * _DECAY for n in self._tails]
        self._sure, self._ones = self._sure * _DECAY, [n * _DECAY for n in self._ones]
        self._either *= _DECAY

    def copy(self) -> Shapes:
        """Gives a copy that learns alone."""
        twin = Shapes()
        twin._heads, twin._tails, twin._ones = list(self._heads), list(self._tails), list(self._ones)
        twin._singles, twin._repeated, twin._lines = self._singles, self._repeated, self._lines
        twin._sure, twin._either = self._sure, self._either
        return twin

    def learn(self, window: Window, layouts: list[Layout]) -> None:
        """Counts the shapes of posts; of those that do not repeat the long ones only, as the short are guesses."""
        kinds = window.kinds
        alone = False  # the post before is one line, which could be this one's first title line
        for post in layouts:
            begin, end = post.copies[0]
            if len(post.copies) > 1:
                titles = kinds.count(TEXT, post.start, begin)
                self._either += titles == 2 or (titles == 1 and alone and kinds[post.start] == TEXT)
                self._repeated += 1
                self._lines += titles + end - begin
                tail = [i for i in range(post.copies[-1][1], post.end) if kinds[i] == TEXT]
                if tail:
                    self._tails[_are_short(window, tail)] += 1
                if titles < len(self._heads):
                    self._heads[titles] += 1
            elif kinds.count(TEXT, post.start, post.end) >= _LONG:
                self._singles += 1
            alone = len(post.copies) < 2 and post.end - post.start == 1
            self._learn_end(window, post)

    def _learn_end(self, window: Window, post: Layout) -> None:
        """Counts posts of one line where it is certain that a post ends: before a header, or by a closing line."""
        before_header = post.end < len(window.lines) and window.kinds[post.end] in OPENING
        if not before_header and window.kinds[post.end - 1] != CLOSING:
            return
        self._sure += 1
        if window.kinds.count(TEXT, post.start, post.end) == 1:
            self._ones[_are_short(window, [window.kinds.index(TEXT, post.start)])] += 1

    def rates(self) -> Rates:
        """Gives the rates that the counts say."""
        single = min(0.9, 1.5 * self._singles / (self._singles + self._repeated))
        size = max(2.0, self._lines / self._repeated)
        none, first, _, _ = self._heads
        # As many posts of one line as before headers stand before titles, too: the rest are two title lines.
        two = max(0.1, self._either - self._repeated * sum(self._ones) / self._sure)
        heads = (none, first, two, two / 8)
        return Rates(
            log(single) + _MISSED, log(1 - single), tuple(log((n + 0.02) / sum(heads)) for n in heads),
            log(1 - 1 / size), log(1 / size),
            (log(self._ones[0] / self._sure), log(self._ones[1] / self._sure)),
            (self._tail(0), self._tail(1)),
        )  # fmt: skip

    def _tail(self, short: int) -> float:
        return max(-8.0, log(self._tails[short] / self._repeated))


def _are_short(window: Window, lines: list[int]) -> bool:
    return is_short(b"".join([window.lines[i] for i in lines]))
