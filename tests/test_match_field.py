"""Rows from the field that once were merged and are different news; the words are invented.

`cases/field/match.jsonl`: each of `texts` is news of its own, and `why` says what tells them apart.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_match import post, verdicts_of
from tgclean.match import Matcher
from tgclean.model import Tally
from tgclean.options import Options

TABLE = Path(__file__).parent / "cases" / "field" / "match.jsonl"
CASES = {case["name"]: case for case in map(json.loads, TABLE.read_text("utf-8").splitlines())}
LEARNED_LATE = {"shop-footer", "long-template"}
"""What a file teaches of footers and templates a stream knows from the third look-alike on."""


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("turned", [False, True])
def test_all_of_them_are_kept(name: str, turned: bool) -> None:
    """In either order, and each with a repost that joins it."""
    texts = CASES[name]["texts"][:: -1 if turned else 1]
    verdicts = verdicts_of([*texts, *(f"🔔 {text}\n\nForwarded to you by @another" for text in texts)])
    assert [verdict.leader for verdict in verdicts[: len(texts)]] == list(range(len(texts)))


@pytest.mark.parametrize("name", CASES)
def test_a_stream_keeps_them_too(name: str) -> None:
    """One by one, all of them but what only later posts teach."""
    texts = CASES[name]["texts"]
    matcher = Matcher(Options(), texts.__getitem__, Tally())
    kept = sum(matcher.decide(post(text, number)).kind == "fresh" for number, text in enumerate(texts))
    assert kept >= len(texts) - 2 * (name in LEARNED_LATE)
