"""The geometry of the charts: shares that add up, bars along an axis, dates in steps.

Along the axis everything is in per cent, across it in pixels: so a chart is as wide as its column, and its words
and patterns are never stretched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from math import floor, sqrt
from typing import NamedTuple

UP, DOWN = 120, 80  # pixels above and below the axis of the histogram
HEIGHT = 140  # of the timeline
_MOST_BARS = 80


class Bar(NamedTuple):
    """A bar at `x`, `width` wide, in per cent, with the heights and numbers of its two parts."""

    label: str
    x: float
    width: float
    heights: tuple[float, float]
    counts: tuple[int, int]


class Histogram(NamedTuple):
    """Scores by whole numbers: what was merged above the axis, what was kept apart below it."""

    bars: Sequence[Bar]
    ticks: Sequence[tuple[int, float]]
    threshold: float  # its place along the axis


class Timeline(NamedTuple):
    """Posts by date: those that were kept, and those that were merged on top of them."""

    step: str
    bars: Sequence[Bar]
    most: int


def shares(amounts: Sequence[int], digits: int = 1) -> list[float]:
    """Return each amount in per cent of the sum, rounded so that the shares add up to 100 (largest remainder).

    >>> shares([1, 1, 1])
    [33.4, 33.3, 33.3]
    """
    total, units = sum(amounts), 100 * 10**digits
    if not total:
        return [0.0] * len(amounts)
    whole = [amount * units // total for amount in amounts]
    rest = sorted(range(len(amounts)), key=lambda i: (-(amounts[i] * units % total), i))
    for i in rest[: units - sum(whole)]:
        whole[i] += 1
    return [share / 10**digits for share in whole]


def histogram(merged: Mapping[int, int], apart: Mapping[int, int], threshold: float) -> Histogram:
    """Return the bars of scores by whole numbers, 100 with 99; the axis begins at 50 or at the lowest score.

    Heights grow with the square root, for equal texts with other punctuation outnumber all other scores.
    """
    lowest = min([50, floor(threshold), *merged, *apart]) // 10 * 10
    unit = 100 / (100 - lowest)
    tallest = max(max(merged.values(), default=0) / UP**2, max(apart.values(), default=0) / DOWN**2) or 1
    bars = []
    for score in range(lowest, 100):
        counts = (merged.get(score, 0), apart.get(score, 0))
        if any(counts):
            up, down = (round(sqrt(count / tallest), 1) for count in counts)
            label = "99 to 100" if score == 99 else f"{score} to {score + 1}"
            bars.append(Bar(label, round((score - lowest) * unit, 2), round(unit * 0.86, 2), (up, down), counts))
    ticks = [(score, round((score - lowest) * unit, 2)) for score in range(lowest, 101, 10)]
    return Histogram(bars, ticks, round((threshold - lowest) * unit, 2))


_BY_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def _number(months: int, day: date) -> int:
    return (day.year * 12 + day.month - 1) // months


_STEPS: dict[str, Callable[[date], int]] = {
    "day": date.toordinal,
    "week": lambda day: (day.toordinal() - 1) // 7,  # the first of January of the year 1 was a Monday
    **{step: partial(_number, months) for step, months in _BY_MONTHS.items()},
}


def _first_day(step: str, number: int) -> date:
    """Return the first day of a step."""
    if step in _BY_MONTHS:
        year, month = divmod(number * _BY_MONTHS[step], 12)
        return date(max(1, year), month + 1, 1)
    return date.fromordinal(max(1, number * 7 + 1 if step == "week" else number))


def timeline(days: Mapping[date, tuple[int, int]]) -> Timeline | None:
    """Return posts by the shortest step that makes at most 80 bars, None without dates."""
    if not days:
        return None
    first, last = min(days), max(days)
    step = next((step for step, number in _STEPS.items() if number(last) - number(first) < _MOST_BARS), "century")
    number_of = _STEPS[step]
    begin, count = number_of(first), number_of(last) - number_of(first) + 1
    counts = [[0, 0] for _ in range(count)]
    for day, both in days.items():
        for part in (0, 1):
            counts[number_of(day) - begin][part] += both[part]
    most = max(map(sum, counts))
    width = 100 / count
    bars = [
        Bar(
            _first_day(step, begin + i).isoformat()[: 10 if step in ("day", "week") else 7],
            round(i * width, 2),
            round(width * 0.86, 2),
            (round(kept * HEIGHT / most, 1), round(merged * HEIGHT / most, 1)),
            (kept, merged),
        )
        for i, (kept, merged) in enumerate(counts)
    ]
    return Timeline(step, bars, most)
