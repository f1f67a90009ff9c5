"""Formats of the output: JSON Lines, CSV, plain text, Parquet; each may be compressed, by the suffix of the file."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

import msgspec

from tgclean.errors import OptionError
from tgclean.model import Block, Record, Span
from tgclean.safe import safe_cell, safe_json_cell
from tgclean.writers.jsonl import decode, text_in
from tgclean.writers.target import is_special

To = Literal["jsonl", "csv", "txt", "parquet"]

_SUFFIXES: dict[str, To] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".txt": "txt", ".parquet": "parquet"}
_COMPRESSIONS = (".gz", ".zst")
# Suffixes that promise what is not written, with the program that makes it of standard output, if one does.
_PROMISES = {
    ".bz2": "bzip2", ".xz": "xz",
    ".zip": "", ".tsv": "", ".arrow": "", ".feather": "", ".xlsx": "", ".db": "", ".sqlite": "",
}  # fmt: skip
_LISTS = ("blocks", "spans")
_BATCH = 1024


def format_of(target: str | os.PathLike[str], asked: To | None) -> tuple[To, str]:
    """Return the format to write and the suffix of its compression, "" for none, by what is asked, else by the name.

    Raises: OptionError if the name promises a format that is not written.

    >>> format_of("a.csv.gz", None), format_of("-", "txt"), format_of("posts.dat", None)
    (('csv', '.gz'), ('txt', ''), ('jsonl', ''))
    """
    if not is_special(Path(target)):
        _refuse_promises(Path(target))
    return asked or promise_of(target) or "jsonl", packed_as(target)


def promise_of(target: str | os.PathLike[str]) -> To | Literal[""]:
    """Return the format that the name of a target promises, "" if none."""
    return _SUFFIXES.get(Path(os.fsdecode(target).lower().removesuffix(packed_as(target))).suffix, "")


def _refuse_promises(path: Path) -> None:
    suffix = path.suffix.lower()
    if suffix in _PROMISES:
        program = _PROMISES[suffix]
        piped = f", or pipe standard output through {program}" if program else ""
        why = f"is of a kind that is not written; name it .jsonl, .csv, .txt or .parquet{piped}"
        raise OptionError("output", path, "a name of what is written", why)


def packed_as(target: str | os.PathLike[str]) -> str:
    """Return the suffix of a target's compression, "" for none: whoever makes a pipe has its reader compress."""
    name = os.fsdecode(target).lower()
    packed = next((suffix for suffix in _COMPRESSIONS if name.endswith(suffix)), "")
    return "" if packed and is_special(Path(target)) else packed


@contextmanager
def compressed(out: BinaryIO, suffix: str) -> Iterator[BinaryIO]:
    """Give where to write what is to be compressed as a suffix says; the same bytes whenever it is written."""
    if suffix == ".gz":
        import gzip

        with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0, compresslevel=6) as packed:
            yield cast("BinaryIO", packed)
    elif suffix == ".zst":
        from xopen import xopen

        with xopen(out, "wb", format="zst", threads=0) as packed:
            yield packed
    else:
        yield out


def write_as(to: To, lines: Iterable[bytes], out: BinaryIO, shown: Callable[[bytes], bytes], *, at_once: bool) -> None:
    """Write records, given as JSON Lines, in a format; each passes through `shown` as it is written.

    Raises: OptionError if a package is missing.
    """
    if to == "parquet":
        _write_parquet(lines, out)
        return
    parts = {"csv": _csv, "txt": _txt}.get(to)
    for part in parts(lines) if parts else lines:
        out.write(shown(part))
        if at_once:
            out.flush()


def _txt(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the texts, one empty line between two and none inside."""
    between = ""
    for line in lines:
        text = "\n".join(part for part in text_in(line).split("\n") if part.strip())
        yield f"{between}{text}\n".encode()
        between = "\n"


def _csv(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a table with a header row; lists are JSON, and no cell is taken for a formula."""
    names = Record.__struct_fields__
    yield _row(names)
    for line in lines:
        record = decode(line)
        yield _row([_cell(name, getattr(record, name)) for name in names])


def _row(cells: Iterable[object]) -> bytes:
    import csv

    out = io.StringIO()
    # Texts are quoted, each, for some spreadsheets separate cells by semicolons as well.
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerow(cells)
    return out.getvalue().encode()


def _cell(name: str, value: object) -> object:
    if name in _LISTS:
        return safe_json_cell(msgspec.json.encode(value).decode())
    if not isinstance(value, str):
        return value
    return safe_json_cell(value) if name == "extra" else safe_cell(value)


def _write_parquet(lines: Iterable[bytes], out: BinaryIO) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError as error:
        why = "cannot be written without pyarrow: pip install 'tgclean[parquet]'"
        raise OptionError("to", "parquet", "a format that can be written here", why) from error
    kinds = {"str": pa.string(), "int": pa.int64(), "float": pa.float64()}

    def type_of(structure: Any, name: str) -> Any:
        inner = {"blocks": Block, "spans": Span}.get(name)
        if inner is not None:
            return pa.list_(pa.struct([(field, type_of(inner, field)) for field in inner.__struct_fields__]))
        return kinds.get(str(structure.__annotations__[name]), pa.string())

    schema = pa.schema([(name, type_of(Record, name)) for name in Record.__struct_fields__])
    records = iter(lines)
    with pa.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := [msgspec.json.decode(line) for line in islice(records, _BATCH)]:
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema))
