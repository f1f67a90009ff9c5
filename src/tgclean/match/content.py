"""The content of a post: its lines without forward headers, calls to subscribe, signatures and tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count

from tgclean.match.characters import Folded, fold_lines
from tgclean.match.letters import fold, is_single
from tgclean.match.lexicon import JOINING, PROMO_STEMS, READ_ON_STEMS
from tgclean.match.words import LineCache, Words, plain_words, rough_weight
from tgclean.telegram import forwarded_from, is_interface

_LINK = re.compile(r"(?:\w{2,10}://|www\.|\bt\.me/)\S+", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{4,1000}\)")
_HANDLE = re.compile(r"(?<![\w@/.])@\w{2,}")
_LAST_HANDLE = re.compile(r"@\w*[\s.!)]*$")
_TAGS = re.compile(r"#[\w-]{1,200}(?:[\s,]*#[\w-]{1,200})*[\s,]*$")
_SIGNALS = re.compile("[🔴🟠🟡🟢🔵🟣🟤⚫⚪🟥🟧🟨🟩🟦🟪⬛⬜⬆⬇⬅➡↗↘↙↖🔺🔻🔼🔽📈📉✅❌❎👍👎]|[\U0001f1e6-\U0001f1ff]{2}")

STRANGE_TOKENS, SAMPLED, MET = 60, 64, 7
"""Of a post of so many words, or characters, so many 3-grams are looked for in another, which has so many if they may
be one: of copies with up to a tenth of the words edited none of 5,800 had less than three in ten."""
_QUESTIONS = frozenset("?\uff1f\u061f")
_QUESTION = re.compile("[?\uff1f\u061f][\\W_]*$")

_MAX_PROMO_WORDS = 10
_MAX_CALL_CHARS = 60
_MAX_SIGNATURE_WORDS = 3
_MAX_JOIN_WORDS = 6
_EDGE_LINES = 3


class Content:
    """What the judge compares of one post; words are read when they are asked for.

    `lines` are those with content, `keys` the same folded, or as they are where their words must be read; lines with
    one key have the same words.  `signatures` are short lines with a handle or a link at the edges (the handle,
    the other words), `tags` the hashtags at the end.  `cache` remembers the words of lines that were read, `folded`
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
        "keys",
        "lines",
        "signatures",
        "tags",
    )

    def __init__(self, text: str, cache: LineCache | None = None, folded: Folded | None = None) -> None:
        self.signatures: dict[str, str] = {}
        self.tags: frozenset[str] = frozenset()
        self._text = text
        self._cache: LineCache = {} if cache is None else cache
        self._words: Words | None = None
        self._weight = 0.0
        self._signals: set[str] | None = None
        folded = folded or next(fold_lines([text]))
        self._spaced = folded.spaced
        self._folded = folded.lines
        found = _content_lines(text, self, folded.keys)
        self.lines = [line for line, _ in found]
        self.keys = [key for _, key in found]
        self._different = frozenset(self.keys)

    @property
    def words(self) -> Words:
        """All words."""
        if self._words is None:
            self._words = Words(zip(count(), self.lines, self.keys, strict=False), self._cache, self._spaced)
        return self._words

    @property
    def rough_weight(self) -> float:
        """About the weight of all words, without reading them."""
        if not self._weight:
            self._weight = self.weight_of(self.lines)
        return self._weight

    def weight_of(self, lines: Iterable[str]) -> float:
        """Gives about the weight of some of the lines or keys, without reading their words."""
        if self._spaced:
            return sum(line.count(" ") + 1 for line in lines)
        return sum(map(rough_weight, lines))

    @property
    def chars(self) -> int:
        """Length of the text in characters."""
        return len(self._text)

    @property
    def signals(self) -> set[str]:
        """Emoji that may say what happened: colours, arrows, flags."""
        if self._signals is None:
            self._signals = set() if self._text.isascii() else set(_SIGNALS.findall(self._text))
        return self._signals

    @property
    def asks(self) -> bool:
        """Whether a line ends in a question mark, whatever signs stand after it."""
        return not _QUESTIONS.isdisjoint(self._text) and any(map(_QUESTION.search, self.lines))

    @property
    def bare(self) -> str:
        """The text without white space."""
        return "".join(self._text.split())

    def shared_keys(self, other: Content) -> Counter[str]:
        """Keys of the lines that both have, as often as both have them."""
        if len(self._different) == len(self.keys) or len(other._different) == len(other.keys):
            return Counter(self._different & other._different)
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

    def words_outside(self, shared: Counter[str]) -> Words:
        """Words of the lines whose keys are not in `shared`, each taken out as often as it stands there."""
        numbered = zip(count(), self.lines, self.keys, strict=False)
        if len(self._different) == len(self.keys):
            return Words((line for line in numbered if line[2] not in shared), self._cache, self._spaced)
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
    return Content(text, folded=Folded([], [None] * (text.count("\n") + 1), spaced=False)).lines


def _content_lines(text: str, post: Content, keys: Sequence[str | None]) -> list[tuple[str, str]]:
    """Lines with content and their keys; headers, calls to subscribe, signatures and lines of tags are set apart."""
    lines = [
        (stripped, stripped if key is None else key)
        for line, key in zip(text.split("\n"), keys, strict=True)
        if (stripped := line.strip())
    ]
    first = 0
    for line, _ in lines[:_EDGE_LINES]:
        data = line.encode("utf-8", "replace")
        if forwarded_from(data) is None and not is_interface(data):
            break
        first += 1
    spare: list[str] = []
    linked, tagged, last = _has_link(text), "#" in text, len(lines) - 1
    # Where nothing is linked or tagged, only the last lines may be something else than content.
    plain = first if linked or tagged else max(first, len(lines) - _EDGE_LINES)
    content = lines[first:plain]
    for number, (whole, key) in enumerate(lines[plain:], plain):
        line = whole
        if tagged and "#" in line:
            line = _without_tags(line, post, number == last)
        if linked and _has_link(line):
            line = _without_links(line, post, spare, number < first + 2 or number >= last - 1)
        elif number > last - _EDGE_LINES and len(line) <= _MAX_CALL_CHARS and (kind := _call(line)):
            spare.append(line)
            if kind == "read on":
                post.signatures[kind] = fold(line)
            continue
        if line:
            content.append((line, key if line is whole else line))
    if any(any(map(str.isalnum, line)) for line, _ in content):
        return content
    post.signatures = {}
    return content + [(line, line) for line in spare or [" ".join(sorted(post.tags))]]


def _has_link(text: str) -> bool:
    return "@" in text or "://" in text or "t.me/" in text or "www." in text


def _without_tags(line: str, post: Content, is_last: bool) -> str:
    """The line without the tags that it consists of, or that end the post."""
    found = _TAGS.search(line)
    if not found or (found.start() and not is_last):
        return line
    tags = (tag.strip(", ").casefold() for tag in found.group().split("#"))
    post.tags |= {tag for tag in tags if tag}
    return line[: found.start()].rstrip()


def _without_links(line: str, post: Content, spare: list[str], at_edge: bool) -> str:
    """The line without addresses, or "" if nothing but a signature or a call to subscribe is left of it."""
    labelled = _MARKDOWN_LINK.sub(r"\1 @", line)
    plain = _LINK.sub(" ", labelled)
    rest = _HANDLE.sub(" ", plain).replace("@", " ")
    found = plain_words(rest)
    if _length(found) > _MAX_PROMO_WORDS or any(word[-1].isdecimal() for word in found):
        return _LAST_HANDLE.sub("", plain)
    if found and not _stems(found):
        if len(found) > _MAX_SIGNATURE_WORDS or not at_edge:
            return _LAST_HANDLE.sub("", plain)
        handle = _HANDLE.search(plain) or _LINK.search(labelled)
        post.signatures[handle.group() if handle else ""] = " ".join(found)
    spare.append(rest)
    return ""


def _length(words: list[str]) -> float:
    """Gives how many words these are where a character of a script without word spaces is half a word."""
    return sum(0.5 if is_single(word) else 1.0 for word in words)


def _stems(words: list[str]) -> set[str]:
    """Gives the stems of a call to subscribe that words begin with, or have in them where none are set apart."""
    stems = {stem for word in words if word.startswith(PROMO_STEMS) for stem in PROMO_STEMS if word.startswith(stem)}
    if any(map(is_single, words)):
        run = "".join(words)
        stems.update(stem for stem in PROMO_STEMS if is_single(stem[0]) and stem in run)
    return stems


@lru_cache(maxsize=1024)
def _call(line: str) -> str:
    """What a short line without a link calls for: to "join" a channel, to "read on", or "" for nothing."""
    found = plain_words(line)
    if not found or any(word[-1].isdecimal() for word in found):
        return ""
    if _length(found) <= _MAX_JOIN_WORDS and (found[0] in JOINING or len(_stems(found)) >= 2):
        return "join"
    return "read on" if len(found) <= 4 and found[0].startswith(READ_ON_STEMS) else ""
