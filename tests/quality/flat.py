"""A flat text as it is written, post by post, and the truth about the posts in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Truth(NamedTuple):
    """A post that is in an export: 1-based lines, both ends in.

    `text` is what should come out, "" where several answers are right.  Reposts share a `cluster`.
    """

    text: str
    forwarded_from: str = ""
    cluster: int = 0
    title: str = ""
    line: int = 0
    line_end: int = 0
    copies: int = 1


class Export(NamedTuple):
    """A flat text and the posts in it, in order."""

    flat: bytes
    truth: tuple[Truth, ...]


class Writer:
    """The lines of an export, and the truth about them, as posts are added."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.truth: list[Truth] = []
        self.size = 0

    def add(self, header: Iterable[str], title: Sequence[str], copies: Sequence[Sequence[str]], truth: Truth) -> None:
        """Write one post; `truth` has everything but its lines, its title and the count of its copies."""
        lines = [*header, *title, *(line for copy in copies for line in copy)]
        first = len(self.lines) + 1
        self.lines += lines
        self.size += sum(len(line.encode()) + 1 for line in lines)
        count = max(1, len(copies))
        self.truth.append(truth._replace(line=first, line_end=len(self.lines), copies=count, title="\n".join(title)))

    def export(self) -> Export:
        """Everything written so far."""
        return Export("".join(f"{line}\n" for line in self.lines).encode(), tuple(self.truth))
