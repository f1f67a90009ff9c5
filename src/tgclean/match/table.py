"""What an index and an engine keep of texts: names, keys and lines, as arrays; a function of each text alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tgclean.match.clusters import SIGNED
from tgclean.match.lines import Lines, lines_of, lines_of_posts
from tgclean.match.near import BATCH_CHARS, BATCH_POSTS, compared
from tgclean.match.signature import GRAM_KEYS, signature
from tgclean.match.tokens import I64, U32, U64, Flags, Tokenizer
from tgclean.options import Options

_COLUMNS = ("<u8", "<u8", "<u4", "<u4", "<u8", "<u4")
"""How many posts and lines; then of each post its place and its lines; of each line its size, hash and signs."""


class Table(NamedTuple):
    """Of each text its name, its keys, and whether it is short; the lines of all, whose posts are texts.

    Texts with the same name have the same words in order, and unless they are short, are one.
    """

    names: U64
    keys: U32
    short: Flags
    lines: Lines

    @property
    def full(self) -> Flags:
        """Which texts have so many words that one key in common is not enough."""
        full: Flags = self.keys[:, GRAM_KEYS - 1] != 0
        return full


def table_of(texts: Iterable[str], options: Options, limits: Counter[str]) -> Table:
    """Return the table of some texts."""
    tokenizer = Tokenizer(any_figure=options.numbers == "ignore")
    parts: list[Table] = []
    count = 0
    for batch in _batches(texts, limits):
        tokens = tokenizer.tokens(batch)
        lines = lines_of(tokens)
        names, keys = signature(tokens, lines)
        parts.append(Table(names, keys, tokens.weights() < SIGNED, lines._replace(posts=lines.posts + count)))
        count += len(batch)
    parts = parts or [_nothing()]
    return Table(
        np.concatenate([part.names for part in parts]),
        np.concatenate([part.keys for part in parts]),
        np.concatenate([part.short for part in parts]),
        joined([part.lines for part in parts]),
    )


def _nothing() -> Table:
    """Return the table of no text."""
    tokens = Tokenizer().tokens([""])
    lines = lines_of(tokens)
    names, keys = signature(tokens, lines)
    return Table(names[:0], keys[:0], np.zeros(0, dtype=bool), lines)


def joined(parts: Sequence[Lines]) -> Lines:
    """Return some lines in one; their posts are numbered as they are."""
    return Lines(
        np.concatenate([part.posts for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.sizes for part in parts]),
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.signs for part in parts], axis=1),
    )


def _batches(texts: Iterable[str], limits: Counter[str]) -> Iterable[list[str]]:
    waiting: list[str] = []
    chars = 0
    for text in texts:
        waiting.append(compared(text, limits))
        chars += len(text)
        if chars >= BATCH_CHARS or len(waiting) == BATCH_POSTS:
            yield waiting
            waiting, chars = [], 0
    if waiting:
        yield waiting


class PlacedLines(NamedTuple):
    """The lines of posts, and the place of each post."""

    places: I64
    lines: Lines

    def packed(self) -> bytes:
        """Return them as bytes; `unpacked` gives them back, but for where lines start in their posts."""
        places, lines = self
        counts = np.bincount(lines.posts, minlength=len(places))
        head = np.array([len(places), len(lines.hashes)])
        columns: list[NDArray[Any]] = [head, places, counts, lines.sizes, lines.hashes, lines.signs]
        return b"".join(column.astype(kind).tobytes() for column, kind in zip(columns, _COLUMNS, strict=True))

    @staticmethod
    def unpacked(data: bytes) -> PlacedLines:
        """Return what `packed` made bytes of."""
        posts, count = np.frombuffer(data, _COLUMNS[0], 2).tolist()
        at, found = 16, []
        for kind, size in zip(_COLUMNS[1:], (posts, posts, count, count, 2 * count), strict=True):
            found.append(np.frombuffer(data, kind, size, at))
            at += found[-1].nbytes
        places, counts, sizes, hashes, signs = found
        numbers, starts = np.repeat(np.arange(posts), counts), np.zeros(count, dtype=np.uint32)
        lines = Lines(numbers, starts, sizes.astype(np.int64), hashes.astype(np.uint64), signs.reshape(2, count))
        return PlacedLines(places.astype(np.int64), lines)

    def without(self, gone: Flags) -> PlacedLines:
        """Return them without some posts."""
        return PlacedLines(self.places[~gone], lines_of_posts(self.lines, ~gone))
