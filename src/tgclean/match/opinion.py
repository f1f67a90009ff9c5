"""What the judge says of two posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Gap(NamedTuple):
    """Tokens `a_start` to `a_end` of one post stand where tokens `b_start` to `b_end` of the other do."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


PASSAGE = 2
"""Of `Opinion.longer`."""


@dataclass(slots=True)
class Opinion:
    """Whether two posts may be one, the score (0-100), and why.

    `differing` of `words` words differ, at `gaps`.  `longer` is 1 if the second post says all that the first
    does and more words, `PASSAGE` if it says a passage more and the rest may be edited; below 0 if the first does.
    `needed` is the score from which two posts of these lengths are one, 0 where no score decides.
    `changes` are (first, second) as written; only `explain` and `why` fill them in.
    """

    same: bool
    score: float
    reason: str
    differing: int = 0
    words: int = 0
    longer: int = 0
    gaps: tuple[Gap, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    needed: float = 0.0

    def refused(self, reason: str) -> Opinion:
        """Return the opinion that the two are different news, for a reason."""
        return Opinion(False, 0.0, f"distinct: {reason}", self.differing, self.words, gaps=self.gaps)
