"""Folding for comparison.  What comes out of here is compared and never written."""

from __future__ import annotations

import re

# Invisible in print: variation selectors, zero-width and joining characters, direction marks, fillers.
# The standard library's class is looked through in a third of the time that `regex` takes.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef]+"
)


def fold_line(line: bytes) -> str:
    """Gives a line without what the eye does not see: variation selectors, zero-width characters, white-space runs.

    Two lines with the same result differ in nothing but that; case, punctuation and emoji stay.  Bytes that are not
    UTF-8 stay too, as escapes: U+FFFD for each would make different lines equal.

    >>> fold_line("🔹\\ufe0f  one\\u00a0two\\u200b ".encode()) == fold_line("🔹 one two".encode())
    True
    >>> fold_line(b"one two") == fold_line(b"One two"), fold_line(b"\\xec\\xee") == fold_line(b"\\xed\\xee")
    (False, False)
    """
    text = line.decode("utf-8", "backslashreplace")
    # Printable means that no white space but spaces is in it: nearly every line is folded already.
    printable = text.isprintable()
    if not (printable and (text.isascii() or _all_visible(line, text))):
        text = _INVISIBLE.sub("", text).replace("\u2800", " ")
        printable = text.isprintable()
    if printable and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return " ".join(text.split())


def _all_visible(line: bytes, text: str) -> bool:
    """Says whether a printable line surely has no invisible character, by first bytes that common scripts lack.

    Looks for single bytes and characters take a tenth of the time that the class takes.
    """
    if 0xEF in line or 0xE1 in line or 0xCD in line or 0xF3 in line:
        return False
    return "\u2800" not in text and "\u3164" not in text
