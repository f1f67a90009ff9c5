"""Pages that do not double: whose lines end a post, what is the page's and not the author's, and who is left alone.

The floors under the posts recovered through each extractor stand in `pages/floors.json` (test_pages_recovered).
"""

from __future__ import annotations

import io
import random

import pytest

import tgclean
from tests.conftest import doubled
from tests.pages.corpus import corpus
from tests.pages.extract import missing
from tgclean import pipeline
from tgclean.readers import chunks, page_shape
from tgclean.telegram.pages import foot

EXTRACTORS = ["lxml", "bs4", "bs4-lines", "html2text", "inscriptis", "resiliparse"]
WHOLE_LINES = ["html2text", "inscriptis", "resiliparse"]
HEAD = """Harbour Daily – Telegram
Harbour Daily
@harbour
12.4K subscribers
310 photos
News of the harbour, day by day.
Harbour Daily
Download Telegram
About
Blog
Harbour Daily
12.4K subscribers
"""

pytestmark = pytest.mark.filterwarnings("ignore")


def page(*texts, owner="Harbour Daily", views="1.3K views09:35"):
    """Gives the flat text of posts as lines: the owner's name, the text, the foot."""
    return "".join(f"{owner}\n{text}\n{views}\n" for text in texts)


def posts(text, **settings):
    data = text if isinstance(text, bytes) else text.encode()
    return list(tgclean.posts(io.BytesIO(data), options=tgclean.Options(**settings)))


def texts(text, **settings):
    return [post.text for post in posts(text, **settings)]


def made(extractor, lang="en", seed=2003, count=60):
    if why := missing(extractor):
        pytest.skip(f"left out: {why}")
    return corpus(lang, seed, count, extractor)


def stripped(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


def letters(text):
    return ["".join(sign for sign in line if sign.isalnum()) for line in text.split("\n")]


@pytest.mark.parametrize("lang", ["de", "fa", "zh"])
@pytest.mark.parametrize("extractor", WHOLE_LINES)
def test_lines_and_the_empty_ones_between_them_are_the_authors(extractor, lang):
    """Where an extractor shows line ends, the text is what the channel's reader sees, empty lines too."""
    text = made(extractor, lang)
    want = [letters(gold.post.text) for gold in text.gold if gold.post.text.strip()]
    assert [letters(got) for got in texts(text.flat)] == want


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_owner_and_forward_source_are_told(extractor):
    """Every post has the channel's name, and the name in its forward header."""
    text = made(extractor)
    found = posts(text.flat)
    shown = [gold.post for gold in text.gold if gold.post.text.strip()]
    assert [post.forwarded_from for post in found] == [post.forwarded_from for post in shown]
    assert {post.channel for post in found} == {"Harbour Daily"}


def test_the_address_of_a_message_is_kept_where_the_extractor_keeps_it():
    """html2text leaves the link of the time: the post's address and number."""
    text = made("html2text")
    shown = [gold.post for gold in text.gold if gold.post.text.strip()]
    assert [post.message_id for post in posts(text.flat)] == [str(post.number) for post in shown]


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_spans_hold_the_lines_of_the_text(extractor):
    """The span goes from the owner's name to the foot; runs name the lines that the text takes as they stand."""
    data = made(extractor).flat.encode()
    lines = data.decode().split("\n")
    before = 0
    for post in posts(data):
        (copy,) = post.copies
        assert before < copy.line <= copy.line_end
        before = copy.line_end
        assert data[copy.offsets[0] : copy.offsets[-1]].decode() == "\n".join(lines[copy.line - 1 : before]) + "\n"
        assert foot(stripped("\n".join(lines[copy.line - 1 : before]))).lines
        shown = post.text.split("\n")
        for run in copy.runs:
            assert copy.line <= run.line < run.line + run.size - 1 <= copy.line_end or run.size == 1
            for i in range(run.size):
                raw = lines[run.line - 1 + i].strip()
                assert extractor == "html2text" or raw == shown[run.text_line + i].strip()
        assert extractor == "html2text" or sum(run.size for run in copy.runs) == len(shown)


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_the_size_of_chunks_changes_nothing(extractor, monkeypatch):
    """The shape is told from a stated number of lines, and a post is cut where its foot is."""
    text = made(extractor, "ru")
    want = posts(text.flat)
    for size in (4096, 50_000, 64 << 20):
        monkeypatch.setattr("tgclean.readers.text.BLOCK_BYTES", size)
        assert posts(text.flat) == want


def test_heads_of_pages_go():
    """Title, handle, counters, description, buttons and the name bar are the page's, on every page of a file."""
    flat = HEAD + page("one", "10K subscribers") + HEAD + page("Download Telegram\nand read us\nHarbour Daily")
    assert texts(flat) == ["one", "Download Telegram\nand read us\nHarbour Daily"]
    assert {post.channel for post in posts(flat)} == {"Harbour Daily"}


def test_pages_of_several_channels_may_follow_each_other():
    """A name that stands before two posts in a row is an owner's, with the head of a page or without."""
    flat = page("a1", "a2", "a3") + page("b1", "b2", owner="Night News") + page("c1", "c2", owner="Fleet")
    assert [(post.channel, post.text) for post in posts(flat)] == [
        ("Harbour Daily", "a1"), ("Harbour Daily", "a2"), ("Harbour Daily", "a3"),
        ("Night News", "b1"), ("Night News", "b2"), ("Fleet", "c1"), ("Fleet", "c2"),
    ]  # fmt: skip


def test_a_name_with_an_emoji_is_three_lines_where_every_node_is_one():
    """The page's title says the whole name; a marker behind it is the post's."""
    head = "Harbour 🔥 Daily – Telegram\nHarbour\n🔥\nDaily\n@harbour\n12.4K\nsubscribers\nDownload Telegram\n"
    flat = head + page("📍\none", "📍\ntwo", owner="Harbour\n🔥\nDaily", views="1.3K\nviews\n09:35")
    assert [(post.channel, post.text) for post in posts(flat)] == [
        ("Harbour 🔥 Daily", "📍\none"),
        ("Harbour 🔥 Daily", "📍\ntwo"),
    ]


@pytest.mark.parametrize(
    "views",
    [
        "1.3K views09:35", "1.3K views 09:35", "1.3K\u00a0views09:35", "7 views9:35 AM", "1 view09:35",
        "1.3K viewsedited \u00a009:35", "1.3K views edited  09:35", "1.3K viewsJohn Doe,\u00a009:35",
        "1.3K\nviews\n09:35", "1.3K\nviews\nedited\n09:35", "1.3K\nviews\nJohn Doe\n,\n09:35", "1.3K views\n09:35",
        "1.3K views",
    ],
)  # fmt: skip
def test_every_kind_of_foot_ends_a_post(views):
    """Views and time in one line or several, edited, signed, linked; without a time where no post has one."""
    assert texts(page("one\n👍83👎14", "two\n12:30", "three", views=views)) == ["one", "two\n12:30", "three"]


def test_what_is_the_interfaces_goes_unless_it_is_kept():
    """Media, the length of a video, a poll's figures, service messages; with `interface="keep"` they stay."""
    flat = page("VIEW IN TELEGRAM\nseen", "0:39\nvideo", "Who?\nAnonymous Poll\n33%\nA\n67%\nB", "Channel created")
    assert texts(flat) == ["seen", "video", "Who?\nA\nB"]
    kept = texts(flat, interface="keep")
    assert kept[0] == "Harbour Daily\nVIEW IN TELEGRAM\nseen\n1.3K views09:35"
    assert len(kept) == 4


def test_markdown_is_undone_where_it_is_certain():
    """Wrapped lines are one again; rulers, stars and underscores of the author's stay."""
    lines = [
        "A line that is wrapped and has a well-", "known **bold _word_** in it, [a",
        "link](https://example.org/a_b).  ", "***  ", "_ **🟣**_ snake_case and 2 * 3  ", "  ",
        "\\- one `**code**`  ", "", "> quoted", "> on", "", "  ", "    ", "    a  = 1", "", "last",
    ]  # fmt: skip
    foot = "\n_**👍**_ 5\n\n1.3K views[09:35](https://t.me/harbour/7)"
    flat = page("\n".join(lines), "other", owner="[Harbour Daily](https://t.me/harbour)\n", views=foot)
    assert texts(flat)[0].split("\n") == [
        "A line that is wrapped and has a well-known bold word in it, a link.", "***", "🟣 snake_case and 2 * 3", "",
        "- one **code**", "quoted on", "", "a  = 1", "last",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "flat",
    [
        "".join(f"We meet at the quay, part {i}\n12:30\n" for i in range(40)).encode(),
        "".join(f"Ann\nat 12:3{i % 10}?\nBob\n12:3{i % 10}\n" for i in range(40)).encode(),
        doubled(*((f"Title {i}", [f"A line, number {i} of 20", "and 1.3K views09:35", "end"], "") for i in range(20))),
        doubled(*((f"Title {i}", [f"A line, number {i} of many", "1.3K views09:35"], "X") for i in range(20))),
        b"one\n1.3K views09:35\ntwo\n",
        b"",
    ],
    ids=["times", "a chat about times", "views inside a line", "doubled with views", "views quoted once", "empty"],
)  # fmt: skip
def test_what_is_no_page_is_left_alone(flat):
    """Times close nothing, a line quoted once proves nothing, and doubled text is the segmenter's."""
    shape, _ = page_shape(chunks(tgclean_source(flat), tgclean.Tally()))
    assert shape is None


def tgclean_source(data):
    return pipeline.Source("flat.txt", io.BytesIO(data))


def test_a_post_whose_last_line_is_a_time_keeps_it():
    """12:30 before the foot is text."""
    assert texts(page("The ferry leaves at\n12:30", "And returns\n18:45")) == [
        "The ferry leaves at\n12:30",
        "And returns\n18:45",
    ]


def test_a_message_without_an_end_is_cut_and_counted():
    """A page's beginning, then lines without a foot: bounded parts, each limit that bit is counted."""
    flat = page("one", "two", "three") + "endless\n" * 50_000
    tally = tgclean.Tally()
    found = list(tgclean.posts(io.BytesIO(flat.encode()), tally=tally))
    assert [post.text for post in found[:3]] == ["one", "two", "three"]
    assert sum(post.text.count("\n") + 1 for post in found[3:]) == 50_000
    assert tally.total().limits["page_message"] == 2
    assert [("forced_split" in post.flags) for post in found] == [False] * 3 + [True, True, False]


@pytest.mark.parametrize("sign", ["**a ", "[a](b ", "[", "_x", "`", "![", "\\", "<http://", "a- \n", "> ", "👍1", "~~"])
def test_markdown_of_bad_will_takes_linear_time(sign):
    """A megabyte of one mark opens and never closes: read once, and its other characters are kept."""
    body = sign * ((1 << 20) // len(sign))
    flat = page("one", "two", body, owner="Harbour Daily\n", views="\n1.3K views[09:35](https://t.me/harbour/7)")
    assert texts(flat)[:2] == ["one", "two"]


PRESS = (
    "Telegram was founded in 2013 by two Russian brothers, Nikolai and Pavel Durov. So, uh, whenever I hear about "
    "Telegram, it’s always in relation to something bad. What gives? Such instructions could actually endanger people."
)


def test_pages_of_a_mirror_give_their_posts_once():
    """Whole and twice, then sentences about Telegram and a country: one post a page, its copies as spans."""
    frame = "North Wind | Telegram Webview: north/12 -\n"
    flat = f"{frame}one\n\ntwo\none\n\ntwo\n{PRESS}\nfrom us\nForwarded from A\nthree\nthree\n{PRESS}\nSouth from DE\n"
    first, second = posts(flat)
    assert (first.text, first.channel, first.message_id) == ("one\n\ntwo", "North Wind", "12")
    assert [(copy.line, copy.line_end, copy.runs) for copy in first.copies] == [
        (1, 4, ((0, 2, 1), (2, 4, 1))),
        (5, 9, ((0, 5, 1), (2, 7, 1))),
    ]
    assert (second.text, second.channel, second.forwarded_from) == ("three", "South", "A")
    assert [(copy.line, copy.line_end) for copy in second.copies] == [(10, 11), (12, 14)]


def test_a_mirror_is_told_by_its_sentences():
    """Greetings from us are no mirror's, and an article about Telegram is no frame."""
    assert texts("one\ntwo\nfrom us\n") == ["one", "two", "from us"]
    assert texts(f"one\n{PRESS}\ntwo\n") == ["one", PRESS, "two"]


def newest(count=30, foot="🟣 Subscribe to the harbour"):
    """Gives what trafilatura 2.3 leaves of posts: once each, signed, some with reactions or a header."""
    out = []
    for i in range(count):
        header = "Forwarded from\u00a0North\n" if i % 5 == 0 else ""
        out.append(
            (header, f"Title of number {i}, longer than most\nline {i} of it  \n{foot}", "👍83👎14\n" if i % 2 else "")
        )
    return out


def test_the_newest_trafilatura_shows_where_some_posts_end():
    """Headers, media, reactions, and the signature that recurs before them: it ends the other posts too."""
    made = newest()
    flat = "".join(f"{header}{text}\n{bar}" for header, text, bar in made)
    found = posts(flat)
    assert [post.text for post in found] == [text.replace("  \n", "\n") for _, text, _ in made]
    assert [bool(post.forwarded_from) for post in found] == [bool(header) for header, _, _ in made]
    assert [copy.line for post in found for copy in post.copies] == sorted(post.copies[0].line for post in found)
    assert texts(flat, interface="keep")[1].endswith("harbour\n👍83👎14")


def test_what_the_newest_trafilatura_runs_together_stays_so():
    """Without signature, reactions or header nothing tells two posts apart."""
    flat = (
        "".join(f"Forwarded from\u00a0North\nfirst of {i}, and some more\nsecond of {i}\n" for i in range(9))
        + "and\nmore\n"
    )
    assert texts(flat)[-1] == "first of 8, and some more\nsecond of 8\nand\nmore"


def test_doubled_text_with_reactions_is_the_segmenters():
    """Old trafilatura leaves the bar of reactions too, and a no-break space behind "from" in some versions."""
    bodies = [
        (f"Title of number {i}", [f"a long line of number {i}, and more", f"and {i} again, as long as that"])
        for i in range(20)
    ]
    flat = "".join(
        f"Forwarded from\u00a0North\n{title}\n" + "".join(f"{line}\n" for line in (*body, *body, "👍83👎14"))
        for title, body in bodies
    )
    shape, _ = page_shape(chunks(tgclean_source(flat.encode()), tgclean.Tally()))
    assert shape is None
    assert texts(flat) == ["\n".join((title, *body)) for title, body in bodies]


def one_liners(count, every=0):
    """Gives old trafilatura's text of posts of one line, and the posts; each `every`th is followed by one of two."""
    flat, want = "", []
    draw = random.Random(count)
    for i in range(count):
        line = (
            f"What the harbour said on day {i}, in one line that is long enough for the extractor to keep it: {i} ships"
        )
        flat += "Forwarded from North\n" * (draw.random() < 0.4) + f"{line}\n" + "👍83👎14\n" * (draw.random() < 0.4)
        want.append(line)
        if every and i % every == 0:
            title, body = f"A title of day {i}", f"A second line, which was about day {i}"
            flat += f"{title}\n{body}\n{body}\n"
            want.append(f"{title}\n{body}")
    return flat, want


def test_doubled_text_of_mostly_one_line_is_the_segmenters():
    """Where one post in fourteen has a body, which then stands right below itself, the others are still whole posts."""
    flat, want = one_liners(130, every=13)
    assert texts(flat) == want


def test_posts_of_one_line_are_told_by_how_many_stand_between_marks():
    """Where no post has a body, most marks have one line between them, and each line is a post."""
    flat, want = one_liners(130)
    assert texts(flat) == want


def test_a_page_is_none_where_the_user_says_that_the_text_is_doubled():
    """The segmenter knows nothing of signatures that end posts."""
    flat = "".join(f"{header}{text}\n{bar}" for header, text, bar in newest())
    assert len(texts(flat)) == 30 != len(texts(flat, doubled="yes"))


@pytest.mark.parametrize("count", [2, 3])
def test_an_alert_that_is_repeated_is_no_channels_name(count):
    """Posts of one equal line above views and time are posts, alone and behind another."""
    alerts = "Air alert in Westmark, go to the shelter\n1.3K views\n12:30\n" * count
    for flat in (alerts, f"Fog in the harbour\n1.3K views\n09:10\n{alerts}"):
        assert "Air alert in Westmark, go to the shelter" in "\n".join(texts(flat))


def test_the_signature_between_views_and_time_is_the_author():
    """It is no text, and no line of the input vanishes."""
    (post,) = posts("Title\n1.3K views\nJ. Doe\n12:30\n")
    assert (post.text, post.author) == ("Title", "J. Doe")


@pytest.mark.parametrize("head", [HEAD, "Coast Notes\n@coast\n12.4K\nsubscribers\nDownload Telegram\n"])
def test_a_post_whose_page_was_cut_is_one_above_the_head_of_the_next_page(head):
    """Its foot is missing, and no line of it is the head's."""
    whole = page("The ferry is late again.", "Fog until ten on the pier.")
    cut = "Harbour Daily\nThe old bridge is closed from Monday on.\nTake the ferry.\n"
    got = posts(whole + cut + head + page("New bread at the market."))
    assert [post.text for post in got] == [
        "The ferry is late again.",
        "Fog until ten on the pier.",
        "The old bridge is closed from Monday on.\nTake the ferry.",
        "New bread at the market.",
    ]
    assert {post.channel for post in got} == {"Harbour Daily"}
