"""Turns a post's text into what the judge compares: folded words, without what is no content."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import cast

import regex

from tgclean.match.figures import has_written_date, is_figure, rewrite_figures, unify_figures
from tgclean.match.letters import SINGLES, fold, span_class, unmark
from tgclean.match.lexicon import FLASH, PROMO_STEMS, READ_ON_STEMS
from tgclean.telegram import forwarded_from, is_interface

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
_LINK = re.compile(r"(?:\w{2,10}://|www\.|\bt\.me/)\S+", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{4,1000}\)")
_HANDLE = re.compile(r"(?<![\w@/.])@\w{2,}")
_LAST_HANDLE = re.compile(r"@\w*[\s.!)]*$")
_TAGS = re.compile(r"#[\w-]{1,200}(?:[\s,]*#[\w-]{1,200})*[\s,]*$")
_DENIED = re.compile(r"n't\b")
_SIGNALS = re.compile("[🔴🟠🟡🟢🔵🟣🟤⚫⚪🟥🟧🟨🟩🟦🟪⬛⬜⬆⬇⬅➡↗↘↙↖🔺🔻🔼🔽📈📉✅❌❎👍👎]|[\U0001f1e6-\U0001f1ff]{2}")

_MAX_PROMO_WORDS = 10
_MAX_CALL_CHARS = 60
_MAX_HEAD_WORDS = 10
_EDGE_LINES = 3
_MAX_SIGNATURE_WORDS = 3
_SIGNAL_WORDS = 24
_TITLE_CASE = 0.42

LineCache = dict[str, tuple[list[str], list[str], int]]
"""Words of lines: folded, as written, and how many of them are figures."""


@dataclass(slots=True)
class Words:
    """What the judge compares of one post.

    `folded` are the words in order, figures and dates in one spelling; `shown` are the same words as written, for
    capitals and for reasons.  `weight` counts a character of a script without word spaces as .6 of a word.
    `head` is how many words stand in the short lines that open the post.  `signatures` are short lines with a
    handle or a link (the handle, the other words), `figures` the number of figures, `breaks` where lines end, `tags` and `signals` what else may set short posts apart.
    `bare` is the text without white space, for posts without any word.
    """

    folded: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    weight: float = 0.0
    head: int = 0
    tags: frozenset[str] = frozenset()
    signals: tuple[str, ...] = ()
    figures: int = 0
    signatures: dict[str, str] = field(default_factory=dict)
    bare: str = ""
    breaks: list[int] = field(default_factory=list)
    vocabulary: frozenset[str] = frozenset()
    _informing: bool | None = None

    @property
    def capitals_inform(self) -> bool:
        """Whether capitals tell names in this post: few of its words have one."""
        if self._informing is None:
            self._informing = sum(word[:1].isupper() for word in self.shown) <= _TITLE_CASE * len(self.shown)
        return self._informing


def read_words(text: str, cache: LineCache | None = None) -> Words:
    """Gives the words of a post; `cache` remembers the words of lines seen before.

    >>> read_words("🔔 Rates: 1,234.5 on 24 Oct. 2024\\nSubscribe @rates").folded
    ['rates', '1234.5', 'on', '@10-24', '2024']
    """
    words = Words()
    cache = {} if cache is None else cache
    for number, line in enumerate(_content_lines(text, words)):
        known = cache.get(line)
        if known is None:
            known = cache[line] = _line_words(line)
        folded, shown, figures = known
        if not words.folded and len(folded) > 1 and folded[0] in FLASH:
            folded, shown = folded[1:], shown[1:]
        if number < 2 and words.head == len(words.folded) and len(folded) <= _MAX_HEAD_WORDS:
            words.head += len(folded)
        words.folded += folded
        words.shown += shown
        words.figures += figures
        words.breaks.append(len(words.folded))
    words.weight = float(len(words.folded))
    if not text.isascii():
        if singles := len(_SINGLES.findall(text)):
            words.weight = max(words.weight - 0.4 * singles, 0.6)
        if len(words.folded) < _SIGNAL_WORDS:
            words.signals = tuple(sorted(_SIGNALS.findall(text)))
    if not words.folded:
        words.bare = "".join(text.split())
    words.vocabulary = frozenset(words.folded)
    return words


def _content_lines(text: str, words: Words) -> list[str]:
    """Lines with content; headers, calls to subscribe, signatures and lines of tags are set apart."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    first = 0
    for line in lines[:_EDGE_LINES]:
        data = line.encode("utf-8", "replace")
        if forwarded_from(data) is None and not is_interface(data):
            break
        first += 1
    content: list[str] = []
    spare: list[str] = []
    linked, tagged, last = _has_link(text), "#" in text, len(lines) - 1
    for number, line in enumerate(lines[first:], first):
        if tagged and "#" in line:
            line = _without_tags(line, words, number == last)
        if linked and _has_link(line):
            line = _without_links(line, words, spare, number < first + 2 or number >= last - 1)
        elif number >= last - 1 and len(line) <= _MAX_CALL_CHARS and (kind := _call(line)):
            spare.append(line)
            if kind == "read on":
                words.signatures[kind] = fold(line)
            continue
        if line:
            content.append(line)
    if any(any(map(str.isalnum, line)) for line in content):
        return content
    words.signatures = {}
    return content + (spare or [" ".join(sorted(words.tags))])


def _has_link(text: str) -> bool:
    return "@" in text or "://" in text or "t.me/" in text or "www." in text


def _without_tags(line: str, words: Words, is_last: bool) -> str:
    """The line without the tags that it consists of, or that end the post."""
    found = _TAGS.search(line)
    if not found or (found.start() and not is_last):
        return line
    tags = (tag.strip(", ").casefold() for tag in found.group().split("#"))
    words.tags |= {tag for tag in tags if tag}
    return line[: found.start()].rstrip()


def _without_links(line: str, words: Words, spare: list[str], at_edge: bool) -> str:
    """The line without addresses, or "" if nothing but a signature or a call to subscribe is left of it."""
    labelled = _MARKDOWN_LINK.sub(r"\1 @", line)
    plain = _LINK.sub(" ", labelled)
    rest = _HANDLE.sub(" ", plain).replace("@", " ")
    found = _SINGLE_TOKEN.findall(unmark(rest).casefold())
    if len(found) > _MAX_PROMO_WORDS or any(word[-1].isdecimal() for word in found):
        return _LAST_HANDLE.sub("", plain)
    if found and not any(word.startswith(PROMO_STEMS) for word in found):
        if len(found) > _MAX_SIGNATURE_WORDS or not at_edge:
            return _LAST_HANDLE.sub("", plain)
        handle = _HANDLE.search(plain) or _LINK.search(labelled)
        words.signatures[handle.group() if handle else ""] = " ".join(found)
    spare.append(rest)
    return ""


def _call(line: str) -> str:
    """What a short line without a link calls for: to "join" a channel, to "read on", or "" for nothing."""
    found = _SINGLE_TOKEN.findall(unmark(line).casefold())
    if not found or any(word[-1].isdecimal() for word in found):
        return ""
    if len(found) <= 6 and len({stem for word in found for stem in PROMO_STEMS if word.startswith(stem)}) >= 2:
        return "join"
    return "read on" if len(found) <= 4 and found[0].startswith(READ_ON_STEMS) else ""


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
