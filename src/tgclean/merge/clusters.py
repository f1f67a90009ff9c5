"""Which posts make up one record: verdicts, packed, some twenty bytes a post."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from tgclean.model import Verdict, VerdictKind

_KINDS: tuple[VerdictKind, ...] = ("fresh", "exact", "near")
_NONE = 0xFFFFFFFF
_FULLER = 4  # added to the kind


class Clusters:
    """The verdicts of a run, read back cluster by cluster in order of their leaders."""

    def __init__(self, verdicts: Iterable[Verdict]) -> None:
        self._kinds = bytearray()
        self._scores = array("f")
        self._next = array("I")  # the next member of the same cluster
        self._last = array("I")  # of a leader: its cluster's last member so far
        for verdict in verdicts:
            number = len(self._kinds)
            self._kinds.append(_KINDS.index(verdict.kind) | _FULLER * verdict.fuller)
            self._scores.append(verdict.score)
            self._next.append(_NONE)
            self._last.append(number)
            if verdict.leader != number:
                self._next[self._last[verdict.leader]] = number
                self._last[verdict.leader] = number

    def __iter__(self) -> Iterator[list[Verdict]]:
        """Gives the verdicts of each cluster, the leader's first, then by place."""
        for number, kind in enumerate(self._kinds):
            if not kind:
                members = [Verdict(number, "fresh", number, 100.0, "")]
                while (number_next := self._next[members[-1].post]) != _NONE:
                    score = round(self._scores[number_next], 4)
                    near = self._kinds[number_next]
                    members.append(Verdict(number_next, _KINDS[near % _FULLER], number, score, "", near >= _FULLER))
                yield members
