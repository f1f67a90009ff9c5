"""What must wait for the end of the input, on disk: bytes in a temporary file, and numbered lines in one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from array import array
from typing import IO, Self

from tgclean.errors import OutputError

_BUFFER_BYTES = 1 << 20


class Scratch:
    """An unlinked temporary file: bytes are added behind each other, and read at any place.

    Raises: OutputError from every method if the temporary directory cannot take it.
    """

    def __init__(self, directory: str | None = None) -> None:
        self._where = directory or tempfile.gettempdir()
        try:
            self._file = tempfile.TemporaryFile(dir=directory, buffering=_BUFFER_BYTES)  # noqa: SIM115 - lives as long as self
        except OSError as error:
            raise self._full(error) from error
        self.size = self._flushed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the bytes."""
        with contextlib.suppress(OSError):  # what could not be brought to the disk by now is not needed any more
            self._file.close()

    def write(self, data: bytes) -> int:
        """Take bytes, and return where they begin."""
        try:
            self._file.write(data)
        except OSError as error:
            raise self._full(error) from error
        self.size += len(data)
        return self.size - len(data)

    def read(self, begin: int, size: int) -> bytes:
        """Return bytes that were taken."""
        try:
            return os.pread(self.file(begin + size).fileno(), size, begin)
        except OSError as error:
            raise self._full(error) from error

    def file(self, end: int | None = None) -> IO[bytes]:
        """Return the file, with all bytes before `end` (None: all) on the disk; where it is read next is not said."""
        if (self.size if end is None else end) > self._flushed:
            try:
                self._file.flush()
            except OSError as error:
                raise self._full(error) from error
            self._flushed = self.size
        return self._file

    def _full(self, error: OSError) -> OutputError:
        return OutputError(
            self._where, f"{error.strerror or error} (temporary file; --tmp-dir names another directory)"
        )


class Spool:
    """Numbered lines that wait on disk, eight bytes of memory each: appended, read by number.

    Raises: OutputError from every method if the temporary directory cannot take it.
    """

    def __init__(self, directory: str | None = None) -> None:
        self._scratch = Scratch(directory)
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._scratch.close()

    def append(self, line: bytes) -> int:
        """Takes a line and gives its number, from 0 on."""
        self._scratch.write(line)
        self._ends.append(self._scratch.size)
        return len(self._ends) - 2

    def read(self, number: int) -> bytes:
        """Gives a line back."""
        begin = self._ends[number]
        return self._scratch.read(begin, self._ends[number + 1] - begin)
