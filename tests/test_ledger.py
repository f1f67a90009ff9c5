"""The ledger: it tiles every input, gives it back byte for byte, and shows any change."""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter
from functools import partial
from hashlib import blake2b
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages.channels import make
from tests.pages.habits import PROFILES
from tests.quality.mutants import mutant
from tgclean.errors import TgcleanError
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.pipeline import write
from tgclean.proof import MismatchError, Recorder, restore, verify
from tgclean.readers.positions import units
from tgclean.stats import settings_of
from tgclean.telegram import is_interface

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CASES = [
    path for path in sorted((SHARED / "cases").glob("*.*")) if path.is_file() and path.suffix not in (".why", ".md")
]
FLAT = [ROOT / "samples" / "export.txt", *sorted((SHARED / "data" / "real").glob("*.flat.txt"))]


def recorded(inputs, folder: Path, **options) -> tuple[Path, Path]:
    """Run on some inputs, and return where the records and the ledger are."""
    chosen, tally = Options(**options), Tally()
    output, ledger = folder / "out.jsonl", folder / "out.ledger"
    with Recorder(chosen, ledger) as recorder:
        finish = partial(recorder.finish, settings_of(chosen), tally)
        write(recorder.sources(inputs, tally), output, chosen, tally, tap=recorder.take, finish=finish)
    return output, ledger


def rows_of(ledger: Path) -> list[dict]:
    """Return the rows of a ledger, without its header."""
    return [json.loads(line) for line in ledger.read_bytes().splitlines()[1:]]


def check(data: bytes, folder: Path, suffix: str = ".txt", **options) -> list[dict]:
    """Check that a run on some bytes can be proved and undone, and return the rows of its ledger."""
    path, back = folder / f"in{suffix}", folder / "back"
    path.write_bytes(data)
    output, ledger = recorded([path], folder, **options)
    verify(output, ledger, [path], None)
    restore(output, ledger, back, None, None)
    assert back.read_bytes() == data
    return rows_of(ledger)


def comes_back(data: bytes, folder: Path, suffix: str = ".txt", **options) -> bool:
    """Check some bytes, and return whether they are read at all: to refuse them is no defect."""
    try:
        check(data, folder, suffix, **options)
    except MismatchError:
        raise
    except TgcleanError:
        return False
    return True


def actions(rows: list[dict]) -> list[tuple[int, int, str]]:
    """Return first line, last line and action of each row."""
    return [(row["line"], row["line_end"], row["action"]) for row in rows]


@pytest.mark.parametrize("path", FLAT, ids=lambda path: path.name.split(".")[0])
def test_flat_text_comes_back(path: Path, tmp_path: Path) -> None:
    """The sample and the real channels: only lines of the interface are in no record.

    And the ledger holds none of the bytes that the records can give back.
    """
    rows = check(path.read_bytes(), tmp_path)
    left_out = [
        line for row in rows if row["action"] == "interface" for line in base64.b64decode(row["raw"]).splitlines()
    ]
    assert all(is_interface(line) for line in left_out)
    held = sum(len(row["raw"]) for row in rows if row["action"] == "kept" and row["reason"] == "")
    assert held == 0


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_case_comes_back(path: Path, tmp_path: Path) -> None:
    """Rows, documents, tables and text: each case of the field."""
    check(path.read_bytes(), tmp_path, path.suffix)


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_a_generated_channel_comes_back(profile: str, tmp_path: Path) -> None:
    """Channels whose copies are cut, glued and left out, as the extractor makes them; their lines are all accounted."""
    data = make(PROFILES[profile], 3, 30).flat.encode()
    rows = check(data, tmp_path)
    assert sum(row["byte_end"] - row["byte"] for row in rows) == len(data)


def test_what_became_of_each_line(tmp_path: Path) -> None:
    """Headers, a text and its repeat, interface lines, an exact copy, an empty line."""
    body = "The old bridge over the river is closed for repairs until the end of October.\nBuses take the mill road."
    news = f"Bridge\n{body}\n{body}\n"
    data = f"Forwarded from Harbour\n{news}VIEW IN TELEGRAM\n👍12🔥3\nForwarded from Mill\n{news}\n"
    rows = check(data.encode(), tmp_path)
    assert actions(rows) == [
        (1, 1, "kept"), (2, 4, "kept"), (5, 6, "repeat"), (7, 8, "interface"),
        (9, 9, "exact"), (10, 12, "exact"), (13, 14, "repeat"), (15, 15, "blank"),
    ]  # fmt: skip
    assert [row["reason"] for row in rows if row["reason"]] == ["forward header", "forward header"]
    assert [row["text_line"] for row in rows] == [0, 1, 2, 0, 0, 1, 2, 0]
    assert base64.b64decode(rows[0]["raw"]) == b"Forwarded from Harbour\n"
    assert [row["score"] > 0 for row in rows] == [row["action"] not in ("interface", "blank") for row in rows]
    assert len({row["record"] for row in rows if row["score"]}) == 1


def test_the_sample(sample: Path, tmp_path: Path) -> None:
    """Thirteen posts: each header and each text once, a repeat for each, and the one line of the interface."""
    rows = check(sample.read_bytes(), tmp_path)
    assert Counter(row["action"] for row in rows) == {"kept": 17, "repeat": 14, "interface": 1}
    assert sum(row["line_end"] - row["line"] + 1 for row in rows) == 193


def reasons(rows: list[dict]) -> set[tuple[str, str]]:
    """Return the actions of rows with the reasons that they have."""
    return {(row["action"], row["reason"]) for row in rows}


def test_why_a_stretch_is_no_line_of_the_text(tmp_path: Path) -> None:
    """It was cut or joined in one copy, cleaned, says otherwise in a near copy, or is a header above no text."""
    news = "The old bridge over the river {} is closed for repairs until the end of October, the office said on Monday."
    cut = f"Bridge\n{news.format('Aa')}\nBuses take the mill road\n{news.format('Aa')}\nBuses take\n"
    assert ("repeat", "cut or joined") in reasons(check(cut.encode(), tmp_path))
    spaced = f"Forwarded from Mill\n{news.format('  Aa ')}\nForwarded from Harbour\n".encode()
    rows = check(spaced, tmp_path, clean=("whitespace",))
    assert reasons(rows) >= {
        ("kept", "cleaned"),
        ("kept", "forward header"),
        ("interface", "forward header of no text"),
    }
    broken = check(f"{news.format('Aa')}".encode() + b"\xce\n", tmp_path)
    assert reasons(broken) == {("kept", "not UTF-8")}
    both = f"{news.format('Aa')} {news.format('Bb')}\n\n{news.format('Aa')} {news.format('Bb')} Soon.\n"
    near = [row for row in check(both.encode(), tmp_path, keep="first") if row["action"] == "near"]
    assert [(row["reason"], row["text_line"]) for row in near] == [("says it otherwise", 0)]
    assert 82 <= near[0]["score"] <= 100


def test_a_footer_that_was_left_out(tmp_path: Path) -> None:
    """Is one in the ledger, and not of the interface."""
    rows = check(make(PROFILES["footer_always"], 3, 60).flat.encode(), tmp_path, clean=("footers",))
    assert sum(row["action"] == "footer" for row in rows) > 50


@pytest.mark.parametrize(
    "options",
    [
        {"unit": "block"}, {"scope": "post"}, {"scope": "file"}, {"keep": "last"}, {"keep": "longest"},
        {"interface": "keep"}, {"exact_only": True}, {"clean": ("whitespace", "invisible", "links")},
        {"clean": ("footers",)}, {"doubled": "no"}, {"one_post_per_file": True}, {"threshold": 0.0},
    ],
    ids=str,
)  # fmt: skip
def test_with_any_option(options: dict, tmp_path: Path) -> None:
    """Whatever is written, the input comes back."""
    data = make(PROFILES["reposts"], 9, 40).flat.encode()
    check(data + data[: len(data) // 2], tmp_path, **options)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32", "cp1251", "crlf", "mixed", "no end"])
def test_any_encoding_and_line_end(codec: str, tmp_path: Path) -> None:
    """Marks, wide characters, legacy encodings and line ends of each kind come back as they were."""
    body = "Мост закрыт на ремонт до конца октября.\nАвтобусы идут по мельничной дороге."
    text = f"Мост\n{body}\n{body}\nДругая новость\nВ порту открылась новая библиотека для детей.\n"
    if codec in ("crlf", "mixed", "no end"):
        data = text.encode()
        data = data[:-1] if codec == "no end" else data.replace(b"\n", b"\r\n", -1 if codec == "crlf" else 3)
        assert {row["raw"] for row in check(data, tmp_path)} == {""}
    else:
        check(text.encode(codec), tmp_path, encoding="cp1251" if codec == "cp1251" else "auto")


def desktop(*texts: str) -> bytes:
    """Return an export of Telegram Desktop."""
    messages = [{"id": n, "type": "message", "date": "2024-05-01T10:00:00", "text": t} for n, t in enumerate(texts, 1)]
    return json.dumps({"name": "Harbour", "messages": messages}, indent=1, ensure_ascii=False).encode()


def test_documents_are_tiled_by_messages(tmp_path: Path) -> None:
    """Each message of a JSON document is a row with its bytes; what stands between them is its container."""
    data = desktop("The bridge {is} closed.", "", 'A "quoted" [text] with \\ in it', "The bridge {is} closed.")
    rows = check(data, tmp_path, ".json")
    told = [(row["line"], row["action"]) for row in rows if row["line"]]
    assert told == [(1, "kept"), (2, "container"), (3, "kept"), (4, "exact")]
    assert [json.loads(base64.b64decode(row["raw"]))["id"] for row in rows if row["line"]] == [1, 2, 3, 4]


def test_pages_are_tiled_by_messages(tmp_path: Path) -> None:
    """A saved page: what stands before its first message is its container."""
    message = (
        '<div class="tgme_widget_message" data-post="harbour/{0}"><div class="tgme_widget_message_text">{1}</div></div>'
    )
    page = "<!DOCTYPE html><html><head><title>Harbour</title></head><body>\n{}\n</body></html>\n"
    body = "\n".join(message.format(number, text) for number, text in ((7, "One post"), (8, "Another post")))
    rows = check(page.format(body).encode(), tmp_path, ".html")
    assert [(row["line"], row["action"]) for row in rows] == [(0, "container"), (1, "kept"), (2, "kept")]
    assert b"harbour/8" in base64.b64decode(rows[2]["raw"])


@pytest.mark.parametrize("odd", ["<!--", "<a ", '<a "', "<a '", "<a b='\""])
def test_a_page_of_what_does_not_end_is_tiled_in_linear_time(odd: str) -> None:
    """A megabyte of open comments, tags and quotes; where each was looked through to the end it took an hour."""
    data = odd.encode() * (1_000_000 // len(odd))
    assert list(units(data, 0, len(data), "HTML of t.me", iter(()), Options())) == []


def test_a_table_of_columns_is_verified_and_not_restored(tgclean, tmp_path: Path) -> None:
    """Parquet is tiled by rows; its digest is checked, and restore says why it cannot give it back."""
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    pq.write_table(
        pa.table({"text": ["one long text about a bridge", "another text about a mill"]}), tmp_path / "a.parquet"
    )
    assert tgclean("dedupe", "a.parquet", "-o", "o.jsonl", "--ledger", "l").returncode == 0
    assert tgclean("verify", "o.jsonl", "--ledger", "l", "a.parquet").returncode == 0
    done = tgclean("restore", "o.jsonl", "--ledger", "l", "-o", "back")
    assert done.returncode == 2
    assert "cannot be given back" in done.complaint
    assert b"1 table of columns: by digest alone" in tgclean("verify", "o.jsonl", "--ledger", "l").stdout
    assert [row["line"] for row in rows_of(tmp_path / "l")] == [1, 2]


def test_several_inputs(tgclean, tmp_path: Path) -> None:
    """A directory takes all; one is chosen by its name; else the run says which there are. A pipe comes back, too."""
    (tmp_path / "in").mkdir()
    texts = {
        "in/a.txt": b"One post about a bridge\n",
        "in/b.txt.gz": b"Another one about a mill\n",
        "in/empty.txt": b"",
    }
    for name, data in texts.items():
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    piped = b"A third post, by a pipe\n"
    assert tgclean("dedupe", "in", "-", "-o", "o.jsonl", "--ledger", "l.gz", stdin=piped).returncode == 0
    assert tgclean("verify", "o.jsonl", "--ledger", "l.gz", "in").returncode == 0
    assert tgclean("restore", "o.jsonl", "--ledger", "l.gz", "-o", "back/").returncode == 0
    assert (tmp_path / "back/in/a.txt").read_bytes() == texts["in/a.txt"]
    assert (tmp_path / "back/in/b.txt").read_bytes() == texts["in/b.txt.gz"]
    assert (tmp_path / "back/in/empty.txt").read_bytes() == b""
    assert (tmp_path / "back/standard-input").read_bytes() == piped
    assert tgclean("restore", "o.jsonl", "--ledger", "l.gz", "--source", "-").stdout == piped
    asked = tgclean("restore", "o.jsonl", "--ledger", "l.gz")
    assert (asked.returncode, asked.stdout) == (2, b"")
    assert "--source" in asked.complaint
    assert tgclean("restore", "o.jsonl", "--ledger", "l.gz", "--source", "in/c.txt").returncode == 2
    assert tgclean("verify", "o.jsonl", "--ledger", "l.gz", "o.jsonl").returncode == 2


def test_names_stay_inside_the_directory(tmp_path: Path) -> None:
    """Whatever an input was called, restore writes below the directory that it is given."""
    outside = tmp_path / "outside" / "deep"
    outside.mkdir(parents=True)
    path = outside / ".." / "a.txt"
    path.write_bytes(b"One post about a bridge\n")
    output, ledger = recorded([path], tmp_path)
    target = tmp_path / "back"
    target.mkdir()
    before = {*tmp_path.rglob("*")}
    restore(output, ledger, target, None, None)
    assert all(target in made.parents for made in {*tmp_path.rglob("*")} - before)


def test_every_changed_byte_is_found(tmp_path: Path) -> None:
    """Of the records, of the ledger and of the input, one at a time."""
    body = "The old bridge is closed until the end of October.\nBuses take the mill road."
    path = tmp_path / "in.txt"
    path.write_bytes(f"Bridge\n{body}\n{body}\nVIEW IN TELEGRAM\n".encode())
    output, ledger = recorded([path], tmp_path)
    verify(output, ledger, [path], None)
    for file in (output, ledger, path):
        whole = file.read_bytes()
        for at in range(len(whole)):
            file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            with pytest.raises(MismatchError):
                verify(output, ledger, [path], None)
        for changed in (whole[:-1], whole + b"\n", b""):
            file.write_bytes(changed)
            with pytest.raises(MismatchError):
                verify(output, ledger, [path], None)
        file.write_bytes(whole)


def test_what_is_wrong_is_said(tgclean, sample: Path, tmp_path: Path) -> None:
    """Exit code 1 and one line for a mismatch, 3 for what is no ledger, 2 for a ledger that cannot be recorded."""
    assert tgclean("dedupe", sample, "-o", "o.jsonl", "--ledger", "l").returncode == 0
    plain = tgclean("dedupe", sample).stdout
    assert plain == (tmp_path / "o.jsonl").read_bytes()
    without = tgclean("verify", "o.jsonl", "--ledger", "l")
    assert without.returncode == 0
    assert b"not looked at" in without.stdout
    (tmp_path / "o.jsonl").write_bytes(plain.replace(b"kept", b"keqt", 1))
    wrong = tgclean("verify", "o.jsonl", "--ledger", "l", sample)
    assert (wrong.returncode, wrong.stdout.count(b"\n")) == (1, 1)
    lost = tgclean("restore", "o.jsonl", "--ledger", "l", "-o", "back")
    assert (lost.returncode, lost.complaint.count("\n")) == (3, 1)
    assert not (tmp_path / "back").exists()
    assert tgclean("verify", "o.jsonl", "--ledger", sample, sample).returncode == 1
    assert tgclean("restore", "o.jsonl", "--ledger", sample, "-o", "back").returncode == 3
    assert tgclean("restore", "o.jsonl", "--ledger", "nothing", "-o", "back").returncode == 3
    assert tgclean("restore", "o.jsonl", "--ledger", "l", "-o", "l").returncode == 2
    for option in (["--stream"], ["--to", "csv"], ["--index", "i"]):
        assert tgclean("dedupe", sample, "-o", "x", "--ledger", "m", *option).returncode == 2
    assert tgclean("dedupe", sample, "-o", "x", "--ledger", "x").returncode == 2
    assert tgclean("dedupe", sample, "-o", "x", "--ledger", sample).returncode == 2


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["Forwarded from Mill", "VIEW IN TELEGRAM", "", " ", "👍12🔥3", "Title", "The body of it", "🔹 One",
             "The body", "of it", "\ufeff", "a\rb", "12.4K views", "[Photo]"]
        ),
        st.text(max_size=30),
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_lines_come_back(tmp_path_factory, lines: list[str], end: str, ends: bool) -> None:
    """Any lines of text, in any order, doubled or not, come back byte for byte; the rows tile them."""
    data = end.join(lines + lines[len(lines) // 2 :]).encode("utf-8", "surrogatepass") + end.encode() * ends
    comes_back(data, tmp_path_factory.mktemp("any"), input_format="text")


def test_hostile_inputs_come_back(tmp_path: Path) -> None:
    """Spoiled inputs of every format, three hundred of them, come back byte for byte unless they are refused."""
    assert sum(comes_back(data, tmp_path, suffix) for data, suffix in map(mutant, range(300))) > 150


@pytest.mark.slow
@pytest.mark.long
def test_ten_thousand_hostile_inputs_come_back(tmp_path: Path, record_property) -> None:
    """The same of ten thousand."""
    count = sum(comes_back(data, tmp_path, suffix) for data, suffix in map(mutant, range(10_000)))
    record_property("hostile_inputs_restored", count)
    assert count > 5000


@pytest.mark.parametrize("option", ["--ledger", "--report"])
def test_no_terminal_is_shown_a_file_of_the_run(tgclean, sample: Path, option: str) -> None:
    """A ledger or a page that would go to a terminal is refused, and so are restored bytes."""
    import os

    if option == "--ledger":
        assert tgclean("dedupe", sample, "-o", "o.jsonl", "--ledger", "l").returncode == 0
    leader, follower = os.openpty()
    try:
        done = tgclean("dedupe", sample, "-o", "o2.jsonl", option, os.ttyname(follower))
        assert (done.returncode, "not for a terminal" in done.complaint) == (2, True)
    finally:
        os.close(leader)
        os.close(follower)


def forged(output: Path, ledger: Path, records: list[dict], rows: list[dict]) -> None:
    """Write records and a ledger that lie, and whose digests are right."""
    body = b"".join(msgspec.json.encode(record) + b"\n" for record in records)
    output.write_bytes(body)
    header = json.loads(ledger.read_bytes().splitlines()[0])
    header["output_blake2b"] = blake2b(body, digest_size=32).hexdigest()
    del header["ledger_blake2b"]
    head = msgspec.json.encode(header)[:-1]
    lines = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    digest = blake2b(head + b"\n" + lines, digest_size=32).hexdigest()
    ledger.write_bytes(head + f',"ledger_blake2b":"{digest}"}}\n'.encode() + lines)


def raw(row: dict, text: bytes, **changed) -> dict:
    """Return a row that holds its bytes itself."""
    return {**row, "text_line": 0, "raw": base64.b64encode(text).decode(), **changed}


LIES = {
    "a record is missing": lambda records, rows, data: records.pop(),
    "all are missing, and the row is blank": lambda records, rows, data: (
        records.clear(),
        rows.__setitem__(slice(None), [raw(rows[0], data, line_end=14, byte_end=len(data), action="blank", record="")]),
    ),
    "a text is cut": lambda records, rows, data: records[0].update(text=records[0]["text"].split("\n")[0]),
    "a line is invented": lambda records, rows, data: records[0].update(text=records[0]["text"] + "\nAll is well"),
    "a copy stands elsewhere": lambda records, rows, data: records[0]["spans"][0].update(line=2),
    "an action is another": lambda records, rows, data: rows[0].update(action="near"),
    "a record is another": lambda records, rows, data: rows[0].update(record=rows[-1]["record"]),
    "a score is another": lambda records, rows, data: rows[0].update(score=99.0),
    "a line number is negative": lambda records, rows, data: rows[0].update(line=-5),
    "a stretch is in two rows": lambda records, rows, data: rows.insert(1, rows[0]),
    "a stretch is in none": lambda records, rows, data: rows.pop(0),
    "an input is not there": lambda records, rows, data: rows[0].update(source="other.txt"),
    "the bytes are no base64": lambda records, rows, data: rows[0].update(text_line=0, raw="!"),
    "a text line is far": lambda records, rows, data: rows[0].update(text_line=10**9),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_forged_proof_is_found(tmp_path: Path, lie: str) -> None:
    """With right digests, records and rows that do not say what the input says are found."""
    path = tmp_path / "in.txt"
    news = "The old bridge is closed until the end of October.\nBuses take the mill road.\n"
    other = "In the harbour a library for children has been opened by the mayor.\nIt is open on Mondays.\n"
    path.write_text(f"Forwarded from Mill\nBridge\n{news}{news}Forwarded from Quay\nHarbour\n{other}{other}")
    output, ledger = recorded([path], tmp_path)
    records = [json.loads(line) for line in output.read_bytes().splitlines()]
    rows = rows_of(ledger)
    forged(output, ledger, records, rows)
    verify(output, ledger, [path], None)
    LIES[lie](records, rows, path.read_bytes())
    forged(output, ledger, records, rows)
    with pytest.raises(MismatchError):
        verify(output, ledger, [path], None)


def test_a_ledger_that_fails_leaves_the_old_records(tgclean, sample: Path, tmp_path: Path) -> None:
    """Records and ledger are put in place together, at the end."""
    (tmp_path / "o.jsonl").write_bytes(b"old")
    done = tgclean("dedupe", sample, "-o", "o.jsonl", "--ledger", "/dev/full")
    assert (done.returncode, (tmp_path / "o.jsonl").read_bytes()) == (4, b"old")


def test_inputs_whose_names_are_in_each_others_way(tgclean, tmp_path: Path) -> None:
    """A file and a directory of one name are refused before anything is written; a link leads nowhere."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_bytes(b"One post about a bridge\n")
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"Another post about a mill\n"))
    assert tgclean("dedupe", "a.gz", "a/b.txt", "-o", "o.jsonl", "--ledger", "l").returncode == 0
    assert tgclean("restore", "o.jsonl", "--ledger", "l", "-o", "back/").returncode == 2
    assert not (tmp_path / "back").exists()
    assert tgclean("dedupe", "a/b.txt", "-o", "o.jsonl", "--ledger", "l").returncode == 0
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "a").symlink_to(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert tgclean("restore", "o.jsonl", "--ledger", "l", "-o", "back").returncode == 4
    assert sorted(tmp_path.iterdir()) == before
    for piped in (["verify", "-", "--ledger", "l"], ["restore", "o.jsonl", "--ledger", "-"]):
        assert tgclean(*piped, stdin=(tmp_path / "o.jsonl").read_bytes()).returncode == 2


def test_records_of_any_length_are_read(tmp_path: Path, monkeypatch) -> None:
    """A post that was copied very often is one record of a line longer than those of any input."""
    import tgclean.readers.lines as lines

    data = b"Air alert in Norland, go to shelter now\n\n" * 400
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 2000)
    check(data, tmp_path)
