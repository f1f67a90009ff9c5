"""Words that stand for others in short posts: spelling variants, names, and what each costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from tgclean.match.opinion import Gap
from tgclean.match.tokens import SINGLE_WEIGHT

VARIANT = 0.35
"""The price of a word in another spelling."""
_TITLE_CASE = 0.6
"""Where more words than that begin with a capital, capitals are no sign of names."""
_VERY_SHORT = 20.0
_LONGEST_WORD = 64


class Swap(NamedTuple):
    """The words at one place that stand for others: price, weight, pairs as written, the pair that is a name."""

    price: float
    words: float
    pairs: list[tuple[str, str]]
    name: tuple[str, str] | None


def swaps(found: Iterable[Gap], a: Sequence[str], b: Sequence[str], size: float, scale: float) -> dict[Gap, Swap]:
    """Return what is swapped at each gap that has words on both sides; spelling variants are not.

    In a very short post another ending is another word: in Mykolaiv, in Mykolaivka.
    """
    slips = 1 if size < _VERY_SHORT else 2
    informing = _capitals_inform(a) and _capitals_inform(b)
    return {
        gap: _swap(a[gap.a_start : gap.a_end], b[gap.b_start : gap.b_end], scale, informing, slips)
        for gap in found
        if gap.a_start < gap.a_end and gap.b_start < gap.b_end
    }


def _swap(x: Sequence[str], y: Sequence[str], scale: float, informing: bool, slips: int) -> Swap:
    joined = "".join(x).casefold(), "".join(y).casefold()
    if joined[0] == joined[1]:
        return Swap(0.0, 0.0, [], None)  # Korean writers put spaces as they like
    if is_variant(*joined, slips):
        return Swap(VARIANT * min(len(x), len(y)), 0.0, [], None)
    price, pairs = 0.0, []
    for p, q in zip(x, y, strict=False):
        if is_variant(p.casefold(), q.casefold(), slips):
            price += VARIANT
        else:
            price += SINGLE_WEIGHT if len(p) == len(q) == 1 else 1.0
            pairs.append((p, q))
    names = (pair for pair in pairs if informing and pair[0][0].isupper() and pair[1][0].isupper())
    return Swap(price, scale * len(pairs), pairs, next(names, None))


def _capitals_inform(words: Sequence[str]) -> bool:
    return sum(word[0].isupper() for word in words) <= _TITLE_CASE * len(words)


def is_variant(x: str, y: str, slips: int = 2) -> bool:
    """Return whether two words may be one, misspelt or in another form: a letter or two of a long word, or its ending.

    With `slips` 1 one letter is all that may differ.

    >>> is_variant("their", "thier"), is_variant("iran", "iraq"), is_variant("labour", "labor")
    (True, False, True)
    """
    shorter, longer = sorted((len(x), len(y)))
    if shorter < 2 or longer > 2 * shorter or longer > _LONGEST_WORD:
        return False
    apart = OSA.distance(x, y, score_cutoff=2)
    if apart <= 1 and (shorter != longer or longer >= 6 or sorted(x) == sorted(y)):
        return True
    if slips < 2:
        return False
    if apart <= 2 and longer >= 9:
        return True
    same = next((at for at in range(shorter) if x[at] != y[at]), shorter)
    return shorter >= 5 and same >= 0.75 * longer
