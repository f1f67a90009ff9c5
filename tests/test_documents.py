"""Documents of every shape that Telegram's users have: told by content, read as the same posts."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sys
from datetime import datetime
from html import escape

import pytest

from tgclean import InputError, Options, Tally, dedupe, posts

CHAT = {
    "name": "Harbour Daily",
    "type": "public_channel",
    "id": 1,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-07-28T10:00:00", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2024-07-28T11:00:00", "date_unixtime": "1722164400",
         "from": "Harbour Daily", "text": "The bridge is closed."},
        {"id": 3, "type": "message", "date": "2024-07-28T12:00:00", "forwarded_from": "Council", "author": "Ann",
         "text": ["Read ", {"type": "link", "text": "https://example.org"}, " and ", {"type": "bold", "text": "go"}]},
    ],
}  # fmt: skip
ACCOUNT = {"about": "the export", "personal_information": {}, "chats": {"about": "chats", "list": [CHAT]}}
ROWS = [{"text": "one"}, {"text": "two"}]


def read(data, **options):
    """Return (text, channel, date, id, forward name) of each post, and what the input was taken for."""
    tally = Tally()
    data = data if isinstance(data, bytes) else data.encode()
    found = list(posts(io.BytesIO(data), options=Options(**options), tally=tally))
    return [(p.text, p.channel, p.date, p.message_id, p.forwarded_from) for p in found], tally.inputs["-"]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("before", ["", "\n", "\ufeff"])
@pytest.mark.parametrize("chat", [CHAT, ACCOUNT, {"left_chats": {"list": [CHAT]}, "chats": {"list": []}}])
def test_an_export_of_telegram_desktop(chat, before, indent):
    """One chat or a whole account: the messages with a text, with chat, date, id and forward."""
    found, told = read(before + json.dumps(chat, indent=indent, ensure_ascii=False))
    assert found == [
        ("The bridge is closed.", "Harbour Daily", "2024-07-28T11:00:00Z", "2", ""),
        ("Read https://example.org and go", "Harbour Daily", "2024-07-28T12:00:00", "3", "Council"),
    ]
    assert (told.format, told.posts_read, told.empty_posts) == ("JSON", 3, 1)


def test_what_a_record_has_no_place_for_stays_in_extra():
    """Where links lead stays, how the text looks and what is told elsewhere does not; who signs is the author."""
    entities = [{"type": "plain", "text": "a "}, {"type": "text_link", "text": "b", "href": "https://e.org"}]
    message = {"id": 5, "type": "message", "text": "a b", "text_entities": entities, "reactions": [1], "from": "C"}
    (first, second) = posts(io.BytesIO(json.dumps({"name": "C", "messages": [message, CHAT["messages"][2]]}).encode()))
    assert json.loads(first.extra) == {"type": "message", "text_entities": entities, "reactions": [1]}
    assert (first.author, second.author) == ("", "Ann")


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(ROWS),
        json.dumps(ROWS, indent=2),
        "[\n" + ",\n".join(map(json.dumps, ROWS)) + "\n]\n",
        json.dumps(["one", "two"]),
        json.dumps([["o", {"type": "bold", "text": "ne"}], "two"]),
        "".join(json.dumps(row, indent=2) + "\n" for row in ROWS),
        json.dumps({"posts": ROWS}),
        json.dumps({"channel": "c", "messages": [{"message": "one"}, {"message": "two"}]}),
        json.dumps({"text_messages": {"1": {"message": "one"}, "2": {"message": "two"}}}),
        "".join(json.dumps(row) + "\n" for row in ROWS),
        json.dumps([{"text": "one", "x": "y" * 300_000}, {"text": "two"}]),
    ],
)
def test_json_of_other_makers(data):
    """Arrays of objects and of texts, objects over several lines, objects with a list of messages."""
    for encoding in ("utf-8", "utf-16"):
        assert [text for text, *_ in read(data.encode(encoding))[0]] == ["one", "two"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"_": "Message", "id": 7, "date": "2024-07-28T10:00:00+00:00", "message": "t", "peer_id": {"channel_id": 5},
          "fwd_from": {"_": "MessageFwdHeader", "from_name": "Council"}, "post_author": "Ann"},
         ("t", "", "2024-07-28T10:00:00Z", "7", "Council")),
        ({"_": "Message", "id": 8, "date": "2024-07-28 10:00:00", "caption": "t",
          "chat": {"id": -1, "title": "Harbour"}, "forward_from_chat": {"title": "Council"}},
         ("t", "Harbour", "2024-07-28T10:00:00", "8", "Council")),
        ({"_type": "snscrape.modules.telegram.TelegramPost", "url": "https://t.me/s/h/9", "content": "t",
          "date": "2024-07-28T10:00:00Z"}, ("t", "", "2024-07-28T10:00:00Z", "", "")),
        ({"id": 10, "type": "message", "file": "", "date": 1722150000, "text": "t"},
         ("t", "", "2024-07-28T07:00:00Z", "10", "")),
        ({"id": "h-11", "chat": "h", "body": "t", "timestamp": "2024-07-28 07:00:00", "unix_timestamp": "1722150000.0",
          "author_forwarded_from_name": "Council"}, ("t", "h", "2024-07-28T07:00:00Z", "h-11", "Council")),
        ({"message_id": 12, "message": "", "cleaned_message": "t", "date": "0"}, ("t", "", "", "12", "")),
    ],
)  # fmt: skip
def test_dumps_of_other_tools(row, said):
    """Telethon, Pyrogram, snscrape, tdl, 4CAT: each field by the name that its maker gives it."""
    assert read(json.dumps(row) + "\n")[0] == [said]


def test_options_name_other_fields():
    """And a row without such a field has nothing there."""
    row = {"body_md": "t", "text": "x", "nr": 4, "when": "2024-07-28", "where": "h", "id": 9}
    options = {"text_field": "body_md", "id_field": "nr", "date_field": "when", "channel_field": "where"}
    (found,), _ = read(json.dumps(row) + "\n", **options)
    assert found == ("t", "h", "2024-07-28", "4", "")


def test_rows_without_a_text_at_all_are_an_error():
    """Nobody gets an empty output for a field that is called otherwise; single rows without one are counted."""
    with pytest.raises(InputError, match=r"no row has a text .* the first has id, views; --text-field"):
        read('{"id": 1, "views": 3}\n{"id": 2}\n')
    found, told = read('{"id": 1, "text": "a"}\n{"id": 2, "action": "pin"}\n')
    assert (len(found), told.posts_read, told.empty_posts) == (1, 2, 1)


def test_an_album_is_one_post():
    """By its group, or in exports of Telegram Desktop by the second and the caption on the first."""
    rows = [
        {"id": n, "grouped_id": 5 * (n < 4), "message": "caption" * (n == 2) or "other" * (n == 4)} for n in range(1, 5)
    ]
    found, told = read("".join(json.dumps(row) + "\n" for row in rows))
    assert ([text for text, *_ in found], told.posts_read) == (["caption", "other"], 2)
    photo = {"type": "message", "date": "2024-07-28T11:00:00", "from": "C", "photo": "a.jpg"}
    messages = [{**photo, "id": n, "text": text} for n, text in enumerate(("one", "", "", "two", ""))]
    found, told = read(json.dumps({"name": "C", "messages": messages}))
    assert ([text for text, *_ in found], told.posts_read) == (["one", "two"], 2)


def test_a_poll_is_its_question_and_answers():
    """They stand in no field for a text."""
    poll = {"question": "Open?", "answers": [{"text": "yes", "voters": 1}, {"text": "no"}]}
    assert read(json.dumps({"messages": [{"id": 1, "text": "", "poll": poll}]}))[0][0][0] == "Open?\n- yes\n- no"


TABLE = (
    'id,date,message,views\n11,2024-05-01,"The old bridge is closed.\n\nBuses take the mill road.",120\n12,,Open,9\n'
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table(delimiter, encoding, end):
    """The delimiter is told, marks and line breaks within cells are read; rows have the numbers of spreadsheets."""
    rows = list(csv.reader(io.StringIO(TABLE)))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    data = out.getvalue().encode(encoding)
    tally = Tally()
    first, second = posts(io.BytesIO(data), tally=tally)
    assert (first.text, first.date, first.message_id) == (rows[1][2], "2024-05-01", "11")
    assert (second.text, second.date, second.extra) == ("Open", "", '{"views":"9"}')
    assert [post.copies[0].line for post in (first, second)] == [2, 3]
    assert tally.inputs["-"].format == "CSV"
    if encoding == "utf-8":
        begin, end_byte = first.copies[0].offsets
        assert data[begin:end_byte].decode().startswith("11")


def test_tables_as_people_make_them():
    """Names in capitals or with blanks, columns without a name, rows that are too long or too short."""
    found, told = read("﻿,Message ID, Text ,Date\n0,5,a, b,2024-05-01,x\n1,6,c\n")
    assert [(text, identity) for text, _, _, identity, _ in found] == [("a", "5"), ("c", "6")]
    assert told.warnings["ragged_rows"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "Dear all, a message\nfor you, my friends\n",
        "Text: the bridge, the road\nis closed\n",
        "[Photo]\nThe bridge is closed.\n",
        "[1]\nThe bridge is closed.\n",
        '["Now" it is closed, says the council]\n',
        '["Now"]\nThe bridge is closed.\n',
        '[{"text": "one"} is a row]\n',
        "[\nPhoto\n",
        "[",
        "{",
        "{not json}\n",
        '{"quoted": so it says}\nThe bridge is closed.\n',
        '{"text": "one"} is a row\n',
        "<3 the bridge is open\n",
        "<html> is a tag, and <body> another\n",
        "<b>The bridge</b> is closed\n",
        "<",
    ],
)
def test_text_that_begins_like_a_document_is_text(text):
    """A bracket, a brace, a tag or a comma alone is none."""
    assert "\n".join(post.text for post in posts(io.BytesIO(text.encode()))) == text.strip()


DESKTOP_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>Exported Data</title></head><body onload="CheckLocation();">
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Harbour Daily
    </div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">28 July 2024</div></div>
<div class="message service" id="message1"><div class="body details">Channel created</div></div>
<div class="message default clearfix" id="message2"><div class="body">
  <div class="pull_right date details" title="28.07.2024 14:00:00 UTC+03:00">14:00</div>
  <div class="from_name">
Ann
   </div>
  <div class="text">
The <strong>bridge</strong> is closed.<br><br>Read <a href="https://e.org">this</a>
   </div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
  <div class="pull_right date details" title="28.07.2024 14:01:00">14:01</div>
  <div class="forwarded body"><div class="from_name">
Council <span class="date details" title="27.07.2024 10:00:00"> 27.07.2024 10:00:00</span>
   </div><div class="text">
forwarded &amp; joined<br>二
   </div></div></div></div>
<div class="message default clearfix" id="message4"><div class="body">
  <div class="from_name">Bob</div><div class="reply_to details">In reply to</div>
  <div class="media_wrap clearfix"><div class="media clearfix pull_left media_photo"></div></div>
  <div class="signature details">Eve</div></div></div>
</div></div></div></body></html>
"""


def test_a_page_that_telegram_desktop_exports():
    """Joined messages have the sender above, forwards their name without its date; days are no messages."""
    pytest.importorskip("selectolax")
    found, told = read(DESKTOP_PAGE)
    assert found == [
        ("The bridge is closed.\n\nRead this", "Harbour Daily", "2024-07-28T11:00:00Z", "2", ""),
        ("forwarded & joined\n二", "Harbour Daily", "2024-07-28T14:01:00", "3", "Council"),
    ]
    assert (told.format, told.posts_read, told.empty_posts) == ("HTML of Telegram Desktop", 4, 2)
    assert [post.author for post in posts(io.BytesIO(DESKTOP_PAGE.encode()))] == ["Ann", "Ann"]


def test_pages_of_other_kinds_are_refused_with_what_helps():
    """One line each; a landing page says where the posts are."""
    page = "<!DOCTYPE html>\n<html>\n <head>\n  <title>x</title>\n </head>\n <body>{}</body></html>\n"
    for body, what in (("<p>text</p>", "inscript FILE"), ('<div class="tgme_page">x</div>', "t.me/s/NAME")):
        with pytest.raises(InputError, match=what):
            read(page.format(body))
    assert read(page.format("<p>a</p>"), input_format="text")[0]


def wrapped(n, text, forward, date):
    """Return a post of a t.me page."""
    head = (
        '<div class="tgme_widget_message_forwarded_from">Forwarded from '
        f'<a class="tgme_widget_message_forwarded_from_name" href="#">{escape(forward)}</a></div>'
    )
    return (
        f'<div class="tgme_widget_message" data-post="harbour/{n}"><div class="tgme_widget_message_author">'
        f'<a class="tgme_widget_message_owner_name"><span>Harbour Daily</span></a></div>{head * bool(forward)}'
        '<a class="tgme_widget_message_reply"><div class="tgme_widget_message_text">quoted</div></a>'
        f'<div class="tgme_widget_message_text js-message_text">{escape(text).replace(chr(10), "<br/>")}</div>'
        '<a class="tgme_widget_message_link_preview"><div class="link_preview_title">T</div></a>'
        '<div class="media_not_supported_cont"><div class="tgme_widget_message_text">Please open Telegram</div></div>'
        f'<div class="tgme_widget_message_footer"><time datetime="{date}">12:00</time></div></div>'
    )


def shapes(made):
    """Yield the same posts (text, channel, date, id, forward) in every shape that is read."""
    import pyarrow as pa
    import pyarrow.ipc
    import pyarrow.parquet

    names = ("text", "channel", "date", "message_id", "forwarded_from")
    rows = [dict(zip(names, post, strict=True)) for post in made]
    yield "jsonl", "".join(json.dumps(row) + "\n" for row in rows).encode()
    yield "array", json.dumps(rows, ensure_ascii=False).encode("utf-16")
    desktop = [
        {"id": int(row["message_id"]), "type": "message", "date": row["date"][:-1], "from": row["channel"],
         "date_unixtime": str(int(datetime.fromisoformat(row["date"]).timestamp())),
         "text": [{"type": "bold", "text": row["text"][:5]}, row["text"][5:]],
         **({"forwarded_from": row["forwarded_from"]} if row["forwarded_from"] else {})}
        for row in rows
    ]  # fmt: skip
    yield "desktop-json", json.dumps({"name": made[0][1], "type": "public_channel", "messages": desktop}).encode()
    out = io.StringIO()
    table = csv.DictWriter(out, names, delimiter=";")
    table.writeheader()
    table.writerows(rows)
    yield "csv", out.getvalue().encode("utf-8-sig")
    columns = pa.Table.from_pylist(rows)
    sink = pa.BufferOutputStream()
    pa.parquet.write_table(columns, sink)
    yield "parquet", sink.getvalue().to_pybytes()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, columns.schema) as writer:
        writer.write_table(columns)
    yield "arrow", sink.getvalue().to_pybytes()
    body = "".join(wrapped(row["message_id"], row["text"], row["forwarded_from"], row["date"]) for row in rows)
    yield "web-html", f"<!DOCTYPE html>\n<html><head></head><body>{body}</body></html>".encode()
    messages = []
    for row in rows:
        when = row["date"]
        title = f"{when[8:10]}.{when[5:7]}.{when[:4]} {when[11:19]} UTC+00:00"
        text = f'<div class="text">\n{escape(row["text"]).replace(chr(10), "<br>")}\n  </div>'
        forward = row["forwarded_from"]
        if forward:
            named = f'<div class="from_name">\n{escape(forward)} <span class="date details"> x</span></div>'
            text = f'<div class="forwarded body">{named}{text}</div>'
        messages.append(
            f'<div class="message default clearfix" id="message{row["message_id"]}"><div class="body">'
            f'<div class="pull_right date details" title="{title}">x</div>'
            f'<div class="from_name">\n{row["channel"]}\n</div>{text}</div></div>'
        )
    yield (
        "desktop-html",
        DESKTOP_PAGE[: DESKTOP_PAGE.index('<div class="message')].encode() + "".join(messages).encode(),
    )


def test_the_same_posts_in_every_shape():
    """Texts in many scripts, of many lines, with what HTML, CSV and JSON must escape."""
    pytest.importorskip("selectolax")
    made = [
        (f'Bridge {n} <b>&amp; "road", мост № {n};\n\nدو خط {n}\n🔹 第三 {n}\t|x', "Harbour Daily",
         f"2024-07-{n % 28 + 1:02}T10:{n % 60:02}:00Z", str(n + 1), "Council, «North»" * (n % 3 == 0))
        for n in range(200)
    ]  # fmt: skip
    for shape, data in shapes(made):
        found, told = read(data)
        assert found == made, shape
        assert told.format
        for cut in (len(data) // 2, len(data) - 3):
            if shape not in ("jsonl", "csv", "web-html", "desktop-html"):
                with pytest.raises(InputError):
                    read(data[:cut])
            else:
                with contextlib.suppress(InputError):
                    read(data[:cut])


def test_an_extra_that_is_missing_is_named(monkeypatch):
    """One line with the command that installs it."""
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for data, extra in ((DESKTOP_PAGE.encode(), "html"), (b"PAR1" + b"\0" * 9000, "parquet")):
        with pytest.raises(InputError, match=rf"pip install 'tgclean\[{extra}\]'"):
            read(data)


@pytest.mark.parametrize(
    "data", [b"PAR1 and more", b"ARROW1", b'[{"text": "a"}, ', b'{"messages": [{"text": "a"}, 3]}']
)
def test_what_is_damaged_is_an_error_in_one_line(data):
    """Never a traceback, never half of it in silence."""
    with pytest.raises(InputError) as caught:
        read(data)
    assert "\n" not in str(caught.value)


def test_a_table_that_ends_within_a_cell_is_damaged():
    """What stands behind an open quotation mark would be one cell."""
    with pytest.raises(InputError, match="ends within a quoted cell"):
        read('id,text\n1,"open and\nmore\n')
    assert read('id,text\n1,"a" b\n')[0][0][0] == "a b"


def test_rows_of_doubled_pages(tmp_path):
    """A warning says so; --rows page undoes it, and the posts have the row's place and fields."""
    body = "The repair of the chains takes two weeks, the office says.\nBuses take the mill road until then."
    row = {"url": "https://t.me/s/harbour", "text": f"The bridge is closed\n{body}\n{body}"}
    data = (json.dumps({"text": "one line"}) + "\n" + json.dumps(row) + "\n").encode()
    assert read(data)[1].warnings["doubled_rows"] == 1
    tally = Tally()
    _, record = dedupe(io.BytesIO(data), options=Options(rows="page"), tally=tally)
    assert (tally.inputs["-"].format, tally.inputs["-"].warnings) == ("JSON Lines", {})
    assert (record.text, record.repeats, record.url) == (f"The bridge is closed\n{body}", 1, row["url"])
    assert {(span.line, span.byte_end) for span in record.spans} == {(2, len(data))}


def test_a_file_may_be_a_post(tmp_path):
    """With --one-post-per-file: whatever blank lines it has."""
    for n, text in enumerate(("First part.\n\nSecond part.\n", "Forwarded from News\nOther\n\n\npost\n\n")):
        (tmp_path / f"{n}.txt").write_text(text)
    found = list(posts(tmp_path, options=Options(one_post_per_file=True)))
    assert [(post.text, post.forwarded_from) for post in found] == [
        ("First part.\n\nSecond part.", ""), ("Other\n\n\npost", "News"),
    ]  # fmt: skip


def test_a_directory_is_walked_in_natural_order(tmp_path):
    """Only the messages of an export, whatever people sent to each other; what is passed over is named."""
    pytest.importorskip("selectolax")
    for name in ("messages.html", "messages2.html", "MESSAGES10.HTML"):
        (tmp_path / name).write_text(DESKTOP_PAGE.replace("bridge", name))
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "sent.txt").write_text("not a post\n")
    (tmp_path / "style.css").write_text("x")
    tally = Tally()
    found = list(posts(tmp_path, tally=tally))
    assert [post.text.split()[1] for post in found[::2]] == ["messages.html", "messages2.html", "MESSAGES10.HTML"]
    (tmp_path / "result.json").write_text(json.dumps(CHAT))
    assert len(list(posts(tmp_path))) == 2


def test_keep_going_does_the_rest(tmp_path, tgclean):
    """What cannot be read is named, the rest is done, and the exit code is 3."""
    (tmp_path / "good.jsonl").write_text('{"text": "one"}\n')
    (tmp_path / "bad.json").write_text('[{"text": "two"}, {"te')
    done = tgclean("dedupe", "good.jsonl", "bad.json", "missing.txt", "--keep-going")
    assert done.returncode == 3
    assert [record["text"] for record in done.records] == ["one", "two"]
    assert "bad.json: the JSON is cut off behind message 1" in done.complaint
    assert "missing.txt: no such file" in done.complaint
    assert "Traceback" not in done.complaint
    assert tgclean("dedupe", "good.jsonl", "bad.json").returncode == 3


def test_of_several_editions_of_a_message_the_newest_is_written():
    """By when they were edited, else by place; what has another date or the same text is no other edition."""
    rows = [
        {"id": 1, "channel": "h", "date": 1722150000, "text": "The bridge is open.", "edit_date": 1722150999},
        {"id": 1, "channel": "h", "date": 1722150000, "text": "The bridge is closed.", "edit_date": 1722150500},
        {"id": 2, "channel": "h", "date": 1722150000, "text": "Rain today."},
        {"id": 2, "channel": "h", "date": 1722150000, "text": "Something else altogether."},
        {"id": 2, "channel": "h", "date": 1722150001, "text": "Another day."},
        {"id": 3, "channel": "h", "date": 1722150000, "text": "Twice."},
        {"id": 3, "channel": "h", "date": 1722150000, "text": "Twice."},
    ]
    tally = Tally()
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    found = [(record.text, record.exact) for record in dedupe(io.BytesIO(data), tally=tally)]
    wanted = [("The bridge is open.", 0), ("Something else altogether.", 0), ("Another day.", 0), ("Twice.", 1)]
    assert (found, tally.total().warnings["older_editions"]) == (wanted, 2)
