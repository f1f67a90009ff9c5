"""Channels with habits of their own: posts drawn from a `Habits` value, put through the extractor that doubles.

Real channels differ far more from each other than the posts of one channel do: one is all one-line posts,
another never writes any; one ends every post alike.  `posts` draws one average channel a language; here a channel
is any point of that range.  Nothing is dropped: `gold` is what the channel's readers see.
"""

from __future__ import annotations

from dataclasses import dataclass

from .drafts import Desk
from .extract import extract
from .habits import Habits
from .posts import Post
from .render import pages


@dataclass(frozen=True, slots=True)
class Made:
    """A channel's pages as one flat text, its posts in order, and the name of its owner."""

    flat: str
    posts: tuple[Post, ...]
    owner: str

    @property
    def gold(self) -> list[str]:
        """The text of each post, "" for one without text."""
        return [post.text for post in self.posts]


def make(habits: Habits, seed: int, count: int) -> Made:
    """Return `count` posts of a channel with these habits, as trafilatura 1.12.2 extracts its pages of 20 posts.

    >>> from .habits import PROFILES
    >>> made = make(PROFILES["news_signed"], seed=1, count=5)
    >>> len(made.gold), made.flat == make(PROFILES["news_signed"], seed=1, count=5).flat
    (5, True)
    """
    desk = Desk(habits, seed)
    posts = desk.posts(count)
    flat = "".join(extract("trafilatura", html) for html in pages(posts, desk.owner))
    return Made(flat, tuple(posts), desk.owner)
