"""Long sources in shards: stretches of a fixed size that are segmented apart, in any process, and joined.

A shard reads on beyond its end.  Where it and the next one, which knows nothing of it, both let a post
begin at the same byte, they agree, and there they are joined.  The shards are the same however many
processes there are, and so are the posts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Protocol, TypeVar

from tgclean.model import Chunk, Post, Tally
from tgclean.options import Options
from tgclean.segment.stream import segment

SHARD_BYTES = 16 << 20
BEYOND_BYTES = 1 << 18
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
        own = Tally()
        return counted(
            map(PlacedPost, segment(feed.between(begin, end + BEYOND_BYTES), source, options, own)), own, tally
        )

    def again(begin: int, end: int) -> Iterator[PlacedPost]:
        tally.limits["shard"] += 1
        return shard(begin, end)

    def shards() -> Iterator[tuple[Iterator[PlacedPost], int]]:
        begin = 0
        while feed.reaches(begin):
            yield shard(begin, begin + SHARD_BYTES), begin + SHARD_BYTES
            begin += SHARD_BYTES

    return (placed.post for placed in join(shards(), again, feed.forget))


def counted(items: Iterator[Item], own: Tally, tally: Tally) -> Iterator[Item]:
    """Gives the items of a shard, and adds what was odd in it once all are taken: one that is done anew is not."""
    yield from items
    tally.warnings += own.warnings
    tally.limits += own.limits


def join(
    shards: Iterable[tuple[Iterator[Item], int]],
    again: Callable[[int, int], Iterator[Item]],
    settled: Callable[[int], None] = lambda _: None,
) -> Iterator[Item]:
    """Gives the items of the shards, each once, in order.

    `shards` are items in order and the byte at which a shard ends; its items go on beyond it.
    `again(begin, end)` gives the items from another byte on, for shards that agree nowhere.
    `settled(byte)` says that nothing before that byte will be asked for again.
    """
    ahead: list[Item] = []  # items of the shard before that begin at its end or beyond
    reach = 0  # where the last item of the shard before ends
    limit = 0
    for items, end in shards:
        begin = max(reach, limit)
        joined = _agreement(ahead, items, begin) if limit else items
        if joined is None:
            joined = chain(ahead, again(begin, end))
        else:
            settled(end)
        ahead = []
        for item in joined:
            reach = item.end
            if item.begin < end:
                yield item
            else:
                ahead.append(item)
        limit = end
    yield from ahead


def _agreement(ahead: list[Item], items: Iterator[Item], begin: int) -> Iterator[Item] | None:
    """Gives the items ahead up to the first that the next shard has too, and then the next shard's; None if none is."""
    numbers = {item.begin: i for i, item in enumerate(ahead)}
    for item in items:
        if item.begin in numbers:
            return chain(ahead[: numbers[item.begin]], (item,), items)
        if item.begin >= begin:
            return None
    return None


class _Feed:
    """The lines of a source, any stretch of them, as long as they are not forgotten."""

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        self._chunks = iter(chunks)
        self._held: deque[Chunk] = deque()
        self._floor = self._gone = 0

    def reaches(self, byte: int) -> bool:
        """Says whether there are lines that begin at `byte` or beyond."""
        while not self._held or self._held[-1].starts[-1] <= byte:
            if not self._read():
                return False
        return True

    def between(self, begin: int, end: int) -> Iterator[Chunk]:
        """Gives the lines that begin at `begin` or beyond and before `end`."""
        if begin < self._gone:
            raise ValueError(f"the lines from byte {begin} on are forgotten up to byte {self._gone}")
        at = begin
        while at < end:
            self._let_go(at)
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
        """Lets go of the lines before a byte once they are read."""
        self._floor = before

    def _let_go(self, at: int) -> None:
        while self._held and self._held[0].starts[-1] <= min(at, self._floor):
            self._gone = self._held.popleft().starts[-1]

    def _read(self) -> bool:
        """Reads on; False at the end."""
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        self._held.append(chunk)
        return True
