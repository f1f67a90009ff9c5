"""The steps of a run that an engine calls, each on what one task has: the same functions as in a local run.

A place is the rank of a source among all, in 24 bits, and the number of a post in it, in 40.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import msgspec
import numpy as np
from msgspec.structs import replace as struct_replace

from tgclean.errors import InputError, LimitError, NoPostsError, OptionError, OutputError, TgcleanError
from tgclean.match import Matcher, compared_text, edits, identity_of
from tgclean.match.components import components
from tgclean.match.footers import (
    MIN_BEGINNINGS,
    Counts,
    added,
    among,
    sizes_by_signs,
    spread,
    under_first_lines,
    under_own_lines,
    variants,
)
from tgclean.match.lines import Lines
from tgclean.match.near import Known
from tgclean.match.pairs import HOT, MIN_VOTES, bucket_edges
from tgclean.match.table import table_of
from tgclean.match.tokens import I64, U64
from tgclean.merge import Clusters, Editions, merge, post_of, record_of, written
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.pipeline import note, prepare
from tgclean.readers import Source, files_below, filesystem_of, is_remote
from tgclean.writers import To, compressed, decode, encode, open_target, write_as

__all__ = [
    "MIN_BEGINNINGS",
    "MIN_VOTES",
    "NUMBER_BITS",
    "Edges",
    "Resolved",
    "Row",
    "components",
    "edges_of",
    "failure",
    "first_counts",
    "forget",
    "hashes_in",
    "lines_in",
    "own_counts",
    "packed_counts",
    "parts_in",
    "posts_of",
    "raise_failure",
    "replaced",
    "resolved",
    "rows_of",
    "sizes_by_signs",
    "spread",
    "sum_of",
    "tally_of",
    "told",
    "variants",
    "write_part",
]  # fmt: skip

NUMBER_BITS = 40
"""Of a place; a source has fewer posts than it has bytes, and no file has so many."""


class Posts(NamedTuple):
    """A post of a source: its place, its record as a line, what it has in common with exact copies (b"": no copies).

    `message` is the same for the editions of one message, "" where that is not known; `edited` is when it was edited.
    """

    place: int
    line: bytes
    identity: bytes
    message: str
    edited: str


def posts_of(source: Source, rank: int, options: Options, tally: Tally) -> Iterator[Posts]:
    """Yield the posts of one source, or their blocks."""
    for number, post in enumerate(prepare(source, options, tally)):
        record = record_of(post)
        identity = identity_of(post, options, bytes.fromhex(record.id))
        message = post.message if post.message_id else ""
        yield Posts(rank << NUMBER_BITS | number, encode(record), identity, message, post.edited)


def replaced(posts: Iterable[tuple[int, bytes, str, str]]) -> list[int]:
    """Return the places of posts that newer editions replace, of (place, record, message, when edited) in order."""
    editions, places = Editions(), []
    for number, (place, line, message, edited) in enumerate(posts):
        record = decode(line)
        places.append(place)
        editions.add(
            number, struct_replace(post_of(record), message_id=record.message_id, message=message, edited=edited)
        )
    return [places[number] for number in sorted(editions.replaced)]


def forget(line: bytes, tally: Tally) -> None:
    """Count a post that a newer edition of its message replaces."""
    older = decode(line)
    tally.inputs[older.source].warn("older_editions", older.spans[0].line)
    tally.move(older.source, "dropped", older.spans[0], older.text)


class Row(NamedTuple):
    """What is kept of a text: the name of its words, its keys, whether it is full and short, its lines as bytes."""

    name: int
    keys: list[int]
    full: bool
    short: bool
    lines: bytes


def rows_of(records: Iterable[bytes], options: Options, limits: Counter[str]) -> Iterator[Row]:
    """Yield a row for the text of each record."""
    texts = (compared_text(post_of(decode(line)), options) for line in records)
    table = table_of(texts, options, limits)
    lines = table.lines
    ends = np.searchsorted(lines.posts, np.arange(len(table.names) + 1))
    for n, (name, keys, full, short) in enumerate(
        zip(table.names.astype(np.int64).tolist(), table.keys.tolist(), table.full, table.short, strict=True)
    ):
        own = slice(ends[n], ends[n + 1])
        columns = (lines.hashes[own], lines.sizes[own].astype("<u4"), lines.signs[:, own].astype("<u4"))
        packed = b"".join(column.tobytes() for column in columns)
        yield Row(name, [key for key in keys if key], bool(full), bool(short), packed)


def lines_in(rows: Sequence[bytes]) -> Lines:
    """Return the lines of some rows, whose posts are these."""
    rows = [*rows, b""]  # so that there is one
    counts = [len(row) // 20 for row in rows]
    hashes = np.concatenate([np.frombuffer(row, "<u8", n) for row, n in zip(rows, counts, strict=True)])
    sizes = np.concatenate([np.frombuffer(row, "<u4", n, 8 * n) for row, n in zip(rows, counts, strict=True)])
    signs = [np.frombuffer(row, "<u4", 2 * n, 12 * n).reshape(2, n) for row, n in zip(rows, counts, strict=True)]
    posts = np.repeat(np.arange(len(rows)), counts)
    starts = np.zeros(len(posts), dtype=np.uint32)
    return Lines(posts, starts, sizes.astype(np.int64), hashes, np.concatenate(signs, axis=1))


def hashes_in(row: bytes) -> list[int]:
    """Return the hashes of the lines of a row, as signed numbers."""
    hashes: list[int] = np.frombuffer(row, "<i8", len(row) // 20).tolist()
    return hashes


def first_counts(lines: Lines, often: U64) -> Counts:
    """Return under which first lines some lines stand."""
    return under_first_lines(lines, np.flatnonzero(among(lines.hashes, often)))


def own_counts(lines: Lines, likely: U64) -> Counts:
    """Return under which first lines that are likely no footers those stand that likely are."""
    flags = among(lines.hashes, likely)
    return under_own_lines(lines, np.flatnonzero(flags), flags)


def packed_counts(counts: Counts) -> bytes:
    """Return counts as bytes, which can be joined and told apart by nothing: their length says how many there are."""
    return np.array(counts, dtype="<u8").tobytes()


def sum_of(parts: Iterable[bytes]) -> Counts:
    """Return the sum of packed counts."""
    total = Counts(np.zeros(0, np.uint64), np.zeros(0, np.uint64), np.zeros(0, np.int64))
    for part in parts:
        lines, beginnings, numbers = np.frombuffer(part, "<u8").reshape(3, -1)
        total = added(total, Counts(lines, beginnings, numbers.astype(np.int64)))
    return total


class Edges(NamedTuple):
    """Pairs of places, the later first; their votes; whether both have so many words that few votes are not enough.

    The last row is none: -1 twice, and how many keys more posts have than are compared.
    """

    later: I64
    earlier: I64
    votes: I64
    full: I64


def edges_of(keys: U64, places: I64, full: I64) -> Edges:
    """Return the pairs that whole buckets give: keys, and the place of each post that has one."""
    known, numbers = np.unique(places, return_inverse=True)
    order = np.lexsort((numbers, keys))
    keys, numbers, full = keys[order], numbers[order].astype(np.int64), full[order]
    of_post = np.zeros(len(known), dtype=np.int64)
    of_post[numbers] = full
    heads = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, dtype=np.int64)
    starts = np.repeat(heads, np.diff(heads, append=len(keys)))
    pairs, votes = bucket_edges(keys, numbers, starts, np.arange(len(keys)))
    later, earlier = pairs >> 32, pairs & 0xFFFFFFFF
    hot = int((np.diff(heads, append=len(keys)) > HOT).sum())
    found = (known[later], known[earlier], votes.astype(np.int64), of_post[later] & of_post[earlier])
    return Edges(*(np.append(column, last) for column, last in zip(found, (-1, -1, hot, 0), strict=True)))


class Resolved(NamedTuple):
    """A record as a line, and the place of the first post of its cluster."""

    place: int
    line: bytes


def resolved(
    places: Sequence[int], names: Sequence[int], lines: Sequence[bytes], footers: U64, options: Options, tally: Tally
) -> Iterator[Resolved]:
    """Yield the records of whole components: posts in order of place, and the name of the component of each."""
    matcher = Matcher(options, lambda number: decode(lines[number]).text, tally)
    of_texts: list[int] = []
    for name, line in zip(names, lines, strict=True):
        record = decode(line)
        if matcher.add(post_of(record), bytes.fromhex(record.id)) == len(of_texts):
            of_texts.append(name)
    _, labels = np.unique(np.array(of_texts, dtype=np.int64), return_inverse=True)
    for verdicts in Clusters(matcher.verdicts(Known(footers, labels))):
        parts = [decode(lines[verdict.post]) for verdict in verdicts]
        place = places[verdicts[0].post]
        if len(parts) == 1:
            yield Resolved(place, lines[verdicts[0].post])
            continue
        record = merge(parts, verdicts, options.keep, edits)
        note(parts, record, written(parts, verdicts, options.keep), tally)
        yield Resolved(place, encode(record))


def told(tally: Tally) -> bytes:
    """Return a tally as JSON, to be sent from one machine to another."""
    return msgspec.json.encode(tally)


def tally_of(data: bytes | dict[str, Any]) -> Tally:
    """Return the tally that `told` made JSON of."""
    known: dict[str, Any] = msgspec.json.decode(data) if isinstance(data, bytes) else data
    for field in fields(Tally):
        if str(field.type).startswith("Counter"):
            known[field.name] = Counter(known[field.name])
    known["inputs"] = {name: tally_of(own) for name, own in known["inputs"].items()}
    known["least"] = known["least"] and tuple(known["least"])
    return Tally(**known)


def write_part(path: str, lines: Iterable[bytes], to: To, suffix: str) -> None:
    """Write some records to a file, which is complete or not there; to an object store if the path names one.

    Raises: OutputError.
    """
    if not is_remote(path):
        with open_target(path) as out, compressed(out, suffix) as sink:
            write_as(to, lines, sink, bytes, at_once=False)
        return
    try:
        filesystem, name = filesystem_of(path)
        filesystem.create_dir(name.rpartition("/")[0], recursive=True)
        with filesystem.open_output_stream(name, compression=None) as out, compressed(out, suffix) as sink:
            write_as(to, lines, sink, bytes, at_once=False)
    except (OSError, ValueError) as error:
        raise OutputError(path, str(error).splitlines()[0]) from error


def parts_in(directory: str) -> bool:
    """Return whether there is anything in a directory, which may be one of an object store.

    Raises: OutputError if that cannot be known.
    """
    try:
        if not is_remote(directory):
            return Path(directory).is_dir() and any(Path(directory).iterdir())
        return bool(files_below(directory))
    except InputError as error:
        raise OutputError(directory, error.what) from error
    except OSError as error:
        raise OutputError(directory, error.strerror or str(error)) from error


def failure(error: TgcleanError) -> bytes:
    """Return an error as JSON, to be sent from one machine to another."""
    return msgspec.json.encode([type(error).__name__, *map(str, vars(error).values())])


def raise_failure(data: bytes) -> NoReturn:
    """Raise the error that `failure` made JSON of."""
    name, *evidence = msgspec.json.decode(data)
    raise {kind.__name__: kind for kind in (OptionError, InputError, NoPostsError, OutputError, LimitError)}[name](
        *evidence
    )
