"""How posts are shaped here: how many repeat, under how many title lines, how long they are."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from tgclean.segment.layout import CLOSING, OPENING, TEXT, Layout
from tgclean.segment.looks import CODE, LONG_SIZE, SIZES, SORTS, Views, size_of
from tgclean.segment.sides import faded

_LONG = 3  # lines of a post without a repeat that is surely one
_MISSED = 1.6  # such posts are under-counted: where two stand together one is seen
# How often a first line of a class is all of its post, without a header and under one: extractors drop what is
# short, and the header is text, too.
_ONE = ((0.002, 0.005, 0.035, 0.045), (0.005, 0.015, 0.03, 0.04))
_SEEN = ((6.0, 16.0, 12.0, 8.0), (2.0, 8.0, 6.0, 4.0))  # how many posts that is worth


def tail_of(sort: int, size: int) -> int:
    """Gives the class of a line behind the last copy: 0 if it is long, 1 if short, 2 if it is code."""
    return 2 if sort == CODE else int(size < LONG_SIZE)


TAILS = tuple(tuple(tail_of(sort, size) for size in range(SIZES)) for sort in SORTS)
"""The same by sort and size."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How posts are shaped here (logarithms): without a repeat, with one, with so many title lines.

    `one` is for lines of each class of `size_of`, without a header and under one: that it is all of a post that it
    begins.  `bare` is for posts before which nothing closes another, and which no header opens.  `tail` is for a line
    that only the last copy has, at its end: a long one, a short one, code.
    """

    single: float
    repeated: float
    heads: tuple[float, ...]
    line_of_single: float
    end_of_single: float
    one: tuple[tuple[float, ...], ...]
    bare: float
    tail: tuple[float, ...]


class Shapes:
    """Counts of the shapes of posts; `rates` gives their logarithms."""

    def __init__(self) -> None:
        self._heads = [1.0, 30.0, 1.4, 0.2]
        self._singles, self._repeated, self._lines = 2.0, 30.0, 200.0
        self._tails, self._codes = [0.1, 2.0, 2.0], 1.0
        self._sure = [list(some) for some in _SEEN]
        self._ones = [[n * p for n, p in zip(*pair, strict=True)] for pair in zip(_SEEN, _ONE, strict=True)]
        self._bare = 24.0
        self._either = 0.5

    def fade(self) -> None:
        """Lets what was seen so far weigh less than what comes."""
        self._heads, self._tails = faded(self._heads), faded(self._tails)
        self._singles, self._repeated, self._lines = faded((self._singles, self._repeated, self._lines))
        self._sure, self._ones = ([faded(some) for some in counts] for counts in (self._sure, self._ones))
        self._either, self._bare, self._codes = faded((self._either, self._bare, self._codes))

    def copy(self) -> Shapes:
        """Gives a copy that learns alone."""
        twin = Shapes()
        twin._heads, twin._tails = list(self._heads), list(self._tails)
        twin._sure, twin._ones = ([list(some) for some in counts] for counts in (self._sure, self._ones))
        twin._singles, twin._repeated, twin._lines = self._singles, self._repeated, self._lines
        twin._either, twin._bare, twin._codes = self._either, self._bare, self._codes
        return twin

    def learn(self, views: Views, layouts: list[Layout], *, lossy: bool) -> None:
        """Counts the shapes of posts; of those that do not repeat the long ones only, as the short are guesses.

        `lossy` says that first copies lose lines here.
        """
        kinds = views.window.kinds
        behind = False  # a repeat that nothing closes
        alone = False  # the post before is one line, which could be this one's first title line
        for post in layouts:
            start, end, copies = post
            repeated = len(copies) > 1
            if repeated:
                body, body_end = copies[0]
                titles = kinds.count(TEXT, start, body)
                self._either += titles == 2 or (titles == 1 and alone and kinds[start] == TEXT)
                self._repeated += 1
                self._bare += kinds[start] == TEXT and start > 0 and kinds[start - 1] != CLOSING
                self._lines += titles + body_end - body
                if copies[-1][1] < end:
                    self._learn_tail(views, range(copies[-1][1], end))
                if titles < len(self._heads):
                    self._heads[titles] += 1
            elif kinds.count(TEXT, start, end) >= _LONG:
                self._singles += 1
            alone = not repeated and end - start == 1
            first = kinds.find(TEXT, start, end)
            if first >= 0:
                self._codes += views.sorts[first] == CODE
                # A short line behind a repeat may be its last copy's: what it was taken for is no lesson.
                if not (lossy and behind and alone and kinds[start] == TEXT and views.size(first) < LONG_SIZE):
                    self._learn_end(views, post, first)
            behind = repeated and kinds[end - 1] == TEXT

    def _learn_tail(self, views: Views, places: range) -> None:
        """Counts the lines behind a last copy."""
        tail = [i for i in places if views.window.kinds[i] == TEXT]
        if tail:
            self._tails[_tail_of(views, tail)] += 1

    def _learn_end(self, views: Views, post: Layout, first: int) -> None:
        """Counts posts of one line where it is certain that a post ends: before a header, or by a closing line."""
        kinds = views.window.kinds
        before_header = post.end < len(kinds) and kinds[post.end] in OPENING
        if before_header or kinds[post.end - 1] == CLOSING:
            size, opened = views.size(first), first > post.start
            self._sure[opened][size] += 1
            self._ones[opened][size] += kinds.count(TEXT, first, post.end) == 1

    def rates(self, gained: float) -> Rates:
        """Gives the rates that the counts say; `gained` is the log of how often a second copy has a line more."""
        single = min(0.9, 1.5 * self._singles / (self._singles + self._repeated))
        size = max(2.0, self._lines / self._repeated)
        none, first, _, _ = self._heads
        # As many posts of one line as before headers stand before titles, too: the rest are two title lines.
        two = max(0.1, self._either - self._bare * sum(map(sum, self._ones)) / sum(map(sum, self._sure)))
        heads = (none, first, two, two / 8)
        code = log(self._tails[2] / (self._tails[2] + self._codes))
        return Rates(
            single=log(single) + _MISSED,
            repeated=log(1 - single),
            heads=tuple(log((n + 0.02) / sum(heads)) for n in heads),
            line_of_single=log(1 - 1 / size),
            end_of_single=log(1 / size),
            one=tuple(
                tuple(log(n / m) for n, m in zip(*pair, strict=True))
                for pair in zip(self._ones, self._sure, strict=True)
            ),
            bare=min(0.0, log(self._bare / self._repeated)),
            tail=(self._tail(0), max(gained, self._tail(1)), code),
        )

    def _tail(self, short: int) -> float:
        return max(-8.0, log(self._tails[short] / self._repeated))


def _tail_of(views: Views, lines: list[int]) -> int:
    code = all(views.sorts[i] == CODE for i in lines)
    return tail_of(CODE if code else 0, size_of(b"".join([views.window.lines[i] for i in lines])))
