"""Bytes into lines, each with its place.  A line ends at LF and nowhere else; one CR before it is part of the line end.

A line that is too long to be held is given in pieces, which together are the line.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from operator import add
from typing import NamedTuple

from tgclean.patterns import pattern
from tgclean.readers.encoding import WIDE

MAX_LINE_BYTES = 64 << 20
"""A line that is longer is given in pieces.  It takes a few times its length until its post is written."""

_CLUSTERS = pattern(r"\X")
_CLUSTER_CHARS = 64  # of the end of a piece, in which its last grapheme cluster is looked for
_STEP = 1 << 20

Decode = Callable[[list[bytes], list[int]], list[bytes]]
"""Gives lines in UTF-8; takes them as they stand, and the bytes at which they begin."""


class Lines(NamedTuple):
    """Lines in UTF-8 without their ends, where each begins, and behind them where the last one ends.

    `is_cut` says that the last one is a piece of a line that goes on, `is_truncated` that the input ends in it and
    within a character.
    """

    lines: list[bytes]
    starts: list[int]
    is_cut: bool = False
    is_truncated: bool = False


def lines_in(blocks: Iterable[bytes], codec: str, decode: Decode) -> Iterator[Lines]:
    """Yield the lines of blocks in a codec, those that end in one block together.

    The lines and their pieces do not depend on where the blocks end.
    """
    split, end_bytes = _split, 1
    if codec in WIDE:
        from tgclean.readers.wide import aligned, split  # few inputs need it, and it loads numpy

        end_bytes, blocks = len("\n".encode(codec)), aligned(blocks, codec)
    byte = 0
    held: list[bytes] = []  # the parts of a line that has not ended yet, joined once: a long line stays linear
    held_bytes = 0
    for block in blocks:
        found = split(block, codec)
        rest = found.pop()
        if found:
            found[0] = b"".join((*held, found[0]))
            held, held_bytes = [], 0
            has_cr = b"\r" in block or b"\r" in found[0][-4:]
            for raw, is_cut in _in_pieces(found, codec):
                starts = _starts(raw, byte, 0 if is_cut else end_bytes)
                byte = starts[-1]
                lines = decode(raw, starts)
                yield Lines(_without_cr(lines) if has_cr and not is_cut else lines, starts, is_cut)
        if rest:
            held.append(rest)
            held_bytes += len(rest)
        if held_bytes > MAX_LINE_BYTES:
            *pieces, rest = _pieces(b"".join(held), codec)
            held, held_bytes = [rest], len(rest)
            for piece in pieces:
                yield Lines(decode([piece], [byte]), [byte, byte + len(piece)], is_cut=True)
                byte += len(piece)
    if held:
        raw = [b"".join(held)]
        lines = _without_cr(decode(raw, [byte]))
        yield Lines(lines, [byte, byte + held_bytes], is_truncated=_begun(raw[0], codec)[0] > 0)


def _split(block: bytes, codec: str) -> list[bytes]:  # noqa: ARG001 - as `wide.split`
    return block.split(b"\n")


def _starts(lines: list[bytes], byte: int, end_bytes: int) -> list[int]:
    """Return where lines begin that stand one behind the other from `byte` on, each with an end of so many bytes."""
    sizes = accumulate(map(len, lines), initial=byte)
    return list(map(add, sizes, range(0, end_bytes * len(lines) + 1, end_bytes))) if end_bytes else [*sizes]


def _without_cr(lines: list[bytes]) -> list[bytes]:
    return [line.removesuffix(b"\r") for line in lines]


def _in_pieces(lines: list[bytes], codec: str) -> Iterator[tuple[list[bytes], bool]]:
    """Yield lines, and pieces of those that are too long, one by one; of these, whether the line goes on."""
    begin = 0
    for at, line in enumerate(lines) if max(map(len, lines)) > MAX_LINE_BYTES else ():
        if len(line) > MAX_LINE_BYTES:
            if begin < at:
                yield lines[begin:at], False
            *pieces, lines[at] = _pieces(line, codec)
            yield from (([piece], True) for piece in pieces)
            begin = at
    yield lines[begin:], False


def _pieces(line: bytes, codec: str) -> list[bytes]:
    """Return the pieces of a line, each as long as may be, and cut between two characters."""
    pieces, begin = [], 0
    while len(line) - begin > MAX_LINE_BYTES:
        piece = line[begin : begin + MAX_LINE_BYTES]
        unfinished, text = _begun(piece, codec)
        end = len(piece) - unfinished
        *before, last = _CLUSTERS.findall(text)
        if before and "\ufffd" not in last:
            end -= len(last.encode(codec))  # what follows may belong to it: a skin tone, an accent
        pieces.append(piece[:end])
        begin += end
    return [*pieces, line[begin:]]


def _begun(data: bytes, codec: str) -> tuple[int, str]:
    """Return how many bytes at the end of some data begin a character and do not end it, and the text before them."""
    decoder = codecs.getincrementaldecoder(codec)("replace")
    text = ""
    for at in range(0, len(data), _STEP):
        text = (text + decoder.decode(data[at : at + _STEP]))[-_CLUSTER_CHARS:]
    return len(decoder.getstate()[0]), text
