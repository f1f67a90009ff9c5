"""Flat text and its gold, from a language, a seed and an extractor."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .extract import extract
from .posts import Channel, Post
from .reach import Reached, reached
from .render import PAGE_POSTS, page


@dataclass(frozen=True, slots=True)
class Corpus:
    """A channel's pages as one flat text, and what of each post is in it."""

    lang: str
    seed: int
    extractor: str
    flat: str
    gold: tuple[Reached, ...]

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
    gold = _reached(extractor, posts, channel.name)
    for _ in range(4):
        if soft or not any(item.soft for item in gold):
            break
        posts = [item.post for item in gold if not item.soft][:count]
        gold = _reached(extractor, posts, channel.name)
    flat = "".join(extract(extractor, page(posts, channel.name)) for posts in _paged([g.post for g in gold]))
    return Corpus(lang, seed, extractor, flat, tuple(gold))


def _paged(posts: Sequence[Post]) -> list[Sequence[Post]]:
    return [posts[i : i + PAGE_POSTS] for i in range(0, len(posts), PAGE_POSTS)]


def _reached(extractor: str, posts: Sequence[Post], owner: str) -> list[Reached]:
    """The posts of all pages; a page that guards change is soft as a whole."""
    out: list[Reached] = []
    for some in _paged(posts):
        try:
            out += reached(extractor, some, owner)
        except ValueError as error:
            out += [Reached(post, (), "", soft=str(error)) for post in some]
    return [replace(item, soft=item.soft) for item in out]
