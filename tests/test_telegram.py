"""Telegram's own texts: every header template of its clients, the lines of its pages, and emoji markers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tgclean.telegram import (
    MAX_NAME_CHARS,
    forwarded_from,
    is_closing,
    is_interface,
    is_placeholder,
    is_separator,
    marker_of,
    suspects,
)
from tgclean.telegram.reactions import is_bar, reactions

STRINGS = json.loads((Path(__file__).parent / "cases" / "telegram" / "strings.json").read_text(encoding="utf-8"))
TEMPLATES = [
    (language, line)
    for language, templates in STRINGS["forward_headers"].items()
    for template in templates
    for line in template.split("\n")[:1]
]
NAMES = [
    "Russian MFA 🇷🇺",
    "Новости | News 24/7",
    "Всё о :: мире",
    "a",
    "وكالة الأنباء",
    "新华社",
    "[red]",
    "Radio via Satellite",
]
CLOSING_OR_INTERFACE = (
    r"([0-9][0-9.,]{0,3}[KM]?[ \u00a0]?(views?|subscribers?|photos?|votes?|answers?|links?)?( edited)?( ?1?2:30)?)"
    r"|(👍\ufe0f?[ \u00a0]?[0-9][0-9.,]{0,3}[KM]?[ \u00a0]?){1,3}|edited[ \u00a0]{0,2}(9:30)?"
    r"|. pinned (a|an) (photo|video|file|message|GIF|sticker|poll|quiz|voice message|audio file)"
    r"|. pinned («.?»|\".?\"|“.?”)|Channel name (was )?changed to «.?»|.{1,4} – Telegram"
)


def filled(template, name, bot="@gif_bot"):
    return template.replace("{name}", name).replace("{inline_bot}", bot)


@pytest.mark.parametrize(("language", "template"), TEMPLATES)
@pytest.mark.parametrize("space", [" ", "\u00a0"])
def test_every_header_of_every_client_is_one(language, template, space):
    """Each template gives its name, without the bot; one that names nobody gives the empty name."""
    for name in NAMES:
        line = filled(template.replace(" ", space), name)
        assert forwarded_from(line.encode()) == (name if "{name}" in template else "")


def test_prose_that_begins_like_a_header_is_none():
    """More than ten words with a full stop are a sentence if they have a clause or begin with a small letter."""
    for line in (
        "Forwarded from my office to the ministry, and nobody answered it for two weeks in spite of three reminders.",
        "Forwarded from the office to the ministry of transport two weeks ago and not answered so far.",
        "Weitergeleitet von der Stadt an das Land, das dafür seit dem letzten Jahr nicht mehr zuständig ist!",
        "Переслано из мэрии в министерство, и за две недели на это письмо так никто и не ответил.",
    ):
        assert forwarded_from(line.encode()) is None
    for name in (
        "Новости Москвы, Петербурга и области. Всё, что важно.",
        "The Institute for the Study of War, Peace, Land, Water, Air and Space",
        "News of the day from all the towns of the north and the west",
        "Acme, Inc.",
        "wait, what?",
        "It is what it is. Notes of one who was there.",
    ):
        assert forwarded_from(f"Forwarded from {name}".encode()) == name


def test_separators_are_told_from_text():
    """Dashes, stars and dots alone; a bullet, a price or an emoji post is none."""
    for line in ("-----", "———", "* * *", "=====", "• • •", "➖➖➖➖"):
        assert is_separator(line.encode()), line
    for line in ("--", "- one", "-5", "🔥🔥🔥", "***bold***", ""):
        assert not is_separator(line.encode()), line


@pytest.mark.parametrize("template", sorted({t for _, t in TEMPLATES if "{name}" in t}))
def test_a_header_may_stand_in_white_space_and_lose_a_link(template):
    """White space around the line is nothing; a name that html2text wrote as a link is its text."""
    assert forwarded_from(f"\u00a0 {filled(template, 'News')}\u00a0 \t".encode()) == "News"
    assert forwarded_from(filled(template, "[News](https://t.me/news)").encode()) == "News"


def test_the_header_that_pages_write():
    """t.me writes a no-break space before the name."""
    assert forwarded_from("Forwarded from\u00a0Russian MFA 🇷🇺".encode()) == "Russian MFA 🇷🇺"


@pytest.mark.parametrize(
    "line",
    [
        "He said it was Forwarded from Mars",
        "forwarded from News",
        "Forwarded from" + "x" * 5,
        "Forwarded from " + "x" * (MAX_NAME_CHARS + 1),
        "Forwarded from " + "x" * 100_000,
        "Переслано",
        "Story",
        "",
        "   ",
    ],
)
def test_what_is_no_header(line):
    """Only a whole line with a name that Telegram allows is a header."""
    assert forwarded_from(line.encode()) is None


def test_the_longest_name_is_allowed():
    """128 characters are a name, however many bytes they take."""
    for letter in ("x", "Ж", "新", "🇷"):
        name = letter * MAX_NAME_CHARS
        assert forwarded_from(f"Forwarded from {name}".encode()) == name


@given(st.binary(max_size=80))
def test_no_bytes_break_the_facts(line):
    """Whatever a line is made of, every question about it has an answer."""
    assert forwarded_from(line) is None or isinstance(forwarded_from(line), str)
    assert is_interface(line) in (True, False)
    assert is_closing(line) in (True, False)
    assert not is_placeholder(line) or is_interface(line)
    assert isinstance(marker_of(line.decode("utf-8", "replace")), str)


@pytest.mark.parametrize("line", STRINGS["interface_lines"] + STRINGS["interface_patterns"])
def test_lines_that_pages_add_are_interface(line):
    """Fixed lines and counted ones of t.me pages are nobody's text, in white space too."""
    assert is_interface(line.encode())
    assert is_interface(f"  {line} ".encode())


@pytest.mark.parametrize("line", STRINGS["closing_lines"])
def test_lines_that_close_a_post(line):
    """Views, time and reactions look like what closes a post, and are not interface wherever they stand."""
    assert is_closing(line.encode())
    assert not is_interface(line.encode())


BARS = [
    "👍83👎14", "👍188🤯755", "❤️ 12 🔥 3", "❤12", "👍\u00a01.3K 👎\u00a02", "👍🏽3👎🏿1", "👨‍👩‍👧4❤️‍🔥7", "🇷🇺5🇧🇳1",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿2", "⭐️1,024",
]  # fmt: skip
NO_BARS = [
    "🔥🔥510", "🔥510🔥", "🔥🔥", "🔥", "510", "👍83👎👎14", "❤️ 🔥 3", "🇷🇺🇧🇳5", "5️⃣7️⃣", "5️⃣12", "👍12 5️⃣7",
    "©2024", "👍 12 views", "👍83 👎14 thanks", "👍-5", "",
]  # fmt: skip


@pytest.mark.parametrize("line", BARS)
def test_a_bar_of_reactions_has_a_count_behind_each_emoji(line):
    """Skin tones, joined pictographs, flags and variation selectors belong to their emoji."""
    assert is_closing(line.encode())
    assert is_bar(line)
    assert reactions(["text", line]) == 1
    assert suspects([line.encode()]) == [0]


@pytest.mark.parametrize("line", NO_BARS)
def test_a_figure_behind_several_emoji_is_text(line):
    """A price behind two emoji, a figure in keycaps, and what lacks a count are no bar."""
    assert not is_closing(line.encode())
    assert not is_bar(line)


def test_a_bar_may_be_a_line_for_each_emoji_and_each_count():
    """As extractors write it that put every text node on a line of its own; a figure alone is none."""
    assert reactions(["text", "👍🏽", "83", "🇷🇺", "1.3K"]) == 4
    assert reactions(["text", "🔥🔥", "510"]) == 0
    assert reactions(["text", "5️⃣", "7"]) == 0
    assert reactions(["text", "83"]) == 0


@pytest.mark.parametrize("line", STRINGS["content"])
def test_content_is_no_interface(line):
    """Signatures, calls to subscribe and words that authors write as lines stay."""
    assert not is_interface(line.encode())
    assert not is_closing(line.encode())


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("🔹️The group", "🔹"),
        ("🔹 The group", "🔹"),
        ("🇷🇺🇲🇾 We discussed", "🇷🇺🇲🇾"),
        ("👩‍👩‍👧 family", "👩‍👩‍👧"),
        ("👍🏽 yes", "👍🏽"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿 England", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
        ("▪️ one", "▪"),
        ("• one", "•"),
        ("— Yes", "—"),
        ("1️⃣ first", "1⃣"),
        ("❗️❗️Urgent", "❗❗"),
        ("★ star", "★"),
        ("  \u00a0• indented", "•"),
        ("⚡", "⚡"),
        ("-5 °C", ""),
        ("*bold*", ""),
        ("#ASEAN", ""),
        ("5️⃣7️⃣!", ""),
        ("1️⃣0️⃣:00", ""),
        ("© 2024", ""),
        ("12 apples", ""),
        ("Россия 🇷🇺", ""),
        ("«Ёлка»", ""),
        ("", ""),
        ("   ", ""),
    ],
)
def test_markers(line, marker):
    """A marker is whole emoji or one bullet at the beginning, its variation selectors dropped."""
    assert marker_of(line) == marker


@pytest.mark.parametrize("space", ["", " ", "\t", "\u00a0"])
def test_the_quick_look_passes_over_no_fact(space):
    """What is a header, a placeholder or the interface's is a suspect, white space around it or not."""
    lines = [filled(template, name) for _, template in TEMPLATES for name in NAMES]
    lines += STRINGS["interface_lines"] + STRINGS["interface_patterns"] + STRINGS["closing_lines"]
    raw = [f"{space}{line}{space}".encode() for line in lines]
    assert suspects(raw) == list(range(len(raw)))


@given(st.from_regex(CLOSING_OR_INTERFACE, fullmatch=True))
def test_the_quick_look_passes_over_nothing_that_the_patterns_know(line):
    """Whatever line one of the patterns takes is a suspect."""
    assert not (is_closing(line.encode()) or is_interface(line.encode())) or suspects([line.encode()]) == [0]
