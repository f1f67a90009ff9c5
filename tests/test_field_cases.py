"""Small inputs from the field that once went wrong, with what is right; the words are invented.

`cases/field/segment.jsonl`: `input` is the flat text, `posts` what it holds.  An `encoding` says how the input's
characters stand for bytes that are not UTF-8.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import tgclean

TABLE = Path(__file__).parent / "cases" / "field" / "segment.jsonl"
CASES = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


def data_of(case):
    return case["input"].encode(case.get("encoding", "utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_posts_are_right(case):
    """Each post comes out as it is, with the names that stand above it."""
    got = [
        {"text": post.text, "forwarded_from": post.forwarded_from, "channel": post.channel}
        for post in tgclean.posts(io.BytesIO(data_of(case)))
        if post.text
    ]
    assert got == [{"forwarded_from": "", "channel": "", **post} for post in case["posts"]]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_post_is_in_a_record(case):
    """Merging loses none of them: as many posts as stand here are copies of some record."""
    records = list(tgclean.dedupe(io.BytesIO(data_of(case))))
    copies = sum(span.role != "repeat" for record in records for span in record.spans)
    assert copies == len(case["posts"])
