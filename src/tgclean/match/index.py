"""Which posts share a key: packed buckets over all posts, so a post without a twin costs no Python object.

Buckets are numbered in order of their key, by sorting and not by a dict: input cannot choose what collides.
A hot bucket is read in part and counted, never dropped.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container, Iterable, Iterator

import numpy as np
import numpy.typing as npt

from tgclean.match.codes import U32
from tgclean.match.sketch import INDEXED, KEYS, U64, are_kin

READ_NEWEST = 48
READ_OLDEST = 16
"""Members read of a bucket: the newest, and if there are more than that, the oldest too."""
LINE_VOTES, GRAM_VOTES = 16, 2
"""Votes of an equal longest line and of an equal 3-gram; half of them in a hot bucket, which may be a footer's."""
HOT = READ_NEWEST + READ_OLDEST
_ROWS = 1 << 14
_COLUMNS = np.array([*range(INDEXED), KEYS - 1])
SAMPLE = 32
"""Members of a bucket among which look-alikes are looked for: those with the smallest digests."""


class PackedIndex:
    """Buckets of posts by their keys, one row of `keys` and one of `digests` a post; members are inserted later.

    `limits` counts how often a bucket was read in part (`hot_bucket`).
    """

    def __init__(self, keys: U32, digests: U64, limits: Counter[str]) -> None:
        self._limits = limits
        self._keys = keys
        self._full = (keys[:, INDEXED - 1] != 0).tobytes()
        self._digests = digests
        entries = _shared_entries(keys)
        key = entries >> np.uint64(32)
        rows = (entries & np.uint64(0xFFFFFFFF)).astype(np.int64)
        heads = np.flatnonzero(np.concatenate((np.ones(min(1, len(key)), dtype=bool), key[1:] != key[:-1])))
        sizes = np.diff(np.append(heads, len(key)))
        bucket = np.repeat(np.arange(len(heads)), sizes)
        votes = np.where(key[heads] & np.uint64(1), LINE_VOTES, GRAM_VOTES) >> (sizes > HOT)
        self._weights = votes.astype(np.uint8).tobytes()
        self._members = rows.astype(np.uint32)
        self._starts = array("I", np.append(heads, len(key)).astype(np.uint32).tobytes())
        self._filled = array("I", bytes(4 * len(heads)))
        self._room = array("I", bytes(4 * len(key)))
        order = np.lexsort((bucket, sizes[bucket], rows))
        self._buckets = array("I", bucket[order].astype(np.uint32).tobytes())
        first = np.searchsorted(rows[order], np.arange(len(keys) + 1))
        self._offsets = array("I", first.astype(np.uint32).tobytes())
        self._samples: dict[int, list[int]] = {}
        self._merged = bytearray(len(keys))
        self._posts = np.unique(rows)
        self._labels = _components(rows, bucket, heads, len(keys))[self._posts]

    def components(self) -> Iterator[list[int]]:
        """Gives the posts that hang together by shared keys: each group ascending, every shared post once."""
        order = np.argsort(self._labels, kind="stable")
        cuts = np.flatnonzero(np.diff(self._labels[order])) + 1
        start = 0
        for end in [*cuts.tolist(), len(order)]:
            yield self._posts[order[start:end]].tolist()
            start = end

    def _shared(self, post: int) -> list[int]:
        """Shared buckets of a post, the rarest first."""
        return self._buckets[self._offsets[post] : self._offsets[post + 1]].tolist()

    def is_full(self, post: int) -> bool:
        """Whether a post has as many keys as a sketch holds."""
        return bool(self._full[post])

    def are_kin(self, a: int, b: int) -> bool:
        """Whether two posts may be one by their keys."""
        return are_kin(self._keys[a].tolist(), self._keys[b].tolist())

    def insert(self, post: int) -> None:
        """Makes `post` a member that later posts may meet."""
        for bucket in self._shared(post):
            at = self._filled[bucket]
            self._room[self._starts[bucket] + at] = post
            self._filled[bucket] = at + 1

    def retire(self, posts: Iterable[int], merged: Container[int]) -> None:
        """Of posts that hang together, makes the merged no look-alikes of others, and the rest look-alikes."""
        self._samples.clear()
        for post in posts:
            self._merged[post] = post in merged

    def restart(self, posts: Iterable[int]) -> None:
        """Makes posts that hang together members no more."""
        for post in posts:
            for bucket in self._shared(post):
                self._filled[bucket] = 0

    def votes(self, post: int) -> dict[int, int]:
        """Gives the members that share buckets with a post, and the votes of these buckets."""
        votes: dict[int, int] = {}
        hot: dict[int, array[int]] = {}
        for bucket in self._shared(post):
            start, filled, weight = self._starts[bucket], self._filled[bucket], self._weights[bucket]
            if filled <= HOT:
                for member in self._room[start : start + filled]:
                    votes[member] = votes.get(member, 0) + weight
            else:
                self._limits["hot_bucket"] += 1
                members = hot.setdefault(weight, array("I"))
                members += self._room[start + filled - READ_NEWEST : start + filled]
                members += self._room[start : start + READ_OLDEST]
        for weight, members in hot.items():
            for member, count in Counter(members).items():
                votes[member] = votes.get(member, 0) + weight * count
        return votes

    def lookalikes(self, post: int, limit: int) -> list[int]:
        """Gives up to `limit` posts of the input that share a bucket with one; their choice knows no order."""
        found: dict[int, None] = {}
        merged = np.frombuffer(self._merged, dtype=np.uint8)
        for bucket in self._shared(post):
            sample = self._samples.get(bucket)
            if sample is None:
                members = self._members[self._starts[bucket] : self._starts[bucket + 1]]
                members = members[merged[members] == 0]
                lowest = np.argsort(self._digests[members], kind="stable")[:SAMPLE]
                sample = self._samples[bucket] = members[lowest].tolist()
            found.update(dict.fromkeys(sample))
        posts = np.fromiter(found, dtype=np.int64, count=len(found))
        order: list[int] = posts[np.argsort(self._digests[posts], kind="stable")[:limit]].tolist()
        return order


def _shared_entries(keys: U32) -> U64:
    """Key and post, as one number, wherever two posts have the key; sorted.  Most are of one post: 4 bytes."""
    flat = keys[:, _COLUMNS].ravel()
    flat = flat[flat != 0]
    flat.sort()
    again = np.unique(flat[1:][flat[1:] == flat[:-1]])
    del flat
    pieces = [np.zeros(0, dtype=np.uint64)]
    for start in range(0, len(keys) if len(again) else 0, _ROWS):
        part = keys[start : start + _ROWS, _COLUMNS]
        place = np.minimum(np.searchsorted(again, part), len(again) - 1)
        rows, columns = np.nonzero((again[place] == part) & (part != 0))
        pieces.append((part[rows, columns].astype(np.uint64) << np.uint64(32)) | (rows + start).astype(np.uint64))
    entries = np.concatenate(pieces)
    entries.sort()
    return entries


def _components(
    rows: npt.NDArray[np.int64], bucket: npt.NDArray[np.int64], heads: npt.NDArray[np.int64], count: int
) -> npt.NDArray[np.int64]:
    """Smallest row that each row hangs together with: labels fall along buckets until none falls any more."""
    labels = np.arange(count)
    if not len(rows):
        return labels
    while True:
        low = np.minimum.reduceat(labels[rows], heads)
        fresh = labels.copy()
        np.minimum.at(fresh, rows, low[bucket])
        np.minimum.at(fresh, labels[rows], low[bucket])
        fresh = fresh[fresh]
        if (fresh == labels).all():
            return labels
        labels = fresh
