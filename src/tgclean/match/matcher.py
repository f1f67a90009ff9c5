"""The matcher: takes posts in order of place and says, after the last, which post each one belongs to."""

from __future__ import annotations

import gc
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b

import numpy as np

from tgclean.match.clusters import Clusters, Joined
from tgclean.match.codes import fold_lines
from tgclean.match.content import Content
from tgclean.match.index import PackedIndex
from tgclean.match.sketch import KEYS, Sketcher
from tgclean.match.stream import GrowingIndex
from tgclean.match.templates import POOL, Templates
from tgclean.match.words import LineCache
from tgclean.model import Post, Tally, Verdict
from tgclean.options import Options

BUFFER_CHARS = 128 * 1024
"""Text that is sketched at once: large enough to pay for numpy's calls, small enough to stay in the cache."""
HELD_CHARS = 2_000_000
"""Characters of posts held while one group of candidates is resolved."""
BUFFER_POSTS = 4096
CACHED_LINES = 4096
AHEAD_POSTS, AHEAD_CHARS = 16, 32 * 1024
_CONTENT_CHARS = 200
_DIGEST_BYTES = 16


class Matcher:
    """Clusters of near-duplicate posts, over one run: `add` every post, then ask for `verdicts`; or `decide` each.

    `text_of(number)` gives the text of a post added before; texts are not kept.  With `unit` "block", blocks of less
    than `min_chars` characters are always fresh.  `tally.limits` counts the caps that
    bit: `hot_bucket` (a bucket read in part), `candidates` (clusters that a post was not compared with).
    """

    def __init__(self, options: Options, text_of: Callable[[int], str], tally: Tally) -> None:
        self._options = options
        self._shelf = Shelf(text_of)
        self._tally = tally
        self._digests = bytearray()
        self._sketcher = Sketcher()
        self._keys = bytearray()
        self._buffer: list[str] = []
        self._chars = 0
        self._stream: _Stream | None = None

    def add(self, post: Post) -> None:
        """Takes the next post; the first has number 0.  A post without text is no copy of another."""
        text = self._comparable(post.text)
        self._digests += _digest(text or f"\0{len(self._digests)}")
        if self._options.exact_only:
            return
        self._buffer.append(text)
        self._chars += len(post.text)
        if self._chars >= BUFFER_CHARS or len(self._buffer) >= BUFFER_POSTS:
            self._sketch()

    def _comparable(self, text: str) -> str:
        return "" if self._options.unit == "block" and len(text) < self._options.min_chars else text

    def _sketch(self) -> None:
        self._keys += self._sketcher.sketch(self._buffer).tobytes()
        self._buffer, self._chars = [], 0

    def verdicts(self) -> Iterator[Verdict]:
        """Gives one verdict a post, in order of number; once, after the last post was added."""
        count = len(self._digests) // _DIGEST_BYTES
        halves = np.frombuffer(self._digests, dtype=np.uint64).reshape(count, 2)
        first = _first_equal(halves)
        leaders, scores = array("I", first.astype(np.uint32).tobytes()), array("d", [100.0]) * count
        differing, words = array("I", bytes(4 * count)), array("I", bytes(4 * count))
        if not self._options.exact_only:
            self._sketch()
            own = np.flatnonzero(first == np.arange(count))
            keys = np.frombuffer(self._keys, dtype=np.uint32).reshape(count, KEYS)
            with _without_collector():
                for post, joined in self._resolve(PackedIndex(own, keys, halves[:, 0], self._tally.limits)):
                    leaders[post], scores[post] = joined.leader, joined.score
                    differing[post], words[post] = joined.differing, joined.words
        for post, twin in enumerate(first.tolist()):
            leader = leaders[twin]
            joined = Joined(leader, scores[twin], differing[twin], words[twin])
            yield _verdict(post, twin, joined)

    def _resolve(self, index: PackedIndex) -> Iterator[tuple[int, Joined]]:
        """Places every post that shares a key, group by group: what hangs together is read together."""
        shelf = self._shelf
        templates = Templates(
            lambda post: index.lookalikes(index.buckets(post), POOL), lambda post: shelf.content(post).words
        )
        clusters = Clusters(index, shelf.content, templates, self._options)
        for batch in _batches(index.components()):
            for at, post in enumerate(batch):
                shelf.expect(batch, at)
                if joined := clusters.place(post, index.buckets(post)):
                    yield post, joined
            shelf.clear()
            templates.clear()
        self._tally.limits.update(clusters.limits)

    def decide(self, post: Post) -> Verdict:
        """Takes the next post and gives its verdict at once, against those before it; not to be mixed with `add`."""
        if self._stream is None:
            self._stream = _Stream(self._options, self._shelf, self._tally)
        stream = self._stream
        number, stream.count = stream.count, stream.count + 1
        text = self._comparable(post.text)
        digest = _digest(text or f"\0{number}")
        twin = stream.first.setdefault(digest, number)
        if twin != number:
            return _verdict(number, twin, stream.joined.get(twin) or Joined(twin, 100.0, 0, 0))
        joined = None
        if not self._options.exact_only:
            keys = self._sketcher.sketch([text])[0].tolist()
            joined = stream.place(number, keys)
        return _verdict(number, number, joined or Joined(number, 100.0, 0, 0))


class Shelf:
    """Contents of the posts read last, within a budget of characters; some posts that are next are read with one."""

    def __init__(self, text_of: Callable[[int], str]) -> None:
        self._text_of = text_of
        self._held: OrderedDict[int, Content] = OrderedDict()
        self._ahead: dict[int, tuple[str, list[str | None]]] = {}
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
        self._ahead.update(zip(posts, zip(texts, fold_lines(texts), strict=True), strict=True))

    def clear(self) -> None:
        """Lets go of everything."""
        self._held.clear()
        self._ahead.clear()
        self._lines.clear()
        self._chars = 0


class _Stream:
    """What `Matcher.decide` knows of the posts before."""

    def __init__(self, options: Options, shelf: Shelf, tally: Tally) -> None:
        self.count = 0
        self.first: dict[bytes, int] = {}
        self.joined: dict[int, Joined] = {}
        self._tally = tally
        self._index = GrowingIndex(tally.limits)
        self._buckets: dict[int, list[int]] = {}
        self._templates = Templates(self._neighbours, lambda post: shelf.content(post).words)
        self._clusters = Clusters(self._index, shelf.content, self._templates, options)

    def _neighbours(self, post: int) -> list[int]:
        return self._index.lookalikes(self._buckets.get(post, []), POOL)

    def place(self, post: int, keys: list[int]) -> Joined | None:
        """Puts a post into a cluster of those before it, or makes it one (None)."""
        buckets = self._buckets[post] = self._index.buckets(keys)
        self._index.note(post, keys)
        self._templates.clear()
        joined = self._clusters.place(post, buckets)
        self._index.notice(post, buckets)
        if joined:
            self.joined[post] = joined
        self._tally.limits.update(self._clusters.limits)
        self._clusters.limits.clear()
        return joined


def _batches(groups: Iterable[list[int]]) -> Iterator[list[int]]:
    """Groups one after another, small ones together."""
    batch: list[int] = []
    for group in groups:
        batch += group
        if len(batch) >= AHEAD_POSTS:
            yield batch
            batch = []
    yield batch


@contextmanager
def _without_collector() -> Iterator[None]:
    """Holds the cyclic collector: the judge makes millions of small lists and no cycle, and it costs a fifth."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()


def _verdict(post: int, twin: int, joined: Joined) -> Verdict:
    """The verdict on a post whose text stands first in post `twin`, which joined a cluster, or leads one."""
    if joined.leader == post:
        return Verdict(post, "fresh", post, 100.0, "")
    if joined.leader == twin:
        return Verdict(post, "exact", twin, 100.0, "exact")
    reason = f"near: {joined.differing} of {joined.words} words differ" if joined.differing else "folded"
    return Verdict(post, "near", joined.leader, joined.score, reason)


def _first_equal(halves: np.typing.NDArray[np.uint64]) -> np.typing.NDArray[np.int64]:
    """The first post with the digest of each post."""
    order = np.lexsort((np.arange(len(halves)), halves[:, 1], halves[:, 0]))
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (halves[order][1:] != halves[order][:-1]).any(axis=1)
    heads = order[fresh]
    first = np.empty(len(order), dtype=np.int64)
    first[order] = heads[np.cumsum(fresh) - 1]
    return first
