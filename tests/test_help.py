"""Help that fits a screen, a manual page that is no other, and completion in a real shell."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tgclean.cli.commands import tgclean as program

PATHS = [["dedupe"], ["check"], ["report"], ["explain"], ["diff"], ["repair"], ["schema"], ["config", "show"]]
MOST_LINES = 66  # of the longest help, on a terminal 100 columns wide; what a laptop shows with a small font


def command_of(path):
    """Return a command by its words."""
    command = program
    for word in path:
        command = command.commands[word]
    return command


def options_of(path):
    return [option for option in command_of(path).params if isinstance(option, click.Option)]


def help_of(tgclean, *path):
    return tgclean(*path, "--help", env={"COLUMNS": "100"}).stdout.decode()


@pytest.mark.parametrize("path", [[], ["config"], *PATHS], ids=" ".join)
def test_help_is_one_screen_and_ends_with_two_examples(tgclean, path):
    """Both examples are of this command."""
    told = help_of(tgclean, *path)
    assert len(told.splitlines()) <= MOST_LINES
    assert max(map(len, told.splitlines())) <= 100
    examples = told.partition("\nExamples:\n")[2].splitlines()
    assert len(examples) == 2
    assert all(f"tgclean {' '.join(path)}".strip() in line for line in examples)


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_options_stand_in_groups(tgclean, path):
    """Each has its text beside it, in one column; a choice names every value, and which one holds by default."""
    told = help_of(tgclean, *path)
    texts = re.findall(r"^  (?:-\w, )?--[\w-]+(?: \S+)? {2,}\S", told, re.MULTILINE)
    assert len({len(text) for text in texts}) == 1
    flat = " ".join(told.replace("-\n ", "-").split())
    for option in options_of(path):
        assert option.opts[-1] in told
        if isinstance(option.type, click.Choice):
            own = flat.partition(f"{option.opts[-1]} ")[2].partition(" --")[0]
            own = own.replace("desktop- ", "desktop-")
            values = [value for value in option.type.choices if value != "auto"]
            if path == ["repair"] and option.name == "input_format":
                values = ["jsonl", "csv", "parquet"]
            places = [own.find(value) for value in values]
            assert -1 not in places, (option.name, values, own)
            assert option.default is None or f"[default: {option.default}]" in own


@pytest.mark.parametrize("path", [path for path in PATHS if path != ["schema"]], ids=" ".join)
def test_help_names_a_variable_and_a_key(tgclean, path):
    """The ones that it names do set the option; the others are named after the same rule."""
    variable, key = re.search(r"variable \((\w+)\) .*?\(([\w-]+)\)", " ".join(help_of(tgclean, *path).split())).groups()
    assert variable == "TGCLEAN_" + key.upper().replace("-", "_")
    assert f"--{key}" in {option.opts[-1] for option in options_of(path)}


def test_the_manual_page_has_every_command_and_option(tgclean):
    """It is made of the same texts, and `man` shows it without a complaint."""
    page = tgclean("--generate", "man").stdout
    text = page.decode().replace("\\-", "-")
    for path in PATHS:
        section = text.partition(f'.SH "{" ".join(path).upper()}"')[2].partition("\n.SH ")[0]
        for option in options_of(path):
            assert option.opts[-1] in section, (path, option.name)
            assert option.help.partition("  [")[0].split()[-1] in section
    if shutil.which("man") is None:
        pytest.skip("man is missing")
    done = subprocess.run(
        ["man", "--warnings=all", "-l", "-"], input=page, capture_output=True, env={**os.environ, "MANWIDTH": "80"}
    )
    assert (done.returncode, done.stderr) == (0, b"")
    shown = re.sub(r".\x08", "", done.stdout.decode())
    assert "zcat export.txt.gz | tgclean dedupe - | jq -r .text" in shown


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tgclean de", ["dedupe"]),
        ("tgclean dedupe --thr", ["--threshold"]),
        ("tgclean dedupe --keep ", ["first", "fullest", "last", "longest"]),
        ("tgclean config ", ["show"]),
    ],
)
def test_bash_completes_what_it_is_taught(tgclean, tmp_path, typed, offered):
    """Commands, options and their values, in a bash that has read what --generate prints."""
    (tmp_path / "completion.bash").write_bytes(tgclean("--generate", "complete-bash").stdout)
    words = typed.split(" ")
    script = (
        f"source completion.bash; COMP_WORDS=({' '.join(words[:-1])} '{words[-1]}'); COMP_CWORD={len(words) - 1};"
        ' COMPREPLY=(); _tgclean_completion tgclean; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, env={**os.environ, "PATH": path})
    assert sorted(done.stdout.decode().split()) == offered, done.stderr


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_have_completion_too(tgclean, shell):
    """Their own script, which calls the program."""
    assert b"_TGCLEAN_COMPLETE=" + shell.encode() in tgclean("--generate", f"complete-{shell}").stdout
