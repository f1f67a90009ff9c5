"""The commands: what each takes, and the work it hands to the library."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from tgclean import __version__
from tgclean.cli.options import (
    DEBUGGING,
    JUDGING,
    MERGING,
    READING,
    REPAIRING,
    SHAPING,
    SPEAKING,
    UNITS,
    WAITING,
    WRITING,
    option,
    options_of,
    with_options,
)
from tgclean.options import Options
from tgclean.ui import Color, Voice

if TYPE_CHECKING:
    from tgclean.pipeline import To

_EXIT_UNREAD = 3  # as of InputError
Job = Callable[[], int]
"""What a command does once its options are read; gives the exit code."""

_PATHS = click.argument("paths", nargs=-1, metavar="[PATH]...")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, invoke_without_command=True
)
@click.version_option(__version__, "-V", "--version", message="tgclean %(version)s")
@click.pass_context
def tgclean(context: click.Context) -> None:
    """Clean text that was scraped from Telegram channels.

    Reads flat text, exports of Telegram Desktop, pages of t.me, JSON, CSV and Parquet. Recovers the posts by
    their forward headers and their repeats, writes each body once, merges near-duplicates, and writes JSON
    Lines, CSV, text or Parquet.

    \b
    tgclean dedupe export.txt > posts.jsonl
    zcat export.txt.gz | tgclean dedupe - | jq -r .text

    Exit codes: 0 done, 1 diff found a difference, 2 usage, 3 an input cannot be read, 4 the output cannot be written,
    5 a limit stopped the run, 70 a bug; 129, 130, 141 and 143: ended by a signal.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(2)


@tgclean.command(short_help="Recover the posts, merge near-duplicates, write JSON Lines.")
@_PATHS
@with_options(READING, UNITS, MERGING, SHAPING, WRITING, WAITING, SPEAKING, DEBUGGING)
def dedupe(
    paths: tuple[str, ...], output: str, to: To | None, quiet: bool, no_progress: bool, color: Color, **settings: Any
) -> Job:
    """Recover the posts of PATH..., merge near-duplicates, write JSON Lines, CSV, text or Parquet.

    PATH is a file, - for standard input, or a directory of files. The format is detected from the content: flat
    text in UTF-8 (or with a byte-order mark, or as --encoding says), an export of Telegram Desktop (result.json,
    messages.html), pages of t.me, JSON, JSON Lines, CSV, Parquet; each may be compressed (.gz, .zst).

    A post is found by its forward header ("Forwarded from ...", in 29 languages) and by its repeat:
    one widely used extractor writes every body twice. Interface lines are left out, the copies of a body
    become one text, and posts that are near-duplicates become one record that names every place where they stood.
    """
    options = options_of(settings)
    voice = Voice(quiet, not no_progress, color)
    return partial(_dedupe, paths or _piped_input(), options, output, to, voice)


@tgclean.command()
@_PATHS
@with_options(REPAIRING, WAITING, SPEAKING, DEBUGGING)
def repair(paths: tuple[str, ...], output: str, quiet: bool, no_progress: bool, color: Color, **settings: Any) -> Job:
    """Undo doubled passages in the texts of rows; rows and columns stay as they are.

    PATH is JSON Lines, CSV or Parquet, as web-crawl corpora are; some extractors write the text of a page twice,
    below its first line. Nothing is merged across rows, and a text that is not doubled comes back byte for byte.
    """
    options = options_of({"interface": "keep", **settings})
    return partial(_repair, paths or _piped_input(), options, output, Voice(quiet, not no_progress, color))


@tgclean.command()
@_PATHS
@with_options(READING, MERGING, SHAPING, WAITING, DEBUGGING)
def diff(paths: tuple[str, ...], **settings: Any) -> Job:
    """Show what dedupe takes out of PATH..., flat text, as a unified diff.

    The diff leads from the input to its cleaned text: the posts that are kept, one empty line between
    them. `patch` applies it. Exits 1 when there is any difference, 0 when there is none.
    """
    return partial(_diff, paths or _piped_input(), options_of(settings))


@tgclean.command()
@click.argument("a")
@click.argument("b")
@option("--in", "output", metavar="OUT.jsonl", help="A and B are ids of records in this output, or their first digits.")
@with_options(READING, JUDGING, SHAPING, DEBUGGING)
def explain(a: str, b: str, output: str | None, **settings: Any) -> Job:
    """Say why two posts were merged or were not.

    A and B are FILE:LINE, a line of an input; with --in, ids of records. The first line begins
    "repeat:" when one post holds both, "merged:" or "distinct:"; below it stand the copies, the score,
    the threshold and the words that differ.
    """
    return partial(_explain, a, b, output, options_of(settings))


def _piped_input() -> tuple[str, ...]:
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError("no input: give a PATH, or pipe text in")
    return ("-",)


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _is_terminal(output: str) -> bool:
    """Says whether an output is shown to a person, under whatever name: -, /dev/stdout, /dev/tty."""
    if output == "-":
        return _on_terminal()
    try:
        if not stat.S_ISCHR(os.stat(output).st_mode):
            return False
        descriptor = os.open(output, os.O_WRONLY | os.O_NOCTTY)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # a device of another user, perhaps the terminal itself: harmless lines mean the same
    try:
        return os.isatty(descriptor)
    finally:
        os.close(descriptor)


def _dedupe(inputs: tuple[str, ...], options: Options, output: str, to: To | None, voice: Voice) -> int:
    from tgclean.model import Tally
    from tgclean.pipeline import format_of, size_of, write
    from tgclean.safe import safe_json

    shown: Callable[[bytes], bytes] = bytes
    if _is_terminal(output):
        form, packed = format_of(output, to)
        if form == "parquet" or packed:
            raise click.UsageError("a terminal shows no binary output; name a file with -o, or pipe it")
        shown = safe_json if form == "jsonl" else _harmless
    tally = Tally()
    with voice.watching(tally, size_of(inputs)):
        write(inputs, output, options, tally, shown, to)
    voice.warnings(tally)
    failed = voice.failures(tally)
    voice.summary(tally)
    return _EXIT_UNREAD if failed else 0


def _repair(inputs: tuple[str, ...], options: Options, output: str, voice: Voice) -> int:
    from tgclean.model import Tally
    from tgclean.pipeline import size_of
    from tgclean.repair import repair

    if _is_terminal(output):
        raise click.UsageError("repair writes rows as they stand, which may drive a terminal; name a file with -o")
    tally = Tally()
    with voice.watching(tally, size_of(inputs)):
        repair(inputs, output, options, tally)
    voice.repaired(tally)
    return 0


def _diff(inputs: tuple[str, ...], options: Options) -> int:
    from tgclean.diff import diff as difference
    from tgclean.pipeline import refuse_inputs, sources

    refuse_inputs("-", [source.given for source in sources(inputs)])
    lines = difference(inputs, options)
    first = next(lines, None)
    if first is None:
        return 0
    _print([first])
    _print(lines)
    return 1


def _explain(a: str, b: str, output: str | None, options: Options) -> int:
    from tgclean.explain import explain_places, explain_records
    from tgclean.safe import safe

    lines = explain_records(a, b, output, options) if output is not None else explain_places(a, b, options)
    _print(f"{safe(line)}\n".encode() for line in lines)
    return 0


def _print(lines: Iterable[bytes]) -> None:
    """Writes lines to standard output; to a terminal, in a form that does not drive it."""
    from tgclean.pipeline import emit

    emit(map(_harmless, lines) if _on_terminal() else lines, "-")


def _harmless(line: bytes) -> bytes:
    from tgclean.safe import safe

    parts = line.decode("utf-8", "replace").split("\n")
    return "\n".join(map(safe, parts)).encode()
