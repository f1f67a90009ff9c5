"""Candidates: which earlier posts share keys with a post, for a whole input at once or one post at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from tgclean.match.signature import GRAM_KEYS, KEYS, Signatures
from tgclean.match.tokens import I64, U32, U64, Flags, head_flags

NEWEST = 3
"""A post meets the first post of each bucket and so many before it: no bucket costs more than that."""
HOT = 64
"""Behind so many posts a key is a frame's, not a news', and counts half."""
GRAM_VOTES, LINE_VOTES, MIN_VOTES = 2, 8, 4
SAMPLE = 32
"""How many posts of a bucket are looked at for look-alikes."""
_LOW, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
_AT_ONCE = 1 << 18
"""So many keys are paired at once, in 30 MB."""


def bucket_edges(names: U64, members: I64, starts: I64, at: I64) -> tuple[I64, I64]:
    """Return pairs of posts that share a key, the later one in the upper half, and the votes of the key.

    `members` are the posts of whole buckets, in order of place; `names` their keys, `starts` where each one's bucket
    begins, `at` the entries that are asked for.  What a post is paired with depends on earlier posts only.
    """
    rank = at - starts[at]
    weights = np.where(names[at] & np.uint64(1), LINE_VOTES, GRAM_VOTES) >> (rank > HOT)
    edges, votes = [], []
    for back in range(1, NEWEST + 2):
        behind = rank >= back
        own = at[behind]
        edges.append((members[own] << 32) | members[own - back if back <= NEWEST else starts[own]])
        votes.append(weights[behind])
    return np.concatenate(edges), np.concatenate(votes)


class Buckets:
    """The posts of each key that two posts have, by the signatures of posts in order of place.

    Posts of different `groups`, which rise, share no bucket.
    """

    def __init__(self, signatures: Signatures, groups: I64 | None = None) -> None:
        self._order, keys = signatures
        self._entries = np.concatenate([_shared(keys, low, high, groups) for low, high in _ranges(keys.size)])
        heads = np.flatnonzero(_heads(self._entries, groups))
        sizes = np.diff(heads, append=len(self._entries))
        self.hot = int((sizes > HOT).sum())
        self._starts, self._sizes = np.repeat(heads, sizes), np.repeat(sizes, sizes)
        self._full = keys[:, GRAM_KEYS - 1] != 0

    def pairs(self) -> Iterator[tuple[I64, I64, I64]]:
        """Yield the pairs of posts with enough keys in common, by their later post, and then each pair's votes."""
        names, members = self._entries >> _HALF, (self._entries & _LOW).astype(np.int64)
        parts = -(-len(members) // _AT_ONCE) or 1
        for low, high in pairwise(np.linspace(0, len(self._full), parts + 1).astype(np.int64)):
            at = np.flatnonzero((members >= low) & (members < high))
            edges, votes = _summed(*bucket_edges(names, members, self._starts, at))
            later, earlier = edges >> 32, edges & 0xFFFFFFFF
            # A post of few words has few keys: one in common is enough.
            likely = (votes >= MIN_VOTES) | ~(self._full[later] & self._full[earlier])
            yield later[likely], earlier[likely], votes[likely]

    def candidates(self) -> Iterator[tuple[int, list[int]]]:
        """Yield each post that has candidates, in order, with these: the one with most votes first."""
        for later, earlier, votes in self.pairs():
            order = np.lexsort((earlier, -votes, later))
            posts, others = later[order], earlier[order].tolist()
            heads = np.flatnonzero(head_flags(posts))
            for post, (start, end) in zip(posts[heads].tolist(), pairwise([*heads.tolist(), len(others)]), strict=True):
                yield post, others[start:end]

    def lookalikes(self, post: int, limit: int) -> list[int]:
        """Return up to `limit` posts, earlier and later, that share a key with one."""
        found: set[int] = set()
        places, bounds = self._places
        for place in places[bounds[post] : bounds[post + 1]].tolist():
            start, size = int(self._starts[place]), int(self._sizes[place])
            found.update((self._entries[start : start + size : -(-size // SAMPLE)] & _LOW).tolist())
        found.discard(post)
        return sorted(found, key=lambda other: (int(self._order[other]), other))[:limit]

    @cached_property
    def _places(self) -> tuple[I64, I64]:
        """The entries by post, and where those of each post begin."""
        members = self._entries & _LOW
        places = np.argsort(members, kind="stable")
        return places, members[places].searchsorted(np.arange(len(self._full) + 1, dtype=np.uint64))


def _ranges(count: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of keys, in order, with about `_AT_ONCE` of `count` evenly spread keys in each."""
    parts = -(-count // _AT_ONCE) or 1
    bounds = [(1 << 32) * part // parts for part in range(parts + 1)]
    yield from pairwise([1, *bounds[1:]])


def _shared(keys: U32, low: int, high: int, groups: I64 | None) -> U64:
    """Return the keys of a range that two posts have, each with one post in its lower half, in order."""
    posts, columns = np.nonzero((keys >= np.uint32(low)) & (keys <= np.uint32(high - 1)))
    entries = (keys[posts, columns].astype(np.uint64) << _HALF) | posts.astype(np.uint64)
    entries.sort()
    first = np.append(_heads(entries, groups), True)
    shared: U64 = entries[~(first[:-1] & first[1:])]
    return shared


def _heads(entries: U64, groups: I64 | None) -> Flags:
    """Return which entries are the first of their bucket."""
    heads = head_flags(entries >> _HALF)
    return heads if groups is None else heads | head_flags(groups[(entries & _LOW).astype(np.int64)])


def _summed(edges: I64, votes: I64) -> tuple[I64, I64]:
    """Return each pair once, in order, with the sum of its votes."""
    order = np.argsort(edges, kind="stable")
    edges = edges[order]
    heads = np.flatnonzero(head_flags(edges)) if len(edges) else order
    return edges[heads], np.add.reduceat(votes[order], heads) if len(edges) else votes


class Bucket(NamedTuple):
    """What is kept of a bucket between runs: how many posts have its key, and entries of the first and the newest."""

    posts: int
    first: int
    newest: tuple[int, ...]


def entry_of(place: int, *, full: bool) -> int:
    """Return a post's entry in buckets: its place, and whether one key in common is not enough for it."""
    return place << 1 | full


def met(entry: int, keys: Iterable[int], buckets: dict[int, Bucket]) -> list[int]:
    """Return the places of the posts that share enough keys with a post, and put it into the buckets.

    They are those that `bucket_edges` gives it: what a post meets depends on the posts before it.
    """
    votes: Counter[int] = Counter()
    for key in keys:
        bucket = buckets.get(key)
        if bucket is None:
            buckets[key] = Bucket(1, entry, ())
            continue
        weight = (LINE_VOTES if key & 1 else GRAM_VOTES) >> (bucket.posts > HOT)
        votes.update(dict.fromkeys((bucket.first, *bucket.newest), weight))
        buckets[key] = Bucket(bucket.posts + 1, bucket.first, (*bucket.newest, entry)[-NEWEST:])
    return [other >> 1 for other, n in votes.items() if n >= MIN_VOTES or not other & entry & 1]


class GrowingBuckets:
    """The posts of each key while posts come one by one, so that later ones are not known yet.

    A bucket keeps its first posts and the newest of the others, for no more are ever asked for.
    """

    def __init__(self) -> None:
        self._keys: list[tuple[int, ...]] = []
        self._buckets: dict[int, list[int]] = {}
        self._sizes: Counter[int] = Counter()

    def add(self, row: U32) -> list[int]:
        """Take the keys of the next post, and return its candidates: the one with most votes first."""
        post, keys = len(self._keys), tuple(key for key in row.tolist() if key)
        votes: Counter[int] = Counter()
        for key in keys:
            bucket = self._buckets.setdefault(key, [])
            weight = (LINE_VOTES if key & 1 else GRAM_VOTES) >> (self._sizes[key] > HOT)
            votes.update(dict.fromkeys((*bucket[:1], *bucket[-NEWEST:]), weight))
            bucket.append(post)
            self._sizes[key] += 1
            if len(bucket) > SAMPLE:
                del bucket[1]
        self._keys.append(keys)
        full = len(keys) == KEYS
        likely = [p for p, n in votes.items() if n >= MIN_VOTES or not (full and len(self._keys[p]) == KEYS)]
        return sorted(likely, key=lambda other: (-votes[other], other))

    def lookalikes(self, post: int, limit: int) -> list[int]:
        """Return up to `limit` posts that share a key with one, the newest."""
        found = {other for key in self._keys[post] for other in self._buckets[key]} - {post}
        return sorted(found)[-limit:]
