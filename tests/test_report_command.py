"""`--report` and `tgclean report`: the page of a run, and of an output that was written before."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

MISSED = "distinct: 10 of 52 words differ"


@pytest.fixture
def rows(tmp_path, sample):
    """The sample of reposts: two of a storm are merged, and two nearly."""
    shutil.copyfile(sample.parent / "reposts.jsonl", tmp_path / "rows.jsonl")
    return tmp_path


def said(page):
    """Return the text of a page, without its script and styles."""
    body = re.sub(r"<(style|script)\b.*?</\1>", "", page.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_a_report_of_a_run(tgclean, rows):
    """It has the counts, the merge with its words, the near miss, and the command; the records are the same."""
    done = tgclean("dedupe", "rows.jsonl", "--report", "report.html")
    assert done.stdout == tgclean("dedupe", "rows.jsonl").stdout
    told = said((rows / "report.html").read_bytes())
    assert "posts 27 records 13 repeats undone 0 exact copies merged 3 near copies merged 11" in told
    assert MISSED in told
    assert "the police say" in told
    assert "tgclean dedupe rows.jsonl --report report.html" in told


def test_a_report_of_an_output(tgclean, rows):
    """From records alone, and with the statistics of the run; both find the same near miss."""
    tgclean("dedupe", "rows.jsonl", "-o", "out.jsonl.gz", "--stats-json", "stats.json", "-t", "84")
    alone = tgclean("report", "out.jsonl.gz", "-o", "alone.html")
    assert (alone.returncode, alone.stdout, alone.complaint) == (0, b"", "tgclean: wrote alone.html\n")
    both = said(tgclean("report", "out.jsonl.gz", "--stats", "stats.json").stdout)
    told = said((rows / "alone.html").read_bytes())
    assert MISSED in told
    assert MISSED in both
    assert "not known from the records alone" in told
    assert "tgclean dedupe rows.jsonl -o out.jsonl.gz" in both
    assert ("threshold 82" in told, "threshold 84" in both) == (True, True)


def test_no_near_miss_is_looked_for_where_nothing_is_judged(tgclean, rows):
    """With --exact-only."""
    tgclean("dedupe", "rows.jsonl", "--report", "report.html", "--exact-only")
    assert "distinct:" not in said((rows / "report.html").read_bytes())


@pytest.mark.parametrize(
    ("args", "code", "complaint"),
    [
        (["report", "rows.jsonl"], 3, "rows.jsonl:1: no record of tgclean"),
        (["report", "nothing.jsonl"], 3, "nothing.jsonl: no such file"),
        (["report", "out.jsonl", "-o", "out.jsonl"], 2, "--output: out.jsonl is one of the inputs"),
        (["report", "out.jsonl", "--stats", "rows.jsonl"], 3, "rows.jsonl: no statistics of tgclean"),
        (["report", "out.jsonl", "--stats", "nothing.json"], 3, "nothing.json: No such file"),
        (["report", "."], 2, "is a directory"),
        (["dedupe", "rows.jsonl", "--report", "nowhere/report.html"], 4, "nowhere/report.html: No such file"),
        (["dedupe", "rows.jsonl", "--report", "-"], 2, "--report: - is where --output goes, too"),
    ],
)
def test_what_makes_no_report_is_said_in_a_line(tgclean, rows, args, code, complaint):
    """With the exit code of its kind, and nothing half."""
    tgclean("dedupe", "rows.jsonl", "-o", "out.jsonl")
    before = {path: path.read_bytes() for path in rows.iterdir()}
    done = tgclean(*args)
    assert (done.returncode, complaint in done.complaint) == (code, True), done.complaint
    assert done.complaint.count("\n") == 1
    assert {path: path.read_bytes() for path in rows.iterdir()} == before


def test_a_missing_jinja2_is_said_before_anything_is_read(rows):
    """With what installs it."""
    code = "import sys; sys.modules['jinja2'] = None; from tgclean.cli import main; main()"
    args = ["dedupe", "rows.jsonl", "--report", "report.html"]
    done = subprocess.run([sys.executable, "-c", code, *args], cwd=rows, capture_output=True)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--report: a page needs jinja2: pip install 'tgclean[report]'" in done.stderr
