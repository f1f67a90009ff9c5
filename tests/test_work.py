"""The guard on what the work costs: when it complains, and which way its ceilings move."""

from __future__ import annotations

from benchmarks.work import VERSION, complaints_about, moved

FOUND = {
    "inputs": "a1",
    "figures": {
        "noisy: opcodes a byte": 10.0,
        "noisy: opcode growth": 1.0,
        "noisy: CPU over reference": 1.0,
        "noisy: bytes a post": 100.0,
    },
}
HELD = {
    "inputs": "a1",
    VERSION: {"noisy: opcodes a byte": 10.8},
    "any": {"noisy: CPU over reference": 1.6, "noisy: bytes a post": 115.0},
}


def with_figure(name, figure):
    return {**FOUND, "figures": {**FOUND["figures"], name: figure}}


def test_what_is_below_its_ceiling_is_right():
    """The figures of today are under the ceilings of today."""
    assert complaints_about(FOUND, HELD) == []


def test_more_work_or_memory_is_a_complaint():
    """A figure above its ceiling is named, with both."""
    for name, ceiling in {**HELD[VERSION], **HELD["any"]}.items():
        (complaint,) = complaints_about(with_figure(name, ceiling * 1.01), HELD)
        assert complaint.startswith(name)


def test_growth_is_held_without_a_file():
    """Work that grows faster than the input is a complaint, whatever the ceilings are."""
    assert len(complaints_about(with_figure("noisy: opcode growth", 1.3), HELD)) == 1


def test_other_inputs_have_no_ceilings():
    """Figures of other inputs are compared with nothing, and that is said."""
    assert len(complaints_about({**FOUND, "inputs": "b2"}, HELD)) == 1


def test_another_python_has_opcodes_of_its_own():
    """Without ceilings for this version, opcodes are not compared; all else is."""
    assert complaints_about(with_figure("noisy: opcodes a byte", 99.0), {**HELD, VERSION: {}}) == []


def test_ceilings_come_down_by_themselves_and_go_up_on_purpose():
    """An improvement lowers them; only --raise lifts one."""
    better, worse = with_figure("noisy: bytes a post", 50.0), with_figure("noisy: bytes a post", 200.0)
    assert moved(HELD, better, higher=False)["any"]["noisy: bytes a post"] == 57.5
    assert moved(HELD, worse, higher=False) == HELD
    assert moved(HELD, worse, higher=True)["any"]["noisy: bytes a post"] == 230.0


def test_ceilings_of_other_inputs_are_forgotten():
    """New inputs set all ceilings anew."""
    assert moved({**HELD, "inputs": "old"}, FOUND, higher=False) == HELD
