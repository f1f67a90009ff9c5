"""Settings: one frozen value, checked where it is made; errors carry their evidence."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from tgclean import InputError, LimitError, OptionError, Options, OutputError, TgcleanError
from tgclean.options import DEFAULT_THRESHOLD


def test_the_defaults_are_those_of_the_command_line():
    """Whoever says nothing gets what `tgclean dedupe` gives."""
    from tgclean.cli import tgclean

    parsed = tgclean.commands["dedupe"].make_context("dedupe", []).params
    for field in dataclasses.fields(Options):
        assert parsed[field.name] == field.default, field.name
    assert Options().threshold == DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unit", "line"),
        ("unit", []),
        ("scope", "all"),
        ("keep", None),
        ("numbers", "loose"),
        ("interface", True),
        ("input_format", "xml"),
        ("threshold", 100.1),
        ("threshold", -1),
        ("threshold", float("nan")),
        ("threshold", "80"),
        ("threshold", None),
        ("min_chars", -1),
        ("min_chars", 1.5),
    ],
)
def test_what_is_not_allowed_is_refused_where_it_is_made(name, value):
    """The error names the setting, what was offered and what is allowed."""
    with pytest.raises(OptionError) as caught:
        Options(**{name: value})
    assert (caught.value.name, str(caught.value)) == (name, f"{name}: {value} is not {caught.value.allowed}")


@pytest.mark.parametrize("value", [0, 100, 80, 79.5])
def test_thresholds_from_0_to_100(value):
    """Both ends are allowed."""
    assert Options(threshold=value).threshold == value


@pytest.mark.parametrize("keep", ["last", "longest"])
def test_a_stream_cannot_keep_what_the_end_of_the_input_tells(keep):
    """--stream has written the first copy by then; fullest, which is first where nothing is known, goes with it."""
    with pytest.raises(OptionError, match=rf"^keep: {keep} is known at the end of the input"):
        Options(stream=True, keep=keep)
    assert Options(stream=True, keep="first") != Options(stream=True, keep="fullest")


def test_options_do_not_change():
    """They are an argument, and nobody's state."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Options().unit = "block"
    assert Options() == Options()
    assert hash(Options()) == hash(Options())


def test_one_tree_of_errors():
    """Everything raised on purpose has one root, one line, and its evidence."""
    errors = [
        OptionError("a", 1, "two"),
        InputError("in", "gone"),
        OutputError("out", "full"),
        LimitError("in", "long"),
    ]
    for error in errors:
        assert isinstance(error, TgcleanError)
        assert "\n" not in str(error)
    assert [str(error) for error in errors] == ["a: 1 is not two", "in: gone", "out: full", "in: long"]
    assert (errors[1].source, errors[2].target, errors[3].what) == ("in", "out", "long")


@pytest.mark.parametrize("error", [InputError("a", "b"), OptionError("output", "e", "x", "is an input")])
def test_errors_can_be_sent_between_processes(error):
    """Message and attributes survive, so whoever runs the library in a pool of processes sees them."""
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), vars(again)) == (str(error), vars(error))
