"""What a person's screen may show: text of an input without anything that drives a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tgclean.patterns import pattern

if TYPE_CHECKING:
    from regex import Match

# Control characters, zero-width and bidirectional ones, surrogates, tags.  A joiner inside an emoji stays.
_HARMFUL = pattern(
    "(?<!\\p{Emoji}\ufe0f?)\u200d"
    "|[\x00-\x1f\x7f-\x9f\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def safe(text: str) -> str:
    """Gives the text in one line with every harmful character written out as its code.

    >>> safe("a\\x1b[31mred\\u202e")
    'a\\\\u{1b}[31mred\\\\u{202e}'
    >>> safe("👩\\u200d👩"), safe("[red]plain[/red]")
    ('👩\\u200d👩', '[red]plain[/red]')
    """
    return _HARMFUL.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", text)


def safe_json(line: bytes) -> bytes:
    """Gives a line of JSON that means the same and drives no terminal: harmful characters as JSON escapes.

    >>> safe_json('"\\u009b31m"\\n'.encode())
    b'"\\\\u009b31m"\\n'
    """
    text = line.decode("utf-8", "replace").removesuffix("\n")
    return (_HARMFUL.sub(_json_escape, text) + "\n").encode("utf-8")


def _json_escape(found: Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
