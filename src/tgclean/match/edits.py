"""Where two rows of words differ: an alignment with a stated budget, the same for (a, b) and (b, a)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from rapidfuzz.distance import Levenshtein

from tgclean.match.opinion import Gap

BUDGET = 4_000_000
"""Cells of the alignment table; what is larger is cut into pieces of equal share before it is aligned."""


def gaps(a: Sequence[str], b: Sequence[str]) -> list[Gap]:
    """Gives the places where `a` and `b` differ, in order; adjacent ones are joined.

    >>> gaps("a b c d".split(), "a x c d e".split())
    [Gap(a_start=1, a_end=2, b_start=1, b_end=2), Gap(a_start=4, a_end=4, b_start=4, b_end=5)]
    """
    found: list[Gap] = []
    a_from = b_from = b_to = 0
    a_to = -1
    for kind, a_at, b_at in _edits(a, b):
        if a_at != a_to:  # equal words stand between, as many in both
            if a_to >= 0:
                found.append(Gap(a_from, a_to, b_from, b_to))
            a_from, b_from = a_at, b_at
        a_to, b_to = a_at + (kind != "insert"), b_at + (kind != "delete")
    if a_to >= 0:
        found.append(Gap(a_from, a_to, b_from, b_to))
    return found


def _edits(a: Sequence[str], b: Sequence[str]) -> list[tuple[str, int, int]]:
    """The edits that make `a` into `b`, in order: "replace", "delete" or "insert", and where in both."""
    if len(a) * len(b) <= BUDGET:
        edits = Levenshtein.editops(a, b).as_list()
        return cast("list[tuple[str, int, int]]", edits)  # its stubs say another type
    return [
        (kind, a_start + a_at, b_start + b_at)
        for a_start, a_end, b_start, b_end in _pieces(a, b)
        for kind, a_at, b_at in _edits(a[a_start:a_end], b[b_start:b_end])
    ]


def _pieces(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Cuts two long rows at words that occur once in both and in the same order, to keep within the budget."""
    where = _singletons(b)
    anchors: list[tuple[int, int]] = []
    mine = _singletons(a)
    for word, at in mine.items():
        other = where.get(word)
        if other is not None:
            anchors.append((at, other))
    chain = _rising(sorted(anchors))
    pieces: list[tuple[int, int, int, int]] = []
    a_from = b_from = 0
    for at, other in [*chain, (len(a), len(b))]:
        last = at == len(a)
        if last or (at - a_from) > 500 or (other - b_from) > 500:
            pieces += _shares((a_from, at, b_from, other))
            a_from, b_from = at, other
    return pieces


def _shares(piece: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    """Cuts a piece that has no anchors into proportional parts: no longer exact, still linear."""
    a_start, a_end, b_start, b_end = piece
    cuts = 1
    while (a_end - a_start) * (b_end - b_start) > BUDGET * cuts * cuts // 4:
        cuts *= 2
    rows = [a_start + (a_end - a_start) * i // cuts for i in range(cuts + 1)]
    columns = [b_start + (b_end - b_start) * i // cuts for i in range(cuts + 1)]
    return list(zip(rows, rows[1:], columns, columns[1:], strict=False))


def _singletons(words: Sequence[str]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for at, word in enumerate(words):
        seen[word] = -1 if word in seen else at
    return {word: at for word, at in seen.items() if at >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Longest run of pairs that rises in both places (patience sorting)."""
    from bisect import bisect_left

    tails: list[int] = []
    tops: list[int] = []
    back: list[int] = []
    for index, (_, other) in enumerate(pairs):
        at = bisect_left(tails, other)
        back.append(tops[at - 1] if at else -1)
        if at == len(tails):
            tails.append(other)
            tops.append(index)
        else:
            tails[at], tops[at] = other, index
    chain: list[tuple[int, int]] = []
    index = tops[-1] if tops else -1
    while index >= 0:
        chain.append(pairs[index])
        index = back[index]
    return chain[::-1]
