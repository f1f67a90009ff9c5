"""Forward headers that are quoted inside a body: they come again with the body, below a line of text."""

from __future__ import annotations

import re
from itertools import pairwise

from tgclean.segment.layout import FORWARD, TEXT, Window

_MAX_LINES = 40  # of a body that begins with one
_SAME = 2  # lines behind the header that both copies must have
_CUSTOM = 0.3  # share of the headers from which whole posts stand twice here, header and all
_MIN_HEADERS = 6
_HEADER = re.compile(bytes([FORWARD]))


def unquote(window: Window) -> None:
    """Makes text of the forward headers that are quoted."""
    kinds, lines = window.kinds, window.lines
    headers = [found.start() for found in _HEADER.finditer(kinds)]
    quoted: list[int] = []
    for i, j in pairwise(headers):
        if lines[i] != lines[j] or j - i > _MAX_LINES or j - i < 2 or not i or kinds[i - 1] != TEXT:
            continue
        if len(set(lines[i:j])) < j - i:  # the same post again, which has a repeat of its own
            continue
        size = 1 + min(_SAME, j - i - 1)
        if lines[i : i + size] == lines[j : j + size] and not any(kinds[i + 1 : i + size]):
            quoted += i, j
    if len(quoted) <= max(_MIN_HEADERS, _CUSTOM * len(headers)):
        for i in quoted:
            kinds[i] = TEXT
