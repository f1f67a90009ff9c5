"""Words that turn the news round when one stands in the place of another: open and closed, east and west, red, green.

`opposites.txt` has them by language, opposite ones only, so that the lists stay short and true.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from tgclean.match.letters import fold

_TABLE = Path(__file__).with_name("opposites.txt")


@cache
def _stems() -> dict[str, tuple[tuple[int, int], ...]]:
    """The sides that each beginning of a word is of: the number of its group, and its place in it."""
    stems: dict[str, tuple[tuple[int, int], ...]] = {}
    groups = fold(_TABLE.read_text("utf-8")).split("\n\n")[1:]  # behind what the table says of itself
    for group, lines in enumerate(groups):
        for line in lines.strip().split("\n"):
            for side, words in enumerate(line.split("|")):
                for stem in words.split():
                    stems[stem] = (*stems.get(stem, ()), (group, side))
    return stems


@lru_cache(maxsize=1 << 14)
def _sides(word: str) -> tuple[tuple[int, int], ...]:
    word = word.removeprefix("ال")
    stems = _stems()
    whole = stems.get(f"{word}.") or stems.get(word)
    if whole:
        return whole
    # Short beginnings say little in alphabets that write their vowels.
    shortest = 2 if word > "\u0590" else 4
    for length in range(len(word) - 1, shortest - 1, -1):
        if known := stems.get(word[:length]):
            return known
    return ()


def are_opposite(x: str, y: str) -> bool:
    """Whether two folded words are opposites, or two directions or colours; symmetric.

    >>> are_opposite("opened", "closed"), are_opposite("закрыт", "открыто"), are_opposite("opened", "opening")
    (True, True, False)
    >>> are_opposite("vinto", "perso"), are_opposite("vinto", "persone")
    (True, False)
    """
    sides = _sides(x)  # most words have none
    return bool(sides) and any(g == h and p != q for g, p in sides for h, q in _sides(y))
