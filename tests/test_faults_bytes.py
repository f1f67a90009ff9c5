"""Faults of bytes: encodings, line ends, sizes, compression.  Each marked test shows a row of the table of faults."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import resource
import shutil
import subprocess
from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import PROGRAM, ROOT, Dribble
from tgclean import Options, dedupe, posts
from tgclean.errors import InputError, LimitError
from tgclean.model import Tally
from tgclean.options import DEFAULT_MAX_EXPAND
from tgclean.readers import chunks, sources
from tgclean.readers import lines as lines_module
from tgclean.readers import packed as packed_module
from tgclean.telegram import forwarded_from, is_interface, is_placeholder

SAMPLE = (ROOT / "samples" / "export.txt").read_bytes()
POSTS = b"The bridge is closed until Friday\n\nThe ferry was cancelled in the storm\n"
BROKEN = st.sampled_from((
    b"\xff", b"\x80", b"\xc3", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf",  # stray, cut and overlong
    b"\xed\xa0\xbd\xed\xb8\x80", b"\xed\xa0\xbd",  # CESU-8: a pair of surrogates, and half of one
    b"\xf4\x90\x80\x80", b"\xf0\x9f\x94", b"\xe2\x80",  # beyond Unicode, cut
))  # fmt: skip
WORDS = st.sampled_from([word.encode() for word in ("мост", "bridge", "橋", "🔥", "é", " ", "\r", "\u2028")])


def chunks_of(data, block_bytes=1 << 20, tally=None, **options):
    stream = data if isinstance(data, io.IOBase) else io.BytesIO(data)
    (source,) = sources([stream], Options(**options))
    return list(chunks(source, Tally() if tally is None else tally, block_bytes))


def lines_of(data, **settings):
    return [line for chunk in chunks_of(data, **settings) for line in chunk.lines]


def records_of(data, tally=None, **options):
    return list(dedupe(io.BytesIO(data), options=Options(**options), tally=tally))


def packed(kind, data):
    from xopen import xopen

    out = io.BytesIO()
    with xopen(out, "wb", format=kind, threads=0) as file:
        file.write(data)
    return out.getvalue()


def needs(program):
    """Skip a test whose program is missing, or let it fail where all programs must be there."""
    if shutil.which(program) is None:
        assert "REQUIRE_PROGRAMS" not in os.environ, f"{program} is missing"
        pytest.skip(f"{program} is missing")


# A. Bytes and encodings


@pytest.mark.fault("A1")
@given(st.lists(st.one_of(BROKEN, WORDS), min_size=1, max_size=12), st.integers(1, 40))
@settings(deadline=None, max_examples=50)
def test_broken_utf8_becomes_u_fffd_as_python_has_it(parts, step):
    """Text, flag and bytes of the post between two others, however slowly the input comes."""
    line = b"x" + b"".join(parts) + b"x"
    data = b"The first post\n\n" + line + b"\n\nThe last post\n"
    found = list(posts(Dribble(data, step), options=Options(doubled="no")))
    (post,) = (post for post in found if post.copies[0].line == 3)
    assert post.text == line.decode("utf-8", "replace")
    (copy,) = post.copies
    assert data[copy.offsets[0] : copy.offsets[-1]] == line + b"\n"
    assert ("invalid_utf8" in post.flags) == (line.decode("utf-8", "ignore") != line.decode("utf-8", "replace"))
    assert [other.text for other in found if other is not post] == ["The first post", "The last post"]


HTML = (
    b'<!DOCTYPE html>\n<html><head></head><body><div class="message default clearfix" id="message1"><div class="body">'
    b'<div class="text">%s</div></div></div></body></html>'
)
STRICT = {
    "text": (b"\xef\xbb\xbfThe bridge\n\nis closed \xff today\n", [], "utf-8"),
    "text in cp1251": (b"The bridge\n\nis closed \x98 today\n", ["--encoding", "cp1251"], "cp1251"),
    "text in UTF-16": (
        "\ufeffThe bridge".encode("utf-16-le") + b"\0\xd8" + " x\n".encode("utf-16-le"),
        [],
        "utf-16-le",
    ),
    "one post": (b"The bridge\n\nis closed \xff today\n", ["--one-post-per-file"], "utf-8"),
    "JSON Lines": (b'{"text": "The bridge"}\n{"text": "is closed \xff today"}\n', [], "utf-8"),
    "CSV": (b"id,date,message\n1,2024-05-01,The bridge is closed \xff today\n", [], "utf-8"),
    "JSON": (b'[{"id": 1, "text": "The bridge is closed \xff today"}]\n', [], "utf-8"),
    "HTML": (HTML % b"The bridge is closed \xff today", [], "utf-8"),
    "packed": (gzip.compress(b"The bridge\n\nis closed \xff today\n"), [], "utf-8"),
}


@pytest.mark.fault("A1")
@pytest.mark.parametrize("kind", STRICT)
def test_strict_errors_name_the_first_byte_in_every_format_of_text(tgclean, tmp_path, kind):
    """Exit code 3, one line, nothing written; without the option the same input is read."""
    data, args, codec = STRICT[kind]
    (tmp_path / "in").write_bytes(data)
    plain = gzip.decompress(data) if kind == "packed" else data
    with pytest.raises(UnicodeDecodeError) as caught:
        plain.decode(codec)
    done = tgclean("dedupe", "--errors", "strict", *args, "in", "-o", "out.jsonl")
    assert (done.returncode, done.complaint.count("\n")) == (3, 1)
    assert done.complaint.startswith(f"tgclean: in: byte {caught.value.start} cannot be decoded as {codec}; ")
    assert not (tmp_path / "out.jsonl").exists()
    done = tgclean("dedupe", *args, "in")
    assert done.returncode == 0
    assert any("\ufffd" in record["text"] for record in done.records)


@pytest.mark.fault("A1")
@given(st.lists(st.one_of(BROKEN, WORDS), max_size=30), st.integers(1, 7))
@settings(deadline=None, max_examples=50)
def test_strict_errors_find_the_byte_that_python_finds(parts, step):
    """In lines and in documents, in blocks of any size; what is sound is read as ever."""
    inside = b"".join(parts).replace(b"\r", b"")
    for data in (b"x\n" + inside + b"\n", b'[{"text": "' + inside + b'"}]'):
        try:
            data.decode()
        except UnicodeDecodeError as error:
            with pytest.raises(InputError, match=f"^-: byte {error.start} cannot"):
                list(posts(Dribble(data, step), options=Options(errors="strict")))
        else:
            strict, plain = (
                list(posts(io.BytesIO(data), options=Options(errors=how))) for how in ("strict", "replace")
            )
            assert strict == plain


@pytest.mark.fault("A2")
def test_a_mark_is_no_text_and_belongs_to_the_first_stretch():
    """The record is that of the text without it; its span begins at the mark."""
    (plain, *_), (marked, *_) = records_of(POSTS), records_of(b"\xef\xbb\xbf" + POSTS)
    assert marked.text == plain.text
    assert (marked.spans[0].byte, marked.spans[0].byte_end) == (0, plain.spans[0].byte_end + 3)


@pytest.mark.fault("A3")
@given(st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]), st.integers(1, 50), st.data())
@settings(deadline=None, max_examples=50)
def test_utf16_with_a_mark_gives_the_records_of_utf8_with_its_own_bytes(encoding, step, data):
    """Only the bytes of spans differ: they are those of the input."""
    lines = data.draw(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12), max_size=6))
    text = "The bridge is closed\n" + "\n".join(lines) + "\nThe ferry is late 🔥\n"
    wide = ("\ufeff" + text).encode(encoding)
    first = list(posts(io.BytesIO(text.encode())))
    second = list(posts(Dribble(wide, step)))
    assert [post.text for post in second] == [post.text for post in first]
    for one, two in zip(first, second, strict=True):
        narrow = text.encode()[one.copies[0].offsets[0] : one.copies[-1].offsets[-1]]
        own = wide[two.copies[0].offsets[0] : two.copies[-1].offsets[-1]]
        assert own.decode(encoding).removeprefix("\ufeff").encode() == narrow


@pytest.mark.fault("A3")
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_an_error_that_names_the_option(tgclean, encoding):
    """Exit code 3; with the option that it names the input is read."""
    data = (f"{POSTS.decode()}\n" * 3).encode(encoding)
    done = tgclean("dedupe", "-", stdin=data)
    assert (done.returncode, done.stdout, done.complaint.count("\n")) == (3, b"", 1)
    assert done.complaint.endswith(f"--encoding {encoding}\n")
    assert len(tgclean("dedupe", "--encoding", encoding, "-", stdin=data).records) == 2


@pytest.mark.fault("A4")
def test_a_nul_stays_in_the_text_and_many_are_no_text(tgclean):
    """Flag `control`; a file with more than one per cent of them is binary, exit code 3."""
    done = tgclean("dedupe", "-", stdin=b"The bridge is\0closed until Friday\n\n" + (POSTS + b"\n") * 3)
    (record,) = (record for record in done.records if "\0" in record["text"])
    assert (record["text"], record["flags"]) == ("The bridge is\0closed until Friday", "control")
    done = tgclean("dedupe", "-", stdin=b"The\0bridge\0is\0closed\n" * 9)
    assert (done.returncode, done.stdout) == (3, b"")


@pytest.mark.fault("A5")
@given(st.lists(st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n"]), min_size=4, max_size=4))
@settings(deadline=None, max_examples=50)
def test_crlf_and_mixed_line_ends_give_the_records_of_lf(ends):
    """The bytes of the spans aside; a merge sees no CR."""
    lines = ["The bridge is closed", "It opens on Friday", "The ferry was cancelled", "A storm came"]
    mixed = "".join(map("".join, zip(lines, ends, strict=True)))
    plain = mixed.replace("\r", "")
    one, two = (records_of(text.encode()) for text in (plain, mixed))
    assert [record.text for record in one] == [record.text for record in two]
    assert [[span.line for span in record.spans] for record in one] == [
        [span.line for span in record.spans] for record in two
    ]


@pytest.mark.fault("A5")
def test_a_file_of_lone_crs_is_one_line_and_a_warning_says_so(tgclean):
    """It names a command, which helps; a short line that overwrites itself warns of nothing."""
    mac = b"The bridge is closed\rIt opens on Friday\r\rThe ferry is late\r" * 9
    done = tgclean("dedupe", "-", stdin=mac)
    assert [record["spans"][0]["line_end"] for record in done.records] == [1]
    assert r"tr '\r' '\n' < FILE > NEW" in done.complaint
    for quiet in (
        b"10%\r20%\r30%\n",
        mac + b"\nanother line\n",
        mac.replace(b"\r", b"\n"),
        mac.replace(b"\r", b"\r\n"),
    ):
        assert "carriage" not in tgclean("dedupe", "-", stdin=quiet).complaint
    tally = Tally()
    chunks_of(mac, tally=tally)
    assert tally.warnings == {"lone_cr": 1}


@pytest.mark.fault("A6")
def test_line_numbers_are_those_of_grep(tgclean, tmp_path):
    """U+2028, U+2029, U+0085, VT, FF, FS, GS, RS and lone CRs end no line; the record keeps them as they are."""
    needs("grep")
    odd = ["\u2028", "\u2029", "\x85", "\v", "\f", "\x1c", "\x1d", "\x1e", "\r"]
    texts = [f"Headline {i} about{char}a bridge that{char}was closed on day {i}" for i, char in enumerate(odd)]
    (tmp_path / "in.txt").write_bytes("\n\n".join(texts).encode() + b"\n")
    done = tgclean("dedupe", "in.txt")
    assert [record["text"] for record in done.records] == texts
    found = subprocess.run(
        ["grep", "-an", "Headline", "in.txt"], cwd=tmp_path, capture_output=True, env={**os.environ, "LC_ALL": "C"}
    )
    numbers = [int(line.partition(b":")[0]) for line in found.stdout.split(b"\n") if line]
    assert [record["spans"][0]["line"] for record in done.records] == numbers
    assert len(done.stdout.splitlines()) == len(done.stdout.split(b"\n")) - 1  # no line of the output is broken by them


SURROGATES = st.text(
    st.one_of(st.sampled_from("\ud83d\ude00\udc00\ud800a🔥"), st.characters(exclude_categories=())), max_size=20
)


@pytest.mark.fault("A8")
@given(SURROGATES, st.booleans())
@settings(deadline=None, max_examples=50)
@example("\ud83d\ude00", True)
@example("\ude00\ud83d", False)
def test_halves_of_characters_in_json_never_reach_the_output(text, in_rows):
    """Two that belong together become one character, others U+FFFD; JSON Lines and documents alike."""
    row = json.dumps({"text": "x" + text + "y"}).encode()
    tally = Tally()
    found = records_of(row + b"\n" if in_rows else b"[" + row + b"]", tally)
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    mended = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in whole)
    expected = "x" + mended.replace("\r\n", "\n") + "y"
    assert [record.text for record in found] == [expected]
    assert bool(tally.total().warnings["lone_surrogate"]) == (mended != whole)
    found[0].text.encode()


@pytest.mark.fault("A9")
@given(st.sampled_from("\u200b\ufeff\u2060\u200e\u200f\u202e\u2066"), st.integers(1, 40))
@settings(deadline=None, max_examples=50)
def test_what_cannot_be_seen_stays_in_the_text_and_makes_no_other_post(char, at):
    """The text is as it was written, with a flag; the same text without it is a near copy, and no exact one.

    Joiners are letters to the eye: what they make of the letters beside them differs.
    """
    plain = "The bridge in the harbour is closed until Friday evening"
    odd = plain[:at] + char + plain[at:]
    first, *rest = dedupe(*(io.BytesIO(f"{text}\n".encode()) for text in (odd, plain)))
    assert (first.text, rest) == (odd, [])
    assert (first.count, first.exact, first.near) == (2, 0, 1)
    assert set(first.flags.split()) <= {"bidi", "zero_width"}
    assert first.flags


@pytest.mark.fault("A13")
def test_text_in_a_legacy_encoding_is_read_with_a_hint(tgclean):
    """Nothing is guessed: the bytes become U+FFFD, and the warning names the option that decodes them."""
    data = "Музей откроют в пятницу\n\nПаром отменили из-за шторма\n".encode("cp1251")
    done = tgclean("dedupe", "-", stdin=data)
    assert (done.returncode, len(done.records)) == (0, 2)
    assert "--encoding" in done.complaint
    assert "Музей откроют в пятницу" in {
        record["text"] for record in tgclean("dedupe", "--encoding", "cp1251", "-", stdin=data).records
    }


# B. Shapes and sizes


@pytest.mark.fault("B1")
@pytest.mark.parametrize("data", [b"", b"\n", b"\n\r\n \n" * 99, b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\n\n"])
def test_an_empty_input_gives_no_record_and_no_error(tgclean, tmp_path, data):
    """Of `dedupe` and `check`; the statistics say that no post was read."""
    (tmp_path / "in.txt").write_bytes(data)
    for args in (("dedupe", "in.txt", "--stats-json", "stats.json"), ("dedupe", "-")):
        done = tgclean(*args, stdin=data)
        assert (done.returncode, done.stdout) == (0, b""), args
    assert tgclean("check", "in.txt").returncode == 0
    stats = json.loads((tmp_path / "stats.json").read_bytes())
    assert (stats["posts_read"], stats["records"], stats["success"]) == (0, 0, True)


def check_cut(end):
    """Check what is made of the first `end` bytes of the sample."""
    data = SAMPLE[:end]
    tally = Tally()
    found = list(posts(io.BytesIO(data), tally=tally))
    covered = {line for post in found for copy in post.copies for line in range(copy.line, copy.line_end + 1)}
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip() and number not in covered:
            assert forwarded_from(line) is not None or is_placeholder(line) or is_interface(line), number
            assert tally.total().empty_posts
    is_cut = len(data.decode("utf-8", "ignore").encode()) < len(data)
    assert tally.total().warnings["truncated"] == is_cut
    flagged = [post for post in found if "truncated" in post.flags]
    assert flagged == [post for post in found if is_cut and post.copies[-1].offsets[-1] == end]
    assert all("invalid_utf8" in post.flags for post in flagged if "\ufffd" in post.text)
    assert end % 10 or not found or list(dedupe(io.BytesIO(data)))


@pytest.mark.fault("B2")
def test_a_file_that_is_cut_anywhere_gives_records():
    """Every line of it stands in a span; a text that ends within a character says so.  Some hundred cuts."""
    for end in [*range(120), *random.Random(2).sample(range(len(SAMPLE)), 120), len(SAMPLE) - 1]:
        check_cut(end)


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.fault("B2")
def test_a_file_that_is_cut_at_any_byte_gives_records():
    """All 42,764 cuts of the sample, as far as posts; one in fifty through all stages."""
    for end in range(len(SAMPLE)):
        if end % 50:
            list(posts(io.BytesIO(SAMPLE[:end])))
        else:
            check_cut(end)


@pytest.mark.fault("B2")
def test_the_warning_of_a_cut_says_what_happened(tgclean, tmp_path):
    """With the line, and exit code 0; the record has both flags."""
    (tmp_path / "in.txt").write_bytes("The ferry is late\n\nThe bridge 🔥".encode()[:-1])
    done = tgclean("dedupe", "in.txt")
    assert done.returncode == 0
    assert "in.txt:3: the input ends within a character: it was cut off" in done.complaint
    assert [record["flags"] for record in done.records] == ["", "invalid_utf8 truncated"]


LONG = st.text(st.sampled_from("aé橋🔥\u0301\u200d\U0001f3fd \r\v"), min_size=1, max_size=80)


@pytest.mark.fault("B3", "A7")
@given(st.lists(LONG, min_size=1, max_size=5), st.integers(1, 30), st.integers(24, 60))
@settings(deadline=None, max_examples=50)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-32-be", "gb18030"])
def test_the_pieces_of_a_long_line_tile_it(encoding, texts, step, most):
    """No character is cut; numbers and bytes are those of the whole line; blocks of any size make the same pieces."""
    data = "\n".join(texts).encode(encoding)
    most -= most % 4
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines_module, "MAX_LINE_BYTES", most)
        got = chunks_of(Dribble(data, step), max(step, 4), encoding=encoding)
        again = chunks_of(data, encoding=encoding)
    pieces = [
        (chunk.first_line + i, begin, end, line)
        for chunk in got
        for i, (line, (begin, end)) in enumerate(zip(chunk.lines, pairwise(chunk.starts), strict=True))
    ]
    assert pieces == [
        (chunk.first_line + i, begin, end, line)
        for chunk in again
        for i, (line, (begin, end)) in enumerate(zip(chunk.lines, pairwise(chunk.starts), strict=True))
    ]
    assert [begin for _, begin, _, _ in pieces] == [0, *(end for _, _, end, _ in pieces)][:-1]
    ends = list(accumulate(len(f"{text}\n".encode(encoding)) for text in texts))
    for number, begin, end, line in pieces:
        assert end - begin <= most + len("\n".encode(encoding))
        assert [0, *ends][number - 1] <= begin
        assert end <= ends[number - 1]
        raw = data[begin:end].decode(encoding)  # raises if a character was cut
        assert line.decode() in (raw, raw.removesuffix("\n").removesuffix("\r"))


@pytest.mark.fault("B3")
def test_a_grapheme_cluster_is_not_cut_between_pieces(monkeypatch):
    """A family of emoji stays one, and an accent stays on its letter."""
    family, accent = "👨‍👩‍👧‍👦", "e\u0301"
    monkeypatch.setattr(lines_module, "MAX_LINE_BYTES", 100)
    for text in (family * 40, accent * 200, "a" + family * 40, "🇩🇪" * 90):
        pieces = [line.decode() for line in lines_of(text.encode())]
        assert ("".join(pieces), len(pieces) > 2) == (text, True)
        cluster = text[-2:] if text[-1] != family[-1] else family
        assert all(piece.endswith(cluster) for piece in pieces)


CHAT = "North Wind, [28.07.2024 14:05]\n{}\n\nNorth Wind, [28.07.2024 14:06]\nThe ferry is late\n"
PAGE = "".join(f"Forwarded from\u00a0North\nText {i} {{}}\nHarbour Daily | Subscribe\n👍83👎14\n" for i in range(6))


@pytest.mark.fault("B3")
@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("First post\n\n{}\nnext line\n\nThe last post\n", {}),
        ("First post\n\n{}\nnext line\n\nThe last post\n", {"one_post_per_file": True}),
        (CHAT, {}),
        (PAGE, {}),
    ],
)
def test_posts_of_a_long_line_are_flagged_and_lose_nothing(monkeypatch, text, options):
    """In each kind of flat text: both sides of a cut have the flag, lines keep their numbers, each cut line counts."""
    monkeypatch.setattr(lines_module, "MAX_LINE_BYTES", 5000)
    long = " ".join(f"word{i}" for i in range(1500))
    data = text.format(*[long, "", "", "", "", ""][: text.count("{}")]).encode()
    tally = Tally()
    found = list(posts(io.BytesIO(data), options=Options(**options), tally=tally))
    number = next(n for n, line in enumerate(data.split(b"\n"), 1) if len(line) > 5000)
    touching = [p for p in found if any(copy.line <= number <= copy.line_end for copy in p.copies)]
    assert len(touching) == 3
    assert all("forced_split" in post.flags for post in touching)
    assert not any("forced_split" in post.flags for post in found if post not in touching)
    edges = [(post.copies[0].offsets[0], post.copies[-1].offsets[-1]) for post in touching]
    assert all(one[1] == two[0] for one, two in pairwise(edges))
    assert long in "".join(post.text for post in touching)
    for post in found:
        for copy in post.copies:
            assert len(copy.offsets) == copy.line_end - copy.line + 2
            assert data[: copy.offsets[0]].count(b"\n") == copy.line - 1
    assert tally.total().limits["long_line"] == 1
    assert tally.total().lines == data.count(b"\n")


@pytest.mark.fault("B3")
@pytest.mark.parametrize("data", [b'{"text": "a"}\n{"text": "%s"}\n', b"id,date,message\n1,2024-05-01,%s\n"])
def test_a_row_that_is_too_long_is_an_error_with_its_line(monkeypatch, data):
    """Half a row is none."""
    monkeypatch.setattr(lines_module, "MAX_LINE_BYTES", 5000)
    with pytest.raises(LimitError, match=r"^-:2: a row of more than"):
        list(posts(io.BytesIO(data % (b"x " * 4000))))


@pytest.mark.fault("B3")
def test_a_first_line_of_many_cells_is_no_header():
    """It was told from one in quadratic time: the work is bounded by looking at none above a megabyte, and a set."""
    line = b"the bridge, closed, " * 60_000
    (record,) = records_of(line + b"\n")
    assert record.text == line.decode().rstrip("\n")


@pytest.mark.slow
@pytest.mark.fault("B3")
def test_a_line_of_200_mb_is_read_in_bounded_memory(tmp_path):
    """With 1.5 GiB of addresses, numpy's included; nothing of it is lost."""
    words = "Мост закрыт 🔥 до пятницы, number {}; "
    with (tmp_path / "in.txt").open("wb") as file:
        file.write(b"The first post\n\n")
        for i in range(200):
            file.write("".join(words.format(i * 20_000 + n) for n in range(20_000)).encode()[: 1 << 20])
        file.write(b"\n\nThe last post\n")
    data = (tmp_path / "in.txt").read_bytes()

    def bounded():
        resource.setrlimit(resource.RLIMIT_AS, (3 << 29, 3 << 29))

    done = subprocess.run(
        [PROGRAM, "dedupe", "in.txt", "-o", "out.jsonl"], cwd=tmp_path, capture_output=True, preexec_fn=bounded,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert (done.returncode, done.stderr.count(b"longer than 64 MiB")) == (0, 1), done.stderr
    with (tmp_path / "out.jsonl").open("rb") as file:
        records = [json.loads(line) for line in file]
    spans = [record["spans"][0] for record in records]
    assert [span["line"] for span in spans] == [1, *[3] * (len(spans) - 2), 5]
    assert len(spans) > 4
    assert all(one["byte_end"] == two["byte"] for one, two in pairwise(spans[1:-1]))
    for record, span in zip(records, spans, strict=True):
        assert data[span["byte"] : span["byte_end"]].decode("utf-8", "replace").rstrip("\n") == record["text"]


@pytest.mark.fault("B9")
def test_only_a_line_that_is_a_header_begins_a_post(tgclean):
    """Headers without text are counted and make no record; who quotes the words begins no post."""
    done = tgclean("dedupe", "-", "--stats-json", "/dev/stderr", "-q", stdin=b"Forwarded from North Wind\n" * 100_000)
    stats = json.loads(done.stderr)
    assert (done.returncode, done.stdout, stats["empty_posts"], stats["records"]) == (0, b"", 100_000, 0)
    said = "He said it was Forwarded from North Wind\n"
    quoted = f"Forwarded from Harbour\n{said}forwarded from the press office, it says\nThe bridge is closed\n{said}"
    (record,) = tgclean("dedupe", "--doubled", "no", "-", stdin=quoted.encode()).records
    assert (record["forwarded_from"], record["text"].count("orwarded from")) == ("Harbour", 3)


BODY = b"".join(b"Headline number %d about a bridge\n\n" % i for i in range(5000))


@pytest.mark.fault("B10")
@pytest.mark.parametrize("share", [0.0001, 0.01, 0.5, 0.99])
@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_compressed_data_that_ends_early_is_an_error_that_says_where(tgclean, tmp_path, kind, share):
    """Exit code 3 and nothing written; with --keep-going the other inputs are, and the code is the same."""
    data = packed(kind, BODY)
    cut = data[: max(4, int(share * len(data)))]
    (tmp_path / "cut").write_bytes(cut)
    (tmp_path / "whole.txt").write_bytes(POSTS)
    (tmp_path / "out.jsonl").write_bytes(b"old\n")
    done = tgclean("dedupe", "whole.txt", "cut", "-o", "out.jsonl")
    assert (done.returncode, done.complaint.count("\n")) == (3, 1)
    assert done.complaint.startswith(f"tgclean: cut: compressed data ends early, at byte {len(cut)}, or has garbage")
    assert (tmp_path / "out.jsonl").read_bytes() == b"old\n"
    done = tgclean("dedupe", "--keep-going", "whole.txt", "cut", "-o", "out.jsonl")
    assert (done.returncode, b"ferry" in (tmp_path / "out.jsonl").read_bytes()) == (3, True)


@pytest.mark.fault("B10")
@given(st.sampled_from(["gz", "zst"]), st.integers(4, 1 << 20), st.integers(1, 255))
@settings(deadline=None, max_examples=50)
def test_a_damaged_byte_of_compressed_data_is_no_bug(kind, at, change):
    """Whatever the decompressor says of it; gzip has a checksum, so it is an error wherever it counts."""
    data = bytearray(packed(kind, BODY[:20_000]))
    data[at % len(data)] ^= change
    try:
        found = lines_of(bytes(data))
    except (InputError, LimitError):
        return
    header = at % len(data) < 10  # its time, flags and system say nothing of the text
    assert kind == "zst" or header or found == BODY[:20_000].split(b"\n")[:-1]


def bomb(kind, mebibytes):
    data = b"x" * (mebibytes << 20)  # one line, so that nothing is made of it before the limit bites
    return gzip.compress(data, 9) if kind == "gz" else packed(kind, data)


@pytest.mark.fault("B11")
@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_what_expands_too_much_stops_the_run(tgclean, tmp_path, kind):
    """Exit code 5 once 64 MiB have come, nothing written, the option named; the option lets it pass."""
    (tmp_path / "bomb").write_bytes(bomb(kind, 70))
    done = tgclean("dedupe", "bomb", "-o", "out.jsonl")
    assert done.returncode == 5
    assert done.complaint == f"tgclean: bomb: expands more than {DEFAULT_MAX_EXPAND} times; raise --max-expand\n"
    assert not (tmp_path / "out.jsonl").exists()
    (source,) = sources([tmp_path / "bomb"], Options(max_expand=100_000))
    assert sum(len(line) for chunk in chunks(source, Tally()) for line in chunk.lines) == 70 << 20


@pytest.mark.fault("B11")
def test_little_may_expand_as_much_as_it_likes(monkeypatch):
    """Below 64 MiB nothing is said; behind them it is the ratio that counts, however the input is fed."""
    data = bomb("gz", 1)
    assert list(map(len, lines_of(data))) == [1 << 20]
    monkeypatch.setattr(packed_module, "FREE_BYTES", 1 << 19)
    for step in (100, 1 << 20):
        with pytest.raises(LimitError, match="expands more than 200 times"):
            chunks_of(Dribble(data, step))
        assert chunks_of(Dribble(data, step), max_expand=2000)


@pytest.mark.fault("B11")
def test_one_layer_is_unpacked():
    """The second is an error that says how to unpack it."""
    for inner in ("gz", "zst"):
        with pytest.raises(InputError, match=r"inside another; unpack it first: \w+ -dc FILE \| tgclean"):
            lines_of(gzip.compress(packed(inner, BODY)))


@pytest.mark.fault("B11")
def test_a_settings_file_that_was_only_found_lifts_no_limit(tgclean, tmp_path):
    """That of a cloned repository; a named one, a variable and the option may."""
    (tmp_path / "tgclean.toml").write_text("max-expand = 100000\n")
    (tmp_path / "in.txt").write_bytes(POSTS)
    done = tgclean("dedupe", "in.txt")
    assert (done.returncode, done.complaint.count("\n")) == (2, 1)
    assert "max-expand lifts a limit, which only a settings file named with --config may" in done.complaint
    for args, env in (
        (("--config", "tgclean.toml"), {}),
        (("--isolated", "--max-expand", "9"), {}),
        (("--isolated",), {"TGCLEAN_MAX_EXPAND": "9"}),
    ):
        assert tgclean("dedupe", *args, "in.txt", env=env).returncode == 0
    done = tgclean("dedupe", "--isolated", "--max-expand", "0", "in.txt")
    assert (done.returncode, done.complaint) == (2, "tgclean: --max-expand: 0 is not a whole number from 1 on\n")


@pytest.mark.fault("B12")
@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_all_members_and_frames_are_read(kind):
    """Whatever number, an empty one too; notes between frames are passed over, as pzstd writes them."""
    parts = [packed(kind, part) for part in (b"one\n", b"", b"two\nthr", b"ee\n")]
    notes = b"\x50\x2a\x4d\x18\x03\0\0\0abc" if kind == "zst" else b""
    for data in (b"".join(parts), notes + notes.join(parts) + notes):
        for step in (1, 7, 1 << 20):
            assert lines_of(Dribble(data, step)) == [b"one", b"two", b"three"]


@pytest.mark.fault("B12")
def test_zeros_behind_gzip_are_fine_and_garbage_is_not(tgclean):
    """Tapes pad with zeros; Zstandard has no such habit."""
    for size in (1, 512, 100_000):
        assert len(lines_of(gzip.compress(BODY) + bytes(size))) == 10_000
    for data in (
        gzip.compress(BODY) + b"x", gzip.compress(BODY) + b"garbage " * 9, packed("zst", BODY) + b"garbage",
        packed("zst", BODY) + bytes(9),
    ):  # fmt: skip
        done = tgclean("dedupe", "-", stdin=data)
        assert (done.returncode, done.stdout, done.complaint.count("\n")) == (3, b"", 1)
        assert "garbage behind its end" in done.complaint


@pytest.mark.fault("B12")
def test_a_window_above_128_mib_is_a_limit(tgclean, tmp_path):
    """As `zstd -d` has it; up to there it is read.  The frame is written here by hand: one raw block, "one"."""

    def frame(exponent):  # a window of 2 ** exponent bytes
        return b"\x28\xb5\x2f\xfd\0" + bytes(((exponent - 10) << 3,)) + bytes((3 << 3 | 1, 0, 0)) + b"one"

    assert lines_of(frame(27)) == [b"one"]
    (tmp_path / "wide.zst").write_bytes(frame(31))
    done = tgclean("dedupe", "wide.zst")
    assert (done.returncode, done.complaint.count("\n")) == (5, 1)
    assert "more than 128 MiB of memory" in done.complaint
    assert "zstd -dc --long=31 FILE | tgclean dedupe -" in done.complaint


@pytest.mark.fault("B13")
def test_a_suffix_that_lies_changes_nothing(tgclean, tmp_path):
    """Content tells compression: text called .gz is read, and gzip called .txt is unpacked."""
    expected = [record["text"] for record in tgclean("dedupe", "-", stdin=POSTS).records]
    for name, data in (("a.txt.gz", POSTS), ("b.txt", gzip.compress(POSTS)), ("c.zst", gzip.compress(POSTS)),
                       ("d.gz", packed("zst", POSTS))):  # fmt: skip
        (tmp_path / name).write_bytes(data)
        done = tgclean("dedupe", name)
        assert (done.returncode, [record["text"] for record in done.records]) == (0, expected), name
