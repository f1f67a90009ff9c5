"""JSON and HTML that hold posts in one document: told by their beginning from flat text, which may begin alike."""

from __future__ import annotations

import json
import re

_CUT_CHARS = 8  # of a token that the end of what is looked at may cut: `fals`, `\ud83d`

NO_POSTS = (
    "is HTML of no kind that holds posts of Telegram; if it is a page with text, take that out first:"
    " inscript FILE | tgclean dedupe -"
)
STATISTICS = "holds statistics of tgclean, and no posts"
LANDING = "is the landing page of a channel, which holds no posts; save https://t.me/s/NAME instead"

_HOLDS_MESSAGES = re.compile(r'"(?:messages|posts)"\s*:\s*\[|"chats"\s*:\s*\{|"text_messages"\s*:\s*\{')
_STATISTICS = re.compile(r'\{\s*"schema":\s*"tgclean-stats/')
_PAGE = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b[^>]*>\s*<", re.IGNORECASE | re.DOTALL
)
_PARTS_OF_PAGE = re.compile(rb"<(?:head|body|title|meta)\b", re.IGNORECASE)
_OF_WEB_PAGE = b'class="tgme_'


def told(head: bytes) -> str:
    """Return the format of an input that begins with this, in UTF-8; "" if it may be text.

    "json" is a document with messages in arrays, "json-objects" objects that follow each other over several lines,
    "html", "landing" and "statistics" are documents without posts.
    """
    head = head.lstrip()
    return _page(head) if head.startswith(b"<") else _json(head.decode("utf-8", "replace"))


def _page(head: bytes) -> str:
    if not (_PAGE.match(head) and _PARTS_OF_PAGE.search(head)) and _OF_WEB_PAGE not in head.split(b"\n", 1)[0]:
        return ""
    if b'class="message default' in head or b'class="message service' in head:
        return "desktop-html"
    if b"tgme_widget_message" in head:
        return "web-html"
    return "landing" if b"tgme_page" in head else "html"


def _json(head: str) -> str:
    """Tell a beginning of JSON; a line of text like `[Photo]` or `["Now" it is]` is none."""
    inside = head[1:].lstrip()[:1]
    if head.split() in (["[]"], ["[", "]"]):
        return "json"
    if _STATISTICS.match(head):
        return "statistics"
    if head[:1] == "{" and inside == '"' and _is_json(head):
        return "json" if _HOLDS_MESSAGES.search(head) else "json-objects"
    if head[:1] == "[" and (
        (inside == "{" and _is_json(head)) or (inside in ('"', "[") and _is_json(head, whole=True))
    ):
        return "json"
    return ""


def _is_json(head: str, *, whole: bool = False) -> bool:
    """Return whether some text is JSON as far as it goes: one value, or several if it need not be the `whole`."""
    try:
        _, end = json.JSONDecoder().raw_decode(head)
    except RecursionError:
        return True  # no text is so deep in brackets
    except json.JSONDecodeError as error:
        return error.msg.startswith("Unterminated string") or not head[error.pos + _CUT_CHARS :].strip()
    except ValueError:
        return True  # a number of more digits than Python reads
    rest = head[end:].lstrip()
    return not rest or (rest[0] == head[0] and not whole)
