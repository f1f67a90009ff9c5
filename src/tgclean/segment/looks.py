"""What the lines of a window look like: asked for in each pass over the gaps, found once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from tgclean.segment.layout import Window
from tgclean.telegram import is_footer, marker_of

_EDGE_BYTES = 48  # of each end of a line that are looked at
_PREFIX_CHARS = 7
_MAX_LINE_BYTES = 160  # longer lines do not recur by custom
_BACK_LINES = 3  # that are asked for their script
_SIZES = (20, 60, 120)  # characters: where the classes of lines begin; extractors drop most posts below 60
SIZES, LONG_SIZE = len(_SIZES) + 1, 2
"""How many classes there are, and the first of lines that are long."""
_CHAR_BYTES = 4  # of the longest character
_MARKS = frozenset(bytes((code,)) for code in b".!?:;,)]\"'%")  # that lines often end in

_HEAD_BYTES = 24
_FIRST_EMOJI = "\U0001f000"
_FIRST_LONG, _FIRST_LONGER = 0xE2, 0xF0  # first bytes of characters from U+2000 on, and from U+10000 on
_EMOJI_BYTES = 6, 4  # of such a character with a selector behind it, and of one that needs none
_WHITE = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_UNSURE = frozenset(char.encode()[:3] for char in (*_WHITE, "\U0001f1e6"))  # and what flags begin with
_EMOJI = frozenset("⌚⌛⏩⏪⏫⏬⏰⏳☔☕♿⚓⚡⚪⚫⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕")
# First bytes of lines that may begin with an emoji: white space, a keycap's digit, what stands from U+1000 to U+3FFF
# and from U+10000 on.
_SUSPECTS = re.compile(rb"[\x09-\x0d\x1c-\x20\xc2\xe1-\xe3\xf0-\xf4\d]")

SORTS = PLAIN, MARKED, CODE = range(3)
_MAX_CODE = 200  # bytes
# What stands in code, and seldom in prose: brackets, signs of programs, a path, an option, a name with a number.
_CODE = re.compile(
    rb"[=_{}\\^~;]|[a-z]\(|->|::|(?:^|\s)(?:/\w|--?[A-Za-z]\w*\b|[$>] )|\b[A-Z]{2,}-\d|[a-z]\d|\d\.\d+\.\d"
)
_NO_SIGNS = bytes(set(range(128)) - set(b"=_{}\\^~;(->:/$0123456789"))  # all but those one of which code has
_NO_CODE = re.compile(rb"^[#@]|https?:|t\.me/|www\.|@\w")

NO_LINE = -1
"""The number of what stands before the first line."""
_SCRIPT: Final = 6  # its place in a face
ANY_TURN = -1  # to what is no language of the channel's, or to none that is known

Face = tuple[bytes, str, str, str, int, bool, int]
"""A line, if not too long to recur; its first characters, its marker, the class of its last character, that of its
length, whether it begins with a hashtag, the number of its script."""
Between = tuple[bool, int | None]
"""Whether an empty line stands before a line, and the script that it turns to, 0 if it is as before."""


class Views:
    """What the lines of a window look like, made when it is asked for, once for equal lines.

    `sorts` holds the sort of each line: PLAIN, MARKED (it begins with an emoji) or CODE; `footers` says of the
    numbers of lines whether posts end with such.
    """

    def __init__(self, window: Window) -> None:
        self.window = window
        sorts = sorts_of(window.distinct)
        self.sorts = bytearray(map(sorts.__getitem__, window.ids))
        self._faces = _Faces(window.distinct)
        self._sizes: dict[int, int] = {}
        self.footers = _Footers(window.distinct)

    def faces(self, ids: Iterable[int]) -> list[Face]:
        """Gives the faces of lines by their numbers."""
        return list(map(self._faces.__getitem__, ids))

    def size(self, i: int) -> int:
        """Gives the class of line `i` by its length, as `size_of` does."""
        number = self.window.ids[i]
        known = self._sizes.get(number)
        if known is None:
            known = self._sizes[number] = size_of(self.window.lines[i])
        return known

    def around(self, places: Sequence[int]) -> tuple[list[Face], list[Face], list[Between]]:
        """Gives the faces of lines and of the lines before them, and what lies between these."""
        ids, blank = self.window.ids, self.window.after_blank
        own = self.faces([ids[i] for i in places])
        before = self.faces([ids[i - 1] if i else NO_LINE for i in places])
        scripts = [(one[_SCRIPT], two[_SCRIPT]) for one, two in zip(own, before, strict=True)]
        between = [
            (i in blank, (0 if mine == other else self._turn(i, mine)) if mine else None)
            for i, (mine, other) in zip(places, scripts, strict=True)
        ]
        return own, before, between

    def _turn(self, i: int, mine: int) -> int | None:
        """Gives the script that line `i`, which has letters, turns to; 0 if it is as before, None where that is hidden.

        Where each post has two languages, one of them always first, only the turn to that one begins a post.
        Code turns to no language: `ANY_TURN`.
        """
        for number in self.window.ids[max(0, i - _BACK_LINES) : i][::-1]:
            other = self._faces[number][_SCRIPT]
            if other:
                return 0 if mine == other else ANY_TURN if self.sorts[i] == CODE else mine
        return None


class _Footers(dict[int, bool]):
    """Whether lines are of the sort that posts end with, by their numbers, found when it is asked for."""

    def __init__(self, distinct: list[bytes]) -> None:
        super().__init__()
        self._distinct = distinct

    def __missing__(self, number: int) -> bool:
        found = self[number] = is_footer(self._distinct[number])
        return found


class _Faces(dict[int, Face]):
    """The faces of lines by their numbers, made when they are asked for."""

    def __init__(self, distinct: list[bytes]) -> None:
        super().__init__({NO_LINE: face_of(b"")})
        self._distinct = distinct

    def __missing__(self, number: int) -> Face:
        found = self[number] = face_of(self._distinct[number])
        return found


def face_of(line: bytes) -> Face:
    """Gives what a line looks like."""
    head = line[:_EDGE_BYTES].decode("utf-8", "ignore")
    first = head[:1]
    if first.isalpha():  # as most lines begin
        tag = False
        marker, script = _letter(first)
    else:
        tag = first == "#"
        script = 0 if tag or first == "@" else _script_of(head)
        head = head.lstrip()
        marker = marker_of(head) or _class_of(head[:1])
    size = len(line)
    return (
        line if size <= _MAX_LINE_BYTES else b"",
        head[:_PREFIX_CHARS],
        marker,
        _end_of(line[-_CHAR_BYTES:]) or _far_end_of(line),
        size.bit_length(),
        tag,
        script,
    )


def _script_of(head: str) -> int:
    """Gives a number for the script of the first letter, 0 if there is none."""
    for char in head:
        if char.isalpha():
            return _letter(char)[1]
    return 0


@lru_cache(1024)
def _letter(letter: str) -> tuple[str, int]:
    """Gives the class of a letter, and the number of its script."""
    return _class_of(letter), _script(ord(letter))


def _script(code: int) -> int:
    """Gives a number for the script of a letter by its code: Latin 1, Cyrillic 2, Han and kana 3, else its block."""
    if code < 0x0250 or 0x1E00 <= code < 0x1F00:
        return 1
    if 0x0400 <= code < 0x0530:
        return 2
    if 0x3040 <= code < 0xA000:
        return 3
    return 0x600 if 0x0600 <= code < 0x0780 else code >> 7 << 7


def end_of(line: bytes) -> str:
    """Gives the class of the last character that is no white space."""
    return _end_of(line[-_CHAR_BYTES:]) or _far_end_of(line)


@lru_cache(1 << 14)  # lines end in few ways
def _end_of(tail: bytes) -> str:
    """Gives the class of the last character of a line's last bytes, "" if they do not say."""
    text = tail.decode("utf-8", "ignore")
    return "" if not text or text[-1].isspace() else _class_of(text[-1])


def _far_end_of(line: bytes) -> str:
    return _class_of(line[-_EDGE_BYTES:].decode("utf-8", "ignore").rstrip()[-1:])


def _class_of(char: str) -> str:
    if char.isalpha():
        return "a" if char.islower() else "A"
    return "0" if char.isdigit() else char


def size_of(line: bytes) -> int:
    """Gives the class of a line by its length: the longer it is, the more likely it is a post by itself.

    >>> size_of(b"Good morning!"), size_of(b"m" * 60), size_of("早".encode() * 60)
    (0, 2, 2)
    """
    size = len(line)
    if size < _SIZES[0] or line.isascii() or size >= _SIZES[-1] * _CHAR_BYTES:
        return bisect_right(_SIZES, size)
    return bisect_right(_SIZES, len(line.decode("utf-8", "replace")))


def sorts_of(lines: list[bytes]) -> bytearray:
    """Gives the sort of each line; no line is empty.

    >>> [sort == CODE for sort in sorts_of([b"rm -rf /tmp/1", b"CVE-2024-17", b"One, two - and three."])]
    [True, True, False]
    """
    sorts = bytearray(len(lines))
    for found in _SUSPECTS.finditer(bytes([line[0] for line in lines])):
        i = found.start()
        sorts[i] = is_marked(lines[i])
    for i in [i for i, line in enumerate(lines) if len(line) <= _MAX_CODE and line.isascii()]:
        if _has_code(lines[i]):
            sorts[i] = CODE
    return sorts


def _has_code(line: bytes) -> bool:
    # To leave out what is in no code takes a fiftieth of the time of a search, and of most lines leaves nothing.
    return bool(line.translate(None, _NO_SIGNS) and _CODE.search(line) and not _NO_CODE.search(line))


def is_marked(line: bytes) -> bool:
    """Says whether a line begins with an emoji; a bullet is none.

    >>> is_marked("🔹 one".encode()), is_marked("☝️ two".encode()), is_marked("• three".encode())
    (True, True, False)
    """
    if line[:1].isalnum():
        return len(line) > 1 and line[1:7].find("\u20e3".encode()) >= 0
    # White space may stand before an emoji, and a flag is two characters; of others the first one tells, with the
    # selector that may follow.
    long = line[0] < _FIRST_LONG or line[:3] in _UNSURE
    return _has_emoji(line[: _HEAD_BYTES if long else _EMOJI_BYTES[line[0] >= _FIRST_LONGER]])


@lru_cache(1 << 14)
def _has_emoji(begin: bytes) -> bool:
    head = begin.decode("utf-8", "ignore").lstrip()
    if head[:1] < "\u2190" or not marker_of(head):
        return False
    return head[0] >= _FIRST_EMOJI or head[0] in _EMOJI or head[1:2] == "\ufe0f"
