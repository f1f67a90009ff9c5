"""Merging: one record a cluster, with a span for every copy, and the kept text as --keep says."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tgclean
from tgclean.merge import Clusters, id_of, merge, record_of
from tgclean.model import Block, Copy, Post, Verdict


def post(text, line=1, copies=1, **fields):
    """Gives a post whose copies stand one behind the other, ten bytes a line."""
    size = text.count("\n") + 1
    places = tuple(
        Copy(a, a + size - 1, [10 * (a + i - 1) for i in range(size + 1)], 100.0 - 1.5 * k, ())
        for k, a in enumerate(range(line, line + size * copies, size))
    )
    fields = {"source": "in.txt", "title_lines": 0, "blocks": (Block("", 1, size),), **fields}
    return Post(text=text, copies=places, **fields)


def verdict(number, kind, score=100.0, fuller=False):
    return Verdict(number, kind, 0, score, "", fuller)


def roles(record):
    return [(span.role, span.line) for span in record.spans]


def counts(record):
    return record.count, record.repeats, record.exact, record.near, record.score_min


def test_the_record_of_a_post():
    """Its first copy is kept, the further ones are repeats with their own score; nothing else is counted."""
    record = record_of(
        post(
            "🔹 Title #One\nbody", 7, copies=3, title_lines=1, blocks=(Block("🔹", 1, 2),), forwarded_from="N", date="d"
        )
    )
    assert (record.id, record.post_id) == (id_of(record.text),) * 2
    assert (record.title, record.marker, record.hashtags) == ("🔹 Title #One", "🔹", "#One")
    assert counts(record) == (3, 2, 0, 0, 100.0)
    assert roles(record) == [("kept", 7), ("repeat", 9), ("repeat", 11)]
    assert [(s.byte, s.byte_end, s.score, s.forwarded_from, s.date) for s in record.spans] == [
        (60, 80, 100.0, "N", "d"),
        (80, 100, 98.5, "N", "d"),
        (100, 120, 97.0, "N", "d"),
    ]


def test_the_id_is_a_function_of_the_text_alone():
    """Where a text stood, and who sent it, is not in it; a change of one character is."""
    ids = {record_of(post("same", line, source=name, flags=frozenset(name))).id for line, name in ((1, "a"), (9, "b"))}
    assert ids == {id_of("same")}
    assert id_of("same") != id_of("same ")
    assert len(id_of("\ud800 lone")) == 32


def test_a_title_is_the_beginning_of_the_text():
    """As many lines of it as stand before the repeated body; none, when nothing repeats."""
    assert [record_of(post("a\nb\nc", title_lines=n)).title for n in range(4)] == ["", "a", "a\nb", "a\nb\nc"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#One and #two, #One again", "#One #two"),
        ("#Россия_2024 #日本 #a1", "#Россия_2024 #日本 #a1"),
        ("#1 #2024 № #", ""),
        ("https://t.me/a#part &#quot a#b", ""),
        ("(#in) «#quotes»\n#next", "#in #quotes #next"),
        ("none", ""),
    ],
)
def test_hashtags(text, tags):
    """In order, each once; numbers, parts of addresses and of words are none."""
    assert record_of(post(text)).hashtags == tags


def test_an_exact_copy():
    """The first copy of the other post is `exact`, its repeats stay repeats, all in order of place."""
    record = merge(
        [record_of(post("a", 1, 2)), record_of(post("a", 10, 2))], [verdict(0, "fresh"), verdict(1, "exact")], "first"
    )
    assert counts(record) == (4, 2, 1, 0, 100.0)
    assert roles(record) == [("kept", 1), ("repeat", 2), ("exact", 10), ("repeat", 11)]


LONGER, OTHER = "one\ntwo\nthree", "uno\n2\nthree and more words"
TEXTS = ["one\nthree", OTHER, LONGER, "one\nthree"]
KINDS = [("fresh", 100.0), ("near", 81.25), ("near", 90.5), ("exact", 100.0)]


def cluster(keep, texts=TEXTS):
    records = [record_of(post(text, 10 * (i + 1), copies=2)) for i, text in enumerate(texts)]
    return merge(records, [verdict(i, *KINDS[i], texts[i] == LONGER) for i in range(len(texts))], keep)


@pytest.mark.parametrize(
    ("keep", "text", "flags", "counted", "first"),
    [
        ("first", TEXTS[0], "", (8, 4, 1, 2, 81.25), ("kept", 10)),
        ("last", TEXTS[3], "", (8, 4, 1, 2, 81.25), ("kept", 40)),
        ("longest", OTHER, "", (8, 4, 1, 2, 81.25), ("kept", 20)),
        ("fullest", LONGER, "extended", (8, 4, 1, 2, 81.25), ("kept", 30)),
    ],
)
def test_keep_chooses_the_text_and_never_the_counts(keep, text, flags, counted, first):
    """The kept copy's text, id and source are written, its span first; the scores stay those to the leader."""
    record = cluster(keep)
    assert (record.text, record.id, record.flags) == (text, id_of(text), flags)
    assert counts(record) == counted
    assert roles(record)[0] == first


@pytest.mark.parametrize("keep", ["first", "last", "longest", "fullest"])
def test_the_kept_copy_stands_first_and_the_rest_by_place(keep):
    """Every copy of every member is one span; one is kept."""
    record = cluster(keep)
    places = [span.line for span in record.spans]
    assert places[1:] == sorted(places[1:])
    assert len(set(places)) == len(places) == record.count == 1 + record.repeats + record.exact + record.near
    kept, *rest = [span.role for span in record.spans]
    assert kept == "kept"
    assert [rest.count(role) for role in ("repeat", "exact", "near")] == [record.repeats, record.exact, record.near]
    assert record.spans[0].score == 100.0
    assert min(span.score for span in record.spans if span.role in ("exact", "near")) == record.score_min


def test_fullest_is_the_leader_or_the_last_copy_that_says_more():
    """Each of these says more than the one before; the words are compared where posts are judged."""
    records = [record_of(post(text)) for text in ("a", "a b", "a b c", "a")]
    for fuller, text in ((2, "a b c"), (1, "a b"), (0, "a")):
        verdicts = [verdict(0, "fresh"), *(verdict(i, "near", 90.0, i <= fuller) for i in (1, 2, 3))]
        assert merge(records, verdicts, "fullest").text == text


def test_a_promo_line_makes_no_copy_fuller():
    """The leader stays where a copy adds a call to subscribe; one that adds a sentence is written, flag `extended`."""
    notice = "The bridge over the northern river is closed for repairs until further notice"
    more = "The ferry carries cars from six in the morning until late in the evening."

    def kept(*texts):
        export = "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()
        (record,) = tgclean.dedupe(io.BytesIO(export))
        return record.text, record.flags

    assert kept(notice, f"{notice}\nSubscribe @council") == (notice, "")
    assert kept(notice, f"🌉 {notice}\n{more}", f"{notice}\nSubscribe @council") == (f"🌉 {notice}\n{more}", "extended")
    edited = f"{notice.replace('northern', 'nothern')}\n{more}"
    assert kept(notice, edited) == (edited, "extended")


def test_longest_is_the_first_of_the_longest():
    """Between texts of one length the first by place is kept."""
    assert cluster("longest", ["aaa", "bbbb", "cccc"]).text == "bbbb"


@pytest.mark.parametrize("count", [0, 1])
def test_less_than_two_are_no_cluster(count):
    """As many verdicts as records, and two at least."""
    records = [record_of(post("a"))] * count
    with pytest.raises(ValueError, match="no cluster"):
        merge(records, [verdict(0, "fresh")] * count, "first")
    with pytest.raises(ValueError, match="no cluster"):
        merge([*records, record_of(post("b"))], [verdict(0, "fresh")] * 3, "last")


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["exact", "near"]), st.floats(0, 100)), max_size=30))
def test_clusters_come_in_order_of_their_leaders(drawn):
    """Every verdict is in one cluster; the leader's first, the others by place; scores to four digits."""
    verdicts, leaders = [], []
    for number, (choice, kind, score) in enumerate(drawn):
        if choice < len(leaders):
            verdicts.append(Verdict(number, kind, leaders[choice], round(score, 4), "why"))
        else:
            leaders.append(number)
            verdicts.append(Verdict(number, "fresh", number, 100.0, ""))
    found = list(Clusters(iter(verdicts)))
    assert [cluster[0].post for cluster in found] == leaders
    for cluster in found:
        numbers = [verdict.post for verdict in cluster]
        assert numbers == sorted(numbers)
        assert numbers == [v.post for v in verdicts if v.leader == numbers[0]]
        for verdict in cluster:
            assert (verdict.kind, verdict.leader) == (verdicts[verdict.post].kind, numbers[0])
            assert abs(verdict.score - verdicts[verdict.post].score) < 0.0001
    assert sorted(verdict.post for cluster in found for verdict in cluster) == list(range(len(drawn)))
