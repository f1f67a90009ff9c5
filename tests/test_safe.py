"""What a screen may show: no character of an input drives it."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tgclean.safe import safe, safe_json

DIRECTIONS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def drives(text):
    """Gives the harmful characters, told by their properties and not by the ranges under test."""
    return [
        character
        for character in text
        if unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs")
        or unicodedata.bidirectional(character) in DIRECTIONS
        or character in "\ufeff\u200b\u200e\u200f\u061c"
    ]


@given(st.text())
def test_nothing_that_drives_a_terminal_is_left(text):
    """One line, no control, no direction, no invisible mark; what is harmless stays as it is."""
    shown = safe(text)
    assert not drives(shown)
    if not drives(text) and text.isprintable():
        assert shown == text


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x200B, 0xFEFF, 0xD800, 0xE0041])
def test_each_harmful_character_is_written_out(code):
    """As its code in braces."""
    assert safe(f"a{chr(code)}b") == f"a\\u{{{code:x}}}b"


@pytest.mark.parametrize(
    "text", ["Привет, «мир»", "👩\u200d👩\u200d👧 👍🏽 🇷🇺 5️⃣", "[red]x[/red] :smile:", "a\u00a0b", "日本語", "שלום"]
)
def test_what_is_harmless_stays(text):
    """Scripts, emoji with their joiners, and markup that nobody reads as such."""
    assert safe(text) == text


def test_a_joiner_outside_an_emoji_is_written_out():
    """It is invisible there."""
    assert safe("pay\u200dpal") == "pay\\u{200d}pal"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_line_of_json_means_the_same(text):
    """Harmful characters become escapes of JSON, those beyond U+FFFF pairs; the line has one end."""
    line = (json.dumps({"text": text}, ensure_ascii=False) + "\n").encode()
    shown = safe_json(line)
    assert json.loads(shown) == {"text": text}
    assert shown.endswith(b"\n")
    assert not drives(shown.decode()[:-1])


def test_safe_json_writes_pairs():
    """A tag character is two escapes, as JSON has it."""
    assert safe_json('"\U000e0041"\n'.encode()) == b'"\\udb40\\udc41"\n'
    assert re.fullmatch(rb'"\\u202e"\n', safe_json('"\u202e"\n'.encode()))
