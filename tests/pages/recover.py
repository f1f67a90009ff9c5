"""A corpus through tgclean's readers and its segmenter, and the floors under the scores.

`python -m tests.pages.recover` prints the scores.  `--write` raises floors (to the score, less a margin) and
sets the digests; a floor is lowered, and a changed corpus accepted, only with `--lower`.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import sys
from pathlib import Path

from tgclean.model import Tally
from tgclean.options import Options
from tgclean.pipeline import Source, prepare

from .corpus import Corpus, corpus
from .extract import missing
from .score import Found, score

FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.01
POSTS = 120
SEED = 1001


def recover(flat: str) -> list[Found]:
    """The posts that are found in a flat text."""
    posts = prepare(Source("flat.txt", io.BytesIO(flat.encode())), Options(), Tally())
    return [Found(post.copies[0].line, post.text, post.forwarded_from) for post in posts]


def floors() -> dict[str, dict[str, object]]:
    """By `extractor/language`: the floor of F1 and the digest of the corpus."""
    table: dict[str, dict[str, object]] = json.loads(FLOORS.read_text("utf-8"))
    return table


def made(name: str) -> Corpus:
    """The corpus of a row of the table."""
    extractor, lang = name.split("/")
    return corpus(lang, SEED, POSTS, extractor)


def main() -> int:
    """Print every score; with `--write`, write the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.pages.recover", description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--lower", action="store_true")
    args = parser.parse_args()
    table = floors()
    for name, row in table.items():
        if missing(name.split("/")[0]):
            continue
        text = made(name)
        got = score(text, recover(text.flat))
        sys.stdout.write(f"{name:28} {got.f1:.4f}  floor {row['floor']}  {got.right}/{got.want}, found {got.found}\n")
        floor = max(0.0, math.floor((got.f1 - MARGIN) * 1000) / 1000)
        if args.lower or floor > float(str(row["floor"])):
            row["floor"] = floor
        if args.lower or not row["digest"]:
            row["digest"] = text.digest
    if args.write:
        rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in table.items())
        FLOORS.write_text("{\n" + rows + "\n}\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
