"""Near-duplicates of texts that come one by one: each is placed at once, against those before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from tgclean.match.clusters import Clusters, Joined
from tgclean.match.footers import FootersSoFar
from tgclean.match.lines import Lines, lines_of, longest_keys
from tgclean.match.near import compared
from tgclean.match.pairs import GrowingBuckets
from tgclean.match.rows import Rows
from tgclean.match.signature import GRAM_KEYS, gram_keys, signature
from tgclean.match.tokens import U32, Batch, Tokenizer
from tgclean.options import Options


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
        batch = self._tokenizer.tokens([compared(text, self._limits)])
        lines = lines_of(batch)
        names, keys = signature(batch, lines)
        self._rows.append(batch, lines)
        if (name := int(names[0])) and name not in self._seen:
            self._seen.add(name)
            self._learn(lines)
        candidates = self._buckets.add(self._keys(batch, lines, keys[0]))
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

    def _keys(self, batch: Batch, lines: Lines, keys: U32) -> U32:
        """Return the keys of what is no footer."""
        told = np.array([name not in self._footers.known for name in lines.hashes.tolist()], dtype=bool)
        if told.all() or not told.any():
            return keys
        hashes = batch.hashes[np.repeat(told, lines.sizes)]
        own: U32 = gram_keys(hashes, np.array([len(hashes)], dtype=np.int64))[0]
        own[GRAM_KEYS] = longest_keys(lines, told)[1][0]
        return own
