"""The engine: the same records, byte for byte, as a local run, however the input is cut into files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quality.corpora import CORPORA

pytest.importorskip("daft")

PROGRAM = Path(sys.executable).parent / "tgclean"


def cut(data, count, place, suffix=".jsonl"):
    """Write data to several files at the ends of lines."""
    lines = data.splitlines(keepends=True)
    size = -(-len(lines) // count)
    for n in range(count):
        (place / f"{n}{suffix}").write_bytes(b"".join(lines[n * size : (n + 1) * size]))


def both(tgclean, place, *args):
    """Run here and on the engine, and return the outputs and the statistics of both."""
    here = tgclean("dedupe", *args, "--stats-json", place / "here.json")
    assert here.returncode == 0, here.complaint
    there = tgclean("dedupe", *args, "--engine", "daft", "-o", place / "parts", "--stats-json", place / "there.json")
    assert there.returncode == 0, there.complaint
    parts = b"".join(path.read_bytes() for path in sorted((place / "parts").iterdir()))
    stats = [json.loads((place / f"{name}.json").read_bytes()) for name in ("here", "there")]
    for one in stats:
        del one["run"]
    return here.stdout, parts, stats


@pytest.fixture
def inputs(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.mark.parametrize("count", [1, 2, 7])
@pytest.mark.parametrize("name", ["reposts", "templated", "lookalikes-3", "channel-footers"])
def test_the_engine_gives_what_a_local_run_gives(tgclean, tmp_path, inputs, name, count):
    """The same bytes in the same order, and the same statistics, for rows and for flat text with footers."""
    cut(CORPORA[name](0).data[: 1 << 20], count, inputs, ".txt" if name.startswith("channel") else ".jsonl")
    if not name.startswith("channel"):
        last = inputs / f"{count - 1}.jsonl"
        last.write_bytes(last.read_bytes().rpartition(b"\n")[0] + b"\n")
    here, there, (ours, theirs) = both(tgclean, tmp_path, "in")
    assert there == here != b""
    assert theirs == ours


def test_editions_and_blocks_and_formats(tgclean, tmp_path, inputs):
    """A newer edition replaces an older one in another file; blocks; a table of CSV; a text that is copied by none."""
    message = {"channel": "c", "message_id": 1, "date": "2024-07-28T10:00:00Z"}
    body = "The bridge over the river is closed until Monday because of the storm, the town says in its letter."
    (inputs / "a.jsonl").write_text(json.dumps({**message, "text": "An older text of this."}) + "\n")
    (inputs / "b.jsonl").write_text(json.dumps({**message, "text": f"{body}\n🔹 {body[::-1]}"}) + "\n")
    (inputs / "c.csv").write_text(f'id,text\n1,"{body}"\n2,\n3,"{body}"\n')
    (inputs / "d.txt").write_bytes(f"Title\n{body}\n{body}\n".encode() + b"one \xff more\n")
    for options in ([], ["--unit", "block"], ["--exact-only"], ["--keep", "last"]):
        here, there, (ours, theirs) = both(tgclean, tmp_path, "in", *options)
        assert there == here != b""
        assert theirs == ours
        shutil.rmtree(tmp_path / "parts")
    assert ours["warnings"]["older_editions"] == 1


def test_a_key_of_very_many_posts(tgclean, tmp_path, inputs):
    """Posts that all share a frame: the pairs that a key gives stay bounded, and the records are the same."""
    frame = "Weather of the day for the port of call and all the islands around it as the office says"
    rows = [json.dumps({"text": f"{frame}: {n} degrees, wind {n % 7}, waves {n % 5}"}) for n in range(5000)]
    (inputs / "a.jsonl").write_text("\n".join(rows) + "\n")
    here, there, _ = both(tgclean, tmp_path, "in")
    assert there == here


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["in", "--engine", "daft"], 2, "--output: - is not a directory"),
        (["in", "--engine", "daft", "-o", "full"], 2, "--output: full is not empty"),
        (["in", "--engine", "daft", "-o", "no/where"], 4, "no/where: No such file"),
        (["-", "--engine", "daft", "-o", "out"], 2, "no other machine can read standard input"),
        (["in", "--engine", "daft", "-o", "out", "--stream"], 2, "--stream: True does not go with --engine daft"),
        (["in", "--engine", "daft", "-o", "out", "--index", "i"], 2, "--index: i does not go with --engine daft"),
        (["in", "--engine", "daft", "-o", "out", "--scope", "file"], 2, "--scope"),
        (["missing", "--engine", "daft", "-o", "out"], 3, "missing: no such file"),
        (["np.html", "--engine", "daft", "-o", "out"], 3, "np.html: is HTML of no kind"),
        (
            ["in/a.jsonl", "--engine", "daft", "-o", "out", "--stats-json", "in/a.jsonl"],
            2,
            "--stats-json: in/a.jsonl is one",
        ),
        (["in", "--engine", "daft", "-o", "out", "--stats-json", "out/s"], 4, "out/s: No such file"),
        (["in", "--engine", "daft", "-o", "nix://a/b"], 4, "nix://a/b: Unrecognized filesystem"),
        (["in", "--engine-address", "x:1"], 2, "--engine-address: x:1 is for --engine daft"),
        (["in", "--engine", "daft", "-o", "out", "--known", "write"], 2, "--known"),
        (["bad.jsonl", "--engine", "daft", "-o", "out"], 3, "bad.jsonl:2: not a JSON object"),
    ],
)
def test_what_the_engine_cannot_do_is_said_in_a_line(tgclean, tmp_path, inputs, args, code, said):
    """With the exit code of its kind, and nothing written."""
    (inputs / "a.jsonl").write_text('{"text": "a"}\n')
    (tmp_path / "np.html").write_text("<html><body><p>hello</p></body></html>")
    (tmp_path / "bad.jsonl").write_text('{"text": "a"}\n{"te')
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    done = tgclean("dedupe", *args)
    assert (done.returncode, said in done.complaint) == (code, True), done.complaint
    assert done.complaint.count("\n") == 1
    assert not [*tmp_path.glob("out/*")]


SAME_WORDS = """FIR DUN DIN KAT FAT LUS PUR NIL KAR LAS SUM KUS NER GAT RIL FIR 后ES NAM DUR NIL DUT SIM SAN SIT
sum kus ner gat ril fir 后es nam dur nil dut sim san sit dot tun|{0}|{0}|{0}|{0}
tet pus dur lit pot fat|{0}|{0}|{0}|fir dun din kat fat lus pur lir lur der mim pam nem nil kar las sum kus ner gat\\
 fir dur nil dut san sit dot tun lur gem kut put
sum kus ner gat ril fir 后es nam dur nil dut sim san sit dot tun|{0}|{0}|{0}!|{0}
dur, pet kal dor fum res!!|{0}|{0}|sum kus ner gat ril fir 后es nam dur nil dut sim tun|{0}
{0}|fir dun din kat fat lus pur lir lur der pam dor子gem nil kar las sum kus ner gat fir 后 nil dut san sit tun|{0}"""


def test_a_text_with_the_words_of_another(tgclean, tmp_path, inputs):
    """It is not judged, though it has a footer, so no post is lost; with an index neither."""
    texts = SAME_WORDS.format("pot dum pet far kar dor lit dot rul").replace("\\\n", "").split("\n")
    (inputs / "a.jsonl").write_text("".join(json.dumps({"text": text.replace("|", "\n")}) + "\n" for text in texts))
    here, there, (ours, theirs) = both(tgclean, tmp_path, "in")
    assert there == here
    assert theirs == ours
    assert tgclean("dedupe", "in", "--index", "i").stdout == here


def test_corpora_of_nothing(tgclean, tmp_path, inputs):
    """No words, short blocks, no text at all: a part is written, if an empty one."""
    for text, options in (("🔥🔥", []), ("short one", ["--unit", "block"]), ("", [])):
        (inputs / "a.jsonl").write_text(json.dumps({"text": text}) + "\n")
        here, there, (ours, theirs) = both(tgclean, tmp_path, "in", *options)
        assert (there, theirs) == (here, ours)
        shutil.rmtree(tmp_path / "parts")
    (inputs / "a.jsonl").write_text(json.dumps({"text": "one"}) + "\n")
    here, there, (ours, theirs) = both(tgclean, tmp_path, "in", "in")
    assert (there, theirs) == (here, ours)


def test_a_missing_engine_is_said(tmp_path, inputs):
    """With what installs it."""
    (inputs / "a.jsonl").write_text('{"text": "a"}\n')
    code = "import sys; sys.modules['daft'] = None; from tgclean.cli import main; main()"
    args = [sys.executable, "-c", code, "dedupe", "in", "--engine", "daft", "-o", "out"]
    done = subprocess.run(args, cwd=tmp_path, capture_output=True)
    assert (done.returncode, b"needs daft: pip install 'tgclean[dist]'" in done.stderr) == (2, True), done.stderr


def test_repair_on_the_engine_gives_the_same_bytes(tgclean, tmp_path, inputs, monkeypatch):
    """Of one file in several pieces, cut anywhere, and of several files."""
    text = (
        "Title\n"
        + "A line of a page that an extractor wrote twice, below its first line.\nAnd another line of it.\n" * 2
    )
    rows = [json.dumps({"n": n, "text": text if n % 3 else f"Row {n} of this file."}) for n in range(400)]
    (inputs / "a.jsonl").write_text("\n".join(rows) + "\n")
    code = "import sys; from tgclean import cli, repair; repair.PIECE_BYTES = int(sys.argv.pop(1)); cli.main()"
    here = tgclean("repair", inputs / "a.jsonl")
    for size in (1000, 12_345, 1 << 30):
        out = tmp_path / f"out{size}"
        args = [sys.executable, "-c", code, str(size), "repair", inputs / "a.jsonl", "--engine", "daft", "-o", out]
        done = subprocess.run(args, capture_output=True)
        assert done.returncode == 0, done.stderr
        assert b"".join(path.read_bytes() for path in sorted(out.iterdir())) == here.stdout
        assert done.stderr.decode().replace(" on", "") == here.complaint


def test_an_address_of_an_object_store(tgclean, tmp_path, inputs):
    """A file, a directory, wildcards; parts are written to one, too."""
    for name in ("a", "b"):
        (inputs / f"{name}.jsonl").write_text(json.dumps({"text": f"post {name}"}) + "\n")
    here = tgclean("dedupe", "in").stdout
    for address in (f"file://{inputs}", f"file://{inputs}/*.jsonl"):
        assert [r["text"] for r in tgclean("dedupe", address).records] == ["post a", "post b"]
        out = f"file://{tmp_path}/out of it"
        assert tgclean("dedupe", address, "--engine", "daft", "-o", out).returncode == 0
        assert len((tmp_path / "out of it" / "part-00000.jsonl").read_bytes().splitlines()) == len(here.splitlines())
        assert "is not empty" in tgclean("dedupe", address, "--engine", "daft", "-o", out).complaint
        shutil.rmtree(tmp_path / "out of it")
    for name in ("a b", "é", "[1]", "h#x", "q?x", "p%20q"):
        (inputs / f"{name}.jsonl").write_text(json.dumps({"text": f"post {name}"}) + "\n")
    (inputs / "sub").mkdir()
    (inputs / "sub" / "c.jsonl").write_text('{"text": "post c"}\n')
    assert len(tgclean("dedupe", f"file://{inputs}").records) == 9
    assert len(tgclean("dedupe", f"file://{inputs}/*.jsonl").records) == 8
    assert [r["text"] for r in tgclean("dedupe", f"file://{inputs}/[1].jsonl").records] == ["post [1]"]
    for address, said in ((f"file://{inputs}/c.jsonl", "no such file"), ("nix://a/b", "Unrecognized filesystem")):
        done = tgclean("dedupe", address)
        assert (done.returncode, said in done.complaint) == (3, True), done.complaint


@pytest.mark.slow
def test_nothing_calls_home(tmp_path, inputs):
    """No connection leaves the machine, from the import to the end."""
    if shutil.which("strace") is None:
        assert "REQUIRE_PROGRAMS" not in os.environ
        pytest.skip("strace is missing")
    (inputs / "a.jsonl").write_text('{"text": "a"}\n')
    trace = ["strace", "-f", "-qq", "-e", "trace=connect,sendto", "-o", "calls"]
    done = subprocess.run([*trace, PROGRAM, "dedupe", "in", "--engine", "daft", "-o", "out"], cwd=tmp_path)
    assert done.returncode == 0
    assert not re.findall(r"sa_family=AF_INET6?.*", (tmp_path / "calls").read_text())
