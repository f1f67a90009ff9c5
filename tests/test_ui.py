"""On a terminal: records that cannot drive it, a summary as a table, progress, and quiet."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tgclean.model import Tally
from tgclean.notices import CUTS, LIMITS, WARNINGS
from tgclean.ui import Voice
from tgclean.ui.progress import Bar, Step, step_of

SOURCE = Path(__file__).parent.parent / "src" / "tgclean"
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
    for told in (
        r"read +42\.8 kB, 193 lines", r"taken for +text, every body twice", r"found +13 posts", r"undone +13 repeats",
        r"merged +0 exact duplicates, 0 near-duplicates", r"left +13 records",
    ):  # fmt: skip
        assert re.search(told, plain), told
    assert "look at" not in plain


def test_quiet_says_nothing_on_a_terminal(tmp_path, sample):
    """No progress, no table."""
    assert on_terminal("dedupe", "--quiet", sample, cwd=tmp_path, out=False, err=True)[:2] == (0, "")


COLOUR = re.compile(r"\x1b\[[\d;]*[34]\d[\d;]*m")
YELLOW = re.compile(r"\x1b\[33mtgclean: warning: [^\n\x1b]*\x1b\[0m")
BROKEN = b"one post without boundaries \xff\n"


@pytest.mark.parametrize(
    ("args", "env", "coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": ""}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"TERM": "dumb"}, False),
        (["--color", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ([], {"TGCLEAN_COLOR": "always", "NO_COLOR": "1"}, True),
    ],
)
def test_colour_on_a_terminal(tmp_path, args, env, coloured):
    """Warnings are yellow and the numbers of the table have a colour, unless somebody minds; the words are the same."""
    env = {"NO_COLOR": "", **env}
    given = {"cwd": tmp_path, "stdin": BROKEN, "out": False, "err": True}
    _, shown, _ = on_terminal("dedupe", "--no-progress", *args, **given, env=env)
    assert bool(YELLOW.search(shown)) == coloured
    assert bool(re.search(r"\x1b\[36m *1\x1b\[0m", shown)) == coloured
    assert bool(COLOUR.search(shown)) == coloured
    _, plain, _ = on_terminal("dedupe", "--no-progress", "--color", "never", **given)
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == plain


@pytest.mark.parametrize(("color", "coloured"), [("auto", False), ("always", True), ("never", False)])
def test_colour_in_a_pipe(tmp_path, color, coloured):
    """Only `always` colours what no terminal shows; the records never have a colour."""
    run = subprocess.run([PROGRAM, "dedupe", "--color", color], input=BROKEN, capture_output=True, cwd=tmp_path)
    said = run.stderr.decode()
    assert bool(YELLOW.search(said)) == bool(re.search(r"\x1b\[36m1\x1b\[0m record", said)) == coloured
    assert ("\x1b" in said) == coloured
    assert b"\x1b" not in run.stdout


@pytest.mark.parametrize(("color", "shown"), [("always", "\x1b[31mtgclean: a\\u{1b}b\x1b[0m\n"), ("never", None)])
def test_an_error_is_red_where_colour_is_asked_for(capsys, color, shown):
    """A voice that does not know what was asked for speaks without colour."""
    Voice(color=color).error("a\x1bb")
    assert capsys.readouterr().err == (shown or "tgclean: a\\u{1b}b\n")
    Voice().error("x")
    assert capsys.readouterr().err == "tgclean: x\n"


@pytest.mark.parametrize(("color", "loaded"), [("auto", "False"), ("never", "False"), ("always", "True")])
def test_rich_is_loaded_for_colour_alone(tmp_path, color, loaded):
    """A run into pipes does not pay for it."""
    code = (
        "import sys; from tgclean.cli import main; sys.argv = ['tgclean', 'dedupe', '--color', sys.argv[1]]\n"
        "try: main()\nexcept SystemExit: print('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, color], input=BROKEN, capture_output=True, cwd=tmp_path)
    assert done.stdout.decode().splitlines()[-1] == loaded


def test_warnings_name_five_inputs_and_count_the_others(tmp_path):
    """A directory of many small files fills no screen."""
    for number in range(8):
        (tmp_path / f"{number}.txt").write_bytes(BROKEN + b"and another\n")
    said = subprocess.run([PROGRAM, "dedupe", "."], capture_output=True, cwd=tmp_path).stderr.decode().splitlines()
    assert [line.startswith("tgclean: warning: ") for line in said] == [True] * 12 + [False]
    for code, words in (
        ("invalid_utf8", "1 post with bytes that could not be decoded"),
        ("no_boundaries", "no header"),
    ):
        assert [line.split(":")[2].strip() for line in said if words in line] == [f"{n}.txt" for n in range(5)]
        assert f"tgclean: warning: 3 more inputs with the same: {code}" in said
    for path in tmp_path.glob("[67].txt"):
        path.unlink()
    said = subprocess.run([PROGRAM, "dedupe", "."], capture_output=True, cwd=tmp_path).stderr.decode()
    assert "1 more input with the same: no_boundaries" in said


def codes(what):
    """Gives the codes that the source counts under `limits` or `warnings`."""
    found = re.compile(rf'{what}\["(\w+)"\]|warn\("(\w+)"' if what == "warnings" else rf'{what}\["(\w+)"\]()')
    return {"".join(code) for path in SOURCE.rglob("*.py") for code in found.findall(path.read_text())}


def test_every_limit_and_warning_has_its_words(capsys):
    """No newcomer is told a bare code; one is one, and more are more."""
    assert codes("limits") == {*CUTS, *LIMITS}
    assert codes("warnings") | {"invalid_utf8"} == set(WARNINGS)
    for n in (1, 1234):
        every = Counter(dict.fromkeys((*WARNINGS, *CUTS), n))
        Voice().warnings(Tally(warnings=every))
        said = capsys.readouterr().err
        assert len(said.splitlines()) == len(every)
        assert f"{n:,} row{'s' * (n > 1)} with half" in said
        assert bool(re.search(r"\b1 \w+s ", said)) is False
        assert bool(re.search(r"\b1,234 \w*[^s] ", said)) is False


def test_a_limit_that_nobody_can_act_on_is_no_warning(capsys):
    """It is a figure in the statistics."""
    Voice().warnings(Tally(limits=Counter(dict.fromkeys(LIMITS, 3))))
    assert capsys.readouterr().err == ""


def test_a_warning_says_where(tgclean, tmp_path):
    """One place behind the input, as editors read it; of more, the first ones."""
    (tmp_path / "a.csv").write_text("id,text\n1,one\n2,two,more\n3,three\n4,four,more\n")
    assert "a.csv: 2 rows with more or fewer cells" in (said := tgclean("dedupe", "a.csv").complaint)
    assert "(at 3, 5)" in said
    (tmp_path / "a.csv").write_text("id,text\n1,one\n2,two,more\n")
    assert "warning: a.csv:3: 1 row with more or fewer cells" in tgclean("dedupe", "a.csv").complaint


def test_the_summary_says_what_to_look_at(tmp_path):
    """The two posts of the lowest score that were merged, with the command that explains it; the warnings."""
    body = "The bridge over the river is closed until Monday because of the storm, the town says in its letter."
    (tmp_path / "a.jsonl").write_text("".join(
        json.dumps({"text": text}) + "\n"
        for text in (body, body.replace("storm", "heavy storm"), "Another matter.", body.replace("a", "á"))
    ))  # fmt: skip
    _, shown, _ = on_terminal("dedupe", "a.jsonl", "--color", "never", cwd=tmp_path, out=False, err=True)
    plain = " ".join(re.sub(r"\x1b\[[\d;?]*\w", "", shown).split())
    (command,) = re.findall(r"look at the least alike that were merged, score 97\.4: (tgclean explain \S+ \S+)", plain)
    done = subprocess.run([PROGRAM, *command.split()[1:]], capture_output=True, cwd=tmp_path)
    assert done.stdout.startswith(b"merged: near: 1 of 20 words")
    (tmp_path / "b.txt").write_bytes(BROKEN)
    _, shown, _ = on_terminal("dedupe", "b.txt", "--color", "never", cwd=tmp_path, out=False, err=True)
    assert "the warnings above" in shown


def test_progress_is_said_while_inputs_are_added():
    """Another thread counts on: a new input in the middle of a sum is no error."""
    tally = Tally()

    class Growing(Tally):
        @property
        def bytes_in(self):
            tally.inputs[str(len(tally.inputs))] = Tally()
            tally.warnings[str(len(tally.inputs))] += 1
            return 1000

        @bytes_in.setter
        def bytes_in(self, _):
            pass

    tally.inputs.update(a=Growing(posts_read=1), b=Growing(posts_read=0))
    assert step_of(tally, None) == Step("reading", 2000, None, of_bytes=True)
    assert len(tally.inputs) == 4


def test_progress_has_three_steps():
    """Bytes are read, posts compared and records written; an input that is larger than its file was compressed."""
    read = {"a": Tally(bytes_in=50, posts_read=10)}
    assert step_of(Tally(inputs=read), 100) == Step("reading", 50, 100, of_bytes=True)
    assert step_of(Tally(inputs=read), 40) == Step("reading", 50, None, of_bytes=True)
    assert step_of(Tally(inputs=read, to_compare=8, compared=3), 100) == Step("comparing", 3, 8)
    assert step_of(Tally(inputs=read, to_compare=8, records=5, near=2), 100) == Step("writing", 7, 10)


@pytest.mark.parametrize(
    ("total", "width", "shown"), [(100, 120, "━"), (None, 120, "50 bytes"), (100, 40, "50 %"), (None, 30, "50 bytes")]
)
def test_progress_fits_the_terminal(total, width, shown):
    """A bar where the end is known and there is room; else figures alone."""
    from rich.console import Console

    console = Console(width=width)
    bar = Bar(Tally(inputs={"a": Tally(bytes_in=50)}), total, width)
    with console.capture() as capture:
        console.print(bar.now())
    line = capture.get()
    assert shown in line
    assert all(len(one) <= width for one in line.splitlines())
    assert ("━" in line or "╺" in line) == (width > 100)


def test_a_dumb_terminal_shows_no_progress(tmp_path, sample):
    """It could not take a line back."""
    _, shown, _ = on_terminal("dedupe", sample, cwd=tmp_path, out=False, err=True, env={"TERM": "dumb"})
    assert "reading" not in shown
    assert "writing" not in shown


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
