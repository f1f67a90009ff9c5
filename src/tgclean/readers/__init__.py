"""Reading: bytes of files and standard input, with the place of every line.  Formats are told by content."""

from tgclean.readers.formats import is_rows, page_shape, reader_of
from tgclean.readers.source import Input, Source, size_of, sources
from tgclean.readers.text import Head, chunks, with_ends

__all__ = [
    "Head", "Input", "Source", "chunks", "is_rows", "page_shape", "reader_of", "size_of", "sources",
    "with_ends",
]  # fmt: skip
