"""Signatures: a hash of all words of a post, the smallest of its token 3-grams, and one of its longest line."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tgclean.match.lines import Lines, longest_keys, sums_in_order
from tgclean.match.tokens import I64, U32, U64, Batch, Flags, head_flags, mix

GRAM_KEYS = 12
KEYS = GRAM_KEYS + 1
_LIKELY = 28
"""So many of a post's grams are sorted at first; enough for `GRAM_KEYS` distinct ones but in one post of 2,000."""
_SECOND, _THIRD = np.uint64(0xD6E8FEB86659FD93), np.uint64(0xA0761D6478BD642F)
_HALF = np.uint64(32)


class Signatures(NamedTuple):
    """Of each post one hash of all tokens in order, 0 if it has none, and a row of `KEYS` numbers, 0 for none.

    The first of these numbers are rising even hashes of 3-grams, the last is the odd one of the longest line.
    """

    names: U64
    keys: U32

    def of(self, posts: I64) -> Signatures:
        """Return the signatures of some posts, to be changed at will."""
        return Signatures(self.names[posts], self.keys[posts])


def signature(batch: Batch, lines: Lines) -> Signatures:
    """Return the signatures of a batch, whose lines are given: a function of each text alone."""
    keys = gram_keys(batch.hashes, batch.bounds)
    posts, longest = longest_keys(lines, np.ones(len(lines.posts), dtype=bool))
    keys[posts, GRAM_KEYS] = longest
    return Signatures(_names(batch), keys)


def _names(batch: Batch) -> U64:
    sizes = np.diff(batch.bounds, prepend=0)
    some = sizes > 0
    rows = np.zeros(len(sizes), dtype=np.uint64)
    if some.any():
        rows[some] = sums_in_order(batch.hashes, (batch.bounds - sizes)[some], sizes[some])
    return rows


def gram_keys(hashes: U64, bounds: I64) -> U32:
    """Return a row of `KEYS` numbers for each text: hashes of 3-grams; the last is free.

    Sorting is what costs, so of a long post only the grams below a limit are sorted, unless these are too few.
    """
    keys = np.zeros((len(bounds), KEYS), dtype=np.uint32)
    if not len(hashes):
        return keys
    sizes = np.diff(bounds, prepend=0)
    grams, whole = _grams(hashes, bounds, sizes)
    posts = np.arange(len(sizes), dtype=np.uint64)
    ends = (posts + np.uint64(1)) << _HALF
    grams |= np.repeat(posts << _HALF, sizes)
    limits = (posts << _HALF) + np.minimum((_LIKELY << 32) // np.maximum(sizes, 1), 1 << 32).astype(np.uint64)
    while True:
        ranked = np.sort(grams[whole & (grams < np.repeat(limits, sizes))])
        ranked = ranked[head_flags(ranked)]
        counts = np.diff(ranked.searchsorted(limits), prepend=0)
        lacking = (counts < GRAM_KEYS) & (limits < ends)
        if not lacking.any():
            break
        limits[lacking] = ends[lacking]
    rank = np.arange(len(ranked)) - np.repeat(counts.cumsum() - counts, counts)
    low = rank < GRAM_KEYS
    rows = (ranked[low] >> _HALF).astype(np.int64)
    keys[rows, rank[low]] = np.maximum(ranked[low].astype(np.uint32) & np.uint32(0xFFFFFFFE), 2)
    return keys


def _grams(hashes: U64, bounds: I64, sizes: I64) -> tuple[U64, Flags]:
    """Return a hash of 32 bits of each token with the two behind it, and which of these are a post's own.

    A post of one or two words has one gram of them.
    """
    some = sizes > 0
    first, last = (bounds - sizes)[some], bounds[some] - 1
    before = last[last > first] - 1
    second, third = np.zeros_like(hashes), np.zeros_like(hashes)
    second[:-1], third[:-2] = hashes[1:], hashes[2:]
    second[last] = third[last] = third[before] = 0
    whole = np.ones(len(hashes), dtype=bool)
    whole[last] = whole[before] = False
    whole[first[sizes[some] < 3]] = True
    return mix(hashes + second * _SECOND + third * _THIRD) >> _HALF, whole
