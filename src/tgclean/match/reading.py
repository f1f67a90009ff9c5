"""The words of one line, as they are written and as the judge compares them."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from tgclean.match.letters import SINGLES, span_class, unmark
from tgclean.match.notation.chinese import has_written_figure
from tgclean.match.notation.figures import DIGITS, rewrite_figures, unify_figures
from tgclean.patterns import pattern

_SINGLE = span_class(SINGLES)
_MONEY = "%$€£₽₴₺₹₪¥₩"
# With the look ahead all that stands between words is tried once, not by each form of a number.
_NUMBER = (
    rf"(?=[-\d{_MONEY}])(?:\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}(?!\d)|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?!\d)"
    rf"|(?:(?<![\w.,:/)-])-(?=\d))?\d+(?:[.,:]\d+)*|[{_MONEY}])"
)
_ASCII_TOKEN = re.compile(rf"[a-zA-Z]+|{_NUMBER}")
_TOKEN = re.compile(rf"[^\W\d_]+|{_NUMBER}")
_SINGLE_TOKEN = re.compile(rf"[{_SINGLE}]|[^\W\d_{_SINGLE}]+|{_NUMBER}")
# The marks of Indic scripts belong to their words; only `regex` counts them as letters.
_INDIC = re.compile("[\u0900-\u0dff\u0f00-\u0fff]")
_INDIC_TOKEN = pattern(rf"(?V1)[{_SINGLE}]|(?:[\p{{L}}\p{{M}}--[{_SINGLE}]])+|{_NUMBER}")
_BEYOND = re.compile("[^\0-\u08ff]")
_ASCII_BREAKS = "".join(chr(code) if chr(code).isalpha() else " " for code in range(128))
_DIGIT = re.compile("[0-9]")
# Emoji, arrows, quotes and other signs that no word is made of; signs of money stay.
_SIGNS = re.compile(
    "[\u00a0-\u00a2\u00a4\u00a6-\u00a9\u00ab-\u00ac\u00ae-\u00b1\u00b6\u00b7\u00bb\u00bf\u2000-\u200a\u2014-\u2017\u201a-\u2029\u202f-\u2031\u2033-\u205f"
    "\u2190-\u245f\u2500-\u2bff\u3000-\u3004\u3008-\u3020\U0001f000-\U0001f0ff\U0001f1e6-\U0001faff]+"
)
_SINGLES = re.compile(f"[{_SINGLE}]")
_SINGLE_RUNS = re.compile(f"[{_SINGLE}]+")
_DENIED = re.compile(r"n't\b")
_HANDLE = re.compile(r"(?<=@)[^\W\d]|(?<=_)[^\W\d]")
_DIGIT_RUN = re.compile(r"[0-9][0-9.,:]*")

_LONG_LINE, _NEAR_WORDS, _FAR_WORDS = 150, 12, 8
"""Of longer lines the ends are read apart, if of so many words between them and the figures so many are of letters:
dates, hours and amounts take half as many at most."""
SINGLE_WEIGHT = 0.6
"""A character of a script without word spaces, in words."""

Reading = tuple[list[str], int, float]
"""Folded words of a line, how many of them are figures, and their weight."""


def plain_words(text: str) -> list[str]:
    """Gives the folded words of `text`, figures as they are."""
    plain = unmark(text).casefold()
    return _pattern(plain).findall(plain)


def cased_words(text: str) -> list[str]:
    """Gives the words of `text` folded, but for their capitals."""
    plain = unmark(text)
    return _pattern(plain).findall(plain)


def rough_weight(line: str) -> float:
    """Gives the weight of a line without reading its words."""
    if not line.isascii() and (runs := _SINGLE_RUNS.findall(line)):
        return SINGLE_WEIGHT * sum(map(len, runs))
    return len(line.split())


def rough_figures(line: str) -> int:
    """Gives the number of figures of a line without reading its words."""
    return len(_DIGIT_RUN.findall(line))


def read_line(line: str) -> Reading:
    """Gives the words of a line that may say figures."""
    plain = _plain(line)
    if not _has_figures(plain):
        folded = _split(plain.casefold())
        return folded, 0, _weight(folded, plain)
    before, plain, after = _around_figures(plain)
    plain = rewrite_figures(plain).casefold()
    words = _pattern(plain).findall(plain)
    folded = unify_figures(words, words)[0]
    figures = len([word for word in folded if word[-1] in DIGITS])
    if before or after:
        folded = _split(before.casefold()) + folded + _split(after.casefold())
    return folded, figures, _weight(folded, plain)


def _around_figures(plain: str) -> tuple[str, str, str]:
    """A line cut in three: what its figures say takes none of the words before and behind the middle."""
    first = _DIGIT.search(plain)
    if not first or len(plain) < _LONG_LINE or not plain.isascii():
        return "", plain, ""
    start, end = 0, len(plain)
    near = plain[: first.start()].rsplit(" ", _NEAR_WORDS)
    if len(near) > _NEAR_WORDS and sum(map(str.isalpha, near[1:])) >= _FAR_WORDS:
        start = len(near[0])
    near = plain[max(map(plain.rfind, DIGITS)) + 1 :].split(" ", _NEAR_WORDS)
    if len(near) > _NEAR_WORDS and sum(map(str.isalpha, near[:-1])) >= _FAR_WORDS:
        end -= len(near[-1])
    return plain[:start], plain[start:end], plain[end:]


def read_key(key: str, spaced: bool) -> Reading:
    """Gives the words of a line that was folded one character at a time; `spaced` as in `characters.Folded`."""
    if spaced or key.isascii() or not _BEYOND.search(key):
        folded = key.split()
        return folded, 0, float(len(folded))
    folded = _pattern(key).findall(key)
    return folded, 0, len(folded) - (1 - SINGLE_WEIGHT) * count_singles(folded)


def shown_words(line: str) -> list[str]:
    """Gives the words of a line as written, one for each that `read_line` gives, or `read_key` of the line folded.

    A handle is a name, so it has capitals.

    >>> shown_words("It isn't @home")
    ['It', 'is', 'not', 'Home']
    """
    plain = _plain(line)
    if "@" in line:
        plain = _HANDLE.sub(lambda part: part[0].upper(), plain)
    if not _has_figures(plain):
        return _split(plain)
    plain = rewrite_figures(plain)
    shown = _pattern(plain).findall(plain)
    return unify_figures("\n".join(shown).casefold().split("\n"), shown)[1] if shown else []


def count_singles(folded: list[str]) -> int:
    """Gives how many words `is_single` says of, without a call for each."""
    return len([word for word in folded if len(word) == 1 and word > "\u0dff"])


def _split(plain: str) -> list[str]:
    """Words of a line without digits; most lines in Latin letters need no regular expression for that."""
    if plain.isascii() and not any(sign in plain for sign in "%$"):
        return plain.translate(_ASCII_BREAKS).split()
    return _pattern(plain).findall(plain)


def _weight(folded: list[str], plain: str) -> float:
    if plain.isascii() or not _BEYOND.search(plain):
        return float(len(folded))
    return len(folded) - (1 - SINGLE_WEIGHT) * count_singles(folded)


def _has_figures(plain: str) -> bool:
    return bool(_DIGIT.search(plain)) or (not plain.isascii() and has_written_figure(plain))


def _plain(line: str) -> str:
    """A line without marks and without signs that no word is made of; denials are words of their own."""
    if not line.isascii():
        line = _SIGNS.sub(" ", line.replace("\u2019", "'").replace("\u2013", "-").replace("\u2212", "-"))
    return unmark(_DENIED.sub(" not", line) if "n't" in line else line)


def _pattern(plain: str) -> re.Pattern[str]:
    if plain.isascii():
        return _ASCII_TOKEN
    if not _BEYOND.search(plain):
        return _near_token()
    if _INDIC.search(plain):
        return cast("re.Pattern[str]", _INDIC_TOKEN)
    return _SINGLE_TOKEN if _SINGLES.search(plain) else _TOKEN


@cache
def _near_token() -> re.Pattern[str]:
    """What `_TOKEN` is before `_BEYOND`: in a table of letters one is found in half the time."""
    letters = "".join(letter for letter in map(chr, range(0x80, 0x900)) if letter.isalnum() and not letter.isdecimal())
    return re.compile(rf"[a-zA-Z{letters}]+|{_NUMBER}")
