"""UTF-16 and UTF-32, line by line into UTF-8, every line with the bytes it took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from tgclean.readers.encoding import in_utf8

_UNITS = {"utf-16-le": "<u2", "utf-16-be": ">u2", "utf-32-le": "<u4", "utf-32-be": ">u4"}


def pieces(blocks: Iterable[bytes], first: bytes, encoding: str) -> Iterator[tuple[list[bytes], list[int]]]:
    """Gives lists of lines in UTF-8 without their ends, and where each begins in the input, as for UTF-8.

    An LF is a code unit, not a byte: U+0A00 and U+000A are told apart by where the unit begins.
    A byte-order mark is in the first line, as that of UTF-8 is.
    """
    unit = np.dtype(_UNITS[encoding])
    size = unit.itemsize
    held = first
    ended = False
    stream = iter(blocks)
    byte = 0
    while not ended:
        block = next(stream, b"")
        ended = not block
        held += block
        whole = len(held) - len(held) % size
        ends = (np.flatnonzero(np.frombuffer(held[:whole], dtype=unit) == 0x0A) + 1) * size
        edges = [0, *ends.tolist()]
        if ended and edges[-1] < len(held):
            edges.append(len(held))
        whole_lines = (in_utf8(held[begin:end], encoding) for begin, end in pairwise(edges))
        lines = [line.removesuffix(b"\n").removesuffix(b"\r") for line in whole_lines]
        held = held[edges[-1] :]
        if lines:
            yield lines, [byte + edge for edge in edges]
        byte += edges[-1]
