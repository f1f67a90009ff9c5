"""Text as chunks of lines.

Spans count bytes of the decompressed input, in whatever encoding it is: what is not in UTF-8 becomes UTF-8 line
by line, and each line keeps its place.
"""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from tgclean.errors import LimitError
from tgclean.model import Chunk, Tally
from tgclean.readers.encoding import (
    SNIFF_BYTES,
    UTF8,
    UTF8_MARK,
    check,
    encoding_of,
    in_utf8,
    tells_encoding,
    undecodable,
)
from tgclean.readers.lines import MAX_LINE_BYTES, Decode, lines_in
from tgclean.readers.source import Source

BLOCK_BYTES = 1 << 20
HEAD_BYTES = 1 << 18
"""Lines that begin before this byte of an input may decide how all of it is read."""

_FEW_BYTES = 256  # a line with CRs may as well be one that was meant to overwrite itself
_LINE_ENDS = {0: b"", 1: b"\n", 2: b"\r\n"}


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

    Raises: InputError if the input is binary, damaged or unreadable, or cannot be decoded and has to be; LimitError
    if it expands too much.
    """
    blocks = source if isinstance(source, Blocks) else Blocks(source, block_bytes)
    codec = codec_of_blocks(blocks)
    line, byte, crs, is_cut = 1, 0, 0, False
    for lines, starts, goes_on, is_truncated in lines_in(blocks, codec, _decode(blocks, codec)):
        if not starts[0]:
            lines[0] = lines[0].removeprefix(UTF8_MARK)
        if line == len(lines) == 1:
            crs += lines[0].count(b"\r")
        if goes_on and not is_cut:
            tally.limits["long_line"] += 1
        is_cut = goes_on
        ended = len(lines) - goes_on
        tally.lines += ended
        tally.bytes_in += starts[-1] - starts[0]
        byte = starts[-1]
        if is_truncated:
            tally.warn("truncated", line + len(lines) - 1)
        yield Chunk(line, lines, starts, codec == UTF8, goes_on)
        line += ended
    if crs > 1 and line == 2 and byte > _FEW_BYTES:  # it has one line
        tally.warn("lone_cr")


def codec_of_blocks(blocks: Blocks) -> str:
    """Return the codec of an input by its first bytes.

    Raises: InputError if it is not text.
    """
    return encoding_of(blocks.head(SNIFF_BYTES, tells_encoding), blocks.source.name, blocks.source.encoding)


def in_utf8_blocks(blocks: Blocks, tally: Tally) -> Iterator[bytes]:
    """Yield the bytes of a source in UTF-8 without a mark; what cannot be decoded becomes U+FFFD.

    Raises: InputError if it is not text, or cannot be decoded and has to be.
    """
    codec, source = codec_of_blocks(blocks), blocks.source
    decoder = codecs.getincrementaldecoder(codec)("strict")
    at_start = True
    for block in chain(blocks, (b"",)):
        tally.bytes_in += len(block)
        try:
            text = decoder.decode(block, not block)
        except UnicodeDecodeError as error:
            if source.errors == "strict":
                byte = tally.bytes_in - len(error.object) + error.start
                raise undecodable(source.name, byte, codec) from error
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


def unbroken(stream: Iterable[Chunk], name: str) -> Iterator[Chunk]:
    """Yield chunks whose lines are all whole; `name` is the source's.

    Raises: LimitError, naming the line, if one is in pieces: half a row is none.
    """
    for chunk in stream:
        if chunk.is_cut:
            line = chunk.first_line + len(chunk.lines) - 1
            what = f"a row of more than {MAX_LINE_BYTES >> 20} MiB; only flat text has lines that can be cut"
            raise LimitError(f"{name}:{line}", what)
        yield chunk


def with_ends(stream: Iterable[Chunk]) -> Iterator[bytes]:
    """Gives the lines with their mark and line ends, as they stand in UTF-8; of others, each with an LF."""
    for chunk in stream:
        if not chunk.exact:
            yield from (line + b"\n" for line in chunk.lines)
            continue
        for line, begin, end in zip(chunk.lines, chunk.starts, chunk.starts[1:], strict=False):
            rest = end - begin - len(line)
            mark = UTF8_MARK if not begin and rest >= len(UTF8_MARK) else b""
            yield mark + line + _LINE_ENDS.get(rest - len(mark), b"\n")


def _read(source: Source, block_bytes: int) -> Iterator[bytes]:
    with source.open() as stream:
        while block := stream.read1(block_bytes):
            if source.tee is not None:
                source.tee.write(block)
            yield block


def _decode(blocks: Blocks, codec: str) -> Decode:
    """Return what decodes the lines of an input, as it asks for."""
    name, is_strict = blocks.source.name, blocks.source.errors == "strict"

    def decode(lines: list[bytes], starts: list[int]) -> list[bytes]:
        if is_strict:
            for line, byte in zip(lines, starts, strict=False):
                check(line, codec, name, byte)
        return lines if codec == UTF8 else [in_utf8(line, codec) for line in lines]

    return decode
