"""Telling by its first lines how an input is read.  A reader is loaded for the inputs that ask for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from tgclean.errors import InputError
from tgclean.model import Chunk, Post, Tally
from tgclean.options import DEFAULT_TEXT_FIELD, Options
from tgclean.readers.signs import may_be_pages
from tgclean.readers.text import Head

if TYPE_CHECKING:
    from tgclean.readers.page import Shape

ROWS_BEHIND = 3  # that tell JSON Lines when the first line is no row
SNIFF_LINES = 4000
SNIFF_BYTES = 1 << 20

Reader = Callable[[str, Tally], Iterator[Post]]
"""Gives the posts of the input that it was made for, in order; takes the source's name and counts for it."""


def reader_of(stream: Iterable[Chunk], options: Options, own: Tally) -> tuple[Reader | None, Iterator[Chunk]]:
    """Gives the reader of an input whose posts stand apart, None for flat text, and its chunks, from the first on.

    The chunks are those that the reader takes, so whoever uses one leaves the other.  A document that is no text
    has a reader that raises InputError.  `own` is told of an option that says nothing of this input.
    """
    head = Head(stream)
    interface = options.interface
    if is_rows(head.lines(), options):
        from tgclean.readers.rows import rows

        return lambda name, tally: rows(head.chunks(), name, options.text_field, interface, tally), head.chunks()
    if options.text_field != DEFAULT_TEXT_FIELD:
        own.warnings["text_field"] = 1
    if options.input_format == "auto" and _may_be_document(head.lines()):
        from tgclean.readers.documents import told as told_document

        if why := told_document(head.lines()):
            return lambda name, _: refused(name, why), head.chunks()
    if options.input_format == "auto" and _may_be_pasted(head.lines()):
        from tgclean.readers.pasted import is_pasted, pasted

        if is_pasted(head.lines()):
            return lambda name, tally: pasted(head, name, interface, tally), head.chunks()
    if options.doubled == "yes":
        return None, head.chunks()  # none of the pages below doubles its posts
    shape, found = page_shape(head.chunks())
    if shape is not None:
        from tgclean.readers.pages import pages

        return lambda name, tally: pages(found, name, shape, interface, tally), found
    return None, found


def refused(name: str, why: str) -> Iterator[Post]:
    """Gives nothing.

    Raises: InputError.
    """
    raise InputError(name, why)


def is_rows(lines: Iterable[bytes], options: Options) -> bool:
    """Says whether an input is JSON Lines: as told, or "auto" by its first lines that are not empty.

    The first is a JSON object, be it with a byte that is no UTF-8; or it is none, and all of the next few are with
    a text: then it is a row that is damaged or a remark, of which whoever reads the rows will complain.
    """
    if options.input_format != "auto":
        return options.input_format == "jsonl"
    filled = (line for line in lines if line.strip())
    if _fields(next(filled, b"")) is not None:
        return True
    others = [_fields(line) for line in islice(filled, ROWS_BEHIND)]
    return bool(others) and all(fields is not None and options.text_field in fields for fields in others)


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


def _may_be_document(lines: Iterable[bytes]) -> bool:
    return _first(lines).lstrip().startswith((b"{", b"[", b"<"))


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
