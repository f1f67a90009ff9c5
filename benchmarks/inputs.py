"""Inputs of any size, made from the generators of the quality gate; the same seed gives the same bytes."""

from __future__ import annotations

from pathlib import Path

from tests.quality.exports import Knobs, export

MB = 1_000_000
_PIECE = 20 * MB  # made at once: the generator holds what it makes

KINDS = {
    "noisy": Knobs(),
    "clean": Knobs(noisy=0.0),
    "unique": Knobs(noisy=0.0, repost=0.0),
}
"""What an export is like: a quarter of the repeats differ; all are exact; and no post comes twice."""


def flat_export(kind: str, megabytes: int, directory: Path) -> Path:
    """Gives an export of a kind and size, made where it is not there yet."""
    path = directory / f"{kind}-{megabytes}.txt"
    size = megabytes * MB
    if path.exists() and path.stat().st_size >= size:
        return path
    written, seed = 0, 1000
    with path.open("wb") as out:
        while written < size:
            written += out.write(export(seed, min(_PIECE, size - written), KINDS[kind]).flat)
            seed += 1
    return path
