"""A plot on two logarithmic axes as SVG, with the standard library alone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 420, 340  # of a panel
LEFT, RIGHT, TOP, BOTTOM = 64, 28, 36, 84
COLORS = ("#1f6fb4", "#c8501e", "#5a5a5a")  # told apart without red and green
LEAST = 0.001  # a logarithm has no place for nothing


class Panel(NamedTuple):
    """A part of the plot: values of each series, one a size."""

    title: str
    series: Mapping[str, Sequence[float]]


class _Axis(NamedTuple):
    """A logarithmic axis: the decades that it spans, and the pixels they lie between."""

    low: int
    high: int
    begin: float
    end: float

    def at(self, value: float) -> float:
        share = (math.log10(max(value, LEAST)) - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def svg(xs: Sequence[float], label: str, panels: Sequence[Panel]) -> str:
    """Gives the panels side by side over one set of sizes; `label` says what the sizes are."""
    width = WIDTH * len(panels)
    size = f'viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{HEIGHT}" fill="white"/>',
    ]
    for i, panel in enumerate(panels):
        parts += [f'<g transform="translate({i * WIDTH} 0)">', *_panel(xs, label, panel), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _panel(xs: Sequence[float], label: str, panel: Panel) -> list[str]:
    x = _axis(xs, LEFT, WIDTH - RIGHT)
    y = _axis([value for values in panel.series.values() for value in values], HEIGHT - BOTTOM, TOP)
    parts = [_text(LEFT, TOP - 14, panel.title, weight="bold")]
    for tick in x.ticks():
        parts += [_line(x.at(tick), y.begin, x.at(tick), y.end), _text(x.at(tick), y.begin + 16, f"{tick:g}", "middle")]
    for tick in y.ticks():
        parts += [_line(x.begin, y.at(tick), x.end, y.at(tick)), _text(LEFT - 6, y.at(tick) + 4, f"{tick:g}", "end")]
    parts.append(_text((x.begin + x.end) / 2, y.begin + 34, label, "middle"))
    for n, ((name, values), color) in enumerate(zip(panel.series.items(), COLORS, strict=False)):
        points = [(x.at(size), y.at(value)) for size, value in zip(xs, values, strict=True)]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{color}"/>' for a, b in points]
        parts.append(_text(LEFT + n * 118, HEIGHT - 20, name, fill=color))
    return parts


def _axis(values: Sequence[float], begin: float, end: float) -> _Axis:
    low = math.floor(math.log10(max(min(values), LEAST)))
    return _Axis(low, max(math.ceil(math.log10(max(*values, LEAST))), low + 1), begin, end)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#dddddd"/>'


def _text(x: float, y: float, text: str, anchor: str = "start", weight: str = "normal", fill: str = "#222222") -> str:
    style = f'text-anchor="{anchor}" font-weight="{weight}" fill="{fill}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(text)}</text>'
