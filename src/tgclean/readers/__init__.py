"""Reading: bytes of files and standard input, with the place of every line.  Formats are told by content."""

from tgclean.readers.formats import is_rows, page_shape, reader_of
from tgclean.readers.source import Input, Source, plain_path, sources
from tgclean.readers.text import Head, chunks, stretch, with_ends

__all__ = [
    "Head", "Input", "Source", "chunks", "is_rows", "page_shape", "plain_path", "reader_of", "sources", "stretch",
    "with_ends",
]  # fmt: skip
