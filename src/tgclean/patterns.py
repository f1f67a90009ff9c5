"""Patterns of `regex`, compiled when they are first asked something.

To compile one takes as long as to read a megabyte, and a short run asks few of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from regex import Pattern


def pattern(source: str) -> Pattern[str]:
    """Gives the compiled pattern, as `regex.compile` does; `source` begins with its flags, such as `(?i)`.

    Raises: regex.error when it is first used, if it is no pattern.

    >>> pattern(r"(?i)a\\p{L}").fullmatch("Äb"), pattern(r"(?i)a\\p{L}").fullmatch("AÄ")[0]
    (None, 'AÄ')
    """
    return cast("Pattern[str]", _Late(source))


class _Late:
    """Stands for a pattern; a method that was asked for once is an attribute of its own, and costs no detour."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> object:
        import regex  # itself 15 ms

        method: object = getattr(regex.compile(self._source), name)
        setattr(self, name, method)
        return method
