"""Reading: bytes of files and standard input, with the place of every line.  Formats are told by content."""

from collections.abc import Callable
from typing import BinaryIO

from tgclean.model import Tally
from tgclean.options import Options
from tgclean.readers.formats import columns_in, is_rows, page_shape, raw_rows_of, reader_of
from tgclean.readers.remote import files_below, filesystem_of, is_remote
from tgclean.readers.sections import by_sections
from tgclean.readers.source import Input, Part, Source, size_of, sources
from tgclean.readers.text import Blocks, Head, chunks, unbroken, with_ends

__all__ = [
    "Blocks", "Head", "Input", "Part", "Source", "by_sections", "chunks", "columns_in", "files_below", "filesystem_of",
    "is_remote", "is_rows", "page_shape", "raw_rows_of", "reader_of", "rewritten_columns", "size_of", "sources",
    "unbroken", "with_ends",
]  # fmt: skip


def rewritten_columns(
    blocks: Blocks, out: BinaryIO, change: Callable[[str], str], options: Options, tally: Tally
) -> None:
    """Write the rows of a Parquet or Arrow file again, each text as `change` returns it."""
    from tgclean.readers.columns import rewritten_columns as rewrite  # with pyarrow, which takes long to load

    rewrite(blocks, out, change, options, tally)
