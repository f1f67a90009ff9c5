"""The report of a run: takes the records as they are written, and makes the page of them."""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType

from tgclean.errors import InputError, OptionError
from tgclean.lookup import KeptApart
from tgclean.options import Options
from tgclean.pipeline import decode, open_target
from tgclean.report import Findings, Miss, write_report
from tgclean.stats import DecodeError, Stats
from tgclean.stats import decode as decode_stats


class Page:
    """Collects what a page shows; posts wait on disk until it is written, for near misses are looked for then."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._findings = Findings()
        self._apart = None if options.exact_only or options.scope == "post" else KeptApart(options)

    def __enter__(self) -> Page:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._apart:
            self._apart.close()

    def take(self, line: bytes) -> None:
        """Take the next record, as a line."""
        record = decode(line)
        self._findings.add(record)
        if self._apart:
            self._apart.add(line, record)

    def write(self, target: str, stats: Stats | None, title: str) -> None:
        """Write the page.

        Raises: OutputError.
        """
        if stats and stats.records != self._findings.records:
            why = f"is of another run: it counts {stats.records:,} records, and {title} has {self._findings.records:,}"
            raise OptionError("stats", "the file", "", why)
        misses = [Miss(*found) for found in self._apart.found()] if self._apart else None
        with open_target(target) as out:
            write_report(
                out, self._findings, stats=stats, misses=misses, threshold=self._options.threshold, title=title
            )


def options_of(stats: Stats | None, path: str, threshold: float | None, tmp_dir: str | None) -> Options:
    """Return the options of the run that a page is about, as far as its statistics know them.

    Raises: InputError if these are no settings of tgclean.
    """
    known = stats.settings if stats else {}
    try:
        names = ("threshold", "exact_only", "numbers", "scope") if stats else ()
        options = Options(**{name: known[name.replace("_", "-")] for name in names}, tmp_dir=tmp_dir)
        if not isinstance(options.exact_only, bool):
            raise TypeError("exact-only")
    except (KeyError, TypeError, OptionError) as error:
        if not stats:
            raise
        raise InputError(path, f"has settings that are none of tgclean: {error}") from error
    return options if threshold is None else replace(options, threshold=threshold)


def read_stats(path: str) -> Stats:
    """Return the statistics in a file.

    Raises: InputError if it cannot be read or holds none; OptionError if it is standard input.
    """
    if path == "-":
        raise OptionError("stats", path, "a file")
    try:
        with open(path, "rb") as file:
            return decode_stats(file.read())
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error
    except (DecodeError, RecursionError) as error:
        raise InputError(path, f"no statistics of tgclean (--stats-json writes them): {error}") from error
