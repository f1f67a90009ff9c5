"""Lines that show at a glance that an input may be a page of Telegram, so that most inputs need no closer look."""

from __future__ import annotations

from collections.abc import Sequence

from tgclean.telegram import suspects

MIN_SIGNS = 6
"""Forward headers, media and bars of reactions that show a page whose posts have no views below them."""


def may_be_pages(lines: Sequence[bytes]) -> bool:
    """Return whether a closer look can find a page: views, a mirror's last line, or many lines that Telegram prints.

    >>> may_be_pages([b"The bridge is closed.", b"1.3K views09:35"]), may_be_pages([b"The bridge is closed."])
    (True, False)
    """
    if any(b"view" in line or line.rstrip()[-7:-3] == b"from" for line in lines):
        return True
    return len(suspects([line for line in lines if line])) >= MIN_SIGNS
