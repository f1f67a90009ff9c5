"""The targets: each takes any bytes, and raises only where it finds a defect.

To add one, write a function here and say with `@target` which seeds it starts from.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import tomllib
from collections.abc import Callable
from itertools import combinations
from typing import Any, NamedTuple

import click
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

import tgclean
from tests.conftest import Dribble
from tests.fuzz import seeds
from tests.fuzz.laws import check_places, check_posts, patched
from tests.fuzz.reference import judged, leaders
from tests.fuzz.runs import first_word, read, said, scratch, settings_shown, texts_in, told, written
from tests.pages.lost import lost
from tgclean import InputError, Options, Record, Tally, TgcleanError
from tgclean.clean import STEPS, clean
from tgclean.diff import diff
from tgclean.explain import explain_records
from tgclean.lookup import raw_lines
from tgclean.match import explain, word_diff
from tgclean.merge import record_of
from tgclean.pipeline import decode, encode
from tgclean.readers import sources
from tgclean.repair import repair
from tgclean.telegram import is_separator
from tgclean.writers import DecodeError

Run = Callable[[bytes], None]
STEPS_OF_PIPES = (1, 2, 3, 7, 64)  # bytes that come at once


class Target(NamedTuple):
    """What is run, and what returns the inputs that it starts from."""

    run: Run
    seeds: Callable[[], tuple[bytes, ...]]


TARGETS: dict[str, Target] = {}


def target(start: Callable[[], tuple[bytes, ...]]) -> Callable[[Run], Run]:
    """Make a function a target under its own name; `start` returns its seeds."""

    def register(run: Run) -> Run:
        TARGETS[run.__name__] = Target(run, start)
        return run

    return register


@target(seeds.flat)
def flat_text(data: bytes) -> None:
    """No line vanishes, and the spans of posts are in order and at their bytes."""
    choices: list[dict[str, Any]] = [{}, {"doubled": "yes"}, {"doubled": "no"}, {"interface": "keep"}]
    options = choices[len(data) % len(choices)]
    read(data, input_format="text", unit="block", **options)
    found, kind = read(data, input_format="text", **options)
    if kind in ("text", "text, every body twice") and not data.startswith(CODED):
        check_places(data, found)
        gone = [line.text.strip() for line in lost(data, found)]
        # A channel's name above each post is the page's, and lines that part posts are in none where nothing is twice.
        names = {post.channel for post in found}
        assert names.issuperset(text for text in gone if kind != "text" or not is_separator(text.encode()))


@target(lambda: seeds.flat() + seeds.rows() + seeds.pasted() + seeds.page_texts() + seeds.shaped("csv", "array"))
def chunk_sizes(data: bytes) -> None:
    """How an input is fed is not in its posts, nor in what it is refused for."""
    options = Options()
    whole = told(io.BytesIO(data), options)
    for step in STEPS_OF_PIPES:
        assert told(Dribble(data, step), options) == whole, f"in pieces of {step} bytes"


WIDE = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "utf-32-le": b"\xff\xfe\0\0", "utf-32-be": b"\0\0\xfe\xff"}
CODED = (*WIDE.values(), b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
"""What begins so is not UTF-8, and its bytes are not those of its lines."""
NARROW = ("cp1251", "shift_jis", "gb18030", "koi8-r", "utf-16", "utf-32-be", "latin-1", "euc_kr", "utf-8-sig")


@target(seeds.flat)
def encodings(data: bytes) -> None:
    """A text has the same posts in every encoding with a mark, and any bytes may be read as any encoding."""
    text = data.decode("utf-8", "ignore")
    plain = told(io.BytesIO(b"\xef\xbb\xbf" + text.encode()), Options(input_format="text"))
    for name, mark in WIDE.items():
        found = told(io.BytesIO(mark + text.encode(name)), Options(input_format="text"))
        assert said(found[0]) == said(plain[0]) or plain[1], name
    encoding = NARROW[len(data) % len(NARROW)]
    found = told(io.BytesIO(data), Options(encoding=encoding))
    check_posts(found[0])
    assert told(Dribble(data, 3), Options(encoding=encoding)) == found
    read([*WIDE.values()][len(data) % 4] + data)


@target(seeds.rows)
def json_lines(data: bytes) -> None:
    """Rows, whatever is in them, are posts or are refused."""
    read(data, input_format="jsonl")
    read(data, input_format="jsonl", rows="page", keep_going=True, text_field="text")


@target(seeds.documents)
def json_document(data: bytes) -> None:
    """JSON documents are read or refused; as told by content, and as they are said to be."""
    read(data)
    read(data, input_format="json")


@target(lambda: seeds.shaped("csv"))
def csv_table(data: bytes) -> None:
    """Tables are read or refused."""
    read(data)
    read(data, input_format="csv")


@target(seeds.desktop_pages)
def desktop_html(data: bytes) -> None:
    """Pages of Telegram Desktop are read or refused."""
    read(data, input_format="desktop-html")


@target(seeds.web_pages)
def web_html(data: bytes) -> None:
    """Pages of t.me are read or refused."""
    read(data, input_format="web-html")


@target(seeds.pasted)
def pasted_chat(data: bytes) -> None:
    """Copied messages, and what only looks like them."""
    read(data)


@target(seeds.page_texts)
def page_text(data: bytes) -> None:
    """Pages as extractors show them: what stands around posts is told by its looks, so only places are checked."""
    found, kind = read(data)
    if kind.startswith("text") and "copied" not in kind and not data.startswith(CODED):
        check_places(data, found)


@target(lambda: seeds.shaped("parquet", "arrow"))
def columns(data: bytes) -> None:
    """Damaged columns are refused, and nothing else of pyarrow reaches the user."""
    read(data, input_format="parquet")


@target(seeds.packed)
def compressed(data: bytes) -> None:
    """Damaged gzip and Zstandard is refused in one line, however it is fed."""
    read(data)
    whole, piecewise = told(io.BytesIO(data), Options()), told(Dribble(data, 5), Options())
    assert whole[1] == piecewise[1]


@target(seeds.rows)
def repaired_rows(data: bytes) -> None:
    """A repaired corpus has the same rows, and the text of each is its own or a part of it."""
    out, again = scratch() / "repaired", scratch() / "again"
    try:
        repair([io.BytesIO(data)], out, Options(input_format="jsonl"), Tally())
    except TgcleanError:
        return
    assert out.read_bytes().count(b"\n") in (data.count(b"\n"), data.count(b"\n") + 1)
    repair([out], again, Options(input_format="jsonl"), Tally())


@target(seeds.pairs)
def judge(data: bytes) -> None:
    """Of two texts the judge says the same whichever comes first, and the word diff makes one of the other."""
    a, b = [*texts_in(data), "", ""][:2]
    for options in (Options(), Options(threshold=60, numbers="ignore")):
        one, two = explain(a, b, options), explain(b, a, options)
        assert (one.same, one.score, one.differing, one.longer) == (two.same, two.score, two.differing, -two.longer)
        assert 0 <= one.score <= 100
        assert one.same != one.reason.startswith("distinct: ")
    word_diff.edits(a, b)
    old, new = word_diff._coded(a), word_diff._coded(b)
    made, at = "", 0
    for begin, end, start, stop in word_diff._changed(old.codes, new.codes):
        made += old.codes[at:begin] + new.codes[start:stop]
        at = end
    assert made + old.codes[at:] == new.codes
    assert word_diff.edits(a, a) == "" == word_diff.edits(b, b)


@target(seeds.pairs)
def matcher(data: bytes) -> None:
    """The clusters are those of the plain rule, and in another order the same two posts may merge."""
    from tests.test_match import verdicts_of

    texts = [text for text in texts_in(data) if text]
    if len(texts) < 2:
        return
    options = Options()
    known, found = judged(texts, options), [verdict.leader for verdict in verdicts_of(texts, options)]
    # Posts with too few keys in common never meet: then the rule is held for those that do.
    assert found == leaders(known, options) or found == leaders(known, options, known.met)
    turned = judged(texts[::-1], options).judge
    for a, b in combinations(range(len(texts)), 2):
        there = turned.opinion(len(texts) - 1 - b, len(texts) - 1 - a).same
        assert known.judge.opinion(a, b).same == there, (texts[a], texts[b])


@target(seeds.flat)
def clean_steps(data: bytes) -> None:
    """Each step, and all together, leave a post whose parts fit each other, and find nothing more to do."""
    for post in told(io.BytesIO(data), Options(input_format="text"))[0]:
        for steps in (*((step,) for step in STEPS), tuple(STEPS)):
            once = clean(post, steps)
            if once.text:
                assert clean(once, steps).text == once.text, steps
    read(data, input_format="text", clean=(*STEPS, "footers"))


@target(seeds.settings)
def settings_file(data: bytes) -> None:
    """A settings file sets what it says, or is refused; what `config show` prints of it says the same again."""
    first, again = scratch() / "tgclean.toml", scratch() / "again.toml"
    first.write_bytes(data)
    try:
        shown = settings_shown(first)
    except (TgcleanError, click.ClickException):
        return
    again.write_text(shown, "utf-8")
    assert tomllib.loads(settings_shown(again)) == tomllib.loads(shown)


@target(lambda: tuple(encode(record_of(post)) for post in read(seeds.flat()[0])[0]))
def records(data: bytes) -> None:
    """A line is a record that stays the same when it is written and read again, or it is none."""
    try:
        record = decode(data)
    except (DecodeError, RecursionError):
        record = None
    if record is not None:
        line = encode(record)
        assert decode(line) == record
        assert encode(decode(line)) == line
    path = scratch() / "records.jsonl"
    path.write_bytes(data)
    with contextlib.suppress(TgcleanError):
        [*explain_records("", "", str(path), Options())]
    read(data)


@target(seeds.flat)
def explained(data: bytes) -> None:
    """Any two lines of a file can be explained, in both orders to the same end."""
    path = scratch() / "explained.txt"
    path.write_bytes(data)
    last = data.count(b"\n") + 1
    for a, b in ((1, last), (last // 3 + 1, last // 2 + 1)):
        words = [first_word(f"{path}:{one}", f"{path}:{two}") for one, two in ((a, b), (b, a))]
        assert words[0] == words[1]


@target(seeds.flat)
def diffs(data: bytes) -> None:
    """A diff applies to the text that it is about, and makes the texts of the records of it."""
    path = scratch() / "diffed.txt"
    path.write_bytes(data)
    options = Options(input_format="text")
    try:
        lines = [*diff([path], options)]
        (source,) = sources([path])
        old = [*raw_lines(source)]
        made = patched(old, lines) if lines else old
        kept = sorted(tgclean.dedupe(path, options=options), key=lambda record: record.spans[0].line)
    except InputError:
        return
    whole = b"".join(made).removeprefix(b"\xef\xbb\xbf").split(b"\n")
    assert [line.rstrip(b"\r") for line in whole if line.strip()] == [
        line.rstrip(b"\r") for record in kept for line in record.text.encode().split(b"\n") if line.strip()
    ]


@target(seeds.pairs)
def writers(data: bytes) -> None:
    """What is written as a table, as text or as columns is what the records say, and can be read again."""
    rows = "".join(json.dumps({"text": text, "channel": text[:9].strip(), "n": text}) + "\n" for text in texts_in(data))
    made = [*tgclean.dedupe(io.BytesIO(rows.encode()), options=Options(input_format="jsonl"))] if rows else []
    names = Record.__struct_fields__
    header, *table = csv.reader(io.StringIO(written("csv", made).decode(), newline=""))
    assert header == [*names]
    for record, cells in zip(made, table, strict=True):
        for name, cell in zip(names, cells, strict=True):
            value = getattr(record, name)
            shown = value if isinstance(value, str) else msgspec.json.encode(value).decode()
            assert _plain(cell) == _plain(shown), name
    bodies = [[line for line in record.text.split("\n") if line.strip()] for record in made]
    assert written("txt", made).decode() == "\n".join("\n".join(body) + "\n" for body in bodies)
    assert [*pq.read_table(pa.BufferReader(written("parquet", made))).to_pylist()] == msgspec.to_builtins(made)
    for to in ("jsonl", "csv", "parquet") if made else ():
        again = [post.text for post in tgclean.posts(io.BytesIO(written(to, made)))]
        # A table's cell that a spreadsheet would take for a formula keeps its apostrophe.
        assert all(_plain(text) == _plain(record.text) for text, record in zip(again, made, strict=True)), to


def _plain(cell: str) -> str:
    """Return a cell without what keeps a spreadsheet from computing it."""
    return cell.replace("'", "").replace("\\u003b", ";")


@target(lambda: seeds.flat() + seeds.rows() + seeds.documents() + seeds.web_pages() + seeds.shaped("csv"))
def ledger(data: bytes) -> None:
    """A ledger tiles the input, is verified, and with the records gives every byte back."""
    from tests.test_ledger import comes_back

    comes_back(data, scratch())
