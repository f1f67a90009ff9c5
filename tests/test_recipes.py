"""The recipes of docs/recipes.md, each as it stands there."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RECIPES = (ROOT / "docs" / "recipes.md").read_text()
REQUIRED = "RECIPES_PATH"
"""The variable that names a directory of programs which recipes need; without it a recipe whose program is missing is
skipped, with it that is a failure."""
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get(REQUIRED, ""), os.environ["PATH"]])


def blocks(title, language):
    """Return the blocks of code of a language below a heading."""
    section = re.split(r"^## ", RECIPES.split(f"## {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


def need(program):
    """Skip a test whose program is not there, unless it must be."""
    if shutil.which(program, path=PATH) is None:
        assert REQUIRED not in os.environ, f"{program} is missing"
        pytest.skip(f"{program} is missing")


@pytest.fixture
def run(tmp_path, sample):
    """Runs a line of a shell in a directory with the inputs that recipes name; Git knows whose commits they are."""
    export = sample.read_bytes()
    (tmp_path / "export.txt").write_bytes(export)
    (tmp_path / "export.txt.gz").write_bytes(gzip.compress(export))
    for directory in ("channels", "data", "raw"):
        (tmp_path / directory).mkdir()
        (tmp_path / directory / "a.txt").write_bytes(export)
    (tmp_path / "channels" / "b.txt").write_bytes(export)
    (tmp_path / "dumps").mkdir()
    body = "The bridge over the river is closed until Monday because of the storm, the town says."
    rows = [("Late", 2, body), ("Early", 1, body.replace("storm", "heavy storm")), ("Late", 3, "Another matter.")]
    (tmp_path / "dumps" / "a.jsonl").write_text(
        "".join(json.dumps({"channel": c, "date": f"2024-07-2{d}T10:00:00Z", "text": t}) + "\n" for c, d, t in rows)
    )
    git = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    git |= {"GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(tmp_path / ".pre-commit")}

    def run(line, **more):
        env = {**os.environ, "PATH": PATH, "DVC_NO_ANALYTICS": "1", **git, **more}
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", line], cwd=tmp_path, capture_output=True, env=env)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run


@pytest.fixture
def cleaned(run):
    """A directory with clean.jsonl, for what reads it."""
    code, _, said = run("tgclean dedupe channels -o clean.jsonl")
    assert code == 0, said
    return run


def test_pipes(run):
    """Texts out of a compressed export; what stands in most copies; who was first."""
    need("jq")
    texts, most, first = blocks("Pipes", "sh")
    code, shown, said = run(texts)
    assert (code, "📣The first batch" in shown, "VIEW IN TELEGRAM" in shown) == (0, True, False), said
    code, shown, said = run(most)
    assert code == 0, said
    assert {line.split("\t")[0] for line in shown.splitlines()} == {"4"}
    assert len(shown.splitlines()) == 10
    code, shown, said = run(first)
    assert (code, shown.split("\t")[0], len(shown.splitlines())) == (0, "Early", 1), said


def test_make(run, tmp_path):
    """The output is made once, and again for a newer input."""
    need("make")
    (tmp_path / "Makefile").write_text(*blocks("make", "make"))
    assert run("make")[0] == 0
    assert json.loads((tmp_path / "stats.json").read_bytes())["records"] == 13
    assert "up to date" in run("make")[1]
    assert run("touch -d '+1 minute' export.txt && make | grep -c 'tgclean dedupe'")[:2] == (0, "1\n")


@pytest.mark.parametrize("number", range(2))
def test_duckdb(cleaned, tmp_path, number):
    """Tables of posts and of copies."""
    pytest.importorskip("duckdb")
    (tmp_path / "recipe.py").write_text(blocks("DuckDB", "python")[number])
    code, shown, said = cleaned(f"'{sys.executable}' recipe.py")
    assert code == 0, said
    assert "channels/a.txt" in shown
    assert "52" in shown or "exact" in shown


def test_pandas(cleaned, tmp_path):
    """A count by source."""
    pytest.importorskip("pandas")
    (tmp_path / "recipe.py").write_text(*blocks("pandas", "python"))
    code, shown, said = cleaned(f"'{sys.executable}' recipe.py")
    assert re.search(r"channels/a\.txt +13 +52", shown), said
    assert code == 0


@pytest.mark.slow
def test_hugging_face_datasets(cleaned, tmp_path):
    """The types are those of the record."""
    need("datasets-cli")
    (tmp_path / "recipe.py").write_text(*blocks("Hugging Face datasets", "python"))
    python = Path(shutil.which("datasets-cli", path=PATH)).parent / "python"
    code, shown, said = cleaned(f"HF_HUB_OFFLINE=1 '{python}' recipe.py")
    assert code == 0, said
    assert "'byte_end': Value('int64')" in shown


@pytest.fixture
def repository(run, tmp_path_factory):
    """A repository of this project as it is, and the commit to install: what placeholders stand for."""
    need("git")
    place = tmp_path_factory.mktemp("repository")
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, files.split("\0")):
        if name.startswith(("src/", "README.md", "LICENSE", "pyproject.toml", ".pre-commit-hooks.yaml")):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, place / name)
    code, shown, said = run(f"cd '{place}' && git init -q && git add -A && git commit -qm all && git rev-parse HEAD")
    assert code == 0, said
    return {"https://example.org/you/tgclean": f"file://{place}", "1a2b3c4": shown.strip()}


@pytest.mark.slow
def test_pre_commit(run, tmp_path, repository):
    """The hook refuses files of which too much repeats, and lets others pass."""
    need("pre-commit")
    (hook,) = blocks("pre-commit", "yaml")
    for placeholder, value in repository.items():
        hook = hook.replace(placeholder, value)
    (tmp_path / ".pre-commit-config.yaml").write_text(hook)
    (tmp_path / "once.txt").write_text("One post.\n\nAnother post.\n")
    code, shown, said = run("git init -q && git add once.txt .pre-commit-config.yaml && pre-commit run")
    assert code == 0, shown + said
    code, shown, _ = run("git add export.txt && pre-commit run")
    assert code == 1
    assert "export.txt:13: first of 13 repeats; 47.05 % of the input repeats" in shown


@pytest.mark.slow
def test_github_actions(run, tmp_path, repository):
    """Each step that runs something does what it should, in its order."""
    (workflow,) = blocks("GitHub Actions", "yaml")
    steps = re.findall(r"^      - run: (.*)$", workflow, re.MULTILINE)
    assert len(steps) == 3
    install, clean, check = steps
    for placeholder, value in repository.items():
        install = install.replace(placeholder, value)
    code, shown, said = run(f"'{sys.executable}' -m venv venv && . venv/bin/activate && {install}")
    assert code == 0, shown + said
    assert run(f". venv/bin/activate && {clean}")[0] == 0
    code, shown, said = run(f". venv/bin/activate && {check}")
    assert (code, shown.startswith("::notice file=data/a.txt,line=13")) == (0, True), said
    assert (tmp_path / "report.html").stat().st_size > 10_000


@pytest.mark.slow
def test_dvc(run, tmp_path):
    """The stage runs, is up to date, and runs again for another setting; the statistics are metrics."""
    need("dvc")
    (tmp_path / "dvc.yaml").write_text(*blocks("DVC", "yaml"))
    (tmp_path / "tgclean.toml").write_text(*blocks("DVC", "toml"))
    code, _, said = run("git init -q && dvc init -q && dvc repro")
    assert code == 0, said
    assert "'clean' didn't change" in run("dvc repro")[1]
    assert "13" in run("dvc metrics show")[1]
    assert "Running stage 'clean'" in run("sed -i s/fullest/last/ tgclean.toml && dvc repro")[1]
