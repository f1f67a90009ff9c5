"""Bars of reactions: the emoji below a post, with a count behind each.

A bar is one line, such as 👍83👎14; where an extractor writes each text node on a line of its own, every emoji and
every count is a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from tgclean.patterns import pattern
from tgclean.telegram.emoji import EMOJI

COUNT = r"[0-9](?:[0-9.,]*[0-9])?[KM]?"
"""A count as pages of t.me write it: 12, 1,234, 1.3K."""

_SPACE = r"[ \u00a0]?"
_SIGN = pattern(EMOJI)
_COUNT = pattern(COUNT)
_BAR = pattern(rf"(?:{EMOJI}{_SPACE}{COUNT}{_SPACE})+")
_MAX_CHARS = 420


def is_bar(line: str) -> bool:
    """Return whether a line is a bar of reactions: emoji, with a count behind each.

    >>> is_bar("👍83👎14"), is_bar("❤️ 12 🔥 3"), is_bar("👍🏽1.3K👩‍💻7🇧🇳2")
    (True, True, True)

    Two emoji with one figure behind them are a text, such as a price; so is a figure written in keycaps.

    >>> is_bar("🔥🔥510"), is_bar("5️⃣7️⃣"), is_bar("👍")
    (False, False, False)
    """
    return len(line) <= _MAX_CHARS and _BAR.fullmatch(line) is not None


def reactions(lines: Sequence[str]) -> int:
    """Return how many of the last lines are the bar of reactions: one line, or two for each reaction.

    >>> reactions(["text", "👍83👎14"]), reactions(["text", "👍", "83", "👎", "14"]), reactions(["text", "👍"])
    (1, 4, 0)
    """
    if lines and is_bar(lines[-1]):
        return 1
    end = len(lines)
    while end >= 2 and _COUNT.fullmatch(lines[end - 1]) and _SIGN.fullmatch(lines[end - 2]):
        end -= 2
    return len(lines) - end
