"""The commands: what each takes, and the work that it asks for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from inspect import signature
from typing import Any

import click

import tgclean.cli.jobs as jobs
import tgclean.cli.proving as proving
from tgclean.cli.generate import generate
from tgclean.cli.help import Group, Option
from tgclean.cli.options import (
    CHECKING,
    CONFIGURING,
    DEBUGGING,
    ENGINE,
    INDEXING,
    JUDGING,
    MERGING,
    PROVING,
    READING,
    REPAIRING,
    REPORTING,
    RESTORING,
    SHAPING,
    SPEAKING,
    TELLING,
    UNITS,
    WAITING,
    WRITING,
    option,
    with_options,
)
from tgclean.cli.origins import command_line, origin_of, shown_settings, unknown_variables
from tgclean.errors import OptionError
from tgclean.ui import Voice
from tgclean.version import __version__

_PATHS = click.argument("paths", nargs=-1, metavar="[PATH]...")


class Job:
    """What a command does once its options are read: call it for the exit code.

    An OptionError names the setting as the person did: an option, a variable, or a key of a file.
    """

    def __init__(self, work: Callable[..., int], *args: Any, **settings: Any) -> None:
        self._work = partial(work, *args, **settings)
        context = click.get_current_context()
        self._origins = {str(one.name): origin_of(str(one.name), context) for one in context.command.params}
        self._odd = [] if settings.get("quiet") else unknown_variables(context)
        if "command" in signature(work).parameters:
            self._work = partial(self._work, command=command_line(context))

    def __call__(self) -> int:
        """Do it."""
        for what in self._odd:
            Voice().warn(what)
        try:
            return self._work()
        except OptionError as error:
            name = self._origins.get(error.name, error.name)
            raise OptionError(name, error.offered, error.allowed, error.why) from error


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
    epilog="Exit codes: 0 done, 1 check or diff found something, 2 wrong usage, 3 an input cannot be read, 4 an output,"
    " a temporary file or an index cannot be written, 5 a limit stopped the run, 70 a bug;"
    " 129, 130, 141, 143 ended by a signal.",
    examples=("tgclean dedupe export.txt > posts.jsonl", "zcat export.txt.gz | tgclean dedupe - | jq -r .text"),
)
@click.version_option(__version__, "-V", "--version", message="tgclean %(version)s")
@click.option(
    "--generate", type=click.Choice(["man", "complete-bash", "complete-zsh", "complete-fish"]), is_eager=True,
    expose_value=False, callback=generate, metavar="WHAT",
    help="Print the manual page (man), or completion for a shell (complete-bash, complete-zsh, complete-fish).",
)  # fmt: skip
@click.pass_context
def tgclean(context: click.Context) -> None:
    """Clean text that was scraped from Telegram channels.

    Reads flat text, exports of Telegram Desktop, pages of t.me, JSON, CSV and Parquet. Recovers the posts,
    writes each body once, merges near-duplicates, and writes JSON Lines, CSV, text or Parquet.
    """
    _show_help(context)


@tgclean.command(
    short_help="Recover the posts, merge near-duplicates, write JSON Lines.",
    examples=(
        "tgclean dedupe export.txt -o posts.jsonl",
        "tgclean dedupe ChatExport/ --report report.html | jq -r .text",
    ),
)
@_PATHS
@with_options(
    READING, MERGING, INDEXING, UNITS, SHAPING, WRITING, TELLING, WAITING, ENGINE, SPEAKING, CONFIGURING, DEBUGGING
)  # fmt: skip
def dedupe(paths: tuple[str, ...], **settings: Any) -> Job:
    """Recover the posts of PATH..., merge near-duplicates, write JSON Lines, CSV, text or Parquet.

    PATH is a file, a directory of files, or - for standard input; .gz and .zst are decompressed. Forward headers
    and repeats show where posts begin. Interface lines are left out, and posts that are near-duplicates
    become one record that names every place where they stood.
    """
    return Job(jobs.dedupe, _inputs(paths), **settings)


@tgclean.command(
    short_help="Tell how much repeats, and exit with 1 if it is too much.",
    examples=("tgclean check data/ --max-dup 5", "tgclean check export.txt --output-format github"),
)
@_PATHS
@with_options(CHECKING, READING, MERGING, UNITS, SHAPING, WAITING, SPEAKING, CONFIGURING, DEBUGGING)
def check(paths: tuple[str, ...], **settings: Any) -> Job:
    """Tell which share of PATH... repeats; write no records.

    Does what dedupe does, and counts the bytes of the repeats inside posts and of the posts that would be
    merged. Exits with 1 if they are more than --max-dup per cent, else with 0.
    """
    return Job(jobs.check, _inputs(paths), **settings)


@tgclean.command(
    short_help="Make a page that shows what was merged and why.",
    examples=(
        "tgclean report posts.jsonl -o report.html",
        "tgclean report posts.jsonl --stats stats.json -o report.html",
    ),
)
@click.argument("records", metavar="OUT.jsonl")
@with_options(REPORTING, WAITING, SPEAKING, CONFIGURING, DEBUGGING)
def report(**settings: Any) -> Job:
    """Make a page of OUT.jsonl, the output of dedupe: what was merged and why, in one HTML file.

    The page needs no network. dedupe --report makes the same one, and knows what was read and dropped;
    here --stats, the file of dedupe --stats-json, says so.
    """
    return Job(jobs.report, **settings)


@tgclean.command(
    short_help="Say why two posts were merged or were not.",
    examples=("tgclean explain export.txt:45 export.txt:136", "tgclean explain --in posts.jsonl a3fb 77c2"),
)
@click.argument("a")
@click.argument("b")
@option(
    "--in", "output", group="Input", metavar="OUT.jsonl", envvar=None,
    help="A and B are ids of records in this output, or their first digits.",
)  # fmt: skip
@with_options(READING, JUDGING, SHAPING, CONFIGURING, DEBUGGING)
def explain(a: str, b: str, **settings: Any) -> Job:
    """Say why two posts were merged or were not.

    A and B are FILE:LINE, a line of an input; with --in, ids of records. The first line begins
    "repeat:" if one post holds both, else "merged:" or "distinct:"; below it stand the copies, the score,
    the threshold and the words that differ.
    """
    return Job(jobs.explain, a, b, **settings)


@tgclean.command(
    short_help="Show what dedupe takes out of flat text, as a unified diff.",
    examples=("tgclean diff export.txt | less", "tgclean diff export.txt | patch export.txt"),
)
@_PATHS
@with_options(READING, MERGING, SHAPING, WAITING, CONFIGURING, DEBUGGING)
def diff(paths: tuple[str, ...], **settings: Any) -> Job:
    """Show what dedupe takes out of PATH..., flat text, as a unified diff.

    The diff leads from the input to its cleaned text: the posts that are kept, one empty line between
    them. Exits with 1 if there is any difference, else with 0.
    """
    return Job(jobs.diff, _inputs(paths), **settings)


@tgclean.command(
    short_help="Undo doubled passages in the texts of rows.",
    examples=("tgclean repair crawl.jsonl.gz -o repaired.jsonl.gz", "tgclean repair crawl.parquet -o repaired.parquet"),
)
@_PATHS
@with_options(REPAIRING, WAITING, ENGINE, SPEAKING, CONFIGURING, DEBUGGING)
def repair(paths: tuple[str, ...], **settings: Any) -> Job:
    """Undo doubled passages in the texts of rows; rows and columns stay as they are.

    PATH is JSON Lines, CSV or Parquet, as web-crawl corpora are; some extractors write the text of a page twice,
    below its first line. Nothing is merged across rows, and a text that is not doubled comes back byte for byte.
    """
    return Job(jobs.repair, _inputs(paths), **settings)


@tgclean.command(
    short_help="Prove that a run lost nothing, by its ledger.",
    examples=(
        "tgclean verify posts.jsonl --ledger posts.ledger export.txt",
        "tgclean verify posts.jsonl --ledger posts.ledger.gz",
    ),
)
@click.argument("records", metavar="OUT.jsonl")
@click.argument("paths", nargs=-1, metavar="[INPUT]...")
@with_options(PROVING, WAITING, DEBUGGING)
def verify(paths: tuple[str, ...], **settings: Any) -> Job:
    """Check that OUT.jsonl, its ledger and each INPUT are as they were, and that nothing is lost.

    The ledger (dedupe --ledger) must tile every input, give its very bytes with the records, and each text must be
    what its stretches and the cleaning steps give. Exits with 1 at the first thing that is wrong.
    """
    return Job(proving.verify, paths, **settings)


@tgclean.command(
    short_help="Give back the input of a run, byte for byte.",
    examples=(
        "tgclean restore posts.jsonl --ledger posts.ledger -o export.txt",
        "tgclean restore posts.jsonl --ledger posts.ledger -o restored/",
    ),
)
@click.argument("records", metavar="OUT.jsonl")
@with_options(RESTORING, WAITING, SPEAKING[:1], DEBUGGING)
def restore(**settings: Any) -> Job:
    """Give back what OUT.jsonl was made of, byte for byte, from it and its ledger (dedupe --ledger).

    Inputs that were compressed are given back decompressed. Of several inputs, name one with --source, or
    a directory for all of them.
    """
    return Job(proving.restore, **settings)


@tgclean.command(
    short_help="Print the JSON Schema of a record, the ledger or the statistics.",
    examples=("tgclean schema > record.schema.json", "tgclean schema stats > stats.schema.json"),
)
@click.argument(
    "what", type=click.Choice(["record", "ledger", "stats"]), default="record", metavar="[record|ledger|stats]"
)
@with_options(DEBUGGING)
def schema(what: str) -> Job:
    """Print the JSON Schema of a record (the default), of a line of the ledger, or of the statistics."""
    return Job(jobs.schema, what)


@tgclean.group(
    cls=Group,
    invoke_without_command=True,
    examples=("tgclean index info channels.index", "tgclean index forget channels.index --before 2024-01-01"),
)
@click.pass_context
def index(context: click.Context) -> None:
    """Say what an index holds, or let it forget what is old."""
    _show_help(context)


@index.command("info", examples=("tgclean index info channels.index", "tgclean index info channels.index | grep posts"))
@click.argument("file")
@with_options(DEBUGGING)
def info(file: str) -> Job:
    """Print what FILE, an index, holds: its runs, posts and clusters, its size, the settings it was made with."""
    return Job(jobs.index_info, file)


@index.command(
    "forget",
    examples=(
        "tgclean index forget channels.index --before 2024-01-01",
        'tgclean index forget channels.index --before "$(date -d -90days +%F)"',
    ),
)
@click.argument("file")
@click.option(
    "--before",
    cls=Option,
    group="Input",
    required=True,
    metavar="DATE",
    help="Year, month and day, such as 2024-01-31.",
)
@with_options(SPEAKING, DEBUGGING)
def forget(file: str, **settings: Any) -> Job:
    """Let FILE, an index, forget the clusters of which no copy was added since a day.

    A post that repeats one of them later is new.
    """
    return Job(jobs.index_forget, file, **settings)


@tgclean.group(
    cls=Group, invoke_without_command=True, examples=("tgclean config show", "tgclean config show --config ci.toml")
)
@click.pass_context
def config(context: click.Context) -> None:
    """Show the settings in force."""
    _show_help(context)


@config.command("show", examples=("tgclean config show", "tgclean config show --isolated > settings.toml"))
@with_options(
    READING, MERGING, INDEXING, UNITS, SHAPING, WRITING, TELLING, CHECKING[:-1], WAITING, SPEAKING, CONFIGURING
)
def show(**_settings: Any) -> Job:
    """Print the settings in force as a settings file, each with where it comes from.

    That is the default, tgclean.toml or pyproject.toml, an environment variable, or an option given here.
    """
    context = click.get_current_context()
    return Job(jobs.show, shown_settings(context), **context.params)


def _show_help(context: click.Context) -> None:
    """Show what a group of commands offers if none of them is asked for."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(2)


def _inputs(paths: tuple[str, ...]) -> tuple[str, ...]:
    if paths:
        return paths
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError("no input: give a PATH, or pipe text in")
    return ("-",)
