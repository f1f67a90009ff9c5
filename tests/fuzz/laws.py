"""What holds of posts, records and diffs, whatever the input was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tgclean import Post, Record, Tally
from tgclean.merge import id_of
from tgclean.pipeline import decode, encode

_NO_END = b"\n\\ No newline at end of file\n"
_HUNK = re.compile(rb"@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n")


def check_posts(posts: Iterable[Post]) -> None:
    """Check that the parts of each post fit each other, and that each can be written."""
    for post in posts:
        lines = post.text.split("\n")
        assert all((lines[0].strip(), lines[-1].strip())), f"an empty line at an end: {post.text!r}"
        assert 0 <= post.title_lines <= len(lines)
        assert [*range(1, len(lines) + 1)] == [
            n for block in post.blocks for n in range(block.line, block.line_end + 1)
        ], f"blocks that do not tile {post.text!r}"
        for copy in post.copies:
            assert 0 < copy.line <= copy.line_end
            assert 0 <= copy.score <= 100
            assert all(begin <= end for begin, end in pairwise(copy.offsets))
            for run in copy.runs:
                assert 0 <= run.text_line < run.text_line + run.size <= len(lines)
                assert copy.line <= run.line < run.line + run.size <= copy.line_end + 1
        first, last = post.copies[0], post.copies[-1]
        assert first.line == min(copy.line for copy in post.copies)
        assert last.line_end == max(copy.line_end for copy in post.copies)
        "".join((post.text, post.channel, post.author, post.url, post.forwarded_from, post.extra)).encode()


def check_places(data: bytes, posts: Sequence[Post]) -> None:
    """Check that the spans of a flat text's posts are in order, apart, and at the bytes of their lines."""
    starts = [0, *(found.end() for found in re.finditer(b"\n", data))]
    starts += [len(data)] * (starts[-1] < len(data))
    for post in posts:
        for copy in post.copies:
            assert [*copy.offsets] == starts[copy.line - 1 : copy.line_end + 1]
    for one, two in pairwise(posts):
        assert one.copies[-1].line_end < two.copies[0].line
        assert one.copies[-1].offsets[-1] <= two.copies[0].offsets[0]


def check_records(records: Sequence[Record], posts: int, tally: Tally) -> None:
    """Check that every record is as the schema says, and that so many posts are each a copy of one of them."""
    for record in records:
        line = encode(record)
        assert line.count(b"\n") == 1
        assert encode(decode(line)) == line
        assert record.id == id_of(record.text)
        roles = [span.role for span in record.spans]
        assert (roles[0], roles.count("kept")) == ("kept", 1)
        assert record.count == len(roles) == 1 + record.repeats + record.exact + record.near
        assert (record.repeats, record.exact, record.near) == tuple(map(roles.count, ("repeat", "exact", "near")))
        assert all(span.role == "near" or not span.edits for span in record.spans)
        assert record.title == "" or (record.text + "\n").startswith(record.title + "\n")
        assert record.extra == "" or json.loads(record.extra)
    total = tally.total()
    copies = sum(1 + record.exact + record.near for record in records)
    assert copies == len(records) + total.exact + total.near == posts - total.warnings["older_editions"]


def patched(old: Sequence[bytes], diff: Iterable[bytes]) -> list[bytes]:
    """Return the lines that a unified diff makes of others; the places and counts of its hunks must be right."""
    new: list[bytes] = []
    at, ends = 0, (0, 0)
    for item in [*diff][2:]:
        if found := _HUNK.fullmatch(item):
            assert (at, len(new)) == ends or not at
            old_first, old_count, new_first, new_count = map(int, found.groups())
            begin = old_first - (old_count > 0)  # a side without lines is named by the line before it
            assert at <= begin
            new += old[at:begin]
            assert len(new) == new_first - (new_count > 0)
            at, ends = begin, (begin + old_count, len(new) + new_count)
            continue
        sign, line = item[:1], item[1:].removesuffix(_NO_END)
        if sign in b" -":
            assert old[at] == line
            at += 1
        if sign in b" +":
            new.append(line)
    assert (at, len(new)) == ends
    return [*new, *old[at:]]
