"""Clusters: the fast path against a slow, obvious one, and what holds of any input."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_match import verdicts_of
from tgclean.match import clusters as clusters_module
from tgclean.match.clusters import Clusters
from tgclean.match.judge import judge
from tgclean.match.near import Near
from tgclean.match.opinion import Opinion
from tgclean.model import Tally
from tgclean.options import Options

LEXICON = [
    a + b + c for a in "bdfgklmnprst" for b in ("a", "e", "io", "u") for c in ("ban", "der", "lin", "mor", "tas", "vik")
]
VARIED = [a + b for a in LEXICON for b in LEXICON]


def leaders_slowly(texts: list[str], patch: pytest.MonkeyPatch) -> list[int]:
    """Leaders of posts, by comparing all pairs; look-alikes are looked for among all texts."""
    near = Near(Options(), texts.__getitem__, Tally())
    for text in texts:
        near.add(text)
    rows = near.why(0, 0) and near._rows
    everyone = range(len(texts))
    clusters = Clusters(rows, lambda post, _limit: [other for other in everyone if other != post], 82.0, Counter())
    first = {text: number for number, text in reversed(list(enumerate(texts)))}
    leaders: list[int] = []
    patch.setattr(clusters_module, "TRIES", len(texts))
    for number, text in enumerate(texts):
        if first[text] != number:
            leaders.append(leaders[first[text]])
            continue
        joined = clusters.place(number, [other for other in range(number) if first[texts[other]] == other])
        leaders.append(joined.leader if joined else number)
    return leaders


def edited(words: list[str], rate: float, chance: random.Random) -> list[str]:
    """The words with a share of them replaced, dropped or doubled by another."""
    out: list[str] = []
    for word in words:
        if chance.random() >= rate:
            out.append(word)
        else:
            out += chance.choice(([], [chance.choice(LEXICON)], [word, chance.choice(LEXICON)]))
    return out


def corpus(seed: int, posts: int) -> list[str]:
    """Posts of 8 to 200 words, most of them with edited copies, shuffled."""
    chance = random.Random(seed)
    texts: list[str] = []
    while len(texts) < posts:
        base = chance.choices(LEXICON, k=chance.choice((8, 20, 60, 200)))
        for rate in (0, *chance.choices((0, 0.02, 0.05), k=chance.randrange(4))):
            words = edited(base, rate, chance)
            lines = [" ".join(words[at : at + 25]) for at in range(0, len(words), 25)]
            texts.append(
                "\n".join(
                    [*chance.choice(([], ["Forwarded from News"])), *lines, *chance.choice(([], ["Join us @news"]))]
                )
            )
    chance.shuffle(texts)
    return texts


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_the_fast_path_keeps_what_all_pairs_keep(seed: int) -> None:
    """On small inputs the index loses nothing: what is kept is what is kept when every pair is compared.

    A copy that is near two of these joins the nearer one by its shared keys, and the first when all are compared
    (in 2 of 150 such inputs).
    """
    texts = corpus(seed, 40)
    with pytest.MonkeyPatch.context() as patch:
        kept = {number for number, leader in enumerate(leaders_slowly(texts, patch)) if number == leader}
    assert {verdict.post for verdict in verdicts_of(texts) if verdict.kind == "fresh"} == kept


def mixed(seed: int, posts: int) -> list[str]:
    """Families of posts that differ in one or two slots, posts cut and continued, and edited copies, shuffled."""
    chance = random.Random(seed)
    texts: list[str] = []
    while len(texts) < posts:
        base = chance.choices(LEXICON, k=chance.choice((8, 12, 16, 20, 30, 45, 60, 120)))
        kind, found = chance.random(), [base]
        if kind < 0.35:
            slots = chance.sample(range(1, len(base) - 1), chance.choice((1, 2)))
            for _ in range(chance.choice((1, 2, 3, 4, 7))):
                found.append([chance.choice(LEXICON[:40]) if n in slots else word for n, word in enumerate(base)])
                while chance.random() < 0.4:
                    found.append(edited(found[-1], chance.choice((0, 0.03, 0.06)), chance))
        elif kind < 0.55:
            for _ in range(chance.choice((1, 2, 3))):
                more = chance.choices(LEXICON, k=chance.choice((0, 7, 15, 30)))
                found.append(base[: chance.randrange(len(base) // 2, len(base))] + more)
        else:
            found += [edited(base, rate, chance) for rate in chance.choices((0, 0.02, 0.05, 0.1, 0.15), k=4)]
        texts += [" ".join(words) + chance.choice(("", "\nJoin us @news")) for words in found]
    chance.shuffle(texts)
    return texts


@pytest.mark.parametrize("seed", range(10))
def test_the_texts_of_leaders_are_a_fixed_point(seed: int) -> None:
    """What is kept with `--keep first` is kept whole when it is given again.

    Where a file has templates, what it teaches goes with the posts that merged: then a few more may merge.
    """
    texts = corpus(seed, 60)
    kept = [texts[verdict.post] for verdict in verdicts_of(texts) if verdict.kind == "fresh"]
    assert all(verdict.kind == "fresh" for verdict in verdicts_of(kept))
    texts = mixed(seed, 60)
    kept = [texts[verdict.post] for verdict in verdicts_of(texts) if verdict.kind == "fresh"]
    assert sum(verdict.kind != "fresh" for verdict in verdicts_of(kept)) <= 2


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_an_input_given_twice_keeps_the_same_texts(seed: int) -> None:
    """Every post of the second copy is exact or near, and no verdict of the first changes."""
    texts = corpus(seed, 40)
    once, twice = verdicts_of(texts), verdicts_of(texts * 2)
    assert twice[: len(texts)] == once
    assert [verdict.leader for verdict in twice[len(texts) :]] == [verdict.leader for verdict in once]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_an_unrelated_post_changes_no_other_cluster(seed: int) -> None:
    """A post that shares nothing with the others leaves their verdicts as they are."""
    texts = corpus(seed, 40)
    assert verdicts_of([*texts, "quite another story xylophone zebra"])[:-1] == verdicts_of(texts)


def test_every_member_is_near_the_leader() -> None:
    """A chain of small steps does not merge its ends: every member has a score with the leader itself."""
    chance = random.Random(3)
    chain = [chance.choices(LEXICON, k=120)]
    for _ in range(12):
        chain.append(edited(chain[-1], 0.08, chance))
    verdicts = verdicts_of([" ".join(words) for words in chain])
    assert len({verdict.leader for verdict in verdicts}) > 1
    assert all(verdict.score >= 70 for verdict in verdicts)


def test_templates_keep_their_instances_apart() -> None:
    """Posts that differ at one place, each with another word there, are different news; their reposts are found."""
    frame = "power is out in {} since the storm of this morning and crews are on the way there"
    texts = [frame.format(name) for name in ("ashford", "belmont", "carrow", "denholm", "elsing")]
    verdicts = verdicts_of(texts + ["🔔 " + text for text in texts])
    assert [verdict.leader for verdict in verdicts] == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4]


def test_templates_keep_edited_instances_apart() -> None:
    """Where each instance has a word of its own besides the slot's, the slot is one still."""
    chance = random.Random(11)
    frame = chance.choices(LEXICON, k=30)
    texts = []
    names = "ashford belmont carrow denholm elsing farley grafton holme ilford kelby lorne marden norwell"
    for name in names.split():
        words = [*frame[:5], name, *frame[6:]]
        words[chance.randrange(6, 30)] = chance.choice(LEXICON)
        texts.append(" ".join(words))
    assert all(verdict.kind == "fresh" for verdict in verdicts_of(texts))


def test_a_cut_post_bridges_no_two_clusters() -> None:
    """Two posts with a common beginning stay two when the beginning alone is a post as well."""
    chance = random.Random(7)
    head, one, other = (" ".join(chance.choices(LEXICON, k=30)) for _ in range(3))
    leaders = [verdict.leader for verdict in verdicts_of([f"{head} {one}", f"{head} {other}", head])]
    assert leaders[1] == 1
    leaders = [verdict.leader for verdict in verdicts_of([head, f"{head} {one}", f"{head} {other}"])]
    assert not leaders[1] == leaders[2] == 0


def test_groups_cost_nothing_after_they_are_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the groups with a cut post are judged four times, whatever else merges; it was sixteen."""
    judged = 0

    def counted(*posts: Any, **settings: Any) -> Opinion:
        nonlocal judged
        judged += 1
        return judge(*posts, **settings)

    monkeypatch.setattr("tgclean.match.clusters.judge", counted)
    calls = []
    for groups in (32, 128):
        chance = random.Random(groups)
        texts: list[str] = []
        for _ in range(groups):
            head, one, other, again = (chance.choices(VARIED, k=60) for _ in range(4))
            rows = [*head, *one], [*head, *other], head, again, [*again[:30], "tosvik", *again[31:]]
            texts += map(" ".join, rows)
        judged = 0
        verdicts_of(texts)
        calls.append(judged)
    assert calls[1] < 6 * calls[0]


def test_hot_buckets_are_counted() -> None:
    """Where hundreds of posts share words that are no footer, not all are compared, and the tally says so."""
    from tgclean.match import Matcher
    from tgclean.model import Copy, Post

    chance = random.Random(1)
    hot = " ".join(chance.choices(LEXICON, k=10))
    texts = [
        f"{' '.join(chance.choices(VARIED, k=20))} {hot} {' '.join(chance.choices(VARIED, k=20))}" for _ in range(400)
    ]
    tally = Tally()
    matcher = Matcher(Options(), texts.__getitem__, tally)
    for text in texts:
        matcher.add(Post("x", text, 0, (Copy(1, 1, (0, 0), 100.0, ()),)))
    assert all(verdict.kind == "fresh" for verdict in matcher.verdicts())
    assert tally.limits["hot_bucket"] > 0
