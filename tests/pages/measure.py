"""How well tgclean recovers channels of every kind: `python -m tests.pages.measure --seed 1 --posts 400 --jobs 2`.

A row a channel: F1 over whole posts, the same of a naive parse, and how many different lines of the text stand in no
post; below, the mean and the worst of the channels, and the sum of the lost lines.
"""

from __future__ import annotations

import argparse
import io
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import tgclean

from .channels import Made, make
from .habits import PROFILES
from .lost import missing
from .score import Score
from .whole import naive, score


class Row(NamedTuple):
    """What is measured of one channel."""

    profile: str
    ours: float
    naive: float
    lost: int


def recovered(flat: str) -> list[str]:
    """Return the texts of the posts that tgclean finds in a flat text."""
    return [post.text for post in tgclean.posts(io.BytesIO(flat.encode()))]


def judged(made: Made) -> tuple[Score, list[str]]:
    """Return the score of tgclean on a channel, and the lines that it lost."""
    texts = recovered(made.flat)
    return score(made.flat, made.gold, texts), missing(made.flat.encode(), texts)


def measured(profile: str, seed: int, count: int) -> Row:
    """Return the row of a profile."""
    made = make(PROFILES[profile], seed, count)
    whole, gone = judged(made)
    return Row(profile, whole.f1, score(made.flat, made.gold, naive(made.flat)).f1, len(gone))


def table(rows: list[Row]) -> str:
    """Return the rows and their summary as lines of text."""
    lines = [f"{'profile':18} {'tgclean':>8} {'naive':>8} {'lost':>6}"]
    lines += [f"{row.profile:18} {row.ours:8.4f} {row.naive:8.4f} {row.lost:6}" for row in rows]
    ours, plain = [row.ours for row in rows], [row.naive for row in rows]
    lines.append(f"{'mean':18} {sum(ours) / len(ours):8.4f} {sum(plain) / len(plain):8.4f}")
    lines.append(f"{'worst':18} {min(ours):8.4f} {min(plain):8.4f} {sum(row.lost for row in rows):6}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Parse the command line, measure, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.pages.measure", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--posts", type=int, default=400)
    parser.add_argument("--profile", nargs="+", choices=PROFILES, default=list(PROFILES), metavar="NAME")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    size = len(args.profile)
    with ProcessPoolExecutor(args.jobs) as pool:
        rows = list(pool.map(measured, args.profile, [args.seed] * size, [args.posts] * size))
    sys.stdout.write(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
