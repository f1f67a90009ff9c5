"""Which posts are one: candidates from signatures, a judge that reads them, clusters around a first copy.

What a text says     content, scripts → tokens → lines, rows
What a file teaches  footers, templates
Which are compared   signature → pairs → components
Whether two are one  alignment, wording → judge
What joins what      clusters → near, stream → matcher
"""

from tgclean.match.explain import explain
from tgclean.match.matcher import Matcher
from tgclean.match.opinion import Opinion

__all__ = ["Matcher", "Opinion", "content_lines", "edits", "explain"]


def content_lines(text: str) -> list[str]:
    """Return the lines of a text that say something: no forward header, call to subscribe, signature or tags."""
    from tgclean.match.content import content_lines as lines_of  # few runs merge texts that differ

    return lines_of(text)


def edits(kept: str, copy: str) -> str:
    """Return what a copy says otherwise than the kept text, as a word diff of the changed places; "" if nothing."""
    from tgclean.match.alignment import edits as diff  # few runs merge texts that differ

    return diff(kept, copy)
