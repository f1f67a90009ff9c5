"""How values read on the page: harmless texts, places, sizes, the runs of a word diff."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from tgclean.model import Span
from tgclean.safe import safe

# A page shows what separates lines and cells; the joiners of Persian, Indic scripts and emoji drive nothing.
_HARMLESS = re.compile("([\n\t\u200c\u200d])")
_MARK = r"\[-|-\]|\{\+|\+\}"
_RUN = re.compile(rf"\[-((?:(?!{_MARK}).)+)-\]|\{{\+((?:(?!{_MARK}).)+)\+\}}", re.DOTALL)
_CUT, _APART = " …", " … "  # what is left out at the end; what two places have in common between them
_NAME_CHARS = 512
_LINK = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)  # an @ before the path would hide the host


class Run(NamedTuple):
    """A passage of a word diff: left out, put in, or neither."""

    kind: Literal["del", "ins", ""]
    text: str


def shown(text: str) -> str:
    """Return a text with every character written out that could drive the page or reorder it; lines stay lines.

    >>> shown("one\\ntwo\\u202e"), shown("می\\u200cخواهم") == "می\\u200cخواهم"
    ('one\\ntwo\\\\u{202e}', True)
    """
    if text.isprintable():
        return text
    return "".join(piece if at % 2 else safe(piece) for at, piece in enumerate(_HARMLESS.split(text)))


def runs(edits: str) -> Sequence[Run]:
    """Return the runs of a word diff; a diff that can be read in two ways is one run, as it stands.

    >>> [tuple(run) for run in runs("[-open-]{+closed+} {+now+}")]
    [('del', 'open'), ('ins', 'closed'), ('', ' … '), ('ins', 'now')]
    >>> [tuple(run) for run in runs("[-a [-b-] c-]")]
    [('', '[-a [-b-] c-]')]
    """
    found, end = [], 0
    for match in _RUN.finditer(edits):
        between = edits[end : match.start()]
        if between not in ("", " "):
            return [Run("", edits)]
        found += [Run("", _APART)] * bool(between)
        found.append(Run("del", match[1]) if match[1] else Run("ins", match[2]))
        end = match.end()
    rest = edits[end:]
    if rest not in ("", _CUT):
        return [Run("", edits)]
    return [*found, Run("", rest)] if rest else found


def shortened(edits: str, most: int) -> str:
    """Return a word diff of at most `most` characters: its first whole runs, and an ellipsis for the others.

    >>> shortened("[-open-]{+closed+} {+now+}", 20)
    '[-open-]{+closed+} …'
    """
    if len(edits) <= most:
        return edits
    ends = [match.end() for match in _RUN.finditer(edits, 0, most)]
    return edits[: ends[-1] if ends else most] + _CUT


def beginning(text: str, most_chars: int = 240, most_lines: int = 4) -> str:
    """Return the beginning of a text, with an ellipsis where more follows."""
    begun = "\n".join(text[: most_chars + 1].split("\n", most_lines)[:most_lines])[:most_chars]
    return begun if begun == text else f"{begun.rstrip()} …"


def short_name(text: str) -> str:
    """Return a name, cut if it is longer than any that Telegram or a file system takes."""
    return text if len(text) <= _NAME_CHARS else text[:_NAME_CHARS] + _CUT


def place(span: Span) -> str:
    """Return where a copy stands, `source:line-line_end`."""
    return f"{span.source}:{span.line}" + (f"-{span.line_end}" if span.line_end > span.line else "")


def linked(url: str) -> str:
    """Return an address that may be a live link, "" for any other.

    >>> linked("https://t.me/news/5"), linked("javascript:alert(1)"), linked("https://t.me@evil.example/")
    ('https://t.me/news/5', '', '')
    """
    return url if _LINK.fullmatch(url) and url.isprintable() else ""


def size(number: int) -> str:
    """Return a number of bytes in the unit that a reader grasps.

    >>> size(999), size(12_345), size(12_345_678)
    ('999 B', '12.3 kB', '12.3 MB')
    """
    amount, units = float(number), iter(("kB", "MB", "GB", "TB"))
    unit = "B"
    while amount >= 999.95 and (larger := next(units, "")):
        amount, unit = amount / 1000, larger
    return f"{amount:.0f} B" if unit == "B" else f"{amount:.1f} {unit}"
