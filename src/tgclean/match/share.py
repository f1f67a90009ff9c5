"""A part of the posts, placed by another process: what it is told, and what it finds."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from tgclean.match.clusters import Joined
from tgclean.match.near import Near
from tgclean.match.rows import Rows
from tgclean.options import Options

MIN_TEXTS = 8192
"""Of fewer texts all are placed sooner than a process has started."""


class Share(NamedTuple):
    """What a process must know to place one of `parts`, but the keys and the texts, which are on disk.

    `firsts` are the numbers of the posts that the texts stand in, `digests` those of the texts, both packed.
    """

    options: Options
    firsts: bytes
    digests: bytes
    parts: int


class Part(NamedTuple):
    """What a process found: the texts that join another, by number, and how often a limit bit."""

    joined: list[tuple[int, Joined]]
    limits: Counter[str]


def place(share: Share, part: int, keys: str, text_of: Callable[[int], str]) -> Part:
    """Places a part of the posts; `keys` is the path to the file of their keys, `text_of` gives the text of a post.

    Raises: OSError if the file cannot be opened.
    """
    firsts = array("I", share.firsts)
    limits: Counter[str] = Counter()
    rows = Rows(share.options.tmp_dir, keys, len(firsts))
    near = Near(share.options, lambda number: text_of(firsts[number]), share.digests, limits, rows)
    return Part(list(near.resolve(part, share.parts)), limits)
