"""Flat text and its gold, from a language, a seed and an extractor."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar

from .extract import extract
from .posts import Channel
from .reach import Reached, reached, squeezed, unsure
from .render import PAGE_POSTS, page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A channel's pages as one flat text, and what of each post is in it.

    `owners` says for each line of the text in which post (0-based, of `gold`) it begins; -1 is a page's
    head or an empty line.
    """

    lang: str
    seed: int
    extractor: str
    flat: str
    gold: tuple[Reached, ...]
    owners: tuple[int, ...]

    @property
    def digest(self) -> str:
        """A hash of text and gold: another one means another corpus."""
        parts = [self.flat, *(gold.text + gold.post.forwarded_from + gold.soft for gold in self.gold)]
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


def corpus(lang: str, seed: int, count: int, extractor: str = "trafilatura", soft: bool = False) -> Corpus:
    """About `count` posts through an extractor.

    Without `soft` the posts whose right recovery is uncertain are taken out before the pages are made.
    """
    channel = Channel.drawn(lang, seed)
    gold: list[Reached] = []
    head: list[str] = []
    for posts in _paged(channel.posts(count if soft else count * 3 // 2)):
        head, some = reached(extractor, posts, channel.name)
        gold += [item for item in some if soft or not item.soft]
    gold = _settled(gold, drop=not soft) if extractor == "trafilatura" else gold
    flat: list[str] = []
    kept: list[Sequence[Reached]] = []
    for items in _paged(gold[:count]):
        text = extract(extractor, page([item.post for item in items], channel.name))
        same = squeezed([text]) == squeezed([*head, *(line for item in items for line in item.segment)])
        if same or soft:
            why = "with guards the page gives another text"
            flat.append(text)
            kept.append(items if same else [replace(item, soft=why) for item in items])
    owners = _owners(len(squeezed(head)), kept, flat)
    return Corpus(lang, seed, extractor, "".join(flat), tuple(item for items in kept for item in items), owners)


def _settled(items: list[Reached], drop: bool) -> list[Reached]:
    """The posts, those that their neighbours make uncertain dropped or called soft."""
    while odd := unsure(items):
        if not drop:
            why = "could be one post with a neighbour"
            return [replace(item, text="", soft=why) if i in odd else item for i, item in enumerate(items)]
        items = [item for i, item in enumerate(items) if i not in odd]
    return items


def _paged(posts: Sequence[T]) -> list[Sequence[T]]:
    return [posts[i : i + PAGE_POSTS] for i in range(0, len(posts), PAGE_POSTS)]


def _owners(head: int, pages: Sequence[Sequence[Reached]], flat: Sequence[str]) -> tuple[int, ...]:
    """For each line the post it begins in, found by counting characters that are no white space."""
    out: list[int] = []
    first = 0
    for items, text in zip(pages, flat, strict=True):
        sizes = [head, *(len(squeezed(item.segment)) for item in items)]
        ends = list(accumulate(sizes))
        at = 0
        for line in text.split("\n")[:-1]:
            size = len(squeezed([line]))
            stretch = bisect_right(ends, at)
            out.append(first + stretch - 1 if size and 0 < stretch < len(ends) else -1)
            at += size
        first += len(items)
    return tuple(out)
