"""Buckets: the posts that share a key, packed; made in slices, so that little stands beside what is kept.

Buckets are told by sorting and not by a dict: input cannot choose what collides.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from tgclean.match.codes import U32
from tgclean.match.rows import Rows
from tgclean.match.sketch import INDEXED, KEYS

_SLICE = 1 << 20
"""Entries that are worked on at once, eight bytes each and as many again beside them."""
_MOST_PARTS = 64
"""All rows are read again for each part, so of more than five million posts not the number of parts grows but they."""
_SLICE_POSTS = 1 << 16
_COLUMNS = np.array([*range(INDEXED), KEYS - 1])
_SPREAD = np.uint32(0x9E3779B1)


class Buckets(NamedTuple):
    """Posts that share keys: those of bucket `i` are `members[starts[i]:starts[i + 1]]`, ascending.

    `of_line` says for each bucket whether its key is of a longest line.
    """

    members: array[int]
    starts: array[int]
    of_line: bytes


class Places(NamedTuple):
    """Where posts stand: post `i` in `buckets[offsets[i]:offsets[i + 1]]`, the rarest first."""

    buckets: array[int]
    offsets: array[int]


def shared(rows: Rows) -> Buckets:
    """Gives the buckets of two posts and more; most keys are of one post."""
    members, starts, of_line = array("I"), array("I", [0]), bytearray()
    parts = min(len(rows) * len(_COLUMNS) // _SLICE + 1, _MOST_PARTS)
    for part in range(parts):
        entries = _entries(rows, part, parts)
        key = entries >> np.uint64(32)
        heads = np.flatnonzero(np.concatenate((np.ones(min(1, len(key)), dtype=bool), key[1:] != key[:-1])))
        sizes = np.diff(np.append(heads, len(key)))
        several = sizes > 1
        members.frombytes(entries[np.repeat(several, sizes)].astype(np.uint32).tobytes())
        starts.frombytes((np.cumsum(sizes[several]) + starts[-1]).astype(np.uint32).tobytes())
        of_line += (key[heads[several]] & np.uint64(1)).astype(np.uint8).tobytes()
    return Buckets(members, starts, bytes(of_line))


def _entries(rows: Rows, part: int, parts: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Key and post, as one number, sorted: those of one part of all keys."""
    pieces = [np.zeros(0, dtype=np.uint64)]
    for first, block in rows.blocks():
        keys = block[:, _COLUMNS]
        mine = keys != 0
        if parts > 1:
            mine &= (keys * _SPREAD >> np.uint32(8)) % np.uint32(parts) == part
        posts, columns = np.nonzero(mine)
        pieces.append((keys[posts, columns].astype(np.uint64) << np.uint64(32)) | (posts + first).astype(np.uint64))
    entries = np.concatenate(pieces)
    entries.sort()
    return entries


def places(buckets: Buckets, posts: int) -> Places:
    """Gives where each of so many posts stands."""
    members, starts = _view(buckets.members), _view(buckets.starts)
    found, offsets = array("I"), array("I", [0])
    for first in range(0, posts, _SLICE_POSTS):
        end = min(first + _SLICE_POSTS, posts)
        entries = np.flatnonzero((members >= first) & (members < end))
        rows = members[entries]
        bucket = np.searchsorted(starts, entries, side="right") - 1
        order = np.lexsort((starts[bucket + 1] - starts[bucket], rows))
        found.frombytes(bucket[order].astype(np.uint32).tobytes())
        counts = np.bincount(rows - first, minlength=end - first)
        offsets.frombytes((np.cumsum(counts) + offsets[-1]).astype(np.uint32).tobytes())
    return Places(found, offsets)


def labels(buckets: Buckets, posts: int) -> U32:
    """Gives for each post the first that it hangs together with: labels fall along buckets until none does."""
    found = np.arange(posts, dtype=np.uint32)
    falling = True
    while falling:
        falling = False
        for rows, heads, sizes in _slices(buckets):
            mine = found[rows]
            low = np.repeat(np.minimum.reduceat(mine, heads), sizes)
            if (low != mine).any():
                falling = True
                np.minimum.at(found, rows, low)
                np.minimum.at(found, mine, low)
        found = found[found]
    return found


def _slices(buckets: Buckets) -> Iterator[tuple[U32, U32, U32]]:
    """Members of some buckets, where each begins, and its size."""
    members, starts = _view(buckets.members), _view(buckets.starts)
    first = 0
    while first < len(starts) - 1:
        end = max(first + 1, int(np.searchsorted(starts, starts[first] + _SLICE, side="right")) - 1)
        here = starts[first : end + 1]
        yield members[here[0] : here[-1]], here[:-1] - here[0], np.diff(here)
        first = end


def _view(numbers: array[int]) -> U32:
    return np.frombuffer(numbers, dtype=np.uint32)
