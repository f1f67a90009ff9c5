"""Whether a line calls for something around a channel: to subscribe, to share, to send news, to read on; or credits."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tgclean.match.around.hearing import Heard, hear, letters, tells
from tgclean.match.letters import fold
from tgclean.match.tables.calls import CREDITS

_MAX_WORDS, _MAX_BARE_WORDS, _MAX_READ_ON_WORDS, _MAX_CREDIT_WORDS = 16.0, 10.0, 6.0, 6.0
_MAX_NAME_WORDS = _MAX_CREDIT_HEAD = 3
_MAX_CHARS = 250
"""No call is so long: what is longer is not read for one."""

ARROWS = (
    "\u2190\u2192\u21d0\u21d2\u25b6\u25ba\u261e\u2794\u279c\u279e\u27a1\u27a4\u2935\u2b05\u2b07\u2b95"
    "\U0001f447\U0001f448\U0001f449"
)
_EMOJI = f"(?:(?![{ARROWS}])[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff])"
PARTS = re.compile(
    r"(?<=[.!?…])\s+|(?<=[。！？])\s*|\s*[|｜¦•·▪▫●■◆]\s*|\s+[-–—/]\s+|"
    rf"\s*(?:{_EMOJI}[\ufe0f\u200d]*)+\s*"
)
"""What parts of a line stand between: ends of sentences, bars, dashes, emoji that are no arrows."""


def is_call(line: str) -> bool:
    """Says whether a line with an address, here taken out of it, calls for something around a channel.

    Not where it says something else, too: beside a verb may stand the name of the channel, beside one that asks to
    subscribe one word more, and nouns alone make a call if all are known.

    >>> is_call("Подписывайтесь на Пермь Сегодня:"), is_call("Send us news: | Advertising:"), is_call("Наш чат 👉")
    (True, True, True)
    >>> is_call("Join those who look for the lost girl:"), is_call("Our only account now:"), is_call("Dog found:")
    (False, False, False)
    """
    if len(line) > _MAX_CHARS or (heard := hear(line)).length > _MAX_WORDS:
        return False
    if heard.calls and (not heard.figures or not heard.small):
        uncased = bool(heard.small) and line.lower() == line.upper()
        return heard.small <= heard.subscribes + uncased and heard.capital <= _MAX_NAME_WORDS
    if not heard.known or heard.figures or heard.small or heard.named or heard.capital >= _MAX_NAME_WORDS:
        return False
    return not tells(line)


@lru_cache(maxsize=1024)
def is_bare_call(line: str) -> bool:
    """Says whether a line without an address is such a call; the name of the channel may stand beside it.

    >>> is_bare_call("Перепічка Live | Надіслати новину"), is_bare_call("Like and share!"), is_bare_call("频道投稿")
    (True, True, True)
    >>> is_bare_call("Share prices fell"), is_bare_call("Road closed. Subscribe!")
    (False, False)
    """
    parts = [hear(part) for part in PARTS.split(line) if part and any(map(str.isalnum, part))]
    if any(part.figures for part in parts) or sum(part.length for part in parts) > _MAX_BARE_WORDS:
        return False
    called, uncased = [_calls(part) for part in parts], line.lower() == line.upper()
    if not any(called) and (len(parts) < _MAX_NAME_WORDS or not any(part.known for part in parts)):
        return False
    return all(
        is_said or not part.others or (part.length <= _MAX_NAME_WORDS and (uncased or not part.small))
        for is_said, part in zip(called, parts, strict=True)
    )


def _calls(part: Heard) -> bool:
    if part.capital >= _MAX_NAME_WORDS:
        return False
    return (part.led and part.small <= part.subscribes) or ((part.calls or part.asks) and not part.small)


def is_sentence(line: str) -> bool:
    """Says whether a line is such a call that names nothing, as the last sentence of a post may be one.

    >>> is_sentence("Subscribe to our channel!"), is_sentence("Follow the orders of the guards.")
    (True, False)
    """
    return not hear(line).others and is_bare_call(line)


def is_read_on(line: str) -> bool:
    """Says whether a line is nothing but a pointer to the full text.

    >>> is_read_on("LEIA MAIS"), is_read_on("czytaj dalej"), is_read_on("全文见链接"), is_read_on("Video of the crash")
    (True, True, True, False)
    """
    heard = hear(line)
    if heard.others or heard.figures or heard.length > _MAX_READ_ON_WORDS:
        return False
    return heard.reads and heard.short < heard.length / 2


@cache
def _credits() -> frozenset[str]:
    return frozenset(CREDITS.replace("_", " ").split())


def _is_credit_head(words: list[str]) -> bool:
    if words and all(len(word) == 1 for word in words):
        return "".join(words) in _credits()
    return 0 < len(words) <= _MAX_CREDIT_HEAD and {words[0], words[-1]} <= _credits()


def is_credit(line: str) -> bool:
    """Says whether a line tells whose the report or a picture of it is.

    >>> is_credit("© Giro do Vale"), is_credit("Фото: пресс-служба"), is_credit("Photo shows a bear")
    (True, True, False)
    """
    if len(line) > _MAX_CHARS:
        return False
    head, colon, name = fold(line).replace("\u055d", ":").replace("fot.", "fot:").partition(":")
    if "©" in line or head.lstrip().startswith("via "):
        name = line
    elif not colon or not _is_credit_head(letters(head)):
        return False
    heard = hear(name)
    return heard.length <= _MAX_CREDIT_WORDS and (not heard.figures or "©" in line)
