"""Forward headers that are quoted inside a body: they come again with the body, below a line of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import log

from tgclean.segment.layout import FORWARD, TEXT, Window

_MAX_LINES = 40  # of a body that begins with one
_SAME = 2  # lines behind the header that both copies have, or
_NEAR = 3  # lines around a header that both copies may have,
_EDGE_CHARS = 16  # that tell a line from others
_SLIP = 1  # of which one copy may lack a line
_TOLD = 0.9  # of what one line tells that stands only here and there
_CUSTOM = 0.3  # share of the headers from which whole posts stand twice here, header and all
_MIN_HEADERS = 6
_HEADER = re.compile(bytes([FORWARD]))


def unquote(window: Window) -> None:
    """Makes text of the forward headers that are quoted."""
    kinds = window.kinds
    headers = [found.start() for found in _HEADER.finditer(kinds)]
    pairs = list(_pairs(window, headers))
    if not pairs:
        return
    counts = Counter(window.lines)
    quoted: set[int] = set()
    for i, j in pairs:
        if i not in quoted and _told(window, counts, i, j):
            quoted |= {i, j}
    if len(quoted) <= max(_MIN_HEADERS, _CUSTOM * len(headers)):
        for i in quoted:
            kinds[i] = TEXT


def _pairs(window: Window, headers: list[int]) -> Iterator[tuple[int, int]]:
    """Gives the headers that stand again, with nothing between that a post begins or ends with."""
    kinds, lines = window.kinds, window.lines
    for k, i in enumerate(headers):
        j = next((j for j in headers[k + 1 : k + 4] if lines[j] == lines[i]), i)
        if j - i > _MAX_LINES or j - i < 2 or not i or kinds[i - 1] != TEXT:
            continue
        if any(kind not in (TEXT, FORWARD) for kind in kinds[i:j]):
            continue
        if len({window.fold(x)[:_EDGE_CHARS] for x in range(i, j)}) == j - i:  # else the same post again, which repeats
            yield i, j


def _told(window: Window, counts: Counter[bytes], i: int, j: int) -> bool:
    """Says whether lines around one header stand around the other: lines that stand everywhere tell nothing."""
    lines = window.lines
    size = 1 + min(_SAME, j - i - 1)
    if lines[i : i + size] == lines[j : j + size]:
        return True
    rare = log(max(3, len(lines)) / 2)
    told = 0.0
    for d in [d for d in range(-_NEAR, _NEAR + 1) if d and 0 <= i + d < j and window.kinds[i + d] == TEXT]:
        line = lines[i + d]
        low, high = (max(i + 1, j + d - _SLIP), j) if d < 0 else (j + 1, j + d + _SLIP + 1)
        if line in lines[low:high]:
            told += log(len(lines) / counts[line]) / rare
    return told >= _TOLD
