"""A window of lines as arrays: what each line is, which lines are equal, and how far back each last stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt

from tgclean.folding import fold_line
from tgclean.telegram import forwarded_from, is_closing, is_interface, is_placeholder, suspects

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

TEXT, FORWARD, NAME, PLACEHOLDER, OWNER, INTERFACE, CLOSING = range(7)
"""What a line is by its looks.  NAME stands below a forward header that names nobody, OWNER is the channel's name
that some pages show above every post, CLOSING the views and reactions below one."""

_TIME = CLOSING + 1  # within this module: a time or a figure alone, until it is known what stands above it

REACH = 400
"""Lines.  The copies of a body stand closer together than this: the longest post seen had 196 lines."""

# Longer lines are nobody's interface: the longest template with the longest name and an address.
_MAX_KIND_BYTES = 1200
_MAX_NAME_BYTES = 512


@dataclass(frozen=True, slots=True)
class Window:
    """The lines of a window that are not blank, in order; all arrays have an entry a line.

    `raw` are the lines as they stand.  `ids` number them: equal lines have one number, and `distinct` has the line of
    each number, white space at its ends aside.  `kinds` are TEXT, FORWARD, ….  `lag` says how many lines back the same
    line last stood; 0 if it did not within `REACH` lines, or is no text.  `numbers` are the 0-based places among all
    lines of the window, blank ones included; `after_blank` marks the lines that a blank one stands before.
    """

    raw: Sequence[bytes]
    ids: Ints
    distinct: list[bytes]
    kinds: npt.NDArray[np.int8]
    lag: Ints
    numbers: Sequence[int]
    after_blank: Mask

    def __len__(self) -> int:
        return len(self.raw)


def window_of(raw: list[bytes]) -> Window:
    """Return the window of raw lines, line ends taken off."""
    stripped = list(map(bytes.strip, raw))
    numbers: Sequence[int] = range(len(raw))
    after_blank = np.zeros(len(raw), bool)
    if not all(stripped):
        numbers = [number for number, line in enumerate(stripped) if line]
        raw, stripped = [raw[n] for n in numbers], [stripped[n] for n in numbers]
        after_blank = np.diff(np.array(numbers, np.int64), prepend=-1) > 1
    known: defaultdict[bytes, int] = defaultdict(count().__next__)
    ids = np.fromiter(map(known.__getitem__, stripped), np.int64, len(stripped))
    distinct = list(known)
    kinds = _kinds_of(stripped, ids, distinct)
    return Window(raw, ids, distinct, kinds, _lag_of(ids, kinds), numbers, after_blank)


def folded(window: Window, lines: Ints) -> Window:
    """Return the window with those of the given lines numbered alike that differ in nothing the eye sees.

    Nearly all copies are equal to the byte, so only lines without an equal near them are worth it.  What is no UTF-8 is
    equal to nothing but the same bytes.
    """
    first: dict[bytes, int] = {line: number for number, line in enumerate(window.distinct)}
    same = np.arange(len(window.distinct))
    for number in sorted({*window.ids[lines].tolist()}):
        if line := fold_line(window.distinct[number]).encode("utf-8", "surrogatepass"):
            same[number] = first.setdefault(line, number)
    ids = same[window.ids]
    if np.array_equal(ids, window.ids):
        return window
    return replace(window, ids=ids, lag=_lag_of(ids, window.kinds))


def totals(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return the sum of the first `i` values for each `i`, 0 included."""
    out = np.zeros(len(values) + 1, np.float64 if values.dtype == np.float64 else np.int64)
    np.cumsum(values, out=out[1:])
    return out


def _lag_of(ids: Ints, kinds: npt.NDArray[np.int8]) -> Ints:
    order = np.argsort(ids, kind="stable")
    same = ids[order[1:]] == ids[order[:-1]]
    lag = np.zeros(len(ids), np.int64)
    lag[order[1:][same]] = order[1:][same] - order[:-1][same]
    lag[(lag > REACH) | (kinds != TEXT)] = 0
    return lag


def _kinds_of(lines: Sequence[bytes], ids: Ints, distinct: list[bytes]) -> npt.NDArray[np.int8]:
    found = np.zeros(len(distinct), np.int8)
    for number in suspects(distinct):
        if len(distinct[number]) <= _MAX_KIND_BYTES:
            found[number] = _kind_of(distinct[number])
    kinds = found[ids]
    for i in np.flatnonzero(kinds == _TIME).tolist():  # closes a post below its views; else it may be the author's
        kinds[i] = CLOSING if i and kinds[i - 1] == CLOSING else TEXT
    for i in np.flatnonzero(kinds[:-1] == FORWARD).tolist():
        if kinds[i + 1] == TEXT and len(lines[i + 1]) <= _MAX_NAME_BYTES and forwarded_from(lines[i]) == "":
            kinds[i + 1] = NAME
    return kinds


def _kind_of(line: bytes) -> int:
    if forwarded_from(line) is not None:
        return FORWARD
    if is_placeholder(line):
        return PLACEHOLDER
    if is_closing(line):
        return CLOSING if line[0] > 0x7F or b"view" in line else _TIME
    return INTERFACE if is_interface(line) else TEXT
