"""The documents say what is there: commands, keys, exit codes, rooms, the sample's own record."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

import tgclean
from tgclean.cli import EXIT_BUG, EXIT_CODES
from tgclean.cli import tgclean as program
from tgclean.model import Record, Span

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def section(title):
    """Gives the text under a heading of the README, up to the next heading of any level."""
    return re.split(r"^#+ ", README.split(f" {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_command_is_in_the_readme():
    """A newcomer finds each command in the table, and no other."""
    assert set(re.findall(r"^\| `tgclean (\w+)", README, re.MULTILINE)) == set(program.commands)


@pytest.mark.parametrize("name", sorted(program.commands))
def test_every_option_has_a_help_text_and_an_environment_variable(name):
    """`--help` says what each option does; each can be set by TGCLEAN_…"""
    for option in program.commands[name].params:
        if isinstance(option, click.Option) and option.name != "help":
            assert option.help, option.name
            assert option.envvar == "TGCLEAN_" + option.opts[-1][2:].upper().replace("-", "_")


def test_the_record_table_lists_every_key_in_order():
    """Keys of the record and of a span, as the schema has them."""
    rows = [line for line in section("The record, schema `tgclean/1`").splitlines() if line.startswith("| `")]
    keys = [key for row in rows for key in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(keys) == sorted(Record.__struct_fields__)
    (spans,) = (row for row in rows if row.startswith("| `spans`"))
    assert re.search(r"\{(.*)\}", spans)[1].split(", ") == list(Span.__struct_fields__)


def test_every_exit_code_is_in_the_readme_and_the_help():
    """The table and the help name each code the program can leave with."""
    codes = {
        int(code)
        for row in re.findall(r"^\| ([\d, ]+) \|", section("Exit codes"), re.MULTILINE)
        for code in row.split(",")
    }
    assert codes == {0, 1, *EXIT_CODES.values(), EXIT_BUG, 129, 130, 141, 143}
    shown = program.get_help(click.Context(program))
    assert all(re.search(rf"\b{code}\b", shown) for code in codes)


def test_the_readme_shows_the_samples_own_record():
    """What the README says comes out does come out."""
    shown = json.loads(re.search(r"```json\n(.*?)```", README, re.DOTALL)[1])
    (real,) = (
        r
        for r in map(json.loads, (ROOT / "samples" / "export.jsonl").read_text().splitlines())
        if r["id"] == shown["id"]
    )
    assert {key: real[key] for key in ("marker", "hashtags", "blocks", "count", "repeats", "exact", "near")} == {
        key: shown[key] for key in ("marker", "hashtags", "blocks", "count", "repeats", "exact", "near")
    }
    for span, full in zip(shown["spans"], real["spans"], strict=True):
        assert span == {key: full[key] for key in span}


def test_the_readmes_python_runs(monkeypatch, capsys):
    """The example in Python prints a line a record."""
    monkeypatch.chdir(ROOT)
    exec(re.search(r"```python\n(.*?)```", README, re.DOTALL)[1], {})
    assert len(capsys.readouterr().out.splitlines()) == 13


def test_every_flag_is_explained():
    """Those of the table, each in a word."""
    text = section("The record, schema `tgclean/1`")
    (row,) = (line for line in text.splitlines() if line.startswith("| `flags`"))
    told = text.partition("\nFlags: ")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", told)) == set(row.split("`")[3].split())


def test_every_room_is_in_the_map():
    """CONTRIBUTING says where a line of code belongs, for every room there is."""
    rooms = {path.name.removesuffix(".py") for path in (ROOT / "src" / "tgclean").iterdir()}
    text = (ROOT / "CONTRIBUTING.md").read_text()
    for room in rooms - {"__init__", "__main__", "__pycache__", "py.typed"}:
        assert re.search(rf"`{room}/?`", text), room


def test_the_changelog_has_the_version():
    """A version is released or on its way."""
    text = (ROOT / "CHANGELOG.md").read_text()
    assert f"[{tgclean.__version__}]" in text or "[Unreleased]" in text
