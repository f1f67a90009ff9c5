"""Candidates: which earlier posts share keys with a post, for a whole input at once or one post at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from tgclean.match.sketch import GRAM_KEYS, KEYS
from tgclean.match.tokens import I64, U32, U64, head_flags

NEWEST = 3
"""A post meets the first post of each bucket and so many before it: no bucket costs more than that."""
HOT = 64
"""Behind so many posts a key is a frame's, not a news', and counts half."""
GRAM_VOTES, LINE_VOTES, MIN_VOTES = 2, 8, 4
SAMPLE = 32
"""How many posts of a bucket are looked at for look-alikes."""
_LOW = np.uint64(0xFFFFFFFF)


class Buckets:
    """The posts of each key that two posts have; `keys` has a row for each post, `order` a number to sample by."""

    def __init__(self, keys: U32, order: U64) -> None:
        posts, columns = np.nonzero(keys)
        entries = (keys[posts, columns].astype(np.uint64) << np.uint64(32)) | posts.astype(np.uint64)
        entries.sort()
        names = (entries >> np.uint64(32)).astype(np.uint32)
        first = np.append(head_flags(names), True)
        shared = ~(first[:-1] & first[1:])
        self._names = names[shared]
        self._members = (entries[shared] & _LOW).astype(np.int64)
        heads = np.flatnonzero(head_flags(self._names))
        sizes = np.diff(heads, append=len(self._names))
        self.hot = int((sizes > HOT).sum())
        self._starts, self._sizes = np.repeat(heads, sizes), np.repeat(sizes, sizes)
        self._full, self._order = keys[:, GRAM_KEYS - 1] != 0, order
        self._places = np.argsort(self._members, kind="stable")
        self._bounds = self._members[self._places].searchsorted(np.arange(len(keys) + 1))

    def candidates(self) -> Iterator[tuple[int, list[int]]]:
        """Yield each post that has candidates, in order, with these: the one with most votes first."""
        edges, votes = self._edges()
        post, other = edges >> 32, edges & 0xFFFFFFFF
        likely = (votes >= MIN_VOTES) | ~(self._full[post] & self._full[other])
        post, other, votes = post[likely], other[likely], votes[likely]
        order = np.lexsort((other, -votes, post))
        post, others = post[order], other[order].tolist()
        heads = np.flatnonzero(head_flags(post)).tolist()
        for start, end in pairwise([*heads, len(others)]):
            yield int(post[start]), others[start:end]

    def _edges(self) -> tuple[I64, I64]:
        """Return pairs of posts, the later one in the upper half, and the votes of each."""
        members, rank = self._members, np.arange(len(self._members)) - self._starts
        weights = np.where(self._names & 1, LINE_VOTES, GRAM_VOTES) >> (rank > HOT)
        edges, votes = [], []
        for back in range(1, NEWEST + 2):
            at = np.flatnonzero(rank >= back)
            edges.append((members[at] << 32) | members[at - back if back <= NEWEST else self._starts[at]])
            votes.append(weights[at])
        edge = np.concatenate(edges)
        order = np.argsort(edge, kind="stable")
        edge = edge[order]
        heads = np.flatnonzero(head_flags(edge))
        if not len(heads):
            return edge, edge
        return edge[heads], np.add.reduceat(np.concatenate(votes)[order], heads)

    def lookalikes(self, post: int, limit: int) -> list[int]:
        """Return up to `limit` posts, earlier and later, that share a key with one."""
        found: set[int] = set()
        for place in self._places[self._bounds[post] : self._bounds[post + 1]].tolist():
            start, size = int(self._starts[place]), int(self._sizes[place])
            found.update(self._members[start : start + size : -(-size // SAMPLE)].tolist())
        found.discard(post)
        return sorted(found, key=lambda other: (int(self._order[other]), other))[:limit]


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
