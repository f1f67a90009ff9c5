"""The difference between an input and its cleaned text, as a unified diff.

The cleaned text of a flat input is the texts of its posts, one empty line between them, in the order in
which the kept copies stand there; a post that was merged into another one is not in it.  The diff is made
from what was found, not by comparing two texts, so it is linear and says what tgclean did.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import NamedTuple

from tgclean.errors import InputError, OutputError
from tgclean.lookup import raw_lines
from tgclean.model import Post, Tally
from tgclean.options import Options
from tgclean.pipeline import Input, Source, prepare, records, sources
from tgclean.safe import safe

CONTEXT_LINES = 3

_KEPT, _GONE, _NEW = b" ", b"-", b"+"
_NO_END = b"\n\\ No newline at end of file\n"


class _Line(NamedTuple):
    """A line of a diff, with its line end."""

    sign: bytes
    text: bytes


def diff(inputs: Iterable[Input], options: Options) -> Iterator[bytes]:
    """Gives the lines of a unified diff, a part for each source; nothing where an input is clean already.

    It shows whole posts whatever `options.unit` is.  Standard input is copied to a temporary file, for
    the inputs are read more than once.

    Raises: InputError if an input is no flat text; OutputError (temporary files), LimitError.
    """
    chosen = replace(options, unit="post", stream=False)
    with ExitStack() as stack:
        found = [_readable_again(source, options.tmp_dir, stack) for source in sources(inputs, options)]
        # Numbered, for the same file may be given twice and only its first copies be kept.
        numbered = [replace(source, name=str(i)) for i, source in enumerate(found)]
        kept = defaultdict(set)
        try:
            for record in records(numbered, chosen, Tally()):
                kept[record.source].add(record.spans[0].line)
        except InputError as error:
            number, colon, line = error.source.partition(":")
            raise InputError(f"{found[int(number)].name}{colon}{line}", error.what) from error
        for i, source in enumerate(found):
            yield from _hunks(_lines(source, chosen, kept[str(i)]), safe(source.name).encode())


def _readable_again(source: Source, directory: str | None, stack: ExitStack) -> Source:
    """Gives the source itself if it is a file, else a temporary copy under the same name.

    Raises: OutputError if the copy cannot be written.
    """
    if source.size() is not None:
        return source
    lines = raw_lines(source)
    try:
        path = Path(stack.enter_context(TemporaryDirectory(prefix="tgclean-", dir=directory))) / "input"
        with path.open("wb") as copy:
            copy.writelines(lines)
    except OSError as error:
        where = directory or gettempdir()
        raise OutputError(where, f"{error.strerror or error} (temporary file; --tmp-dir names another)") from error
    return Source(source.name, path)


def _lines(source: Source, options: Options, kept: set[int]) -> Iterator[_Line]:
    """Gives the whole source as lines of a diff, in order."""
    raw = enumerate(raw_lines(source), 1)
    held: list[_Line] = []  # the last line that is gone, which may yet serve as the empty line between two posts
    at, wrote = 0, False
    for post in prepare(source, options, Tally()):
        if not any(copy.runs for copy in post.copies):
            raise InputError(source.name, "a diff needs flat text; here every row is a post")
        first, last = post.copies[0].line, max(copy.line_end for copy in post.copies)
        before = first - 1 if first in kept else last
        for _, line in islice(raw, before - at):
            yield from held
            held = [_Line(_GONE, line)]
        at = last
        if first not in kept:
            continue
        if wrote and held and not held[0].text.strip():
            yield _Line(_KEPT, held[0].text)
        else:
            yield from held
            if wrote:
                yield _Line(_NEW, b"\n")
        held, wrote = [], True
        yield from _post(post, list(islice(raw, last - before)))
    yield from held
    yield from (_Line(_GONE, line) for _, line in raw)


def _post(post: Post, own: list[tuple[int, bytes]]) -> Iterator[_Line]:
    """Gives a post's lines: those its text takes from the first copy as they stand, all others gone, the rest new."""
    standing = {run.text_line + i: run.line + i for run in post.copies[0].runs for i in range(run.size)}
    waiting = deque(own)
    for i, text in enumerate(post.text.encode().split(b"\n")):
        number = standing.get(i, 0)
        ahead = next((line for at, line in waiting if at == number), None)
        if ahead is None or ahead.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n") != text:
            yield _Line(_NEW, text + b"\n")
            continue
        while waiting[0][0] < number:
            yield _Line(_GONE, waiting.popleft()[1])
        yield _Line(_KEPT, waiting.popleft()[1])
    yield from (_Line(_GONE, line) for _, line in waiting)


def _hunks(lines: Iterable[_Line], name: bytes) -> Iterator[bytes]:
    """Gives the lines as hunks with `CONTEXT_LINES` lines around each change."""
    hunk: list[_Line] = []
    old = new = 1  # the number, in either text, of the next line
    quiet = 0  # lines without a change at the hunk's end
    header = [b"--- %b\n" % name, b"+++ %b (cleaned)\n" % name]
    for line in lines:
        old, new = old + (line.sign != _NEW), new + (line.sign != _GONE)
        hunk.append(line)
        quiet = quiet + 1 if line.sign == _KEPT else 0
        if quiet == len(hunk):
            del hunk[:-CONTEXT_LINES]
            quiet = len(hunk)
        elif quiet > 2 * CONTEXT_LINES:
            after = quiet - CONTEXT_LINES
            yield from header
            yield from _hunk(hunk[:-after], old - after, new - after)
            header, hunk, quiet = [], hunk[-CONTEXT_LINES:], CONTEXT_LINES
    if quiet < len(hunk):
        after = max(0, quiet - CONTEXT_LINES)
        yield from header
        yield from _hunk(hunk[: len(hunk) - after], old - after, new - after)


def _hunk(lines: list[_Line], old_end: int, new_end: int) -> Iterator[bytes]:
    """Gives one hunk that ends before the lines `old_end` and `new_end`."""
    old, new = (sum(line.sign != other for line in lines) for other in (_NEW, _GONE))
    # A side without lines is named by the line before it.
    yield b"@@ -%d,%d +%d,%d @@\n" % (old_end - old - (not old), old, new_end - new - (not new), new)
    for sign, text in lines:
        yield sign + (text if text.endswith(b"\n") else text + _NO_END)
