"""Faults of trust: nothing of an input drives what shows it, runs, is sent anywhere, or hides another post."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.injection import (
    BODY,
    SEPARATORS,
    cells,
    commands,
    drives,
    is_argument,
    is_formula,
    names,
    rows,
    toml,
    vectors,
)
from tests.test_ui import on_terminal
from tgclean import Options, Tally, cli
from tgclean.match import matcher
from tgclean.merge import record as merging
from tgclean.model import Record
from tgclean.pipeline import opened, run
from tgclean.safe import safe, safe_cell, safe_json
from tgclean.ui import Voice

DUMB = {"TERM": "dumb", "NO_COLOR": "1"}
SHOWN = vectors("terminal", "markup")
"""What a terminal is shown."""
NAMES = names("terminal", "markup")


@pytest.fixture
def program(monkeypatch, capfd, tmp_path):
    """Runs the program in this process, in an empty directory; returns its exit code and all that it said."""
    monkeypatch.chdir(tmp_path)

    def call(*args):
        monkeypatch.setattr(sys, "argv", ["tgclean", *args])
        code, ended_by = cli._outcome()
        assert ended_by == 0
        return code or 0, "".join(capfd.readouterr())

    return call


@pytest.fixture
def exports(tmp_path):
    """Files with every vector in every place: rows, flat text, a table, and names of files."""
    (tmp_path / "rows.jsonl").write_text(rows(("terminal", "markup")))
    twice = (
        f"Forwarded from {text}\nTitle {text}\nBody {n} of {text}\n" + f"Body {n} of {text}\n"
        for n, text in enumerate(SHOWN)
    )
    (tmp_path / "flat.txt").write_bytes("".join(twice).encode("utf-8", "surrogatepass"))
    with (tmp_path / "table.csv").open("w", newline="", errors="surrogatepass") as out:
        csv.writer(out).writerows([["text", *SHOWN], *([f"{text} {n}", *SHOWN] for n, text in enumerate(SHOWN))])
    (tmp_path / "names").mkdir()
    for name in NAMES:
        (tmp_path / "names" / f"{name}.txt").write_bytes(b"one post without boundaries \xff\nand another\n")
    return tmp_path


@pytest.mark.fault("D1")
@pytest.mark.fault("D2")
@pytest.mark.fault("D3")
def test_every_vector_is_harmless_behind_the_door(record_property):
    """In one line, with nothing that drives a terminal or a CI runner; as JSON it means the same; markup is literal."""
    escapes = [text for text in SHOWN if drives(safe(text)) or commands(f"x {safe(text)}") or "\n" in safe(text)]
    for text in SHOWN:
        line = json.dumps({"text": text.encode("utf-8", "replace").decode()}, ensure_ascii=False)
        shown = safe_json(f"{line}\n".encode()).decode()
        assert json.loads(shown) == json.loads(line)
        escapes += [text] * bool(drives(shown[:-1]) or commands(shown))
    assert [text for text in vectors("markup") if not drives(text) and safe(text) != text] == []
    for kind in ("terminal", "markup"):
        record_property(f"{kind}_vectors", len(vectors(kind)))
    record_property("injection_escapes", len(escapes))
    assert escapes == []


@pytest.mark.fault("D1")
@pytest.mark.fault("D2")
@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("text", SHOWN)
def test_a_voice_says_a_vector_literally(text, terminal, capsys, monkeypatch):
    """As the name of an input that warns, fails, is passed over and holds the least alike; as an error; as anything."""
    monkeypatch.setattr(Voice, "_on_terminal", lambda _: terminal)
    monkeypatch.setenv("COLUMNS", "5000")
    own = Tally(failed=f"{text}: damaged", skipped=[text], format=text, places={"ragged_rows": [1]})
    own.warn("ragged_rows", 3)
    tally = Tally(inputs={text: own}, least=(82.0, f"{text}:1", f"{text}:2"))
    voice = Voice(color="never", progress=False)
    voice.warnings(tally)
    voice.failures(tally)
    voice.summary(tally)
    voice.done(text)
    voice.warn(text)
    voice.error(text)
    voice.trace(ValueError(text))
    said = capsys.readouterr().err
    assert drives(said) == []
    assert commands(said) == []
    assert said.count(safe(text)) >= (8 if terminal and "'" not in text else 6)


def kinds_of(done):
    """Return how a run on a terminal ended, and what of the vectors drives it."""
    code, shown = done
    return code, drives(shown.replace("\r\n", "\n")), commands(shown)


@pytest.mark.fault("D1")
@pytest.mark.fault("D2")
@pytest.mark.parametrize(
    ("args", "codes"),
    [
        *(
            (["dedupe", "--to", to, name], (0,))
            for to in ("jsonl", "txt", "csv")
            for name in ("rows.jsonl", "flat.txt")
        ),
        (["dedupe", "--to", "csv", "table.csv"], (0,)),
        (["dedupe", "--stream", "--to", "txt", "rows.jsonl"], (0,)),
        (["dedupe", "--unit", "block", "flat.txt"], (0,)),
        (["dedupe", "names"], (0,)),
        (["dedupe", "names", "none", "--keep-going"], (3,)),
        (["dedupe", "-o", "out", "--stats-json", "-", "names"], (0,)),
        (["check", "names", "rows.jsonl"], (1,)),
        (["check", "names", "--output-format", "json"], (1,)),
        (["diff", "flat.txt"], (1,)),
        (["config", "show", "--text-field", SHOWN[0], "--config", "named.toml"], (0,)),
        (["dedupe", "--config", "named.toml", "--help"], (0,)),
        (["index", "info", "some.index"], (0,)),
        (["schema"], (0,)),
        (["schema", "stats"], (0,)),
    ],
)
def test_nothing_that_a_terminal_is_shown_drives_it(exports, tgclean, args, codes):
    """Records of each format, tables, word by word what was merged; standard output and error are one terminal."""
    text = toml("".join(text for text in SHOWN if is_argument(text)))
    (exports / "named.toml").write_text(
        f"text-field = {text}\nid-field = {text}\nkeep = {text}\n"
        if "--help" in args
        else f"text-field = {text}\nid-field = {text}\n"
    )
    if "some.index" in args:
        import sqlite3

        assert tgclean("dedupe", "rows.jsonl", "--index", "some.index").returncode == 0
        with sqlite3.connect(exports / "some.index") as index:
            index.execute("UPDATE meta SET value = ? WHERE key = 'settings'", (json.dumps({"keep": "".join(NAMES)}),))
    code, shown = on_terminal(*args, cwd=exports, err=True, env=DUMB)
    assert code in codes, shown
    plain = shown.replace("\r\n", "\n")
    assert drives(plain) == []
    if args[0] not in ("dedupe", "diff"):  # whose lines are those of the input
        assert commands(plain) == []


@pytest.mark.fault("D2")
def test_progress_and_colour_leave_no_vector_either(exports):
    """On a terminal that can do everything, what we paint is all that is painted."""
    painted = r"\x1b\[(?:0|3[136]|\?25[lh]|1A|2K|1;3\d|3\dm?|39m?|[\d;]*m)"
    for args in (["dedupe", "names", "-o", "out.jsonl"], ["dedupe", "rows.jsonl", "--to", "txt"]):
        code, shown = on_terminal(*args, cwd=exports, err=True, env={"NO_COLOR": ""})
        assert code == 0
        assert [text for text in SHOWN if drives(text) and text in shown] == []
        assert not re.search(r"\x1b[^\[]|[\x07\x08\x7f-\x9f]", re.sub(painted, "", shown))


@pytest.mark.fault("D1")
@pytest.mark.fault("D2")
@pytest.mark.parametrize("text", SHOWN)
def test_an_error_shows_a_vector_in_a_line(program, tmp_path, text):
    """As the value of an option, a file, a place, a command, a key or value of settings, a variable, a field."""
    quoted = toml(text)
    tries = [["dedupe", "settings"]]
    (tmp_path / "tgclean.toml").write_text(f"{quoted} = 1\n")
    if is_argument(text) and text.strip():
        no = f"none/{text}"
        tries += [
            *(["dedupe", name, text] for name in ("-t", "--keep", "-E", "--clean", "--min-chars", "--engine")),
            ["dedupe", "--config", text],
            *(["dedupe", "a", name, no] for name in ("-o", "--stats-json", "--report", "--index", "--tmp-dir")),
            ["dedupe", text], ["dedupe", f"--{text}"], ["dedupe", "a", "--engine-address", text], [f"{text}-"],
            ["explain", text, text], ["explain", f"{text}:1", "a:1"], ["explain", "--in", text, "a", "b"],
            ["explain", "--in", "a", text, text], ["schema", text], ["--generate", text], ["diff", text],
            ["report", text], ["report", "a", "--stats", text], ["index", "info", text],
            ["index", "forget", text, "--before", "2024-01-01"], ["index", "forget", "a", "--before", text],
            ["check", text], ["check", text, "--output-format", "github"], ["check", "a", "--max-dup", text],
            ["repair", text], ["repair", "a", "--input-format", text],
        ]  # fmt: skip
    (tmp_path / "a").write_text(rows(("markup",)))
    for args in tries:
        isolated = (
            []
            if args[1:] == ["settings"] or args[0] in ("schema", "index", f"{text}-", "--generate")
            else ["--isolated"]
        )
        code, said = program(*args[:1], *(isolated if "--config" not in args else []), *args[1:])
        assert code in (2, 3, 4), (args, said)
        assert drives(said) == [], args
        assert len(said.splitlines()) == 1, (args, said)
        assert commands(said) == [], args


@pytest.mark.fault("D2")
def test_a_variable_that_sets_nothing_is_named_harmlessly(program, monkeypatch, tmp_path):
    """Each in a warning of its own."""
    (tmp_path / "a.txt").write_text("A post.\n")
    wanted = {f"TGCLEAN_{text.replace('=', '-')}" for text in SHOWN if is_argument(text)}
    for name in wanted:
        monkeypatch.setenv(name, "1")
    code, said = program("dedupe", "a.txt", "-o", "out.jsonl")
    assert (code, drives(said), commands(said)) == (0, [], [])
    assert said.count("is no variable of tgclean") == len(wanted)


@pytest.mark.fault("D1")
@pytest.mark.fault("D2")
@pytest.mark.parametrize("text", SHOWN)
def test_explain_shows_a_vector_in_lines_of_its_own(program, tmp_path, text):
    """The words that differ, names of files, the readings of two copies; by places and by records."""
    name = names("terminal", "markup")[SHOWN.index(text) % len(NAMES)]
    body = f"{BODY} {' '.join(f'word{n}' for n in range(20))}"
    pair = (f"{text} {body} one", f"{body} one {text}{text} other")
    (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps({"text": post}) + "\n" for post in pair))
    flat = f"Forwarded from {text}\nTitle\n{text} {body}\n{text} {body.replace('storm', text)}\n"
    (tmp_path / f"{name}.txt").write_bytes(flat.encode("utf-8", "replace"))
    (tmp_path / "out.jsonl").write_text("".join(json.dumps(record_of(text, number)) + "\n" for number in range(2)))
    for args in (
        [f"{name}.jsonl:1", f"{name}.jsonl:2"],
        [f"{name}.txt:1", f"{name}.txt:3"],
        [f"{name}.txt:3", f"{name}.txt:4"],
        ["--in", "out.jsonl", "0", "1"],
    ):
        code, said = program("explain", *args)
        assert code == 0, said
        assert (drives(said), commands(said)) == ([], [])
        assert all(
            re.match(r"(merged|distinct|repeat): |(score|words|a|b|differs|title|copy \d+) +.", line)
            for line in said.splitlines()
        ), said


def record_of(text, number):
    """Return a record that holds a text wherever one may stand."""
    text = text.encode("utf-8", "replace").decode()  # half a character makes no JSON that is read again
    own = dict.fromkeys(("channel", "author", "url", "forwarded_from", "date", "message_id", "source"), text)
    more = dict.fromkeys(("title", "marker", "post_id", "hashtags", "flags", "extra"), text)
    span = {"line": number + 1, "line_end": number + 1, "byte": 0, "byte_end": 0, "role": "kept", "score": 100.0}
    return {
        **own, **more, "id": f"{number}{text}", "text": f"{text} {BODY} {number}", "kind": "post", "count": 1,
        "blocks": [{"marker": text, "line": 1, "line_end": 1}], "repeats": 0, "exact": 0, "near": 0, "score_min": 100.0,
        "spans": [{**own, **span, "edits": text}], "schema": "tgclean/1",
    }  # fmt: skip


@pytest.mark.fault("D2")
@pytest.mark.parametrize("text", vectors("terminal", "markup", "page"))
def test_a_row_and_a_setting_that_are_refused_show_no_vector(program, tmp_path, text):
    """What is wrong with a line of JSON, a record or a setting is said without what it holds, or harmlessly."""
    held = json.dumps({text: text, "text": {text: [text]}})
    (tmp_path / "rows.jsonl").write_text(f"{held}\n")
    (tmp_path / "torn.jsonl").write_text(f'{{"text": "a"}}\n{held[:-3]}\n')
    quoted = toml(text)
    for name, line in (("key", f"{quoted} = 1"), ("value", f"keep = {quoted}"), ("kind", f"quiet = {quoted}"),
                       ("steps", f"clean = [{quoted}]"), ("torn", quoted[:-1]), ("number", f"threshold = {quoted}"),
                       ("file", f"output = {quoted}"), ("encoding", f"encoding = {quoted}")):  # fmt: skip
        (tmp_path / f"{name}.toml").write_text(f"{line}\n")
    for args in (
        ["dedupe", "rows.jsonl", "--input-format", "jsonl"], ["dedupe", "torn.jsonl"], ["report", "rows.jsonl"],
        ["explain", "--in", "rows.jsonl", "a", "b"], ["report", "a", "--stats", "rows.jsonl"],
        *(["dedupe", "torn.jsonl", "--config", path.name] for path in tmp_path.glob("*.toml")),
    ):  # fmt: skip
        code, said = program(*args)
        assert code in (2, 3, 4), (args, said)
        assert (drives(said), commands(said), len(said.splitlines())) == ([], [], 1), (args, said)


@pytest.mark.fault("D2")
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_name_is_a_workflow_command(program, tmp_path, form):
    """In a CI log the annotations of `check` are its own, each of one file; text and JSON hold none."""
    twice = "Forwarded from News\nTitle\nBody of the news\nBody of the news\n"
    for name in NAMES:
        (tmp_path / name).write_text(twice)
    code, said = program("check", *sorted(NAMES), "--output-format", form)
    assert code == 1
    assert drives(said) == []
    assert len(said.splitlines()) > len(NAMES)
    if form != "github":
        assert commands(said) == []
        return
    found = commands(said)
    assert len(found) == len(said.splitlines()) == len(NAMES) + 1
    for line, name in zip(found, sorted(NAMES), strict=False):
        place = re.fullmatch(r"::error file=([^,:]*),line=\d,endLine=\d,title=tgclean::[^:]*", line)
        assert place, line
        decoded = place[1].replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
        assert decoded == safe(os.fsencode(name).decode("utf-8", "replace"))


@pytest.mark.fault("D5")
@pytest.mark.parametrize("kind", ["sheet", "terminal", "page"])
def test_no_cell_is_a_formula(tgclean, tmp_path, kind, record_property):
    """Whatever separates the cells; a program that reads CSV finds the texts, with an apostrophe more."""
    texts = vectors(kind)
    (tmp_path / "rows.jsonl").write_text(rows((kind,)))
    assert tgclean("dedupe", "rows.jsonl", "-o", "out.csv").returncode == 0
    table = (tmp_path / "out.csv").read_bytes().decode()
    assert tgclean("dedupe", "rows.jsonl", "--to", "csv").stdout.decode() == table
    escapes = [cell for separators in SEPARATORS for cell in cells(table, separators) if is_formula(cell, separators)]
    found = list(csv.DictReader(io.StringIO(table, "")))
    records = tgclean("dedupe", "rows.jsonl").records
    for row, record in zip(found, records, strict=True):
        for name, kept in record.items():
            if isinstance(kept, str) and name != "extra":
                assert row[name].replace("'", "") == kept.replace("'", ""), name
            elif not isinstance(kept, str) and name not in ("spans", "blocks"):
                assert float(row[name]) == kept
        assert (json.loads(row["spans"]), json.loads(row["blocks"])) == (record["spans"], record["blocks"])
        assert json.loads(row["extra"] or "{}") == json.loads(record["extra"] or "{}")
    assert tuple(found[0]) == Record.__struct_fields__
    record_property(f"{kind}_vectors", len(texts))
    record_property("injection_escapes", len(escapes))
    assert escapes == []
    if kind == "sheet":  # the models see what they are to see
        raw = "".join(f"{number},{text}\r\n" for number, text in enumerate(texts) if '"' not in text)
        assert sum(is_formula(cell) for s in SEPARATORS for cell in cells(raw, s)) > len(texts)


@pytest.mark.fault("D5")
@given(st.text(st.sampled_from("=+-@;\t\n\r\"' (|!a\uff1d\u200b"), max_size=12))
def test_a_cell_of_any_text_is_none(text):
    """Between others in a row, as they are written."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerow(["id", safe_cell(text), 1])
    for separators in SEPARATORS:
        assert [c for c in cells(out.getvalue(), separators) if is_formula(c, separators)] == []


TEXTS = [f"{what} {n}" for n in range(60) for what in ("Water returns to the upper town", "Trams stand still on line")]


@contextmanager
def weak_hash():
    """Let every digest have 8 bits, so that any two texts may have the same one."""

    def weak(data, *, digest_size, person=b""):
        digest = strong(data, digest_size=digest_size, person=person)
        return type(
            "Weak", (), {"digest": lambda: digest.digest()[:1] * 16, "hexdigest": lambda: digest.hexdigest()[:2] * 16}
        )

    strong = matcher.blake2b
    with pytest.MonkeyPatch.context() as patch:
        for module in (matcher, merging):
            patch.setattr(module, "blake2b", weak)
        yield


def merged(path, texts, index=None, **more):
    """Return the texts of the records of a run, and how many copies each has."""
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    options = Options(**{"exact_only": True, **more})
    with opened(index, options) as held:
        found = [json.loads(line) for line in run([path], options, Tally(), held)]
        if held:
            held.commit()
    return [(record["text"], record["count"]) for record in found]


@pytest.mark.fault("D12")
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=20, max_size=80))
@pytest.mark.parametrize("more", [{}, {"stream": True}, {"exact_only": False}])
def test_two_texts_with_one_id_are_two_posts(tmp_path_factory, more, texts):
    """Whoever makes two texts with one digest hides neither: texts are compared before they count as equal."""
    path = tmp_path_factory.getbasetemp() / "weak.jsonl"
    with weak_hash():
        found = merged(path, texts, **more)
    assert [text for text, _ in found] == list(dict.fromkeys(texts))
    if not more.get("stream"):  # whose counts are those known so far
        assert dict(found) == {text: texts.count(text) for text in texts}


@pytest.mark.fault("D12")
@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=20, max_size=80), st.integers(1, 79))
def test_two_texts_with_one_id_are_two_posts_of_an_index(tmp_path_factory, texts, cut):
    """Those of an earlier run, too; what each run gives is new, and no text is given twice."""
    path = tmp_path_factory.getbasetemp() / "weak.jsonl"
    index = tmp_path_factory.mktemp("weak") / "index"
    with weak_hash():
        first = merged(path, texts[:cut], index, keep="first")
        second = merged(path, texts[cut:], index, keep="first")
    assert [text for text, _ in first] == list(dict.fromkeys(texts[:cut]))
    new = [text for text, _ in second if text not in texts[:cut]]
    assert new == [text for text in dict.fromkeys(texts[cut:]) if text not in texts[:cut]]
