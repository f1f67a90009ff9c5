"""The only door to a person's terminal: progress, warnings, the summary, errors; all of it on standard error.

rich is loaded only for a terminal.  Whatever came from an input goes through `safe`.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console

    from tgclean.model import Tally

Color = Literal["auto", "always", "never"]

_WARNINGS = {
    "invalid_utf8": "{n} posts with bytes that are no UTF-8; each became U+FFFD, flag invalid_utf8",
    "no_boundaries": "no header, repeat, interface line, date or empty line tells posts apart; all of it is one post",
    "lone_surrogate": "{n} rows with half of a character; each half became U+FFFD",
    "truncated": "{n} posts cut off in the middle of a character",
}
_LIMITS = "limit {code} bit {n} times; the result is whole, some repeats may not have been found"


@dataclass(frozen=True, slots=True)
class Voice:
    """How to speak: `quiet` says errors only, `progress` whether a terminal is shown one."""

    quiet: bool = False
    progress: bool = True
    color: Color = "auto"

    def error(self, message: str) -> None:
        """Says what went wrong, in one line."""
        from tgclean.safe import safe

        _say(f"tgclean: {safe(message)}")

    def trace(self, error: BaseException) -> None:
        """Says where a bug happened, as Python does."""
        import traceback

        from tgclean.safe import safe

        for line in "".join(traceback.format_exception(error)).splitlines():
            _say(safe(line))

    def warnings(self, tally: Tally) -> None:
        """Says each warning once a source, with its count."""
        if self.quiet:
            return
        from tgclean.safe import safe

        for source, own in [*tally.inputs.items(), ("", tally)]:
            where = f"{safe(source)}: " if source else ""
            for code, n in sorted((+own.warnings).items()):
                _say(f"tgclean: warning: {where}{_WARNINGS.get(code, '{n} times ' + code).format(n=n)}")
            for code, n in sorted((+own.limits).items()):
                _say(f"tgclean: warning: {where}{_LIMITS.format(code=code, n=n)}")

    def summary(self, tally: Tally) -> None:
        """Says what was done: a table on a terminal, one line elsewhere."""
        if self.quiet:
            return
        total = tally.total()
        if self._on_terminal():
            self._table(total)
        else:
            _say(
                f"tgclean: {_many(total.records, 'record')} from {_many(total.posts_read - total.empty_posts, 'post')}"
                f" in {_many(total.lines, 'line')}; {_many(total.repeats, 'repeat')} undone,"
                f" {total.exact:,} exact and {_many(total.near, 'near-duplicate')} merged"
                + (f"; {_many(total.empty_posts, 'header')} without text" if total.empty_posts else "")
            )

    @contextlib.contextmanager
    def watching(self, tally: Tally, total_bytes: int | None) -> Iterator[None]:
        """Shows on a terminal how much has been read, as long as the block runs."""
        records_there = sys.stdout is not None and sys.stdout.isatty()
        if self.quiet or not self.progress or not self._on_terminal() or records_there:
            yield
            return
        from rich.filesize import decimal
        from rich.live import Live
        from rich.text import Text

        def line() -> Text:
            done = sum(own.bytes_in for own in tally.inputs.values())
            share = f" of {decimal(total_bytes)}" if total_bytes and total_bytes >= done else ""
            written = f", {tally.records:,} records written" if tally.records else ""
            return Text(f"{decimal(done)}{share} read, {tally.total().posts_read:,} posts{written}")

        with Live(console=self._console(), get_renderable=line, refresh_per_second=5, transient=True):
            yield

    def _on_terminal(self) -> bool:
        return sys.stderr is not None and sys.stderr.isatty()

    def _table(self, total: Tally) -> None:
        from rich.table import Table

        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(justify="right", style="bold")
        table.add_column()
        for count, what in (
            (total.lines, "lines read"),
            (total.posts_read - total.empty_posts, "posts or blocks recovered"),
            (total.empty_posts, "headers without text"),
            (total.repeats, "repeats undone inside them"),
            (total.exact, "exact duplicates merged"),
            (total.near, "near-duplicates merged"),
            (total.records, "records written"),
        ):
            table.add_row(f"{count:,}", what)
        self._console().print(table)

    def _console(self) -> Console:
        from rich.console import Console

        forced = {"auto": None, "always": True, "never": None}[self.color]
        return Console(
            stderr=True, markup=False, highlight=False, force_terminal=forced, no_color=self.color == "never" or None
        )


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def _say(line: str) -> None:
    """Writes a line to standard error; a reader that is gone is no reason to fail."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    try:
        sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        forget(2)


def forget(descriptor: int) -> None:
    """Lets what is still buffered for a standard stream go nowhere, instead of failing again when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
