"""The steps of a run that an engine calls, each on what one task has: the same functions as in a local run.

A place is the rank of a source among all, in 24 bits, and the number of a post in it, in 40.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

import msgspec
import numpy as np

from tgclean.match import Matcher, compared_text, edits, identity_of
from tgclean.match.components import components
from tgclean.match.footers import (
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
from tgclean.match.pairs import MIN_VOTES, bucket_edges
from tgclean.match.table import Table, table_of
from tgclean.match.tokens import I64, U64
from tgclean.merge import Clusters, merge, post_of, record_of, written
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.pipeline import note, prepare
from tgclean.readers import Source
from tgclean.writers import decode, encode

__all__ = [
    "Counts", "Edges", "Posts", "added", "components", "edges_of", "first_counts", "frequent", "own_counts", "posts_of",
    "resolved", "sign_sizes", "spread", "table_of_lines", "tally_of", "told", "variant_hashes",
]  # fmt: skip

NUMBER_BITS = 40
"""Of a place; a source has fewer posts than it has bytes, and no file has so many."""


class Posts(NamedTuple):
    """A post of a source: its place, its record as a line, what it has in common with exact copies (b"": no copies)."""

    place: int
    line: bytes
    identity: bytes


def posts_of(source: Source, rank: int, options: Options, tally: Tally) -> Iterator[Posts]:
    """Yield the posts of one source, or their blocks."""
    for number, post in enumerate(prepare(source, options, tally)):
        record = record_of(post)
        identity = identity_of(post, options, bytes.fromhex(record.id))
        yield Posts(rank << NUMBER_BITS | number, encode(record), identity)


def table_of_lines(lines: Iterable[bytes], options: Options, limits: Counter[str]) -> Table:
    """Return the table of the texts of some records."""
    texts = (compared_text(post_of(decode(line)), options) for line in lines)
    return table_of(texts, options, limits)


def frequent(hashes: U64, counts: I64, least: int = 3) -> U64:
    """Return the hashes, in order, that stand at least so often."""
    return np.sort(hashes[counts >= least])


def first_counts(lines: Lines, often: U64) -> Counts:
    """Return under which first lines some lines stand."""
    return under_first_lines(lines, np.flatnonzero(among(lines.hashes, often)))


def own_counts(lines: Lines, likely: U64) -> Counts:
    """Return under which first lines that are likely no footers those stand that likely are."""
    flags = among(lines.hashes, likely)
    return under_own_lines(lines, np.flatnonzero(flags), flags)


sign_sizes, variant_hashes = sizes_by_signs, variants


class Edges(NamedTuple):
    """Pairs of places, the later first; their votes; whether both have so many words that few votes are not enough."""

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
    return Edges(known[later], known[earlier], votes.astype(np.int64), of_post[later] & of_post[earlier])


def is_enough(votes: int, *, full: bool) -> bool:
    """Return whether a pair with so many votes is compared."""
    return votes >= MIN_VOTES or not full


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
