"""Words as the judge compares them: folded, with figures and dates in one spelling."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tgclean.match.notation.figures import DIGITS, is_figure
from tgclean.match.reading import SINGLE_WEIGHT, Reading, count_singles, read_key, read_line, shown_words
from tgclean.match.tables.denials import MARKED
from tgclean.match.tables.lexicon import FIGURES, FLASH, SAID

_LETTERS = re.compile(r"[^\W\d_]+")
# The number of an item of a list: `3. Salt`, `3) Salt`, `3- Salt`, `3️⃣ Salt`.
_COUNTER = re.compile("\\W*\\d{1,2}(?:[.)–-]\\s+|\ufe0f?\u20e3\\s*)[^\\W\\d]")

_MAX_HEAD_WORDS = 10
_TITLE_CASE = 0.42

LineCache = dict[str, Reading]
"""The words of lines that were read."""


class Edit(NamedTuple):
    """Words from `start` to `end` of a post, and what stands for them."""

    start: int
    end: int
    words: list[str]


class Words:
    """The words of some lines of a post: number, line, and the line folded, or itself where it must be read.

    `cache` remembers the words of lines that were read; `spaced` as in `characters.Folded`.
    Words from `end` on are left out.

    `folded` are the words in order, figures and dates in one spelling; `weight` counts a character of a script
    without word spaces as .6 of a word.  `head` is how many words stand in the short lines that open the post,
    `figures` how many are figures, `breaks` are the places where lines end.

    >>> line = "Rates: 1,234.5 on 24 Oct. 2024"
    >>> Words([(0, line, line)], {}).folded, Words([(1, "Rain — in Perm", "rain   in perm")], {}, True).folded
    (['rates', '1234.5', 'on', '@10-24', '2024'], ['rain', 'in', 'perm'])
    """

    __slots__ = (
        "_informing",
        "_left_out",
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

    def __init__(
        self, lines: Iterable[tuple[int, str, str]], cache: LineCache, spaced: bool = False, end: int | None = None
    ) -> None:
        self.folded: list[str] = []
        self.breaks: list[int] = []
        self.head = 0
        self._lines = [*lines]
        self._left_out = 0  # of the first line
        self._shown: list[list[str] | None] = []
        self._informing: bool | None = None
        self._said: Counter[str] | None = None
        self._vocabulary: frozenset[str] | None = None
        words, breaks, weight, figures = self.folded, self.breaks, 0.0, 0
        for number, line, key in self._lines:
            known = cache.get(key)
            if known is None:
                known = cache[key] = read_line(line) if key is line else read_key(key, spaced)
            folded, told, heft = known
            if number < 2 and (start := self._begin(folded, number)):
                self._left_out = start
                folded = folded[start:]
            words += folded
            figures += told
            weight += heft
            breaks.append(len(words))
        self.figures = figures
        self.weight = max(weight, SINGLE_WEIGHT) if words else 0.0
        if end is not None:
            self._cut(end)

    def _cut(self, end: int) -> None:
        del self.folded[end:]
        self.breaks = [min(place, end) for place in self.breaks]
        self.head = min(self.head, end)
        self.figures = len([word for word in self.folded if word[-1] in DIGITS])
        self.weight = len(self.folded) - (1 - SINGLE_WEIGHT) * count_singles(self.folded)

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
        return [word for at in range(len(self._lines)) for word in self._shown_of(at)]

    def shown_at(self, place: int) -> str:
        """Gives one of the words as written; nothing but its line is read."""
        at = bisect_right(self.breaks, place)
        return self._shown_of(at)[place - (self.breaks[at - 1] if at else 0)]

    def _shown_of(self, at: int) -> list[str]:
        """The words of a line as written."""
        if not self._shown:
            self._shown = [None] * len(self._lines)
        known = self._shown[at]
        if known is None:
            known = shown_words(self._lines[at][1])
            self._shown[at] = known = known[self._left_out :] if at == 0 else known
        return known

    def rewritten(self, edits: list[Edit]) -> Words:
        """Gives the words with others in the place of some, shown as they were written."""
        words = Words([], {})
        words._lines, words._left_out = self._lines, self._left_out
        words.folded, shown, moved = [*self.folded], [*self.shown], [*range(len(self.folded) + 1)]
        for edit in sorted(edits, reverse=True):
            words.folded[edit.start : edit.end] = edit.words
            shown[edit.start : edit.end] = [" ".join(shown[edit.start : edit.end])] * len(edit.words)
            more = len(edit.words) - (edit.end - edit.start)
            for place in range(edit.end, len(moved)):
                moved[place] += more
        words.breaks = [moved[place] for place in self.breaks]
        words.head = moved[self.head]
        words._shown = [shown[start:end] for start, end in zip([0, *words.breaks], words.breaks, strict=False)]
        words.figures = self.figures + sum(is_figure(word) for edit in edits for word in edit.words)
        words.figures -= sum(is_figure(word) for edit in edits for word in self.folded[edit.start : edit.end])
        words.weight = self.weight  # a post is as long as it was
        return words

    @property
    def counters(self) -> frozenset[int]:
        """The places of the numbers of a list's items."""
        places = zip([0, *self.breaks], self._lines, strict=False)
        return frozenset(at for at, (_, line, _) in places if _COUNTER.match(line))

    @property
    def said(self) -> Counter[str]:
        """The figures that the words surely say, in digits or spelled out, with their number."""
        if self._said is None:
            self._said = Counter(f for word in self.folded if (f := word if word[-1] in DIGITS else SAID.get(word)))
        return self._said

    def shown_as(self, figure: str) -> str:
        """Gives the first word that says one of the figures in `said`, as written."""
        return self.shown_at(next(at for at, word in enumerate(self.folded) if figure in (word, SAID.get(word))))

    def has_marked(self, word: str) -> bool:
        """Whether a folded word is meant as it is listed: with the marks that it has there, if the post has any."""
        form = MARKED.get(word)
        if form is None:
            return True
        text = unicodedata.normalize("NFC", "\n".join(line for _, line, _ in self._lines)).casefold()
        return text.isascii() or form in _LETTERS.findall(text)

    @property
    def capitals_inform(self) -> bool:
        """Whether capitals tell names in this post: few of its words have one."""
        if self._informing is None:
            shown = self.shown
            self._informing = len([1 for word in shown if word[:1].isupper()]) <= _TITLE_CASE * len(shown)
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
