"""Inputs that make a careless segmenter slow: its speed on each, at one size and at ten times that.

python -m benchmarks.hostile               0.3 MB and 3 MB
python -m benchmarks.hostile --mb 5 --factor 1 --only fuzzy_period
"""

from __future__ import annotations

import argparse
import io
import time

from tests.quality.hostile import HOSTILE
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.readers import chunks, sources
from tgclean.segment import segment

MB = 1_000_000


def main() -> None:
    """Prints a table: speed, how the time grows, posts, limits that bit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__.split("\n")[0])
    parser.add_argument("--mb", type=float, default=0.3, help="size of the smaller input")
    parser.add_argument("--factor", type=int, default=10, help="how many times as large the larger one is")
    parser.add_argument("--only", nargs="*", choices=list(HOSTILE), default=list(HOSTILE))
    chosen = parser.parse_args()
    print("| input | MB/s | MB/s, larger | time against size | posts | limits |\n|---|---|---|---|---|---|")
    for name in chosen.only:
        small, _, _ = _timed(HOSTILE[name](int(chosen.mb * MB)))
        size = int(chosen.mb * MB * chosen.factor)
        large, posts, tally = _timed(HOSTILE[name](size))
        limits = ", ".join(f"{limit} {count}" for limit, count in sorted(tally.limits.items())) or "none"
        growth = large / small / chosen.factor
        print(
            f"| {name} | {chosen.mb / small:.2f} | {size / MB / large:.2f} | {growth:.2f} × | {posts} | {limits} |",
            flush=True,
        )


def _timed(data: bytes) -> tuple[float, int, Tally]:
    """Gives the CPU seconds that the posts of some bytes take, how many they are, and the tally."""
    tally = Tally()
    (source,) = sources([io.BytesIO(data)])
    begin = time.process_time()
    posts = sum(1 for _ in segment(chunks(source, tally), "-", Options(), tally))
    return time.process_time() - begin, posts, tally


main()
