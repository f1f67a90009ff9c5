"""Reading: bytes of files and standard input, with the place of every line.  Formats are told by content."""

from tgclean.readers.pages import page_shape, pages
from tgclean.readers.pasted import is_pasted, pasted
from tgclean.readers.rows import is_rows, rows
from tgclean.readers.source import Input, Source, plain_path, sources
from tgclean.readers.text import Head, chunks, stretch, with_ends

__all__ = [
    "Head", "Input", "Source", "chunks", "is_pasted", "is_rows", "page_shape", "pages", "pasted", "plain_path", "rows",
    "sources", "stretch", "with_ends",
]  # fmt: skip
