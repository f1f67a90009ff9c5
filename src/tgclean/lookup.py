"""What `diff` and `explain` look up: lines of a source, records of an output, what the judge thinks of two posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from tgclean.errors import InputError
from tgclean.match import Matcher, Opinion, explain
from tgclean.model import Post, Record, Tally
from tgclean.options import Options
from tgclean.pipeline import prepare
from tgclean.readers import Input, Source, chunks, sources, with_ends
from tgclean.writers import DecodeError, Spool, decode

__all__ = ["Opinion", "compare", "compare_within", "raw_lines", "read_records"]


def raw_lines(source: Source) -> Iterator[bytes]:
    """Return the lines of a source with their ends, as they stand; those of UTF-16 and UTF-32 in UTF-8.

    Raises: InputError, LimitError.
    """
    return with_ends(chunks(source, Tally()))


def read_records(output: Input, *identities: str) -> list[Record]:
    """Return the records of an output whose ids begin with `identities`, in their order; it is read once.

    Raises: InputError if the output cannot be read, is none, or has not just one such record.
    """
    (source,) = sources([output])
    found: list[dict[str, Record]] = [{} for _ in identities]
    for number, line in enumerate(raw_lines(source), 1):
        try:
            record = decode(line)
        except DecodeError as error:
            raise InputError(f"{source.name}:{number}", f"no record of tgclean: {error}") from error
        for identity, named in zip(identities, found, strict=True):
            if record.id.startswith(identity):
                named.setdefault(record.id, record)
    for identity, named in zip(identities, found, strict=True):
        if len(named) != 1:
            raise InputError(source.name, f"{len(named) or 'no'} records have an id that begins with {identity!r}")
    return [record for named in found for record in named.values()]


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
        prepared = (prepare(source, options, Tally()) for source in sources(files, options.encoding))
        for number, post in enumerate(chain.from_iterable(prepared)):
            numbers[_place(post)] = number
            spool.append(post.text.encode())
            matcher.add(post)
        return matcher.why(numbers[_place(a)], numbers[_place(b)])


def _place(post: Post) -> tuple[str, int]:
    return post.source, post.copies[0].line
