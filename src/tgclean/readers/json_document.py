"""JSON documents: exports of Telegram Desktop, arrays of messages or of texts, objects that follow each other.

Messages are the items of the outermost array, of arrays called `messages` or `posts`, and the values of an object
called `text_messages`.  They are built one at a time, whatever the size of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import ijson

from tgclean.errors import InputError
from tgclean.model import Tally
from tgclean.readers.fields import Row

_ESCAPES = re.compile(
    rb"\\[^u]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_FIRST_HALF = re.compile(rb"\\u[dD][89abAB]")
_HALF_BYTES = 6
_ITEM = "\0"  # no key that anybody would write
_LISTS = frozenset(("messages", "posts"))
_HOLDERS = _LISTS | {"text_messages", "chats"}
_NAMES = ("name", "title", "channel", "username")
_STARTS, _ENDS = frozenset(("start_map", "start_array")), frozenset(("end_map", "end_array"))
_SCALARS = frozenset(("string", "number"))
_DEEPEST = 8  # of the names of chats
_MEDIA = ("photo", "file", "media_type")


def rows_of_json(blocks: Iterable[bytes], name: str, tally: Tally, *, of_objects: bool = False) -> Iterator[Row]:
    """Yield the messages of a document in UTF-8, in order; with `of_objects` each outermost object is one.

    Raises: InputError if it is damaged or ends early.
    """
    number, album = 0, _Album()
    path: list[str] = []  # keys, and `_ITEM` within arrays, from the outermost value to the one that begins
    said: dict[tuple[str, ...], str] = {}  # names of chats, by where they stand
    builder: ijson.ObjectBuilder | None = None
    depth, has_list = 0, of_objects
    try:
        for event, value in ijson.basic_parse(_Readable(_mended(blocks, tally)), multiple_values=True, use_float=True):
            if builder is None and not is_message(path, event, of_objects=of_objects):
                has_list |= _begins_list(path, event)
                _note(said, path, event, value)
                follow(path, event, value)
                continue
            builder = builder or ijson.ObjectBuilder()
            builder.event(event, value)
            depth += (event in _STARTS) - (event in _ENDS)
            if not depth and event != "map_key":
                number += 1
                tally.lines += 1
                yield _row(number, builder.value, tuple(path[:-2]), said, album, name)
                builder = None
    except (ijson.JSONError, ValueError) as error:  # of more digits than Python reads
        why = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
        what = "is cut off" if "EOF" in why else "is damaged"
        where = f"behind message {number:,}" if number else "before its first message is complete"
        raise InputError(name, f"the JSON {what} {where}: {why}") from error
    if not has_list:
        raise InputError(name, "is JSON, but has no list of messages")


def _mended(blocks: Iterable[bytes], tally: Tally) -> Iterator[bytes]:
    """Yield blocks in which each escape of half a character is one of U+FFFD; JavaScript cuts strings within emoji."""
    held = b""

    def mended(found: re.Match[bytes]) -> bytes:
        if len(found[0]) != _HALF_BYTES:
            return found[0]
        tally.warnings["lone_surrogate"] += 1
        return b"\\ufffd"

    for block in chain(blocks, (b"",)):
        data = held + block
        held = b""
        if block and (cut := _unfinished(data)) < len(data):
            data, held = data[:cut], data[cut:]
        yield _ESCAPES.sub(mended, data) if b"\\ud" in data or b"\\uD" in data else data


def _unfinished(data: bytes) -> int:
    """Return where an escape begins that may go on in the next block; the length if there is none."""
    start = max(0, len(data) - 4 * _HALF_BYTES)
    before = data[:start]
    at = start + (len(before) - len(before.rstrip(b"\\"))) % 2  # behind an odd number of backslashes one is escaped
    while 0 <= (at := data.find(b"\\", at)) < len(data):
        size = _HALF_BYTES if data[at + 1 : at + 2] in (b"u", b"") else 2
        if _FIRST_HALF.match(data, at) and data[at + size : at + size + 1] in (b"\\", b""):
            size *= 2
        if at + size > len(data) or (size == _HALF_BYTES and at + size == len(data) and _FIRST_HALF.match(data, at)):
            return at
        at += size
    return len(data)


class _Readable:
    """Blocks as a file that ijson reads."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = filter(None, blocks)

    def read(self, size: int) -> bytes:
        """Return the next bytes, however many; none for `size` 0, which asks whether there are bytes at all."""
        return next(self._blocks, b"") if size else b""


def _begins_list(path: list[str], event: str) -> bool:
    """Return whether a list of messages begins, or what holds the lists of chats."""
    return event in _STARTS and (path[-1] in _HOLDERS if path else event == "start_array")


def is_message(path: list[str], event: str, *, of_objects: bool) -> bool:
    """Return whether a message begins with an event, at a path of keys and arrays."""
    if event == "map_key" or event in _ENDS:
        return False
    if of_objects:
        return not path
    if len(path) == 1:
        return path[0] == _ITEM
    return len(path) > 1 and ((path[-1] == _ITEM and path[-2] in _LISTS) or path[-2] == "text_messages")


def follow(path: list[str], event: str, value: Any) -> None:
    """Follow an event that is of no message: change the path to where the next one happens."""
    if event == "map_key":
        path[-1] = value
    elif event in _ENDS:
        path.pop()
    elif event in _STARTS:
        path.append(_ITEM if event == "start_array" else "")


def _note(said: dict[tuple[str, ...], str], path: list[str], event: str, value: object) -> None:
    """Keep the name of a chat; another chat begins where an object does."""
    if event == "start_map":
        for name in (*_NAMES, "id"):
            said.pop((*path, name), None)
    elif event in _SCALARS and path and path[-1] in (*_NAMES, "id") and len(path) <= _DEEPEST:
        said[tuple(path)] = str(value)


def _row(
    number: int, value: Any, chat: tuple[str, ...], said: dict[tuple[str, ...], str], album: _Album, name: str
) -> Row:
    if isinstance(value, str) or (isinstance(value, list) and any(isinstance(part, dict) for part in value)):
        return Row(number, {"text": value})
    if value is None:
        return Row(number, {})
    if not isinstance(value, dict):
        raise InputError(f"{name}:{number}", "is neither an object nor a text")
    own = {}
    if found := next((title for key in _NAMES if (title := said.get((*chat, key)))), ""):
        own["channel"] = found
    own["chat"] = said.get((*chat, "id"), "")
    if isinstance(poll := value.get("poll"), dict) and not value.get("text"):
        own["text"] = _of_poll(poll)
    if key := album.of(number, value):
        own["album"] = key
    return Row(number, value, own=own)


def _of_poll(poll: dict[str, Any]) -> str:
    """Return a poll as text: the question, and a line for each answer."""
    answers = poll.get("answers")
    listed = answers if isinstance(answers, list) else []
    lines = [poll.get("question"), *(f"- {answer.get('text')}" for answer in listed if isinstance(answer, dict))]
    return "\n".join(line for line in lines if isinstance(line, str))


class _Album:
    """Tells albums, which Telegram Desktop writes as media of one second, the caption on the first."""

    def __init__(self) -> None:
        self._first, self._moment = 0, ("", "")

    def of(self, number: int, message: dict[str, Any]) -> str:
        """Return the key of the album that a message may be of, "" if it is no medium."""
        moment = str(message.get("date")), str(message.get("from"))
        is_medium = message.get("type") == "message" and any(message.get(key) for key in _MEDIA)
        if not is_medium or moment != self._moment or message.get("text"):
            self._first = number
        self._moment = moment
        return f"{self._first}" if is_medium else ""
