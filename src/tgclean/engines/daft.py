"""The engine Daft: on this machine (its native runner), or on a cluster of Ray.

One task reads one source with our own reader.  Keys are shuffled to buckets and give pairs; the pairs come to the
driver, which makes components of them; components are shuffled to tasks that judge them whole; records are shuffled
by their place to tasks that write a part each.
"""

from __future__ import annotations

import os

os.environ["DO_NOT_TRACK"] = "true"  # it would call home when it is imported
os.environ.setdefault("DAFT_PROGRESS_BAR", "0")  # its bars go to standard error, terminal or not
os.environ.setdefault("RAY_AUTH_MODE", "disabled")  # Ray would leave a token in the home directory

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import daft
import numpy as np
from daft import DataFrame, Series
from daft import DataType as Type
from daft.functions import unnest

import tgclean.steps as steps
from tgclean.errors import OptionError, TgcleanError
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.pipeline import Source, To
from tgclean.repair import pieces_of, repair_piece

col: Any = daft.col  # an expression's operators give expressions, which no type checker follows
_FAILED = -(1 << 62)
"""The place of a row that says why a task failed."""
_KEYS_AT_ONCE, _POSTS_AT_ONCE, _RECORDS_OF_PART = 1 << 20, 20_000, 100_000
"""What one task has: keys of whole buckets, posts of whole components, records that it writes."""


def start(address: str) -> None:
    """Let Daft work on a cluster of Ray; "" is this machine, or what Daft's own variables say.

    Raises: OptionError if there is no such cluster.
    """
    if not address:
        return
    try:
        daft.set_runner_ray(address=address)
        daft.get_or_create_runner()
    except Exception as error:  # of Ray's many kinds
        told = str(error).strip().splitlines() or [type(error).__name__]
        raise OptionError("engine_address", address, "", f"is no cluster of Ray: {told[-1]}") from error


def dedupe(found: Sequence[Source], directory: str, to: To, suffix: str, options: Options, tally: Tally) -> None:
    """Write the records of some sources to parts in a directory; they are those of a local run, in its order.

    Raises: InputError, OutputError, LimitError as the local run; what Daft raises.
    """
    posts = _posts(found, options, tally).collect()
    first = posts.groupby("identity").agg(col("place").min().alias("same"))
    posts = posts.join(first, on="identity").collect()
    fresh = posts.where(col("place") == col("same")).select("place", "line")
    edges = [_places(posts.where(col("place") != col("same")), "place", "same")]
    learned = np.zeros(0, dtype=np.uint64)
    if not options.exact_only:
        table = _table(fresh, options).collect()
        heads = table.where(col("name") != 0).groupby("name").agg(col("place").min().alias("head"))
        table = table.join(heads, on="name", how="left").collect()
        others = table.where(~col("short") & (col("head") != col("place")))
        edges += [_places(others, "place", "head"), _edges(table.where(col("name") != 0), tally)]
        learned = _footers(table.where(col("head") == col("place")).select("lines"))
    joined = _components(np.concatenate([pair[0] for pair in edges]), np.concatenate([pair[1] for pair in edges]))
    records = _resolved(posts, joined, learned, options, tally).collect()
    _write(records, directory, to, suffix, tally)


def _posts(found: Sequence[Source], options: Options, tally: Tally) -> DataFrame:
    """Return the posts of all sources: place, record, and what exact copies have in common."""
    given = [astuple(source) for source in found]

    kinds = {
        "place": Type.int64(), "line": Type.binary(), "identity": Type.string(), "message": Type.string(),
        "edited": Type.string(),
    }  # fmt: skip

    @daft.func(return_dtype=Type.struct(kinds), use_process=True)
    def read(rank: int) -> Any:
        own = Tally()
        last = {"identity": "", "message": "", "edited": ""}
        try:
            for post in steps.posts_of(Source(*given[rank]), rank, options, own):
                yield {**post._asdict(), "identity": post.identity.hex() or f"alone {post.place}"}
        except TgcleanError as error:
            yield {"place": _FAILED, "line": steps.failure(error), **last}
        yield {"place": -1 - rank, "line": steps.told(own), **last}

    ranks = _spread({"rank": list(range(len(found)))})
    posts = ranks.select(read(col("rank")).alias("post")).select(unnest(col("post"))).collect()
    for failed in posts.where(col("place") == _FAILED).to_pydict()["line"]:
        steps.raise_failure(failed)
    for told in posts.where(col("place") < 0).sort("place", desc=True).to_pydict()["line"]:
        own = steps.tally_of(told)
        for name, counted in own.inputs.items():
            tally.inputs[name] = tally.inputs[name] + counted if name in tally.inputs else counted
        tally.skipped += own.skipped
    return _newest(posts.where(col("place") >= 0), tally)


def _newest(posts: DataFrame, tally: Tally) -> DataFrame:
    """Return the posts without those that newer editions of their messages replace."""
    named = posts.where(col("message") != "")
    several = named.groupby("message").agg(col("place").count().alias("n")).where(col("n") > 1).select("message")
    rows = named.join(several, on="message").sort("place").select("place", "line", "message", "edited").to_pylist()
    gone = {*steps.replaced((row["place"], row["line"], row["message"], row["edited"]) for row in rows)}
    if not gone:
        return posts
    for row in rows:
        if row["place"] in gone:
            steps.forget(row["line"], tally)
    return posts.join(daft.from_pydict({"place": sorted(gone)}), on="place", how="anti")


def _table(fresh: DataFrame, options: Options) -> DataFrame:
    """Return for each place what is kept of its text."""
    kinds = {
        "name": Type.int64(), "keys": Type.list(Type.int64()), "full": Type.bool(), "short": Type.bool(),
        "lines": Type.binary(),
    }  # fmt: skip

    @daft.func.batch(return_dtype=Type.struct(kinds))
    def rows(line: Series) -> Any:
        return [row._asdict() for row in steps.rows_of(line.to_pylist(), options, Counter())]

    return fresh.select("place", rows(col("line")).alias("row")).select("place", unnest(col("row")))


def _edges(named: DataFrame, tally: Tally) -> tuple[Any, Any]:
    """Return the pairs of posts that have enough keys in common, as places, the later ones and the earlier ones."""
    keyed = named.where((col("head") == col("place")) | col("short")).select("place", "full", "keys")
    parts = 1 + keyed.count_rows() * 13 // _KEYS_AT_ONCE
    keys = keyed.explode("keys").with_column("part", col("keys") % parts)
    kinds = {name: Type.int64() for name in steps.Edges._fields}

    @daft.func.batch(return_dtype=Type.struct(kinds))
    def pairs(key: Series, place: Series, full: Series) -> Any:
        columns = (np.array(column.to_pylist(), dtype=np.int64) for column in (key, place, full))
        keys, places, flags = columns
        found = steps.edges_of(keys.astype(np.uint64), places, flags)
        return [dict(zip(kinds, row, strict=True)) for row in zip(*(c.tolist() for c in found), strict=True)]

    made = keys.groupby("part").map_groups(pairs(col("keys"), col("place"), col("full")).alias("edge"))
    edges = made.where(~col("edge").is_null()).select(unnest(col("edge"))).collect()
    tally.limits["hot_bucket"] += sum(edges.where(col("later") < 0).to_pydict()["votes"])
    summed = edges.where(col("later") >= 0).groupby("later", "earlier").agg(col("votes").sum(), col("full").max())
    likely = summed.where((col("votes") >= steps.MIN_VOTES) | (col("full") == 0))
    return _places(likely, "later", "earlier")


def _places(frame: DataFrame, one: str, other: str) -> tuple[Any, Any]:
    columns = frame.select(one, other).to_pydict()
    return np.array(columns[one], dtype=np.int64), np.array(columns[other], dtype=np.int64)


def _footers(counted: DataFrame) -> Any:
    """Return the hashes of footers: counts of all tasks, added up by the driver."""

    @daft.func(return_dtype=Type.list(Type.int64()))
    def hashes(lines: bytes) -> Any:
        return steps.hashes_in(lines)

    every = counted.select(hashes(col("lines")).alias("hash")).explode("hash")
    often = every.groupby("hash").agg(col("hash").count().alias("n")).where(col("n") >= steps.MIN_BEGINNINGS)
    frequent = np.sort(np.array(often.to_pydict()["hash"], dtype=np.int64).astype(np.uint64))
    likely = steps.spread(
        steps.sum_of(_each(counted, lambda lines: steps.packed_counts(steps.first_counts(lines, frequent))))
    )
    own = steps.sum_of(_each(counted, lambda lines: steps.packed_counts(steps.own_counts(lines, likely))))
    return _with_variants(counted, steps.spread(own))


def _with_variants(counted: DataFrame, found: Any) -> Any:
    """Return the hashes of footers, those with some words edited included; the first line with some signs is theirs."""
    known: dict[int, int] = {}
    for told in _each(counted, lambda lines: json.dumps(list(steps.sizes_by_signs(lines, found).items())).encode()):
        known = {**dict(json.loads(told)), **known}
    if not known:
        return found
    alike = _each(counted, lambda lines: steps.variants(lines, known).tobytes())
    return np.unique(np.concatenate([found, *(np.frombuffer(told, np.uint64) for told in alike)]))


def _each(counted: DataFrame, work: Callable[[Any], bytes]) -> list[bytes]:
    """Return what some work gives for the lines of each batch, of whatever size these are."""

    @daft.func.batch(return_dtype=Type.binary())
    def told(lines: Series) -> Any:
        rows = lines.to_pylist()
        return [work(steps.lines_in(rows)), *[b""] * (len(rows) - 1)][: len(rows)]

    return [data for data in counted.select(told(col("lines")).alias("told")).to_pydict()["told"] if data]


def _components(later: Any, earlier: Any) -> dict[str, Any]:
    """Return the components of two posts or more: places, and the first place of the component of each."""
    places, numbers = np.unique(np.concatenate([later, earlier]), return_inverse=True)
    one, other = numbers[: len(later)], numbers[len(later) :]
    firsts = steps.components(np.maximum(one, other), np.minimum(one, other), len(places))
    return {"place": places, "component": places[firsts]}


def _resolved(posts: DataFrame, joined: dict[str, Any], learned: Any, options: Options, tally: Tally) -> DataFrame:
    """Return the records: the place of the first post of each, and its line."""
    lines = posts.select("place", "line")
    if not len(joined["place"]):
        return lines
    names = daft.from_pydict({name: column.tolist() for name, column in joined.items()})
    parts = 1 + len(joined["place"]) // _POSTS_AT_ONCE
    members = lines.join(names, on="place").with_column("part", col("component") % parts)

    by_text = [source for source, own in tally.inputs.items() if own.by_text]

    @daft.func.batch(return_dtype=Type.struct({"place": Type.int64(), "line": Type.binary()}), use_process=True)
    def judged(place: Series, component: Series, line: Series) -> Any:
        own = Tally(inputs={source: Tally(by_text=True) for source in by_text})
        rows = sorted(zip(place.to_pylist(), component.to_pylist(), line.to_pylist(), strict=True))
        places, components, records = (list(column) for column in zip(*rows, strict=True))
        found = [one._asdict() for one in steps.resolved(places, components, records, learned, options, own)]
        return [*found, {"place": -1, "line": steps.told(own)}]

    made = members.groupby("part").map_groups(judged(col("place"), col("component"), col("line")).alias("record"))
    records = made.select(unnest(col("record"))).collect()
    for told in records.where(col("place") < 0).to_pydict()["line"]:
        _add(tally, steps.tally_of(told))
    alone = lines.join(names, on="place", how="anti").select("place", "line")
    return records.where(col("place") >= 0).concat(alone)


def _add(tally: Tally, own: Tally) -> None:
    """Add what one task counted."""
    tally.exact += own.exact
    tally.near += own.near
    tally.limits += own.limits
    tally.least = min((least for least in (tally.least, own.least) if least), default=None)
    for source, counted in own.inputs.items():
        known = tally.inputs[source].stretches
        known.update(counted.stretches)


def _write(records: DataFrame, directory: str, to: To, suffix: str, tally: Tally) -> None:
    """Write the records in their order, a part for each so many."""
    places = np.sort(np.array(records.select("place").to_pydict()["place"], dtype=np.int64))
    tally.records = len(places)
    bounds = places[_RECORDS_OF_PART::_RECORDS_OF_PART]
    if not len(places):
        steps.write_part(f"{directory.rstrip('/')}/part-00000.{to}{suffix}", (), to, suffix)

    @daft.func.batch(return_dtype=Type.int64())
    def part(place: Series) -> Any:
        return bounds.searchsorted(np.array(place.to_pylist(), dtype=np.int64), side="right").tolist()

    @daft.func.batch(return_dtype=Type.binary())
    def written(part: Series, place: Series, line: Series) -> Any:
        rows = sorted(zip(place.to_pylist(), line.to_pylist(), strict=True))
        name = f"{directory.rstrip('/')}/part-{part.to_pylist()[0]:05}.{to}{suffix}"
        return [_failure_of(lambda: steps.write_part(name, (line for _, line in rows), to, suffix))]

    placed = records.with_column("part", part(col("place")))
    done = placed.groupby("part").map_groups(written(col("part"), col("place"), col("line")).alias("failed"))
    _check(done)


def repair(found: Sequence[Source], directory: str, options: Options, tally: Tally) -> None:
    """Write the rows of some sources, repaired, to parts in a directory; joined, they are what a local run writes.

    Raises: InputError, OutputError, LimitError as the local run; what Daft raises.
    """
    pieces = [piece for source in found for piece in pieces_of(source, options)]

    @daft.func(return_dtype=Type.struct({"told": Type.binary(), "failed": Type.binary()}), use_process=True)
    def repaired(number: int) -> Any:
        piece, own = pieces[number], Tally()
        name = f"{directory.rstrip('/')}/part-{number:05}{_suffix_of(piece.path)}"

        def work() -> None:
            nonlocal own
            own = repair_piece(piece, name, options)

        failed = _failure_of(work)
        return {"told": steps.told(own), "failed": failed}

    done = _spread({"number": list(range(len(pieces)))}).select(repaired(col("number")).alias("done"))
    done = done.select(unnest(col("done"))).collect()
    _check(done)
    for told in done.to_pydict()["told"]:
        own = steps.tally_of(told).total()
        tally.posts_read += own.posts_read
        tally.repeats += own.repeats


def _suffix_of(path: str) -> str:
    """Return the suffix of repaired rows: as the input has it, and of lines without one that of JSON Lines."""
    packed = "".join(suffix for suffix in (".gz", ".zst") if path.lower().endswith(suffix))
    own = Path(path.lower().removesuffix(packed)).suffix
    return (own if own in (".csv", ".tsv", ".parquet", ".arrow", ".feather", ".ndjson") else ".jsonl") + packed


def _failure_of(work: Callable[[], None]) -> bytes:
    """Do some work, and return why it failed; b"" if it did not."""
    try:
        work()
    except TgcleanError as error:
        return steps.failure(error)
    return b""


def _check(done: DataFrame) -> None:
    """Raise what a task says that it failed with."""
    for failed in filter(None, done.to_pydict()["failed"]):
        steps.raise_failure(failed)


def _spread(rows: dict[str, Any]) -> DataFrame:
    """Return rows, a task for each; on one machine Daft makes of them what it will."""
    frame = daft.from_pydict(rows)
    return frame.into_partitions(len(frame)) if daft.get_or_infer_runner_type() == "ray" else frame.into_batches(1)
