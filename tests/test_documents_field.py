"""Inputs that went wrong in the readers once, each with what is right."""

from __future__ import annotations

import io
import json

import pytest

from tgclean import InputError, Options, Tally, dedupe, posts
from tgclean.clean import clean
from tgclean.model import Post
from tgclean.segment import undoubled


def texts(data, **options):
    """Return the texts of the posts, and the tally of the input."""
    tally = Tally()
    data = data if isinstance(data, bytes) else data.encode()
    found = [post.text for post in posts(io.BytesIO(data), options=Options(**options), tally=tally)]
    return found, tally.inputs["-"]


def records(*rows, **options):
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    return [record.text for record in dedupe(io.BytesIO(data), options=Options(**options))]


def test_posts_of_one_row_are_no_editions_of_each_other():
    """A row of a web corpus has an id and a date, which its posts share."""
    page = "The bridge is closed, the office says.\n-----\nRain expected in the hills.\n-----\nThe mayor resigned."
    assert len(records({"id": "u1", "channel": "c", "date": "2024-05-01T10:00:00", "text": page}, rows="page")) == 3


def test_what_does_not_name_a_message_replaces_none():
    """A day is no time of posting, an id without a chat is anybody's, and chats have ids of their own."""
    day = {"id": 77, "channel": "c", "date": "2024-05-01"}
    assert len(records({**day, "text": "The bridge is closed"}, {**day, "text": "Rain in the hills"})) == 2
    hour = {"id": 1, "date": "2024-05-01T10:00:00"}
    assert len(records({**hour, "text": "The bridge is closed"}, {**hour, "text": "Rain in the hills"})) == 2
    chats = [{**hour, "peer_id": {"channel_id": n}, "message": text} for n, text in ((5, "The bridge"), (6, "Rain"))]
    assert len(records(*chats)) == 2
    message = {"type": "message", **hour}
    listed = [{"id": n, "name": None, "messages": [{**message, "text": f"Text of chat {n}"}]} for n in (1, 2)]
    assert len([*dedupe(io.BytesIO(json.dumps({"chats": {"list": listed}}).encode()))]) == 2


def test_every_copy_of_an_older_edition_is_replaced():
    """Two dumps overlap, and then the message is edited."""
    row = {"id": 1, "channel": "c", "date": "2024-05-01T10:00:00"}
    assert records({**row, "text": "A is open"}, {**row, "text": "A is open"}, {**row, "text": "B"}) == ["B"]


@pytest.mark.parametrize("nothing", ["NaN", "0", '"nan"', "null", '""'])
def test_nothing_is_no_album(nothing):
    """As data tools write it; and NaN is neither a text nor a name."""
    rows = [f'{{"id": {n}, "text": "post {n}", "grouped_id": {nothing}, "forwarded_from": NaN}}\n' for n in range(3)]
    found = [*posts(io.BytesIO("".join([*rows, '{"id": 9, "text": NaN}\n']).encode()))]
    assert [(post.text, post.forwarded_from) for post in found] == [(f"post {n}", "") for n in range(3)]


@pytest.mark.parametrize("size", [7, 64, 1 << 20])
def test_half_a_character_in_a_document(monkeypatch, size):
    """It becomes U+FFFD, wherever a block of the input ends; whole ones and escaped backslashes stay."""
    monkeypatch.setattr("tgclean.readers.text.BLOCK_BYTES", size)
    halves = r"cut \ude00 and \ud83d, 📍 \ud83d\udccd, \\ud83d"
    data = '{"messages": [\n' + ",\n".join(f'{{"id": {n}, "text": "{n} {halves}"}}' for n in range(40)) + "]}"
    found, told = texts(data)
    assert found == [f"{n} cut � and �, 📍 📍, \\ud83d" for n in range(40)]
    assert told.warnings["lone_surrogate"] == 80


def test_bytes_that_cannot_be_decoded_are_seen_in_every_format():
    """The flag keeps them from being merged, and the warning counts them."""
    for data in (
        b'{"id": 1, "text": "a \xff b"}\n',
        b'{"messages": [\n{"id": 1, "text": "a \xff b"}]}',
        b"id,text\n1,a \xff b\n",
    ):
        (post,) = posts(io.BytesIO(data))
        assert (post.text, post.flags) == ("a � b", {"invalid_utf8"})
    (post,) = posts(io.BytesIO(b"Hello \xff world\n\nof ours\n"), options=Options(one_post_per_file=True))
    assert post.flags == {"invalid_utf8"}
    (post,) = posts(io.BytesIO('{"id": 1, "text": "a � b"}\n'.encode()))
    assert not post.flags


def test_rows_with_a_list_of_posts_are_rows():
    """What has a text is a row; and what holds no messages is said to."""
    assert texts('{"text": "one", "posts": []}\n{"text": "two", "posts": []}\n')[0] == ["one", "two"]
    for data, options in (
        ('{"text": "one"}\n', {"input_format": "json"}),
        ("some text\n", {"input_format": "web-html"}),
        ("some text\n", {"input_format": "desktop-html"}),
    ):
        with pytest.raises(InputError):
            texts(data, **options)


def test_exports_below_an_export_are_read(tmp_path):
    """People put one into the other; what they sent to each other is passed over, and named."""
    for place, name in (("", "One"), ("ChatExport_2", "Two"), ("files", "Sent")):
        (tmp_path / place).mkdir(exist_ok=True)
        chat = {"name": name, "messages": [{"id": 1, "text": f"Text of {name}"}]}
        (tmp_path / place / "result.json").write_text(json.dumps(chat))
    tally = Tally()
    found = [record.channel for record in dedupe(tmp_path, tally=tally)]
    assert (sorted(found), [name.rpartition("/")[2] for name in tally.skipped]) == (["One", "Two"], ["files"])


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ("Text, video\nThe bridge is closed, says the mayor, until May.\n", None),
        ("id,date,text,link,link\n1,2024-05-01,The bridge,a,b\n", ["The bridge"]),
        (f"id,text,{'x' * 70}\n1,Hello there,3\n", ["Hello there"]),
        ("sep=;\nid;text\n1;Hello; there\n2;you;\n", ["Hello; there", "you;"]),
    ],
)
def test_what_is_a_table(data, wanted):
    """By the header row and the one below it."""
    found, told = texts(data)
    assert (told.format == "CSV", found if wanted else None) == (wanted is not None, wanted)


def test_a_table_by_its_name(tmp_path):
    """A table without a known column is no text: the columns are named."""
    path = tmp_path / "beitraege.csv"
    path.write_text("Nr;Datum;Beitrag\n1;28.07.2024 14:05;Die Brücke\n")
    with pytest.raises(InputError, match="the first has Nr, Datum, Beitrag; --text-field"):
        list(posts(path))
    tally = Tally()
    (post,) = posts(path, options=Options(text_field="Beitrag", date_field="Datum", id_field="nix"), tally=tally)
    assert (post.text, post.date) == ("Die Brücke", "2024-07-28T14:05:00")
    assert tally.inputs[str(path)].warnings == {"missing_field": 1}


def test_a_date_that_is_none_is_counted():
    """Nobody knows which of two numbers is the day."""
    assert texts('{"text": "a", "date": "07/08/2024"}\n')[1].warnings["unread_dates"] == 1


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("https://x.ru/?utm_source=tg.Читайте дальше", "https://x.ru/.Читайте дальше"),
        ("https://x.ru/?utm_source=tg|Подписаться", "https://x.ru/|Подписаться"),
        ("Read «https://x.ru/a?utm_source=tg» now", "Read «https://x.ru/a» now"),
        ('"https://x.ru/?id=5&fbclid=abc" quoted', '"https://x.ru/?id=5" quoted'),
        ("see https://x.ru/?UTM_SOURCE=tg, please", "see https://x.ru/, please"),
        ("https://x.ru/?a=1&amp;utm_source=tg", "https://x.ru/?a=1"),
        ("https://x.ru/?utm_a=1&utm_b=2&id=3&fbclid=4&x=5", "https://x.ru/?id=3&x=5"),
        ("https://x.ru/what? and https://y.ru/?", "https://x.ru/what? and https://y.ru/?"),
        ("https://x.ru/?utm_source=a,b&id=3", "https://x.ru/?id=3"),
        ("https://x.ru/?utm_campaign=Москва&id=1", "https://x.ru/?id=1"),
        ("https://x.ru/?id=1&utm_source=tg&$filter=x", "https://x.ru/?id=1&$filter=x"),
        ("https://x.ru/?utm_source=a&id=1&[x]=2", "https://x.ru/?id=1&[x]=2"),
    ],
)
def test_only_the_parameters_go(line, wanted):
    """What the author wrote behind them stays."""
    assert clean(Post("in.txt", line, 0, ()), ["links"]).text == wanted


def test_an_author_may_say_forwarded():
    """Where the row has its forward itself, or no other text."""
    (post,) = posts(io.BytesIO(b'{"text": "Forwarded from Bob\\nHello all", "forwarded_from": "Alice"}\n'))
    assert (post.text, post.forwarded_from) == ("Forwarded from Bob\nHello all", "Alice")
    assert texts('{"text": "Forwarded from my sister who lives there"}\n')[0] == [
        "Forwarded from my sister who lives there"
    ]


def test_the_channel_of_a_message_outweighs_the_name_of_its_file():
    """A dump of several channels may have a title."""
    rows = [{"id": 1, "channel": "Alpha", "text": "a"}, {"id": 2, "text": "b"}]
    found = posts(io.BytesIO(json.dumps({"title": "Dump", "posts": rows}).encode()))
    assert [post.channel for post in found] == ["Alpha", "Dump"]


def test_a_forward_of_telegram_desktop_with_a_picture_of_its_sender():
    """The picture has the class of a forward, too."""
    pytest.importorskip("selectolax")
    page = (
        '<!DOCTYPE html>\n<html><head><title>Exported Data</title></head><body><div class="page_body chat_page">'
        '<div class="message default clearfix" id="message5"><div class="body"><div class="from_name">Ann</div>'
        '<div class="pull_left forwarded userpic_wrap"><div class="userpic">C</div></div>'
        '<div class="forwarded body"><div class="from_name">City Hall</div><div class="text">Closed.</div></div>'
        "</div></div></div></body></html>"
    )
    (post,) = posts(io.BytesIO(page.encode()))
    assert (post.text, post.forwarded_from) == ("Closed.", "City Hall")


def test_tiny_texts_bring_no_warning():
    """No search was too long for two words."""
    for data in ("ok", "a\nb", "hi\n"):
        assert not texts(data)[1].limits


def test_values_that_python_cannot_hold(tmp_path):
    """Text that is not UTF-8, years beyond 9999: one line, and no half file."""
    pa, pq = map(pytest.importorskip, ("pyarrow", "pyarrow.parquet"))
    bad = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\5\0\0\0"), pa.py_buffer(b"\xff\xfebad"))
    tables = {
        "a": pa.table({"text": bad}),
        "b": pa.table({"text": ["x"], "date": pa.array([10**18], pa.timestamp("us"))}),
    }
    for name, table in tables.items():
        pq.write_table(table, tmp_path / name)
        with pytest.raises(InputError, match="cannot be read"):
            list(posts(tmp_path / name))


def test_repair_changes_nothing_but_the_text(tmp_path, tgclean):
    """Numbers, escapes, line ends, marks, empty lines, an empty table."""
    body = "The repair takes two weeks, the office of roads says.\r\nBuses take the mill road until the bridge is open."
    doubled, once = f"The bridge\r\n{body}\r\n{body}\r\nRain", f"The bridge\r\n{body}\r\nRain"
    assert undoubled(doubled, Options(interface="keep")) == once
    for ascii_ in (True, False):
        row = b'{"a": 1, "x": 1.10, "e": 1E5, "s": "a\\/b", "text": %b, "a": 2}\r\n'
        written, wanted = (row % json.dumps(f"мост {text}", ensure_ascii=ascii_).encode() for text in (doubled, once))
        assert tgclean("repair", stdin=written).stdout == wanted
    table = b'\xef\xbb\xbf\r\n"text",id\r\n"abc",1\r\n'
    assert tgclean("repair", "--input-format", "csv", stdin=table).stdout == table
    pa, pq = map(pytest.importorskip, ("pyarrow", "pyarrow.parquet"))
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "e.parquet", compression="zstd")
    assert tgclean("repair", "e.parquet", "-o", "o.parquet").returncode == 0
    assert pq.read_table(tmp_path / "o.parquet").schema == pq.read_table(tmp_path / "e.parquet").schema


def test_what_only_looks_doubled_is_not_repaired():
    """The same lines under several titles, with others between them, are the author's."""
    options = Options(interface="keep")
    tickets = "Buy tickets at the office on Main Street in the morning.\nDoors open at nine o'clock sharp."
    shows = "\n".join(f"Show {name}\n{tickets}" for name in "ABC")
    assert undoubled(shows, options) == shows
    days = "\n".join(
        f"Harbour Daily says it again\n{day}: the bridge is closed" for day in ("Monday", "Tuesday", "Monday")
    )
    assert undoubled(days, options) == days


def test_repair_keeps_quotes_and_other_fields(tgclean):
    """A cell with line breaks stays quoted; a field that says the same as the text stays."""
    body = "The repair takes two weeks the office says and more.\nBuses take the mill road until then."
    doubled, once = f"The bridge\n{body}\n{body}\nRain", f"The bridge\n{body}\nRain"
    table = 'id,text,n\n"007","%s","a\nb"'
    assert (
        tgclean("repair", "--input-format", "csv", stdin=(table % doubled).encode()).stdout == (table % once).encode()
    )
    row = '{"html": %s, "text" : %s, "x": 1.10}\n'
    given = row % (json.dumps(doubled), json.dumps(doubled))
    assert tgclean("repair", stdin=given.encode()).stdout.decode() == row % (json.dumps(doubled), json.dumps(once))


@pytest.mark.parametrize("step", [1 << 10, 1 << 16, 1 << 20])
def test_a_long_first_row_is_a_row(monkeypatch, step):
    """However the input is fed."""
    monkeypatch.setattr("tgclean.readers.text.BLOCK_BYTES", step)
    rows = [{"text": "w " * 100_000, "posts": []}, {"text": "two", "x": float("nan")}]
    data = "".join(json.dumps(row) + "\n" for row in rows)
    found, told = texts(data)
    assert (len(found), told.format) == (2, "JSON Lines")
    assert texts('{"inhalt": "abc", "posts": []}\n', text_field="inhalt")[0] == ["abc"]


@pytest.mark.parametrize(
    "data",
    [
        r'{"messages": [{"id": 1, "text": "\\ud83d\ude00 b"}]}',
        '{"messages": [{"poll": {"question": 5, "answers": 7}, "text": ""}, {"text": "a"}, null]}',
        '{"item": "x", "messages": [{"id": 1, "text": "a"}]}',
        "[]",
        "\\" * 300_000 + "\n",
        '{"messages": [{"id": 1, "text": "' + "\\\\" * 300_000 + '"}]}',
        "<!--a-->\n" * 400 + "text",
    ],
)
def test_odd_documents_are_read(data):
    """None is a bug, none takes long."""
    found, _ = texts(data)
    assert all(isinstance(text, str) for text in found)
    if '"item"' in data or "poll" in data:
        assert found == ["a"]


def test_a_number_of_thousands_of_digits_is_one_line():
    """Python reads no such number."""
    for data in ('{"messages": [{"id": %s, "text": "a"}]}', '{"id": %s, "text": "a"}\n{"text": "b"}\n'):
        with pytest.raises(InputError) as caught:
            texts(data % ("1" * 5000))
        assert "\n" not in str(caught.value)


def test_a_large_cell_is_a_cell():
    """Of more characters than Python's reader takes by itself."""
    found, told = texts('id,text,channel\n1,"' + "word " * 30_000 + '",c\n2,hello,c\n')
    assert (told.format, len(found)) == ("CSV", 2)


def test_keep_going_within_a_directory(tmp_path, tgclean):
    """What leads nowhere is named, and the rest is done."""
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.txt").write_text("hi there\n")
    (tmp_path / "d" / "z.txt").symlink_to("nowhere")
    done = tgclean("dedupe", "--keep-going", "d")
    assert (done.returncode, len(done.records), "d/z.txt: a symbolic link" in done.complaint) == (3, 1, True)


def test_a_field_that_is_named_outweighs_the_file():
    """--channel-field says which."""
    data = '{"name": "Dump", "messages": [{"id": 1, "text": "abc", "kanal": "A"}, {"id": 2, "text": "def"}]}'
    found = posts(io.BytesIO(data.encode()), options=Options(channel_field="kanal"))
    assert [post.channel for post in found] == ["A", "Dump"]


def test_the_diff_names_the_file(tmp_path, tgclean):
    """And not the number by which it is known inside."""
    (tmp_path / "bad.json").write_text('[{"text": "a"}, {"te')
    assert tgclean("diff", "bad.json").complaint.startswith("tgclean: bad.json: the JSON is cut off")


def test_of_an_older_edition_no_block_is_written():
    """With --unit block as with whole posts."""
    row = {"id": 1, "channel": "c", "date": "2024-05-01T10:00:00"}
    old, new = "Title of it\n🔹 the bridge is open\n🔹 rain", "Title of it\n🔹 the bridge is closed\n🔹 rain"
    found = records({**row, "text": old}, {**row, "text": new}, unit="block")
    assert found == ["Title of it", "🔹 the bridge is closed", "🔹 rain"]
