"""The command line.  click parses; the work begins when it has returned, so its own error handling never meets ours."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import NoReturn

import click

from tgclean.cli.commands import tgclean
from tgclean.cli.origins import origin_of
from tgclean.errors import InputError, LimitError, OptionError, OutputError, TgcleanError
from tgclean.ui import Voice, forget

EXIT_CODES = {OptionError: 2, InputError: 3, OutputError: 4, LimitError: 5}
EXIT_BUG = 70
_COLLECT_AFTER = 10_000  # objects: nearly all go without the collector, whose looks took 3 % of the time at 700


class _Stopped(BaseException):
    """A signal asked the run to end; it passes every handler of errors on its way to the clean-up."""

    def __init__(self, number: int) -> None:
        self.number = number


def main() -> NoReturn:
    """Runs the program and leaves with the exit code, or by the signal, that is documented for it."""
    gc.set_threshold(_COLLECT_AFTER)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each of numpy's threads takes 30 MB of addresses
    _occupy_closed_streams()
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup asked for that
            signal.signal(number, _stop)
    code, ended_by = _outcome()
    # Only now are the frames of the work gone, and with them its temporary files.
    if ended_by:
        _die(ended_by)
    if "daft" in sys.modules:  # whose threads may crash an interpreter that ends as usual (one of thirty runs did)
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code or 0)
    sys.exit(code)


def _outcome() -> tuple[int | None, int]:
    """Gives the exit code, and the signal that ended the work or 0."""
    try:
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # as `__main__` has set it
            signal.signal(signal.SIGINT, signal.default_int_handler)
        job = _parsed()
        return (job() if callable(job) else job), 0
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 0, 0
    except _Stopped as stopped:
        return None, stopped.number
    except (KeyboardInterrupt, click.Abort):
        _voice().error("interrupted; each file is the old one or the complete new one")
        return None, signal.SIGINT
    except BrokenPipeError:
        return None, signal.SIGPIPE
    except Exception as error:
        code, message = _explained(error)
        if code == EXIT_BUG and _debugging():
            _voice().trace(error)
        try:
            _voice().error(message)
        except (ImportError, MemoryError):  # what says it cannot be loaded
            with contextlib.suppress(OSError):
                os.write(2, b"tgclean: out of memory\n")
        return code, 0


def _occupy_closed_streams() -> None:
    """Keeps the numbers of closed standard streams from going to a file of ours, which they would then write to."""
    while (descriptor := os.open(os.devnull, os.O_RDONLY)) <= 2:  # standard error's
        pass
    os.close(descriptor)


def _parsed() -> Callable[[], int] | int:
    """Gives the job that the command line asks for, or the exit code where it asks for help or the version.

    click would exit 1 when their reader is gone, so meanwhile that signal does what it always does.
    """
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        asked: Callable[[], int] | int = tgclean.main(standalone_mode=False)
    except OSError as error:
        forget(1)
        raise OutputError("standard output", error.strerror or str(error)) from error
    except (KeyError, ValueError) as error:
        if "_TGCLEAN_COMPLETE" not in os.environ:
            raise
        raise click.UsageError("a shell's completion function sets COMP_WORDS and COMP_CWORD") from error
    finally:
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    return asked


def _explained(error: Exception) -> tuple[int, str]:
    """Gives the exit code and the line that says what went wrong."""
    if isinstance(error, click.ClickException):
        if isinstance(error, click.BadParameter) and isinstance(error.param, click.Option) and error.ctx:
            error.param_hint = origin_of(str(error.param.name), error.ctx)
        return 2, f"{error.format_message().rstrip('.')} (see --help)"
    if isinstance(error, MemoryError) or (isinstance(error, ImportError) and "failed to map segment" in str(error)):
        return EXIT_CODES[LimitError], "out of memory"
    if isinstance(error, TgcleanError):
        return next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), str(error)
    return EXIT_BUG, f"a bug in tgclean: {type(error).__name__}: {error} (--debug shows where)"


def _debugging() -> bool:
    return "--debug" in sys.argv or os.environ.get("TGCLEAN_DEBUG", "0").lower() not in (
        "",
        "0",
        "false",
        "f",
        "no",
        "n",
        "off",
    )


def _voice() -> Voice:
    """Gives a voice in the colour that was asked for, also where the command line could not be parsed."""
    asked = os.environ.get("TGCLEAN_COLOR", "auto")
    for word, following in pairwise([*sys.argv, ""]):
        asked = (
            following if word == "--color" else word.removeprefix("--color=") if word.startswith("--color=") else asked
        )
    return Voice(color="always" if asked == "always" else "never" if asked == "never" else "auto")


def _stop(number: int, _: object) -> NoReturn:
    raise _Stopped(number)


def _die(number: int) -> NoReturn:
    """Ends the process by the signal itself, so that a shell sees what happened."""
    forget(1)
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    os._exit(128 + number)
