"""What must not change when an input is given again, in another form or order, or with something more."""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tgclean
from tests.conftest import doubled
from tests.fuzz.reference import judged
from tests.quality.words import Speech
from tgclean import Options, Record
from tgclean.match import explain

Given = TypeVar("Given")
FEW, MANY = 100, 300
EXAMPLES = pytest.mark.parametrize("examples", [FEW, pytest.param(MANY, marks=[pytest.mark.slow, pytest.mark.long])])
FOOTERS = ("", "", "", "\nSubscribe @harbour", "\n#news #harbour", "\nhttps://t.me/harbour")
UNRELATED = "quite another story of a xylophone and a zebra\nthat met at the zoo of Quetzaltenango"


def _bases() -> list[list[str]]:
    """Return posts of 3 to 120 words in several languages, as words."""
    made = []
    for language in ("en", "ru", "ar", "zh", "tr"):
        speech = Speech(language, random.Random(language))
        made += [speech.words(size) for size in (3, 12, 30, 60, 120)]
    return made


BASES = _bases()
EDIT = st.tuples(
    st.sampled_from(("swap", "drop", "add", "mark", "cut", "line")), st.integers(0, 200), st.integers(0, 200)
)
POST = st.tuples(st.integers(0, len(BASES) - 1), st.lists(EDIT, max_size=4), st.sampled_from(FOOTERS))
POSTS = st.lists(POST, min_size=1, max_size=12).map(lambda drawn: [text_of(*one) for one in drawn])


def text_of(base: int, edits: Sequence[tuple[str, int, int]], footer: str) -> str:
    """Return a post made of a base: words swapped, left out, put in, marked, the end cut off, a line ended."""
    words = [*BASES[base]]
    for how, place, other in edits:
        at = place % len(words)
        word = BASES[other % len(BASES)][at % 3]
        words[at : at + 1] = {
            "swap": [word],
            "drop": [] if len(words) > 1 else words[at : at + 1],
            "add": [words[at], word],
            "mark": [words[at] + ","],
            "cut": words[at : at + 1],
            "line": [words[at] + "\n"],
        }[how]
        if how == "cut":
            del words[max(at, 2 * len(words) // 3) + 1 :]
    return " ".join(words).strip() + footer


def holds(examples: int, strategy: st.SearchStrategy[Given], law: Callable[[Given], None]) -> None:
    """Check a law of so many examples; of few the same ones each time."""
    checked = settings(
        max_examples=examples,
        deadline=None,
        derandomize=examples == FEW,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )(given(strategy)(law))
    checked()


def rows(texts: Sequence[str]) -> bytes:
    """Return texts as JSON Lines."""
    return "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()


def deduped(*inputs: bytes, **options: Any) -> list[Record]:
    """Return the records of some inputs."""
    return [*tgclean.dedupe(*map(io.BytesIO, inputs), options=Options(**options))]


def clusters(records: Sequence[Record]) -> list[list[int]]:
    """Return the lines at which the copies of each record stand."""
    return [sorted(span.line for span in record.spans) for record in records]


@EXAMPLES
def test_what_was_deduped_has_nothing_left_to_merge(examples: int) -> None:
    """The texts of `--keep first` are a fixed point: given again they are kept, each as it is."""

    def law(texts: list[str]) -> None:
        once = [record.text for record in deduped(rows(texts), keep="first")]
        assert [record.text for record in deduped(rows(once), keep="first")] == once

    holds(examples, POSTS, law)


@EXAMPLES
def test_an_input_given_twice_has_the_same_records_with_twice_the_copies(examples: int) -> None:
    """The texts are those of the input given once, and each count is doubled."""

    def law(texts: list[str]) -> None:
        once, twice = deduped(rows(texts)), deduped(rows(texts), rows(texts))
        assert [(record.text, record.count) for record in twice] == [(record.text, 2 * record.count) for record in once]

    holds(examples, POSTS, law)


@EXAMPLES
def test_an_unrelated_post_changes_no_other_cluster(examples: int) -> None:
    """Wherever it stands it is a record of its own, and the others are those that they were."""

    def law(drawn: tuple[list[str], int]) -> None:
        texts, place = drawn[0], drawn[1] % (len(drawn[0]) + 1)
        more = [*texts[:place], UNRELATED, *texts[place:]]
        lines = [[line + (line > place) for line in cluster] for cluster in clusters(deduped(rows(texts)))]
        assert sorted(clusters(deduped(rows(more)))) == sorted([*lines, [place + 1]])

    holds(examples, st.tuples(POSTS, st.integers(0, 100)), law)


@EXAMPLES
def test_posts_that_have_nothing_in_common_are_the_same_in_any_order(examples: int) -> None:
    """Different bases, shuffled, are the same set of texts."""
    apart = st.permutations([" ".join(words) for words in BASES if len(words) > 3])

    def law(texts: list[str]) -> None:
        assert {record.text for record in deduped(rows(texts))} == {*texts}

    holds(examples, apart, law)


@EXAMPLES
@pytest.mark.fault("E8")
def test_which_posts_may_merge_is_the_same_in_any_order(examples: int) -> None:
    """Whatever the order of the input, the judge says the same of each two posts, by all that they teach together."""

    def law(drawn: tuple[list[str], random.Random]) -> None:
        texts = [*dict.fromkeys(drawn[0])]
        order = drawn[1].sample(range(len(texts)), len(texts))
        here, there = judged(texts, Options()).judge, judged([texts[i] for i in order], Options()).judge
        for x, a in enumerate(order):
            for y, b in enumerate(order):
                assert a == b or here.opinion(a, b).same == there.opinion(x, y).same

    holds(examples, st.tuples(POSTS, st.randoms(use_true_random=False)), law)


@EXAMPLES
def test_a_higher_threshold_merges_no_two_posts_that_a_lower_one_keeps_apart(examples: int) -> None:
    """Two posts that are one at a threshold are one at every lower threshold."""
    two = st.tuples(st.integers(0, len(BASES) - 1), st.lists(EDIT, max_size=9), st.lists(EDIT, max_size=9))
    thresholds = st.lists(st.sampled_from((0, 30, 60, 75, 82, 90, 97, 100)), min_size=2, max_size=2).map(sorted)

    def law(drawn: tuple[tuple[int, Any, Any], list[int]]) -> None:
        (base, *edits), (low, high) = drawn
        a, b = (text_of(base, one, "") for one in edits)
        if explain(a, b, Options(threshold=high)).same:
            assert explain(a, b, Options(threshold=low)).same

    holds(examples, st.tuples(two, thresholds), law)


@EXAMPLES
def test_every_post_is_kept_or_merged(examples: int) -> None:
    """Each row stands in one record, once; the text of a record is that of one of its rows."""

    def law(texts: list[str]) -> None:
        records = deduped(rows(texts))
        assert sorted(line for cluster in clusters(records) for line in cluster) == [*range(1, len(texts) + 1)]
        for record in records:
            assert record.text == texts[record.spans[0].line - 1].strip()

    holds(examples, POSTS, law)


def _flat(texts: Sequence[str]) -> bytes:
    """Return posts as an extractor doubles them, each with a title."""
    lines = [text.split("\n") for text in texts]
    return doubled(*((f"Title {n} of the day", body, "News" if n % 3 == 0 else None) for n, body in enumerate(lines)))


def _without_places(records: Sequence[Record], *names: str) -> list[dict[str, Any]]:
    """Return records without their source, and their spans without what depends on the form of the input."""
    made: list[dict[str, Any]] = msgspec.to_builtins(records)
    for record in made:
        del record["source"]
        for span in record["spans"]:
            for name in ("source", *names):
                del span[name]
    return made


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "mark": lambda data: b"\xef\xbb\xbf" + data,
    "UTF-16": lambda data: data.decode().encode("utf-16"),
}


@EXAMPLES
@pytest.mark.fault("A5")
def test_the_form_of_an_input_is_not_in_its_records(examples: int) -> None:
    """With other line ends, packed, marked or in another encoding a text has the same records, bytes aside."""

    def law(drawn: tuple[list[str], str, bool]) -> None:
        texts, form, is_flat = drawn
        data = _flat(texts) if is_flat else rows(texts)
        plain, other = deduped(data), deduped(FORMS[form](data))
        assert _without_places(other, "byte", "byte_end") == _without_places(plain, "byte", "byte_end")

    holds(examples, st.tuples(POSTS, st.sampled_from([*FORMS]), st.booleans()), law)


@EXAMPLES
def test_a_file_and_a_pipe_have_the_same_records(
    examples: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file, plain and packed, and standard input give the same but for the name."""

    def law(texts: list[str]) -> None:
        data = _flat(texts)
        plain, packed = tmp_path / "export.txt", tmp_path / "export.txt.gz"
        plain.write_bytes(data)
        packed.write_bytes(gzip.compress(data, mtime=0))
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        found = [[*tgclean.dedupe(given)] for given in (plain, packed, "-")]
        assert all(_without_places(records) == _without_places(found[0]) for records in found[1:])

    holds(examples, POSTS, law)


@EXAMPLES
def test_the_spans_of_a_text_tile_it(examples: int) -> None:
    """Joined in order, the bytes of all copies of all records are the bytes of a text without empty lines."""

    def law(texts: list[str]) -> None:
        data = _flat([text.replace("\n\n", "\n") for text in texts])
        spans = sorted((span.byte, span.byte_end) for record in deduped(data) for span in record.spans)
        assert b"".join(data[begin:end] for begin, end in spans) == data

    holds(examples, POSTS, law)
