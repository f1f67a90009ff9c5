"""CSV and TSV: the first row names the columns, each other one is a row; quoted cells may hold line breaks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from tgclean.errors import InputError
from tgclean.model import Chunk, Tally
from tgclean.readers.fields import NAMES, Row, key_of

_DELIMITERS = ",;\t|"
MAX_CELL = 64 << 20
_MAX_NAME = 60
_KNOWN = frozenset(name for names in NAMES.values() for name in names)


def header_of(lines: Iterable[bytes], text_field: str) -> tuple[list[str], str] | None:
    """Return the names of the columns and the delimiter if the first line is a header row, else None.

    A header row has a column for the text and another one that is known, or names without spaces alone.

    >>> header_of([b"id,date,message", b"1,2024-05-01,The bridge is closed."], "")
    (['id', 'date', 'message'], ',')
    >>> header_of([b"Dear all, a message"], "") is None
    True
    """
    line = next((line for line in lines if line.strip()), b"").decode("utf-8", "replace")
    for delimiter in _DELIMITERS:
        try:
            names = _names(next(csv.reader([line], delimiter=delimiter), []))
        except csv.Error:
            return None
        keys = [key_of(name) for name in names]
        if len(names) < 2 or len({*keys}) < len(keys) or max(map(len, names)) > _MAX_NAME:
            continue
        has_text = text_field in names if text_field else any(key in NAMES["text"] for key in keys)
        if has_text and (sum(key in _KNOWN for key in keys) > 1 or not any(" " in name for name in names)):
            return names, delimiter
    return None


def _names(cells: Sequence[str]) -> list[str]:
    return [cell.strip() or f"column {at}" for at, cell in enumerate(cells, 1)]


def rows_of_csv(stream: Iterable[Chunk], name: str, text_field: str, tally: Tally) -> Iterator[Row]:
    """Yield the rows of a table, numbered as a spreadsheet does, the header row being 1.

    Raises: InputError if there is no header row with a text, or if the table ends within a quoted cell.
    """
    csv.field_size_limit(MAX_CELL)
    lines = _Lines(stream)
    first = lines.peek()
    header = header_of([first.encode()], text_field)
    delimiter = header[1] if header else ","
    rows = csv.reader(lines, delimiter=delimiter)
    number = 0
    try:
        names = _names(next(rows, []))
        number = 1
        begin, last, lines.row = lines.taken, [""], []
        for cells in rows:
            number += 1
            if cells:
                yield Row(number, _fields(names, cells, delimiter, tally), begin, lines.taken)
            begin, last, lines.row = lines.taken, lines.row, []
        next(csv.reader(last, delimiter=delimiter, strict=True), None)
    except csv.Error as error:
        raise InputError(f"{name}:{number}", f"the table is damaged: {error}") from error


def _fields(names: Sequence[str], cells: list[str], delimiter: str, tally: Tally) -> dict[str, str]:
    """Return the cells of a row by name; of more cells than names, the last one takes the others."""
    if len(cells) != len(names):
        tally.warnings["ragged_rows"] += 1
        cells = [*cells[: len(names) - 1], delimiter.join(cells[len(names) - 1 :])]
    return dict(zip(names, cells, strict=False))


class _Lines:
    """The lines of a stream as text, with their ends.

    `taken` is the byte behind the last line, `row` the lines of the row so far.
    """

    def __init__(self, stream: Iterable[Chunk]) -> None:
        self._lines = ((line, end) for chunk in stream for line, end in zip(chunk.lines, chunk.starts[1:], strict=True))
        self._held: list[tuple[bytes, int]] = []
        self.taken, self.row = 0, list[str]()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line, self.taken = self._held.pop() if self._held else next(self._lines)
        self.row.append(line.decode("utf-8", "replace") + "\n")
        return self.row[-1]

    def peek(self) -> str:
        """Return the first line that is not empty."""
        for line, end in self._lines:
            if line.strip():
                self._held.append((line, end))
                return line.decode("utf-8", "replace")
        return ""
