"""The generator of pages: what it promises to the tests that stand on it."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tests.pages.__main__ import main
from tests.pages.clients import CLIENTS, DATE_STYLES, clipboard
from tests.pages.corpus import Corpus, corpus
from tests.pages.extract import EXTRACTORS, missing
from tests.pages.posts import Channel
from tests.pages.reach import fold
from tests.pages.render import pages
from tests.pages.score import Found, score
from tests.pages.words import LANGUAGES

# Extractors are other people's code: their deprecation warnings are not ours to answer.
pytestmark = pytest.mark.filterwarnings("ignore")

FORMS = {
    "b", "i", "link", "hashtag", "emoji", "custom", "code", "tg-spoiler", "quote", "pre", "code_line", "spoiler_line",
    "ruler", "marker", "bullet", "footer", "more", "empty", "short_line", "bold_title", "short_title",
    "zero_width_title", "document", "reply", "preview", "poll",
}  # fmt: skip

# Share of the lines of certain posts that reach the text as whole lines, measured on these corpora
# (English and Arabic, seed 3, 100 posts); lxml and get_text() write a post in one line.
REACH = {
    "trafilatura": 0.91,
    "trafilatura-newest": 0.94,
    "bs4-lines": 0.58,
    "html2text": 0.21,
    "inscriptis": 1.0,
    "resiliparse": 1.0,
    "lxml": 0.02,
    "bs4": 0.02,
}


@cache
def made(lang: str, extractor: str, soft: bool = False) -> Corpus:
    """A small corpus, made once."""
    if why := missing(extractor):
        pytest.skip(f"left out: {why}")
    return corpus(lang, 3, 100, extractor, soft)


def test_pages_are_a_function_of_language_and_seed() -> None:
    """The same seed gives the same pages to the byte, in any process; another seed gives others."""
    digests = {}
    for lang in LANGUAGES:
        channel = Channel.drawn(lang, 3)
        digests[lang] = hashlib.blake2b("".join(pages(channel.posts(100), channel.name)).encode()).hexdigest()[:12]
    assert digests == json.loads(Path(__file__).with_name("pages").joinpath("digests.json").read_text("utf-8"))


def test_every_language_has_every_form() -> None:
    """Whatever the language, each format and each thing around a message turns up."""
    for lang in LANGUAGES:
        seen = {form for seed in range(3) for post in Channel.drawn(lang, seed).posts(400) for form in post.forms}
        assert not FORMS - seen, lang


def test_page_shows_what_the_gold_says() -> None:
    """The text elements of a page, tags taken out, are the gold texts."""
    from lxml import html

    channel = Channel.drawn("he", 4)
    posts = channel.posts(20)
    tree = html.fromstring(pages(posts, channel.name)[0])
    shown = [element.text_content() for element in tree.find_class("js-message_text")]
    assert [fold(text) for text in shown] == [fold(post.text.replace("\n", "")) for post in posts if post.parts]


@pytest.mark.parametrize("lang", ["en", "ru", "ar", "hi"])
def test_doubled_text_is_doubled(lang: str) -> None:
    """Through trafilatura 1.12 most lines after a post's first stand twice, and the gold has each once."""
    text = made(lang, "trafilatura")
    counts = Counter(fold(line) for line in text.flat.split("\n"))
    body = [fold(line) for item in text.gold for line in item.text.split("\n")[1:] if len(line) > 40]
    assert sum(counts[line] >= 2 for line in body) / len(body) > 0.6
    assert sum(map(len, (item.text for item in text.gold))) < 0.7 * len(text.flat)


@pytest.mark.parametrize("extractor", [name for name in EXTRACTORS if name != "trafilatura"])
def test_other_extractors_do_not_double(extractor: str) -> None:
    """Through the other extractors, hardly a long line stands twice: refrains and reposts only."""
    lines = Counter(fold(line) for line in made("en", extractor).flat.split("\n") if len(line) > 60)
    assert sum(count > 1 for count in lines.values()) / len(lines) < 0.05


@pytest.mark.parametrize("extractor", REACH)
def test_gold_reaches_the_text(extractor: str) -> None:
    """As many lines of the posts reach the text as were measured; each gold line does stand in it."""
    want = got = 0
    for lang in ("en", "ar"):
        text = made(lang, extractor)
        present = {fold(line) for line in text.flat.split("\n")}
        for item in text.gold:
            lines = [fold(line) for line in item.post.text.split("\n") if fold(line)]
            want += len(lines)
            got += sum(line in present for line in lines)
            assert all(fold(line) in present for line in item.text.split("\n"))
    assert got / want >= REACH[extractor]


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_most_posts_are_certain(extractor: str) -> None:
    """With every format mixed, what should come out is certain for most posts, and each uncertain one says why."""
    text = made("ru", extractor, soft=True)
    certain = [item for item in text.gold if not item.soft]
    assert len(certain) >= 0.6 * len(text.gold)
    assert not [item for item in text.gold if item.soft and item.text]
    assert not [item for item in text.gold if "guards" in item.soft]


@pytest.mark.parametrize("extractor", ["trafilatura", "html2text", "bs4-lines", "lxml"])
def test_score_of_the_gold_is_one(extractor: str) -> None:
    """The gold, given as what was recovered, scores 1; without its first post it does not."""
    text = made("ru", extractor)
    found = [Found(text.owners.index(i) + 1, item.text) for i, item in enumerate(text.gold) if item.text]
    assert score(text, found).f1 == 1.0
    assert score(text, found[1:]).f1 < 1.0
    assert score(text, [*found, found[0]]).f1 < 1.0


def test_command_writes_text_and_gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m tests.pages` writes a flat text and one gold line a post."""
    arguments = ["--lang", "zh", "--posts", "40", "--seed", "5", "--out", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", ["pages", *arguments])
    assert main() == 0
    flat = (tmp_path / "flat.txt").read_text("utf-8")
    rows = [json.loads(line) for line in (tmp_path / "gold.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == 40
    assert all(line in flat for row in rows for line in row["text"].split("\n"))


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("style", DATE_STYLES)
def test_clipboards_have_a_header_for_every_message(client: str, style: str) -> None:
    """Each copied message has its header in the client's form; android has one where the sender changes."""
    copied = clipboard(client, style, "uk", 2, 30)
    stamp = r"\[[\d./, :-]+(?:[ \u202f][AP]M)?\]"
    authors = [message.author for message in copied.gold]
    patterns = {
        "android": f"^(?:{'|'.join(map(re.escape, authors))}):$",
        "save-history": rf"^.+ {stamp}$",
        "macos": rf"^.+, {stamp}:$",
    }
    headers = re.findall(patterns.get(client, rf"^.+, {stamp}$"), copied.flat, re.MULTILINE)
    changes = 1 + sum(one != two for one, two in pairwise(authors))
    assert len(headers) == (changes if client == "android" else len(authors))
    assert copied.flat == clipboard(client, style, "uk", 2, 30).flat
