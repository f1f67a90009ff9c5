"""What a copy says otherwise than the written text, as the word diff that a reader sees."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tgclean.match.alignment import common_ends, fits, gaps
from tgclean.match.opinion import Gap
from tgclean.match.scripts import UNSPACED_CLASS

_SHOWN = 12
"""Of a longer passage that only the kept text has the ends are shown, for the text itself is in the record."""
_UNSPACED = re.compile(f"[{UNSPACED_CLASS}]")
_PIECE = re.compile(rf"(?:[{UNSPACED_CLASS}]|[^\s{UNSPACED_CLASS}]+)\s*")
_MARKS = string.whitespace + string.punctuation.replace("@", "").replace("#", "")
_MARKS += "«»“”„‘’‹›–—―…·•、。，！？；：؟،؛।\ufe0f\u200b\u200d\u200e\u200f"
_ENDS = _MARKS.replace("+", "").replace("-", "").replace("%", "").replace("$", "")
_MOST_CODES = 60_000
"""So many words have codes before they are given anew; two texts of a million characters still find room."""
_SEVERAL = "\0"
"""The code of a piece that holds several words."""


class _Codes(dict[str, str]):
    """A character for each word as it is compared, so that texts are aligned as strings; "" for marks alone."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __missing__(self, piece: str) -> str:
        word = piece.strip(_ENDS).lower()
        if len(word) > 1 and _UNSPACED.search(word):
            code = _SEVERAL
        else:
            code = self._known.setdefault(word, chr(1 + len(self._known))) if word.strip(_MARKS) else ""
        self[piece] = code
        return code

    def renew(self) -> None:
        """Forget all codes if there are many."""
        if len(self._known) > _MOST_CODES:
            self.clear()
            self._known.clear()
            _coded.cache_clear()


_codes = _Codes()


class _Coded(NamedTuple):
    """The pieces of a text that are words or hold one, what stands between them, and a character for each word."""

    pieces: list[str]
    between: str
    places: Sequence[int]
    codes: str

    def shown(self, start: int, end: int, ends: int = 0) -> str:
        """Return some words as they are written; of more than `ends` words (if any) the first and last ones."""
        if ends and end - start > ends:
            return f"{self.shown(start, start + ends // 2)} … {self.shown(end - ends // 2, end)}"
        passage = self.between.join(self.pieces[self.places[start] : self.places[end - 1] + 1])
        return passage if self.between else " ".join(passage.split())


@lru_cache(4)
def _coded(text: str) -> _Coded:
    pieces, between = text.split(), " "
    codes = [*map(_codes.__getitem__, pieces)]
    if _SEVERAL in codes:
        pieces, between = _PIECE.findall(text), ""
        codes = [*map(_codes.__getitem__, pieces)]
    joined = "".join(codes)
    places = range(len(codes)) if len(joined) == len(codes) else [at for at, code in enumerate(codes) if code]
    return _Coded(pieces, between, places, joined)


def edits(kept: str, copy: str) -> str:
    """Return what a copy says otherwise than the kept text, as a word diff of the changed places; "" if nothing.

    Case and punctuation are no difference, emoji are.  No word of the copy is left out.

    >>> edits("The bridge is open.", "The bridge is CLOSED, they say")
    '[-open.-]{+CLOSED, they say+}'
    >>> edits("雨が降る", "雪が降る"), edits("«Rain» in Perm", "rain in Perm!")
    ('[-雨-]{+雪+}', '')
    """
    _codes.renew()
    old, new = _coded(kept), _coded(copy)
    shown = []
    for a, b, c, d in _changed(old.codes, new.codes):
        left_out = f"[-{old.shown(a, b, _SHOWN)}-]" if a < b else ""
        shown.append(f"{left_out}{{+{new.shown(c, d)}+}}" if c < d else left_out)
    return " ".join(shown)


def _changed(one: str, two: str) -> Sequence[Gap]:
    """Return where two rows of codes differ; beyond the budget all between their equal ends."""
    if fits(one, two):
        return gaps(one, two)
    start, end = common_ends(one, two)
    return [Gap(start, len(one) - end, start, len(two) - end)]
