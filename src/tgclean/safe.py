"""The door between an input and a person: text without anything that drives a terminal, a log, a page or a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tgclean.patterns import pattern

if TYPE_CHECKING:
    from regex import Match

# Control and format characters, surrogates, tags; a joiner that joins no two emoji; and the bracket of "##[" or
# "##name[", with which a CI runner finds a command anywhere in a line of its log.
_HARMFUL = pattern(
    "(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\ufe0f?)\u200d|\u200d(?!\\p{Extended_Pictographic})"
    "|[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
    r"|(?<=##\w{0,32})\["
)
# What a spreadsheet takes for the beginning of a formula, and what it passes over before that; full-width and small
# signs as well.
_PASSED, _EQUALS, _SIGNS = r'[\s\p{Cc}\p{Cf}"]', r"=\uff1d\ufe66", r"+\-@\uff0b\uff0d\uff20\ufe62\ufe63\ufe6b"
_FORMULA = pattern(rf"{_PASSED}*+[{_EQUALS}{_SIGNS}]")
# Inside a text a line that begins "- item", "@channel" or "+7 495" is what people write: there only what computes
# counts, an equals sign, or a sign before a call or a link to another program.
_INNER = pattern(
    rf"(?<=[;\t\r\n])(?=(?:(?![\t\r\n]){_PASSED})*+(?:[{_EQUALS}]|[{_SIGNS}][^\r\n]*?(?:\w\(|\|[^\r\n]*!)))"
)


def safe(text: str) -> str:
    """Gives the text in one line with every harmful character written out as its code.

    >>> safe("a\\x1b[31mred\\u202e")
    'a\\\\u{1b}[31mred\\\\u{202e}'
    >>> safe("👩\\u200d👩"), safe("[red]plain[/red]")
    ('👩\\u200d👩', '[red]plain[/red]')
    """
    if text.isprintable() and "##" not in text:  # as nearly all of it is
        return text
    return _HARMFUL.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", text)


def safe_json(line: bytes) -> bytes:
    """Gives a line of JSON that means the same and drives no terminal: harmful characters as JSON escapes.

    >>> safe_json('"\\u009b31m"\\n'.encode())
    b'"\\\\u009b31m"\\n'
    """
    text = line.decode("utf-8", "replace").removesuffix("\n")
    return (_HARMFUL.sub(_json_escape, text) + "\n").encode("utf-8")


def safe_cell(text: str) -> str:
    """Gives the text as a cell of a table that no spreadsheet takes for a formula: with an apostrophe before it.

    A spreadsheet that separates cells by semicolons or tabs, as many do by their owner's language, takes our quotes for
    text: it begins a cell behind each of them, and behind each line end.  So an apostrophe stands there, too, before
    what would compute.

    >>> safe_cell("=1+1"), safe_cell(" -2"), safe_cell("a;=1+1"), safe_cell("-"), safe_cell("To do:\\n- buy")
    ("'=1+1", "' -2", "a;'=1+1", '-', 'To do:\\n- buy')
    """
    whole = _FORMULA.match(text)
    begins = text.startswith(("\t", "\r", "\n", "\0")) or (whole and whole.end() < len(text))  # a sign alone is text
    return "'" * bool(begins) + _INNER.sub("'", text)


def safe_json_cell(text: str) -> str:
    """Gives JSON as a cell of a table that means the same, and stays one cell where semicolons separate them.

    >>> safe_json_cell('["a;=1+1"]')
    '["a\\\\u003b=1+1"]'
    """
    return text.replace(";", "\\u003b")


def _json_escape(found: Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
