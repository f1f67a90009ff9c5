"""Folding for comparison.  What comes out of here is compared and never written."""

from __future__ import annotations

import re

# Invisible in print: variation selectors, zero-width and joining characters, direction marks, fillers.
# The standard library's class is looked through in a third of the time that `regex` takes.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef]+"
)


def fold_line(line: str) -> str:
    """Gives a line without what the eye does not see: variation selectors, zero-width characters, white-space runs.

    Two lines with the same result differ in nothing but that; case, punctuation and emoji stay.

    >>> fold_line("🔹\\ufe0f  one\\u00a0two\\u200b ") == fold_line("🔹 one two")
    True
    >>> fold_line("one two") == fold_line("One two")
    False
    """
    if not line.isascii():
        line = _INVISIBLE.sub("", line).replace("\u2800", " ")
    # Printable means that no white space but spaces is in it: nearly every line is folded already.
    if line.isprintable() and "  " not in line and line[:1] != " " and line[-1:] != " ":
        return line
    return " ".join(line.split())
