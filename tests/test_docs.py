"""The documents say what is there: commands, keys, exit codes, rooms, the sample's own record."""

from __future__ import annotations

import gzip
import importlib.util
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
from tgclean.match.judge import allowance
from tgclean.model import Record, Span
from tgclean.notices import CUTS, LIMITS, WARNINGS
from tgclean.options import CleanStep
from tgclean.readers.fields import NAMES
from tgclean.stats import InputStats, Machine, Stats, Stretches

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
PROGRAM = Path(sys.executable).parent / "tgclean"
DOCS = {path.name: path.read_text() for path in sorted((ROOT / "docs").glob("*.md"))}
CODES = {0, 1, *EXIT_CODES.values(), EXIT_BUG, 129, 130, 141, 143}


def section(title, text=README):
    """Gives the text under a heading, up to the next heading of any level."""
    return re.split(r"^#+ ", text.split(f" {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def commands(group=program):
    """Return every command that does something, by its words."""
    found = {}
    for name, command in group.commands.items():
        inner = commands(command) if isinstance(command, click.Group) else {"": command}
        found |= {f"{name} {rest}".strip(): one for rest, one in inner.items()}
    return found


def test_every_command_is_in_the_readme():
    """A newcomer finds each command in the table, and no other."""
    table = re.findall(r"^\| `tgclean ([a-z]+(?: [a-z]+)?)", section("Commands"), re.MULTILINE)
    assert table == list(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_has_a_help_text_and_an_environment_variable(name):
    """`--help` says what each option does; each can be set by TGCLEAN_…"""
    for option in commands()[name].params:
        if isinstance(option, click.Option) and option.name != "help":
            assert option.help, option.name
            named = option.envvar == "TGCLEAN_" + option.opts[-1][2:].upper().replace("-", "_")
            # What names one output of tgclean is no setting, and a report is no output.
            own = {
                ("explain", "--in"): None,
                ("index forget", "--before"): None,
                ("report", "--stats"): None,
                **dict.fromkeys((("verify", "--ledger"), ("restore", "--ledger"), ("restore", "--source"))),
                ("restore", "--output"): None,
                ("report", "--output"): "TGCLEAN_REPORT",
            }
            assert named or option.envvar == own[name, option.opts[-1]]


def test_every_option_is_in_the_docs_with_its_default():
    """docs/options.md lists each once, and no other."""
    listed = re.findall(r"^\| (?:`-\w`, )?`(--[\w-]+)[^|]*?`?(?:\\\|[^|]*)* \|", DOCS["options.md"], re.MULTILINE)
    assert len(listed) == len(set(listed))
    known = {"--help": None}
    for command in (program, *commands().values()):
        known |= {one.opts[-1]: one for one in command.params if isinstance(one, click.Option)}
    assert set(listed) == set(known)
    for name, option in known.items():
        (row,) = (line for line in DOCS["options.md"].splitlines() if re.match(rf"\| (`-\w`, )?`{name}[` ]", line))
        if isinstance(getattr(option, "type", None), click.Choice) and isinstance(option.default, str):
            assert f"| `{option.default}` |" in row, name
        elif isinstance(getattr(option, "default", None), float | int) and not option.is_flag:
            assert f"| `{option.default:g}` |" in row, name


def test_no_document_names_an_option_that_is_not_there():
    """Neither the README nor docs/, but for those of other programs."""
    known = {name for command in (program, *commands().values()) for one in command.params for name in one.opts}
    others = {"--depth", "--help", "--head", "--port", "--address"}  # git's, ours, Ray's
    for name, text in {"README.md": README, **DOCS}.items():
        named = set(re.findall(r"(?<![\w-])--[a-z][\w-]*", text))
        assert named - known - others == set(), name


def test_every_link_leads_somewhere():
    """Files that are there, and headings in them."""
    for name, text in {"README.md": README, **{f"docs/{name}": text for name, text in DOCS.items()}}.items():
        for target in re.findall(r"\]\(([^)#\s]*(?:#[^)\s]*)?)\)", text):
            if target.startswith("http"):
                continue
            file, _, anchor = target.partition("#")
            path = (ROOT / name).parent / file if file else ROOT / name
            assert path.exists(), f"{name}: {target}"
            if anchor:
                headings = re.findall(r"^#+ (.*)$", path.read_text(), re.MULTILINE)
                anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
                assert anchor in anchors, f"{name}: {target}"


def test_every_document_is_linked_from_the_readme():
    """A newcomer finds it."""
    for name in DOCS:
        assert f"](docs/{name})" in README


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
    assert codes == CODES
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


@pytest.mark.parametrize("number", range(DOCS["python.md"].count("```python\n")))
def test_the_python_of_the_docs_runs(monkeypatch, capsys, number):
    """Each example prints what it is about."""
    monkeypatch.chdir(ROOT)
    exec(re.findall(r"```python\n(.*?)```", DOCS["python.md"], re.DOTALL)[number], {})
    said = capsys.readouterr().out
    assert len(said.splitlines()) == (13, 1, 1, 2)[number]
    assert ("Lavrov", "News ['Title', 'The body.'] 2", "13 13 0 0 {}", "missing.txt | no such file")[number] in said


def test_the_table_of_thresholds_is_the_one_in_force():
    """How many words may differ, by the judge's own function."""
    rows = re.findall(r"^\| (\d+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", DOCS["threshold.md"], re.MULTILINE)
    assert len(rows) == 6
    for words, *allowed in rows:
        assert allowed == [f"{allowance(float(words), threshold):.1f}" for threshold in (82, 90, 75)]


def test_every_warning_and_limit_is_explained():
    """With the words that a person is told, in docs/statistics.md; and every key of the statistics."""
    for code, notice in (WARNINGS | CUTS | LIMITS).items():
        (row,) = (line for line in DOCS["statistics.md"].splitlines() if line.startswith(f"| `{code}` |"))
        for words in (notice.sentence.replace("{n}", ""), notice.advice):
            assert words in row
    keys = section("`--stats-json FILE`", DOCS["statistics.md"])
    for key in (
        Stats.__struct_fields__ + InputStats.__struct_fields__ + Stretches.__struct_fields__ + Machine.__struct_fields__
    ):
        assert f"`{key}`" in keys, key


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", README + "".join(DOCS.values()), re.DOTALL))
def test_the_settings_of_the_docs_are_settings(tmp_path, block):
    """Each block of TOML, as it stands, is a settings file."""
    (tmp_path / "tgclean.toml").write_text(block)
    done = subprocess.run([PROGRAM, "config", "show"], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, done.stderr
    for key in re.findall(r"^([\w-]+) =", block, re.MULTILINE):
        assert re.search(rf"^{key} = .*# tgclean\.toml$", done.stdout.decode(), re.MULTILINE)


def test_the_terminal_of_the_readme_is_what_the_program_shows():
    """The drawing is made anew and compared; the report's picture is compared in `.ci/run`."""
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "pictures" / "make.py")
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    assert pictures.drawn() == (ROOT / "docs" / "pictures" / "terminal.svg").read_text()


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
    table = dict(
        re.findall(r"^\| `(\w+)` \| ((?:\w+, )+\w+) \|$", section("What is read", DOCS["formats.md"]), re.MULTILINE)
    )
    assert {what: tuple(names.split(", ")) for what, names in table.items()} == {
        what: names for what, names in NAMES.items() if what not in ("edited", "album", "chat")
    }


def test_the_table_of_steps_is_the_one_in_force():
    """Each step of --clean, in its order."""
    steps = re.findall(r"^\| `(\w+)` \| \w", section("What is written", DOCS["formats.md"]), re.MULTILINE)
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
        "export-cp1251.txt": "Мост закрыт.\n".encode("cp1251"),
        "notes.txt": "The bridge is closed.\n",
        "posts/a.txt": export,
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
        assert len(done.stdout.splitlines()) == (0 if " -o " in typed else 2 if "channels/" in typed else 1), said
