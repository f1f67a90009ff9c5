"""The output loads unchanged in pandas, polars, pyarrow and DuckDB: rows, texts, numbers and nested lists."""

from __future__ import annotations

import json

import pytest

TWO_LANGUAGES = """\
Переслано от Новости 24
Заголовок «первый»
🔹 Тело первой новости, 12 строк и \u00a0пробел.
🔹 Тело первой новости, 12 строк и \u00a0пробел.
A title in English
Body with "quotes", a \\ backslash, a \t tab, nul \0 and \u2028 in it #tag #тег
Body with "quotes", a \\ backslash, a \t tab, nul \0 and \u2028 in it #tag #тег
A title in English
Body with "quotes", a \\ backslash, a \t tab, nul \0 and \u2028 in it #tag #тег
Body with "quotes", a \\ backslash, a \t tab, nul \0 and \u2028 in it #tag #тег
"""
ROWS = """\
{"text": "A row with more fields, long enough to be a post", "views": 3, "date": 1722150000, "channel": "news"}
{"text": "Another row without any of them, about the weather", "title": "t"}
{"text": "A third row, whose date is local and not known to be", "date": "2024-07-28T10:00:00", "author": "me"}
"""


@pytest.fixture(params=["sample", "blocks", "two languages", "rows", "all"])
def output(request, tgclean, sample, tmp_path):
    """An output as a file, and its rows as the standard library reads them."""
    (tmp_path / "two.txt").write_text(TWO_LANGUAGES.replace("\0", "\u0007"), encoding="utf-8", newline="\n")
    (tmp_path / "rows.jsonl").write_text(ROWS)
    inputs = {
        "sample": [sample],
        "blocks": ["--unit", "block", sample],
        "two languages": ["two.txt"],
        "rows": ["rows.jsonl"],
        "all": ["rows.jsonl", "two.txt", sample, "two.txt"],
    }
    done = tgclean("dedupe", *inputs[request.param], "-o", "out.jsonl")
    assert done.returncode == 0, done.complaint
    path = tmp_path / "out.jsonl"
    rows = [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]
    assert rows
    return path, rows


def test_pandas(output):
    """`read_json(lines=True)`; with `dtype=False` not even a date is converted."""
    pandas = pytest.importorskip("pandas")
    path, rows = output
    frame = pandas.read_json(path, lines=True, dtype=False)
    assert list(frame.columns) == list(rows[0])
    assert frame.to_dict(orient="records") == rows
    inferred = pandas.read_json(path, lines=True)
    assert inferred["text"].to_list() == [row["text"] for row in rows]
    assert inferred["spans"].to_list() == [row["spans"] for row in rows]


def test_polars(output):
    """`read_ndjson`: lists of structures stay lists, and texts are strings."""
    polars = pytest.importorskip("polars")
    path, rows = output
    frame = polars.read_ndjson(path)
    assert frame.to_dicts() == rows
    assert frame.schema["spans"].inner.to_schema()["score"] == polars.Float64
    assert all(frame.schema[key] == polars.String for key in ("text", "date", "message_id", "extra", "flags"))


def test_pyarrow(output):
    """`pyarrow.json.read_json`, from its smallest block on: types do not depend on where a block ends."""
    json_reader = pytest.importorskip("pyarrow.json")
    path, rows = output
    longest = max(map(len, path.read_bytes().split(b"\n"))) + 1
    for block_size in (longest, 1 << 20):
        table = json_reader.read_json(path, read_options=json_reader.ReadOptions(block_size=block_size))
        assert table.column_names == list(rows[0])
        kept = [name for name in table.column_names if name != "date"]  # a column of nothing but dates is made one
        assert table.select(kept).to_pylist() == [{key: row[key] for key in kept} for row in rows]


def test_duckdb(output):
    """`read_json_auto`: the same rows, nested lists as lists of structures."""
    duckdb = pytest.importorskip("duckdb")
    path, rows = output
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_json_auto(?, format = 'newline_delimited')", [str(path)])
        names = [column[0] for column in found.description]
        loaded = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    assert names == list(rows[0])
    assert [row["text"] for row in loaded] == [row["text"] for row in rows]
    assert [row["count"] for row in loaded] == [row["count"] for row in rows]
    assert [len(row["spans"]) for row in loaded] == [len(row["spans"]) for row in rows]
    assert [row["spans"][0]["byte_end"] for row in loaded] == [row["spans"][0]["byte_end"] for row in rows]
    assert [row["blocks"] for row in loaded] == [row["blocks"] for row in rows]
