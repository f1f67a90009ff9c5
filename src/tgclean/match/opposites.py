"""Words that turn the news round when one stands in the place of another: open and closed, east and west, red, green.

`tables/opposites.txt` has them by what they say and by language, opposite ones only, so that the lists stay short and
true.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

from tgclean.match.letters import is_single

_TABLE = Path(__file__).parent / "tables" / "opposites.txt"
_ALONE_TITLE = "(one for one)"
_LONGEST, _LONGEST_PART = 14, 6

Sides = tuple[int, ...]
"""What a word says: a number for each side of a group that it is of."""
SIDES = 4
"""So many bits of such a number are the side, the others the group."""
ALONE = 1 << 15
"""The bit of groups that count only where one word stands for one: small words that say little among others."""

_SINGLE_ALPHABETS = (0x0E, 0x10, 0x12, 0x30)

# What is written together with a word: the articles and prepositions of Semitic and Romance languages, the first
# letters of Ethiopic ones, the beginnings of Swahili verbs, of which the table has the rest.
_ELIDED = ("d", "l", "qu", "dell", "all", "nell", "sull", "dall")
_SOUNDED = frozenset("aeiouh")
_ARABIC = ("وال", "فال", "بال", "كال", "ال", "لل", "و", "ف", "ب", "ک", "ل", "س", "ی", "ت", "ن")
_HEBREW, _ETHIOPIC = frozenset("והבלמשכ"), frozenset("የበለከ")
_SWAHILI = frozenset(
    subject + tense
    for subject in ["a", "i", "u", "li", "ya", "wa", "zi", "ki", "vi", "ku", "pa", "tu", "ni"]
    for tense in ["me", "ta", "li", "na", "ka"]
) | {"ku"}
_OBJECTS = ("mw", "wa", "m")
_JOINED = frozenset(joined[:2] for joined in (*(one + vowel for one in _ELIDED for vowel in "aeiouh"), *_SWAHILI))


def script(word: str) -> int:
    """Gives a number for the alphabet of a folded word; Han and kana have one, as Latin letters with and without marks.

    >>> script("open") == script("ə"), script("開") == script("ひらく"), script("open") == script("открыт")
    (True, True, False)
    """
    return _alphabet(ord(word[0]) >> 8)


def _alphabet(block: int) -> int:
    if block < 0x12:
        return block if block > 2 else 0
    return 0x12 if block < 0x2E else 0x30 if block < 0xAC else 0xAC


def is_character(word: str) -> bool:
    """Whether a folded word is one character of an alphabet that has such words; a Korean syllable is a word as any."""
    return is_single(word) and script(word) in _SINGLE_ALPHABETS


@cache
def _lines() -> dict[int, list[tuple[int, str]]]:
    """The lines of the table by the first characters' block, each with the number of its first side."""
    lines: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    groups = _TABLE.read_bytes().decode().split("\n\n")[1:]  # behind what the table says of itself
    for group, (title, *languages) in enumerate([group.strip().split("\n") for group in groups]):
        first = (group << SIDES) + (ALONE if _ALONE_TITLE in title else 0)
        for line in languages:
            lines[ord(line[0]) >> 8].append((first, line))
    return lines


@cache
def stems(alphabet: int) -> dict[str, Sides]:
    """Gives the sides of each beginning of a word, and of each phrase, in one alphabet."""
    found: dict[str, Sides] = {}
    for first, line in [line for block, lines in _lines().items() if _alphabet(block) == alphabet for line in lines]:
        for side, words in enumerate(line.split("|"), first):
            says = (side,)
            for stem in words.split():
                found[stem] = found[stem] + says if stem in found else says
    return found


@cache
def pairs(alphabet: int) -> dict[str, dict[str, Sides]]:
    """Gives the sides of phrases of two words: of the first, of the second."""
    found: dict[str, dict[str, Sides]] = {}
    for phrase, sides in stems(alphabet).items():
        if "_" in phrase:
            one, other = phrase.split("_")
            found.setdefault(one, {})[other] = sides
    return found


@cache
def phrases(alphabet: int) -> dict[str, list[str]]:
    """Gives the words of several characters, where one is a word too, by the first two, long ones first."""
    found: dict[str, list[str]] = {}
    if alphabet in _SINGLE_ALPHABETS:
        for phrase in sorted([word for word in stems(alphabet) if len(word) > 1], key=len, reverse=True):
            found.setdefault(phrase[:2], []).append(phrase)
    return found


@cache
def longest(alphabet: int) -> int:
    """Gives how many characters the longest phrase of an alphabet has."""
    return max((len(words[0]) for words in phrases(alphabet).values()), default=1)


@lru_cache(maxsize=1 << 14)
def sides_of(word: str) -> Sides:
    """Gives the sides that a folded word is of; most words have none."""
    alphabet = script(word)
    if alphabet == 0xAC:
        return _last_part(word)
    known = stems(alphabet)
    found = _begins(word, known)
    if not found and len(word) > 3:
        for bare in _without_joined(word, alphabet):
            if len(bare) > 2 and (found := _begins(bare, known)):
                break
    return found


def _begins(word: str, known: dict[str, Sides]) -> Sides:
    """The sides of a whole word, and of its longest beginning of each group."""
    found = known.get(f"{word}.", ()) + known.get(word, ())
    # Short beginnings say little in alphabets that write their vowels.
    shortest = 2 if word > "\u0590" else 4
    for length in range(min(len(word) - 1, _LONGEST), shortest - 1, -1):
        if sides := known.get(word[:length]):
            groups = {side >> SIDES for side in found}
            found += tuple(side for side in sides if side >> SIDES not in groups)
    return found


def _without_joined(word: str, alphabet: int) -> list[str]:
    """What a word may be without what is written together with it."""
    if alphabet == 0:
        if word[:2] not in _JOINED:
            return []
        bare = [word[len(joined) :] for joined in _ELIDED if word.startswith(joined)]
        bare = [rest for rest in bare if rest[:1] in _SOUNDED]
        for verb in [word[size:] for size in (2, 3, 4) if word[:size] in _SWAHILI]:
            bare += [verb, *(verb[len(them) :] for them in _OBJECTS if verb.startswith(them))]
        return bare
    if alphabet == 5:
        return [word[size:] for size in (1, 2) if _HEBREW.issuperset(word[:size])]
    if alphabet == 6:
        return [word[len(joined) :] for joined in _ARABIC if word.startswith(joined)]
    return [word[1:]] if word[0] in _ETHIOPIC else []


def _last_part(word: str) -> Sides:
    """The sides of the last part of a Korean word, which may have several: the end of business is an end."""
    known = stems(script(word))
    found, at = known.get(f"{word}.", ()) or known.get(word, ()), 0
    while at < len(word) - 1:
        size = next((size for size in range(_LONGEST_PART, 1, -1) if word[at : at + size] in known), 0)
        found = known[word[at : at + size]] if size else found
        at += size or 1
    return found


def are_opposite(x: str, y: str) -> bool:
    """Whether two folded words are opposites, or two directions or colours; symmetric.

    >>> are_opposite("opened", "closed"), are_opposite("закрыт", "открыто"), are_opposite("opened", "opening")
    (True, True, False)
    >>> are_opposite("vinto", "perso"), are_opposite("vinto", "persone")
    (True, False)
    >>> are_opposite("dell", "all"), are_opposite("lapertura", "chiusura")
    (False, True)
    """
    left = sides_of(x)
    return bool(left) and bool(matters(left, sides_of(y)))


def matters(left: Sides | set[int], right: Sides | set[int]) -> set[int]:
    """Gives the groups of which both are, and of no side that is the other's too."""
    if not left or not right:
        return set()
    both = {side >> SIDES for side in left}.intersection(side >> SIDES for side in right)
    return both - {side >> SIDES for side in left if side in right}
