"""Tokens: the words, figures and links of many texts at once, each one code point, so that a post is a short `str`.

Python and rapidfuzz compare strings faster than anything else.  A run of letters is a token, and so is a run of digits
with its sign and points; in scripts that put no spaces between words every character is one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tgclean.match.scripts import UNSPACED

U8 = NDArray[np.uint8]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]
F32 = NDArray[np.float32]
Flags = NDArray[np.bool_]

LETTER, DIGIT, SINGLE, DROPPED, POINT, MINUS, NEWLINE = 1, 2, 4, 8, 9, 10, 11
"""Kinds of characters; 0 stands between words."""
WORDS, SINGLES, FIGURES, LINKS = 0x10000, 0x90000, 0xD0000, 0x100000
"""Where the code points of words, single characters, figures and links begin; `content` writes links so."""
SINGLE_WEIGHT = 0.6
"""What a character of a script without spaces counts, in words."""
_FORMS = dict(zip("ıđłøىیکةہ\u0901", "idloييكهه\u0902", strict=True))
"""Letters that writers and keyboards exchange: dotless and barred ones, Arabic and Persian ye, kaf, ha, nasal signs."""
_NUKTA = 0x093C
_NO_COUNTERS = 0x0900  # letters of the scripts from there on are counted things, not parts of a figure
_ZERO_WIDTH_NON_JOINER = 0x200C  # parts words in Persian, as a space does
_BASE = 0x9E3779B97F4A7C15
_UNKNOWN = 255
# Filled by blocks of 256 characters as they are met: all of Unicode would take a second.
_folded = np.zeros(0x110000, dtype=np.uint32)
_kinds = np.full(0x110000, _UNKNOWN, dtype=np.uint8)


class Batch(NamedTuple):
    """The tokens of some texts, one text after another.

    `points` and `hashes` are of the tokens, `starts` where each begins in the texts joined by LF; `bounds` is the
    number of tokens up to the end of each text, `newlines` where the line ends stand.
    """

    points: U32
    hashes: U64
    starts: I64
    bounds: I64
    newlines: I64

    def weights(self) -> F32:
        """Return the weight of each text in words."""
        single = (self.points >= SINGLES) & (self.points < FIGURES)
        counts = np.concatenate((np.zeros(1), single.cumsum()))[self.bounds]
        sizes = np.diff(self.bounds, prepend=0)
        return (sizes - (1 - SINGLE_WEIGHT) * np.diff(counts, prepend=0)).astype(np.float32)


class Tokenizer:
    """Makes tokens, and keeps the powers of its hash; with `any_figure` all figures are the same token."""

    def __init__(self, *, any_figure: bool = False) -> None:
        self._any_figure = any_figure
        self._powers = self._inverse = np.ones(1, dtype=np.uint64)

    def tokens(self, texts: Sequence[str]) -> Batch:
        """Return the tokens of some texts."""
        kinds, codes, _, bounds = _read(texts)
        newlines = np.flatnonzero(kinds == NEWLINE)
        starts, ends = _ranges(kinds)
        points = self._points(codes, kinds, starts, ends)
        return Batch(points, mix(points.astype(np.uint64)), starts, starts.searchsorted(bounds), newlines)

    def words(self, text: str) -> list[str]:
        """Return the words of one text as they are written."""
        kinds, _, kept, _ = _read((text,))
        starts, ends = _ranges(kinds)
        return [text[start : end + 1] for start, end in zip(kept[starts].tolist(), kept[ends].tolist(), strict=True)]

    def _points(self, codes: U32, kinds: U8, starts: I64, ends: I64) -> U32:
        """Return the code point of each token, from a rolling hash over the folded characters."""
        if len(self._powers) < len(codes):
            size = max(len(codes), 1 << 18)
            self._powers, self._inverse = _powers(_BASE, size), _powers(pow(_BASE, -1, 1 << 64), size)
        running = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(codes * self._powers[: len(codes)], out=running[1:])
        hashes = mix((running[ends + 1] - running[starts]) * self._inverse[starts])
        points = (hashes & np.uint64(0x7FFFF)).astype(np.uint32) + np.uint32(WORDS)
        first, own = codes[starts], kinds[starts]
        lone = own >= SINGLE
        points[lone] = (first[lone] & np.uint32(0x3FFFF)) + np.uint32(SINGLES)
        figures = np.flatnonzero(own & DIGIT)
        span = np.uint64(1 if self._any_figure else LINKS - FIGURES)
        points[figures] = (hashes[figures] % span).astype(np.uint32) + np.uint32(FIGURES)
        links = figures[first[figures] >= LINKS]
        points[links] = first[links]
        return points


def _read(texts: Sequence[str]) -> tuple[U8, U32, I64, I64]:
    """Return the kinds, folded codes and places of the characters that are compared, and where each text ends."""
    given = np.frombuffer("\n".join((*texts, "")).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    bounds = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts)).cumsum()
    kinds = _kinds.take(given)
    if kinds.max(initial=0) == _UNKNOWN:
        for block in np.unique(given[kinds == _UNKNOWN] >> 8).tolist():
            rows = [fold(code) for code in range(block << 8, (block + 1) << 8)]
            _folded[block << 8 : (block + 1) << 8], _kinds[block << 8 : (block + 1) << 8] = zip(*rows, strict=True)
        kinds = _kinds.take(given)
    codes = _folded.take(given)
    _join_figures(codes, kinds)
    dropped = np.flatnonzero(kinds == DROPPED)
    if not dropped.size:
        return kinds, codes, np.arange(len(kinds)), bounds
    kept = np.flatnonzero(kinds != DROPPED)
    return kinds[kept], codes[kept], kept, bounds - dropped.searchsorted(bounds)


def fold(code: int) -> tuple[int, int]:
    """Return the folded code of a character, and its kind.

    >>> fold(ord("Ё")) == fold(ord("е")), fold(ord("٣")) == fold(ord("3")), fold(ord("!"))
    (True, True, (32, 0))
    """
    char = chr(code)
    if code >= LINKS:
        return code, SINGLE | DIGIT
    for kind, chars in ((NEWLINE, "\n"), (POINT, ".,:٫٬’ʼ'"), (MINUS, "-−")):
        if char in chars:
            return 32, kind
    category = unicodedata.category(char)
    if category == "Cf" and code != _ZERO_WIDTH_NON_JOINER:
        return 32, DROPPED
    # Accents and vowel marks; those of Indic scripts are letters.
    if category in ("Mn", "Me") and (code < 0x900 or code >= 0x1AB0 or code == _NUKTA):
        return 32, DROPPED
    if category == "Nd":
        return 48 + unicodedata.decimal(char), DIGIT
    if unicodedata.category(base := _base(char))[0] not in "LM":
        return 32, 0
    if any(low <= code <= high for low, high in UNSPACED):
        return ord(base), SINGLE | (DIGIT if unicodedata.numeric(char, None) is not None else 0)
    return ord(base), LETTER


def _base(char: str) -> str:
    """Return a letter without case, width and marks; a Korean syllable and a Japanese voiced one stay whole."""
    form: Literal["NFKC", "NFKD"] = "NFKC" if "\u3040" <= char <= "\ud7a3" or char >= "\uff66" else "NFKD"
    base = unicodedata.normalize(form, char)[:1].casefold()[:1]
    return _FORMS.get(base, base)


def _join_figures(codes: U32, kinds: U8) -> None:
    """Make signs, points and a lone letter behind a part of their figure; drop what sets thousands apart."""
    last = len(kinds) - 1

    def is_digit(at: I64) -> Flags:
        found: Flags = kinds[np.minimum(at, last)] == DIGIT
        return found

    at = np.flatnonzero((kinds == POINT) | (kinds == MINUS))
    at = at[(at > 0) & (at < last)]
    at = at[is_digit(at + 1)]
    before = kinds[at - 1]
    signs = at[(kinds[at] == MINUS) & ((before == 0) | (before == NEWLINE))]
    points = at[(kinds[at] == POINT) & (before == DIGIT)]
    thousands = is_digit(points + 2) & is_digit(points + 3) & ~is_digit(points + 4) & (points + 3 <= last)
    letters = np.flatnonzero((kinds[1:] == LETTER) & (kinds[:-1] == DIGIT)) + 1
    letters = letters[(kinds[np.minimum(letters + 1, last)] != LETTER) & (codes[letters] < _NO_COUNTERS)]
    kinds[letters] = DIGIT
    kinds[signs], codes[signs] = DIGIT, 45
    kinds[points], codes[points] = np.where(thousands, DROPPED, DIGIT), 46


def _ranges(kinds: U8) -> tuple[I64, I64]:
    """Return where tokens begin, and where they end (the last character)."""
    kinds[kinds >= DROPPED] = 0
    edge = np.ones(len(kinds) + 1, dtype=bool)
    np.not_equal(kinds[1:], kinds[:-1], out=edge[1:-1])
    if kinds.max(initial=0) >= SINGLE:
        single = kinds >= SINGLE
        edge[:-1] |= single
        edge[1:] |= single
    within = kinds != 0
    return np.flatnonzero(edge[:-1] & within), np.flatnonzero(edge[1:] & within)


def _powers(base: int, count: int) -> U64:
    steps = np.full(count, base, dtype=np.uint64)
    steps[0] = 1
    return np.cumprod(steps, dtype=np.uint64)


def mix(values: U64) -> U64:
    """Return hashes of numbers, the same in every run."""
    mixed: U64 = (values ^ (values >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(29))


def head_flags(values: NDArray[Any]) -> Flags:
    """Return which of some sorted values are the first of their kind."""
    flags = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=flags[1:])
    return flags
