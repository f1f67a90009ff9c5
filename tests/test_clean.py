"""Cleaning: flags for what a reader cannot see, and the text as it is."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tgclean
from tgclean import OptionError, Options
from tgclean.clean import STEPS, clean
from tgclean.merge import id_of
from tgclean.model import Copy, Post, Run


def flags_of(text, before=frozenset()):
    post = Post("in.txt", text, 0, (Copy(1, 1, [0, 1], 100.0, ()),), flags=before)
    cleaned = clean(post)
    assert cleaned.text == text
    return cleaned.flags


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("plain\ntext\twith a tab", set()),
        ("a\u00a0no-break space, «quotes», 🇷🇺 and 👩\u200d👩\u200d👧", set()),
        ("text\u2028with another line end", set()),
        ("\u202eevil\u202c", {"bidi"}),
        ("\u2066isolated\u2069", {"bidi"}),
        ("\u200fעברית", {"bidi"}),
        ("a\u200bb", {"zero_width"}),
        ("\ufeffmark", {"zero_width"}),
        ("می\u200cخواهم", {"zero_width"}),
        ("\x1b[31m", {"control"}),
        ("nul\0", {"control"}),
        ("lone\rreturn", {"control"}),
        ("c1 \u009b", {"control"}),
        ("\u202e\u200b\x07", {"bidi", "control", "zero_width"}),
    ],
)
def test_flags(text, flags):
    """Each kind of unseen character has its flag; ordinary spaces, tabs and emoji have none."""
    assert flags_of(text) == flags


def test_flags_from_before_stay():
    """What the segmenter knew is not forgotten."""
    assert flags_of("\0", frozenset(("truncated",))) == {"truncated", "control"}
    assert flags_of("plain", frozenset(("truncated",))) == {"truncated"}


@given(st.text())
def test_the_text_is_not_touched(text):
    """Nothing is taken out, whatever it is."""
    assert flags_of(text) <= {"bidi", "control", "zero_width"}


def cleaned(text, *steps):
    """Return the text and flags after some steps."""
    lines = text.count("\n") + 1
    runs = (Run(0, 11, lines),)
    post = clean(Post("in.txt", text, 1, (Copy(11, 10 + lines, [*range(lines + 1)], 100.0, runs),)), steps)
    assert sum(run.size for run in post.copies[0].runs) == post.text.count("\n") + 1
    return post.text, post.flags


@pytest.mark.parametrize(
    ("step", "text", "wanted"),
    [
        ("whitespace", "a\u00a0 b\t\u2800c \n\n d", "a b c\n\nd"),
        ("invisible", "a\u200bb\u00adc\ufeff\u202ed\x07", "abcd"),
        ("invisible", "می\u200cخواهم क्\u200dष 👩\u200d👩 ❤\ufe0f", "می\u200cخواهم क्\u200dष 👩\u200d👩 ❤\ufe0f"),
        ("links", "https://a.org/x?utm_source=tg&id=5&fbclid=1#top", "https://a.org/x?id=5#top"),
        ("links", "(https://b.org/?utm_medium=q) ?utm_source=no link", "(https://b.org/) ?utm_source=no link"),
        ("links", "https://c.org/?id=1&gclid=2 https://d.org/?a=b", "https://c.org/?id=1 https://d.org/?a=b"),
        ("interface", "a\nVIEW IN TELEGRAM\nb", "a\nb"),
        ("mojibake", "ÐŸÑ€Ð¸Ð²ÐµÑ‚, it's “fine”", "Привет, it's “fine”"),
        ("mojibake", "naïve café №5", "naïve café №5"),
    ],
)
def test_a_step_does_what_it_says(step, text, wanted):
    """And nothing else: the flag tells which step changed a post."""
    changed = {f"cleaned_{step}"} if wanted != text else set()
    found, flags = cleaned(text, step)
    assert (found, {flag for flag in flags if flag.startswith("cleaned")}) == (wanted, changed)
    assert cleaned(wanted, step)[0] == wanted


@given(st.text(alphabet="a \u00a0\u200b\u200c\u200d\n?&=utm_x:/h", max_size=40), st.sets(st.sampled_from([*STEPS])))
def test_steps_are_pure_and_run_in_one_order(text, steps):
    """In whatever order they are asked for; once is enough."""
    if not text.strip():
        return
    once = clean(Post("in.txt", text, 0, ()), [*steps])
    assert once == clean(Post("in.txt", text, 0, ()), [*reversed([*steps])])
    assert "\u200c" not in text or "\u200c" in once.text or not once.text


def test_recurring_footers_are_left_out_when_asked_for():
    """A line under many different posts; the record is that of what is left, and says so."""
    footer = "Order by phone from the old mill in Norland, open every day"
    news = [
        *("The bridge is closed until Monday, the town says", "Rain and wind over the northern coast"),
        *("The museum opens on Sunday", "New school in the valley", "Two engineers found a map", "A ship came in"),
    ]
    rows = "".join(json.dumps({"text": f"{line}\n{footer}"}) + "\n" for line in news).encode()
    kept, cut = (list(tgclean.dedupe(io.BytesIO(rows), options=Options(clean=steps))) for steps in ((), ("footers",)))
    assert [record.text for record in cut] == news
    assert [record.id for record in cut] == [id_of(line) for line in news]
    assert {record.flags for record in cut} == {"cleaned_footers"}
    assert all(footer in record.text for record in kept)


@pytest.mark.parametrize("settings", [{"stream": True}, {"exact_only": True}, {"scope": "post"}])
def test_footers_need_all_posts(settings):
    """Where they are not known, nobody is left to believe that they are gone."""
    with pytest.raises(OptionError, match="learned from all posts"):
        Options(clean=("footers",), **settings)
