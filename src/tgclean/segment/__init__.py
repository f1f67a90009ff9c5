"""Recovers posts from the flat text of Telegram pages.

    lines ─squares→ exact repeats ─gaps→ layouts of posts ─union→ text ─posts→ Post

`core.lay_out` is the pure heart: a window of lines in, layouts out.  `stream.segment` feeds it.
"""

from tgclean.segment.core import lay_out
from tgclean.segment.layout import Layout
from tgclean.segment.stream import segment

__all__ = ["Layout", "lay_out", "segment"]
