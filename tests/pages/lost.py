"""Which lines of a flat text stand in no post that was recovered from it.

The law: every line that is no interface line stands in the text of the post that covers it, whole or as part of a
line.  White space and line breaks do not count, as an extractor parts and glues lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tgclean import telegram
from tgclean.model import Post
from tgclean.telegram.pages import head_evidence
from tgclean.telegram.reactions import reactions

from .reach import fold

REACTION_LINES = 20
HEAD_LINES = 12  # a page's head: name, @name, figures and what they count, each on a line, "Download Telegram"


class Line(NamedTuple):
    """A line of a flat text: its 1-based number, what stands there, and what of it is compared."""

    number: int
    text: str
    folded: str


def content(data: bytes) -> list[Line]:
    """Return the lines that some post must have: those that are neither empty nor the page's.

    >>> [line.text for line in content(b"Forwarded from Mars\\nVIEW IN TELEGRAM\\nText\\n\\n12.4K views\\n")]
    ['Text']
    """
    lines = [line.removesuffix(b"\r") for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")]
    around = page_lines(lines)
    texts = [line.decode("utf-8", "replace") for line in lines]
    return [
        Line(i + 1, text, folded)
        for i, text in enumerate(texts)
        if i not in around and (folded := fold(text.replace("\ufffd", "")))
    ]


def page_lines(lines: Sequence[bytes]) -> set[int]:
    """Return the places of the lines that a page prints around its posts, as `tgclean.telegram` knows them.

    They are interface lines, forward headers and the name below a header that names nobody; the head of a page,
    from the name above "@name" down to "Download Telegram"; and that name wherever it stands again, as pages of
    short posts have it before each post, and the reactions of the post above.
    """
    found: set[int] = set()
    texts = [line.decode("utf-8", "replace").strip() for line in lines]
    owners: set[bytes] = set()
    bare = False  # a header that names nobody stands before
    for i, line in enumerate(lines):
        if not line.strip():
            continue
        header = telegram.forwarded_from(line)
        if bare or header is not None or telegram.is_interface(line) or telegram.is_closing(line):
            found.add(i)
        bare = header == ""
        if line.strip() == b"Download Telegram" and (head := _head(lines[max(0, i - HEAD_LINES) : i])):
            found |= set(range(i - head, i))
            owners.add(lines[i - head].strip())
    names = {i for i, line in enumerate(lines) if line.strip() in owners}
    for i in names:  # such pages show each reaction in two lines
        found |= set(range(i - reactions(texts[max(0, i - REACTION_LINES) : i]), i))
    return found | names


def _head(above: Sequence[bytes]) -> int:
    """Return how many of the last lines are a page's head: the owner's name, and all from "@name" on; 0 if none."""
    for back in range(2, len(above) + 1):
        line = above[-back + 1].decode("utf-8", "replace").strip()
        if head_evidence(line) == "handle":
            return back
        if head_evidence(line) == "download":  # of the head above
            return 0
    return 0


def lost(data: bytes, posts: Iterable[Post]) -> list[Line]:
    """Return the lines that break the law: no post covers them, or the post that does has not got them.

    The name of a post's channel, which pages of short posts have before it, may stand in its `channel` instead.
    """
    texts: dict[int, str] = {}
    channels: dict[int, str] = {}
    for post in posts:
        first, last = post.copies[0].line, max(copy.line_end for copy in post.copies)
        texts.update(dict.fromkeys(range(first, last + 1), fold(post.text.replace("\ufffd", ""))))
        channels.update(dict.fromkeys((first - 1, first), fold(post.channel)))
    return [
        line
        for line in content(data)
        if line.folded not in texts.get(line.number, "") and line.folded != channels.get(line.number)
    ]


def missing(data: bytes, texts: Sequence[str]) -> list[str]:
    """Return the different lines that stand in no text at all, nor as part of one: less than the law asks."""
    there = {fold(line.replace("\ufffd", "")) for text in texts for line in text.split("\n")}
    every = "\0".join(fold(text.replace("\ufffd", "")) for text in texts)
    return sorted({line for *_, line in content(data) if line not in there and line not in every})
