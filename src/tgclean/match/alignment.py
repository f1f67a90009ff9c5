"""Where two posts differ: the gaps between their tokens."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import cast

from rapidfuzz.distance import Levenshtein

from tgclean.match.opinion import Gap

MAX_CELLS = 1 << 27
"""Words of one times words of the other, equal ends apart, that are aligned; so many cells take some 10 ms."""
_BRIDGE = 2
"""So few equal tokens between two gaps do not part them."""


def gaps(a: Sequence[Hashable], b: Sequence[Hashable]) -> tuple[Gap, ...]:
    """Return the places where two rows of tokens differ, in order; adjacent ones are joined.

    >>> [tuple(gap) for gap in gaps("abcd", "axcde")]
    [(1, 2, 1, 2), (4, 4, 4, 5)]
    """
    found: list[Gap] = []
    steps = cast("list[tuple[str, int, int, int, int]]", Levenshtein.opcodes(a, b).as_list())
    for kind, a_start, a_end, b_start, b_end in steps:
        if kind == "equal":
            continue
        if found and found[-1].a_end == a_start and found[-1].b_end == b_start:
            before = found.pop()
            found.append(Gap(before.a_start, a_end, before.b_start, b_end))
        else:
            found.append(Gap(a_start, a_end, b_start, b_end))
    return tuple(found)


def bridged(found: Iterable[Gap]) -> list[Gap]:
    """Return gaps, joined where next to nothing stands between them."""
    joined: list[Gap] = []
    for gap in found:
        if joined and gap.a_start - joined[-1].a_end <= _BRIDGE:
            before = joined.pop()
            joined.append(Gap(before.a_start, gap.a_end, before.b_start, gap.b_end))
        else:
            joined.append(gap)
    return joined


def common_ends(a: Sequence[object], b: Sequence[object]) -> tuple[int, int]:
    """Return how much two sequences begin and end with in common; together no more than the shorter.

    >>> common_ends("bridge", "bride"), common_ends("aa", "aaa")
    ((4, 1), (2, 0))
    """
    least = min(len(a), len(b))
    start = _common(lambda n: a[:n] == b[:n], least)
    return start, _common(lambda n: n == 0 or a[len(a) - n :] == b[len(b) - n :], least - start)


def _common(agrees: Callable[[int], bool], most: int) -> int:
    """Return the greatest number that agrees, by halving."""
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        low, most = (middle, most) if agrees(middle) else (low, middle - 1)
    return low


def fits(a: Sequence[object], b: Sequence[object]) -> bool:
    """Return whether two sequences are short enough to be aligned, their equal ends apart."""
    if len(a) * len(b) <= MAX_CELLS:
        return True
    both = sum(common_ends(a, b))
    return (len(a) - both) * (len(b) - both) <= MAX_CELLS
