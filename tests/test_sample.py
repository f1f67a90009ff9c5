"""The user's sample, end to end: its 13 posts, through a file and a pipe, once and twice, as posts and as blocks."""

from __future__ import annotations

import shutil

import pytest

from tgclean.telegram import is_interface

FIRST_LINES = [1, 23, 45, 65, 86, 93, 102, 115, 118, 127, 136, 168, 185]
FORWARDED = [1, 23, 45, 136]


@pytest.fixture
def export(sample, tmp_path):
    """The sample under the name that it has in the repository."""
    (tmp_path / "samples").mkdir()
    shutil.copy(sample, tmp_path / "samples" / "export.txt")
    return "samples/export.txt"


def without_source(records):
    for record in records:
        record["source"] = ""
        for span in record["spans"]:
            span["source"] = ""
    return records


def test_the_output_is_the_golden_one(tgclean, export, sample):
    """`tgclean dedupe samples/export.txt` writes samples/export.jsonl, byte for byte."""
    done = tgclean("dedupe", export)
    assert (done.returncode, done.stdout) == (0, sample.with_suffix(".jsonl").read_bytes())


def test_each_post_once_with_its_place(tgclean, sample):
    """13 posts, each of its body's two copies a span, in order; the first begins at the post's first line."""
    records = tgclean("dedupe", sample).records
    assert [record["spans"][0]["line"] for record in records] == FIRST_LINES
    for record, following in zip(records, [*FIRST_LINES[1:], 194], strict=True):
        assert (record["count"], record["repeats"], record["exact"], record["near"]) == (2, 1, 0, 0)
        kept, repeat = record["spans"]
        assert (kept["role"], repeat["role"]) == ("kept", "repeat")
        assert (repeat["line"], repeat["line_end"]) == (kept["line_end"] + 1, following - 1)


def test_forward_headers_are_fields_and_not_text(tgclean, sample):
    """Four posts name the channel they came from; no header is left in a text."""
    records = tgclean("dedupe", sample).records
    forwarded = [record["spans"][0]["line"] for record in records if record["forwarded_from"]]
    assert forwarded == FORWARDED
    assert {record["forwarded_from"] for record in records} == {"", "Russian MFA 🇷🇺"}
    assert not any("Forwarded from" in record["text"] for record in records)


def test_interface_lines_go_and_content_stays(tgclean, sample):
    """No line of the page's own is left; "Read in full" and "<...>" stay in as many posts as have them."""
    records = tgclean("dedupe", sample).records
    assert not [line for record in records for line in record["text"].split("\n") if is_interface(line.encode())]
    lines = sample.read_text(encoding="utf-8").split("\n")
    for words in ("Read in full", "<...>"):
        having = {
            first
            for first, following in zip(FIRST_LINES, [*FIRST_LINES[1:], 194], strict=True)
            if any(words in line for line in lines[first - 1 : following - 1])
        }
        assert having
        assert {record["spans"][0]["line"] for record in records if words in record["text"]} == having


def test_interface_keep_leaves_the_lines_in(tgclean, sample):
    """With --interface keep the page's own lines are text."""
    text = "\n".join(record["text"] for record in tgclean("dedupe", "--interface", "keep", sample).records)
    assert "VIEW IN TELEGRAM" in text


def test_nothing_is_invented(tgclean, sample):
    """Every line of a text is a line of the sample; the title is its beginning, the blocks are all of it."""
    lines = set(sample.read_text(encoding="utf-8").split("\n"))
    for record in tgclean("dedupe", sample).records:
        text = record["text"].split("\n")
        assert set(text) <= lines
        assert record["text"].startswith(record["title"])
        assert record["title"]
        edges = [(block["line"], block["line_end"]) for block in record["blocks"]]
        assert [edges[0][0], *(end + 1 for _, end in edges)] == [*(begin for begin, _ in edges), len(text) + 1]


def test_given_twice_it_is_the_same_posts(tgclean, sample, tmp_path):
    """A second file with the same posts adds copies: count 4, repeats 2, exact 1, and no record."""
    shutil.copy(sample, tmp_path / "again.txt")
    once, twice = tgclean("dedupe", sample).records, tgclean("dedupe", sample, "again.txt").records
    assert [record["text"] for record in twice] == [record["text"] for record in once]
    for record in twice:
        assert (record["count"], record["repeats"], record["exact"], record["near"]) == (4, 2, 1, 0)
        assert [span["role"] for span in record["spans"]] == ["kept", "repeat", "exact", "repeat"]
        assert [span["source"] for span in record["spans"]] == [str(sample)] * 2 + ["again.txt"] * 2


@pytest.mark.parametrize(("scope", "records"), [("run", 13), ("file", 26), ("post", 26)])
def test_scope_says_how_far_merging_goes(tgclean, sample, tmp_path, scope, records):
    """Across everything, within a file, or within a post: the repeats inside a post are undone in each."""
    shutil.copy(sample, tmp_path / "again.txt")
    found = tgclean("dedupe", "--scope", scope, sample, "again.txt").records
    assert len(found) == records
    assert all(record["repeats"] == record["count"] / 2 for record in found)


BETWEEN = b"\nA post of its own\nWhich stands between the two.\nWhich stands between the two.\n"


def test_copies_in_one_file_are_merged_in_every_scope_but_post(tgclean, sample, tmp_path):
    """The same posts again in one file are exact copies within the file."""
    (tmp_path / "two.txt").write_bytes(sample.read_bytes() + BETWEEN + sample.read_bytes())
    for scope in ("run", "file"):
        found = tgclean("dedupe", "--scope", scope, "two.txt").records
        assert [record["exact"] for record in found] == [*[1] * 13, 0]
    assert len(tgclean("dedupe", "--scope", "post", "two.txt").records) == 27


def test_the_sample_twice_over_in_one_file_is_its_13_posts(tgclean, sample, tmp_path):
    """A file appended to itself has the same posts, each with twice as many copies."""
    (tmp_path / "two.txt").write_bytes((sample.read_bytes() + b"\n") * 2)
    assert [record["count"] for record in tgclean("dedupe", "two.txt").records] == [4] * 13


def test_standard_input_is_a_file_like_any_other(tgclean, sample):
    """Piped, the records are the file's but for `source`, with `-` and without."""
    named = without_source(tgclean("dedupe", sample).records)
    for args in (["-"], []):
        records = tgclean("dedupe", *args, stdin=sample.read_bytes()).records
        assert {record["source"] for record in records} == {"-"}
        assert without_source(records) == named


def test_blocks_are_records_of_their_own(tgclean, sample):
    """--unit block: 58 or 59 blocks with their marker, their post, and spans of their own lines."""
    posts = {record["id"]: record for record in tgclean("dedupe", sample).records}
    blocks = tgclean("dedupe", "--unit", "block", "--scope", "post", sample).records
    assert len(blocks) in (58, 59)
    assert {block["kind"] for block in blocks} == {"block"}
    assert {block["post_id"] for block in blocks} == set(posts)
    lines = sample.read_text(encoding="utf-8").split("\n")
    for block in blocks:
        assert block["text"] in posts[block["post_id"]]["text"]
        assert not block["marker"] or block["text"].replace("\ufe0f", "").lstrip().startswith(block["marker"])
        assert block["count"] == len(block["spans"]) == 1 + block["repeats"]
        for span in block["spans"]:
            assert lines[span["line"] - 1 : span["line_end"]] == block["text"].split("\n")
    for identity, post in posts.items():
        assert "\n".join(b["text"] for b in blocks if b["post_id"] == identity) == post["text"]


def test_merged_blocks_are_58_or_59_with_every_copy(tgclean, sample):
    """Blocks are merged across posts too; together they have as many copies as unmerged."""
    alone = tgclean("dedupe", "--unit", "block", "--scope", "post", sample).records
    merged = tgclean("dedupe", "--unit", "block", sample).records
    assert len(merged) in (58, 59)
    assert sum(block["count"] for block in merged) == sum(block["count"] for block in alone)


def test_stream_writes_the_same_posts(tgclean, sample):
    """--stream writes each post when it is new, with the copies known by then."""
    done = tgclean("dedupe", "--stream", sample)
    assert done.returncode == 0
    assert done.records == tgclean("dedupe", "--scope", "post", sample).records
