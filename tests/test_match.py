"""What the matcher promises of whole inputs."""

from __future__ import annotations

from tgclean.match import Matcher
from tgclean.model import Copy, Post, Tally, Verdict
from tgclean.options import Options


def verdicts_of(texts: list[str], options: Options | None = None) -> list[Verdict]:
    """Verdicts of posts with these texts."""
    matcher = Matcher(options or Options(), texts.__getitem__, Tally())
    for number, text in enumerate(texts):
        matcher.add(Post("x", text, 0, (Copy(number + 1, number + 1, (0, 0), 100.0, ()),)))
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
    posts = [Post("x", text, 0, (Copy(1, 1, (0, 0), 100.0, ()),)) for text in texts]
    assert [matcher.decide(post) for post in posts] == verdicts_of(texts)
