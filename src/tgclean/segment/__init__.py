"""Recovers posts from the flat text of Telegram pages.

`recover` has the steps for a window of lines, `stream` feeds it:

lines → squares (exact repeats) → rates of the channel → candidates → program → union → Post
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec.structs import replace

from tgclean.model import Chunk, Post, Tally
from tgclean.options import Options

__all__ = ["segment", "undoubled", "within"]


def segment(chunks: Iterable[Chunk], source: str, options: Options, tally: Tally) -> Iterator[Post]:
    """Yield the posts of a source in order, each as soon as later lines cannot change it.

    The posts are the same for any size of the chunks.  What is odd of the source is counted in `tally`.
    """
    from tgclean.segment.stream import in_windows  # loads numpy, which other formats than flat text do not need

    return in_windows(chunks, source, options, tally)


def within(row: Post, options: Options, tally: Tally) -> Iterator[Post]:
    """Yield the posts of a row whose text is a page of them; each has the row's place, and what the row says."""
    if not row.text:
        yield row
        return
    lines = row.text.encode("utf-8", "replace").split(b"\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for post in segment([Chunk(1, lines, starts)], row.source, options, tally):
        yield replace(
            row,
            text=post.text,
            title_lines=post.title_lines,
            copies=tuple(row.copies[0]._replace(score=copy.score) for copy in post.copies),
            forwarded_from=post.forwarded_from or row.forwarded_from,
            flags=row.flags | post.flags,
            message="",  # of several posts of a row none is an edition of another
        )


def undoubled(text: str, options: Options) -> str:
    """Return a text with each passage once that stands twice below its title; what is not doubled stays as it is."""
    from tgclean.segment.undouble import undoubled as undo

    return undo(text, options)
