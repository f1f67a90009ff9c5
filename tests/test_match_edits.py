"""What a copy says otherwise: a word diff that hides no word of the copy."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tgclean
from tests.conftest import within_budget
from tgclean.match import alignment, edits

PIECES = ["a", "b", "c", "dd", "5,1", "雨", "雪", "ไฟ", "🔴", "@x", "…", "«", "Ёж"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


@pytest.mark.parametrize(
    ("kept", "copy", "shown"),
    [
        ("The bridge is open.", "The bridge is closed.", "[-open.-]{+closed.+}"),
        ("The bridge is open", "The bridge is not open", "{+not+}"),
        ("Rain in Perm today", "Rain today", "[-in Perm-]"),
        ("one two three four", "one 2 three 4", "[-two-]{+2+} [-four-]{+4+}"),
        ("Up 5% today", "Up -5% today", "[-5%-]{+-5%+}"),
        ("Rain in Perm", "Rain in Perm\n\nSubscribe @rain", "{+Subscribe @rain+}"),
        ("🟢 Air alert", "🔴 Air alert", "[-🟢-]{+🔴+}"),
        ("今天大桥开放", "今天大桥关闭", "[-开放-]{+关闭+}"),
        ("See https://a.example/X", "See https://a.example/Y", "[-https://a.example/X-]{+https://a.example/Y+}"),
        ("«Rain» in Perm — today", "RAIN in perm, today!", ""),
        ("", "", ""),
    ],
)
def test_the_changed_places_are_shown(kept: str, copy: str, shown: str) -> None:
    """As they are written, without what is equal around them."""
    assert edits(kept, copy) == shown


def test_a_passage_that_only_the_kept_text_has_is_shortened() -> None:
    """It stands in the record's text; one that only the copy has is shown in full."""
    passage = " ".join(f"w{n}" for n in range(100))
    assert edits(f"a {passage} b", "a b") == "[-w0 w1 w2 w3 w4 w5 … w94 w95 w96 w97 w98 w99-]"
    assert edits("a b", f"a {passage} b") == f"{{+{passage}+}}"


@given(TEXTS, TEXTS)
def test_no_word_of_the_copy_is_hidden(kept: str, copy: str) -> None:
    """Each word of the copy stands in the kept text or in what was put in."""
    put_in = " ".join(re.findall(r"\{\+(.*?)\+\}", edits(kept, copy)))
    for word in re.findall(r"\w+", copy.lower()):
        assert word in kept.lower() or word in put_in.lower()
    assert edits(copy, copy) == ""


def test_very_long_texts_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the budget the whole middle is shown as changed."""
    within_budget(monkeypatch, alignment)
    one, two = " ".join(f"a{n}" for n in range(50_000)), " ".join(f"b{n}" for n in range(50_000))
    assert edits(f"x {one} y", f"x {two} y").endswith(f"{{+{two}+}}")
    assert edits(f"{one} z {one}", f"{one} q {one}") == "[-z-]{+q+}"


def test_a_near_copy_shows_what_it_says_otherwise_and_where_it_was_posted() -> None:
    """The span of a near copy has its edits, and every span its channel, author and address."""
    text = "The old bridge in Norland is closed from Monday on, because the rust in the chains is worse than thought. "
    rows = [
        {"text": text * 3, "channel": "a", "url": "u/1", "author": "x"},
        {"text": text.replace("rust", "dirt") + text * 2, "channel": "b", "url": "u/2", "author": "y"},
    ]
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (record,) = tgclean.dedupe(io.BytesIO(data))
    kept, near = record.spans
    assert (kept.edits, near.edits) == ("", "[-rust-]{+dirt+}")
    assert [(span.channel, span.url, span.author) for span in record.spans] == [("a", "u/1", "x"), ("b", "u/2", "y")]
