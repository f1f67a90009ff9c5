"""Channels with a habit that makes posts alike: recurring last lines, short alerts, flashes, rulers, lines of code.

Each habit gives the title, the body and what of it the first copy lacks; the posts stand in the text as an extractor
leaves them, title, body, body.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from .flat import Export, Truth, Writer
from .words import Speech

LANGUAGES = ("en", "tr", "hi", "ko", "he", "ru", "ar", "zh")
RUN = 40  # posts of one channel
RULERS = ("➖➖➖➖➖➖", "———————", "***", "• • •", "==========", "⠀", "_ _ _")
CODE = (
    "}",
    "{",
    "    return None",
    "sudo apt install -y harbour={n}",
    "GET /v{n}/ports?page=2 HTTP/1.1",
    "CVE-2024-{n}",
    "let x = {n};",
    '"id": {n},',
    "$ cat /etc/hosts | grep {n}",
    "0x000{n}  90 90 90 90",
)
PLACEHOLDER = ("This media is not supported in your browser", "VIEW IN TELEGRAM")


class Message(NamedTuple):
    """A post's first line, the lines below it, and the places (from 0) of those that the first copy lacks."""

    title: str
    body: tuple[str, ...]
    lost: frozenset[int] = frozenset()


Habit = Callable[[Speech, Random], Callable[[], Message]]


def channels(seed: int, size: int, habit: Habit) -> Export:
    """Runs of channels, at least `size` bytes, one language after another."""
    rng, writer, number = Random(seed), Writer(), 0
    while writer.size < size:
        speech = Speech(LANGUAGES[number % len(LANGUAGES)], rng)
        message = habit(speech, rng)
        sources = [speech.name() for _ in range(4)]
        for _ in range(RUN):
            source = rng.choice(sources) if rng.random() < 0.15 else ""
            header = [f"Forwarded from {source}"] if source else []
            header += PLACEHOLDER if rng.random() < 0.05 else ()
            _write(writer, header, message(), Truth("", source, len(writer.truth)), rng)
        number += 1
    return writer.export()


def _write(writer: Writer, header: list[str], message: Message, truth: Truth, rng: Random) -> None:
    """Write a post; one of thirty stands once, as a post does whose page had another shape.

    A post of one line always does: nothing of it comes after its first line break.
    """
    first = tuple(line for at, line in enumerate(message.body) if at not in message.lost)
    copies = [first, message.body] if message.body and rng.random() > 1 / 30 else [message.body]
    text = "\n".join((message.title, *message.body))
    writer.add(header, [message.title], copies, truth._replace(text=text))


def footers(speech: Speech, rng: Random) -> Callable[[], Message]:
    """Every post ends in the channel's own lines, and begins in its own way."""
    handle = f"{speech.lang}_daily"
    ends = [speech.phrase("sign", handle), f"{speech.name()} | https://t.me/{handle}", f"#{speech.lang} #{handle}"]
    footer = tuple(rng.sample(ends, rng.choice((1, 1, 2, 3))))
    form = rng.choice(("⚡️ {}", "#{} | {}", "❗️{}: {}", "{}"))

    def message() -> Message:
        words = (speech.name(), speech.sentence(4, 14)[:-1])
        title = form.format(*words[-form.count("{}") :])
        return Message(title, (*(speech.paragraph() for _ in range(rng.choice((1, 1, 2, 3, 5)))), *footer))

    return message


def alerts(speech: Speech, rng: Random) -> Callable[[], Message]:
    """Short alerts one after another, the same sentences below other places and hours."""
    places = [speech.name() for _ in range(8)]
    calls = [speech.sentence(3, 6) for _ in range(2)]
    advice = [speech.sentence(5, 10) for _ in range(2)]

    def message() -> Message:
        kind = rng.randrange(2)
        title = f"{'🚨✅'[kind]} {calls[kind]} {rng.choice(places)}"
        hour = f"{rng.randrange(24):02d}:{rng.randrange(60):02d}"
        return Message(title, (f"🕐 {hour}", advice[kind]) if rng.random() < 0.6 else (f"{hour} {advice[kind]}",))

    return message


def flashes(speech: Speech, rng: Random) -> Callable[[], Message]:
    """News of one line, or with a line or two below it, each behind the channel's own mark."""
    mark = rng.choice(("⚡️", "❗️", "🔴 ", "— ", "#flash "))

    def message() -> Message:
        below = (speech.paragraph(long=False) for _ in range(rng.choice((0, 0, 1, 2))))
        return Message(mark + speech.sentence(5, 14), tuple(below))

    return message


def rulers(speech: Speech, rng: Random) -> Callable[[], Message]:
    """Sections between rulers, under headings that come back in every post."""
    ruler = rng.choice(RULERS)
    headings = [f"▪️ {speech.name()}" for _ in range(4)]
    closed = rng.random() < 0.5

    def message() -> Message:
        body: list[str] = []
        for heading in rng.sample(headings, rng.randint(1, 4)):
            body += [ruler, heading, *(speech.paragraph() for _ in range(rng.randint(1, 3)))]
        return Message(speech.sentence(4, 14)[:-1], (*body, ruler) if closed else tuple(body))

    return message


def code(speech: Speech, rng: Random) -> Callable[[], Message]:
    """Lines of code between sentences; half of the posts lack them in their first copy."""

    def message() -> Message:
        body: list[str] = [speech.paragraph()]
        lost: set[int] = set()
        for _ in range(rng.randint(1, 3)):
            some = [rng.choice(CODE).replace("{n}", str(rng.randrange(9000))) for _ in range(rng.randint(1, 5))]
            lost |= set(range(len(body), len(body) + len(some)))
            body += [*some, *(speech.paragraph() for _ in range(rng.randint(1, 2)))]
        return Message(speech.sentence(4, 14)[:-1], tuple(body), frozenset(lost if rng.random() < 0.5 else ()))

    return message
