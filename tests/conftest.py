"""What several test files need: the installed program, the sample, a corpus of doubled posts."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tgclean.match.alignment import MAX_CELLS, common_ends, gaps

ROOT = Path(__file__).parent.parent
PROGRAM = Path(sys.executable).parent / "tgclean"


class Ran(subprocess.CompletedProcess):
    """A finished run; `records` are the lines of its standard output."""

    @property
    def records(self):
        return [json.loads(line) for line in self.stdout.splitlines()]

    @property
    def complaint(self):
        return self.stderr.decode()


def pytest_collection_modifyitems(items):
    """Put the numbers of the faults that a test is about into the report that benchmarks.reliability reads."""
    for item in items:
        item.user_properties += [("fault", mark.args[0]) for mark in item.iter_markers("fault")]


@pytest.fixture
def tgclean(tmp_path):
    """Runs the installed program in an empty directory."""

    def run(*args, stdin=b"", env=None, **settings):
        settings = {"capture_output": True, "cwd": tmp_path, **settings}
        done = subprocess.run(
            [PROGRAM, *map(os.fspath, args)], input=stdin, env={**os.environ, **(env or {})}, **settings
        )
        return Ran(done.args, done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def sample():
    return ROOT / "samples" / "export.txt"


@pytest.fixture(scope="session")
def sample_posts():
    """The expected output for the sample."""
    return [json.loads(line) for line in (ROOT / "samples" / "export.jsonl").read_bytes().splitlines()]


class Dribble(io.RawIOBase):
    """A stream that gives at most `step` bytes at a time, as a slow pipe does."""

    def __init__(self, data, step):
        self.inner, self.step = io.BytesIO(data), step

    def readable(self):
        return True

    def readinto(self, buffer):
        piece = self.inner.read(min(self.step, len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)


def doubled(*posts):
    """Gives the flat text of posts, each (title, body lines, header or None), in the shape of the sample."""
    lines = []
    for title, body, header in posts:
        lines += ([f"Forwarded from {header}"] if header else []) + [title, *body, *body]
    return "".join(f"{line}\n" for line in lines).encode()


def within_budget(monkeypatch, module):
    """Let no two texts be aligned in `module` whose differing parts make more cells than the budget."""

    def bounded(a, b):
        both = sum(common_ends(a, b))
        assert (len(a) - both) * (len(b) - both) <= MAX_CELLS
        return gaps(a, b)

    monkeypatch.setattr(module, "gaps", bounded)
