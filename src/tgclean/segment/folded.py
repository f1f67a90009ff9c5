"""Exact repeats of what is seen: of raw lines first, as most are equal to the byte, of folded ones between these."""

from __future__ import annotations

from functools import partial
from operator import eq

from tgclean.segment.folds import Folds
from tgclean.segment.layout import Window
from tgclean.segment.squares import Square, find_squares

_SHORT = 2  # lines: a body that begins with one line twice has such a square in it, and may itself be one when folded


def squares_of(window: Window, opens: bytearray, folds: Folds) -> list[Square]:
    """Gives the squares of a window by place; `opens` as in `find_squares`."""
    squares = find_squares(window.ids, window.lines, opens, folds.weight, folds.same)
    found: list[Square] = []
    short: list[Square] = []
    end = 0
    for square in [*squares, Square(len(window.lines), 0, 0)]:
        if 0 < square.lag <= _SHORT:
            short.append(square)
            continue
        found += _between(window, (end, square.start), short, opens, folds)
        found.append(square)
        end, short = square.end, []
    return found[:-1]


def _between(
    window: Window, stretch: tuple[int, int], short: list[Square], opens: bytearray, folds: Folds
) -> list[Square]:
    """Gives the squares between longer ones: the folded ones where folding makes more lines equal, else the short."""
    begin, end = stretch
    if end - begin < 2:
        return []
    numbers = [keys[0] for keys in folds.keys(begin, end)]
    if len(set(numbers)) < len(set(window.ids[begin:end])):
        return _found(numbers, stretch, opens, folds)
    found = []
    for square in [*short, Square(end, 0, 0)]:
        # Where folding makes no more lines equal, all squares are found, but those of one line between known posts.
        rest = numbers[begin - stretch[0] : square.start - stretch[0]]
        if any(map(eq, rest, rest[1:])):
            found += _found(rest, (begin, square.start), opens, folds)
        found.append(square)
        begin = square.end
    return found[:-1]


def _found(numbers: list[int], stretch: tuple[int, int], opens: bytearray, folds: Folds) -> list[Square]:
    begin, end = stretch
    inner = find_squares(numbers, folds.lines(begin, end), opens[begin:end], partial(_shifted, folds, begin))
    return [square._replace(start=square.start + begin) for square in inner]


def _shifted(folds: Folds, by: int, i: int) -> float:
    return folds.weight(by + i)
