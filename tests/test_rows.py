"""JSON Lines: what a row keeps of its own, what its text loses, what its date says."""

from __future__ import annotations

import io
import json

import pytest

import tgclean
from tgclean import Options, dedupe
from tgclean.model import Tally
from tgclean.readers import chunks, rows, sources


def posts_of(*given, text_field="text", interface="drop"):
    data = "".join(json.dumps(row) + "\n" for row in given).encode()
    (source,) = sources([io.BytesIO(data)])
    return list(rows(chunks(source, Tally()), "in.jsonl", text_field, interface, Tally()))


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
        ("Forwarded from News", "News", ""),
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
    row = {"text": "t", "title": "T", "source": "s", "count": 7, "id": 5, "nested": {"a": [1, None]}}
    assert json.loads(post_of(row).extra) == {key: value for key, value in row.items() if key != "text"}


def test_known_fields_keep_their_meaning():
    """They are strings in the record, whatever they were; null is nothing."""
    row = {"text": "t", "channel": "c", "author": None, "url": "u", "message_id": 12, "forwarded_from": {"n": 1}}
    post = post_of(row)
    assert (post.channel, post.author, post.url, post.message_id) == ("c", "", "u", "12")
    assert (post.forwarded_from, post.extra) == ('{"n":1}', "")


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
