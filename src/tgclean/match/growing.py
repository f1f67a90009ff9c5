"""Buckets for one post at a time: what `PackedIndex` knows of the whole input, known of the posts seen so far."""

from __future__ import annotations

import secrets
from array import array
from collections import Counter
from itertools import islice

from tgclean.match.index import GRAM_VOTES, HOT, LINE_VOTES, READ_NEWEST, READ_OLDEST, SAMPLE
from tgclean.match.sketch import GRAM_KEYS, INDEXED, kinship

_MASK = (1 << 61) - 1


class GrowingIndex:
    """Buckets by key; `seen` posts are those that look-alikes are looked for among, members those posts may join.

    `limits` counts how often a bucket was read in part (`hot_bucket`).
    """

    def __init__(self, limits: Counter[str]) -> None:
        self._limits = limits
        self._members: dict[int, list[int]] = {}
        self._keys: dict[int, array[int]] = {}
        self._seen: dict[int, list[int]] = {}
        # Keys come from the input: a secret factor keeps chosen ones from colliding in the dict.
        self._secret = secrets.randbits(60) | 1

    def _buckets(self, post: int) -> list[int]:
        """The buckets of a post; odd ones are of a longest line."""
        keys = self._keys[post]
        return [(key * self._secret & _MASK) << 1 | (key & 1) for key in (*keys[:INDEXED], keys[GRAM_KEYS]) if key]

    def is_full(self, post: int) -> bool:
        """Whether a post has as many keys as a sketch holds."""
        return bool(self._keys[post][INDEXED - 1])

    def kinship(self, a: int, b: int) -> int:
        """How many keys say that two posts may be one, 0 if they may not."""
        return kinship(self._keys[a], self._keys[b])

    def note(self, post: int, keys: list[int]) -> None:
        """Takes note of a post before it is placed."""
        self._keys[post] = array("I", keys)

    def insert(self, post: int) -> None:
        """Makes `post` a member that later posts may meet."""
        for bucket in self._buckets(post):
            self._members.setdefault(bucket, []).append(post)

    def notice(self, post: int) -> None:
        """Makes `post` one of the look-alikes of later posts."""
        for bucket in self._buckets(post):
            seen = self._seen.setdefault(bucket, [])
            if len(seen) < SAMPLE:
                seen.append(post)

    def votes(self, post: int) -> dict[int, int]:
        """Gives the members that share buckets with a post, and the votes of these buckets."""
        votes: dict[int, int] = {}
        for bucket in self._buckets(post):
            members = self._members.get(bucket, [])
            weight = LINE_VOTES if bucket & 1 else GRAM_VOTES
            if len(members) > HOT:
                weight //= 2
                self._limits["hot_bucket"] += 1
                members = members[-READ_NEWEST:] + members[:READ_OLDEST]
            for member in members:
                votes[member] = votes.get(member, 0) + weight
        return votes

    def lookalikes(self, post: int, limit: int) -> list[int]:
        """Gives up to `limit` posts seen that share a bucket with one."""
        found = dict.fromkeys(other for bucket in self._buckets(post) for other in self._seen.get(bucket, []))
        return list(islice(found, limit))
