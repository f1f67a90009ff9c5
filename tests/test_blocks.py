"""Blocks: they begin at emoji markers and bullets, are the whole text together, and have places of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tgclean.model import Block, Copy, Post, Run
from tgclean.segment.blocks import split, with_blocks


def post(text, copies=None, **fields):
    size = text.count("\n") + 1
    whole = Copy(1, size, list(range(0, 10 * size + 1, 10)), 100.0, (Run(0, 1, size),))
    return with_blocks(Post("in.txt", text, fields.pop("title_lines", 0), copies or (whole,), **fields))


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one", [("", 1, 1)]),
        ("one\ntwo\nthree", [("", 1, 3)]),
        ("🔹 one\n🔹 two", [("🔹", 1, 1), ("🔹", 2, 2)]),
        ("Title\n🔹️ one\nmore\n• two\n- three\n-4 °C", [("", 1, 1), ("🔹", 2, 3), ("•", 4, 4), ("-", 5, 6)]),
        ("Title\n\n🔹 one\n\n", [("", 1, 2), ("🔹", 3, 5)]),
        ("", [("", 1, 1)]),
    ],
)
def test_where_blocks_begin(text, blocks):
    """At the first line and at each line with a marker; other lines belong to the block above."""
    assert [(block.marker, block.line, block.line_end) for block in post(text).blocks] == blocks


LINES = st.lists(
    st.sampled_from(["one", "🔹 two", "• three", "", "🇷🇺🇲🇾 four", "— five", "6️⃣ six", "#seven"]), min_size=1
)


@given(LINES)
def test_blocks_are_the_whole_text(lines):
    """They tile its lines; split, their texts are those of the post without the empty ends."""
    whole = post("\n".join(lines))
    edges = [(block.line, block.line_end) for block in whole.blocks]
    assert [edges[0][0], *(end + 1 for _, end in edges)] == [*(begin for begin, _ in edges), len(lines) + 1]
    texts = [part.text for part in split(whole, "id")]
    assert [line for text in texts for line in text.split("\n") if line] == [line for line in lines if line]
    assert not any(text.startswith("\n") or text.endswith("\n") for text in texts)


def test_a_block_travels_as_a_post():
    """It names its post, has one block of its own, and its share of the title."""
    parts = list(split(post("Title\nmore title\n🔹 one\ntwo", title_lines=2, forwarded_from="N"), "the post"))
    assert [(p.text, p.kind, p.post_id, p.title_lines, p.forwarded_from) for p in parts] == [
        ("Title\nmore title", "block", "the post", 2, "N"),
        ("🔹 one\ntwo", "block", "the post", 0, "N"),
    ]
    assert [part.blocks for part in parts] == [(Block("", 1, 2),), (Block("🔹", 1, 2),)]


def test_a_block_has_its_place_in_each_copy():
    """Lines and bytes of its own; a copy that lacks it is no copy of it."""
    first = Copy(5, 9, [50, 60, 70, 80, 90, 100], 100.0, (Run(0, 6, 4),))  # line 5 is the forward header
    second = Copy(10, 12, [100, 110, 120, 130], 96.0, (Run(1, 10, 1), Run(3, 12, 1)))  # lacks title and line 2 of 🔹
    title, block, last = split(post("Title\n🔹 one\n🔸 two\nmore", (first, second), title_lines=1), "id")
    assert [(c.line, c.line_end, list(c.offsets)) for c in title.copies] == [(6, 6, [60, 70])]
    assert [(c.line, c.line_end, list(c.offsets)) for c in block.copies] == [(7, 7, [70, 80]), (10, 10, [100, 110])]
    assert [(c.line, c.line_end, c.score) for c in last.copies] == [(8, 9, 100.0), (12, 12, 96.0)]


def test_a_row_is_one_place_for_all_its_blocks():
    """A post of JSON Lines stands in one line, and so do its blocks."""
    row = Copy(3, 3, [20, 90], 100.0, ())
    assert [part.copies for part in split(post("Title\n🔹 one", (row,)), "id")] == [(row,), (row,)]
