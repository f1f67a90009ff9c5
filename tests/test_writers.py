"""Writing: records as lines that any loader takes, a spool on disk, files that are old or new."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import os
import resource
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tgclean.errors import OptionError, OutputError
from tgclean.model import Block, Record, Span
from tgclean.writers import Spool, decode, encode, open_target, refuse_inputs, text_in

KEYS = [
    "id", "text", "title", "channel", "author", "url", "forwarded_from", "date", "message_id", "source", "kind",
    "marker", "post_id", "blocks", "hashtags", "count", "repeats", "exact", "near", "score_min", "flags", "spans",
    "extra", "schema",
]  # fmt: skip
SPAN_KEYS = [
    "source", "line", "line_end", "byte", "byte_end", "role", "score", "edits", "forwarded_from", "channel", "author",
    "url", "date", "message_id",
]  # fmt: skip
BLOCK_KEYS = [("marker", str), ("line", int), ("line_end", int)]

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NUMBER = st.integers(0, 2**53)
SCORE = st.floats(0, 100, allow_nan=False)
ROLE = st.sampled_from(["kept", "repeat", "exact", "near"])
SPAN = st.builds(Span, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, ROLE, SCORE, TEXT, TEXT, TEXT)
RECORD = st.builds(
    Record,
    **dict.fromkeys([*KEYS[:10], "marker", "post_id", "hashtags", "flags", "extra"], TEXT),
    **dict.fromkeys(["count", "repeats", "exact", "near"], NUMBER),
    kind=st.sampled_from(["post", "block"]),
    blocks=st.lists(st.builds(Block, TEXT, NUMBER, NUMBER), min_size=1, max_size=3),
    score_min=SCORE,
    spans=st.lists(SPAN, min_size=1, max_size=3),
)


@given(RECORD)
def test_a_line_is_its_record(record):
    """`decode` is the inverse of `encode`; the line is JSON for every other reader too, and one line."""
    line = encode(record)
    assert decode(line) == record
    assert text_in(line) == record.text
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert not any(byte < 0x20 for byte in line[:-1])
    assert json.loads(line)["text"] == record.text


@given(RECORD)
def test_keys_and_types_never_change(record):
    """Keys in the order of the schema, one type a key, no nulls: loaders infer types from the first lines."""
    row = json.loads(encode(record))
    assert list(row) == KEYS
    floats = {"score_min"}
    numbers = {"count", "repeats", "exact", "near"}
    for key, value in row.items():
        kind = list if key in ("blocks", "spans") else float if key in floats else int if key in numbers else str
        assert type(value) is kind, key
    for span in row["spans"]:
        assert list(span) == SPAN_KEYS
        assert [type(value) for value in span.values()] == [str, int, int, int, int, str, float, *[str] * 7]
    for block in row["blocks"]:
        assert [(key, type(value)) for key, value in block.items()] == [
            ("marker", str),
            ("line", int),
            ("line_end", int),
        ]
    assert row["schema"] == "tgclean/1"


def test_no_record_of_the_sample_has_a_null_or_an_empty_list(sample_posts):
    """Every field is there in every record; the lists have something in them."""
    for row in sample_posts:
        assert list(row) == KEYS
        assert row["blocks"]
        assert row["spans"]
        assert None not in row.values()


@given(st.lists(st.binary(max_size=30), max_size=20), st.data())
def test_a_spool_gives_back_what_it_took(lines, data):
    """Lines come back by number in any order, also while more are appended."""
    with Spool() as spool:
        for number, line in enumerate(lines):
            assert spool.append(line) == number
            asked = data.draw(st.integers(0, number))
            assert spool.read(asked) == lines[asked]
        assert len(spool) == len(lines)
        assert [spool.read(number) for number in reversed(range(len(lines)))] == lines[::-1]


@pytest.mark.fault("C10")
def test_a_spool_leaves_nothing_and_says_what_to_do(tmp_path):
    """Its file has no name; a directory that is not there is named, and the option for another."""
    with Spool(str(tmp_path)) as spool:
        spool.append(b"x")
        assert list(tmp_path.iterdir()) == []
    with pytest.raises(OutputError, match=r"nowhere: .*--tmp-dir"):
        Spool(str(tmp_path / "nowhere"))


def limited(tmp_path, code, limit):
    """Runs Python code that can write files of at most `limit` bytes, as on a disk that fills up."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )


@pytest.mark.fault("C10")
def test_a_full_disk_is_a_spools_own_error(tmp_path):
    """Whether it is met at appending or at reading; closing does not fail again."""
    code = (
        "from tgclean.writers import Spool\nfrom tgclean.errors import OutputError\n"
        "try:\n  with Spool('.') as s:\n    for _ in range({n}): s.append(b'x' * 1000)\n    s.read(0)\n"
        "except OutputError as e: print(e)"
    )
    for n in (500, 5000):
        done = limited(tmp_path, code.format(n=n), 100_000)
        assert (done.returncode, done.stderr) == (0, "")
        assert "File too large" in done.stdout
        assert "--tmp-dir" in done.stdout


@pytest.mark.fault("C9")
@pytest.mark.parametrize("size", [100, 3_000_000])
def test_a_full_disk_leaves_the_old_file(tmp_path, size):
    """Met while writing or at the end, the error names the target, and the target is as it was."""
    (tmp_path / "out").write_bytes(b"old")
    code = (
        "from tgclean.writers import open_target\nfrom tgclean.errors import OutputError\n"
        f"try:\n  with open_target('out') as out: out.write(b'x' * {size})\n"
        "except OutputError as e: print(e.target, e.what)"
    )
    assert limited(tmp_path, code, 50).stdout == "out File too large\n"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out", b"old")]


@pytest.mark.fault("C9")
def test_a_disk_that_fills_up_in_the_last_line_is_an_error(tgclean, sample, tmp_path):
    """No partial write is taken for a whole one, with --stream neither."""
    whole = len(tgclean("dedupe", "--scope", "post", sample).stdout)
    for stream in ([], ["--stream"]):
        with (tmp_path / "out").open("wb") as out:
            done = tgclean(
                "dedupe", "--scope", "post", *stream, sample, capture_output=False, stdout=out, stderr=subprocess.PIPE,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (whole - 5, whole - 5)),
            )  # fmt: skip
        assert (done.returncode, done.complaint) == (4, "tgclean: standard output: File too large\n")


@pytest.mark.fault("C7")
@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
@pytest.mark.parametrize("old", [b"old", None])
def test_an_error_in_the_block_leaves_the_old_file(tmp_path, error, old):
    """Whatever ends the block, the target is as it was and nothing stands beside it."""
    target = tmp_path / "out"
    if old:
        target.write_bytes(old)
    with pytest.raises(error), open_target(target) as out:  # noqa: PT012 - the block is what is tested
        out.write(b"half")
        raise error
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [old] * bool(old)


def test_a_new_file_has_the_mode_that_the_umask_gives(tmp_path):
    """As any other program would make it."""
    for mask in (0o022, 0o077, 0o002):
        before = os.umask(mask)
        try:
            with open_target(tmp_path / f"out{mask}") as out:
                out.write(b"x")
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / f"out{mask}").stat().st_mode) == 0o666 & ~mask


@pytest.mark.fault("C7")
def test_a_replaced_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path):
    """A symbolic link's target is replaced where it stands, in another directory too."""
    (tmp_path / "sub").mkdir()
    real = tmp_path / "sub" / "real"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(Path("sub") / "real")
    with open_target(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert (real.read_bytes(), stat.S_IMODE(real.stat().st_mode)) == (b"new", 0o640)


def test_a_link_to_nothing_makes_the_file(tmp_path):
    """As `>` does."""
    (tmp_path / "link").symlink_to("new")
    with open_target(tmp_path / "link") as out:
        out.write(b"x")
    assert (tmp_path / "new").read_bytes() == b"x"


@pytest.mark.fault("C20")
@pytest.mark.parametrize("name", ["ж" * 127, "新" * 85, "x" * 255, "🇷🇺" * 31])
def test_every_name_that_the_disk_takes_is_a_target(tmp_path, name):
    """The temporary file's name fits where the target's does."""
    with open_target(tmp_path / name) as out:
        out.write(b"x")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_pipes_and_devices_are_written_to(tmp_path):
    """They are not replaced."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reader = subprocess.Popen(["cat", fifo], stdout=subprocess.PIPE)
    with open_target(fifo) as out:
        out.write(b"through")
    assert reader.communicate()[0] == b"through"
    assert stat.S_ISFIFO(fifo.stat().st_mode)
    with open_target("/dev/null") as out:
        out.write(b"away")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.fault("C6")
def test_a_target_that_is_an_input_is_refused_with_the_evidence(tmp_path):
    """The error carries the option and the value; other files, missing ones and devices pass."""
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    (tmp_path / "c").write_bytes(b"x")
    with pytest.raises(OptionError) as caught:
        refuse_inputs(tmp_path / "b", [tmp_path / "c", str(tmp_path / "a")])
    assert (caught.value.name, caught.value.offered) == ("output", str(tmp_path / "b"))
    refuse_inputs(tmp_path / "c", [tmp_path / "a", tmp_path / "missing", object()])
    refuse_inputs(tmp_path / "missing", [tmp_path / "missing"])
    refuse_inputs("/dev/null", ["/dev/null"])


STDOUT_NAMES = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/proc/thread-self/fd/1", "//dev/../dev/stdout", "link"]


@pytest.mark.parametrize("name", STDOUT_NAMES)
def test_a_name_of_standard_output_is_standard_output(tgclean, sample, tmp_path, name):
    """`-o /dev/stdout >> app.txt` appends, as `-o -` does; nothing is replaced."""
    (tmp_path / "link").symlink_to("/dev/stdout")
    expected = tgclean("dedupe", sample).stdout
    app = tmp_path / "app.txt"
    app.write_bytes(b"what stood there\n")
    before = app.stat().st_ino
    with app.open("ab") as out:
        done = tgclean("dedupe", sample, "-o", name, capture_output=False, stdout=out, stderr=subprocess.PIPE)
    assert (done.returncode, app.read_bytes(), app.stat().st_ino) == (0, b"what stood there\n" + expected, before)
    with open("/dev/full", "wb") as full:
        done = tgclean("dedupe", sample, "-o", name, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.complaint) == (4, "tgclean: standard output: No space left on device\n")


@pytest.mark.fault("C6")
def test_a_name_of_standard_output_that_is_an_input_is_refused(tgclean, sample, tmp_path):
    """`tgclean dedupe e.txt -o /dev/stdout >> e.txt` leaves e.txt as it was."""
    export = tmp_path / "e.txt"
    export.write_bytes(sample.read_bytes())
    with export.open("ab") as out:
        done = tgclean("dedupe", "e.txt", "-o", "/dev/stdout", capture_output=False, stdout=out, stderr=subprocess.PIPE)
    assert (done.returncode, "standard output is one of the inputs" in done.complaint) == (2, True)
    assert export.read_bytes() == sample.read_bytes()


def test_any_descriptor_by_its_name_is_written_to(tmp_path):
    """`3>> file` and -o /dev/fd/3 append; one that is not open is an error."""
    with (tmp_path / "out").open("ab", buffering=0) as file:
        file.write(b"old ")
        with open_target(f"/dev/fd/{file.fileno()}") as out:
            out.write(b"new")
    assert (tmp_path / "out").read_bytes() == b"old new"
    with pytest.raises(OutputError, match="/dev/fd/99999: "), open_target("/dev/fd/99999"):
        pass


@pytest.mark.parametrize("name", ["o.xlsx", "o.TSV", "o.arrow", "sub.d/o.jsonl.xz"])
def test_a_name_that_promises_another_form_is_refused(tgclean, sample, tmp_path, name):
    """Exit code 2 and what to do, instead of JSON Lines under the name of something else."""
    (tmp_path / "sub.d").mkdir()
    done = tgclean("dedupe", sample, "-o", name)
    assert (done.returncode, done.stdout, done.complaint.count("\n")) == (2, b"", 1)
    assert f"{name} is of a kind that is not written; name it .jsonl, .csv" in done.complaint
    assert ("through xz" in done.complaint) == name.endswith(".xz")
    assert [path.name for path in tmp_path.rglob("*")] == ["sub.d"]


@pytest.mark.parametrize("name", ["o", "o.jsonl", "o.json", "o.txt", "o.gz.jsonl", ".gz"])
def test_every_other_name_is_a_target(tmp_path, name):
    """Only a suffix that is surely something else is refused."""
    with open_target(tmp_path / name) as out:
        out.write(b"x")
    assert (tmp_path / name).read_bytes() == b"x"


def test_a_pipe_may_have_any_name(tmp_path):
    """Whoever makes a pipe o.gz has its reader compress."""
    os.mkfifo(tmp_path / "o.gz")
    reader = subprocess.Popen(["cat", tmp_path / "o.gz"], stdout=subprocess.PIPE)
    with open_target(tmp_path / "o.gz") as out:
        out.write(b"through")
    assert reader.communicate()[0] == b"through"


ROWS = b"".join(
    json.dumps({"text": text, "n": n}, ensure_ascii=False).encode() + b"\n"
    for n, text in enumerate(("=1+1", 'a "b", мост\n\nсё', "-5 °C, +3", "@x", "🔹 • 二", "\tx; y"))
)


@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
@pytest.mark.parametrize("to", ["jsonl", "csv", "txt", "parquet"])
def test_every_format_is_loaded_by_what_people_use(tgclean, tmp_path, to, packed):
    """The same rows from each, compressed or not; a cell that a spreadsheet would run begins with an apostrophe."""
    pd, pl, duckdb, xopen = map(pytest.importorskip, ("pandas", "polars", "duckdb", "xopen"))
    (tmp_path / "rows.jsonl").write_bytes(ROWS)
    wanted = [record["text"] for record in tgclean("dedupe", "rows.jsonl").records]
    name = f"o.{to}{packed}"
    done = tgclean("dedupe", "rows.jsonl", "-o", name)
    assert done.returncode == 0, done.complaint
    with xopen.xopen(tmp_path / name, "rb", threads=0) as file:
        data = file.read()
    piped = tgclean("dedupe", "rows.jsonl", "--to", to)
    assert piped.stdout == data
    (tmp_path / f"plain.{to}").write_bytes(data)
    plain = str(tmp_path / f"plain.{to}")
    if to == "txt":
        blocks = data.decode().split("\n\n")
        assert [block.strip("\n") for block in blocks] == [text.replace("\n\n", "\n") for text in wanted]
        return
    if to == "csv":
        wanted = [f"'{text}" if text[0] in "=+-@\t" else text for text in wanted]
    tables = {
        "csv": (pd.read_csv, pl.read_csv, duckdb.read_csv, lambda _: csv.DictReader(io.StringIO(data.decode(), ""))),
        "parquet": (pd.read_parquet, pl.read_parquet, duckdb.read_parquet),
        "jsonl": (partial(pd.read_json, lines=True), pl.read_ndjson, duckdb.read_json),
    }
    for load in tables[to]:
        rows = rows_of(load(plain))
        assert [row["text"] for row in rows] == wanted
        assert [int(row["count"]) for row in rows] == [1] * len(wanted)
        assert tuple(rows[0]) == Record.__struct_fields__
        assert rows[0]["source"] == "rows.jsonl"
        spans = rows[0]["spans"]
        assert (json.loads(spans) if isinstance(spans, str) else list(spans))[0]["role"] == "kept"


def rows_of(table):
    """Return the rows of a table of pandas, polars, DuckDB or csv."""
    if hasattr(table, "to_dicts"):
        return table.to_dicts()
    table = table.df() if hasattr(table, "df") else table
    return table.to_dict("records") if hasattr(table, "iloc") else list(table)


def test_the_same_bytes_whenever_they_are_compressed(tgclean, tmp_path):
    """No time and no name of a file is in them."""
    (tmp_path / "rows.jsonl").write_bytes(ROWS)
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        tgclean("dedupe", "rows.jsonl", "-o", name)
    assert (tmp_path / "a.jsonl.gz").read_bytes() == (tmp_path / "b.jsonl.gz").read_bytes()


def killed_on(target, tmp_path):
    """Kill a process that writes a target, and return the name of what it leaves."""
    code = f"import os, tgclean.writers as w\nwith w.open_target({target!r}): os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path).returncode == -9
    (name,) = (path.name for path in tmp_path.iterdir() if path.name.endswith(".tgclean-tmp"))
    return name


@pytest.mark.fault("C11")
@pytest.mark.parametrize("target", ["out", "ж" * 127, "[red] *?.jsonl", "a\nb"])
def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path, target):
    """On that target, at once; it takes no other file for its own."""
    others = {
        ".out.tgclean-tmp",
        ".other.abcdefgh.tgclean-tmp",
        ".out.abcdefghi.tgclean-tmp",
        "out.abcdefgh.tgclean-tmp",
    }
    killed_on(target, tmp_path)
    for name in others:
        (tmp_path / name).touch()
    (tmp_path / f".{target[:20]}.aaaaaaaa.tgclean-tmp").symlink_to("nowhere")
    with open_target(tmp_path / target) as out:
        out.write(b"new")
    assert {path.name for path in tmp_path.iterdir()} - others == {target, f".{target[:20]}.aaaaaaaa.tgclean-tmp"}


@pytest.mark.fault("C11")
def test_what_another_run_is_writing_is_not_removed(tmp_path):
    """Two runs on one target at the same time: each is complete, and the later one stands."""
    with open_target(tmp_path / "out") as first:
        first.write(b"first")
        with open_target(tmp_path / "out") as second:
            second.write(b"second")
        assert (tmp_path / "out").read_bytes() == b"second"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out", b"first")]


@pytest.mark.fault("C11")
def test_a_temporary_file_that_is_swept_before_it_is_locked_is_made_again(tmp_path, monkeypatch):
    """Another run may look between its making and its locking."""
    flock, swept = fcntl.flock, []

    def late(descriptor, how):
        if not swept:
            swept.extend(path.unlink() or path.name for path in tmp_path.iterdir())
        flock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with open_target(tmp_path / "out") as out:
        out.write(b"new")
    assert len(swept) == 1
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out", b"new")]
