"""Recovers the posts of text scraped from Telegram channels and merges near-duplicate repeats.

>>> import io
>>> from tgclean import dedupe
>>> export = "Forwarded from News\\nTitle\\nThe body.\\nThe body.\\n"
>>> [(record.forwarded_from, record.text, record.count) for record in dedupe(io.BytesIO(export.encode()))]
[('News', 'Title\\nThe body.', 2)]
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from tgclean.errors import InputError, LimitError, OptionError, OutputError, TgcleanError
from tgclean.version import __version__

if TYPE_CHECKING:
    from tgclean.model import Block, Copy, Post, Record, Run, Span, Tally
    from tgclean.options import Options
    from tgclean.pipeline import Input

__all__ = [
    "Block",
    "Copy",
    "Input",
    "InputError",
    "LimitError",
    "OptionError",
    "Options",
    "OutputError",
    "Post",
    "Record",
    "Run",
    "Span",
    "Tally",
    "TgcleanError",
    "__version__",
    "dedupe",
    "posts",
]

# Loaded when they are asked for: `tgclean --help` needs none of them, nor the packages they need.
_LATE = {
    "Block": "model", "Copy": "model", "Post": "model", "Record": "model", "Run": "model", "Span": "model",
    "Tally": "model", "Options": "options", "Input": "pipeline",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"tgclean.{_LATE[name]}"), name)


def __dir__() -> list[str]:
    return __all__


def dedupe(*inputs: Input, options: Options | None = None, tally: Tally | None = None) -> Iterator[Record]:
    """Gives the records of everything given: posts recovered, near-duplicates merged, in order of first appearance.

    An input is a path, "-" for standard input, or a binary file object.  `tally`, if given, holds the
    counts of the run once the records have ended.  Nothing is printed.

    Raises: TypeError, at once, if an argument is of another kind; InputError, OutputError (the temporary file),
    LimitError when the records are asked for.
    """
    from tgclean.pipeline import records

    return records(inputs, *_checked(inputs, options, tally))


def posts(*inputs: Input, options: Options | None = None, tally: Tally | None = None) -> Iterator[Post]:
    """Gives the posts of everything given, in order, each body once; nothing is merged across posts.

    With `Options(unit="block")` it gives their blocks.

    Raises: TypeError, at once, if an argument is of another kind; InputError, LimitError when the posts are asked for.
    """
    from tgclean.pipeline import prepare, sources

    chosen, counted = _checked(inputs, options, tally)
    return (post for source in sources(inputs, chosen) for post in prepare(source, chosen, counted))


def _checked(inputs: tuple[Input, ...], options: Options | None, tally: Tally | None) -> tuple[Options, Tally]:
    """Return the options and the tally to use.

    Raises: TypeError if an argument is not what it should be, such as a list of inputs.
    """
    from os import PathLike

    from tgclean.model import Tally
    from tgclean.options import Options

    for given in inputs:
        if not isinstance(given, str | PathLike) and not hasattr(given, "read"):
            raise TypeError(
                f"an input is a path or a binary file, not {type(given).__name__}; of several, pass *inputs"
            )
    options, tally = Options() if options is None else options, Tally() if tally is None else tally
    for value, kind in ((options, Options), (tally, Tally)):
        if not isinstance(value, kind):
            raise TypeError(f"expected tgclean.{kind.__name__}, not {type(value).__name__}")
    return options, tally
