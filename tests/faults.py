"""Faults on purpose: a program whose system calls fail, or that is killed at one of them, over and over.

A trace of a run that goes well says which of its calls touch the run's directory; each of these is a point at which
the next run can be made to fail or to die.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "tgclean"
OLD = b"what stood here before\n"
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EINTR")
CHANGING = (
    "openat", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "rename", "renameat2", "unlink", "fchmod",
    "flock", "close",
)  # fmt: skip
"""Calls that change a file, or tell of a change that failed; some need the call before them to be seen at all."""
LOOKING = ("read", "pread64", "lseek", "fcntl", "getdents64", "ftruncate")
_STRACE = (
    "strace",
    "-f",
    "--seccomp-bpf",
    "-qq",
)  # which stops the program at the calls that are traced, and no others
TEMPORARY = re.compile(r"\..+\.[a-z0-9_]{8}\.tgclean-tmp|.+-journal|tmp/[a-z0-9_]{8}")
"""What kill -9 may leave; the last is four bytes with which Python finds out whether it may write there."""


def needs(*programs: str) -> None:
    """Skip a test whose programs are missing; fail it where REQUIRE_PROGRAMS is set."""
    for program in programs:
        if shutil.which(program) is None:
            assert "REQUIRE_PROGRAMS" not in os.environ, program
            pytest.skip(f"{program} is missing")


def whole(path: Path) -> object:
    """Return what is in a file."""
    return path.read_bytes()


def statistics(path: Path) -> object:
    """Return what statistics say, but for `run`; what is no JSON, as it stands."""
    data = path.read_bytes()
    try:
        return {key: value for key, value in json.loads(data).items() if key != "run"}
    except ValueError:
        return data


def index(path: Path) -> object:
    """Return the posts of an index, once SQLite has undone what was not committed; None if it has no tables yet."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not database.execute("SELECT * FROM sqlite_master").fetchall():
            return None
        return database.execute("SELECT place, leader FROM post ORDER BY place").fetchall()


@dataclass(frozen=True)
class Target:
    """A file that a run writes: the option that names it, its name, and what is to be compared of it."""

    option: str
    name: str
    content: Callable[[Path], object] = whole


TARGETS = (
    Target("-o", "out.jsonl"),
    Target("--stats-json", "stats.json", statistics),
    Target("--report", "page.html"),
    Target("--index", "index", index),
)
WITH_LEDGER = (*TARGETS[:3], Target("--ledger", "out.ledger"))


@dataclass(frozen=True)
class Point:
    """The `number`-th call of a name, by the process that is traced; `line` is what strace says of it."""

    call: str
    number: int
    line: str


@dataclass
class Bench:
    """A directory with inputs and old targets, in which one command is run again and again.

    `old` and `new` are the contents of the targets before and after a run that goes well.
    """

    directory: Path
    inputs: Mapping[str, bytes]
    targets: Sequence[Target]
    args: Sequence[str] = ()
    is_first: bool = False
    """Whether no target is there before."""
    old: dict[str, object] = field(default_factory=dict)
    new: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._kept = self.directory / "kept"
        self.place = self.directory / "run"
        (self.place / "tmp").mkdir(parents=True)
        self._kept.mkdir()
        for name, data in self.inputs.items():
            (self.place / name).write_bytes(data)
        for target in () if self.is_first else self.targets:
            (self._kept / target.name).write_bytes(OLD)
            if target.content is index:
                (self._kept / target.name).unlink()
                (self._kept / "before.txt").write_bytes(b"The ferry to the island does not run on Sunday.\n")
                self._run("dedupe", "-q", "before.txt", "--index", target.name, "-o", os.devnull, cwd=self._kept)
        self.reset()
        self.old = self.contents()
        assert self.run().returncode == 0
        self.new = self.contents()
        assert all(self.old[target.name] != self.new[target.name] for target in self.targets)

    @property
    def command(self) -> list[str]:
        """What is run."""
        named = [word for target in self.targets for word in (target.option, target.name)]
        return [os.fspath(PROGRAM), "dedupe", "-q", *self.inputs, *self.args, *named]

    def _run(self, *args: str, cwd: Path) -> None:
        subprocess.run([PROGRAM, *args], cwd=cwd, check=True, capture_output=True, env=self.environment)

    @property
    def environment(self) -> dict[str, str]:
        """One in which a run makes the same calls each time."""
        return {
            **os.environ,
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": os.fspath(self.directory / "compiled"),
            "OPENBLAS_NUM_THREADS": "1",
            "TMPDIR": os.fspath(self.place / "tmp"),
        }

    def reset(self) -> None:
        """Put the old targets where they were; what is left of other runs stays."""
        for target in self.targets:
            (self.place / target.name).unlink(missing_ok=True)
            if not self.is_first:
                shutil.copyfile(self._kept / target.name, self.place / target.name)

    def contents(self) -> dict[str, object]:
        """Return what is in each target now, None for one that is not there."""
        paths = {target: self.place / target.name for target in self.targets}
        return {target.name: target.content(path) if path.exists() else None for target, path in paths.items()}

    def run(self, *before: str) -> subprocess.CompletedProcess[bytes]:
        """Run the command, behind other words if they are given."""
        return subprocess.run(
            [*before, *self.command],
            cwd=self.place,
            env=self.environment,
            capture_output=True,
            stdin=subprocess.DEVNULL,
        )

    def points(self, calls: Sequence[str]) -> list[Point]:
        """Return the calls of a run that touch its directory, in order."""
        self.reset()
        trace = self.directory / "trace"
        traced = self.run(*_STRACE, "-y", "-e", f"trace={','.join(calls)}", "-o", str(trace))
        assert traced.returncode == 0, traced.stderr
        counted: Counter[str] = Counter()
        found = []
        for line in trace.read_text("utf-8", "replace").splitlines():
            told = re.sub(r"^\d+ +", "", line).replace(f"AT_FDCWD<{self.place}>", "AT_FDCWD")
            if match := re.match(r"(\w+)\(", told):
                counted[match[1]] += 1
                if str(self.place) in told or re.match(r'openat\(AT_FDCWD, "[^/]', told):
                    found.append(Point(match[1], counted[match[1]], told))
        return found

    def inject(self, point: Point, what: str) -> subprocess.CompletedProcess[bytes]:
        """Run the command from the old targets on, with an injection at a point: error=ENOSPC, signal=KILL."""
        self.reset()
        trace = self.directory / "trace"
        inject = f"inject={point.call}:{what}:when={point.number}"
        # A signal is not injected where the kernel picks the calls (strace 6.1).
        how = ("strace", "-qq") if "signal=" in what else _STRACE
        done = self.run(*how, "-e", f"trace={point.call}", "-e", inject, "-o", str(trace))
        assert b"strace: " not in done.stderr, done.stderr
        told = trace.read_text("utf-8", "replace")
        assert "(INJECTED)" in told or done.returncode == -signal.SIGKILL, point
        return done

    def left(self) -> list[str]:
        """Return the names of files that are neither inputs nor targets."""
        ours = {*self.inputs, "tmp", *(target.name for target in self.targets)}
        return sorted(
            str(path.relative_to(self.place))
            for path in self.place.rglob("*")
            if str(path.relative_to(self.place)) not in ours
        )

    def empty(self) -> list[str]:
        """Return the names of targets with nothing in them."""
        paths = (self.place / target.name for target in self.targets)
        return [path.name for path in paths if path.exists() and not path.stat().st_size]


@dataclass
class Tally:
    """What was found of the runs of a sweep."""

    runs: int = 0
    killed: int = 0
    old: int = 0
    new: int = 0
    mixed: int = 0
    torn: list[str] = field(default_factory=list)
    hollow: list[str] = field(default_factory=list)
    """Runs that end with 0 though a target is not the new one."""
    left: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Runs with another exit code than wanted, or another complaint than a line."""

    def add(self, bench: Bench, point: Point, what: str, done: subprocess.CompletedProcess[bytes]) -> None:
        """Count a run."""
        self.runs += 1
        shown = f"{what} at {point.call} {point.number}: {point.line[:120]} -> {done.returncode} {done.stderr[-300:]!r}"
        killed = done.returncode == -signal.SIGKILL
        self.killed += killed
        left = [] if killed else [*bench.left(), *bench.empty()]
        if left and point.call != "unlink":
            self.left.append(f"{shown} {left}")
        for name in left:
            (bench.place / name).unlink()
        self.left += (f"{shown} {name}" for name in bench.left() if not TEMPORARY.fullmatch(name))
        states = []
        for name, content in bench.contents().items():
            states.append("new" if content == bench.new[name] else "old" if content == bench.old[name] else "torn")
            if states[-1] == "torn":
                self.torn.append(f"{shown} {name}")
        if set(states) == {"new"}:
            self.new += 1
        elif set(states) == {"old"}:
            self.old += 1
        else:
            self.mixed += 1
        if done.returncode == 0 and set(states) != {"new"}:
            self.hollow.append(shown)
        wanted = (3, 4) if any(name in point.line for name in bench.inputs) else (4,)
        is_line = re.fullmatch(rb"tgclean: [^\n]+\n", done.stderr)
        if not (killed and not done.stderr) and done.returncode != 0 and not (is_line and done.returncode in wanted):
            self.wrong.append(shown)
