"""Flat text as chunks of lines.  A line ends at LF and nowhere else; one CR before it is part of the line end.

Spans count bytes of the decompressed input, in whatever encoding it is: what is not in UTF-8 becomes UTF-8 line
by line, and each line keeps its place.
"""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, chain
from operator import add

from tgclean.errors import LimitError
from tgclean.model import Chunk, Tally
from tgclean.readers.encoding import SNIFF_BYTES, UTF8, WIDE, encoding_of, in_utf8, tells_encoding
from tgclean.readers.source import Source

BLOCK_BYTES = 1 << 20
MAX_LINE_BYTES = 64 << 20
HEAD_BYTES = 1 << 18
"""Lines that begin before this byte of an input may decide how all of it is read."""

_LINE_ENDS = {0: b"", 1: b"\n", 2: b"\r\n"}
_UTF8_MARK = b"\xef\xbb\xbf"


class Blocks:
    """The decompressed bytes of a source in blocks, of which the first can be looked at before.

    Raises: InputError from every method if the input cannot be read or is damaged.
    """

    def __init__(self, source: Source, block_bytes: int = 0) -> None:
        self.source = source
        self._blocks = _read(source, block_bytes or BLOCK_BYTES)
        self._held = b""
        self.is_decoded = True
        """Whether `in_utf8_blocks` could decode all that it has read."""

    def head(self, size: int, enough: Callable[[bytes], bool] = lambda _: False) -> bytes:
        """Return the first `size` bytes or more, or as many as are `enough`; fewer if there are no others."""
        while len(self._held) < size and not enough(self._held):
            block = next(self._blocks, b"")
            if not block:
                break
            self._held += block
        return self._held

    def __iter__(self) -> Iterator[bytes]:
        held, self._held = self._held, b""
        if held:
            yield held
        yield from self._blocks


def chunks(source: Source | Blocks, tally: Tally, block_bytes: int = 0) -> Iterator[Chunk]:
    """Gives the lines of a source, about `block_bytes` bytes a chunk, in order.

    Where the chunks end depends on `block_bytes` and on how the input is fed; the lines do not.

    Raises: InputError if the input is binary, damaged or unreadable; LimitError if a line is
    longer than `MAX_LINE_BYTES`.
    """
    blocks = source if isinstance(source, Blocks) else Blocks(source, block_bytes)
    name = blocks.source.name
    codec = codec_of_blocks(blocks)
    stream = iter(blocks)
    first = next(stream, b"")
    line, at_start = 1, True
    for lines, starts in _decoded(stream, first, name, codec):
        if at_start and lines:
            lines[0] = lines[0].removeprefix(_UTF8_MARK)
            at_start = False
        tally.lines += len(lines)
        tally.bytes_in += starts[-1] - starts[0]
        yield Chunk(line, lines, starts, codec == UTF8)
        line += len(lines)


def codec_of_blocks(blocks: Blocks) -> str:
    """Return the codec of an input by its first bytes.

    Raises: InputError if it is not text.
    """
    return encoding_of(blocks.head(SNIFF_BYTES, tells_encoding), blocks.source.name, blocks.source.encoding)


def in_utf8_blocks(blocks: Blocks, tally: Tally) -> Iterator[bytes]:
    """Yield the bytes of a source in UTF-8 without a mark; what cannot be decoded becomes U+FFFD.

    Raises: InputError if it is not text.
    """
    decoder = codecs.getincrementaldecoder(codec_of_blocks(blocks))("strict")
    at_start = True
    for block in chain(blocks, (b"",)):
        tally.bytes_in += len(block)
        try:
            text = decoder.decode(block, not block)
        except UnicodeDecodeError:
            blocks.is_decoded, decoder.errors = False, "replace"
            text = decoder.decode(block, not block)
        yield (text.removeprefix("\ufeff") if at_start else text).encode("utf-8", "replace")
        at_start = at_start and not text


class Head:
    """The lines by which the format of an input is told, and its chunks, from the first on.

    These lines are the same however the input is fed.  It is read only as far as somebody looks.
    """

    def __init__(self, stream: Iterable[Chunk]) -> None:
        self._stream = iter(stream)
        self._held: list[Chunk] = []
        self._is_past = False

    def lines(self) -> Iterator[bytes]:
        """Gives the lines that begin before byte `HEAD_BYTES` of the input, none once `chunks` is beyond them."""
        for chunk in self._looked_at():
            yield from chunk.lines[: bisect_left(chunk.starts, HEAD_BYTES, hi=len(chunk.lines))]

    def chunks(self) -> Iterator[Chunk]:
        """Gives all chunks, once."""
        yield from self._looked_at()
        self._is_past = True
        self._held.clear()
        yield from self._stream

    def _looked_at(self) -> Iterator[Chunk]:
        """Gives the chunks with those lines; they are held, so that others can look at them too."""
        at = 0
        while not self._is_past:
            if at == len(self._held):
                chunk = None if at and self._held[-1].starts[-1] >= HEAD_BYTES else next(self._stream, None)
                if chunk is None:
                    return
                self._held.append(chunk)
            yield self._held[at]
            at += 1


def with_ends(stream: Iterable[Chunk]) -> Iterator[bytes]:
    """Gives the lines with their mark and line ends, as they stand in UTF-8; of others, each with an LF."""
    for chunk in stream:
        if not chunk.exact:
            yield from (line + b"\n" for line in chunk.lines)
            continue
        for line, begin, end in zip(chunk.lines, chunk.starts, chunk.starts[1:], strict=False):
            rest = end - begin - len(line)
            mark = _UTF8_MARK if not begin and rest >= len(_UTF8_MARK) else b""
            yield mark + line + _LINE_ENDS.get(rest - len(mark), b"\n")


def _read(source: Source, block_bytes: int) -> Iterator[bytes]:
    with source.open() as stream:
        read = getattr(stream, "read1", stream.read)
        while block := read(block_bytes):
            if source.tee is not None:
                source.tee.write(block)
            yield block


def _decoded(blocks: Iterable[bytes], first: bytes, name: str, codec: str) -> Iterator[tuple[list[bytes], list[int]]]:
    """Yield lists of lines in UTF-8 without their ends, and where each begins, as `_pieces` does."""
    if codec in WIDE:
        from tgclean.readers.wide import pieces  # few inputs need it, and it loads numpy

        yield from pieces(blocks, first, codec)
        return
    for lines, starts in _pieces(blocks, first, name):
        yield lines if codec == UTF8 else [in_utf8(line, codec) for line in lines], starts


def _pieces(blocks: Iterable[bytes], first: bytes, name: str) -> Iterator[tuple[list[bytes], list[int]]]:
    """Yield lists of lines without their ends, and where each begins, the end of the last one behind them."""
    byte = 0
    held: list[bytes] = []  # the pieces of a line that has not ended yet, joined once: a long line stays linear
    held_bytes = 0
    for block in chain((first,), blocks):
        lines = block.split(b"\n")
        rest = lines.pop()
        if lines:
            lines[0] = b"".join((*held, lines[0]))
            starts = _starts(lines, byte)
            byte = starts[-1]
            yield _without_cr(lines) if b"\r" in block or lines[0].endswith(b"\r") else lines, starts
            held, held_bytes = [], 0
        if rest:
            held.append(rest)
            held_bytes += len(rest)
            if held_bytes > MAX_LINE_BYTES:
                raise LimitError(name, f"a line is longer than {MAX_LINE_BYTES >> 20} MiB; is this text?")
    if held:
        line = b"".join(held)
        yield _without_cr([line]), [byte, byte + len(line)]


def _starts(lines: list[bytes], byte: int) -> list[int]:
    """Gives where lines begin that stand one behind the other from `byte` on, an LF behind each."""
    return list(map(add, accumulate(map(len, lines), initial=byte), range(len(lines) + 1)))


def _without_cr(lines: list[bytes]) -> list[bytes]:
    return [line.removesuffix(b"\r") for line in lines]
