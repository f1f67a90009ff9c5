"""On a terminal: records that cannot drive it, a summary as a table, progress, and quiet."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "tgclean"
HOSTILE = (
    "Title \x1b]0;pwned\x07 \x1b[31mred\r\u009b2J\x08\x7f\u202eevil\u2066\ufeff\u200b\U000e0041\n"
    "Body [red]x[/red] [link=file:///etc/passwd] :smile: 👩\u200d👩 \x1bP1;1|17/ab\x1b\\\n"
)
# The lines of a terminal end in CR LF; nothing else below U+0020, no DEL, no C1, no direction, no tag.
DRIVES = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\u200b\U000e0000-\U000e007f]")


def on_terminal(*args, cwd, stdin=b"", out=True, err=False, env=None):
    """Runs the program with standard output or error on a pseudo-terminal; gives code, what was shown, the other."""
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        [PROGRAM, *args],
        cwd=cwd,
        stdin=subprocess.PIPE,
        stdout=theirs if out else subprocess.PIPE,
        stderr=theirs if err else subprocess.PIPE,
        env={**os.environ, "TERM": "xterm-256color", **(env or {})},
    )
    os.close(theirs)
    run.stdin.write(stdin)
    run.stdin.close()
    shown = b""
    while True:
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    other = [] if out and err else [(run.stderr if out else run.stdout).read()]
    for stream in (run.stdout, run.stderr):
        if stream:
            stream.close()
    os.close(ours)
    return run.wait(), shown.decode(), *other


@pytest.mark.parametrize("output", [[], ["-o", "/dev/stdout"], ["-o", "/proc/self/fd/1"]])
def test_records_on_a_terminal_have_no_byte_that_drives_it(tmp_path, output):
    """Every harmful character is shown as its JSON escape; the records mean the same."""
    text = (HOSTILE + HOSTILE.split("\n", 1)[1]).encode()
    code, shown, _ = on_terminal("dedupe", *output, cwd=tmp_path, stdin=text)
    assert code == 0
    assert not DRIVES.search(shown)
    assert "\u200d" in shown, "a joiner inside an emoji stays"
    plain = subprocess.run([PROGRAM, "dedupe"], input=text, capture_output=True).stdout
    assert b"\xc2\x9b" in plain, "a file gets the text as it is"
    assert [json.loads(line) for line in shown.splitlines()] == [json.loads(line) for line in plain.splitlines()]


def test_a_terminal_by_its_name_is_not_driven(tmp_path):
    """-o /dev/pts/N, as -o /dev/tty, shows what standard output would."""
    ours, theirs = pty.openpty()
    done = subprocess.run([PROGRAM, "dedupe", "-q", "-o", os.ttyname(theirs)], input=HOSTILE.encode(), cwd=tmp_path)
    shown = os.read(ours, 1 << 16).decode()
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 0
    assert "pwned" in shown
    assert not DRIVES.search(shown)


@pytest.mark.parametrize("term", ["xterm-256color", "dumb", ""])
def test_a_summary_on_a_terminal_is_a_table(tmp_path, sample, term):
    """Counts stand in a table; the records go elsewhere, untouched."""
    code, shown, records = on_terminal("dedupe", sample, cwd=tmp_path, out=False, err=True, env={"TERM": term})
    assert (code, len(records.splitlines())) == (0, 13)
    plain = re.sub(r"\x1b\[[\d;?]*\w", "", shown)
    assert re.search(r"\b13 +records written", plain)
    assert re.search(r"\b193 +lines read", plain)


def test_quiet_says_nothing_on_a_terminal(tmp_path, sample):
    """No progress, no table."""
    assert on_terminal("dedupe", "--quiet", sample, cwd=tmp_path, out=False, err=True)[:2] == (0, "")


@pytest.mark.parametrize(("args", "env"), [(["--color", "never"], {}), ([], {"NO_COLOR": "1"})])
def test_colour_can_be_turned_off(tmp_path, sample, args, env):
    """--color never and NO_COLOR leave no colour in the table."""
    _, shown, _ = on_terminal("dedupe", "--no-progress", *args, sample, cwd=tmp_path, out=False, err=True, env=env)
    assert not re.search(r"\x1b\[[\d;]*[34]\d", shown)


def test_a_hostile_name_on_a_terminal_is_harmless(tmp_path):
    """A warning or a complaint shows a file's name, and what it holds drives nothing."""
    name = "\x1b]0;pwned\x07[red]\u202e[/x].txt".replace("/", "")
    (tmp_path / name).write_bytes(b"one post without boundaries \xff\n")
    for args in ([name], [name + "-missing"]):
        _, shown, _ = on_terminal("dedupe", "--no-progress", *args, cwd=tmp_path, out=False, err=True)
        assert "\\u{1b}]0;pwned\\u{7}[red]\\u{202e}" in shown
        assert "\x07" not in shown
        assert "\x1b]" not in shown


def test_everything_on_one_terminal(tmp_path, sample):
    """Records and summary on the same terminal: no progress is painted between them."""
    code, shown = on_terminal("dedupe", sample, cwd=tmp_path, err=True)
    assert code == 0
    lines = shown.splitlines()
    assert [json.loads(line)["count"] for line in lines[:13]] == [2] * 13
    assert "\x1b[?25l" not in shown


def test_no_input_on_a_terminal_is_a_usage_error(tmp_path):
    """`tgclean dedupe` alone, typed by a person, does not wait for text that nobody will type."""
    ours, theirs = pty.openpty()
    done = subprocess.run([PROGRAM, "dedupe"], stdin=theirs, capture_output=True, cwd=tmp_path)
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, done.stdout, b"no input" in done.stderr) == (2, b"", True)


def test_a_closed_standard_output_and_a_terminal(tmp_path, sample):
    """-o FILE with standard output closed and errors on a terminal is a run like any other."""
    ours, theirs = pty.openpty()
    line = f"'{PROGRAM}' dedupe '{sample}' -o out.jsonl >&-"
    done = subprocess.run(["bash", "-c", line], stderr=theirs, cwd=tmp_path)
    os.close(theirs)
    os.close(ours)
    assert (done.returncode, len((tmp_path / "out.jsonl").read_bytes().splitlines())) == (0, 13)
