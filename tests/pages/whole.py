"""How many posts of a channel came back whole, up to white space, and what a naive parse makes of the same text.

The definition is that of the project's evaluation: posts are compared as multisets of text without any white space.
A post counts if every line of it reached the flat text, or at least its first line and half of its characters; what
reached it is then the post.  An output that is what reached the text of a post that does not count is left out.  Of
equal posts so many count as first lines of theirs stand in the text, for the extractor loses some; and a short post
that stands there in pieces counts when it comes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tgclean import telegram

from .reach import fold
from .score import Score

LONGEST_BODY = 60  # of the naive parse, in lines
CHANCE_CHARS = 40  # a post of one line that is shorter may stand inside another line by chance


def score(flat: str, gold: Iterable[str], texts: Iterable[str]) -> Score:
    """Compare the texts that were recovered with those of the channel's posts.

    >>> flat = "Title\\nBody\\nBody\\nA post of one line\\n"
    >>> score(flat, ["Title\\nBody", "A post of one line", "This one was lost"], ["Title\\nBody"]).f1
    0.6666666666666666
    """
    gold, have = list(gold), Counter(map(fold, texts))
    want, partial = _reached(flat, gold)
    pieces = set(map(fold, gold)) - want.keys()
    have = Counter({key: n for key, n in have.items() if key and (key in want or key not in partial | pieces)})
    right = want & have
    return Score(
        want.total(), have.total(), right.total(), tuple((want - have).elements()), tuple((have - want).elements())
    )


def _reached(flat: str, gold: Iterable[str]) -> tuple[Counter[str], set[str]]:
    """Return the posts that count, and what reached the text of the others."""
    everything, lines = fold(flat), Counter(map(fold, flat.split("\n")))
    want: Counter[str] = Counter()
    partial: set[str] = set()
    for text in gold:
        every = [line for line in map(fold, text.split("\n")) if line]
        alone = len(every) == 1 and len(every[0]) < CHANCE_CHARS
        there = [line for line in every if line in lines or (not alone and line in everything)]
        key = "".join(there)
        if there and there[0] == every[0] and 2 * len(key) >= len("".join(every)):
            want[key] = min(want[key] + 1, max(1, lines[every[0]]))
        elif there:
            partial.add(key)
    return want, partial


def naive(flat: str) -> list[str]:
    """Return the posts of the simplest parse: a line, and the longest body behind it that stands there twice."""
    lines = [line for line in flat.split("\n") if fold(line) and not _around(line)]
    keys = [fold(line) for line in lines]
    posts: list[str] = []
    i = 0
    while i < len(lines):
        size = _doubled(keys, i + 1)
        posts.append("\n".join(lines[i : i + 1 + size]))
        i += 1 + 2 * size
    return posts


def _doubled(keys: Sequence[str], start: int) -> int:
    """Return how many lines from `start` on, at most, stand twice in a row."""
    sizes = range(min(LONGEST_BODY, (len(keys) - start) // 2), 0, -1)
    return next((k for k in sizes if keys[start : start + k] == keys[start + k : start + 2 * k]), 0)


def _around(line: str) -> bool:
    data = line.encode("utf-8", "replace")
    return telegram.is_interface(data) or telegram.forwarded_from(data) is not None
