"""Parquet and Arrow: rows of a columnar file, some thousand at a time."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple

from tgclean.errors import InputError, OutputError, needs
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.readers.encoding import COLUMNAR
from tgclean.readers.fields import Meanings, Row
from tgclean.readers.text import Blocks

_BATCH_ROWS, _SHOWN_NAMES = 4096, 8
_BUFFER = 1 << 20  # of a column; without it a whole group of rows would be in memory


def rows_of_columns(blocks: Blocks, tally: Tally, tmp_dir: str | None) -> Iterator[Row]:
    """Yield the rows of a Parquet or Arrow file; what is no file that can be read anywhere waits in a temporary one.

    Raises: InputError if it is damaged or pyarrow is missing; OutputError (the temporary file).
    """
    number = 0
    with _table(blocks, tally, tmp_dir) as table:
        for batch in table.batches:
            for fields in _values(batch, blocks.source.name, number):
                number += 1
                tally.lines += 1
                yield Row(number, fields)


def rewritten_columns(
    blocks: Blocks, out: BinaryIO, change: Callable[[str], str], options: Options, tally: Tally
) -> None:
    """Write the rows of a Parquet or Arrow file again, in its format, each text as `change` returns it.

    Raises: InputError if it is damaged, has no column for the text or pyarrow is missing; OutputError.
    """
    name, number = blocks.source.name, 0
    with _table(blocks, tally, options.tmp_dir) as table:
        pa, schema = import_module("pyarrow"), table.schema
        names = Meanings(options).present(dict.fromkeys(schema.names))["text"]
        if not names:
            has = ", ".join(schema.names[:_SHOWN_NAMES])
            raise InputError(name, f"no column holds the text; there are {has}; --text-field names it")
        column = schema.names.index(names[0])
        with table.writer(out) as writer:
            for batch in table.batches:
                texts = _values(batch.column(column), name, number)
                number += len(batch)
                tally.lines += len(batch)
                after = [change(text) if isinstance(text, str) and text else text for text in texts]
                changed = pa.array(after, schema.field(column).type) if after != texts else batch.column(column)
                writer.write_batch(batch.set_column(column, schema.field(column), changed))


class _Table(NamedTuple):
    schema: Any
    batches: Iterator[Any]
    writer: Callable[[BinaryIO], Any]


def _values(batch: Any, name: str, number: int) -> list[Any]:
    """Return the rows of a batch, or the values of a column.

    Raises: InputError if a value is none that can be read, such as text that is not UTF-8 or a year beyond 9999.
    """
    try:
        rows: list[Any] = batch.to_pylist()
    except (ValueError, OverflowError) as error:
        raise InputError(name, f"a value behind row {number:,} cannot be read: {error}") from error
    return rows


@contextmanager
def _table(blocks: Blocks, tally: Tally, tmp_dir: str | None) -> Iterator[_Table]:
    """Give the schema of a file, its rows some thousand at a time, and what writes such a file.

    Raises: InputError if it is damaged or pyarrow is missing; OutputError (the temporary file).
    """
    name = blocks.source.name
    try:
        import pyarrow as pa
        import pyarrow.ipc
        import pyarrow.parquet
    except ImportError as error:
        raise InputError(name, needs("is Parquet or Arrow", "pyarrow", "parquet")) from error
    with ExitStack() as stack:
        file = _seekable(blocks, tmp_dir, stack)
        tally.bytes_in += file.seek(0, 2)
        file.seek(0)
        try:
            if _kind_of(file) == "arrow":
                reader = pa.ipc.open_file(file)
                batches = (_checked(reader.get_batch(at), name) for at in range(reader.num_record_batches))
                yield _Table(reader.schema, batches, lambda out: pa.ipc.new_file(out, reader.schema))
                return
            table = pa.parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
            schema, meta = table.schema_arrow, table.metadata
            found = table.iter_batches(_BATCH_ROWS)
            # To read is to be told of damage; to ask a damaged group of rows for its compression ends the process.
            first = [*islice(found, 1)]
            packed = meta.row_group(0).column(0).compression if meta.num_row_groups and meta.num_columns else "SNAPPY"
            yield _Table(
                schema,
                chain(first, found),
                lambda out: pa.parquet.ParquetWriter(
                    out, schema, compression="NONE" if packed == "UNCOMPRESSED" else packed
                ),
            )
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:  # the last of a column's name
            if isinstance(error, BrokenPipeError) or getattr(error, "errno", None) == errno.ENOSPC:
                raise
            why = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
            raise InputError(name, f"is damaged: {why}") from error


def _checked(batch: Any, name: str) -> Any:
    """Return a batch of an Arrow file, which pyarrow takes as it stands.

    Offsets behind the end of a buffer would end the process, and rows that no buffer holds would fill the memory.

    Raises: pyarrow.ArrowInvalid, InputError.
    """
    batch.validate(full=True)
    if batch.num_rows > 8 * batch.get_total_buffer_size():  # a bit a row, at least
        raise InputError(name, f"is damaged: it has no values for its {batch.num_rows:,} rows")
    return batch


def _kind_of(file: IO[bytes]) -> str:
    """Return which format a file begins as, "" for another, and go back to its beginning."""
    first = file.read(8)
    file.seek(0)
    return next((kind for magic, kind in COLUMNAR.items() if first.startswith(magic)), "")


def _seekable(blocks: Blocks, tmp_dir: str | None, stack: ExitStack) -> IO[bytes]:
    source = blocks.source
    if source.size() is not None and source.tee is None:
        file = stack.enter_context(Path(source.given).open("rb"))  # type: ignore[arg-type]  # noqa: SIM115 - likewise
        if _kind_of(file):
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
