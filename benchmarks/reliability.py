"""Reliability: each figure with its target, from a real run, as `docs/reliability.json` and the table of its page.

python -m benchmarks.reliability                 about half an hour on two idle processors
python -m benchmarks.reliability --only tests    some figures; the others stay as they were

What takes hours has commands of its own, which leave their figures in `benchmarks/runs/`: `python -m tests.fuzz` and
`python -m benchmarks.mutation`; the newest file of each is read.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from tests.pages.channels import make
from tests.pages.habits import PROFILES
from tests.quality.exports import Knobs, export
from tests.quality.hostile import HOSTILE
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.pipeline import run as records_of

from .inputs import flat_export
from .measure import RUNS, apart, run, tgclean

ROOT = Path(__file__).parent.parent
FILE, PAGE = ROOT / "docs" / "reliability.json", ROOT / "docs" / "reliability.md"
_TABLE = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- end -->)", re.DOTALL)
_MB = 1_000_000
_HOSTILE_BYTES, _POSTS = _MB, 200
_SIZES = (4, 16, 64, 256)  # MB


class Target(NamedTuple):
    """What a figure is, and what it should be: at most, at least, or just so much."""

    what: str
    most: float = math.inf
    least: float = -math.inf
    unit: str = ""

    def is_met(self, figure: float) -> bool:
        """Return whether a figure is as it should be."""
        return self.least <= figure <= self.most

    def __str__(self) -> str:
        if self.least == self.most:
            return f"{self.least:g}{self.unit}"
        return f"at least {self.least:g}{self.unit}" if self.most == math.inf else f"at most {self.most:g}{self.unit}"


TARGETS = {
    "faults": Target("faults of the table below with a test", least=45),
    "faults_survived": Target("of these survived", least=100, unit=" %"),
    "skipped_fault_tests": Target("tests of faults that could not run", most=0),
    "kill_points": Target("moments at which a run was killed", least=200),
    "torn_outputs": Target("files that were half written after that", most=0),
    "exit0_without_output": Target("runs that said 0 and left the old file", most=0),
    "leftover_temps": Target("temporary files left over, but for kill -9", most=0),
    "distinct_outputs": Target("different outputs over 40 combinations of surroundings", least=1, most=1),
    "signal_latency_p95": Target("from a signal to the end, 95th percentile", most=2, unit=" s"),
    "injection_vectors": Target("vectors of markup, terminal, sheet and page", least=140),
    "injection_escapes": Target("of these that got through", most=0),
    "bytes_accounted": Target("bytes in just one row of a verified ledger", least=100, unit=" %"),
    "hostile_inputs_restored": Target("hostile inputs that came back byte for byte", least=5000),
    "fuzz_inputs": Target("inputs tried by coverage-guided fuzzing", least=100_000),
    "fuzz_crashes": Target("crashes that are open", most=0),
    "adversarial_line_ratio": Target("time of a line of the slowest hostile input, of a line of ordinary text", most=5),
    "adversarial_byte_ratio": Target("the same of a byte, the slowest being a post of six bytes in each line", most=5),
    "scaling_exponent": Target(f"of time over size, {_SIZES[0]} to {_SIZES[-1]} MB", most=1.1),
    "peak_memory": Target(f"memory for {_SIZES[-1]} MB of text", most=300, unit=" MiB"),
    "branch_coverage": Target("of branches and lines run by the tests", least=95, unit=" %"),
    "mutation_score": Target("of changes of one place that a test notices", least=85, unit=" %"),
    "unsafe_calls": Target("calls that run what they read, or open a socket", most=0),
}


def tests() -> dict[str, float]:
    """Run all tests, and return what they say of faults, and the figures that they record."""
    with tempfile.TemporaryDirectory() as folder:
        report, data = Path(folder, "junit.xml"), Path(folder, "coverage")
        tested = ["-m", "pytest", "-q", "-n", "auto"]
        coverage = [sys.executable, "-m", "coverage"]
        environment = {**os.environ, "REQUIRE_PROGRAMS": "1", "COVERAGE_FILE": str(data)}
        for command in (
            [*coverage, "run", *tested],  # some tests of start-up fail under it, for it loads modules of its own
            [sys.executable, *tested, "-m", "fault or slow", f"--junitxml={report}"],
            [*coverage, "combine", "-q", folder],
        ):
            subprocess.run(command, cwd=ROOT, env=environment, check=False)
        told = subprocess.run(
            [*coverage, "report", "--format=total", "--precision=1"],
            cwd=ROOT, env=environment, check=True, capture_output=True,
        )  # fmt: skip
        return {**figures_in(report), "branch_coverage": float(told.stdout)}


def figures_in(*reports: Path) -> dict[str, float]:
    """Return the figures in JUnit XML files of the tests."""
    faults: dict[str, bool] = defaultdict(lambda: True)
    figures: dict[str, float] = defaultdict(float)
    vectors: dict[str, float] = defaultdict(float)
    skipped = 0
    for case in (case for report in reports for case in ElementTree.parse(report).iter("testcase")):
        told = [(one.get("name", ""), one.get("value", "")) for one in case.iter("property")]
        failed = case.find("failure") is not None or case.find("error") is not None
        ids = [value for name, value in told if name == "fault"]
        skipped += bool(ids) and case.find("skipped") is not None
        for identity in ids:
            faults[identity] = faults[identity] and not failed and case.find("skipped") is None
        for name, value in told:
            if name.endswith("_vectors"):  # the same ones in several tests
                vectors[name] = max(vectors[name], float(value))
            elif name in ("distinct_outputs", "signal_latency_p95"):
                figures[name] = max(figures[name], float(value))
            elif name in TARGETS:
                figures[name] += float(value)
    survived = round(100 * sum(faults.values()) / max(1, len(faults)), 2)
    figures["injection_vectors"] = sum(vectors.values())
    return {**figures, "faults": len(faults), "faults_survived": survived, "skipped_fault_tests": skipped}


def ledgers() -> dict[str, float]:
    """Verify the ledgers of some exports, and return which share of their bytes is accounted for."""
    given = accounted = 0
    with tempfile.TemporaryDirectory() as folder:
        inputs = [*(ROOT / "samples").iterdir(), *(ROOT.parent / "shared/data/real").glob("*.flat.txt")]
        for seed, knobs in enumerate((Knobs(), Knobs(noisy=0.0), Knobs(mixed=True))):
            inputs.append(Path(folder, f"{seed}.txt"))
            inputs[-1].write_bytes(export(seed, 5 * _MB, knobs).flat)
        output, ledger = Path(folder, "out.jsonl"), Path(folder, "out.ledger")
        for path in inputs:
            subprocess.run([*tgclean(path, "-o", str(output), "--ledger", str(ledger))], check=True)
            command = [tgclean(path)[0], "verify", str(output), "--ledger", str(ledger), str(path)]
            done = subprocess.run(command, capture_output=True, check=False)
            given += path.stat().st_size
            accounted += path.stat().st_size * (done.returncode == 0)
    return {"bytes_accounted": round(100 * accounted / given, 3)}


def hostile() -> dict[str, float]:
    """Return how many times the time of ordinary text the slowest hostile input takes, a line and a byte.

    Ordinary text is that of channels of every kind, in the proportions in which they are made for the tests.
    """
    texts = [make(PROFILES[name], 1, _POSTS).flat.encode() for name in sorted(PROFILES)]
    seconds, lines, size = map(sum, zip(*map(_work, texts), strict=True))
    made = {name: _work(text(_HOSTILE_BYTES)) for name, text in HOSTILE.items()}
    by_line = {name: one / max(1, count) / (seconds / lines) for name, (one, count, _) in made.items()}
    by_byte = {name: one / length / (seconds / size) for name, (one, _, length) in made.items()}
    for name in ("one_line", "one_mark_run"):  # which have no lines to speak of
        del by_line[name]
    for ratios in (by_line, by_byte):
        slowest = max(ratios, key=ratios.__getitem__)
        print(f"slowest: {slowest}, {ratios[slowest]:.1f} times", file=sys.stderr)
    return {
        "adversarial_line_ratio": round(max(by_line.values()), 2),
        "adversarial_byte_ratio": round(max(by_byte.values()), 2),
    }


def _work(data: bytes) -> tuple[float, int, int]:
    """Return the CPU seconds that a run takes, the least of three, its lines, and its bytes."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        for _ in records_of([io.BytesIO(data)], Options(), Tally()):
            pass
        taken.append(time.process_time() - begun)
    return min(taken), data.count(b"\n"), len(data)


def growth() -> dict[str, float]:
    """Return how time grows with size, and the memory of the largest."""
    with tempfile.TemporaryDirectory() as folder:
        runs = []
        for size in _SIZES:
            path = apart(flat_export, "noisy", size, Path(folder))
            runs.append(run(tgclean(path), Path(folder, "out.jsonl")))
            path.unlink()
    logs = [(math.log(size), math.log(one.cpu)) for size, one in zip(_SIZES, runs, strict=True)]
    middle = [sum(column) / len(logs) for column in zip(*logs, strict=True)]
    slope = sum((x - middle[0]) * (y - middle[1]) for x, y in logs) / sum((x - middle[0]) ** 2 for x, _ in logs)
    return {"scaling_exponent": round(slope, 3), "peak_memory": round(runs[-1].peak)}


def long_runs() -> dict[str, float]:
    """Return the figures of the newest runs of fuzzing and mutation."""
    fuzzed, changed = (_newest(name) for name in ("fuzz", "mutation"))
    counts = [one for one in changed.values() if isinstance(one, dict)]
    return {
        "fuzz_inputs": sum(one["inputs"] for one in fuzzed.values()),
        "fuzz_crashes": sum(one["crashes"] for one in fuzzed.values()),
        "mutation_score": round(100 * sum(one["noticed"] for one in counts) / sum(one["changes"] for one in counts), 1),
    }


def _newest(name: str) -> dict[str, Any]:
    return dict(json.loads(max(RUNS.glob(f"*-{name}.json")).read_text()))


def unsafe() -> dict[str, float]:
    """Return how many calls the linter finds in the source that run what they read."""
    command = [
        "ruff",
        "check",
        "--select",
        "S3,S102,S506,S6,S701,S704",
        "--output-format",
        "json",
        "--exit-zero",
        "src",
    ]
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, check=True)
    return {"unsafe_calls": len(json.loads(done.stdout))}


STEPS: dict[str, Callable[[], dict[str, float]]] = {
    "unsafe": unsafe, "ledgers": ledgers, "hostile": hostile, "growth": growth, "long": long_runs, "tests": tests,
}  # fmt: skip


def table(figures: Mapping[str, float]) -> str:
    """Return the figures as a table of Markdown."""
    rows = [
        f"| {target.what} | {figures[name]:g}{target.unit} | {target} |"
        for name, target in TARGETS.items()
        if name in figures
    ]
    return "\n".join(["| | measured | target |", "|---|---|---|", *rows]) + "\n"


def main() -> None:
    """Measure, and write the file and the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reliability", description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="*", choices=list(STEPS), default=list(STEPS))
    chosen = parser.parse_args()
    known = json.loads(FILE.read_text()) if FILE.exists() else {}
    figures = {name: one["measured"] for name, one in known.items()}
    for step in chosen.only:
        found = STEPS[step]()
        print(step, json.dumps(found), file=sys.stderr, flush=True)
        figures |= found
    figures = {name: figures[name] for name in TARGETS if name in figures}
    told = {
        name: {"measured": figure, "target": str(TARGETS[name]), "met": TARGETS[name].is_met(figure)}
        for name, figure in figures.items()
    }
    FILE.write_text(json.dumps(told, indent=2) + "\n")
    PAGE.write_text(_TABLE.sub(lambda _: table(figures), PAGE.read_text()))
    print(table(figures))
    sys.exit(not all(one["met"] for one in told.values()))


if __name__ == "__main__":
    main()
