"""What came out against what is right: posts of a flat text, clusters of posts, pairs of posts.

Every score is a share from 0 to 1, and higher is better.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import comb
from typing import NamedTuple

from .flat import Truth

UNSEEN = re.compile("[\ufe0e\ufe0f\u200b-\u200f\u2060\u2800\u3164\ufeff]")
SHORT = 400  # characters below which a post counts as short
MANY_EDITS = 0.10


class Found(NamedTuple):
    """A recovered post: 1-based lines, both ends in."""

    line: int
    line_end: int
    copies: int
    forwarded_from: str
    title: str
    text: str


class Row(NamedTuple):
    """A post whose cluster is known; `edit` is the share of its words that were edited, `script` may be ""."""

    text: str
    cluster: int
    script: str
    edit: float = 0.0


class Pair(NamedTuple):
    """Two posts, the promise they fall under, whether they are one piece of news, and whether they merge."""

    promise: str
    name: str
    same: bool
    merged: bool


class Outcome(NamedTuple):
    """The scores by name, and one line for each thing that is wrong."""

    scores: dict[str, float]
    faults: list[str]


def share(part: int, whole: int) -> float:
    """`part` of `whole`; of nothing everything is right."""
    return part / whole if whole else 1.0


def f1(right: int, found: int, wanted: int) -> float:
    """Harmonic mean of precision (`right` of `found`) and recall (`right` of `wanted`)."""
    return share(2 * right, found + wanted)


def fold(text: str) -> tuple[str, ...]:
    """The lines of `text` that show something, without what a reader cannot see."""
    folded = (unicodedata.normalize("NFC", UNSEEN.sub("", line)) for line in text.split("\n"))
    seen = ("".join(c if c.isprintable() else " " if c.isspace() else "" for c in line) for line in folded)
    return tuple(line for line in (" ".join(line.split()) for line in seen) if line)


def boundaries(truth: Sequence[Truth], found: Iterable[Found]) -> Outcome:
    """How many posts begin, end and read as they should.

    start           F1 of first lines
    span, copies    of all posts: first and last line right; count of copies right too
    forwarded_from  of the posts that begin where they should; likewise
    title           of those with a repeat, and
    text            of those with one right text
    """
    have = {post.line: post for post in found}
    met = [(post, have[post.line]) for post in truth if post.line in have]
    spans = [(post, got) for post, got in met if got.line_end == post.line_end]
    titled = [(post, got) for post, got in met if post.copies > 1]
    sure = [(post, got) for post, got in met if post.text]
    wrong = [post for post, got in sure if fold(got.text) != fold(post.text)]
    scores = {
        "start": f1(len(met), len(have), len(truth)),
        "span": share(len(spans), len(truth)),
        "copies": share(sum(got.copies == post.copies for post, got in spans), len(truth)),
        "forwarded_from": share(sum(got.forwarded_from == post.forwarded_from for post, got in met), len(met)),
        "title": share(sum(fold(got.title) == fold(post.title) for post, got in titled), len(titled)),
        "text": share(len(sure) - len(wrong), len(sure)),
    }
    return Outcome(scores, _misplaced(truth, have) + [f"line {post.line}: another text" for post in wrong])


def _misplaced(truth: Sequence[Truth], have: Mapping[int, Found]) -> list[str]:
    """A line for each post that is missing, has another end, or is none."""
    faults = []
    for post in truth:
        got = have.get(post.line)
        if got is None:
            faults.append(f"lines {post.line}-{post.line_end}: missed, {post.copies} copies, title {post.title[:40]!r}")
        elif got.line_end != post.line_end:
            faults.append(f"lines {post.line}-{post.line_end}: ends in {got.line_end}, {post.copies} copies")
    starts = {post.line for post in truth}
    return faults + [f"line {line}: begins no post" for line in have if line not in starts]


def texts(wanted: Iterable[str], found: Iterable[str]) -> Outcome:
    """How many texts are there, whole, and how many of their lines.

    post    F1 of whole texts
    recall  of the lines that should be there
    excess  1.0 when there is no line too many, 0.5 when every line stands twice
    """
    want, have = Counter(map(fold, wanted)), Counter(map(fold, found))
    want_lines = Counter(line for text in want.elements() for line in text)
    have_lines = Counter(line for text in have.elements() for line in text)
    scores = {
        "post": f1((want & have).total(), have.total(), want.total()),
        "recall": share((want_lines & have_lines).total(), want_lines.total()),
        "excess": min(1.0, share(want_lines.total(), have_lines.total())),
    }
    missed = [f"missed: {' / '.join(text)}" for text in (want - have).elements()]
    return Outcome(scores, missed + [f"invented: {' / '.join(text)}" for text in (have - want).elements()])


def clusters(rows: Sequence[Row], found: Sequence[Sequence[int]]) -> Outcome:
    """How well posts were grouped; `found` are groups of row numbers (from 0), the kept row first.

    pairs  F1 of pairs in one cluster
    kept   true clusters that still have a record: the others are news that is gone
    drop   rows merged away whose news still has a record
    found  copies that joined their cluster; also those with many edits, of each script, and the short ones
    once   rows that stand in exactly one group
    """
    group = {row: number for number, members in enumerate(found) for row in members}
    places = Counter(row for members in found for row in members)
    both = Counter((row.cluster, group.get(at, -1 - at)) for at, row in enumerate(rows))
    true, made = Counter(row.cluster for row in rows), Counter(number for _, number in both.elements())
    right, wanted, got = (sum(comb(size, 2) for size in count.values()) for count in (both, true, made))
    kept = {members[0] for members in found}
    alive = {rows[row].cluster for row in kept}
    gone = [row.cluster for at, row in enumerate(rows) if at in group and at not in kept]
    scores = {
        "pairs": f1(right, got, wanted),
        "kept": share(len(alive), len(true)),
        "drop": share(sum(cluster in alive for cluster in gone), len(gone)),
        "once": share(sum(places[at] == 1 for at in range(len(rows))), len(rows)),
    }
    linked, faults = _linked(rows, group, both)
    mixed = [members for members in found if len({rows[row].cluster for row in members}) > 1]
    return Outcome(scores | linked, [f"merged: {_sides(rows, members)}" for members in mixed] + faults)


def _sides(rows: Sequence[Row], members: Sequence[int]) -> str:
    """One text of each of two clusters that were merged."""
    first = rows[members[0]]
    other = next(rows[row] for row in members if rows[row].cluster != first.cluster)
    return f"{first.text!r} | {other.text!r}"


def _linked(
    rows: Sequence[Row], group: Mapping[int, int], both: Mapping[tuple[int, int], int]
) -> tuple[dict[str, float], list[str]]:
    """The share of copies found, by kind, and a line for each that was not."""
    best: dict[int, tuple[int, int]] = {}
    for (cluster, number), size in both.items():
        best[cluster] = max(best.get(cluster, (0, 0)), (size, number))
    true = Counter(row.cluster for row in rows)
    tries: dict[str, list[bool]] = defaultdict(list)
    faults = []
    for at, row in enumerate(rows):
        if true[row.cluster] == 1:
            continue
        size, number = best[row.cluster]
        linked = size > 1 and group.get(at, -1 - at) == number
        for kind, holds in (
            ("found", True),
            ("found_edited", row.edit >= MANY_EDITS),
            ("found_short", len(row.text) < SHORT),
            (f"found_{row.script}", bool(row.script)),
        ):
            if holds:
                tries[kind].append(linked)
        if not linked:
            faults.append(f"alone: {row.edit:.0%} edited, {row.script}: {row.text!r}")
    return {kind: share(sum(made), len(made)) for kind, made in sorted(tries.items())}, faults


def pairs(judged: Iterable[Pair]) -> Outcome:
    """How many pairs of each promise were judged as an editor would."""
    right: dict[str, list[bool]] = defaultdict(list)
    faults = []
    for pair in judged:
        right[pair.promise].append(pair.merged == pair.same)
        if pair.merged != pair.same:
            faults.append(f"{'miss' if pair.same else 'false merge'}: {pair.promise}, {pair.name}")
    return Outcome({promise: share(sum(found), len(found)) for promise, found in right.items()}, faults)
