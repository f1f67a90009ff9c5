"""How an input is encoded, by its mark or as asked.  What is no text is refused, with a word on what to do."""

from __future__ import annotations

import codecs

from tgclean.errors import InputError
from tgclean.options import DEFAULT_ENCODING

SNIFF_BYTES = 8192
MARKS = {b"\xff\xfe\0\0": "utf-32-le", b"\0\0\xfe\xff": "utf-32-be", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
"""Byte-order marks of encodings that are not UTF-8, in the order in which to look for them: one begins with another."""

COLUMNAR = {b"PAR1": "parquet", b"ARROW1": "arrow"}
"""How files of columns begin."""

UTF8 = "utf-8"
WIDE = frozenset(MARKS.values())
"""Encodings whose line ends are not single bytes."""

UTF8_MARK = b"\xef\xbb\xbf"
# Names that leave the byte order to a mark; without one it is that of Windows, where such files come from.
_CODECS = {DEFAULT_ENCODING: UTF8, "utf-8-sig": UTF8, "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_UNDECODED = b"\xff"  # no UTF-8 has this byte

# What packs text, its magic and the program that writes what is inside.  gzip and Zstandard come here packed twice.
_PACKED = {
    b"\xfd7zXZ\0": ("xz", "xz -dc"),
    b"]\0\0": ("lzma", "xz -dc"),
    b"\x04\x22\x4d\x18": ("lz4", "lz4 -dc"),
    b"LZIP\x01": ("lzip", "lzip -dc"),
    b"\x1f\x9d": ("compress", "gzip -dc"),
    b"\x1f\x8b": ("gzip inside another", "gzip -dc"),
    b"\x28\xb5\x2f\xfd": ("Zstandard inside another", "zstd -dc"),
    b"PK\x03\x04": ("zip", "unzip -p"),
    b"7z\xbc\xaf\x27\x1c": ("7z", "7z x -so"),
    b"Rar!\x1a\x07": ("rar", "unrar p -inul"),
    **{b"BZh%d1AY&SY" % level: ("bzip2", "bzip2 -dc") for level in range(1, 10)},
}
# What is read by another program that writes text, and what a zip archive is by the names in it.
_CONVERTED = {
    b"%PDF": ("PDF", "pdftotext FILE - | tgclean dedupe -"),
    b"SQLite format 3\0": (
        "an SQLite database",
        "sqlite3 -csv -header FILE 'SELECT * FROM messages' | tgclean dedupe - (sqlite3 FILE .tables names its tables)",
    ),
}
_IN_ZIP = {
    b"xl/": ("a spreadsheet", "pipx run xlsx2csv FILE | tgclean dedupe -"),
    b"word/": ("a document", "pandoc -t plain --wrap=none FILE | tgclean dedupe -"),
    b"content.xmlPK": ("a document or spreadsheet", "soffice --cat FILE | tgclean dedupe -"),
}
_TAR = slice(257, 262), b"ustar"
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"PAR1\x15", b"\x7fELF", b"GIF87a", b"GIF89a")

_FEW_NULLS = 2
_FEW_CONTROLS = 8
# Of what no text has: random bytes are 10 % of these and 45 % no UTF-8.  Legacy encodings have the latter alone.
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\b\t\n\v\f\r\x1b"})


def tells_encoding(first: bytes) -> bool:
    """Says whether the first bytes of an input, of which more may come, are enough for `encoding_of`."""
    return len(first) >= SNIFF_BYTES or _is_row(first)


def codec_of(encoding: str) -> str:
    """Return the codec that a setting of `Options.encoding` stands for where an input has no mark.

    >>> codec_of("auto"), codec_of("UTF-16"), codec_of("Windows-1251")
    ('utf-8', 'utf-16-le', 'cp1251')
    """
    name = encoding if encoding == DEFAULT_ENCODING else codecs.lookup(encoding).name
    return _CODECS.get(name, name)


def encoding_of(first: bytes, name: str, asked: str = DEFAULT_ENCODING) -> str:
    """Return the codec for an input by its first bytes, as many as `tells_encoding` asks for unless it is shorter.

    A byte-order mark decides; without one it is the `asked` encoding.

    Raises: InputError if it is not text but packed or binary, or in UTF-16 where UTF-8 is expected.
    """
    for mark, encoding in MARKS.items():
        if first.startswith(mark):
            return encoding
    codec = UTF8 if first.startswith(UTF8_MARK) else codec_of(asked)
    converted = next((how for magic, how in _CONVERTED.items() if first.startswith(magic)), None)
    if first.startswith(b"PK\x03\x04"):
        converted = next((how for name, how in _IN_ZIP.items() if name in first), None)
    if converted is not None:
        kind, command = converted
        raise InputError(name, f"is {kind}; convert it: {command}")
    packed = next((how for magic, how in _PACKED.items() if first.startswith(magic)), None)
    where, magic = _TAR
    if packed is None and first[where] == magic and b"\0" in first[: where.start]:
        packed = "tar", "tar -xOf"
    if packed is not None:
        kind, program = packed
        raise InputError(name, f"is packed with {kind}; unpack it first: {program} FILE | tgclean dedupe -")
    head = first[:SNIFF_BYTES]
    if _is_row(head):  # nothing behind it counts, or it would depend on how much has come
        return codec
    if codec not in WIDE and (unmarked := _unmarked(head)):
        raise InputError(name, f"looks like UTF-16 without a byte-order mark; if it is, use --encoding {unmarked}")
    if head.startswith(_BINARY) or (codec not in WIDE and _is_binary(head)):
        raise InputError(name, "is not text but a binary file; convert it to text first")
    return codec


def in_utf8(line: bytes, codec: str) -> bytes:
    """Return a line in UTF-8; what cannot be decoded becomes a byte that no UTF-8 has, so that it is still seen.

    >>> in_utf8("мост".encode("cp1251"), "cp1251").decode()
    'мост'
    >>> in_utf8(b"\\x98 one", "cp1251")
    b'\\xff one'
    """
    try:
        return line.decode(codec).encode()
    except UnicodeDecodeError:
        return line.decode(codec, "replace").encode().replace("\ufffd".encode(), _UNDECODED)


def check(line: bytes, codec: str, name: str, byte: int) -> None:
    """Check that a line can be decoded, which begins at a byte of the input called `name`.

    Raises: InputError.
    """
    try:
        line.decode(codec)
    except UnicodeDecodeError as error:
        raise undecodable(name, byte + error.start, codec) from error


def undecodable(name: str, byte: int, codec: str) -> InputError:
    """Return what to say of an input whose byte number `byte`, from 0 on, cannot be decoded."""
    what = f"byte {byte} cannot be decoded as {codec}"
    return InputError(name, f"{what}; name the right encoding with --encoding, or allow it with --errors replace")


def _is_row(first: bytes) -> bool:
    """Says whether the first line is one of JSON Lines, which may be written one by one and are read as they come."""
    line, end, _ = first[:SNIFF_BYTES].removeprefix(UTF8_MARK).lstrip(b" \t\r\n").partition(b"\n")
    return bool(end) and line.startswith(b'{"') and line.rstrip().endswith(b"}") and not line.count(0)


def _is_binary(head: bytes) -> bool:
    nulls = head.count(0)
    if nulls > _FEW_NULLS and nulls * 100 > len(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls <= _FEW_CONTROLS or controls * 33 <= len(head):
        return False
    broken = len(head) - len(head.decode("utf-8", "ignore").encode())
    return broken * 20 > len(head)


def _unmarked(head: bytes) -> str:
    """Return the UTF-16 that a head without a mark is in, "" if it is in none.

    There NULs stand in every other place only: beside spaces and letters of ASCII.
    """
    sides = big, little = head[::2].count(0), head[1::2].count(0)
    if min(sides) or max(sides) <= _FEW_NULLS or max(sides) * 20 <= len(head):
        return ""
    return "utf-16-le" if little > big else "utf-16-be"
