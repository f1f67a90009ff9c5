"""Interface lines: what a page or client prints around a post, never part of its text.

t.me pages are English whatever the channel's language.  "Read in full", "Subscribe", signatures and
hashtags are content and are not here.
"""

from __future__ import annotations

from tgclean.patterns import pattern
from tgclean.telegram.reactions import COUNT, is_bar

# A medium that the page does not show: this pair stands at the beginning of a post.
_VIEW = "VIEW IN TELEGRAM"
_NO_MEDIA = (
    "This media is not supported in your browser",
    "This media is not supported in the widget",
    "Please open Telegram to view this post",
    "Media is too big",
)
_PLACEHOLDERS = frozenset(s.encode() for s in (_VIEW, "View in Telegram", *_NO_MEDIA, *(m + _VIEW for m in _NO_MEDIA)))

# Page heads, buttons and service lines that no author writes as a line of its own.
_LINES = frozenset(
    s.encode()
    for s in (
        "Download Telegram", "Open in Telegram", "Preview channel", "Join Channel", "Channel created",
        "Channel photo updated", "Channel photo removed", "Live stream started", "Live stream finished",
        "Anonymous Poll", "Public Poll", "Anonymous Quiz", "Final Results",
        "If the open doesn't start, click here", "from br", "Telegram | DID YOU KNOW?",
    )
)  # fmt: skip

_TIME = r"[0-9]{1,2}:[0-9]{2}"
_SPACE = r"[ \u00a0]"
_PATTERN = pattern(
    rf"{COUNT}{_SPACE}?(?:subscribers?|members?|photos?|videos?|files?|links?)"
    rf"|{COUNT}{_SPACE}(?:voters?|votes?|answers?)"
    r"|.{1,128} pinned (?:«.*»|\".*\"|“.*”"
    r"|an? (?:photo|video|file|message|GIF|sticker|poll|quiz|voice message|video message|audio file))"
    r"|Channel name (?:was )?changed to «.*»"
    r"|.{1,128} – Telegram"
)
# What closes a post on its page, but for the bar of reactions: views, the time.
_CLOSING = pattern(
    rf"{COUNT}{_SPACE}?views?(?:{_SPACE}*edited)?(?:{_SPACE}*{_TIME})?"
    rf"|edited{_SPACE}*(?:{_TIME})?"
    rf"|{_TIME}"
    r"|[0-9](?:[0-9.,]*[0-9])?[KM]"
)
_SEPARATOR = pattern(r"(?:[-=_*~#+.•·‒–—―─━═➖▬][ \u00a0]?){3,}")
_MAX_CHARS = 200

WHOLE_LINES = _PLACEHOLDERS | _LINES
# How the lines of the patterns end, but for figures, quotes, white space, and a K or M behind a figure.
TAILS = frozenset(
    s.encode()
    for s in (
        "Telegram", "»", "”", "view", "views", "edited", "subscriber", "subscribers", "member", "members", "photo",
        "photos", "video", "videos", "file", "files", "link", "links", "voter", "voters", "vote", "votes", "answer",
        "answers", "message", "GIF", "sticker", "poll", "quiz",
    )
)  # fmt: skip


def is_placeholder(line: bytes) -> bool:
    """Says whether a line stands for a medium that the page does not show; a post begins with it.

    >>> is_placeholder(b"VIEW IN TELEGRAM"), is_placeholder(b"Media is too bigVIEW IN TELEGRAM")
    (True, True)
    """
    return line in _PLACEHOLDERS or line.strip() in _PLACEHOLDERS


def is_interface(line: bytes) -> bool:
    """Says whether a line is the interface's and nobody's text, wherever it stands; placeholders too.

    >>> is_interface("12.4K subscribers".encode()), is_interface(b"Read in full")
    (True, False)
    """
    line = line.strip()
    if len(line) > _MAX_CHARS * 2 or not line:
        return False
    if line in WHOLE_LINES:
        return True
    # Every pattern begins with a digit or ends in a letter or quote that few lines end in.
    if (
        line[0] in b"0123456789"
        or line.endswith((b"Telegram", "»".encode(), b'"', "”".encode()))
        or b" pinned a" in line
    ):
        return _PATTERN.fullmatch(line.decode("utf-8", "replace")) is not None
    return False


def is_closing(line: bytes) -> bool:
    """Says whether a line looks like the views, time or reactions that close a post on its page.

    By its looks alone: an author may write "12:30" too, so what stands inside a repeated body is text.

    >>> is_closing(b"1.3K views09:35"), is_closing("👍83👎14".encode()), is_closing(b"12:30")
    (True, True, True)
    >>> is_closing("5️⃣7️⃣ years".encode()), is_closing("🔥🔥510".encode())
    (False, False)
    """
    line = line.strip()
    if not line or len(line) > _MAX_CHARS:
        return False
    first = line[0]
    if first < 0x80 and first not in b"0123456789e":
        return False
    text = line.decode("utf-8", "replace")
    return _CLOSING.fullmatch(text) is not None or is_bar(text)


def is_separator(line: bytes) -> bool:
    """Return whether a line is nothing but dashes, stars and the like, as people put between posts, or inside one.

    >>> is_separator(b"-----"), is_separator("—————".encode()), is_separator(b"* * *"), is_separator(b"-5")
    (True, True, True, False)
    """
    return len(line) <= _MAX_CHARS and _SEPARATOR.fullmatch(line.decode("utf-8", "replace")) is not None
