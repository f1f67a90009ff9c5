"""The options of the commands, in groups: one spelling everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import click
from click.core import ParameterSource

from tgclean.errors import OptionError
from tgclean.options import (
    DEFAULT_ENCODING,
    DEFAULT_THRESHOLD,
    Doubled,
    InputFormat,
    Interface,
    Keep,
    Numbers,
    Options,
    Rows,
    Scope,
    Unit,
)
from tgclean.ui import Color

Decorator = Callable[[Any], Any]


def option(*names: str, **settings: Any) -> Decorator:
    """Gives a click option that can also be set by `TGCLEAN_…`."""
    long = next(name for name in names if name.startswith("--")).split("/")[0]
    settings.setdefault("envvar", "TGCLEAN_" + long[2:].upper().replace("-", "_"))
    return click.option(*names, **settings)


def variable_of(name: str | None, context: click.Context | None) -> str:
    """Gives the environment variable that has set a parameter, "" if none has."""
    set_by = context.get_parameter_source(name) if context and name else None
    return f"TGCLEAN_{(name or '').upper()}" if set_by is ParameterSource.ENVIRONMENT else ""


def options_of(settings: dict[str, Any]) -> Options:
    """Gives the options of the command that is run.

    Raises: OptionError, which names the environment variable if that is where a value comes from.
    """
    try:
        return Options(**settings)
    except OptionError as error:
        variable = variable_of(error.name, click.get_current_context())
        raise OptionError(variable or error.name, error.offered, error.allowed, error.why) from error


def with_options(*groups: tuple[Decorator, ...]) -> Decorator:
    """Gives a decorator that adds groups of options to a command, in the order of its help."""

    def decorate(command: Any) -> Any:
        for group in reversed(groups):
            for one in reversed(group):
                command = one(command)
        return command

    return decorate


def _choice(name: str, literal: Any, default: str, text: str) -> Decorator:
    return option(name, type=click.Choice(get_args(literal)), default=default, show_default=True, help=text)


_TEXT_FIELD = option(
    "--text-field", default="", metavar="NAME",
    help="The field or column that holds the text. [default: text, message, content, body or caption]",
)  # fmt: skip

_ENCODING = option(
    "-E", "--encoding", default=DEFAULT_ENCODING, show_default=True, metavar="NAME",
    help="The encoding of the inputs, such as cp1251, gb18030 or utf-16-le; auto is UTF-8. An input that begins"
    " with a byte-order mark is read as the mark says.",
)  # fmt: skip

READING = (
    _choice("--input-format", InputFormat, "auto", "What the inputs are. auto: decided from the content."),
    _choice(
        "--doubled", Doubled, "auto",
        "Whether flat text has every body twice, as one extractor writes it. auto: decided from the text.",
    ),
    _TEXT_FIELD,
    option("--id-field", default="", metavar="NAME", help="The field of the message's id. [default: message_id or id]"),
    option("--date-field", default="", metavar="NAME", help="The field of its date. [default: date or timestamp]"),
    option("--channel-field", default="", metavar="NAME", help="The field of its channel. [default: channel or chat]"),
    _choice("--rows", Rows, "post", "What a row or message holds: one post, or a page of posts."),
    option("--one-post-per-file", is_flag=True, help="Each file of flat text is one post."),
    option(
        "--keep-going", is_flag=True,
        help="Pass over inputs that cannot be read, name them, and exit with 3 when the rest is done.",
    ),
    _ENCODING,
)  # fmt: skip

_OUTPUT = option(
    "-o", "--output", default="-", metavar="FILE",
    help="Where to write; an existing file is replaced, whole; .gz and .zst compress. [default: standard output]",
)  # fmt: skip

REPAIRING = (
    option(
        "--input-format", type=click.Choice(["auto", "jsonl", "csv", "parquet"]), default="auto", show_default=True,
        help="What the inputs are. auto: decided from the content.",
    ),
    _TEXT_FIELD,
    _ENCODING,
    _OUTPUT,
)  # fmt: skip

JUDGING = (
    option(
        "-t", "--threshold", type=float, default=DEFAULT_THRESHOLD, show_default=True, metavar="0-100",
        help="The score at which two long posts are one; shorter ones need more.",
    ),
    option("--exact-only", is_flag=True, help="Merge across posts only what is equal."),
    _choice(
        "--numbers", Numbers, "strict",
        "strict: short posts, and posts that differ in nothing but figures, are different news when a figure differs.",
    ),
)  # fmt: skip

MERGING = (
    _choice(
        "--scope", Scope, "run",
        "Merge across everything given, across each file alone, or only the repeats inside a post.",
    ),
    *JUDGING,
    _choice("--keep", Keep, "fullest", "Which copy's text is written when posts are merged."),
)  # fmt: skip

UNITS = (
    _choice("--unit", Unit, "post", "Write one record per post, or one per block."),
    option(
        "--min-chars", type=int, default=40, show_default=True, metavar="N",
        help="With --unit block: shorter blocks merge only inside one post.",
    ),
)  # fmt: skip


def _steps(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    steps = [step.strip() for value in values for step in value.split(",")]
    return () if steps == ["none"] else tuple(step for step in steps if step)


SHAPING = (
    _choice("--interface", Interface, "drop", 'What to do with lines like "VIEW IN TELEGRAM".'),
    option(
        "--clean", multiple=True, metavar="STEP,...", callback=_steps,
        help="Clean the text of each post: mojibake, invisible, links (tracking parameters), interface (anywhere),"
        " whitespace, footers (lines under many different posts). [default: none]",
    ),
)  # fmt: skip

WRITING = (
    _OUTPUT,
    option(
        "--to", type=click.Choice(["jsonl", "csv", "txt", "parquet"]), default=None,
        help="The format of the output. [default: as the suffix of the output says, else jsonl]",
    ),
    option(
        "--stream", is_flag=True,
        help="Write each post at once, the first copy with the counts known by then: rows as they come, flat text"
        " in pieces of 16,384 lines or 8 MiB, because the lines that follow decide where a post ends. What repeats"
        " a post later is only counted in the summary; --keep fullest means first.",
    ),
)  # fmt: skip

WAITING = (
    option(
        "--tmp-dir", metavar="DIR",
        help="Where posts wait on disk for the end of the input, in unnamed files, as large as the output before"
        " merging plus four bytes per word: several times the input where posts are short."
        " [default: $TMPDIR, else the system's]",
    ),
)  # fmt: skip

SPEAKING = (
    option("-q", "--quiet", is_flag=True, help="Nothing on standard error but errors."),
    option("--no-progress", is_flag=True, help="No progress on a terminal."),
    _choice(
        "--color",
        Color,
        "auto",
        "Colour on standard error; auto: on a terminal, unless NO_COLOR is set or TERM is dumb.",
    ),
)

DEBUGGING = (option("--debug", is_flag=True, expose_value=False, help="Show where a bug happened."),)
