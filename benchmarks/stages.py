"""What each stage costs by itself, in one process: the floors under the whole job."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from tgclean.clean import clean
from tgclean.match import Matcher
from tgclean.merge import record_of
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.readers import chunks, sources
from tgclean.segment import segment
from tgclean.segment.blocks import with_blocks
from tgclean.segment.lines import window_of
from tgclean.segment.squares import runs_of
from tgclean.writers import encode

Result = TypeVar("Result")

RECORDS, JSON, SIGNATURES = "merge: records of single posts", "write: JSON", "match: signatures"
REPEATS = "read, number the lines, runs of lines that stand again; nothing else"


def stages(path: Path) -> dict[str, float]:
    """Gives the CPU seconds of each stage over a whole input, each fed from a list made before."""
    figures: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Result]) -> Result:
        begin = time.process_time()
        result = work()
        figures[name] = time.process_time() - begin
        return result

    import_module("tgclean.match.signature")  # loads numpy, which is no work of a stage
    options, tally = Options(), Tally()
    (source,) = sources([path])
    lines = timed("read: lines and their places", lambda: list(chunks(source, tally)))
    posts = timed("segment: posts", lambda: list(segment(iter(lines), "-", options, tally)))
    whole = timed("clean and blocks", lambda: [with_blocks(clean(post)) for post in posts if post.text])
    records = timed(RECORDS, lambda: [record_of(post) for post in whole])
    timed(JSON, lambda: sum(len(encode(record)) for record in records))
    texts = [post.text for post in whole]
    matcher = Matcher(options, texts.__getitem__, tally)
    timed(SIGNATURES, lambda: [matcher.add(post) for post in whole])
    timed("match: candidates and judge", lambda: sum(1 for _ in matcher.verdicts()))
    timed(REPEATS, lambda: sum(len(runs_of(window_of(chunk.lines).lag).begin) for chunk in chunks(source, Tally())))
    return figures


def floors(figures: Mapping[str, float]) -> dict[str, float]:
    """Gives, of what `stages` gives, the CPU seconds below which no job with these parts can go."""
    return {
        "records alone, the spans given": figures[RECORDS] + figures[JSON],
        "splitting and exact repeats alone": figures[REPEATS],
        "signatures alone": figures[SIGNATURES],
    }
