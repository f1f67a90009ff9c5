"""The posts that go into a page come out again, as far as their lines reach the flat text.

The floors stand in `pages/floors.json`, with a digest of each corpus; `python -m tests.pages.recover` prints
the scores, and writes the table.  A floor goes down only with its `--lower`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pages.extract import missing
from tests.pages.reach import fold
from tests.pages.recover import floors, made, recover
from tests.pages.score import score

CASES = sorted((Path(__file__).parent / "cases" / "segment").glob("*.json"))
KNOWN = sorted((Path(__file__).parent / "cases" / "segment" / "known-failures").glob("*.json"))

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.slow
@pytest.mark.parametrize("name", floors())
def test_posts_are_recovered(name: str) -> None:
    """Whole posts, line by line: F1 at least the floor, on the corpus for which the floor was set."""
    if why := missing(name.split("/", maxsplit=1)[0]):
        pytest.skip(f"left out: {why}")
    row = floors()[name]
    text = made(name)
    assert text.digest == row["digest"], (
        "the generator or an extractor changed: look at it, then recover --write --lower"
    )
    got = score(text, recover(text.flat))
    assert got.f1 >= float(str(row["floor"])), f"missed {got.missed[:2]}, invented {got.invented[:2]}"


@pytest.mark.xfail(reason="known failure; when it passes, move the case out", strict=False)
@pytest.mark.parametrize("path", KNOWN, ids=lambda path: path.stem)
def test_known_failure(path: Path) -> None:
    """Small cases that the segmenter is known to get wrong, each between posts that it gets right."""
    _check(path)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """Small cases between posts of the plain sort, which all come out."""
    _check(path)


def _check(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    got = [[fold(line) for line in post.text.split("\n")] for post in recover("\n".join(case["lines"]) + "\n")]
    want = [[fold(line) for line in text.split("\n")] for text in case["want"]]
    assert [lines for lines in got if any(lines)] == want
