"""Messages copied out of a client: an author and date header begins each, so nothing has to be recovered.

    Name, [28.07.2024 14:05]          Telegram Desktop; macOS puts a colon behind it
    Name [06.03.2017 22:55:09]        the browser extension Save Telegram Chat History

Source: tdesktop, getSelectedText in history_view_list_widget.cpp; TelegramSwift, ChatRowView.swift.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tgclean.model import Chunk, Copy, Post, Run, Tally
from tgclean.options import Interface
from tgclean.patterns import pattern

MAX_LINES = 100_000
"""Lines of one message; what is longer is given in parts, and counted."""

_DATE = (
    r"\d{1,4}(?P<sep>[./-])\d{1,2}(?P=sep)\d{1,4},?[ \u00a0]"
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u00a0\u202f]?[AaPp]\.?[Mm]\.?)?"
)
_HEADER = pattern(rf"(?P<name>.{{1,128}}?)(?:,[ ]|[ \u00a0])\[(?P<date>{_DATE})\]:?")
_WRAPPER = pattern(
    r"\[(?:Forwarded from|Переслано от|Weitergeleitet von|Reenviado de|Inoltrato da) (?P<name>.{1,128})\]"
    r"|\{\{FWD: (?P<name>.{1,128}), [\d.]+ [\d:]+\}\}"
)
_REPLY = pattern(r"\[(?:In reply to|В ответ на|Als Antwort auf|En respuesta a|In risposta a) .{1,128}\]")
_MEDIA = pattern(
    r"\[ (?:(?:.{1,8} )?Sticker|Photo|Video|Album|File|GIF|Voice message|Video message|Audio file|Contact|Location) \]"
)
_NUMBERS = pattern(r"\d+")


def is_pasted(lines: Iterable[bytes]) -> bool:
    """Says of the first lines of an input whether it was copied out of a client: the first not empty is a header."""
    return _header(next((line for line in lines if line.strip()), b"")) is not None


def pasted(
    stream: Iterable[Chunk], name: str, tally: Tally, interface: Interface, head: Callable[[], Iterable[bytes]]
) -> Iterator[Post]:
    """Gives a post for every message, in order; `name` is the source's, `head` gives its first lines.

    A day and month that could be either way round are read as the first header tells that cannot, if it
    begins in the first `HEAD_BYTES` bytes of the input; where none does there, as day and month.
    """
    message: _Message | None = None
    american: bool | None = None
    for chunk in stream:
        for i, line in enumerate(chunk.lines):
            found = _header(line)
            full = message is not None and len(message.lines) >= MAX_LINES
            if found is not None or message is None or full:
                if message is not None:
                    yield message.post(name, interface)
                tally.limits["message_lines"] += full
                author, date = found or ("", "")
                if american is None and "/" in date:  # asked late: a slow pipe need not fill the head before
                    american = _is_american(head())
                message = _Message(author, _iso(date, american=bool(american)), chunk.first_line + i, [chunk.starts[i]])
                if found is None:
                    message.lines.append(line)
                    message.skipped = 0
            else:
                message.lines.append(line)
            message.offsets.append(chunk.starts[i + 1])
    if message is not None:
        yield message.post(name, interface)


@dataclass(slots=True)
class _Message:
    """A message while its lines come in; `skipped` is 1 for the header above them, 0 without."""

    author: str
    date: str
    line: int
    offsets: list[int]
    lines: list[bytes] = field(default_factory=list)
    skipped: int = 1

    def post(self, source: str, interface: Interface) -> Post:
        text, flags = _decoded(b"\n".join(self.lines))
        shown = text.split("\n") if self.lines else []
        forwarded_from, begin = _opening(shown, interface)
        end = len(shown)
        while end > begin and not shown[end - 1].strip():
            end -= 1
        while begin < end and not shown[begin].strip():
            begin += 1
        last = max(end, 1 if not self.skipped else 0) + self.skipped  # lines of the message, header included
        runs = (Run(0, self.line + self.skipped + begin, end - begin),) if begin < end else ()
        place = Copy(self.line, self.line + last - 1, self.offsets[: last + 1], 100.0, runs)
        return Post(
            source=source,
            text="\n".join(shown[begin:end]),
            title_lines=0,
            copies=(place,),
            forwarded_from=forwarded_from,
            author=self.author,
            date=self.date,
            flags=flags,
        )


def _decoded(raw: bytes) -> tuple[str, frozenset[str]]:
    try:
        return raw.decode(), frozenset()
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace"), frozenset(("invalid_utf8",))


def _opening(lines: Sequence[str], interface: Interface) -> tuple[str, int]:
    """Gives whom a message was forwarded from, and how many lines say that, what it replies to and its medium."""
    name = ""
    for i, line in enumerate(lines):
        wrapper = _WRAPPER.fullmatch(line.strip())
        if wrapper:
            name = name or wrapper["name"]
        elif interface == "keep" or not (_REPLY.fullmatch(line.strip()) or _MEDIA.fullmatch(line.strip())):
            return name, i
    return name, len(lines)


def _header(line: bytes) -> tuple[str, str] | None:
    """Gives author and date as they stand in a header, None for any other line."""
    if not line.rstrip().endswith((b"]", b"]:")):
        return None
    found = _HEADER.fullmatch(line.decode("utf-8", "replace").strip())
    if found is None or not _iso(found["date"], american=False) + _iso(found["date"], american=True):
        return None
    return found["name"], found["date"]


def _is_american(lines: Iterable[bytes]) -> bool:
    """Says whether dates with slashes have the month first, by the first that can be read in one way only."""
    for line in lines:
        found = _header(line)
        if found is None or "/" not in found[1]:
            continue
        as_day_first, as_month_first = _iso(found[1], american=False), _iso(found[1], american=True)
        if bool(as_day_first) != bool(as_month_first):
            return bool(as_month_first)
        if found[1].rstrip(".").lower().endswith("m"):  # 2:05 PM: the locale that has both is en_US
            return True
    return False


def _iso(date: str, american: bool) -> str:
    """Gives ISO 8601 local time, "" if the date is none."""
    numbers = [int(number) for number in _NUMBERS.findall(date)]
    if len(numbers) < 5:
        return ""
    a, b, c, hour, minute, *rest = numbers
    if a > 31:
        year, month, day = a, b, c
    elif american and "/" in date:
        month, day, year = a, b, c
    else:
        day, month, year = a, b, c
    half = date.lower().replace(".", "").rstrip()[-2:]
    if half in ("am", "pm"):
        hour = hour % 12 + 12 * (half == "pm")
    try:
        return datetime(year + 2000 * (year < 100), month, day, hour, minute, rest[0] if rest else 0).isoformat()
    except ValueError:
        return ""
