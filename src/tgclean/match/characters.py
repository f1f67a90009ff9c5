"""Characters as they are compared, one at a time: numbers that a text is folded with, by a table or one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tgclean.match.letters import COMPOSING, SINGLES, UNSEEN, span_class, unmark

DROP, NEWLINE, BREAK = 1, 10, 32
"""What is left out, what ends a line, what ends a word; letters and digits are the codes above."""
SINGLE, READ = 1 << 31, 1 << 30
"""Added to a code: one character is a token here; what a word is depends on the characters around it."""
TOKENS = (*SINGLES, (0xAC00, 0xD7A3))
"""Korean writers put spaces as they like, so for its keys a syllable is a token; its words stay words."""
EAST_DATES = "年月日号號"
BEYOND = 0x0900
"""From this code on scripts have characters that are words, or words of more than letters."""
_MONEY = "%$€£₽₴₺₹₪¥₩"
_INDIC = ((0x0900, 0x0DFF), (0x0F00, 0x0FFF))
_MARKS = frozenset(_MONEY + EAST_DATES)
_UNSEEN, _PARTS = (re.compile(f"[{span_class(spans)}]").match for spans in (UNSEEN, (*_INDIC, *COMPOSING)))
_BEYOND = re.compile(f"[^\0-{chr(BEYOND - 1)}]")  # the positive class takes 10 ms to compile


DENIED = ("n't", "n\u2019t")
"""What a line is read for that has it: the denial is a word of its own, isn't is is not."""


class Folded(NamedTuple):
    """The lines of a text folded, and the same as keys: None is a line whose words depend on more than characters.

    `spaced` says that words are what stands between spaces, in every line that has a key.
    """

    lines: list[str]
    keys: list[str | None]
    spaced: bool


def denies(line: str) -> bool:
    """Whether a line has one of `DENIED`."""
    return DENIED[0] in line or DENIED[1] in line


def inside(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether a code is in one of the ranges, both ends in."""
    return any(low <= code <= high for low, high in ranges)


def fold_code(code: int) -> int:
    """Gives the folded code of a character, with what it says of its line."""
    char = chr(code)
    if char == "\n":
        return NEWLINE
    if _UNSEEN(char):
        return DROP
    if unicodedata.category(char) == "Cf":
        return DROP | READ
    folded = unmark(char).casefold()
    base = folded[:1]
    value = ord(base) if base and unicodedata.category(base)[0] in "LNM" else BREAK
    single = SINGLE if value >= BEYOND and inside(value, TOKENS) else 0
    return value | single | (READ if _is_read(char, folded) else 0)


def _is_read(char: str, folded: str) -> bool:
    """Whether words cannot be told one character at a time: figures, dates, ligatures, signs, parts of letters."""
    if len(folded) > 1 and any(map(str.isalnum, folded)):
        return True
    if char in _MARKS or _PARTS(char):
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


def fold_lines(texts: Sequence[str]) -> Iterator[Folded]:
    """Gives the lines of each text folded.

    >>> [folded[:2] for folded in fold_lines(["Rain in «Ärhus»\\n5 Feb.", "ok"])]
    [(['rain in  arhus ', '5 feb '], ['rain in  arhus ', None]), (['ok'], ['ok'])]
    >>> [folded.spaced for folded in fold_lines(["Rain in «Ärhus» 🌧", "北京 rain"])]
    [True, False]
    """
    for text in texts:
        folded = text.translate(_folding)
        lines = folded.split("\n")
        whole = zip(text.split("\n"), lines, strict=True)
        keys = [key if _folding.read.isdisjoint(line) and not denies(line) else None for line, key in whole]
        yield Folded(lines, keys, folded.isascii() or not _BEYOND.search(folded))
