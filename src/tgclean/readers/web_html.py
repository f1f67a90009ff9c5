"""Pages of t.me that show posts of a channel: t.me/s/NAME, and embedded posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tgclean.errors import NoPostsError
from tgclean.model import Tally
from tgclean.readers.fields import Row, date_of
from tgclean.readers.html_text import text_of, tree_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_PREFIX = ".tgme_widget_message_"
# What repeats a post's own text, or quotes another's.
_QUOTED = frozenset(("tgme_widget_message_reply", "media_not_supported_cont", "tgme_widget_message_link_preview"))


def rows_of_web_html(blocks: Iterable[bytes], name: str, tally: Tally) -> Iterator[Row]:
    """Yield the posts of a page, in order.

    Raises: InputError if selectolax is missing, LimitError.
    """
    tree = tree_of(blocks, name)
    title = text_of(tree.css_first(".tgme_channel_info_header_title"))
    number = 0
    for number, message in enumerate(tree.css(".tgme_widget_message[data-post]"), 1):
        tally.lines += 1
        post = message.attributes.get("data-post") or ""
        slug, _, identity = post.rpartition("/")
        is_service = "service_message" in (message.attributes.get("class") or "").split()
        own = {
            "text": "" if is_service else _text(message) or _poll(message),
            "channel": _first(message, "owner_name") or title or slug,
            "author": _first(message, "from_author"),
            "url": f"https://t.me/{post}",
            "date": _moment(message),
            "message_id": identity,
            "forwarded_from": _first(message, "forwarded_from_name"),
        }
        yield Row(number, _fields(message), own=own)
    if not number:
        raise NoPostsError(name, "is no page of t.me with posts")


def _first(message: LexborNode, name: str) -> str:
    return text_of(message.css_first(_PREFIX + name))


def _text(message: LexborNode) -> str:
    """Return the text of a post: the first that is neither quoted nor a twin for clients that cannot show a medium."""
    for node in message.css(_PREFIX + "text"):
        if not _is_quoted(node, message) and (text := text_of(node)):
            return text
    return ""


def _is_quoted(node: LexborNode, message: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.mem_id != message.mem_id:
        if not _QUOTED.isdisjoint((above.attributes.get("class") or "").split()):
            return True
        above = above.parent
    return False


def _moment(message: LexborNode) -> str:
    times = message.css("time[datetime]")
    return date_of(times[-1].attributes.get("datetime")) if times else ""


def _poll(message: LexborNode) -> str:
    question = _first(message, "poll_question")
    answers = [f"- {text_of(answer)}" for answer in message.css(_PREFIX + "poll_option_text")]
    return "\n".join([question, *answers]) if question else ""


def _fields(message: LexborNode) -> dict[str, Any]:
    """Return what a record has no place for: documents, the preview of a link, views, reactions."""
    found = {
        "documents": [text_of(node) for node in message.css(_PREFIX + "document_title")],
        "link_preview": _first(message, "link_preview"),
        "views": _first(message, "views"),
        "reactions": [text_of(node) for node in message.css(".tgme_reaction")],
    }
    return {name: value for name, value in found.items() if value}
