"""JSON Lines, schema `tgclean/1`: one record a line, keys in the order of `Record`."""

from __future__ import annotations

from typing import Literal

import msgspec

from tgclean.model import Post, Record

DecodeError = msgspec.DecodeError


class _Text(msgspec.Struct):
    text: str


class _Matched(msgspec.Struct):
    id: str
    text: str
    kind: Literal["post", "block"]
    post_id: str
    flags: str


_encoder = msgspec.json.Encoder()
_record = msgspec.json.Decoder(Record)
_text = msgspec.json.Decoder(_Text)
_matched = msgspec.json.Decoder(_Matched)


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


def post_in(line: bytes) -> tuple[Post, bytes]:
    """Gives of a line's record what matching needs: a post without a place, and the digest of its text."""
    found = _matched.decode(line)
    flags = frozenset(found.flags.split())
    return Post("", found.text, 0, (), flags=flags, kind=found.kind, post_id=found.post_id), bytes.fromhex(found.id)
