"""Turns a post's text into what the judge compares: folded words, without what is no content."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import regex

from tgclean.match.figures import rewrite_times, unify_figures
from tgclean.match.letters import SINGLES, fold, span_class, unmark
from tgclean.match.lexicon import FLASH, PROMO_STEMS, READ_ON_STEMS
from tgclean.telegram import forwarded_from, is_interface

_SINGLE = span_class(SINGLES)
_NUMBER = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|(?:(?<![\w.,:/)-])-(?=\d))?\d+(?:[.,:]\d+)*|[%$€£₽₴₺₹₪¥₩]"
_TOKEN = re.compile(rf"[{_SINGLE}]|{_NUMBER}|[^\W\d_{_SINGLE}]+")
# The marks of Indic scripts belong to their words; only `regex` counts them as letters.
_INDIC = re.compile("[\u0900-\u0dff\u0f00-\u0fff]")
_INDIC_TOKEN = regex.compile(rf"[{_SINGLE}]|{_NUMBER}|(?:[\p{{L}}\p{{M}}--[{_SINGLE}]])+", regex.V1)
_SINGLES = re.compile(f"[{_SINGLE}]")
_LINKISH = re.compile(r"@\w|://|t\.me/|www\.", re.IGNORECASE)
_LINK = re.compile(r"(?:\w{2,10}://|www\.|\bt\.me/)\S+", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{4,1000}\)")
_HANDLE = re.compile(r"(?<![\w@/.])@\w{2,}")
_LAST_HANDLE = re.compile(r"@\w*[\s.!)]*$")
_TAGS = re.compile(r"#[\w-]{1,200}(?:[\s,]*#[\w-]{1,200})*[\s,]*$")
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?!\d)")
_DENIED = re.compile(r"n['\u2019\u02bc]t\b", re.IGNORECASE)
_SIGNALS = re.compile("[🔴🟠🟡🟢🔵🟣🟤⚫⚪🟥🟧🟨🟩🟦🟪⬛⬜⬆⬇⬅➡↗↘↙↖🔺🔻🔼🔽📈📉✅❌❎👍👎]|[\U0001f1e6-\U0001f1ff]{2}")

_MAX_PROMO_WORDS = 10
_MAX_CALL_CHARS = 60
_MAX_HEAD_WORDS = 10
_EDGE_LINES = 3


@dataclass(slots=True)
class Words:
    """What the judge compares of one post.

    `folded` are the words in order, figures and dates in one spelling; `shown` are the same words as written, for
    capitals and for reasons.  `weight` counts a character of a script without word spaces as .6 of a word.
    `head` is how many words stand in the short lines that open the post.  `signatures` are short lines with a
    handle or a link (the handle, the other words), `tags` and `signals` what else may set short posts apart.
    `bare` is the text without white space, for posts without any word.
    """

    folded: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    weight: float = 0.0
    head: int = 0
    tags: frozenset[str] = frozenset()
    signals: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    signatures: dict[str, str] = field(default_factory=dict)
    bare: str = ""
    breaks: list[int] = field(default_factory=list)
    vocabulary: frozenset[str] = frozenset()


def read_words(text: str, cache: dict[str, tuple[list[str], list[str]]] | None = None) -> Words:
    """Gives the words of a post; `cache` remembers the words of lines seen before.

    >>> read_words("🔔 Rates: 1,234.5 on 24 Oct. 2024\\nSubscribe @rates").folded
    ['rates', '1234.5', 'on', '@10-24', '2024']
    """
    words = Words()
    lines = _content_lines(text, words)
    for number, line in enumerate(lines):
        folded, shown = _line_words(line, cache)
        if not words.folded and len(folded) > 1 and folded[0] in FLASH:
            folded, shown = folded[1:], shown[1:]
        words.folded += folded
        words.shown += shown
        words.breaks.append(len(words.folded))
        if number < 2 and words.head == len(words.folded) - len(folded) and len(folded) <= _MAX_HEAD_WORDS:
            words.head = len(words.folded)
    words.weight = float(len(words.folded))
    if not text.isascii():
        words.weight -= 0.4 * len(_SINGLES.findall(text))
        if len(words.folded) < _SIGNAL_WORDS:
            words.signals = tuple(sorted(_SIGNALS.findall(text)))
    if not words.folded:
        words.bare = "".join(text.split())
    words.vocabulary = frozenset(words.folded)
    return words


_SIGNAL_WORDS = 24


def _content_lines(text: str, words: Words) -> list[str]:
    """Lines with content; headers, calls to subscribe, signatures and lines of tags are set apart."""
    lines = [line for line in (line.strip() for line in text.split("\n")) if line]
    first = 0
    for line in lines[:_EDGE_LINES]:
        data = line.encode("utf-8", "replace")
        if forwarded_from(data) is None and not is_interface(data):
            break
        first += 1
    content: list[str] = []
    spare: list[str] = []
    tags: set[str] = set()
    for line in lines[first:]:
        if "#" in line and (found := _TAGS.search(line)):
            if found.start() == 0 or line is lines[-1]:
                tags.update(tag.strip(", ").casefold() for tag in found.group().split("#") if tag.strip(", "))
                line = line[: found.start()].rstrip()
        if _LINKISH.search(line):
            line = _without_links(line, words, spare)
        elif len(line) <= _MAX_CALL_CHARS and (line is lines[-1] or line is lines[-2:][0]) and (kind := _call(line)):
            spare.append(line)
            if kind == "read on":
                words.signatures[kind] = fold(line)
            line = ""
        if line:
            content.append(line)
    words.tags = frozenset(tags)
    if not any(map(_has_word, content)):
        words.signatures = {}
        return content + (spare or [" ".join(sorted(tags))])
    return content


def _has_word(line: str) -> bool:
    return any(map(str.isalnum, line))


def _without_links(line: str, words: Words, spare: list[str]) -> str:
    """The line without addresses, or "" if nothing but a signature or a call to subscribe is left of it."""
    labelled = _MARKDOWN_LINK.sub(r"\1 @", line)
    plain = _LINK.sub(" ", labelled)
    rest = _HANDLE.sub(" ", plain).replace("@", " ")
    found = _TOKEN.findall(unmark(rest).casefold())
    if len(found) > _MAX_PROMO_WORDS or any(word[-1].isdigit() for word in found):
        return _LAST_HANDLE.sub("", plain)
    if found and not any(word.startswith(PROMO_STEMS) for word in found):
        handle = _HANDLE.search(plain) or _LINK.search(labelled)
        words.signatures[handle.group() if handle else ""] = " ".join(found)
    spare.append(rest)
    return ""


def _call(line: str) -> str:
    """What a short line without a link calls for: to "join" a channel, to "read on", or "" for nothing."""
    found = _TOKEN.findall(unmark(line).casefold())
    if not found or any(word[-1].isdecimal() for word in found):
        return ""
    if len(found) <= 6 and len({stem for word in found for stem in PROMO_STEMS if word.startswith(stem)}) >= 2:
        return "join"
    return "read on" if len(found) <= 4 and found[0].startswith(READ_ON_STEMS) else ""


def _line_words(line: str, cache: dict[str, tuple[list[str], list[str]]] | None) -> tuple[list[str], list[str]]:
    if cache is not None and (known := cache.get(line)) is not None:
        return known
    plain = unmark(_DENIED.sub(" not", line) if "n\u2019t" in line or "n't" in line else line)
    digits = any(char in plain for char in "0123456789") or not plain.isascii()
    if digits:
        plain = _GROUPED.sub(lambda m: m[1] + re.sub(r"\D", "", m[2]), rewrite_times(plain))
    pattern = _TOKEN if plain.isascii() or not _INDIC.search(plain) else _INDIC_TOKEN
    shown = pattern.findall(plain)
    folded = "\n".join(shown).casefold().split("\n") if shown else []
    if digits:
        folded, shown = unify_figures(folded, shown)
    if cache is not None:
        cache[line] = folded, shown
    return folded, shown
