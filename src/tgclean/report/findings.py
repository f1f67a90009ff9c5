"""What the page shows of the records, collected one record at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from html import escape
from typing import NamedTuple, TypeVar

from tgclean.model import Record, Span, bytes_of
from tgclean.report.words import beginning, place, shortened, shown

_Noun = TypeVar("_Noun", Record, Span)

BUDGET_BYTES = 10_000_000
"""Of clusters on a page. With 15 million a page of 100,000 posts opened in 1.7 s in Chromium on two idle cores, and it
shall not take two on busy ones."""
NEAREST = 12
"""Pairs of each side of the threshold that are shown: as many as a person reads to choose it."""
_MOST_COPIES = 200
_MOST_CHARS = 20_000
_MOST_EDITS = 2_000
_MOST_PLACES = 5
_CLUSTER_BYTES, _COPY_BYTES, _RUN_BYTES = 900, 150, 14
"""The markup around a cluster, a copy, and a run of a word diff.

A run counts twice its markup, for the time to open goes with the number of elements: a page of 15 MB with a run for
each Chinese character opened in 2.8 s.
"""


class Miss(NamedTuple):
    """Two records that were kept apart although they are much alike.

    `score` is 0-100 and was too low, `reason` says why in a line, `edits` is a word diff from `a` to `b`.
    """

    score: float
    reason: str
    a: Record
    b: Record
    edits: str


class Merge(NamedTuple):
    """A near copy, the place of the text that it was merged into, and the beginning of that."""

    copy: Span
    kept: Span
    text: str


class Cluster(NamedTuple):
    """A record with exact or near copies, cut to what a page can hold; what was cut is counted."""

    record: Record
    more_chars: int
    more_copies: int


@dataclass(slots=True)
class Channel:
    """How many posts a channel has; of those that several channels have, which it had first, and which not."""

    posts: int = 0
    first: int = 0
    copied: int = 0


@dataclass(slots=True)
class Flagged:
    """How many records have a flag, and where the first of them stand."""

    count: int = 0
    places: list[Span] = field(default_factory=list)


class Findings:
    """What a page shows of some records.

    The clusters take `budget_bytes` on the page at most, so the largest are held; the rest is counts by date, by score
    and by name.
    """

    def __init__(self, budget_bytes: int = BUDGET_BYTES) -> None:
        self.records = self.posts = self.repeats = self.exact = self.near = 0
        self.doubled = self.merged = 0  # records of one doubled post; clusters
        self.stretches: Counter[str] = Counter()
        self.scores: Counter[int] = Counter()
        self.days: dict[date, tuple[int, int]] = {}
        self.sources: Counter[str] = Counter()
        self.channels: defaultdict[str, Channel] = defaultdict(Channel)
        self.forwarded: Counter[str] = Counter()
        self.flags: defaultdict[str, Flagged] = defaultdict(Flagged)
        self._budget, self._weight = budget_bytes, 0
        self._largest: list[tuple[int, int, int, Cluster]] = []  # a heap: count, order (negative), bytes
        self._floor = (0, 0)
        self._nearest: list[tuple[float, int, Merge]] = []  # a heap, the worst of the nearest first

    def add(self, record: Record) -> None:
        """Take in one record; records come in the order of the output."""
        posts = [span for span in record.spans if span.role != "repeat"]
        self.records += 1
        self.posts += len(posts)
        self.repeats += record.repeats
        self.exact += record.exact
        self.near += record.near
        for span in record.spans:
            self.stretches[span.role] += bytes_of(span, record.text)
        for span in posts:
            self._add_post(span)
        for flag in record.flags.split():
            flagged = self.flags[flag]
            flagged.count += 1
            flagged.places += record.spans[: len(flagged.places) < _MOST_PLACES]
        if len(posts) > 1:
            self.merged += 1
            self._add_origin(posts, extended="extended" in record.flags.split())
            self._add_nearest(record)
            self._add_cluster(record)
        elif record.repeats:
            self.doubled += 1

    def clusters(self) -> Iterator[Cluster]:
        """Yield the largest clusters, by count and then in order of input."""
        return (cluster for *_, cluster in sorted(self._largest, key=lambda held: held[:2], reverse=True))

    @property
    def left_out(self) -> int:
        """How many clusters the page has no room for."""
        return self.merged - len(self._largest)

    def nearest(self) -> list[Merge]:
        """Return the lowest near copy of each of the clusters that have the lowest, lowest first."""
        return [merge for *_, merge in sorted(self._nearest, key=lambda held: held[:2], reverse=True)]

    def _add_post(self, span: Span) -> None:
        self.sources[span.source] += 1
        self.channels[span.channel or span.source].posts += 1
        if span.forwarded_from:
            self.forwarded[span.forwarded_from] += 1
        if span.role == "near":
            self.scores[min(99, int(span.score))] += 1
        if day := _day_of(span.date):
            kept, merged = self.days.get(day, (0, 0))
            self.days[day] = (kept + 1, merged) if span.role == "kept" else (kept, merged + 1)

    def _add_origin(self, posts: Sequence[Span], *, extended: bool) -> None:
        names = [span.channel or span.source for span in posts]
        if len(set(names)) > 1:
            origin = names[_first_of(posts, extended=extended)]
            self.channels[origin].first += 1
            for name in names:
                self.channels[name].copied += name != origin

    def _add_nearest(self, record: Record) -> None:
        near = [span for span in record.spans if span.role == "near"]
        if near:
            lowest = min(near, key=lambda span: span.score)
            copy = _but(lowest, edits=shortened(lowest.edits, _MOST_EDITS))
            heappush(
                self._nearest, (-lowest.score, -self.records, Merge(copy, record.spans[0], beginning(record.text)))
            )
            if len(self._nearest) > NEAREST:
                heappop(self._nearest)

    def _add_cluster(self, record: Record) -> None:
        if (key := (record.count, -self.records)) < self._floor:
            return
        cluster = _cut(record)
        weight = _weight_of(cluster.record)
        self._weight += weight
        heappush(self._largest, (*key, weight, cluster))
        while self._weight > self._budget:
            count, order, weight, _ = heappop(self._largest)
            self._weight -= weight
            self._floor = (count, order)  # none that is smaller comes in later, even if it had room


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _first_of(posts: Sequence[Span], *, extended: bool) -> int:
    """Return which of some posts was posted first: by date if all have dates of one kind, else by place.

    The kept one comes first in a record, whichever it is; the others follow by place.
    """
    dates = [span.date for span in posts]
    if all(dates) and len({text.endswith("Z") for text in dates}) == 1:
        return min(range(len(posts)), key=lambda i: dates[i])
    kept, second = posts[:2]
    return int(extended or (kept.source == second.source and kept.line > second.line))


def _cut(record: Record) -> Cluster:
    spans = [
        span if len(span.edits) <= _MOST_EDITS else _but(span, edits=shortened(span.edits, _MOST_EDITS))
        for span in record.spans[:_MOST_COPIES]
    ]
    cut = _but(record, text=record.text[:_MOST_CHARS], spans=spans, blocks=(), extra="")
    return Cluster(cut, len(record.text) - len(cut.text), len(record.spans) - len(spans))


def _weight_of(record: Record) -> int:
    """Return about how many bytes a cluster takes on the page."""
    told = [record.text]
    runs = 0
    for span in record.spans:
        told.append(f"{place(span)}{span.edits}")
        runs += span.edits.count("[-") + span.edits.count("{+")
        if span.role != "repeat":
            told.append(f"{span.channel}{span.author}{span.forwarded_from}{span.date}{span.url * 2}")
    size = len(escape(shown("".join(told))).encode("utf-8", "replace"))
    return size + _CLUSTER_BYTES + _COPY_BYTES * len(record.spans) + _RUN_BYTES * runs


def _but(value: _Noun, **changes: object) -> _Noun:
    """Return a value with other fields."""
    return type(value)(**{name: getattr(value, name) for name in value.__struct_fields__} | changes)
