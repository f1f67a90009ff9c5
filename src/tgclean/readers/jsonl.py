"""JSON Lines: an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from tgclean.errors import InputError
from tgclean.model import Chunk, Tally
from tgclean.patterns import pattern
from tgclean.readers.fields import NAMES, Row

_KNOWN = frozenset(name for names in NAMES.values() for name in names)
_SURROGATES = pattern("[\ud800-\udfff]")


def rows_of_lines(stream: Iterable[Chunk], name: str, tally: Tally) -> Iterator[Row]:
    """Yield the rows of JSON Lines, in order; `name` is the source's.  Empty lines are passed over.

    Numbers that JSON has not (NaN, Infinity) become strings.

    Raises: InputError, naming the line, if a row is not a JSON object or is nested too deep.
    """
    decoder = msgspec.json.Decoder(dict[str, Any])
    for chunk in stream:
        for i, line in enumerate(chunk.lines):
            if not line.strip():
                continue
            number = chunk.first_line + i
            text = line
            try:
                fields = decoder.decode(line)
            except (msgspec.DecodeError, ValueError, RecursionError):
                text = decoded(line)
                fields = fields_of(text, f"{name}:{number}", decoder, tally)
            yield Row(number, fields, chunk.starts[i], chunk.starts[i + 1], is_decoded=text is line)


def decoded(line: bytes) -> bytes:
    """Return a line that is UTF-8: what cannot be decoded becomes U+FFFD; the line itself if all can."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return line.decode("utf-8", "replace").encode()
    return line


def fields_of(line: bytes, where: str, decoder: msgspec.json.Decoder[dict[str, Any]], tally: Tally) -> dict[str, Any]:
    """Return the fields of a row.

    Raises: InputError if it is not a JSON object or is nested too deep.
    """
    try:
        return _fields(line, decoder, tally)
    except RecursionError as error:
        raise InputError(where, "a JSON object that is nested too deep to be read") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise InputError(where, f"not a JSON object: {error}") from error


def _fields(line: bytes, decoder: msgspec.json.Decoder[dict[str, Any]], tally: Tally) -> dict[str, Any]:
    """Gives the fields of a row.

    Raises: msgspec.DecodeError, UnicodeDecodeError if it is not a JSON object; RecursionError.
    """
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        row = lenient(line, tally)
        if row is None:
            raise
        return row


def lenient(line: bytes, tally: Tally) -> dict[str, Any] | None:
    """Gives a row with what strict decoders refuse; None if that is not what is wrong with it.

    JavaScript cuts strings in the middle of an emoji: the half of a pair becomes U+FFFD, and is counted.
    Python writes NaN, Infinity and -Infinity: they become strings, but for NaN in a field of `NAMES`, which is nothing.
    """
    try:
        row = json.loads(line)
    except ValueError:
        return None
    if not isinstance(row, dict):
        return None
    whole, halves = _SURROGATES.subn("\ufffd", json.dumps(row, ensure_ascii=False))
    if halves:
        tally.warnings["lone_surrogate"] += 1
    mended: dict[str, Any] = json.loads(whole, parse_constant=str)
    missing = {name for name, value in row.items() if isinstance(value, float) and value != value}
    return {name: None if name in missing & _KNOWN else value for name, value in mended.items()}
