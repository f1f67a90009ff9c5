"""JSON Lines, schema `tgclean/1`: one record a line, keys in the order of `Record`."""

from __future__ import annotations

import msgspec

from tgclean.model import Record

DecodeError = msgspec.DecodeError


class _Text(msgspec.Struct):
    text: str


_encoder = msgspec.json.Encoder()
_record = msgspec.json.Decoder(Record)
_text = msgspec.json.Decoder(_Text)


def encode(record: Record) -> bytes:
    """Gives a record as a line, LF included, in UTF-8."""
    return _encoder.encode(record) + b"\n"


def decode(line: bytes) -> Record:
    """Gives the record of a line; the inverse of `encode`.

    Raises: msgspec.DecodeError if the line is no record.
    """
    return _record.decode(line)


def text_in(line: bytes) -> str:
    """Gives the text of a line's record without building the rest of it."""
    return _text.decode(line).text
