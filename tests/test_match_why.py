"""Why two posts of an input are one: the opinion that clusters are made by, templates looked at."""

from __future__ import annotations

from tests.conftest import doubled
from tests.test_match import post
from tgclean.explain import explain_places
from tgclean.match import Matcher
from tgclean.model import Tally
from tgclean.options import Options

FRAME = "power is out in {} since the storm of this early morning and all the crews are on the way there now"
PLACES = ("ashford", "belmont", "carrow", "denholm", "elsing")


def matcher_of(texts: list[str], options: Options | None = None) -> Matcher:
    """A matcher that took posts with these texts."""
    matcher = Matcher(options or Options(), texts.__getitem__, Tally())
    for number, text in enumerate(texts):
        matcher.add(post(text, number))
    return matcher


def test_a_template_is_named_with_its_slot() -> None:
    """Two instances alone are one post; beside the others the slot keeps them apart."""
    texts = [FRAME.format(place) for place in PLACES]
    assert matcher_of(texts[:2]).why(0, 1).same
    opinion = matcher_of(texts).why(0, 1)
    assert (opinion.same, opinion.reason) == (False, "distinct: template, slot 5")
    assert opinion.changes == (("ashford", "belmont"),)


def test_why_agrees_with_the_verdicts() -> None:
    """Whatever joined a leader may merge with it."""
    texts = [FRAME.format("ashford"), "🔔 " + FRAME.format("ashford"), FRAME.format("ashford"), "other news here"]
    matcher = matcher_of(texts)
    assert [(o.same, o.reason) for o in (matcher.why(0, n) for n in (1, 2, 3))] == [
        (True, "folded"),
        (True, "exact"),
        (False, "distinct: too few words in common"),
    ]
    assert [verdict.leader for verdict in matcher.verdicts()] == [0, 0, 0, 3]


def test_why_with_exact_only() -> None:
    """Texts that differ are two, and no judge is asked."""
    assert matcher_of(["a b c", "A B C"], Options(exact_only=True)).why(0, 1).reason == "distinct: texts differ"


def test_explain_looks_at_the_templates_of_the_file(tmp_path) -> None:
    """`explain FILE:LINE FILE:LINE` says what `dedupe` of the file does."""
    path = tmp_path / "in.txt"
    path.write_bytes(doubled(*(("Outages of the day", [FRAME.format(place)], "Grid") for place in PLACES)))
    lines = path.read_text().split("\n")
    first, second = (lines.index(FRAME.format(place)) + 1 for place in PLACES[:2])
    assert next(explain_places(f"{path}:{first}", f"{path}:{second}", Options())).startswith(
        "distinct: template, slot "
    )
