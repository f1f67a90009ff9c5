"""The pure heart: a window of lines in, the layouts of its posts out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from tgclean.segment.firstline import FirstLines, Table
from tgclean.segment.gaps import Gap, Repeat, starts_of
from tgclean.segment.layout import CLOSING, FORWARD, OPENING, TEXT, Layout, Window
from tgclean.segment.looks import Views
from tgclean.segment.programme import Copies, solve
from tgclean.segment.quotes import unquote
from tgclean.segment.repeats import Folds, find_repeats
from tgclean.segment.shapes import Rates, Shapes
from tgclean.segment.sides import Odds, Sides
from tgclean.segment.squares import Square, find_squares

_BUDGET = 50_000  # lines that alignments compare in a window,
_BYTES_OF_LINE = 2  # and one more for so many bytes of it
_CELLS_OF_FORM = 400  # and no more than this for each different line
_MUTE_LINES = 2048  # a window of so many lines
_MUTE_FORMS = 48  # that are all among so few,
_MUTE_BYTES = 12  # and so short on the whole, has no posts that could be told apart
_COVERED = 0.02  # share of the lines in repeats from which a source counts as repeating itself
_MAX_PLAIN = 8  # lines of a gap that may be all headers
_PASSES = 2  # over the gaps: each learns from the one before; more where nothing repeats exactly
_MAX_CUT = -4.5  # what it costs at most that a body's end is missing from its copy
_FRONT = 1.7  # the line itself tells as much: that a copy begins with its own costs less than their share
_FRONT_MORE = 0.3  # of that cost, for each one more
_MAX_CLOSE = 2.0  # what the look of a body's last line adds at most
# Of each kind, what it is to squares: a line that a post begins with, one that closes it, neither.
_OPENS = bytes([1 if kind in OPENING else 2 * (kind == CLOSING) for kind in range(256)])
_MAX_LESSONS = 1000  # lines a window that the model of first lines is taught with, of either kind


class Lore(NamedTuple):
    """What a pass over the gaps goes by."""

    table: Table
    rates: Rates
    odds: Odds


@dataclass(slots=True)
class Learned:
    """What was learned of a source: the looks of first lines, the shapes of posts, whether it has either.

    `known` says that the source showed a header, a repeat or an interface line; `limits` counts the
    budgets that bit.
    """

    looks: FirstLines = field(default_factory=FirstLines)
    shapes: Shapes = field(default_factory=Shapes)
    sides: Sides = field(default_factory=Sides)
    known: bool = False
    limits: Counter[str] = field(default_factory=Counter)
    blank: bool = False  # an empty line stood between lines
    lines: int = 0  # laid out so far, some of them twice

    @property
    def unmarked(self) -> bool:
        """Whether nothing so far says where a post begins."""
        return not (self.known or self.blank)


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
    if len(lines) < _MUTE_LINES or sum(map(len, lines)) > _MUTE_BYTES * len(lines) or any(window.kinds):
        return False
    return len(set(lines)) <= _MUTE_FORMS


def _paragraphs(window: Window) -> list[Layout]:
    begins = [0, *sorted(window.after_blank - {0}), len(window.lines)]
    return [Layout(a, b, ((a, b),)) for a, b in pairwise(begins) if a < b]


def _recover(window: Window, learned: Learned) -> list[Layout]:
    unquote(window)
    opens = window.kinds.translate(_OPENS)
    folds = Folds(window)
    views = Views(window)
    squares = _fold_squares(window, find_squares(window.lines, opens, folds.weight), opens, folds)
    gaps = _gaps_of(window, squares)
    budget = [min(_BUDGET + sum(map(len, window.lines)) // _BYTES_OF_LINE, _CELLS_OF_FORM * folds.distinct)]
    for gap in gaps:
        if not gap.plain:
            low = gap.left[-1][0] if gap.left else gap.start
            gap.repeats.extend(find_repeats(folds, low, gap.end, budget))
    if budget[0] <= 0:
        learned.limits["alignment"] += 1
    learned.looks.fade()
    learned.shapes.fade()
    learned.sides.fade()
    taught = _teach(learned.looks, views, squares)
    base, base_shapes, base_sides = learned.looks, learned.shapes, learned.sides
    layouts: list[Layout] = []
    sure = sum(s.lag for s in squares) * 10 > len(window.lines)
    for _ in range(_PASSES if sure else _PASSES + 1):
        lore = Lore(learned.looks.freeze(), learned.shapes.rates(), learned.sides.odds())
        layouts = _arrange(views, gaps, lore)
        learned.looks, learned.shapes, learned.sides = base.copy(), base_shapes.copy(), base_sides.copy()
        _study(learned.looks, views, layouts, taught)
        learned.shapes.learn(views, layouts)
        learned.sides.learn(views, layouts)
    return layouts


def _shifted(folds: Folds, by: int, i: int) -> float:
    return folds.weight(by + i)


def _arrange(views: Views, gaps: list[Gap], lore: Lore) -> list[Layout]:
    layouts: list[Layout] = []
    for gap in gaps:
        begin = gap.start
        if not gap.plain:
            found, begin = _fill(views, gap, lore)
            if gap.left_start >= 0:
                layouts[-1] = found[0]._replace(start=layouts[-1].start)
            layouts += found[1:]
        if gap.right:
            layouts.append(Layout(begin, gap.right[-1][1], gap.right))
    return layouts


def _fold_squares(window: Window, squares: list[Square], opens: bytearray, folds: Folds) -> list[Square]:
    """Gives the squares, and those that folding finds between them."""
    found = []
    end = 0
    for square in [*squares, Square(len(window.lines), 0, 0)]:
        if square.start - end > 1:
            lines = folds.lines(end, square.start)
            if len(set(lines)) < len(lines):
                inner = find_squares(lines, opens[end : square.start], partial(_shifted, folds, end))
                found += [s._replace(start=s.start + end) for s in inner]
        found.append(square)
        end = square.end
    return found[:-1]


def _gaps_of(window: Window, squares: list[Square]) -> list[Gap]:
    """Gives each stretch between repeats; the first begins with the window, the last ends with it."""
    gaps = []
    end, left_start = 0, -1
    left: Copies = ()
    for square in squares:
        begins = range(square.start, square.end, square.lag)
        copies = tuple([(b, b + square.lag) for b in begins])
        gaps.append(Gap(end, square.start, left, left_start, copies, _is_plain(window.kinds, end, square.start)))
        end, left, left_start = square.end, copies, square.start
    gaps.append(Gap(end, len(window.lines), left, left_start, (), plain=False))
    return gaps


def _is_plain(kinds: bytearray, start: int, end: int) -> bool:
    """Says whether there is nothing to decide before a repeat: nothing in the gap, or headers and one title line."""
    size = end - start
    if size < 2:
        return not size or kinds[start] == TEXT or kinds[start] in OPENING
    if size > _MAX_PLAIN or kinds.find(FORWARD, start + 1, end) >= 0:  # the header before it has no text
        return False
    text = [i for i in range(start, end) if kinds[i] not in OPENING]
    return not text or (text == [end - 1] and kinds[text[0]] == TEXT)


def _fill(views: Views, gap: Gap, lore: Lore) -> tuple[list[Layout], int]:
    """Gives the posts of a gap, and where the post behind it begins."""
    starts = starts_of(views, gap, lore.table, lore.odds)
    copies = sorted({r.copy for r in gap.repeats})
    ends = lore.table.last([views.of(c) for c in copies])
    closes = {c: max(-_MAX_CLOSE, min(_MAX_CLOSE, end)) for c, end in zip(copies, ends, strict=True)}
    scores = [r.score + closes[r.copy] + _ends(views.sorts, r, lore.odds) for r in gap.repeats]
    return solve(views.window.kinds, gap, starts, scores, lore.rates)


def _ends(sorts: bytearray, r: Repeat, odds: Odds) -> float:
    """Gives what it adds that the body ends with lines that its copy lacks, or the copy begins with its own."""
    if not (r.cut or r.front):
        return 0.0
    cut = 0.0
    for sort in sorts[r.copy - r.cut : r.copy]:
        cut += min(0.0, -odds.second[sort])
        if cut <= _MAX_CUT:
            cut = _MAX_CUT
            break
    if not r.front:
        return cut
    front = [odds.gained[sort] for sort in sorts[r.copy : r.copy + r.front]]
    return cut + (_FRONT + front[0] + _FRONT_MORE * sum(front[1:]))


def _teach(model: FirstLines, views: Views, squares: list[Square]) -> frozenset[int]:
    """Shows the model first lines and others, from the repeats that stand next to each other; gives those lines."""
    kinds = views.window.kinds
    firsts: list[int] = []
    others: list[int] = []
    end = 0
    for square in squares:
        heads = [i for i in range(end, square.start) if kinds[i] not in OPENING] if square.start - end < 6 else []
        if len(heads) == 1 and kinds[heads[0]] == TEXT:
            firsts.append(heads[0])
        others += range(square.start + (not heads), square.start + square.lag)
        end = square.end
    _show(model, views, firsts, others)
    return frozenset((*firsts, *others))


def _study(model: FirstLines, views: Views, layouts: list[Layout], taught: frozenset[int]) -> None:
    """Shows the looks of the posts that were found, those with a repeat."""
    firsts: list[int] = []
    others: list[int] = []
    for post in layouts:
        if len(post.copies) < 2:
            continue
        first = next((i for i in range(post.start, post.copies[0][1]) if views.window.kinds[i] == TEXT), -1)
        if first >= 0:
            if first not in taught:
                firsts.append(first)
            others += [i for i in range(max(first + 1, post.copies[0][0]), post.copies[0][1]) if i not in taught]
    _show(model, views, firsts, others)


def _show(model: FirstLines, views: Views, firsts: list[int], others: list[int]) -> None:
    model.learn([views.of(i) for i in firsts[:_MAX_LESSONS]], first=True)
    model.learn([views.of(i) for i in others[:_MAX_LESSONS]], first=False)
