"""Long sources in shards: stretches of a fixed size that are segmented apart, in any process, and joined.

A shard reads on beyond its end.  Where it and the next one, which knows nothing of it, both let a post
begin at the same byte, they agree, and there they are joined.  The shards are the same however many
processes there are, and so are the posts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from tgclean.model import Chunk, Post, Tally
from tgclean.options import Options
from tgclean.segment.stream import segment

SHARD_BYTES = 16 << 20
BEYOND_BYTES = 1 << 19
"""How far a shard reads on: a post longer than that is cut where shards meet."""


class Placed(Protocol):
    """What stands in a source from byte `begin` to byte `end`."""

    @property
    def begin(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


Item = TypeVar("Item", bound=Placed)


class PlacedPost:
    """A post and its bytes."""

    __slots__ = ("begin", "end", "post")

    def __init__(self, post: Post) -> None:
        self.post = post
        self.begin: int = post.copies[0].offsets[0]
        self.end: int = max(copy.offsets[-1] for copy in post.copies)


def segment_in_shards(chunks: Iterable[Chunk], source: str, options: Options, tally: Tally) -> Iterator[Post]:
    """Gives the posts of a source in order: those of its shards, joined."""
    feed = _Feed(chunks)

    def shard(begin: int, end: int) -> Iterator[PlacedPost]:
        for post in segment(feed.between(begin, end + BEYOND_BYTES), source, options, tally):
            placed = PlacedPost(post)
            if placed.begin > begin + BEYOND_BYTES:  # by now it is known where this shard is joined
                feed.forget(end)
            yield placed

    def shards() -> Iterator[tuple[Iterator[PlacedPost], int]]:
        begin = 0
        while feed.reaches(begin):
            yield shard(begin, begin + SHARD_BYTES), begin + SHARD_BYTES
            begin += SHARD_BYTES

    return (placed.post for placed in join(shards(), shard))


def join(shards: Iterable[tuple[Iterator[Item], int]], again: Callable[[int, int], Iterator[Item]]) -> Iterator[Item]:
    """Gives the items of the shards, each once, in order.

    `shards` are items in order and the byte at which a shard ends; its items go on beyond it.
    `again(begin, end)` gives the items from another byte on, for shards that agree nowhere.
    """
    ahead: list[Item] = []  # items of the shard before that begin at its end or beyond
    reach = 0  # where the last item of the shard before ends
    limit = 0
    for items, end in shards:
        begin = max(reach, limit)
        joined = _agreed(ahead, items, begin, end, again) if limit else items
        ahead = []
        for item in joined:
            reach = item.end
            if item.begin < end:
                yield item
            else:
                ahead.append(item)
        limit = end
    yield from ahead


def _agreed(
    ahead: list[Item], items: Iterator[Item], begin: int, end: int, again: Callable[[int, int], Iterator[Item]]
) -> Iterator[Item]:
    """Gives the items ahead up to the first that the next shard has too, and then the next shard's."""
    numbers = {item.begin: i for i, item in enumerate(ahead)}
    for item in items:
        if item.begin in numbers:
            yield from ahead[: numbers[item.begin]]
            yield item
            yield from items
            return
        if item.begin >= begin:
            break
    yield from ahead
    yield from again(begin, end)


class _Feed:
    """The lines of a source, any stretch of them, as long as they are not forgotten."""

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        self._chunks = iter(chunks)
        self._held: deque[Chunk] = deque()
        self._floor = 0

    def reaches(self, byte: int) -> bool:
        """Says whether there are lines that begin at `byte` or beyond."""
        while not self._held or self._held[-1].starts[-1] <= byte:
            if not self._read():
                return False
        return True

    def between(self, begin: int, end: int) -> Iterator[Chunk]:
        """Gives the lines that begin at `begin` or beyond and before `end`."""
        at = begin
        while at < end:
            found = next((chunk for chunk in self._held if chunk.starts[-1] > at), None)
            if found is None:
                if not self._read():
                    return
                continue
            first, last = bisect_left(found.starts, at), bisect_left(found.starts, end)
            last = min(last, len(found.lines))
            at = max(found.starts[-1], at + 1) if last == len(found.lines) else end
            if first < last:
                yield Chunk(found.first_line + first, found.lines[first:last], found.starts[first : last + 1])

    def forget(self, before: int) -> None:
        """Lets go of the lines before a byte."""
        self._floor = max(self._floor, before)
        while self._held and self._held[0].starts[-1] <= self._floor:
            self._held.popleft()

    def _read(self) -> bool:
        """Reads on, past what is forgotten; False at the end."""
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        self._held.append(chunk)
        return True
