"""repair: the same rows and columns, doubled passages once, all else byte for byte."""

from __future__ import annotations

import csv
import io
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tgclean import InputError, Options
from tgclean.model import Tally
from tgclean.repair import repair
from tgclean.segment import undoubled

BODY = "The repair of the chains takes two weeks, the office says.\nBuses take the mill road until then."
DOUBLED, ONCE = f"The bridge is closed\n{BODY}\n{BODY}", f"The bridge is closed\n{BODY}"


def repaired(path, target, **options):
    """Return the bytes that repair writes, and its tally."""
    tally = Tally()
    repair([path], target, Options(interface="keep", **options), tally)
    return target.read_bytes(), tally


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (DOUBLED, ONCE),
        (f"Intro, by itself.\n\n{DOUBLED}\n\nAn end", f"Intro, by itself.\n\n{ONCE}\n\nAn end"),
        (f"Forwarded from News\n{DOUBLED}", f"Forwarded from News\n{ONCE}"),
        (f"VIEW IN TELEGRAM\n{DOUBLED}\n1.2K views", f"VIEW IN TELEGRAM\n{ONCE}\n1.2K views"),
        ("la la la\nla la la\n", "la la la\nla la la\n"),
        ("Some long line\nother\nSome long line\n", "Some long line\nother\nSome long line\n"),
        ("", ""),
        (" a \r\n b \r\n", " a \r\n b \r\n"),
    ],
)  # fmt: skip
def test_a_doubled_passage_stands_once(text, wanted):
    """Below its title; what stands around it stays, and so does what is no passage."""
    assert undoubled(text, Options(interface="keep")) == wanted


@given(st.lists(st.text(alphabet="ab \r\t🔹二,.", max_size=30), unique=True).map("\n".join))
def test_what_is_not_doubled_comes_back_as_it_is(text):
    """To the byte."""
    assert undoubled(text, Options(interface="keep")) == text


def rows():
    """Yield a hundred rows, a tenth of them doubled, and what their texts are to be."""
    chance = random.Random(4)
    for n in range(100):
        body = BODY.replace("two", str(n))
        text = f"Title {n}\n{body}" + f"\n{body}" * (n % 10 == 0)
        yield {"id": n, "text": text, "score": chance.random()}, f"Title {n}\n{body}"


def test_json_lines(tmp_path):
    """Rows that are not doubled keep their bytes, spaces and escapes; the others their keys in order."""
    lines = [json.dumps(row, indent=None, separators=(", ", " :  ")).encode() for row, _ in rows()]
    (tmp_path / "in.jsonl").write_bytes(b"\r\n".join([*lines, b"", b'{"id": 100}']))
    data, tally = repaired(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    found = data.split(b"\r\n")
    assert (tally.posts_read, tally.repeats, found[100:]) == (100, 10, [b"", b'{"id": 100}'])
    for n, (row, wanted) in enumerate(rows()):
        assert json.loads(found[n]) == {**row, "text": wanted}
        assert [*json.loads(found[n])] == ["id", "text", "score"]
        assert n % 10 == 0 or found[n] == lines[n]


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table(tmp_path, delimiter, end):
    """The header row, the delimiter, the line ends and every row that is not doubled stay."""
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    table.writerow(["id", "Text", "score"])
    table.writerows(row.values() for row, _ in rows())
    (tmp_path / "in.csv").write_bytes(out.getvalue().encode())
    data, tally = repaired(tmp_path / "in.csv", tmp_path / "out.csv")
    found = [*csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter)]
    assert [cells[1] for cells in found[1:]] == [wanted for _, wanted in rows()]
    assert [cells[::2] for cells in found[1:]] == [[str(row["id"]), str(row["score"])] for row, _ in rows()]
    assert (tally.repeats, data.count(b'"7"')) == (10, 1)


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_columns(tmp_path, kind):
    """The schema and every other value stay."""
    pa, pq, feather = map(pytest.importorskip, ("pyarrow", "pyarrow.parquet", "pyarrow.feather"))
    table = pa.Table.from_pylist([{**row, "tags": ["a"], "none": None} for row, _ in rows()])
    path, target = tmp_path / f"in.{kind}", tmp_path / f"out.{kind}"
    (pq.write_table if kind == "parquet" else feather.write_feather)(table, path)
    _, tally = repaired(path, target)
    found = (pq.read_table if kind == "parquet" else feather.read_table)(target)
    assert found.schema.equals(table.schema)
    assert found["text"].to_pylist() == [wanted for _, wanted in rows()]
    assert found.drop(["text"]).equals(table.drop(["text"]))
    assert tally.repeats == 10


def test_what_has_no_rows_is_refused(tmp_path, tgclean):
    """One line, and nothing is written."""
    for name, data in (
        ("a.txt", b"flat text\n"),
        ("b.csv", b'id,text\n1,"open\n'),
        ("c.jsonl", b'{"text": "a"}\n[1]\n'),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError):
            repaired(tmp_path / name, tmp_path / "out")
        done = tgclean("repair", name, "-o", "out")
        assert (done.returncode, done.complaint.count("\n"), (tmp_path / "out").exists()) == (3, 1, False)
    assert tgclean("repair", "a.txt", "-o", "a.txt").returncode == 2


def test_several_files_of_rows_are_one(tmp_path, tgclean):
    """JSON Lines follow each other; a pipe and a compressed target work as everywhere."""
    row = json.dumps({"text": DOUBLED}).encode() + b"\n"
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_bytes(row)
    done = tgclean("repair", "a.jsonl", "-", "b.jsonl", stdin=row)
    assert [record["text"] for record in done.records] == [ONCE] * 3
    assert "3 rows of 3" in done.complaint


def test_the_name_of_the_output_is_that_of_its_rows(tmp_path, tgclean):
    """JSON Lines under the name of a table would be neither."""
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n')
    for name in ("o.csv", "o.parquet", "o.csv.gz"):
        done = tgclean("repair", "a.jsonl", "-o", name)
        assert (done.returncode, "would be jsonl" in done.complaint, (tmp_path / name).exists()) == (2, True, False)
    assert tgclean("repair", "a.jsonl", "-o", "o.jsonl.gz").returncode == 0
