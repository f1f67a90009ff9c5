"""Makes the inputs, runs tgclean beside `mawk '!seen[$0]++'`, and writes a dated table.

python -m benchmarks                       100 MB, five pairs
python -m benchmarks --sizes 10 100 1000   time and memory against size
"""

from __future__ import annotations

import argparse
import datetime
import math
import platform
import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from .inputs import KINDS, flat_export
from .measure import apart, paired, run
from .stages import stages

RUNS = Path(__file__).parent / "runs"
JOBS = {"default": [], "--exact-only": ["--exact-only"], "--scope post": ["--scope", "post"]}
PACKAGES = ("tgclean", "rapidfuzz", "regex", "numpy", "msgspec")


def main() -> None:
    """Runs what was asked for and writes the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--mb", type=int, default=100, help="size of the input that is run in pairs")
    parser.add_argument("--runs", type=int, default=5, help="pairs of runs")
    parser.add_argument("--sizes", type=int, nargs="*", default=[], metavar="MB", help="time and memory against size")
    parser.add_argument("--dir", type=Path, help="where the inputs are made and kept (default: a temporary directory)")
    parser.add_argument("--out", type=Path, help="the table's file (default: benchmarks/runs/DATE.md)")
    chosen = parser.parse_args()
    out = chosen.out or RUNS / f"{datetime.date.today():%Y-%m-%d}.md"
    with tempfile.TemporaryDirectory() as temporary:
        directory = chosen.dir or Path(temporary)
        directory.mkdir(parents=True, exist_ok=True)
        table = [*_head(), *_pairs(directory, chosen.mb, chosen.runs), *_stages(directory, chosen.mb)]
        if chosen.sizes:
            table += _sizes(directory, chosen.sizes)
    out.parent.mkdir(exist_ok=True)
    out.write_text("\n".join(table) + "\n")
    print("\n".join(table))


def _head() -> list[str]:
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [f"# {datetime.date.today():%Y-%m-%d}", "", f"{machine}; {packages}", ""]


def _tgclean(path: Path, *options: str) -> list[str]:
    return [str(Path(sys.executable).parent / "tgclean"), "dedupe", "-q", *options, str(path)]


def _pairs(directory: Path, megabytes: int, runs: int) -> list[str]:
    awk = shutil.which("mawk") or "awk"
    rows = [
        f"## The whole job beside `{Path(awk).name} '!seen[$0]++'`, {megabytes} MB, median of {runs} pairs",
        "",
        "| input | settings | CPU s | CPU s of awk | ratio of CPU (all) | wall s | peak MiB |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind in KINDS:
        path = apart(flat_export, kind, megabytes, directory)
        for name, options in JOBS.items():
            pair = paired(_tgclean(path, *options), [awk, "!seen[$0]++", str(path)], directory / "out", runs)
            every = " ".join(f"{ratio:.1f}" for ratio in pair.ratios)
            rows.append(
                f"| {kind} | {name} | {pair.figures.cpu:.2f} | {pair.baseline.cpu:.2f} | {pair.ratio:.1f} ({every})"
                f" | {pair.figures.wall:.2f} | {pair.figures.peak:.0f} |"
            )
    return [*rows, ""]


def _stages(directory: Path, megabytes: int) -> list[str]:
    part = min(megabytes, 30)  # every stage's result is held in memory
    rows = [f"## Stages alone, {part} MB, noisy", "", "| stage | CPU s | MB/s |", "|---|---|---|"]
    for name, seconds in apart(stages, apart(flat_export, "noisy", part, directory)).items():
        rows.append(f"| {name} | {seconds:.2f} | {part / seconds:.0f} |")
    return [*rows, ""]


def _sizes(directory: Path, sizes: list[int]) -> list[str]:
    rows = [
        "## Against size, default settings, noisy",
        "",
        "| MB | CPU s | wall s | MB/s | peak MiB |",
        "|---|---|---|---|---|",
    ]
    times = []
    for megabytes in sizes:
        figures = run(_tgclean(apart(flat_export, "noisy", megabytes, directory)), directory / "out")
        times.append(figures.cpu)
        rows.append(
            f"| {megabytes} | {figures.cpu:.2f} | {figures.wall:.2f} | {megabytes / figures.wall:.1f}"
            f" | {figures.peak:.0f} |"
        )
    if len(sizes) > 1:
        exponent = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
        rows += ["", f"Exponent from {sizes[0]} to {sizes[-1]} MB: {exponent:.2f}"]
    return [*rows, ""]


if __name__ == "__main__":
    main()
