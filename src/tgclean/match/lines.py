"""The lines of posts: where each begins, a hash of it, and two signs by which edited variants are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tgclean.match.tokens import FIGURES, I64, SINGLES, U32, U64, Batch, Flags, head_flags, mix

_SALTS = np.array((0xA0761D6478BD642F, 0x8EBC6AF09C88C6E3), dtype=np.uint64)
PLACE = np.uint64(0x9E3779B97F4A7C15)
"""What the place of a token in a line or post is multiplied by, so that order counts in sums of hashes."""
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)
_FACTORS = np.arange(3, 9, 2, dtype=np.uint64) * PLACE
"""Of the three characters behind one: in a script without spaces four stand for a line, for one is in every line."""


class Lines(NamedTuple):
    """Lines that have tokens, post by post: number of the post, first token in it, tokens, hash, signs.

    A sign is the smallest hash among the words of a line, under one of two salts; lines with the same two are
    mostly the same line with other words edited.
    """

    posts: I64
    starts: U32
    sizes: I64
    hashes: U64
    signs: U32  # two rows


def lines_of_posts(lines: Lines, chosen: Flags) -> Lines:
    """Return the lines of chosen posts, which are numbered anew."""
    own = chosen[lines.posts]
    posts = (np.cumsum(chosen) - 1)[lines.posts[own]]
    return Lines(posts, lines.starts[own], lines.sizes[own], lines.hashes[own], lines.signs[:, own])


def lines_of(batch: Batch) -> Lines:
    """Return the lines of a batch, its posts numbered from 0."""
    ends = np.concatenate((np.zeros(1, dtype=np.int64), batch.newlines))
    heads = np.unique(batch.starts.searchsorted(ends))
    heads = heads[heads < len(batch.points)]
    sizes = np.diff(heads, append=len(batch.points))
    posts = batch.bounds.searchsorted(heads, side="right")
    begins = np.concatenate((np.zeros(1, dtype=np.int64), batch.bounds))[posts]
    hashes, signs = np.zeros(0, dtype=np.uint64), np.zeros((2, 0), dtype=np.uint32)
    if len(heads):
        hashes = sums_in_order(batch.hashes, heads, sizes)
        signs = _signs(batch, heads, sizes)
    return Lines(posts, (heads - begins).astype(np.uint32), sizes, hashes, signs)


def sums_in_order(hashes: U64, heads: I64, sizes: I64) -> U64:
    """Return one hash for each run of tokens, which begin at `heads`."""
    place = (np.arange(len(hashes)) - np.repeat(heads, sizes)).astype(np.uint64)
    sums: U64 = np.add.reduceat(mix(hashes + place * PLACE), heads)
    return sums


def _signs(batch: Batch, heads: I64, sizes: I64) -> U32:
    values, silent = _passages(batch, heads, sizes)
    signs = np.empty((2, len(heads)), dtype=np.uint32)
    for row, salt in enumerate(_SALTS):
        salted = values * salt
        salted[silent] = _NONE
        signs[row] = np.minimum.reduceat(salted, heads) >> np.uint64(32)
    return signs


def _passages(batch: Batch, heads: I64, sizes: I64) -> tuple[U64, Flags | slice]:
    """Return hashes of what may stand for a line, words or four characters, and which tokens stand for none."""
    single = (batch.points >= SINGLES) & (batch.points < FIGURES)
    if not single.any():
        return batch.hashes, slice(0, 0)
    grams, whole = batch.hashes.copy(), single.copy()
    for back, factor in enumerate(_FACTORS, 1):
        grams[:-back] += batch.hashes[back:] * factor
        whole[:-back] &= single[back:]
        whole[-back:] = False
        whole[np.maximum(heads[1:] - back, 0)] = False
    # In a line too short for a gram each character stands for it.
    short = np.repeat(~np.logical_or.reduceat(whole, heads), sizes)
    return np.where(whole, mix(grams), batch.hashes), single & ~whole & ~short


def longest_key(lines: Sequence[tuple[int, int, int]]) -> int:
    """Return the odd hash of the longest of some lines (begin, end, name); see `longest_keys`."""
    _, name = max((end - begin, name >> 32) for begin, end, name in lines)
    return name | 1


def longest_keys(lines: Lines, chosen: Flags) -> tuple[I64, U32]:
    """Return the posts that have chosen lines, and the odd hash of the longest of these."""
    posts = lines.posts[chosen]
    if not len(posts):
        return posts, np.zeros(0, dtype=np.uint32)
    ranked = (lines.sizes[chosen].astype(np.uint64) << np.uint64(32)) | (lines.hashes[chosen] >> np.uint64(32))
    heads = np.flatnonzero(head_flags(posts))
    return posts[heads], np.maximum.reduceat(ranked, heads).astype(np.uint32) | np.uint32(1)
