"""What the lines of a window look like: asked for in each pass over the gaps, found once."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from tgclean.segment.layout import Window
from tgclean.telegram import marker_of

_EDGE_BYTES = 48  # of each end of a line that are looked at
_PREFIX_CHARS = 7
_MAX_LINE_BYTES = 160  # longer lines do not recur by custom
_BACK_LINES = 3  # that are asked for their script
_SIZES = (20, 60, 120)  # characters: where the classes of lines begin; extractors drop most posts below 60
LONG_SIZE = 2
"""The first class of lines that are long."""
_HAN, _BEHIND_HAN = "\u3040", "\ua000"  # kana and Han say as much in half the characters
_CHAR_BYTES = 4  # of the longest character
_MARKS = frozenset(bytes((code,)) for code in b".!?:;,)]\"'%")  # that lines often end in

_HEAD_BYTES = 24
_FIRST_EMOJI = "\U0001f000"
_EMOJI = frozenset("⌚⌛⏩⏪⏫⏬⏰⏳☔☕♿⚓⚡⚪⚫⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕")
# First bytes of lines that may begin with an emoji: white space, a keycap's digit, what stands from U+1000 to U+3FFF
# and from U+10000 on.
_SUSPECTS = re.compile(rb"[\x09-\x0d\x1c-\x20\xc2\xe1-\xe3\xf0-\xf4\d]")

PLAIN, MARKED, CODE = range(3)
_MAX_CODE = 200  # bytes
# What stands in code, and seldom in prose: brackets, signs of programs, a path, an option, a name with a number.
_CODE = re.compile(
    rb"[=_{}\\^~;]|[a-z]\(|->|::|(?:^|\s)(?:/\w|--?[A-Za-z]\w*\b|[$>] )|\b[A-Z]{2,}-\d|[a-z]\d|\d\.\d+\.\d"
)
_NO_CODE = re.compile(rb"^[#@]|https?:|t\.me/|www\.|@\w")

ANY_TURN = -1  # to what is no language of the channel's, or to none that is known

Looks = tuple[object, ...]


class Views:
    """What the lines of a window look like, made when it is asked for.

    `sorts` holds the sort of each line: PLAIN, MARKED (it begins with an emoji) or CODE.
    """

    def __init__(self, window: Window) -> None:
        self.window = window
        self.sorts = sorts_of(window.lines)
        self._looks: dict[int, Looks] = {}
        self._scripts: dict[int, int] = {}
        self._sizes: dict[int, int] = {}

    def of(self, i: int) -> Looks:
        """Gives what line `i` and the line before it look like, one value a feature."""
        look = self._looks.get(i)
        if look is None:
            look = self._looks[i] = self._look(i)
        return look

    def size(self, i: int) -> int:
        """Gives the class of line `i` by its length, as `size_of` does."""
        known = self._sizes.get(i)
        if known is None:
            known = self._sizes[i] = size_of(self.window.lines[i])
        return known

    def _look(self, i: int) -> Looks:
        line = self.window.lines[i]
        before = self.window.lines[i - 1] if i else b""
        head = line[:_EDGE_BYTES].decode("utf-8", "ignore")
        self._scripts[i] = _script_of(line, head)
        head = head.lstrip()
        return (
            line if len(line) <= _MAX_LINE_BYTES else b"",
            head[:_PREFIX_CHARS],
            marker_of(head) or _class_of(head[:1]),
            end_of(line),
            len(line).bit_length(),
            before if len(before) <= _MAX_LINE_BYTES else b"",
            before[:1] == b"#",
            end_of(before),
            i in self.window.after_blank,
            self._turns(i),
        )

    def _turns(self, i: int) -> int | None:
        """Gives the script that line `i` turns to, 0 if it is as before; None where lines without letters hide it.

        Where each post has two languages, one of them always first, only the turn to that one begins a post.
        Code turns to no language: `ANY_TURN`.
        """
        mine = self._script(i)
        if not mine:
            return None
        for j in range(i - 1, max(-1, i - 1 - _BACK_LINES), -1):
            other = self._script(j)
            if other:
                return 0 if mine == other else ANY_TURN if is_code(self.window.lines[i]) else mine
        return None

    def _script(self, i: int) -> int:
        """Gives a number for the script of a line's first letters, 0 if it has none or is of hashtags."""
        known = self._scripts.get(i)
        if known is None:
            line = self.window.lines[i]
            known = self._scripts[i] = _script_of(line, line[:_EDGE_BYTES].decode("utf-8", "ignore"))
        return known


def _script_of(line: bytes, head: str) -> int:
    """Gives a number for the script of the first letter: Latin 1, Cyrillic 2, Han and kana 3, else its block."""
    if line[:1] in (b"#", b"@"):
        return 0
    for char in head:
        if char.isalpha():
            code = ord(char)
            if code < 0x0250 or 0x1E00 <= code < 0x1F00:
                return 1
            if 0x0400 <= code < 0x0530:
                return 2
            if 0x3040 <= code < 0xA000:
                return 3
            return 0x600 if 0x0600 <= code < 0x0780 else code >> 7 << 7
    return 0


def end_of(line: bytes) -> str:
    """Gives the class of the last character that is no white space; most lines end in one that is ASCII."""
    last = line[-1:]
    if not (last.isascii() and last.isalnum()) and last not in _MARKS:
        text = line[-4:].decode("utf-8", "ignore")
        if not text or text[-1].isspace():
            text = line[-_EDGE_BYTES:].decode("utf-8", "ignore").rstrip()
        return _class_of(text[-1:])
    return _class_of(last.decode())


def _class_of(char: str) -> str:
    if char.isalpha():
        return "a" if char.islower() else "A"
    return "0" if char.isdigit() else char


def size_of(line: bytes) -> int:
    """Gives the class of a line by its length: the longer it is, the more likely it is a post by itself.

    >>> size_of(b"Good morning!"), size_of(b"m" * 60), size_of("早".encode() * 60)
    (0, 2, 3)
    """
    size = len(line)
    if size < _SIZES[0] or line.isascii() or size >= _SIZES[-1] * _CHAR_BYTES:
        return bisect_right(_SIZES, size)
    text = line.decode("utf-8", "replace")
    middle = text[len(text) // 2]
    return bisect_right(_SIZES, len(text) * (2 if _HAN <= middle < _BEHIND_HAN else 1))


def sorts_of(lines: list[bytes]) -> bytearray:
    """Gives the sort of each line; no line is empty."""
    sorts = bytearray(len(lines))
    for found in _SUSPECTS.finditer(bytes([line[0] for line in lines])):
        i = found.start()
        sorts[i] = is_marked(lines[i])
    for i in [i for i, line in enumerate(lines) if len(line) <= _MAX_CODE and line.isascii()]:
        if is_code(lines[i]):
            sorts[i] = CODE
    return sorts


def is_code(line: bytes) -> bool:
    """Says whether a line looks like code.

    >>> is_code(b"rm -rf /tmp/1"), is_code(b"CVE-2024-17"), is_code(b"One, two - and three.")
    (True, True, False)
    """
    return len(line) <= _MAX_CODE and line.isascii() and bool(_CODE.search(line)) and not _NO_CODE.search(line)


def is_marked(line: bytes) -> bool:
    """Says whether a line begins with an emoji; a bullet is none.

    >>> is_marked("🔹 one".encode()), is_marked("☝️ two".encode()), is_marked("• three".encode())
    (True, True, False)
    """
    if line[:1].isalnum():
        return len(line) > 1 and line[1:7].find("\u20e3".encode()) >= 0
    return _has_emoji(line[:_HEAD_BYTES])


@lru_cache(1 << 14)  # markers recur, with the words behind them
def _has_emoji(begin: bytes) -> bool:
    head = begin.decode("utf-8", "ignore").lstrip()
    if head[:1] < "\u2190" or not marker_of(head):
        return False
    return head[0] >= _FIRST_EMOJI or head[0] in _EMOJI or head[1:2] == "\ufe0f"
