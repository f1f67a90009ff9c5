"""What is written of a recovered post: its text without empty ends, and flags for what a reader cannot see."""

from __future__ import annotations

import re

from msgspec.structs import replace

from tgclean.model import Post

_CHARACTERS = {
    "bidi": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "control": "\x00-\x08\x0b-\x1f\x7f-\x9f",
    "zero_width": "\u200b\u200c\u2060\ufeff",
}
# The standard library looks for a character of a class in a third of the time that `regex` takes.
_FLAGS = {flag: re.compile(f"[{characters}]") for flag, characters in _CHARACTERS.items()}
_ANY = re.compile(f"[{''.join(_CHARACTERS.values())}]")


def clean(post: Post) -> Post:
    """Gives the post with the flags of its text: `bidi`, `control`, `zero_width`.

    A joiner inside an emoji is no zero-width character of its own; nothing is taken out of the text.
    """
    # None of them is printable: to ask that takes a tenth of the time of a look for each.
    if post.text.replace("\n", "").isprintable() or _ANY.search(post.text) is None:
        return post
    found = {flag for flag, pattern in _FLAGS.items() if pattern.search(post.text)}
    return replace(post, flags=post.flags | found)
