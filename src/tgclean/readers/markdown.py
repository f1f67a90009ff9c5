"""Markdown as html2text writes it, back into the lines that the channel's reader sees.

It wraps lines at 78 columns, ends a line of the post in two spaces, and marks what is bold, italic, struck
out, code or a link.  Lost is what it does not mark: whether a space stood behind a marked word, how many
stood where a line was wrapped, and stars and underscores of the author's own that stand in pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tgclean.patterns import pattern

_CJK = r"[\p{Han}\p{Hiragana}\p{Katakana}]"
_IMAGE = pattern(r"!\[[^\[\]\n]{0,300}+\]\([^()\s]{0,2000}+\)")
_LINK = pattern(
    r"\[(?P<text>(?:[^\[\]\\]|\\.)*+)\]\((?:<[^<>\n]{0,2000}+>|(?:[^()\s\\]|\\.|\([^()\s]{0,500}+\)){0,2000}+)\)"
)
_AUTOLINK = pattern(r"<(https?://[^<>\s]{1,2000}+)>")
_TOKEN = pattern(
    r"(?m:^[*_~ ]++$)|\\(?P<escaped>[\\`*_{}()\[\]#+.!>-])|(?P<code>`[^`\n]++`)"
    r"|(?P<mark>\*\*|~~|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))"
)
# A blank that html2text itself put beside a mark: those scripts write none there.
_PUT_BEHIND = pattern(rf"(?<={_CJK}(?:\*\*|_|~~|`)) (?={_CJK})")
_PUT_BEFORE = pattern(rf"(?<={_CJK}) (?=(?:\*\*|_|~~|`){_CJK})")
_PUT_AROUND_EMOJI = pattern(rf"(?<={_CJK}|[0-9]) ?_\*\*([^\s*]{{1,16}})\*\*_ (?={_CJK})")
_EMOJI = pattern(r"_\*\*([^\s*A-Za-z]{1,16})\*\*_")
_PUT_BEFORE_SIGN = pattern(r"(?<=\S(?:\*\*|_|~~|`)) (?=[,;:'’”»)])")
_SPLIT_EMOJI = pattern(r"(?<!\S)_ (?=\*\*[^\s*]{1,16}\*\*_)")  # behind a line that ends in a star
_ONLY_MARKS = pattern(r"[\s_*~]*")
_LETTER_HYPHEN = pattern(r"\w-$")
_MARKS = "*_~"
_MAX_MARKS = 4
_CODE_INDENT = "    "
_LINE_END = "  "


class Shown(NamedTuple):
    """A line as a reader sees it, and the 0-based number of the line that it begins on."""

    text: str
    at: int


def unwrapped(lines: Sequence[str]) -> list[Shown]:
    """Gives the lines of a message without wrapping, marks and addresses.

    An empty line comes out where the post has one; those that only part blocks are not given.

    >>> [shown.text for shown in unwrapped(["A **bold** word is", "wrapped [here](https://t.me/x).  ", "_Next_"])]
    ['A bold word is wrapped here.', 'Next']
    >>> [shown.text for shown in unwrapped(["snake_case and 2 * 3 * 4"])]
    ['snake_case and 2 * 3 * 4']
    """
    out: list[Shown] = []
    group: list[Shown] = []
    for shown, code in _joined(lines):
        if code:
            out += [*_plain(group), shown]
            group = []
        else:
            group.append(shown)
    return out + _plain(group)


def _joined(lines: Sequence[str]) -> list[tuple[Shown, bool]]:
    """Gives the lines with their wrapping undone, and of each whether it is of a block of code."""
    out: list[tuple[list[str], int, bool]] = []
    open_line = quoted = False  # whether the last line goes on, whether it stands in a quote
    after_blank = True
    for at, line in enumerate(lines):
        if not line.strip(" "):
            if line == _LINE_END and not open_line:
                out.append(([""], at, False))
            open_line = False
            after_blank, quoted = True, False
            continue
        quoted = line.startswith(">") and (quoted or after_blank)
        text = line[1:].removeprefix(" ") if quoted else line
        code = text.startswith(_CODE_INDENT) and not open_line
        if code:
            out.append(([text[len(_CODE_INDENT) :]], at, True))
        elif open_line:
            out[-1][0].append(_glue(out[-1][0][-1], text) + text.strip(" "))
        else:
            out.append(([text.strip(" ")], at, False))
        open_line = not code and not text.endswith(_LINE_END)
        after_blank = False
    return [(Shown("".join(parts), at), code) for parts, at, code in out]


def _glue(before: str, text: str) -> str:
    """Gives what stood where a line was wrapped: nothing behind a hyphen inside a word, else a space."""
    return "" if _LETTER_HYPHEN.search(before[-2:]) and text[:1].isalnum() else " "


def _plain(group: Sequence[Shown]) -> list[Shown]:
    """Gives lines without marks; a mark may open on one line and close on a later one."""
    if not group:
        return []
    text = "\n".join(shown.text for shown in group)
    pictures = ["![" in shown.text for shown in group]
    text = _SPLIT_EMOJI.sub("_", _IMAGE.sub("", text))
    text = _EMOJI.sub(r"\1", _PUT_AROUND_EMOJI.sub(r"\1", text))
    for blank in (_PUT_BEHIND, _PUT_BEFORE, _PUT_BEFORE_SIGN):
        text = blank.sub("", text)
    text = _AUTOLINK.sub(r"\1", _LINK.sub(r"\g<text>", text))
    found = _unmarked(text).split("\n")
    return [
        Shown("" if picture and _ONLY_MARKS.fullmatch(line) else line.strip(" "), shown.at)
        for line, shown, picture in zip(found, group, pictures, strict=True)
    ]


def _unmarked(text: str) -> str:
    """Gives a text without escapes and without the marks that stand in pairs, in one pass.

    A line of nothing but marks is a ruler of the author's.
    """
    gone: list[tuple[int, int]] = []
    waiting: dict[str, list[int]] = {"**": [], "~~": [], "_": []}
    for found in _TOKEN.finditer(text):
        begin, end = found.span()
        if found["escaped"]:
            gone.append((begin, begin + 1))
        elif found["code"]:
            gone += [(begin, begin + 1), (end - 1, end)]
        elif mark := found["mark"]:
            opens, closes = _sides(text, begin, end, word=mark == "_")
            if closes and waiting[mark]:
                start = waiting[mark].pop()
                if start + len(mark) < begin:
                    gone += [(start, start + len(mark)), (begin, end)]
            elif opens:
                waiting[mark].append(begin)
    out: list[str] = []
    last = 0
    for begin, end in sorted(gone):
        out.append(text[last:begin])
        last = end
    out.append(text[last:])
    return "".join(out)


def _sides(text: str, begin: int, end: int, *, word: bool) -> tuple[bool, bool]:
    """Gives whether a mark can open and whether it can close; other marks beside it do not count.

    An underscore inside a `word` of ASCII letters does neither.
    """
    first, last = begin, end
    while first > 0 and begin - first < _MAX_MARKS and text[first - 1] in _MARKS:
        first -= 1
    while last < len(text) and last - end < _MAX_MARKS and text[last] in _MARKS:
        last += 1
    before, after = text[first - 1 : first], text[last : last + 1]
    opens = bool(after) and not after.isspace() and not (word and _in_word(before))
    closes = bool(before) and not before.isspace() and not (word and _in_word(after))
    return opens, closes


def _in_word(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
