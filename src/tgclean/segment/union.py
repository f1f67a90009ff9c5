"""The ordered union of the copies of a body, for neither copy is complete.

Lines that both copies have are written once, in the longer form where one is a part of the other.  Where B has glued
what A has apart, A's line break wins, and the rest of B's line is a line of its own.  Lines of one copy stand where
they stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tgclean.segment.parts import Parts
from tgclean.segment.program import Layout


class Row(NamedTuple):
    """A line of a post's text: a line of the window, or a `piece` of one that is glued to another.

    `a` and `b` say which line of copy A (or above it) and of copy B it is, or is a cut of; -1 for none.
    """

    line: int
    a: int = -1
    b: int = -1
    piece: str = ""


def rows_of(layout: Layout, parts: Parts) -> list[Row]:
    """Return the lines of the text of a post, in order."""
    rows = [Row(line, line) for line in range(layout.start, layout.body)]
    if layout.chain is None:
        size = layout.middle - layout.body
        rows += [Row(layout.body + i, layout.body + i, layout.middle + i) for i in range(size)]
        return rows + [Row(line, -1, line) for line in range(layout.middle + size, layout.end)]
    a, b = layout.body, layout.middle
    for anchor in layout.chain.anchors():
        rows += _apart(a, anchor.a, b, anchor.b, parts)
        own = anchor.size - anchor.glued
        rows += [Row(anchor.a + i, anchor.a + i, anchor.b + i) for i in range(own)]
        rows += [Row(line, line) for line in range(anchor.a + own, anchor.a_end)]
        a, b = anchor.a_end, anchor.b_end
    return rows + list(_apart(a, layout.middle, b, layout.end, parts))


def _apart(a: int, a_end: int, b: int, b_end: int, parts: Parts) -> Iterator[Row]:
    """Yield the lines of A and of B between two anchors: A's before B's, but for lines that are alike."""
    for x, y in parts.pairs(a, a_end, b, b_end):
        yield from (Row(line, line) for line in range(a, x))
        yield from (Row(line, -1, line) for line in range(b, y))
        piece = parts.rest(x, y)
        if piece:
            yield Row(y, piece=piece)
        yield Row(parts.longer(x, y), x, -1 if piece else y)
        a, b = x + 1, y + 1
    yield from (Row(line, line) for line in range(a, a_end))
    yield from (Row(line, -1, line) for line in range(b, b_end))
