"""JSON Lines: a row is a post."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from tgclean.errors import InputError
from tgclean.model import SCHEMA, Chunk, Copy, Post, Record, Tally
from tgclean.options import Interface
from tgclean.patterns import pattern
from tgclean.telegram import MAX_NAME_CHARS, forwarded_from, is_interface

# Fields that mean the same in a row as in a record; everything else goes to its `extra`.
_KNOWN = ("channel", "author", "url", "forwarded_from", "message_id")
# A record that is read again has fields that are made anew; another's `title` or `source` is its own.
_MADE = frozenset(Record.__struct_fields__)
_TYPES = {bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "an object"}

_SURROGATES = pattern("[\ud800-\udfff]")


def rows(stream: Iterable[Chunk], name: str, text_field: str, interface: Interface, tally: Tally) -> Iterator[Post]:
    """Gives a post for every row of JSON Lines, in order; `name` is the source's.  Empty lines are passed over.

    A forward header at the beginning of the text is taken off as in flat text, and interface lines there
    are with `interface` "drop".  Numbers that JSON has not (NaN, Infinity) become strings.

    Raises: InputError, naming the line, if a row is not a JSON object, is nested too deep or has no text in
    `text_field`.
    """
    decoder = msgspec.json.Decoder(dict[str, Any])
    for chunk in stream:
        for i, line in enumerate(chunk.lines):
            if not line.strip():
                continue
            place = Copy(chunk.first_line + i, chunk.first_line + i, chunk.starts[i : i + 2], 100.0, ())
            where = f"{name}:{place.line}"
            try:
                row = _row(line, decoder, text_field, tally)
                if text_field in row and row[text_field] is None:
                    row[text_field] = ""  # media alone: a post without text, as where the text is empty
                if not isinstance(row.get(text_field), str):
                    raise InputError(where, _no_text(row, text_field))
                post = _post(name, row, text_field, interface, place)
            except RecursionError as error:
                raise InputError(where, "a JSON object that is nested too deep to be read") from error
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise InputError(where, f"not a JSON object: {error}") from error
            yield post


def _row(line: bytes, decoder: msgspec.json.Decoder[dict[str, Any]], text_field: str, tally: Tally) -> dict[str, Any]:
    """Gives the fields of a row.

    Raises: msgspec.DecodeError, UnicodeDecodeError if it is not a JSON object; RecursionError.
    """
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        row = _lenient(line, text_field, tally)
        if row is None:
            raise
        return row


def _lenient(line: bytes, text_field: str, tally: Tally) -> dict[str, Any] | None:
    """Gives a row with what strict decoders refuse; None if that is not what is wrong with it.

    JavaScript cuts strings in the middle of an emoji: the half of a pair becomes U+FFFD, and is counted.
    Python writes NaN, Infinity and -Infinity: they become strings, but for a text, which none of them is.
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
    if isinstance(row.get(text_field), float):
        mended[text_field] = row[text_field]
    return mended


def _no_text(row: dict[str, Any], text_field: str) -> str:
    """Says what a row has where its text should be."""
    if isinstance(row.get("messages"), list) or isinstance(row.get("chats"), dict):
        from tgclean.readers.documents import FROM_DESKTOP

        return FROM_DESKTOP
    if text_field in row:
        return f"the field {text_field!r} (--text-field) is {_TYPES[type(row[text_field])]}, not a text"
    has = ", ".join(list(row)[:8]) or "no fields"
    return f"no text in the field {text_field!r} (--text-field); the row has {has}"


def _post(name: str, row: dict[str, Any], text_field: str, interface: Interface, place: Copy) -> Post:
    known = {key: _plain(row.get(key)) for key in _KNOWN}
    header_name, lines = _opened(row[text_field].replace("\r\n", "\n").split("\n"), keep=interface == "keep")
    while lines and not lines[-1].strip():
        lines.pop()
    return Post(
        source=name,
        text="\n".join(lines),
        title_lines=0,
        copies=(place,),
        forwarded_from=known["forwarded_from"] or header_name,
        channel=known["channel"],
        author=known["author"],
        url=known["url"],
        date=_date(row.get("date")),
        message_id=known["message_id"],
        extra=_extra(row, text_field),
    )


def _opened(lines: list[str], *, keep: bool) -> tuple[str, list[str]]:
    """Gives the name in the forward header that a text begins with, and the lines without it."""
    name, headed, kept = "", False, []
    for i, line in enumerate(lines):
        raw = line.encode("utf-8", "replace")
        header = forwarded_from(raw)
        if header is not None:
            name, headed = name or header, not header
        elif is_interface(raw):
            kept += [line] * keep
        elif headed and line.strip() and len(line) <= MAX_NAME_CHARS and any(map(str.strip, lines[i + 1 :])):
            name, headed = name or line.strip(), False  # the header names nobody, so this line does
        elif line.strip():
            return name, kept + lines[i:]
    return name, kept


def _extra(row: dict[str, Any], text_field: str) -> str:
    """Gives the JSON of the fields that the record has no place for, "" without any."""
    again = row.get("schema") == SCHEMA
    known = _MADE if again else {*_KNOWN, *(["date"] if _date(row.get("date")) else [])}
    rest = {key: value for key, value in row.items() if key not in known and key != text_field}
    return msgspec.json.encode(rest).decode() if rest else _plain(row.get("extra")) if again else ""


def _plain(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _date(value: object) -> str:
    """Gives ISO 8601: UTC with Z where the value has an offset or is unix time, else as local time."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _utc(datetime.fromtimestamp(value, UTC))
        if isinstance(value, str):
            if len(value) <= len("2024-07-28"):
                return date.fromisoformat(value).isoformat()  # a day without an hour has none
            moment = datetime.fromisoformat(value)
            return _utc(moment.astimezone(UTC)) if moment.tzinfo else moment.isoformat()
    except (ValueError, OverflowError, OSError):
        pass  # what is no date we know stays in `extra`
    return ""


def _utc(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat() + "Z"
