"""What stands around the content of a post: forward headers, links, signatures, calls to subscribe, tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tgclean.match.calls import FORWARDED, JOINING, PROMO_STEMS, READ_ON_STEMS, SENDERS
from tgclean.match.letters import fold, is_single
from tgclean.match.reading import plain_words
from tgclean.telegram import forwarded_from, is_interface

_LINK = re.compile(r"(?:\w{2,10}://|www\.|\bt\.me/)\S+", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{4,1000}\)")
_HANDLE = re.compile(r"(?<![\w@/.])@\w{2,}")
_LAST_HANDLE = re.compile(r"@\w*[\s.!)]*$")
_TAGS = re.compile(r"#[\w-]{1,200}(?:[\s,]*#[\w-]{1,200})*[\s,]*$")
_TAGS_BACKWARDS = re.compile(r"[\s,]*[\w-]{1,200}#(?:[\s,]*[\w-]{1,200}#)*")

# The word for it, and a word that a name stands behind, or a colon; else it may be news: forwarded 40 prisoners.
_FORWARD = re.compile(
    rf"[\W_]*(?:{'|'.join(FORWARDED)})[^\W_]*(?:\s+(?:{'|'.join(SENDERS)})\s+\S|[^\d:.]{{0,12}}:)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]")
_BYLINE = "—"
_DASHES = "—–"
_BULLETS = "—–-•"

_MAX_PROMO_WORDS = 10
_MAX_CALL_CHARS = 60
_MAX_SIGNATURE_WORDS = 3
_MAX_JOIN_WORDS = 6
_EDGE_LINES = 3


@dataclass(slots=True)
class Edges:
    """The lines with content and their keys, and what is set apart from them at the edges of a post.

    `signatures` are short lines with a handle or a link (the handle, the other words), `tags` those at the end.
    """

    lines: list[str]
    keys: list[str]
    signatures: dict[str, str]
    tags: frozenset[str]


def content_of(text: str, keys: Sequence[str | None]) -> Edges:
    """Gives the content of a text and what stands around it; `keys` are those of its lines, None for itself."""
    lines, own = _stripped(text, keys)
    first = _headers(lines)
    spare: list[str] = []
    linked, tagged, last = _has_link(text), "#" in text, len(lines) - 1
    # Where nothing is linked or tagged, only the last lines may be something else than content.
    plain = first if linked or tagged else max(first, len(lines) - _EDGE_LINES)
    edges = Edges(lines[first:plain], own[first:plain], {}, frozenset())
    for number, whole in enumerate(lines[plain:], plain):
        line = whole
        if tagged and "#" in line:
            line = _without_tags(line, edges, number == last)
        if linked and _has_link(line):
            line = _without_links(line, edges, spare, number < first + 2 or number >= last - 1)
        elif number > last - _EDGE_LINES and _is_signature(line, lines[number - 1] if number == last else "", edges):
            spare.append(line)
            line = ""
        if line:
            edges.lines.append(line)
            edges.keys.append(own[number] if line is whole else line)
    if not any(map(_WORD.search, edges.lines)):
        edges.signatures = {}
        spare = spare or [" ".join(sorted(edges.tags))]
        edges.lines += spare
        edges.keys += spare
    return edges


def _stripped(text: str, keys: Sequence[str | None]) -> tuple[list[str], list[str]]:
    """Gives the lines that are not empty, and their keys."""
    lines = [*map(str.strip, text.split("\n"))]
    own = [line if key is None else key for line, key in zip(lines, keys, strict=True) if line]
    return lines if len(own) == len(lines) else [*filter(None, lines)], own


def _headers(lines: list[str]) -> int:
    """Gives how many of the first lines are forward headers or the interface's."""
    for number, line in enumerate(lines[:_EDGE_LINES]):
        data = line.encode("utf-8", "replace")
        if forwarded_from(data) is None and not is_interface(data) and (number or not _is_forward(line)):
            return number
    return min(len(lines), _EDGE_LINES)


def _is_forward(line: str) -> bool:
    """Says whether a line is a forward header in other words than Telegram's, as those who copy posts write them."""
    return len(line) <= _MAX_CALL_CHARS and line[-1] not in ".!?…" and bool(_FORWARD.match(line))


def _is_signature(line: str, before: str, edges: Edges) -> bool:
    """Says whether one of the last lines is a call to subscribe or to read on, or behind a line `before` a byline."""
    if not line or len(line) > _MAX_CALL_CHARS:
        return False
    if before and (name := _byline(line, before)):
        edges.signatures[_BYLINE] = name
        return True
    kind = _call(line)
    if kind == "read on":
        edges.signatures[kind] = fold(line)
    return bool(kind)


def _byline(line: str, before: str) -> str:
    """Gives the name that a last line consists of, behind a dash, "" if it is none: the last item of a list is none."""
    if line[0] not in _DASHES or before[0] in _BULLETS or before[-1] == ":":
        return ""
    found = plain_words(line)
    few = 0 < _length(found) <= _MAX_SIGNATURE_WORDS
    return " ".join(found) if few and not any(word[-1].isdecimal() for word in found) else ""


def _has_link(text: str) -> bool:
    return "@" in text or ("/" in text and ("://" in text or "t.me/" in text)) or "www." in text


def _without_tags(line: str, edges: Edges, is_last: bool) -> str:
    """The line without the tags that it consists of, or that end the post."""
    if line[0] != "#" and not is_last:
        return line
    found = _TAGS_BACKWARDS.match(line[::-1]) if is_last else _TAGS.match(line)
    if not found:
        return line
    start = len(line) - found.end() if is_last else 0
    tags = (tag.strip(", ").casefold() for tag in line[start:].split("#"))
    edges.tags |= {tag for tag in tags if tag}
    return line[:start].rstrip()


def _without_links(line: str, edges: Edges, spare: list[str], at_edge: bool) -> str:
    """The line without addresses, or "" if nothing but a signature or a call to subscribe is left of it."""
    labelled = _MARKDOWN_LINK.sub(r"\1 @", line)
    # Where no link can be the pattern looks ten characters ahead from each.
    plain = _LINK.sub(" ", labelled) if "/" in labelled or "www." in labelled.lower() else labelled
    rest = _HANDLE.sub(" ", plain).replace("@", " ")
    found = plain_words(rest)
    if _length(found) > _MAX_PROMO_WORDS or any(word[-1].isdecimal() for word in found):
        return _LAST_HANDLE.sub("", plain)
    if found and not _stems(found):
        if len(found) > _MAX_SIGNATURE_WORDS or not at_edge:
            return _LAST_HANDLE.sub("", plain)
        handle = _HANDLE.search(plain) or _LINK.search(labelled)
        edges.signatures[handle.group() if handle else ""] = " ".join(found)
    spare.append(rest)
    return ""


def _length(words: list[str]) -> float:
    """Gives how many words these are where a character of a script without word spaces is half a word."""
    return sum(0.5 if is_single(word) else 1.0 for word in words)


def _stems(words: list[str]) -> set[str]:
    """Gives the stems of a call to subscribe that words begin with, or have in them where none are set apart."""
    stems = {stem for word in words if word.startswith(PROMO_STEMS) for stem in PROMO_STEMS if word.startswith(stem)}
    if any(map(is_single, words)):
        run = "".join(words)
        stems.update(stem for stem in PROMO_STEMS if is_single(stem[0]) and stem in run)
    return stems


@lru_cache(maxsize=1024)
def _call(line: str) -> str:
    """What a short line without a link calls for: to "join" a channel, to "read on", or "" for nothing."""
    found = plain_words(line)
    if not found or any(word[-1].isdecimal() for word in found):
        return ""
    if _length(found) <= _MAX_JOIN_WORDS and (found[0] in JOINING or len(_stems(found)) >= 2):
        return "join"
    return "read on" if len(found) <= 4 and found[0].startswith(READ_ON_STEMS) else ""
