"""Where opposites stand for one another in two posts: in a gap, beside it as half of a phrase, in two that are near."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tgclean.match.opinion import Gap
from tgclean.match.opposites import (
    ALONE,
    SIDES,
    Sides,
    are_opposite,
    is_character,
    longest,
    matters,
    pairs,
    phrases,
    script,
    sides_of,
    stems,
)

FEW_WORDS, FEW_SINGLES = 5, 16
"""Among so many words, or characters that are words, opposites stand for one another in any order."""
NEAR = 3
"""Gaps with so many words between are read as one: an opposite may have moved over them."""


class Told(NamedTuple):
    """A word of a gap that has opposites: its place, the word, its sides."""

    place: int
    word: str
    sides: Sides


def opposed(a: Sequence[str], b: Sequence[str], found: Sequence[Gap]) -> tuple[int, int] | None:
    """Gives the places of two words that are opposites and stand for one another, None if there are none.

    >>> opposed("the curfew has been lifted".split(), "the curfew is in force".split(), [Gap(2, 5, 2, 5)])
    (4, 3)
    >>> opposed("the road was closed".split(), "the closed road".split(), [Gap(1, 1, 1, 2), Gap(2, 4, 3, 3)])
    >>> opposed([*"全市停水"], [*"全市停电"], [Gap(3, 4, 3, 4)])
    (3, 3)
    """
    for gap in found:
        x, y = gap.a_start, gap.b_start
        if gap.a_end - x == 1 == gap.b_end - y and are_opposite(a[x], b[y]):
            return x, y
    left = _tell(a, [gap[:2] for gap in found])
    if not any(left):
        return None
    right = _tell(b, [gap[2:] for gap in found])
    for mine, other in zip(left, right, strict=True):
        if mine and other and (places := _opposed(a, b, mine, other)):
            return places
    for at, (gap, after) in enumerate(pairwise(found)):
        if (left[at] and right[at + 1]) or (left[at + 1] and right[at]):
            places = _opposed(a, b, left[at] + left[at + 1], right[at] + right[at + 1])
            if places and after.a_start - gap.a_end <= NEAR:
                return places
    return None


def _opposed(a: Sequence[str], b: Sequence[str], left: list[Told], right: list[Told]) -> tuple[int, int] | None:
    """The places of two opposites, if no other word there says on both sides what one of them says."""
    mine = {side for told in left for side in told.sides if not side & ALONE}
    others = {side for told in right for side in told.sides if not side & ALONE}
    for matter in sorted(matters(mine, others)):
        for x in left:
            for y in right:
                if _is_of(x, matter) and _is_of(y, matter) and not _moved(a, b, x.word, y.word):
                    return x.place, y.place
    return None


def _is_of(told: Told, matter: int) -> bool:
    return any(side >> SIDES == matter for side in told.sides)


def _moved(a: Sequence[str], b: Sequence[str], x: str, y: str) -> bool:
    """Whether one of two words stands elsewhere in the other post too."""
    if len(x) > 1 and is_character(x[0]):  # one may be in the other: เปิด, ปิด
        left, right = "".join(a), "".join(b)
        return right.replace(y, " ").count(x) >= left.count(x) or left.replace(x, " ").count(y) >= right.count(y)
    return b.count(x) >= a.count(x) or a.count(y) >= b.count(y)


def _tell(words: Sequence[str], spans: list[tuple[int, ...]]) -> list[list[Told]]:
    """The words of each gap that have opposites; two that are a phrase may stand half in it."""
    told: list[list[Told]] = [[] for _ in spans]
    for row, (start, end) in zip(told, spans, strict=True):
        for at in range(start, end if end - start <= FEW_WORDS else start):
            if sides := sides_of(words[at]):
                row.append(Told(at, words[at], sides))
    around = [word for start, end in spans for word in words[start and start - 1 : end + 1]]
    if around and (max(around) > "\u0dff" or not pairs(script(around[0])).keys().isdisjoint(around)):
        return [_tell_more(words, start, end, row) for row, (start, end) in zip(told, spans, strict=True)]
    return told  # as mostly


def _tell_more(words: Sequence[str], start: int, end: int, told: list[Told]) -> list[Told]:
    """What a gap tells in its words, and in phrases; in characters nothing but what phrases of them tell."""
    begin = max(0, start - 1)
    beside = words[begin : end + 1]
    if not beside:
        return told
    if max(beside) > "\u0dff" and any(map(is_character, beside)):
        return _told_by_characters(words, start, end)
    known = pairs(script(beside[0]))
    for at, (one, other) in enumerate(pairwise(beside), begin):
        if one in known and other in known[one]:
            told.append(Told(at, one, known[one][other]))
    return told


def _told_by_characters(words: Sequence[str], start: int, end: int) -> list[Told]:
    """The words of two characters and more that have some in a gap; of those within others the longest."""
    if end - start > FEW_SINGLES:
        return []
    alphabet = script(next(filter(is_character, words[max(0, start - 1) : end + 1])))
    reach = longest(alphabet) - 1
    low = max(0, start - reach)
    text = "".join([word if len(word) == 1 else " " for word in words[low : end + reach]])
    begin, finish, past = start - low, end - low, 0
    known = phrases(alphabet)
    found = []
    for at in range(min(len(text) - 1, finish + 1)):
        for word in known.get(text[at : at + 2], ()):
            if text.startswith(word, at):
                stop = at + len(word)
                if stop > past and ((at < finish and stop > begin) if start < end else at <= begin <= stop):
                    found.append(Told(low + at, word, stems(alphabet)[word]))
                past = max(past, stop)
                break
    return found
