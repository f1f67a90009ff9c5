"""The statistics of a run, schema `tgclean-stats/1`: what `--stats-json` writes and a report shows."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from tgclean.model import Tally
from tgclean.options import Options
from tgclean.version import __version__

SCHEMA: Literal["tgclean-stats/1"] = "tgclean-stats/1"
DecodeError = msgspec.DecodeError

_OF_THE_MACHINE = {"tmp_dir"}  # settings that do not change what is written


Count = Annotated[int, Meta(ge=0, le=(1 << 63) - 1)]


class Found(msgspec.Struct, frozen=True):
    """A warning about an input: its code, how often, and the first lines (rows, messages) where they are known."""

    code: str
    count: Count
    lines: list[int]


class Stretches(msgspec.Struct, frozen=True):
    """Bytes by what became of them; together they are the whole input.

    Where posts have no bytes of their own (JSON, HTML, Parquet, and rows that are no post each) they are those of the
    texts.
    """

    kept: Count
    repeat: Count
    exact: Count
    near: Count
    dropped: Count

    @property
    def total(self) -> int:
        """The sum."""
        return self.kept + self.merged + self.dropped

    @property
    def merged(self) -> int:
        """What repeats: the bytes of further copies, inside a post and across posts."""
        return self.repeat + self.exact + self.near

    @property
    def share(self) -> float:
        """The share that repeats, in per cent.

        >>> Stretches(kept=60, repeat=20, exact=5, near=5, dropped=10).share
        30.0
        """
        return 100 * self.merged / self.total if self.total else 0.0


class InputStats(msgspec.Struct, frozen=True):
    """What became of one input; `failed` says why it was not read to its end, "" if it was."""

    source: str
    format: str
    bytes: Count
    lines: Count
    posts: Count
    stretches: Stretches
    share: float
    warnings: list[Found]
    failed: str


class Machine(msgspec.Struct, frozen=True):
    """What differs from run to run: the command, seconds, the most memory in bytes (0 if that is not known)."""

    command: list[str]
    seconds: float
    peak_memory: Count


class Stats(msgspec.Struct, frozen=True):
    """The statistics of a run.  All but `run` are the same for the same inputs and settings."""

    schema: Literal["tgclean-stats/1"]
    success: bool
    version: str
    inputs: list[InputStats]
    posts_read: Count
    empty_posts: Count
    records: Count
    repeats: Count
    exact: Count
    near: Count
    known: Count
    revised: Count
    bytes_in: Count
    bytes_kept: Count
    stretches: Stretches
    share: float
    warnings: dict[str, int]
    limits: dict[str, int]
    settings: dict[str, Any]
    run: Machine


def stats_of(tally: Tally, options: Options, run: Machine, *, success: bool = True, **more: object) -> Stats:
    """Return the statistics of a run that has ended; `more` are settings beside the options."""
    total = tally.total()
    inputs = [_input(source, own) for source, own in tally.inputs.items()]
    stretches = Stretches(
        *(sum(getattr(one.stretches, name) for one in inputs) for name in Stretches.__struct_fields__)
    )
    return Stats(
        schema=SCHEMA,
        success=success and not any(one.failed for one in inputs),
        version=__version__,
        inputs=inputs,
        posts_read=total.posts_read,
        empty_posts=total.empty_posts,
        records=total.records,
        repeats=total.repeats,
        exact=total.exact,
        near=total.near,
        known=total.known,
        revised=total.revised,
        bytes_in=total.bytes_in,
        bytes_kept=stretches.kept,
        stretches=stretches,
        share=round(stretches.share, 4),
        warnings=dict(sorted(total.warnings.items())),
        limits=dict(sorted((name, n) for name, n in total.limits.items() if n)),
        settings=settings_of(options) | {name.replace("_", "-"): value for name, value in more.items()},
        run=run,
    )


def settings_of(options: Options) -> dict[str, Any]:
    """Return the settings that decide what is written, by the names of the command line."""
    chosen = asdict(options).items()
    return {name.replace("_", "-"): value for name, value in chosen if name not in _OF_THE_MACHINE}


def _input(source: str, own: Tally) -> InputStats:
    stretches = stretches_of(own)
    warnings = [Found(code, n, own.places.get(code, [])) for code, n in sorted(own.warnings.items())]
    return InputStats(
        source, own.format, own.bytes_in, own.lines, own.posts_read, stretches, round(stretches.share, 4), warnings,
        own.failed,
    )  # fmt: skip


def stretches_of(own: Tally) -> Stretches:
    """Return what became of the bytes of one input."""
    known = own.stretches
    kept, repeat, exact, near = (known[role] for role in ("kept", "repeat", "exact", "near"))
    rest = known["dropped"] if own.by_text else max(0, own.bytes_in - kept - repeat - exact - near)
    return Stretches(kept, repeat, exact, near, rest)


def encode(stats: Stats) -> bytes:
    """Return statistics as indented JSON, LF at the end."""
    return msgspec.json.format(msgspec.json.encode(stats), indent=2) + b"\n"


def decode(data: bytes) -> Stats:
    """Return the statistics in a JSON document.

    Raises: msgspec.DecodeError if it holds none.
    """
    return msgspec.json.decode(data, type=Stats)
