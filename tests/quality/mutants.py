"""Hostile inputs, each from its number: real shapes of every format, cut, doubled, spliced and spoiled."""

from __future__ import annotations

import json
import random
from pathlib import Path

from tests.quality.hostile import HOSTILE

ROOT = Path(__file__).parent.parent.parent
_SIZE = 1500  # bytes, more or less: ten thousand of them are read in minutes

_LINES = (
    "Forwarded from Mill", "Forwarded from", "VIEW IN TELEGRAM", "This media is not supported in your browser", "", " ",
    "👍12🔥3", "12.4K views", "14:05", "[Photo]", "🔹 One", "• Two", "The old bridge is closed for repairs.",
    "The old bridge is closed", "for repairs.", "Buses take the mill road until the end of October.", "\ufeff", "a\rb",
    "\u202eabc", "\x00\x01", "\x1b[31mred\x1b[0m", "é" * 3, "e\u0301" * 40, "\ufdfa" * 20, "=1+1", "<b>", '{"a": 1}',
    "\u2028", "\x85", "\x0b", "------", "Mill, [01.05.2024 10:00]", "مرحبا بالعالم", "今日は",
    "👩\u200d👩\u200d👧", "x" * 200,
)  # fmt: skip


def mutant(number: int) -> tuple[bytes, str]:
    """Return the bytes of a hostile input, and the suffix of a file that holds such; the same for the same number."""
    rng = random.Random(number)
    make, suffix = rng.choice(_MAKERS)
    data = make(rng)
    if rng.random() < 0.3:
        data = data.decode("utf-8", "replace").encode(
            rng.choice(("utf-8-sig", "utf-16", "utf-32", "utf-16-le")), "replace"
        )
    if rng.random() < 0.3:
        data = data.replace(b"\n", b"\r\n", rng.choice((-1, 1, 5)))
    for _ in range(rng.choice((0, 0, 1, 1, 3, 20))):
        data = _spoiled(rng, data)
    return data, suffix


def _spoiled(rng: random.Random, data: bytes) -> bytes:
    """Return bytes of which some are lost, doubled, moved, or others."""
    at, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    piece = data[at : min(end, at + rng.choice((1, 4, 60, 600)))]
    return rng.choice(
        (
            lambda: data[:at] + data[at + len(piece) :],
            lambda: data[:at] + piece * 2 + data[at + len(piece) :],
            lambda: data[:at] + rng.randbytes(rng.choice((1, 4))) + data[at:],
            lambda: data[at:] + data[:at],
            lambda: data[:at],
        )
    )()


def _lines(rng: random.Random) -> bytes:
    lines = rng.choices(_LINES, k=rng.randrange(1, 40))
    return "\n".join(lines + lines[rng.randrange(len(lines)) :]).encode() + b"\n" * rng.randrange(2)


def _sample(rng: random.Random) -> bytes:
    lines = (ROOT / "samples" / "export.txt").read_bytes().splitlines(keepends=True)
    at = rng.randrange(len(lines))
    return b"".join(lines[at : at + rng.randrange(1, 12)])


def _slow(rng: random.Random) -> bytes:
    return HOSTILE[rng.choice(sorted(HOSTILE))](_SIZE)


def _rows(rng: random.Random) -> list[dict[str, object]]:
    return [
        {"id": number, "date": "2024-05-01T10:00:00", "text": "\n".join(rng.choices(_LINES, k=rng.randrange(4)))}
        for number in range(rng.randrange(1, 8))
    ]


def _jsonl(rng: random.Random) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=rng.random() < 0.5).encode() + b"\n" for row in _rows(rng))


def _document(rng: random.Random) -> bytes:
    messages = [{**row, "type": "message"} for row in _rows(rng)]
    whole = rng.choice(
        (messages, {"name": "Mill", "messages": messages}, {"chats": {"list": [{"messages": messages}]}})
    )
    return json.dumps(whole, indent=rng.choice((None, 1))).encode()


def _table(rng: random.Random) -> bytes:
    quoted = ('"' + str(row["text"]).replace('"', '""') + '"' for row in _rows(rng))
    return ("id,date,text\n" + "".join(f"{n},2024-05-01,{cell}\n" for n, cell in enumerate(quoted))).encode()


def _page(rng: random.Random) -> bytes:
    message = (
        '<div class="tgme_widget_message" data-post="mill/{}"><div class="tgme_widget_message_text">{}</div></div>\n'
    )
    posts = "".join(message.format(row["id"], row["text"]) for row in _rows(rng))
    return f"<!DOCTYPE html><html><head><title>Mill</title></head><body>\n{posts}</body></html>\n".encode()


_MAKERS = (
    (_lines, ".txt"), (_lines, ".txt"), (_sample, ".txt"), (_sample, ".txt"), (_slow, ".txt"), (_jsonl, ".jsonl"),
    (_document, ".json"), (_table, ".csv"), (_page, ".html"),
)  # fmt: skip
