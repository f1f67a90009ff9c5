"""Reading a ledger back, and from it and the records the bytes of each input."""

from __future__ import annotations

import binascii
import io
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import Any, NamedTuple

from msgspec import DecodeError

from tgclean.distinct import Distinct
from tgclean.errors import InputError, OptionError
from tgclean.ledger import Header, Row, SourceRow, decode_header, decode_row, given_back
from tgclean.model import Record
from tgclean.proof.recorder import COLUMNS, DIGEST_BYTES
from tgclean.readers import Blocks, Input, Source, sources
from tgclean.readers.packed import Taken
from tgclean.writers import Spool, decode

_NAMED = b',"ledger_blake2b":"'
_MOST_BYTES = 1 << 30
"""Of a line of records or of a ledger: a post that was copied a million times is a record of 200 MB."""
_MOST_EXPAND = 1 << 20  # what tgclean itself wrote may be packed well


class MismatchError(InputError):
    """Records, ledger and inputs are not as they were written, or do not say the same."""


class Restored(NamedTuple):
    """A stretch of an input: the input, its row, and its bytes."""

    source: SourceRow
    row: Row
    data: bytes


def one_source(given: Input) -> Source:
    """Return the source of a file of records, or of a ledger, which is read more than once.

    Raises: InputError if it is missing; OptionError if it is no file.
    """
    (source, *more) = sources([given])
    if more or source.size() is None:
        raise OptionError("path", source.name, "", "is read more than once, and is no regular file")
    return replace(source, max_expand=_MOST_EXPAND)


def records_of(output: Source) -> Iterator[tuple[bytes, Record]]:
    """Yield the records of an output, each as its line and as it is.

    Raises: InputError if a line is none.
    """
    for number, line in enumerate(_lines(output), 1):
        try:
            record = decode(line)
        except (DecodeError, RecursionError) as error:
            raise InputError(f"{output.name}:{number}", f"no record of tgclean (JSON Lines): {error}") from error
        if not record.spans:
            raise InputError(f"{output.name}:{number}", "no record of tgclean: it has no spans")
        yield line, record


def digest_of(source: Source) -> str:
    """Return the digest of the decompressed bytes of a source.

    Raises: InputError if it cannot be read.
    """
    digest = blake2b(digest_size=DIGEST_BYTES)
    for block in Blocks(source):
        digest.update(block)
    return digest.hexdigest()


def header_of(ledger: Source) -> Header:
    """Return the header of a ledger.

    Raises: InputError if it is none.
    """
    try:
        return decode_header(next(_lines(ledger), b""))
    except (DecodeError, RecursionError) as error:
        raise InputError(f"{ledger.name}:1", f"no ledger of tgclean: {error}") from error


def check_digest(ledger: Source) -> None:
    """Check that a ledger is as it was written.

    Raises: MismatchError if it is not; InputError if it cannot be read.
    """
    lines = _lines(ledger)
    head, named, told = next(lines, b"").rpartition(_NAMED)
    if not named:
        raise MismatchError(ledger.name, "is no ledger of tgclean, or was changed since it was written")
    digest = blake2b(head + b"\n", digest_size=DIGEST_BYTES)
    for line in lines:
        digest.update(line)
    if told != digest.hexdigest().encode() + b'"}\n':
        raise MismatchError(ledger.name, "was changed since it was written: its digest is another")


class Texts:
    """The texts of an output by the ids of its records, on disk.

    Raises: InputError if a line of the output is no record.
    """

    def __init__(self, records: Source, spool: Spool) -> None:
        self._spool, self._ids = spool, Distinct()
        for _, record in records_of(records):
            if self._ids.number(_binary(record.id), len(spool)) == len(spool):
                spool.append(record.text.encode())
        self._held: tuple[str, list[bytes]] = "", []

    def lines(self, identity: str) -> list[bytes]:
        """Return the lines of a text, none if no record has this id."""
        if self._held[0] != identity:
            number = self._ids.find(_binary(identity))
            self._held = identity, [] if number is None else self._spool.read(number).split(b"\n")
        return self._held[1]


def rows_of(ledger: Source) -> Iterator[Row]:
    """Yield the rows of a ledger that is known to be sound."""
    lines = _lines(ledger)
    next(lines, b"")
    return map(decode_row, lines)


def restored(ledger: Source, header: Header, texts: Texts) -> Iterator[Restored]:
    """Yield the stretches of all inputs, in order; those of tables of columns without their bytes.

    Raises: MismatchError if they do not tile the inputs, or if the bytes that they give are not those that were read.
    """
    lines = _lines(ledger)
    next(lines, b"")
    sources = iter(header.sources)
    source, end, digest = None, 0, blake2b(digest_size=DIGEST_BYTES)
    for number, line in enumerate(lines, 2):
        try:
            row = decode_row(line)
            data = _data_of(row, texts)
        except (DecodeError, RecursionError, ValueError) as error:
            raise MismatchError(f"{ledger.name}:{number}", f"no row that can be read: {error}") from error
        while source is None or row.source != source.source:
            _check_end(ledger, source, end, digest)
            source, end, digest = next(sources, None), 0, blake2b(digest_size=DIGEST_BYTES)
            if source is None:
                raise MismatchError(
                    f"{ledger.name}:{number}", f"{row.source} is no input of this ledger, or out of order"
                )
        if source.format != COLUMNS:
            if row.byte != end or row.byte_end - row.byte != len(data):
                raise MismatchError(f"{ledger.name}:{number}", f"byte {end} of {row.source} is in no row, or in two")
            end = row.byte_end
            digest.update(data)
        yield Restored(source, row, data)
    _check_end(ledger, source, end, digest)
    for rest in sources:
        _check_end(ledger, rest, 0, blake2b(digest_size=DIGEST_BYTES))


def _check_end(ledger: Source, source: SourceRow | None, end: int, digest: Any) -> None:
    """Check that the rows of an input gave all its bytes, and those that were read."""
    if source is None or source.format == COLUMNS:
        return
    if end != source.bytes:
        raise MismatchError(ledger.name, f"has rows for {end:,} of the {source.bytes:,} bytes of {source.source}")
    if digest.hexdigest() != source.blake2b:
        raise MismatchError(ledger.name, f"with these records gives other bytes than were read of {source.source}")


def _data_of(row: Row, texts: Texts) -> bytes:
    """Return the bytes of a row.

    Raises: ValueError if neither it nor its record has them.
    """
    if not row.text_line:
        return b64decode(row.raw, validate=True)
    size = row.line_end - row.line + 1
    lines = texts.lines(row.record)[row.text_line - 1 : row.text_line - 1 + size] if row.text_line > 0 < size else []
    data = given_back(lines, row.byte_end - row.byte) if len(lines) == size else None
    if data is None:
        raise ValueError(f"record {row.record} has no such lines")
    return data


def _binary(identity: str) -> bytes:
    try:
        return binascii.unhexlify(identity)
    except ValueError:
        return identity.encode()  # of no record that tgclean wrote, yet one that can be told from others


def _lines(source: Source) -> Iterator[bytes]:
    with source.open() as stream:
        whole = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(Taken(stream.read1))
        while line := whole.readline(_MOST_BYTES):
            if len(line) == _MOST_BYTES:
                raise InputError(source.name, f"a line is longer than {_MOST_BYTES >> 20} MiB")
            yield line
