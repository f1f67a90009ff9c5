"""An index: several runs give what one run would, nothing twice, and nothing is lost when one is killed."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults import needs
from tests.quality.corpora import CORPORA
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.pipeline import opened, run, write

PROGRAM = Path(sys.executable).parent / "tgclean"


def texts_of(name):
    """Return the texts of the rows of one of the fixed corpora."""
    data = CORPORA[name](0).data
    return [json.loads(line)["text"] for line in data.splitlines()]


def shop(count=240):
    """Return posts of two shops, each with its footer, among reposts: footers become known from some post on."""
    chance = random.Random(5)
    words = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in "lmnrst"]
    found = []
    for n in range(count):
        text = " ".join(chance.choices(words, k=chance.randrange(15, 60)))
        if n % 3 == 0 and found:
            text = chance.choice(found).split("\n")[0].replace(" ", f" edit{n} ", 1)
        found.append(
            f"{text}\nOrder at the old mill in Norland, street {n % 2}, open from nine to five, by phone or letter"
        )
    return found


SETS = ("reposts", "templated", "lookalikes-4", "shop")


def named(name):
    """Return some of the texts of a set."""
    return shop() if name == "shop" else texts_of(name)[:900]


def parts_of(texts, count, place):
    """Write texts as rows of several files, and return their paths."""
    size = -(-len(texts) // count)
    paths = []
    for n in range(count):
        rows = (json.dumps({"text": text}) + "\n" for text in texts[n * size : (n + 1) * size])
        paths.append(place / f"{n}.jsonl")
        paths[-1].write_text("".join(rows))
    return paths


def into(index, path, output, options, tally):
    """Clean a file against an index."""
    with opened(index, options) as held:
        write([path], output, options, tally, index=held)
        held.commit()


def clusters_of(records):
    """Return the places of the posts of each record."""
    return sorted(sorted((span["source"], span["line"]) for span in record["spans"]) for record in records)


def in_index(path, sources):
    """Return the clusters that an index holds, as `clusters_of` does; each row is a post."""
    sizes = [len(Path(source).read_bytes().splitlines()) for source in sources]
    places = [(str(source), line) for source, size in zip(sources, sizes, strict=True) for line in range(1, size + 1)]
    found = {}
    with sqlite3.connect(path) as database:
        for place, leader in database.execute("SELECT place, leader FROM post ORDER BY place"):
            found.setdefault(leader, []).append(places[place - 1])
    return sorted(map(sorted, found.values()))


@pytest.mark.parametrize("count", [1, 2, 4, 16])
@pytest.mark.parametrize("name", SETS)
def test_several_runs_give_what_one_run_would(tmp_path, name, count):
    """The index holds the clusters of one run; what was given, and given again as revised, are its records."""
    paths = parts_of(named(name), count, tmp_path)
    options = Options(keep="first")
    whole = [json.loads(line) for line in run(paths, options, Tally())]
    given, revised = {}, 0
    for n, path in enumerate(paths):
        tally = Tally()
        into(tmp_path / "index", path, tmp_path / f"out{n}", options, tally)
        lines = [json.loads(line) for line in (tmp_path / f"out{n}").read_bytes().splitlines()]
        assert sum("revised" in line["flags"] for line in lines) == tally.revised
        revised += tally.revised
        given |= {(line["spans"][0]["source"], line["spans"][0]["line"]): line for line in lines}
    assert in_index(tmp_path / "index", paths) == clusters_of(whole)
    assert {key: record["text"] for key, record in given.items() if key in leaders(whole)} == {
        key: record["text"] for key, record in leaders(whole).items()
    }
    assert revised <= (count > 1) * len(named(name))
    if count == 1:
        assert [strip(line) for line in given.values()] == [strip(line) for line in whole]


def leaders(records):
    return {(record["spans"][0]["source"], record["spans"][0]["line"]): record for record in records}


def strip(record):
    return {key: value for key, value in record.items() if key != "flags"}


BODIES = (
    "sum kus ner gat ril fir nes nam dur nil dut sim san sit dot tun lor pam kel mos",
    "sum kus ner gat ril fir nes nam dur nil dut sim san sit dot tun lor pam kel mot",
    "fir dun din kat fat lus pur nil kar las sum kus ner gat ril fir han nam dur nil",
    "pur lir lur der mim pam nem nil kar las sum kus ner gat fir dur nil dut san sit dot tun lur gem kut put",
    "mum dum", "mum", "dum", "🔥", "air alert in norland", "air alert in westmark", "дом стоит у реки", "雨が降る",
)  # fmt: skip
FOOTERS = ("pot dum pet far kar dor lit dot rul", "order at the old mill in norland street nine open", "@shop")
TEXTS = st.builds(
    lambda body, more, footer, end: "\n".join(filter(None, (body, more, footer))) + end,
    st.sampled_from(BODIES),
    st.sampled_from(("", *BODIES)),
    st.sampled_from(("", *FOOTERS)),
    st.sampled_from(("", "!")),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=24), st.data())
def test_any_runs_give_what_one_run_would(texts, data):
    """Of few words and lines over and over, cut anywhere: footers come late, texts have the words of others."""
    cuts = sorted(data.draw(st.sets(st.integers(1, len(texts) - 1), max_size=4)))
    with tempfile.TemporaryDirectory() as name:
        place, paths = Path(name), []
        for n, (begin, end) in enumerate(pairwise([0, *cuts, len(texts)])):
            paths.append(place / f"{n}.jsonl")
            paths[-1].write_text("".join(json.dumps({"text": text}) + "\n" for text in texts[begin:end]))
        options = Options(keep="first")
        whole = [json.loads(line) for line in run(paths, options, Tally())]
        for path in paths:
            into(place / "index", path, os.devnull, options, Tally())
        assert in_index(place / "index", paths) == clusters_of(whole)


def test_revisions_are_few(tmp_path):
    """Of reposts in four parts, at most one post in two hundred."""
    paths = parts_of(named("reposts"), 4, tmp_path)
    tallies = [Tally() for _ in paths]
    for path, tally in zip(paths, tallies, strict=True):
        into(tmp_path / "index", path, os.devnull, Options(keep="first"), tally)
    posts = sum(tally.total().posts_read for tally in tallies)
    assert sum(tally.revised for tally in tallies) <= max(2, posts / 200)
    assert sum(tally.known for tally in tallies) > 0


BODY = "The bridge over the river is closed until Monday because of the storm, the town says in its letter."


@pytest.fixture
def weeks(tmp_path):
    """Three weeks: new posts, then a repeat of one and another, then what makes two earlier ones one."""
    rows = {
        "1": [BODY, "Another matter altogether, of which nobody has heard before today, and which ends here."],
        "2": [BODY.replace("storm", "heavy storm"), "A third matter."],
        "3": ["A fourth matter."],
    }
    for name, texts in rows.items():
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return tmp_path


def test_what_the_index_knows_is_not_given_again(tgclean, weeks):
    """A repeat is counted, and written with --known write; a part that is given again writes nothing."""
    assert len(tgclean("dedupe", "1.jsonl", "--index", "i").records) == 2
    shutil.copyfile(weeks / "i", weeks / "i2")
    done = tgclean("dedupe", "2.jsonl", "--index", "i", "--keep", "fullest", "--stats-json", "s")
    assert [record["text"] for record in done.records] == ["A third matter."] or done.records[0]["flags"]
    assert "1 post in the index before" in done.complaint
    stats = json.loads((weeks / "s").read_bytes())
    assert (stats["known"], stats["near"]) == (1, 1)
    assert tgclean("dedupe", "2.jsonl", "--index", "i").stdout == b""
    assert tgclean("dedupe", "1.jsonl", "--index", "i").stdout == b""
    written = tgclean("dedupe", "2.jsonl", "--index", "i2", "--known", "write").records
    (known,) = (record for record in written if record["near"])
    assert {"known", "revised"} & set(known["flags"].split())
    assert [span["source"] for span in known["spans"]] in (["1.jsonl", "2.jsonl"], ["2.jsonl", "1.jsonl"])


def test_a_text_that_says_more_revises_a_record(tgclean, weeks):
    """With --keep fullest it is the one that is written."""
    tgclean("dedupe", "1.jsonl", "--index", "i")
    (weeks / "2.jsonl").write_text(
        json.dumps({"text": f"{BODY} It opens again on Tuesday at six in the morning."}) + "\n"
    )
    done = tgclean("dedupe", "2.jsonl", "--index", "i")
    assert [(record["count"], record["flags"]) for record in done.records] == [(2, "extended revised")]
    assert "1 record revised" in done.complaint


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--index", "i", "-t", "90"], 2, "--index: i was made with --threshold 82.0; use the same, or another index"),
        (["--index", "i", "--unit", "block"], 2, "--index: i was made with --unit post"),
        (["--index", "i", "--stream"], 2, "--stream"),
        (["--index", "i", "--scope", "file"], 2, "--scope"),
        (["--index", "i", "--clean", "footers"], 2, "--clean: footers"),
        (["--index", "2.jsonl"], 2, "--index: 2.jsonl is one of the inputs"),
        (["--index", "i", "-o", "i"], 2, "--index: i is where --output goes, too"),
        (["--index", "i", "-o", "i-journal"], 2, "journal: i-journal is where --output goes, too"),
        (["--index", "j"], 4, "j-journal: is in the way"),
        (["--index", "nowhere/i"], 4, "nowhere/i: No such file or directory"),
        (["--index", "text"], 4, "text: is no index of tgclean"),
        (["--index", "foreign"], 4, "foreign: is a database, but no index of tgclean"),
        (["--index", "newer"], 4, "newer: was made by a newer version of tgclean"),
        (["--index", "damaged"], 4, "damaged: is damaged"),
    ],
)
def test_what_is_no_index_for_this_run_is_said_in_a_line(tgclean, weeks, args, code, said):
    """It is neither changed nor deleted, and nothing is written."""
    tgclean("dedupe", "1.jsonl", "--index", "i")
    (weeks / "j-journal").write_text("mine\n")
    (weeks / "text").write_text("not a database\n" * 100)
    with sqlite3.connect(weeks / "foreign") as database:
        database.execute("CREATE TABLE t(x)")
    shutil.copyfile(weeks / "i", weeks / "newer")
    with sqlite3.connect(weeks / "newer") as database:
        database.execute("PRAGMA user_version = 99")
    data = bytearray((weeks / "i").read_bytes())
    for at in range(4096, len(data), 4096):
        data[at : at + 200] = b"\xff" * 200
    (weeks / "damaged").write_bytes(data)
    before = {path: path.read_bytes() for path in weeks.iterdir()}
    done = tgclean("dedupe", "2.jsonl", *args)
    assert (done.returncode, done.stdout, said in done.complaint) == (code, b"", True), done.complaint
    assert done.complaint.count("\n") == 1
    assert {path: path.read_bytes() for path in weeks.iterdir()} == before


def test_two_runs_on_one_index_wait_for_each_other(tgclean, weeks, monkeypatch):
    """One that waits too long says so; one that need not wait that long goes on."""
    tgclean("dedupe", "1.jsonl", "--index", "i")
    with sqlite3.connect(weeks / "i", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        code = (
            "from tgclean.index import opening, store; opening.WAIT_SECONDS = store.WAIT_SECONDS = 0.2;"
            "from tgclean.cli import main; main()"
        )
        args = [sys.executable, "-c", code, "dedupe", "2.jsonl", "--index", "i"]
        done = subprocess.run(args, cwd=weeks, capture_output=True)
        assert (done.returncode, done.stdout) == (4, b"")
        assert b"i: is used by another run (waited 0.2 seconds)" in done.stderr
        waiting = subprocess.Popen(
            [PROGRAM, "dedupe", "2.jsonl", "--index", "i", "-q"], cwd=weeks, stdout=subprocess.PIPE
        )
        other.execute("ROLLBACK")
    assert len(waiting.communicate(timeout=30)[0].splitlines()) >= 1


def test_an_index_says_what_it_holds_and_forgets_what_is_old(tgclean, weeks):
    """A cluster that was seen since stays; what is forgotten is new when it comes again."""
    for week in "12":
        tgclean("dedupe", f"{week}.jsonl", "--index", "i")
    with sqlite3.connect(weeks / "i") as database:
        database.execute("UPDATE run SET seen = '2024-01-01' WHERE number = 1")
    told = tgclean("index", "info", "i").stdout.decode()
    assert "posts       4\n" in told
    assert "clusters    3\n" in told
    assert "threshold   82.0\n" in told
    assert "runs        2, from 2024-01-01 to 20" in told
    assert tgclean("index", "forget", "i", "--before", "2024-02-01").complaint == "tgclean: forgot 1 post of 4\n"
    assert [record["text"][:7] for record in tgclean("dedupe", "1.jsonl", "--index", "i").records] == ["Another"]
    for args, code in (
        (["info", "nothing"], 4),
        (["info", "1.jsonl"], 4),
        (["forget", "i", "--before", "soon"], 2),
        (["forget", "nothing", "--before", "2024-01-01"], 4),
    ):
        done = tgclean("index", *args)
        assert (done.returncode, done.complaint.count("\n")) == (code, 1)
    assert not (weeks / "nothing").exists()


@pytest.mark.fault("C11")
@pytest.mark.slow
def test_a_killed_run_leaves_index_and_output_old_or_new(weeks):
    """Killed at twenty of the calls that change a file; the next run gives what the first would have."""
    needs("strace")
    texts = shop(400)
    first, second = parts_of(texts, 2, weeks)
    command = [str(PROGRAM), "dedupe", second.name, "--index", "i", "-o", "out.jsonl", "-q", "--keep", "first"]
    subprocess.run([PROGRAM, "dedupe", first.name, "--index", "i", "-o", "old", "-q", "--keep", "first"], cwd=weeks)
    calls = "pwrite64,fdatasync,fsync,unlink,rename,write,ftruncate"
    shutil.copyfile(weeks / "i", weeks / "kept")
    subprocess.run(command, cwd=weeks, check=True)
    wanted, new = (weeks / "out.jsonl").read_bytes(), clusters(weeks / "i")
    traced = ["strace", "-f", "-qq", "-e", f"trace={calls}"]
    shutil.copyfile(weeks / "kept", weeks / "i")
    subprocess.run([*traced, "-o", "calls", *command], cwd=weeks, check=True)
    # strace counts the calls of each kind by themselves: at k, the first kind that has so many is where it kills.
    kinds = Counter(re.findall(r"^\d+ +(\w+)\(", (weeks / "calls").read_text(), re.MULTILINE))
    last = max(kinds.values())
    for k in range(1, last + 1, max(1, last // 20)):
        shutil.copyfile(weeks / "kept", weeks / "i")
        (weeks / "out.jsonl").write_bytes(b"old\n")
        inject = [*traced, "-o", os.devnull, "-e", f"inject={calls}:signal=KILL:when={k}"]
        assert subprocess.run([*inject, *command], cwd=weeks, capture_output=True).returncode != 0
        output, found = (weeks / "out.jsonl").read_bytes(), clusters(weeks / "i")
        assert output in (b"old\n", wanted), k
        assert found in (clusters(weeks / "kept"), new), k
        assert not (output == b"old\n" and found == new), f"{k}: the index is new, and the output is lost"
        subprocess.run(command, cwd=weeks, check=True)
        assert (weeks / "out.jsonl").read_bytes() == (b"" if found == new else wanted), k
        assert clusters(weeks / "i") == new, k
        for path in weeks.glob(".*tgclean-tmp"):
            path.unlink()
    assert last >= 50


def clusters(path):
    with sqlite3.connect(path) as database:
        return database.execute("SELECT place, leader FROM post ORDER BY place").fetchall()


def test_short_texts_of_the_same_words_are_judged_again(tgclean, tmp_path):
    """When one of their lines becomes a footer, though another text stands for their words."""
    for name, texts in (
        ("1", ["mum dum", "mum\ndum", "mum\nd到m", "mum\nlun pel rur kit bol nos pun sit lis pem sum ket mel"]),
        ("2", ["des lur men nas sas lil\nmum\ndum mot tar dot pem pen bar gon not sun nen kun"]),
    ):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        tgclean("dedupe", f"{name}.jsonl", "--index", "i", "--keep", "first")
    assert len(tgclean("dedupe", "1.jsonl", "2.jsonl", "--keep", "first").records) == 5
    assert "clusters    5\n" in tgclean("index", "info", "i").stdout.decode()


def test_names_are_no_addresses_and_a_failed_first_run_leaves_nothing(tgclean, weeks):
    """What SQLite would take for memory or for an address is a file; a failed run leaves no empty index."""
    for name in (":memory:", "file:x?mode=memory"):
        assert tgclean("dedupe", "1.jsonl", "--index", name).returncode == 0
        assert (weeks / name).stat().st_size > 0
    assert tgclean("dedupe", "1.jsonl", "nothing", "--index", "new").returncode == 3
    (weeks / "bad.jsonl").write_text('{"te')
    assert tgclean("dedupe", "bad.jsonl", "--index", "new").returncode == 3
    assert not (weeks / "new").exists()
    (weeks / "empty").touch()
    assert tgclean("index", "info", "empty").returncode == 4
    done = tgclean("dedupe", "1.jsonl", "--index", "later", "-o", "o", "--report", "/dev/full")
    assert (done.returncode, (weeks / "later").exists()) == (4, False)
