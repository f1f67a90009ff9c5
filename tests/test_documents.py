"""JSON and HTML documents: refused with what converts them, never taken for flat text, which may begin alike."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess

import pytest

from tgclean import InputError, Options, posts
from tgclean.readers.documents import _MOST_BYTES

CHAT = {
    "name": "Harbour Daily",
    "type": "public_channel",
    "id": 1,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-07-28T10:00:00", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2024-07-28T11:00:00", "text": "The bridge is closed."},
        {
            "id": 3, "type": "message", "date": "2024-07-28T12:00:00", "forwarded_from": "Council",
            "text": ["Read ", {"type": "link", "text": "https://example.org"}, " and ", {"type": "bold", "text": "go"}],
        },
    ],
}  # fmt: skip
ACCOUNT = {"about": "the export", "personal_information": {}, "chats": {"about": "chats", "list": [CHAT]}}
PAGE = "<!DOCTYPE html>\n<html>\n <head>\n  <title>{}</title>\n </head>\n <body><p>text</p></body></html>\n"
ROWS = [{"text": "one"}, {"text": "two"}]
DOCUMENTS = {
    "result.json": (json.dumps(CHAT, indent=1), "JSON export of Telegram Desktop"),
    "result.json on one line": (json.dumps(CHAT), "JSON export of Telegram Desktop"),
    "result.json of an account": (json.dumps(ACCOUNT, indent=1), "JSON export of Telegram Desktop"),
    "result.json of an account on one line": (json.dumps(ACCOUNT), "JSON export of Telegram Desktop"),
    "array on one line": (json.dumps(ROWS), "a JSON array"),
    "array": (json.dumps(ROWS, indent=2), "a JSON array"),
    "array with a row a line": ("[\n" + ",\n".join(map(json.dumps, ROWS)) + "\n]\n", "a JSON array"),
    "array of texts": (json.dumps(["one", "two"]), "a JSON array"),
    "array cut short": (json.dumps(ROWS)[:-9], "a JSON array"),
    "object over lines": ("".join(json.dumps(row, indent=2) + "\n" for row in ROWS), "not a row a line"),
    "object cut short": ('{"text": "one', "not a row a line"),
    "long array": (json.dumps([{"text": "x" * 90}] * 9000), "a JSON array"),
    "long text": (json.dumps([{"text": "x" * _MOST_BYTES}]), "a JSON array"),
    "messages.html": (PAGE.format("Exported Data"), "HTML export of Telegram Desktop"),
    "page": (PAGE.format("Harbour Daily – Telegram"), "is HTML"),
    "page in capitals": (PAGE.format("x").upper(), "is HTML"),
    "XHTML": ('<?xml version="1.0"?>\n' + PAGE.format("x"), "is HTML"),
    "part of a page": ('<div class="tgme_widget_message_wrap"><div>text</div></div>\n', "is HTML"),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("before", ["", "\n", "\ufeff"])
def test_a_document_is_refused_with_what_converts_it(kind, before):
    """Not one post is made of its brackets; who insists has it read as flat text."""
    data, what = DOCUMENTS[kind]
    with pytest.raises(InputError, match=what):
        list(posts(io.BytesIO((before + data).encode())))
    assert list(posts(io.BytesIO(data.encode()), options=Options(input_format="text")))


@pytest.mark.parametrize(
    "text",
    [
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
    """A bracket, a brace or a tag alone is none."""
    assert "\n".join(post.text for post in posts(io.BytesIO(text.encode()))) == text.strip()


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not there to convert anything")
@pytest.mark.parametrize("kind", [*[kind for kind in DOCUMENTS if "result.json" in kind], "array", "object over lines"])
def test_what_is_said_to_convert_a_document_does(tmp_path, kind):
    """The command in the complaint makes JSON Lines that are read."""
    path = tmp_path / "a.json"
    path.write_text(DOCUMENTS[kind][0])
    with pytest.raises(InputError) as caught:
        list(posts(path))
    command = re.search(r"convert it: (jq .*) \| tgclean dedupe -$", caught.value.what)[1].replace("FILE", str(path))
    rows = subprocess.run(["bash", "-c", command], capture_output=True, check=True).stdout
    found = [(post.text, post.date, post.forwarded_from) for post in posts(io.BytesIO(rows))]
    assert found == (
        [
            ("The bridge is closed.", "2024-07-28T11:00:00", ""),
            ("Read https://example.org and go", "2024-07-28T12:00:00", "Council"),
        ]
        if "result.json" in kind
        else [("one", "", ""), ("two", "", "")]
    )
