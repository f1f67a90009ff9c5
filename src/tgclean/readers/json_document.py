"""JSON documents: exports of Telegram Desktop, arrays of messages or of texts, objects that follow each other.

Messages are the items of the outermost array, of arrays called `messages` or `posts`, and the values of an object
called `text_messages`.  They are built one at a time, whatever the size of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import ijson

from tgclean.errors import InputError
from tgclean.model import Tally
from tgclean.readers.fields import Row

_LISTS = frozenset(("messages", "posts"))
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
    path: list[str] = []  # keys and "item", from the outermost value to the one that begins
    said: dict[tuple[str, ...], str] = {}  # names of chats, by where they stand
    builder: ijson.ObjectBuilder | None = None
    depth = 0
    try:
        for event, value in ijson.basic_parse(_Readable(blocks), multiple_values=True, use_float=True):
            begins, ends = event in _STARTS, event in _ENDS
            if builder is None:
                if event == "map_key":
                    path[-1] = value
                elif ends:
                    path.pop()
                elif (not path) if of_objects else _is_message(path):
                    builder = ijson.ObjectBuilder()
                else:
                    _note(said, path, event, value)
                    if begins:
                        path.append("item" if event == "start_array" else "")
            if builder is not None:
                builder.event(event, value)
                depth += begins - ends
                if not depth and event != "map_key":
                    number += 1
                    tally.lines += 1
                    yield _row(number, builder.value, tuple(path[:-2]), said, album, name)
                    builder = None
    except ijson.JSONError as error:
        what = "ends early" if isinstance(error, ijson.IncompleteJSONError) else "is damaged"
        why = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
        raise InputError(name, f"the JSON {what} behind message {number:,}: {why}") from error


class _Readable:
    """Blocks as a file that ijson reads."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = filter(None, blocks)

    def read(self, size: int) -> bytes:
        """Return the next bytes, however many; none for `size` 0, which asks whether there are bytes at all."""
        return next(self._blocks, b"") if size else b""


def _is_message(path: list[str]) -> bool:
    if len(path) == 1:
        return path[0] == "item"
    return len(path) > 1 and ((path[-1] == "item" and path[-2] in _LISTS) or path[-2] == "text_messages")


def _note(said: dict[tuple[str, ...], str], path: list[str], event: str, value: object) -> None:
    """Keep the name of a chat; another chat begins where an object does."""
    if event == "start_map":
        for name in _NAMES:
            said.pop((*path, name), None)
    elif event in _SCALARS and path and path[-1] in _NAMES and len(path) <= _DEEPEST:
        said[tuple(path)] = str(value)


def _row(
    number: int, value: Any, chat: tuple[str, ...], said: dict[tuple[str, ...], str], album: _Album, name: str
) -> Row:
    if isinstance(value, str | list):
        return Row(number, {"text": value})
    if not isinstance(value, dict):
        raise InputError(f"{name}:{number}", "is neither an object nor a text")
    own = {}
    if found := next((title for key in _NAMES if (title := said.get((*chat, key)))), ""):
        own["channel"] = found
    if isinstance(poll := value.get("poll"), dict) and not value.get("text"):
        own["text"] = _of_poll(poll)
    if key := album.of(number, value):
        own["album"] = key
    return Row(number, value, own=own)


def _of_poll(poll: dict[str, Any]) -> str:
    """Return a poll as text: the question, and a line for each answer."""
    answers = poll.get("answers")
    lines = [poll.get("question"), *(f"- {answer.get('text')}" for answer in answers or () if isinstance(answer, dict))]
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
