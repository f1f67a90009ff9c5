"""How far one word is from another: the same word misspelt, inflected or transliterated, or another word."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

TYPO, INFLECTION, OTHER = 0.35, 0.5, 1.0

_CYRILLIC = str.maketrans(
    dict(
        zip(
            "абвгдежзиклмнопрстуфхцчшщъыьэюяґєі",
            "a b v g d e zh z i k l m n o p r s t u f h ts ch sh sch  i  e iu ia g ie i".split(" "),
            strict=True,
        )
    )
)
_SPELLINGS = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("ph", "f"), ("gh", "g"), ("th", "t"), ("ck", "k"), ("zh", "j"),
    ("dj", "j"), ("cz", "ch"), ("sz", "sh"), ("ks", "x"), ("tz", "ts"), ("q", "k"), ("c", "k"), ("w", "v"),
)  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiouy")


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """Gives the consonants of a folded word in one spelling, for names written in several ways.

    >>> skeleton("kyiv") == skeleton("kiev") == skeleton("киев"), skeleton("perm") == skeleton("omsk")
    (True, False)
    """
    plain = word.translate(_CYRILLIC)
    for spelling, other in _SPELLINGS:
        plain = plain.replace(spelling, other)
    first = "" if plain[:1] not in "aeiouy" else "a"
    consonants = plain.translate(_VOWELS)
    return first + "".join(c for i, c in enumerate(consonants) if i == 0 or consonants[i - 1] != c)


@lru_cache(maxsize=4096)
def relation(x: str, y: str) -> str:
    """Gives what `y` is to `x`: "typo", "inflection", "spelling" (of a name) or "other"; symmetric."""
    shorter, longer = sorted((len(x), len(y)))
    if shorter >= 3 and OSA.distance(x, y, score_cutoff=2) <= (1 if longer < 8 else 2):
        return "typo"
    shared = _common_prefix(x, y)
    if shorter >= 4 and shared >= 0.6 * longer and shared >= 3:
        return "inflection"
    if shorter >= 3 and skeleton(x) and skeleton(x) == skeleton(y) and len(skeleton(x)) >= 2:
        return "spelling"
    return "other"


def is_single(word: str) -> bool:
    """Whether a word is one character of a script without word spaces."""
    return len(word) == 1 and word > "\u0dff"


def is_caseless(word: str) -> bool:
    """Whether a word is of a script without capitals, so that its names cannot be told."""
    return word > "\u0590" and word.upper() == word.lower()


def replaced_cost(x: str, y: str, words: float) -> float:
    """Cost of `y` in the place of `x` in posts of `words` words: 1 for another word, less for a variant."""
    if is_single(x) or is_single(y):
        return 0.625 if words >= 40 else 1.25
    kind = relation(*sorted((x, y)))
    if kind == "typo":
        return TYPO
    if kind != "other":
        return INFLECTION
    if is_caseless(x):
        return 2.5 if words < 24 else 1.5
    return OTHER


def _common_prefix(x: str, y: str) -> int:
    for at, (p, q) in enumerate(zip(x, y, strict=False)):
        if p != q:
            return at
    return min(len(x), len(y))
