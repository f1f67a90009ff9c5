"""Reading: every line with its number and its bytes, whatever the line ends, marks and packing."""

from __future__ import annotations

import errno
import gzip
import io
import os
import random
import re
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Dribble
from tgclean import posts
from tgclean.diff import diff
from tgclean.errors import InputError
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.readers import Head, chunks, is_rows, sources, with_ends
from tgclean.readers import encoding as encoding_module
from tgclean.readers import text as text_module


def read(data, block_bytes=1 << 20):
    (source,) = sources([data if isinstance(data, io.IOBase) else io.BytesIO(data)])
    return list(chunks(source, Tally(), block_bytes))


def lines_of(data, block_bytes=1 << 20):
    return [line for chunk in read(data, block_bytes) for line in chunk.lines]


CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})  # enough of them beside broken UTF-8 are no text


@given(st.lists(st.binary(max_size=12).map(lambda b: b.translate(None, CONTROLS)), max_size=30), st.integers(1, 64))
def test_a_line_ends_at_lf_and_nowhere_else(parts, step):
    """The lines are those of a split at LF without one CR before it; their bytes tile the input, in any chunks."""
    data = b"\n".join(parts)
    data = b"x" + data  # no mark and no other format's magic
    got = read(Dribble(data, step), step)
    expected = data.split(b"\n")
    if expected[-1] == b"":
        expected.pop()
    expected = [line.removesuffix(b"\r") for line in expected]
    assert [line for chunk in got for line in chunk.lines] == expected
    number, byte = 1, 0
    for chunk in got:
        assert (chunk.first_line, chunk.starts[0]) == (number, byte)
        assert len(chunk.starts) == len(chunk.lines) + 1
        number, byte = number + len(chunk.lines), chunk.starts[-1]
    assert byte == len(data)


def test_other_line_breaks_of_unicode_are_text():
    """U+2028, U+0085, VT, FF and a lone CR end no line, so numbers agree with grep and sed."""
    data = "a\u2028b\u0085c\x0bd\x0ce\rf\ng\n".encode()
    assert lines_of(data) == data.split(b"\n")[:2]


def test_a_byte_order_mark_belongs_to_the_first_line_and_is_not_text():
    """The mark is eaten; the first line's bytes begin at 0 all the same."""
    (chunk,) = read(b"\xef\xbb\xbfone\ntwo\n")
    assert chunk.lines == [b"one", b"two"]
    assert list(chunk.starts) == [0, 7, 11]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("step", [1, 3, 64, 1 << 20])
def test_utf16_and_utf32_with_a_mark_are_read_and_their_bytes_are_those_of_the_input(encoding, step):
    """Lines become UTF-8; spans count the bytes of the text as it is; U+0A00 and U+0A0D end no line."""
    text = "\ufeffПривет 🇷🇺\r\n\u0a00\u0a0d\u000d\u0a00\nlast"
    data = text.encode(encoding)
    got = read(Dribble(data, step), max(step, 2))
    assert [line.decode() for chunk in got for line in chunk.lines] == ["Привет 🇷🇺", "\u0a00\u0a0d\u000d\u0a00", "last"]
    edges = [*(start for chunk in got for start in chunk.starts[:-1]), got[-1].starts[-1]]
    assert [data[a:b].decode(encoding) for a, b in pairwise(edges)] == [
        "\ufeffПривет 🇷🇺\r\n",
        "\u0a00\u0a0d\u000d\u0a00\n",
        "last",
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_lines_of_utf16_end_in_lf(encoding):
    """Their bytes are those of another encoding and tell nothing of line ends: no line is joined, no CR made up."""
    lines = ["漢字", "かな", "Б" * 3, "ab", "a", "", "漢" * 9, "x\u0a0d", "🇷🇺", "漢"]
    for end in ("\n", "\r\n"):
        data = ("\ufeff" + end.join(lines)).encode(encoding)
        assert list(with_ends(read(data))) == [f"{line}\n".encode() for line in lines]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfone\r\n\ntwo\r\n\xe6\xbc\xa2", b"one\n", b""])
def test_lines_of_utf8_end_as_they_stand(data):
    """With mark, CR and LF, and the last without an end if it has none."""
    assert b"".join(with_ends(read(data))) == data


def test_the_diff_of_utf16_has_its_lines():
    """It is that of the same text in UTF-8."""
    text = "漢字の見出し\n漢字の本文、少し長い行です\n\n漢字の本文、少し長い行です\nもう一行\n" * 2
    in_utf8, in_utf16 = (list(diff([io.BytesIO(data)], Options())) for data in (text.encode(), text.encode("utf-16")))
    assert in_utf16 == in_utf8
    assert b"\r" not in b"".join(in_utf16)


def test_compression_is_told_by_content(tmp_path):
    """A gzip or Zstandard file is unpacked whatever its name, all its members too."""
    from xopen import xopen

    packed = tmp_path / "plain.txt"
    packed.write_bytes(gzip.compress(b"one\n") + gzip.compress(b"two\n"))
    assert [line for source in sources([packed]) for chunk in chunks(source, Tally()) for line in chunk.lines] == [
        b"one",
        b"two",
    ]
    with xopen(tmp_path / "a.zst", "wb", threads=0) as file:
        file.write(b"three\n")
    zst = tmp_path / "other.txt"
    (tmp_path / "a.zst").rename(zst)
    assert [line for source in sources([zst]) for chunk in chunks(source, Tally()) for line in chunk.lines] == [
        b"three"
    ]


@pytest.mark.parametrize("step", [1, 2, 3, 5])
@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_compression_is_told_of_a_pipe_that_dribbles(kind, step):
    """The first read may give one byte of the magic; the rest is waited for."""
    from xopen import xopen

    packed = io.BytesIO()
    with xopen(packed, "wb", format=kind, threads=0) as file:
        file.write(b"one\ntwo\n")
    data = packed.getvalue()
    for stream in (Dribble(data, step), io.BufferedReader(Dribble(data, step))):
        assert lines_of(stream) == [b"one", b"two"]


@pytest.mark.parametrize("data", [b"(", b"(a\nb\n", b"\x1f", b"\x1fa\n", b"(\xb5", b""])
@pytest.mark.parametrize("step", [1, 2, 64])
def test_what_begins_as_a_magic_and_is_none_is_text(data, step):
    """A parenthesis is the first byte of Zstandard's; what was read to tell is handed on, and the stream left open."""
    stream = io.BufferedReader(Dribble(data, step))
    assert lines_of(stream) == data.splitlines()
    assert not stream.closed


@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b + b"garbage", lambda b: b[:-6] + b"xxxxxx"])
def test_damaged_compressed_data_is_an_error(damage):
    """A cut, a tail of garbage or a wrong checksum is no shorter input."""
    data = damage(gzip.compress(b"".join(b"line %d\n" % i for i in range(5000))))
    with pytest.raises(InputError):
        read(data)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"\x89PNG\r\n", b"a\0b\0c\0d\0", bytes(range(256)) * 40, "no mark".encode("utf-16-le")]
)
def test_what_is_not_text_is_refused(data):
    """A binary file, or UTF-16 that does not say so, is an error and not a post."""
    with pytest.raises(InputError, match=r"binary|UTF-16|PDF"):
        read(data)


@pytest.mark.parametrize(
    ("magic", "command"),
    [
        (b"\xfd7zXZ\0\0\x04\xe6\xd6\xb4\x46", "xz -dc FILE"),
        (b"]\0\0\x80\0\xff\xff", "xz -dc FILE"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "7z x -so FILE"),
        (b"Rar!\x1a\x07\x01\0", "unrar p -inul FILE"),
        (b"\x04\x22\x4d\x18\x64\x40\xa7", "lz4 -dc FILE"),
        (b"LZIP\x01", "lzip -dc FILE"),
        (b"BZh91AY&SY\xc1", "bzip2 -dc FILE"),
        (b"PK\x03\x04\x14\0", "unzip -p FILE"),
        (b"\x1f\x9d\x90", "gzip -dc FILE"),
        (b"export.txt" + bytes(247) + b"ustar\x0000", "tar -xOf FILE"),
        (gzip.compress(gzip.compress(b"one\n", mtime=0), mtime=0), "gzip -dc FILE"),
    ],
)
@pytest.mark.parametrize("step", [1, 1 << 20])
def test_what_is_packed_in_another_way_is_refused_with_what_unpacks_it(magic, command, step):
    """Nothing of it is taken for text, however short it is or slowly it comes."""
    with pytest.raises(InputError, match=rf"unpack it first: {re.escape(command)} \| tgclean dedupe -$"):
        read(Dribble(magic + b"compressed text" * (magic[0] != 0x1F), step))


@pytest.mark.parametrize("seed", range(50))
@pytest.mark.parametrize("size", [300, 8192, 100_000])
def test_random_bytes_are_no_text(seed, size):
    """Whatever they are: no draw of them passes."""
    with pytest.raises(InputError, match="binary"):
        read(random.Random(seed).randbytes(size))


LEGACY = "Открытие выставки перенесли на пятницу, сообщает мэрия города.\n"


@pytest.mark.parametrize(
    "data",
    [
        (LEGACY * 50).encode("cp1251"),
        (LEGACY * 50).encode("koi8-r"),
        ("明日の会議は中止になりました。\n" * 50).encode("shift-jis"),
        ("明日の会議は中止になりました。\n" * 50).encode("iso-2022-jp"),
        ("会议取消了。\n" * 50).encode("gb18030"),
        (LEGACY * 50).encode()[:-40].replace("м".encode(), b"\xd0", 30),
        b"\x1b[31mred\x1b[0m \x1b[1mbold\x1b[0m\r\n" * 40 + b"\xff",
        b"\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10\x11\x12\n" * 40,
        *[
            magic + b" is what some files begin with\n"
            for magic in (b"LZIP", b"BZh9", b"7z", b"Rar!", b"PK", b"GIF8", b"PAR1")
        ],
        b"x" * 257 + b"ustar is what stands there in a tar file\n",
        b"one\0two\n" + b"three\n" * 200,
        b"a\0b\n",
        "🇷🇺 漢字 עברית\n".encode() * 300,
    ],
)
@pytest.mark.parametrize("step", [1, 1 << 20])
def test_odd_text_is_text(data, step):
    """Other encodings, broken characters, escape codes, control characters, a NUL here and there."""
    assert lines_of(Dribble(data, step)) == [line.removesuffix(b"\r") for line in data.split(b"\n") if line]


@pytest.mark.fault("C1")
def test_missing_inputs_are_known_before_any_is_read(tmp_path):
    """`sources` looks for all of them; the first one missing is the error."""
    there = tmp_path / "there.txt"
    there.write_text("x")
    with pytest.raises(InputError, match="no such file"):
        sources([there, tmp_path / "not-there.txt"])


@pytest.mark.fault("C2")
def test_a_directory_stands_for_its_exports_in_order(tmp_path):
    """Exports below a directory are read sorted by name; other files and symbolic links are not."""
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt.gz", "notes.md"):
        (tmp_path / name).write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    names = [source.name.removeprefix(f"{tmp_path}/") for source in sources([tmp_path])]
    assert names == ["a.txt", "b.txt", "sub/c.txt.gz"]


@pytest.mark.fault("C2")
def test_a_link_inside_a_directory_that_leads_nowhere_is_an_error(tmp_path):
    """What is missing is said, as where it is named itself; a link of another name is nobody's export."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "notes.md").symlink_to(tmp_path / "gone.md")
    assert len(sources([tmp_path])) == 1
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(InputError, match=r"sub/b\.txt: a symbolic link that leads to no file"):
        sources([tmp_path])


@pytest.mark.fault("C2")
@pytest.mark.parametrize("closed", [".", "sub/deep"])
def test_a_directory_that_cannot_be_read_is_an_error(tmp_path, monkeypatch, closed):
    """At the top or below: the posts in it would be missing without a word."""
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "a.txt").write_text("x")
    scandir = os.scandir

    def refusing(path):  # root, as whom tests may run, reads everything
        if Path(path) == tmp_path / closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(InputError) as caught:
        sources([tmp_path])
    assert str(caught.value) == f"{tmp_path / closed}: permission denied"


def grown(path):
    with path.open("ab") as file:
        file.write(b"more\n")


def cut(path):
    os.truncate(path, 5)


def replaced(path):
    """As editors save: another file takes the name."""
    before = path.stat()
    path.with_name("new").write_bytes(path.read_bytes())
    os.utime(path.with_name("new"), ns=(before.st_atime_ns, before.st_mtime_ns))
    path.with_name("new").replace(path)


def touched_up(path):
    """In place, and as long as before."""
    with path.open("r+b") as file:
        file.write(b"LINE")
    os.utime(path, ns=(1, 1))


@pytest.mark.fault("C4")
@pytest.mark.parametrize("change", [grown, cut, replaced, touched_up])
def test_an_input_that_changes_while_it_is_read_is_an_error(tmp_path, change):
    """Spans of a file that has changed would point at the wrong bytes."""
    path = tmp_path / "changes.txt"
    path.write_bytes(b"line\n" * 100_000)
    (source,) = sources([path])
    stream = chunks(source, Tally(), 1000)
    next(stream)
    change(path)
    with pytest.raises(InputError, match="changed"):
        list(stream)


def test_an_input_whose_name_is_gone_is_read_to_its_end(tmp_path):
    """Nothing else has its name, and its bytes are what they were."""
    path = tmp_path / "gone.txt"
    path.write_bytes(b"line\n" * 100_000)
    stream = chunks(*sources([path]), Tally(), 1000)
    next(stream)
    path.unlink()
    assert sum(len(chunk.lines) for chunk in stream) > 90_000


def test_rows_are_told_by_their_first_line():
    """An input whose first line is a JSON object is JSON Lines; text that begins with a brace is text."""
    assert is_rows([b'{"text": "a"}'], Options())
    assert not is_rows([b"{not json}"], Options())
    assert not is_rows([b'{"text": "a"}'], Options(input_format="text"))


def test_empty_lines_before_the_first_row_tell_nothing():
    """The first line that is not empty decides."""
    assert is_rows([b"", b" \t", b'{"text": "a"}'], Options())
    assert not is_rows([b"", b"text", b"", b"text"], Options())
    assert not is_rows([b"", b""], Options())


ROW = b'{"text": "The bridge is closed."}'


@pytest.mark.parametrize("first", [b"# exported on Monday", b"// a remark", b'{"text": "cut off', b"id;text"])
@pytest.mark.parametrize("rows_behind", [1, 2, 9])
def test_a_first_row_that_is_damaged_is_an_error_as_a_later_one_is(first, rows_behind):
    """Rows behind it tell what the input is, and its first line is refused instead of all becoming flat text."""
    for before in (b"", b"\n \n"):
        data = before + b"".join(line + b"\n" for line in (first, *[ROW] * rows_behind))
        with pytest.raises(InputError, match=rf"^-:{1 + before.count(10)}: not a JSON object"):
            list(posts(io.BytesIO(data)))
        assert list(posts(io.BytesIO(data), options=Options(input_format="text")))


def test_rows_that_a_text_quotes_are_text():
    """Objects without the field that holds a text, or among other lines, are what a post is about."""
    assert not is_rows([b"How to call it:", b'{"a": 1}', b'{"b": 2}'], Options())
    assert not is_rows([b"How to call it:", ROW, b"It answers:", ROW], Options())


@pytest.mark.parametrize("step", [1, 100, 1 << 20])
def test_the_head_is_cut_at_a_byte_and_takes_nothing_from_the_chunks(monkeypatch, step):
    """Lines that begin before it, however the input is fed; whoever looks, and how far, all chunks come."""
    monkeypatch.setattr(text_module, "HEAD_BYTES", 10_000)
    monkeypatch.setattr(encoding_module, "SNIFF_BYTES", 10)
    data = b"".join(b"line %d\n" % i for i in range(3000))
    lines = data.split(b"\n")[:-1]
    inside = [line for i, line in enumerate(lines) if sum(map(len, lines[:i])) + i < 10_000]
    for looks in (0, 1, 700, 3000):
        head = Head(read(Dribble(data, step), step))
        assert list(islice(head.lines(), looks)) == inside[:looks]
        stream = head.chunks()
        first = next(stream)
        assert list(head.lines()) == inside
        assert [line for chunk in (first, *stream) for line in chunk.lines] == lines


def test_a_row_is_a_post_with_its_own_place():
    """Known fields keep their meaning, the rest goes to `extra`; a row's line and bytes are its span."""
    data = (
        b'{"text":"Forwarded from N\\nbody","date":"2024-07-28T10:00:00+03:00","views":3}\n'
        b'\n{"text":"b","date":1722150000,"id":7}\n'
    )
    first, second = posts(io.BytesIO(data))
    assert (first.text, first.forwarded_from, first.date, first.extra) == (
        "body",
        "N",
        "2024-07-28T07:00:00Z",
        '{"views":3}',
    )
    (place,) = second.copies
    assert (place.line, data[place.offsets[0] : place.offsets[-1]]) == (3, b'{"text":"b","date":1722150000,"id":7}\n')
    assert second.date == "2024-07-28T07:00:00Z"


@pytest.mark.parametrize("line", [b"[1]", b"{", b'{"text": 3}'])
def test_a_row_that_is_none_is_an_error_with_its_line(line):
    """The complaint names file and line, and what the row has instead."""
    with pytest.raises(InputError, match=r"^-:2: "):
        list(posts(io.BytesIO(b'{"text": "a"}\n' + line + b"\n")))


@pytest.mark.parametrize(
    ("data", "command"),
    [
        (b"%PDF-1.7 ...", "pdftotext FILE -"),
        (b"SQLite format 3\0...", "sqlite3 -csv -header FILE 'SELECT * FROM messages'"),
        (b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml", "xlsx2csv FILE"),
        (b"PK\x03\x04....[Content_Types].xml....word/document.xml", "pandoc -t plain --wrap=none FILE"),
        (b"PK\x03\x04....export.txt", "unzip -p FILE"),
    ],
)
def test_what_another_program_reads_is_refused_with_its_command(data, command):
    """One line that can be typed."""
    with pytest.raises(InputError) as caught:
        list(posts(io.BytesIO(data)))
    assert f"{command} | tgclean dedupe -" in str(caught.value)
