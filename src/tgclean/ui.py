"""The only door to a person's terminal: progress, warnings, the summary, errors; all of it on standard error.

rich is loaded only when colour, progress or a table is shown.  Whatever came from an input goes through `safe`.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console

    from tgclean.model import Tally

Color = Literal["auto", "always", "never"]

_WARNINGS = {
    "doubled_rows": "{rows} with a passage that stands twice, as one extractor writes pages; --rows page undoes that,"
    " and so does tgclean repair",
    "invalid_utf8": "{posts} with bytes that could not be decoded, now U+FFFD (flag invalid_utf8); such a post is"
    " merged with no other. If that is the wrong encoding, name the right one with --encoding (UTF-8 is the default)",
    "missing_field": "{times} an option names a field (--id-field, --date-field, --channel-field) that no row has",
    "unread_dates": "{rows} with a date that could not be read; it is in extra. Dates are ISO 8601, 28.07.2024 14:05 or"
    " unix time",
    "older_editions": "{posts} replaced by a newer edition of the same message (id, channel and date are the same)",
    "ragged_rows": "{rows} with more or fewer cells than the header row; the last cell holds what was too much",
    "text_field": "read as flat text, so --text-field has no effect; --input-format says what it is",
    "no_boundaries": "no header, repeat, reaction, date, separator or empty line tells posts apart;"
    " each line is one post",
    "lone_surrogate": "{rows} with half of a character; each half became U+FFFD",
}
_LIMITS = {
    "alignment": "in {stretches} of text the search for repeats was too long and was ended; some may be left",
    "candidates": "{posts} looked like more others than were compared; some near-duplicates may be left",
    "few_distinct_lines": "{stretches} of few lines over and over; no repeats were looked for there",
    "hot_bucket": "{times} very many posts shared the same words and only some of them were compared;"
    " some near-duplicates may be left",
    "long_texts": "{posts} longer than a million characters were merged with equal ones only",
    "message_lines": "{times} a message was too long and was cut; what follows a cut is a record of its own",
    "page_message": "{times} a post of a page was too long and was cut; what follows a cut is a record of its own",
    "window": "{times} a post was longer than what is looked at in one piece and was cut; what follows a cut is a"
    " record of its own",
}
_UNKNOWN = "{times}"
_MOST_SOURCES = 5  # that one warning names; a directory may hold thousands

_STYLES = {"error": "red", "warning": "yellow", "number": "cyan"}


@dataclass(frozen=True, slots=True)
class Voice:
    """How to speak: `quiet` says errors only, `progress` whether a terminal is shown one.

    `color` is what the person asked for; who does not know it speaks without.
    """

    quiet: bool = False
    progress: bool = True
    color: Color = "never"

    def error(self, message: str) -> None:
        """Says what went wrong, in one line."""
        from tgclean.safe import safe

        _say(self._painted(f"tgclean: {safe(message)}", "error"))

    def trace(self, error: BaseException) -> None:
        """Says where a bug happened, as Python does."""
        import traceback

        from tgclean.safe import safe

        for line in "".join(traceback.format_exception(error)).splitlines():
            _say(safe(line))

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
        from tgclean.safe import safe

        about: dict[str, list[tuple[str, int]]] = {}
        for source, own in [*tally.inputs.items(), ("", tally)]:
            for code, n in (own.warnings + own.limits).items():
                about.setdefault(code, []).append((source, n))
        for code in sorted(about, key=lambda code: (code in _LIMITS, code)):
            for source, n in about[code][:_MOST_SOURCES]:
                where = f"{safe(source)}: " if source else ""
                self._warn(where + _warning(code, n))
            if (more := len(about[code]) - _MOST_SOURCES) > 0:
                self._warn(f"and {_many(more, 'more input')}: {code}")

    def _warn(self, message: str) -> None:
        _say(self._painted(f"tgclean: warning: {message}", "warning"))

    def summary(self, tally: Tally) -> None:
        """Says what was done: a table on a terminal, one line elsewhere."""
        if self.quiet:
            return
        total = tally.total()
        if total.skipped:
            from tgclean.safe import safe

            named = ", ".join(safe(name) for name in total.skipped[:_MOST_SOURCES])
            more = f" and {len(total.skipped) - _MOST_SOURCES:,} more" if len(total.skipped) > _MOST_SOURCES else ""
            _say(f"tgclean: passed over {_many(len(total.skipped), 'file')} without posts: {named}{more}")
        if self._on_terminal():
            self._table(total, _kinds(tally), _unit(tally))
        else:
            kinds = _kinds(tally)
            line = (
                f"tgclean: {_many(total.records, 'record')} from {_many(total.posts_read - total.empty_posts, 'post')}"
                f" in {_many(total.lines, _unit(tally))}; {_many(total.repeats, 'repeat')} undone,"
                f" {total.exact:,} exact and {_many(total.near, 'near-duplicate')} merged"
                + (f"; {_many(total.empty_posts, 'post')} without text" if total.empty_posts else "")
                + (f"; read as {kinds}" if kinds else "")
            )
            _say(re.sub(r"\d[\d,]*", lambda found: self._painted(found[0], "number"), line))

    def repaired(self, tally: Tally) -> None:
        """Says how many rows were read and repaired, in one line."""
        if not self.quiet:
            _say(f"tgclean: {_many(tally.repeats, 'row')} of {tally.posts_read:,} with a text repaired")

    @contextlib.contextmanager
    def watching(self, tally: Tally, total_bytes: int | None) -> Iterator[None]:
        """Shows on a terminal how much has been read, as long as the block runs."""
        records_there = sys.stdout is not None and sys.stdout.isatty()
        if self.quiet or not self.progress or not self._on_terminal() or records_there:
            yield
            return
        from rich.live import Live
        from rich.text import Text

        def line() -> Text:
            return Text(_so_far(tally, total_bytes))

        with Live(console=self._console(), get_renderable=line, refresh_per_second=5, transient=True):
            yield

    def _on_terminal(self) -> bool:
        return sys.stderr is not None and sys.stderr.isatty()

    def _in_color(self) -> bool:
        """Says whether to colour: what is asked for; by itself on a terminal that can and whose owner does not mind."""
        if self.color != "auto":
            return self.color == "always"
        return self._on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def _painted(self, text: str, what: str) -> str:
        """Gives the text with the codes that colour it, or as it is."""
        if not self._in_color():
            return text
        from rich.color import ColorSystem
        from rich.style import Style

        return Style.parse(_STYLES[what]).render(text, color_system=ColorSystem.STANDARD)

    def _table(self, total: Tally, kinds: str, unit: str) -> None:
        from rich.table import Table

        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(justify="right", style=_STYLES["number"])
        table.add_column()
        for count, what in (
            (total.lines, f"{unit}s read"),
            (total.posts_read - total.empty_posts, "posts recovered"),
            (total.empty_posts, "posts without text"),
            (total.repeats, "repeats undone inside them"),
            (total.exact, "exact duplicates merged"),
            (total.near, "near-duplicates merged"),
            (total.records, "records written"),
        ):
            table.add_row(f"{count:,}", what)
        if kinds:
            table.add_row("", f"read as {kinds}")
        self._console().print(table)

    def _console(self) -> Console:
        from rich.console import Console

        system: Literal["standard"] | None = "standard" if self._in_color() else None
        return Console(stderr=True, markup=False, highlight=False, color_system=system, no_color=system is None)


def _so_far(tally: Tally, total_bytes: int | None) -> str:
    """Gives what has been done, while another thread goes on counting.

    A dict's copy is one step, and only numbers are read of its tallies: `Tally.total` would walk through
    dicts that change meanwhile, which raises.
    """
    from rich.filesize import decimal

    inputs = tally.inputs.copy().values()
    done = sum(own.bytes_in for own in inputs)
    posts = tally.posts_read + sum(own.posts_read for own in inputs)
    share = f" of {decimal(total_bytes)}" if total_bytes and total_bytes >= done else ""
    written = f", {_many(tally.records, 'record')} written" if tally.records else ""
    return f"{decimal(done)}{share} read, {_many(posts, 'post')}{written}"


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


def _warning(code: str, n: int) -> str:
    """Gives a warning in words; the code of a limit comes first, as the documents and the tallies have it."""
    words = {f"{what}s": _many(n, what) for what in ("post", "row", "time")} | {"stretches": _many(n, "stretch", "es")}
    if code in _WARNINGS:
        return _WARNINGS[code].format(**words)
    return f"{code}: {_LIMITS.get(code, _UNKNOWN).format(**words)}"


def _many(count: int, what: str, ending: str = "s") -> str:
    return f"{count:,} {what}{ending * (count != 1)}"


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
