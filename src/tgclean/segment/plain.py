"""Text that is not doubled: posts begin where something marks it, and nothing is undone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from tgclean.segment.lines import CLOSING, FORWARD, NAME, OWNER, PLACEHOLDER, TEXT, Mask, Window
from tgclean.segment.page_lines import SHORT_PAGE_CHARS
from tgclean.segment.program import Layout

_RARE = 10  # where paragraphs are so many times more than marks, blank lines part posts as well

# A line that a dump of messages puts above each: a date and time in figures, alone or in brackets.
_DATE = re.compile(
    rb"\[?(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?:,? ?T?\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d\d:?\d\d)?)?[\]:]?"
)
_MAX_DATE_BYTES = 40
_RULER = re.compile(rb"[-=_*~#+.\xe2\x80-\xbf \t]{3,}")
_LEAST_RULERS = 2


class Marks(NamedTuple):
    """How posts can be told apart in a source that is not doubled: what was seen of each so far."""

    marks: int = 0
    blanks: int = 0


def lay_out_plain(window: Window, seen: Marks) -> tuple[list[Layout], Marks]:
    """Return the posts of a window, and what was seen so far of what parts them.

    They begin at headers, media lines, owner's names, dates and behind views, reactions and rulers; if there is nothing
    of the kind, or too little, at blank lines; and without any such mark each line is a post.
    """
    size = len(window)
    begins = _marked(window)
    seen = Marks(seen.marks + int(begins[1:].sum()), seen.blanks + int(window.after_blank[1:].sum()))
    if seen.blanks > _RARE * seen.marks:
        begins |= window.after_blank
    elif not seen.marks:
        begins[:] = True
    begins[0] = True
    if (window.kinds == OWNER).any():
        begins |= _too_long_for_short_pages(window, begins)
    edges = np.append(np.flatnonzero(begins), size).tolist()
    return [Layout(a, b, b, b) for a, b in pairwise(edges)], seen


def _too_long_for_short_pages(window: Window, begins: Mask) -> Mask:
    """Return the text lines of posts that hold more than a page can whose posts have the owner's name above them.

    They are of other pages, where each post that stands once is one line.
    """
    sizes = np.fromiter(map(len, window.raw), np.int64, len(window)) * (window.kinds == TEXT)
    post = np.cumsum(begins) - 1
    long = np.bincount(post, sizes) > SHORT_PAGE_CHARS
    texts: Mask = (window.kinds == TEXT) & long[post]
    texts[1:] &= window.kinds[:-1] != OWNER
    return texts


def _marked(window: Window) -> Mask:
    kinds = window.kinds
    opens = np.isin(kinds, (FORWARD, PLACEHOLDER, OWNER)) | _dates(window)
    begins = opens.copy()
    above, below = kinds[:-1], kinds[1:]
    goes_on = np.isin(above, (FORWARD, NAME, PLACEHOLDER, OWNER)) & (below != OWNER)
    begins[1:] &= ~goes_on | ((below == FORWARD) & (above != OWNER))
    begins[1:] |= (above == CLOSING) & (below != CLOSING)
    return begins


def _dates(window: Window) -> Mask:
    found = np.fromiter(
        (line[:1] in b"[0123456789" and len(line) <= _MAX_DATE_BYTES and _DATE.fullmatch(line) is not None
         for line in window.distinct),
        bool,
        len(window.distinct),
    )  # fmt: skip
    dates: Mask = found[window.ids] & (window.kinds == TEXT)
    return dates
