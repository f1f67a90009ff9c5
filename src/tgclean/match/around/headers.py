"""Lines that stand before the content of a post: forward headers, the interface's, the title of a channel."""

from __future__ import annotations

import re
from functools import cache

from tgclean.match.letters import fold
from tgclean.match.reading import plain_words
from tgclean.match.tables.forwards import BRACKETED, FORWARDED, SENDERS, SENT, SENT_FROM
from tgclean.telegram import forwarded_from, is_interface

# The word for it, and a word that a name stands behind, or a colon; else it may be news: forwarded 40 prisoners.
_FORWARD = re.compile(
    rf"[\W_]*(?:{'|'.join(FORWARDED)})[^\W_]*(?:\s+(?:{'|'.join(SENDERS)})\s+\S|[^\d:.]{{0,12}}:)", re.IGNORECASE
)
_OPENING, _CLOSING, _BEHIND = "[(<【〔［（「", "])>】〕］）」", " :：👇⬇️"
_TITLE = re.compile(r"[^\w\[]{0,4}(?:【([^】]{1,30})】|\[([^\]]{1,30})\](?!\())[^\w]{0,4}$")
_MAX_HEADER_CHARS, _MAX_TITLE_CHARS, _MAX_TITLE_WORDS = 60, 30, 10
_HEADER_LINES = 3


def _is_sent(line: str) -> bool:
    """Whether a line ends in the word for it, behind a name and from; it may have an auxiliary verb."""
    for part in line.rsplit(None, 3)[1:]:
        if part.startswith(SENT):
            return line[: line.rindex(part)].rstrip().endswith(SENT_FROM)
    return line.endswith(SENT) and line.removesuffix(next(filter(line.endswith, SENT))).endswith(SENT_FROM)


@cache
def _from_elsewhere() -> tuple[str, ...]:
    """The words for it, each behind a space, as `_words_of` gives them."""
    return tuple(_words_of(words) for words in (*BRACKETED, *FORWARDED))


def _words_of(text: str) -> str:
    return "".join(f" {word}" for word in plain_words(text))


def _says_forward(line: str) -> bool:
    """Whether a line says it that is a bracket, or before a colon; one with figures may be news."""
    if any(map(str.isdecimal, line)):
        return False
    if line[0] in _OPENING:
        words = _words_of(line) if line.rstrip(_BEHIND)[-1:] in _CLOSING else ""
        return any(stem in words for stem in _from_elsewhere())
    words = _words_of(line.replace("：", ":").partition(":")[0])
    return len(words) <= _MAX_TITLE_CHARS and words.startswith(_from_elsewhere())


def headers(lines: list[str]) -> int:
    """Gives how many of the first lines are forward headers or the interface's."""
    for number, line in enumerate(lines[:_HEADER_LINES]):
        data = line.encode("utf-8", "replace")
        if forwarded_from(data) is None and not is_interface(data) and (number or not is_forward(line)):
            return number
    return min(len(lines), _HEADER_LINES)


def is_forward(line: str) -> bool:
    """Says whether a line is a forward header in other words than Telegram's, as those who copy posts write them.

    >>> is_forward("[İl Haber kanalından iletildi]"), is_forward("(репост из «Волны»)"), is_forward("転載元：朝の港")
    (True, True, True)
    >>> is_forward("Волна арнасынан жіберілді"), is_forward("朝の港より転載"), is_forward("लहर से फॉरवर्ड किया गया")
    (True, True, True)
    >>> is_forward("Forwarded 40 prisoners to the camp"), is_forward("[Shared taxi 12]")
    (False, False)
    """
    if len(line) > _MAX_HEADER_CHARS or line[-1] in ".!?…":
        return False
    if _FORWARD.match(line):
        return True
    if line[0] in _OPENING or ":" in line or "：" in line:
        return _says_forward(line)
    return _is_sent(line)


def title(line: str) -> str:
    """Gives the words in brackets that a line consists of, "" if there is more or a figure.

    >>> title("【島嶼日常】"), title("【招商】新區"), title("[ Evening News ]")
    ('岛屿日常', '', 'evening news')
    """
    found = _TITLE.match(line) if "【" in line or "[" in line else None
    words = plain_words(found[1] or found[2]) if found else []
    if not words or len(words) > _MAX_TITLE_WORDS or any(word[-1].isdecimal() for word in words):
        return ""
    return fold(found[1] or found[2]).strip() if found else ""
