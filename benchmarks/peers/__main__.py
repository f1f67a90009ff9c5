"""Makes the corpora, runs tgclean and every peer that is installed on them, and writes a dated table.

python -m benchmarks.peers                         20 MB of near-duplicate posts, and 800 templated ones
python -m benchmarks.peers --mb 2 --tools gaoya    a quick look at one peer
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.measure import Figures, run

from .corpora import MB, Corpus, apart, make, score
from .tools import AWK, SMALL, TOOLS, Tool

RUNS = Path(__file__).parents[1] / "runs"
CLOSE = 0.02  # pair F1 that counts as the same quality
BUSY = 0.5  # load above which somebody else was at work

METHOD = (
    "A tool is one process, from the start of its interpreter until its result is in a file. tgclean writes whole"
    " records; a peer reads the same rows and writes one number for each, which is less. Of several runs, the tools in"
    " turn, the median counts. No peak below {floor:.0f} MiB could be seen.\n\n"
    "News lost: clusters that no record is left of. Drops right: rows merged away whose news has a record."
    " Copies gone: of the copies too many, those that were dropped rightly."
)
HEADS = (
    "tool",
    *("CPU s", "of tgclean's", "MB a CPU s", "wall s", "peak MiB"),
    *("pair P", "pair R", "pair F1", "news lost", "drops right", "copies gone"),
)
KINDS = (*(f"edit {edit}%" for edit in (0, 1, 2, 5, 10)), "found_lat", "found_cyr", "found_cjk", "found_short", "found")

Scores = dict[str, float]
Result = tuple[Figures, Scores] | None  # nothing of a tool that failed


def main() -> None:
    """Runs what was asked for and writes the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__.split("\n")[0])
    parser.add_argument("--mb", type=int, default=20, help="size of the near-duplicate posts")
    parser.add_argument("--runs", type=int, default=3, help="runs of each tool in turn, of which the median counts")
    parser.add_argument("--tools", nargs="+", choices=list(TOOLS)[1:], metavar="NAME", help=" ".join(list(TOOLS)[1:]))
    parser.add_argument("--out", type=Path, help="the table's file (default: benchmarks/runs/DATE-peers.md)")
    chosen = parser.parse_args()
    out = chosen.out or RUNS / f"{datetime.date.today():%Y-%m-%d}-peers.md"
    wanted = {name: tool for name, tool in TOOLS.items() if name in (chosen.tools or TOOLS) or name == "tgclean"}
    tools = {name: tool for name, tool in wanted.items() if tool.installed()}
    with tempfile.TemporaryDirectory() as temporary:
        table = _head(tools, Path(temporary))
        table += _sections(tools, chosen.mb, chosen.runs, Path(temporary))
    table += _settings(tools, {name: tool for name, tool in wanted.items() if name not in tools})
    out.parent.mkdir(exist_ok=True)
    out.write_text("\n".join(table) + "\n")
    print("\n".join(table))


def _head(tools: dict[str, Tool], directory: Path) -> list[str]:
    load, processors = os.getloadavg()[0], os.cpu_count()
    shared = "the machine was shared while this ran: CPU says more than wall" if load > BUSY else "the machine was idle"
    names = dict.fromkeys(name for tool in tools.values() for name in tool.package.split())
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    where = f"{platform.machine()}, {processors} processors, Python {platform.python_version()}"
    return [
        f"# {datetime.date.today():%Y-%m-%d}, near-duplicates beside other tools",
        "",
        f"{where}; commit {_commit()}; {packages}, {_awk()}",
        "",
        f"Load before the first run {load:.1f}: {shared}.",
        "",
        METHOD.format(floor=run(["true"], directory / "out").peak),
        "",
    ]


def _commit() -> str:
    """Which tgclean this is, where it runs from a checkout."""
    told = subprocess.run(["git", "describe", "--always", "--dirty"], check=False, capture_output=True, text=True)
    return told.stdout.strip() or "unknown"


def _awk() -> str:
    """What awk says of itself; some say it on standard error, and some do not know the option."""
    told = subprocess.run([AWK, "-W", "version"], check=False, capture_output=True, text=True)
    return (told.stdout + told.stderr).split("\n")[0].split(",")[0]


def _sections(tools: dict[str, Tool], megabytes: int, runs: int, directory: Path) -> list[str]:
    table = []
    indexed = {name: tool for name, tool in tools.items() if tool.max_mb >= megabytes}
    corpus, results = _measured("reposts", megabytes, indexed, runs, directory)
    table += [f"## Near-duplicate posts: {_size(corpus)}", "", *_costs(corpus, results), *_linked(results)]
    if len(indexed) < len(tools):
        few = {name: tool for name, tool in tools.items() if tool.max_mb <= SMALL or name in ("tgclean", "rensa-char")}
        corpus, results = _measured("reposts", SMALL, few, 1, directory)
        table += [f"## Beside all pairs: {_size(corpus)}, one run", "", *_costs(corpus, results)]
    scored = {name: tool for name, tool in tools.items() if tool.read}
    corpus, results = _measured("templated", 0, scored, 1, directory)
    return [*table, f"## Short templated posts: {_size(corpus)}, one run", "", *_costs(corpus, results)]


def _size(corpus: Corpus) -> str:
    return f"{corpus.mb:.1f} MB of rows, {corpus.posts:,} posts, {corpus.clusters:,} clusters"


def _measured(
    kind: str, megabytes: int, tools: dict[str, Tool], runs: int, directory: Path
) -> tuple[Corpus, dict[str, Result]]:
    """What each tool costs and scores; the tools take turns, so that a busy minute meets all of them."""
    corpus = apart(make, kind, megabytes * MB, directory)
    output = directory / "out"
    every: dict[str, list[Figures]] = {name: [] for name in tools}
    scores: dict[str, Scores] = {}
    for turn in range(runs):
        for name, tool in tools.items():
            print(f"{kind} {megabytes} MB, {turn + 1} of {runs}: {name}", file=sys.stderr)
            try:
                every[name].append(run(tool.command(corpus), output))
            except subprocess.CalledProcessError as error:
                print(f"{name} failed: {error}", file=sys.stderr)
                continue
            if turn == 0:
                scores[name] = apart(score, corpus, output, tool.read) if tool.read else {}
    return corpus, {
        name: (Figures(*map(median, zip(*figures, strict=True))), scores[name]) if len(figures) == runs else None
        for name, figures in every.items()
    }


def _costs(corpus: Corpus, results: dict[str, Result]) -> list[str]:
    rows = _header(HEADS)
    for name, result in results.items():
        if result is None:
            rows.append(f"| {name} | failed |{' |' * (len(HEADS) - 2)}")
            continue
        figures, scores = result
        ours = results["tgclean"]
        ratio = f"{figures.cpu / ours[0].cpu:.2f}" if ours else ""
        rows.append(
            f"| {name} | {figures.cpu:.2f} | {ratio} | {corpus.mb / figures.cpu:.1f} | {figures.wall:.2f}"
            f" | {figures.peak:.0f} | {_cells(scores, ('P', 'R', 'pairs'))} | {scores.get('lost', '')}"
            f" | {_cells(scores, ('drop', 'gone'))} |"
        )
    return [*rows, "", *_close(results)]


def _close(results: dict[str, Result]) -> list[str]:
    """The peers that are as good, and how much slower or faster they are."""
    ours = results.get("tgclean")
    if not ours:
        return []
    close = [
        f"{name} ({figures.cpu / ours[0].cpu:.1f} times its CPU, {figures.peak / ours[0].peak:.1f} times its memory)"
        for name, (figures, scores) in ((name, result) for name, result in results.items() if result)
        if name != "tgclean" and scores.get("pairs", -1.0) >= ours[1]["pairs"] - CLOSE
    ]
    return [f"Within {CLOSE:.2f} of tgclean's pair F1, or above it: {', '.join(close) or 'none'}.", ""]


def _linked(results: dict[str, Result]) -> list[str]:
    """The share of copies that joined their cluster, by what was done to them."""
    heads = ("tool", *(kind.removeprefix("found_") for kind in KINDS[:-1]), "all")
    rows = ["Copies that joined their cluster, by the share of their words that were edited, by script, and if short:"]
    rows += ["", *_header(heads)]
    for name, result in results.items():
        if result and "found" in result[1]:
            rows.append(f"| {name} | {_cells(result[1], KINDS)} |")
    return [*rows, ""]


def _header(names: Sequence[str]) -> list[str]:
    return [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]


def _cells(scores: Scores, names: Sequence[str]) -> str:
    return " | ".join(f"{scores[name]:.3f}" if name in scores else "" for name in names)


def _settings(tools: dict[str, Tool], absent: dict[str, Tool]) -> list[str]:
    rows = ["## Settings", "", *(f"- {name}: {tool.settings}" for name, tool in tools.items())]
    if absent:
        names = ", ".join(f"{name} (`pip install {tool.package}`)" for name, tool in absent.items())
        rows += ["", f"Left out, not installed: {names}."]
    return rows


if __name__ == "__main__":  # the processes that make and score import this module again
    main()
