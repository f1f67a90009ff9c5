"""Lines that a page shows around its posts: the channel's name above each, the page's head.

Pages of short posts come by another path of the extractor: the page's head, then the owner's name above each post, and
nothing is doubled.
"""

from __future__ import annotations

import re

import numpy as np

from tgclean.segment.lines import TEXT, Window

_ALTERNATES = 2  # lines: the owner's name, and a post of one line
_SURE, _ENOUGH = 4, 2  # times that a name stands above another line; the lesser where hardly a line repeats otherwise
_OTHERWISE = 0.05  # share of the lines that repeat in another way, up to which this is "hardly"

_LAST_OF_HEAD = b"Download Telegram"
_HEAD = re.compile(rb"@\w+|[\d.,]+[KM]?(?: ?\w+)?|(?:subscriber|member|photo|video|file|link)s?|.{1,256} \xe2\x80\x93 Telegram")


def owners_of(window: Window) -> set[bytes]:
    """Return the lines that alternate with lines that stand once: the names of the channels whose pages these are."""
    ids, lag = window.ids, window.lag
    size = len(window.distinct)
    times = np.bincount(ids, minlength=size)
    alternate = np.flatnonzero(lag == _ALTERNATES)
    above = np.bincount(ids[alternate[times[ids[alternate - 1]] == 1]], minlength=size)
    names = (above >= _SURE) & (2 * above >= times)
    otherwise = np.count_nonzero(lag) - len(alternate)
    if otherwise + np.count_nonzero(window.after_blank) < _OTHERWISE * len(window):
        names |= (above >= _ENOUGH) & (above + 1 >= times)
    return {window.distinct[number] for number in np.flatnonzero(names).tolist()}


def head_lines(window: Window) -> list[int]:
    """Return the text lines of page heads: what stands above "Download Telegram", as far as it looks so."""
    if _LAST_OF_HEAD not in window.distinct:
        return []
    found = []
    for last in np.flatnonzero(window.ids == window.distinct.index(_LAST_OF_HEAD)).tolist():
        line = last - 1
        while line >= 0 and _HEAD.fullmatch(window.distinct[window.ids[line]]):
            found.append(line)
            line -= 1
    return found
