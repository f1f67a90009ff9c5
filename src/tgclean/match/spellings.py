"""Spellings of a word that writers mix: romanisations of a name, vowels and nasals of Indic scripts, Korean sounds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = (
    "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh щ=sch "
    "ъ= ы=i ь= э=e ю=iu я=ia ґ=g є=ie і=i "
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s τ=t υ=y φ=f χ=h ψ=ps ω=o"
)
_ROMAN = str.maketrans({pair[0]: pair[2:] for pair in _LETTERS.split(" ")})
_ROMANISATIONS = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("ph", "f"), ("gh", "g"), ("th", "t"), ("ck", "k"), ("zh", "j"),
    ("dj", "j"), ("cz", "ch"), ("sz", "sh"), ("ks", "x"), ("tz", "ts"), ("q", "k"), ("c", "k"), ("w", "v"),
)  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiouy")
# What one letter of another alphabet becomes in one language or the next: Жукова is Zhukova and Schukowa, Гор is Hor.
_SOUNDS = re.compile("tsch|sch|tch|ch|cz|sh|sz|zh|kh|gh|ph|th|ts|tz|ck|qu?|dj|x")
_SOUND = {
    "tsch": "c", "tch": "c", "ch": "c", "cz": "c", "ck": "c", "q": "c", "qu": "c", "ts": "c", "tz": "c", "sch": "s",
    "sh": "s", "sz": "s", "zh": "s", "dj": "s", "kh": "h", "gh": "h", "ph": "f", "th": "t", "x": "cs",
}  # fmt: skip
_LETTER = str.maketrans("kgzjw", "chssv", "aeiouy")
_SPANISH = str.maketrans("j", "h")

# The scripts of India stand in blocks of one order.  Vowels that are mixed, by their places in it: long for short, open
# for closed; what is None is left out: a nasal before another letter is written in two ways, or not at all.
_BLOCKS = range(0x0900, 0x0D80, 0x80)
_MIXED = {
    0x08: 0x07,
    0x0A: 0x09,
    0x10: 0x0F,
    0x14: 0x13,
    0x40: 0x3F,
    0x42: 0x41,
    0x48: 0x47,
    0x4C: 0x4B,
    0x49: 0x3E,
    0x45: 0x47,
}
_INDIC: dict[int, int | None] = {
    **{block + one: block + other for block in _BLOCKS for one, other in _MIXED.items()},
    **{block + place: None for block in _BLOCKS for place in (0x02, 0x4D)},
}
_NASALS = re.compile(
    "[" + "".join(chr(b + place) for b in _BLOCKS for place in (0x19, 0x1E, 0x23, 0x28, 0x2E)) + "]"
    "[" + "".join(chr(b + 0x4D) for b in _BLOCKS) + "]"
)
# Korean: tense for plain, two vowels that sound alike, finals of which one letter is heard.
_KOREAN = str.maketrans(
    "\u1101\u1104\u1108\u110a\u110d\u1162\u1164\u116c\u1170\u11a9\u11ad\u11b6\u11b9\u11bb",
    "\u1100\u1103\u1107\u1109\u110c\u1166\u1168\u116b\u116b\u11a8\u11ab\u11af\u11b8\u11ba",
)
# Arabic letters that stand for one foreign sound; in longer words, for short ones are told apart by a letter.
_ARABIC = str.maketrans("غگکقشصثطظضذڤپ", "ججججسستتزززفب")
_ARABIC_LETTERS = 5
_GHAYN = str.maketrans("غ", "ج")


@lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """Gives the consonants of a folded word in one spelling, for names written in several ways.

    >>> skeleton("kyiv") == skeleton("kiev") == skeleton("киев"), skeleton("perm") == skeleton("omsk")
    (True, False)
    >>> skeleton("τζον") == skeleton("τζων")
    True
    """
    plain = word.translate(_ROMAN)
    for romanisation, other in _ROMANISATIONS:
        plain = plain.replace(romanisation, other)
    first = "" if plain[:1] not in "aeiouy" else "a"
    consonants = plain.translate(_VOWELS)
    return first + "".join(c for i, c in enumerate(consonants) if i == 0 or consonants[i - 1] != c)


@lru_cache(maxsize=1 << 12)
def sounds(word: str, *, spanish: bool = False) -> str:
    """Gives the consonants of a folded word as far as all ways to romanise a name agree on them.

    `spanish` says that a j is one that Spanish writes for kh.

    >>> sounds("schukowa") == sounds("zhukova"), sounds("gorbacenko") == sounds("horbachenko"), sounds("talahadze")
    (True, True, 'tlhds')
    >>> sounds("zajarchenko", spanish=True) == sounds("zakharchenko")
    True
    """
    plain = word.translate(_ROMAN)
    if spanish:
        plain = plain.translate(_SPANISH)
    elif plain[:2] in ("je", "ye", "ja", "ya"):
        plain = plain[1:]
    plain = _SOUNDS.sub(lambda found: _SOUND[found[0]], plain)
    first = "" if plain[:1] not in "aeiou" else "a"
    consonants = plain.translate(_LETTER)
    return first + "".join(c for i, c in enumerate(consonants) if i == 0 or consonants[i - 1] != c)


@lru_cache(maxsize=1 << 12)
def spelling(word: str) -> str:
    """Gives a folded word of Arabic, Indic or Korean letters in one of its spellings, others as they are.

    >>> spelling("हिन्दी") == spelling("हिंदी"), spelling("됬던") == spelling("됐던")
    (True, True)
    >>> spelling("수민") == spelling("수빈"), spelling("وينغز") == spelling("وينجز"), spelling("قلب") == spelling("كلب")
    (False, True, False)
    """
    if word < "\u0620":
        return word
    if word < "\u0780":
        return word.translate(_ARABIC if len(word) >= _ARABIC_LETTERS else _GHAYN)
    if "\u0900" <= word < "\u0d80":
        return _NASALS.sub("", word).translate(_INDIC)
    return unicodedata.normalize("NFD", word).translate(_KOREAN) if word >= "\uac00" else word
