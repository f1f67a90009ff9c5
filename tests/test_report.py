"""The report in Python: what is collected, how it adds up, and what the page says of it."""

from __future__ import annotations

import base64
import builtins
import hashlib
import io
import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import doubled
from tgclean import OptionError, Options, Tally, dedupe
from tgclean.model import Record, Span
from tgclean.report import Findings, Miss, write_report
from tgclean.report.charts import histogram, shares, timeline
from tgclean.report.words import beginning, runs, shortened, shown
from tgclean.stats import Machine, stats_of

NEWS = (
    "The bridge over the northern river is closed for repairs until further notice, the city council said, and people"
    " who cross it every morning on their way to work should take the ferry that leaves from the old harbour"
)
EDITED = NEWS.replace("northern", "southern").replace("old harbour", "old harbour, as before")


def rows(*posts):
    """Return an input of JSON Lines: each post a text, or a text with other fields."""
    whole = [{"text": post} if isinstance(post, str) else {"text": post[0], **post[1]} for post in posts]
    return io.BytesIO("".join(json.dumps(row) + "\n" for row in whole).encode())


def run_of(*inputs, command=("tgclean", "dedupe"), **settings):
    """Return the findings and statistics of a run."""
    tally, options, findings = Tally(), Options(**settings), Findings()
    for record in dedupe(*inputs, options=options, tally=tally):
        findings.add(record)
    return findings, stats_of(tally, options, Machine([*command], 1.0, 0))


def page_of(findings, stats=None, misses=None, threshold=80.0, title="Posts"):
    """Return the page as text."""
    out = io.BytesIO()
    write_report(out, findings, stats=stats, misses=misses, threshold=threshold, title=title)
    return out.getvalue().decode()


def record_of(*spans, text=NEWS, flags=""):
    """Return a record with these copies, the kept one first."""
    roles = [span.role for span in spans]
    counts = [roles.count(role) for role in ("repeat", "exact", "near")]
    return Record(
        "0" * 32, text, "", "", "", "", "", "", "", spans[0].source, "post", "", "0" * 32, [], "", len(spans), *counts,
        100.0, flags, spans, "",
    )  # fmt: skip


def span(role="kept", source="a.txt", line=1, score=100.0, edits="", channel="", date="", url=""):
    return Span(source, line, line, 0, 0, role, score, edits, "", channel, "", url, date, "")


def findings_of(*records, budget=10**6):
    findings = Findings(budget)
    for record in records:
        findings.add(record)
    return findings


def test_page_shows_a_run():
    """Totals, a merged text with its copies, the settings, and the command as a shell takes it."""
    findings, stats = run_of(rows(NEWS, NEWS, EDITED), command=("tgclean", "dedupe", "my file.jsonl"), min_chars=20)
    page = page_of(findings, stats, misses=[])
    assert (findings.records, findings.posts, findings.exact) == (1, 3, 1)
    assert NEWS in page
    assert "equal text" in page
    assert "<del>northern</del><ins>southern</ins>" in page
    assert "<code>min-chars</code> <bdi>20</bdi>" in page
    assert "tgclean dedupe &#39;my file.jsonl&#39;" in page


@given(st.lists(st.integers(0, 10**9), max_size=6))
def test_shares_add_up(amounts):
    """Rounded shares make 100 %, and none is a whole step from its own."""
    rounded = shares(amounts)
    total = sum(amounts)
    assert round(sum(rounded), 6) == (100 if total else 0)
    assert all(abs(share - 100 * amount / total) < 0.1 for share, amount in zip(rounded, amounts, strict=True) if total)


def test_bytes_of_a_run_are_those_of_its_statistics():
    """The table names every part; without statistics they are those of the spans, and the rest is unknown."""
    findings, stats = run_of(io.BytesIO(b"VIEW IN TELEGRAM\n" + doubled(("Title", [NEWS], "News"))))
    page = page_of(findings, stats)
    for part in ("kept", "repeat", "dropped"):
        assert f'title="{getattr(stats.stretches, part):,} bytes"' in page
        assert getattr(stats.stretches, part)
    alone = page_of(findings)
    assert f'title="{stats.stretches.kept:,} bytes"' in alone
    assert "not known from the records alone" in alone
    assert "lines outside any post" not in alone


def test_bytes_of_texts_stand_for_places_that_have_none():
    """Messages of JSON have no bytes of their own."""
    findings, stats = run_of(io.BytesIO(json.dumps([{"text": NEWS}] * 2).encode()))
    assert dict(findings.stretches) == {"kept": len(NEWS), "exact": len(NEWS)}
    assert stats.stretches.exact == len(NEWS)


@given(st.text(alphabet="ab -+[]{}\n", max_size=40))
def test_word_diff_loses_and_invents_nothing(edits):
    """The runs with their marks around them are the diff again."""
    marks = {"del": ("[-", "-]"), "ins": ("{+", "+}"), "": ("", "")}
    assert "".join(f"{marks[kind][0]}{text}{marks[kind][1]}" for kind, text in runs(edits)) == edits


@pytest.mark.parametrize("edits", ["[-a-] b", "x", "[-a", "[-a-]  [-b-]", "[-a [-b-] c-]{+d+}", "{++}", "[-a-]{+b+}}"])
def test_unclear_word_diff_stands_as_it_is(edits):
    """Texts may hold the marks themselves; no reading is guessed."""
    assert [run.text for run in runs(edits)] == [edits]


def test_word_diff_may_hold_brackets_and_signs():
    """A bracket or a minus that is no mark belongs to the word."""
    assert [run.text for run in runs("[-[5]-]{+[6]+} [--5-]{+{7}+}")] == ["[5]", "[6]", " … ", "-5", "{7}"]


def test_long_word_diff_is_cut_between_runs():
    """And can still be read."""
    edits = " ".join(f"[-old{i}-]{{+new{i}+}}" for i in range(100))
    cut = runs(shortened(edits, 200))
    assert cut[-1].text == " …"
    assert cut[0].text == "old0"
    assert {run.kind for run in cut[:-1]} == {"del", "ins", ""}


@given(st.text())
def test_shown_text_drives_nothing(text):
    """Lines, tabs and joiners stay; no other control or direction character is left."""
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown(text)
    )


def test_beginning_says_that_more_follows():
    """A short text is whole; a long one, or one of many lines, ends in an ellipsis."""
    assert beginning("short\ntext") == "short\ntext"
    assert beginning("a b " * 100).endswith(" …")
    assert beginning("1\n2\n3\n4\n5") == "1\n2\n3\n4 …"


def test_page_escapes_every_text():
    """Markup in texts, names, places and settings is text; only web addresses are links."""
    evil = "</script></style><script>alert(1)</script><b onclick='x'>\u202ebidi\x1b"
    spans = [
        Span(evil, 1, 2, 0, 0, role, 90.0, f"[-{evil}-]{{+y+}}", evil, evil, evil, url, evil, evil)
        for role, url in (("kept", "javascript:alert(1)"), ("near", "https://t.me/x'\"<b>"))
    ]
    record = record_of(*spans, text=evil, flags=evil.replace(" ", ""))
    page = page_of(findings_of(record), misses=[Miss(79.0, evil, record, record, evil)], title=evil)
    assert page.count("<script") == page.count("</script>") == page.count("</style>") == 1
    assert "<b onclick" not in page
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert "\\u{202e}bidi\\u{1b}" in page
    assert 'href="javascript' not in page
    assert 'href="https://t.me/x&#39;&#34;&lt;b&gt;"' in page


def test_page_runs_only_what_its_policy_names():
    """One script and one style, each with the hash in the policy; no attribute runs or styles anything."""
    page = page_of(*run_of(rows(NEWS, EDITED, NEWS)))
    for tag in ("style", "script"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in page.replace("&#39;", "'").replace("&#43;", "+")
    assert "default-src 'none'" in page
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page)
    assert not re.search(r"<(link|img|iframe|object|embed)\b|@import|src=", page)


def test_clusters_come_largest_first():
    """By the number of copies, then in the order of the input; doubled posts are only counted."""

    def cluster(source, count):
        return record_of(span(source=source), *(span("exact", source, line) for line in range(2, count + 1)))

    findings = findings_of(
        cluster("a", 2), record_of(span(source="b"), span("repeat")), cluster("c", 5), cluster("d", 2)
    )
    assert [each.record.source for each in findings.clusters()] == ["c", "a", "d"]
    assert (findings.merged, findings.doubled) == (3, 1)
    assert "In 1 record one post repeats its own body" in page_of(findings)


def test_budget_holds_the_largest_clusters():
    """What has no room is counted, and the page stays about as large as allowed."""
    records = [
        record_of(span(), *(span("near", line=line, score=90.0, edits="[-<a>-]{+&b+}") for line in range(count)))
        for count in [*range(1, 60)] * 5
    ]
    findings = findings_of(*records, budget=200_000)
    counts = [cluster.record.count for cluster in findings.clusters()]
    assert counts == sorted((record.count for record in records), reverse=True)[: len(counts)]
    assert findings.left_out == len(records) - len(counts) > 0
    page = page_of(findings)
    assert f"{findings.left_out:,} smaller clusters were left out" in page
    assert 100_000 < len(page.encode()) - len(page_of(Findings()).encode()) < 220_000


def test_long_texts_and_long_clusters_are_cut():
    """The page says how many characters and copies are in the record only."""
    record = record_of(span(), *(span("exact", line=line) for line in range(2, 302)), text="word " * 10_000)
    page = page_of(findings_of(record))
    assert "30,000 characters more are in the record" in page
    assert "And 101 more copies are in the record" in page


def test_nearest_merges_are_the_lowest():
    """One of each cluster, the lowest score first."""
    records = [
        record_of(span(), span("near", score=99.0), span("near", score=80.0 + n, line=n)) for n in range(15, 0, -1)
    ]
    nearest = findings_of(*records).nearest()
    assert [merge.copy.score for merge in nearest] == [81.0 + n for n in range(12)]


def test_misses_stand_on_the_other_side():
    """Their reason, both texts and the word diff; without any the page says whether they were looked for."""
    findings, stats = run_of(rows(NEWS, EDITED))
    one, two = record_of(span(), text="One text"), record_of(span(source="b.txt", line=7), text="Two text")
    page = page_of(findings, stats, [Miss(78.25, "distinct: 1 of 2 words differ", one, two, "[-One-]{+Two+}")])
    for part in ("78.2", "distinct: 1 of 2 words differ", "One text", "b.txt:7", "<del>One</del><ins>Two</ins>"):
        assert part in page
    assert "not looked for" not in page
    assert "not looked for" in page_of(findings, stats, None)
    assert "No two records were nearly merged" in page_of(findings, stats, [])


def test_histogram_has_every_score():
    """The axis begins at 50, or lower where a score is; 100 stands with 99."""
    chart = histogram({85: 4, 99: 100}, {79: 1}, 80.0)
    assert [(bar.label, bar.counts) for bar in chart.bars] == [
        ("79 to 80", (0, 1)), ("85 to 86", (4, 0)), ("99 to 100", (100, 0)),
    ]  # fmt: skip
    assert chart.threshold == 60
    assert chart.bars[0].x < chart.threshold < chart.bars[1].x
    assert histogram({}, {34: 1}, 80.0).ticks[0] == (30, 0.0)


@pytest.mark.parametrize(
    ("days", "step"),
    [(1, "day"), (80, "day"), (81, "week"), (500, "week"), (2000, "month"), (5000, "quarter"), (20000, "year")],
)
def test_timeline_has_no_more_than_eighty_bars(days, step):
    """The shortest step that fits; every post is in a bar."""
    first = date(2015, 3, 1)
    chart = timeline({first + timedelta(n): (1, 2) for n in range(days)})
    assert chart.step == step
    assert len(chart.bars) <= 81
    assert sum(bar.counts[0] for bar in chart.bars) == days
    assert sum(bar.counts[1] for bar in chart.bars) == 2 * days


def test_timeline_counts_posts_by_their_own_date():
    """A repeat inside a post is no post; what is no date has no place."""
    findings = findings_of(
        record_of(
            span(date="2024-05-01T10:00:00Z"), span("repeat", date="2024-05-01"), span("near", date="2024-05-03")
        ),
        record_of(span(date="yesterday")),
    )
    assert findings.days == {date(2024, 5, 1): (1, 0), date(2024, 5, 3): (0, 1)}
    assert timeline(findings.days).bars[0].label == "2024-05-01"


@pytest.mark.parametrize("edge", [date.min, date.max])
def test_timeline_takes_any_date(edge):
    """Also the first and the last that there are."""
    assert timeline({edge: (1, 0), date(2024, 1, 1): (1, 0)}).bars


def counts_of(findings):
    return {name: (channel.posts, channel.first, channel.copied) for name, channel in findings.channels.items()}


def test_channels_tell_who_posted_first_by_date():
    """If every copy has one; copies inside one channel are neither."""
    record = record_of(
        span(channel="A", date="2024-05-02"), span("exact", channel="B", date="2024-05-01"),
        span("near", channel="B", date="2024-05-03"), span("near", channel="C", date="2024-05-04"),
    )  # fmt: skip
    alone = record_of(span(channel="C"), span("exact", channel="C"))
    assert counts_of(findings_of(record, alone)) == {"A": (1, 0, 1), "B": (2, 1, 0), "C": (3, 0, 1)}


def test_channels_tell_who_posted_first_by_place():
    """Where a date is missing; a kept copy that stands after the next one was not first."""
    kept, other = span(channel="A", line=9, date="2024-05-01"), span("exact", channel="B", line=3)
    assert counts_of(findings_of(record_of(kept, other)))["B"] == (1, 1, 0)
    first = record_of(span(source="x", line=9), span("near", source="y", line=3))
    assert counts_of(findings_of(first)) == {"x": (1, 1, 0), "y": (1, 0, 1)}
    extended = record_of(span(source="x"), span("near", source="y"), flags="extended")
    assert counts_of(findings_of(extended)) == {"x": (1, 0, 1), "y": (1, 1, 0)}


def test_long_tables_say_how_much_more_there_is():
    """Fifty channels and fifty names."""
    findings = findings_of(*(record_of(span(channel=f"channel {n}")) for n in range(60)))
    page = page_of(findings)
    assert "And 10 more channels." in page
    assert page.count("<bdi>channel ") == 50
    assert "Forwarded from" not in page


def test_warnings_name_their_places():
    """In words, with the line; flags with their meaning and the first records."""
    findings, stats = run_of(rows((NEWS, {"date": "never"}), "\u202e another text"))
    page = page_of(findings, stats)
    assert "1 row with a date that could not be read" in page
    assert "<bdi>-:1</bdi>" in page
    assert "holds characters that set the direction of writing" in page


def test_empty_report():
    """Each section says in a sentence that there is nothing."""
    page = page_of(Findings())
    for sentence in (
        "There are no records",
        "No input was read",
        "No bytes were read",
        "No post was merged",
        "no posts",
    ):
        assert sentence in page
    assert 'id="time"' not in page
    assert 'id="filters"' not in page


def test_page_without_near_copies():
    """No chart, one sentence."""
    page = page_of(*run_of(rows(NEWS), exact_only=True))
    assert "No near copies were found, and near misses were not looked for." in page
    assert '<svg class="histogram"' not in page


def test_report_needs_jinja2(monkeypatch):
    """Without the package the error says what to install, and nothing is written."""
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name.startswith("jinja2"):
            raise ModuleNotFoundError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    out = io.BytesIO()
    with pytest.raises(OptionError, match=r"needs jinja2: pip install 'tgclean\[report\]'"):
        write_report(out, Findings(), stats=None, misses=None, threshold=80.0, title="x")
    assert not out.getvalue()
