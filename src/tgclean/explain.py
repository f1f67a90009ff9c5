"""Why two places of an input are one post, or were merged, or were not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tgclean.errors import InputError, OptionError
from tgclean.lookup import Opinion, compare, compare_within, raw_lines, read_records
from tgclean.model import UNDECODED, Copy, Post, Tally
from tgclean.notices import many
from tgclean.options import Options
from tgclean.pipeline import prepare, sources

_SHOWN_CHANGES = 12
_SHOWN_CHARS = 80
_UNDECODED = "distinct: a post with bytes that could not be decoded is merged with no other; --encoding may decode them"


class Place(NamedTuple):
    """A line of a file, the post it stands in, and which of its copies."""

    file: str
    line: int
    post: Post
    copy: int  # index in `post.copies`

    def __str__(self) -> str:
        """Gives `FILE:LINE`."""
        return f"{self.file}:{self.line}"


def explain_places(a: str, b: str, options: Options) -> Iterator[str]:
    """Gives the lines that explain two places, each `FILE:LINE`.

    The first begins `repeat:` (one post holds both), `merged:` or `distinct:`.

    Raises: OptionError if a place is none; InputError if the file cannot be read or no post stands there.
    """
    first, second = find(a, options), find(b, options)
    if first.post.copies[0].line == second.post.copies[0].line and Path(first.file).samefile(second.file):
        yield from _repeat(first, second, options)
    elif UNDECODED in first.post.flags | second.post.flags:
        yield _UNDECODED
        yield from (_post_line("a", first), _post_line("b", second))
    else:
        opinion = compare(first.post.text, second.post.text, options)
        if opinion.same and opinion.differing:  # only here may a template keep them apart
            opinion = compare_within(dict.fromkeys((first.file, second.file)), first.post, second.post, options)
        yield from _opinion(opinion, options)
        yield from (_post_line("a", first), _post_line("b", second))
        yield from _changes(opinion)


def explain_records(a: str, b: str, output: str, options: Options) -> Iterator[str]:
    """Gives the lines that explain two records of an output, each named by its id or the beginning of it.

    Raises: InputError if the output cannot be read or has no such record.
    """
    first, second = read_records(output, a, b)
    opinion = None
    if UNDECODED in first.flags.split() + second.flags.split():
        yield _UNDECODED
    else:
        opinion = compare(first.text, second.text, options)
        yield from _opinion(opinion, options)
    for name, record in (("a", first), ("b", second)):
        span = record.spans[0]
        yield f"{name:<10}{record.id}  {span.source}:{span.line}-{span.line_end}"
    if opinion is not None:
        yield from _changes(opinion)


def find(place: str, options: Options) -> Place:
    """Gives the place that `FILE:LINE` names.

    Raises: OptionError if it is no such name; InputError if no post stands there.
    """
    file, colon, number = place.rpartition(":")
    if not colon or not file or not number.isdecimal():
        raise OptionError("place", place or "''", "FILE:LINE (or a record's id, with --in)")
    if file == "-":
        raise OptionError("place", place, "a line of a file; standard input cannot be read twice")
    line = int(number)
    (source, *more) = sources([file], options)
    if more or Path(file).is_dir():
        raise OptionError("place", place, "a line of a file; it names a directory")
    if source.size() is None:
        raise OptionError("place", place, "a line of a file; a pipe cannot be read twice")
    for post in prepare(source, options, Tally()):
        last = max(copy.line_end for copy in post.copies)
        if post.copies[0].line <= line <= last:
            return Place(file, line, post, _copy_at(post.copies, line))
        if post.copies[0].line > line:
            break
    raise InputError(place, "no post stands at this line")


def _copy_at(copies: Sequence[Copy], line: int) -> int:
    return max(i for i, copy in enumerate(copies) if copy.line <= line)


def _repeat(a: Place, b: Place, options: Options) -> Iterator[str]:
    post = a.post
    first, last = post.copies[0].line, max(copy.line_end for copy in post.copies)
    yield f"repeat: {a} and {b} stand in one post, {a.file}:{first}-{last}"
    for i, copy in enumerate(post.copies):
        score = "" if not i else f", score {copy.score:.1f}"
        yield f"copy {i + 1:<5}lines {copy.line}-{copy.line_end}{score}"
    if post.title_lines:
        yield f"title     {post.title_lines} line{'s' * (post.title_lines > 1)} before the repeated body"
    lines = post.text.split("\n")
    for name, place in (("a", a), ("b", b)):
        at = _text_line(post.copies[place.copy], place.line)
        what = "in no line of the text" if at is None else f"line {at + 1} of the text: {lines[at][:80]}"
        yield f"{name:<10}{place}, copy {place.copy + 1}, {what}"
    yield from _only_one(post, lines)
    yield from _readings(post, lines, a.file, options)


def _only_one(post: Post, lines: Sequence[str]) -> Iterator[str]:
    """Gives the lines of the text, the title aside, that stand in some of the copies only."""
    if len(post.copies) < 2:
        return
    for i in range(post.title_lines, len(lines)):
        having = [
            n + 1
            for n, copy in enumerate(post.copies)
            if any(r.text_line <= i < r.text_line + r.size for r in copy.runs)
        ]
        if lines[i] and len(having) < len(post.copies):
            yield f"differs   line {i + 1} of the text is in copy {', '.join(map(str, having))} only: {lines[i][:80]}"


def _readings(post: Post, lines: Sequence[str], file: str, options: Options) -> Iterator[str]:
    """Gives the lines of the text that a copy has in another reading, each with both."""
    if all(copy.score == 100.0 for copy in post.copies[1:]):
        return
    (source,) = sources([file], options)
    first, last = post.copies[0].line, max(copy.line_end for copy in post.copies)
    raw = list(islice(raw_lines(source), first - 1, last))
    for n, copy in enumerate(post.copies, 1):
        for run in copy.runs:
            for i in range(run.size):
                line = raw[run.line + i - first].decode("utf-8", "replace").removeprefix("\ufeff").strip()
                text = lines[run.text_line + i].strip()
                if line != text:
                    begin = max(0, _common(line, text) - _SHOWN_CHARS // 2)
                    shown = f"{text[begin:][:_SHOWN_CHARS]} | {line[begin:][:_SHOWN_CHARS]}"
                    yield f"differs   line {run.text_line + i + 1} of the text | copy {n}: {shown}"


def _common(one: str, two: str) -> int:
    """Gives how many characters two lines begin with in common."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(two)))


def _text_line(copy: Copy, line: int) -> int | None:
    return next((run.text_line + line - run.line for run in copy.runs if run.line <= line < run.line + run.size), None)


def _opinion(opinion: Opinion, options: Options) -> Iterator[str]:
    yield f"{'merged' if opinion.same else 'distinct'}: {opinion.reason.removeprefix('distinct: ')}"
    needed = f"; from {opinion.needed:.1f} on these two would be one" if opinion.needed else ""
    yield f"score     {opinion.score:.1f} of 100, threshold {options.threshold:g} for long posts{needed}"
    if opinion.differing:
        yield f"words     {opinion.differing} of {opinion.words} differ"


def _post_line(name: str, place: Place) -> str:
    first, last = place.post.copies[0].line, max(copy.line_end for copy in place.post.copies)
    return f"{name:<10}{place.file}:{first}-{last}, {many(len(place.post.copies), 'copy')}"


def _changes(opinion: Opinion) -> Iterator[str]:
    for old, new in opinion.changes[:_SHOWN_CHANGES]:
        yield f"differs   {old or '(nothing)'} | {new or '(nothing)'}"
    if len(opinion.changes) > _SHOWN_CHANGES:
        yield f"differs   and {len(opinion.changes) - _SHOWN_CHANGES} places more"
