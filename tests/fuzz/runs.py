"""What targets do with an input."""

from __future__ import annotations

import io
import tempfile
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import tgclean
from tests.fuzz.laws import check_posts, check_records
from tgclean import Options, Post, Record, Tally, TgcleanError
from tgclean.cli import jobs
from tgclean.cli.commands import tgclean as command
from tgclean.explain import explain_places
from tgclean.pipeline import encode
from tgclean.writers import To, write_as

MOST_POSTS, MOST_CHARS = 12, 600  # of the matcher's input: a reference looks at all pairs


@cache
def scratch() -> Path:
    """Return a directory that lasts as long as the process."""
    return Path(_directory().name)


@cache
def _directory() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="tgclean-fuzz-")


def read(data: bytes, **options: Any) -> tuple[list[Post], str]:
    """Return the posts of an input and what it was taken for; they and their records keep the laws.

    What is damaged may be refused: then these are the posts before it, and it was taken for nothing.
    """
    chosen, tally, counted, found = Options(**options), Tally(), Tally(), list[Post]()
    try:
        for post in tgclean.posts(io.BytesIO(data), options=chosen, tally=tally):
            found.append(post)
        check_records([*tgclean.dedupe(io.BytesIO(data), options=chosen, tally=counted)], len(found), counted)
    except TgcleanError:
        tally = Tally()
    check_posts(found)
    return found, tally.inputs.get("-", Tally()).format


def texts_in(data: bytes) -> list[str]:
    """Return some texts that differ; a NUL stands between two."""
    parts = data.decode("utf-8", "replace").split("\0")
    return [*dict.fromkeys(part[:MOST_CHARS].strip() for part in parts)][:MOST_POSTS]


def told(stream: io.RawIOBase | io.BytesIO, options: Options) -> tuple[list[Post], str]:
    """Return the posts of a stream, and what it was refused for, "" if it was not."""
    found, error = list[Post](), ""
    try:
        for post in tgclean.posts(stream, options=options):
            found.append(post)
    except TgcleanError as refused:
        error = str(refused)
    return found, error


def said(posts: list[Post]) -> list[tuple[object, ...]]:
    """Return what posts say, and where, but for the bytes."""
    return [(p.text, p.title_lines, [(c.line, c.line_end, c.score, c.runs) for c in p.copies]) for p in posts]


def settings_shown(path: Path) -> str:
    """Return what `tgclean config show` prints of a settings file."""
    lines: list[bytes] = []
    job = command.main(args=["config", "show", "--config", str(path)], standalone_mode=False)
    with patch.object(jobs, "print_lines", lines.extend):
        job()
    return b"".join(lines).decode()


def first_word(a: str, b: str) -> str:
    """Return the word with which two places are explained, or the name of the error."""
    try:
        first, *_ = explain_places(a, b, Options(input_format="text"))
        return first.partition(":")[0]
    except TgcleanError as error:
        return type(error).__name__


def written(to: To, made: list[Record]) -> bytes:
    """Return records as they are written in a format."""
    out = io.BytesIO()
    write_as(to, map(encode, made), out, bytes, at_once=False)
    return out.getvalue()
