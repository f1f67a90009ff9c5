"""The template veto: look-alikes differ at the same places, and each has something else there; edits scatter.

What is a slot is learned from the whole input, from one text a cluster only, so copies of a text teach nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Sequence

from tgclean.match.edits import gaps
from tgclean.match.opinion import Gap
from tgclean.match.variants import relation
from tgclean.match.words import Words

VETO_WORDS = 60.0
"""Longer posts are not looked at: there a word more or less says little."""
LOOKALIKES = 12
POOL = 60
LOOKALIKE_SHARE = 0.6
TOP_SHARE = 0.6
MIN_VALUES = 3
SLOT_SHARE = 0.6
"""Share of all differences that stand in slots; where copies were edited, differences scatter."""
MIN_OTHERS, VALUE_SHARE = 4, 0.6
"""Where a place has so many values, and so many for each look-alike, it is a slot though other words were edited."""


class Templates:
    """Slots of the posts asked for so far; `neighbours(post)` gives look-alikes, `words(post)` their words.

    `read` is told of posts whose words are asked for next.
    """

    def __init__(
        self,
        neighbours: Callable[[int], Iterable[int]],
        words: Callable[[int], Words],
        read: Callable[[Sequence[int]], None] = lambda _: None,
    ) -> None:
        self._neighbours = neighbours
        self._words = words
        self._read = read
        self._slots: dict[int, frozenset[int]] = {}
        self._vetoes: dict[tuple[int, int], list[Gap]] = {}

    def clear(self) -> None:
        """Forgets what was found; the answers stay the same while the look-alikes do."""
        self._slots.clear()
        self._vetoes.clear()

    def stand(self, merged: Container[int]) -> bool:
        """Whether what kept posts apart since `clear` does so still, now that those merged are no look-alikes."""
        self._slots.clear()
        return all(
            self._slot(a, b, found) for (a, b), found in self._vetoes.items() if a not in merged and b not in merged
        )

    def slot(self, a: int, b: int, found: list[Gap]) -> int:
        """Gives the 1-based place of the slot of a template that differs between two posts, 0 if none does."""
        hit = self._slot(a, b, found)
        if hit:
            self._vetoes[a, b] = found
        return hit

    def _slot(self, a: int, b: int, found: list[Gap]) -> int:
        first, second = self._words(a), self._words(b)
        if min(first.weight, second.weight) >= VETO_WORDS:
            return 0
        for gap in found:
            left, right = range(gap.a_start, gap.a_end), range(gap.b_start, gap.b_end)
            if left and right and _variant(first, second, gap):
                continue
            for post, places in ((a, left), (b, right)):
                if places and (hit := self.slots(post).intersection(places)):
                    return min(hit) + 1
        return 0

    def slots(self, post: int) -> frozenset[int]:
        """Gives the 0-based places of the words in which look-alikes of this post differ from each other."""
        known = self._slots.get(post)
        if known is None:
            others = [other for other in self._neighbours(post) if other != post]
            known = frozenset()
            if len(others) >= MIN_VALUES - 1:
                self._read(others)
                known = find_slots(self._words(post), map(self._words, others))
            self._slots[post] = known
        return known


def _variant(a: Words, b: Words, gap: Gap) -> bool:
    left, right = "".join(a.folded[gap.a_start : gap.a_end]), "".join(b.folded[gap.b_start : gap.b_end])
    return len(left) > 1 < len(right) and relation(left, right) != "other"


def find_slots(post: Words, others: Iterable[Words]) -> frozenset[int]:
    """Gives the places where the least similar look-alikes of `post` have each another word.

    A place is a slot when at least three different values stand in it and none is common to most of the
    look-alikes: an edit of this post is a place where all the others agree.
    """
    alike: list[tuple[float, list[str], Words]] = []
    seen = {tuple(post.folded)}
    vocabulary = post.vocabulary
    for other in others:
        larger = max(len(vocabulary), len(other.vocabulary))
        if min(len(vocabulary), len(other.vocabulary)) < LOOKALIKE_SHARE * larger:
            continue
        share = len(vocabulary & other.vocabulary) / larger if larger else 0.0
        if share >= LOOKALIKE_SHARE and (row := tuple(other.folded)) not in seen:
            seen.add(row)
            alike.append((share, other.folded, other))
    alike.sort(key=lambda entry: entry[:2])
    values: dict[int, Counter[str]] = defaultdict(Counter)
    used = 0
    for _, _, other in alike:
        found = gaps(post.folded, other.folded)
        if sum(g.a_end - g.a_start == g.b_end - g.b_start for g in found) < 0.8 * len(found):
            continue
        used += 1
        for gap in found:
            right = other.folded[gap.b_start : gap.b_end]
            for offset, place in enumerate(range(gap.a_start, gap.a_end)):
                values[place][right[offset] if offset < len(right) else ""] += 1
        if used == LOOKALIKES:
            break
    slots = {place for place, here in values.items() if _is_slot(post.folded[place], here, used + 1)}
    in_slots = sum(sum(values[place].values()) for place in slots)
    everywhere = sum(sum(here.values()) for here in values.values())
    if in_slots >= SLOT_SHARE * everywhere:
        return frozenset(slots)
    return frozenset(place for place in slots if len(values[place]) >= max(MIN_OTHERS, VALUE_SHARE * used))


def _is_slot(own: str, others: Counter[str], size: int) -> bool:
    counts = Counter(others)
    counts[own] = size - sum(others.values())
    return len(counts) >= MIN_VALUES and max(counts.values()) <= TOP_SHARE * size
