"""One door between an input and a person: nothing in the source goes around it, and nothing runs or is sent."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import tomllib

import pytest

from tests.conftest import PROGRAM, ROOT

SOURCE = ROOT / "src" / "tgclean"
TEMPLATES = {path.name: path.read_text() for path in (SOURCE / "report" / "templates").iterdir()}
MODULES = {path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text()) for path in SOURCE.rglob("*.py")}
RUNS_CODE = {
    "pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "dbm", "yaml", "ruamel", "jsonpickle", "joblib",
    "diskcache", "subprocess", "pty", "code", "codeop", "runpy", "ctypes", "xmlrpc", "imp",
}  # fmt: skip
SENDS = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "asyncio"}


def calls(tree):
    """Yield each call in a module: the name of what is called, with its dots, the call, the function around it."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call):
                    yield ast.unparse(node.func), node, function.name


def callers(*wanted):
    """Return where in the source something is called: (module, function)."""
    return {
        (name, function) for name, tree in MODULES.items() for called, _, function in calls(tree) if called in wanted
    }


def imported(tree):
    """Return the names of the modules that a module imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.fault("D1")
@pytest.mark.fault("D2")
def test_standard_error_has_one_writer():
    """`Voice._say`, which makes a line harmless, and the table, whose cells are; click prints only what is ours."""
    assert callers("print", "builtins.print", "sys.stdout.write", "sys.__stderr__.write", "click.secho") == set()
    assert callers("sys.stderr.write") == {("ui/voice.py", "_write")}
    assert {function for name, function in callers("_write") if name == "ui/voice.py"} == {"_say"}
    assert callers("safe") >= {("ui/voice.py", "_say"), ("ui/voice.py", "_table")}
    assert callers("click.echo", "echo") == {("cli/commands.py", "_show_help"), ("cli/generate.py", "generate")}
    assert {name for name, tree in MODULES.items() if "warnings.warn" in ast.unparse(tree)} == set()
    assert {name for name, tree in MODULES.items() if "logging" in set(imported(tree))} == set()


@pytest.mark.fault("D1")
def test_rich_reads_no_markup():
    """Its console is made in one place, without markup; what it prints is Text, of a harmless text or of our own."""
    assert callers("Console") == {("ui/voice.py", "_console")}
    for name, tree in MODULES.items():
        for called, node, function in calls(tree):
            given = {word.arg: word.value for word in node.keywords}
            if called == "Console":
                assert [ast.unparse(given[word]) for word in ("markup", "highlight")] == ["False", "False"]
            assert "markup" not in given or called == "Console", (name, function)
            assert not called.endswith((".from_markup", ".from_ansi", ".render_str", ".out", ".rule"))
            if name == "ui/voice.py" and called in ("Text", "console.print", "table.add_row"):  # progress has numbers
                assert re.match(r"safe\(|Text\(|what$|table$", ast.unparse(node.args[0])), ast.unparse(node)


@pytest.mark.fault("D2")
def test_standard_output_has_few_writers():
    """A record, statistics, a page and what a command prints: each asks whether a person sees it, or is harmless."""
    assert callers("emit") == {("cli/outputs.py", "print_lines"), ("cli/outputs.py", "write_statistics")}
    assert callers("print_lines") == {
        ("cli/jobs.py", name) for name in ("check", "diff", "explain", "index_info", "schema", "show")
    } | {("cli/proving.py", "verify")}
    assert callers("open_target") == {
        ("cli/page.py", "write"),
        ("pipeline.py", "write"),
        ("steps.py", "write_part"),
        ("repair.py", "repair"),
        ("proof/recorder.py", "__enter__"),
        ("proof/restore.py", "_write"),
        ("writers/target.py", "emit"),
    }
    asks = {("cli/jobs.py", name) for name in ("dedupe", "_check_besides", "report", "repair")}
    assert callers("is_terminal") == asks | {("cli/proving.py", "restore"), ("cli/outputs.py", "write_statistics")}
    assert ("cli/outputs.py", "print_lines") in callers("_on_terminal")


@pytest.mark.fault("D5")
def test_a_cell_has_one_writer():
    """Each text in a row of CSV is made harmless where it is made a cell; only a row that stays as it was is not."""
    assert callers("safe_cell", "safe_json_cell") == {("writers/formats.py", "_cell")}
    assert {function for name, function in callers("_row") if name == "writers/formats.py"} == {"_csv"}
    assert {name for name, _ in callers("csv.writer")} == {"writers/formats.py", "readers/raw_rows.py"}


@pytest.mark.fault("D4")
def test_templates_mark_nothing_as_safe():
    """All is escaped but our own style and script, each attribute is quoted, and only checked addresses are links."""
    marked = [found for text in TEMPLATES.values() for found in re.findall(r"\w+\s*\|\s*safe", text)]
    assert sorted(marked) == ["css|safe", "js|safe"]
    assert all(
        "Markup" not in ast.unparse(tree) and "markupsafe" not in set(imported(tree)) for tree in MODULES.values()
    )
    (made,) = (node for called, node, _ in calls(MODULES["report/page.py"]) if called == "Environment")
    given = {word.arg: ast.unparse(word.value) for word in made.keywords}
    assert (given["autoescape"], given["finalize"]) == ("True", "_harmless")
    for name, text in TEMPLATES.items():
        if not name.endswith(".j2"):
            continue
        assert "autoescape" not in text
        bare = re.sub(r"\{[%#].*?[%#]\}", "", re.sub(r"\{\{.*?\}\}", "X", text, flags=re.DOTALL), flags=re.DOTALL)
        for tag in re.findall(r"<[a-zA-Z][^>]*>", bare):
            quoted = re.sub(r"\"[^\"]*\"", "", tag)
            assert "=" not in re.sub(r"[\w:-]+=(?=[\s>/])", "", quoted), (name, tag)
            assert not re.search(r"\s(on\w+|style|srcdoc|formaction|action|ping)\s*=", tag), (name, tag)
            assert tag.count("'") == 0 or "Content-Security-Policy" in tag, (name, tag)
        assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"", text) == ['href="{{ url }}"'] * text.count("{{ url }}")
        assert set(re.findall(r"<(script|style)>(.*?)</\1>", text)) <= {
            ("script", "{{ js|safe }}"),
            ("style", "{{ css|safe }}"),
        }
    assert '{% if url|link %}<a href="{{ url }}" rel="noreferrer noopener">' in TEMPLATES["macros.html.j2"]
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function|setAttribute|\bopen\(",
        TEMPLATES["report.js"],
    )
    assert not re.search(r"url\(|@import|expression\(", TEMPLATES["report.css"])


@pytest.mark.fault("D9")
def test_nothing_in_the_source_runs_what_it_reads():
    """No pickle, no YAML, no eval, no shell: bytes and JSON alone, and the rules that say so are in force."""
    for name, tree in MODULES.items():
        assert not {module for module in imported(tree) if module.split(".")[0] in RUNS_CODE}, name
        for called, node, function in calls(tree):
            assert called not in ("eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.execv"), (
                name,
                function,
            )
            assert not called.startswith(("os.spawn", "os.exec", "pickle.", "builtins.")), (name, function)
            assert not {word.arg for word in node.keywords} & {"allow_pickle", "shell", "object_hook"}, (name, function)
            assert called not in ("np.load", "numpy.load", "np.fromfile", "importlib.import_module"), (name, function)
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    assert not [code for code in lint["ignore"] if code.startswith("S")]
    unsafe = r"noqa:.*\bS(?!608)\d+"
    assert [path for path in SOURCE.rglob("*.py") if re.search(unsafe, path.read_text())] == []


@pytest.mark.fault("D14")
def test_the_source_knows_no_network():
    """Only pyarrow and Daft reach object stores, and only where a path names one."""
    for name, tree in MODULES.items():
        assert not {module for module in imported(tree) if module in SENDS or module.split(".")[0] in SENDS}, name
    assert {name for name, tree in MODULES.items() if "pyarrow.fs" in set(imported(tree))} <= {"readers/remote.py"}


@pytest.mark.slow
@pytest.mark.fault("D14")
def test_a_run_opens_no_socket(tmp_path, sample):
    """Of no kind: with a report, an index, every format, check, explain, and after an error."""
    if shutil.which("strace") is None:
        assert "REQUIRE_PROGRAMS" not in os.environ
        pytest.skip("strace is missing")
    (tmp_path / "rows.jsonl").write_text(
        "".join(json.dumps({"text": f"a post {n}", "url": "https://t.me/a"}) + "\n" for n in range(9))
    )
    place = f"{sample}:45"
    for args in (
        ["dedupe", sample, "rows.jsonl", "--report", "r.html", "--stats-json", "s.json", "-o", "o.jsonl"],
        ["dedupe", "rows.jsonl", "--to", "csv", "-o", "o.csv", "--clean", "mojibake,links"],
        ["dedupe", "rows.jsonl", "--to", "parquet", "-o", "o.parquet"],
        ["dedupe", "o.parquet", "--index", "i", "-o", "o2.jsonl"],
        ["check", sample], ["explain", place, place], ["diff", sample], ["report", "o.jsonl", "-o", "r2.html"],
        ["repair", "rows.jsonl", "-o", "o3.jsonl"], ["dedupe", "none.txt"], ["config", "show"],
    ):  # fmt: skip
        trace = ["strace", "-f", "-qq", "-e", "trace=%network", "-o", "calls"]
        done = subprocess.run([*trace, PROGRAM, *args], cwd=tmp_path, capture_output=True)
        assert done.returncode in ((3,) if "none.txt" in args else (0, 1)), done.stderr
        assert re.findall(r"socket\(.*|connect\(.*", (tmp_path / "calls").read_text()) == [], args


@pytest.mark.fault("D14")
def test_what_waits_on_disk_is_for_nobody_else(tmp_path):
    """The posts that wait for the end of the input stand in a file without a name."""
    from tgclean.writers import Spool

    with Spool(str(tmp_path)) as spool:
        spool.append(b"a post")
        assert list(tmp_path.iterdir()) == []
