"""What a page of t.me/s prints around its posts: their feet, and the head of the page.

    1.3K views09:35      1.3K views edited 09:35      1.3K views[09:35](https://t.me/harbour/7)

The page is English whatever the channel's language; a signed post has its author between views and time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tgclean.patterns import pattern
from tgclean.telegram.forwards import MAX_NAME_CHARS

__all__ = [
    "MAX_FOOT_LINES", "MAX_NAME_CHARS", "NO_FOOT", "Foot", "author_of", "foot", "head_evidence", "is_duration",
    "is_poll_figure", "is_poll_type", "is_views", "may_tell_views", "message_number", "title_of",
]  # fmt: skip

MAX_FOOT_LINES = 6

_COUNT = r"\d[\d.,]*[KM]?"
_GAP = r"[ \u00a0]"
_TIME = r"\d{1,2}:\d{2}(?:[ \u00a0\u202f]?[AP]M)?"
_LINKED = rf"(?:{_TIME}|\[{_TIME}\]\((?P<url>\S{{1,300}})\))"
_BETWEEN = rf"(?:{_GAP}*edited)?(?:{_GAP}*[^\n]{{1,64}},)?{_GAP}*"
_VIEWS = pattern(rf"{_COUNT}{_GAP}?views?{_BETWEEN}")
_FOOT = pattern(rf"{_COUNT}{_GAP}?views?{_BETWEEN}{_LINKED}")
_AUTHOR = rf"(?!{_GAP}*edited)(?P<author>[^\n]{{1,400}}?),?{_GAP}*(?<!\d)"
_SIGNED = pattern(rf"{_COUNT}{_GAP}?views?+(?:{_GAP}*edited)?{_AUTHOR}{_LINKED}")
_CLOCK = pattern(_LINKED)
_NUMBER = pattern(_COUNT)
_FIRST, _LAST = frozenset("0123456789["), frozenset("0123456789M)")
_MAX_CHARS = 420
_MAX_SIGNATURE_CHARS = 64

_COUNTED = "(?:subscribers?|members?|photos?|videos?|files?|links?)"
_COUNTERS = pattern(rf"(?:{_COUNT}{_GAP}?{_COUNTED}{_GAP}*)+|{_COUNTED}")
_LAST_OF_HEAD = frozenset("mrsoek")  # Telegram, subscriber, subscribers, photo, file, link
_HANDLE = pattern(r"@\w{4,32}")
_TITLE = pattern(r"(?P<name>.{1,128}) – Telegram")
_DURATION = pattern(r"\d:\d{2}|\d{1,2}:\d{2}:\d{2}")
_MESSAGE = pattern(r"https?://(?:t|telegram)\.me/(?:s/)?\w+/(?P<number>\d+)(?:\?\S*)?")
_POLL_TYPES = frozenset(("Anonymous Poll", "Public Poll", "Anonymous Quiz", "Public Quiz", "Quiz", "Final Results"))
_POLL_FIGURES = pattern(rf"\d{{1,3}}%|{_COUNT}{_GAP}(?:voters?|votes?|answers?)")


class Foot(NamedTuple):
    """A post's foot: how many lines it takes (0: there is none), and the address that the time links to."""

    lines: int
    url: str = ""


NO_FOOT = Foot(0)


def foot(lines: Sequence[str]) -> Foot:
    """Gives the foot that ends with the last of some lines, which have no white space around them.

    Views and time, in one line or in up to `MAX_FOOT_LINES`: a time alone closes nothing.

    >>> foot(["text", "1.3K views09:35"]).lines, foot(["text", "1.3K", "views", "edited", "09:35"]).lines
    (1, 4)
    >>> foot(["we meet at", "09:35"]).lines, foot(["1.3K views"]).lines
    (0, 0)
    """
    line = lines[-1]
    if len(line) > _MAX_CHARS or line[-1:] not in _LAST or line[:1] not in _FIRST:
        return NO_FOOT
    if found := _FOOT.fullmatch(line):
        return Foot(1, found["url"] or "")
    clock = _CLOCK.fullmatch(line)
    if clock is None:
        return NO_FOOT
    for back in range(2, min(MAX_FOOT_LINES, len(lines)) + 1):
        before = lines[-back]
        if len(before) <= _MAX_CHARS and _VIEWS.fullmatch(before):
            return Foot(back, clock["url"] or "")
        if before == "views":
            counted = len(lines) > back and _NUMBER.fullmatch(lines[-back - 1])
            return Foot(back + 1, clock["url"] or "") if counted else NO_FOOT
        if len(before) > _MAX_SIGNATURE_CHARS:
            break
    return NO_FOOT


def author_of(lines: Sequence[str]) -> str:
    """Return the signature in the lines of a foot, "" if it has none.

    >>> author_of(["1.3K", "views", "edited", "J. Doe,", "09:35"]), author_of(["1.3K views09:35"])
    ('J. Doe', '')
    """
    found = _SIGNED.fullmatch(" ".join(lines))
    return found["author"].strip() if found else ""


def is_views(line: str) -> bool:
    """Says whether a line gives the views and nothing else: the foot where an extractor drops the time.

    >>> is_views("1.3K views"), is_views("1.3K views of the sea")
    (True, False)
    """
    return len(line) <= _MAX_CHARS and _VIEWS.fullmatch(line) is not None


def may_tell_views(line: str) -> bool:
    """Says whether a line with views in it may be of a foot: it begins with their number, or is nothing but the word.

    >>> may_tell_views("1.3K views09:35"), may_tell_views("views"), may_tell_views("An interview at 09:35")
    (True, True, False)
    """
    return line[:1].isdecimal() or line == "views"


def head_evidence(line: str) -> str:
    """Gives what in the head of a page a line looks like: title, handle, counters, download, or "".

    >>> head_evidence("Harbour Daily – Telegram"), head_evidence("12.4K subscribers310 photos")
    ('title', 'counters')
    """
    if len(line) > _MAX_CHARS or (line[-1:] not in _LAST_OF_HEAD and line[:1] != "@"):
        return ""
    if line == "Download Telegram":
        return "download"
    if line.endswith(" – Telegram"):
        return "title"
    if _HANDLE.fullmatch(line):
        return "handle"
    return "counters" if _COUNTERS.fullmatch(line) else ""


def title_of(line: str) -> str:
    """Gives the channel that a page's title names, "" if the line is none.

    >>> title_of("Harbour Daily – Telegram"), title_of("Harbour Daily")
    ('Harbour Daily', '')
    """
    found = _TITLE.fullmatch(line) if len(line) <= _MAX_CHARS else None
    return found["name"] if found else ""


def is_duration(line: str) -> bool:
    """Says whether a line is the length of a video: "0:39", "1:02:03"; "12:30" might be an author's.

    >>> is_duration("0:39"), is_duration("12:30")
    (True, False)
    """
    return len(line) <= 8 and _DURATION.fullmatch(line) is not None


def message_number(url: str) -> str:
    """Gives the number of the message that an address of t.me leads to, "" if it leads elsewhere.

    >>> message_number("https://t.me/harbour/7"), message_number("https://t.me/harbour")
    ('7', '')
    """
    found = _MESSAGE.fullmatch(url)
    return found["number"] if found else ""


def is_poll_type(line: str) -> bool:
    """Says whether a line says what kind of poll this is; its figures stand around it."""
    return line in _POLL_TYPES


def is_poll_figure(line: str) -> bool:
    """Says whether a line is a share or a number of votes, as a poll shows them."""
    return len(line) <= _MAX_CHARS and _POLL_FIGURES.fullmatch(line) is not None
