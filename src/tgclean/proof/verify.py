"""Verifying a run: its records, its ledger and its inputs are as they were, and no byte of the inputs is missing."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import NamedTuple

from msgspec import ValidationError, convert

from tgclean.clean import clean_line
from tgclean.errors import InputError, OptionError
from tgclean.ledger import Header, SourceRow
from tgclean.lookup import records_in
from tgclean.model import Record, Span, Tally
from tgclean.options import Options
from tgclean.pipeline import prepare
from tgclean.proof.book import MismatchError, Texts, check_digest, digest_of, header_of, restored
from tgclean.proof.recorder import COLUMNS
from tgclean.proof.restore import one_source
from tgclean.readers import Blocks, Input, Part, Source, sources
from tgclean.readers.text import codec_of_blocks
from tgclean.writers import Scratch, Spool

_SHOWN_CHARS = 40


class Verified(NamedTuple):
    """What was looked at: records, inputs of the ledger, their bytes, the rows that tile them, and inputs given."""

    records: int
    sources: int
    bytes: int
    rows: int
    inputs: int


def verify(records: Input, ledger: Input, inputs: Sequence[Input], tmp_dir: str | None) -> Verified:
    """Check that records, ledger and inputs are as they were, and that the records say what the inputs say.

    That is: the digests of all of them; that the rows of the ledger tile each input, and with the records give its very
    bytes; and that each text is what its stretches and the cleaning steps give.

    Raises: MismatchError, which names the first thing that is wrong; InputError if a file cannot be read; OptionError
    if an input is none of the run; OutputError (the temporary file).
    """
    output, book = one_source(records), one_source(ledger)
    check_digest(book)
    header = header_of(book)
    if digest_of(output) != header.output_blake2b:
        raise MismatchError(output.name, "was changed since it was written: its digest is another")
    options = _options_of(header, book)
    given = _by_name(header, sources(inputs, options))
    for source, row in given:
        if digest_of(source) != row.blake2b:
            raise MismatchError(source.name, "is not what was read: its digest is another")
    with Scratch(tmp_dir) as scratch, Spool(tmp_dir) as spool:
        copies, rows = _Copies(scratch, options), 0
        for row, pieces in groupby(restored(book, header, Texts(output, spool)), lambda one: one.source):
            rows += copies.take(row, (piece.data for piece in pieces))
        count = _check_texts(output, copies, options)
    total = sum(row.bytes for row in header.sources)
    return Verified(count, len(header.sources), total, rows, len(given))


def _by_name(header: Header, found: Sequence[Source]) -> list[tuple[Source, SourceRow]]:
    """Return the given inputs, each with what the ledger says of it; an only one may have another name by now.

    Raises: OptionError if one is no input of the ledger.
    """
    rows = {row.source: row for row in header.sources}
    if len(found) == len(rows) == 1:
        return [(found[0], header.sources[0])]
    for source in found:
        if source.name not in rows:
            raise OptionError("path", source.name, "an input of this ledger, by the name that it had in the run")
    return [(source, rows[source.name]) for source in found]


def _options_of(header: Header, book: Source) -> Options:
    """Return the settings of the run.

    Raises: InputError if this version has no such settings.
    """
    known = {name.replace("-", "_"): value for name, value in header.settings.items()}
    known = {name: value for name, value in known.items() if name in Options.__slots__}
    try:
        return convert(known, Options)
    except (ValidationError, OptionError) as error:
        raise InputError(book.name, f"has settings that this version does not know: {error}") from error


class _Copies:
    """The inputs as they were restored, one behind the other in a temporary file."""

    def __init__(self, scratch: Scratch, options: Options) -> None:
        self._scratch, self._options = scratch, options
        self._rows: dict[str, tuple[SourceRow, int]] = {}
        self._codecs: dict[str, str] = {}

    def take(self, row: SourceRow, pieces: Iterable[bytes]) -> int:
        """Take the next input, and return of how many stretches."""
        self._rows[row.source] = row, self._scratch.size
        return sum(1 for _ in map(self._scratch.write, pieces))

    def format(self, name: str) -> str | None:
        """Return what an input was taken for, None for one that is not here."""
        return self._rows[name][0].format if name in self._rows else None

    def source(self, name: str) -> Source:
        """Return an input as a source."""
        row, begin = self._rows[name]
        return Source(name, io.BufferedReader(Part(self._scratch.file(), begin, row.bytes)), self._options.encoding)

    def text(self, span: Span) -> str:
        """Return the text at which a copy stands, with its line ends."""
        if span.source not in self._codecs:
            self._codecs[span.source] = codec_of_blocks(Blocks(self.source(span.source)))
        _, begin = self._rows[span.source]
        data = self._scratch.read(begin + span.byte, span.byte_end - span.byte)
        return data.decode(self._codecs[span.source], "replace")


def _check_texts(output: Source, copies: _Copies, options: Options) -> int:
    """Check that each text of an output is what its stretches give, and return how many there are.

    Raises: MismatchError.
    """
    count = 0
    posts: dict[str, dict[tuple[int, int], set[bytes]]] = {}
    for count, (_, record) in enumerate(records_in(output), 1):
        kept = record.spans[0]
        kind = copies.format(kept.source)
        if kind is None:
            raise MismatchError(f"{output.name}:{count}", f"{kept.source} is no input of the ledger")
        if kind == COLUMNS:
            continue
        if kind.startswith("text"):
            _check_lines(f"{output.name}:{count}", record, copies, options)
            continue
        if kept.source not in posts:
            posts[kept.source] = _texts_of(copies.source(kept.source), options)
        texts = posts[kept.source].get((kept.line, kept.line_end), set())
        if _digest(record.text) not in texts and "cleaned_footers" not in record.flags:
            raise MismatchError(f"{output.name}:{count}", f"{kept.source}:{kept.line} has another text than the record")
    return count


def _texts_of(source: Source, options: Options) -> dict[tuple[int, int], set[bytes]]:
    """Return the digests of the texts of an input whose posts stand apart, by their places."""
    found: dict[tuple[int, int], set[bytes]] = {}
    for post in prepare(source, options, Tally()):
        place = post.copies[0].line, post.copies[0].line_end
        found.setdefault(place, set()).add(_digest(post.text))
    return found


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()


def _check_lines(where: str, record: Record, copies: _Copies, options: Options) -> None:
    """Check that each line of a text stands in its stretches of flat text, whole or as part of a line.

    Raises: MismatchError.
    """
    spans = [record.spans[0], *(span for span in record.spans if span.role == "repeat")]
    lines = (line for span in spans if copies.format(span.source) for line in copies.text(span).split("\n"))
    stood = {clean_line(line.removesuffix("\r"), options.clean) or "" for line in lines}
    missing = [line for line in record.text.split("\n") if line.strip() and line not in stood]
    whole = "\n".join(stood) if missing else ""
    for line in missing:
        if line.strip() not in whole:
            raise MismatchError(where, f"the line {line[:_SHOWN_CHARS]!r} of the text is in none of its stretches")
