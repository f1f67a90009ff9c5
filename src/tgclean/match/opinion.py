"""What the judge says of two posts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Gap(NamedTuple):
    """Words `a_start` to `a_end` of one row stand where words `b_start` to `b_end` of the other do."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


class Objection(NamedTuple):
    """Why two posts are different news: the kind of what differs, and what the first and the second say there.

    >>> str(Objection("figure", "92.13", "92.87")), str(Objection("question and statement"))
    ('figure 92.13/92.87', 'question and statement')
    """

    kind: str
    left: str = ""
    right: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.left or '-'}/{self.right or '-'}" if self.left or self.right else self.kind


@dataclass(slots=True)
class Opinion:
    """What the judge thinks of a pair: whether it may merge, its score (0-100), why, and what differs.

    `differing` of `words` words differ; `gaps` are places in the words of the first and the second post of the
    call; `changes` are (first, second) as written, `objection` is the one thing that tells them apart.  `cut` says
    that one is a passage longer, `longer` is 1 if that is the second and -1 if the first.  `too_costly` says that
    nothing but the number of edits tells the two apart; a lower threshold may not.
    """

    same: bool
    score: float
    reason: str
    differing: int = 0
    words: int = 0
    cut: bool = False
    longer: int = 0
    too_costly: bool = False
    gaps: list[Gap] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)
    objection: Objection | None = None
