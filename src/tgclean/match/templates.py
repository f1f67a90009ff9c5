"""The template veto: look-alikes in a file differ at the same places, and each has something else there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from tgclean.match.alignment import bridged, gaps
from tgclean.match.opinion import Gap
from tgclean.match.rows import Row

LOOKALIKES, POOL = 8, 40
"""A post is aligned with the least similar `LOOKALIKES` of a `POOL`: its own copies are the most similar ones."""
MIN_VALUES, MIN_OTHERS = 3, 4
"""Values that make a place a slot; and those that do where look-alikes differ elsewhere too."""
SHARE = 0.6
"""Of the words, for a look-alike; of the posts, for a value that is no slot's; of the differences, for slots."""
ANCHOR, MARGIN = 4, 2
"""Tokens around a passage by which it is found in other posts; how far from it, for its edges may agree by chance."""
WIDE = 6
"""In a post too long for slots a passage of so many words may be what a frame holds."""
_HELD = 256


class Templates:
    """Slots of posts; `neighbours(post, limit)` yields tokens of posts that share keys with it."""

    def __init__(self, neighbours: Callable[[int, int], Iterable[str]], row: Callable[[int], Row]) -> None:
        self._neighbours, self._row = neighbours, row
        self._slots: dict[int, frozenset[int]] = {}
        self._frames: dict[int, list[str]] = {}

    def clear(self) -> None:
        """Forget what was found, because there are more posts now."""
        self._slots.clear()
        self._frames.clear()

    def slot(self, a: Row, b: Row, found: Sequence[Gap]) -> int:
        """Return the 1-based place of a slot in which two posts differ, 0 if there is none."""
        for row, ranges in ((a, [gap[:2] for gap in found]), (b, [gap[2:] for gap in found])):
            slots = self._slots_of(row.post) if any(start < end for start, end in ranges) else frozenset()
            if not slots:
                continue
            places = row.of_whole(range(row.spans[-1][1])) if row.spans else None
            for start, end in ranges:
                if hit := slots.intersection(places[start:end] if places else range(start, end)):
                    return min(hit) + 1
        return 0

    def _slots_of(self, post: int) -> frozenset[int]:
        known = self._slots.get(post)
        if known is None:
            known = self._slots[post] = find_slots(self._row(post).tokens, self._neighbours(post, POOL))
        return known

    def frames(self, a: Row, b: Row, found: Sequence[Gap]) -> bool:
        """Return whether look-alikes of either post have a third passage where these two have different ones."""
        return self._has_frame(a, b, found) or self._has_frame(b, a, [Gap(*gap[2:], *gap[:2]) for gap in found])

    def _has_frame(self, a: Row, b: Row, found: Sequence[Gap]) -> bool:
        for gap in bridged(found):
            if min(gap.a_end - gap.a_start, gap.b_end - gap.b_start) < WIDE:
                continue
            mine, theirs = a.tokens[gap.a_start : gap.a_end], b.tokens[gap.b_start : gap.b_end]
            start, end = max(0, gap.a_start - MARGIN), gap.a_end + MARGIN
            before, after = a.tokens[max(0, start - ANCHOR) : start], a.tokens[end : end + ANCHOR]
            if _alike(mine, theirs) or not before or not after:
                continue
            longest = 3 * max(len(mine), len(theirs))
            passages = list(_between(before, after, self._lookalikes(a.post), longest))
            known = sum(_alike(passage, mine) or _alike(passage, theirs) for passage in passages)
            if len(passages) - known > max(known, 1):
                return True
        return False

    def _lookalikes(self, post: int) -> list[str]:
        if post not in self._frames:
            if len(self._frames) == _HELD:
                del self._frames[next(iter(self._frames))]
            self._frames[post] = list(self._neighbours(post, LOOKALIKES))
        return self._frames[post]


def _between(before: str, after: str, others: Iterable[str], longest: int) -> Iterator[str]:
    """Yield what other posts say between two anchors."""
    for other in others:
        start = other.find(before) + len(before)
        end = other.find(after, start)
        if start >= len(before) and 0 <= end - start <= longest:
            yield other[start + MARGIN : end - MARGIN]


def _alike(x: str, y: str) -> bool:
    """Return whether two passages have half of their words in common."""
    return 2 * len({*x} & {*y}) >= max(len({*x}), len({*y}), 1)


def find_slots(post: str, others: Iterable[str]) -> frozenset[int]:
    """Return the places where the least similar look-alikes of a post have each another token.

    An edit of this post is no slot: all the others agree there.

    >>> sorted(find_slots("abcde", ["abXde", "abYde", "abZde"]))
    [2]
    """
    values: dict[int, Counter[str]] = defaultdict(Counter)
    alike, used = _lookalikes(post, others), 0
    if len(alike) < MIN_VALUES - 1:
        return frozenset()
    for other in alike:
        found = gaps(post, other)
        even = sum(gap.a_end - gap.a_start == gap.b_end - gap.b_start for gap in found)
        if even < 0.8 * len(found):
            continue  # edits put words in and leave some out; a template only fills its slots
        used += 1
        for gap in found:
            right = other[gap.b_start : gap.b_end]
            for offset in range(gap.a_end - gap.a_start):
                values[gap.a_start + offset][right[offset : offset + 1]] += 1
        if used == LOOKALIKES:
            break
    slots = {place for place, here in values.items() if _is_slot(here, used + 1)}
    everywhere = sum(here.total() for here in values.values())
    if sum(values[place].total() for place in slots) >= SHARE * everywhere:
        return frozenset(slots)
    return frozenset(place for place in slots if len(values[place]) >= max(MIN_OTHERS, SHARE * used))


def _lookalikes(post: str, others: Iterable[str]) -> list[str]:
    """Return the posts that have most of their words in common with one, the least similar first."""
    vocabulary, found = _vocabulary(post), []
    for other in {*others} - {post}:
        theirs = _vocabulary(other)
        share = len(vocabulary & theirs) / max(len(vocabulary), len(theirs), 1)
        if share >= SHARE:
            found.append((share, other))
    return [other for _, other in sorted(found)]


_vocabulary = lru_cache(_HELD)(frozenset[str])


def _is_slot(others: Counter[str], size: int) -> bool:
    own = size - others.total()
    return len(others) + (own > 0) >= MIN_VALUES and max(own, *others.values()) <= SHARE * size
