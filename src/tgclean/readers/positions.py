"""Where the rows and messages of an input stand in its bytes, numbered as their readers number them."""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Iterator
from typing import NamedTuple

from tgclean.model import Chunk, Tally
from tgclean.options import Options
from tgclean.readers.documents import told
from tgclean.readers.encoding import MARKS, UTF8_MARK
from tgclean.readers.json_document import follow, is_message
from tgclean.readers.text import HEAD_BYTES

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s"{}\[\],:]++', re.DOTALL)
_INSIDE = re.compile(rb'"(?:[^"\\]|\\.)*+"|[{}\[\]]', re.DOTALL)
_OPENS, _CLOSES = frozenset(b"{["), frozenset(b"}]")
_EVENTS = {b"{": "start_map", b"[": "start_array", b"}": "end_map", b"]": "end_array"}
_TAG = re.compile(rb"""<[a-z][a-z0-9]*\b(?:[^<>"']|"[^"]*"|'[^']*')*+>|<!--(?:.*?-->|.*)""", re.IGNORECASE | re.DOTALL)
_CLASS = re.compile(rb"""\sclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_OF_WEB_PAGE, _OF_EXPORT = b"tgme_widget_message", b"message"
_DAY = re.compile(rb"""\sid\s*=\s*["']?message-""", re.IGNORECASE)  # the line of a day in an export of Telegram Desktop


class Unit(NamedTuple):
    """A row or message: its number, and the bytes at which it begins and ends, half-open."""

    number: int
    byte: int
    byte_end: int


Data = bytes | mmap.mmap


def units(data: Data, begin: int, end: int, kind: str, chunks: Iterator[Chunk], options: Options) -> Iterator[Unit]:
    """Yield the rows or messages that stand at bytes `begin` to `end`, in order; their bytes are counted from `begin`.

    `kind` is what the input was taken for, `chunks` are its lines.  A page's message ends where the next one begins.
    """
    if kind == "JSON Lines":
        return _lines(chunks)
    if kind == "CSV":
        return _cells(chunks, options)
    if kind == "JSON":
        found = _objects(data, begin, end, asked=options.input_format != "auto")
    else:
        found = _elements(data, begin, end, _OF_WEB_PAGE if kind == "HTML of t.me" else _OF_EXPORT)
    return (Unit(number, first - begin, last - begin) for number, (first, last) in enumerate(found, 1))


def _lines(chunks: Iterator[Chunk]) -> Iterator[Unit]:
    for chunk in chunks:
        for i, line in enumerate(chunk.lines):
            if line.strip():
                yield Unit(chunk.first_line + i, chunk.starts[i], chunk.starts[i + 1])


def _cells(chunks: Iterator[Chunk], options: Options) -> Iterator[Unit]:
    from tgclean.readers.csv_table import rows_of_csv

    for row in rows_of_csv(chunks, "", options.text_field, Tally()):
        yield Unit(row.number, row.byte, row.byte_end)


def _objects(data: Data, begin: int, end: int, *, asked: bool) -> Iterator[tuple[int, int]]:
    """Yield where the messages of a JSON document stand, which is known to be sound; none unless it is in UTF-8.

    `asked` says that somebody named the format; else each outermost object may be a message.
    """
    head = data[begin : min(end, begin + HEAD_BYTES)]
    if head.startswith(tuple(MARKS)):
        return
    at = begin + len(UTF8_MARK) * head.startswith(UTF8_MARK)
    of_objects = not asked and told(head.removeprefix(UTF8_MARK)) == "json-objects"
    path: list[str] = []
    while token := _TOKEN.search(data, at, end):
        at, text = token.end(), token[0]
        if text in (b",", b":"):
            continue
        is_key = text.startswith(b'"') and _is_colon(_TOKEN.search(data, at, end))
        event = "map_key" if is_key else _EVENTS.get(text, "string")
        if not is_message(path, event, of_objects=of_objects):
            follow(path, event, _key(text) if is_key else "")
            continue
        if text[0] in _OPENS:
            at = _closing(data, at, end)
        yield token.start(), at


def _is_colon(token: re.Match[bytes] | None) -> bool:
    return token is not None and token[0] == b":"


def _key(text: bytes) -> str:
    return str(json.loads(text.decode("utf-8", "replace"), strict=False))


def _closing(data: Data, at: int, end: int) -> int:
    """Return where an object or array ends that began before `at`."""
    depth = 1
    for token in _INSIDE.finditer(data, at, end):
        first = token[0][0]
        depth += (first in _OPENS) - (first in _CLOSES)
        if not depth:
            return token.end()
    return end


def _elements(data: Data, begin: int, end: int, named: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the messages of a page stand, each up to the next one, the last up to the end of the page."""
    last = -1
    for tag in _TAG.finditer(data, begin, end):
        found = _CLASS.search(tag[0])
        classes = (found[1] or found[2] or found[3] or b"").split() if found else []
        is_day = b"service" in classes and _DAY.search(tag[0]) is not None
        if named not in classes or is_day or (named == _OF_WEB_PAGE and b"data-post" not in tag[0]):
            continue
        if last >= 0:
            yield last, tag.start()
        last = tag.start()
    if last >= 0:
        yield last, end
