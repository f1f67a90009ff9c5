"""Recovers posts from the flat text of Telegram pages.

`recover` has the steps for a window of lines, `stream` feeds it:

lines → squares (exact repeats) → rates of the channel → candidates → program → union → Post
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tgclean.model import Chunk, Post, Tally
from tgclean.options import Options

__all__ = ["segment"]


def segment(chunks: Iterable[Chunk], source: str, options: Options, tally: Tally) -> Iterator[Post]:
    """Yield the posts of a source in order, each as soon as later lines cannot change it.

    The posts are the same for any size of the chunks.  What is odd of the source is counted in `tally`.
    """
    from tgclean.segment.stream import in_windows  # loads numpy, which other formats than flat text do not need

    return in_windows(chunks, source, options, tally)
