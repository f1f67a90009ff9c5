"""What stands around a post: calls and signatures in any language, addresses that are content, footers of a file."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.test_match import post, verdicts_of
from tgclean.match import Matcher, explain
from tgclean.match.content import content
from tgclean.model import Tally
from tgclean.options import Options

POSTS = {
    "en": (
        "The lower lock of the canal is being emptied for the first time in a generation, and the town walks there.",
        "Subscribe 👉 @lock_demo",
        "📣 Send us your photos: @lock_tip_demo | Advertising: @lock_ads_demo",
        "via @canal_demo",
        "Our chat – @lock_chat_demo",
        "https://t.me/lock_demo",
    ),
    "ru": (
        "Нижний шлюз канала впервые за поколение осушают целиком, и посмотреть на это идёт весь город с детьми.",
        "📲 Подпишись на Вечерний канал: @lock_demo",
        "Прислать фото — @lock_tip_demo | По рекламе @lock_ads_demo",
    ),
    "ar": (
        "يجري تفريغ الهويس السفلي للقناة المائية للمرة الأولى منذ جيل كامل وتوجه أهل البلدة جميعا لمشاهدة ذلك.",
        "تابعونا على تلغرام 👈 @lock_demo",
        "أرسل صورك إلى @lock_tip_demo | للإعلان @lock_ads_demo",
    ),
    "my": ("မြို့ထဲက တံတားကို ဒီနေ့ ပြန်ဖွင့်ပြီး ကားတွေ သွားလာနိုင်ပါပြီ", "#ကျွန်ုပ်တို့ရဲ့သတင်းဌာန", "👉 @lock_demo"),
    "zh": (
        "运河下闸一代人以来第一次全部放空，全镇的人都带着孩子走去看，岸上摆起了卖面条和烤饼的摊子。",
        "👉 关注我们：@lock_demo",
        "投稿爆料：@lock_tip_demo｜商务合作：@lock_ads_demo",
    ),
}


def content_lines(text):
    """Return the lines of a text that say something."""
    return [line.strip() for line in content(text).text.split("\n") if line.strip()]


@pytest.mark.parametrize("language", POSTS)
def test_calls_and_signatures_are_no_content(language: str) -> None:
    """Whatever calls to a channel stands around a post, the post is the same, and so is one without it."""
    body, *lines = POSTS[language]
    for line in lines:
        assert content_lines(f"{body}\n\n{line}") == [body]
    for one, other in combinations(lines, 2):
        assert explain(f"{body}\n\n{one}", f"{body}\n\n{other}", Options()).same


@pytest.mark.parametrize(
    "line",
    [
        "Whoever saw the big grey goose on the canal last night, please write to {} and nobody else",
        "Кто видел вчера вечером серого гуся на нашем канале, пишите хозяйке в личку {} в любое время",
        "Wer die graue Gans am Kanal gesehen hat, schreibt bitte noch heute der Besitzerin {} eine Nachricht",
        "看到灰鹅的朋友请马上私信失主本人不要在评论区留言谢谢大家帮忙 {}",
    ],
)
def test_an_address_within_a_sentence_is_content(line: str) -> None:
    """There another address is other news; a chat's link is its handle."""
    head = "The lower lock is empty since the morning, and half of the town has come to see the mud.\n"
    for before in ("", head):
        one = before + line.format("@anna_demo")
        assert not explain(one, before + line.format("@boris_demo"), Options()).same
        assert explain(one, before + line.format("https://t.me/anna_demo"), Options()).reason == "folded"


def test_an_address_behind_the_last_sentence_is_a_signature() -> None:
    """On its own line, behind a full stop, a bar, a dash it says nothing."""
    head = "The lower lock is empty since the morning, and half of the town has come to see the mud."
    for ending in ("\n\n{}", " {}", " | {}", " — {}", "\nCanal news {}", " Photo: {}", "\n\n👇👇\n{}"):
        assert explain(head + ending.format("@anna_demo"), head + ending.format("@boris_demo"), Options()).same


def test_a_list_of_addresses_is_content() -> None:
    """More lines with addresses than a post has calls are what it is about."""
    lines = [f"@seller_{name}_demo sends nothing" for name in ("anna", "ben", "carl", "dora", "emil")]
    assert len(content_lines("Do not buy from these:\n" + "\n".join(lines))) == 6


NAMES = [
    "ashford",
    "belmont",
    "carrow",
    "denholm",
    "elsing",
    "farley",
    "grafton",
    "holme",
    "ilford",
    "kelby",
    "lorne",
    "marden",
]
WORDS = ("saw a grey goose on the canal", "sells two boats and a mill", "opens a school for boys and girls")
FOOTER = (
    "Address: Harbour Street behind the old mill, first floor on the left as you come up the stairs\n"
    "Call 0900000000 any day from nine in the morning until eight in the evening\n"
    "Free delivery inside the town for two pairs and more, payment by cash or card"
)


def shop() -> list[str]:
    """Products over one address, which is most of the words of each."""
    return [f"{name} boots of {name} leather\nSizes 40 41 42\n{FOOTER}" for name in NAMES]


def test_a_shop_keeps_its_products() -> None:
    """A line under many beginnings says nothing, and a repost is found without it."""
    texts = shop()
    reposts = [text.split("\n")[0] + "!\n" + text.split("\n", 1)[1] for text in texts]
    assert [verdict.leader for verdict in verdicts_of(texts + reposts)] == [*range(12)] * 2


def test_a_stream_learns_a_footer() -> None:
    """From the third post on; what was decided before stands."""
    texts = shop()
    matcher = Matcher(Options(), texts.__getitem__, Tally())
    kinds = [matcher.decide(post(text, number)).kind for number, text in enumerate(texts)]
    assert kinds.count("fresh") >= len(texts) - 2
    assert set(kinds[3:]) == {"fresh"}


def test_a_news_under_many_headers_is_no_footer() -> None:
    """Channels with news of their own, and one that all of them post: each begins with its own line."""
    told = "\n".join(f"The bridge of {name} is closed until Monday because of the storm." for name in NAMES[::-1])
    headers = [f"{channel} news, the channel of the coast" for channel in NAMES]
    own = [f"{header}\n{name} {word}" for header, name in zip(headers, NAMES, strict=True) for word in WORDS]
    leaders = [verdict.leader for verdict in verdicts_of([*own, *(f"{header}\n{told}" for header in headers)])]
    assert leaders == [*range(len(own)), *[len(own)] * len(headers)]
