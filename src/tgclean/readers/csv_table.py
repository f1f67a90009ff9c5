"""CSV and TSV: the first row names the columns, each other one is a row; quoted cells may hold line breaks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from tgclean.errors import InputError
from tgclean.model import Chunk, Tally
from tgclean.readers.fields import NAMES, Row, key_of
from tgclean.readers.jsonl import decoded

_DELIMITERS = ",;\t|"
MAX_CELL = 64 << 20
csv.field_size_limit(MAX_CELL)  # of all tables of the process
_SURE = 3  # known names that make a header row, though the next row has more or fewer cells
_MAX_HEADER_BYTES = 1 << 20
LOOKED_AT = 50  # lines, of which a cell may take several
_KNOWN = frozenset(name for names in NAMES.values() for name in names)


def header_of(lines: Iterable[bytes], text_field: str) -> tuple[list[str], str] | None:
    """Return the names of the columns and the delimiter if the first line is a header row, else None.

    A header row has a column for the text and another one that is known, or names without spaces alone, and the next
    row has as many cells.

    >>> header_of([b"id,date,message", b"1,2024-05-01,The bridge is closed."], "")
    (['id', 'date', 'message'], ',')
    >>> header_of([b"Dear all, a message"], ""), header_of([b"Text, video", b"One, two, three"], "")
    (None, None)
    """
    head = list(islice(filter(bytes.strip, lines), LOOKED_AT))
    if head and len(head[0]) > _MAX_HEADER_BYTES:
        return None
    texts = [line.decode("utf-8", "replace") + "\n" for line in head]
    texts, delimiters = _without_hint(texts)
    for delimiter in delimiters:
        rows = csv.reader(texts, delimiter=delimiter)
        try:
            names = _names(next(rows, []))
            keys = {key_of(name) for name in names}
            has_text = text_field in names if text_field else not keys.isdisjoint(NAMES["text"])
            known = len(keys & _KNOWN)
            if len(names) < 2 or not has_text or (known < 2 and any(" " in name for name in names)):
                continue
            row = next(rows, None)  # asked last: it may be long
        except csv.Error:
            return None
        if not row or len(row) == len(names) or known >= _SURE or len(delimiters) == 1:
            return names, delimiter
    return None


def _without_hint(texts: list[str]) -> tuple[list[str], str]:
    """Return lines and likely delimiters; a first line like `sep=;`, as Excel takes it, names the delimiter."""
    hint = re.match(r"sep=(.)\s*$", texts[0]) if texts else None
    return (texts[1:], hint[1]) if hint else (texts, _DELIMITERS)


def _names(cells: Sequence[str]) -> list[str]:
    names: list[str] = []
    seen: set[str] = set()
    for at, cell in enumerate(cells, 1):
        name = cell.strip().removeprefix("\ufeff") or f"column {at}"
        names.append(name if name not in seen else f"{name} {at}")
        seen.add(names[-1])
    return names


def rows_of_csv(stream: Iterable[Chunk], name: str, text_field: str, tally: Tally) -> Iterator[Row]:
    """Yield the rows of a table, numbered as a spreadsheet does, the header row being 1.

    Raises: InputError if there is no header row with a text, or if the table ends within a quoted cell.
    """
    lines = _Lines(stream)
    first = lines.peek()
    _, delimiters = _without_hint([first])
    if len(delimiters) == 1:
        next(lines)
        first = lines.peek()
    header = header_of([first.encode()], text_field) or header_of([first.encode()], "")
    delimiter = delimiters if len(delimiters) == 1 else header[1] if header else max(_DELIMITERS, key=first.count)
    rows = csv.reader(lines, delimiter=delimiter)
    number, last = 0, [""]
    try:
        names = _names(next(rows, []))
        number = 1
        begin, lines.row = lines.taken, []
        for cells in rows:
            number += 1
            if cells:
                yield Row(
                    number,
                    _fields(names, cells, delimiter, tally, number),
                    begin,
                    lines.taken,
                    is_decoded=lines.is_decoded,
                )
            begin, last, lines.row, lines.is_decoded = lines.taken, lines.row, [], True
    except csv.Error as error:
        raise InputError(f"{name}:{number}", f"the table is damaged: {error}") from error
    check_end(last, delimiter, f"{name}:{number}")


def check_end(row: Sequence[str], delimiter: str, where: str) -> None:
    """Check that the lines of the last row do not end within a quoted cell, which a reader takes for its end.

    Raises: InputError.
    """
    try:
        next(csv.reader(row, delimiter=delimiter, strict=True), None)
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise InputError(where, "the table ends within a quoted cell") from error


def _fields(names: Sequence[str], cells: list[str], delimiter: str, tally: Tally, number: int) -> dict[str, str]:
    """Return the cells of row `number` by name; of more cells than names, the last one takes the others."""
    if len(cells) != len(names):
        tally.warn("ragged_rows", number)
        cells = [*cells[: len(names) - 1], delimiter.join(cells[len(names) - 1 :])]
    return dict(zip(names, cells, strict=False))


class _Lines:
    """The lines of a stream as text, with their ends.

    `taken` is the byte behind the last line, `row` the lines of the row so far, `is_decoded` whether all of
    them are UTF-8.
    """

    def __init__(self, stream: Iterable[Chunk]) -> None:
        self._lines = ((line, end) for chunk in stream for line, end in zip(chunk.lines, chunk.starts[1:], strict=True))
        self._held: list[tuple[bytes, int]] = []
        self.taken, self.row, self.is_decoded = 0, list[str](), True

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line, self.taken = self._held.pop() if self._held else next(self._lines)
        text = decoded(line)
        self.is_decoded = self.is_decoded and text is line
        self.row.append(text.decode() + "\n")
        return self.row[-1]

    def peek(self) -> str:
        """Return the first line that is not empty."""
        for line, end in self._lines:
            if line.strip():
                self._held.append((line, end))
                return line.decode("utf-8", "replace")
        return ""
