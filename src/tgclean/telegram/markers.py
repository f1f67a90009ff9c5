"""Emoji markers and bullets: where a block of a post begins.

The symbols are listed by Unicode property where properties are stable, by hand where they are not:
★ ☐ ⚐ and their like were Extended_Pictographic up to Unicode 16 and are not any more.
Source: Unicode TR51; the first lines of some thousand posts of a dozen channels.
"""

from __future__ import annotations

from functools import lru_cache

from tgclean.patterns import pattern
from tgclean.telegram.emoji import EMOJI, KEYCAP

_BULLETS = "•‣⁃◦∙·●○◆◇■□▪▫◼◻▶►▸➤➔➢→★☆✓✔✦✧❖☐☑☒⚐⚑①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿"
_DASHES = "–—―*-"  # a bullet only with a space behind it: "— Yes." but not "-5" or "*bold*"
_NEAR_CHARS, _MOST_CHARS = 3, 8  # of a beginning that is remembered

_MARKER = pattern(
    rf"[ \t\u00a0\u2800]*"
    rf"(?P<marker>(?:{EMOJI}|{KEYCAP}){{1,4}}|[{_BULLETS}]\ufe0f?|[{_DASHES}](?=[ \u00a0]))(?P<after>.?)"
)
_KEYCAPS = pattern(r"(?:[0-9]\ufe0f?\u20e3){2,}")
_SELECTORS = pattern("[\ufe0e\ufe0f]")


def marker_of(line: str) -> str:
    """Gives the emoji marker or bullet that a line begins with, variation selectors dropped, else "".

    A marker is a run of one to four emoji, or one bullet.  A run of keycaps glued to what follows is a
    number written in emoji ("5️⃣7️⃣!", "1️⃣0️⃣:00"), not a marker.

    >>> marker_of("🔹️The group represented Brunei"), marker_of("🇷🇺🇲🇾 We discussed"), marker_of("• one")
    ('🔹', '🇷🇺🇲🇾', '•')
    >>> marker_of("ASEAN turns 57"), marker_of("5️⃣7️⃣!"), marker_of("-5 °C"), marker_of("#news"), marker_of("© 2024")
    ('', '', '', '', '')
    """
    # Most markers end within three characters, and few beginnings are all there are.
    found = _near(line[:_NEAR_CHARS])
    return _far(line) if found is None else found


def _far(line: str) -> str:
    end = _end_of(line[:_MOST_CHARS]) or line
    return _short_marker(end) if len(end) <= _MOST_CHARS else _marker(line)


def _end_of(begin: str) -> str:
    """Gives what a marker stands in: a letter or a space ends it, whichever letter; "" if there is none."""
    if not begin[:1].isspace():
        for end in range(1, len(begin)):
            char = begin[end]
            if char.isalpha() and begin[end - 1] != "\u200d":
                return begin[:end] + "a"
            if char == " ":
                return begin[: end + 1]
    return ""


@lru_cache(4096)
def _near(begin: str) -> str | None:
    if not begin or begin[0].isalpha():
        return ""
    end = _end_of(begin)
    return _short_marker(end) if end else None


def _marker(line: str) -> str:
    found = _MARKER.match(line)
    if found is None:
        return ""
    marker, after = found["marker"], found["after"]
    if _KEYCAPS.fullmatch(marker) and after and not (after.isspace() or after.isalpha()):
        return ""
    return _SELECTORS.sub("", marker)


_short_marker = lru_cache(4096)(_marker)
