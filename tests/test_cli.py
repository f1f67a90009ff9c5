"""The command line, through the installed program: exit codes, errors in one line, help, variables."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.faults import needs

OPTIONS = [
    "--input-format", "--text-field", "--unit", "--scope", "--threshold", "--exact-only", "--keep", "--numbers",
    "--min-chars", "--interface", "--output", "--stream", "--tmp-dir", "--quiet", "--no-progress",
    "--color", "--debug", "--help",
]  # fmt: skip
CODES = {0, 2, 3, 4, 5, 70, 130, 141, 143}
SWITCHES = {"--exact-only", "--stream", "--quiet", "--no-progress", "--debug"}
HEAVY = ("msgspec", "regex", "numpy", "rapidfuzz", "rich", "xopen", "tgclean.pipeline", "tgclean.model")


def one_line(complaint):
    """Holds that a complaint is one short line of tgclean's own, and gives it."""
    assert re.fullmatch(r"tgclean: (x{300})?[^\n]{1,200}\n", complaint), complaint
    assert "Traceback" not in complaint
    return complaint


@pytest.fixture
def export(sample, tmp_path):
    """A copy of the sample in the directory of the runs, where it may be endangered."""
    path = tmp_path / "e.txt"
    path.write_bytes(sample.read_bytes())
    return path


@pytest.mark.fault("C1")
@pytest.mark.fault("C8")
@pytest.mark.parametrize(
    ("args", "code", "named"),
    [
        (["missing.txt"], 3, "missing.txt: no such file"),
        (["e.txt", "missing.txt"], 3, "missing.txt"),
        (["e.txt/inside"], 3, "e.txt/inside"),
        (["empty-directory"], 3, "no exports"),
        (["binary.txt"], 3, "binary.txt"),
        (["cut.gz"], 3, "cut.gz: compressed data ends early"),
        (["/proc/self/mem"], 3, "/proc/self/mem"),
        (["--input-format", "jsonl", "e.txt"], 3, "e.txt:1"),
        (["--bogus", "e.txt"], 2, "--bogus"),
        (["--unit", "line", "e.txt"], 2, "--unit"),
        (["--threshold", "much", "e.txt"], 2, "--threshold"),
        (["--threshold", "101", "e.txt"], 2, "--threshold: 101"),
        (["-t", "nan", "e.txt"], 2, "--threshold: nan"),
        (["--min-chars", "-1", "e.txt"], 2, "--min-chars: -1"),
        (["e.txt", "-o"], 2, "-o"),
        (["--stream", "--keep", "last", "e.txt"], 2, "--keep: last is known at the end of the input"),
        ([""], 2, "path: '' is not a file"),
        (["e.txt", ""], 2, "path: '' is not a file"),
        (["e.txt", "-o", ""], 2, "--output: '' is not a file"),
        (["e.txt", "--tmp-dir", ""], 2, "--tmp-dir: '' is not a directory"),
        (["e.txt", "-o", "empty-directory"], 4, "empty-directory: Is a directory"),
        (["e.txt", "-o", "nowhere/out.jsonl"], 4, "nowhere/out.jsonl: No such file or directory"),
        (["e.txt", "-o", "e.txt/out.jsonl"], 4, "e.txt/out.jsonl: Not a directory"),
        (["e.txt", "-o", "x" * 300], 4, "File name too long"),
        (["e.txt", "-o", "/dev/full"], 4, "/dev/full: No space left on device"),
        (["e.txt", "--tmp-dir", "nowhere"], 4, "--tmp-dir"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_a_code(tgclean, export, tmp_path, args, code, named):
    """Each complaint says what and where, nothing is written on standard output, no file is left behind."""
    (tmp_path / "empty-directory").mkdir()
    (tmp_path / "binary.txt").write_bytes(b"%PDF-1.7 \0\0")
    (tmp_path / "cut.gz").write_bytes(b"\x1f\x8b\x08\0\0\0\0\0\0\x03abc")
    before = sorted(tmp_path.iterdir())
    done = tgclean("dedupe", *args)
    assert done.returncode == code
    assert named in one_line(done.complaint)
    assert done.stdout == b""
    assert sorted(tmp_path.iterdir()) == before


@pytest.fixture
def without_privilege(tgclean, tmp_path):
    """Runs the program as one who may not read everything: root, as whom tests may run, gives that up."""
    needs("setpriv")
    gone = "--bounding-set=-dac_override,-dac_read_search"
    before = ["setpriv", gone] if os.geteuid() == 0 else []
    program = tgclean("--version").args[0]
    return lambda *args: subprocess.run([*before, program, *args], cwd=tmp_path, capture_output=True)


@pytest.mark.fault("C2")
def test_an_input_without_permission_is_an_error(without_privilege, export):
    """Exit code 3, the file named."""
    export.chmod(0)
    done = without_privilege("dedupe", export)
    assert (done.returncode, "permission denied" in one_line(done.stderr.decode())) == (3, True)


@pytest.mark.fault("C2")
@pytest.mark.parametrize("closed", ["d", "d/sub"])
def test_a_directory_without_permission_is_an_error(without_privilege, export, tmp_path, closed):
    """Exit code 3, the directory named; nothing is written of the others."""
    (tmp_path / "d" / "sub").mkdir(parents=True)
    export.rename(tmp_path / "d" / "e.txt")
    (tmp_path / closed).chmod(0)
    done = without_privilege("dedupe", "d")
    (tmp_path / closed).chmod(0o700)
    assert (done.returncode, done.stdout) == (3, b"")
    assert one_line(done.stderr.decode()) == f"tgclean: {closed}: permission denied\n"


@pytest.mark.fault("C8")
@pytest.mark.parametrize("option", ["-o", "--stats-json", "--report", "--index"])
def test_an_output_directory_without_permission_is_known_at_first(without_privilege, export, tmp_path, option):
    """Exit code 4, the file named, before the input is read; no other file is written."""
    (tmp_path / "d").mkdir(mode=0o500)
    done = without_privilege("dedupe", export, option, "d/x", *([] if option == "-o" else ["-o", "o.jsonl"]))
    assert (done.returncode, (tmp_path / "o.jsonl").exists()) == (4, False)
    assert one_line(done.stderr.decode()) == "tgclean: d/x: Permission denied\n"


@pytest.mark.fault("C9")
def test_a_full_disk_on_standard_output_is_an_error(tgclean, export):
    """`> /dev/full` exits 4; what was not written is never taken for written."""
    with open("/dev/full", "wb") as full:
        for args in (["dedupe", export], ["dedupe", "--stream", "--scope", "post", export], ["--version"], ["--help"]):
            done = tgclean(*args, capture_output=False, stdout=full, stderr=subprocess.PIPE)
            assert (done.returncode, "standard output: No space left" in one_line(done.complaint)) == (4, True)


def same_file(tmp_path):
    (tmp_path / "hard.txt").hardlink_to(tmp_path / "e.txt")
    (tmp_path / "soft.txt").symlink_to("e.txt")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "inside.txt").hardlink_to(tmp_path / "e.txt")


@pytest.mark.fault("C6")
@pytest.mark.parametrize(
    "args",
    [
        ["e.txt", "-o", "e.txt"],
        ["e.txt", "-o", "./e.txt"],
        ["e.txt", "-o", "hard.txt"],
        ["soft.txt", "-o", "hard.txt"],
        ["hard.txt", "-o", "soft.txt"],
        [".", "-o", "e.txt"],
        ["sub", "-o", "soft.txt"],
    ],
)
def test_an_output_that_is_an_input_is_refused(tgclean, export, tmp_path, args):
    """Under any name, hard link, symbolic link or directory: exit code 2, and the input as it was."""
    before = export.read_bytes()
    same_file(tmp_path)
    done = tgclean("dedupe", *args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "is one of the inputs" in one_line(done.complaint)
    assert export.read_bytes() == before


@pytest.mark.fault("C6")
@pytest.mark.parametrize("mode", ["ab", "r+b"])
@pytest.mark.parametrize("name", ["e.txt", "hard.txt", "-"])
def test_a_redirect_into_an_input_is_refused(tgclean, export, tmp_path, mode, name):
    """`tgclean dedupe e.txt >> e.txt` exits 2 and leaves e.txt as it was, also when it comes in by `<`."""
    before = export.read_bytes()
    same_file(tmp_path)
    with export.open(mode) as out, export.open("rb") as given:
        done = subprocess.run(
            [tgclean("--version").args[0], "dedupe", name],
            stdin=given, stdout=out, stderr=subprocess.PIPE, cwd=tmp_path,
        )  # fmt: skip
    assert done.returncode == 2
    assert "standard output is one of the inputs" in one_line(done.stderr.decode())
    assert export.read_bytes() == before


@pytest.mark.fault("C6")
def test_standard_input_into_its_own_file_is_refused(tgclean, export):
    """`tgclean dedupe -o e.txt < e.txt` exits 2."""
    before = export.read_bytes()
    with export.open("rb") as given:
        done = subprocess.run([tgclean("--version").args[0], "dedupe", "-o", export], stdin=given, capture_output=True)
    assert (done.returncode, export.read_bytes()) == (2, before)


def test_the_output_option_writes_what_standard_output_gets(tgclean, export, tmp_path):
    """-o FILE, -o -, and a device or pipe by its name: the same bytes."""
    expected = tgclean("dedupe", "e.txt").stdout
    assert tgclean("dedupe", "e.txt", "-o", "out.jsonl").stdout == b""
    assert (tmp_path / "out.jsonl").read_bytes() == expected
    assert tgclean("dedupe", "e.txt", "-o", "-").stdout == expected
    assert tgclean("dedupe", "e.txt", "-o", "/dev/stdout").stdout == expected


def test_a_summary_is_one_line_and_quiet_says_nothing(tgclean, export):
    """Without a terminal the summary is one line; --quiet leaves errors alone on standard error."""
    assert "13 records" in one_line(tgclean("dedupe", export).complaint)
    assert tgclean("dedupe", "--quiet", export).complaint == ""
    assert "no such file" in one_line(tgclean("dedupe", "-q", "missing.txt").complaint)


def test_the_summary_counts_posts_without_text(tgclean):
    """Be they rows or headers."""
    rows = b'{"text": null}\n{"text": "The bridge is closed."}\n'
    flat = (
        b"Forwarded from A\nVIEW IN TELEGRAM\nForwarded from B\nTitle\nThe bridge is closed.\nThe bridge is closed.\n"
    )
    for given, kind in ((rows, "JSON Lines"), (flat, "text, every body twice")):
        said = tgclean("dedupe", stdin=given).complaint
        assert one_line(said).endswith(f" merged; 1 post without text; read as {kind}\n")


def test_version(tgclean):
    """One line with the name and the number."""
    for option in ("--version", "-V"):
        assert re.fullmatch(rb"tgclean \d+\.\d+\.\d+\S*\n", tgclean(option).stdout)
    by_module = subprocess.run([sys.executable, "-m", "tgclean", "--version"], capture_output=True)
    assert by_module.stdout == tgclean("--version").stdout


def test_help_names_every_exit_code_and_option(tgclean):
    """The help says what the tool does in the user's words, the codes, and every option of the command."""
    words = "".join(tgclean("--help").stdout.decode().split())
    for told in ("exportsofTelegramDesktop", "near-duplicates", "dedupe"):
        assert told in words
    told = tgclean("--help").stdout.decode().partition("Exit codes:")[2].partition("Examples")[0]
    assert {int(code) for code in re.findall(r"\b\d+\b", told)} >= CODES
    of_command = tgclean("dedupe", "--help").stdout.decode()
    assert set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", of_command, re.MULTILINE)) >= set(OPTIONS)


def test_help_says_what_an_option_costs_and_when_it_holds(tgclean):
    """How much a temporary directory is filled with, when there is colour."""
    told = " ".join(tgclean("dedupe", "--help").stdout.decode().split())
    for words in (
        "several times the input",
        "$TMPDIR",
        "unless NO_COLOR is set",
    ):
        assert words in told


def test_no_command_gives_the_help_as_an_error(tgclean):
    """`tgclean` alone shows the help on standard error and exits 2."""
    done = tgclean()
    assert (done.returncode, done.stdout, done.complaint) == (2, b"", tgclean("--help").stdout.decode())


@pytest.mark.parametrize("option", [o for o in OPTIONS if o not in SWITCHES | {"--help", "--output", "--text-field"}])
def test_every_option_has_its_variable(tgclean, export, option):
    """A value that is not allowed is refused from TGCLEAN_... too, and the command line comes first."""
    variable = "TGCLEAN_" + option[2:].upper().replace("-", "_")
    good = {"--threshold": "90", "--min-chars": "40", "--tmp-dir": "."}
    good |= {"--input-format": "text", "--unit": "post", "--scope": "run", "--keep": "first"}
    good |= {"--numbers": "strict", "--interface": "drop", "--color": "never"}
    assert tgclean("dedupe", export, env={variable: "not/allowed"}).returncode in (2, 4)
    assert tgclean("dedupe", export, option, good[option], env={variable: "not/allowed"}).returncode == 0


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TGCLEAN_MIN_CHARS", "abc"),
        ("TGCLEAN_MIN_CHARS", "-1"),
        ("TGCLEAN_UNIT", "line"),
        ("TGCLEAN_STREAM", "perhaps"),
    ],
)
def test_a_variable_that_is_wrong_is_named(tgclean, export, variable, value):
    """Whoever set it weeks ago finds it; an option of the command line is called by its own name."""
    assert variable in one_line(tgclean("dedupe", export, env={variable: value}).complaint)
    if variable != "TGCLEAN_STREAM":
        option = "--" + variable[8:].lower().replace("_", "-")
        assert "TGCLEAN" not in one_line(tgclean("dedupe", export, option, value, env={variable: value}).complaint)


def test_switches_and_names_from_variables(tgclean, export, tmp_path):
    """TGCLEAN_QUIET, TGCLEAN_OUTPUT and TGCLEAN_UNIT do what the options do."""
    done = tgclean("dedupe", export, env={"TGCLEAN_QUIET": "1", "TGCLEAN_OUTPUT": "out.jsonl", "TGCLEAN_UNIT": "block"})
    assert (done.returncode, done.stdout, done.complaint) == (0, b"", "")
    assert b'"kind":"block"' in (tmp_path / "out.jsonl").read_bytes()


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["dedupe", "--help"], ["dedupe", "--bogus"]])
def test_help_loads_nothing_of_the_work(args):
    """Neither the packages of the work nor the rooms that need them are loaded to show help."""
    code = (
        "import sys; from tgclean.cli import main; sys.argv = ['tgclean', *sys.argv[1:]]\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print(sorted(set(sys.modules) & {set(HEAVY)!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("debug", "traces"), [([], 0), (["--debug"], 1)])
def test_a_bug_is_code_70_and_one_line(export, debug, traces):
    """Only --debug shows where; the code is the same, and never 1."""
    code = (
        "import sys, tgclean.pipeline as p; from tgclean.cli import main\n"
        "def bug(*_, **__): raise ZeroDivisionError('\\x1b[31m[red]')\n"
        "p.write = bug; sys.argv = ['tgclean', 'dedupe', *sys.argv[1:]]; main()"
    )
    done = subprocess.run([sys.executable, "-c", code, export, *debug], capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("Traceback"), "\x1b" in done.stderr) == (70, traces, False)
    assert "a bug in tgclean: ZeroDivisionError: \\u{1b}[31m[red]" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(("args", "red"), [(["--color", "always"], True), (["--color=always"], True), ([], False)])
def test_an_error_is_red_where_colour_is_asked_for(tgclean, args, red):
    """Into a pipe an error is plain, unless colour was asked for always."""
    assert (b"\x1b[" in tgclean("dedupe", "nowhere", *args).stderr) is red
