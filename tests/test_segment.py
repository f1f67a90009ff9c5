"""Segmenting: posts come out of flat text whole and once, whatever the noise, whatever the chunks."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tgclean.model import Chunk, Tally
from tgclean.options import Options
from tgclean.segment import segment


def chunks(data, size=1000):
    lines = data.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    starts = [0]
    for line in lines:
        starts.append(min(starts[-1] + len(line) + 1, len(data)))
    for a in range(0, len(lines), size):
        yield Chunk(a + 1, lines[a : a + size], starts[a : a + size + 1])


def posts_of(text, size=1000, tally=None, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return list(segment(chunks(data, size), "x", Options(**options), Tally() if tally is None else tally))


def joined(*lines):
    return "\n".join(lines) + "\n"


def spans(post):
    return [(c.line, c.line_end) for c in post.copies]


def sentence(rng, words=9):
    return " ".join("".join(rng.choices("abcdefghiklmnoprstuvwz", k=rng.randint(3, 9))) for _ in range(words)) + "."


def plain(rng, count):
    """Posts of a title and a body that stands twice; gives the text and each post's lines."""
    lines, wanted = [], []
    for _ in range(count):
        title = "📌 " + sentence(rng, 5)[:-1]
        body = [sentence(rng) for _ in range(rng.randint(1, 5))]
        lines += [title, *body, *body]
        wanted.append([title, *body])
    return joined(*lines), wanted


A, B, C, D, E, F = (sentence(random.Random(n)) for n in range(6))
AROUND, _ = plain(random.Random(99), 30)


def amid(*lines):
    """Gives the posts that these lines make amid posts of the plain sort, their lines counted from 1."""
    before = AROUND.count("\n")
    found = posts_of(AROUND + joined(*lines) + AROUND)
    mine = [p for p in found if before < p.copies[0].line <= before + len(lines)]
    assert len(found) == 60 + len(mine), "the posts around are as they were"
    return [(p, [(a - before, b - before) for a, b in spans(p)]) for p in mine]


def test_a_doubled_body_is_one_post():
    """A title and a body that stands twice are one post, its text written once."""
    (post,) = posts_of(joined("Title", A, B, A, B))
    assert post.text == "\n".join(("Title", A, B))
    assert (post.title_lines, spans(post)) == (1, [(1, 3), (4, 5)])
    assert [c.score for c in post.copies] == [100.0, 100.0]
    assert post.copies[1].runs == ((1, 4, 2),)


def test_a_header_opens_a_post_and_stays_out_of_the_text():
    """The forward header and the placeholder are in the first span and not in the text."""
    text = joined("Forwarded from MFA", "This media is not supported in your browser", "VIEW IN TELEGRAM", "T", A, A)
    (post,) = posts_of(text)
    assert (post.text, post.forwarded_from, spans(post)) == (f"T\n{A}", "MFA", [(1, 5), (6, 6)])
    (kept,) = posts_of(text, interface="keep")
    assert kept.text.startswith("This media")
    assert "Forwarded" not in kept.text


def test_the_name_may_stand_on_the_next_line():
    """A header that names nobody takes its name from the next line, as bs4 splits it."""
    (post,) = posts_of(joined("Forwarded from", "MFA", "T", A, B, A, B))
    assert (post.text, post.forwarded_from) == ("\n".join(("T", A, B)), "MFA")


def test_a_quoted_header_inside_a_body_is_text():
    """A forward header that stands inside a repeated body begins no post."""
    (post,) = posts_of(joined("T", A, "Forwarded from Mars", B, A, "Forwarded from Mars", B))
    assert post.text.split("\n") == ["T", A, "Forwarded from Mars", B]
    assert post.forwarded_from == ""


def test_a_header_without_text_is_an_empty_post():
    """A header with nothing below is a post with the text ""."""
    found = posts_of(joined("Forwarded from X", "Forwarded from Y", "T", A, A))
    assert [(p.forwarded_from, p.text) for p in found] == [("X", ""), ("Y", f"T\n{A}")]


def test_views_close_a_post():
    """Views, time and reactions belong to the last span of the post they close, not to its text."""
    found = posts_of(joined(A, B, "1.3K views09:35", C, D, "👍83👎14", "200 views", "10:01", E, "5 views"))
    assert [p.text for p in found] == [f"{A}\n{B}", f"{C}\n{D}", E]
    assert [spans(p) for p in found] == [[(1, 3)], [(4, 8)], [(9, 10)]]


def test_a_time_inside_a_repeated_body_is_text():
    """What looks like a closing line inside a repeated body is the author's."""
    (post,) = posts_of(joined("T", A, "12:30", B, A, "12:30", B))
    assert "12:30" in post.text


def test_a_whole_post_twice_has_no_title():
    """Where the whole post stands twice there is no title line."""
    ((post, where),) = amid(A, B, C, A, B, C)
    assert (post.title_lines, where) == (0, [(1, 3), (4, 6)])


def test_the_same_post_twice_in_a_row_is_two_posts():
    """A post and the same post again at once are two posts, not one post of long copies."""
    found = amid("T", A, B, A, B, "T", A, B, A, B)
    assert [where for _, where in found] == [[(1, 3), (4, 5)], [(6, 8), (9, 10)]]


@pytest.mark.parametrize(
    "news",
    [
        ["🔥 Goal! 2:1", "Match over", "👍👍👍", "Next match on Sunday", "🎉"],
        ["Good morning!", "12:0", "Doors open at 9", "Clear", "Goal", "⚡️ Alarm"],
        ["⚡️ Тревога", "Отбой", "⚡️ Тревога, север", "Отбой на севере", "Доброе утро"],
        ["Das Tor fällt! 2:1", "Abpfiff", "Nächstes Spiel am Sonntag", "Guten Morgen!", "Entwarnung"],
    ],
)
def test_short_lines_that_stand_twice_each_are_posts(news):
    """However short: two titles that are one line, and a post whose first line ended the one before, are seldom."""
    found = posts_of(joined(*(line for line in news for _ in range(2))))
    assert [(p.text, len(p.copies)) for p in found] == [(line, 2) for line in news]


def test_four_copies_of_one_body_are_two_posts():
    """The same body four times is two posts."""
    found = amid(A, B, A, B, A, B, A, B)
    assert [len(p.copies) for p, _ in found] == [2, 2]


def test_refrains_and_rulers_stay_inside():
    """Lines that come again inside a body break neither the body nor the post."""
    for body in ([A, "***", B, "***", C], [A, B, A, C], [A, A, B], [A, B, B], ["<...>", A, "<...>", B]):
        ((post, _),) = amid("📌 A title of this post", *body, *body)
        assert post.text.split("\n")[1:] == body


def test_posts_that_share_lines_stay_two():
    """Two neighbours that share lines of their bodies are two posts."""
    found = amid("📌 The one title", A, B, C, A, B, C, "📌 The other title", D, B, E, D, B, E)
    assert [p.title_lines for p, _ in found] == [1, 1]
    assert [where for _, where in found] == [[(1, 4), (5, 7)], [(8, 11), (12, 14)]]


def test_a_title_line_alone_is_a_post():
    """Text of a title only, before a header, is a post."""
    found = amid("📌 Nothing but a title", "Forwarded from Moon", "📌 And another title", A, B, A, B)
    assert [p.text.split("\n")[0] for p, _ in found] == ["📌 Nothing but a title", "📌 And another title"]


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        ([A, B, C], [A, C], [A, B, C]),
        ([A, C], [A, B, C], [A, B, C]),
        ([A, B[:30], C], [A, B, C], [A, B, C]),
        ([A, B, C], [A, B[:30], C], [A, B, C]),
        ([A, B, C], [A + " " + B, C], [A, B, C]),
        ([A, B, C], [A, B + C], [A, B, C]),
        ([A, C], [A, "code" + C], [A, "code", C]),
        ([A, C, D], [A, B, "quote" + C, D], [A, B, "quote", C, D]),
        ([A, B, C], [A, "\u200b" + B.replace(" ", "\u00a0", 1), C], [A, B, C]),
        ([A, B, C], [A, B.replace("a", "o", 1), C], [A, B, B.replace("a", "o", 1), C]),
    ],
)
def test_the_union_of_copies_that_differ(one, two, wanted):
    """The text is the ordered union: lines that are one are written once, the fuller form of a cut line wins."""
    found = amid("📌 A title of this post", *one, *two)
    assert [p.text.split("\n")[1:] for p, _ in found] == [wanted]
    assert [len(p.copies) for p, _ in found] == [2]


def test_a_line_that_one_copy_has_twice_stays_twice():
    """The other copy has it once, elsewhere or not."""
    for one, two in (([A, B, C, B, D], [A, C, B, D]), ([A, B, C, D], [A, B, C, B, D])):
        ((post, _),) = amid("📌 A title of this post", *one, *two)
        assert post.text.split("\n")[1:] == [A, B, C, B, D]


def test_lines_of_one_copy_are_flagged():
    """A post with lines that one copy alone has says so; one whose copies agree does not."""
    ((post, _),) = amid("📌 A title of this post", A, C, D, A, B, C, D)
    assert post.flags == {"one_copy_lines"}
    assert 0 < post.copies[1].score < 100
    ((same, _),) = amid("📌 A title of this post", A, B, A, B)
    assert same.flags == frozenset()


def test_paragraphs_where_nothing_repeats():
    """Without header, repeat or interface line the posts are the paragraphs."""
    tally = Tally()
    found = posts_of(joined(A, B, "", C, "", "", D), tally=tally)
    assert [(p.text, spans(p)) for p in found] == [(f"{A}\n{B}", [(1, 2)]), (C, [(4, 4)]), (D, [(7, 7)])]
    assert not tally.warnings


def test_empty_lines_belong_to_no_post():
    """Empty lines between posts are in no span, and one stands in the text where the first copy has some."""
    found = posts_of(joined("", "T", A, "", B, A, B, "", "", "U", C, D, C, D, ""))
    assert [p.text for p in found] == ["\n".join(("T", A, "", B)), "\n".join(("U", C, D))]
    assert [spans(p) for p in found] == [[(2, 5), (6, 7)], [(10, 12), (13, 14)]]
    assert [c.runs for c in found[0].copies] == [((0, 2, 4),), ((1, 6, 1), (3, 7, 1))]


def test_empty_lines_in_both_copies_are_written_once():
    """Several empty lines are one, at the end there is none, and the title's lines count it."""
    (post,) = posts_of(joined("T", "", A, "", "", B, "", A, "", B, ""))
    assert post.text == "\n".join(("T", "", A, "", B))
    assert post.title_lines == 1
    assert post.copies[0].runs == ((0, 1, 3), (3, 5, 2))
    assert post.copies[1].runs == ((2, 8, 3),)


def test_no_input_no_post():
    """Nothing, or nothing but empty lines, gives no post and no warning."""
    for text in ("", "\n", "\n\n \n\n"):
        tally = Tally()
        assert posts_of(text, tally=tally) == []
        assert not tally.warnings


def test_broken_bytes_are_replaced_and_flagged():
    """Bytes that are no UTF-8 are written as U+FFFD, with a flag."""
    (post,) = posts_of(b"T\nbroken \xff line of some length\nbroken \xff line of some length\n")
    assert (post.text, post.flags) == ("T\nbroken \ufffd line of some length", {"invalid_utf8"})


@given(st.lists(st.sampled_from("abc"), max_size=40), st.integers(1, 50))
def test_spans_lie_in_order_and_runs_are_true(letters, size):
    """On any lines: spans do not overlap, offsets fit, and each run's lines are the text's lines."""
    lines = [f"line {x} of a text that may repeat itself" for x in letters]
    text = joined(*lines) if lines else ""
    end = 0
    for post in posts_of(text, size):
        written = post.text.split("\n")
        for copy in post.copies:
            assert end < copy.line <= copy.line_end
            end = copy.line_end
            assert len(copy.offsets) == copy.line_end - copy.line + 2
            assert all(a < b for a, b in pairwise(copy.offsets))
            for text_line, line, count in copy.runs:
                stand = lines[line - 1 : line - 1 + count]
                assert len(stand) == len(written[text_line : text_line + count]) == count
                assert copy.score < 100 or stand == written[text_line : text_line + count]
    assert end == len(lines)


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_planted_posts_come_out(seed):
    """Posts of title and doubled body come out as they went in."""
    text, wanted = plain(random.Random(seed), 12)
    assert [p.text.split("\n") for p in posts_of(text)] == wanted


def noisy(seed, count):
    """Posts whose second copies lack lines, have others, are cut or have typing errors."""
    rng = random.Random(seed)
    lines = []
    for _ in range(count):
        body = [sentence(rng) for _ in range(rng.randint(1, 8))]
        again = [x.replace("a", "o", 1) if rng.random() < 0.1 else x for x in body if rng.random() > 0.1]
        head = ["Forwarded from Some Channel"] if rng.random() < 0.2 else []
        lines += [*head, "📌 " + sentence(rng, 4), *body, *(again if rng.random() < 0.8 else [])]
    return joined(*lines)


def test_any_chunk_size_gives_the_same_posts(monkeypatch):
    """Windows are cut by lines and bytes of the source: the chunks do not show."""
    monkeypatch.setattr("tgclean.segment.stream.WINDOW_LINES", 500)
    text = noisy(3, 400)
    wanted = posts_of(text, 10**6)
    assert len(wanted) > 300
    for size in (1, 7, 499, 500, 501):
        assert posts_of(text, size) == wanted


def test_a_small_window_gives_nearly_the_same_posts(monkeypatch):
    """A window's end costs no post: what it cannot be sure of is left to the next."""
    text, wanted = plain(random.Random(5), 300)
    monkeypatch.setattr("tgclean.segment.stream.WINDOW_LINES", 200)
    assert [p.text.split("\n") for p in posts_of(text)] == wanted
    monkeypatch.setattr("tgclean.segment.stream.WINDOW_BYTES", 5000)
    assert [p.text.split("\n") for p in posts_of(text)] == wanted


def test_a_window_that_is_one_post_is_cut_and_counted(monkeypatch):
    """A post that is longer than a window is cut where the window ends; the limit and the posts say so."""
    monkeypatch.setattr("tgclean.segment.stream.WINDOW_LINES", 100)
    rng = random.Random(1)
    tally = Tally()
    found = posts_of(joined("Forwarded from Moon", *(sentence(rng) for _ in range(250))), tally=tally)
    assert tally.limits["window"] == 2
    assert [sorted(p.flags) for p in found] == [["forced_split"], ["forced_split"], []]


def test_lines_that_only_look_alike_undo_nothing():
    """A line that says another word, name or figure is no copy, however alike; both are written."""
    for lines in (
        ["Air alert in Norland", "Air alert in Eastmark", "Air alert in Westmark", "Air alert in Southmark"],
        ["Fog", "The old bridge is open again for lorries", "The old bridge is closed again for lorries", "Rain"],
        ["Rate of the day: 510 crowns", "Rate of the day: 505 crowns", "Rate of the day: 498 crowns"],
    ):
        for channel in ("", AROUND):
            text = "\n".join(p.text for p in posts_of(channel + joined(*lines) + channel))
            assert all(line in text.split("\n") for line in lines)


def test_a_post_of_one_line_stands_between_doubled_ones():
    """One line stands before a body; another before that is a post, in a channel that has such posts."""
    rng = random.Random(7)
    lines, wanted = [], []
    for n in range(60):
        title, body = "📍 " + sentence(rng, 8), [sentence(rng) for _ in range(rng.randint(1, 3))]
        one = "🚨 " + sentence(rng, 12)
        lines += [*([one] if n % 3 == 0 else []), title, *body, *body]
        wanted += [*([[one]] if n % 3 == 0 else []), [title, *body]]
    assert [p.text.split("\n") for p in posts_of(joined(*lines))] == wanted


PLAIN = {
    "headers": (["Forwarded from X", A, B, "Forwarded from Y", C], [f"{A}\n{B}", C]),
    "one header": (["Forwarded from X", A, B], [f"{A}\n{B}"]),
    "media": (["VIEW IN TELEGRAM", A, B, "VIEW IN TELEGRAM", C], [f"{A}\n{B}", C]),
    "reactions": ([A, B, "👍12🔥3", C, D, "👍7"], [f"{A}\n{B}", f"{C}\n{D}"]),
    "dates": (
        ["2024-05-01 10:00", A, B, "2024-05-02 11:30", C],
        [f"2024-05-01 10:00\n{A}\n{B}", f"2024-05-02 11:30\n{C}"],
    ),
    "separators": ([A, B, "-----", C, "-----", D, E], [f"{A}\n{B}", C, f"{D}\n{E}"]),
    "blank lines": ([A, "Subscribe", "", B, "Subscribe", "", C, "Subscribe"], [f"{x}\nSubscribe" for x in (A, B, C)]),
    "nothing": ([A, B, C], [A, B, C]),
}


@pytest.mark.parametrize("mark", PLAIN)
def test_text_that_is_not_doubled(mark):
    """Posts begin where something marks it, and nothing is undone; a warning says where nothing does."""
    lines, wanted = PLAIN[mark]
    tally = Tally()
    assert [p.text for p in posts_of(joined(*lines), tally=tally)] == wanted
    assert dict(tally.warnings) == ({"no_boundaries": 1} if mark == "nothing" else {})


def test_whether_a_source_is_doubled_can_be_said():
    """`doubled` overrides what the source tells: "no" undoes nothing, "yes" undoes a lone repeat among paragraphs."""
    doubled = joined("T", A, B, A, B)
    assert [p.text for p in posts_of(doubled, doubled="no")] == ["T", A, B, A, B]
    lone = joined(*(x for n in range(60) for x in (sentence(random.Random(n)), "")), "T", A, A)
    assert len(posts_of(lone, doubled="auto")[-1].copies) == 1
    assert len(posts_of(lone, doubled="yes")[-1].copies) == 2


HEAD = ["Harbour Notes", "@harbournotes", "12.4K", "subscribers", "Notes of the harbour", "Download Telegram"]


def test_pages_of_short_posts():
    """The owner's name stands above each post, the page's head above all; neither is text, the name is the channel."""
    found = posts_of(joined(*HEAD, "Harbour Notes", "Fog", "Harbour Notes", "New bridge", "Bring your bike"))
    assert [(p.text, p.channel) for p in found if p.text] == [
        ("Fog", "Harbour Notes"),
        ("New bridge\nBring your bike", "Harbour Notes"),
    ]


def test_a_page_of_short_posts_among_doubled_ones():
    """Each page comes by its own path; the reactions of such a page stand in two lines each."""
    page = joined(*HEAD, "Harbour Notes", "Fog", "👍", "12", "Harbour Notes", "New bridge", "Bring your bike")
    found = posts_of(AROUND + page + AROUND)
    assert [p.text for p in found if p.channel] == ["Fog", "New bridge\nBring your bike"]
    assert sum(len(p.copies) == 2 for p in found) == 60


@pytest.mark.parametrize("shift", [0, 1, 3])
@pytest.mark.parametrize("readings", [3, 8])
def test_a_page_that_was_read_again_and_again(readings, shift):
    """A crawler adds the page to one file each time: its posts are the page's, not one post that is all of it."""
    page = [
        [f"Notice {i} of the office", *[f"Berth {i}-{n} is closed." for n in range(2 + i % 5)] * 2] for i in range(36)
    ]
    crawl = [post for reading in range(readings) for post in page[reading * shift :][:12]]
    flat = "".join(line + "\n" for post in crawl for line in post)
    want = ["\n".join(post[: len(post) // 2 + 1]) for post in crawl]
    assert [post.text for post in posts_of(flat)] == want
