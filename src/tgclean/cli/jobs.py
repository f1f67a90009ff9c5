"""The work of each command: it hands the options to the library, and what comes back to the streams."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tgclean.cli.outputs import (
    check_targets,
    harmless,
    harmless_json,
    harmless_row,
    is_terminal,
    print_lines,
    statistics,
    write_statistics,
)
from tgclean.errors import OptionError, TgcleanError
from tgclean.notices import many
from tgclean.options import Options
from tgclean.ui import Color, Voice

if TYPE_CHECKING:
    from tgclean.cli.engine import Engine
    from tgclean.cli.page import Page
    from tgclean.model import Tally
    from tgclean.pipeline import To
    from tgclean.proof import Recorder

_FOUND, _UNREAD = 1, 3  # exit codes; the second is that of InputError
Paths = tuple[str, ...]


def dedupe(
    inputs: Paths, output: str, to: To | None, report: str | None, ledger: str | None, stats_json: str | None,
    index: str | None, known: str, engine: str, engine_address: str,
    quiet: bool, no_progress: bool, color: Color, command: list[str], **settings: Any,
) -> int:  # fmt: skip
    """Write the records, and the report, the ledger and the statistics if they are asked for."""
    from tgclean.model import Tally
    from tgclean.pipeline import format_of, opened, size_of, write
    from tgclean.stats import settings_of

    options, voice, begun = Options(**settings), Voice(quiet, not no_progress, color), time.monotonic()
    if engine != "local":
        check_targets(inputs, options, stats_json=stats_json)
        unfit: dict[str, object] = {"index": index, "report": report, "ledger": ledger, "known": known != "drop"}
        tally = _engine(engine, engine_address, output, unfit, stats_json).dedupe(inputs, to, options)
        write_statistics(stats_json, statistics(tally, options, command, begun))
        return _told(voice, tally)
    if engine_address:
        raise OptionError("engine_address", engine_address, "", "is for --engine daft")
    _check_besides(report, ledger, options, index, format_of(output, to)[0])
    journal = f"{index}-journal" if index else None
    targets = {"output": output, "report": report, "ledger": ledger, "stats_json": stats_json}
    check_targets(inputs, options, **targets, index=index, journal=journal)
    shown: Callable[[bytes], bytes] = bytes
    if is_terminal(output):
        form, packed = format_of(output, to)
        if form == "parquet" or packed:
            raise click.UsageError("a terminal shows no binary output; name a file with -o, or pipe it")
        shown = {"jsonl": harmless_json, "csv": harmless_row}.get(form, harmless)
    tally = Tally()
    page, recorder = _page(options) if report else None, _recorder(options, ledger) if ledger else None
    taps: list[Callable[[bytes], None]] = [one.take for one in (page, recorder) if one]
    with opened(index, options) as held, page or contextlib.nullcontext():
        watching = voice.watching(tally, size_of(inputs), beside=is_terminal(output))
        with recorder or contextlib.nullcontext(), watching:
            given = recorder.sources(inputs, tally) if recorder else inputs
            finish = partial(recorder.finish, settings_of(options), tally) if recorder else None
            write(given, output, options, tally, shown, to, _all(taps), held, known=known == "write", finish=finish)
        stats = statistics(tally, options, command, begun)
        if page and report:
            page.write(report, stats, _named(inputs))
        write_statistics(stats_json, stats)
        if held:  # last, so that a run of which something is missing can be done again
            held.commit()
    code = _told(voice, tally)
    if recorder:
        voice.done(f"wrote {ledger}: {recorder.size:,} bytes account for the {stats.bytes_in:,} bytes that were read")
    return code


def _named(inputs: Paths) -> str:
    return inputs[0] if len(inputs) == 1 else many(len(inputs), "input")


def _check_besides(report: str | None, ledger: str | None, options: Options, index: str | None, to: To) -> None:
    """Check that a page can be made, and that a ledger can: it needs records that name all places, in JSON Lines.

    Raises: OptionError, click.UsageError.
    """
    for name, file, wrong, why in (
        ("report", report, options.stream, "needs complete counts, and --stream does not wait for them"),
        ("ledger", ledger, options.stream, "needs the places of all copies, and --stream does not wait for them"),
        ("ledger", ledger, options.keep_going, "does not go with --keep-going: what cannot be read proves nothing"),
        ("ledger", ledger, index is not None, "does not go with --index, whose earlier records it would need"),
        ("ledger", ledger, to != "jsonl", "needs the records as JSON Lines"),
    ):
        if file and wrong:
            raise OptionError(name, file, "", why)
    if report and is_terminal(report):
        raise click.UsageError("a page is not for a terminal; name a file, such as --report report.html")
    if ledger and is_terminal(ledger):
        raise click.UsageError("a ledger is not for a terminal; name a file, such as --ledger posts.ledger")


def _recorder(options: Options, ledger: str) -> Recorder:
    from tgclean.proof import Recorder

    return Recorder(options, ledger)


def _all(taps: list[Callable[[bytes], None]]) -> Callable[[bytes], None] | None:
    def tell(line: bytes) -> None:
        for tap in taps:
            tap(line)

    return tell if len(taps) > 1 else taps[0] if taps else None


def _told(voice: Voice, tally: Tally) -> int:
    """Say what was done, and return the exit code."""
    voice.warnings(tally)
    failed = voice.failures(tally)
    voice.summary(tally)
    return _UNREAD if failed else 0


def check(
    inputs: Paths, max_dup: float, output_format: str, stats_json: str | None,
    quiet: bool, no_progress: bool, color: Color, command: list[str], **settings: Any,
) -> int:  # fmt: skip
    """Print what repeats; write no record."""
    from tgclean.cli.findings import Findings, annotation
    from tgclean.model import Tally
    from tgclean.pipeline import records, size_of

    options, voice, begun = Options(**settings), Voice(quiet, not no_progress, color), time.monotonic()
    check_targets(inputs, options, output="-", stats_json=stats_json)
    tally, findings = Tally(), Findings()
    try:
        with voice.watching(tally, size_of(inputs)):
            for record in records(inputs, options, tally):
                findings.add(record)
    except TgcleanError as error:
        if output_format == "github":
            print_lines([annotation(str(error))])
        raise
    # Not the share as it is shown, for little of much may be rounded to nothing.
    too_much = statistics(tally, options, command, begun).stretches.share > max_dup
    stats = statistics(tally, options, command, begun, success=not too_much, max_dup=max_dup)
    if output_format == "json":
        write_statistics("-", stats)
    else:
        print_lines(findings.lines(stats, max_dup, github=output_format == "github"))
    write_statistics(stats_json, stats)
    voice.warnings(tally)
    return _UNREAD if voice.failures(tally) else _FOUND if too_much else 0


def report(
    records: str, output: str, stats: str | None, threshold: float | None, tmp_dir: str | None,
    quiet: bool, no_progress: bool, color: Color,
) -> int:  # fmt: skip
    """Write the page of records that were written before."""
    from tgclean.cli.page import options_of, read_stats
    from tgclean.lookup import records_in
    from tgclean.pipeline import sources

    known = read_stats(stats) if stats else None
    options = options_of(known, stats or "", threshold, tmp_dir)
    check_targets(tuple(filter(None, (records, stats))), options, output=output)
    if is_terminal(output):
        raise click.UsageError("a page is not for a terminal; name a file with -o, such as -o report.html")
    with _page(options) as page:
        (source, *more) = sources([records])
        if more:
            raise OptionError("records", records, "", "is a directory; name one output of tgclean")
        for line, _ in records_in(source):
            page.take(line)
        page.write(output, known, records)
    if output != "-":
        Voice(quiet, not no_progress, color).done(f"wrote {output}")
    return 0


def repair(
    inputs: Paths, output: str, engine: str, engine_address: str, quiet: bool, no_progress: bool, color: Color,
    **settings: Any,
) -> int:  # fmt: skip
    """Write the rows, repaired."""
    from tgclean.model import Tally
    from tgclean.pipeline import size_of
    from tgclean.repair import repair as repaired

    options, voice = Options(**{"interface": "keep", **settings}), Voice(quiet, not no_progress, color)
    if options.input_format not in ("auto", "jsonl", "csv", "parquet"):
        raise OptionError("input_format", options.input_format, "one of auto, jsonl, csv, parquet")
    if engine != "local":
        voice.repaired(_engine(engine, engine_address, output, {}, None).repair(inputs, options))
        return 0
    if engine_address:
        raise OptionError("engine_address", engine_address, "", "is for --engine daft")
    if is_terminal(output):
        raise click.UsageError("repair writes rows as they stand, which may drive a terminal; name a file with -o")
    tally = Tally()
    with voice.watching(tally, size_of(inputs)):
        repaired(inputs, output, options, tally)
    voice.warnings(tally)
    voice.repaired(tally)
    return 0


def diff(inputs: Paths, **settings: Any) -> int:
    """Print the difference."""
    from tgclean.diff import diff as difference
    from tgclean.pipeline import refuse_inputs, sources

    options = Options(**settings)
    refuse_inputs("-", [source.given for source in sources(inputs)])
    lines = difference(inputs, options)
    first = next(lines, None)
    if first is None:
        return 0
    print_lines([first])
    print_lines(lines)
    return _FOUND


def explain(a: str, b: str, output: str | None, **settings: Any) -> int:
    """Print why two posts were merged or not."""
    from tgclean.explain import explain_places, explain_records
    from tgclean.safe import safe

    options = Options(**settings)
    lines = explain_records(a, b, output, options) if output is not None else explain_places(a, b, options)
    print_lines(f"{safe(line)}\n".encode() for line in lines)
    return 0


def index_info(file: str) -> int:
    """Print what an index holds."""
    from tgclean.indexed import information
    from tgclean.safe import safe

    print_lines(f"{safe(f'{name:<12}{value}')}\n".encode() for name, value in information(file))
    return 0


def index_forget(file: str, before: str, quiet: bool, no_progress: bool, color: Color) -> int:
    """Let an index forget what is old."""
    from datetime import date

    from tgclean.indexed import forget_before

    try:
        day = date.fromisoformat(before)
    except ValueError as error:
        raise OptionError("before", before, "a day, such as 2024-01-31") from error
    forgotten, left = forget_before(file, day)
    Voice(quiet, not no_progress, color).done(f"forgot {many(forgotten, 'post')} of {forgotten + left:,}")
    return 0


def schema(what: str) -> int:
    """Print a JSON Schema."""
    from tgclean.schema import schema_of

    print_lines([schema_of(what)])
    return 0


def show(lines: list[str], **settings: Any) -> int:
    """Print settings, if a run would take them."""
    from dataclasses import fields

    Options(**{field.name: settings[field.name] for field in fields(Options)})
    print_lines(f"{line}\n".encode() for line in lines)
    return 0


def _engine(name: str, address: str, output: str, unfit: dict[str, object], stats_json: str | None) -> Engine:
    from tgclean.cli.engine import Engine

    if stats_json and Path(output) in Path(stats_json).parents:
        raise OptionError("stats_json", stats_json, "", "is in the directory of --output; name another file")
    return Engine(name, address, output, unfit)


def _page(options: Options) -> Page:
    from importlib.util import find_spec

    if find_spec("jinja2") is None:
        raise OptionError("report", "a page", "", "needs jinja2: pip install 'tgclean[report]'")
    from tgclean.cli.page import Page

    return Page(options)
