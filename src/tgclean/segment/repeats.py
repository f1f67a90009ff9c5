"""Candidates for repeats that are not exact: from lines that agree at an end, then aligned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tgclean.segment.align import ADD, ADD_CODE, CUT_LINE, CUT_TAIL, Weights, endings
from tgclean.segment.folds import Folds
from tgclean.segment.gaps import Gap, Repeat
from tgclean.segment.likeness import likeness
from tgclean.segment.looks import CODE, Views
from tgclean.segment.sure import fills

_PLACES = 3  # last places of a key that are looked at
_RARE = 4.0  # a weight below which a line stands nearly everywhere
_MAX_BODY = 300  # lines
_MIN_SHARE = 0.25  # of a body's lines that must have an anchor
_BACK = 3  # lines before an anchor in which a cut line is looked for,
_MIN_CUT = 2  # of so many characters
_MAX_MORE = 8  # lines that a copy may have more than the body
_CELLS_OF_REPEAT = 8  # what a candidate costs afterwards, in cells of alignments
_ODD = 2  # lines that the copies of a repeat may be out of step
_MAX_FRONT = 4  # lines of its own that a copy may begin with
_ENDS = 3  # ends of a copy that are kept,
_SPREAD = 4.0  # how far below the best,
_WHOLE = 9.0  # and one at which the copy has the body's last line


class _Stretch(NamedTuple):
    """The lines of a stretch from window line `low` on: folded, what they weigh, what one costs alone."""

    low: int
    lines: list[str]
    equal: list[float]
    form: list[float]
    adds: list[float]


def find_repeats(folds: Folds, views: Views, gap: Gap, budget: list[int]) -> list[Repeat]:
    """Gives candidates for repeats in a gap, and of the copy before it; takes the work from `budget`."""
    low, end = gap.low, gap.end
    anchors = _anchors(folds, low, end)
    if not any(anchors):
        return []
    lines = folds.lines(low, end)
    begins = _begins(anchors, lines, folds, low)
    adds = [ADD_CODE if sort == CODE else ADD for sort in views.sorts[low:end]]
    stretch = _Stretch(low, lines, folds.weights(low, end), folds.form_weights(low, end), adds)
    found: dict[tuple[int, int, int], Repeat] = {}
    whole: Repeat | None = None  # fills the gap
    for body, copy in begins:
        if budget[0] <= 0:
            break
        budget[0] -= 1 + (copy - body) // 8
        if (whole and _is_inside(whole, body, copy)) or not _dense(anchors, low, body, copy, end):
            continue
        for r in _align(stretch, body, copy, end, budget):
            known = found.get(r[:3])
            if known is None or r.score > known.score:
                found[r[:3]] = r
                if fills(views.window.kinds, gap, r):
                    whole = r
    return [found[key] for key in sorted(found)]


def _anchors(folds: Folds, low: int, end: int) -> list[list[int]]:
    """Gives for each line the earlier lines that are equal to it, or begin or end like it."""
    last: dict[int, tuple[int, ...]] = {}
    anchors = []
    for j, keys in enumerate(folds.keys(low, end), low):
        mine: tuple[int, ...] = ()
        most = 0
        for key in keys:
            places = last.get(key)
            if places is None:
                last[key] = (j,)
                continue
            if places != mine:
                mine += places
            most = most or (_PLACES if folds.weight(j) > _RARE else 1)
            last[key] = (*places, j) if len(places) < most else (*places[1:], j)
        anchors.append(sorted({i for i in mine if j - i <= _MAX_BODY}) if mine else [])
    return anchors


def _begins(anchors: list[list[int]], lines: list[str], folds: Folds, low: int) -> list[tuple[int, int]]:
    """Gives where a body may begin and where its copy, in order: with lines that agree and do not go on from others.

    `lines` are those from `low` on, folded.
    """
    begins: set[tuple[int, int]] = set()
    before: list[int] = []
    for j, (near, after) in enumerate(zip(anchors, [*anchors[1:], []], strict=True), low):
        for i in near:
            new = i == low or i - 1 not in before
            # Posts that all end in one line: it stands before both copies, and is no part of them.
            if new or folds.weight(i - 1) <= _RARE < folds.weight(i):
                begins.add((i, j))
                if i > low and likeness(lines[i - 1 - low], lines[j - 1 - low]):
                    begins.add((i - 1, j - 1))
                begins.update(_cut_before(lines, low, i, j))
                if i - 1 in after:  # the first two lines stand the other way round
                    begins.add((i - 1, j))
        before = near
    begins.update([(j, 2 * j - i) for i, j in begins if _stands_at(anchors, 2 * j - i - low, j)])
    return sorted(begins)


def _stands_at(anchors: list[list[int]], place: int, line: int) -> bool:
    """Says whether a line has an anchor at a place: where a third copy would begin, equal lines go on from others."""
    return place < len(anchors) and line in anchors[place]


def _cut_before(lines: list[str], low: int, i: int, j: int) -> Iterator[tuple[int, int]]:
    """Gives the lines near before an anchor of which the copy's is a cut: copies lack lines behind those, and gain."""
    first, other = max(low, i - _BACK), max(i, j - _BACK - 1)
    cuts = lines[other - low : j - low]
    for a, line in enumerate(lines[first - low : i - low], first):
        for b, cut in enumerate(cuts, other):
            if line.startswith(cut) and _MIN_CUT <= len(cut) < len(line):
                yield a, b


def _is_inside(whole: Repeat, body: int, copy: int) -> bool:
    """Says whether lines that agree are two of those by which a repeat does, and not its first."""
    lag = whole.copy - whole.body
    return whole.body < body < whole.copy < copy < whole.end and abs(copy - body - lag) <= _ODD


def _dense(anchors: list[list[int]], low: int, body: int, copy: int, end: int) -> bool:
    size = copy - body
    hits = 0
    need = max(1, int(size * _MIN_SHARE))
    for j in range(copy, min(copy + size + 2, end)):
        if any(body <= i < copy and abs(j - i - size) <= 5 for i in anchors[j - low]):
            hits += 1
            if hits >= need:
                return True
    return False


def _align(stretch: _Stretch, body: int, copy: int, end: int, budget: list[int]) -> list[Repeat]:
    size = copy - body
    low, lines, equal, form, adds = stretch
    one = slice(body - low, copy - low)
    two = slice(copy - low, min(end, copy + size + 3 + min(size, _MAX_MORE)) - low)
    found = endings(lines[one], lines[two], Weights(equal[one], form[one], adds[two]), budget)
    repeats = [
        Repeat(body, copy, copy + ending.end, ending.score, 0, size - ending.a_end)
        for ending in found[:_ENDS]
        if ending.score >= found[0].score - (_WHOLE if ending.a_end == size else _SPREAD)
    ]
    if repeats and 0 < repeats[0].cut <= _MAX_FRONT:  # the first copy's last lines may be the other's first
        best = repeats[0]
        back = best.score - CUT_LINE * best.cut - CUT_TAIL
        repeats.append(Repeat(body, copy - best.cut, best.end, back, best.cut))
    budget[0] -= _CELLS_OF_REPEAT * len(repeats)
    return repeats
