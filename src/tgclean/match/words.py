"""Words as the judge compares them: folded, with figures and dates in one spelling."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import cast

from tgclean.match.denials import MARKED
from tgclean.match.figures import DIGITS, has_written_figure, rewrite_figures, unify_figures
from tgclean.match.letters import SINGLES, span_class, unmark
from tgclean.match.lexicon import FIGURES, FLASH, SAID
from tgclean.patterns import pattern

_SINGLE = span_class(SINGLES)
_NUMBER = (
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)"
    r"|(?:(?<![\w.,:/)-])-(?=\d))?\d+(?:[.,:]\d+)*|[%$€£₽₴₺₹₪¥₩]"
)
_ASCII_TOKEN = re.compile(rf"[a-zA-Z]+|{_NUMBER}")
_TOKEN = re.compile(rf"[^\W\d_]+|{_NUMBER}")
_SINGLE_TOKEN = re.compile(rf"[{_SINGLE}]|[^\W\d_{_SINGLE}]+|{_NUMBER}")
# The marks of Indic scripts belong to their words; only `regex` counts them as letters.
_INDIC = re.compile("[\u0900-\u0dff\u0f00-\u0fff]")
_INDIC_TOKEN = pattern(rf"(?V1)[{_SINGLE}]|(?:[\p{{L}}\p{{M}}--[{_SINGLE}]])+|{_NUMBER}")
_BEYOND = re.compile("[^\0-\u08ff]")
_MONEY = "%$€£₽₴₺₹₪¥₩"
_ASCII_BREAKS = "".join(chr(code) if chr(code).isalpha() else " " for code in range(128))
_LETTERS = re.compile(r"[^\W\d_]+")
_BREAKS = re.compile(r"[\W_]+")
_DIGIT = re.compile("[0-9]")
# Emoji, arrows, quotes and other signs that no word is made of; signs of money stay.
_SIGNS = re.compile(
    "[\u00a0-\u00a2\u00a4\u00a6-\u00a9\u00ab-\u00ac\u00ae-\u00b1\u00b6\u00b7\u00bb\u00bf\u2000-\u200a\u2014-\u2017\u201a-\u2029\u202f-\u2031\u2033-\u205f"
    "\u2190-\u245f\u2500-\u2bff\u3000-\u3004\u3008-\u3020\U0001f000-\U0001f0ff\U0001f1e6-\U0001faff]+"
)
_SINGLES = re.compile(f"[{_SINGLE}]")
_SINGLE_RUNS = re.compile(f"[{_SINGLE}]+")
_DENIED = re.compile(r"n't\b")
_HANDLE = re.compile(r"@\w+")
# The number of an item of a list: `3. Salt`, `3) Salt`, `3- Salt`, `3️⃣ Salt`.
_COUNTER = re.compile("\\W*\\d{1,2}(?:[.)–-]\\s+|\ufe0f?\u20e3\\s*)[^\\W\\d]")
_DIGIT_RUN = re.compile(r"[0-9][0-9.,:]*")

SINGLE_WEIGHT = 0.6
"""A character of a script without word spaces, in words."""
_MAX_HEAD_WORDS = 10
_TITLE_CASE = 0.42

LineCache = dict[str, tuple[list[str], int, float]]
"""Folded words of lines, how many of them are figures, and their weight."""


class Words:
    """The words of some lines of a post: number, line, and the line folded, or itself where it must be read.

    `cache` remembers the words of lines that were read; `spaced` as in `characters.Folded`.

    `folded` are the words in order, figures and dates in one spelling; `weight` counts a character of a script
    without word spaces as .6 of a word.  `head` is how many words stand in the short lines that open the post,
    `figures` how many are figures, `breaks` are the places where lines end.

    >>> line = "Rates: 1,234.5 on 24 Oct. 2024"
    >>> Words([(0, line, line)], {}).folded, Words([(1, "Rain — in Perm", "rain   in perm")], {}, True).folded
    (['rates', '1234.5', 'on', '@10-24', '2024'], ['rain', 'in', 'perm'])
    """

    __slots__ = (
        "_informing",
        "_lines",
        "_said",
        "_shown",
        "_vocabulary",
        "breaks",
        "figures",
        "folded",
        "head",
        "weight",
    )

    def __init__(self, lines: Iterable[tuple[int, str, str]], cache: LineCache, spaced: bool = False) -> None:
        self.folded: list[str] = []
        self.breaks: list[int] = []
        self.weight, self.head, self.figures = 0.0, 0, 0
        self._lines: list[tuple[int, str]] = []
        self._shown: list[str] | None = None
        self._informing: bool | None = None
        self._said: Counter[str] | None = None
        self._vocabulary: frozenset[str] | None = None
        for number, line, key in lines:
            known = cache.get(key)
            if known is None:
                known = cache[key] = _folded_words(line) if key is line else _split_folded(key, spaced)
            folded, figures, weight = known
            start = self._begin(folded, number) if number < 2 else 0
            self.folded += folded[start:] if start else folded
            self.figures += figures
            self.breaks.append(len(self.folded))
            self._lines.append((start, line))
            self.weight += weight
        self.weight = max(self.weight, SINGLE_WEIGHT) if self.folded else 0.0

    def _begin(self, folded: list[str], number: int) -> int:
        """How many words of one of the first lines are left out: one that announces a flash.  It may be of the head."""
        start = int(number == 0 and len(folded) > 1 and folded[0] in FLASH)
        if self.head == len(self.folded) and len(folded) - start <= _MAX_HEAD_WORDS:
            self.head += len(folded) - start
        return start

    @property
    def vocabulary(self) -> frozenset[str]:
        """The different words."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.folded)
        return self._vocabulary

    @property
    def shown(self) -> list[str]:
        """The words as written, for capitals and for reasons."""
        if self._shown is None:
            self._shown = []
            for start, line in self._lines:
                self._shown += _line_words(line)[1][start:]
        return self._shown

    @property
    def counters(self) -> frozenset[int]:
        """The places of the numbers of a list's items."""
        places = zip([0, *self.breaks], self._lines, strict=False)
        return frozenset(at for at, (start, line) in places if not start and _COUNTER.match(line))

    @property
    def said(self) -> Counter[str]:
        """The figures that the words surely say, in digits or spelled out, with their number."""
        if self._said is None:
            self._said = Counter(f for word in self.folded if (f := word if word[-1] in DIGITS else SAID.get(word)))
        return self._said

    def has_marked(self, word: str) -> bool:
        """Whether a folded word is meant as it is listed: with the marks that it has there, if the post has any."""
        form = MARKED.get(word)
        if form is None:
            return True
        text = unicodedata.normalize("NFC", "\n".join(line for _, line in self._lines)).casefold()
        return text.isascii() or form in _LETTERS.findall(text)

    @property
    def capitals_inform(self) -> bool:
        """Whether capitals tell names in this post: few of its words have one."""
        if self._informing is None:
            self._informing = sum(word[:1].isupper() for word in self.shown) <= _TITLE_CASE * len(self.shown)
        return self._informing


def figure_of(word: str) -> str:
    """Gives the figure that a folded word says, "" if none.

    >>> figure_of("92.13"), figure_of("seven"), figure_of("march"), figure_of("rain")
    ('92.13', '7', '@3', '')
    """
    return word if word[-1] in DIGITS else FIGURES.get(word, "")


def figures_apart(a: Counter[str], b: Counter[str]) -> tuple[list[str], list[str]]:
    """Gives the figures of `a` that `b` lacks, and those of `b` that `a` lacks, sorted; 18.00 may be 18:00."""
    if a.items() == b.items() or (any(":" in figure for figure in (*a, *b)) and _dotted(a) == _dotted(b)):
        return [], []
    return _beyond(a, b), _beyond(b, a)


def _beyond(a: Counter[str], b: Counter[str]) -> list[str]:
    """What `a` has more often than `b`, sorted; a difference of counters takes three times as long."""
    return sorted(figure for figure, times in a.items() for _ in range(times - b.get(figure, 0)))


def _dotted(figures: Counter[str]) -> Counter[str]:
    return Counter(figure.replace(":", ".") for figure in figures.elements())


def plain_words(text: str) -> list[str]:
    """Gives the folded words of `text`, figures as they are."""
    plain = unmark(text).casefold()
    return _pattern(plain).findall(plain)


def rough_weight(line: str) -> float:
    """Gives the weight of a line without reading its words."""
    if not line.isascii() and (runs := _SINGLE_RUNS.findall(line)):
        return SINGLE_WEIGHT * sum(map(len, runs))
    return line.count(" ") + 1


def rough_figures(line: str) -> int:
    """Gives the number of figures of a line without reading its words."""
    return len(_DIGIT_RUN.findall(line))


def _folded_words(line: str) -> tuple[list[str], int, float]:
    """Folded words of a line, how many of them are figures, and their weight."""
    plain = _plain(line)
    if _has_figures(plain):
        folded = _read_words(plain)[0]
        return folded, sum(word[-1] in DIGITS for word in folded), _weight(folded, plain)
    folded = _split(plain.casefold())
    return folded, 0, _weight(folded, plain)


def _split_folded(key: str, spaced: bool) -> tuple[list[str], int, float]:
    """The words of a line that was folded one character at a time."""
    if spaced or key.isascii() or not _BEYOND.search(key):
        folded = key.split()
        return folded, 0, float(len(folded))
    folded = _pattern(key).findall(key)
    return folded, 0, len(folded) - (1 - SINGLE_WEIGHT) * count_singles(folded)


def _split(plain: str) -> list[str]:
    """Words of a line without digits, as `_pattern` finds them; most lines need no regular expression for that."""
    if any(sign in plain for sign in _MONEY) or (not plain.isascii() and _BEYOND.search(plain)):
        return _pattern(plain).findall(plain)
    if plain.isascii():
        return plain.translate(_ASCII_BREAKS).split()
    return _BREAKS.sub(" ", plain).split()


def _weight(folded: list[str], plain: str) -> float:
    if plain.isascii() or not _BEYOND.search(plain):
        return float(len(folded))
    return len(folded) - (1 - SINGLE_WEIGHT) * count_singles(folded)


def count_singles(folded: list[str]) -> int:
    """Gives how many words `is_single` says of, without a call for each."""
    return len([word for word in folded if len(word) == 1 and word > "\u0dff"])


def _line_words(line: str) -> tuple[list[str], list[str]]:
    """Folded words of a line, and the same as written; a handle is a name, so it has capitals."""
    return _read_words(_HANDLE.sub(lambda found: found[0].title(), _plain(line)) if "@" in line else _plain(line))


def _read_words(plain: str) -> tuple[list[str], list[str]]:
    digits = _has_figures(plain)
    if digits:
        plain = rewrite_figures(plain)
    shown = _pattern(plain).findall(plain)
    folded = "\n".join(shown).casefold().split("\n") if shown else []
    return unify_figures(folded, shown) if digits else (folded, shown)


def _has_figures(plain: str) -> bool:
    return bool(_DIGIT.search(plain)) or (not plain.isascii() and has_written_figure(plain))


def _plain(line: str) -> str:
    """A line without marks and without signs that no word is made of."""
    if not line.isascii():
        line = _SIGNS.sub(" ", line.replace("\u2019", "'").replace("\u2013", "-").replace("\u2212", "-"))
    return unmark(_DENIED.sub(" not", line) if "n't" in line else line)


def _pattern(plain: str) -> re.Pattern[str]:
    if plain.isascii():
        return _ASCII_TOKEN
    if not _BEYOND.search(plain):
        return _TOKEN
    if _INDIC.search(plain):
        return cast("re.Pattern[str]", _INDIC_TOKEN)
    return _SINGLE_TOKEN if _SINGLES.search(plain) else _TOKEN
