"""The content of a post: its text without forward header, calls to subscribe, signatures and trailing tags."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

from tgclean.match.scripts import UNSPACED_CLASS
from tgclean.match.tokens import LINKS
from tgclean.telegram import forwarded_from

CALL_WORDS, CALL_CHARS = 9, 120
"""A line with an address, no figure and no more than this calls or signs."""
CALL_LINES = 3
"""How many lines at the end of a post may call; where more do, they are a list, and its content."""
SIGNATURE_CHARS, TAG_CHARS = 60, 300
"""How far from its end a line is searched for a signature, and a post for tags."""
_ADDRESS = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,15}://|www\.|t\.me/)\S+|@\w{2,}", re.IGNORECASE)
# A link to a chat, or to the front page of a site, says who posts; any other says what.
_CHAT = re.compile(
    r"@|(?:(?:https?://)?(?:t|telegram)\.(?:me|dog)/|tg://)(?!proxy|socks)|(?:https?://)?[^/]*/?$", re.IGNORECASE
)
_CHAT_NAME = re.compile(r"(?:.*?\.(?:me|dog)/|@)(\w+)", re.IGNORECASE)
_CHATS = chr(LINKS + 0x8000)
"""Pages are characters below this one, chats and handles from it on."""
_SIGNATURE = re.compile(r"[.!?…。！？؟|—–©]+\s+([^.!?…。！？؟\d]{1,60}?)\s*$")
# What stands behind an ellipsis at the end of a longer text asks to read on.
_READ_ON = re.compile(r"(?:…|\.\.\.)[^.!?…。！？؟\d\n]{0,30}$")
_TAGS = re.compile(r"(?:[\s,]*#[^\s#,]{1,200})+\s*$")
# Two characters of a script without spaces are about a word.
_WORD, _DIGIT = re.compile(rf"[{UNSPACED_CLASS}]{{1,2}}|[^\W_]+"), re.compile(r"\d")


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
    addressed = _may_address(text)
    cut = _READ_ON.search(text, len(text) - SIGNATURE_CHARS) if len(text) > CALL_CHARS else None
    if not forwarded and not addressed and not cut and "#" not in text:
        return Content(text, [])
    kept, links = text[len(head) + 1 :] if forwarded else text, list[str]()
    if addressed:
        kept, links = _without_calls(kept)
    if "#" in (end := kept[-TAG_CHARS:]):
        at = end.index("#")
        kept = kept[: len(kept) - len(end) + at] + _TAGS.sub("", " " + end[at:])
    kept = (_READ_ON.sub("", kept) if cut else kept).strip()
    return Content(kept, links) if links or _WORD.search(kept) else Content(text, [])


def _without_calls(text: str) -> tuple[str, list[str]]:
    """Return a text with its addresses as single characters and without calls and signatures; and the addresses."""
    lines, calls = text.split("\n"), list[int]()
    shown: dict[int, list[str]] = {}
    for at, line in enumerate(lines):
        if not _may_address(line) or not (found := _ADDRESS.findall(line)):
            continue
        shown[at] = found
        lines[at] = rest = _ADDRESS.sub(_character, line)
        if len(rest) <= CALL_CHARS and len(_WORD.findall(rest)) <= CALL_WORDS and not _DIGIT.search(rest):
            calls.append(at)
        elif signature := _SIGNATURE.search(rest, max(len(rest) // 2, len(rest) - SIGNATURE_CHARS)):
            lines[at] = rest[: signature.start()] + _pages(signature[0])
    if len(calls) <= CALL_LINES:
        for at in calls:
            if at < 2 or at >= len(lines) - CALL_LINES:
                lines[at] = _pages(lines[at])
    return "\n".join(lines), [address for addresses in shown.values() for address in addresses]


def _may_address(text: str) -> bool:
    """Return whether a text may have an address; the pattern takes ten times as long."""
    return "@" in text or "://" in text or "t.me/" in text or "www." in text


def _pages(line: str) -> str:
    """Return the links to pages in a line that calls or signs."""
    return "".join(f" {char}" for char in line if chr(LINKS) <= char < _CHATS)


def _character(found: re.Match[str]) -> str:
    """Return a character for an address; one chat is the same by its link and by its handle."""
    address = found[0]
    if not _CHAT.match(address):
        return f" {chr(LINKS + zlib.crc32(address.encode('utf-8', 'replace')) % 0x8000)} "
    name = _CHAT_NAME.match(address)
    return f" {chr(ord(_CHATS) + zlib.crc32((name[1] if name else address).lower().encode()) % 0x7FFE)} "
