"""Write a generated corpus: `python -m tests.pages --lang ru --posts 300 --seed 5 --out DIR`.

DIR gets `flat.txt` and `gold.jsonl`, a line a post in the order of the text:
  text            the lines that reached the flat text, as the extractor wrote them
  forwarded_from  the name in the post's forward header
  full_text       the message as the channel's reader sees it
  soft            why `text` is not certain (then it is ""), only with --soft keep
  forms           the formats and surroundings it has
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from .corpus import Corpus, corpus
from .extract import EXTRACTORS, missing
from .words import LANGUAGES


def main() -> int:
    """Parse the command line, write the two files, print what is in them."""
    parser = argparse.ArgumentParser(prog="python -m tests.pages", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--lang", choices=LANGUAGES, required=True)
    parser.add_argument("--posts", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--extractor", choices=EXTRACTORS, default="trafilatura")
    parser.add_argument("--soft", choices=("drop", "keep"), default="drop",
                        help="posts that the extractor glues or splits so that several answers are right")  # fmt: skip
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    if why := missing(args.extractor):
        parser.error(why)
    made = corpus(args.lang, args.seed, args.posts, args.extractor, soft=args.soft == "keep")
    write(made, args.out)
    sys.stdout.write(json.dumps(facts(made), ensure_ascii=False) + "\n")
    return 0


def write(made: Corpus, out: Path) -> None:
    """Write `flat.txt` and `gold.jsonl` into the directory `out`."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "flat.txt").write_text(made.flat, "utf-8", newline="\n")
    with (out / "gold.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for gold in made.gold:
            row = {"text": gold.text, "forwarded_from": gold.post.forwarded_from, "full_text": gold.post.text,
                   "soft": gold.soft, "forms": sorted(gold.post.forms)}  # fmt: skip
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def facts(made: Corpus) -> dict[str, object]:
    """How many posts and lines the corpus has, and how many of them are lost or soft."""
    lines = Counter(want=0, reached=0)
    for gold in made.gold:
        if not gold.soft:
            lines["want"] += sum(bool(line.strip()) for line in gold.post.text.split("\n"))
            lines["reached"] += sum(bool(line) for line in gold.text.split("\n"))
    return {
        "posts": len(made.gold),
        "empty": sum(not gold.post.text and not gold.soft for gold in made.gold),
        "lost": sum(bool(gold.post.text) and not gold.text and not gold.soft for gold in made.gold),
        "soft": sum(bool(gold.soft) for gold in made.gold),
        "lines": dict(lines),
        "digest": made.digest,
    }


if __name__ == "__main__":
    sys.exit(main())
