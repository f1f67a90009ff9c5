"""What a run says to a person: warnings, the summary, errors.

rich is loaded only when colour, progress or a table is shown.  Whatever is said goes through `safe`.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING, Literal

from tgclean.notices import CUTS, LIMITS, many, sentence_of
from tgclean.safe import safe

if TYPE_CHECKING:
    from rich.console import Console

    from tgclean.model import Tally

Color = Literal["auto", "always", "never"]

_MOST_SOURCES = 5  # that one warning names; a directory may hold thousands

_MOST_LINES = 3  # of a warning that are named
_LEAST_WIDTH = 30  # columns, below which lines are broken by the terminal and not by us
_STYLES = {"error": "red", "warning": "yellow", "number": "cyan"}


@dataclass(frozen=True, slots=True)
class Voice:
    """How to speak: `quiet` says errors only, `progress` whether a terminal is shown one.

    `color` is what the person asked for; where that is not known there is none.
    """

    quiet: bool = False
    progress: bool = True
    color: Color = "never"

    def error(self, message: str) -> None:
        """Says what went wrong, in one line."""
        self._say(f"tgclean: {message}", "error")

    def trace(self, error: BaseException) -> None:
        """Says where a bug happened, as Python does."""
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            self._say(f"| {line}")  # which may begin like a command of a CI runner

    def failures(self, tally: Tally) -> int:
        """Says which inputs were not read to their end, and returns how many."""
        failed = [own.failed for own in tally.inputs.values() if own.failed]
        for what in failed:
            self.error(what)
        return len(failed)

    def warnings(self, tally: Tally) -> None:
        """Says each warning with its count for the first sources that it is about, and how many more there are."""
        if self.quiet:
            return
        about: dict[str, list[tuple[str, int, list[int]]]] = {}
        for source, own in [*tally.inputs.items(), ("", tally)]:
            for code, n in (own.warnings + own.limits).items():
                if code not in LIMITS:
                    about.setdefault(code, []).append((source, n, own.places.get(code, [])))
        for code in sorted(about, key=lambda code: (code in CUTS, code)):
            for source, n, lines in about[code][:_MOST_SOURCES]:
                where = source + "".join(f":{line}" for line in lines[:1] if n == 1)
                told = sentence_of(code, n) + (f" ({_lines(lines, n)})" if n > 1 and lines else "")
                self.warn(f"{where}: {told}" if where else told)
            if (more := len(about[code]) - _MOST_SOURCES) > 0:
                self.warn(f"{many(more, 'more input')} with the same: {code}")

    def warn(self, message: str) -> None:
        """Say what is odd, in a line."""
        self._say(f"tgclean: warning: {message}", "warning")

    def summary(self, tally: Tally) -> None:
        """Say what was read, merged and left: a table on a terminal, one line elsewhere."""
        if self.quiet:
            return
        total = tally.total()
        if total.skipped:
            named = ", ".join(total.skipped[:_MOST_SOURCES])
            more = f" and {len(total.skipped) - _MOST_SOURCES:,} more" if len(total.skipped) > _MOST_SOURCES else ""
            self._say(f"tgclean: passed over {many(len(total.skipped), 'file')} without posts: {named}{more}")
        if self._on_terminal():
            self._table(tally, total)
        else:
            kinds = _kinds(tally)
            line = (
                f"tgclean: {many(total.records, 'record')} from {many(total.posts_read - total.empty_posts, 'post')}"
                f" in {many(total.lines, _unit(tally))}; {many(total.repeats, 'repeat')} undone,"
                f" {total.exact:,} exact and {many(total.near, 'near-duplicate')} merged"
                + (f"; {many(total.empty_posts, 'post')} without text" if total.empty_posts else "")
                + (f"; {many(total.known, 'post')} in the index before" if total.known else "")
                + (f"; {many(total.revised, 'record')} revised" if total.revised else "")
                + (f"; read as {kinds}" if kinds else "")
            )
            self._say(line, "number")

    def done(self, what: str) -> None:
        """Say in a line what was done."""
        if not self.quiet:
            self._say(f"tgclean: {what}")

    def repaired(self, tally: Tally) -> None:
        """Says how many rows were read and repaired, in one line."""
        if not self.quiet:
            self._say(f"tgclean: {many(tally.repeats, 'row')} of {tally.posts_read:,} with a text repaired")

    @contextlib.contextmanager
    def watching(self, tally: Tally, total_bytes: int | None, *, beside: bool = False) -> Iterator[None]:
        """Show on a terminal how far the work is, as long as the block runs; not `beside` records on the same one."""
        is_dumb = os.environ.get("TERM", "") in ("", "dumb", "unknown")  # cannot take a line back
        if self.quiet or not self.progress or not self._on_terminal() or beside or is_dumb:
            yield
            return
        from rich.live import Live

        from tgclean.ui.progress import Bar

        bar = Bar(tally, total_bytes, self._console().width)
        with Live(console=self._console(), get_renderable=bar.now, refresh_per_second=5, transient=True):
            yield

    def _on_terminal(self) -> bool:
        return sys.stderr is not None and sys.stderr.isatty()

    def _in_color(self) -> bool:
        """Says whether to colour: what is asked for; by itself on a terminal that can and whose owner does not mind."""
        if self.color != "auto":
            return self.color == "always"
        return self._on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def _say(self, line: str, what: str = "") -> None:
        """Write a line to standard error, made harmless and then coloured as what it is; of a number, the figures."""
        line = safe(line)
        if what and self._in_color():
            from rich.color import ColorSystem
            from rich.style import Style

            style = Style.parse(_STYLES[what])
            pattern = r"\d[\d,.]*" if what == "number" else r".+"
            line = re.sub(pattern, lambda found: style.render(found[0], color_system=ColorSystem.STANDARD), line)
        _write(line)

    def _table(self, tally: Tally, total: Tally) -> None:
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(justify="right")
        table.add_column(overflow="fold")
        for what, told in _answers(tally, total):
            cell = Text(safe(told))
            cell.highlight_regex(r"(?<![\w.:/-])\d[\d,.]*\d|(?<![\w.:/-])\d", _STYLES["number"])
            table.add_row(Text(what), cell)
        console = self._console()
        console.print(table)
        if tally.least and not any(place.startswith("-:") for place in tally.least[1:]):
            _, leader, copy = tally.least
            console.print(Text(safe(f"tgclean explain {quote(leader)} {quote(copy)}")), soft_wrap=True)

    def _console(self) -> Console:
        from rich.console import Console

        system: Literal["standard"] | None = "standard" if self._in_color() else None
        console = Console(stderr=True, markup=False, highlight=False, color_system=system, no_color=system is None)
        if console.width < _LEAST_WIDTH:
            console.width = _LEAST_WIDTH
        return console


def _answers(tally: Tally, total: Tally) -> Iterator[tuple[str, str]]:
    """Yield what the summary says: the question in a word, and its answer."""
    from rich.filesize import decimal

    of = f"{many(len(tally.inputs), 'input')}, " if len(tally.inputs) > 1 else ""
    yield "read", f"{of}{decimal(total.bytes_in)}, {many(total.lines, _unit(tally))}"
    if kinds := _kinds(tally):
        yield "taken for", kinds
    empty = f", and {total.empty_posts:,} without text" if total.empty_posts else ""
    yield "found", f"{many(total.posts_read - total.empty_posts, 'post')}{empty}"
    yield "undone", f"{many(total.repeats, 'repeat')} inside posts"
    yield "merged", f"{many(total.exact, 'exact duplicate')}, {many(total.near, 'near-duplicate')}"
    if total.known:
        yield "known", f"{many(total.known, 'post')}, from earlier runs"
    revised = f", {total.revised:,} of them given otherwise before" if total.revised else ""
    yield "left", f"{many(total.records, 'record')}{revised}"
    for about in _worth_a_look(tally, total):
        yield "look at", about


def _worth_a_look(tally: Tally, total: Tally) -> Iterator[str]:
    """Yield what a person should look at: where something was odd, and the least alike of what was merged."""
    odd = sum(n for code, n in (total.warnings + total.limits).items() if code not in LIMITS)
    if odd:
        yield "the warnings above"
    if any(own.failed for own in tally.inputs.values()):
        yield "the inputs above that could not be read"
    if tally.least:
        yield f"the least alike that were merged, score {tally.least[0]:.1f}:"


def _lines(lines: list[int], count: int) -> str:
    """Return where a warning is.

    >>> _lines([3, 7, 8, 9], 12), _lines([3, 7], 2)
    ('at 3, 7, 8 …', 'at 3, 7')
    """
    return "at " + ", ".join(f"{line}" for line in lines[:_MOST_LINES]) + " …" * (count > len(lines[:_MOST_LINES]))


def _kinds(tally: Tally) -> str:
    """Gives what the inputs were taken for, each kind once, with the number of its inputs if there are several."""
    kinds: dict[str, int] = {}
    for own in tally.inputs.values():
        if own.format and not own.failed:
            kinds[own.format] = kinds.get(own.format, 0) + 1
    return ", ".join(f"{kind} ({n:,})" if len(tally.inputs) > 1 else kind for kind, n in kinds.items())


def _unit(tally: Tally) -> str:
    """Gives what the inputs were counted in: messages where all of them are documents, rows of columns, else lines."""
    kinds = {own.format for own in tally.inputs.values() if own.format}
    if kinds and all(kind == "JSON" or kind.startswith("HTML") for kind in kinds):
        return "message"
    return "row" if kinds == {"Parquet or Arrow"} else "line"


def _write(line: str) -> None:
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
