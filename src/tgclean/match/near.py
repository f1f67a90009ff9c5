"""Near-duplicates among distinct texts: candidates from keys, opinions of the judge, clusters."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tgclean.match.characters import fold_lines
from tgclean.match.clusters import MAX_TRIES, Clusters, Joined
from tgclean.match.few import FEW, FewIndex
from tgclean.match.opinion import Opinion
from tgclean.match.shelf import Shelf
from tgclean.match.texts import DIGEST_BYTES
from tgclean.options import Options

if TYPE_CHECKING:
    from tgclean.match.codes import U32
    from tgclean.match.index import PackedIndex
    from tgclean.match.rows import Rows

BUFFER_CHARS = 128 * 1024
"""Text that is sketched at once: large enough to pay for numpy's calls, small enough to stay in the cache."""
BUFFER_POSTS = 4096
BATCH_POSTS = 32
MAX_PASSES, MAX_AGAIN = 3, 4096
"""So often posts that hang together are placed, if what merged changes the table of templates; more posts once."""


class Near:
    """Clusters of texts that differ; `add` them all, then `resolve` gives those that join another.

    `text_of(number)` gives a text again, `digests` holds a digest of each once all are added.  A few texts are
    compared without numpy, which takes longer to load than they take to judge.
    """

    def __init__(
        self, options: Options, text_of: Callable[[int], str], digests: bytearray, limits: Counter[str]
    ) -> None:
        self._options = options
        self._text_of = text_of
        self._digests = digests
        self._limits = limits
        self._rows: Rows | None = None
        self._buffer: list[str] = []
        self._chars = 0
        self._sketch: Callable[[list[str]], U32] | None = None
        self._index: PackedIndex | FewIndex
        self._clusters: Clusters | None = None

    def add(self, text: str) -> None:
        """Takes the next text; "" is like no other."""
        self._buffer.append(text)
        self._chars += len(text)
        if self._chars >= BUFFER_CHARS or len(self._buffer) >= BUFFER_POSTS:
            self._flush()

    def _flush(self) -> Rows:
        if self._rows is None or self._sketch is None:
            from tgclean.match.rows import Rows
            from tgclean.match.sketch import Sketcher

            self._rows, self._sketch = Rows(self._options.tmp_dir), Sketcher().sketch
        if self._buffer:
            self._rows.append(self._sketch(self._buffer))
        self._buffer, self._chars = [], 0
        return self._rows

    def resolve(self) -> Iterator[tuple[int, Joined]]:
        """Yield the texts that join another, and what they join; what hangs together is read together."""
        clusters = self._begin()
        with _without_collector():
            for batch in _batches(self._index.components()):
                yield from self._placed(batch, clusters).items()
                self._shelf.clear()
                clusters.forget()  # `stand` asks again what was found, and the next batch is not about it
        self._limits.update(clusters.limits)

    def _placed(self, batch: list[int], clusters: Clusters) -> dict[int, Joined]:
        """What each post of a batch that joins another joins.

        What merged taught the table of templates too: while those that join none would not be kept apart if they
        were given alone, all are placed again, and what ever merged teaches nothing.
        """
        merged: set[int] = set()
        for passes in range(1, MAX_PASSES + 1):
            joined: dict[int, Joined] = {}
            for post in self._shelf.expecting(batch):
                if found := clusters.place(post):
                    joined[post] = found
            self._index.retire(batch, joined)
            if not joined or clusters.stand(joined):
                break
            if passes == MAX_PASSES or len(batch) > MAX_AGAIN:
                self._limits["templates"] += 1
                break
            merged.update(joined)
            self._index.retire(batch, merged)
            self._index.restart(batch)
            clusters.restart(batch)
        return joined

    def why(self, a: int, b: int) -> Opinion:
        """Gives the opinion on two texts that decides in `resolve`."""
        return self._begin().opinion(a, b, why=True)

    def _begin(self) -> Clusters:
        """Makes the index; no text is added after."""
        if self._clusters is None:
            if self._rows is None and len(self._buffer) <= FEW:
                tries, fold = FEW, fold_lines
                self._index = self._few()
            else:
                from tgclean.match.codes import fold_lines as fold_many

                tries, fold = MAX_TRIES, fold_many
                self._index = self._packed(self._flush())
            self._shelf = Shelf(self._text_of, fold, self._index.likely)
            self._clusters = Clusters(self._index, self._shelf, self._options, tries)
        return self._clusters

    def _few(self) -> FewIndex:
        digests = [bytes(self._digests[at : at + DIGEST_BYTES]) for at in range(0, len(self._digests), DIGEST_BYTES)]
        return FewIndex([number for number, text in enumerate(self._buffer) if text], digests)

    def _packed(self, rows: Rows) -> PackedIndex:
        import numpy as np

        from tgclean.match.index import PackedIndex

        return PackedIndex(rows, np.frombuffer(self._digests, dtype=np.uint64)[::2], self._limits)


def _batches(groups: Iterable[list[int]]) -> Iterator[list[int]]:
    """Groups one after another, small ones together."""
    batch: list[int] = []
    for group in groups:
        batch += group
        if len(batch) >= BATCH_POSTS:
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


class OneByOne:
    """Clusters of texts that are decided one at a time, each against those before it."""

    def __init__(self, options: Options, text_of: Callable[[int], str], limits: Counter[str]) -> None:
        from tgclean.match.codes import fold_lines
        from tgclean.match.growing import GrowingIndex
        from tgclean.match.sketch import Sketcher

        self._sketcher = Sketcher()
        self._limits = limits
        self._index = GrowingIndex(limits)
        self._clusters = Clusters(self._index, Shelf(text_of, fold_lines), options)
        self._joined: dict[int, Joined] = {}

    def place(self, number: int, text: str) -> Joined | None:
        """Puts the next text into a cluster of those before it, or makes it one (None)."""
        self._index.note(number, self._sketcher.sketch([text])[0].tolist())
        self._clusters.forget()
        joined = self._clusters.place(number)
        self._index.notice(number)
        if joined:
            self._joined[number] = joined
        self._limits.update(self._clusters.limits)
        self._clusters.limits.clear()
        return joined

    def joined(self, number: int) -> Joined | None:
        """Gives what a text joined when it came."""
        return self._joined.get(number)
