"""The lines of a ledger, schema `tgclean-ledger/1`: a header, then a row for every stretch of every input."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

SCHEMA: Literal["tgclean-ledger/1"] = "tgclean-ledger/1"
Action = Literal["kept", "repeat", "exact", "near", "interface", "footer", "blank", "container"]


class SourceRow(msgspec.Struct, frozen=True):
    """One input: what it was taken for, its decompressed bytes, their digest (blake2b-256) and how it was packed."""

    source: str
    format: str
    bytes: int
    blake2b: str
    compression: Literal["", "gz", "zst"]


class Header(msgspec.Struct, frozen=True):
    """The first line.

    `output_blake2b` is the digest of the records as JSON Lines.  `ledger_blake2b` is that of the ledger itself: of this
    line up to the comma before that key, a line end, and all rows.
    """

    schema: Literal["tgclean-ledger/1"]
    sources: list[SourceRow]
    settings: dict[str, Any]
    output_blake2b: str
    ledger_blake2b: str


class Row(msgspec.Struct, frozen=True):
    """A stretch of an input and what became of it.

    `line` and `line_end` are 1-based, both ends in: lines of text, rows of a table, messages of a document; 0 for what
    stands between messages.  Bytes are half-open, of the decompressed input.  `record` is the id of the record that
    has the stretch, "" for none.  Where `text_line` is not 0 the stretch is that line of the record's text (1-based)
    and those below it; else `raw` is its bytes in base64.
    """

    source: str
    line: int
    line_end: int
    byte: int
    byte_end: int
    action: Action
    record: str
    text_line: int
    score: float
    reason: str
    raw: str


_encoder = msgspec.json.Encoder()
_header = msgspec.json.Decoder(Header)
_row = msgspec.json.Decoder(Row)


def encode(row: Header | Row) -> bytes:
    """Return a line of the ledger, LF included."""
    return _encoder.encode(row) + b"\n"


def decode_header(line: bytes) -> Header:
    """Return the header in a line.

    Raises: msgspec.DecodeError if it is none.
    """
    return _header.decode(line)


def decode_row(line: bytes) -> Row:
    """Return the row in a line.

    Raises: msgspec.DecodeError if it is none.
    """
    return _row.decode(line)


def given_back(lines: Sequence[bytes], size: int) -> bytes | None:
    """Return the `size` bytes that lines of a text stand for: each with LF, each with CR LF, or the last without end.

    None if they stand for none of so many bytes.

    >>> given_back([b"one", b"two"], 8), given_back([b"one", b"two"], 10), given_back([b"one"], 3)
    (b'one\\ntwo\\n', b'one\\r\\ntwo\\r\\n', b'one')
    >>> given_back([b"one"], 9) is None
    True
    """
    text = b"\n".join(lines)
    if size == len(text) + 1:
        return text + b"\n"
    if size == len(text):
        return text
    return text.replace(b"\n", b"\r\n") + b"\r\n" if size == len(text) + len(lines) + 1 else None
