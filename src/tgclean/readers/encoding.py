"""Telling by its first bytes how an input is encoded.  What is no text is refused, with a word on what to do."""

from __future__ import annotations

from tgclean.errors import InputError

SNIFF_BYTES = 8192
MARKS = {b"\xff\xfe\0\0": "utf-32-le", b"\0\0\xfe\xff": "utf-32-be", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
"""Byte-order marks of encodings that are not UTF-8, in the order in which to look for them: one begins with another."""

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
_TAR = slice(257, 262), b"ustar"
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"SQLite format 3\0", b"PAR1\x15", b"\x7fELF", b"GIF87a", b"GIF89a")

_FEW_NULLS = 2
_FEW_CONTROLS = 8
# Of what no text has: random bytes are 10 % of these and 45 % no UTF-8.  Legacy encodings have the latter alone.
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\b\t\n\v\f\r\x1b"})


def tells_encoding(first: bytes) -> bool:
    """Says whether the first bytes of an input, of which more may come, are enough for `encoding_of`."""
    return len(first) >= SNIFF_BYTES or _is_row(first)


def encoding_of(first: bytes, name: str) -> str:
    """Gives the encoding of an input by its first bytes, as many as `tells_encoding` asks for unless it is shorter.

    Raises: InputError if it is not text but packed or binary, or in UTF-16 that does not say so.
    """
    for mark, encoding in MARKS.items():
        if first.startswith(mark):
            return encoding
    packed = next((how for magic, how in _PACKED.items() if first.startswith(magic)), None)
    where, magic = _TAR
    if packed is None and first[where] == magic and b"\0" in first[: where.start]:
        packed = "tar", "tar -xOf"
    if packed is not None:
        kind, program = packed
        raise InputError(name, f"is packed with {kind}; unpack it first: {program} FILE | tgclean dedupe -")
    head = first[:SNIFF_BYTES]
    if _is_row(head):  # nothing behind it counts, or it would depend on how much has come
        return "utf-8"
    if _is_unmarked(head):
        raise InputError(name, "looks like UTF-16 without a byte-order mark; convert it to UTF-8 first")
    if head.startswith(_BINARY) or _is_binary(head):
        raise InputError(name, "is not text but a binary file; convert it to text first")
    return "utf-8"


def _is_row(first: bytes) -> bool:
    """Says whether the first line is one of JSON Lines, which may be written one by one and are read as they come."""
    line, end, _ = first[:SNIFF_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").partition(b"\n")
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


def _is_unmarked(head: bytes) -> bool:
    """Says whether NULs stand in every other place only, as where UTF-16 has spaces and letters of ASCII."""
    sides = head[::2].count(0), head[1::2].count(0)
    return min(sides) == 0 and max(sides) > _FEW_NULLS and max(sides) * 20 > len(head)
