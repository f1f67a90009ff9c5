"""The matcher: takes posts in order of place and says, after the last, which post each one belongs to."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator
from hashlib import blake2b

import numpy as np

from tgclean.match.clusters import Clusters, Joined
from tgclean.match.index import PackedIndex
from tgclean.match.sketch import KEYS, Sketcher
from tgclean.match.templates import POOL, Templates
from tgclean.match.words import LineCache, Words, read_words
from tgclean.model import Post, Tally, Verdict
from tgclean.options import Options

BUFFER_CHARS = 128 * 1024
"""Text that is sketched at once: large enough to pay for numpy's calls, small enough to stay in the cache."""
HELD_WORDS = 400_000
"""Words of posts held while one group of candidates is resolved."""
_DIGEST_BYTES = 16


class Matcher:
    """Clusters of near-duplicate posts, over one run.

    `text_of(number)` gives the text of a post added before; texts are not kept.  `tally.limits` counts the caps
    that bit: `hot_bucket`, `candidates`.
    """

    def __init__(self, options: Options, text_of: Callable[[int], str], tally: Tally) -> None:
        self._options = options
        self._text_of = text_of
        self._tally = tally
        self._digests = bytearray()
        self._sketcher = Sketcher()
        self._keys = bytearray()
        self._buffer: list[str] = []
        self._chars = 0
        self._lines: LineCache = {}
        self._held: OrderedDict[int, Words] = OrderedDict()
        self._held_words = 0

    def add(self, post: Post) -> None:
        """Takes the next post; the first has number 0."""
        text = post.text
        self._digests += blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()
        if self._options.exact_only:
            return
        if self._options.unit == "block" and len(text) < self._options.min_chars:
            text = ""
        self._buffer.append(text)
        self._chars += len(text)
        if self._chars >= BUFFER_CHARS:
            self._sketch()

    def _sketch(self) -> None:
        self._keys += self._sketcher.sketch(self._buffer).tobytes()
        self._buffer, self._chars = [], 0

    def verdicts(self) -> Iterator[Verdict]:
        """Gives one verdict a post, in order of number; once, after the last post was added."""
        self._sketch()
        count = len(self._digests) // _DIGEST_BYTES
        halves = np.frombuffer(bytes(self._digests), dtype=np.uint64).reshape(count, 2)
        first = _first_equal(halves)
        leaders, scores = array("I", first.astype(np.uint32).tobytes()), array("d", [100.0]) * count
        differing, words = array("I", bytes(4 * count)), array("I", bytes(4 * count))
        if not self._options.exact_only:
            own = np.flatnonzero(first == np.arange(count))
            keys = np.frombuffer(self._keys, dtype=np.uint32).reshape(count, KEYS)[own]
            for post, joined in self._resolve(PackedIndex(own, keys, halves[:, 0], self._tally.limits)):
                leaders[post], scores[post] = joined.leader, joined.score
                differing[post], words[post] = joined.differing, joined.words
        for post in range(count):
            twin = int(first[post])
            leader = leaders[twin]
            if leader == post:
                yield Verdict(post, "fresh", post, 100.0, "")
            elif leader == twin and post != twin:
                yield Verdict(post, "exact", leader, 100.0, "exact")
            else:
                reason = f"near: {differing[twin]} of {words[twin]} words differ" if differing[twin] else "folded"
                yield Verdict(post, "near", leader, scores[twin], reason)

    def _resolve(self, index: PackedIndex) -> Iterator[tuple[int, Joined]]:
        """Places every post that shares a key, group by group: what hangs together is read together."""
        templates = Templates(lambda post: index.lookalikes(index.buckets(post), POOL), self._words)
        clusters = Clusters(index, self._words, templates, self._options)
        for group in index.components():
            for post in group:
                if joined := clusters.place(post, index.buckets(post)):
                    yield post, joined
            self._lines.clear()
            self._held.clear()
            self._held_words = 0
        self._tally.limits.update(clusters.limits)

    def _words(self, post: int) -> Words:
        known = self._held.get(post)
        if known is None:
            if len(self._lines) > 4096:
                self._lines.clear()
            known = self._held[post] = read_words(self._text_of(post), self._lines)
            self._held_words += len(known.folded) + 16
            while self._held_words > HELD_WORDS and len(self._held) > 64:
                _, oldest = self._held.popitem(last=False)
                self._held_words -= len(oldest.folded) + 16
        else:
            self._held.move_to_end(post)
        return known


def _first_equal(halves: np.typing.NDArray[np.uint64]) -> np.typing.NDArray[np.int64]:
    """The first post with the digest of each post."""
    order = np.lexsort((np.arange(len(halves)), halves[:, 1], halves[:, 0]))
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (halves[order][1:] != halves[order][:-1]).any(axis=1)
    heads = order[fresh]
    first = np.empty(len(order), dtype=np.int64)
    first[order] = heads[np.cumsum(fresh) - 1]
    return first
