"""Rows and messages: each is a post, or the messages of one album are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tgclean.errors import InputError
from tgclean.model import UNDECODED, Copy, Post, Tally
from tgclean.options import Options
from tgclean.readers.fields import Meanings, Row
from tgclean.telegram import MAX_NAME_CHARS, forwarded_from, is_interface

_LONG_CHARS = 24
"""Shorter lines recur in any text."""
_SHOWN_FIELDS = 8


def posts_of(rows: Iterable[Row], name: str, options: Options, tally: Tally) -> Iterator[Post]:
    """Yield a post for every row, in order; `name` is the source's.  A row without a text is a post without one.

    A forward header at the beginning of a text is taken off as in flat text, and interface lines there are with
    `interface` "drop".  Rows that follow each other and are of one album are one post.

    Raises: InputError if the text of a row is none, or if no row has a field for it.
    """
    album: list[Post] = []
    group = ""
    for post, key in _posts(rows, name, options, tally):
        if album and key != group:
            yield _one(album)
            album = []
        group = key
        if key:
            album.append(post)
        else:
            yield post
    if album:
        yield _one(album)


def _posts(rows: Iterable[Row], name: str, options: Options, tally: Tally) -> Iterator[tuple[Post, str]]:
    """Yield a post for every row, and what names its album, "" if it is of none."""
    meanings = Meanings(options)
    asked = {name for name in (options.id_field, options.date_field, options.channel_field) if name}
    names: list[str] | None = None
    has_text = False
    for row in rows:
        names = list(row.fields) if names is None else names
        asked -= row.fields.keys()
        text, text_name = meanings.text(row, f"{name}:{row.number}")
        has_text = has_text or bool(text_name) or "text" in row.own
        if options.rows == "post" and _holds_passage_twice(text):
            tally.warn("doubled_rows", row.number)
        try:
            found, extra = meanings.others(row, text_name)
        except RecursionError as error:
            raise InputError(f"{name}:{row.number}", "a JSON object that is nested too deep to be read") from error
        if meanings.is_date_unread:
            tally.warn("unread_dates", row.number)
        yield _post(name, row, text, found, extra, keep=options.interface == "keep"), found["album"]
    if names is not None and asked:
        tally.warnings["missing_field"] += len(asked)
    if names is not None and not has_text:
        has = ", ".join(names[:_SHOWN_FIELDS]) or "no fields"
        wanted = options.text_field or ", ".join(meanings.text_names[:4])
        raise InputError(name, f"no row has a text ({wanted}); the first has {has}; --text-field names the field")


def _holds_passage_twice(text: str) -> bool:
    """Return whether most of the long lines of a text stand twice, as one extractor writes pages."""
    if text.count("\n") < 2:
        return False
    lines = [line for line in text.split("\n") if len(line) >= _LONG_CHARS]
    return 3 * (len(lines) - len(set(lines))) >= len(lines) > 1


def _one(posts: list[Post]) -> Post:
    """Return the post that the messages of an album are: the first with a text, and the texts of all."""
    from msgspec.structs import replace

    said = [post for post in posts if post.text] or posts[:1]
    first, last = posts[0].copies[0], posts[-1].copies[0]
    place = Copy(first.line, last.line_end, (first.offsets[0], last.offsets[-1]), 100.0, ())
    return replace(said[0], text="\n".join(dict.fromkeys(post.text for post in said)), copies=(place,))


def _post(name: str, row: Row, text: str, found: dict[str, str], extra: str, *, keep: bool) -> Post:
    whole = text.replace("\r\n", "\n").split("\n")
    header, lines = _opened(whole, keep=keep)
    if header and (found["forwarded_from"] or not any(map(str.strip, lines))):
        header, lines = "", whole  # the row has its forward itself, or has no other text: the author says so
    while lines and not lines[-1].strip():
        lines.pop()
    return Post(
        source=name,
        text="\n".join(lines),
        title_lines=0,
        copies=(Copy(row.number, row.number, (row.byte, row.byte_end), 100.0, ()),),
        forwarded_from=found["forwarded_from"] or header,
        channel=found["channel"],
        author=found["author"],
        url=found["url"],
        date=found["date"],
        message_id=found["message_id"],
        message=_message(found),
        edited=found["edited"],
        extra=extra,
        flags=frozenset() if row.is_decoded or "\ufffd" not in text else frozenset((UNDECODED,)),
    )


def _message(found: dict[str, str]) -> str:
    """Return what names a message in all its editions: its chat, id and date, which must say the hour."""
    chat = found["channel"] + found["chat"]
    return "\0".join((chat, found["message_id"], found["date"])) if chat and "T" in found["date"] else ""


def _opened(lines: list[str], *, keep: bool) -> tuple[str, list[str]]:
    """Gives the name in the forward header that a text begins with, and the lines without it."""
    name, headed, kept = "", False, []
    for i, line in enumerate(lines):
        raw = line.encode("utf-8", "replace")
        header = forwarded_from(raw)
        if header is not None:
            name, headed = name or header, not header
        elif is_interface(raw):
            kept += [line] * keep
        elif headed and line.strip() and len(line) <= MAX_NAME_CHARS and any(map(str.strip, lines[i + 1 :])):
            name, headed = name or line.strip(), False  # the header names nobody, so this line does
        elif line.strip():
            return name, kept + lines[i:]
    return name, kept
