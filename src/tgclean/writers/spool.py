"""A spool: lines that wait for the end of the input, on disk, eight bytes of memory each."""

from __future__ import annotations

import contextlib
import os
import tempfile
from array import array
from types import TracebackType

from tgclean.errors import OutputError

_BUFFER_BYTES = 1 << 20


class Spool:
    """Numbered lines in an unlinked temporary file: appended, read by number.

    Raises: OutputError from every method if the temporary directory cannot take it.
    """

    def __init__(self, directory: str | None = None) -> None:
        self._where = directory or tempfile.gettempdir()
        try:
            self._file = tempfile.TemporaryFile(dir=directory, buffering=_BUFFER_BYTES)  # noqa: SIM115 - lives as long as self
        except OSError as error:
            raise self._full(error) from error
        self._ends = array("Q", [0])
        self._flushed = 0

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):  # what could not be brought to the disk by now is not needed any more
            self._file.close()

    def append(self, line: bytes) -> int:
        """Takes a line and gives its number, from 0 on."""
        try:
            self._file.write(line)
        except OSError as error:
            raise self._full(error) from error
        self._ends.append(self._ends[-1] + len(line))
        return len(self._ends) - 2

    def read(self, number: int) -> bytes:
        """Gives a line back."""
        begin, end = self._ends[number], self._ends[number + 1]
        if end > self._flushed:
            self._flush()
        try:
            return os.pread(self._file.fileno(), end - begin, begin)
        except OSError as error:
            raise self._full(error) from error

    def _flush(self) -> None:
        try:
            self._file.flush()
        except OSError as error:
            raise self._full(error) from error
        self._flushed = self._ends[-1]

    def _full(self, error: OSError) -> OutputError:
        return OutputError(
            self._where, f"{error.strerror or error} (temporary file; --tmp-dir names another directory)"
        )
