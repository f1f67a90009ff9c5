"""What opposites and denials hold: sentences of many languages, each with its other form, longer by a sentence of both.

A line of `cases/opposites.txt` is the language, `D` for other news or `S` for the same, and a sentence with the words
that differ as `{of one|of the other}`.  Alone most are so short that any other word makes them other news, so another
sentence of the language stands behind them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.test_match_judge import same
from tgclean.match.letters import fold

CASES = Path(__file__).parent / "cases" / "opposites.txt"
TABLE = Path(__file__).parents[1] / "src" / "tgclean" / "match" / "tables" / "opposites.txt"
_CHOICE = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")


def pairs() -> list[tuple[str, str, str, bool]]:
    """What differs, both texts, and whether they are the same news."""
    rows = [line.split(" ", 2) for line in CASES.read_text("utf-8").splitlines() if line]
    found = []
    for at, (language, kind, sentence) in enumerate(rows):
        others = [other for mine, _, other in rows[at + 1 :] + rows[:at] if mine == language] or [rows[0][2]]
        tail = _CHOICE.sub(r"\1", others[len(others) // 2])
        a, b = (f"{_CHOICE.sub(side, sentence)} {tail}" for side in (r"\1", r"\2"))
        found.append((f"{language} {' '.join(m[0] for m in _CHOICE.finditer(sentence))}", a, b, kind == "S"))
    return found


@pytest.mark.parametrize(("a", "b", "expected"), [pytest.param(*row[1:], id=row[0]) for row in pairs()])
def test_a_word_for_its_opposite_is_other_news_and_an_edit_beside_it_is_not(a: str, b: str, expected: bool) -> None:
    """A sentence that a word turns round is other news; one that is worded a little differently is the same."""
    assert same(a, b) is expected


def test_the_table_is_folded() -> None:
    """The table is read as it stands, so its words must stand there as words are compared."""
    table = TABLE.read_text("utf-8").split("\n\n", 1)[1]
    assert [line for line in table.split("\n") if not line.startswith("#") and line != fold(line)] == []


def test_no_word_is_all_alone() -> None:
    """Each group has a title, and each of its lines at least two sides."""
    for group in TABLE.read_text("utf-8").split("\n\n")[1:]:
        title, *lines = group.strip().split("\n")
        assert title.startswith("# ")
        assert [line for line in lines if len(line.split("|")) < 2] == []
