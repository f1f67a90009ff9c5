"""What the machine runs out of: room on a file system, memory, descriptors, permission to write."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess

import pytest

from tests.conftest import PROGRAM
from tests.faults import OLD, needs

MEGABYTE = 1_000_000


@pytest.fixture
def rows(tmp_path):
    """Posts that take more room than the small file systems have, and less memory than any limit."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghij", k=5)) for _ in range(3000)]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps({"text": " ".join(chance.choices(words, k=40))}) + "\n" for _ in range(4000)))
    return path


@pytest.fixture
def mounted(tmp_path):
    """Run the program where `place` is a file system of its own; return the run, and the names left there."""
    needs("unshare", "mount")
    (tmp_path / "place").mkdir()

    def run(options, *args):
        script = 'mount -t tmpfs -o "$1" none place && shift && "$@"; code=$?; ls -A place >names; exit $code'
        flags = ["--mount"] if os.geteuid() == 0 else ["--mount", "--map-root-user"]
        done = subprocess.run(
            ["unshare", *flags, "sh", "-c", script, "sh", options, PROGRAM, *args], cwd=tmp_path, capture_output=True
        )
        names = tmp_path / "names"
        return done, names.read_text().split() if names.exists() else None

    done, _ = run("size=64k", "--version")
    if done.returncode:
        assert "REQUIRE_PROGRAMS" not in os.environ, done.stderr
        pytest.skip("file systems may not be mounted")
    return run


@pytest.mark.fault("C9")
@pytest.mark.parametrize("name", ["o.jsonl", "o.csv", "o.txt", "o.parquet", "o.jsonl.gz", "o.csv.zst"])
def test_a_file_system_that_is_full_is_left_empty(mounted, rows, name):
    """In each format: exit code 4, the file named, nothing left."""
    done, names = mounted("size=64k", "dedupe", "-q", "rows.jsonl", "-o", f"place/{name}")
    assert (done.returncode, done.stderr) == (4, f"tgclean: place/{name}: No space left on device\n".encode())
    assert names == []


@pytest.mark.fault("C9")
@pytest.mark.parametrize("command", ["repair", "dedupe"])
def test_other_files_on_a_file_system_that_is_full(mounted, rows, tmp_path, command):
    """The index of a run, or the rows of `repair`: exit code 4, in a line, and nothing of it stays."""
    args = ["--index", "place/i", "-o", "o.jsonl"] if command == "dedupe" else ["-o", "place/rows.jsonl"]
    done, names = mounted("size=64k", command, "-q", "rows.jsonl", *args)
    assert (done.returncode, done.stderr.count(b"\n"), names) == (4, 1, [])
    assert b"full" in done.stderr or b"No space left" in done.stderr


@pytest.mark.fault("C10")
@pytest.mark.parametrize("command", ["dedupe", "check", "diff"])
def test_a_directory_for_temporary_files_that_is_full(mounted, rows, tmp_path, command):
    """It is named, and the option for another; the old output stands, and the directory is empty again."""
    (tmp_path / "o.jsonl").write_bytes(OLD)
    args = ["-o", "o.jsonl"] if command == "dedupe" else []
    os.mkfifo(tmp_path / "in")
    writer = subprocess.Popen(["cp", rows, tmp_path / "in"], stderr=subprocess.DEVNULL)
    given = "in" if command == "diff" else "rows.jsonl"
    done, names = mounted("size=64k", command, given, "--tmp-dir", "place", *args)
    writer.kill()
    writer.wait()
    assert (done.returncode, done.stderr.count(b"\n"), names) == (4, 1, [])
    assert b"place: No space left on device (temporary file; --tmp-dir names another" in done.stderr
    assert (tmp_path / "o.jsonl").read_bytes() == OLD


@pytest.mark.fault("C8")
@pytest.mark.parametrize("option", ["-o", "--stats-json", "--report", "--index", "--tmp-dir"])
def test_a_place_that_may_not_be_written_is_known_at_first(mounted, sample, tmp_path, option):
    """A file system that is read only: exit code 4 before the input is read, and no other file is written."""
    name = "place" if option == "--tmp-dir" else "place/x"
    more = [] if option == "-o" else ["-o", "o.jsonl"]
    done, _ = mounted("ro", "dedupe", "-q", sample, option, name, *more)
    assert (done.returncode, (tmp_path / "o.jsonl").exists()) == (4, False)
    said = done.stderr.decode()
    assert (said.startswith(f"tgclean: {name}: Read-only file system"), said.count("\n")) == (True, 1)


@pytest.mark.fault("C8")
@pytest.mark.parametrize("name", ["x" * 256, "ж" * 128, "d", "nowhere/x", "file/x"])
@pytest.mark.parametrize("option", ["-o", "--stats-json", "--report", "--index"])
def test_a_name_that_no_file_can_have_is_known_at_first(tgclean, sample, tmp_path, option, name):
    """Too long, a directory, in no directory: exit code 4 in a line, and no other file is written."""
    (tmp_path / "d").mkdir()
    (tmp_path / "file").touch()
    done = tgclean("dedupe", sample, option, name, *([] if option == "-o" else ["-o", "o.jsonl"]))
    assert (done.returncode, done.complaint.count("\n")) == (4, 1), done.complaint
    assert not (tmp_path / "o.jsonl").exists()


@pytest.mark.fault("C9")
@pytest.mark.parametrize("option", ["-o", "--stats-json", "--report"])
def test_a_device_that_is_full_is_an_error(tgclean, sample, option):
    """`/dev/full` takes nothing: exit code 4, the file named."""
    done = tgclean("dedupe", sample, option, "/dev/full")
    assert (done.returncode, done.complaint) == (4, "tgclean: /dev/full: No space left on device\n")


@pytest.mark.slow
@pytest.mark.fault("C15")
def test_too_little_memory_is_a_line_and_a_code(tgclean, rows, tmp_path, record_property):
    """Whatever the limit, the run ends well or with exit code 5, and the old file stands; 250 MB are enough."""
    codes = {}
    for limit in (120, 125, 130, 140, 150, 160, 170, 180, 200, 250):
        (tmp_path / "o.jsonl").write_bytes(OLD)
        done = tgclean("dedupe", "-q", rows, "-o", "o.jsonl", preexec_fn=lambda: limited(limit))  # noqa: B023 - at once
        codes[limit] = done.returncode
        if done.returncode:
            assert (done.returncode, done.complaint) == (5, "tgclean: out of memory\n"), limit
            assert (tmp_path / "o.jsonl").read_bytes() == OLD
        assert not list(tmp_path.glob(".*"))
    record_property("codes_by_megabytes", str(codes))
    assert codes[250] == 0
    assert 5 in codes.values()


def limited(megabytes):
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))


@pytest.mark.slow
@pytest.mark.fault("C21")
@pytest.mark.parametrize("how", ["named", "directory"])
def test_ten_thousand_inputs_are_read_with_few_descriptors(tgclean, tmp_path, how):
    """Each is opened when it is read, and closed after."""
    (tmp_path / "d").mkdir()
    names = [f"d/{n}.txt" for n in range(10_000)]
    for n, name in enumerate(names):
        (tmp_path / name).write_text(f"post {chr(0x4E00 + n)} stands here\n")
    few = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))}
    done = tgclean("dedupe", "-q", *(names if how == "named" else ["d"]), "--stats-json", "s.json", **few)
    assert (done.returncode, done.complaint) == (0, "")
    stats = json.loads((tmp_path / "s.json").read_bytes())
    assert (len(stats["inputs"]), stats["posts_read"]) == (10_000, 10_000)
