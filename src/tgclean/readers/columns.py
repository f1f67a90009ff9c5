"""Parquet and Arrow: rows of a columnar file, some thousand at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import IO, Any, BinaryIO

from tgclean.errors import InputError, OutputError, needs
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.readers.fields import Meanings, Row
from tgclean.readers.text import Blocks

MAGICS = {b"PAR1": "parquet", b"ARROW1": "arrow"}
_BATCH_ROWS, _MAGIC_BYTES = 4096, 8
_BUFFER = 1 << 20  # of a column; without it a whole group of rows would be in memory


def rows_of_columns(blocks: Blocks, tally: Tally, tmp_dir: str | None) -> Iterator[Row]:
    """Yield the rows of a Parquet or Arrow file; what is no file that can be read anywhere waits in a temporary one.

    Raises: InputError if it is damaged or pyarrow is missing; OutputError (the temporary file).
    """
    for batch, number in _batches(blocks, tally, tmp_dir):
        for place, fields in enumerate(batch.to_pylist(), number + 1):
            yield Row(place, fields)


def rewritten_columns(
    blocks: Blocks, out: BinaryIO, change: Callable[[str], str], options: Options, tally: Tally
) -> None:
    """Write the rows of a Parquet or Arrow file again, in its format, each text as `change` returns it.

    Raises: InputError if it is damaged, has no column for the text or pyarrow is missing; OutputError.
    """
    writer: Any = None
    for batch, _ in _batches(blocks, tally, options.tmp_dir):
        pa = import_module("pyarrow")
        if writer is None:
            schema = batch.schema
            names = Meanings(options).present(dict.fromkeys(schema.names))["text"]
            if not names:
                has = ", ".join(schema.names[:8])
                raise InputError(blocks.source.name, f"no column has a text; there are {has}; --text-field names it")
            column = schema.names.index(names[0])
            kind = blocks.head(_MAGIC_BYTES)
            is_parquet = kind.startswith(b"PAR1")
            writer = pa.parquet.ParquetWriter(out, schema) if is_parquet else pa.ipc.new_file(out, schema)
        texts = batch.column(column).to_pylist()
        after = [change(text) if isinstance(text, str) and text else text for text in texts]
        changed = pa.array(after, schema.field(column).type) if after != texts else batch.column(column)
        writer.write_batch(batch.set_column(column, schema.field(column), changed))
    if writer is not None:
        writer.close()


def _batches(blocks: Blocks, tally: Tally, tmp_dir: str | None) -> Iterator[tuple[Any, int]]:
    """Yield some thousand rows at a time, and how many came before."""
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
                _of_arrow(pa, file)
                if is_arrow
                else pa.parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False).iter_batches(_BATCH_ROWS)
            )
            for batch in batches:
                yield batch, number
                number += len(batch)
                tally.lines += len(batch)
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
