"""Handles and links in a line: which are a signature of it, and which are what it says."""

from __future__ import annotations

import re
from functools import cache

from tgclean.match.around import promo
from tgclean.match.around.hearing import hear, says_contact, tells
from tgclean.match.letters import fold
from tgclean.match.tables.talk import INTO

LINK = re.compile(r"(?:\w{2,10}://|www\.|\bt\.me/)\S+", re.IGNORECASE)
HANDLE = re.compile(r"(?<![\w@/.])@\w{2,}")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{4,1000}\)")
_LAST_HANDLE = re.compile(r"@\w*[\s.!)]*$")
_TELEGRAM = re.compile(r"(?:\w{2,10}://)?(?:t|telegram)\.(?:me|dog)/(?:s/)?(\w{2,})/?(?:\?\S*)?$", re.IGNORECASE)
_HOST = re.compile(r"(?:\w{2,10}://)?(?:www\.|m\.)?([^/?#\s]+)([^?#\s]*)", re.IGNORECASE)
# Possessive, or a link of nothing but signs is taken back one by one.
_LAST = re.compile(rf"(?:{LINK.pattern}+|{HANDLE.pattern}+)[\W_]*+$", re.IGNORECASE)
_FAR = 260
"""So many characters before an address may tell what it is; patterns go no farther back."""
_SHORTENED = frozenset(
    ("bit.ly", "t.co", "goo.gl", "tinyurl.com", "clck.ru", "is.gd", "cutt.ly", "vk.cc", "ow.ly", "u.to")
)
_POINTERS = (":", "\uff1a", "\u055d", "->", "=>", ">>", *promo.ARROWS)
_BETWEEN = " \t\"'«“„([\ufe0f"
"""What may stand between a pointer and what it points at."""
_STOPS = (".", "!", "?", "。", "！", "？")


def has_link(text: str) -> bool:
    """Says whether a text may hold a handle or a link."""
    return "@" in text or ("/" in text and ("://" in text or "t.me/" in text)) or "www." in text


@cache
def _into() -> frozenset[str]:
    return frozenset(INTO.split())


class Line:
    """A line with addresses: `plain` is the line without links, `rest` without handles, too."""

    def __init__(self, whole: str) -> None:
        self._whole = whole
        self._labelled = _MARKDOWN_LINK.sub(r"\1 @", whole) if "](" in whole else whole
        # Where no link can be the pattern looks ten characters ahead from each.
        linked = "/" in whole or "www." in whole.lower()
        self.plain = LINK.sub(" ", self._labelled) if linked else self._labelled
        self.rest = HANDLE.sub(" ", self.plain).replace("@", " ")

    @property
    def address(self) -> str:
        """The first handle, or else link."""
        found = HANDLE.search(self.plain) or LINK.search(self._labelled)
        return found.group() if found else ""

    @property
    def contact(self) -> str:
        """The last address, however it is written; "" if it does not tell what it leads to."""
        found = _LAST.search(self._whole)
        return _named(found.group()) if found else ""

    @property
    def is_labelled(self) -> bool:
        """Whether the last address stands behind a colon: hacked account: @abc."""
        found = _LAST.search(self._whole)
        before = self._whole[: found.start()] if found else ""
        return before.rstrip(_BETWEEN).endswith((":", "\uff1a", "\u055d"))

    def object(self) -> str:
        """Gives the contact if it is what the line says, "" if it is a signature.

        >>> Line("The one who repays is here: @abc").object(), Line("Write who has found it to @abc").object()
        ('@abc', '@abc')
        >>> Line("Lost your key? Write to the support bot: @abc").object()
        '@abc'
        >>> Line("It rains since the morning. @abc").object(), Line("It rains since morning. More news: @abc").object()
        ('', '')
        """
        found = _LAST.search(self._whole)
        if not found:
            return ""
        before = self._whole[: found.start()]
        part = _last_part(before)
        if not any(map(str.isalnum, part)):
            return ""
        said = HANDLE.sub(" ", LINK.sub(" ", part))
        behind = any(map(str.isalnum, before[: -len(part)]))
        if promo.is_call(said) and not (behind and (tells(before) or says_contact(said))):
            return ""
        if promo.is_credit(said) or (not found.group().startswith("@") and hear(part).reads):
            return ""
        words = fold(part).split()
        into = words[-1:] and words[-1] in _into()
        stopped = found.group().rstrip().endswith(_STOPS)
        return _named(found.group()) if into or stopped or _points(before) else ""

    def content(self) -> str:
        """Gives the line without its links, its last handle, and a call to subscribe that it ends in."""
        found = _LAST.search(self._whole)
        if found:
            part = _last_part(self._whole[: found.start()])
            before = self._whole[: found.start()].rstrip()
            if any(map(str.isalnum, part)) and before.endswith(part.rstrip()) and promo.is_call(part):
                return Line(before[: len(before) - len(part.rstrip())].rstrip()).plain
        return _LAST_HANDLE.sub("", self.plain)

    def is_pointed_at_by(self, before: str) -> bool:
        """Says whether the line before says that what it says comes now."""
        return _points(before) and any(map(str.isalnum, before)) and not promo.is_call(before)


def _points(before: str) -> bool:
    return before.rstrip(_BETWEEN).endswith(_POINTERS)


def _last_part(text: str) -> str:
    """The last part of a text, or so much of it that it is no call."""
    return promo.PARTS.split(text[-_FAR:])[-1]


def _named(address: str) -> str:
    """Gives an address as it is compared: a handle also for its link, any link without what tracks it."""
    address = address.strip().rstrip(".,!?)»”\"'…*")
    if address.startswith("@"):
        return re.sub(r"\W+$", "", address).casefold()
    if found := _TELEGRAM.match(address):
        return f"@{found[1].casefold()}"
    found = _HOST.match(address)
    if not found or found[1].lower() in _SHORTENED:
        return ""
    return f"{found[1].lower()}{found[2].rstrip('/')}"
