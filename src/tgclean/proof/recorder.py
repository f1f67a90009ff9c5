"""Recording a ledger: a copy of all that is read, and the places that the records name; laid out when both are whole.

Nothing of the run itself changes.  The copy is a temporary file as large as the decompressed input.
"""

from __future__ import annotations

import io
import mmap
from array import array
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from types import TracebackType
from typing import Any, Literal, cast

import msgspec
import numpy as np

from tgclean.clean import clean_line
from tgclean.ledger import (
    SCHEMA,
    Body,
    Header,
    Line,
    Place,
    Row,
    SourceRow,
    Stretch,
    encode,
    given_back,
    tile_lines,
    tile_units,
)
from tgclean.model import Record, Role, Tally
from tgclean.options import Options
from tgclean.readers import Input, Part, Source, chunks, sources
from tgclean.readers.positions import units
from tgclean.writers import Scratch, Spool, Target, compressed, decode, open_target, packed_as

DIGEST_BYTES = 32
"""Of the digests in a ledger (blake2b-256): nobody can make other bytes that have the same."""
COLUMNS = "Parquet or Arrow"
"""The format that is tiled by rows alone."""

_ROLES: tuple[Role, ...] = ("kept", "repeat", "exact", "near")
_BLOCK_BYTES = 1 << 20
_AT_ONCE = 4096  # places as numbers of Python, which take five times what they take in an array
_BODIES = 64  # that are held at a time; copies of one record often stand together


@dataclass(slots=True)
class Copied:
    """What was read of a source: bytes from `begin` on in the temporary file, their digest, and its compression."""

    source: Source
    scratch: Scratch
    begin: int = 0
    size: int = 0
    compression: Literal["", "gz", "zst"] = ""
    digest: Any = field(default_factory=lambda: blake2b(digest_size=DIGEST_BYTES))
    places: list[array[Any]] = field(default_factory=lambda: [array(kind) for kind in "QQQQBdI"])

    def write(self, block: bytes) -> None:
        """Take the next bytes.  Sources are read one behind the other, so they stand together."""
        begin = self.scratch.write(block)
        self.begin = self.begin if self.size else begin
        self.size += len(block)
        self.digest.update(block)

    def add(self, *place: float) -> None:
        """Take where a copy stands, as the fields of `Place`, the role as its number."""
        for column, value in zip(self.places, place, strict=True):
            column.append(cast("int", value))

    def sorted_places(self, first: int) -> Iterator[Place]:
        """Yield the places in order of their first bytes (column 0) or lines (2), and of their records."""
        columns = [np.array(column) for column in self.places]
        order = np.lexsort((columns[6], columns[first]))
        for begin in range(0, len(order), _AT_ONCE):
            some = order[begin : begin + _AT_ONCE]
            listed = [column[some].tolist() for column in columns]
            for byte, end, line, line_end, role, score, record in zip(*listed, strict=True):
                yield Place(byte, end, line, line_end, _ROLES[role], score, record)


class _Body(msgspec.Struct, array_like=True):
    """What is kept of a record until the end: see `Body`."""

    id: str
    text: str
    names: list[str]
    has_footers_cut: bool


class Recorder:
    """Records the ledger of one run: use it as a context, read from its `sources`, tell it of each record, `finish`.

    The ledger stands under its name when the block ends without an error.  Without a target nothing is written, and
    `rows` are there to be looked at.

    Raises: OutputError from every method if the temporary directory, or the target, cannot take what it has to hold.
    """

    def __init__(self, options: Options, target: Target | None = None) -> None:
        self._options, self._target, self._stack = options, target, ExitStack()
        self._sources: dict[str, Copied] = {}
        self._output = blake2b(digest_size=DIGEST_BYTES)
        self.size = 0
        """The bytes of the ledger, as they are before packing."""

    def __enter__(self) -> Recorder:
        directory = self._options.tmp_dir
        self._bodies = self._stack.enter_context(Spool(directory))
        self._read, self._rows = (self._stack.enter_context(Scratch(directory)) for _ in range(2))
        if self._target is not None:
            out = self._stack.enter_context(open_target(self._target))
            self._sink = self._stack.enter_context(compressed(out, packed_as(self._target)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def sources(self, inputs: Sequence[Input], tally: Tally) -> list[Source]:
        """Return the sources of the inputs; what is read of them is copied.  One that is given again is copied once."""
        found = sources(inputs, self._options, tally, keep_going=self._options.keep_going)
        return [source if source.name in self._sources else replace(source, tee=self.copy(source)) for source in found]

    def copy(self, source: Source) -> Copied:
        """Return what takes the bytes of a source."""
        return self._sources.setdefault(source.name, Copied(source, self._read))

    def take(self, line: bytes) -> None:
        """Take the next record, as it is written in JSON Lines.

        Raises: KeyError if it names an input that is not copied.
        """
        self._output.update(line)
        record = decode(line)
        number = self._bodies.append(msgspec.json.encode(_body_of(record)))
        for span in record.spans:
            role = _ROLES.index(span.role)
            self._sources[span.source].add(span.byte, span.byte_end, span.line, span.line_end, role, span.score, number)

    def finish(self, settings: dict[str, Any], tally: Tally) -> None:
        """Write the ledger of the run whose counts are in `tally`."""
        copied = [(name, one) for name, one in self._sources.items() if name in tally.inputs]
        listed = [
            SourceRow(name, tally.inputs[name].format, one.size, one.digest.hexdigest(), one.compression)
            for name, one in copied
            if name not in tally.skipped
        ]
        head = encode(Header(SCHEMA, listed, settings, self._output.hexdigest(), ""))
        head = head[: head.rindex(b',"ledger_blake2b"')]
        digest = blake2b(head + b"\n", digest_size=DIGEST_BYTES)
        for source in listed:
            for row in self.rows(source.source, source.format):
                line = encode(row)
                digest.update(line)
                self._rows.write(line)
        first = head + b',"ledger_blake2b":"' + digest.hexdigest().encode() + b'"}\n'
        self._sink.write(first)
        for begin in range(0, self._rows.size, _BLOCK_BYTES):
            self._sink.write(self._rows.read(begin, _BLOCK_BYTES))
        self.size = len(first) + self._rows.size

    def again(self, name: str) -> Source:
        """Return a source that gives the bytes that were copied."""
        copied = self._sources[name]
        part = Part(self._read.file(), copied.begin, copied.size)
        return Source(name, io.BufferedReader(part), self._options.encoding)

    def rows(self, name: str, kind: str) -> Iterator[Row]:
        """Yield the rows of an input that was taken for `kind`, as the records say."""
        copied, body_of = self._sources[name], lru_cache(_BODIES)(self._body)
        if kind == COLUMNS:
            rows = ((number, 0, 0) for number in range(1, self._last_line(copied) + 1))
            stretches = tile_units(rows, copied.sorted_places(2), body_of, 0)
            yield from (_row(name, stretch, b"") for stretch in stretches)
            return
        for stretch in self._stretches(copied, kind, self.again(name), body_of):
            data = self._read.read(copied.begin + stretch.byte, stretch.byte_end - stretch.byte)
            yield _row(name, stretch, data)

    def _stretches(self, copied: Copied, kind: str, again: Source, body_of: Callable[[int], Body]) -> Iterator[Stretch]:
        if not copied.size:
            return
        if kind.startswith("text") or not kind:
            lines = (
                Line(chunk.first_line + i, chunk.starts[i], chunk.starts[i + 1], line)
                for chunk in chunks(again, Tally())
                for i, line in enumerate(chunk.lines)
            )
            yield from tile_lines(lines, copied.sorted_places(0), body_of, self._cleaned)
            return
        with mmap.mmap(self._read.file().fileno(), 0, access=mmap.ACCESS_READ) as data:
            found = units(data, copied.begin, copied.begin + copied.size, kind, chunks(again, Tally()), self._options)
            yield from tile_units(found, copied.sorted_places(2), body_of, copied.size)

    def _cleaned(self, line: bytes) -> bytes | None:
        after = clean_line(line.decode("utf-8", "replace"), self._options.clean)
        return None if after is None else after.encode("utf-8", "replace")

    @staticmethod
    def _last_line(copied: Copied) -> int:
        return max(copied.places[3], default=0)

    def _body(self, number: int) -> Body:
        body = msgspec.json.decode(self._bodies.read(number), type=_Body)
        return Body(
            body.id, body.text.encode().split(b"\n"), frozenset(map(str.encode, body.names)), body.has_footers_cut
        )


def _body_of(record: Record) -> _Body:
    names = [name for name in {record.forwarded_from, record.channel} if name]
    return _Body(record.id, record.text, names, "cleaned_footers" in record.flags.split())


def _row(source: str, stretch: Stretch, data: bytes) -> Row:
    """Return the row of a stretch with these bytes, which it holds itself if the record cannot give them back."""
    text_line, body = stretch.text_line, stretch.body
    if text_line and body:
        lines = body.lines[text_line - 1 : text_line + stretch.line_end - stretch.line]
        text_line = text_line if given_back(lines, len(data)) == data else 0
    raw = "" if text_line else b64encode(data).decode()
    return Row(
        source, stretch.line, stretch.line_end, stretch.byte, stretch.byte_end, stretch.action,
        body.id if body else "", text_line, stretch.score, stretch.reason, raw,
    )  # fmt: skip
