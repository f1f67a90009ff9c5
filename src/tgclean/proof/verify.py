"""Verifying a run: its records, its ledger and its inputs are as they were, and say the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby, zip_longest
from typing import NamedTuple

from msgspec import ValidationError, convert

from tgclean.errors import InputError, OptionError
from tgclean.ledger import Header, SourceRow
from tgclean.merge import Editions
from tgclean.model import Record, Tally
from tgclean.options import Options
from tgclean.pipeline import prepare
from tgclean.proof.book import (
    MismatchError,
    Texts,
    check_digest,
    digest_of,
    header_of,
    one_source,
    records_of,
    restored,
    rows_of,
)
from tgclean.proof.recorder import COLUMNS, Recorder
from tgclean.readers import Input, Source, sources
from tgclean.writers import Spool

Where = tuple[str, int, int]
"""An input, and the first and last line (row, message) of a copy."""


class Verified(NamedTuple):
    """What was looked at: records, inputs of the ledger and their bytes, rows, inputs given; tables of columns."""

    records: int
    sources: int
    bytes: int
    rows: int
    inputs: int
    tables: int


def verify(records: Input, ledger: Input, inputs: Sequence[Input], tmp_dir: str | None) -> Verified:
    """Check that records, ledger and inputs are as they were, and that they say the same.

    That is: the digests of all of them; that the rows of the ledger tile each input, with the records give back its
    bytes, and are those that these records make of it; that each text is what is read at its place; and that each
    post that is read has a place in some record.

    Raises: MismatchError, which names the first thing that is wrong; InputError if a file cannot be read; OptionError
    if an input is none of the run, or a file would have to be read twice and cannot be; OutputError (the temporary
    file).
    """
    output, book = one_source(records), one_source(ledger)
    check_digest(book)
    header = header_of(book)
    if digest_of(output) != header.output_blake2b:
        raise MismatchError(output.name, "was changed since it was written: its digest is another")
    options = _options_of(header, book, tmp_dir)
    given = _by_name(header, sources(inputs, options))
    for source, row in given:
        if digest_of(source) != row.blake2b:
            raise MismatchError(source.name, "is not what was read: its digest is another")
    with Recorder(options) as made, Spool(tmp_dir) as spool:
        for row in header.sources:
            made.copy(Source(row.source, "-", options.encoding))
        for row, pieces in groupby(restored(book, header, Texts(output, spool)), lambda one: one.source):
            copied = made.copy(Source(row.source, "-"))
            for piece in pieces:
                copied.write(piece.data)
        count = _take_all(output, made)
        rows = _check_rows(book, header, made)
        _check_texts(output, header, made, options)
    tables = [row for row in header.sources if row.format == COLUMNS]
    total = sum(row.bytes for row in header.sources if row not in tables)
    return Verified(count, len(header.sources) - len(tables), total, rows, len(given), len(tables))


def _by_name(header: Header, found: Sequence[Source]) -> list[tuple[Source, SourceRow]]:
    """Return the given inputs, each with what the ledger says of it; an only one may have another name by now.

    Raises: OptionError if one is no input of the ledger.
    """
    rows = {row.source: row for row in header.sources}
    if len(found) == len(rows) == 1:
        return [(found[0], header.sources[0])]
    for source in found:
        if source.name not in rows:
            raise OptionError("input", source.name, "an input of this ledger, by the name that it had in the run")
    return [(source, rows[source.name]) for source in found]


def _options_of(header: Header, book: Source, tmp_dir: str | None) -> Options:
    """Return the settings of the run.

    Raises: InputError if this version has no such settings.
    """
    known = {name.replace("-", "_"): value for name, value in header.settings.items()}
    known = {name: value for name, value in known.items() if name in Options.__slots__}
    try:
        return convert(known | {"tmp_dir": tmp_dir}, Options)
    except (ValidationError, OptionError) as error:
        raise InputError(book.name, f"has settings that this version does not know: {error}") from error


def _take_all(output: Source, made: Recorder) -> int:
    """Lay out the records anew, and return how many there are.

    Raises: MismatchError if one names an input that the ledger has not.
    """
    count = 0
    for count, (line, record) in enumerate(records_of(output), 1):
        try:
            made.take(line)
        except (KeyError, ValueError, OverflowError) as error:
            where = f"{output.name}:{count}"
            raise MismatchError(
                where, f"{record.spans[0].source} is no input of the ledger, or has no such place"
            ) from error
    return count


def _check_rows(book: Source, header: Header, made: Recorder) -> int:
    """Check that the rows of a ledger are those that the records make, and return how many there are.

    Raises: MismatchError.
    """
    count = 0
    anew = chain.from_iterable(made.rows(source.source, source.format) for source in header.sources)
    for count, (row, own) in enumerate(zip_longest(rows_of(book), anew), 1):
        if row != own:
            raise MismatchError(f"{book.name}:{count + 1}", "is not what the records say of this stretch")
    return count


def _check_texts(output: Source, header: Header, made: Recorder, options: Options) -> None:
    """Check that each text is what is read at its place, and that each post that is read has a place in some record.

    Raises: MismatchError.
    """
    with Spool(options.tmp_dir) as spool:
        read = _read(header, made, options, spool)
        tables = {source.source for source in header.sources if source.format == COLUMNS}
        seen = set[Where]()
        for number, (_, record) in enumerate(records_of(output), 1):
            for span in record.spans:
                seen.add((span.source, span.line, span.line_end))
            kept = record.spans[0]
            if kept.source in tables:
                continue
            texts = map(spool.read, read.get((kept.source, kept.line, kept.line_end), ()))
            if not any(_is_same(record, text.decode("utf-8", "surrogatepass")) for text in texts):
                what = f"{kept.source}:{kept.line} has another text than this record"
                raise MismatchError(f"{output.name}:{number}", what)
    for source, line, _ in read.keys() - seen:
        raise MismatchError(f"{source}:{line}", "a post that is in no record")


def _is_same(record: Record, text: str) -> bool:
    """Return whether a record has a text, but for footers that were left out of it."""
    if "cleaned_footers" in record.flags.split():
        return not {*record.text.split("\n")} - {*text.split("\n")}
    return record.text == text


def _read(header: Header, made: Recorder, options: Options, spool: Spool) -> dict[Where, list[int]]:
    """Read the inputs again, and return the numbers of the texts in a spool that stand at each place."""
    found: dict[Where, list[int]] = {}
    replaced, editions = set[int](), Editions()
    for source in header.sources:
        if source.format == COLUMNS:
            continue  # of which the ledger has no bytes
        if options.scope == "file":
            replaced |= editions.replaced
            editions = Editions()
        for post in prepare(made.again(source.source), options, Tally()):
            number = spool.append(post.text.encode("utf-8", "surrogatepass"))
            if options.scope != "post":
                editions.add(number, post)
            for copy in post.copies:
                found.setdefault((post.source, copy.line, copy.line_end), []).append(number)
    replaced |= editions.replaced
    return {place: numbers for place, numbers in found.items() if not replaced.issuperset(numbers)}
