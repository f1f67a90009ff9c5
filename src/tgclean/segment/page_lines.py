"""Lines that a page shows around its posts: the channel's name above each, the page's head, split reactions.

Pages of short posts come by another path of the extractor: the page's head, then the owner's name above each post, each
piece of text between two formats on a line of its own, and nothing is doubled.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tgclean.segment.lines import CLOSING, INTERFACE, OWNER, TEXT, Ints, Window
from tgclean.telegram.pages import head_evidence
from tgclean.telegram.reactions import reactions

SHORT_PAGE_CHARS = 250
"""Characters of a page's text below which the extractor takes its other path (trafilatura, MIN_EXTRACTED_SIZE)."""

_ALTERNATES = 2  # lines: the owner's name, and a post of one line
_SURE, _ENOUGH = 4, 2  # times that a name stands above another line; the lesser where hardly a line repeats otherwise
_OTHERWISE = 0.05  # share of the lines that repeat in another way, up to which this is "hardly"

_LAST_OF_HEAD = b"Download Telegram"
_HEAD_LINES = 12  # name, @name, figures and what they count, a description, "Download Telegram"
_REACTION_LINES = 20  # an emoji and a count for each


def with_page_lines(window: Window, owners: set[bytes]) -> Window:
    """Return the window with these lines marked; `owners` are the names of channels, and those found are added."""
    heads = _heads(window)
    owners |= {window.distinct[window.ids[head.start]] for head in heads} | _alternating(window)
    if not owners:
        return window
    owned = np.fromiter((line in owners for line in window.distinct), bool, len(window.distinct))
    kinds = np.where(owned[window.ids] & (window.kinds == TEXT), np.int8(OWNER), window.kinds)
    for head in heads:
        kinds[head.start : head.stop] = INTERFACE
    is_text = (kinds == TEXT).tolist()
    for line in np.flatnonzero((kinds[:-1] == TEXT) & (kinds[1:] != TEXT)).tolist():
        begin = line
        while begin > max(0, line - _REACTION_LINES) and is_text[begin - 1]:
            begin -= 1
        above = [window.raw[i].decode("utf-8", "replace").strip() for i in range(begin, line + 1)]
        kinds[line + 1 - reactions(above) : line + 1] = CLOSING
    return replace(window, kinds=kinds, lag=np.where(kinds == TEXT, window.lag, 0))


def _heads(window: Window) -> list[range]:
    """Return the heads of pages, from the name of the channel down to "Download Telegram"; none reaches into another.

    Below a head are posts, though the page may say "Download Telegram" again.
    """
    if _LAST_OF_HEAD not in window.distinct:
        return []
    found: list[range] = []
    for last in np.flatnonzero(window.ids == window.distinct.index(_LAST_OF_HEAD)).tolist():
        above = found[-1].stop if found else 0
        for line in range(last - 1, max(above, last - _HEAD_LINES), -1):
            if head_evidence(window.distinct[window.ids[line]].decode("utf-8", "replace")) == "handle":
                found.append(range(line - 1, last + 1))
                break
    return found


def _alternating(window: Window) -> set[bytes]:
    """Return the lines that alternate with lines that stand once: names above posts of one line."""
    ids, lag = window.ids, window.lag
    size = len(window.distinct)
    times = np.bincount(ids, minlength=size)
    alternate: Ints = np.flatnonzero(lag == _ALTERNATES)
    above = np.bincount(ids[alternate[times[ids[alternate - 1]] == 1]], minlength=size)
    names = (above >= _SURE) & (2 * above >= times)
    otherwise = np.count_nonzero(lag) - len(alternate)
    if otherwise + np.count_nonzero(window.after_blank) < _OTHERWISE * len(window):
        few = (above >= _ENOUGH) & (above + 1 >= times)
        few[ids[-1]] = False  # a last line stands above nothing
        names |= few
    return {window.distinct[number] for number in np.flatnonzero(names).tolist()}
