"""What a channel's certain squares say of it: how often copies differ, and how often a post has one line.

The rates are measured from what is certain and never from what the programme decides, so that it cannot reinforce its
own mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce

import numpy as np
import numpy.typing as npt
import regex

from tgclean.segment.lines import FORWARD, TEXT, Ints, Mask, Window, totals
from tgclean.segment.squares import Squares

Histogram = npt.NDArray[np.float64]

LOOKS = 8, 4, 3
"""Classes of a line's look: of its length, of its first character, of its last."""
_EDGES = np.array([20, 40, 60, 100, 150, 200, 300])  # characters at which the classes of length begin
# Share of the posts of one line that the extractor keeps, which it decides by length: measured on real channels.
_KEPT = np.array([0.05, 0.05, 0.05, 0.6, 0.6, 1.0, 1.0, 1.0])
# Of the lines of a body, on the mean of channels.
_USUAL = reduce(
    np.multiply.outer,
    map(np.array, ([0.1, 0.15, 0.15, 0.2, 0.15, 0.1, 0.1, 0.05], [0.6, 0.15, 0.15, 0.1], [0.5, 0.3, 0.2])),
)
_SENTENCE_END = regex.compile(r"[\p{Sentence_Terminal}…]")
_BODY_WEIGHT, _TITLE_WEIGHT, _ONE_WEIGHT = 4.0, 4.0, 6.0  # lines that these priors count for
_ONE_SIDED, _ONE_SIDED_WEIGHT = 0.03, 3.0  # rate of lines that only one copy has, before any is seen
_LINES_OF_BODY = 12  # half of them tell two_scripts_ar_en wrong, whose bodies have 20 lines
_ROUNDS = 4  # of telling one-line posts from tails by their looks; more change nothing

_NEAR = 12  # lines between two that stand twice, for the gap between them to be looked at
_SAMPLE = 400  # lines that are looked at: enough for a dozen classes
_AFTER_HEADER = 4  # lines behind a header that can be a one-line post and a title, at the most
_FADE = 0.5  # what a window's evidence still counts in the next one


@dataclass(slots=True)
class Evidence:
    """Counts of a window, which add up over windows.

    `pairs` of neighbours among the lines that stand twice; `a_gaps`, `b_gaps` of them with lines between that only one
    copy has, in all `one_sided` lines.  `gaps` between squares in which nothing repeats, `long_gaps` of them with more
    lines than a title.  `headers` with the next title or header close below, `headed_ones` of them with a one-line post
    there.  Histograms of looks: lines of bodies, titles, other lines of gaps, lines that only copy B has.
    """

    squares: float = 0.0
    pairs: float = 0.0
    a_gaps: float = 0.0
    b_gaps: float = 0.0
    one_sided: float = 0.0
    gaps: float = 0.0
    long_gaps: float = 0.0
    headers: float = 0.0
    headed_ones: float = 0.0
    body_lines: Histogram = field(default_factory=lambda: np.zeros(LOOKS))
    titles: Histogram = field(default_factory=lambda: np.zeros(LOOKS))
    others: Histogram = field(default_factory=lambda: np.zeros(LOOKS))
    b_only: Histogram = field(default_factory=lambda: np.zeros(LOOKS))

    def faded(self) -> Evidence:
        """Return what this still says when a window has passed."""
        return Evidence(*[getattr(self, name) * _FADE for name in self.__slots__])

    def __add__(self, other: Evidence) -> Evidence:
        """Return the sum of the counts."""
        return Evidence(*[getattr(self, name) + getattr(other, name) for name in self.__slots__])


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a channel: of lines that only A and only B has, of one-line posts and of added last lines.

    `further` is how often another line that only one copy has stands behind such a line.  `one`, `title` and `last` say
    by the look of a line how much less likely it is a one-line post, a title or a last line of B alone than a line of a
    body, in nats.
    """

    a_only: float
    b_only: float
    further: float
    single: float
    tail: float
    one: Histogram
    title: Histogram
    last: Histogram


def evidence_of(window: Window, squares: Squares, twice: Mask) -> Evidence:
    """Return what the squares of a window, and the lines that stand exactly twice, say."""
    found = Evidence()
    _count_one_sided(found, window, twice)
    if len(squares.start) > 1:
        _count_gaps(found, window, squares)
        _count_headed(found, window, squares)
    found.squares = float(len(squares.start))
    found.body_lines = _looks(window, squares.middle - 1) + _looks(window, squares.start)
    return found


def rates_of(evidence: Evidence) -> Rates:
    """Return the rates that the evidence tells, with mild priors for where it says nothing."""
    e = evidence
    places = e.pairs + e.squares + _ONE_SIDED_WEIGHT  # behind which a line of one copy could stand: lines, last lines
    a_only = (e.a_gaps + _ONE_SIDED * _ONE_SIDED_WEIGHT) / places
    b_only = (e.b_gaps + _ONE_SIDED * _ONE_SIDED_WEIGHT) / places
    body = _shares(_USUAL * _BODY_WEIGHT + e.body_lines)
    title = e.titles + _TITLE_WEIGHT * body
    extra = (e.long_gaps + 1.2) / (e.gaps + 5)  # how often a gap between squares has more lines than a title
    # A post's last lines are B's alone at most as often as a body has such lines elsewhere.
    most_tails = (_LINES_OF_BODY * e.b_gaps + e.a_gaps) / places
    # Behind a header stands a new post, never a tail: so headers tell one-line posts from tails.
    headed = max(0.0, e.headed_ones - e.headers * e.a_gaps / places)

    def single_of(share: float) -> float:
        return min(extra, max(extra - most_tails, (headed + 5 * share) / (e.headers + 5)))

    one_prior = _ONE_WEIGHT * _shares(title * _KEPT[:, None, None])
    last_prior = min(1.0, 20 / (1 + e.b_only.sum())) * e.b_only + _ONE_WEIGHT * body
    single = single_of(max(extra - most_tails, extra / 4))
    share = np.full(LOOKS, single / extra)
    for _ in range(_ROUNDS):  # the other lines of gaps are one-line posts or tails: their looks tell which, and back
        one = _against(e.others * share + one_prior, body)
        last = _against(e.others * (1 - share) + last_prior, body)
        odds = single / max(extra - single, a_only + b_only) * np.exp(np.clip(last - one, -20, 20))
        share = odds / (1 + odds)
        if (count := e.others.sum()) > 0:
            mean = float((e.others * share).sum() / count)
            single = single_of(extra * mean)
            share = share * min(1.0, single / extra / mean)
    return Rates(
        a_only=a_only,
        b_only=b_only,
        further=1 - (e.a_gaps + e.b_gaps + 10) / (e.one_sided + 16),
        single=single,
        tail=max(max(extra - single, b_only) - a_only, b_only),
        one=_against(e.others * share + one_prior, body),
        title=_against(title, body),
        last=_against(e.others * (1 - share) + last_prior, body),
    )


def looks_of(window: Window, numbers: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the classes of the look of each of the lines that the window numbers so."""
    lines = [window.distinct[number].decode("utf-8", "replace") for number in numbers.tolist()]
    length = np.searchsorted(_EDGES, np.array(list(map(len, lines)), np.int64), "right")
    first = np.array([_first_of(line[0]) for line in lines], np.int64)
    last = np.array([_last_of(line[-1]) for line in lines], np.int64)
    return length, first, last


def _first_of(char: str) -> int:
    """Return the class of a line's first character: what begins with a small letter goes on from the line above."""
    if char.isalnum():
        return 3 if char.islower() else 0
    return 1 if char > "\xa8" else 2


def _last_of(char: str) -> int:
    if char.isalnum():
        return 1
    return 0 if _SENTENCE_END.match(char) else 2


def _shares(lines: Histogram) -> Histogram:
    shares: Histogram = lines / lines.sum()
    return shares


def _against(lines: Histogram, body: Histogram) -> Histogram:
    """Return how much less likely a look is for such lines than for a body's, each class by itself."""
    ratio = np.zeros(LOOKS)
    for axis in range(len(LOOKS)):
        others = tuple(other for other in range(len(LOOKS)) if other != axis)
        ratio -= np.log(lines.sum(others, keepdims=True) / lines.sum() / body.sum(others, keepdims=True))
    return ratio


def _looks(window: Window, lines: Ints) -> Histogram:
    """Return how many of the lines look how; of many lines, as an even sample of them says."""
    step = len(lines) // _SAMPLE + 1
    histogram: Histogram = np.zeros(LOOKS)
    np.add.at(histogram, looks_of(window, window.ids[lines[::step]]), step)
    return histogram


def _count_one_sided(found: Evidence, window: Window, twice: Mask) -> None:
    """Count the lines that only one copy has, by how the lag steps between lines that stand exactly twice."""
    second = np.flatnonzero(twice)
    if len(second) < 2:
        return
    lag = window.lag[second]
    first = second - lag
    step = np.diff(lag)
    near = (np.diff(first) > 0) & (np.diff(first) <= _NEAR) & (np.diff(second) <= _NEAR) & (first[1:] < second[:-1])
    found.pairs = float(near.sum())
    found.a_gaps = float((near & (step < 0)).sum())
    found.b_gaps = float((near & (step > 0)).sum())
    found.one_sided = float(np.abs(step[near]).sum())
    wider = np.flatnonzero(near & (step > 0))[:_SAMPLE].tolist()
    lines = [line for i in wider for line in range(int(second[i]) + 1, int(second[i + 1]))]
    between = np.array(lines, np.int64)
    found.b_only = _looks(window, between[(window.lag[between] == 0) & (window.kinds[between] == TEXT)])


def _count_gaps(found: Evidence, window: Window, squares: Squares) -> None:
    """Count the gaps between squares in which nothing repeats: the last line is a title, the others are open."""
    texts = np.flatnonzero(window.kinds == TEXT)
    low, high = squares.end[:-1], squares.start[1:]
    behind = np.concatenate(([0], squares.end))  # a line repeats in its gap if it last stood behind the square before
    place = np.arange(len(window))
    floor = behind[np.searchsorted(squares.end, place, "right")]
    repeats = totals((window.lag > 0) & (place - window.lag >= floor))
    low_text, high_text = np.searchsorted(texts, low), np.searchsorted(texts, high)
    clean = (high_text > low_text) & (repeats[high] == repeats[low])
    low_text, high_text = low_text[clean], high_text[clean]
    found.gaps = float(len(low_text))
    found.long_gaps = float((high_text - low_text > 1).sum())
    found.titles = _looks(window, texts[high_text - 1])
    inside = np.zeros(len(texts) + 1, np.int64)
    np.add.at(inside, low_text, 1)
    np.add.at(inside, high_text - 1, -1)
    found.others = _looks(window, texts[np.cumsum(inside)[: len(texts)] > 0])


def _count_headed(found: Evidence, window: Window, squares: Squares) -> None:
    """Count the headers close before a title or another header, and those with a one-line post between."""
    header = np.flatnonzero(window.kinds == FORWARD)
    header = header[np.searchsorted(squares.end, header, "right") == np.searchsorted(squares.start, header, "right")]
    texts = np.flatnonzero(window.kinds == TEXT)
    body = np.append(squares.start, len(window))[np.searchsorted(squares.start, header)]
    following = np.append(header[1:], len(window))[: len(header)]
    lines = np.searchsorted(texts, np.minimum(body, following)) - np.searchsorted(texts, header)
    before_body = body < following
    one_line = (lines == 1) & ~before_body
    some_lines = (lines > 1) & (lines < _AFTER_HEADER) & before_body
    found.headed_ones = float((one_line | some_lines).sum())
    found.headers = float(((lines == 1) | some_lines).sum())
