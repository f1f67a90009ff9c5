"""Which lines can be Telegram's at all: told by their first and last bytes, at the speed of a list comprehension.

Nine lines in ten are content, and the patterns of the other modules need not see them.
"""

from __future__ import annotations

from collections.abc import Sequence

from tgclean.telegram.forwards import EDGE_BYTES, HEADS, TAILS
from tgclean.telegram.interface import TAILS as INTERFACE_TAILS
from tgclean.telegram.interface import WHOLE_LINES

_HEADS = HEADS | {line[:EDGE_BYTES] for line in WHOLE_LINES}
_WHITE = b" \t\r\v\f"
_FIRST = _WHITE + b"\xc2"  # the no-break space's
_LAST = _WHITE + b'0123456789"'
_AFTER_FIGURE = {f"{a}{b}".encode() for a in "0123456789" for b in "KM"}
_TAILS = frozenset(tail[-2:] for tail in (*TAILS, *INTERFACE_TAILS)) | _AFTER_FIGURE | {b"\xc2\xa0"}
# One byte is looked up faster than some are taken out.
_BEGINS = _FIRST + bytes({head[0] for head in _HEADS})
_ENDS = _LAST + bytes({tail[-1] for tail in _TAILS})


def suspects(lines: Sequence[bytes]) -> list[int]:
    """Gives the places of the lines that may be a forward header, a placeholder or the interface's; none is empty.

    >>> suspects([b"The bridge is closed.", b"Forwarded from Mars", b"12.4K views", "👍 12".encode()])
    [1, 2, 3]
    """
    return [
        i
        for i, line in enumerate(lines)
        if (line[-1] in _ENDS and (line[-1] in _LAST or line[-2:] in _TAILS))
        or (line[0] in _BEGINS and (line[0] in _FIRST or line[:EDGE_BYTES] in _HEADS))
    ]
