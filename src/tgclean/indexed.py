"""Cleaning posts against an index of all earlier ones: the records are those that one run over everything would give.

A post joins a component by its text, by its words, or by keys that it shares with earlier posts.  The components that
new posts touch are judged again as a whole, with the footers that all posts teach.  A cluster that was given otherwise
before is given again, with the flag `revised`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import blake2b
from itertools import chain, count
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from tgclean.distinct import DIGEST_BYTES
from tgclean.index import Found, Index, Member, information, open_index
from tgclean.match import Matcher, compared_text, edits, identity_of, other_identity
from tgclean.match.footers import footers
from tgclean.match.lines import lines_of_posts
from tgclean.match.near import Known
from tgclean.match.pairs import Bucket, entry_of, met
from tgclean.match.table import PlacedLines, Table, table_of
from tgclean.match.tokens import I64, U64, Flags
from tgclean.merge import Clusters, merge, merged_copies, post_of, written
from tgclean.model import Record, Tally, Verdict
from tgclean.options import Options
from tgclean.writers import DecodeError, Spool, decode, encode, text_in

__all__ = ["forget_before", "information", "resolve"]

REVISED, KNOWN = "revised", "known"
_AT_ONCE = 20_000
"""Posts whose keys are looked up together: some 40 MB of buckets."""


class Components:
    """Which components became one; each is named by its smallest place."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, name: int) -> int:
        """Return what a component is called now."""
        while (above := self._above.get(name, name)) != name:
            self._above[name] = self._above.get(above, above)
            name = above
        return name

    def join(self, one: int, other: int) -> None:
        """Let two components be one."""
        low, high = sorted((self.of(one), self.of(other)))
        self._above[low] = low
        self._above[high] = low

    def touched(self) -> list[int]:
        """Return the names of all that were joined."""
        return sorted(self._above)


class Arrivals(NamedTuple):
    """The new posts of a run: their first place, and of each its identity and the place of the first with its text.

    `fresh` are the numbers, from 0 on, of those whose text is new; `table` is of their texts, `heads` the place of the
    first post with the words of each.
    """

    first: int
    identities: list[bytes]
    same: list[int]
    fresh: I64
    table: Table
    heads: I64

    @property
    def places(self) -> I64:
        """The places of those whose text is new."""
        return self.first + self.fresh

    @property
    def counted(self) -> Flags:
        """Which of those whose text is new have words that are new."""
        counted: Flags = self.heads == self.places
        return counted

    def lines(self) -> PlacedLines:
        """Return the lines of those whose words are new; they teach footers."""
        return PlacedLines(self.places[self.counted], lines_of_posts(self.table.lines, self.counted))

    def others(self) -> PlacedLines:
        """Return the lines of others that are judged by themselves: short ones with the same words in other lines."""
        chosen = ~self.counted & self.table.short
        return PlacedLines(self.places[chosen], lines_of_posts(self.table.lines, chosen))


def resolve(spool: Spool, index: Index, options: Options, tally: Tally, *, known: bool = False) -> Iterator[bytes]:
    """Yield the records that new posts, which wait in a spool, make, and those of which they make others.

    With `known`, those that new posts only repeat, too.  When they end, the index holds the posts; it is for the caller
    to commit that once the records are written.
    """
    new, digest = len(spool), _digest_of(spool)
    if index.has_run(digest):
        tally.known += new
        tally.exact += new
        for record in map(decode, map(spool.read, range(new))):
            tally.move(record.source, "exact", record.spans[0], record.text)
        return
    arrivals = _arrivals(spool, index, options, tally)
    joined = Components()
    _join([*enumerate(arrivals.same, arrivals.first)], index, joined, arrivals.first)
    _meet(arrivals, index, joined)
    learned = _learn(arrivals, index, joined)
    pool = _pool(arrivals, index, joined, spool)
    clusters = Judged(pool, tally)
    for verdicts in Clusters(_verdicts(pool, options, tally, learned)):
        if line := clusters.given(verdicts, options, known=known):
            yield line
    _store(arrivals, pool, clusters, joined, index)
    index.add_run(digest, arrivals.first, new, datetime.now(UTC).date().isoformat(), *_packed(arrivals))


def _packed(arrivals: Arrivals) -> tuple[bytes, bytes]:
    return arrivals.lines().packed(), arrivals.others().packed()


def _digest_of(spool: Spool) -> bytes:
    """Return a digest of all new posts and where they stand."""
    digest = blake2b(digest_size=16)
    for number in range(len(spool)):
        digest.update(spool.read(number))
    return digest.digest()


def _arrivals(spool: Spool, index: Index, options: Options, tally: Tally) -> Arrivals:
    first = index.next_place()
    identities = []
    for number in range(len(spool)):
        record = decode(spool.read(number))
        identities.append(identity_of(post_of(record), options, bytes.fromhex(record.id)))
    known = index.texts(list(dict.fromkeys(filter(None, identities))))
    same: list[int] = []
    for number, identity in enumerate(identities):
        place = first + number
        identities[number] = _own_identity(identity, place, known, lambda at: _text_at(at, first, spool, index), index)
        same.append(known[identities[number]] if identity else place)
    fresh = np.array([n for n, place in enumerate(same) if place == first + n], dtype=np.int64)
    compared = (_compared(spool, number, options) for number in fresh.tolist())
    table = table_of(compared, options, tally.limits)
    return Arrivals(first, identities, same, fresh, table, _heads(table.names, first + fresh, index))


def _own_identity(
    identity: bytes, place: int, known: dict[bytes, int], text_at: Callable[[int], str], index: Index
) -> bytes:
    """Return the identity of a post, another one if it is that of a post with another text; it is known then."""
    for further in count() if identity else ():
        first = known.setdefault(identity, place)
        if first == place or text_at(first) == text_at(place):
            break
        identity = other_identity(text_at(place), further)
        known |= index.texts([identity]) if identity not in known else {}
    return identity


def _text_at(place: int, first: int, spool: Spool, index: Index) -> str:
    if first <= place < first + len(spool):
        return text_in(spool.read(place - first))
    return _record_in(index.line(place), index).text


def _compared(spool: Spool, number: int, options: Options) -> str:
    return "" if options.exact_only else compared_text(post_of(decode(spool.read(number))), options)


def _heads(names: U64, places: I64, index: Index) -> I64:
    """Return the place of the first post with each name; one without words is alone."""
    known = index.names([name for name in set(names.astype(np.int64).tolist()) if name])
    heads = [known.setdefault(name, p) if name else p for name, p in _pairs(names.astype(np.int64), places)]
    return np.array(heads, dtype=np.int64)


def _pairs(one: I64, other: I64) -> Iterator[tuple[int, int]]:
    return zip(one.tolist(), other.tolist(), strict=True)


def _meet(arrivals: Arrivals, index: Index, joined: Components) -> None:
    """Join what new posts have words or keys in common with, and bring the buckets of the index up to date."""
    table, places = arrivals.table, arrivals.places
    others = np.flatnonzero(~arrivals.counted & ~table.short)
    _join(list(_pairs(places[others], arrivals.heads[others])), index, joined, arrivals.first)
    keyed = np.flatnonzero((arrivals.counted | table.short) & (table.names != 0))
    for at in range(0, len(keyed), _AT_ONCE):
        some = keyed[at : at + _AT_ONCE]
        keys = [[key for key in row if key] for row in table.keys[some].tolist()]
        known = index.buckets(list({key for row in keys for key in row}))
        buckets = {key: Bucket(*found) for key, found in known.items()}
        pairs: list[tuple[int, int]] = []
        for place, full, row in zip(places[some].tolist(), table.full[some].tolist(), keys, strict=True):
            pairs += [(place, other) for other in met(entry_of(place, full=full), row, buckets)]
        index.put_buckets({key: Found(*bucket) for key, bucket in buckets.items()})
        _join(pairs, index, joined, arrivals.first)


def _join(pairs: Sequence[tuple[int, int]], index: Index, joined: Components, first: int) -> None:
    """Join new posts with the components of earlier ones; a post that the index forgot has none."""
    known = index.components(sorted({other for _, other in pairs if other < first}))
    for place, other in pairs:
        if other >= first:
            joined.join(place, other)
        elif other in known:
            joined.join(place, known[other])


def _learn(arrivals: Arrivals, index: Index, joined: Components) -> U64:
    """Return the footers that all posts teach; posts with a line that became one, or ceased to be, are touched."""
    own = arrivals.lines()

    def parts() -> Iterator[PlacedLines]:
        yield from (_lines_in(lines, index) for lines, _ in index.lines())
        yield own

    learned = footers(lambda: (part.lines for part in parts()))
    changed = np.setxor1d(learned, np.frombuffer(index.footers(), "<u8").astype(np.uint64))
    if len(changed):
        others = (_lines_in(lines, index) for _, lines in index.lines())
        places = np.concatenate([_with_lines(part, changed) for part in chain(parts(), others)])
        for component in set(index.components(places[places < arrivals.first].tolist()).values()):
            joined.join(component, component)
        index.put_footers(learned.astype("<u8").tobytes())
    return learned


def _lines_in(data: bytes, index: Index) -> PlacedLines:
    """Return the lines of the posts of a run.

    Raises: OutputError if these bytes are none.
    """
    try:
        return PlacedLines.unpacked(data)
    except (ValueError, OverflowError, MemoryError) as error:
        raise index.damaged(error) from error


def _record_in(line: bytes, index: Index) -> Record:
    """Return the record of a post of the index.

    Raises: OutputError if it is none.
    """
    try:
        record = decode(line)
        known = bytes.fromhex(record.id)
    except (DecodeError, ValueError, RecursionError) as error:
        raise index.damaged(error) from error
    if len(known) != DIGEST_BYTES or not record.spans:
        raise index.damaged("a record that no run wrote")
    return record


def _with_lines(part: PlacedLines, hashes: U64) -> I64:
    """Return the places of the posts that have one of some lines, which are in order."""
    found: I64 = part.places[np.unique(part.lines.posts[np.isin(part.lines.hashes, hashes)])]
    return found


class Pool(NamedTuple):
    """All posts of the touched components, in order of place: `known` ones, then the new ones.

    Their records wait in the spool, those of the new posts first.
    """

    members: list[Member]
    known: int
    spool: Spool

    def line(self, number: int) -> bytes:
        """Return the record of a member."""
        return self.spool.read(number - self.known if number >= self.known else number + len(self.members) - self.known)


def _pool(arrivals: Arrivals, index: Index, joined: Components, spool: Spool) -> Pool:
    count, found, members = len(spool), dict[int, int](), list[Member]()
    for member in index.members([name for name in joined.touched() if name < arrivals.first]):
        record, line = _record_in(member.line, index), member.line
        if member.same in found:
            line = encode(replace(record, text=text_in(spool.read(found[member.same]))))
        found[member.place] = spool.append(line)
        members.append(member._replace(component=joined.of(member.component), line=b""))
    known = len(members)
    for number in range(count):
        place = arrivals.first + number
        members.append(Member(place, arrivals.same[number], joined.of(place), place, place, b""))
    return Pool(members, known, spool)


def _verdicts(pool: Pool, options: Options, tally: Tally, learned: U64) -> Iterator[Verdict]:
    """Return what becomes of each member; its number is that in the pool."""
    matcher = Matcher(options, lambda number: text_in(pool.line(number)), tally)
    components: list[int] = []
    for number, member in enumerate(pool.members):
        record = decode(pool.line(number))
        if matcher.add(post_of(record), bytes.fromhex(record.id)) == len(components):
            components.append(member.component)
    _, labels = np.unique(np.array(components, dtype=np.int64), return_inverse=True)
    return matcher.verdicts(Known(learned, labels))


class Judged:
    """What became of the members of a pool: `clusters` are the leader and the kept post of each, by number."""

    def __init__(self, pool: Pool, tally: Tally) -> None:
        self._pool, self._tally = pool, tally
        self._before = Counter(member.leader for member in pool.members[: pool.known])
        self.clusters: dict[int, tuple[int, int]] = {}

    def given(self, verdicts: Sequence[Verdict], options: Options, *, known: bool) -> bytes:
        """Return the record of a cluster if it is to be written, else b""."""
        pool = self._pool
        numbers = [verdict.post for verdict in verdicts]
        members = [pool.members[number] for number in numbers]
        parts = [decode(pool.line(number)) for number in numbers]
        record = merge(parts, verdicts, options.keep, edits) if len(parts) > 1 else parts[0]
        chosen = written(parts, verdicts, options.keep)
        kept = members[chosen].place
        self.clusters |= dict.fromkeys(numbers, (members[0].place, kept))
        old = [member for number, member in zip(numbers, members, strict=True) if number < pool.known]
        self._count(verdicts, parts, record, chosen, has_known=bool(old))
        if not old:
            return encode(record)
        same = all(member.leader == members[0].place for member in old)
        if not same or len(old) != self._before[members[0].place] or kept != old[0].kept:
            self._tally.revised += 1
            return encode(_flagged(record, REVISED))
        return encode(_flagged(record, KNOWN)) if known and len(old) < len(members) else b""

    def _count(
        self, verdicts: Sequence[Verdict], parts: Sequence[Record], record: Record, chosen: int, *, has_known: bool
    ) -> None:
        """Count what was merged of the new posts."""
        new = [verdict.post >= self._pool.known for verdict in verdicts]
        self._tally.known += sum(new) if has_known else 0
        for verdict, is_new in zip(verdicts, new, strict=True):
            self._tally.exact += is_new and verdict.kind == "exact"
            self._tally.near += is_new and verdict.kind == "near"
        for at, part, span in merged_copies(parts, record, chosen) if len(parts) > 1 else ():
            if new[at]:
                self._tally.move(part.source, span.role, span, part.text)


def _flagged(record: Record, flag: str) -> Record:
    return replace(record, flags=" ".join(sorted({*record.flags.split(), flag})))


def _store(arrivals: Arrivals, pool: Pool, judged: Judged, joined: Components, index: Index) -> None:
    """Put the new posts into the index, and what became of the known ones."""
    index.put_components((joined.of(name), name) for name in joined.touched() if joined.of(name) != name)
    old = enumerate(pool.members[: pool.known])
    index.put_clusters((*judged.clusters[number], member.place) for number, member in old)
    counted = arrivals.counted & (arrivals.table.names != 0)
    names = dict(_pairs(arrivals.places[counted], arrivals.table.names[counted].astype(np.int64)))

    def posts() -> Iterator[tuple[Member, int | None]]:
        for number, member in enumerate(pool.members[pool.known :], pool.known):
            leader, kept = judged.clusters[number]
            line = pool.line(number)
            if member.same != member.place:
                line = encode(replace(decode(line), text=""))
            yield member._replace(leader=leader, kept=kept, line=line), names.get(member.place)

    index.add_posts(posts())
    new = zip(arrivals.identities, arrivals.same, strict=True)
    index.add_texts((text, place) for n, (text, place) in enumerate(new) if text and place == arrivals.first + n)


def forget_before(path: str, day: date) -> tuple[int, int]:
    """Let an index forget the clusters of which no copy was added since a day; return how many posts went, are left.

    Raises: OutputError if it is no index, or cannot be written.
    """
    with open_index(path, {}, must_exist=True) as index:
        gone, left = index.forget(index.place_before(day.isoformat()))

        def kept(data: bytes) -> bytes:
            lines = _lines_in(data, index)
            known = index.is_known(lines.places.tolist())
            return lines.without(np.array([place not in known for place in lines.places.tolist()], dtype=bool)).packed()

        index.put_lines(kept)
        index.commit()
        index.shrink()
    return gone, left
