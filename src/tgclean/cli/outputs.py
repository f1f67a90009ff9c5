"""Where a command writes: what may be written there, what of it a person sees, and what may reach them."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tgclean.errors import OptionError
from tgclean.options import Options

if TYPE_CHECKING:
    from tgclean.model import Tally
    from tgclean.stats import Stats


def check_targets(inputs: tuple[str, ...], options: Options, **targets: str | None) -> None:
    """Check, before anything is read, that what is to be written is no input, is written once, and has a directory.

    Raises: OptionError if a target is an input or another target; OutputError if it cannot be written;
    InputError if an input is missing.
    """
    from tgclean.pipeline import identity_of_target, refuse_inputs, sources

    given = [source.given for source in sources(inputs, keep_going=options.keep_going)]
    seen: dict[object, str] = {}
    for name, target in targets.items():
        if target is None:
            continue
        refuse_inputs(target, given, name)
        identity = identity_of_target(target)
        if identity in seen:
            first = f"--{seen[identity].replace('_', '-')}"
            raise OptionError(name, target, "", f"is where {first} goes, too; name another file")
        if identity is not None:
            seen[identity] = name


def statistics(
    tally: Tally, options: Options, command: list[str], begun: float, *, success: bool = True, **more: object
) -> Stats:
    """Return the statistics of a run that began at `begun`; `more` are settings beside the options."""
    import resource

    from tgclean.stats import Machine, stats_of

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    machine = Machine(command, round(time.monotonic() - begun, 3), peak)
    return stats_of(tally, options, machine, success=success, **more)


def write_statistics(target: str | None, stats: Stats) -> None:
    """Write statistics to a file, if one is named."""
    from tgclean.pipeline import emit
    from tgclean.stats import encode

    if target is not None:
        lines = encode(stats).splitlines(keepends=True)
        # Names of files drive neither a terminal nor, from `check` in its log, a CI runner.
        emit(map(harmless_json, lines) if target == "-" or is_terminal(target) else lines, target)


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def is_terminal(output: str) -> bool:
    """Return whether an output is shown to a person, under whatever name: -, /dev/stdout, /dev/tty."""
    if output == "-":
        return _on_terminal()
    try:
        is_device = stat.S_ISCHR(os.stat(output).st_mode)
    except OSError:  # there is none, or opening it will say what is wrong
        return False
    if not is_device:
        return False
    try:
        descriptor = os.open(output, os.O_WRONLY | os.O_NOCTTY)
    except OSError:
        return True  # a device of another user, perhaps the terminal itself: harmless lines mean the same
    try:
        return os.isatty(descriptor)
    finally:
        os.close(descriptor)


def print_lines(lines: Iterable[bytes]) -> None:
    """Write lines to standard output; to a terminal, in a form that does not drive it."""
    from tgclean.pipeline import emit

    emit(map(harmless, lines) if _on_terminal() else lines, "-")


def harmless(line: bytes) -> bytes:
    """Return lines of text as a terminal may show them."""
    from tgclean.safe import safe

    parts = line.decode("utf-8", "replace").split("\n")
    return "\n".join(map(safe, parts)).encode()


def harmless_row(line: bytes) -> bytes:
    """Return a row of a table as a terminal may show it."""
    return harmless(line.removesuffix(b"\r\n") + b"\n")


def harmless_json(line: bytes) -> bytes:
    """Return a line of JSON that means the same, as a terminal may show it."""
    from tgclean.safe import safe_json

    return safe_json(line)
