"""Pages that Telegram Desktop exports: messages.html, messages2.html and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tgclean.errors import NoPostsError
from tgclean.model import Tally
from tgclean.readers.fields import Row, date_of
from tgclean.readers.html_text import text_of, tree_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MOMENT = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")


def rows_of_desktop_html(blocks: Iterable[bytes], name: str, tally: Tally) -> Iterator[Row]:
    """Yield the messages of a page, in order; one that is joined to the message above has its sender and forward.

    Raises: InputError if selectolax is missing, LimitError.
    """
    tree = tree_of(blocks, name)
    channel = text_of(tree.css_first(".page_header .text"))
    sender = forwarded = ""
    number = 0
    for message in tree.css(".message"):
        classes = (message.attributes.get("class") or "").split()
        identity = (message.attributes.get("id") or "").removeprefix("message")
        if "service" in classes:
            if not identity.startswith("-"):  # a day is no message
                number += 1
                yield Row(number, {}, own={"text": "", "message_id": identity, "channel": channel})
            continue
        number += 1
        tally.lines += 1
        body = message.css_first(".body")
        if body is None:
            continue
        joined = "joined" in classes
        sender = _name(_child(body, "from_name")) or (sender if joined else "")
        forward = _child(body, "forwarded", "body")
        name_of_forward = _name(_child(forward, "from_name")) if forward else ""
        forwarded = name_of_forward or (forwarded if joined and forward else "")
        inside = forward or body
        own = {
            "text": text_of(_child(inside, "text")) or _of_poll(inside),
            "channel": channel,
            "author": text_of(_child(body, "signature")) or sender,
            "date": _date(_child(body, "date")),
            "message_id": identity,
            "forwarded_from": forwarded,
        }
        yield Row(number, {}, own=own)
    if not number:
        raise NoPostsError(name, "is no page of messages that Telegram Desktop exported")


def _child(node: LexborNode, *names: str) -> LexborNode | None:
    """Return the first child of an element that has some classes."""
    for child in node.iter():
        if {*names} <= {*(child.attributes.get("class") or "").split()}:
            return child
    return None


def _name(node: LexborNode | None) -> str:
    """Return a name without the date and the bot that stand beside it."""
    if node is None:
        return ""
    said = " ".join(child.text_content or "" for child in node.iter(include_text=True) if child.tag == "-text")
    return " ".join(said.split())


def _date(node: LexborNode | None) -> str:
    """Return ISO 8601 of a date's title, such as `25.02.2020 19:09:10 UTC+03:00`."""
    found = _MOMENT.match(node.attributes.get("title") or "") if node is not None else None
    if not found:
        return ""
    day, month, year, time, zone = found.groups()
    return date_of(f"{year}-{month}-{day}T{time}{zone or ''}")


def _of_poll(node: LexborNode) -> str:
    poll = node.css_first(".media_poll")
    if poll is None:
        return ""
    answers = [text_of(answer).removeprefix("- ") for answer in poll.css(".answer")]
    return "\n".join([text_of(poll.css_first(".question")), *(f"- {answer}" for answer in answers)])
