"""`check`, `--stats-json` and `schema`: how much repeats, for people, for programs and for GitHub Actions."""

from __future__ import annotations

import gzip
import json
import re

import jsonschema
import pytest

from tgclean import Tally, dedupe
from tgclean.options import Options
from tgclean.stats import stretches_of

BODY = "The bridge over the river is closed until Monday because of the storm, the town says in its letter."
TWICE = f"Forwarded from News\nTitle\n{BODY}\n{BODY}\n"
JSON_CHAT = {"name": "C", "type": "public_channel", "id": 1, "messages": [
    {"id": n, "type": "message", "date": f"2024-07-28T10:0{n}:00", "text": text}
    for n, text in enumerate((BODY, BODY.replace("storm", "heavy storm"), BODY, "Another matter."), 1)
]}  # fmt: skip


@pytest.fixture
def data(tmp_path):
    (tmp_path / "twice.txt").write_text(TWICE)
    (tmp_path / "once.txt").write_text("One post.\n\nAnother post.\n")
    (tmp_path / "rows.jsonl").write_text(f'{{"text": "{BODY}"}}\n' * 2 + '{"text": "Something else."}\n')
    (tmp_path / "result.json").write_text(json.dumps(JSON_CHAT))
    return tmp_path


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["twice.txt"], 1, "more than the 0 % of --max-dup"),
        (["twice.txt", "--max-dup", "60"], 0, "within the 60 % of --max-dup"),
        (["once.txt"], 0, "0.00 % of 25 bytes repeats, within the 0 %"),
        (["rows.jsonl"], 1, "rows.jsonl:2: first of 1 exact duplicate; 44.44 % of the input repeats"),
        (["result.json"], 1, "1 exact duplicate, 1 near-duplicate"),
    ],
)
def test_check_exits_with_1_when_too_much_repeats(tgclean, data, args, code, said):
    """It prints the share and where the first copy stands, no records."""
    done = tgclean("check", *args)
    assert done.returncode == code
    assert said in done.stdout.decode()
    assert done.stderr == b""


def test_the_share_is_that_of_the_bytes(tgclean, data):
    """Of the second body over all bytes, its line end included."""
    share = 100 * (len(BODY) + 1) / len(TWICE)
    stats = json.loads(tgclean("check", "twice.txt", "--output-format", "json").stdout)
    assert stats["share"] == pytest.approx(share, abs=1e-3)
    assert stats["inputs"][0]["stretches"]["repeat"] == len(BODY) + 1
    assert (stats["success"], stats["settings"]["max-dup"]) == (False, 0)


def test_annotations_for_github(tgclean, data):
    """Each is one line that names the file and the line; what a name holds cannot make another."""
    (data / "a%,b:c.txt").write_text(TWICE)
    lines = tgclean("check", "a%,b:c.txt", "--output-format", "github").stdout.decode().splitlines()
    assert re.fullmatch(
        r"::error file=a%25%2Cb%3Ac\.txt,line=4,endLine=4,title=tgclean::first of 1 repeat; \d+\.\d+ %25 of .*",
        lines[0],
    )
    assert lines[1].startswith("::error title=tgclean::")
    quiet = tgclean("check", "twice.txt", "--max-dup", "100", "--output-format", "github").stdout.decode()
    assert {line.partition(" ")[0] for line in quiet.splitlines()} == {"::notice"}


def test_check_says_3_for_what_it_cannot_read(tgclean, data):
    """With --keep-going the rest is checked, and the code is that of the failure."""
    assert tgclean("check", "nothing.txt").returncode == 3
    done = tgclean("check", "nothing.txt", "once.txt", "--keep-going")
    assert (done.returncode, "nothing.txt: no such file" in done.complaint) == (3, True)


CORPORA = ["twice.txt", "once.txt", "rows.jsonl", "result.json"]


@pytest.mark.parametrize("options", [{}, {"stream": True, "keep": "first"}, {"scope": "file"}, {"keep": "last"}])
@pytest.mark.parametrize("name", CORPORA)
def test_the_stretches_of_an_input_are_all_of_it(data, name, options):
    """Kept, repeated, merged and dropped bytes add up to the file; of JSON, to the texts."""
    tally = Tally()
    found = list(dedupe(data / name, options=Options(**options), tally=tally))
    (own,) = tally.inputs.values()
    stretches = stretches_of(own)
    texts = sum(len(message["text"].encode()) for message in JSON_CHAT["messages"])
    assert stretches.total == (texts if name == "result.json" else (data / name).stat().st_size)
    assert min(stretches.kept, stretches.repeat, stretches.exact, stretches.near, stretches.dropped) >= 0
    merged = tally.exact + tally.near
    assert bool(stretches.exact + stretches.near) == bool(merged)
    assert bool(stretches.repeat) == bool(sum(record.repeats for record in found))


def test_an_older_edition_counts_as_dropped(tgclean, data):
    """It is written nowhere, and repeats nothing."""
    messages = [dict(JSON_CHAT["messages"][0], text=text) for text in (BODY, "Quite another text of the same message.")]
    (data / "result.json").write_text(json.dumps({**JSON_CHAT, "messages": messages}))
    stats = json.loads(tgclean("check", "result.json", "--output-format", "json").stdout)
    assert stats["stretches"] == {"kept": 39, "repeat": 0, "exact": 0, "near": 0, "dropped": len(BODY)}
    assert stats["inputs"][0]["warnings"] == [{"code": "older_editions", "count": 1, "lines": [1]}]


def test_statistics_are_the_same_for_the_same_inputs(tgclean, data):
    """All but what stands under `run`: the machine's seconds and memory, and the command as it was typed."""
    found = []
    for n in range(2):
        assert tgclean("dedupe", "-q", *CORPORA, "--stats-json", f"{n}.json").returncode == 0
        found.append(json.loads((data / f"{n}.json").read_bytes()))
    assert found[0].pop("run") != found[1].pop("run")
    assert found[0] == found[1]
    assert found[0]["posts_read"] == 10
    assert found[0]["bytes_in"] == sum((data / name).stat().st_size for name in CORPORA)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--stats-json", "twice.txt"], "--stats-json: twice.txt is one of the inputs"),
        (["--stats-json", "-"], "--stats-json: - is where --output goes, too"),
        (["-o", "x.jsonl", "--stats-json", "./x.jsonl"], "--stats-json: ./x.jsonl is where --output goes, too"),
        (["--report", "twice.txt"], "--report: twice.txt is one of the inputs"),
        (["-o", "x.jsonl", "--report", "x.jsonl"], "--report: x.jsonl is where --output goes, too"),
    ],
)
def test_one_file_is_written_once(tgclean, data, args, said):
    """No input is overwritten, and nothing else is, before anything is read."""
    done = tgclean("dedupe", "twice.txt", *args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.complaint
    assert (data / "twice.txt").read_text() == TWICE


def test_a_record_and_statistics_follow_their_schema(tgclean, data, sample):
    """Those of every shape of input; a key more or of another type does not."""
    (data / "sample.txt.gz").write_bytes(gzip.compress(sample.read_bytes()))
    schemas = {}
    for what in ("record", "stats"):
        schemas[what] = json.loads(tgclean("schema", what).stdout)
        jsonschema.Draft202012Validator.check_schema(schemas[what])
    done = tgclean("dedupe", "sample.txt.gz", *CORPORA, "--stats-json", "stats.out")
    assert len(done.records) > 10
    for record in done.records:
        jsonschema.validate(record, schemas["record"])
    jsonschema.validate(json.loads((data / "stats.out").read_bytes()), schemas["stats"])
    for broken in ({**done.records[0], "count": "1"}, {**done.records[0], "schema": "tgclean/2"}, {}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schemas["record"])
    assert tgclean("schema").stdout == tgclean("schema", "record").stdout


@pytest.mark.parametrize(
    ("args", "share"),
    [
        (["two.jsonl", "--unit", "block"], 50.0),
        (["page.jsonl", "--rows", "page"], None),
        (["once.txt", "once.txt"], 50.0),
        (["rows.jsonl", "./rows.jsonl", "--unit", "block"], None),
        (["two.jsonl", "two.jsonl"], 75.0),
    ],
)
def test_no_share_is_beyond_the_whole(tgclean, data, args, share):
    """Where several posts stand in one row, or one file is given twice, bytes are counted once."""
    block = "🔹second block of words about something else entirely that is long enough"
    text = f"Alpha news here about the bridge closed today for works by the crew\n{block}"
    (data / "two.jsonl").write_text(json.dumps({"text": text}) + "\n" + json.dumps({"text": text}) + "\n")
    (data / "page.jsonl").write_text(json.dumps({"text": TWICE * 3}) + "\n")
    stats = json.loads(tgclean("check", *args, "--output-format", "json").stdout)
    parts = stats["stretches"]
    assert min(parts.values()) >= 0
    assert parts["kept"] > 0
    assert 0 < stats["share"] < 100
    if share:
        assert stats["share"] == pytest.approx(share, abs=3)


def test_little_of_much_is_not_nothing(tgclean, data):
    """What is rounded to 0.00 % is still more than 0."""
    rows = [json.dumps({"text": f"Post number {n} of this file.", "junk": "x" * 100_000}) for n in range(40)]
    (data / "much.jsonl").write_text("\n".join([*rows, '{"text": "a b c"}', '{"text": "a b c"}']) + "\n")
    done = tgclean("check", "much.jsonl")
    assert (done.returncode, b"0.00 % of" in done.stdout) == (1, True)
    assert tgclean("check", "much.jsonl", "--max-dup", "nan").returncode == 2


def test_targets_under_other_names_are_one(tgclean, data):
    """Standard output that is redirected to a file, by its path, is that file; /dev/null may be given twice."""
    with (data / "both.txt").open("wb") as out:
        done = tgclean("dedupe", "twice.txt", "--stats-json", "both.txt", stdout=out, stderr=-1, capture_output=False)
    assert (done.returncode, (data / "both.txt").read_bytes()) == (2, b"")
    for args in (["--stats-json", "/dev/stdout"], ["-o", "/dev/stdout", "--stats-json", "-"]):
        assert tgclean("dedupe", "twice.txt", *args).returncode == 2
    assert tgclean("check", "twice.txt", "--stats-json", "-").returncode == 2
    assert tgclean("dedupe", "twice.txt", "-o", "/dev/null", "--stats-json", "/dev/null").returncode == 0
    done = tgclean("dedupe", "twice.txt", "-o", "o.jsonl", "--stats-json", "nowhere/x")
    assert (done.returncode, (data / "o.jsonl").exists()) == (4, False)


def test_a_name_is_no_workflow_command(tgclean, data):
    """A file's name at the beginning of a line of a CI log."""
    (data / "::warning file=x::pwned.txt").write_text(TWICE)
    lines = tgclean("check", "::warning file=x::pwned.txt").stdout.decode().splitlines()
    assert lines[0].startswith("./::warning file=x::pwned.txt:4: first of 1 repeat")
