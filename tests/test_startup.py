"""What a short run loads: a guard on start-up that no busy machine can upset."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

PARSING = {"click", "tgclean.cli"}
HEAVY = {"numpy", "rich", "xopen", "concurrent.futures", "multiprocessing", "asyncio"}
WORK = {"msgspec", "regex", "rapidfuzz", "tgclean.pipeline", "tgclean.segment", "tgclean.readers", "tgclean.match.near"}
READERS = {
    f"tgclean.readers.{name}"
    for name in ("pages", "page", "markdown", "single", "pasted", "rows", "jsonl", "wide", "documents", "columns")
}
RARE = {"tgclean.diff", "tgclean.explain", "tgclean.lookup"}
ONE_POST = b"Forwarded from Harbour Daily\nThe bridge\nThe bridge is closed.\nThe bridge is closed.\n"


@pytest.fixture
def loaded():
    """Runs the command line and gives the modules that it leaves loaded."""

    def run(*args, stdin=b""):
        code = (
            "import atexit, json, os, sys\n"
            "atexit.register(lambda: os.write(2, json.dumps(sorted(sys.modules)).encode()))\n"
            "from tgclean.cli import main\n"
            "main()"
        )
        done = subprocess.run([sys.executable, "-c", code, *args], input=stdin, capture_output=True, env=os.environ)
        assert done.returncode == 0, done.stderr
        return set(json.loads(done.stderr))

    return run


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["dedupe", "--help"]])
def test_help_loads_the_parser_alone(loaded, args):
    """Whoever asks for help waits for nothing that works on a text."""
    modules = loaded(*args)
    assert modules >= PARSING
    assert sorted(modules & (HEAVY | WORK | READERS | RARE)) == []


def test_one_flat_post_loads_what_it_needs(loaded):
    """Neither other formats nor the judge; numpy is what finds the repeats."""
    modules = loaded("dedupe", "-q", stdin=ONE_POST)
    assert "tgclean.segment" in modules
    assert sorted(modules & (HEAVY | READERS | RARE | {"rapidfuzz", "tgclean.match.near"})) == ["numpy"]


def test_a_near_duplicate_loads_the_judge(loaded):
    """And numpy, by which texts of any number are read; nothing else that takes long to load."""
    body = "The bridge over the river is closed until Monday because of the storm, the town says in its letter."
    rows = "".join(json.dumps({"text": text}) + "\n" for text in (body, body.replace("storm", "heavy storm")))
    modules = loaded("dedupe", "-q", stdin=rows.encode())
    assert "tgclean.match.near" in modules
    assert sorted(modules & HEAVY) == ["numpy"]


def test_rows_load_their_reader_alone(loaded):
    """JSON Lines need no other reader."""
    modules = loaded("dedupe", "-q", stdin=b'{"text": "The bridge is closed."}\n')
    assert modules & READERS == {"tgclean.readers.rows", "tgclean.readers.jsonl"}
