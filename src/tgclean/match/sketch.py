"""Sketches of posts: a few hashed token 3-grams each, made for a whole buffer of texts at once.

A sketch proposes pairs and decides nothing, so its hashes need be fast, not strong.  Most posts have no twin,
and this is the only work that is done for them: no text is tokenised one by one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tgclean.match.letters import SINGLES, UNSEEN, unmark

U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]

GRAM_KEYS = 12
KEYS = GRAM_KEYS + 1
"""Keys a post: the smallest hashes of its 3-grams, even, then the hash of its longest line, odd; 0 is none."""

_BREAK, _DROP, _NEWLINE = 0, 1, 2
_SINGLE = np.uint32(1 << 31)
_BLOCKS = 0x110000 >> 8
_MULTIPLIER = 0x9E3779B97F4A7C15


def _inside(code: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def _fold_code(code: int) -> int:
    """What one character counts as: a break, nothing, a newline, or the code of its folded base."""
    char = chr(code)
    if char == "\n":
        return _NEWLINE
    if _inside(code, UNSEEN) or unicodedata.category(char) == "Cf":
        return _DROP
    base = unmark(char).casefold()[:1]
    if not base or unicodedata.category(base)[0] not in "LNM":
        return _BREAK
    return ord(base) | (int(_SINGLE) if _inside(ord(base), SINGLES) else 0)


class Sketcher:
    """Makes sketches; keeps the folding table of the characters met so far.

    >>> keys = Sketcher().sketch(["Rain in Perm, snow in Omsk", "🔔 rain in PERM — snow in Omsk!", "Other news today"])
    >>> keys.shape, bool((keys[0] == keys[1]).all()), np.intersect1d(keys[0], keys[2]).tolist()
    ((3, 13), True, [0])
    """

    def __init__(self) -> None:
        self._table: U32 = np.zeros(0x110000, dtype=np.uint32)
        self._known = np.zeros(_BLOCKS, dtype=bool)
        self._powers: U64 = np.ones(1, dtype=np.uint64)
        self._inverse: U64 = np.ones(1, dtype=np.uint64)

    def sketch(self, texts: Sequence[str]) -> U32:
        """Keys of `texts`: one row of `KEYS` a text, filled up with 0."""
        keys = np.zeros((len(texts), KEYS), dtype=np.uint32)
        codes = self._fold("\n\n".join(texts))
        if not len(codes):
            return keys
        lengths = np.fromiter((len(text) + 2 for text in texts), dtype=np.int64, count=len(texts))
        kept = codes != _DROP
        ends = np.cumsum(lengths)
        if not kept.all():
            before = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(kept)))
            ends = before[np.minimum(ends, len(codes))]
            codes = codes[kept]
        hashes, starts = self._tokens(codes)
        if len(hashes):
            posts = np.searchsorted(ends, starts, side="right")
            _fill_grams(keys, hashes, posts)
            _fill_lines(keys, hashes, posts, np.cumsum(codes == _NEWLINE)[starts])
        return keys

    def _fold(self, text: str) -> U32:
        codes: U32 = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        blocks = np.flatnonzero(np.bincount(codes >> np.uint32(8), minlength=_BLOCKS)[:_BLOCKS])
        for block in blocks[~self._known[blocks]].tolist():
            first = block << 8
            self._table[first : first + 256] = [_fold_code(code) for code in range(first, first + 256)]
            self._known[block] = True
        return self._table[codes]

    def _tokens(self, codes: U32) -> tuple[U64, I64]:
        """Hash and start of every token, in order: differences of one running polynomial hash."""
        letter = codes > _NEWLINE
        single = codes >= _SINGLE
        edge = np.empty(len(codes) + 1, dtype=bool)
        edge[0], edge[-1] = letter[0], letter[-1]
        edge[1:-1] = letter[1:] != letter[:-1]
        begins, finishes = edge[:-1] & letter, edge[1:] & letter
        if single.any():
            begins |= single
            begins[1:] |= single[:-1] & letter[1:]
            finishes |= single
            finishes[:-1] |= single[1:] & letter[:-1]
        starts, ends = np.flatnonzero(begins), np.flatnonzero(finishes)
        self._reach(len(codes))
        running = np.cumsum(codes * self._powers[: len(codes)], dtype=np.uint64)
        sums = running[ends]
        sums[1:] -= running[starts[1:] - 1]
        if starts.size and starts[0]:
            sums[0] -= running[starts[0] - 1]
        return _mix(sums * self._inverse[starts]), starts

    def _reach(self, length: int) -> None:
        """Powers of the base, and their inverses modulo 2**64 that bring every token to one scale."""
        if len(self._powers) < length:
            self._powers = _powers(_MULTIPLIER, max(length, 1 << 18))
            self._inverse = _powers(pow(_MULTIPLIER, -1, 1 << 64), len(self._powers))


def _powers(base: int, count: int) -> U64:
    steps: U64 = np.full(count, base, dtype=np.uint64)
    steps[0] = 1
    return np.cumprod(steps, dtype=np.uint64)


def _mix(values: U64) -> U64:
    mixed = (values ^ (values >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(29))


def _fill_grams(keys: U32, hashes: U64, posts: I64) -> None:
    """Puts the smallest hashes of 3-grams of each post into `keys`; a post of one or two tokens is one gram."""
    wide = np.concatenate((hashes, np.zeros(2, dtype=np.uint64)))
    owner = np.concatenate((posts, np.full(2, -1, dtype=np.int64)))
    second: U64 = np.where(owner[1:-1] == posts, wide[1:-1], np.uint64(0))
    third: U64 = np.where(owner[2:] == posts, wide[2:], np.uint64(0))
    grams = _mix(hashes + second * np.uint64(0xD6E8FEB86659FD93) + third * np.uint64(0xA0761D6478BD642F))
    whole = owner[2:] == posts
    first = np.empty(len(posts), dtype=bool)
    first[0] = True
    first[1:] = posts[1:] != posts[:-1]
    used = whole | first
    ranked = np.sort((posts[used].astype(np.uint64) << np.uint64(32)) | (grams[used] >> np.uint64(32)))
    ranked = ranked[np.concatenate((np.ones(1, dtype=bool), ranked[1:] != ranked[:-1]))]
    rows = (ranked >> np.uint64(32)).astype(np.int64)
    heads = np.flatnonzero(np.concatenate((np.ones(1, dtype=bool), rows[1:] != rows[:-1])))
    rank = np.arange(len(rows)) - np.repeat(heads, np.diff(np.append(heads, len(rows))))
    low = rank < GRAM_KEYS
    keys[rows[low], rank[low]] = np.maximum(ranked[low].astype(np.uint32) & np.uint32(0xFFFFFFFE), 2)


def _fill_lines(keys: U32, hashes: U64, posts: I64, lines: I64) -> None:
    """Puts the hash of each post's longest line into the last column: reposts under another header keep it."""
    heads = np.flatnonzero(np.concatenate((np.ones(1, dtype=bool), lines[1:] != lines[:-1])))
    sizes = np.diff(np.append(heads, len(lines)))
    place = (np.arange(len(lines)) - np.repeat(heads, sizes)).astype(np.uint64)
    sums: U64 = np.add.reduceat(_mix(hashes + place * np.uint64(_MULTIPLIER)), heads)
    owner = posts[heads]
    order = np.lexsort((sums, sizes, owner))
    last = np.concatenate((owner[order][1:] != owner[order][:-1], np.ones(1, dtype=bool)))
    best = order[last]
    keys[owner[best], GRAM_KEYS] = (sums[best] >> np.uint64(32)).astype(np.uint32) | np.uint32(1)
