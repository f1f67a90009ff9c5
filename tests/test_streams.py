"""Streams and ends: pipes that are gone, streams that are closed, signals, and file names of every kind."""

from __future__ import annotations

import json
import os
import random
import re
import select
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "tgclean"
OLD = b"what stood here before\n"
NAMES = {
    "invalid UTF-8": b"\xff\xfe export.txt",
    "line end": b"two\nlines.txt",
    "dash": b"-o.txt",
    "markup": b"[red]x[] [link=file:etc].txt",
    "escape": b"\x1b]0;title\x07\x1b[31m.txt",
    "direction": "\u202etxt.exe\u202c\u009b.txt".encode(),
    "spaces": b"  a  b  .txt",
    "long": "ж".encode() * 127,
}
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture
def gone():
    """The end of a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.fault("C13")
@pytest.mark.parametrize(
    "args",
    [["dedupe", "SAMPLE"], ["dedupe", "--unit", "block", "SAMPLE"], ["--help"], ["--version"], ["dedupe", "--help"]],
)
def test_a_reader_that_is_gone_ends_the_run_in_silence(tgclean, sample, gone, args):
    """The program dies of SIGPIPE, as cat and sort do, and says nothing."""
    args = [sample if arg == "SAMPLE" else arg for arg in args]
    done = tgclean(*args, capture_output=False, stdout=gone, stderr=subprocess.PIPE)
    assert (done.returncode, done.complaint) == (-signal.SIGPIPE, "")


@pytest.mark.fault("C13")
def test_head_gets_one_record_and_nothing_else(sample):
    """`cat export.txt | tgclean dedupe - | head -1` gives the first record."""
    line = f"cat '{sample}' | '{PROGRAM}' dedupe -q - | head -1"
    done = subprocess.run(["bash", "-c", line], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["spans"][0]["line"] == 1


@pytest.mark.fault("C13")
def test_nobody_to_complain_to_is_no_reason_to_fail(tgclean, sample, gone, tmp_path):
    """With standard error closed, full or without a reader, the output is complete and the code 0."""
    expected = tgclean("dedupe", sample).stdout
    with open("/dev/full", "wb") as full:
        for settings in ({"stderr": gone}, {"stderr": full}, {"preexec_fn": lambda: os.close(2)}):
            done = tgclean(
                "dedupe", sample, "-o", "out.jsonl", capture_output=False, stdout=subprocess.PIPE, **settings
            )
            assert (done.returncode, done.stdout) == (0, b"")
            assert (tmp_path / "out.jsonl").read_bytes() == expected
            (tmp_path / "out.jsonl").unlink()


@pytest.mark.fault("C13")
def test_closed_streams_are_no_files_of_ours(tgclean, sample, tmp_path):
    """With all three closed, -o FILE works; without -o a closed standard output is an error, not an empty success."""
    expected = tgclean("dedupe", sample).stdout
    done = tgclean("dedupe", sample, "-o", "out.jsonl", preexec_fn=lambda: os.closerange(0, 3))
    assert (done.returncode, (tmp_path / "out.jsonl").read_bytes()) == (0, expected)
    assert tgclean("dedupe", sample, preexec_fn=lambda: os.close(1)).returncode == 4
    assert tgclean("dedupe", sample, preexec_fn=lambda: os.close(0)).stdout == expected


@pytest.mark.fault("E2")
def test_closed_standard_input_is_a_missing_input(tgclean):
    """Reading it is an error in one line; without a PATH there is no input at all."""
    done = tgclean("dedupe", "-", preexec_fn=lambda: os.close(0))
    assert (done.returncode, done.complaint) == (3, "tgclean: -: standard input is closed\n")
    done = tgclean("dedupe", preexec_fn=lambda: os.close(0))
    assert (done.returncode, "no input" in done.complaint) == (2, True)


@pytest.mark.fault("C3")
def test_a_pipe_by_name_is_an_input(tgclean, sample, tmp_path):
    """A FIFO is read as a stream, once."""
    os.mkfifo(tmp_path / "in")
    writer = subprocess.Popen(["cp", sample, tmp_path / "in"])
    records = tgclean("dedupe", "in").records
    assert (writer.wait(), len(records), records[0]["source"]) == (0, 13, "in")


@pytest.mark.fault("C3")
@pytest.mark.parametrize("given", ["/dev/stdin < '{0}'", "- < '{0}'", "<(cat '{0}')", "/dev/fd/7 7< '{0}'"])
def test_a_stream_is_an_input_however_it_is_named(sample, sample_posts, given):
    """Standard input by any name, another descriptor, a process substitution: the records of the file."""
    line = f"'{PROGRAM}' dedupe -q {given.format(sample)}"
    done = subprocess.run(["bash", "-c", line], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [post["id"] for post in sample_posts]


@pytest.mark.fault("C5")
@pytest.mark.parametrize("again", ["export.txt", "hard.txt", "soft.txt", "./export.txt"])
def test_a_file_that_is_given_twice_counts_twice(tgclean, sample, tmp_path, again):
    """Under whatever name: that is what was asked for."""
    (tmp_path / "export.txt").write_bytes(sample.read_bytes())
    (tmp_path / "hard.txt").hardlink_to(tmp_path / "export.txt")
    (tmp_path / "soft.txt").symlink_to("export.txt")
    records = tgclean("dedupe", "export.txt", again).records
    assert [(record["count"], record["repeats"], record["exact"]) for record in records] == [(4, 2, 1)] * 13


def heed_signals():
    """A shell's background job, or what nohup starts, ignores signals, and so would its children."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Waiting:
    """A run that waits for the rest of its input, its output begun; `end` ends it by a signal."""

    def __init__(self, directory, *args, **settings):
        os.mkfifo(directory / "in")
        command = [PROGRAM, "dedupe", "in", *args]
        self.run = subprocess.Popen(
            command, cwd=directory, stderr=subprocess.PIPE, **{"preexec_fn": heed_signals} | settings
        )
        self.input = os.open(directory / "in", os.O_WRONLY)  # returns when the program has opened its end
        os.write(self.input, b"Title\nbody\nbody\n")

    def end(self, number=0):
        """Sends a signal, or ends the input; gives the code and what was said."""
        if number:
            self.run.send_signal(number)
            said = self.run.communicate()[1]
            os.close(self.input)
        else:
            os.close(self.input)
            said = self.run.communicate()[1]
        return self.run.returncode, said.decode()


def files(directory):
    return sorted(path.name for path in directory.iterdir() if path.name != "in")


@pytest.mark.fault("C12")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("old", [True, False])
def test_an_interrupted_run_leaves_the_old_output(tmp_path, number, old):
    """It dies of the signal; the old file is whole, or there is none; no temporary file is left."""
    if old:
        (tmp_path / "out.jsonl").write_bytes(OLD)
    waiting = Waiting(tmp_path, "-o", "out.jsonl")
    assert len([name for name in files(tmp_path) if name.endswith(".tgclean-tmp")]) == 1
    code, complaint = waiting.end(number)
    assert code == -number
    assert complaint.count("\n") <= 1
    assert files(tmp_path) == (["out.jsonl"] if old else [])
    assert not old or (tmp_path / "out.jsonl").read_bytes() == OLD


@pytest.mark.slow
@pytest.mark.fault("C12")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_ends_at_whatever_moment_it_is_asked_to(tmp_path, number, record_property):
    """Twenty moments of a run: it dies of the signal, says a line at most, and leaves the old file and no other."""
    chance = random.Random(number)
    words = ["".join(chance.choices("abcdefghij", k=5)) for _ in range(3000)]
    rows = (json.dumps({"text": " ".join(chance.choices(words, k=40))}) + "\n" for _ in range(10_000))
    (tmp_path / "rows.jsonl").write_text("".join(rows))
    (tmp_path / "tmp").mkdir()
    command = [PROGRAM, "dedupe", "-q", "rows.jsonl", "-o", "out.jsonl", "--stats-json", "stats.json", "--index", "i"]
    begun = time.monotonic()
    settings = {"cwd": tmp_path, "env": {**os.environ, "TMPDIR": "tmp"}, "preexec_fn": heed_signals}
    subprocess.run(command, check=True, **settings)
    seconds, new = time.monotonic() - begun, (tmp_path / "out.jsonl").read_bytes()
    latencies = []
    for _ in range(20):
        for name in ("stats.json", "i"):
            (tmp_path / name).unlink(missing_ok=True)
        (tmp_path / "out.jsonl").write_bytes(OLD)
        run = subprocess.Popen(command, stderr=subprocess.PIPE, **settings)
        time.sleep(chance.uniform(0, 0.9 * seconds))
        sent = time.monotonic()
        run.send_signal(number)
        said = run.communicate(timeout=60)[1].decode()
        latencies.append(time.monotonic() - sent)
        found = (tmp_path / "out.jsonl").read_bytes()
        assert (run.returncode, found) in ((-number, OLD), (-number, new), (0, new)), said
        assert re.fullmatch(r"(tgclean: [^\n]+\n)?", said)
        assert {path.name for path in tmp_path.iterdir()} <= {"rows.jsonl", "out.jsonl", "stats.json", "i", "tmp"}
        assert list((tmp_path / "tmp").iterdir()) == []
    record_property("signal_latency_p95", round(sorted(latencies)[18], 3))


@pytest.mark.fault("C12")
def test_an_interrupt_while_the_program_is_loaded_ends_it_in_silence(tmp_path):
    """Whoever thinks better of it in the first tenth of a second is shown no traceback."""
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    env = {**os.environ, "PYTHONPATH": os.fspath(tmp_path)}
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())
    module, function = project["project"]["scripts"]["tgclean"].split(":")
    script = f"from {module} import {function}; {function}()"  # what an installer makes of it
    for how in (["-c", script], ["-m", "tgclean"]):
        command = [sys.executable, *how, "--version"]
        done = subprocess.run(command, env=env, capture_output=True, preexec_fn=heed_signals)
        assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


@pytest.mark.fault("C11")
def test_a_killed_run_leaves_the_old_output(tmp_path):
    """Even kill -9 leaves the old file as it was."""
    (tmp_path / "out.jsonl").write_bytes(OLD)
    code, _ = Waiting(tmp_path, "-o", "out.jsonl").end(signal.SIGKILL)
    assert (code, (tmp_path / "out.jsonl").read_bytes()) == (-signal.SIGKILL, OLD)


@pytest.mark.fault("C12")
def test_nohup_is_heeded(tmp_path):
    """A signal that whoever started the run asked to ignore is ignored."""
    waiting = Waiting(tmp_path, "-o", "out.jsonl", preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    waiting.run.send_signal(signal.SIGHUP)
    assert waiting.end()[0] == 0
    assert b"Title" in (tmp_path / "out.jsonl").read_bytes()


@pytest.mark.fault("C7")
def test_the_old_output_stands_while_the_new_one_is_made(tmp_path):
    """Whoever looks at the file during a run sees the old one."""
    (tmp_path / "out.jsonl").write_bytes(OLD)
    waiting = Waiting(tmp_path, "-o", "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == OLD
    assert waiting.end()[0] == 0
    assert (tmp_path / "out.jsonl").read_bytes().startswith(b"{")


@pytest.mark.fault("C20")
@pytest.mark.parametrize("kind", NAMES)
def test_a_file_name_of_any_bytes_works(tgclean, sample, tmp_path, kind):
    """As input and as output; its record has a name that every JSON reader takes."""
    name = NAMES[kind]
    source, target = os.fsencode(tmp_path) + b"/" + name, b"out-" + name[:230] + b".jsonl"
    Path(os.fsdecode(source)).write_bytes(sample.read_bytes())
    more = [b"stats-" + target[:200], b"page-" + target[:200], b"index-" + target[:200]]
    options = [word for pair in zip(["--stats-json", "--report", "--index"], more, strict=True) for word in pair]
    done = tgclean("dedupe", "-o", target, *options, "--", name)
    assert done.returncode == 0, done.complaint
    assert {os.fsencode(path.name) for path in tmp_path.iterdir()} == {name, target, *more}
    stats = json.loads((tmp_path / os.fsdecode(more[0])).read_bytes())
    assert [one["source"] for one in stats["inputs"]] == [name.decode("utf-8", "replace")]
    lines = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + target)).read_bytes().splitlines()
    assert [json.loads(line)["source"] for line in lines] == [name.decode("utf-8", "replace")] * 13


@pytest.mark.fault("C20")
@pytest.mark.parametrize("kind", NAMES)
def test_a_file_name_in_a_complaint_is_harmless(tgclean, tmp_path, kind):
    """What standard error says of a file is one line, without a byte that drives a terminal."""
    name = NAMES[kind]
    missing = tgclean("dedupe", "--", name)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"one post\nno boundaries\n\xff\n")
    warned = tgclean("dedupe", "--", name)
    redirected = tgclean("dedupe", "-o", name, "--", name)
    assert (missing.returncode, warned.returncode, redirected.returncode) == (3, 0, 2)
    assert "warning: " in warned.complaint
    for done in (missing, warned, redirected):
        assert all(line.startswith("tgclean: ") for line in done.complaint.splitlines())
        assert not HARMFUL.search(done.complaint)
    assert "[red]x[]" in missing.complaint or kind != "markup"


def test_a_reader_that_leaves_leaves_nothing_behind(tmp_path, sample):
    """`diff - | head -1`: the copy of standard input is gone when the program is."""
    directory = tmp_path / "temporary"
    directory.mkdir()
    command = f"cat '{sample}' '{sample}' | '{PROGRAM}' diff - --tmp-dir '{directory}' | head -1"
    subprocess.run(command, shell=True, check=True, capture_output=True)
    assert list(directory.iterdir()) == []


@pytest.mark.parametrize("args", [[], ["--scope", "post"], ["--scope", "file"], ["--unit", "block"]])
def test_a_row_comes_out_as_soon_as_it_is_read(args):
    """`tail -f rows.jsonl | tgclean dedupe --stream -` says of each row what there is to say before the next one."""
    command = [PROGRAM, "dedupe", "-q", "--stream", *args, "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        for word in ("bridge", "harbour", "station"):
            run.stdin.write(b'{"text": "The %b is closed until further notice."}\n' % word.encode())
            run.stdin.flush()
            ready, _, _ = select.select([run.stdout], [], [], 20)
            if not ready:
                run.kill()
            assert ready, f"the {word} is held back"
            assert word in json.loads(run.stdout.readline())["text"]
        assert run.communicate(timeout=20)[0] == b""
        assert run.returncode == 0
