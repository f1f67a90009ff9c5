"""Rows as they stand in JSON Lines and CSV, each with what it would be with another text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from tgclean.errors import InputError
from tgclean.model import Chunk, Tally
from tgclean.options import Options
from tgclean.readers.csv_table import check_end, header_of
from tgclean.readers.encoding import UTF8_MARK
from tgclean.readers.fields import Meanings, Row
from tgclean.readers.jsonl import decoded, fields_of
from tgclean.readers.text import with_ends

_SHOWN_CHARS = 80
_COLON = re.compile(rb"\s*:\s*")


class RawRow(NamedTuple):
    """The bytes of a row with its line end, its text, and what gives its bytes with another text."""

    raw: bytes
    text: str
    with_text: Callable[[str], bytes]


def raw_json(stream: Iterable[Chunk], name: str, options: Options, tally: Tally) -> Iterator[RawRow]:
    """Yield the lines of JSON Lines; an empty line has no text.

    Raises: InputError, naming the line, if one is not a JSON object.
    """
    decoder, meanings = msgspec.json.Decoder(dict[str, Any]), Meanings(options)
    for number, line in enumerate(with_ends(stream), 1):
        if not line.strip():
            yield RawRow(line, "", str.encode)
            continue
        fields = fields_of(decoded(line), f"{name}:{number}", decoder, tally)
        text, field = meanings.text(Row(number, fields), f"{name}:{number}")
        text = text if isinstance(fields.get(field), str) and decoded(line) is line else ""
        yield RawRow(line, text, _in_object(line, fields, field))


def _in_object(line: bytes, fields: dict[str, Any], field: str) -> Callable[[str], bytes]:
    def with_text(text: str) -> bytes:
        for write in (msgspec.json.encode, _ascii):  # as the text itself is written, so that nothing else changes
            name, before = write(field), write(fields[field])
            ends = [found.end() for found in _COLON.finditer(line) if line.endswith(name, 0, found.start())]
            begins = [end for end in ends if line.startswith(before, end)]
            if len(begins) == 1:
                return line[: begins[0]] + write(text) + line[begins[0] + len(before) :]
        return msgspec.json.encode({**fields, field: text}) + line[len(line.rstrip()) :]

    return with_text


def _ascii(text: str) -> bytes:
    return json.dumps(text).encode()


def raw_csv(stream: Iterable[Chunk], name: str, options: Options) -> Iterator[RawRow]:
    """Yield the rows of a table, the header row first, without a text.

    Raises: InputError if there is no header row with a text, or if the table is damaged.
    """
    lines = with_ends(stream)
    for first in lines:
        if first.removeprefix(UTF8_MARK).strip():
            break
        yield RawRow(first, "", str.encode)
    else:
        return
    header = header_of([first.removeprefix(UTF8_MARK)], options.text_field)
    if header is None:
        has = first.decode("utf-8", "replace").strip()[:_SHOWN_CHARS]
        raise InputError(name, f"no column holds the text; the header row is {has}; --text-field names the column")
    names, delimiter = header
    column = names.index(Meanings(options).present(dict.fromkeys(names))["text"][0])
    yield RawRow(first, "", str.encode)
    taken: list[bytes] = []

    def texts() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line.decode("utf-8", "replace")

    number, last = 1, [""]
    try:
        for cells in csv.reader(texts(), delimiter=delimiter):
            number += 1
            raw = b"".join(taken)
            last = [line.decode("utf-8", "replace") for line in taken]
            taken.clear()
            text = cells[column] if column < len(cells) and decoded(raw) is raw else ""
            yield RawRow(raw, text, _in_table(cells, column, delimiter, raw))
    except csv.Error as error:
        raise InputError(f"{name}:{number}", f"the table is damaged: {error}") from error
    check_end(last, delimiter, f"{name}:{number}")


def _in_table(cells: list[str], column: int, delimiter: str, raw: bytes) -> Callable[[str], bytes]:
    def with_text(text: str) -> bytes:
        before = _quoted(cells[column])
        if raw.count(before) == 1:
            return raw.replace(before, _quoted(text))
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerow([*cells[:column], text, *cells[column + 1 :]])
        return out.getvalue().removesuffix("\r\n").encode() + raw[len(raw.rstrip(b"\r\n")) :]

    return with_text


def _quoted(cell: str) -> bytes:
    return b'"' + cell.encode().replace(b'"', b'""') + b'"'
