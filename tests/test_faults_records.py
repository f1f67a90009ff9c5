"""What tgclean wrote and reads again may be anybody's: records, statistics and indexes that no run wrote."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tgclean import Options, Tally
from tgclean.cli import jobs
from tgclean.errors import InputError, OptionError, OutputError
from tgclean.explain import explain_records
from tgclean.index.store import _packed
from tgclean.indexed import forget_before, information
from tgclean.pipeline import opened, run
from tgclean.stats import Machine, encode, stats_of

HUGE, DEEP = "9" * 5000, "[" * 100_000 + "]" * 100_000
ODD = [
    None, True, -1, 0, 1 << 63, 1 << 64, -(1 << 70), 10**400, 1e308, 5e-324, "", "x", "\0", "\ud800", "\u202e\x1b[2J",
    "2024-99-99T", "9999-12-31", "0001-01-01T00:00:00Z", "<script>", "🔹", [], {}, [[]], [None], {"a": 1},
]  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A directory with the output, the statistics and the index of a run."""
    path = tmp_path_factory.mktemp("written")
    sample = ROOT / "samples" / "reposts.jsonl"
    tally = Tally()
    with opened(path / "index", Options()) as index:
        lines = list(run([sample], Options(), tally, index))
        index.commit()
    (path / "out.jsonl").write_bytes(b"".join(lines))
    (path / "stats.json").write_bytes(encode(stats_of(tally, Options(), Machine(["tgclean"], 1.0, 0))))
    rows = sample.read_text().splitlines(keepends=True)
    (path / "new.jsonl").write_text("".join(rows[::2]) + '{"text": "a post that no run has seen before this one"}\n')
    return path


def places(value, path=()):
    """Yield the path of every value in a document."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from places(inner, (*path, key))


@st.composite
def changed(draw, document):
    """Draw a document in which a few values are others, are missing, or are too many."""
    document = json.loads(json.dumps(document))
    for _ in range(draw(st.integers(1, 3))):
        *path, last = draw(st.sampled_from(list(places(document))))
        inner = document
        for key in path:
            inner = inner[key]
        how, odd = (
            draw(st.sampled_from(["set", "set", "set", "remove", "add"])),
            json.loads(json.dumps(draw(st.sampled_from(ODD)))),
        )
        if how == "set":
            inner[last] = odd
        elif how == "remove":
            del inner[last]
        elif isinstance(inner, dict):
            inner["unknown"] = odd
        else:
            inner.append(odd)
    return document


def complaint(read):
    """Return what is said of what cannot be read, "" if it can."""
    try:
        read()
    except (InputError, OptionError, OutputError) as error:
        return str(error)
    return ""


def page(records, stats=None):
    """Make the page of some records."""
    jobs.report(str(records), "/dev/null", stats and str(stats), None, None, True, True, "never")


@pytest.mark.fault("D10")
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_records_with_other_values_are_read_or_refused(written, data):
    """By `report` and `explain --in`: with the line that is wrong, or as if a run had written them."""
    known = [json.loads(line) for line in (written / "out.jsonl").read_bytes().splitlines()[:3]]
    number = data.draw(st.integers(0, 2))
    known[number] = data.draw(changed(known[number]))
    path = written / "changed.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in known))
    first, second = (str(record.get("id", "")) if isinstance(record, dict) else "" for record in known[:2])
    for read in (lambda: page(path), lambda: list(explain_records(first, second, path, Options()))):
        assert not (said := complaint(read)) or said.startswith((f"{path}:{number + 1}: ", f"{path}: ")), said


@pytest.mark.fault("D10")
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_statistics_with_other_values_are_read_or_refused(written, data):
    """By `report --stats`."""
    path = written / "changed.json"
    path.write_text(json.dumps(data.draw(changed(json.loads((written / "stats.json").read_bytes())))))
    assert len(complaint(lambda: page(written / "out.jsonl", path))) < 2000


@pytest.mark.fault("D10")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda line: line.replace('"extra":""', f'"extra":{DEEP}'), 3),
        (lambda line: f'{line[:-1]},"unknown":{DEEP}}}', 3),
        (lambda line: line.replace('"count":', f'"count":{HUGE}'), 3),
        (lambda line: line.replace('"byte":', f'"byte":{HUGE}'), 3),
        (lambda line: f'{line[:-1]},"unknown":{HUGE},"another":[{{}}]}}', 0),
        (lambda line: f'{line[:-1]},"channel":"twice","channel":"three times"}}', 0),
        (lambda line: line[:-1] + ',"text":7}', 3),
        (lambda line: line[: len(line) // 2], 3),
        (lambda line: f"[{line}]", 3),
        (lambda _: "", 3),
        (lambda _: "null", 3),
        (lambda line: line.replace('"tgclean/1"', '"tgclean/2"'), 3),
        (lambda line: line.replace('"kept"', '"leader"'), 3),
        (lambda line: line.replace("e", "\\ud800", 1), 3),
    ],
)
def test_a_line_in_the_middle_is_named(tgclean, written, tmp_path, change, code):
    """Huge figures, depths of 100,000, keys that stand twice, other types; what is unknown is passed over."""
    lines = (written / "out.jsonl").read_text().splitlines()
    first, last = (json.loads(lines[at])["id"] for at in (0, -1))
    (tmp_path / "out.jsonl").write_text("\n".join([lines[0], change(lines[1]), *lines[2:]]) + "\n")
    for args in (["report", "out.jsonl", "-o", "page.html"], ["explain", "--in", "out.jsonl", first, last]):
        done = tgclean(*args)
        assert done.returncode == code, done.complaint
        if code:
            assert done.complaint.startswith("tgclean: out.jsonl:2: no record of tgclean")
            assert (done.complaint.count("\n"), (tmp_path / "page.html").exists()) == (1, False)
            assert len(done.complaint) < 300


def run_on(index, rows):
    """Clean rows against an index."""
    with opened(index, Options()) as held:
        list(run([rows], Options(), Tally(), held))


TABLES = {
    "meta": ["key", "value"],
    "run": ["number", "digest", "first", "posts", "seen", "lines", "others"],
    "post": ["place", "same", "name", "component", "leader", "kept", "body"],
    "text": ["digest", "place"],
    "bucket": ["key", "posts", "first", "a", "b", "c"],
}
CELLS = [
    None, -1, 0, 1 << 62, -(1 << 63), 0.5, "", "x", "{}", "[]", '{"keep": {}}', '{"\u202e": 1}', HUGE, DEEP, b"", b"\0",
    b"x" * 7, b"\xff" * 40, _packed(b"x"), _packed(b"{}"), _packed(DEEP.encode()), _packed(b"\0" * (1 << 28 | 1)),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.fault("D10")
@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, columns in TABLES.items() for column in columns]
)
def test_an_index_with_other_values_is_read_or_refused(written, tmp_path, table, column):
    """By a run, `index info` and `index forget`, whatever stands in a column, in one row or in all of them."""
    path = tmp_path / "index"
    for cell in CELLS:
        shutil.copyfile(written / "index", path)
        with sqlite3.connect(path) as index:
            try:
                index.execute(f"UPDATE OR REPLACE {table} SET {column} = ?", (cell,))
            except sqlite3.IntegrityError:
                continue
        index.close()
        for read in (
            lambda: list(information(path)),
            lambda: run_on(path, written / "new.jsonl"),
            lambda: forget_before(path, date(2099, 1, 1)),
        ):
            assert len(said := complaint(read)) < 500, said


@pytest.mark.fault("D10")
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_index_with_other_records_is_read_or_refused(written, tmp_path_factory, data):
    """A record of a known post is checked like one that comes from a file."""
    path = tmp_path_factory.getbasetemp() / "changed.index"
    shutil.copyfile(written / "index", path)
    record = json.loads((written / "out.jsonl").read_bytes().splitlines()[0])
    body = _packed(json.dumps(data.draw(changed(record))).encode())
    with sqlite3.connect(path) as index:
        index.execute("UPDATE post SET body = ? WHERE same IS NULL", (body,))
    index.close()
    said = complaint(lambda: run_on(path, written / "new.jsonl"))
    assert not said or "is damaged" in said


@pytest.mark.fault("D10")
def test_a_place_in_a_record_opens_no_file(tgclean, written, tmp_path):
    """What a record calls its source is shown, and nothing of it is read."""
    line = (written / "out.jsonl").read_text().splitlines()[0]
    record = json.loads(line)
    (tmp_path / "secret.txt").write_text("the words of a secret file")
    for span in record["spans"]:
        span["source"] = str(tmp_path / "secret.txt")
    (tmp_path / "out.jsonl").write_text(json.dumps(record | {"source": str(tmp_path / "secret.txt")}) + "\n")
    assert b"words of a secret" not in tgclean("report", "out.jsonl").stdout
    done = tgclean("explain", "--in", "out.jsonl", record["id"], record["id"])
    assert (done.returncode, b"words of a secret" in done.stdout) == (0, False)
