"""How far one word is from another: the same word misspelt, inflected or transliterated, or another word."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from tgclean.match.letters import is_single
from tgclean.match.spellings import skeleton, sounds, spelling
from tgclean.match.tables.denials import (
    DENYING_FRAMES,
    DENYING_INFIXES,
    DENYING_INSIDE,
    DENYING_PREFIXES,
    NEGATIONS,
    TURNED,
    TURNED_BEGINNINGS,
    TURNED_ENDINGS,
)
from tgclean.match.tables.lexicon import FIGURES

OTHER = 1.0
SLIP, SLIP_WORDS = 0.625, 20.0
"""Cost of one character in the place of another where words are not set apart; and from how many words on it is no
word of its own, if it stands alone: most words have two."""
_VOWELS = frozenset("aeiouyаеиоуыэюяіїє")
_MIXED_ONSETS = frozenset("aceghjkqsxyz")
_VARIANT_COST = {"spelling": 0.15, "typo": 0.35, "inflection": 0.5}


@lru_cache(maxsize=1 << 10)  # of one pair of posts each pair of words is asked about up to four times
def relation(x: str, y: str) -> str:
    """Gives what `y` is to `x`: "typo", "inflection", "spelling" (of a name) or "other"; symmetric."""
    if x > y:
        x, y = y, x
    if x.startswith("ال") and y.startswith("ال") and len(x) > 4 < len(y):
        x, y = x[2:], y[2:]  # the article makes words alike that are not
    shorter, longer = (len(x), len(y)) if len(x) < len(y) else (len(y), len(x))
    if x > "\u0620" and spelling(x) == spelling(y):
        return "spelling"
    if shorter < 3 or longer > 2 * shorter:
        return "typo" if _shortens(x, y) or _shortens(y, x) else "other"
    if not _same_onset(x, y):
        return "spelling" if _sound_alike(x, y) else "other"
    if shorter >= 4 and len(bones := skeleton(x)) >= 2 and bones == skeleton(y):
        return "spelling"
    if _is_typo(x, y, longer):
        return "typo"
    if shorter >= 4 and _common_prefix(x, y) >= 0.6 * longer:
        return "inflection"
    return "spelling" if _sound_alike(x, y) else "other"


def _shortens(x: str, y: str) -> bool:
    """Whether a word without a vowel is another in short: dgn is dengan, St is Saint."""
    if y == f"{x}asse" and x.endswith("str"):  # Bergstr.
        return True
    if len(x) >= len(y) or x[0] != y[0] or not x.isalpha() or x > "\u0500" or not _VOWELS.isdisjoint(x):
        return False
    rest = iter(y)
    return all(letter in rest for letter in x)


def _sound_alike(x: str, y: str) -> bool:
    """Whether two words may be one name in the ways of two languages to romanise it."""
    if min(len(x), len(y)) < 6 or (x[0] != y[0] and not _MIXED_ONSETS.issuperset((x[0], y[0]))):
        return False
    if len(sounds(x)) < 3:
        return False
    return sounds(x) == sounds(y) or ("j" in x + y and sounds(x, spanish=True) == sounds(y, spanish=True))


def _same_onset(x: str, y: str) -> bool:
    """Whether two words may be variants by their first letters; it spares most pairs of words a closer look."""
    return x[0] == y[0] or x[0] == y[1] or x[1] == y[0] or x[1:] == y[1:]


def is_same_name(x: str, y: str) -> bool:
    """Whether two folded names are one, misspelt, declined or in another romanisation; stricter than for words.

    >>> is_same_name("kharkiv", "kharkov"), is_same_name("slovakia", "slovenia")
    (True, False)
    >>> is_same_name("schukowa", "zhukova"), is_same_name("lasha", "lasa"), is_same_name("st", "saint")
    (True, True, True)
    """
    if (len(skeleton(x)) >= 2 and skeleton(x) == skeleton(y)) or spelling(x) == spelling(y) or _sound_alike(x, y):
        return True
    shorter, longer = sorted((len(x), len(y)))
    if OSA.distance(x, y, score_cutoff=1) <= 1 and (shorter >= 5 or sounds(x) == sounds(y)):
        return True
    if _shortens(x, y) or _shortens(y, x):
        return True
    shared = _common_prefix(x, y)
    return shorter >= 5 and shared >= 0.7 * longer and longer - shared <= 3


def denies(x: str, y: str) -> bool:
    """Whether the folded word `x` is `y` with a denial put in: around it, or inside as Turkic verbs have it.

    >>> denies("نشده", "شده"), denies("nieczynny", "czynny"), denies("применять", "принять")
    (True, True, False)
    >>> denies("haijafunguliwa", "imefunguliwa"), denies("ashilmaydi", "ashiladi"), denies("ناکرێت", "دەکرێت")
    (True, True, True)
    >>> denies("illegal", "legal"), denies("acılmayacak", "acılacak"), denies("legal", "illegal"), denies("form", "for")
    (True, True, False, False)
    """
    if len(y) < (3 if y > "\u0590" else 4):  # alphabets that write no vowels have short verbs
        return False
    if (x.endswith(TURNED_ENDINGS) or x.startswith(TURNED_BEGINNINGS)) and any(_is_turned(x, y, t) for t in TURNED):
        return True
    if len(x) <= len(y):
        return False
    if any(x.startswith(begin) and x.endswith(y[1:] + end) for begin, end in DENYING_FRAMES):
        return True
    if DENYING_INSIDE[0] in x and x.replace(*DENYING_INSIDE, 1) == y:
        return True
    if x.endswith(y):
        before = x[: -len(y)]
        return before in DENYING_PREFIXES or (before == "ن" and (y.startswith("می") or x in NEGATIONS))
    at, more = _common_prefix(x, y), len(x) - len(y)
    if y.startswith("ня", at):  # to take and to change: one family of Russian verbs, and no Kazakh ending
        return False
    return len(y) >= 6 and x[at:].endswith(y[at:]) and x[at : at + more] in DENYING_INFIXES and 2 <= at <= len(y) - 2


def _is_turned(x: str, y: str, turn: tuple[str, str, bool]) -> bool:
    """Whether the end or the beginning of `x` denies the verb `y`."""
    denied, plain, at_end = turn
    if len(x) < len(denied) + (1 if x > "\u0590" else 2):
        return False
    if at_end:
        return x.endswith(denied) and y == x[: -len(denied)] + plain
    return x.startswith(denied) and y == plain + x[len(denied) :]


def _is_typo(x: str, y: str, longer: int) -> bool:
    """One letter dropped, doubled or swapped; one substituted only in longer words, where few words are so near."""
    if longer >= (9 if x > "\u0590" else 6):
        return bool(OSA.distance(x, y, score_cutoff=2) <= (1 if longer < 8 else 2))
    if len(x) == len(y):
        return sorted(x) == sorted(y) and bool(OSA.distance(x, y, score_cutoff=1) <= 1)
    return bool(OSA.distance(x, y, score_cutoff=1) <= 1)


def is_caseless(word: str) -> bool:
    """Whether a word is of a script without capitals, so that its names cannot be told."""
    return word > "\u0590" and word.upper() == word.lower()


def replaced_cost(x: str, y: str, words: float) -> float:
    """Cost of `y` in the place of `x` in posts of `words` words: 1 for another word, less for a variant."""
    if (x[-1].isdecimal() or y[-1].isdecimal()) and FIGURES.get(x, x) == FIGURES.get(y, y):
        return 0.0
    if len(x) > 1 and len(y) > 1:
        alike = (x[0] in _MIXED_ONSETS and y[0] in _MIXED_ONSETS) or _same_onset(x, y)
        kind = relation(x, y) if alike else "other"
        if kind != "other":
            return _VARIANT_COST[kind]
        if x[-1].isdecimal() and x.replace(":", ".") == y.replace(":", "."):
            return 0.0
    elif is_single(x) or is_single(y):
        return SLIP if words >= 40 else 2 * SLIP
    if max(x, y) > "\u0590" and not (x[-1].isdecimal() or y[-1].isdecimal()) and (is_caseless(x) or is_caseless(y)):
        return 2.5 if words < 30 else 1.5
    return OTHER


def _common_prefix(x: str, y: str) -> int:
    for at, (p, q) in enumerate(zip(x, y, strict=False)):
        if p != q:
            return at
    return min(len(x), len(y))
