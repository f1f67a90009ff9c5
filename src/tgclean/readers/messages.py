"""A page's lines in messages: each ends at its foot, whatever stands before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tgclean.model import Chunk, Tally
from tgclean.telegram import pages as facts

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


def messages(stream: Iterable[Chunk], tally: Tally, *, timeless: bool = False) -> Iterator[Message]:
    """Gives the messages of an input; `timeless` ones end at their views, without a time."""
    message: Message | None = None
    recent: list[tuple[int, str]] = []  # the last lines that are not empty, with their places in the message
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
                recent.append((len(message.raw) - 1, _short(line)))
                del recent[: -facts.MAX_FOOT_LINES - 1]
                found = _foot(recent, timeless)
                if found.lines:
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


def _short(line: bytes) -> str:
    """Gives a line for the eye of `foot`; a longer one is none, and is not decoded."""
    return line.decode("utf-8", "replace").strip() if len(line) <= 1000 else "…" * 1000


def _foot(recent: list[tuple[int, str]], timeless: bool) -> facts.Foot:
    last = recent[-1][1]
    if not last:
        return facts.NO_FOOT
    if timeless:
        return facts.Foot(1) if facts.is_views(last) else facts.NO_FOOT
    if not (last[-1].isdigit() or last[-1] in "M)"):
        return facts.NO_FOOT
    return facts.foot([text for _, text in recent])
