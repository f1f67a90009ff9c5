"""Words as the judge compares them: folded, with figures and dates in one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

import regex

from tgclean.match.figures import has_written_date, is_figure, rewrite_figures, unify_figures
from tgclean.match.letters import SINGLES, span_class, unmark
from tgclean.match.lexicon import FLASH

_SINGLE = span_class(SINGLES)
_NUMBER = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|(?:(?<![\w.,:/)-])-(?=\d))?\d+(?:[.,:]\d+)*|[%$€£₽₴₺₹₪¥₩]"
_ASCII_TOKEN = re.compile(rf"[a-zA-Z]+|{_NUMBER}")
_TOKEN = re.compile(rf"[^\W\d_]+|{_NUMBER}")
_SINGLE_TOKEN = re.compile(rf"[{_SINGLE}]|[^\W\d_{_SINGLE}]+|{_NUMBER}")
# The marks of Indic scripts belong to their words; only `regex` counts them as letters.
_INDIC = re.compile("[\u0900-\u0dff\u0f00-\u0fff]")
_INDIC_TOKEN = regex.compile(rf"[{_SINGLE}]|(?:[\p{{L}}\p{{M}}--[{_SINGLE}]])+|{_NUMBER}", regex.V1)
_BEYOND = re.compile("[\u0900-\U0010ffff]")
_DIGIT = re.compile("[0-9]")
# Emoji, arrows, quotes and other signs that no word is made of; signs of money stay.
_SIGNS = re.compile("[\u00a0-\u00a2\u00a4\u00a6-\u00a9\u00ab-\u00ac\u00ae-\u00b1\u00b6\u00b7\u00bb\u00bf\u2000-\u200a\u2014-\u2017\u201a-\u2029\u202f-\u2031\u2033-\u205f\u2190-\u245f\u2500-\u2bff\u3000-\u3004\u3008-\u3020\U0001f000-\U0001f0ff\U0001f1e6-\U0001faff]+")
_SINGLES = re.compile(f"[{_SINGLE}]")
_DENIED = re.compile(r"n't\b")
_DIGIT_RUN = re.compile(r"[0-9][0-9.,:]*")

SINGLE_WEIGHT = 0.6
"""A character of a script without word spaces, in words."""
_MAX_HEAD_WORDS = 10
_TITLE_CASE = 0.42

LineCache = dict[str, tuple[list[str], list[str], int]]
"""Words of lines: folded, as written, and how many of them are figures."""


@dataclass(slots=True)
class Words:
    """The words of some lines.

    `folded` are the words in order, figures and dates in one spelling; `shown` are the same words as written, for
    capitals and for reasons.  `weight` counts a character of a script without word spaces as .6 of a word.
    `head` is how many words stand in the short lines that open the post, `figures` how many are figures, `breaks`
    are the places where lines end.
    """

    folded: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    weight: float = 0.0
    head: int = 0
    figures: int = 0
    breaks: list[int] = field(default_factory=list)
    vocabulary: frozenset[str] = frozenset()
    _informing: bool | None = None

    @property
    def capitals_inform(self) -> bool:
        """Whether capitals tell names in this post: few of its words have one."""
        if self._informing is None:
            self._informing = sum(word[:1].isupper() for word in self.shown) <= _TITLE_CASE * len(self.shown)
        return self._informing


def words_of(lines: Iterable[tuple[int, str]], cache: LineCache) -> Words:
    """Gives the words of numbered lines of a post; `cache` remembers the words of lines seen before.

    >>> words_of([(0, "Rates: 1,234.5 on 24 Oct. 2024")], {}).folded
    ['rates', '1234.5', 'on', '@10-24', '2024']
    """
    words = Words()
    for number, line in lines:
        known = cache.get(line)
        if known is None:
            known = cache[line] = _line_words(line)
        folded, shown, figures = known
        if number == 0 and len(folded) > 1 and folded[0] in FLASH:
            folded, shown = folded[1:], shown[1:]
        if number < 2 and words.head == len(words.folded) and len(folded) <= _MAX_HEAD_WORDS:
            words.head += len(folded)
        words.folded += folded
        words.shown += shown
        words.figures += figures
        words.breaks.append(len(words.folded))
        words.weight += len(folded) if line.isascii() else len(folded) - (1 - SINGLE_WEIGHT) * len(_SINGLES.findall(line))
    words.weight = max(words.weight, SINGLE_WEIGHT) if words.folded else 0.0
    words.vocabulary = frozenset(words.folded)
    return words


def plain_words(text: str) -> list[str]:
    """Gives the folded words of `text`, figures as they are."""
    return _SINGLE_TOKEN.findall(unmark(text).casefold())


def rough_weight(line: str) -> float:
    """Gives the weight of a line without reading its words."""
    if not line.isascii() and (singles := len(_SINGLES.findall(line))):
        return SINGLE_WEIGHT * singles
    return line.count(" ") + 1


def rough_figures(line: str) -> int:
    """Gives the number of figures of a line without reading its words."""
    return len(_DIGIT_RUN.findall(line))


def _line_words(line: str) -> tuple[list[str], list[str], int]:
    """Folded words of a line, the same as written, and how many of them are figures."""
    if not line.isascii():
        line = _SIGNS.sub(" ", line.replace("\u2019", "'").replace("\u2013", "-").replace("\u2212", "-"))
    plain = unmark(_DENIED.sub(" not", line) if "n't" in line else line)
    ascii_only = plain.isascii()
    digits = _DIGIT.search(plain) or (not ascii_only and has_written_date(plain))
    if digits:
        plain = rewrite_figures(plain)
    shown = (_ASCII_TOKEN if ascii_only else _pattern(plain)).findall(plain)
    if not shown:
        return [], [], 0
    folded = "\n".join(shown).casefold().split("\n")
    if digits:
        folded, shown = unify_figures(folded, shown)
        return folded, shown, sum(map(is_figure, folded))
    return folded, shown, 0


def _pattern(plain: str) -> re.Pattern[str]:
    if not _BEYOND.search(plain):
        return _TOKEN
    if _INDIC.search(plain):
        return cast("re.Pattern[str]", _INDIC_TOKEN)
    return _SINGLE_TOKEN if _SINGLES.search(plain) else _TOKEN
