"""What Telegram's clients put on the clipboard when messages are copied, with its gold.

desktop   `Name, [28.07.2024 14:05]` above each message; the date as the system's locale writes it
desktop-old  the same with two-digit years, `[In reply to X]` and `[Forwarded from X]` lines (before November 2022)
macos     `Name, [28.07.2024 14:05]:`
android   `Name:` where the sender changes, no dates
save-history  `Name [06.03.2017 22:55:09]`, `{{FWD: Name, 11.02.2017 23:22:09}}` (a browser extension)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from .posts import Channel

DATE_STYLES: dict[str, Callable[[datetime], str]] = {
    "de": lambda t: f"{t:%d.%m.%Y %H:%M}",
    "old": lambda t: f"{t:%d.%m.%y %H:%M}",
    "seconds": lambda t: f"{t:%d.%m.%Y %H:%M:%S}",
    "gb": lambda t: f"{t:%d/%m/%Y %H:%M}",
    "us": lambda t: f"{t.month}/{t.day}/{t:%y} {_twelve(t)}\u202f{_half(t)}",
    "us-space": lambda t: f"{t.month}/{t.day}/{t:%y} {_twelve(t)} {_half(t)}",
    "us-comma": lambda t: f"{t.month}/{t.day}/{t:%y}, {_twelve(t)} {_half(t)}",
    "zh": lambda t: f"{t.year}/{t.month}/{t.day} {t:%H:%M}",
    "iso": lambda t: f"{t:%Y-%m-%d %H:%M}",
    "nl": lambda t: f"{t:%d-%m-%Y %H:%M}",
    "fi": lambda t: f"{t.day}.{t.month}.{t.year} {t.hour}.{t:%M}",
}
CLIENTS = ("desktop", "desktop-old", "macos", "android", "save-history")
SENDERS = ("Anna", "Пётр К.", "M. O'Neill, PhD", "山田", "Bot [beta]", "سارة", "Zoë 🌊")
MEDIA = ("[ Photo ]", "[ Album ]", "[ 😀 Sticker ]", "[ Voice message ]")


@dataclass(frozen=True, slots=True)
class Message:
    """A copied message: who, when (local, without zone), what; `media` is the line for what was attached."""

    author: str
    date: datetime
    text: str
    forwarded_from: str = ""
    reply_to: str = ""
    media: str = ""


@dataclass(frozen=True, slots=True)
class Clipboard:
    """Copied text and its messages."""

    client: str
    style: str
    flat: str
    gold: tuple[Message, ...]


def clipboard(client: str, style: str, lang: str, seed: int, count: int) -> Clipboard:
    """`count` messages of a language as `client` copies them, dates in `style` (ignored by android)."""
    rng = Random(f"{client}/{style}/{lang}/{seed}")
    gold = tuple(_messages(client, lang, seed, count, rng))
    stamp = DATE_STYLES["seconds" if client == "save-history" else style]
    pieces = [_copied(client, stamp, message, gold[i - 1].author if i else "") for i, message in enumerate(gold)]
    return Clipboard(client, style, "\n\n".join(pieces) + "\n", gold)


def _messages(client: str, lang: str, seed: int, count: int, rng: Random) -> list[Message]:
    wraps = client in {"desktop-old", "save-history"}
    posts = [post for post in Channel.drawn(lang, seed).posts(count * 2) if post.text.strip()][:count]
    when = datetime(2024, 7, 28, 14, 5)
    author = SENDERS[0]
    out: list[Message] = []
    for post in posts:
        when += timedelta(seconds=rng.choice((7, 60, 3600, 40000)))
        author = author if rng.random() < 0.5 else rng.choice(SENDERS)
        out.append(
            Message(
                author,
                when,
                post.text,
                forwarded_from=post.forwarded_from if wraps else "",
                reply_to=rng.choice(SENDERS) if client == "desktop-old" and rng.random() < 0.1 else "",
                media=rng.choice(MEDIA) if client.startswith("desktop") and rng.random() < 0.1 else "",
            )
        )
    return out


def _copied(client: str, stamp: Callable[[datetime], str], message: Message, before: str) -> str:
    """One message as it stands on the clipboard; `before` is the sender of the message above."""
    lines: list[str] = []
    if client == "android":
        lines += [f"{message.author}:"] if message.author != before else []
    elif client == "save-history":
        lines.append(f"{message.author} [{stamp(message.date)}]")
        forwarded = f"{{{{FWD: {message.forwarded_from}, 11.02.2017 23:22:09}}}}"
        lines += [forwarded] if message.forwarded_from else []
    else:
        lines.append(f"{message.author}, [{stamp(message.date)}]" + (":" if client == "macos" else ""))
        lines += [f"[In reply to {message.reply_to}]"] if message.reply_to else []
        lines += [f"[Forwarded from {message.forwarded_from}]"] if message.forwarded_from else []
    lines += [message.media] if message.media else []
    return "\n".join([*lines, message.text])


def _twelve(time: datetime) -> str:
    return f"{time.hour % 12 or 12}:{time:%M}"


def _half(time: datetime) -> str:
    return "AM" if time.hour < 12 else "PM"
