"""Text that is not doubled: posts begin where something marks it, and nothing is undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from tgclean.segment.lines import CLOSING, FORWARD, INTERFACE, NAME, OWNER, PLACEHOLDER, TEXT, Mask, Window
from tgclean.segment.page_lines import SHORT_PAGE_CHARS
from tgclean.segment.program import Layout
from tgclean.telegram import is_separator

_ENOUGH_BLOCKS = 8  # between marks, for their sizes to say something
_GEOMETRIC = 0.75  # share of ones times mean size: 1 if each line is a post, .6 and less for posts of several lines
_RARE = 10  # where paragraphs are so many times more than marks, blank lines part posts as well

# A line that a dump of messages puts above each: a date and perhaps a time in figures, alone or in brackets.
_DATE = re.compile(
    rb"\[?(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})"
    rb"(?:,? ?T?\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d\d:?\d\d)?)?[\]:]?"
)
_MAX_DATE_BYTES = 40


class Marks(NamedTuple):
    """How posts can be told apart in a source that is not doubled: how many marks of each sort were seen so far."""

    marks: int = 0
    separators: int = 0
    blanks: int = 0


def lay_out_plain(window: Window, seen: Marks) -> tuple[Window, list[Layout], Marks]:
    """Return the posts of a window, separators marked in it, and what was seen so far of what parts the posts.

    They begin at headers, media lines, owners' names, dates, and behind views and reactions; if there is nothing of the
    kind, behind separator lines; if there are few of either, at blank lines; without any mark each line is a post.
    """
    begins = _marked(window)
    separators = _lines_that(window, is_separator)
    seen = Marks(
        seen.marks + int(begins.sum()),
        seen.separators + int(separators.sum()),
        seen.blanks + int(window.after_blank[1:].sum()),
    )
    if not seen.marks and seen.separators > 1:
        window = replace(window, kinds=np.where(separators, np.int8(INTERFACE), window.kinds))
        begins[1:] |= separators[:-1] & ~separators[1:]
    if seen.blanks > _RARE * (seen.marks or seen.separators):
        begins |= window.after_blank
    elif not seen.marks and seen.separators <= 1:
        begins[:] = True
    begins[0] = True
    if (window.kinds == OWNER).any():
        begins |= _too_long_for_short_pages(window, begins)
    elif seen.marks and not seen.blanks and _are_all_of_one_line(window, begins):
        begins |= window.kinds == TEXT
        begins[1:] &= ~_opens(window)[:-1]
    edges = np.append(np.flatnonzero(begins), len(window)).tolist()
    return window, [Layout(a, b, b, b) for a, b in pairwise(edges)], seen


def _are_all_of_one_line(window: Window, begins: Mask) -> bool:
    """Return whether most marks have one line between them, and the others as many as if each line were a post.

    Then their number is geometrically distributed: the share of ones is the inverse of the mean.
    """
    lines = np.bincount(np.cumsum(begins) - 1, window.kinds == TEXT)
    lines = lines[lines > 0]
    if len(lines) < _ENOUGH_BLOCKS:
        return False
    ones, mean = float((lines == 1).mean()), float(lines.mean())
    return ones > 1 / 2 and ones * mean >= _GEOMETRIC


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
    opens = np.isin(kinds, (FORWARD, PLACEHOLDER, OWNER)) | _lines_that(window, _is_date)
    begins = opens.copy()
    above, below = kinds[:-1], kinds[1:]
    goes_on = _opens(window)[:-1] & (below != OWNER)
    begins[1:] &= ~goes_on | ((below == FORWARD) & (above != OWNER))
    begins[1:] |= (above == CLOSING) & (below != CLOSING)
    return begins


def _opens(window: Window) -> Mask:
    """Return which lines stand above a post."""
    opens: Mask = np.isin(window.kinds, (FORWARD, NAME, PLACEHOLDER, OWNER))
    return opens


def _is_date(line: bytes) -> bool:
    return line[:1] in b"[0123456789" and len(line) <= _MAX_DATE_BYTES and _DATE.fullmatch(line) is not None


def _lines_that(window: Window, told: Callable[[bytes], bool]) -> Mask:
    found = np.fromiter(map(told, window.distinct), bool, len(window.distinct))
    lines: Mask = found[window.ids] & (window.kinds == TEXT)
    return lines
