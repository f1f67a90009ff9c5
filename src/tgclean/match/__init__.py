"""Which posts are one: candidates from signatures, a judge that reads them, clusters around a first copy.

What a text says     content, scripts → tokens → lines, rows
What a file teaches  footers, templates
Which are compared   signature → pairs → components
Whether two are one  alignment, wording → judge
What a copy changed  alignment → word_diff
What joins what      clusters → near, stream → matcher
"""

from tgclean.match.explain import explain
from tgclean.match.matcher import Matcher, compared_text, identity_of, other_identity
from tgclean.match.opinion import Opinion

__all__ = ["Matcher", "Opinion", "compared_text", "edits", "explain", "identity_of", "other_identity"]


def edits(kept: str, copy: str) -> str:
    """Return what a copy says otherwise than the kept text, as a word diff of the changed places; "" if nothing."""
    from tgclean.match.word_diff import edits as diff  # few runs merge texts that differ

    return diff(kept, copy)
