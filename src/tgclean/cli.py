"""The command line.  click parses; the work begins when it has returned, so its own error handling never meets ours."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn, get_args

import click

from tgclean import __version__
from tgclean.errors import InputError, LimitError, OptionError, OutputError, TgcleanError
from tgclean.options import DEFAULT_THRESHOLD, InputFormat, Interface, Keep, Numbers, Options, Scope, Unit
from tgclean.ui import Color, Voice, forget

EXIT_CODES = {OptionError: 2, InputError: 3, OutputError: 4, LimitError: 5}
EXIT_BUG = 70

Job = Callable[[], int]


class _Stopped(BaseException):
    """A signal asked the run to end; it passes every handler of errors on its way to the clean-up."""

    def __init__(self, number: int) -> None:
        self.number = number


def main() -> NoReturn:
    """Runs the program and leaves with the exit code, or by the signal, that is documented for it."""
    _occupy_closed_streams()
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup asked for that
            signal.signal(number, _stop)
    try:
        job = _parsed()
        sys.exit(job() if callable(job) else job)
    except _Stopped as stopped:
        _die(stopped.number)
    except (KeyboardInterrupt, click.Abort):
        Voice().error("interrupted; nothing was written under the output's name")
        _die(signal.SIGINT)
    except BrokenPipeError:
        _die(signal.SIGPIPE)
    except Exception as error:
        code, message = _explained(error)
        if code == EXIT_BUG and _debugging():
            Voice().trace(error)
        Voice().error(message)
        sys.exit(code)


def _occupy_closed_streams() -> None:
    """Keeps the numbers of closed standard streams from going to a file of ours, which they would then write to."""
    while (descriptor := os.open(os.devnull, os.O_RDONLY)) <= 2:  # standard error's
        pass
    os.close(descriptor)


def _parsed() -> Job | int:
    """Gives the job that the command line asks for, or the exit code where it asks for help or the version.

    click would exit 1 when their reader is gone, so meanwhile that signal does what it always does.
    """
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        asked: Job | int = tgclean.main(standalone_mode=False)
    except OSError as error:
        forget(1)
        raise OutputError("standard output", error.strerror or str(error)) from error
    finally:
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    return asked


def _explained(error: Exception) -> tuple[int, str]:
    """Gives the exit code and the line that says what went wrong."""
    if isinstance(error, click.ClickException):
        return 2, f"{error.format_message().rstrip('.')} (see --help)"
    if isinstance(error, MemoryError):
        return EXIT_CODES[LimitError], "out of memory"
    if isinstance(error, TgcleanError):
        return next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), str(error)
    return EXIT_BUG, f"a bug in tgclean: {type(error).__name__}: {error} (--debug shows where)"


def _debugging() -> bool:
    return "--debug" in sys.argv or os.environ.get("TGCLEAN_DEBUG", "0") not in ("", "0")


def _stop(number: int, _: object) -> NoReturn:
    raise _Stopped(number)


def _die(number: int) -> NoReturn:
    """Ends the process by the signal itself, so that a shell sees what happened."""
    forget(1)
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    os._exit(128 + number)


def _option(*names: str, **settings: Any) -> Callable[[Any], Any]:
    """Gives a click option that can also be set by `TGCLEAN_…`."""
    long = next(name for name in names if name.startswith("--")).split("/")[0]
    settings.setdefault("envvar", "TGCLEAN_" + long[2:].upper().replace("-", "_"))
    return click.option(*names, **settings)


def _choice(literal: Any) -> click.Choice[str]:
    return click.Choice(get_args(literal))


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, invoke_without_command=True
)
@click.version_option(__version__, "-V", "--version", message="tgclean %(version)s")
@click.pass_context
def tgclean(context: click.Context) -> None:
    """Clean text that was scraped from Telegram channels.

    Finds the posts in a flat export by their forward headers and by their repeats, writes each
    body once, splits it at its emoji bullets, merges near-duplicate repeats, and writes JSON Lines.

    \b
    tgclean dedupe export.txt > posts.jsonl
    zcat export.txt.gz | tgclean dedupe - | jq -r .text

    Exit codes: 0 done, 2 usage, 3 an input cannot be read, 4 the output cannot be written,
    5 a limit stopped the run, 70 a bug; 130, 141 and 143: ended by a signal.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(2)


@tgclean.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_option(
    "--input-format",
    type=_choice(InputFormat),
    default="auto",
    show_default=True,
    help="What the inputs are; auto tells by content.",
)
@_option(
    "--text-field",
    default="text",
    show_default=True,
    metavar="NAME",
    help="The field of a JSON Lines row that holds the text.",
)
@_option(
    "--unit", type=_choice(Unit), default="post", show_default=True, help="Write one record a post, or one a block."
)
@_option(
    "--scope",
    type=_choice(Scope),
    default="run",
    show_default=True,
    help="Merge across everything given, across each file alone, or only the repeats inside a post.",
)
@_option(
    "-t",
    "--threshold",
    type=float,
    default=DEFAULT_THRESHOLD,
    show_default=True,
    metavar="0-100",
    help="The score at which two long posts are one; shorter ones need more.",
)
@_option("--exact-only", is_flag=True, help="Merge across posts only what is equal.")
@_option(
    "--keep",
    type=_choice(Keep),
    default="fullest",
    show_default=True,
    help="Whose text is written of posts that are merged.",
)
@_option(
    "--numbers",
    type=_choice(Numbers),
    default="strict",
    show_default=True,
    help="strict: short posts, and posts that differ in nothing but figures, are different news when a figure differs.",
)
@_option(
    "--min-chars",
    type=int,
    default=40,
    show_default=True,
    metavar="N",
    help="With --unit block: shorter blocks merge only inside one post.",
)
@_option(
    "--interface",
    type=_choice(Interface),
    default="drop",
    show_default=True,
    help='What to do with lines like "VIEW IN TELEGRAM".',
)
@_option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    help="Where to write; an existing file is replaced, whole. [default: standard output]",
)
@_option("--stream", is_flag=True, help="Write each post at once; its counts are those known by then.")
@_option("--tmp-dir", metavar="DIR", help="Where posts wait for the end of the input. [default: the system's]")
@_option("-q", "--quiet", is_flag=True, help="Nothing on standard error but errors.")
@_option("--no-progress", is_flag=True, help="No progress on a terminal.")
@_option("--color", type=_choice(Color), default="auto", show_default=True, help="Colour on standard error.")
@_option("--debug", is_flag=True, expose_value=False, help="Show where a bug happened.")
def dedupe(paths: tuple[str, ...], output: str, quiet: bool, no_progress: bool, color: Color, **settings: Any) -> Job:
    """Recover the posts of PATH..., merge near-duplicates, write JSON Lines.

    PATH is a flat text export (UTF-8, or UTF-16 with its mark; .gz and .zst are told by content), a
    directory of *.txt exports, JSON Lines with a post a row, or - for standard input.

    A post is found by its forward header ("Forwarded from ...", in 29 languages) and by its repeat:
    extractors write every body twice. Interface lines are left out, the copies of a body become one
    text, and posts that are near-duplicates become one record that names every place it stood.
    """
    options = Options(**settings)
    inputs = paths or _piped_input()
    return partial(_dedupe, inputs, options, output, Voice(quiet, not no_progress, color))


def _piped_input() -> tuple[str, ...]:
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError("no input: give a PATH, or pipe text in")
    return ("-",)


def _dedupe(inputs: tuple[str, ...], options: Options, output: str, voice: Voice) -> int:
    from tgclean.model import Tally
    from tgclean.pipeline import size_of, write
    from tgclean.safe import safe_json

    tally = Tally()
    on_terminal = output == "-" and sys.stdout is not None and sys.stdout.isatty()
    with voice.watching(tally, size_of(inputs)):
        write(inputs, output, options, tally, safe_json if on_terminal else None)
    voice.warnings(tally)
    voice.summary(tally)
    return 0
