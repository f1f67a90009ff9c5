"""Time and memory against size: a table, a plot, and the exponent of time.

python -m benchmarks.growth                              1 to 100 MB
python -m benchmarks.growth --sizes 1 10 100 1000        a gigabyte; the inputs take as much disk again
"""

from __future__ import annotations

import argparse
import datetime
import math
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .inputs import flat_export
from .measure import RUNS, Figures, apart, head, run, tgclean
from .plot import Panel, svg

FROM_MB = 10  # below, the start of the interpreter is a large part of the time
MOST_EXPONENT = 1.05
OFTEN_MB = 100  # a larger input takes minutes, in which other work on the machine evens out

JOBS = {"default settings": [], "--exact-only": ["--exact-only"]}
AWK = "awk '!seen[$0]++'"

Series = Mapping[str, Sequence[Figures]]


def main() -> None:
    """Measures, and writes `DATE-growth.md` with `DATE-growth.svg` beside it."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.growth", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 3, 10, 30, 100], metavar="MB")
    parser.add_argument(
        "--runs", type=int, default=3, help=f"of sizes up to {OFTEN_MB} MB; the one of least CPU counts"
    )
    parser.add_argument("--dir", type=Path, help="where the inputs are made and kept (default: a temporary directory)")
    parser.add_argument("--out", type=Path, help="the table's file (default: benchmarks/runs/DATE-growth.md)")
    chosen = parser.parse_args()
    sizes = sorted(set(chosen.sizes))
    out = chosen.out or RUNS / f"{datetime.date.today():%Y-%m-%d}-growth.md"
    with tempfile.TemporaryDirectory() as temporary:
        directory = chosen.dir or Path(temporary)
        directory.mkdir(parents=True, exist_ok=True)
        series = measured(sizes, directory, chosen.runs)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.with_suffix(".svg").write_text(drawn(sizes, series))
    text = "\n".join([*head("time and memory against size"), *table(sizes, series, out.with_suffix(".svg").name)])
    out.write_text(text + "\n")
    print(text)


def measured(sizes: Sequence[int], directory: Path, runs: int) -> Series:
    """Gives the figures of every job at every size, of some runs in turn those of least CPU."""
    awk = shutil.which("mawk") or "awk"
    series: dict[str, list[Figures]] = {name: [] for name in (*JOBS, AWK)}
    for megabytes in sizes:
        path = apart(flat_export, "noisy", megabytes, directory)
        commands = {name: tgclean(path, *options) for name, options in JOBS.items()}
        commands[AWK] = [awk, "!seen[$0]++", str(path)]
        rounds = range(runs if megabytes <= OFTEN_MB else 1)
        found = [{name: run(command, directory / "out") for name, command in commands.items()} for _ in rounds]
        for name in commands:
            series[name].append(min(figures[name] for figures in found))
    return series


def table(sizes: Sequence[int], series: Series, plot: str) -> list[str]:
    """Gives the lines of the table, and of the exponents where two sizes are large enough."""
    rows = [
        f"![Time and memory against size]({plot})",
        "",
        "| MB, noisy | settings | CPU s | wall s | MB a CPU s | peak MiB |",
        "|---|---|---|---|---|---|",
    ]
    for i, megabytes in enumerate(sizes):
        for name, figures in series.items():
            f = figures[i]
            rate = megabytes / f.cpu if f.cpu else math.inf
            # A process counts the memory of the one that started it, which is more than awk's own.
            peak = f"{f.peak:.0f}" if name in JOBS else ""
            rows.append(f"| {megabytes} | {name} | {f.cpu:.2f} | {f.wall:.2f} | {rate:.1f} | {peak} |")
    large = [i for i, megabytes in enumerate(sizes) if megabytes >= FROM_MB]
    if len(large) > 1:
        rows += [
            "",
            f"Exponent of CPU against size, {sizes[large[0]]} to {sizes[-1]} MB (asked: at most {MOST_EXPONENT}):",
        ]
        for name in JOBS:
            found = exponent([sizes[i] for i in large], [series[name][i].cpu for i in large])
            rows.append(f"{name} {found:.3f}" + ("; too much" if found > MOST_EXPONENT else ""))
    return rows


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Gives the power of size that time follows: the slope of the straight line through both logarithms.

    >>> round(exponent([10, 100, 1000], [2, 20, 200]), 3), round(exponent([10, 100], [1, 100]), 3)
    (1.0, 2.0)
    """
    x, y = ([math.log(value) for value in values] for values in (sizes, seconds))
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((a - middle_x) ** 2 for a in x)
    return sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True)) / spread


def drawn(sizes: Sequence[int], series: Series) -> str:
    """Gives the plot: CPU seconds on the left, peak memory on the right."""

    def panel(title: str, value: Callable[[Figures], float], names: Sequence[str]) -> Panel:
        return Panel(title, {name: [value(figures) for figures in series[name]] for name in names})

    return svg(
        sizes, "MB of input",
        [panel("CPU seconds", lambda f: f.cpu, list(series)), panel("peak memory, MiB", lambda f: f.peak, list(JOBS))],
    )  # fmt: skip


if __name__ == "__main__":
    main()
