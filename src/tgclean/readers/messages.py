"""A page's lines in messages: each ends at its foot, whatever stands before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tgclean.model import Chunk, Tally
from tgclean.telegram import pages as facts

Ends = Callable[[Sequence[tuple[int, bytes]]], facts.Foot]

_LAST_OF_FOOT = frozenset((*(b"%d" % i for i in range(10)), b"M", b")"))
_MAX_BYTES = 1000

MAX_LINES = 20_000
MAX_BYTES = 4 << 20
"""Of one message without a foot; what is longer is given in parts, and counted."""


@dataclass(slots=True)
class Message:
    """The lines from behind one foot to the next.

    `line` is the 1-based number of the first, `offsets` where each begins and where the last one ends;
    the last `foot` of them are the foot (0 at the end of an input, or where the budget cut); `url` is
    the address in it.
    """

    line: int
    offsets: list[int]
    raw: list[bytes] = field(default_factory=list)
    foot: int = 0
    url: str = ""
    cut: bool = False


def messages(stream: Iterable[Chunk], tally: Tally, ends: Ends, sign: bytes = b"view") -> Iterator[Message]:
    """Gives the messages of an input.

    `ends` says of the last lines that are not empty, with their places, whether a foot is there; one of
    its lines has `sign` in it, so that most lines need no look.
    """
    near = 0
    message: Message | None = None
    recent: list[tuple[int, bytes]] = []  # the last lines that are not empty, with their places in the message
    for chunk in stream:
        for i, line in enumerate(chunk.lines):
            blank = not line or line.isspace()
            if message is None:
                if blank:
                    continue
                message = Message(chunk.first_line + i, [chunk.starts[i]])
            message.raw.append(line)
            message.offsets.append(chunk.starts[i + 1])
            if not blank:
                recent.append((len(message.raw) - 1, line))
                del recent[: -facts.MAX_FOOT_LINES - 1]
                near = facts.MAX_FOOT_LINES if sign in line else near - 1
                if near > 0 and (found := ends(recent)).lines:
                    message.foot = len(message.raw) - recent[-found.lines][0]
                    message.url = found.url
            size = message.offsets[-1] - message.offsets[0]
            full = not message.foot and (len(message.raw) >= MAX_LINES or size >= MAX_BYTES)
            if message.foot or full:
                message.cut = full
                tally.limits["page_message"] += full
                yield message
                message, recent = None, []
    if message is not None:
        yield message


def may_have_feet(lines: Iterable[bytes]) -> bool:
    """Says whether feet can stand in some lines: each of them, of either shape, has a line that tells the views."""
    return any(b"view" in line and facts.may_tell_views(_shown(line)) for line in lines)


def at_foot(recent: Sequence[tuple[int, bytes]]) -> facts.Foot:
    """Gives the foot of views and time that ends with the last of some lines."""
    last = recent[-1][1].rstrip()
    if last[-1:] not in _LAST_OF_FOOT or len(last) > _MAX_BYTES:
        return facts.NO_FOOT
    return facts.foot([_shown(line) for _, line in recent])


def at_views(recent: Sequence[tuple[int, bytes]]) -> facts.Foot:
    """Gives the foot of pages that show no time: the views alone."""
    last = recent[-1][1]
    return facts.Foot(1) if b"view" in last and facts.is_views(_shown(last)) else facts.NO_FOOT


def _shown(line: bytes) -> str:
    """Gives a line for the eye of `facts`; one that is too long for a foot is not decoded."""
    return line.decode("utf-8", "replace").strip() if len(line) <= _MAX_BYTES else "…" * _MAX_BYTES
