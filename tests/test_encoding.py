"""Encodings: what is named with --encoding is decoded line by line, and what cannot be decoded equals nothing."""

from __future__ import annotations

import gzip
import io
import json
from itertools import pairwise

import pytest

from tests.conftest import Dribble
from tgclean import OptionError, Options, dedupe, posts
from tgclean.errors import InputError
from tgclean.folding import fold_line
from tgclean.match import Matcher
from tgclean.model import UNDECODED, Copy, Post, Tally
from tgclean.readers import chunks, sources, with_ends

RUSSIAN = "Музей откроют в пятницу\n\nПаром отменили из-за шторма\n"
TEXTS = {
    "cp1251": RUSSIAN,
    "koi8-r": RUSSIAN,
    "cp866": RUSSIAN,
    "latin-1": "Die Brücke ist gesperrt\n\nLa fête est annulée\n",
    "gb18030": "会议取消了，明天再说。\n\n桥梁已经关闭 🔥\n",
    "big5": "會議取消了\n\n橋樑已經關閉\n",
    "euc-kr": "회의가 취소되었습니다\n\n다리가 폐쇄되었습니다\n",
    "shift_jis": "表の会議は中止\n\n橋は通行止めです\n",  # 表 ends in the byte of a backslash
    "euc-jp": "会議は中止\n\n橋は通行止めです\n",
    "utf-8": RUSSIAN,
    "utf-8-sig": RUSSIAN,
    "utf-16": RUSSIAN,
    "utf-16-le": RUSSIAN,
    "utf-16-be": RUSSIAN,
    "utf-32-be": RUSSIAN,
}


def read(data, encoding="auto", block_bytes=1 << 20):
    (source,) = sources([data if isinstance(data, io.IOBase) else io.BytesIO(data)], Options(encoding=encoding))
    return list(chunks(source, Tally(), block_bytes))


def read_lines(data, encoding="auto"):
    return [line for chunk in read(data, encoding) for line in chunk.lines]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("step", [1, 7, 1 << 20])
@pytest.mark.parametrize("encoding", TEXTS)
def test_lines_become_utf8_and_keep_the_bytes_that_they_took(encoding, step, end):
    """The same lines however slowly the input comes; the bytes between two starts are the line in its encoding."""
    text = TEXTS[encoding].replace("\n", end)
    data = text.encode(encoding)
    got = read(Dribble(data, step), encoding, max(step, 2))
    assert [line.decode() for chunk in got for line in chunk.lines] == text.split(end)[:-1]
    edges = [*(start for chunk in got for start in chunk.starts[:-1]), got[-1].starts[-1]]
    assert (edges[0], edges[-1]) == (0, len(data))
    pieces = [data[a:b].decode(encoding) for a, b in pairwise(edges)]
    assert [piece.removeprefix("\ufeff") for piece in pieces] == text.splitlines(keepends=True)
    exact = encoding.startswith("utf-8")
    assert {chunk.exact for chunk in got} == {exact}
    assert b"".join(with_ends(got)) == (data if exact else TEXTS[encoding].encode())


@pytest.mark.parametrize("encoding", TEXTS)
def test_an_encoding_that_is_named_gives_the_posts_and_their_bytes(encoding):
    """The records are those of the same text in UTF-8, but for the bytes of their spans."""
    data = TEXTS[encoding].encode(encoding)
    found = list(dedupe(io.BytesIO(data), options=Options(encoding=encoding)))
    assert [record.text for record in found] == TEXTS[encoding].split("\n")[:-1:2]
    for record in found:
        (span,) = record.spans
        assert data[span.byte : span.byte_end].decode(encoding).strip("\ufeff\n") == record.text
        assert record.flags == ""


@pytest.mark.parametrize("asked", ["cp1251", "utf-8", "utf-16-be", "auto"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_byte_order_mark_outweighs_the_encoding_that_is_named(encoding, asked):
    """One option can so be given for files of which some have a mark."""
    assert read_lines(f"\ufeff{RUSSIAN}".encode(encoding), asked) == RUSSIAN.encode().split(b"\n")[:-1]


def test_utf16_without_a_mark_is_refused_with_the_name_to_give():
    """Its byte order can be told from its spaces; it is not guessed without being asked."""
    for encoding in ("utf-16-le", "utf-16-be"):
        data = ("The museum opens on Friday\n" * 20).encode(encoding)
        with pytest.raises(InputError, match=f"--encoding {encoding}$"):
            read(data)
        assert read_lines(data, encoding) == [b"The museum opens on Friday"] * 20


def test_what_is_packed_or_binary_is_refused_under_any_name():
    """No encoding makes text of it."""
    for asked in ("auto", "cp1251", "utf-16-le"):
        for data in (b"\xfd7zXZ\0\0\x04", b"\x89PNG\r\n\x1a\n\0\0"):
            with pytest.raises(InputError, match=r"packed|binary"):
                read(data, asked)


@pytest.mark.parametrize(
    ("encoding", "line", "shown"),
    [
        ("cp1251", b"caf\x98 \x98\x98\n", "caf\ufffd \ufffd\ufffd"),
        ("ascii", "é\n".encode(), "\ufffd\ufffd"),  # bytes that happen to be UTF-8 are not taken for it
        ("shift_jis", b"ab\x81\n", "ab\ufffd"),
        ("gb18030", b"ab\x81\n", "ab\ufffd"),
        ("utf-16-le", "ab".encode("utf-16-le") + b"\0\xd8" + "\n".encode("utf-16-le"), "ab\ufffd"),
        ("auto", b"ab\xff\n", "ab\ufffd"),
    ],
)
def test_bytes_that_cannot_be_decoded_are_flagged_and_counted(encoding, line, shown):
    """Each becomes U+FFFD, the line behind it stays whole, and the flag is the one of broken UTF-8."""
    data = (
        line
        + "\n".encode(encoding if encoding != "auto" else "utf-8")
        + "next\n".encode(encoding if encoding.startswith("utf-16") else "ascii")
    )
    tally = Tally()
    first, second = posts(io.BytesIO(data), options=Options(encoding=encoding), tally=tally)
    assert (first.text, first.flags) == (shown, {UNDECODED})
    assert (second.text, second.flags) == ("next", frozenset())
    assert tally.total().warnings[UNDECODED] == 1


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "a\0b", "\udcff", "x" * 1000])
def test_a_name_that_python_does_not_know_is_refused(name):
    """So is a codec that decodes no text."""
    with pytest.raises(OptionError) as caught:
        Options(encoding=name)
    assert str(caught.value) == f"encoding: {name} is not {caught.value.allowed}"


@pytest.mark.parametrize("name", ["", None, 3, b"utf-8"])
def test_what_is_no_name_is_refused(name):
    """An empty name too, which is not the default."""
    with pytest.raises(OptionError, match=r"^encoding: .* is not auto, or an encoding"):
        Options(encoding=name)


@pytest.mark.parametrize(
    "name",
    ["iso2022_jp", "iso2022_kr", "hz", "utf-7", "cp037", "cp500", "idna", "punycode", "unicode_escape",
     "raw_unicode_escape", "undefined"],
)  # fmt: skip
def test_an_encoding_whose_lines_depend_on_each_other_is_refused(name):
    """Shifts, escapes and EBCDIC: an LF byte does not end a line there, and the error says how to convert."""
    with pytest.raises(
        OptionError, match=rf"^encoding: {name} cannot be read line by line; convert .*: iconv -f {name}"
    ):
        Options(encoding=name)


def test_rows_and_compressed_files_are_decoded_too():
    """The encoding is that of the decompressed bytes, whatever is in them."""
    row = json.dumps({"text": "Паром отменили"}, ensure_ascii=False) + "\n"
    for data in (row.encode("cp1251"), gzip.compress(row.encode("cp1251"))):
        (post,) = posts(io.BytesIO(data), options=Options(encoding="cp1251"))
        assert post.text == "Паром отменили"


WRONG = ("Музей откроют в пятницу, сообщает мэрия города\n\nПаром отменили в четверг, об этом пишет газета\n").encode(
    "cp1251"
)


@pytest.mark.parametrize("options", [{}, {"exact_only": True}, {"stream": True}, {"unit": "block", "min_chars": 0}])
def test_what_could_not_be_decoded_is_merged_with_no_other_post(options):
    """U+FFFD stands for any byte: posts of it look alike and may say anything."""
    found = [*dedupe(io.BytesIO(WRONG), io.BytesIO(WRONG), options=Options(**options))]
    assert len(found) == 4
    assert {(record.count, record.flags) for record in found} == {(1, UNDECODED)}
    named = Options(encoding="cp1251", **options)
    assert len([*dedupe(io.BytesIO(WRONG), io.BytesIO(WRONG), options=named)]) == 2


@pytest.mark.parametrize("others", [0, 40])
def test_the_matcher_compares_no_post_that_could_not_be_decoded(others):
    """Neither among few posts nor among many, one by one or at the end; a post in order merges as ever."""
    place = Copy(1, 1, (0, 1), 100.0, ())
    text = "The museum opens on Friday, the city of Hamburg said in a statement on its website this morning"
    flagged, plain = (Post("-", text, 0, (place,), flags=frozenset(flags)) for flags in ((UNDECODED,), ()))
    given = [flagged, plain, flagged, plain]
    given += [Post("-", f"Other {i} news {i * 7}", 0, (place,)) for i in range(others)]
    kinds = ["fresh", "fresh", "fresh", "exact"]
    matcher = Matcher(Options(), lambda number: given[number].text, Tally())
    for post in given:
        matcher.add(post)
    assert [verdict.kind for verdict in matcher.verdicts()][:4] == kinds
    matcher = Matcher(Options(), lambda number: given[number].text, Tally())
    assert [matcher.decide(post).kind for post in given][:4] == kinds


def test_lines_that_could_not_be_decoded_are_folded_apart():
    """Inside a post only equal bytes repeat each other."""
    one, two = (line.encode("cp1251") for line in ("Паром", "Музей"))
    assert fold_line(one) == fold_line(one + b" ") != fold_line(two)


def test_the_command_line_decodes(tgclean, tmp_path):
    """By the long and the short option and by the variable, in each command that reads inputs."""
    (tmp_path / "a.txt").write_bytes(RUSSIAN.encode("cp1251"))
    texts = RUSSIAN.split("\n")[:-1:2]
    for args, env in (
        (("--encoding", "cp1251"), {}),
        (("-E", "windows-1251"), {}),
        ((), {"TGCLEAN_ENCODING": "cp1251"}),
    ):
        done = tgclean("dedupe", *args, "a.txt", env=env)
        assert ([record["text"] for record in done.records], "warning" in done.complaint) == (texts, False)
        assert tgclean("dedupe", *args, "-", stdin=RUSSIAN.encode("cp1251"), env=env).stdout.count(b"\n") == 2
        assert tgclean("diff", *args, "a.txt", env=env).returncode == 0
        told = tgclean("explain", *args, "a.txt:1", "a.txt:3", env=env)
        assert told.stdout.startswith(b"distinct: ")
        assert b"decoded" not in told.stdout


def test_the_diff_of_a_decoded_input_is_that_of_the_same_text_in_utf8(tgclean, tmp_path):
    """Of a file and of standard input, which is read twice."""
    text = "Заголовок\nПаром отменили из-за шторма\nПаром отменили из-за шторма\n"
    (tmp_path / "a.txt").write_bytes(text.encode("koi8-r"))
    expected = tgclean("diff", "-", stdin=text.encode()).stdout
    assert "-Паром" in expected.decode()
    assert tgclean("diff", "-E", "koi8-r", "-", stdin=text.encode("koi8-r")).stdout == expected
    assert tgclean("diff", "-E", "koi8-r", "a.txt").stdout.splitlines()[2:] == expected.splitlines()[2:]


def test_explain_says_what_could_not_be_decoded(tgclean, tmp_path):
    """Two such posts are distinct though their texts look alike; so are their records."""
    (tmp_path / "a.txt").write_bytes(WRONG)
    told = tgclean("explain", "a.txt:1", "a.txt:3").stdout.decode().splitlines()
    assert told[0].startswith("distinct: a post with bytes that could not be decoded is merged with no other")
    assert [line[:1] for line in told[1:]] == ["a", "b"]
    tgclean("dedupe", "-o", "out.jsonl", "a.txt")
    ids = [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert tgclean("explain", "--in", "out.jsonl", *ids[:2]).stdout.decode().splitlines()[0] == told[0]


def test_an_encoding_that_cannot_be_used_is_one_line_and_exit_2(tgclean):
    """It names the option, or the variable where the name comes from one."""
    for name in ("klingon", "iso2022_jp", ""):
        done = tgclean("dedupe", "--encoding", name, "-")
        assert (done.returncode, done.stdout, done.complaint.count("\n")) == (2, b"", 1)
        assert done.complaint.startswith("tgclean: --encoding: ")
    done = tgclean("dedupe", "-", env={"TGCLEAN_ENCODING": "klingon"})
    assert (done.returncode, done.complaint[:34]) == (2, "tgclean: TGCLEAN_ENCODING: klingon")


def test_the_warning_names_the_option(tgclean):
    """Whoever reads mojibake is told what to do about it."""
    done = tgclean("dedupe", "-", stdin=WRONG)
    assert done.returncode == 0
    (warning,) = (line for line in done.complaint.splitlines() if "decoded" in line)
    assert warning.startswith("tgclean: warning: -: 2 posts with bytes that could not be decoded")
    assert "--encoding" in warning
