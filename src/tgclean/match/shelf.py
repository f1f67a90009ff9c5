"""Contents of posts that are judged, read when they are needed and held while they may be needed again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

from tgclean.match.characters import Folded
from tgclean.match.content import Content
from tgclean.match.words import LineCache

HELD_CHARS = 500_000
"""Characters of posts held while what hangs together is resolved; their words take some fifty bytes each."""
CACHED_LINES = 4096
AHEAD_POSTS, AHEAD_CHARS = 16, 32 * 1024
_CONTENT_CHARS = 200

Fold = Callable[[Sequence[str]], Iterator[Folded]]


class Shelf:
    """Contents of the posts read last, within a budget of characters; some posts that are next are read with one."""

    def __init__(self, text_of: Callable[[int], str], fold: Fold) -> None:
        self._text_of = text_of
        self._fold = fold
        self._held: OrderedDict[int, Content] = OrderedDict()
        self._ahead: dict[int, tuple[str, Folded]] = {}
        self._order: Sequence[int] = ()
        self._at = 0
        self._lines: LineCache = {}
        self._chars = 0

    def expect(self, order: Sequence[int], at: int) -> None:
        """Takes note of which posts are next: those of `order` from place `at` on."""
        self._order, self._at = order, at

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
        self._chars += known.chars + _CONTENT_CHARS
        while self._chars > HELD_CHARS and len(self._held) > 2:
            _, oldest = self._held.popitem(last=False)
            self._chars -= oldest.chars + _CONTENT_CHARS
        return known

    def _read(self, post: int) -> None:
        """Reads a post and those that are next, for they are folded faster together."""
        posts, texts = [post], [self._text_of(post)]
        if len(self._ahead) > 2 * AHEAD_POSTS:
            self._ahead.clear()
        chars = 0
        for other in self._order[self._at : self._at + AHEAD_POSTS]:
            if other in self._ahead or chars >= AHEAD_CHARS:
                break
            if other != post and other not in self._held:
                posts.append(other)
                texts.append(self._text_of(other))
                chars += len(texts[-1])
        self._ahead.update(zip(posts, zip(texts, self._fold(texts), strict=True), strict=True))

    def clear(self) -> None:
        """Lets go of everything."""
        self._held.clear()
        self._ahead.clear()
        self._lines.clear()
        self._chars = 0
