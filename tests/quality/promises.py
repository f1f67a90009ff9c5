"""What the judge's rule promises of the pairs in `cases/pairs`, told from a pair's kind and texts alone.

`python -m tests.quality.promises` prints how many of the other pairs are judged as an editor would: what one rule for
all languages does not see (opposites, spelled numbers, hours and months in two notations, paraphrase).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from tgclean.match import explain
from tgclean.options import Options

PAIRS = Path(__file__).parents[1] / "cases" / "pairs"
ADDRESS = re.compile(r"@\w|://|t\.me/|#\w")
FIGURE = re.compile(r"\d+(?:[.,:٫٬’']\d+)*")
WORD = re.compile(r"[^\W_]+")
DENIALS = """
    not no never without cannot nicht kein keine nie ne pas jamais non não nunca nu не ни без нет нельзя ikke inte ei
    δεν yok değil жоқ لا لم لن ليس غير نیست نه نہیں بدون नहीं मत না নয় இல்லை לא אין tidak bukan không
    chưa hindi
    አይደለም ոչ չէ არ nincs nem
"""
NEGATIONS = frozenset(DENIALS.split())
SPELLING = {"typo", "typos", "diacritics", "case", "niqqud", "marks", "letters", "quotes", "typing", "inflection"}


def promised(row: Mapping[str, Any]) -> str:
    """Return the promise that a pair falls under, "" if none."""
    a, b = row["a"], row["b"]
    figures = Counter(FIGURE.findall(a)), Counter(FIGURE.findall(b))
    words = WORD.findall(a), WORD.findall(b)
    size = min(map(len, words))
    if row["same"]:
        return _same(row["kind"], a, b, words) if figures[0] == figures[1] else ""
    if not figures[0] <= figures[1] and not figures[1] <= figures[0]:
        return "figures"
    if row["kind"] in ("negation", "denied"):
        denials = [Counter(word.casefold() for word in side if word.casefold() in NEGATIONS) for side in words]
        return "negations" if denials[0] != denials[1] and size < 100 else ""
    return "names" if size < 40 and _other_names(*words) else ""


def _same(kind: str, a: str, b: str, words: tuple[list[str], list[str]]) -> str:
    """Return the promise of a pair that is one post; numbers spelled out in one of the two are no promise."""
    if kind in ("cut", "truncated"):
        return "cuts" if min(map(len, words)) >= 12 else ""
    if kind == "emoji":
        return "emoji"
    if kind in SPELLING:
        return "spelling" if _only_letters_differ(*words) else ""
    if kind not in ("promo", "forward", "hashtags"):
        return ""
    lines = [{line.strip() for line in side.split("\n") if line.strip()} for side in (a, b)]
    alone = lines[0] ^ lines[1]
    short = all(len(WORD.findall(line)) <= 9 for line in alone)
    return "boilerplate" if short and all(ADDRESS.search(line) for line in alone) else ""


def _only_letters_differ(a: list[str], b: list[str]) -> bool:
    """Return whether each word of a post has at most one letter of its own, put in, left out or swapped."""
    pairs = zip(a, b, strict=False)
    return len(a) == len(b) and all(OSA.distance(x.casefold(), y.casefold()) <= 1 for x, y in pairs)


def _other_names(a: list[str], b: list[str]) -> bool:
    """Return whether two posts differ in words that begin with a capital, and in nothing else."""
    changed = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and bool(changed) and all(x[0].isupper() and y[0].isupper() for x, y in changed)


def judged() -> dict[str, list[tuple[Mapping[str, Any], bool]]]:
    """Return the pairs of each promise, and below the name of their kind the others; with whether they merge."""
    found: dict[str, list[tuple[Mapping[str, Any], bool]]] = {}
    for path in sorted(PAIRS.glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            name = promised(row) or f"({row['kind']})"
            found.setdefault(name, []).append((row, explain(row["a"], row["b"], Options()).same))
    return found


def report() -> Iterator[str]:
    """Yield a line for each promise and for each kind that no promise covers."""
    yield f"{'':24}{'pairs':>6}{'right':>7}{'false merges':>14}{'missed':>8}"
    for name, pairs in sorted(judged().items(), key=lambda item: (item[0][0] == "(", -len(item[1]))):
        merged = sum(same and not row["same"] for row, same in pairs)
        missed = sum(row["same"] and not same for row, same in pairs)
        yield f"{name:24}{len(pairs):6}{1 - (merged + missed) / len(pairs):7.3f}{merged:14}{missed:8}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in report())
