"""Failing system calls and kill -9, at every call that touches a run's files: each file is old or new, never half."""

from __future__ import annotations

import re
import sys

import pytest

from tests.faults import CHANGING, ERRORS, LOOKING, TARGETS, WITH_LEDGER, Bench, Tally, needs


@pytest.fixture
def bench(sample, tmp_path):
    """A run that writes every file a run can write, over old ones."""
    needs("strace")
    return Bench(tmp_path, {"export.txt": sample.read_bytes()}, TARGETS)


def swept(bench, points, what):
    """Run the command with an injection at each point, and return what was found."""
    tally = Tally()
    for point in points:
        tally.add(bench, point, what, bench.inject(point, what))
    return tally


def hold(tally, record_property):
    """Hold what must be true of every sweep, and record its figures."""
    figures = {
        "kill_points": tally.killed,
        "error_points": tally.runs - tally.killed,
        "torn_outputs": len(tally.torn),
        "exit0_without_output": len(tally.hollow),
        "leftover_temps": len(tally.left),
    }
    for name, figure in figures.items():
        record_property(name, figure)
    sys.stdout.write(f"{tally.runs} runs: {tally.old} old, {tally.new} new, {tally.mixed} in between; {figures}\n")
    assert (tally.torn, tally.hollow, tally.left, tally.wrong) == ([], [], [], [])


@pytest.mark.fault("C9")
@pytest.mark.fault("C11")
def test_a_fault_at_each_step_leaves_files_old_or_new(bench, record_property):
    """The first and last of each kind of call that changes a file; the slow tests below take all."""
    points = [point for point in bench.points(CHANGING) if f"{bench.place}/tmp" not in point.line]
    ends = {call: [point for point in points if point.call == call] for call in ("write", "fsync", "rename", "fchmod")}
    some = [point for found in ends.values() for point in (found[0], found[-1])]
    hold(swept(bench, some, "error=ENOSPC"), record_property)
    hold(swept(bench, some, "signal=KILL"), record_property)


@pytest.mark.slow
@pytest.mark.fault("C9")
@pytest.mark.parametrize("error", ERRORS)
def test_an_error_of_any_call_leaves_files_old_or_new(bench, record_property, error):
    """Exit code 4 in one line (3 where it is the input's), or 0 and every file new; nothing is left beside them."""
    points = bench.points(CHANGING)
    tally = swept(bench, points[ERRORS.index(error) :: len(ERRORS)], f"error={error}")  # each call meets one of them
    hold(tally, record_property)
    assert tally.runs >= 20


@pytest.mark.slow
@pytest.mark.fault("C11")
def test_a_run_with_a_ledger_killed_at_any_call(sample, tmp_path, record_property):
    """The ledger, too, is the old one or the complete new one."""
    needs("strace")
    bench = Bench(tmp_path, {"export.txt": sample.read_bytes()}, WITH_LEDGER)
    tally = swept(bench, bench.points(CHANGING), "signal=KILL")
    hold(tally, record_property)
    assert tally.killed == tally.runs >= 60


@pytest.mark.slow
@pytest.mark.fault("C11")
def test_a_run_killed_at_any_call_leaves_files_old_or_new(bench, record_property):
    """What it leaves beside them, the next run on them removes."""
    points = bench.points((*CHANGING, *LOOKING))
    tally = swept(bench, points, "signal=KILL")
    hold(tally, record_property)
    assert tally.killed == tally.runs >= 200
    bench.inject(next(point for point in points if point.call == "rename"), "signal=KILL")
    assert sum(name.endswith(".tgclean-tmp") for name in bench.left()) == 1
    bench.reset()
    assert bench.run().returncode == 0
    assert [name for name in bench.left() if not name.startswith("tmp/")] == []
    assert bench.contents() == bench.new


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.fault("C9")
@pytest.mark.fault("C11")
@pytest.mark.parametrize("what", ["error=ENOSPC", "signal=KILL"])
def test_a_first_run_that_fails_leaves_files_new_or_none(sample, tmp_path, record_property, what):
    """Where no file was before, there is none after, or a complete one; the next run after a kill is complete."""
    needs("strace")
    bench = Bench(tmp_path, {"export.txt": sample.read_bytes()}, TARGETS, is_first=True)
    hold(swept(bench, bench.points(CHANGING)[::2], what), record_property)
    for target in TARGETS[:3]:
        (bench.place / target.name).unlink(missing_ok=True)
    assert bench.run().returncode == 0
    assert [name for name in bench.left() if not name.startswith("tmp/")] == []


@pytest.mark.fault("C11")
def test_a_file_is_on_the_disk_before_it_has_its_name(bench):
    """A power cut leaves what a kill does: the bytes are synced before the name, and the name before the exit."""
    told = [point.line for point in bench.points(("fsync", "fdatasync", "rename"))]
    for target in TARGETS[:3]:
        (named,) = (at for at, line in enumerate(told) if f'/{target.name}")' in line and line.startswith("rename("))
        assert re.match(rf"fsync\(\d+<.*/\.{re.escape(target.name)}\.\w+\.tgclean-tmp>", told[named - 1])
        assert re.match(rf"fsync\(\d+<{re.escape(str(bench.place))}>", told[named + 1])
