"""Makes the inputs, runs tgclean beside `mawk '!seen[$0]++'`, and writes a dated table.

python -m benchmarks            100 MB, five pairs
"""

from __future__ import annotations

import argparse
import datetime
import shutil
import sys
import tempfile
from pathlib import Path

from tests.quality.exports import export

from .inputs import KINDS, flat_export
from .measure import RUNS, apart, head, paired, run, tgclean
from .stages import floors, stages

STARTS = 15
JOBS = {"default": [], "--exact-only": ["--exact-only"], "--scope post": ["--scope", "post"]}


def main() -> None:
    """Runs what was asked for and writes the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--mb", type=int, default=100, help="size of the input that is run in pairs")
    parser.add_argument("--runs", type=int, default=5, help="pairs of runs")
    parser.add_argument("--dir", type=Path, help="where the inputs are made and kept (default: a temporary directory)")
    parser.add_argument("--out", type=Path, help="the table's file (default: benchmarks/runs/DATE.md)")
    chosen = parser.parse_args()
    out = chosen.out or RUNS / f"{datetime.date.today():%Y-%m-%d}.md"
    with tempfile.TemporaryDirectory() as temporary:
        directory = chosen.dir or Path(temporary)
        directory.mkdir(parents=True, exist_ok=True)
        table = [
            *head(),
            *_start(directory, STARTS),
            *_pairs(directory, chosen.mb, chosen.runs),
            *_stages(directory, chosen.mb),
        ]
    out.parent.mkdir(exist_ok=True)
    out.write_text("\n".join(table) + "\n")
    print("\n".join(table))


def _start(directory: Path, runs: int) -> list[str]:
    small = directory / "1kB.txt"
    small.write_bytes(export(1, 1000, KINDS["noisy"]).flat[:1000])
    program, *_ = command = tgclean(small)
    rows = [
        f"## Start-up beside `python -c 'import click'`, median of {runs} pairs",
        "",
        "| command | wall ms | of click's | CPU of click's |",
        "|---|---|---|---|",
    ]
    for name, asked in {"--help": [program, "--help"], "--version": [program, "--version"], "1 kB": command}.items():
        pair = paired(asked, [sys.executable, "-c", "import click"], directory / "out", runs)
        wall = pair.figures.wall / pair.baseline.wall
        rows.append(f"| {name} | {pair.figures.wall * 1000:.0f} | {wall:.2f} | {pair.ratio:.2f} |")
    return [*rows, ""]


def _pairs(directory: Path, megabytes: int, runs: int) -> list[str]:
    awk = _awk()
    rows = [
        f"## The whole job beside `{Path(awk).name} '!seen[$0]++'`, {megabytes} MB, median of {runs} pairs",
        "",
        "| input | settings | CPU s | CPU s of awk | ratio of CPU (all) | wall s | peak MiB |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind in KINDS:
        path = apart(flat_export, kind, megabytes, directory)
        for name, options in JOBS.items():
            pair = paired(tgclean(path, *options), [awk, "!seen[$0]++", str(path)], directory / "out", runs)
            every = " ".join(f"{ratio:.1f}" for ratio in pair.ratios)
            rows.append(
                f"| {kind} | {name} | {pair.figures.cpu:.2f} | {pair.baseline.cpu:.2f} | {pair.ratio:.1f} ({every})"
                f" | {pair.figures.wall:.2f} | {pair.figures.peak:.0f} |"
            )
    return [*rows, ""]


def _stages(directory: Path, megabytes: int) -> list[str]:
    part = min(megabytes, 30)  # every stage's result is held in memory
    path = apart(flat_export, "noisy", part, directory)
    rows = [f"## Stages alone, {part} MB, noisy", "", "| stage | CPU s | MB/s |", "|---|---|---|"]
    figures = apart(stages, path)
    for name, seconds in figures.items():
        rows.append(f"| {name} | {seconds:.2f} | {part / seconds:.0f} |")
    command = [_awk(), "!seen[$0]++", str(path)]
    awk = min(run(command, directory / "out").cpu for _ in range(5))
    rows += ["", f"## Floors, {part} MB, noisy; awk {awk:.2f} s", "", "| floor | CPU s | of awk's |", "|---|---|---|"]
    rows += [f"| {name} | {seconds:.2f} | {seconds / awk:.1f} |" for name, seconds in floors(figures).items()]
    return [*rows, ""]


def _awk() -> str:
    return shutil.which("mawk") or "awk"


if __name__ == "__main__":
    main()
