"""Characters as they are compared, one at a time: numbers that a text is folded with, by a table or one by one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from tgclean.match.letters import COMPOSING, SINGLES, UNSEEN, unmark

DROP, NEWLINE, BREAK = 1, 10, 32
"""What is left out, what ends a line, what ends a word; letters and digits are the codes above."""
SINGLE, READ = 1 << 31, 1 << 30
"""Added to a code: one character is a token here; what a word is depends on the characters around it."""
TOKENS = (*SINGLES, (0xAC00, 0xD7A3))
"""Korean writers put spaces as they like, so for its keys a syllable is a token; its words stay words."""
EAST_DATES = "年月日号號"
_MONEY = "%$€£₽₴₺₹₪¥₩"
_INDIC = ((0x0900, 0x0DFF), (0x0F00, 0x0FFF))


def inside(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether a code is in one of the ranges, both ends in."""
    return any(low <= code <= high for low, high in ranges)


def fold_code(code: int) -> int:
    """Gives the folded code of a character, with what it says of its line."""
    char = chr(code)
    if char == "\n":
        return NEWLINE
    if inside(code, UNSEEN):
        return DROP
    if unicodedata.category(char) == "Cf":
        return DROP | READ
    folded = unmark(char).casefold()
    base = folded[:1]
    kind = unicodedata.category(base)[0] if base else ""
    value = ord(base) if kind and kind in "LNM" else BREAK
    single = SINGLE if value > BREAK and inside(value, TOKENS) else 0
    return value | single | (READ if _is_read(code, folded) else 0)


def _is_read(code: int, folded: str) -> bool:
    """Whether words cannot be told one character at a time: figures, dates, ligatures, signs, parts of letters."""
    if any(char.isalnum() and len(folded) > 1 for char in folded):
        return True
    if chr(code) in _MONEY + EAST_DATES or folded in _MONEY.split() or inside(code, (*_INDIC, *COMPOSING)):
        return True
    return any(char.isdecimal() or char in _MONEY or unicodedata.category(char)[0] == "M" for char in folded)


class _Folding(dict[int, int | None]):
    """For `str.translate`; `read` are the characters whose lines must be read."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def __missing__(self, code: int) -> int | None:
        folded = fold_code(code)
        if folded & READ:
            self.read.add(chr(code))
        folded &= READ - 1
        self[code] = None if folded == DROP else folded
        return self[code]


_folding = _Folding()


def fold_lines(texts: Sequence[str]) -> Iterator[list[str | None]]:
    """Gives the lines of each text folded; None is a line whose words depend on more than single characters.

    >>> list(fold_lines(["Rain in «Ärhus»\\n5 Feb.", "ok"]))
    [['rain in  arhus ', None], ['ok']]
    """
    for text in texts:
        folded = text.translate(_folding).split("\n")
        yield [
            key if _folding.read.isdisjoint(line) else None for line, key in zip(text.split("\n"), folded, strict=True)
        ]
