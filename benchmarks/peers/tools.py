"""What is run: each tool's command, how its output is read, where it comes from, and its settings in words."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from math import inf
from pathlib import Path

from .corpora import Corpus, left, numbers, records

ADAPTERS = str(Path(__file__).with_name("adapters.py"))
AWK = shutil.which("mawk") or "awk"
SMALL = 2  # MB


@dataclass(frozen=True, slots=True)
class Tool:
    """A command over a corpus; `read` gives its clusters, and is missing where there are none to score."""

    command: Callable[[Corpus], list[str]]
    read: Callable[[Path, Corpus], list[int]] | None
    settings: str
    package: str = ""
    module: str = ""
    program: str = ""
    max_mb: float = field(default=inf)

    def installed(self) -> bool:
        """Whether its module, or its program, is there."""
        return bool(find_spec(self.module) if self.module else shutil.which(self.program))


def _peer(name: str, package: str, module: str, settings: str, max_mb: float = inf) -> Tool:
    command = [sys.executable, ADAPTERS, name]
    return Tool(lambda corpus: [*command, str(corpus.rows)], numbers, settings, package, module, max_mb=max_mb)


def _tgclean(corpus: Corpus) -> list[str]:
    return [str(Path(sys.executable).with_name("tgclean")), "dedupe", "-q", "--input-format", "jsonl", str(corpus.rows)]


WORDS = "word 5-grams, J ≥ .7, 128 permutations"
TOOLS = {
    "tgclean": Tool(_tgclean, records, "default settings, `dedupe --input-format jsonl`", "tgclean", "tgclean"),
    "rensa": _peer("rensa", "rensa", "rensa", f"{WORDS}, 16 bands; the estimate decides"),
    "rensa-char": _peer(
        "rensa-char", "rensa", "rensa", "character 5-grams, J ≥ .55, 128 permutations, 32 bands; the estimate decides"
    ),
    "rensa-stream": _peer(
        "rensa-stream", "rensa", "rensa", "words, J ≥ .7, 128 permutations; says new or not, names no clusters"
    ),
    "gaoya": _peer("gaoya", "gaoya", "gaoya", f"{WORDS}; runs on all processors"),
    "datasketch": _peer("datasketch", "datasketch", "datasketch", WORDS),
    "dupekit": _peer(
        "dupekit", "marin-dupekit pyarrow", "dupekit", "cleaned text, character 5-grams, 286 permutations, 26 bands"
    ),
    "near-dupes": _peer("near-dupes", "near-dupes", "near_dupes", "default: character 3-grams, exact J ≥ .85"),
    "simhash": _peer("simhash", "simhash", "simhash", "default: 64 bits of character 4-grams, at most 3 differ"),
    "text-dedup": _peer(
        "text-dedup", "text-dedup", "text_dedup", f"`minhash`: {WORDS}, `min_length` 1 so that it drops no short post"
    ),
    "rapidfuzz": _peer(
        "rapidfuzz", "rapidfuzz", "rapidfuzz", f"`fuzz.ratio` ≥ 80 over all pairs, on {SMALL} MB", max_mb=SMALL
    ),
    "awk rows": Tool(
        lambda corpus: [AWK, "!seen[$0]++", str(corpus.rows)],
        left,
        "`awk '!seen[$0]++'` over the rows: exact copies of whole posts",
        program=AWK,
    ),
    "awk lines": Tool(
        lambda corpus: [AWK, "!seen[$0]++", str(corpus.flat)],
        None,
        "the same over the posts as flat text: a line that two posts share stays in one of them, so nothing to score",
        program=AWK,
    ),
    "sort lines": Tool(
        lambda corpus: ["env", "LC_ALL=C", "sort", "-u", str(corpus.flat)],
        None,
        "`LC_ALL=C sort -u` over the flat text: its lines in another order, so nothing to score",
        program="sort",
    ),
}
