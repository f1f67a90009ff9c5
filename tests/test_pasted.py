"""Messages copied out of Telegram's clients: each with its author, its date and its own lines."""

from __future__ import annotations

import io

import pytest

import tgclean
from tests.pages.clients import CLIENTS, DATE_STYLES, clipboard

DATED = [client for client in CLIENTS if client != "android"]


@pytest.mark.parametrize("client", DATED)
@pytest.mark.parametrize("style", DATE_STYLES)
@pytest.mark.parametrize("lang", ["ru", "ar", "ja"])
def test_every_message_comes_out_with_author_date_and_text(client, style, lang):
    """Whatever client, date format and language: the messages that were copied are the posts."""
    copied = clipboard(client, style, lang, seed=11, count=30)
    got = list(tgclean.posts(io.BytesIO(copied.flat.encode())))
    assert [(p.author, p.date[:16], p.text, p.forwarded_from) for p in got] == [
        (m.author, m.date.isoformat()[:16], m.text.strip("\n"), m.forwarded_from) for m in copied.gold
    ]


@pytest.mark.parametrize("client", DATED)
def test_spans_point_at_the_header_and_the_last_line(client):
    """A message's span begins at its header and ends at its last line; its runs name the lines of its text."""
    copied = clipboard(client, "de", "en", seed=3, count=20)
    data = copied.flat.encode()
    lines = copied.flat.split("\n")
    for post in tgclean.posts(io.BytesIO(data)):
        (copy,) = post.copies
        own = "\n".join(lines[copy.line - 1 : copy.line_end])
        assert data[copy.offsets[0] : copy.offsets[-1]].decode() == own + "\n"
        assert own.startswith(post.author)
        assert own.endswith(post.text)
        (run,) = copy.runs
        assert lines[run.line - 1 : run.line - 1 + run.size] == post.text.split("\n")


def test_day_and_month_are_read_as_the_file_itself_tells():
    """28/7 is no month: then 5/7 in the same file is the fifth of July; with AM and PM it is May."""
    day_first = "A, [05/07/2024 14:05]\none\n\nA, [28/07/2024 14:06]\ntwo\n"
    month_first = "A, [5/7/24 2:05 PM]\none\n"
    assert [p.date for p in tgclean.posts(io.BytesIO(day_first.encode()))] == [
        "2024-07-05T14:05:00",
        "2024-07-28T14:06:00",
    ]
    assert [p.date for p in tgclean.posts(io.BytesIO(month_first.encode()))] == ["2024-05-07T14:05:00"]


def test_a_line_that_only_looks_like_a_header_begins_no_message():
    """Brackets without a date that exists are text."""
    text = "A, [28.07.2024 14:05]\nsee [1]\nB, [99.99.2024 14:05]\nRoom, [12]\n"
    (post,) = tgclean.posts(io.BytesIO(text.encode()))
    assert post.text == "see [1]\nB, [99.99.2024 14:05]\nRoom, [12]"


def test_a_message_without_text_makes_no_record():
    """A photo alone is counted as an empty post; with `interface="keep"` its line is the text."""
    text = b"A, [28.07.2024 14:05]\n[ Photo ]\n\nB, [28.07.2024 14:06]\nhello\n"
    tally = tgclean.Tally()
    assert [r.text for r in tgclean.dedupe(io.BytesIO(text), tally=tally)] == ["hello"]
    assert tally.total().empty_posts == 1
    kept = tgclean.dedupe(io.BytesIO(text), options=tgclean.Options(interface="keep"))
    assert [r.text for r in kept] == ["[ Photo ]", "hello"]
