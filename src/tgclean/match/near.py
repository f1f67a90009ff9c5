"""Near-duplicates among the distinct texts of a run: all at once, or each against those before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np

from tgclean.match.clusters import SIGNED, Clusters, Joined
from tgclean.match.content import content
from tgclean.match.footers import FootersSoFar, footers
from tgclean.match.lines import Lines, lines_of, longest_keys
from tgclean.match.opinion import Opinion
from tgclean.match.pairs import Buckets, GrowingBuckets
from tgclean.match.rows import Rows
from tgclean.match.sketch import GRAM_KEYS, gram_keys, row_hashes
from tgclean.match.tokens import I64, U32, U64, Batch, Flags, Tokenizer, head_flags, mix
from tgclean.options import Options

BATCH_CHARS, BATCH_POSTS = 128 * 1024, 4096
"""What is tokenised at once: arrays that stay in the processor's cache, and few calls."""
MAX_CHARS = 1 << 20
"""A longer text is a copy of equal ones only; its arrays would take 40 bytes a character."""
_RESKETCHED = 512


class Near:
    """Takes all texts, then yields those that join an earlier one; `text_of` gives a text again.

    `limits` counts `long_texts`, `hot_bucket` (keys of more posts than are compared) and `candidates`.
    """

    def __init__(self, options: Options, text_of: Callable[[int], str], limits: Counter[str]) -> None:
        self._threshold, self._limits = options.threshold, limits
        self._tokenizer = Tokenizer(any_figure=options.numbers == "ignore")
        self._rows = Rows(options.tmp_dir, text_of, self._tokenizer)
        self._waiting: list[str] = []
        self._chars = 0
        self._hashes: list[U64] = []
        self._keys: list[U32] = []
        self._prepared: tuple[Clusters, Buckets, I64] | None = None

    def add(self, text: str) -> None:
        """Take the next text."""
        self._waiting.append(_compared(text, self._limits))
        self._chars += len(text)
        if self._chars >= BATCH_CHARS or len(self._waiting) == BATCH_POSTS:
            self._flush()

    def _flush(self) -> None:
        batch = self._tokenizer.tokens(self._waiting)
        self._rows.append(batch, lines_of(batch))
        self._hashes.append(row_hashes(batch))
        self._keys.append(gram_keys(batch.hashes, batch.bounds))
        self._waiting, self._chars = [], 0

    def resolve(self) -> Iterator[tuple[int, Joined]]:
        """Yield every text that joins an earlier one, in order; once, after the last was added."""
        clusters, buckets, firsts = self._ready()
        found = {}
        for post, candidates in buckets.candidates():
            if joined := clusters.place(post, candidates):
                found[post] = joined
        for post in np.flatnonzero(firsts != np.arange(len(firsts))).tolist():
            first = int(firsts[post])
            found[post] = found.get(first) or Joined(first, 100.0, 0, 0, fuller=False)
        yield from sorted(found.items())

    def why(self, a: int, b: int) -> Opinion:
        """Return the opinion on two texts, with the words that differ; after the last was added."""
        return self._ready()[0].explained(a, b)

    def _ready(self) -> tuple[Clusters, Buckets, I64]:
        """Return what places the texts; and of each text the first one with the same words."""
        if self._prepared is None:
            self._flush()
            self._prepared = self._prepare()
        return self._prepared

    def _prepare(self) -> tuple[Clusters, Buckets, I64]:
        hashes, keys = np.concatenate(self._hashes), np.concatenate(self._keys)
        self._hashes, self._keys = [], []
        lines, firsts = self._rows.lines(), _firsts(hashes)
        alone = firsts == np.arange(len(firsts))
        is_footer = footers(lines, alone)
        told = ~is_footer
        if is_footer.any():
            self._rows.footers = frozenset(lines.hashes[is_footer].tolist())
            own = np.bincount(lines.posts[told], lines.sizes[told], len(hashes)) > 0
            told |= ~own[lines.posts]  # a post of nothing else is its footers
            affected = np.zeros(len(hashes), dtype=bool)
            affected[lines.posts[~told]] = True
            self._sketch_again(keys, affected & alone, lines, told)
        posts, longest = longest_keys(lines, told)
        keys[posts, GRAM_KEYS] = longest
        # The same words are one post and not judged; in short ones signs are compared, too.
        alone |= np.frombuffer(self._rows.weights, dtype=np.float32) < SIGNED
        firsts[alone] = np.flatnonzero(alone)
        keys[~alone | (hashes == 0)] = 0
        buckets = Buckets(keys, hashes)
        self._limits["hot_bucket"] += buckets.hot
        return Clusters(self._rows, buckets.lookalikes, self._threshold, self._limits), buckets, firsts

    def _sketch_again(self, keys: U32, posts: Flags, lines: Lines, told: Flags) -> None:
        """Make the keys of some posts from the lines that are no footers."""
        chosen = np.flatnonzero(posts)
        begins, ends = (lines.posts.searchsorted(chosen, side) for side in ("left", "right"))
        for at in range(0, len(chosen), _RESKETCHED):
            part = chosen[at : at + _RESKETCHED]
            rows = []
            for post, begin, end in zip(part.tolist(), begins[at:].tolist(), ends[at:].tolist(), strict=False):
                rows.append(self._rows.points(post)[np.repeat(told[begin:end], lines.sizes[begin:end])])
            bounds = np.array([len(row) for row in rows], dtype=np.int64).cumsum()
            keys[part] = gram_keys(mix(np.concatenate(rows).astype(np.uint64)), bounds)


class OneByOne:
    """Places texts at once, each against those before it; what later ones teach changes no earlier verdict."""

    def __init__(self, options: Options, text_of: Callable[[int], str], limits: Counter[str]) -> None:
        self._limits = limits
        self._tokenizer = Tokenizer(any_figure=options.numbers == "ignore")
        self._rows = Rows(options.tmp_dir, text_of, self._tokenizer)
        self._footers, self._buckets = FootersSoFar(), GrowingBuckets()
        self._rows.footers = self._footers.known
        self._clusters = Clusters(self._rows, self._buckets.lookalikes, options.threshold, limits)
        self._seen: set[int] = set()
        self._joined: dict[int, Joined] = {}

    def place(self, number: int, text: str) -> Joined | None:
        """Take the next text, and return what it joins."""
        batch = self._tokenizer.tokens([_compared(text, self._limits)])
        lines, name = lines_of(batch), int(row_hashes(batch)[0])
        self._rows.append(batch, lines)
        if name and name not in self._seen:
            self._seen.add(name)
            self._learn(lines)
        candidates = self._buckets.add(self._keys(batch, lines))
        self._clusters.templates.clear()
        joined = self._clusters.place(number, candidates)
        if joined:
            self._joined[number] = joined
        return joined

    def joined(self, number: int) -> Joined | None:
        """Return what an earlier text joined."""
        return self._joined.get(number)

    def _learn(self, lines: Lines) -> None:
        known = len(self._footers.known)
        self._footers.take(lines)
        if len(self._footers.known) > known:
            self._rows.forget()

    def _keys(self, batch: Batch, lines: Lines) -> U32:
        told = np.array([name not in self._footers.known for name in lines.hashes.tolist()], dtype=bool)
        if not told.any():
            told[:] = True
        hashes = batch.hashes[np.repeat(told, lines.sizes)]
        keys: U32 = gram_keys(hashes, np.array([len(hashes)], dtype=np.int64))[0]
        _, longest = longest_keys(lines, told)
        keys[GRAM_KEYS] = longest[0] if len(longest) else 0
        return keys


def _compared(text: str, limits: Counter[str]) -> str:
    if len(text) <= MAX_CHARS:
        return content(text).text
    limits["long_texts"] += 1
    return ""


def _firsts(hashes: U64) -> I64:
    """Return for each text the first one with the same hash."""
    order = np.argsort(hashes, kind="stable")
    heads = head_flags(hashes[order])
    firsts = np.empty(len(hashes), dtype=np.int64)
    firsts[order] = order[np.maximum.accumulate(np.where(heads, np.arange(len(order)), 0))]
    return firsts
