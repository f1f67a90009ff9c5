"""Footers, learned from the file: lines that stand in many posts which otherwise differ, and so say nothing.

A footer stands in posts that begin with other words; a news that is reposted begins with its own.  So what is counted
is under how many beginnings a line stands, none of them in more than a third of its posts.  These are counts of
(line, beginning), and those of two files add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from tgclean.match.lines import Lines
from tgclean.match.tokens import I64, U32, U64, Flags, head_flags

MIN_BEGINNINGS = 3
"""So many beginnings make a footer; each may be that part (a third) of its posts."""
HEADER_LINES, HEADER_WORDS = 3, 12
"""A line so near to the first, and so short, may be a channel's header: then the next line is what begins the post."""
VARIANT_WORDS = 8
"""A line of so many words is a footer too if it has the signs of one and its length by a quarter."""
_TOLD_APART = 16
"""Of the beginnings of a line so many are told apart when posts come one by one."""


def footers(lines: Lines, counted: Flags) -> Flags:
    """Return which lines are footers; of posts with the same words only one is `counted`.

    What begins a post must not be a footer itself, so the second round asks for the first line that is likely none:
    a news under sixty channels' headers stays one.
    """
    likely = np.zeros(len(lines.posts), dtype=bool)
    if not likely.size:
        return likely
    known, names = _often(lines.hashes)
    often = np.flatnonzero(names >= 0)
    asked = often[counted[lines.posts[often]]]
    first = np.append(head_flags(lines.posts), True)
    heads = np.flatnonzero(first[:-1])
    rank = asked - heads[heads.searchsorted(asked, "right") - 1]
    begins = np.where(rank > 0, asked - rank, -1)
    header = (rank < HEADER_LINES) & (lines.sizes[asked] <= HEADER_WORDS)
    follows = np.where(first[asked + 1] | ~header, -1, asked + 1)
    likely[often] = _spread(names[asked], lines.signs, (begins, follows), known)[names[often]]
    asked = asked[likely[asked]]
    own = np.flatnonzero(~likely)
    first_own = np.full(int(lines.posts[-1]) + 1, -1)
    first_own[lines.posts[own[::-1]]] = own[::-1]
    begins = first_own[lines.posts[asked]]
    found = np.zeros(len(likely), dtype=bool)
    found[often] = _spread(names[asked], lines.signs, (begins,), known)[names[often]]
    return found | _variants(lines, found)


def _often(hashes: U64) -> tuple[int, I64]:
    """Return how many lines stand often enough to be footers, and the number of each line among them, -1 for others."""
    ordered = np.sort(hashes)
    behind = ordered[MIN_BEGINNINGS - 1 :]
    known = np.unique(behind[behind == ordered[: len(behind)]])
    names = np.full(len(hashes), -1)
    if len(known):
        at = np.minimum(known.searchsorted(hashes), len(known) - 1)
        same = known[at] == hashes
        names[same] = at[same]
    return len(known), names


def _spread(names: I64, signs: U32, beginnings: Sequence[I64], count: int) -> Flags:
    """Return which of `count` lines have many beginnings, by either sign; -1 is no beginning."""
    found = np.zeros(count, dtype=bool)
    for at in beginnings:
        for row in signs:
            values = np.where(at < 0, 0, row[at].astype(np.uint64) + np.uint64(1)).astype(np.uint64)
            found[_with_many(names, values)] = True
    return found


def _with_many(names: I64, values: U64) -> I64:
    order = np.lexsort((values, names))
    names, values = names[order], values[order]
    heads = np.flatnonzero(head_flags(names) | head_flags(values))
    if not len(heads):
        return heads
    sizes, owners = np.diff(heads, append=len(names)), names[heads]
    group = np.flatnonzero(head_flags(owners))
    kinds = np.add.reduceat((values[heads] != 0).astype(np.int64), group)
    total, most = np.add.reduceat(sizes, group), np.maximum.reduceat(sizes, group)
    many: I64 = owners[group[(kinds >= MIN_BEGINNINGS) & (MIN_BEGINNINGS * most <= total)]]
    return many


def _variants(lines: Lines, found: Flags) -> Flags:
    """Return which lines are footers with some words edited."""
    pairs = (lines.signs[0].astype(np.uint64) << np.uint64(32)) | lines.signs[1]
    known, at = np.unique(pairs[found], return_index=True)
    if not len(known):
        return found
    near = np.minimum(known.searchsorted(pairs), len(known) - 1)
    same = np.flatnonzero(known[near] == pairs)
    sizes, own = lines.sizes[found][at][near[same]], lines.sizes[same]
    alike = np.zeros(len(found), dtype=bool)
    alike[same] = (4 * np.abs(own - sizes) <= sizes) & (sizes >= VARIANT_WORDS)
    return alike


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
