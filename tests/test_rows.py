"""JSON Lines: what a row keeps of its own, what its text loses, what its date says."""

from __future__ import annotations

import io
import json

import pytest

import tgclean
from tgclean import Options, dedupe
from tgclean.errors import InputError
from tgclean.model import Tally
from tgclean.readers import chunks, sources
from tgclean.readers.jsonl import rows_of_lines
from tgclean.readers.rows import posts_of as read


def posts_of(*given, text_field="", interface="drop"):
    data = "".join(json.dumps(row) + "\n" for row in given).encode()
    (source,) = sources([io.BytesIO(data)])
    rows = rows_of_lines(chunks(source, Tally()), "in.jsonl", Tally())
    return list(read(rows, "in.jsonl", Options(text_field=text_field, interface=interface), Tally()))


def post_of(row, **settings):
    (post,) = posts_of(row, **settings)
    return post


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Forwarded from News\nbody", "News", "body"),
        ("Forwarded from\nNews\nbody", "News", "body"),
        ("Пересланное сообщение\nОт: А\nтело", "От: А", "тело"),
        ("VIEW IN TELEGRAM\nForwarded from News\n\nbody\n\nmore", "News", "body\n\nmore"),
        ("Forwarded message\nonly line", "", "only line"),
        ("body\nForwarded from News", "", "body\nForwarded from News"),
        ("\n\nbody \n\n \n", "", "body "),
        ("one\r\ntwo\r\n", "", "one\ntwo"),
        ("Forwarded from News", "", "Forwarded from News"),
        ("", "", ""),
    ],
)
def test_what_opens_a_text_is_taken_off(text, name, left):
    """The header, the line that names its channel, interface lines before the body, and empty ends."""
    post = post_of({"text": text})
    assert (post.forwarded_from, post.text) == (name, left)


def test_interface_lines_stay_when_asked_for():
    """With --interface keep they are text; the forward header never is."""
    post = post_of({"text": "VIEW IN TELEGRAM\nForwarded from News\nbody"}, interface="keep")
    assert (post.forwarded_from, post.text) == ("News", "VIEW IN TELEGRAM\nbody")


def test_a_foreign_row_keeps_its_fields():
    """`title`, `source` or `count` of somebody else's row are not ours; they go to `extra` as they are."""
    row = {"text": "t", "title": "T", "source": "s", "count": 7, "n": 5, "nested": {"a": [1, None]}}
    assert json.loads(post_of(row).extra) == {key: value for key, value in row.items() if key != "text"}


def test_known_fields_keep_their_meaning():
    """They are strings in the record, whatever they were; null is nothing."""
    row = {"text": "t", "channel": "c", "author": None, "url": "u", "message_id": 12, "forwarded_from": {"n": 1}}
    post = post_of(row)
    assert (post.channel, post.author, post.url, post.message_id) == ("c", "", "u", "12")
    assert (post.forwarded_from, post.extra) == ("", '{"forwarded_from":{"n":1}}')


def test_another_text_field():
    """--text-field names it; a field called `text` is then one like any other."""
    post = post_of({"body": "the body", "text": 3}, text_field="body")
    assert (post.text, post.extra) == ("the body", '{"text":3}')


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2024-07-28T10:00:00+03:00", "2024-07-28T07:00:00Z"),
        ("2024-07-28T10:00:00Z", "2024-07-28T10:00:00Z"),
        ("2024-07-28T10:00:00", "2024-07-28T10:00:00"),
        ("2024-07-28 10:00", "2024-07-28T10:00:00"),
        ("2024-07-28", "2024-07-28"),
        (1722150000, "2024-07-28T07:00:00Z"),
        (1722150000.0, "2024-07-28T07:00:00Z"),
        (None, ""),
        ("", ""),
    ],
)
def test_dates(given, date):
    """UTC with Z where the row has a zone or unix time, else as local as it is; a day gets no hour."""
    assert post_of({"text": "t", "date": given}).date == date


def test_records_read_again_are_the_same_records():
    """The output of a run is an input like any other: texts, fields and `extra` stay, counts are made anew."""
    data = b'{"text": "A post", "views": 3, "channel": "c", "date": "2024-07-28T10:00:00Z"}\n{"text": "Another"}\n'
    once = list(dedupe(io.BytesIO(data)))
    from tgclean.writers import encode

    twice = list(dedupe(io.BytesIO(b"".join(map(encode, once))), options=Options(keep="first")))
    for field in ("id", "text", "channel", "date", "extra", "count"):
        assert [getattr(record, field) for record in twice] == [getattr(record, field) for record in once]


def test_half_a_character_is_replaced_and_counted():
    """A row whose string was cut inside an emoji is read; the half is U+FFFD and a warning, never an error."""
    tally = tgclean.Tally()
    data = b'{"text": "cut \\ud83d", "n": "\\udccd"}\n{"text": "whole \\ud83d\\udccd"}\n'
    first, second = tgclean.posts(io.BytesIO(data), tally=tally)
    assert (first.text, first.extra, second.text) == ("cut \ufffd", '{"n":"\ufffd"}', "whole 📍")
    assert tally.total().warnings["lone_surrogate"] == 1


def test_a_date_that_cannot_be_read_stays_in_extra():
    """`date` is ISO 8601 or "", and nothing of the row is lost."""
    (post,) = tgclean.posts(io.BytesIO(b'{"text": "a", "date": "yesterday"}\n'))
    assert (post.date, post.extra) == ("", '{"date":"yesterday"}')


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_has_not_are_kept_as_strings(number):
    """Python and JavaScript write them; they stay in `extra`, and are no cause to refuse the input or to warn."""
    tally = tgclean.Tally()
    data = f'{{"text":"hello","n":{number},"deep":[{number},1.5]}}\n'.encode()
    (post,) = tgclean.posts(io.BytesIO(data), tally=tally)
    assert (post.text, json.loads(post.extra)) == ("hello", {"n": number, "deep": [number, 1.5]})
    assert not tally.total().warnings


def test_a_row_that_is_nested_too_deep_is_an_error_with_its_line():
    """First or later, nobody's stack overflows and the row is not taken for text."""
    deep = b'{"text":"a","n":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    with pytest.raises(InputError, match=r"^-:1: .*nested too deep"):
        list(tgclean.posts(io.BytesIO(deep)))
    with pytest.raises(InputError, match=r"^-:2: .*nested too deep"):
        list(tgclean.posts(io.BytesIO(b'{"text":"a"}\n' + deep)))


@pytest.mark.parametrize("depth", range(100, 1100, 20))
def test_a_row_nested_to_any_depth_is_read_or_refused(depth):
    """What can just be decoded may be too deep to be written again."""
    data = b'{"text":"a","n":' + b"[" * depth + b"]" * depth + b"}\n"
    try:
        (extra,) = (post.extra for post in tgclean.posts(io.BytesIO(data)))
    except InputError as error:
        extra = error.what
    assert extra == '{"n":' + "[" * depth + "]" * depth + "}" or "nested too deep" in extra


@pytest.mark.parametrize(
    ("value", "kind"),
    [("[1]", "a list"), ('{"a":1}', "an object"), ("true", "a boolean"), ("3", "a number")],
)  # fmt: skip
def test_a_text_that_is_none_is_named_by_its_type(value, kind):
    """The field is there, so the complaint is of what stands in it."""
    with pytest.raises(InputError, match=rf"^-:1: .*'text'.* is {kind}\b"):
        list(tgclean.posts(io.BytesIO(b'{"text": %b}\n' % value.encode())))


def test_a_text_that_is_null_is_an_empty_one():
    """A row of media alone makes no record, is counted, and keeps nobody from reading the others."""
    tally = tgclean.Tally()
    data = b'{"text": null, "photo": "a.jpg"}\n{"text": "The bridge is closed."}\n{"text": ""}\n'
    (record,) = dedupe(io.BytesIO(data), tally=tally)
    assert (record.text, tally.total().posts_read, tally.total().empty_posts) == ("The bridge is closed.", 3, 2)


def test_a_text_field_of_flat_text_is_warned_of_once(tmp_path):
    """An option that says nothing of an input is not passed over in silence; of rows it says something."""
    (tmp_path / "flat.txt").write_bytes(b"Title\nThe bridge is closed.\nThe bridge is closed.\n" * 50)
    (tmp_path / "rows.txt").write_bytes(b'{"body": "The bridge is closed."}\n' * 50)
    tally = tgclean.Tally()
    list(dedupe(tmp_path, options=Options(text_field="body"), tally=tally))
    warned = {name.rpartition("/")[2]: own.warnings["text_field"] for name, own in tally.inputs.items()}
    assert warned == {"flat.txt": 1, "rows.txt": 0}
