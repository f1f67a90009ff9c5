"""Telling by its beginning how an input is read.  A reader is loaded for the inputs that ask for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from tgclean.errors import InputError, NoPostsError
from tgclean.model import Chunk, Post, Tally
from tgclean.options import Options
from tgclean.readers.encoding import COLUMNAR
from tgclean.readers.sections import by_sections
from tgclean.readers.signs import may_be_pages
from tgclean.readers.text import (
    HEAD_BYTES,
    Blocks,
    Head,
    chunks,
    codec_of_blocks,
    in_utf8_blocks,
    unbroken,
)

if TYPE_CHECKING:
    from tgclean.readers.fields import Row
    from tgclean.readers.page import Shape
    from tgclean.readers.raw_rows import RawRow
    from tgclean.readers.source import Source

ROWS_BEHIND = 3  # that tell JSON Lines when the first line is no row
SNIFF_LINES = 4000
SNIFF_BYTES = 1 << 20

Reader = Callable[[str, Tally], Iterator[Post]]
"""Gives the posts of the input that it was made for, in order; takes the source's name and counts for it."""

_MAGIC_BYTES = 8
_FIRST_ROW = 4 << 20
"""So many bytes are looked through for the end of the first row; a longer one is read as a document."""
_TABLE_NAME = re.compile(r"\.[ct]sv(?:\.gz|\.zst)?$", re.IGNORECASE)


def reader_of(source: Source, options: Options, own: Tally) -> tuple[Reader | None, Iterator[Chunk]]:
    """Return the reader of an input whose posts stand apart, None for flat text, and its lines for whoever reads them.

    `own` is told what the input was taken for, and of an option that says nothing of it.  A document without posts
    has a reader that raises InputError.

    Raises: InputError if the input cannot be read, or is binary.
    """
    blocks = Blocks(source)
    rows = _rows_of_document(blocks, options, own)
    if rows is not None:
        return _posts_of(rows, options), iter(())
    head = Head(chunks(blocks, own))
    if is_rows(head.lines(), options):
        from tgclean.readers.jsonl import rows_of_lines

        own.format = "JSON Lines"
        lines = unbroken(head.chunks(), source.name)
        return _posts_of(lambda name, tally: rows_of_lines(lines, name, tally), options), lines
    if _is_table(head.lines(), source.name, options):
        from tgclean.readers.csv_table import rows_of_csv

        own.format = "CSV"
        lines = unbroken(head.chunks(), source.name)
        table = partial(rows_of_csv, lines, text_field=options.text_field)
        return _posts_of(lambda name, tally: table(name, tally=tally), options), lines
    if options.text_field:
        own.warnings["text_field"] = 1
    return _reader_of_text(head, options, own)


Rows = Callable[[str, Tally], "Iterator[Row]"]


def columns_in(blocks: Blocks) -> str:
    """Return "parquet" or "arrow" if an input is that by its first bytes, else ""."""
    first = blocks.head(_MAGIC_BYTES)
    return next((kind for magic, kind in COLUMNAR.items() if first.startswith(magic)), "")


def raw_rows_of(blocks: Blocks, options: Options, own: Tally, *, alone: bool) -> tuple[str, Iterator[RawRow]]:
    """Return "jsonl" or "csv" and the rows as they stand; those of a table only if it is the only input.

    Raises: InputError if the input is neither.
    """
    from tgclean.readers.raw_rows import raw_csv, raw_json

    name = blocks.source.name
    head = Head(chunks(blocks, own))
    if is_rows(head.lines(), options):
        return "jsonl", raw_json(unbroken(head.chunks(), name), name, options, own)
    if _is_table(head.lines(), name, options):
        if alone:
            return "csv", raw_csv(unbroken(head.chunks(), name), name, options)
        raise InputError(name, "is a table, whose header row would stand among the others; repair it by itself")
    raise InputError(name, "has no rows that can be repaired; JSON Lines, CSV and Parquet have (dedupe reads the rest)")


def _posts_of(rows: Rows, options: Options) -> Reader:
    from tgclean.readers.rows import posts_of

    return lambda name, tally: posts_of(rows(name, tally), name, options, tally)


def _rows_of_document(blocks: Blocks, options: Options, own: Tally) -> Rows | None:
    """Return what reads the rows of an input that is no lines, None if it may be lines."""
    asked = options.input_format
    if asked == "parquet" or (asked == "auto" and columns_in(blocks)):
        from tgclean.readers.columns import rows_of_columns

        own.format = "Parquet or Arrow"
        return lambda _, tally: rows_of_columns(blocks, tally, options.tmp_dir)
    told = _told(blocks, options) if asked == "auto" else asked
    if told in ("json", "desktop-json", "json-objects"):
        from tgclean.readers.json_document import rows_of_json

        own.format = "JSON"
        return _of_blocks(blocks, partial(rows_of_json, of_objects=told == "json-objects"))
    if told == "desktop-html":
        from tgclean.readers.desktop_html import rows_of_desktop_html

        own.format = "HTML of Telegram Desktop"
        return _of_blocks(blocks, rows_of_desktop_html)
    if told == "web-html":
        from tgclean.readers.web_html import rows_of_web_html

        own.format = "HTML of t.me"
        return _of_blocks(blocks, rows_of_web_html)
    if told not in ("html", "landing", "statistics"):
        return None
    from tgclean.readers.documents import LANDING, NO_POSTS, STATISTICS

    whys = {"html": NO_POSTS, "landing": LANDING, "statistics": STATISTICS}
    raise NoPostsError(blocks.source.name, whys[told])


def _of_blocks(blocks: Blocks, read: Callable[[Iterator[bytes], str, Tally], Iterator[Row]]) -> Rows:
    def rows(name: str, tally: Tally) -> Iterator[Row]:
        for row in read(in_utf8_blocks(blocks, tally), name, tally):
            row.is_decoded = blocks.is_decoded
            yield row

    return rows


def _told(blocks: Blocks, options: Options) -> str:
    """Return the format of a JSON or HTML document, "" for lines; JSON Lines may come one by one: none is awaited."""
    codec = codec_of_blocks(blocks)

    def begins(head: bytes) -> str:
        return head.decode(codec, "replace").removeprefix("\ufeff").lstrip(" \t\r\n")

    if not begins(blocks.head(1)).startswith(("{", "[", "<")):
        return ""
    line = begins(blocks.head(_FIRST_ROW, lambda head: "\n" in begins(head))).partition("\n")[0]
    fields = _fields(line.encode("utf-8", "replace"))
    if fields is not None and not _holds_messages(fields, options):
        return ""
    from tgclean.readers.documents import told

    return told(begins(blocks.head(HEAD_BYTES))[:HEAD_BYTES].encode("utf-8", "replace"))


def _holds_messages(fields: Container[str], options: Options) -> bool:
    """Return whether an object is a document with messages, and no row: it has no text of its own."""
    return (
        isinstance(fields, dict)
        and not _has_text(fields, options)
        and (
            any(isinstance(fields.get(name), list) for name in ("messages", "posts"))
            or any(isinstance(fields.get(name), dict) for name in ("chats", "text_messages"))
        )
    )


def _is_table(lines: Iterable[bytes], name: str, options: Options) -> bool:
    """Return whether an input is a table: as told, or "auto" by its first line, or by its name and that line."""
    if options.input_format != "auto":
        return options.input_format == "csv"
    lines_of_head = (line for line in lines if line.strip())
    first = next(lines_of_head, b"")
    if not any(mark in first for mark in (b",", b";", b"\t", b"|")):
        return False
    if options.one_post_per_file and not _TABLE_NAME.search(name):
        return False
    from tgclean.readers.csv_table import LOOKED_AT, header_of

    if _TABLE_NAME.search(name):
        return True
    head = [first, *islice(lines_of_head, LOOKED_AT)]
    return bool(header_of(head, options.text_field) or header_of(head, ""))


def _reader_of_text(head: Head, options: Options, own: Tally) -> tuple[Reader | None, Iterator[Chunk]]:
    """Return the reader of lines that are no rows."""
    interface = options.interface
    own.format = "text"
    if options.one_post_per_file:
        from tgclean.readers.whole import whole

        own.format = "text, one post"
        return _by_sections(head.chunks(), lambda part, name, _: whole(part, name, options))
    if options.input_format == "auto" and _may_be_pasted(head.lines()):
        from tgclean.readers.pasted import is_pasted, pasted

        if is_pasted(head.lines()):
            own.format = "text copied from a Telegram app"
            return _by_sections(head.chunks(), partial(pasted, interface=interface, head=head.lines))
    if options.doubled == "yes":
        return None, head.chunks()  # none of the pages below doubles its posts
    shape, found = page_shape(head.chunks())
    if shape is not None:
        from tgclean.readers.pages import pages

        own.format = "text of pages of t.me"
        return _by_sections(found, lambda part, name, tally: pages(part, name, shape, interface, tally))
    return None, found


def _by_sections(
    stream: Iterator[Chunk], read: Callable[[Iterator[Chunk], str, Tally], Iterator[Post]]
) -> tuple[Reader, Iterator[Chunk]]:
    """Return a reader of flat text, and its lines."""
    return lambda name, tally: by_sections(stream, lambda part: read(part, name, tally), tally), stream


def is_rows(lines: Iterable[bytes], options: Options) -> bool:
    """Return whether an input is JSON Lines: as told, or "auto" by its first lines that are not empty.

    The first is a JSON object, be it with a byte that is no UTF-8; or it is none, and all of the next few are with
    a text: then it is a row that is damaged or a remark, of which whoever reads the rows will complain.
    """
    if options.input_format != "auto":
        return options.input_format == "jsonl"
    filled = (line for line in lines if line.strip())
    if _fields(next(filled, b"")) is not None:
        return True
    others = [_fields(line) for line in islice(filled, ROWS_BEHIND)]
    return bool(others) and all(fields is not None and _has_text(fields, options) for fields in others)


def _has_text(fields: Container[str], options: Options) -> bool:
    from tgclean.readers.fields import NAMES

    return any(name in fields for name in ((options.text_field,) if options.text_field else NAMES["text"]))


def _fields(line: bytes) -> Container[str] | None:
    """Gives the fields of a JSON object; None if a line is none."""
    if not line.lstrip().startswith(b"{"):
        return None
    import json

    try:
        row = json.loads(line.decode("utf-8", "replace"))
    except RecursionError:
        return ()  # no text is so deep in brackets: `rows` will say what is wrong
    except ValueError:
        return None
    return row if isinstance(row, dict) else None


def _may_be_pasted(lines: Iterable[bytes]) -> bool:
    """Says whether the first line ends as a header that a client copies."""
    return _first(lines).rstrip().endswith((b"]", b"]:"))


def _first(lines: Iterable[bytes]) -> bytes:
    return next((line for line in lines if line.strip()), b"")


def page_shape(stream: Iterator[Chunk]) -> tuple[Shape | None, Iterator[Chunk]]:
    """Gives the shape of an input, None if it has none of these, and its chunks, from the first on.

    It depends on the first `SNIFF_LINES` lines, or those within `SNIFF_BYTES`, and not on the chunks.
    """
    held: list[Chunk] = []
    lines: list[bytes] = []
    full = False
    while not full and (chunk := next(stream, None)) is not None:
        held.append(chunk)
        near = bisect_right(chunk.starts, held[0].starts[0] + SNIFF_BYTES) - 1
        take = min(near, SNIFF_LINES - len(lines), len(chunk.lines))
        lines += chunk.lines[:take]
        full = take < len(chunk.lines)
    if not may_be_pages(lines):
        return None, chain(held, stream)
    from tgclean.readers.pages import told

    return told(lines, ended=not full), chain(held, stream)
