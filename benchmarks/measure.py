"""Whole processes, timed from outside, and where it was."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

RUNS = Path(__file__).parent / "runs"
PACKAGES = ("tgclean", "rapidfuzz", "regex", "numpy", "msgspec")

Result = TypeVar("Result")


def head(what: str = "") -> list[str]:
    """Gives the first lines of a table: the day, what is measured, the machine, the versions, how busy it was."""
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = f"Load before the first run {os.getloadavg()[0]:.1f}: where it is not near 0, CPU says more than wall."
    title = f"# {datetime.date.today():%Y-%m-%d}" + (f", {what}" if what else "")
    return [title, "", f"{machine}; {packages}", "", load, ""]


def tgclean(path: Path, *options: str) -> list[str]:
    """Gives the command that cleans an input with the program of this environment."""
    return [str(Path(sys.executable).parent / "tgclean"), "dedupe", "-q", *options, str(path)]


def apart(work: Callable[..., Result], *args: object) -> Result:
    """Gives what `work` gives, done in a process of its own.

    A command's peak memory counts that of the process that starts it, so the bench itself stays small.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work, *args).result()


class Figures(NamedTuple):
    """CPU and wall seconds of a run, and the largest memory of its processes in MiB."""

    cpu: float
    wall: float
    peak: float


def run(command: Sequence[str], output: Path) -> Figures:
    """Runs a command with its standard output in a file.

    Raises: subprocess.CalledProcessError if it fails.
    """
    begin = time.perf_counter()
    with output.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Figures(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


class Pair(NamedTuple):
    """A command beside a baseline, run in turn: medians, and the median of the ratios of CPU pair by pair."""

    figures: Figures
    baseline: Figures
    ratio: float
    ratios: tuple[float, ...]


def paired(command: Sequence[str], baseline: Sequence[str], output: Path, runs: int) -> Pair:
    """Runs the two in turn, `runs` times each, after one run of either that does not count."""
    run(baseline, output)
    run(command, output)
    pairs = [(run(command, output), run(baseline, output)) for _ in range(runs)]
    ratios = tuple(mine.cpu / other.cpu for mine, other in pairs)
    middle = [Figures(*(median(column) for column in zip(*side, strict=True))) for side in zip(*pairs, strict=True)]
    return Pair(middle[0], middle[1], median(ratios), ratios)
