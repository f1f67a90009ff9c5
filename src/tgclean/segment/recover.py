"""The posts of one window: squares, rates, the programme over what is open, and whose each other line is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from tgclean.options import Doubled
from tgclean.segment.candidates import Anchor, Chain, Search
from tgclean.segment.costs import Costs
from tgclean.segment.lines import CLOSING, FORWARD, TEXT, Ints, Mask, Window, folded, totals
from tgclean.segment.page_lines import with_page_lines
from tgclean.segment.parts import Parts
from tgclean.segment.plain import Marks, lay_out_plain
from tgclean.segment.program import Layout, Program
from tgclean.segment.rates import Evidence, evidence_of, rates_of
from tgclean.segment.squares import Squares, find_squares, runs_of, stands_again, stands_in_pairs, stands_twice
from tgclean.telegram import is_separator

_SQUARE_SHARE = 0.02  # of the lines in squares, from which a source is doubled: reposts alone make fewer
_MATCHED_SHARE = 0.1  # of the lines that the programme finds twice, likewise
_BLANK_SHARE = 0.05  # of the lines below blank ones, from which the programme's word is not enough
_MANY_LINES, _FEW_FORMS, _SHORT_BYTES = 2048, 48, 12  # of a window, of different lines, of a line on the mean


@dataclass(slots=True)
class Learned:
    """What the windows before say of a source."""

    doubled: bool = False
    evidence: Evidence = field(default_factory=Evidence)
    footers: set[bytes] = field(default_factory=set)
    owners: set[bytes] = field(default_factory=set)
    marks: Marks = field(default_factory=Marks)
    is_unmarked: bool = False  # nothing says where posts begin
    limits: Counter[str] = field(default_factory=Counter)  # how often a limit bit


def recover(window: Window, learned: Learned, doubled: Doubled) -> tuple[Window, list[Layout]]:
    """Return the posts of a window in order, every line in exactly one of them; `learned` learns from it.

    The window comes back with what was found out of its lines.
    """
    if _is_monotonous(window):
        learned.limits["few_distinct_lines"] += 1
        begins = [0, *(np.flatnonzero(window.after_blank[1:]) + 1).tolist(), len(window)]
        return window, [Layout(a, b, b, b) for a, b in pairwise(begins)]
    window = with_page_lines(window, learned.owners)
    if doubled != "no":
        folded_window, posts, says_so = _doubled(window, learned)
        learned.doubled = learned.doubled or says_so or doubled == "yes"
        if learned.doubled:
            return folded_window, _tiled(window, posts)
    window, posts, learned.marks = lay_out_plain(window, learned.marks)
    learned.is_unmarked = not any(learned.marks) and len(window) > 1
    return window, posts


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is certain of a window: `twice`, the lines that stand exactly twice; the `squares`; the gaps around them.

    Gap `i` goes from `low[i]` to `high[i]`, before square `i`; the last one ends with the window.  `is_title` says that
    the gap has exactly one line of text, the square's title, so that nothing in it is open.  `settled` are the lines in
    neither an open gap nor a header.
    """

    twice: Mask
    squares: Squares
    low: Ints
    high: Ints
    is_title: Mask
    settled: Mask


def _is_monotonous(window: Window) -> bool:
    """Return whether a window is so many short lines of so few forms that no posts could be told apart in it."""
    size = len(window)
    if size < _MANY_LINES or len(window.distinct) > _FEW_FORMS or window.kinds.any():
        return False
    return sum(map(len, window.raw)) <= _SHORT_BYTES * size


def _doubled(window: Window, learned: Learned) -> tuple[Window, list[Layout], bool]:
    """Return the window with what differs in nothing the eye sees made alike, its posts if the source is doubled, and
    whether the window says that it is.
    """
    ground = _ground_of(window)
    alone = (window.lag == 0) & ~stands_again(window) & ~ground.settled & (window.kinds == TEXT)
    loose = folded(window, np.flatnonzero(alone))
    if loose is not window:
        window = loose
        ground = _ground_of(window)
    learned.evidence = learned.evidence.faded() + evidence_of(window, ground.squares, ground.twice)
    costs = Costs(window, rates_of(learned.evidence), ground.squares, ground.settled, learned.footers)
    search = Search(window, runs_of(window.lag), ground.settled, costs, Parts(window))
    bodies = search.candidates()
    if search.is_limited:
        learned.limits["alignment"] += 1
    posts = _posts(ground, Program(window, bodies, costs))
    return window, posts, learned.doubled or _is_doubled(window, ground, posts)


def _is_doubled(window: Window, ground: _Ground, posts: list[Layout]) -> bool:
    """Return whether a window says that the source is doubled: by its squares, or by what the programme found.

    Blank lines part the paragraphs of other sources, and then only squares are proof.
    """
    size = len(window)
    if int((ground.squares.end - ground.squares.start).sum()) >= _SQUARE_SHARE * size:
        return True
    if int(np.count_nonzero(window.after_blank)) >= _BLANK_SHARE * size:
        return False
    anchors = [anchor for post in posts if post.chain for anchor in post.chain.anchors()]
    lines = [line for anchor in anchors for line in range(anchor.b, anchor.b_end)]
    return 2 * sum(not is_separator(window.raw[line]) for line in lines) >= _MATCHED_SHARE * size


def _ground_of(window: Window) -> _Ground:
    twice = stands_twice(window)
    squares = find_squares(window, twice)
    paired = stands_in_pairs(window, _covered(squares, len(window)))
    if paired.any():
        twice |= paired
        squares = find_squares(window, twice)
    is_text = window.kinds == TEXT
    texts = totals(is_text)
    low, high = np.append(0, squares.end), np.append(squares.start, len(window))
    is_title = (texts[high] - texts[low] == 1) & is_text[high - 1]
    is_title[-1] = False
    settled = np.zeros(len(window) + 1, np.int64)
    np.add.at(settled, squares.start - is_title[:-1], 1)
    np.add.at(settled, squares.end, -1)
    return _Ground(twice, squares, low, high, is_title, np.cumsum(settled)[: len(window)] > 0)


def _covered(squares: Squares, size: int) -> Mask:
    edges = np.zeros(size + 1, np.int64)
    np.add.at(edges, squares.start, 1)
    np.add.at(edges, squares.end, -1)
    covered: Mask = np.cumsum(edges)[:size] > 0
    return covered


def _posts(ground: _Ground, program: Program) -> list[Layout]:
    """Return the posts of the squares and of what is open between them, in order; headers may be in none."""
    starts, middles, ends = (part.tolist() for part in ground.squares)
    gaps = zip(ground.low.tolist(), ground.high.tolist(), ground.is_title.tolist(), strict=True)
    posts: list[Layout] = []
    for i, (begin, end, is_title) in enumerate(gaps):
        is_last, title = i == len(starts), end - 1
        if not is_title:
            found = program.solve(range(begin, end), behind_square=i > 0, before_square=not is_last)
            if i:
                posts[-1] = _until(posts[-1], found.before_end)
            posts += found.posts
            title = found.after_start
        if not is_last:
            posts.append(_square(title, starts[i], middles[i], ends[i]))
    return posts


def _square(title: int, start: int, middle: int, end: int) -> Layout:
    if start - title <= 1:
        return Layout(title, start, middle, end)
    # Lines that only A has stand below the title.
    return Layout(title, title + 1, middle, end, Chain(Anchor(start, middle, middle - start), None, 0.0))


def _until(post: Layout, end: int) -> Layout:
    if post.middle == post.end:
        return Layout(post.start, end, end, end)
    return post._replace(end=end)


def _tiled(window: Window, posts: list[Layout]) -> list[Layout]:
    """Return the posts with the lines that are in none: views and reactions close one, all others open the next.

    What has nothing between its header and the next one, or its reactions, is a post of its own, without a text: the
    extractor lost the text, or there was none.
    """
    kinds = window.kinds.tobytes()
    size = len(kinds)
    if kinds.count(TEXT) == size:
        return posts
    tiled: list[Layout] = []
    at = 0
    for post in [*posts, Layout(size, size, size, size)]:
        for line in range(at + 1, post.start + 1):
            closes = kinds[line - 1] == CLOSING and (line == post.start or kinds[line] != CLOSING)
            if tiled and closes and kinds.count(CLOSING, at, line) == line - at:
                tiled[-1] = _until(tiled[-1], line)
            elif closes or line == size or (line < post.start and kinds[line] == FORWARD):
                tiled.append(Layout(at, line, line, line))
            else:
                continue
            at = line
        tiled.append(post._replace(start=at))
        at = post.end
    return tiled[:-1]
