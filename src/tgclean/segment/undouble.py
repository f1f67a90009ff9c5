"""Doubled passages of a text that is otherwise to stay as it is."""

from __future__ import annotations

from collections.abc import Iterable

from tgclean.model import Chunk, Post, Tally
from tgclean.options import Options
from tgclean.segment.stream import in_windows

_LONG_CHARS = 12
"""A text of whose lines of so many characters none stands twice is not looked at: most are not."""
_PASSAGE_CHARS = 60
"""A shorter single line that stands twice may be meant."""


def undoubled(text: str, options: Options) -> str:
    """Return a text with each passage once that stands twice below its title, as one extractor writes pages.

    What is not doubled comes back as it is, to the byte.

    >>> passage = "The repair takes two weeks, the office says.\\nBuses take the mill road."
    >>> undoubled(f"The bridge\\n{passage}\\n{passage}\\nRain", Options()) == f"The bridge\\n{passage}\\nRain"
    True
    >>> undoubled("la la\\nla la\\n", Options())
    'la la\\nla la\\n'
    """
    lines = text.split("\n")
    if not _repeats(lines):
        return text
    raw = text.encode("utf-8", "surrogatepass").split(b"\n")
    starts = [0]
    for line in raw:
        starts.append(starts[-1] + len(line) + 1)
    kept: list[str] = []
    at = 0
    chunk = Chunk(1, [line.removesuffix(b"\r") for line in raw], starts)
    for post in in_windows([chunk], "", options, Tally()):
        if len(post.copies) > 1 and _is_passage(post):
            first, last = post.copies[0], max(copy.line_end for copy in post.copies)
            begins = min((run.line for run in first.runs), default=first.line)
            kept += lines[at : begins - 1]  # with a forward header, which is no part of the text
            end = "\r" if lines[begins - 1].endswith("\r") else ""
            kept += [line + end for line in post.text.split("\n")]
            at = last
    kept += lines[at:]
    return "\n".join(kept)


def _repeats(lines: Iterable[str]) -> bool:
    full = [line for line in lines if len(line) >= _LONG_CHARS]
    return len(set(full)) < len(full)


def _is_passage(post: Post) -> bool:
    """Return whether a post has the same passage twice, one right behind the other: two lines, or a long one.

    A line that only one copy has may be a quote or code that the extractor left out; but both begin alike, and where
    more than one line in three is of one copy alone they are not the same.
    """
    first, second = post.copies[:2]
    one, two = ({run.text_line + n for run in copy.runs for n in range(run.size)} for copy in (first, second))
    body = one - {line for line in one if line < post.title_lines}
    adjacent = second.line == first.line_end + 1 and len(post.copies) == 2
    if not adjacent or min(two, default=-1) not in body or 3 * len(body & two) < 2 * len(body | two):
        return False
    lines = post.text.split("\n")
    twice = [lines[at] for at in body & two if lines[at].strip()]
    return len(twice) > 1 or any(len(line) >= _PASSAGE_CHARS for line in twice)
