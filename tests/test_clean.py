"""Cleaning: flags for what a reader cannot see, and the text as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tgclean.clean import clean
from tgclean.model import Copy, Post


def flags_of(text, before=frozenset()):
    post = Post("in.txt", text, 0, (Copy(1, 1, [0, 1], 100.0, ()),), flags=before)
    cleaned = clean(post)
    assert cleaned.text == text
    return cleaned.flags


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("plain\ntext\twith a tab", set()),
        ("a\u00a0no-break space, «quotes», 🇷🇺 and 👩\u200d👩\u200d👧", set()),
        ("text\u2028with another line end", set()),
        ("\u202eevil\u202c", {"bidi"}),
        ("\u2066isolated\u2069", {"bidi"}),
        ("\u200fעברית", {"bidi"}),
        ("a\u200bb", {"zero_width"}),
        ("\ufeffmark", {"zero_width"}),
        ("می\u200cخواهم", {"zero_width"}),
        ("\x1b[31m", {"control"}),
        ("nul\0", {"control"}),
        ("lone\rreturn", {"control"}),
        ("c1 \u009b", {"control"}),
        ("\u202e\u200b\x07", {"bidi", "control", "zero_width"}),
    ],
)
def test_flags(text, flags):
    """Each kind of unseen character has its flag; ordinary spaces, tabs and emoji have none."""
    assert flags_of(text) == flags


def test_flags_from_before_stay():
    """What the segmenter knew is not forgotten."""
    assert flags_of("\0", frozenset(("truncated",))) == {"truncated", "control"}
    assert flags_of("plain", frozenset(("truncated",))) == {"truncated"}


@given(st.text())
def test_the_text_is_not_touched(text):
    """Nothing is taken out, whatever it is."""
    assert flags_of(text) <= {"bidi", "control", "zero_width"}
