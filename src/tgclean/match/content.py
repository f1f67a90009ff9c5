"""The content of a post: its lines without forward headers, calls to subscribe, signatures and tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from tgclean.match.around.edges import content_of
from tgclean.match.characters import Folded, fold_lines
from tgclean.match.reading import rough_weight
from tgclean.match.words import LineCache, Words

_SIGNALS = re.compile(
    "(?P<colour>[🔴🟠🟡🟢🔵🟣🟤⚫⚪🟥🟧🟨🟩🟦🟪⬛⬜])|(?P<direction>[⬆⬇⬅➡↗↘↙↖🔺🔻🔼🔽📈📉])|(?P<verdict>[✅❌❎👍👎])"
    "|(?P<flag>[\U0001f1e6-\U0001f1ff]{2})"
)

STRANGE_TOKENS, SAMPLED, MET = 60, 64, 7
"""Of a post of so many words, or characters, so many 3-grams are looked for in another, which has so many if they may
be one: of copies with up to a tenth of the words edited none of 5,800 had less than three in ten."""
_QUESTIONS = frozenset("?\uff1f\u061f")
_ASKED = re.compile("[\\W_]*?[?\uff1f\u061f]")  # from the end of a line on


class Content:
    """What the judge compares of one post; words are read when they are asked for.

    `lines` are those with content, `keys` the same folded, or as they are where their words must be read; lines with
    one key have the same words.  `signatures` are short lines with a handle or a link at the edges (the handle,
    the other words), `tags` the hashtags at the end, `contacts` the addresses that content ends in; `cut` says that
    it is cut off.  `cache` remembers the words of lines that were read, `folded`
    is what `fold_lines` gives.

    >>> Content("Forwarded from News\\nRain in Perm\\nSubscribe @rain #weather").lines
    ['Rain in Perm']
    """

    __slots__ = (
        "_cache",
        "_different",
        "_folded",
        "_signals",
        "_spaced",
        "_text",
        "_weight",
        "_words",
        "contacts",
        "cut",
        "keys",
        "lines",
        "signatures",
        "tags",
    )

    def __init__(self, text: str, cache: LineCache | None = None, folded: Folded | None = None) -> None:
        self._text = text
        self._cache: LineCache = {} if cache is None else cache
        self._words: Words | None = None
        self._weight = 0.0
        self._signals: set[tuple[str, str]] | None = None
        folded = folded or next(fold_lines([text]))
        self._spaced = folded.spaced
        self._folded = folded.lines
        edges = content_of(text, folded.keys)
        self.lines, self.keys = edges.lines, edges.keys
        self.signatures, self.tags = edges.signatures, edges.tags
        self.contacts, self.cut = edges.contacts - {""}, edges.cut
        self._different = frozenset(self.keys)

    @property
    def words(self) -> Words:
        """All words."""
        if self._words is None:
            self._words = Words(zip(count(), self.lines, self.keys, strict=False), self._cache, self._spaced)
        return self._words

    def words_upto(self, end: int) -> Words:
        """Gives the first words alone."""
        return Words(zip(count(), self.lines, self.keys, strict=False), self._cache, self._spaced, end)

    @property
    def rough_weight(self) -> float:
        """About the weight of all words, without reading them."""
        if not self._weight:
            self._weight = self.weight_of(self.lines)
        return self._weight

    def weight_of(self, lines: Iterable[str]) -> float:
        """Gives about the weight of some of the lines or keys, without reading their words."""
        if self._spaced:
            lines = [*lines]
            whole = "\n".join(lines)  # their order, which that of a set may be, makes no difference
            if "   " in whole:  # a ruler or a table
                return len(whole.split())
            return whole.count(" ") - whole.count("  ") + len(lines)
        return sum(map(rough_weight, lines))

    @property
    def chars(self) -> int:
        """Length of the text in characters."""
        return len(self._text)

    @property
    def signals(self) -> set[tuple[str, str]]:
        """Emoji that may say what happened, each behind its kind: colours, directions, verdicts, flags."""
        if self._signals is None:
            found = () if self._text.isascii() else _SIGNALS.finditer(self._text)
            self._signals = {(signal.lastgroup or "", signal.group()) for signal in found}
        return self._signals

    @property
    def asks(self) -> bool:
        """Whether a line ends in a question mark, whatever signs stand after it."""
        return not _QUESTIONS.isdisjoint(self._text) and any(_ASKED.match(line[::-1]) for line in self.lines)

    @property
    def bare(self) -> str:
        """The text without white space."""
        return "".join(self._text.split())

    def shared_keys(self, other: Content) -> Mapping[str, int]:
        """Keys of the lines that both have, as often as both have them."""
        if len(self._different) == len(self.keys) or len(other._different) == len(other.keys):
            return dict.fromkeys(self._different & other._different, 1)
        return Counter(self.keys) & Counter(other.keys)

    def is_strange_to(self, other: Content) -> bool:
        """Whether of two long posts the longer has next to none of the other's 3-grams; asked before words are read."""
        spaced = self._spaced and other._spaced
        shorter, longer = sorted((self._tokens(spaced), other._tokens(spaced)), key=lambda row: (len(row), row))
        if len(shorter) < STRANGE_TOKENS:
            return False
        between = " " if spaced else ""
        text = f"{between}{between.join(longer)}{between}"
        found = 0
        for at in range(0, (len(shorter) - 2) * SAMPLED, len(shorter) - 2):
            gram = between.join(shorter[at // SAMPLED : at // SAMPLED + 3])
            found += f"{between}{gram}{between}" in text
            if found == MET:
                return False
        return True

    def _tokens(self, spaced: bool) -> Sequence[str]:
        """About the words of the text, or its letters."""
        words = " ".join(self._folded).split()
        return words if spaced else "".join(words)

    def words_outside(self, shared: Mapping[str, int]) -> Words:
        """Words of the lines whose keys are not in `shared`, each taken out as often as it stands there."""
        numbered = zip(count(), self.lines, self.keys, strict=False)
        if len(self._different) == len(self.keys):
            return Words([line for line in numbered if line[2] not in shared], self._cache, self._spaced)
        left = Counter(shared)
        rest: list[tuple[int, str, str]] = []
        for number, line, key in numbered:
            if left[key] > 0:
                left[key] -= 1
            else:
                rest.append((number, line, key))
        return Words(rest, self._cache, self._spaced)


def content_lines(text: str) -> list[str]:
    """Gives the lines of a text that say something: no forward header, call to subscribe, signature or tags."""
    return content_of(text, [None] * (text.count("\n") + 1)).lines
