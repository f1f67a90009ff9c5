"""Why two places are one post, were merged, or were not."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.conftest import doubled
from tgclean import InputError, OptionError, Options, dedupe
from tgclean.explain import explain_places, explain_records

RATE = "USD/RUB exchange rate today: {} (EUR {}). Source: Central Bank, 5 October."


@pytest.fixture
def export(tmp_path):
    """An export of four doubled posts: two rates of one template, a notice, and the notice with a promo line."""
    path = tmp_path / "in.txt"
    notice = [
        "• The bridge over the northern river is closed for repairs until further notice",
        "• Please use the ferry",
    ]
    path.write_bytes(
        doubled(
            ("📊 Rates of the morning", [RATE.format("92.13", "99.50")], "Bank"),
            ("📊 Rates of the morning", [RATE.format("92.87", "99.50")], "Bank"),
            ("🌉 Notice of the city council", notice, "Council"),
            ("🌉 Notice of the city council", [*notice, "Subscribe @council"], "Council"),
        )
    )
    return path


def test_two_copies_of_one_body_are_a_repeat(export):
    """Lines of one post: which copies, which line of the text."""
    first, *more = explain_places(f"{export}:3", f"{export}:4", Options())
    assert first == f"repeat: {export}:3 and {export}:4 stand in one post, {export}:1-4"
    assert [line for line in more if line.startswith("copy")] == [
        "copy 1    lines 1-3",
        "copy 2    lines 4-4, score 100.0",
    ]
    assert sum("line 2 of the text" in line for line in more) == 2


def test_a_figure_keeps_two_posts_apart(export):
    """The first line says so, and which figure."""
    first, *more = explain_places(f"{export}:2", f"{export}:6", Options())
    assert first.startswith("distinct: ")
    assert "92.13" in first + "".join(more)


def test_a_promo_line_does_not(export):
    """Posts that are one are `merged:`; the score is that of the record."""
    first, score, *_ = explain_places(f"{export}:10", f"{export}:16", Options())
    assert first.startswith("merged: ")
    near = [span.score for record in dedupe(export) for span in record.spans if span.role == "near"]
    assert score.startswith(f"score     {near[0]:.1f} of 100")


def test_records_are_named_by_their_ids(export, tmp_path):
    """With an output, ids or their beginnings name the two."""
    from tgclean.writers import encode

    output = tmp_path / "out.jsonl"
    records = list(dedupe(export))
    output.write_bytes(b"".join(map(encode, records)))
    a, b = records[0].id, records[1].id[:12]
    assert next(explain_records(a, b, output, Options())).startswith("distinct: ")
    with pytest.raises(InputError, match="no record"):
        list(explain_records(a, "f" * 32, output, Options()))


@pytest.mark.parametrize("name", ["-", "fifo"])
def test_a_pipe_is_read_once_for_both_records(tgclean, export, tmp_path, name):
    """`tgclean dedupe … | tgclean explain --in - A B`, or `--in <(…)`."""
    from tgclean.writers import encode

    records = list(dedupe(export))
    lines = b"".join(map(encode, records))
    a, b = records[0].id, records[1].id
    if name == "fifo":
        os.mkfifo(tmp_path / name)
        (tmp_path / "out.jsonl").write_bytes(lines)
        writer = subprocess.Popen(["cp", tmp_path / "out.jsonl", tmp_path / name])
    done = tgclean("explain", "--in", name, a, b, stdin=lines, timeout=30)
    if name == "fifo":
        assert writer.wait(timeout=30) == 0
    assert (done.returncode, done.complaint) == (0, "")
    assert done.stdout.startswith(b"distinct: ")
    assert a in done.stdout.decode()
    assert b in done.stdout.decode()


@pytest.mark.parametrize(
    ("a", "b", "shown"),
    [
        ("The bridge is closed on Monday.", "The bridge is closed on Tuesday.", "word Monday/Tuesday"),
        ("Seven people were hurt.", "Seven people were NOT hurt.", "negation"),
        ("Straße nach Köln gesperrt.", "Straße nach Prüm gesperrt.", "word Köln/Prüm"),
        (
            "All 12 pages: https://a.example/x",
            "All 12 pages: https://a.example/Y",
            "link https://a.example/x | https://a.example/Y",
        ),
    ],
)
def test_what_differs_is_shown_as_it_was_written(tmp_path, a, b, shown):
    """The guard that decided, and the words, in the order of the two places."""
    path = tmp_path / "in.txt"
    path.write_bytes(doubled(("", [a], "A"), ("", [b], "B")))
    first, *_ = explain_places(f"{path}:3", f"{path}:7", Options())
    assert first == f"distinct: {shown}"


def test_a_pipe_is_no_place(tmp_path):
    """It would wait for ever to be read again."""
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(OptionError, match="a pipe cannot be read twice"):
        list(explain_places(f"{tmp_path}/fifo:1", f"{tmp_path}/fifo:2", Options()))


@pytest.mark.parametrize("place", ["nowhere", "", ":3", "in.txt:", "in.txt:x"])
def test_what_names_no_place_is_a_setting_that_is_wrong(place):
    """FILE:LINE it must be."""
    with pytest.raises(OptionError, match="FILE:LINE"):
        list(explain_places(place, place, Options()))


def test_a_line_without_a_post_is_an_error(export):
    """A line beyond the end of the file belongs to no post."""
    with pytest.raises(InputError, match="no post"):
        list(explain_places(f"{export}:3", f"{export}:9999", Options()))


def test_one_file_under_two_names_is_one_file(export, tmp_path):
    """A path and another path to the same file name the same post."""
    link = tmp_path / "link.txt"
    link.symlink_to(export)
    assert next(explain_places(f"{export}:3", f"{link}:4", Options())).startswith("repeat: ")


def test_standard_input_is_no_place():
    """It cannot be read twice."""
    with pytest.raises(OptionError, match="standard input"):
        list(explain_places("-:1", "-:2", Options()))


def test_an_id_must_name_one_record(export, tmp_path):
    """The beginning that all ids share names none."""
    from tgclean.writers import encode

    output = tmp_path / "out.jsonl"
    output.write_bytes(b"".join(map(encode, dedupe(export))))
    with pytest.raises(InputError, match="records have an id"):
        list(explain_records("", "", output, Options()))
