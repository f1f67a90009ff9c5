"""Exact repeats: where a run of lines stands twice in a row, byte for byte, as most bodies do."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tgclean.segment.lines import TEXT, Ints, Mask, Window, totals

_OFTEN = 8  # lines that stand more often are rulers and refrains: not looked at when a half is searched for repeats
_PAIRS_APART = 2  # times the distance of a pair's places, at the least
_MIN_APART, _STEADY = 12, 1.5  # lines between pairs, and how many times as many they may be elsewhere
_MIN_PAIRED = 6  # places of a line in pairs: four may be one body, twice, with a line that it has twice
_PERIODIC = 0.25  # share of a half's lines that stand in it before, from which it may be a whole post, T A B


class Squares(NamedTuple):
    """Copies A from `start` to `middle` and B from `middle` to `end`; one entry a square, in order, none overlap."""

    start: Ints
    middle: Ints
    end: Ints


class Runs(NamedTuple):
    """Runs of lines that all stood `lag` lines back: `size` lines from `begin` on; one entry a run, in order."""

    begin: Ints
    size: Ints
    lag: Ints


def runs_of(lag: Ints) -> Runs:
    """Return the longest runs of one lag."""
    begin = np.concatenate(([0], np.flatnonzero(np.diff(lag)) + 1))
    size = np.diff(np.append(begin, len(lag)))
    repeated = lag[begin] > 0
    return Runs(begin[repeated], size[repeated], lag[begin][repeated])


def _steady_lag(window: Window, twice: Mask) -> Ints:
    """Return the lags, where a line that a body has several times has the lag of the lines around it, if that fits.

    It last stood nearer than they, in the same copy; without this each refrain and ruler would break a square.
    """
    lag = window.lag.copy()
    place = np.arange(len(lag))
    others = np.flatnonzero((lag > 0) & ~twice)
    above = np.maximum.accumulate(np.where(twice, place, -1))[others]
    below = np.minimum.accumulate(np.where(twice, place, len(lag))[::-1])[::-1][others]
    for around, known in ((below, below < len(lag)), (above, above >= 0)):
        line, theirs = others[known], window.lag[around[known]]
        fits = (theirs <= line) & (window.ids[line - theirs] == window.ids[line])
        lag[line[fits]] = theirs[fits]
    return lag


def stands_again(window: Window) -> Mask:
    """Return which lines stand once more later, within reach."""
    again = np.zeros(len(window), bool)
    repeated = np.flatnonzero(window.lag)
    again[repeated - window.lag[repeated]] = True
    return again


def stands_twice(window: Window) -> Mask:
    """Return which lines stand exactly twice within reach, this being the second place."""
    lag, again = window.lag, stands_again(window)
    first = (lag == 0) & again
    twice: Mask = (lag > 0) & ~again
    twice[twice] = first[np.flatnonzero(twice) - lag[twice]]
    return twice


def stands_in_pairs(window: Window, covered: Mask) -> Mask:
    """Return which lines stand in pairs, this being the second place of one, and nowhere in what is covered.

    So do the lines of a page that was read again and again: twice a reading, equally far apart every time, and far
    from the next reading.
    """
    order = np.argsort(window.ids, kind="stable")
    lag = window.lag[order]
    begin = np.flatnonzero(lag == 0)  # of the places of one line, each within reach of the one before
    size = np.diff(np.append(begin, len(lag)))
    group = np.repeat(np.arange(len(begin)), size)
    place = np.arange(len(lag)) - begin[group]
    within = lag[np.minimum(begin + 1, len(lag) - 1)][group]  # how far the places of the first pair are apart
    is_second = place % 2 == 1
    between = lag[~is_second & (place > 0)], group[~is_second & (place > 0)]
    apart = np.full(len(begin), len(lag))  # how far the pairs are apart, at the least
    np.minimum.at(apart, between[1], between[0])
    apart = apart[group]
    is_even = np.where(is_second, lag == within, (place == 0) | (lag <= _STEADY * apart))
    is_even &= (apart >= _MIN_APART) & (apart >= _PAIRS_APART * within) & ~covered[order]
    in_pairs = (size % 2 == 0) & (size >= _MIN_PAIRED) & (np.bincount(group, ~is_even) == 0)
    found = np.zeros(len(lag), bool)
    found[order[is_second & in_pairs[group]]] = True
    return found


def find_squares(window: Window, twice: Mask) -> Squares:
    """Return the squares that are bodies beyond doubt; to commit them loses nothing, as both copies are equal.

    A square is certain if it has a line that stands exactly twice within reach, or if just one line, a title, stands
    between it and certain squares on both sides.  Its half may not be mostly periodic: then it may be a whole post that
    was posted again at once.
    """
    begin, size, lag = runs_of(_steady_lag(window, twice))
    own = totals(twice)
    square = size == lag
    certain = (own[begin + size] > own[begin])[square]
    found = Squares((begin - lag)[square], begin[square], (begin + size)[square])
    certain &= ~_periodic(window, found)
    certain |= _between_titles(window, found, certain)
    found = Squares(*[part[certain] for part in found])
    free = np.ones(len(found.start), bool)
    free[1:] = found.start[1:] >= np.maximum.accumulate(found.end)[:-1]
    return Squares(*[part[free] for part in found])


def _between_titles(window: Window, squares: Squares, certain: Mask) -> Mask:
    """Return which squares have one line of text, and then a certain square, on either side."""
    texts = totals(window.kinds == TEXT)
    one_line = texts[squares.start[1:]] - texts[squares.end[:-1]] == 1
    found = np.zeros(len(certain), bool)
    found[1:-1] = one_line[:-1] & one_line[1:] & certain[:-2] & certain[2:]
    return found


def _periodic(window: Window, squares: Squares) -> Mask:
    seldom = is_seldom(window)
    repeated = totals(window.lag > 0)
    start, middle = squares.start, squares.middle
    found: Mask = repeated[middle] - repeated[start] >= _PERIODIC * (middle - start)
    for i in np.flatnonzero(found).tolist():
        found[i] = is_periodic(window, seldom, int(start[i]), int(middle[i]))
    return found


def is_periodic(window: Window, seldom: Mask, begin: int, end: int) -> bool:
    """Return whether many of the lines from `begin` to `end` stand among them before, so that they are no body."""
    size = end - begin
    lag = window.lag[begin:end]
    inside = (lag > 0) & (lag <= np.arange(size))
    inside &= seldom[begin:end] | _stands_twice_in(lag, inside)
    return size > 2 and int(np.count_nonzero(inside)) >= _PERIODIC * size


def _stands_twice_in(lag: Ints, inside: Mask) -> Mask:
    """Return which lines of a half stand exactly twice in it, this being the second place."""
    second = np.flatnonzero(inside)
    before = second - lag[second]
    later = np.zeros(len(lag), bool)
    later[before] = True
    twice = np.zeros(len(lag), bool)
    twice[second] = ~inside[before] & ~later[second]
    return twice


def is_seldom(window: Window) -> Mask:
    """Return which lines do not stand so often that they are rulers and refrains."""
    seldom: Mask = (np.bincount(window.ids) <= _OFTEN)[window.ids]
    return seldom
