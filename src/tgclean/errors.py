"""The error tree.  The library raises these; it never prints and never exits.

    TgcleanError
    ├── OptionError     a setting that is not allowed               exit 2
    ├── InputError      an input missing, unreadable or damaged     exit 3
    │   └── NoPostsError
    ├── OutputError     cannot write output or temporary file       exit 4
    └── LimitError      a limit stopped the run                     exit 5

Each carries its evidence as attributes; its text is one line: what, where, what now.
"""

from __future__ import annotations


class TgcleanError(Exception):
    """The root: everything that tgclean raises on purpose."""

    def __reduce__(self) -> tuple[type[TgcleanError], tuple[object, ...]]:
        """Lets an error cross to another process with its evidence."""
        return type(self), tuple(vars(self).values())


class OptionError(TgcleanError):
    """A setting has a value that is not allowed.

    >>> str(OptionError("min_chars", -1, "a whole number from 0 on"))
    'min_chars: -1 is not a whole number from 0 on'
    >>> str(OptionError("output", "e.txt", "a file that is no input", "is one of the inputs; write to another file"))
    'output: e.txt is one of the inputs; write to another file'
    """

    def __init__(self, name: str, offered: object, allowed: str, why: str = "") -> None:
        super().__init__(f"{name}: {offered} {why or f'is not {allowed}'}")
        self.name, self.offered, self.allowed, self.why = name, offered, allowed, why


class InputError(TgcleanError):
    """An input is missing, unreadable or damaged."""

    def __init__(self, source: str, what: str) -> None:
        super().__init__(f"{source}: {what}")
        self.source, self.what = source, what


class NoPostsError(InputError):
    """An input is of a kind that holds no posts: an error if it was named, passed over if a directory was."""


class OutputError(TgcleanError):
    """The output or a temporary file cannot be written."""

    def __init__(self, target: str, what: str) -> None:
        super().__init__(f"{target}: {what}")
        self.target, self.what = target, what


class LimitError(TgcleanError):
    """A limit stopped the run."""

    def __init__(self, source: str, what: str) -> None:
        super().__init__(f"{source}: {what}")
        self.source, self.what = source, what


def needs(what: str, package: str, extra: str) -> str:
    """Return what to say where a package is missing.

    >>> needs("is HTML", "selectolax", "html")
    "is HTML, and to read it needs selectolax: pip install 'tgclean[html]'"
    """
    return f"{what}, and to read it needs {package}: pip install 'tgclean[{extra}]'"
