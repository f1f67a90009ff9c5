"""Flat text and its gold, from a language, a seed and an extractor."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from .extract import extract
from .posts import Channel, Post
from .reach import Reached, reached, squeezed
from .render import PAGE_POSTS, page


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
    posts = channel.posts(count if soft else count * 3 // 2)
    heads, gold = _reached(extractor, posts, channel.name)
    for _ in range(4):
        if soft or not any(item.soft for item in gold):
            break
        posts = [item.post for item in gold if not item.soft][:count]
        heads, gold = _reached(extractor, posts, channel.name)
    flat = [extract(extractor, page(some, channel.name)) for some in _paged([item.post for item in gold])]
    owners = _owners("".join(flat).split("\n"), heads, gold)
    return Corpus(lang, seed, extractor, "".join(flat), tuple(gold), owners)


def _paged(posts: Sequence[Post]) -> list[Sequence[Post]]:
    return [posts[i : i + PAGE_POSTS] for i in range(0, len(posts), PAGE_POSTS)]


def _reached(extractor: str, posts: Sequence[Post], owner: str) -> tuple[list[str], list[Reached]]:
    """The head of each page, squeezed, and the posts of all pages; a page that guards change is soft as a whole."""
    heads, out = [], []
    for some in _paged(posts):
        try:
            head, gold = reached(extractor, some, owner)
        except ValueError as error:
            head = extract(extractor, page(some, owner)).splitlines()
            gold = [Reached(post, (), "", soft=str(error)) for post in some]
        heads.append(squeezed(head))
        out += gold
    return heads, out


def _owners(lines: Sequence[str], heads: Sequence[str], gold: Sequence[Reached]) -> tuple[int, ...]:
    """For each line the post it begins in, found by counting characters that are no white space."""
    ends: list[tuple[int, int]] = []  # where each stretch ends, and whose it is
    at = 0
    for i, item in enumerate(gold):
        if i % PAGE_POSTS == 0:
            at += len(heads[i // PAGE_POSTS])
            ends.append((at, -1))
        at += len(squeezed(item.segment))
        ends.append((at, i))
    out, at, stretch = [], 0, 0
    for line in lines:
        size = len(squeezed([line]))
        while size and ends[stretch][0] <= at:
            stretch += 1
        out.append(ends[stretch][1] if size else -1)
        at += size
    return tuple(out)
