"""What stands around the content of a post: forward headers, links, signatures, calls to subscribe, tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tgclean.match.around import promo
from tgclean.match.around.addresses import HANDLE, Line, has_link
from tgclean.match.around.headers import headers, title
from tgclean.match.around.hearing import calls_first, hear, reads_first
from tgclean.match.letters import fold, is_single
from tgclean.match.reading import plain_words

_TAGS = re.compile(r"#[\w-]{1,200}(?:[\s,]*#[\w-]{1,200})*[\s,]*$")
_TAGS_BACKWARDS = re.compile(r"[\s,]*[\w-]{1,200}#(?:[\s,]*[\w-]{1,200}#)*")
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]")
_SENTENCE_END = re.compile(r"[.!?][»”)]?\s+(?=\S)|[。！？]")
_CUT = re.compile(r"[\[(/]?\s?(?:…|\.\.)[.…]*\s?[\])/]?")
_BYLINE, _TITLE, _READ_ON = "—", "【】", "read on"
_DASHES = "—–"
_BULLETS = "—–-•"

_MAX_CALL_CHARS = 60
_MAX_SIGNATURE_WORDS = 3
_MAX_READ_ON_WORDS = 4
_EDGE_LINES = 3
_SHORT_POST = 800
"""In so many characters a call without an address is looked for at the beginning, too, and in the last sentence."""


@dataclass(slots=True)
class Edges:
    """The lines with content and their keys, and what is set apart from them at the edges of a post.

    `signatures` are short lines with a handle or a link (the handle, the other words), `tags` those at the end;
    `contacts` are the handles and links that lines with content end in, `cut` says that the last is cut off.
    """

    lines: list[str]
    keys: list[str]
    signatures: dict[str, str] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()
    contacts: set[str] = field(default_factory=set)
    cut: bool = False


def content_of(text: str, keys: Sequence[str | None]) -> Edges:
    """Gives the content of a text and what stands around it; `keys` are those of its lines, None for itself."""
    lines, own = _stripped(text, keys)
    first = headers(lines)
    spare: list[str] = []
    linked, tagged, last = has_link(text), "#" in text, len(lines) - 1
    # Where nothing is linked or tagged, only the last lines may be something else than content.
    plain = first if linked or tagged else max(first, len(lines) - _EDGE_LINES)
    edges = Edges(lines[first:plain], own[first:plain])
    for number, whole in enumerate(lines[plain:], plain):
        line = whole
        if tagged and "#" in line:
            line = _without_tags(line, edges, number == last)
        if linked and has_link(line):
            line = _without_links(line, edges, spare, number < first + 2 or number >= last - 1)
        elif number > last - _EDGE_LINES and _is_signature(line, lines[number - 1] if number == last else "", edges):
            spare.append(line)
            line = ""
        if line:
            edges.lines.append(line)
            edges.keys.append(own[number] if line is whole else line)
    if len(text) <= _SHORT_POST:
        _without_first(edges)
        _without_last(edges)
    if edges.lines and ("…" in (end := edges.lines[-1]) or ".." in end):
        _without_cut(edges)
    if not any(map(_WORD.search, edges.lines)):
        edges.signatures = {}
        edges.contacts = {handle.casefold() for handle in HANDLE.findall(text)}
        spare = spare or [" ".join(sorted(edges.tags))]
        edges.lines += spare
        edges.keys += spare
    return edges


def _stripped(text: str, keys: Sequence[str | None]) -> tuple[list[str], list[str]]:
    """Gives the lines that are not empty, and their keys."""
    lines = [*map(str.strip, text.split("\n"))]
    own = [line if key is None else key for line, key in zip(lines, keys, strict=True) if line]
    return lines if len(own) == len(lines) else [*filter(None, lines)], own


def _without_first(edges: Edges) -> None:
    """Takes calls to subscribe, and a title in brackets, out of the lines before the last."""
    for at in range(len(edges.lines) - 2, -1, -1):
        line = edges.lines[at]
        if len(line) > _MAX_CALL_CHARS:
            continue
        if at == 0 and (name := title(line)):
            edges.signatures[_TITLE] = name
        elif not (calls_first(line) and promo.is_bare_call(line)):
            continue
        del edges.lines[at], edges.keys[at]


def _without_last(edges: Edges) -> None:
    """Takes a call in a sentence of its own off the last line."""
    if edges.lines and (end := _call_at(last := edges.lines[-1])) > 0:
        edges.lines[-1] = edges.keys[-1] = last[:end].rstrip()


def _call_at(line: str) -> int:
    """Gives where the call to subscribe or to read on begins that a line ends in behind a sentence, 0 if there is none.

    >>> [_call_at(f"It was long. {end}") for end in ("Read more", "Subscribe to us!", "Read it in winter.")]
    [13, 13, 0]
    """
    for found in _SENTENCE_END.finditer(line, max(0, len(line) - _MAX_CALL_CHARS)):
        at, rest = found.end(), line[found.end() :]
        if (reads_first(rest) and promo.is_read_on(rest)) or (calls_first(rest) and promo.is_sentence(rest)):
            return at
    return 0


def _without_cut(edges: Edges) -> None:
    """Sees whether the last line is cut off, and takes a pointer to the full text off it: behind an ellipsis, alone."""
    last = edges.lines[-1]
    *_, found = _CUT.finditer(last)
    rest = last[found.end() :]
    if not _WORD.search(rest):
        edges.cut = bool(_WORD.search(last[: found.start()])) and not rest.startswith(">")  # <...>: words left out
    elif len(rest) <= _MAX_CALL_CHARS and promo.is_read_on(rest) and _WORD.search(last[: found.start()]):
        edges.cut = True
        edges.lines[-1] = edges.keys[-1] = last[: found.start()].rstrip()


def _is_signature(line: str, before: str, edges: Edges) -> bool:
    """Says whether one of the last lines is a call to subscribe or to read on, or behind a line `before` a byline."""
    if not line or len(line) > _MAX_CALL_CHARS:
        return False
    if before and (name := _byline(line, before)):
        edges.signatures[_BYLINE] = name
        return True
    if _FIGURE.search(line):
        return promo.is_credit(line)
    if promo.is_bare_call(line) or promo.is_read_on(line) or promo.is_credit(line):
        return True
    found = plain_words(line)
    if not found or len(found) > _MAX_READ_ON_WORDS:
        return False
    if reads := hear(line).reads:
        edges.signatures[_READ_ON] = fold(line)
    return reads


def _byline(line: str, before: str) -> str:
    """Gives the name that a last line consists of, behind a dash, "" if it is none: the last item of a list is none."""
    if line[0] not in _DASHES or before[0] in _BULLETS or before[-1] == ":":
        return ""
    found = plain_words(line)
    few = 0 < _length(found) <= _MAX_SIGNATURE_WORDS
    return " ".join(found) if few and not any(word[-1].isdecimal() for word in found) else ""


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


def _without_links(whole: str, edges: Edges, spare: list[str], at_edge: bool) -> str:
    """The line without addresses, or "" if nothing but a signature or a call to subscribe is left of it."""
    line = Line(whole)
    if promo.is_call(line.rest) or promo.is_credit(line.rest):
        spare.append(line.rest)
        return ""
    found = plain_words(line.rest)
    if not found or (at_edge and _length(found) <= _MAX_SIGNATURE_WORDS and not any(w[-1].isdecimal() for w in found)):
        if found and line.is_labelled:
            edges.contacts.add(line.contact)
        elif found:
            edges.signatures[line.address] = " ".join(found)
        elif edges.lines and line.is_pointed_at_by(edges.lines[-1]):
            edges.contacts.add(line.contact)
        spare.append(line.rest)
        return ""
    if all(word.isdecimal() for word in found):  # an item of a list
        edges.contacts.add(line.contact)
    elif len(found) > _MAX_SIGNATURE_WORDS and (contact := line.object()):
        edges.contacts.add(contact)
    return line.content()


def _length(words: list[str]) -> float:
    """Gives how many words these are where a character of a script without word spaces is half a word."""
    return sum(0.5 if is_single(word) else 1.0 for word in words)
