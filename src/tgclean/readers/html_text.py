"""HTML as a tree, and the text that a reader of the page sees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tgclean.errors import InputError, LimitError, needs

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_BYTES = 512 << 20
"""Of one page; a tree takes ten times its page. Telegram Desktop begins another file behind a thousand messages."""
_BREAKS = re.compile(r"[ \t]*\n[ \t\n]*")
_BLOCKS = frozenset(("blockquote", "pre", "p", "div", "ul", "ol", "li", "table", "tr", "details", "summary"))
_NO_TEXT = frozenset(("script", "style", "-comment"))


def tree_of(blocks: Iterable[bytes], name: str) -> LexborHTMLParser:
    """Return the tree of a page in UTF-8.

    Raises: InputError if selectolax is missing, LimitError if the page is too large.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise InputError(name, needs("is HTML", "selectolax", "html")) from error
    page, size = [], 0
    for block in blocks:
        page.append(block)
        size += len(block)
        if size > MAX_BYTES:
            raise LimitError(name, f"a page of more than {MAX_BYTES >> 20} MiB")
    return LexborHTMLParser(b"".join(page))


def text_of(node: LexborNode | None) -> str:
    """Return the text of an element: a line ends where the page breaks it; "" for no element."""
    if node is None:
        return ""
    text = _Text()
    text.take(node, keeps=False)
    return "".join(text.parts).strip(" \t\n")


class _Text:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self._is_open = False  # a block has ended, and what follows is a line of its own

    def take(self, node: LexborNode, *, keeps: bool) -> None:
        """Take what stands in an element; `keeps` says that line ends of the source count, as in code."""
        ahead: list[tuple[LexborNode | None, bool]] = [
            (child, keeps) for child in reversed(list(node.iter(include_text=True)))
        ]
        while ahead:  # by hand, for a page may be nested deeper than Python calls go
            child, keeps = ahead.pop()
            if child is None:
                self._is_open = bool(self.parts)
                continue
            tag = child.tag
            if tag == "-text":
                self._add(child.text_content or "", keeps=keeps)
            elif tag == "br":
                self.parts.append("\n")
                self._is_open = False
            elif tag not in _NO_TEXT:
                is_block = tag in _BLOCKS
                if is_block:
                    self._is_open = bool(self.parts)
                    ahead.append((None, keeps))
                inside = keeps or tag == "pre"
                ahead += [(inner, inside) for inner in reversed(list(child.iter(include_text=True)))]

    def _add(self, text: str, *, keeps: bool) -> None:
        text = text if keeps else _BREAKS.sub(" ", text)
        if self._is_open and text.strip():
            if not self.parts[-1].endswith("\n"):
                self.parts.append("\n")
            self._is_open = False
        if text:
            self.parts.append(text)
