"""The corpora whose clusters are known, and what a tool's clusters score on them.

Both run in a process of their own: a process that is measured begins with the largest memory of the one that
started it.  So what is heavy is imported where it is used.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import comb
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from .adapters import DROPPED

if TYPE_CHECKING:
    from tests.quality.scores import Row

MB = 1_000_000
SEEDS = {"reposts": 3301, "templated": 3401}  # none of the quality gate's
TEMPLATED = 800  # posts, each with one repost

Result = TypeVar("Result")


class Corpus(NamedTuple):
    """Where the rows, the same posts as one flat text, and the truth are; and how much there is."""

    rows: Path
    flat: Path
    truth: Path
    posts: int
    clusters: int
    mb: float


def apart(function: Callable[..., Result], *given: Any) -> Result:
    """What a function of this module gives, from a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *given).result()


def make(kind: str, size: int, directory: Path) -> Corpus:
    """Writes a corpus: `reposts` of at least `size` bytes, or the `templated` posts, whose number is fixed."""
    from tests.quality.lookalikes import templated
    from tests.quality.reposts import reposts, sample_scripts

    seed = SEEDS[kind]
    made = reposts(seed, size, sample_scripts) if kind == "reposts" else templated(seed, TEMPLATED, ("en",))
    paths = [directory / f"{kind}-{size}{end}" for end in (".jsonl", ".txt", ".truth.json")]
    rows = "".join(json.dumps({"text": row.text}, ensure_ascii=False) + "\n" for row in made).encode()
    paths[0].write_bytes(rows)
    paths[1].write_text("\n\n".join(row.text for row in made) + "\n", "utf-8")
    paths[2].write_text(json.dumps(made), "utf-8")
    return Corpus(*paths, len(made), len({row.cluster for row in made}), len(rows) / MB)


def records(output: Path, corpus: Corpus) -> list[int]:
    """Clusters from tgclean's JSON Lines: a row belongs to the record that has it among its spans."""
    found = [DROPPED] * corpus.posts
    with output.open(encoding="utf-8") as lines:
        for line in lines:
            # Whose text is kept counts as well: the cluster's number is that of the kept row.
            rows = [span["line"] - 1 for span in json.loads(line)["spans"]]
            for row in rows:
                found[row] = rows[0]
    if DROPPED in found:
        raise ValueError(f"row {found.index(DROPPED) + 1} of {corpus.rows.name} is in no record")
    return found


def numbers(output: Path, corpus: Corpus) -> list[int]:
    """Clusters from a number a line."""
    found = [int(line) for line in output.read_text().split()]
    if len(found) != corpus.posts:
        raise ValueError(f"{len(found)} clusters of {corpus.posts} posts in {output.name}")
    return found


def left(output: Path, corpus: Corpus) -> list[int]:
    """Clusters from the rows that are left over, each of them the first of its kind."""
    kept = set(output.read_bytes().splitlines())
    first: dict[bytes, int] = {}
    with corpus.rows.open("rb") as rows:
        return [
            first.setdefault(row, at) if row in kept else DROPPED
            for at, row in enumerate(line.removesuffix(b"\n") for line in rows)
        ]


def score(corpus: Corpus, output: Path, read: Callable[[Path, Corpus], list[int]]) -> dict[str, float]:
    """Shares from 0 to 1: those of `tests.quality.scores.clusters`, and what is not among them.

    P, R     precision and recall of pairs in one cluster
    gone     of the copies that are too many, those merged away while their news still has a record
    edit N%  copies found, by the share of their words that were edited
    lost     how many true clusters have no record left: a count

    A tool that names no clusters has no score that needs them.
    """
    from tests.quality.scores import Row, clusters, share

    rows = [Row(*row) for row in json.loads(corpus.truth.read_text("utf-8"))]
    found = read(output, corpus)
    groups = _groups(found)
    scores = clusters(rows, groups).scores
    by_edit = clusters([row._replace(script=f"{row.edit:.0%}") for row in rows], groups).scores
    gone = scores["drop"] * (len(rows) - len(groups))
    scores["lost"] = round((1 - scores["kept"]) * corpus.clusters)
    scores["gone"] = share(gone, len(rows) - corpus.clusters)
    if DROPPED in found:
        return {name: scores[name] for name in ("kept", "drop", "lost", "gone")}
    scores |= _pairs(rows, found)
    return scores | {f"edit {name.removeprefix('found_')}": at for name, at in by_edit.items() if name.endswith("%")}


def _groups(found: Sequence[int]) -> list[list[int]]:
    """Rows by cluster, the kept one first: the row whose number the cluster has."""
    groups: dict[int, list[int]] = defaultdict(list)
    for row, number in enumerate(found):
        groups[number].append(row)
    dropped = groups.pop(DROPPED, [])
    made = [[number, *(row for row in rows if row != number)] for number, rows in groups.items()]
    if dropped:  # merged away into some record, nobody knows which
        made[-1] += dropped
    return made


def _pairs(rows: Sequence[Row], found: Sequence[int]) -> dict[str, float]:
    from tests.quality.scores import share

    true = [row.cluster for row in rows]
    right, got, wanted = (
        sum(comb(size, 2) for size in Counter(names).values()) for names in (zip(true, found, strict=True), found, true)
    )
    return {"P": share(right, got), "R": share(right, wanted)}
