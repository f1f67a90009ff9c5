"""The pure heart: a window of lines in, the layouts of its posts out."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import NamedTuple

from tgclean.segment.folded import squares_of
from tgclean.segment.folds import Folds
from tgclean.segment.gaps import Gap, Ground, Scores, ground_of, scores_of, starts_of
from tgclean.segment.layout import CLOSING, OPENING, Layout, Window
from tgclean.segment.looks import Views
from tgclean.segment.lore import Learned, Lore, teach
from tgclean.segment.programme import Copies, solve
from tgclean.segment.quotes import unquote
from tgclean.segment.repeats import find_repeats
from tgclean.segment.reposts import Place, is_headed, mark_again
from tgclean.segment.squares import Square
from tgclean.segment.sure import is_plain, parts_of

_BUDGET = 50_000  # lines that alignments compare in a window,
_BYTES_OF_LINE = 2  # and one more for so many bytes of it
_CELLS_OF_FORM = 400  # and no more than this for each different line
_MUTE_LINES = 2048  # a window of so many lines
_MUTE_FORMS = 48  # that are all among so few,
_MUTE_BYTES = 12  # and so short on the whole, has no posts that could be told apart
_COVERED = 0.02  # share of the lines in repeats from which a source counts as repeating itself
_PASSES = 2  # over the gaps: each learns from the one before; more where nothing repeats exactly
# Of each kind, what it is to squares: a line that a post begins with, one that closes it, neither.
_OPENS = bytes([1 if kind in OPENING else 2 * (kind == CLOSING) for kind in range(256)])


class _Run(NamedTuple):
    """Gaps that stand together, and where the post that ends in the first of them begins."""

    start: int
    gaps: list[tuple[Gap, Ground]]


def lay_out(window: Window, learned: Learned | None = None) -> list[Layout]:
    """Gives the posts of a window, in order, every line in exactly one of them.

    `learned` is what earlier windows taught; it learns from this one.  As long as a source shows no
    header, no interface line and no repeat, its posts are its paragraphs.
    """
    learned = learned or Learned()
    learned.lines += len(window.lines)
    learned.blank = learned.blank or bool(window.after_blank - {0})
    if _is_mute(window):
        learned.limits["few_distinct_lines"] += 1
        return _paragraphs(window)
    layouts = _recover(window, learned)
    if not learned.known:
        covered = sum(b - a for post in layouts if len(post.copies) > 1 for a, b in post.copies)
        learned.known = any(window.kinds) or covered > _COVERED * len(window.lines)
    return layouts if learned.known else _paragraphs(window)


def _is_mute(window: Window) -> bool:
    lines = window.lines
    if len(lines) < _MUTE_LINES or len(window.distinct) > _MUTE_FORMS or any(window.kinds):
        return False
    return sum(map(len, lines)) <= _MUTE_BYTES * len(lines)


def _paragraphs(window: Window) -> list[Layout]:
    begins = [0, *sorted(window.after_blank - {0}), len(window.lines)]
    return [Layout(a, b, ((a, b),)) for a, b in pairwise(begins) if a < b]


def _recover(window: Window, learned: Learned) -> list[Layout]:
    unquote(window)
    opens = window.kinds.translate(_OPENS)
    folds = Folds(window)
    views = Views(window)
    squares = squares_of(window, opens, folds)
    headed = is_headed(squares, opens)
    if not headed:  # what begins at a header is the same post again, whose own copies differ
        squares = [s for s in squares if opens[s.start] != 1]
    gaps = _gaps_of(window, squares)
    budget = [min(_BUDGET + sum(map(len, window.lines)) // _BYTES_OF_LINE, _CELLS_OF_FORM * len(window.distinct))]
    for gap in gaps:
        if not gap.plain:
            repeats = find_repeats(folds, views, gap, budget)
            gap.repeats.extend(mark_again(repeats, folds, Place(window.kinds, gap.low, headed)))
    if budget[0] <= 0:
        learned.limits["alignment"] += 1
    gaps = [part for gap in gaps for part in parts_of(window.kinds, gap)]
    learned.fade()
    taught = teach(learned.looks, views, squares)
    settled, runs = _runs_of(views, gaps)
    base = learned.after(views, [settled], taught)
    found: list[list[Layout]] = []
    sure = sum(s.lag for s in squares) * 10 > len(window.lines)
    for _ in range(_PASSES if sure else _PASSES + 1):
        lore = learned.lore()
        known = Scores(views, lore.table, [ground for run in runs for _, ground in run.gaps])
        before, found = found, [_arrange(views, run, known, lore) for run in runs]
        if found == before:  # which taught this already
            break
        learned.take(base.after(views, found, taught))
    return sorted([*settled, *chain.from_iterable(found)])


def _runs_of(views: Views, gaps: list[Gap]) -> tuple[list[Layout], list[_Run]]:
    """Gives the posts between gaps in which there is nothing to decide, and the other gaps that stand together."""
    settled: list[Layout] = []
    runs: list[_Run] = []
    for i, gap in enumerate(gaps):
        before = gaps[i - 1] if i else gap
        if gap.plain:
            if gaps[i + 1].plain:
                settled.append(Layout(gap.start, gap.right[-1][1], gap.right))
            continue
        if before.plain or not i:
            runs.append(_Run(before.start, []))
        runs[-1].gaps.append((gap, ground_of(views, gap)))
    return settled, runs


def _arrange(views: Views, run: _Run, known: Scores, lore: Lore) -> list[Layout]:
    """Gives the posts of gaps that stand together, and of the repeats before them and between them."""
    left = run.gaps[0][0].left
    layouts = [Layout(run.start, left[-1][1], left)] if left else []
    for gap, ground in run.gaps:
        starts = starts_of(ground, known, lore.odds)
        scores = scores_of(views, gap, ground, known, lore.odds)
        found, begin = solve(views.window.kinds, gap, starts, scores, lore.rates)
        if gap.left:
            layouts[-1] = found[0]._replace(start=layouts[-1].start)
        layouts += found[1:]
        if gap.right:
            layouts.append(Layout(begin, gap.right[-1][1], gap.right))
    return layouts


def _gaps_of(window: Window, squares: list[Square]) -> list[Gap]:
    """Gives each stretch between repeats; the first begins with the window, the last ends with it."""
    gaps = []
    end, left_start = 0, -1
    left: Copies = ()
    for square in squares:
        begins = range(square.start, square.end, square.lag)
        copies = tuple([(b, b + square.lag) for b in begins])
        gaps.append(Gap(end, square.start, left, left_start, copies, is_plain(window.kinds, end, square.start)))
        end, left, left_start = square.end, copies, square.start
    gaps.append(Gap(end, len(window.lines), left, left_start, (), plain=False))
    return gaps
