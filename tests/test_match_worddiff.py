"""What a copy says otherwise: every word that differs is shown as it stands, and no other."""

from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

import tgclean
from tgclean.match.worddiff import MAX_WORDS, word_diff

WORDS = st.lists(st.sampled_from(["one", "two", "three", "open", "closed"]), max_size=12)


@given(WORDS, WORDS)
def test_no_word_is_hidden(ours, theirs):
    """The words of the copy are those of the text with the changes made; equal texts have none."""
    shown = word_diff(" ".join(ours), " ".join(theirs))
    assert (shown == "") == (ours == theirs)
    gone = sorted(ours)
    for word in shown.replace("{+", " ").replace("[-", "\0").replace("-]", " ").replace("+}", " ").split():
        assert word.removeprefix("\0") in {*ours, *theirs}
    assert len(shown.split()) <= len(gone) + len(theirs)


def test_texts_too_long_to_align_hide_nothing():
    """All from the first differing word to the last is one place."""
    words = [str(n) for n in range(MAX_WORDS + 1)]
    assert word_diff(" ".join(words), " ".join([*words[:5], "X", *words[6:-1], "Y"])).startswith("[-5 6 ")
    assert word_diff(" ".join(words), " ".join(words)) == ""


def test_a_near_copy_shows_what_it_says_otherwise_and_where_it_was_posted():
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
