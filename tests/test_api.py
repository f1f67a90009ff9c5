"""The library: records and posts from Python, errors raised and not printed."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import tempfile

import pytest

import tgclean
from tgclean import InputError, LimitError, Options, OutputError, Record, Tally, dedupe, posts

EXPORT = (
    "Forwarded from News\nFirst title\nThe body of the first post.\nThe body of the first post.\n"
    "Second title\n🔹 The body of the second post,\n🔸 in two blocks.\n"
    "🔹 The body of the second post,\n🔸 in two blocks.\n"
).encode()


def texts(records):
    return [record.text for record in records]


def test_records_of_a_stream():
    """A binary file object is an input; each record is a value with every field of the schema."""
    first, second = dedupe(io.BytesIO(EXPORT))
    assert isinstance(first, Record)
    assert (first.text, first.forwarded_from, first.count) == ("First title\nThe body of the first post.", "News", 2)
    assert (second.title, len(second.blocks), second.source) == ("Second title", 3, "-")


def test_every_kind_of_input(tmp_path):
    """A path, a string, an open file, a compressed one, a file without a name: the same posts."""
    path = tmp_path / "export.txt"
    path.write_bytes(EXPORT)
    expected = texts(dedupe(path))
    assert len(expected) == 2
    assert texts(dedupe(str(path))) == expected
    assert texts(dedupe(io.BytesIO(gzip.compress(EXPORT)))) == expected
    with path.open("rb") as buffered, path.open("rb", buffering=0) as raw, tempfile.SpooledTemporaryFile() as spooled:
        spooled.write(EXPORT)
        spooled.seek(0)
        for file in (buffered, raw, spooled):
            assert texts(dedupe(file)) == expected
            assert not file.closed, "what was given open is left open"


def test_the_name_of_an_open_file_is_its_source(tmp_path):
    """Records say which file they came from."""
    path = tmp_path / "export.txt"
    path.write_bytes(EXPORT)
    with path.open("rb") as file:
        assert {record.source for record in dedupe(file)} == {str(path)}


def test_a_text_file_is_a_type_error(tmp_path):
    """It has lost its bytes already; the error says how to open it."""
    with pytest.raises(TypeError, match="'rb'"):
        list(dedupe(io.StringIO("text")))


def test_several_inputs_are_one_run():
    """They are merged, in order; scope and the other options are those of the command line."""
    pair = [io.BytesIO(EXPORT), io.BytesIO(EXPORT)]
    assert [record.count for record in dedupe(*pair)] == [4, 4]
    pair = [io.BytesIO(EXPORT), io.BytesIO(EXPORT)]
    assert [record.count for record in dedupe(*pair, options=Options(scope="file"))] == [2] * 4


def test_posts_are_recovered_and_not_merged():
    """Each body once, with every copy's place; nothing is merged across posts."""
    found = list(posts(io.BytesIO(EXPORT), io.BytesIO(EXPORT)))
    assert [post.text for post in found] == texts(dedupe(io.BytesIO(EXPORT))) * 2
    assert [len(post.copies) for post in found] == [2] * 4
    assert [(run.text_line, run.line, run.size) for run in found[0].copies[0].runs] == [(0, 2, 2)]


def test_posts_by_block():
    """With unit="block" they are blocks, each with the id of its post."""
    found = list(posts(io.BytesIO(EXPORT), options=Options(unit="block")))
    assert [post.text for post in found[1:]] == ["Second title", "🔹 The body of the second post,", "🔸 in two blocks."]
    (_, second) = dedupe(io.BytesIO(EXPORT))
    assert {post.post_id for post in found[1:]} == {second.id}


def test_the_tally_is_complete_when_the_records_end():
    """It counts by input and in all; `total` adds both up and leaves them as they were."""
    tally = Tally()
    records = list(dedupe(io.BytesIO(EXPORT), io.BytesIO(EXPORT), tally=tally))
    for whole in (tally.total(), tally.total()):
        assert (whole.records, whole.posts_read, whole.repeats, whole.exact, whole.near) == (len(records), 4, 4, 2, 0)
        assert (whole.lines, whole.bytes_in, whole.inputs) == (18, 2 * len(EXPORT), {})
    assert (tally.records, list(tally.inputs)) == (2, ["-"])
    both = tally + tally
    assert both.total().lines == 36
    assert both.inputs["-"].lines == 36


def test_records_come_as_they_are_asked_for():
    """Both functions give iterators; a caller may stop, and the input stays open."""
    stream = io.BytesIO(EXPORT * 50)
    records = dedupe(stream)
    assert next(records).count >= 2
    records.close() if hasattr(records, "close") else None
    assert not stream.closed


@pytest.mark.parametrize("function", [dedupe, posts])
@pytest.mark.parametrize(
    ("given", "error"),
    [
        ("missing.txt", InputError),
        (io.BytesIO(b"%PDF-1.7"), InputError),
        (io.BytesIO(gzip.compress(EXPORT)[:-9]), InputError),
        (io.BytesIO(b'{"text": "a"}\n{"text": 3}\n'), InputError),
    ],
)
def test_errors_are_raised_and_nothing_is_printed(capfd, function, given, error):
    """The library never prints and never exits; the error carries where and what."""
    if not isinstance(given, str):
        given.seek(0)
    with pytest.raises(error) as caught:
        list(function(given))
    assert caught.value.source
    assert caught.value.what
    assert capfd.readouterr() == ("", "")


def test_a_directory_for_the_temporary_file_that_is_not_there(tmp_path):
    """An OutputError, when the records are asked for."""
    with pytest.raises(OutputError):
        list(dedupe(io.BytesIO(EXPORT), options=Options(tmp_dir=str(tmp_path / "nowhere"))))


def test_a_limit_is_its_own_error(monkeypatch):
    """A row without an end stops the run with the limit named."""
    from tgclean.readers import lines

    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 1 << 20)
    with pytest.raises(LimitError):
        list(dedupe(io.BytesIO(b"x" * (3 << 20)), options=Options(input_format="jsonl")))


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b"\xef\xbb\xbf", b"\r\n", b"Forwarded from News\n", b" \n\t\n"])
def test_no_text_is_no_record(data):
    """An empty input, a mark, white space, a header alone: no records, and no error."""
    tally = Tally()
    assert list(dedupe(io.BytesIO(data), tally=tally)) == []
    assert tally.total().bytes_in == len(data)


def test_everything_that_is_named_is_there():
    """`__all__` is what can be imported; other names are missing as in any module."""
    for name in tgclean.__all__:
        assert getattr(tgclean, name) is not None
    assert set(tgclean.__all__) <= set(dir(tgclean))
    with pytest.raises(AttributeError, match="nothing"):
        tgclean.nothing  # noqa: B018 - the access is what is tested


def test_the_library_is_as_light_as_its_names():
    """`import tgclean` loads no package but the standard library's; `from tgclean import Record` is the same class."""
    code = (
        "import sys, tgclean\n"
        "assert not {'msgspec', 'regex', 'numpy', 'click', 'rich', 'xopen'} & set(sys.modules), sys.modules\n"
        "from tgclean import Record, Tally, Input\nimport tgclean.model as m\nassert Record is m.Record"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
