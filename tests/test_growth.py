"""Time and memory against size: the exponent, the table, the plot."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from benchmarks.growth import AWK, JOBS, drawn, exponent, table
from benchmarks.measure import Figures

SIZES = [1, 10, 100]


def figures(power):
    return [Figures(0.1 * size**power, 0.1 * size**power, 50.0) for size in SIZES]


def series(power):
    return {name: figures(power) for name in (*JOBS, AWK)}


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_the_exponent_is_the_power_of_size(power):
    """Time that grows as a power of size has that power for its exponent."""
    assert exponent(SIZES, [7 * size**power for size in SIZES]) == pytest.approx(power)


def test_the_table_says_when_time_grows_too_fast():
    """The exponents stand below the rows, and what is above the limit is marked."""
    assert "default settings 1.000" in table(SIZES, series(1.0), "plot.svg")
    assert "default settings 1.200; too much" in table(SIZES, series(1.2), "plot.svg")


def test_the_plot_has_a_line_for_every_job_and_is_xml():
    """Both panels are there: time of all, memory of ours; nothing lies outside of the picture."""
    root = ElementTree.fromstring(drawn(SIZES, {**series(1.0), AWK: [Figures(0.0, 0.0, 1.0)] * 3}))
    lines = [node for node in root.iter() if node.tag.endswith("polyline")]
    assert len(lines) == 2 * len(JOBS) + 1
    heights = [float(point.split(",")[1]) for line in lines for point in line.get("points").split()]
    assert min(heights) >= 0
    assert max(heights) <= float(root.get("height"))
