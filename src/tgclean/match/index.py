"""Which posts share a key: packed buckets over all posts, so a post without a twin costs no Python object.

A hot bucket is read in part and counted, never dropped.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container, Iterable, Iterator

import numpy as np

from tgclean.match.buckets import Buckets, labels, places, shared
from tgclean.match.rows import Rows
from tgclean.match.sketch import INDEXED, U64, kinship

READ_NEWEST = 48
READ_OLDEST = 16
"""Members read of a bucket: the newest, and if there are more than that, the oldest too."""
LINE_VOTES, GRAM_VOTES = 16, 2
"""Votes of an equal longest line and of an equal 3-gram; half of them in a hot bucket, which may be a footer's."""
HOT = READ_NEWEST + READ_OLDEST
_HELD_SAMPLES = _HELD_KINSHIPS = 1024
SAMPLE = 32
"""Members of a bucket among which look-alikes are looked for: those with the smallest digests."""


class PackedIndex:
    """Buckets of posts by their keys: `rows`, and one of `digests` a post; members are inserted later.

    `limits` counts how often a bucket was read in part (`hot_bucket`).
    """

    def __init__(self, rows: Rows, digests: U64, limits: Counter[str]) -> None:
        self._limits = limits
        self._rows = rows
        # Asked of every member that shares a key: a method of bytes answers in a third of the time.
        self.is_full = b"".join((block[:, INDEXED - 1] != 0).tobytes() for _, block in rows.blocks()).__getitem__
        self._digests = digests
        self._all = shared(rows)
        self._starts = self._all.starts
        self._weights = _weights(self._all)
        self._filled = array("I", bytes(4 * len(self._weights)))
        self._room = array("I", bytes(4 * len(self._all.members)))
        self._places = places(self._all, len(rows))
        self._samples: dict[int, list[int]] = {}
        self._merged = bytearray(len(rows))
        self._kinship: dict[tuple[int, int], int] = {}

    def components(self) -> Iterator[list[int]]:
        """Gives the posts that hang together by shared keys: each group ascending, every shared post once."""
        posts = np.flatnonzero(np.diff(np.frombuffer(self._places.offsets, dtype=np.uint32))).astype(np.uint32)
        label = labels(self._all, len(self._rows))[posts]
        order = np.argsort(label, kind="stable").astype(np.uint32)
        cuts = np.flatnonzero(np.diff(label[order])) + 1
        start = 0
        for end in [*cuts.tolist(), len(order)]:
            yield posts[order[start:end]].tolist()
            start = end

    def _shared(self, post: int) -> list[int]:
        """Shared buckets of a post, the rarest first."""
        buckets, offsets = self._places
        return buckets[offsets[post] : offsets[post + 1]].tolist()

    def kinship(self, a: int, b: int) -> int:
        """How many keys say that two posts may be one, 0 if they may not."""
        known = self._kinship.get((a, b))
        return kinship(self._rows.row(a), self._rows.row(b)) if known is None else known

    def insert(self, post: int) -> None:
        """Makes `post` a member that later posts may meet."""
        for bucket in self._shared(post):
            at = self._filled[bucket]
            self._room[self._starts[bucket] + at] = post
            self._filled[bucket] = at + 1

    def retire(self, posts: Iterable[int], merged: Container[int]) -> None:
        """Of posts that hang together, makes the merged no look-alikes of others, and the rest look-alikes."""
        self._samples.clear()
        self._kinship.clear()
        for post in posts:
            self._merged[post] = post in merged

    def restart(self, posts: Iterable[int]) -> None:
        """Makes posts that hang together members no more."""
        for post in posts:
            for bucket in self._shared(post):
                self._filled[bucket] = 0

    def likely(self, post: int) -> Iterable[int]:
        """Gives what is most likely read to place a post: itself and the first of most of its buckets, if kin."""
        members, starts = self._all.members, self._starts
        firsts = [members[starts[bucket]] for bucket in self._shared(post)]
        first = firsts[0]
        if 2 * firsts.count(first) <= len(firsts):
            first = max(firsts, key=firsts.count)
        if first == post:
            return ()
        # The two are asked about again when the post is placed.
        if len(self._kinship) >= _HELD_KINSHIPS:
            self._kinship.clear()
        known = self._kinship[first, post] = self.kinship(first, post)
        return (first, post) if known else ()

    def votes(self, post: int) -> dict[int, int]:
        """Gives the members that share buckets with a post, and the votes of these buckets."""
        votes: dict[int, int] = {}
        hot: dict[int, array[int]] = {}
        room, counts = self._room, self._filled
        for bucket in self._shared(post):
            filled = counts[bucket]
            if not filled:
                continue
            start, weight = self._starts[bucket], self._weights[bucket]
            if filled == 1:  # as most have that any has
                member = room[start]
                votes[member] = votes.get(member, 0) + weight
            elif filled <= HOT:
                for member in room[start : start + filled]:
                    votes[member] = votes.get(member, 0) + weight
            else:
                self._limits["hot_bucket"] += 1
                members = hot.setdefault(weight, array("I"))
                members += room[start + filled - READ_NEWEST : start + filled]
                members += room[start : start + READ_OLDEST]
        if not hot:
            return votes
        counted = Counter(votes)
        for weight, members in hot.items():
            counted.update(members * weight)  # counting is C's work, adding is not
        return counted

    def lookalikes(self, post: int, limit: int) -> list[int]:
        """Gives up to `limit` posts of the input that share a bucket with one; their choice knows no order."""
        found: dict[int, None] = {}
        merged = np.frombuffer(self._merged, dtype=np.uint8)
        for bucket in self._shared(post):
            sample = self._samples.get(bucket)
            if sample is None:
                members = np.array(self._all.members[self._starts[bucket] : self._starts[bucket + 1]])
                members = members[merged[members] == 0]
                if len(self._samples) >= _HELD_SAMPLES:
                    self._samples.clear()
                lowest = np.argsort(self._digests[members], kind="stable")[:SAMPLE]
                sample = self._samples[bucket] = members[lowest].tolist()
            found.update(dict.fromkeys(sample))
        posts = np.fromiter(found, dtype=np.int64, count=len(found))
        order: list[int] = posts[np.argsort(self._digests[posts], kind="stable")[:limit]].tolist()
        return order


def _weights(buckets: Buckets) -> bytes:
    """The votes of each bucket."""
    sizes = np.diff(np.frombuffer(buckets.starts, dtype=np.uint32))
    votes = np.where(np.frombuffer(buckets.of_line, dtype=np.uint8), LINE_VOTES, GRAM_VOTES) >> (sizes > HOT)
    return votes.astype(np.uint8).tobytes()
