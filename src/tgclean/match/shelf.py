"""Contents of posts that are judged, read when they are needed and held while they may be needed again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence

from tgclean.match.characters import Folded
from tgclean.match.content import Content
from tgclean.match.words import LineCache

HELD_CHARS = 2_000_000
"""Characters of posts held while what hangs together is resolved."""
LONG_CHARS, SHORT_CHARS = 1000, 4
"""Of a longer post words are read line by line; a character of a shorter one takes so much more room, all are held."""
CACHED_LINES = 4096
AHEAD_POSTS, AHEAD_CHARS = 32, 64 * 1024
_CONTENT_CHARS = 200

Fold = Callable[[Sequence[str]], Iterator[Folded]]


class Shelf:
    """Contents of the posts read last, within a budget of characters.

    They are folded faster together: with a post those are read that are `likely` to be asked for when the next ones
    are placed.
    """

    def __init__(
        self, text_of: Callable[[int], str], fold: Fold, likely: Callable[[int], Iterable[int]] = lambda _: ()
    ) -> None:
        self._text_of = text_of
        self._fold = fold
        self._likely = likely
        self._held: OrderedDict[int, Content] = OrderedDict()
        self._ahead: dict[int, tuple[str, Folded]] = {}
        self._order: Sequence[int] = ()
        self._at = self._read_to = 0
        self._lines: LineCache = {}
        self._chars = 0

    def expecting(self, order: Sequence[int]) -> Iterator[int]:
        """Gives the posts of `order` to be placed, one by one, and knows which are next."""
        self._order, self._read_to = order, 0
        for self._at, post in enumerate(order):
            yield post
        self._order = ()

    def content(self, post: int) -> Content:
        """Gives the content of a post."""
        known = self._held.get(post)
        if known is not None:
            self._held.move_to_end(post)
            return known
        if post not in self._ahead:
            self._read(post)
        if len(self._lines) > CACHED_LINES:
            self._lines.clear()
        text, folded = self._ahead.pop(post)
        known = self._held[post] = Content(text, self._lines, folded)
        self._chars += _room(known)
        while self._chars > HELD_CHARS and len(self._held) > 2:
            self._chars -= _room(self._held.popitem(last=False)[1])
        return known

    def read(self, posts: Iterable[int]) -> None:
        """Reads posts that are asked for at once."""
        fresh = [post for post in posts if post not in self._held and post not in self._ahead]
        if fresh:
            self._fold_all({post: self._text_of(post) for post in fresh})

    def _read(self, post: int) -> None:
        posts = {post: self._text_of(post)}
        if self._at >= self._read_to:
            self._ahead.clear()
            self._read_to, chars = self._at, 0
            while self._read_to < len(self._order) and len(posts) < AHEAD_POSTS and chars < AHEAD_CHARS:
                for other in self._likely(self._order[self._read_to]):
                    if other not in posts and other not in self._held:
                        posts[other] = self._text_of(other)
                        chars += len(posts[other])
                self._read_to += 1
        self._fold_all(posts)

    def _fold_all(self, posts: dict[int, str]) -> None:
        texts = [*posts.values()]
        self._ahead.update(zip(posts, zip(texts, self._fold(texts), strict=True), strict=True))

    def clear(self) -> None:
        """Lets go of everything."""
        self._held.clear()
        self._ahead.clear()
        self._lines.clear()
        self._chars = 0


def _room(content: Content) -> int:
    return _CONTENT_CHARS + content.chars * (1 if content.chars >= LONG_CHARS else SHORT_CHARS)
