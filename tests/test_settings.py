"""Settings from files: the nearest one, what it may set, and where each value comes from."""

from __future__ import annotations

import tomllib

import click
import pytest

from tgclean.cli import commands
from tgclean.cli.settings import NAMED_ONLY, known_settings

BODY = "The bridge over the river is closed until Monday because of the storm, the town says in its letter."


@pytest.fixture
def project(tmp_path):
    """A project with settings, a directory in it, and two posts that --exact-only keeps apart."""
    rows = "".join(f'{{"text": "{text}"}}\n' for text in (BODY, BODY.replace("storm", "heavy storm")))
    (tmp_path / "posts.jsonl").write_text(rows)
    (tmp_path / "inner" / "deep").mkdir(parents=True)
    return tmp_path


def settings_of(tgclean, *args, **more):
    """Return what `config show` says, value and origin by name."""
    lines = tgclean("config", "show", *args, **more).stdout.decode().splitlines()
    rows = (line.removeprefix("# ").partition(" = ") for line in lines)
    return {name: tuple(part.strip() for part in told.rsplit("# ", 1)) for name, _, told in rows}


@pytest.mark.parametrize("name", ["tgclean.toml", "pyproject.toml"])
def test_settings_of_a_file_are_the_defaults(tgclean, project, name):
    """An option or a variable outweighs them; --isolated reads none."""
    table = "[tool.tgclean]\n" * (name == "pyproject.toml")
    (project / name).write_text(f"{table}exact-only = true\n")
    assert len(tgclean("dedupe", "posts.jsonl").records) == 2
    assert len(tgclean("dedupe", "posts.jsonl", "--isolated").records) == 1
    assert len(tgclean("dedupe", "posts.jsonl", env={"TGCLEAN_EXACT_ONLY": "0"}).records) == 1


def test_the_nearest_file_counts_alone(tgclean, project):
    """Nothing is merged; a project without a table for tgclean is passed over; tgclean.toml comes first."""
    (project / "tgclean.toml").write_text('keep = "last"\nthreshold = 90\n')
    (project / "inner" / "tgclean.toml").write_text("threshold = 95\n")
    (project / "inner" / "pyproject.toml").write_text("[tool.tgclean]\nthreshold = 99\n")
    (project / "inner" / "deep" / "pyproject.toml").write_text("[tool.other]\n")
    found = settings_of(tgclean, cwd=project / "inner" / "deep")
    assert found["threshold"] == ("95.0", f"{project}/inner/tgclean.toml")
    assert found["keep"] == ('"fullest"', "default")


def test_every_value_has_its_origin(tgclean, project):
    """A file, a variable, an option or the default; what is shown is a settings file again."""
    (project / "tgclean.toml").write_text('keep = "last"\nclean = ["links", "whitespace"]\n')
    found = settings_of(tgclean, "--scope", "file", env={"TGCLEAN_UNIT": "block"})
    assert found["keep"] == ('"last"', "tgclean.toml")
    assert found["clean"] == ('["links", "whitespace"]', "tgclean.toml")
    assert found["scope"] == ('"file"', "--scope")
    assert found["unit"] == ('"block"', "TGCLEAN_UNIT")
    assert found["min-chars"] == ("40", "default")
    assert found["output"] == ('"-"', "default")
    shown = tgclean("config", "show", "--scope", "file").stdout
    assert tomllib.loads(shown.decode())["clean"] == ["links", "whitespace"]
    (project / "tgclean.toml").write_bytes(shown)
    assert settings_of(tgclean)["scope"] == ('"file"', "tgclean.toml")


@pytest.mark.fault("D8")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("min_chars = 3", "tgclean.toml: min_chars is no setting; did you mean min-chars?"),
        ("treshold = 3", "tgclean.toml: treshold is no setting; did you mean threshold?"),
        ("qqqq = 3", "tgclean.toml: qqqq is no setting; tgclean config show lists the settings"),
        ("debug = true", "tgclean.toml: debug is no setting"),
        ("threshold = 101", "tgclean.toml: threshold: 101 is not a number from 0 to 100"),
        ("threshold = []", "tgclean.toml: threshold: [] is not a number from 0 to 100"),
        ("threshold = true", "tgclean.toml: threshold: True is not a number from 0 to 100"),
        ("threshold = nan", "tgclean.toml: threshold: nan is not a number from 0 to 100"),
        (f"threshold = 1{'0' * 400}", "is not a number from 0 to 100"),
        ("min-chars = 40.9", "tgclean.toml: min-chars: 40.9 is not a whole number"),
        ("min-chars = inf", "tgclean.toml: min-chars: inf is not a whole number"),
        ("quiet = 1", "tgclean.toml: quiet: 1 is not true or false"),
        ("text-field = true", "tgclean.toml: text-field: True is not a text"),
        (f"x = {'[' * 5000}", "tgclean.toml: the file is not valid TOML: it is nested too deep"),
        (f"x = {'1' * 5000}", "tgclean.toml: the file is not valid TOML"),
        ('in = "x"', "tgclean.toml: in is no setting"),
        ('keep = "frst"', "tgclean.toml: keep: 'frst' is not one of"),
        ('clean = ["link"]', "tgclean.toml: clean: link is not a step; they are mojibake"),
        ("threshold = = 3", "tgclean.toml: the file is not valid TOML"),
        (
            'output = "posts.jsonl"',
            "tgclean.toml: output names a file, which only a settings file named with --config may",
        ),
        ('stats-json = "x"', "tgclean.toml: stats-json names a file"),
        ('report = "x"', "tgclean.toml: report names a file"),
        ('tmp-dir = "x"', "tgclean.toml: tmp-dir names a file"),
        ('index = "x"', "tgclean.toml: index names a file"),
        ('engine-address = "ray://evil.example:10001"', "tgclean.toml: engine-address names a machine, which only a"),
        ('text-field = "a\\u0000b"', "tgclean.toml: text-field: a\\u{0}b is not a text"),
        ('clean = ["a\\u0000b"]', "tgclean.toml: clean: "),
        ('config = "x"', "tgclean.toml: config is no setting"),
        ("[dedupe]\nkeep = 'last'", "tgclean.toml: dedupe is no setting"),
    ],
)
def test_what_is_no_setting_is_said_in_a_line(tgclean, project, text, said):
    """With the file, the key, and what was meant; nothing is read or written."""
    (project / "tgclean.toml").write_text(text + "\n")
    done = tgclean("dedupe", "posts.jsonl")
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.complaint
    assert done.complaint.count("\n") == 1


@pytest.mark.fault("D8")
def test_settings_of_a_cloned_repository_run_and_write_nothing(tgclean, project):
    """Whatever they set, no file appears, none but the inputs is read, and nothing is loaded."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    (project / "evil.py").write_text("open('owned', 'w')\n")
    known = known_settings(click.Context(commands.tgclean))
    texts = {
        key
        for key, option in known.items()
        if not option.is_flag and isinstance(option.type, click.types.StringParamType)
    }
    names = {"text-field", "id-field", "date-field", "channel-field", "encoding", "clean"}
    assert texts - names <= {*NAMED_ONLY, "config"}, "a new setting that takes any text: may a stranger set it?"
    for name, table in (("tgclean.toml", ""), ("pyproject.toml", "[tool.tgclean]\n")):
        for key in sorted(NAMED_ONLY):
            (project / name).write_text(f'{table}{key} = "owned"\n')
            assert tgclean("dedupe", "posts.jsonl").returncode == 2, key
        assert tgclean("dedupe", "posts.jsonl", "--isolated").returncode == 0
        (project / name).unlink()
    for key in ("encoding", "text-field", "engine", "input-format", "clean"):
        (project / "tgclean.toml").write_text(f'{key} = "evil"\n')
        assert tgclean("dedupe", "posts.jsonl", env={"PYTHONPATH": str(project)}).returncode in (0, 2, 3), key
    (project / "tgclean.toml").unlink()
    (project / "evil.py").unlink()
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_file_that_is_named_may_name_files(tgclean, project):
    """--config, or TGCLEAN_CONFIG, takes the one that is named, and no other."""
    (project / "tgclean.toml").write_text("exact-only = true\n")
    (project / "mine.toml").write_text('output = "out.jsonl"\nstats-json = "stats.json"\n')
    assert tgclean("dedupe", "posts.jsonl", "--config", "mine.toml").stdout == b""
    assert len((project / "out.jsonl").read_bytes().splitlines()) == 1
    assert (project / "stats.json").exists()
    (project / "mine.toml").write_text('keep = "last"\n')
    assert settings_of(tgclean, env={"TGCLEAN_CONFIG": "mine.toml"})["keep"] == ('"last"', "mine.toml")
    for args, said in (
        (["--config", "none.toml"], "--config: none.toml cannot be read"),
        (["--config", "mine.toml", "--isolated"], "--isolated says to read none"),
        (["--isolated", "--config", "mine.toml"], "--isolated says to read none"),
    ):
        done = tgclean("dedupe", "posts.jsonl", *args)
        assert (done.returncode, said in done.complaint) == (2, True), done.complaint


def test_a_setting_of_another_command_is_no_error(tgclean, project):
    """One file serves all commands: dedupe knows no --max-dup, and check does."""
    (project / "tgclean.toml").write_text("max-dup = 60\n")
    assert tgclean("dedupe", "posts.jsonl").returncode == 0
    assert tgclean("check", "posts.jsonl").returncode == 0
    assert tgclean("check", "posts.jsonl", "--isolated").returncode == 1
