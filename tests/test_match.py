"""What the matcher promises of whole inputs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tgclean.match import Matcher
from tgclean.merge import id_of
from tgclean.model import Copy, Post, Tally, Verdict
from tgclean.options import Options


def post(text: str, number: int = 0, **fields: str) -> Post:
    """A post with this text."""
    return Post("x", text, 0, (Copy(number + 1, number + 1, (0, 0), 100.0, ()),), **fields)  # type: ignore[arg-type]


def verdicts_of(texts: list[str], options: Options | None = None) -> list[Verdict]:
    """Verdicts of posts with these texts."""
    matcher = Matcher(options or Options(), texts.__getitem__, Tally())
    for number, text in enumerate(texts):
        matcher.add(post(text, number))
    return list(matcher.verdicts())


def test_equal_texts_are_exact() -> None:
    """Equal texts are one post, kind `exact`, with the first as leader."""
    assert [(v.kind, v.leader) for v in verdicts_of(["one two three", "other news here", "one two three"])] == [
        ("fresh", 0),
        ("fresh", 1),
        ("exact", 0),
    ]


def test_folded_texts_are_near_at_100() -> None:
    """Case, quotes, emoji and marks are no difference: score 100, reason `folded`."""
    verdict = verdicts_of(["🔔 «Ёлка» стоит в Перми", "елка стоит в перми!"])[1]
    assert (verdict.kind, verdict.leader, verdict.score, verdict.reason) == ("near", 0, 100.0, "folded")


def test_the_digest_that_is_given_is_the_one_that_is_made() -> None:
    """A text is found again whether its record's id is given with it or not."""
    texts = ["rain in Perm today", "дождь в Перми 🌧", "rain in Perm today", "дождь в Перми 🌧"]
    matcher = Matcher(Options(exact_only=True), texts.__getitem__, Tally())
    for number, text in enumerate(texts):
        matcher.add(post(text, number), bytes.fromhex(id_of(text)) if number < 2 else b"")
    assert [verdict.leader for verdict in matcher.verdicts()] == [0, 1, 0, 1]


def test_exact_only_merges_nothing_else() -> None:
    """With `exact_only`, texts that are equal only after folding stay two."""
    assert [v.kind for v in verdicts_of(["a b c", "A B C", "a b c"], Options(exact_only=True))] == [
        "fresh",
        "fresh",
        "exact",
    ]


def test_decide_agrees_where_order_does_not_matter() -> None:
    """One post at a time gives the verdicts of the whole input when nothing later changes them."""
    texts = [
        "Rain in Perm and snow in Omsk today",
        "other news here",
        "🔔 Rain in Perm, and snow in Omsk today!",
        "other news here",
    ]
    matcher = Matcher(Options(), texts.__getitem__, Tally())
    posts = [post(text) for text in texts]
    assert [matcher.decide(given) for given in posts] == verdicts_of(texts)


def test_short_blocks_merge_inside_one_post_only() -> None:
    """Under `--unit block`, equal short blocks of one post are exact copies; of two posts they stay two."""
    blocks = [("🔹 Rain", "p"), ("🔹 Rain", "q"), ("🔹 Rain", "p"), ("🔹 rain", "p")]
    for decide in (False, True):
        matcher = Matcher(Options(unit="block"), [text for text, _ in blocks].__getitem__, Tally())
        verdicts = []
        for number, (text, post_id) in enumerate(blocks):
            given = post(text, number, kind="block", post_id=post_id)
            if decide:
                verdicts.append(matcher.decide(given))
            else:
                matcher.add(given)
        assert [(v.kind, v.leader) for v in verdicts or matcher.verdicts()] == [
            ("fresh", 0),
            ("fresh", 1),
            ("exact", 0),
            ("fresh", 3),
        ]


def test_posts_without_text_are_no_copies() -> None:
    """Nothing is equal to nothing."""
    assert [verdict.kind for verdict in verdicts_of(["", "", "rain in Perm", ""])] == ["fresh"] * 4


def test_a_text_of_marks_alone_is_sketched() -> None:
    """A text of which folding leaves nothing is a post like any other, also where it comes alone."""
    texts = ["\u0301", "\u200b\u0301", "rain in Perm"]
    matcher = Matcher(Options(), texts.__getitem__, Tally())
    assert [matcher.decide(post(text)).kind for text in texts] == ["fresh"] * 3


@pytest.mark.parametrize("fill", [0, 40])
def test_korean_word_spacing_is_no_difference(fill: int) -> None:
    """Writers put spaces as they like: found with and without sketches."""
    text = "오늘 오후 서울 한강 다리 위에서 교통 사고가 나서 차량 통행이 모두 막혔다"
    texts = [text, text.replace("교통 사고가", "교통사고가").replace("차량 통행이", "차량통행이")]
    others = [f"other news {chr(97 + n % 26) * 4} {chr(97 + n // 26) * 5} here today" for n in range(fill)]
    assert verdicts_of(texts + others)[1].kind == "near"


@pytest.mark.parametrize("options", ["exact_only=True", ""])
def test_equal_texts_load_nothing(options: str) -> None:
    """Equal texts need neither numpy nor a judge."""
    code = (
        "import sys\nfrom tgclean.match import Matcher\n"
        "from tgclean.model import *\nfrom tgclean.options import Options\n"
        f"m = Matcher(Options({options}), lambda _: 'rain', Tally())\n"
        "for n in range(3): m.add(Post('x', 'rain', 0, ()))\n"
        "assert [v.kind for v in m.verdicts()] == ['fresh', 'exact', 'exact']\n"
        "assert not {'numpy', 'rapidfuzz', 'regex'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
