"""The tokens of posts, on disk until they are asked for: four bytes a token in a file, some twenty a line in memory."""

from __future__ import annotations

import os
import re
import tempfile
import weakref
from array import array
from collections.abc import Callable, Sequence, Set
from functools import lru_cache
from typing import TypeVar

import numpy as np

from tgclean.errors import OutputError
from tgclean.match.content import content
from tgclean.match.lines import Lines
from tgclean.match.tokens import FIGURES, I64, LINKS, Batch, Flags, Tokenizer

FIRST_FIGURE, FIRST_LINK = chr(FIGURES), chr(LINKS)
_FIGURES = re.compile(f"[{FIRST_FIGURE}-\U0010ffff]")
_HELD, _HELD_WORDS = 4096, 256
Item = TypeVar("Item")


class Row:
    """The tokens of a post as a string; or of some of its lines, which are `spans` of the whole post.

    `weight` is in words, `figures` are the figures and links; `lines` are (begin, end, name) of each line.
    """

    __slots__ = ("_own", "figures", "footers", "lines", "post", "spans", "tokens", "weight")

    def __init__(
        self, post: int, tokens: str, weight: float, lines: Sequence[tuple[int, int, int]], footers: frozenset[int]
    ) -> None:
        self.post, self.tokens, self.weight, self.lines, self.footers = post, tokens, weight, lines, footers
        self.figures = _FIGURES.findall(tokens)
        self.spans: list[tuple[int, int]] | None = None
        self._own: Row | None = None

    def without(self, footers: frozenset[int]) -> Row:
        """Return the row without lines of these names."""
        if footers >= self.footers:
            self._own = self._own or self._cut(self.footers)
            return self._own
        return self._cut(footers)

    def _cut(self, footers: frozenset[int]) -> Row:
        if not footers:
            return self
        spans, lines, at = [], [], 0
        for begin, end, name in self.lines:
            if name not in footers:
                spans.append((begin, end))
                lines.append((at, at + end - begin, name))
                at += end - begin
        tokens = "".join([self.tokens[begin:end] for begin, end in spans])
        row = Row(self.post, tokens, self.weight * at / max(len(self.tokens), 1), lines, frozenset())
        row.spans = spans
        return row

    def own(self) -> Row:
        """Return the row without its footers."""
        return self.without(self.footers)

    def says_something(self) -> bool:
        """Return whether there are two words or more, and not only figures."""
        return len(self.tokens) > max(1, len(self.figures))

    def of_whole(self, items: Sequence[Item]) -> list[Item]:
        """Return what belongs to this row of a sequence over all tokens of the post."""
        if self.spans is None:
            return list(items)
        return [item for begin, end in self.spans for item in items[begin:end]]


def without_footers(a: Row, b: Row) -> tuple[Row, Row]:
    """Return two rows without footers that both have, or that only one has.

    Where each has a footer of its own these may be the news.  Posts of which nothing is left are compared whole.
    """
    if not a.footers and not b.footers:
        return a, b
    nested = a.footers <= b.footers or b.footers <= a.footers
    left_out = a.footers | b.footers if nested else a.footers & b.footers
    x, y = a.without(left_out), b.without(left_out)
    return (x, y) if x.says_something() and y.says_something() else (a, b)


class Rows:
    """Rows of posts in an unlinked temporary file in `directory`: appended in batches, read by number of the post.

    `text_of` gives the text of a post again.  `footers` are names of lines; `forget` when they change.
    `footed` says of each post whether it has any, once they are learned.

    Raises: OutputError from every method if the directory cannot take it.
    """

    def __init__(self, directory: str | None, text_of: Callable[[int], str], tokenizer: Tokenizer) -> None:
        self._where = directory or tempfile.gettempdir()
        try:
            with tempfile.TemporaryFile(dir=directory) as file:
                self._file = os.dup(file.fileno())
        except OSError as error:
            raise self._full(error) from error
        weakref.finalize(self, os.close, self._file)
        self.text_of, self._tokenizer = text_of, tokenizer
        self.footers: Set[int] = frozenset()
        self._ends, self._line_ends, self.weights = array("Q", [0]), array("Q", [0]), array("f")
        self.footed: Flags = np.zeros(0, dtype=bool)
        self._starts, self._names = array("I"), array("Q")
        self._signs: tuple[array[int], ...] = (array("I"), array("I"))
        self.row = lru_cache(_HELD)(self._row)
        self.words = lru_cache(_HELD_WORDS)(self._words)

    def append(self, batch: Batch, lines: Lines) -> None:
        """Take the next posts."""
        data = memoryview(batch.points.tobytes())
        try:
            while data:
                data = data[os.write(self._file, data) :]
        except OSError as error:
            raise self._full(error) from error
        ends = lines.posts.searchsorted(np.arange(len(batch.bounds)), side="right")
        self._line_ends.frombytes((ends + self._line_ends[-1]).astype(np.uint64).tobytes())
        self._ends.frombytes((batch.bounds + self._ends[-1]).astype(np.uint64).tobytes())
        self.weights.frombytes(batch.weights().tobytes())
        self._starts.frombytes(lines.starts.tobytes())
        self._names.frombytes(lines.hashes.tobytes())
        for known, signs in zip(self._signs, lines.signs, strict=True):
            known.frombytes(signs.tobytes())

    def lines(self) -> Lines:
        """Return the lines of all posts."""
        ends = np.array(self._line_ends, dtype=np.int64)
        counts = np.diff(ends)
        starts, names = np.frombuffer(self._starts, np.uint32), np.frombuffer(self._names, np.uint64)
        sizes: I64 = np.append(np.diff(starts.astype(np.int64)), 0)[: len(starts)]
        last = ends[1:][counts > 0] - 1
        sizes[last] = np.diff(np.array(self._ends, dtype=np.int64))[counts > 0] - starts[last]
        return Lines(np.repeat(np.arange(len(counts)), counts), starts, sizes, names, np.array(self._signs, np.uint32))

    def learn(self, lines: Lines, footers: Flags) -> None:
        """Take which of all lines are footers; no more posts may come."""
        self.footers = frozenset(lines.hashes[footers].tolist())
        self.footed = np.zeros(len(self.weights), dtype=bool)
        self.footed[lines.posts[footers]] = True
        self._signs = ()
        self.forget()

    def forget(self) -> None:
        """Read rows again, because `footers` changed."""
        self.row.cache_clear()

    def _row(self, post: int) -> Row:
        tokens = self._read(post).decode("utf-32-le")
        begin, end = self._line_ends[post], self._line_ends[post + 1]
        starts, names = self._starts[begin:end], self._names[begin:end]
        lines = list(zip(starts, [*starts, len(tokens)][1:], names, strict=True))
        return Row(post, tokens, self.weights[post], lines, frozenset(names).intersection(self.footers))

    def _words(self, post: int) -> list[str]:
        text, links = content(self.text_of(post))
        shown = iter(links)
        return [next(shown, word) if word >= FIRST_LINK else word for word in self._tokenizer.words(text)]

    def _read(self, post: int) -> bytes:
        begin, end = self._ends[post], self._ends[post + 1]
        try:
            return os.pread(self._file, 4 * (end - begin), 4 * begin)
        except OSError as error:
            raise self._full(error) from error

    def _full(self, error: OSError) -> OutputError:
        return OutputError(
            self._where, f"{error.strerror or error} (temporary file; --tmp-dir names another directory)"
        )
