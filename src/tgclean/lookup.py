"""What `diff`, `explain` and the report look up: lines of a source, records of an output, opinions on two posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import chain

from tgclean.errors import InputError
from tgclean.match import Matcher, Opinion, edits, explain
from tgclean.merge import post_of
from tgclean.model import SCHEMA, Post, Record, Tally
from tgclean.options import Options
from tgclean.pipeline import prepare
from tgclean.readers import Input, Source, chunks, sources, unbroken, with_ends
from tgclean.writers import DecodeError, Spool, decode, text_in

__all__ = ["KeptApart", "Opinion", "compare", "compare_within", "raw_lines", "read_records", "records_in"]

_BELOW = 20.0
"""So far below the threshold two posts are no near miss."""


def raw_lines(source: Source) -> Iterator[bytes]:
    """Return the lines of a source with their ends, as they stand; those of UTF-16 and UTF-32 in UTF-8.

    Raises: InputError, LimitError.
    """
    return with_ends(unbroken(chunks(source, Tally()), source.name))


def read_records(output: Input, *identities: str) -> list[Record]:
    """Return the records of an output whose ids begin with `identities`, in their order; it is read once.

    Raises: InputError if the output cannot be read, is none, or has not just one such record.
    """
    (source,) = sources([output])
    found: list[dict[str, Record]] = [{} for _ in identities]
    for _, record in records_in(source):
        for identity, named in zip(identities, found, strict=True):
            if record.id.startswith(identity):
                named.setdefault(record.id, record)
    for identity, named in zip(identities, found, strict=True):
        if len(named) != 1:
            raise InputError(source.name, f"{len(named) or 'no'} records have an id that begins with {identity!r}")
    return [record for named in found for record in named.values()]


def records_in(source: Source) -> Iterator[tuple[bytes, Record]]:
    """Yield the records of an output, each as its line and as it is.

    Raises: InputError if the output cannot be read, or a line is no record.
    """
    for number, line in enumerate(raw_lines(source), 1):
        try:
            record = decode(line)
        except (DecodeError, RecursionError) as error:
            raise InputError(f"{source.name}:{number}", f"no record of tgclean (JSON Lines): {error}") from error
        if not _is_possible(record):
            raise InputError(
                f"{source.name}:{number}", "no record of tgclean: a number or the schema is none of its own"
            )
        yield line, record


def _is_possible(record: Record) -> bool:
    """Return whether a record may be one that this version wrote."""
    numbers = [n for span in record.spans for n in (span.line, span.line_end, span.byte, span.byte_end)]
    scores = [record.score_min, *(span.score for span in record.spans)]
    return (
        record.schema == SCHEMA
        and bool(record.spans)
        and all(0 <= n < 1 << 63 for n in (*numbers, record.count, record.repeats, record.exact, record.near))
        and all(0 <= score <= 100 for score in scores)
    )


class KeptApart:
    """Takes records, then says which of them are much alike and yet two; they wait on disk until `close`."""

    def __init__(self, options: Options) -> None:
        self._least = options.threshold - _BELOW
        self._spool = Spool(options.tmp_dir)
        self._matcher = Matcher(options, lambda number: text_in(self._spool.read(number)), Tally())

    def add(self, line: bytes, record: Record) -> None:
        """Take the next record, and the line that it is."""
        self._spool.append(line)
        self._matcher.add(post_of(record))

    def found(self, most: int = 200) -> list[tuple[float, str, Record, Record, str]]:
        """Return up to `most` pairs, those with the highest scores: score, reason, both records, how they differ."""
        pairs = nlargest(most, self._matcher.near_misses(self._least), key=lambda pair: (pair[2].score, -pair[0]))
        return [self._told(*pair) for pair in pairs]

    def _told(self, a: int, b: int, opinion: Opinion) -> tuple[float, str, Record, Record, str]:
        first, second = (decode(self._spool.read(number)) for number in (a, b))
        needed = (
            f"; from a score of {opinion.needed:.1f} on they would be one" if opinion.needed > opinion.score else ""
        )
        return opinion.score, opinion.reason + needed, first, second, edits(first.text, second.text)

    def close(self) -> None:
        """Let go of what waits on disk."""
        self._spool.__exit__(None, None, None)


def compare(a: str, b: str, options: Options) -> Opinion:
    """Return what the judge thinks of two texts by themselves, without the templates of an input."""
    return explain(a, b, options)


def compare_within(files: Iterable[Input], a: Post, b: Post, options: Options) -> Opinion:
    """Return what decides on two posts of some files: the judge, and the templates that all their posts make.

    Raises: InputError, LimitError, OutputError (the temporary file).
    """
    numbers: dict[tuple[str, int], int] = {}
    with Spool(options.tmp_dir) as spool:
        matcher = Matcher(options, lambda number: spool.read(number).decode(), Tally())
        prepared = (prepare(source, options, Tally()) for source in sources(files, options))
        for number, post in enumerate(chain.from_iterable(prepared)):
            numbers[_place(post)] = number
            spool.append(post.text.encode())
            matcher.add(post)
        return matcher.why(numbers[_place(a)], numbers[_place(b)])


def _place(post: Post) -> tuple[str, int]:
    return post.source, post.copies[0].line
