"""Clusters: each post joins the first copy of its news, or is one itself.

It joins where it is the same as the fullest text of a cluster, or the same as another member and nearly the same as
the fullest: so no chain of small steps leads from one news to another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tgclean.match.alignment import fits, gaps
from tgclean.match.judge import LONG, Pair, another_figure, judge
from tgclean.match.opinion import PASSAGE, Opinion
from tgclean.match.rows import Row, Rows, without_footers
from tgclean.match.templates import Templates

TRIES = 8
"""How many clusters a post is compared with."""
LOOSER = 1.5
"""How many times the allowance a member may be away from the fullest text of its cluster."""
FRAMED = "template, another passage in the same frame"
SIGNED = 12.0
"""Below so many words another sign is other news; longer posts say in words what happened."""
_SIGNS = re.compile("[🔴🟠🟡🟢🔵🟣🟤⚫⚪🟥🟧🟨🟩🟦🟪⬛⬜⬆⬇⬅➡↗↘↙↖🔺🔻🔼🔽📈📉✅❌❎👍👎]|[\U0001f1e6-\U0001f1ff]{2}")


class Joined(NamedTuple):
    """The cluster that a post joined: its first post, the score, the words that differ, whether it says more."""

    leader: int
    score: float
    differing: int
    words: int
    fuller: bool


class Clusters:
    """Places posts one after another; `lookalikes(post, limit)` returns posts that share a key with one.

    `limits` counts the posts that had more candidates than are compared.
    """

    def __init__(
        self, rows: Rows, lookalikes: Callable[[int, int], list[int]], threshold: float, limits: Counter[str]
    ) -> None:
        self._rows, self._threshold, self._limits = rows, threshold, limits
        self._loose = 100 - min(100.0, LOOSER * (100 - threshold))
        self.templates = Templates(
            lambda post, limit: (rows.row(other).tokens for other in lookalikes(post, limit)), rows.row
        )
        self._leaders: dict[int, int] = {}
        self._fullest: dict[int, int] = {}
        self._most: dict[int, int] = {}  # words of the fullest

    def place(self, post: int, candidates: Sequence[int]) -> Joined | None:
        """Put a post into a cluster of its candidates, or make it one (None).

        Of several it joins the earliest: a copy edited so much that it became a cluster gathers no others around it.
        """
        tried: set[int] = set()
        nearly: set[int] = set()
        found: tuple[int, Opinion] | None = None
        for member in candidates:
            leader = self._leaders.get(member, member)
            if found and leader >= found[0]:
                continue
            fullest = self._fullest.get(leader, leader)
            if leader not in tried:
                if len(tried) == TRIES:
                    self._limits["candidates"] += 1
                    break
                tried.add(leader)
                opinion = self.opinion(fullest, post)
                if opinion.same:
                    found = leader, opinion
                    continue
                if opinion.score >= self._loose and opinion.gaps:
                    nearly.add(leader)
            if member != fullest and leader in nearly and self.opinion(member, post).same:
                opinion = self.opinion(fullest, post, self._loose)
                if opinion.same:
                    found = leader, opinion
        return self._join(post, *found) if found else None

    def _join(self, post: int, leader: int, opinion: Opinion) -> Joined:
        self._leaders[post] = leader
        if opinion.longer == PASSAGE:
            self._fullest[leader] = post
        fuller = opinion.longer > 0 and opinion.words > self._most.get(leader, 0)
        if fuller:
            self._most[leader] = opinion.words
        return Joined(leader, opinion.score, opinion.differing, opinion.words, fuller)

    def opinion(self, first: int, second: int, threshold: float | None = None, *, telling: bool = False) -> Opinion:
        """Return the opinion on two posts, footers left out and templates looked at."""
        whole = self._rows.row(first), self._rows.row(second)
        a, b = without_footers(*whole)
        opinion = judge(a, b, self.words, self._threshold if threshold is None else threshold, telling=telling)
        if opinion.same and (reason := self._veto(a, b, whole, opinion)):
            return opinion.refused(reason)
        return opinion

    def explained(self, first: int, second: int) -> Opinion:
        """Return the opinion on two posts, with the words that differ as they are written."""
        opinion = self.opinion(first, second, telling=True)
        a, b = without_footers(self._rows.row(first), self._rows.row(second))
        x, y = self.words(a), self.words(b)
        found = opinion.gaps or (gaps(a.tokens, b.tokens) if opinion.differing and fits(a.tokens, b.tokens) else ())
        opinion.changes = tuple((" ".join(x[p:q]), " ".join(y[r:s])) for p, q, r, s in found)
        return opinion

    def words(self, row: Row) -> list[str]:
        """Return the words of a row as they are written."""
        return row.of_whole(self._rows.words(row.post))

    def _veto(self, a: Row, b: Row, whole: tuple[Row, Row], opinion: Opinion) -> str:
        """Return what keeps two posts apart that are the same by their words, "" if nothing does."""
        size = min(a.weight, b.weight)
        cut = a.spans is not None or b.spans is not None
        if cut and (reason := another_figure(Pair(*whole, self.words))):  # a footer's phone number
            return reason
        if size < SIGNED and (signs := self._other_signs(a.post, b.post)):
            return signs
        if size >= LONG:
            return FRAMED if self.templates.frames(a, b, opinion.gaps) else ""
        slot = self.templates.slot(a, b, opinion.gaps)
        return f"template, slot {slot}" if slot else ""

    def _other_signs(self, first: int, second: int) -> str:
        x, y = (_SIGNS.findall(self._rows.text_of(post)) for post in (first, second))
        return f"sign {x[0]}/{y[0]}" if x and y and not {*x} & {*y} else ""
