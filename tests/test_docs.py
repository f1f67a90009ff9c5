"""The documents say what is there: commands, keys, exit codes, rooms, the sample's own record."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import pytest

import tgclean
from tgclean.cli import EXIT_BUG, EXIT_CODES
from tgclean.cli import tgclean as program
from tgclean.model import Record, Span
from tgclean.options import CleanStep
from tgclean.readers.fields import NAMES

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
    assert set(re.findall(r"`([\w…]+)`", told)) == set(row.split("`")[3].split())


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


def test_the_table_of_fields_is_the_one_in_force():
    """Every name by which a field is found, in its order."""
    table = dict(re.findall(r"^\| `(\w+)` \| ((?:\w+, )+\w+) \|$", section("What is read"), re.MULTILINE))
    assert {what: tuple(names.split(", ")) for what, names in table.items()} == {
        what: names for what, names in NAMES.items() if what not in ("edited", "album", "chat")
    }


def test_the_table_of_steps_is_the_one_in_force():
    """Each step of --clean, in its order."""
    steps = re.findall(r"^\| `(\w+)` \| \w", section("What is written"), re.MULTILINE)
    assert tuple(steps) == get_args(CleanStep)


WHAT_TO_TYPE = re.findall(
    r"^\| [^|]+ \| `((?:[^`|]|\\\|)*tgclean (?:dedupe|repair) (?:[^`|]|\\\|)*)` \|$", README, re.MULTILINE
)


@pytest.fixture
def possessions(tmp_path):
    """A directory with everything that the table "What you have" names."""
    pa, pq = map(pytest.importorskip, ("pyarrow", "pyarrow.parquet"))
    export = "Forwarded from News\nTitle\nThe bridge is closed.\nThe bridge is closed.\n"
    chat = {"name": "C", "messages": [{"id": 1, "type": "message", "text": "The bridge is closed."}]}
    post = '<div class="tgme_widget_message" data-post="c/1"><div class="tgme_widget_message_text">Closed.</div></div>'
    files = {
        "export.txt": export,
        "export.txt.gz": gzip.compress(export.encode()),
        "ChatExport/result.json": json.dumps(chat),
        "ChatExport/files/sent.txt": "not a post",
        "result.json": json.dumps(chat),
        "channel.html": f"<!DOCTYPE html>\n<html><head></head><body>{post}</body></html>",
        "dump.json": json.dumps([{"id": 1, "message": "The bridge is closed."}]),
        "rows.jsonl": '{"text": "The bridge is closed."}\n',
        "posts.csv": "id,date,message\n1,2024-07-28,The bridge is closed.\n",
        "beitraege.csv": "Nr,Datum,Beitrag\n1,2024-07-28,Die Brücke ist zu.\n",
        "pages.jsonl": json.dumps({"text": export}) + "\n",
        "archive/1.txt": "One\n\npost\n",
        "channels/a.txt": export,
        "channels/b.json": '[{"text": "one"}, {"te',
    }
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    pq.write_table(pa.table({"text": ["The bridge is closed."]}), tmp_path / "crawl.parquet")
    return tmp_path


@pytest.mark.parametrize("typed", WHAT_TO_TYPE)
def test_what_the_readme_says_to_type_works(possessions, typed):
    """Each row of the table, as it stands: one post comes out, and nothing is odd."""
    pytest.importorskip("selectolax")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    command = typed.replace("\\|", "|")
    done = subprocess.run(
        ["bash", "-c", command], cwd=possessions, capture_output=True, env={**os.environ, "PATH": path}
    )
    said = done.stderr.decode()
    assert (done.returncode, "warning" in said) == (3 if "--keep-going" in typed else 0, False), said
    if " repair " in typed:
        assert "0 rows of 1 with a text repaired" in said
    else:
        assert len(done.stdout.splitlines()) == (2 if "channels" in typed else 1), said
