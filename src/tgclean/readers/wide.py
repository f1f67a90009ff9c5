"""UTF-16 and UTF-32: where their lines end, in which an LF is a code unit and no byte.

U+0A00 and U+000A are told apart by where the unit begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

_UNITS = {"utf-16-le": "<u2", "utf-16-be": ">u2", "utf-32-le": "<u4", "utf-32-be": ">u4"}


def aligned(blocks: Iterable[bytes], codec: str) -> Iterator[bytes]:
    """Yield blocks that begin and end where a unit does, but for the last one."""
    size = np.dtype(_UNITS[codec]).itemsize
    rest = b""
    for block in blocks:
        data = rest + block
        whole = len(data) - len(data) % size
        rest = data[whole:]
        if whole:
            yield data[:whole]
    if rest:
        yield rest


def split(block: bytes, codec: str) -> list[bytes]:
    """Return what stands before, between and behind the LFs of an aligned block, as `bytes.split` does."""
    unit = np.dtype(_UNITS[codec])
    size = unit.itemsize
    ends = np.flatnonzero(np.frombuffer(block, unit, len(block) // size) == 0x0A) * size
    return [block[begin + size : end] for begin, end in pairwise((-size, *ends.tolist(), len(block)))]
