"""The quality gate, and what it rests on: that its corpora are fixed, its scorers right, its floors kept."""

from __future__ import annotations

import json
import re
from collections import Counter
from random import Random

import pytest

from tests.quality import channels, scores
from tests.quality.copies import NOISE, noisy
from tests.quality.corpora import CORPORA, outcome
from tests.quality.exports import Knobs, export
from tests.quality.flat import Truth
from tests.quality.gate import MARGIN, compare, floor_for, main, raised, read_floors
from tests.quality.lookalikes import TABLE, families, templated
from tests.quality.promises import promised, report
from tests.quality.reposts import language_scripts, reposts, sample_scripts
from tests.quality.scores import Found, Outcome, Pair, Row
from tests.quality.words import LANGUAGES

SMALL = 60_000


@pytest.mark.parametrize("name", CORPORA)
def test_gate(name):
    """No score is below its floor, on the very corpus that the floor was set for."""
    sha256, (measured, _) = outcome(name)
    assert compare(name, sha256, measured, read_floors().get(name))[1] == []


MAKERS = {
    "export": lambda seed: export(seed, SMALL, Knobs()),
    "footers": lambda seed: channels.channels(seed, SMALL, channels.footers),
    "alerts": lambda seed: channels.channels(seed, SMALL, channels.alerts),
    "flashes": lambda seed: channels.channels(seed, SMALL, channels.flashes),
    "rulers": lambda seed: channels.channels(seed, SMALL, channels.rulers),
    "code": lambda seed: channels.channels(seed, SMALL, channels.code),
    "reposts": lambda seed: reposts(seed, SMALL, sample_scripts),
    "reposts-th": lambda seed: reposts(seed, SMALL, lambda rng: language_scripts(("th",), rng)),
    "templated": lambda seed: templated(seed, 60, tuple(TABLE["templates"])),
    "families": lambda seed: families(seed, 16, 3, tuple(TABLE["families"])),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_generators_follow_their_seed(make):
    """The same seed gives the same corpus, another seed another one."""
    assert make(5) == make(5) != make(6)


@pytest.mark.parametrize(
    "make", [MAKERS[name] for name in ("export", "footers", "alerts", "flashes", "rulers", "code")]
)
def test_truth_tiles_the_text(make):
    """Every line belongs to one post; its title and each line of its text stand in it."""
    made = make(7)
    lines = made.flat.decode().split("\n")[:-1]
    assert [post.line for post in made.truth] == [1, *(post.line_end + 1 for post in made.truth[:-1])]
    assert made.truth[-1].line_end == len(lines)
    for post in made.truth:
        here = lines[post.line - 1 : post.line_end]
        assert set(filter(None, post.text.split("\n"))) <= set(here)
        assert post.title in "\n".join(here)
        assert (f"Forwarded from {post.forwarded_from}" == here[0]) == bool(post.forwarded_from)


def test_knobs_of_an_export():
    """Without noise a post is its header, its title and its body twice, or one line."""
    clean = Knobs(noisy=0.0, placeholder=0.0, languages=LANGUAGES)
    made = export(3, SMALL, clean)
    lines = made.flat.decode().split("\n")
    for post in (post for post in made.truth if post.copies > 1):
        header = ["Forwarded from " + post.forwarded_from] if post.forwarded_from else []
        title = post.title.split("\n") if post.title else []
        body = post.text.split("\n")[len(title) :]
        assert lines[post.line - 1 : post.line_end] == [*header, *title, *body * post.copies]
    assert {post.copies for post in made.truth} == {1, 2}


@pytest.mark.parametrize("kind", NOISE)
def test_each_noise_changes_the_copy(kind):
    """Every kind of noise can be had alone, and says that it was done."""
    body = ("❗️ One line of words.", "Another line of words.", "A third line of words.")
    made = [noisy(body, {kind: 1.0}, "An extra line.", Random(seed)) for seed in range(20)]
    assert any(copy != body for copy, _ in made)
    assert {frozenset(done) for _, done in made} == {frozenset({kind})}
    assert noisy(body, {}, "An extra line.", Random(1)) == (body, set())


def test_lost_code_stands_in_the_last_copy():
    """Where a first copy lacks lines of code, the second has them, and the text too."""
    made = channels.channels(1, SMALL, channels.code)
    lines = made.flat.decode().split("\n")
    bodies = [
        (lines[post.line - 1 : post.line_end], post.text.split("\n")[1:]) for post in made.truth if post.copies > 1
    ]
    assert all(here[-len(body) :] == body for here, body in bodies)
    assert any(here.count(body[1]) == 1 for here, body in bodies)


def test_lookalikes_have_one_repost_each():
    """Every cluster is two rows; families have no digit and no capital but in what was added."""
    for rows in (templated(1, 60, tuple(TABLE["templates"])), families(1, 16, 3, tuple(TABLE["families"]))):
        assert set(Counter(row.cluster for row in rows).values()) == {2}
        assert len({row.text for row in rows}) == len(rows)
    for row in families(1, 16, 3, ("lat", "cyr")):
        bare = row.text.removeprefix("🔔 ").split("\n")
        assert any(line == line.lower() and not re.search(r"\d", line) for line in bare)


def test_templates_fill_their_slots():
    """No template leaves a slot open, and each figure is in its form."""
    texts = [row.text for row in templated(2, 400, tuple(TABLE["templates"]))]
    assert not [text for text in texts if "<" in text or ".." in text]
    assert all(re.search(r"\$\d\d,\d{3} \([+-]\d\.\d\d%", text) for text in texts if "Bitcoin" in text)
    assert all(re.search(r"DAX schließt bei \d\d\.\d{3} ", text) for text in texts if "DAX" in text)


TRUTH = (
    Truth("T\na\nb", "X", title="T", line=1, line_end=6, copies=2),
    Truth("U\nc", title="U", line=7, line_end=9, copies=2),
    Truth("V", title="V", line=10, line_end=10, copies=1),
    Truth("", title="W", line=11, line_end=13, copies=2),
)
RIGHT = [
    Found(1, 6, 2, "X", "T", "T\na\nb"),
    Found(7, 9, 2, "", "U", "U\u200b\nc "),
    Found(10, 10, 1, "", "", "V"),
    Found(11, 13, 2, "", "W", "W\nd"),
]


def test_perfect_posts_score_one():
    """Posts that are all right score 1.0 in everything; white space and unseen characters are no fault."""
    assert scores.boundaries(TRUTH, RIGHT) == (dict.fromkeys(scores.boundaries(TRUTH, RIGHT).scores, 1.0), [])


def test_faulty_posts_score_what_is_worked_out():
    """A wrong end, a missed post, an invented one, a wrong name, title, count and text each cost their share."""
    found = [
        Found(1, 6, 3, "Y", "T", "T\na"),  # starts and ends right; count, name and text wrong
        Found(7, 8, 1, "", "", "U"),  # ends early: title and text wrong
        Found(9, 9, 1, "", "", "c"),  # no post
        Found(11, 13, 2, "", "W", "anything"),  # right; its text is not asked for
    ]
    outcome = scores.boundaries(TRUTH, found)
    assert outcome.scores == pytest.approx(
        {"start": 6 / 8, "span": 2 / 4, "copies": 1 / 4, "forwarded_from": 2 / 3, "title": 2 / 3, "text": 0}
    )
    assert len(outcome.faults) == 5  # one missed, one with another end, one invented, two with another text


def test_texts_score_what_is_worked_out():
    """One post of two right, and one line of the other twice: F1 1/2, recall 1, excess 3/4."""
    assert scores.texts(["a\nb", "c"], ["a\nb", "c"]).scores == {"post": 1.0, "recall": 1.0, "excess": 1.0}
    assert scores.texts(["a\nb", "c"], ["a\nb", "c\nc"]).scores == {"post": 0.5, "recall": 1.0, "excess": 0.75}
    assert scores.texts(["a", "b"], ["a"]).scores == pytest.approx({"post": 2 / 3, "recall": 0.5, "excess": 1.0})


ROWS = [Row("a", 0, "lat"), Row("a.", 0, "lat", 0.1), Row("b", 1, "cyr"), Row("b.", 1, "cyr"), Row("c", 2, "lat")]


def test_perfect_clusters_score_one():
    """The true clusters score 1.0 in everything, in any order of the copies."""
    assert set(scores.clusters(ROWS, [[1, 0], [2, 3], [4]]).scores.values()) == {1.0}
    assert scores.clusters(ROWS, [[1, 0], [2, 3], [4]]).faults == []


def test_faulty_clusters_score_what_is_worked_out():
    """A copy left alone and two clusters made one: pairs, kept news, drops and copies lose their share."""
    measured, faults = scores.clusters(ROWS, [[0, 1], [2, 4], [3]])
    # pairs: 1 right of 2 made and 2 true; row 4 went under in cluster 1; of row 2 and row 3 neither found the other
    assert measured == pytest.approx(
        {"pairs": 1 / 2, "kept": 2 / 3, "drop": 1 / 2, "once": 1, "found": 1 / 2, "found_edited": 1, "found_lat": 1,
         "found_cyr": 0, "found_short": 1 / 2}
    )  # fmt: skip
    assert len(faults) == 3
    assert scores.clusters(ROWS, [[0, 1], [2, 3], [3]]).scores["once"] == pytest.approx(3 / 5)


def test_pairs_score_what_is_worked_out():
    """One false merge of two pairs that figures tell apart, one cut copy of four that is missed."""
    judged = [Pair("figures", "f", False, True), Pair("figures", "g", False, False), Pair("cuts", "m", True, False)]
    judged += [Pair("cuts", "h", True, True)] * 3
    faults = ["false merge: figures, f", "miss: cuts, m"]
    assert scores.pairs(judged) == ({"figures": 0.5, "cuts": 0.75}, faults)
    assert scores.pairs([]).scores == {}


@pytest.mark.parametrize(
    ("kind", "same", "a", "b", "promise"),
    [
        ("rate", False, "Dollar at 92.13", "Dollar at 92.87", "figures"),
        ("alert", False, "Alert in Perm now", "Alert in Omsk now", "names"),
        ("negation", False, "It is closed", "It is not closed", "negations"),
        ("negation", False, "It is legal", "It is illegal", ""),
        ("opposite", False, "It is open", "It is closed", ""),
        ("promo", True, "Rain in Perm", "Rain in Perm\nJoin @perm", "boilerplate"),
        ("promo", True, "Rain in Perm", "Rain in Perm\nShare with your friends", ""),
        ("notation", True, "At 18:00", "At 6 pm", ""),
    ],
)
def test_what_is_promised_is_told_from_a_pair(kind, same, a, b, promise):
    """By its kind and texts, never by what the judge says of it."""
    assert promised({"kind": kind, "same": same, "a": a, "b": b}) == promise


def test_the_report_names_every_kind_that_is_not_promised():
    """Opposites and notations are printed, and gate nothing."""
    shown = "\n".join(report())
    assert "(opposite)" in shown
    assert "(notation)" in shown


FLOOR = {"sha256": "one", "metrics": {"apart": 0.9, "merged": 0.9}}


@pytest.mark.parametrize(
    ("sha256", "measured", "complaint"),
    [
        ("one", {"apart": 0.9, "merged": 0.95}, ""),
        ("one", {"apart": 0.8999, "merged": 0.95}, "below its floor"),
        ("one", {"apart": 0.95}, "no score"),
        ("two", {"apart": 0.95, "merged": 0.95}, "another corpus"),
    ],
)
def test_what_the_gate_complains_of(sha256, measured, complaint):
    """A score below its floor, a metric that is gone, another corpus; a score at its floor is none."""
    complaints = compare("pairs", sha256, measured, FLOOR)[1]
    assert len(complaints) == bool(complaint)
    assert complaint in "".join(complaints)
    assert compare("pairs", sha256, measured, None)[1] == ["pairs: has no floors; set them with --raise"]


def test_floors_rise_and_do_not_fall():
    """--raise takes a higher floor and keeps one that the score would lower; --lower takes both."""
    measured = {"apart": 0.95, "merged": 0.905, "new": 0.5}
    assert raised("pairs", "one", measured, FLOOR)["metrics"] == {"apart": 0.94, "merged": 0.9, "new": 0.49}
    assert raised("pairs", "one", measured, FLOOR, lower=True)["metrics"]["merged"] == pytest.approx(0.895)
    for sha256, gone in (("two", measured), ("one", {"apart": 1.0})):
        with pytest.raises(ValueError, match="--lower"):
            raised("pairs", sha256, gone, FLOOR)
        assert raised("pairs", sha256, gone, FLOOR, lower=True)["sha256"] == sha256


def test_margin():
    """A floor is MARGIN below its score, and never below 0."""
    assert floor_for(1.0) == 1 - MARGIN
    assert floor_for(0.0) == 0.0


def test_the_gate_as_a_command(tmp_path, capsys):
    """It exits 1 and says why when a score falls; --raise writes no lower floor, --lower does."""
    path = tmp_path / "floors.json"

    def worse(name, shift):
        return "one", Outcome({"apart": 0.8}, ["false merge: x"])

    assert main(["pairs"], path, lambda name, shift: ("one", Outcome({"apart": 0.9}, []))) == 1
    assert main(["pairs", "--raise"], path, lambda name, shift: ("one", Outcome({"apart": 0.9}, []))) == 0
    before = path.read_bytes()
    assert [main(["pairs", *flag], path, worse) for flag in ([], ["--raise"])] == [1, 1]
    assert path.read_bytes() == before
    assert main(["pairs", "--lower", "--faults", "1"], path, worse) == 0
    assert json.loads(path.read_bytes()) == {"pairs": {"sha256": "one", "metrics": {"apart": 0.79}}}
    shown = capsys.readouterr()
    assert "apart 0.8000 is below its floor 0.89" in shown.err
    assert "FALLS" in shown.out
    assert "    false merge: x" in shown.out


def test_other_seeds_have_no_floors(tmp_path, capsys):
    """--shift gives other corpora, is held to nothing, and writes nothing."""
    path = tmp_path / "floors.json"
    assert main(["pairs", "--shift", "3"], path, lambda name, shift: ("one", Outcome({"apart": shift / 10}, []))) == 0
    assert "0.3000" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--shift", "3", "--raise"], path)
    assert not path.exists()
    assert CORPORA["channel-alerts"](1).sha256 != CORPORA["channel-alerts"](0).sha256


def test_every_floor_has_its_corpus():
    """The file of floors names the corpora that are made, each once and in their order."""
    assert list(read_floors()) == list(CORPORA)
