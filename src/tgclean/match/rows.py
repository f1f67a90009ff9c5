"""The keys of posts, a row each, on disk: 132 bytes a post in a file, none in memory."""

from __future__ import annotations

import os
import tempfile
import weakref
from array import array
from collections.abc import Iterator

import numpy as np

from tgclean.errors import OutputError
from tgclean.match.codes import U32
from tgclean.match.sketch import KEYS

_ROW_BYTES = 4 * KEYS
_BLOCK_ROWS = 1 << 14
_HELD_ROWS = 1024


class Rows:
    """The keys of posts in an unlinked temporary file in `directory`: appended, read by number of the post.

    Raises: OutputError from every method if the directory cannot take it.
    """

    def __init__(self, directory: str | None) -> None:
        self._where = directory or tempfile.gettempdir()
        try:
            with tempfile.TemporaryFile(dir=directory) as file:
                self._file = os.dup(file.fileno())
        except OSError as error:
            raise self._full(error) from error
        weakref.finalize(self, os.close, self._file)
        self._count = 0
        self._held: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return self._count

    def append(self, keys: U32) -> None:
        """Takes the keys of the next posts, one row of `KEYS` each."""
        data = memoryview(keys.tobytes())
        try:
            while data:
                data = data[os.write(self._file, data) :]
        except OSError as error:
            raise self._full(error) from error
        self._count += len(keys)

    def row(self, post: int) -> list[int]:
        """Gives the keys of a post."""
        known = self._held.get(post)
        if known is None:
            if len(self._held) >= _HELD_ROWS:
                self._held.clear()
            known = self._held[post] = array("I", self._read(post, 1)).tolist()
        return known

    def blocks(self) -> Iterator[tuple[int, U32]]:
        """Gives all rows, some thousand at once, with the number of the first."""
        for first in range(0, self._count, _BLOCK_ROWS):
            data = self._read(first, min(_BLOCK_ROWS, self._count - first))
            yield first, np.frombuffer(data, dtype=np.uint32).reshape(-1, KEYS)

    def _read(self, first: int, count: int) -> bytes:
        try:
            return os.pread(self._file, count * _ROW_BYTES, first * _ROW_BYTES)
        except OSError as error:
            raise self._full(error) from error

    def _full(self, error: OSError) -> OutputError:
        return OutputError(
            self._where, f"{error.strerror or error} (temporary file; --tmp-dir names another directory)"
        )
