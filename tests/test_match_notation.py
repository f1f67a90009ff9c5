"""Figures in two notations: what two posts say alike, in every language that the tables know, and what they do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tgclean.match import explain
from tgclean.match.letters import fold
from tgclean.match.notation import dayparts, readings
from tgclean.match.tables import measures, months, numerals
from tgclean.options import Options

PAIRS = (Path(__file__).parent / "cases" / "notation" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", PAIRS)
def test_notation_decides_nothing(line: str) -> None:
    """A date, a number, an amount or an hour is the same in digits and in words; another one is other news."""
    pair = json.loads(line)
    opinions = [explain(x, y, Options()) for x, y in ((pair["a"], pair["b"]), (pair["b"], pair["a"]))]
    assert [opinion.same for opinion in opinions] == [pair["same"]] * 2, opinions[0].reason


@pytest.mark.parametrize("module", [dayparts, measures, months, numerals, readings])
def test_tables_are_folded(module: object) -> None:
    """The tables are looked up with folded words, so they are written folded: nothing folds them at run time."""
    texts = [value for name, value in vars(module).items() if name.strip("_").isupper() and isinstance(value, str)]
    assert texts
    assert [text for text in texts if fold(text) != text] == []


@pytest.mark.parametrize(
    "words", ["00 half", "zero and a half", "0 половиною", "half half", "5 - 7 - 9 -", "ربع و ربع"]
)
def test_odd_numbers_are_no_accident(words: str) -> None:
    """What is no number in any notation is compared as other words are, the same both ways."""
    a, b = f"Rain in the port, {words} of the boats are out", "Rain in the port, 7 of the boats are out"
    assert explain(a, b, Options()).same == explain(b, a, Options()).same is False
