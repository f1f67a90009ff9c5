"""The inputs that fuzzing starts from, the words it puts in, and mutations for where atheris is not installed."""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.pages.clients import clipboard
from tests.pages.corpus import corpus
from tests.pages.posts import Channel
from tests.pages.render import page
from tests.test_documents import CHAT, DESKTOP_PAGE, shapes

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"
PIECE_BYTES = 2000  # of a sample: short inputs are tried more often
MAX_BYTES = 4096
PAIRS = 3  # of each language

DICTIONARY = (
    b"Forwarded from Mars\n", b"Forwarded from\n", b"Forwarded from\xc2\xa0Mars\n", b"VIEW IN TELEGRAM\n",
    b"This media is not supported in your browser\n", b"Please open Telegram to view this post\n", b"1.3K views\n",
    b"12:30\n", "👍12🔥3\n".encode(), b"Download Telegram\n", b"@harbour\n", b"12.4K\nsubscribers\n",
    "🔴 ".encode(), "🔹️".encode(), "👩‍🚀".encode(), "🇧🇳".encode(), "⠀".encode(), "\u200b".encode(), "\u202e".encode(),
    "e\u0301".encode(), "\ufdfa".encode(), "\u2028".encode(), "\u0130".encode(), "雨が降る".encode(), "không".encode(),
    b"\r\n", b"\r", b"\0", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff",
    b"\xd0", b"\xf0\x9f", b"\xed\xa0\x80", b"\\ud83d", b"\\ude00", b"\\u0000", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd",
    b'{"text": "', b'"}\n', b'"messages": [', b'"date_unixtime": "1722164400"', b"1e999", b"NaN", b"[[[[", b"{{{{",
    b"text,date,id\n", b'"a;b"', b"=1+1", b"Anna, [28.07.2024 14:05]\n", b"Anna, [7/28/24 2:05 PM]:\n",
    b"https://a.example/?utm_source=x&id=1 ", b"#ASEAN", b"not ", b"5,1", b"PAR1", b"ARROW1\0\0",
    b'<div class="message default clearfix" id="message2">', b'<div class="tgme_widget_message_text">', b"<br>",
    b"</div>", b"&amp;", b"&#x110000;", b"threshold = 1e400\n", b'clean = ["links"]\n', b"[tool.tgclean]\n",
)  # fmt: skip


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@cache
def flat() -> tuple[bytes, ...]:
    """Return flat texts: pieces of the sample, and small cases of the segmenter."""
    lines = (ROOT / "samples" / "export.txt").read_bytes().splitlines(keepends=True)
    found, piece = [], b""
    for line in lines:
        piece += line
        if len(piece) >= PIECE_BYTES:
            found.append(piece)
            piece = b""
    found += [str(case["input"]).encode() for case in _lines(CASES / "field" / "segment.jsonl")]
    for path in sorted((CASES / "segment").rglob("*.json")):
        found.append("\n".join(json.loads(path.read_text("utf-8"))["lines"]).encode())
    return (*found, piece)


@cache
def pairs() -> tuple[bytes, ...]:
    """Return pairs and lists of posts, a NUL between two."""
    found = [
        f"{case['a']}\0{case['b']}".encode()
        for path in sorted((CASES / "pairs").glob("*.jsonl"))
        for case in _lines(path)[:PAIRS]
    ]
    found += ["\0".join(case["texts"]).encode() for case in _lines(CASES / "field" / "match.jsonl")]  # type: ignore[arg-type]
    return tuple(found)


@cache
def shaped(*kinds: str) -> tuple[bytes, ...]:
    """Return the same two posts in some shapes of documents and tables."""
    made = [
        ("The bridge is closed.\nSay it", "Harbour", "2024-07-28T11:00:00Z", "2", ""),
        ("🔔 二 & <more>", "Harbour", "2024-07-28T12:00:00Z", "3", "Council"),
    ]
    return tuple(data for kind, data in shapes(made) if kind in kinds)


@cache
def rows() -> tuple[bytes, ...]:
    """Return rows of JSON Lines."""
    lines = (ROOT / "samples" / "reposts.jsonl").read_bytes().splitlines(keepends=True)
    return (
        *shaped("jsonl"),
        b"".join(lines[:3]),
        b'{"text": "a\\ud83d", "n": NaN}\n',
        b'{"message": ["a", {"text": 1}]}',
    )


@cache
def documents() -> tuple[bytes, ...]:
    """Return JSON documents."""
    account = {"chats": {"about": "chats", "list": [CHAT]}}
    return (*shaped("array", "desktop-json"), json.dumps(account, indent=1).encode(), b'["one", ["t", {"text": "w"}]]')


@cache
def web_pages() -> tuple[bytes, ...]:
    """Return pages of t.me."""
    return (*shaped("web-html"), page(Channel.drawn("en", 3).posts(2), "Harbour").encode())


@cache
def desktop_pages() -> tuple[bytes, ...]:
    """Return pages that Telegram Desktop exports."""
    return (*shaped("desktop-html"), DESKTOP_PAGE.encode())


@cache
def pasted() -> tuple[bytes, ...]:
    """Return messages copied out of Telegram's apps."""
    kinds = (("desktop", "de"), ("desktop-old", "us"), ("macos", "iso"), ("save-history", "seconds"))
    return tuple(clipboard(client, style, "en", 11, 4).flat.encode() for client, style in kinds)


@cache
def page_texts() -> tuple[bytes, ...]:
    """Return pages of t.me as extractors show them."""
    names = ("trafilatura", "bs4-lines", "inscriptis", "resiliparse", "html2text", "bs4", "lxml")
    return tuple(corpus("en", 3, 8, name).flat.encode() for name in names)


@cache
def packed() -> tuple[bytes, ...]:
    """Return compressed texts."""
    from xopen import xopen

    sink = io.BytesIO()
    with xopen(sink, "wb", format="zst", threads=0) as zst:
        zst.write(flat()[0])
    return (gzip.compress(flat()[0], mtime=0), gzip.compress(rows()[0], mtime=0) * 2, sink.getvalue())


def settings() -> tuple[bytes, ...]:
    """Return settings files."""
    return (
        b'keep = "longest"\nclean = ["links", "whitespace"]\nmax-dup = 5\nthreshold = 90.5\nexact-only = true\n',
        b'\xef\xbb\xbfoutput = "a.jsonl"\nencoding = "cp1251"\nmin-chars = 7\ntmp-dir = "\\u0000"\n',
    )


def mutations(seeds: tuple[bytes, ...], count: int, seed: int) -> Iterator[bytes]:
    """Yield the seeds, and then inputs made of them; the same ones each time."""
    yield from seeds[:count]
    chance = random.Random(seed)
    for _ in range(count - len(seeds)):
        data = chance.choice(seeds)
        for _ in range(chance.choice((1, 1, 2, 4, 8))):
            data = _mutated(data, seeds, chance)
        yield data[:MAX_BYTES]


def _mutated(data: bytes, seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    at, to = sorted(chance.choices(range(len(data) + 1), k=2))
    near = min(to, at + chance.choice((1, 4, 40)))
    other = chance.choice(seeds)
    start = chance.randrange(len(other) + 1)
    lines = data.split(b"\n")
    line = chance.randrange(len(lines))
    return chance.choice((
        lambda: data[:at] + data[near:],
        lambda: data[:to] + data[at:],
        lambda: data[:at] + chance.choice(DICTIONARY) + data[at:],
        lambda: data[:at] + chance.choice(DICTIONARY) + data[near:],
        lambda: data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
        lambda: data[:at] + chance.randbytes(near - at) + data[near:],
        lambda: data[:at] + other[start:],
        lambda: data[:at] + other[start : start + to - at] + data[to:],
        lambda: b"\n".join((*lines[:line], lines[chance.randrange(len(lines))], *lines[line:])),
        lambda: b"\n".join(lines[:line] + lines[line + 1 :]),
        lambda: data[:at],
    ))()  # fmt: skip
