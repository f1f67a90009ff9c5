"""The same bytes for the same input and settings, whatever the seed, locale, time zone, place and mode of Python."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys

import pytest

import tgclean as library
from tests.conftest import ROOT, Dribble
from tests.quality.corpora import CORPORA

slow = pytest.mark.slow  # a process for each environment

ENVIRONMENTS = {
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "C locale": {"LC_ALL": "C", "LANG": "C"},
    "POSIX locale, no UTF-8 mode": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Turkish locale": {"LC_ALL": "tr_TR.UTF-8"},
    "ASCII streams": {"PYTHONIOENCODING": "ascii"},
    "cp1252 streams": {"PYTHONIOENCODING": "cp1252"},
    "UTF-8 mode": {"PYTHONUTF8": "1"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "another time zone": {"TZ": "America/St_Johns"},
    "no home, dumb terminal, one column": {"HOME": "/nowhere", "TERM": "dumb", "COLUMNS": "1"},
    "colour forced": {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"},
    "bytecode off, development mode": {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONDEVMODE": "1"},
}
ROWS = b"""\
{"text": "A post of a row, dated with a zone, long enough to be one", "date": "2024-07-28T10:00:00+03:00"}
{"text": "A post of a row, dated in unix time, and about other things", "date": 1722150000, "id": 5, "a": {"c": 1}}
{"text": "Post without a zone: \\u0130stanbul I\\u0307 \\u0131 ISTANBUL, and more", "date": "2024-07-28T10:00:00"}
"""


@pytest.fixture
def inputs(sample, tmp_path):
    """A small run with everything in it: repeats, exact and near copies, rows with dates, odd bytes."""
    edited = sample.read_bytes().replace(b"Kuala Lumpur", b"Kuala-Lumpur").replace(b"students", b"pupils")
    (tmp_path / "edited.txt").write_bytes(edited + b"\nT\xff \x1b[31m\nbody \xf0\x9f\nbody \xf0\x9f\n")
    (tmp_path / "rows.jsonl").write_bytes(ROWS)
    return [sample, "edited.txt", "rows.jsonl", sample]


@pytest.mark.fault("E1")
@pytest.mark.fault("E2")
@slow
@pytest.mark.parametrize("unit", ["post", "block"])
@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_environment_is_not_in_the_output(tgclean, inputs, unit, name):
    """Records and summary are the same bytes as in the environment of the tests."""
    plain = tgclean("dedupe", "--unit", unit, *inputs)
    other = tgclean("dedupe", "--unit", unit, *inputs, env=ENVIRONMENTS[name])
    assert other.returncode == 0, other.complaint
    assert other.stdout == plain.stdout
    assert other.stderr == plain.stderr
    assert len(plain.records) > 13


@pytest.mark.fault("E3")
@slow
def test_edited_reposts_of_some_length_are_scored_alike_with_every_hash_seed(tgclean, tmp_path):
    """Lines that two long posts share come out of a set."""
    chance = random.Random(7)
    words = [a + b + c for a in "bdgklmnprst" for b in "aeiou" for c in ("nder", "rvik", "lmo,", "st.", "'s")]
    rows = []
    for _ in range(60):
        lines = [" ".join(chance.choices(words, k=chance.randrange(4, 30))) for _ in range(12)]
        lines[3], lines[7] = f"• {lines[3]}.", f"{lines[7]}!"
        rows.append(lines)
        rows.append([*lines[:5], f"{lines[5]} {chance.choice(words)}", *lines[6:]])
    data = "".join(json.dumps({"text": "\n".join(lines)}) + "\n" for lines in rows)
    (tmp_path / "rows.jsonl").write_text(data)
    found = {tgclean("dedupe", "rows.jsonl", env={"PYTHONHASHSEED": str(seed)}).stdout for seed in range(4)}
    assert len(found) == 1
    assert b'"near":1' in found.pop()


@pytest.mark.fault("E6")
@slow
@pytest.mark.parametrize("flags", [["-O"], ["-OO"], ["-bb"], ["-W", "error"], ["-X", "utf8=0"], ["-I"]])
def test_the_mode_of_python_is_not_in_the_output(tgclean, inputs, tmp_path, flags):
    """Nothing hangs on assertions, on docstrings, or on warnings that are let pass."""
    plain = tgclean("dedupe", *inputs)
    other = subprocess.run(
        [sys.executable, *flags, "-m", "tgclean", "dedupe", *inputs], cwd=tmp_path, capture_output=True
    )
    assert (other.returncode, other.stdout, other.stderr) == (0, plain.stdout, plain.stderr)


@pytest.mark.fault("E2")
@slow
def test_an_empty_environment_will_do(tgclean, inputs, tmp_path):
    """No PATH, no HOME, no LANG."""
    program = tgclean("--version").args[0]
    other = subprocess.run([program, "dedupe", *inputs], cwd=tmp_path, env={}, capture_output=True)
    assert other.stdout == tgclean("dedupe", *inputs).stdout


@slow
def test_where_it_is_run_is_not_in_the_output(tgclean, sample, tmp_path):
    """From another directory, by another path, only `source` differs."""
    (tmp_path / "s.txt").symlink_to(sample)
    here, there = tgclean("dedupe", "s.txt").stdout, tgclean("dedupe", sample).stdout
    assert here.replace(b'"source":"s.txt"', b'"source":"%s"' % os.fsencode(sample)) == there


@pytest.mark.fault("E1")
@slow
def test_a_complaint_survives_a_narrow_encoding(tgclean):
    """What a stream cannot say is written out, and is no reason to fail otherwise than told."""
    done = tgclean("dedupe", "нет.txt", env={"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (3, b"tgclean: \\u043d\\u0435\\u0442.txt: no such file\n")


def _message(i, date):
    return f"Somebody, [{date} 14:05]\nMessage number {i}, with some words of its own\n\n".encode()


MONTH_FIRST = b"".join(_message(i, "07/28/2024" if i == 400 else "05/07/2024") for i in range(500))
FED = {
    "the 400th message tells day from month": (MONTH_FIRST, "2024-05-07T14:05:00"),
    "the date that tells lies beyond the head": (
        b"".join(_message(i, "07/28/2024" if i == 3999 else "05/07/2024") for i in range(4000)),
        "2024-07-05T14:05:00",
    ),
    "empty lines before messages": (b"\n" * 9000 + MONTH_FIRST, "2024-05-07T14:05:00"),
    "rows": (b"\n" * 9000 + ROWS * 200, "2024-07-28T07:00:00Z"),
    "a long first row": (b'{"text": "%s", "date": "2024-07-28"}\n' % (b"long " * 55_000) + ROWS, "2024-07-28"),
    "nothing but empty lines": (b"\n" * 270_000, None),
    "nothing": (b"", None),
}


@pytest.mark.fault("E3")
@slow
@pytest.mark.parametrize("name", FED)
def test_how_a_pipe_is_fed_is_not_in_the_output(name):
    """The format, and which of day and month comes first, are told by the same lines in pieces of any size."""
    data, date = FED[name]
    whole = list(library.posts(io.BytesIO(data)))
    assert (whole[0].date if whole else None) == date
    for step in (1, 7, 4096):
        assert list(library.posts(Dribble(data, step))) == whole


DRIVER = """
import os, sys
os.umask(int(sys.argv.pop(1), 8))
import tgclean.readers.text as text
text.BLOCK_BYTES = int(sys.argv.pop(1))
from tgclean.__main__ import main
main()
"""
AXES = {
    "seed": [{"PYTHONHASHSEED": seed} for seed in ("0", "1", "4294967295", "random")],
    "block": [1, 61, 4096, 65_537, 1 << 20, 64 << 20],
    "locale": [
        {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "C.UTF-8"},
        {"LC_ALL": "tr_TR.UTF-8"}, {"PYTHONUTF8": "1", "LANG": ""},
    ],
    "streams": [{}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252:strict"}],
    "zone": [{"TZ": "UTC"}, {"TZ": "Pacific/Kiritimati"}, {"TZ": "America/St_Johns"}, {"TZ": "nonsense"}],
    "terminal": [{}, {"TERM": "dumb", "COLUMNS": "1"}, {"TERM": "xterm", "COLUMNS": "500", "FORCE_COLOR": "1"}],
    "flags": [[], ["-O"], ["-OO"], ["-bb"], ["-X", "dev"], ["-W", "error"]],
    "umask": ["022", "077", "000"],
    "scorer": [{}, {"RAPIDFUZZ_IMPLEMENTATION": "python"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The two samples, and reposts with their edits: in text, and in rows."""
    place = tmp_path_factory.mktemp("corpus")
    (place / "rows.jsonl").write_bytes(b"".join(CORPORA["reposts"](0).data.splitlines(keepends=True)[:200]))
    (place / "text.txt").write_bytes(CORPORA["export-reposts"](0).data[:200_000])
    for name in ("export.txt", "reposts.jsonl"):
        (place / name).write_bytes((ROOT / "samples" / name).read_bytes())
    return place


def outcome_of(place, combination):
    """Return the records and the statistics, but for `run`, under a combination of circumstances."""
    env = {name: value for kind in ("seed", "locale", "streams", "zone", "terminal", "scorer")
           for name, value in combination[kind].items()}  # fmt: skip
    command = [sys.executable, *combination["flags"], "-c", DRIVER, combination["umask"], str(combination["block"])]
    names = ["export.txt", "rows.jsonl", "text.txt", "reposts.jsonl", "export.txt"]
    done = subprocess.run(
        [*command, "dedupe", "-q", *names, "--stats-json", "/dev/stderr"],
        cwd=place, env={**os.environ, **env}, stdin=subprocess.DEVNULL, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, (combination, done.stderr[-500:])
    stats = json.loads(done.stderr)
    del stats["run"]
    assert stats["near"] > 20
    return done.stdout, json.dumps(stats)


def combinations(count):
    """Return some combinations, the same each time, in which each value of each axis stands about equally often."""
    chance = random.Random(3)
    columns = {}
    for name, values in AXES.items():
        columns[name] = [values[n % len(values)] for n in range(count)]
        chance.shuffle(columns[name])
    return [{name: column[n] for name, column in columns.items()} for n in range(count)]


def one_outcome(place, record_property, count):
    found = {outcome_of(place, combination) for combination in combinations(count)}
    record_property("combinations", count)
    record_property("distinct_outputs", len(found))
    sys.stdout.write(f"{count} combinations, {len(found)} distinct outputs\n")
    assert len(found) == 1


@pytest.mark.fault("E1")
@pytest.mark.fault("E3")
@pytest.mark.fault("E4")
def test_some_circumstances_are_not_in_the_output(corpus, record_property):
    """Each axis takes another value in each of these runs."""
    one_outcome(corpus, record_property, 4)


@slow
@pytest.mark.fault("C19")
@pytest.mark.fault("E1")
@pytest.mark.fault("E2")
@pytest.mark.fault("E3")
@pytest.mark.fault("E4")
@pytest.mark.fault("E6")
def test_no_circumstance_is_in_the_output(corpus, record_property):
    """Forty combinations of hash seed, block size, locale, zone, terminal, mode of Python, mask and scorer."""
    one_outcome(corpus, record_property, 40)


@slow
@pytest.mark.fault("E3")
def test_the_engine_is_not_in_the_output(corpus, tgclean, tmp_path):
    """Daft's records are those of a local run, in another order."""
    pytest.importorskip("daft")
    names = [corpus / name for name in ("rows.jsonl", "reposts.jsonl")]
    here = tgclean("dedupe", "-q", *names).stdout.splitlines()
    assert tgclean("dedupe", "-q", *names, "--engine", "daft", "-o", "parts").returncode == 0
    there = [line for part in (tmp_path / "parts").glob("*.jsonl") for line in part.read_bytes().splitlines()]
    assert sorted(there) == sorted(here)
