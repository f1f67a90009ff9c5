"""What a run, an index and an engine share: each post's pairs, components, their verdicts, counts that add up."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tgclean.match import footers, near
from tgclean.match.components import components
from tgclean.match.lines import Lines, lines_of
from tgclean.match.near import Near
from tgclean.match.pairs import Buckets
from tgclean.match.signature import Signatures, signature
from tgclean.match.tokens import Tokenizer
from tgclean.model import Tally
from tgclean.options import Options

WORDS = [f"{a}{b}{c}" for a in "bdfgklmn" for b in "aeiou" for c in "lmnrst"]


def posts(count: int = 300) -> list[str]:
    """Return posts of twenty news, edited here and there, under the footers of two channels."""
    chance = random.Random(3)
    news = [" ".join(chance.choices(WORDS, k=60)) for _ in range(20)]
    found = []
    for n in range(count):
        words = chance.choice(news).split()
        words[chance.randrange(60)] = f"edit{n}"
        found.append(" ".join(words) + f"\nOrder at the old mill in Norland, street {n % 2}, open from nine to five")
    return found


def signed(texts: list[str]) -> tuple[Signatures, Lines]:
    batch = Tokenizer().tokens(texts)
    lines = lines_of(batch)
    return signature(batch, lines), lines


def pairs(signatures: Signatures) -> list[tuple[int, int, int]]:
    return [tuple(map(int, pair)) for part in Buckets(signatures).pairs() for pair in zip(*part, strict=True)]


def test_what_a_post_is_paired_with_depends_on_earlier_posts_alone() -> None:
    """More posts add pairs and change none, so that components only grow."""
    whole, _ = signed(posts())
    some = Signatures(whole.names[:150], whole.keys[:150])
    assert [pair for pair in pairs(whole) if pair[0] < 150] == pairs(some) != []


def test_a_signature_is_of_a_text_alone() -> None:
    """Whatever else stands in its batch."""
    texts = posts(40)
    whole, _ = signed(texts)
    for n in (0, 7, 39):
        alone, _ = signed([texts[n]])
        assert (alone.names[0], alone.keys[0].tolist()) == (whole.names[n], whole.keys[n].tolist())


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60), st.randoms())
def test_components_are_those_of_the_pairs_in_any_order(drawn: list[tuple[int, int]], chance: random.Random) -> None:
    """Each post is named by the first of its component."""
    edges = [(max(pair), min(pair)) for pair in drawn if pair[0] != pair[1]]
    expected = list(range(31))
    for _ in range(31):
        for a, b in edges:
            expected[a] = expected[b] = min(expected[a], expected[b])
    chance.shuffle(edges)
    later, earlier = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    assert components(later, earlier, 31).tolist() == expected


@pytest.mark.parametrize("size", [1, 50])
def test_components_may_be_judged_apart(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """A few at a time or all at once, the verdicts are the same."""

    def verdicts() -> list[object]:
        texts = posts()
        joins = Near(Options(), texts.__getitem__, Tally())
        for text in texts:
            joins.add(text)
        found = joins.joins()
        return [found[n] for n in range(len(texts))]

    whole = verdicts()
    monkeypatch.setattr(near, "_PART", size)
    assert verdicts() == whole
    assert any(whole)


def test_counts_of_two_halves_add_up_to_those_of_the_whole() -> None:
    """So that footers are the same wherever they are counted."""
    texts = posts()
    halves = [signed(part)[1] for part in (texts[:150], texts[150:])]
    _, whole = signed(texts)

    def counts(lines: Lines) -> footers.Counts:
        return footers.under_first_lines(lines, np.arange(len(lines.posts)))

    total, sum_ = counts(whole), footers.added(*map(counts, halves))
    assert all(np.array_equal(x, y) for x, y in zip(total, sum_, strict=True))
    assert len(footers.spread(total)) == 2
