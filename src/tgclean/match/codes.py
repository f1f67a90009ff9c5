"""The folding of `characters` for much text at once: one table, with which numpy folds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from tgclean.match.characters import (
    BEYOND,
    DROP,
    EAST_DATES,
    NEWLINE,
    READ,
    SINGLE,
    TOKENS,
    Folded,
    denies,
    fold_code,
    inside,
)
from tgclean.match.tables.han import SIMPLIFIED

U32 = npt.NDArray[np.uint32]

CODE = np.uint32(READ - 1)
_UNIFORM = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3))
_BLOCK = 256


def fold_codes(text: str) -> U32:
    """Gives one number for each character of `text`: its folded code, with what it says of its line.

    >>> codes = fold_codes("«Ёлка» 5")
    >>> "".join(map(chr, codes & CODE)), [bool(code & READ) for code in codes[-2:]]
    (' елка  5', [False, True])
    """
    given = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes: U32 = _table.take(given)
    if not codes.size or codes.min():
        return codes
    for block in np.unique(given[codes == 0] // _BLOCK).tolist():
        _fill(block * _BLOCK)
    return _table.take(given)


def fold_lines(texts: Sequence[str]) -> Iterator[Folded]:
    """Gives what `characters.fold_lines` gives, in a fifth of the time.

    >>> [folded[:2] for folded in fold_lines(["Rain in «Ärhus»\\n5 Feb.", "ok"])]
    [(['rain in  arhus ', '5 feb '], ['rain in  arhus ', None]), (['ok'], ['ok'])]
    """
    whole = "\n".join((*texts, ""))
    codes = fold_codes(whole)
    if not codes.size:
        return
    unread: list[int] = []
    spaced = [True] * len(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    ends = np.flatnonzero(codes == NEWLINE)
    bounds = ends.searchsorted(starts).tolist()
    if codes.max() >= BEYOND:
        read = np.zeros(len(ends), dtype=bool)
        read[ends.searchsorted(np.flatnonzero((codes & np.uint32(READ)) != 0))] = True
        unread = np.flatnonzero(read).tolist()
        codes &= CODE
        spaced = (np.maximum.reduceat(codes, starts[:-1]) < BEYOND).tolist()
    lines = str(codes.data, "utf-32-le", "surrogatepass").replace(chr(DROP), "").split("\n")
    keys: list[str | None] = list(lines)
    if denies(whole):
        unread += [number for number, line in enumerate(whole.split("\n")) if denies(line)]
    for number in unread:
        keys[number] = None
    for (start, end), is_spaced in zip(pairwise(bounds), spaced, strict=True):
        yield Folded(lines[start:end], keys[start:end], is_spaced)


_traditional: U32 = np.fromiter(sorted(SIMPLIFIED), dtype=np.uint32)
_simplified: U32 = np.fromiter((SIMPLIFIED[code] for code in sorted(SIMPLIFIED)), dtype=np.uint32)
_table: U32 = np.zeros(0x110000, dtype=np.uint32)


def _fill(first: int) -> None:
    if any(low <= first and first + _BLOCK <= high for low, high in _UNIFORM):
        single = SINGLE if inside(first, TOKENS) else 0
        codes = np.arange(first, first + _BLOCK, dtype=np.uint32)
        low, high = _traditional.searchsorted((first, first + _BLOCK))
        codes[_traditional[low:high] - first] = _simplified[low:high]
        _table[first : first + _BLOCK] = codes | np.uint32(single)
        for char in EAST_DATES:
            _table[ord(char)] = fold_code(ord(char))
    else:
        _table[first : first + _BLOCK] = [fold_code(code) for code in range(first, first + _BLOCK)]
