"""Vectors of injection, and models of what reads the output: a terminal, the log of a CI runner, a spreadsheet."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

CASES = Path(__file__).parent / "cases" / "injection"
BODY = "The bridge over the river is closed until Monday because of the storm, the town says in its letter of today"
DIRECTIONS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
SEPARATORS = (",", ";", "\t", ",;\t")
"""Of cells: a spreadsheet takes that of its owner's language, or several at once."""


def vectors(*kinds):
    """Return the texts of the vectors of some kinds: markup, terminal, sheet, page."""
    return [one["text"] for kind in kinds for one in json.loads((CASES / f"{kind}.json").read_text())]


def names(*kinds):
    """Return vectors as names that a file can have; a slash looks like one."""
    texts = [text.replace("/", "\u2215").replace("\0", "")[:60] for text in vectors(*kinds)]
    return [text for text in texts if is_argument(text)]


def toml(text):
    """Return a text as TOML writes it; it takes neither half a character nor a DEL."""
    return json.dumps(text.encode("utf-8", "replace").decode().replace("\x7f", ""), ensure_ascii=False)


def is_argument(text):
    """Return whether the system can hand a text to a program."""
    try:
        return b"\0" not in text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False


def rows(kinds, **more):
    """Return JSON Lines: each vector in every field of two posts that are one but for a word."""
    lines = []
    for number, text in enumerate(vectors(*kinds)):
        for word in ("today", "yesterday"):
            body = f"{text} {BODY} {number} {' '.join(f'word{number}x{n}' for n in range(9))}".replace("today", word)
            named = ("channel", "author", "url", "date", "id", "forwarded_from")
            lines.append(json.dumps({"text": body, **dict.fromkeys(named, text), f"x{text}": text, **more}) + "\n")
    return "".join(lines)


def drives(text):
    """Return the characters that drive a terminal, told by their properties and not by the ranges under test."""
    return [
        found[0]
        for found in re.finditer(r"[^\n]", text)
        if unicodedata.category(found[0]) in ("Cc", "Zl", "Zp", "Cs")
        or unicodedata.bidirectional(found[0]) in DIRECTIONS
        or found[0] in "\ufeff\u200b\u200c\u200e\u200f\u061c\u180e\ufff9\ufffa\ufffb"
        or 0x2060 <= ord(found[0]) <= 0x206F
        or 0x1D173 <= ord(found[0]) <= 0x1D17A
        or 0xE0000 <= ord(found[0]) <= 0xE007F
        or (found[0] == "\u200d" and not is_emoji(text[found.start() - 1 :][:1], text[found.end() :][:1]))
    ]


def is_emoji(*characters):
    """Return whether characters are pictures or what stands behind them."""
    return all(char and (unicodedata.category(char) in ("So", "Sk") or char == "\ufe0f") for char in characters)


def commands(log):
    """Return the workflow commands that a CI runner finds in a log: of lines that begin so, and anywhere in them.

    Source: actions/runner, src/Runner.Common/ActionCommand.cs; `##vso[` and `##teamcity[` of others.
    """
    lines = re.split(r"\r\n|\r|\n", log)
    new = [line.lstrip() for line in lines if re.match(r"::.*?::", line.lstrip())]
    return new + re.findall(r"##\w*\[[^\n]*", log)


def cells(table, separators):
    """Return the cells that a spreadsheet makes of a table: quotes count where a cell begins, wherever that is."""
    found, cell, quoted, at = [], None, False, 0
    while at < len(table):
        char = table[at]
        if quoted and table.startswith('""', at):
            cell, at = cell + '"', at + 1
        elif quoted:
            quoted, cell = char != '"', cell + char * (char != '"')
        elif char == '"' and cell is None:
            quoted, cell = True, ""
        elif char in separators or char in "\r\n":
            found.append(cell or "")
            cell = None
        else:
            cell = (cell or "") + char
        at += 1
    return [*found, cell or ""]


def is_formula(cell, separators=","):
    """Return whether a spreadsheet computes a cell: it passes over what cannot be seen, and knows full-width signs.

    Where others than commas separate, a cell may be a line of a text, which often begins `- item` or `@channel`: there
    it takes an equals sign, or a call or a link to a program behind the other signs.
    """
    seen = "".join(char for char in cell if unicodedata.category(char) not in ("Cc", "Cf") and not char.isspace())
    sign = unicodedata.normalize("NFKC", seen)[:1]
    computes = sign == "=" or separators == "," or re.search(r"\w\(|\|.*!", cell)
    return len(seen) > 1 and sign in ("=", "+", "-", "@") and bool(computes)
