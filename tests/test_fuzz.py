"""Fuzzing: each target with some hundred inputs, with atheris for some seconds, and with each input it once found."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.fuzz.seeds import mutations
from tests.fuzz.targets import TARGETS

INPUTS = 100
SECONDS = 2
FOUND = Path(__file__).parent / "cases" / "regressions"
FAULTS = {
    "flat_text": ("A1",),
    "chunk_sizes": ("A7",),
    "encodings": ("A3",),
    "json_lines": ("A8",),
    "records": ("D10",),
    "compressed": ("B10", "B12"),
    "matcher": ("E8",),
}
"""The rows of docs/reliability.md that a target shows."""
WHY = [line.split("\t") for line in (FOUND / "why.tsv").read_text("utf-8").splitlines()]

pytestmark = pytest.mark.filterwarnings("ignore")


def _marked(name: str) -> object:
    return pytest.param(name, marks=[pytest.mark.fault(fault) for fault in FAULTS.get(name, ())])


@pytest.mark.parametrize("name", [*map(_marked, TARGETS)])
def test_no_input_breaks_a_law(name: str) -> None:
    """Seeds and mutations of them, the same each time, are read or refused, and the laws of the target hold."""
    run, seeds = TARGETS[name]
    for data in mutations(seeds(), INPUTS, zlib.crc32(name.encode())):
        run(data)


@pytest.mark.parametrize(("file", "target", "why"), WHY, ids=[file for file, *_ in WHY])
def test_what_was_found_stays_mended(file: str, target: str, why: str) -> None:
    """Each input that broke a target once, made small, breaks none."""
    TARGETS[target].run((FOUND / file).read_bytes())


def test_every_regression_has_its_reason() -> None:
    """Each file beside `why.tsv` stands in it with its target and one line that says what was wrong."""
    assert sorted(file for file, *_ in WHY) == sorted({path.name for path in FOUND.iterdir()} - {"why.tsv"})


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_atheris_finds_nothing(name: str, tmp_path: Path) -> None:
    """Guided by coverage for some seconds, no input raises or ends the process, and new ones are tried."""
    if importlib.util.find_spec("atheris") is None:
        assert "REQUIRE_PROGRAMS" not in os.environ
        pytest.skip("left out: atheris is not installed")
    command = [sys.executable, "-m", "tests.fuzz", name, "--seconds", f"{SECONDS}", "--crashes", tmp_path]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True)
    figures = json.loads(ran.stdout)
    assert (ran.returncode, figures["crashes"]) == (0, 0), figures
    assert figures["inputs"] > len(TARGETS[name].seeds())
