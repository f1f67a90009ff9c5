"""The diff from an input to its cleaned text: `patch` makes the one of the other, and nothing else is said."""

from __future__ import annotations

import io
import subprocess

import pytest

from tests.conftest import doubled
from tgclean import InputError, Options, OutputError, dedupe
from tgclean.diff import diff

POSTS = [
    ("First title of the morning", ["• one body line of the first", "• another body line of it"], "News"),
    ("Second title, about something else", [f"line {i} of a longer body" for i in range(12)], None),
    ("Third title stands alone here", ["only one body line, said twice"], "News"),
]


def cleaned(path):
    """Gives what the cleaned text is: the kept posts in the order of their places, one empty line between them."""
    found = sorted(dedupe(path), key=lambda record: record.spans[0].line)
    return "\n\n".join(record.text for record in found) + "\n"


def patched(path, lines, tmp_path):
    """Gives what `patch` makes of a file and a diff."""
    result = tmp_path / "patched"
    result.write_bytes(path.read_bytes())
    subprocess.run(["patch", "--binary", "-s", result], input=b"".join(lines), check=True)
    return result.read_bytes().decode()


@pytest.mark.parametrize(
    "data",
    [
        doubled(*POSTS),
        doubled(*POSTS, POSTS[1]),
        doubled(*POSTS).removesuffix(b"\n"),
        b"VIEW IN TELEGRAM\n" + doubled(*POSTS) + b"VIEW IN TELEGRAM\n",
        doubled(POSTS[0]) + b"\n\n" + doubled(POSTS[1]),
        doubled(*[(f"Title number {i}", [f"body {i} begins", f"body {i} ends"], None) for i in range(60)]),
    ],
)
def test_patch_turns_the_input_into_the_cleaned_text(data, tmp_path):
    """Doubled, repeated, cut, wrapped in interface lines: the diff applies, and gives the texts of the records."""
    path = tmp_path / "in.txt"
    path.write_bytes(data)
    assert patched(path, diff([path], Options()), tmp_path).rstrip("\n") == cleaned(path).rstrip("\n")


def test_the_sample_becomes_its_thirteen_posts(sample, tmp_path):
    """On the real sample too."""
    assert patched(sample, diff([sample], Options()), tmp_path).rstrip("\n") == cleaned(sample).rstrip("\n")


def test_an_input_that_is_clean_already_has_no_diff(sample, tmp_path):
    """Cleaned text, its posts between empty lines, is left as it is."""
    path = tmp_path / "clean.txt"
    path.write_text("A first paragraph.\n\nA second paragraph,\nof two lines.\n")
    assert list(diff([path], Options())) == []


def test_a_stream_is_read_once_and_compared_all_the_same(tmp_path):
    """What cannot be read again is kept in a temporary file; the diff equals that of the file."""
    path = tmp_path / "in.txt"
    path.write_bytes(doubled(*POSTS))
    stream = io.BytesIO(path.read_bytes())
    stream.name = str(path)
    assert list(diff([stream], Options())) == list(diff([path], Options()))


def test_rows_have_no_diff():
    """JSON Lines has no lines of text to compare with."""
    with pytest.raises(InputError, match="flat text"):
        list(diff([io.BytesIO(b'{"text": "a post"}\n')], Options()))


def test_a_file_given_twice_is_gone_the_second_time(tmp_path):
    """What is merged into its first copy is not in the cleaned text, though both have one name."""
    path = tmp_path / "in.txt"
    path.write_bytes(doubled(*POSTS))
    once, twice = list(diff([path], Options())), list(diff([path, path], Options()))
    assert twice[: len(once)] == once
    second = twice[len(once) + 3 :]  # behind the two names and the place of the hunk
    assert second == [b"-" + line + b"\n" for line in path.read_bytes().splitlines()]


def test_a_full_temporary_directory_is_an_output_error(tmp_path):
    """The copy of a stream goes where --tmp-dir says; what cannot be written is named."""
    stream = io.BytesIO(doubled(*POSTS))
    with pytest.raises(OutputError, match="tmp-dir"):
        list(diff([stream], Options(tmp_dir=str(tmp_path / "not-there"))))
