"""The options of the commands, in groups: one spelling everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal, get_args

import click

from tgclean.cli.help import Number, Option
from tgclean.cli.settings import isolate, load_settings
from tgclean.options import (
    DEFAULT_ENCODING,
    DEFAULT_MAX_EXPAND,
    DEFAULT_THRESHOLD,
    Doubled,
    Errors,
    InputFormat,
    Interface,
    Keep,
    Numbers,
    Rows,
    Scope,
    Unit,
)
from tgclean.ui import Color

Decorator = Callable[[Any], Any]
Known = Literal["drop", "write"]
Engine = Literal["local", "daft"]


def option(*names: str, group: str, **settings: Any) -> Decorator:
    """Return a click option of a group of the help, which can also be set by `TGCLEAN_…`."""
    long = next(name for name in names if name.startswith("--"))
    settings.setdefault("envvar", "TGCLEAN_" + long[2:].upper().replace("-", "_"))
    return click.option(*names, cls=Option, group=group, **settings)


def with_options(*groups: tuple[Decorator, ...]) -> Decorator:
    """Return a decorator that adds groups of options to a command, in the order of its help."""

    def decorate(command: Any) -> Any:
        for group in reversed(groups):
            for one in reversed(group):
                command = one(command)
        return command

    return decorate


def choice(name: str, literal: Any, default: str, text: str, *, group: str, metavar: str = "") -> Decorator:
    """Return an option with a few values, which the help names in their order."""
    values = get_args(literal)
    shown = metavar or "|".join(values)
    return option(
        name, group=group, type=click.Choice(values), metavar=shown, default=default, show_default=True, help=text
    )


_input = partial(option, group="Input")
_TEXT_FIELD = _input(
    "--text-field", default="", metavar="NAME",
    help="Field of the text.  [default: known names, such as message]",
)  # fmt: skip
_BYTES = (
    _input(
        "-E", "--encoding", default=DEFAULT_ENCODING, metavar="NAME",
        help="Such as cp1251; a byte-order mark outweighs it.  [default: UTF-8]",
    ),
    choice(
        "--errors", Errors, "replace", "Bytes that are no text: write U+FFFD, or stop.", group="Input",
    ),
    _input(
        "--max-expand", type=int, default=DEFAULT_MAX_EXPAND, show_default=True, metavar="N",
        help="Stop at packed input that expands more than this.",
    ),
)  # fmt: skip

READING = (
    choice(
        "--input-format", InputFormat, "auto",
        "Told from the content, or text, jsonl, json, csv, parquet, desktop-json, desktop-html, web-html.",
        group="Input", metavar="FORMAT",
    ),
    choice(
        "--doubled", Doubled, "auto", "Does each body stand twice: by the text, yes, no.", group="Input",
    ),
    _TEXT_FIELD,
    _input("--id-field", default="", metavar="NAME", help="Field of the message's id.  [default: known names]"),
    _input("--date-field", default="", metavar="NAME", help="Field of its date.  [default: known names]"),
    _input("--channel-field", default="", metavar="NAME", help="Field of its channel.  [default: known names]"),
    choice("--rows", Rows, "post", "A row holds one post, or a page of several.", group="Input"),
    _input("--one-post-per-file", is_flag=True, help="Each file of flat text is one post."),
    _input("--keep-going", is_flag=True, help="Skip inputs that cannot be read, do the rest, exit with 3."),
    *_BYTES,
)  # fmt: skip

_output, _merging = partial(option, group="Output"), partial(option, group="Merging")
_running = partial(option, group="Running")
_OUTPUT = _output(
    "-o", "--output", default="-", metavar="FILE",
    help="Where to write; .gz and .zst compress.  [default: standard output]",
)  # fmt: skip

REPAIRING = (
    choice(
        "--input-format", InputFormat, "auto", "Told from the content, or jsonl, csv, parquet.",
        group="Input", metavar="FORMAT",
    ),
    _TEXT_FIELD,
    *_BYTES,
    _OUTPUT,
)  # fmt: skip

JUDGING = (
    _merging(
        "-t", "--threshold", type=Number(), default=DEFAULT_THRESHOLD, show_default=True, metavar="0-100",
        help="Score that makes long posts one; shorter need more.",
    ),
    _merging("--exact-only", is_flag=True, help="Merge equal posts only."),
    choice(
        "--numbers", Numbers, "strict", "Whether another figure makes it another post.", group="Merging",
    ),
)  # fmt: skip

MERGING = (
    choice("--scope", Scope, "run", "Merge inside each post, file, or everything given.", group="Merging"),
    *JUDGING,
    choice(
        "--keep", Keep, "fullest", "Copy whose text is written: fullest (the first, unless a later one contains it and"
        " more), first, longest, last.", group="Merging", metavar="WHICH",
    ),
)  # fmt: skip

UNITS = (
    choice("--unit", Unit, "post", "Write a record for each post, or for each block.", group="Merging"),
    _merging(
        "--min-chars", type=int, default=40, show_default=True, metavar="N",
        help="Shorter blocks merge only inside one post.",
    ),
)  # fmt: skip


def _steps(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    steps = [step.strip() for value in values for step in value.split(",") if step.strip()]
    if "none" in steps and set(steps) != {"none"}:
        raise click.UsageError("--clean none takes no steps beside it")
    return tuple(step for step in steps if step != "none")


SHAPING = (
    choice("--interface", Interface, "drop", 'Leave out lines like "VIEW IN TELEGRAM", or not.', group="Output"),
    option(
        "--clean", group="Output", multiple=True, metavar="STEP,...", callback=_steps,
        help="mojibake, invisible (characters), links (tracking), interface (anywhere), whitespace, footers"
        " (lines under many posts).  [default: none]",
    ),
)  # fmt: skip

WRITING = (
    _OUTPUT,
    _output(
        "--to", type=click.Choice(["jsonl", "csv", "txt", "parquet"]), metavar="FORMAT", default=None,
        help="jsonl, csv, txt or parquet.  [default: as FILE is named, else jsonl]",
    ),
    _output(
        "--stream", is_flag=True, help="Write posts at once, with the counts so far.",
    ),
)  # fmt: skip

INDEXING = (
    _merging(
        "--index", default=None, metavar="FILE",
        help="Merge with what earlier runs put into FILE; write what is new.",
    ),
    choice(
        "--known", Known, "drop", "New posts that repeat the index: count, or write.", group="Merging",
    ),
)  # fmt: skip

ENGINE = (
    choice(
        "--engine", Engine, "local", "Work here, or with Daft (to a directory of parts).", group="Running",
    ),
    _running(
        "--engine-address", default="", metavar="ADDRESS", help="Cluster of Ray: ray://HOST:10001.  [default: none]",
    ),
)  # fmt: skip

_LEDGER = _output(
    "--ledger", default=None, metavar="FILE", help="Write what became of every byte (see verify and restore).",
)  # fmt: skip
_STATS = _output("--stats-json", default=None, metavar="FILE", help="Write the statistics of the run as JSON.")
TELLING = (
    _output("--report", default=None, metavar="FILE.html", help="Write a page of what was merged and why."),
    _LEDGER,
    _STATS,
)

REPORTING = (
    _output(
        "-o", "--output", default="-", metavar="FILE.html", envvar="TGCLEAN_REPORT",
        help="Where to write the page.  [default: standard output]",
    ),
    option(
        "--stats", group="Input", default=None, metavar="STATS.json", envvar=None,
        help="The statistics of the run (dedupe --stats-json), with its settings.",
    ),
    _merging(
        "-t", "--threshold", type=Number(), default=None, metavar="0-100",
        help="The threshold of the run.  [default: as --stats says, else 82]",
    ),
)  # fmt: skip

PROVING = (
    option("--ledger", group="Input", required=True, metavar="LEDGER", envvar=None, help="The ledger of the run."),
)  # fmt: skip

RESTORING = (
    *PROVING,
    option(
        "--source", group="Input", default=None, metavar="NAME", envvar=None, help="The input to restore, of several.",
    ),
    _output(
        "-o", "--output", default="-", metavar="FILE|DIR", envvar=None,
        help="Where to write; a directory takes all inputs.  [default: standard output]",
    ),
)  # fmt: skip

CHECKING = (
    option(
        "--max-dup", group="Output", type=Number(), default=0.0, show_default=True, metavar="PCT",
        help="Exit with 1 if a larger share of the bytes repeats.",
    ),
    option(
        "--output-format", group="Output", type=click.Choice(["text", "json", "github"]), metavar="text|json|github",
        default="text", show_default=True, help="Lines, JSON, or annotations of GitHub Actions.",
    ),
    _STATS,
)  # fmt: skip

WAITING = (
    _running(
        "--tmp-dir", metavar="DIR",
        help="For temporary files, several times the input.  [default: $TMPDIR]",
    ),
)  # fmt: skip

SPEAKING = (
    _running("-q", "--quiet", is_flag=True, help="Print nothing to standard error but errors."),
    _running("--no-progress", is_flag=True, help="Show no progress."),
    choice(
        "--color", Color, "auto", "Colour messages: on a terminal unless NO_COLOR is set, always, never.",
        group="Running",
    ),
)  # fmt: skip

CONFIGURING = (
    _running("--isolated", is_flag=True, is_eager=True, expose_value=False, callback=isolate,
        help="Read no tgclean.toml and no pyproject.toml."),
    _running(
        "--config", default=None, metavar="FILE", is_eager=True, expose_value=False, callback=load_settings,
        help="Settings to read.  [default: the nearest, upwards from here]",
    ),
)  # fmt: skip

DEBUGGING = (_running("--debug", is_flag=True, expose_value=False, help="Show where a bug happened."),)
