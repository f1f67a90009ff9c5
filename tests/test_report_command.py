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


@pytest.mark.parametrize(
    ("key", "value"),
    [("score", "-1e9"), ("score", "1e300"), ("byte_end", "1" + "0" * 400), ("line", "-3"), ("schema", '"tgclean/9"')],
)
def test_a_record_that_no_run_wrote_is_refused(tgclean, rows, key, value):
    """With its line, and at once."""
    line = tgclean("dedupe", "rows.jsonl").stdout.decode().splitlines()[0]
    (rows / "odd.jsonl").write_text(re.sub(rf'"{key}":("[^"]*"|[-\d.]+)', f'"{key}":{value}', line) + "\n")
    done = tgclean("report", "odd.jsonl", timeout=20)
    assert (done.returncode, "odd.jsonl:1: no record of tgclean" in done.complaint) == (3, True), done.complaint


def test_odd_ids_and_names_are_shown(tgclean, rows):
    """An id that is none, a name of megabytes."""
    line = tgclean("dedupe", "rows.jsonl").stdout.decode().splitlines()[0]
    line = re.sub(r'^\{"id":"\w+"', '{"id":"zzz"', line).replace(
        '"channel":"Harbour Daily"', f'"channel":"{"x" * 10**6}"'
    )
    (rows / "odd.jsonl").write_text(line + "\n")
    page = tgclean("report", "odd.jsonl").stdout
    assert 5_000 < len(page) < 60_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tgclean-stats/1", "other/7"),
        ('"threshold": 82.0', '"threshold": "x"'),
        ('"threshold": 82.0,', ""),
        ('"exact-only": false', '"exact-only": "no"'),
        ('"records": 13', '"records": 12'),
        ('"repeat": 0', '"repeat": -1'),
    ],
)
def test_statistics_of_something_else_are_refused(tgclean, rows, old, new):
    """Of another schema, with other settings, of another run."""
    tgclean("dedupe", "rows.jsonl", "-o", "out.jsonl", "--stats-json", "stats.json")
    text = (rows / "stats.json").read_text()
    assert old in text
    (rows / "stats.json").write_text(text.replace(old, new))
    done = tgclean("report", "out.jsonl", "--stats", "stats.json", "-o", "page.html")
    assert (done.returncode in (2, 3), (rows / "page.html").exists()) == (True, False)
    assert "stats" in done.complaint
    assert done.complaint.count("\n") == 1


def test_the_command_needs_no_settings_file(tgclean, rows):
    """What variables and files set stands in it; a report's own threshold outweighs that of the statistics."""
    (rows / "tgclean.toml").write_text('threshold = 70\nclean = ["links"]\n')
    env = {"TGCLEAN_KEEP": "first", "TGCLEAN_EXACT_ONLY": "0"}
    tgclean("dedupe", "rows.jsonl", "-o", "out.jsonl", "--stats-json", "stats.json", env=env)
    told = said(tgclean("report", "out.jsonl", "--stats", "stats.json", "-t", "75").stdout)
    assert "--threshold 70 --keep first --clean links --isolated" in told
    assert "threshold 75" in told


def test_a_stream_has_no_report(tgclean, rows):
    """Its counts are not complete."""
    done = tgclean("dedupe", "rows.jsonl", "--stream", "--report", "page.html")
    assert (done.returncode, "--report: page.html needs complete counts" in done.complaint) == (2, True)
