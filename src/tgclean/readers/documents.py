"""JSON and HTML that hold posts in one document: told from flat text, with what makes JSON Lines of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

_MOST_BYTES = 1 << 18
_CUT_CHARS = 8  # of a token that the end of what is looked at may cut: `fals`, `\ud83d`

FROM_DESKTOP = (
    "is a JSON export of Telegram Desktop, not JSON Lines; convert it: jq -c '(.chats.list[]? // .).messages[]"
    " | .text |= ([.] | flatten | map(.text? // .) | add)' FILE | tgclean dedupe -"
)
_FROM_OBJECT = "is JSON, but not a row a line; convert it: jq -c . FILE | tgclean dedupe -"
_FROM_ARRAY = "is a JSON array, not JSON Lines; convert it: jq -c '.[]' FILE | tgclean dedupe -"
_FROM_DESKTOP_PAGE = (
    "is an HTML export of Telegram Desktop, which is not read; export machine-readable JSON instead, and convert that"
    " as README says"
)
_FROM_PAGE = "is HTML, and text is read; take the text out first: inscript FILE | tgclean dedupe -"

_DESKTOP = re.compile(r'"(?:messages"\s*:\s*\[|chats"\s*:\s*\{)')
_PAGE = re.compile(rb"(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b[^>]*>\s*<", re.IGNORECASE)
_PARTS_OF_PAGE = re.compile(rb"<(?:head|body|title|meta)\b", re.IGNORECASE)
_PART_OF_WEB_PAGE = b'class="tgme_'


def told(lines: Iterable[bytes]) -> str:
    """Gives why an input that begins with these lines is no text, and what to do; "" if it may be text."""
    head = b"\n".join(_first_bytes(lines)).lstrip()[:_MOST_BYTES]
    return _page(head) if head.startswith(b"<") else _json(head.decode("utf-8", "replace"))


def _first_bytes(lines: Iterable[bytes]) -> Iterable[bytes]:
    size = 0
    for line in lines:
        yield line
        size += len(line)
        if size >= _MOST_BYTES:
            return


def _page(head: bytes) -> str:
    if not (_PAGE.match(head) and _PARTS_OF_PAGE.search(head)) and _PART_OF_WEB_PAGE not in head.split(b"\n", 1)[0]:
        return ""
    return _FROM_DESKTOP_PAGE if b"<title>Exported Data</title>" in head else _FROM_PAGE


def _json(head: str) -> str:
    """Gives what is to be said of a beginning of JSON; a line of text like `[Photo]` or `["Now" it is]` is none."""
    inside = head[1:].lstrip()[:1]
    if head[:1] == "{" and inside == '"' and _is_json(head):
        return FROM_DESKTOP if _DESKTOP.search(head) else _FROM_OBJECT
    if head[:1] == "[" and (
        (inside == "{" and _is_json(head)) or (inside in ('"', "[") and _is_json(head, whole=True))
    ):
        return _FROM_ARRAY
    return ""


def _is_json(head: str, *, whole: bool = False) -> bool:
    """Says whether some text is JSON as far as it goes: one value, or several if it need not be the `whole`."""
    try:
        _, end = json.JSONDecoder().raw_decode(head)
    except RecursionError:
        return True  # no text is so deep in brackets
    except json.JSONDecodeError as error:
        return error.msg.startswith("Unterminated string") or not head[error.pos + _CUT_CHARS :].strip()
    rest = head[end:].lstrip()
    return not rest or (rest[0] == head[0] and not whole)
