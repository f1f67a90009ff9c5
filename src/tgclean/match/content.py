"""The content of a post: its text without forward header, calls to subscribe, signatures and trailing tags."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

from tgclean.match.tokens import LINKS
from tgclean.telegram import forwarded_from

CALL_WORDS, CALL_CHARS = 9, 120
"""A line with an address, no figure and no more than this calls or signs."""
CALL_LINES = 3
"""How many lines at the end of a post may call; where more do, they are a list, and its content."""
SIGNATURE_CHARS, TAG_CHARS = 60, 300
"""How far from its end a line is searched for a signature, and a post for tags."""
_LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,15}://|www\.|t\.me/)\S+", re.IGNORECASE)
# A link to a chat, or to the front page of a site, says who posts; any other says what.
_CHAT = re.compile(
    r"(?:(?:https?://)?(?:t|telegram)\.(?:me|dog)/|tg://)(?!proxy|socks)|(?:https?://)?[^/]*/?$", re.IGNORECASE
)
_HANDLE = re.compile(r"@\w{2,}")
_SIGNATURE = re.compile(r"[.!?…。！？؟]+\s+([^.!?…。！？؟\d]{1,60}?)\s*$")
_TAGS = re.compile(r"(?:[\s,]*#[^\s#,]{1,200})+\s*$")
_WORD, _DIGIT = re.compile(r"[^\W_]+"), re.compile(r"\d")


class Content(NamedTuple):
    """What a post says: `links` stand in the text as one character each, in this order."""

    text: str
    links: list[str]


def content(text: str) -> Content:
    """Return the content of a text; a text of nothing else is its own content.

    >>> content("Forwarded from News\\nRain in Perm #weather\\nSubscribe @rain").text
    'Rain in Perm'
    """
    head = text.split("\n", 1)[0]
    forwarded = forwarded_from(head.encode("utf-8", "replace")) is not None
    addressed = "@" in text or "://" in text or "t.me/" in text or "www." in text
    if not forwarded and not addressed and "#" not in text:
        return Content(text, [])
    kept, links = text[len(head) + 1 :] if forwarded else text, list[str]()
    if addressed:
        kept, links = _without_calls(kept)
    if "#" in (end := kept[-TAG_CHARS:]):
        at = end.index("#")
        kept = kept[: len(kept) - len(end) + at] + _TAGS.sub("", " " + end[at:])
    kept = kept.strip()
    return Content(kept, links) if links or _WORD.search(kept) else Content(text, [])


def content_lines(text: str) -> list[str]:
    """Return the lines of a text that say something, links as characters of their own.

    >>> content_lines("Rain in Perm\\n\\nSubscribe @rain")
    ['Rain in Perm']
    """
    return [line.strip() for line in content(text).text.split("\n") if line.strip()]


def _without_calls(text: str) -> tuple[str, list[str]]:
    """Return a text with its links as single characters and without calls, handles and signatures; and the links."""
    lines, calls = text.split("\n"), list[int]()
    shown: dict[int, list[str]] = {}
    for at, line in enumerate(lines):
        rest, shown[at] = _without_addresses(line)
        if rest == line:
            continue
        pages = "".join(map(_character, shown[at]))
        lines[at] = rest + pages
        if len(rest) <= CALL_CHARS and len(_WORD.findall(rest)) <= CALL_WORDS and not _DIGIT.search(rest):
            calls.append(at)
        elif signature := _SIGNATURE.search(rest, max(0, len(rest) - SIGNATURE_CHARS)):
            lines[at] = rest[: signature.start()] + pages
    if len(calls) <= CALL_LINES:
        for at in calls:
            if at < 2 or at >= len(lines) - CALL_LINES:
                lines[at] = "".join(map(_character, shown[at]))
    return "\n".join(lines), [link for links in shown.values() for link in links]


def _without_addresses(line: str) -> tuple[str, list[str]]:
    """Return a line without links and handles, and those of its links that say something."""
    links: list[str] = []
    if "://" in line or "t.me/" in line or "www." in line:
        links = [link for link in _LINK.findall(line) if not _CHAT.match(link)]
        line = _LINK.sub(" ", line)
    return (_HANDLE.sub(" ", line) if "@" in line else line), links


def _character(link: str) -> str:
    return f" {chr(LINKS + zlib.crc32(link.encode('utf-8', 'replace')) % 0xFFFE)}"
