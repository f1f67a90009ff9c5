"""An index and an engine beside one local run: time and memory against size, a table and a plot.

python -m benchmarks.engine                                 1 to 100 MB
python -m benchmarks.engine --sizes 10 --address HOST:PORT  with a cluster of Ray, too
"""

from __future__ import annotations

import argparse
import datetime
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.quality.reposts import reposts, sample_scripts

from .measure import RUNS, Figures, apart, head, run, tgclean
from .plot import Panel, svg

PARTS = 4
"""Files of an input; the index gets one after the other."""
JOBS = ("one local run", "engine, this machine", f"index, the last of {PARTS} parts")


def main() -> None:
    """Measure, and write `DATE-engine.md` with `DATE-engine.svg` beside it."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.engine", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 3, 10, 30, 100], metavar="MB")
    parser.add_argument("--address", help="of a cluster of Ray; its workers' memory is not seen")
    parser.add_argument("--out", type=Path, help="the table's file (default: benchmarks/runs/DATE-engine.md)")
    chosen = parser.parse_args()
    sizes, out = sorted(set(chosen.sizes)), chosen.out or RUNS / f"{datetime.date.today():%Y-%m-%d}-engine.md"
    jobs = [*JOBS, *(["engine, cluster"] if chosen.address else [])]
    with tempfile.TemporaryDirectory() as temporary:
        found = [dict(measured(size, Path(temporary), chosen.address)) for size in sizes]
    panels = [
        Panel("wall seconds", {job: [figures[job].wall for figures in found] for job in jobs}),
        Panel("peak memory, MiB", {job: [figures[job].peak for figures in found] for job in jobs}),
    ]
    out.with_suffix(".svg").write_text(svg(sizes, "MB of input", panels))
    text = "\n".join(
        [*head("one run, an index and an engine"), *table(sizes, found, jobs, out.with_suffix(".svg").name)]
    )
    out.write_text(text + "\n")
    print(text)


def made(megabytes: int, directory: Path) -> None:
    """Write rows of reposts to `PARTS` files."""
    rows = [
        json.dumps({"text": row.text}, ensure_ascii=False) for row in reposts(7, megabytes * 1_000_000, sample_scripts)
    ]
    directory.mkdir()
    for part in range(PARTS):
        (directory / f"{part}.jsonl").write_text("\n".join(rows[part::PARTS]) + "\n")


def measured(megabytes: int, place: Path, address: str | None) -> Iterator[tuple[str, Figures]]:
    """Yield each job and its figures; the index has the other parts before."""
    inputs, parts = place / f"{megabytes}", place / "parts"
    apart(made, megabytes, inputs)
    yield JOBS[0], run(tgclean(inputs), place / "out")
    for job, options in ((JOBS[1], []), ("engine, cluster", ["--engine-address", address])):
        if job == JOBS[1] or address:
            yield job, run(tgclean(inputs, "--engine", "daft", "-o", str(parts), *map(str, options)), place / "none")
            shutil.rmtree(parts)
    index = place / f"{megabytes}.index"
    for part in range(PARTS):
        figures = run(tgclean(inputs / f"{part}.jsonl", "--index", str(index)), place / "out")
    yield JOBS[2], figures


def table(sizes: Sequence[int], found: Sequence[dict[str, Figures]], jobs: Sequence[str], plot: str) -> list[str]:
    """Return the lines of the table."""
    rows = [
        f"![Time and memory against size]({plot})", "",
        "| MB of rows | job | wall s | CPU s | peak MiB |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for size, figures in zip(sizes, found, strict=True):
        rows += [
            f"| {size} | {job} | {f.wall:.2f} | {f.cpu:.2f} | {f.peak:.0f} |"
            for job, f in figures.items()
            if job in jobs
        ]
    return rows


if __name__ == "__main__":
    main()
