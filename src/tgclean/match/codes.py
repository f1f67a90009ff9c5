"""Characters as the numbers they are compared by: one table, with which numpy folds a whole text at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from tgclean.match.letters import COMPOSING, SINGLES, UNSEEN, unmark

U32 = npt.NDArray[np.uint32]

DROP, NEWLINE, BREAK = 1, 10, 32
"""What is left out, what ends a line, what ends a word; letters and digits are the codes above."""
SINGLE, READ = 1 << 31, 1 << 30
"""Added to a code: one character is a token here; what a word is depends on the characters around it."""
CODE = np.uint32(READ - 1)
_MONEY = "%$€£₽₴₺₹₪¥₩"
_EAST_DATES = "年月日号號"
_INDIC = ((0x0900, 0x0DFF), (0x0F00, 0x0FFF))
_UNIFORM = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3))
_BLOCK = 256


def fold_codes(text: str) -> U32:
    """Gives one number for each character of `text`: its folded code, with what it says of its line.

    >>> codes = fold_codes("«Ёлка» 5")
    >>> "".join(map(chr, codes & CODE)), [bool(code & READ) for code in codes[-2:]]
    (' елка  5', [False, True])
    """
    given = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes: U32 = _table[given]
    if not codes.all():
        for block in np.unique(given[codes == 0] // _BLOCK).tolist():
            _fill(block * _BLOCK)
        codes = _table[given]
    return codes


def fold_lines(texts: Sequence[str]) -> Iterator[list[str | None]]:
    """Gives the lines of each text folded; None is a line whose words depend on more than single characters.

    >>> list(fold_lines(["Rain in «Ärhus»\\n5 Feb.", "ok"]))
    [['rain in  arhus ', None], ['ok']]
    """
    codes = fold_codes("\n".join(texts))
    unread: list[int] = []
    if codes.size and codes.max() > READ:
        ends = np.flatnonzero(codes == NEWLINE)
        read = np.zeros(len(ends) + 1, dtype=bool)
        read[ends.searchsorted(np.flatnonzero(codes & np.uint32(READ)))] = True
        unread = np.flatnonzero(read).tolist()
        codes &= CODE
    if codes.size and codes.min() == DROP:
        codes = codes[codes != DROP]
    lines: list[str | None] = list(codes.tobytes().decode("utf-32-le", "surrogatepass").split("\n"))
    for number in unread:
        lines[number] = None
    start = 0
    for text in texts:
        end = start + text.count("\n") + 1
        yield lines[start:end]
        start = end


_table: U32 = np.zeros(0x110000, dtype=np.uint32)


def _fill(first: int) -> None:
    if any(low <= first and first + _BLOCK <= high for low, high in _UNIFORM):
        single = SINGLE if _inside(first, SINGLES) else 0
        _table[first : first + _BLOCK] = np.arange(first, first + _BLOCK, dtype=np.uint32) | np.uint32(single)
        for char in _EAST_DATES:
            _table[ord(char)] = _fold_code(ord(char))
    else:
        _table[first : first + _BLOCK] = [_fold_code(code) for code in range(first, first + _BLOCK)]


def _inside(code: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def _fold_code(code: int) -> int:
    char = chr(code)
    if char == "\n":
        return NEWLINE
    if _inside(code, UNSEEN):
        return DROP
    if unicodedata.category(char) == "Cf":
        return DROP | READ
    folded = unmark(char).casefold()
    base = folded[:1]
    kind = unicodedata.category(base)[0] if base else ""
    value = ord(base) if kind and kind in "LNM" else BREAK
    single = SINGLE if value > BREAK and _inside(value, SINGLES) else 0
    return value | single | (READ if _is_read(code, folded) else 0)


def _is_read(code: int, folded: str) -> bool:
    """Whether words cannot be told one character at a time: figures, dates, ligatures, signs, parts of letters."""
    if any(char.isalnum() and len(folded) > 1 for char in folded):
        return True
    if chr(code) in _MONEY + _EAST_DATES or folded in _MONEY.split() or _inside(code, (*_INDIC, *COMPOSING)):
        return True
    return any(char.isdecimal() or char in _MONEY or unicodedata.category(char)[0] == "M" for char in folded)
