"""Parquet and Arrow: rows of a columnar file, some thousand at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from tgclean.errors import InputError, OutputError, needs
from tgclean.model import Tally
from tgclean.readers.fields import Row
from tgclean.readers.text import Blocks

MAGICS = {b"PAR1": "parquet", b"ARROW1": "arrow"}
_BATCH_ROWS = 1024


def rows_of_columns(blocks: Blocks, tally: Tally, tmp_dir: str | None) -> Iterator[Row]:
    """Yield the rows of a Parquet or Arrow file; what is no file that can be read anywhere waits in a temporary one.

    Raises: InputError if it is damaged or pyarrow is missing; OutputError (the temporary file).
    """
    name = blocks.source.name
    try:
        import pyarrow as pa
        import pyarrow.ipc
        import pyarrow.parquet
    except ImportError as error:
        raise InputError(name, needs("is Parquet or Arrow", "pyarrow", "parquet")) from error
    number = 0
    with ExitStack() as stack:
        file = _seekable(blocks, tmp_dir, stack)
        tally.bytes_in += file.seek(0, 2)
        file.seek(0)
        try:
            is_arrow = blocks_begin(file) == "arrow"
            batches: Iterator[Any] = (
                _of_arrow(pa, file) if is_arrow else pa.parquet.ParquetFile(file).iter_batches(_BATCH_ROWS)
            )
            for batch in batches:
                for fields in batch.to_pylist():
                    number += 1
                    tally.lines += 1
                    yield Row(number, fields)
        except (pa.ArrowException, OSError) as error:
            why = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
            raise InputError(name, f"damaged behind row {number:,}: {why}") from error


def blocks_begin(file: IO[bytes]) -> str:
    """Return which format a file begins as, "" for another, and go back to its beginning."""
    first = file.read(8)
    file.seek(0)
    return next((kind for magic, kind in MAGICS.items() if first.startswith(magic)), "")


def _of_arrow(pa: Any, file: IO[bytes]) -> Iterator[Any]:
    reader = pa.ipc.open_file(file)
    return (reader.get_batch(at) for at in range(reader.num_record_batches))


def _seekable(blocks: Blocks, tmp_dir: str | None, stack: ExitStack) -> IO[bytes]:
    source = blocks.source
    if source.size() is not None:
        file = stack.enter_context(Path(source.given).open("rb"))  # type: ignore[arg-type]  # noqa: SIM115 - likewise
        if blocks_begin(file):
            return file  # not compressed
    try:
        copy = stack.enter_context(tempfile.TemporaryFile(dir=tmp_dir))  # noqa: SIM115 - the stack closes it
        for block in blocks:
            copy.write(block)
    except OSError as error:
        where = tmp_dir or tempfile.gettempdir()
        raise OutputError(
            where, f"{error.strerror or error} (temporary file; --tmp-dir names another directory)"
        ) from error
    return copy
