"""Decompressing gzip and Zstandard, told by their first bytes, with a limit to how much comes out of how little."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from tgclean.errors import InputError, LimitError, TgcleanError

FREE_BYTES = 64 << 20
"""So much may come out of any input; what expands further is held to `--max-expand`."""

_MAGIC_BYTES = 8
_SKIPPABLE = b"\x2a\x4d\x18"  # behind one of sixteen bytes: a frame of notes, with which pzstd begins its files
_COMPRESSIONS = {b"\x1f\x8b": "gz", b"\x28\xb5\x2f\xfd": "zst"}
_COMPRESSIONS |= {bytes((first,)) + _SKIPPABLE: "zst" for first in range(0x50, 0x60)}
# What the decompressors say where another member or frame should begin, or of a window above 128 MiB, which is the most
# that `zstd -d` takes without being asked for more.
_GARBAGE = ("Not a gzipped file", "Unknown frame descriptor")
_LARGE_WINDOW = "too much memory"


class Taken(io.RawIOBase):
    """Any object's `read` as a raw stream, for only a buffered one can be looked into; `head` comes first.

    `size` is how many bytes were taken.
    """

    def __init__(self, read: Callable[[int], bytes], head: bytes = b"") -> None:
        self._read, self._head, self.size = read, head, 0

    def readable(self) -> bool:
        """Return true."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer, as far as one `read` does."""
        data = self._head[: len(buffer)] or self._read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        self.size += len(data)
        return len(data)


def unpacked(stream: io.BufferedReader, name: str, max_expand: int) -> io.BufferedReader | Unpacked:
    """Return what gives the bytes of an input decompressed: the stream itself if it is neither gzip nor Zstandard."""
    magic = stream.peek(_MAGIC_BYTES)[:_MAGIC_BYTES]
    if magic and any(len(magic) < len(prefix) and prefix.startswith(magic) for prefix in _COMPRESSIONS):
        magic = stream.read(_MAGIC_BYTES)  # a pipe may give one byte at first; this waits for the others
        stream = io.BufferedReader(Taken(stream.read1, magic))
    for prefix, kind in _COMPRESSIONS.items():
        if magic.startswith(prefix):
            return Unpacked(stream, kind, name, max_expand)
    return stream


class Unpacked:
    """The decompressed bytes of all members of a gzip stream, or of all frames of a Zstandard stream: its `kind`."""

    def __init__(self, stream: io.BufferedReader, kind: str, name: str, max_expand: int) -> None:
        self._packed = Taken(stream.read1)
        self._stream = _decompressor(io.BufferedReader(self._packed), kind)
        self._name, self._max_expand, self._size = name, max_expand, 0
        self.kind = kind

    def read1(self, size: int) -> bytes:
        """Return the next bytes, up to `size`; none at the end.

        Raises: InputError if the data is damaged, LimitError if it expands too much or needs too much memory.
        """
        try:
            data: bytes = self._stream.read1(size)
        except EOFError as error:
            what = f"compressed data ends early, at byte {self._packed.size}, or has garbage behind its end"
            raise InputError(self._name, f"{what}; copy or download it again") from error
        except TgcleanError:
            raise
        except Exception as error:  # each library has its own error, and not all of them can be imported everywhere
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the input itself cannot be read
            raise self._error(str(error)) from error
        self._size += len(data)
        if self._size > max(FREE_BYTES, self._max_expand * self._packed.size):
            raise LimitError(self._name, f"expands more than {self._max_expand} times; raise --max-expand")
        return data

    def _error(self, why: str) -> TgcleanError:
        """Return what to say of an error of a decompressor."""
        if _LARGE_WINDOW in why:
            how = "unpack it first: zstd -dc --long=31 FILE | tgclean dedupe -"
            return LimitError(self._name, f"needs more than 128 MiB of memory to decompress; {how}")
        if why.startswith(_GARBAGE) or why.endswith(_GARBAGE):
            return InputError(self._name, "compressed data has garbage behind its end; copy or download it again")
        return InputError(self._name, f"compressed data is damaged: {why}")


def _decompressor(stream: BinaryIO, kind: str) -> Any:
    """Return a file that decompresses another one."""
    if kind == "zst":  # xopen would take any window, up to 2 GiB
        if sys.version_info >= (3, 14):
            from compression.zstd import ZstdFile
        else:
            from backports.zstd import ZstdFile
        return ZstdFile(stream)
    from xopen import xopen  # 100 ms, and most inputs are plain

    return xopen(stream, "rb", format="gz", threads=0)
