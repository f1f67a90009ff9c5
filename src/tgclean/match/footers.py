"""Footers, learned from the file: lines that stand in many posts which otherwise differ, and so say nothing.

A footer stands in posts that begin with other words; a news that is reposted begins with its own.  So what is counted
is under how many beginnings a line stands, none of them in more than a third of its posts.  These are counts of
(line, beginning), and those of two files add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise, product
from typing import NamedTuple

import numpy as np

from tgclean.match.lines import Lines
from tgclean.match.tokens import I64, U64, Flags, head_flags

MIN_BEGINNINGS = 3
"""So many beginnings make a footer; each may be that part (a third) of its posts."""
HEADER_LINES, HEADER_WORDS = 3, 12
"""A line so near to the first, and so short, may be a channel's header: then the next line is what begins the post."""
VARIANT_WORDS = 8
"""A line of so many words is a footer too if it has the signs of one and its length by a quarter."""
_KIND = 33
"""Behind so many bits of a beginning its kind is told."""
_AT_ONCE = 1 << 20
_TOLD_APART = 16
"""Of the beginnings of a line so many are told apart when posts come one by one."""


class Counts(NamedTuple):
    """How often a line stands under a beginning: hashes of lines, beginnings (0: none) by kind, counts.

    Each pair stands once, in order.  The counts of two files add up, see `added`.
    """

    lines: U64
    beginnings: U64
    counts: I64


Parts = Callable[[], Iterable[Lines]]
"""Gives the lines of some posts, part by part, each time that it is called; each part numbers its posts from 0."""


def footers(parts: Parts) -> U64:
    """Return the hashes, in order, of the lines that are footers, of posts no two of which have the same words.

    What begins a post must not be a footer itself, so the second round asks for the first line that is likely none:
    a news under sixty channels' headers stays one.
    """
    likely = np.concatenate([_likely(parts, low, high) for low, high in _ranges(parts)])
    own = []
    for lines in parts():
        flags = among(lines.hashes, likely)
        own.append(under_own_lines(lines, np.flatnonzero(flags), flags))
    return with_variants(parts, spread(added(*own)) if own else likely)


def _likely(parts: Parts, low: int, high: int) -> U64:
    """Return the hashes in a range, in order, of lines that stand under many first lines."""
    frequent = often(np.concatenate([_within(lines.hashes, low, high) for lines in parts()]))
    counts = (under_first_lines(lines, np.flatnonzero(among(lines.hashes, frequent))) for lines in parts())
    return spread(added(*counts))


def _ranges(parts: Parts) -> Iterator[tuple[int, int]]:
    """Yield ranges of hashes with about `_AT_ONCE` lines in each: so many are counted at a time."""
    number = 1 + sum(len(lines.hashes) for lines in parts()) // _AT_ONCE
    yield from pairwise([(1 << 64) * part // number for part in range(number + 1)])


def _within(hashes: U64, low: int, high: int) -> U64:
    within: U64 = hashes[(hashes >= np.uint64(low)) & (hashes <= np.uint64(high - 1))]
    return within


def often(hashes: U64) -> U64:
    """Return the hashes, in order, that stand often enough to be those of footers."""
    ordered = np.sort(hashes)
    behind = ordered[MIN_BEGINNINGS - 1 :]
    return np.unique(behind[behind == ordered[: len(behind)]])


def among(hashes: U64, known: U64) -> Flags:
    """Return which hashes stand among some that are in order."""
    if not len(known):
        return np.zeros(len(hashes), dtype=bool)
    found: Flags = known[np.minimum(known.searchsorted(hashes), len(known) - 1)] == hashes
    return found


def under_first_lines(lines: Lines, asked: I64) -> Counts:
    """Return under which first lines of posts some lines stand; a header stands above the line that follows."""
    first = np.append(head_flags(lines.posts), True)
    heads = np.flatnonzero(first[:-1])
    rank = asked - heads[heads.searchsorted(asked, "right") - 1]
    begins = np.where(rank > 0, asked - rank, -1)
    header = (rank < HEADER_LINES) & (lines.sizes[asked] <= HEADER_WORDS)
    follows = np.where(first[asked + 1] | ~header, -1, asked + 1)
    return _counts(lines, asked, begins, follows)


def under_own_lines(lines: Lines, asked: I64, likely: Flags) -> Counts:
    """Return under which first lines of posts, those apart that are likely footers, some lines stand."""
    own = np.flatnonzero(~likely)
    first_own = np.full(int(lines.posts[-1]) + 1 if len(own) else 0, -1)
    first_own[lines.posts[own[::-1]]] = own[::-1]
    return _counts(lines, asked, first_own[lines.posts[asked]] if len(own) else np.full(len(asked), -1))


def _counts(lines: Lines, asked: I64, *beginnings: I64) -> Counts:
    """Return counts of lines by the signs of the lines that are their beginnings; -1 is none."""
    values = [
        np.where(at < 0, 0, signs[at].astype(np.uint64) + np.uint64(1)) | np.uint64(kind << _KIND)
        for kind, (at, signs) in enumerate(product(beginnings, lines.signs))
    ]
    names = np.tile(lines.hashes[asked], len(values))
    return added(Counts(names, np.concatenate(values), np.ones(len(names), dtype=np.int64)))


def added(*parts: Counts) -> Counts:
    """Return the sum of counts."""
    lines, beginnings, counts = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((beginnings, lines))
    lines, beginnings, counts = lines[order], beginnings[order], counts[order]
    heads = np.flatnonzero(head_flags(lines) | head_flags(beginnings)) if len(lines) else order
    return Counts(lines[heads], beginnings[heads], np.add.reduceat(counts, heads) if len(lines) else counts)


def spread(counts: Counts) -> U64:
    """Return the hashes, in order, of lines that have many beginnings of one kind."""
    lines, beginnings, numbers = counts
    if not len(lines):
        return lines
    groups = np.flatnonzero(head_flags(lines) | head_flags(beginnings >> np.uint64(_KIND)))
    kinds = np.add.reduceat((beginnings & np.uint64((1 << _KIND) - 1) != 0).astype(np.int64), groups)
    total, most = np.add.reduceat(numbers, groups), np.maximum.reduceat(numbers, groups)
    return np.unique(lines[groups[(kinds >= MIN_BEGINNINGS) & (MIN_BEGINNINGS * most <= total)]])


def with_variants(parts: Parts, found: U64) -> U64:
    """Return the hashes, in order, of lines that are footers, or footers with some words edited."""
    known: dict[int, int] = {}
    for lines in parts() if len(found) else ():
        known = {**sizes_by_signs(lines, found), **known}
    return np.unique(np.concatenate([found, *(variants(lines, known) for lines in parts() if known)]))


def sizes_by_signs(lines: Lines, found: U64) -> dict[int, int]:
    """Return the signs of the lines that are footers, and how long the first line with them is."""
    own = among(lines.hashes, found)
    pairs, at = np.unique(_sign_pairs(lines)[own], return_index=True)
    return dict(zip(pairs.tolist(), lines.sizes[own][at].tolist(), strict=True))


def variants(lines: Lines, known: Mapping[int, int]) -> U64:
    """Return the hashes of lines that have the signs of a footer and about its length."""
    signs = np.array(sorted(known), dtype=np.uint64)
    pairs = _sign_pairs(lines)
    same = np.flatnonzero(among(pairs, signs))
    size = np.array([known[pair] for pair in pairs[same].tolist()], dtype=np.int64)
    near = (4 * np.abs(lines.sizes[same] - size) <= size) & (size >= VARIANT_WORDS)
    return np.unique(lines.hashes[same[near]])


def _sign_pairs(lines: Lines) -> U64:
    pairs: U64 = (lines.signs[0].astype(np.uint64) << np.uint64(32)) | lines.signs[1]
    return pairs


class FootersSoFar:
    """Footers of posts that come one by one: a line is one from the post on that shows it."""

    def __init__(self) -> None:
        self.known: set[int] = set()
        self._sizes: dict[tuple[int, int], int] = {}
        self._counts: dict[tuple[int, int], Counter[int]] = {}

    def take(self, lines: Lines) -> None:
        """Learn from the lines of the next post."""
        names, sizes = lines.hashes.tolist(), lines.sizes.tolist()
        signs = list(zip(*lines.signs.tolist(), strict=True))
        own = [n for n, name in enumerate(names) if name not in self.known]
        for rank, n in enumerate(own):
            self._count(names[n], 0, signs[own[0]] if rank else (0, 0))
            if rank < HEADER_LINES and sizes[n] <= HEADER_WORDS:
                self._count(names[n], 2, signs[own[rank + 1]] if rank + 1 < len(own) else (0, 0))
            if any(self._is_spread(names[n], kind) for kind in range(4)):
                self.known.add(names[n])
                self._sizes[signs[n]] = sizes[n]
                for kind in range(4):
                    self._counts.pop((names[n], kind), None)
        for name, size, pair in zip(names, sizes, signs, strict=True):
            known = self._sizes.get(pair, 0)
            if known >= VARIANT_WORDS and 4 * abs(size - known) <= known:
                self.known.add(name)

    def _count(self, name: int, kind: int, pair: tuple[int, int]) -> None:
        for at, sign in enumerate(pair):
            counts = self._counts.setdefault((name, kind + at), Counter())
            counts[sign if sign in counts or len(counts) < _TOLD_APART else -1] += 1

    def _is_spread(self, name: int, kind: int) -> bool:
        counts = self._counts.get((name, kind), Counter())
        kinds = sum(sign != 0 for sign in counts)
        most = max((count for sign, count in counts.items() if sign != -1), default=0)
        return kinds >= MIN_BEGINNINGS and MIN_BEGINNINGS * most <= counts.total()
