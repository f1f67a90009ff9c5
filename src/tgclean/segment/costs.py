"""What each part of a post costs: -log of how likely the extractor makes it, in nats.  Apart from the search.

post = T A B:  a title line, copy A of the body, copy B of it; each copy may lack lines of the other.
"""

from __future__ import annotations

from math import log

import numpy as np
import regex

from tgclean.segment.lines import CLOSING, TEXT, Ints, Mask, Window, totals
from tgclean.segment.rates import LOOKS, Rates, looks_of
from tgclean.segment.squares import Squares

NO_TITLE = 4.0  # the post's first line is invisible: one post in fifty
ONE_COPY = 3.0  # a post of several lines of which only one copy reached the text
HEADER_INSIDE = 3.0  # a header or media line that a body quotes
GLUED = 1.5  # two lines of A that B has in one
CUT = 0.5  # what it is worth that a line of one copy is a part of the other's line
_BEHIND_FOOTER = 1.5  # a line of the same post behind a line that ends posts, and such a line as a title
_EMOJI = 1.5  # the extractor takes lines that begin with a custom emoji from B: such a line between the copies is A's,
_NO_EMOJI = 0.45  # and another line there is rather B's
_MIN_GAIN, _MAX_GAIN = 0.7, 7.0  # what an equal line tells: log(lines of the window / how often it stands)
_KNOWN, _FEW_KNOWN = 0.7, 3  # share of its gain that a line of a repost is worth besides; lines that are not looked at
_FEW_LINES = 200  # a window of fewer counts as one of so many
_MIN_ONE_SIDED, _MAX_ONE_SIDED = 1.5, 7.0
_MIN_FURTHER, _MAX_FURTHER = 0.3, 1.5
_MIN_TAIL = 0.7
_MIN_LOOK, _MAX_LOOK = -3.0, 4.0  # what a line's length may say
_FOOTER_TIMES, _FOOTER_SHARE = 3, 3  # a footer ends so many squares, and so many times more than it begins

_FIRST_EMOJI = regex.compile(r"(?![0-9#*])\p{Emoji}")


class Costs:
    """The costs of the lines of a window.

    `single[i]`, `title[i]`, `last[i]`: line `i` as a post of one line, as a title, as a last line that only B has.
    `a_only`, `b_only`: the first line that only one copy has; `further`: each behind it.  `untitled`: a post without a
    title line.
    """

    def __init__(self, window: Window, rates: Rates, squares: Squares, covered: Mask, footers: set[bytes]) -> None:
        ids = window.ids
        self._ids: list[int] = ids.tolist()
        times = np.bincount(ids, minlength=len(window.distinct))
        self.a_only = _bounded(rates.a_only, _MIN_ONE_SIDED)
        self.b_only = _bounded(rates.b_only, _MIN_ONE_SIDED)
        self.further = min(_MAX_FURTHER, max(_MIN_FURTHER, -log(rates.further)))
        titled = -log(1 - rates.single)
        self.untitled = titled + NO_TITLE

        look, emoji = _looks(window, covered)
        footers |= _footers(window, squares)
        foot = np.fromiter((line in footers for line in window.distinct), bool, len(window.distinct))[ids]
        one, title, last = (
            np.clip(part, _MIN_LOOK, _MAX_LOOK).ravel()[look] for part in (rates.one, rates.title, rates.last)
        )
        self._b_look: list[float] = totals(last).tolist()
        last = _bounded(rates.tail, _MIN_TAIL) + last + _EMOJI / 2 * emoji
        last[1:] += _BEHIND_FOOTER * foot[:-1]
        self.single: list[float] = (one - log(rates.single)).tolist()
        self.title: list[float] = (titled + title + _BEHIND_FOOTER * foot).tolist()
        self.last: list[float] = last.tolist()
        self._foot: list[bool] = foot.tolist()
        self._emoji: list[int] = totals(emoji).tolist()

        gain = np.clip(np.log(max(len(window), _FEW_LINES) / np.maximum(times, 1)), _MIN_GAIN, _MAX_GAIN)[ids]
        again = np.zeros(len(window), bool)  # the line above stood above the same line then, too
        again[1:] = (window.lag[:-1] > 0) & (ids[1:] == ids[np.arange(1, len(window)) - window.lag[:-1]])
        self._known = np.where(again, gain * _KNOWN, 0.0)
        self._stood = np.arange(len(window)) - window.lag
        self._known_sum: list[float] = totals(self._known).tolist()
        self._gain: list[float] = gain.tolist()
        self._gain_sum: list[float] = totals(gain).tolist()
        walls = (window.kinds != TEXT) & (window.kinds != CLOSING)
        self._headers: list[int] = totals(walls).tolist()

    def equal(self, a: int, b: int, size: int, top: int) -> float:
        """Return what `size` lines that are equal from `a` and from `b` on cost: less than nothing.

        `top` is where the post's copy A begins: lines of A that stood before it in the same order are a repost, and
        cost less for that.
        """
        cost = self._gain_sum[b] - self._gain_sum[b + size]
        cost += HEADER_INSIDE * (self._headers[b + size] - self._headers[b])
        known = self._known_sum[a + size] - self._known_sum[a]
        if known and a + size - top > _FEW_KNOWN:
            known = float(self._known[a : a + size] @ (self._stood[a : a + size] < top))
        return cost - known

    def gain(self, line: int) -> float:
        """Return what it is worth that this line stands in both copies."""
        return self._gain[line]

    def one_sided(self, a_lines: int, b_lines: int) -> float:
        """Return the cost of lines between two equal ones that only A and only B has."""
        cost = self.a_only + self.further * (a_lines - 1) if a_lines > 0 else 0.0
        return cost + self.b_only + self.further * (b_lines - 1) if b_lines > 0 else cost

    def b_look(self, begin: int, end: int) -> float:
        """Return how much less likely lines look to be B's alone than to be of both copies."""
        return self._b_look[end] - self._b_look[begin]

    def a_only_line(self, line: int) -> float:
        """Return the cost of a line behind the title that only A has."""
        return self.a_only - _EMOJI / 2 * (self._emoji[line + 1] - self._emoji[line])

    def last_of_a(self, begin: int, end: int) -> float:
        """Return the cost of lines between the copies as the last lines of A."""
        cost = self.one_sided(end - begin, 0) + _BEHIND_FOOTER * self._foot[begin - 1]
        return cost - self._rather_of_a(begin, end)

    def first_of_b(self, begin: int, end: int) -> float:
        """Return the cost of lines between the copies as the first lines of B."""
        return self.one_sided(0, end - begin) + self.b_look(begin, end) + self._rather_of_a(begin, end)

    def _rather_of_a(self, begin: int, end: int) -> float:
        emoji = self._emoji[end] - self._emoji[begin]
        return emoji * _EMOJI / 2 - (end - begin - emoji) * _NO_EMOJI

    def behind_footer(self, line: int) -> float:
        """Return what of `last[line]` is owed to the line before being a footer."""
        return _BEHIND_FOOTER * self._foot[line - 1] if line else 0.0

    def headers(self, begin: int, end: int) -> int:
        """Return how many lines from `begin` to `end` are a header, media or page line, by their looks."""
        return self._headers[end] - self._headers[begin]


def _bounded(rate: float, least: float) -> float:
    return min(_MAX_ONE_SIDED, max(least, -log(rate)))


def _looks(window: Window, covered: Mask) -> tuple[Ints, Ints]:
    """Return for each open line its look, and 1 where it begins with an emoji."""
    numbers = np.flatnonzero(np.bincount(window.ids[~covered]))  # np.unique would load numpy.ma, for 15 ms
    look = np.zeros(len(window.distinct), np.int64)
    emoji = np.zeros(len(window.distinct), np.int64)
    look[numbers] = np.ravel_multi_index(looks_of(window, numbers), LOOKS)
    for number in numbers.tolist():
        line = window.distinct[number]
        if line[0] > 0x7F and _FIRST_EMOJI.match(line[:16].decode("utf-8", "replace")):
            emoji[number] = 1
    return look[window.ids], emoji[window.ids]


def _footers(window: Window, squares: Squares) -> set[bytes]:
    """Return the lines that end many squares and begin few posts: signatures, links, calls to read on."""
    size = len(window.distinct)
    ends = np.bincount(window.ids[squares.end - 1], minlength=size)
    titles = np.bincount(window.ids[squares.start[squares.start > 0] - 1], minlength=size)
    often = np.flatnonzero((ends >= _FOOTER_TIMES) & (ends > _FOOTER_SHARE * titles))
    return {window.distinct[number] for number in often.tolist()}
