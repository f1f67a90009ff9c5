"""The quality gate: `python -m tests.quality.gate [NAME…]` scores the fixed corpora against `floors.json`.

Exit status 1 when a score is below its floor, or a corpus is not the one that the floors were set for.
--raise writes higher floors: each score less MARGIN.  --lower also writes lower
ones, and takes the corpora as they are now; say in the commit why.  A name may end in `*`.
--shift N scores corpora with other seeds, and compares with nothing: what was gained on the fixed ones should hold
there too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple, TypedDict

from .corpora import CORPORA, outcome
from .scores import Outcome

FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.01  # what a change that is better elsewhere may cost: one post of a hundred


class Floor(TypedDict):
    """What a corpus is held to."""

    sha256: str
    metrics: dict[str, float]


class Line(NamedTuple):
    """A line of the table; without a floor the metric is new."""

    corpus: str
    metric: str
    score: float
    floor: float | None

    @property
    def falls(self) -> bool:
        """Whether the score is below its floor."""
        return self.floor is not None and self.score < self.floor


def compare(name: str, sha256: str, scores: Mapping[str, float], floor: Floor | None) -> tuple[list[Line], list[str]]:
    """The lines of a corpus, and a complaint for each rule that it breaks."""
    known = floor["metrics"] if floor else {}
    lines = [Line(name, metric, score, known.get(metric)) for metric, score in scores.items()]
    complaints = [
        f"{name}: {line.metric} {line.score:.4f} is below its floor {line.floor}" for line in lines if line.falls
    ]
    complaints += [f"{name}: {metric} has a floor and no score" for metric in known if metric not in scores]
    if floor is None:
        complaints.append(f"{name}: has no floors; set them with --raise")
    elif floor["sha256"] != sha256:
        complaints.append(f"{name}: is another corpus than the one its floors were set for")
    return lines, complaints


def floor_for(score: float) -> float:
    """The floor that a score allows: MARGIN below it, rounded down to four digits."""
    return int(max(0.0, score - MARGIN) * 10_000) / 10_000


def raised(name: str, sha256: str, scores: Mapping[str, float], floor: Floor | None, lower: bool = False) -> Floor:
    """The new floors of a corpus: those that the scores allow, and without `lower` none below the old.

    Raises: ValueError when the corpus is another one, or a metric is gone, and `lower` does not say that it may.
    """
    allowed = {metric: floor_for(score) for metric, score in scores.items()}
    if floor is None or lower:
        return {"sha256": sha256, "metrics": allowed}
    if floor["sha256"] != sha256:
        raise ValueError(f"{name} is another corpus than the one its floors were set for: --lower takes it")
    if gone := floor["metrics"].keys() - scores.keys():
        raise ValueError(f"{name} has no {', '.join(sorted(gone))} any more: --lower takes that")
    return {"sha256": sha256, "metrics": {m: max(f, floor["metrics"].get(m, f)) for m, f in allowed.items()}}


def read_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """The floors by corpus, none if there is no file."""
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def write_floors(floors: Mapping[str, Floor], path: Path = FLOORS) -> None:
    """Write the floors, in the order of the corpora."""
    ordered = {name: floors[name] for name in (*CORPORA, *floors) if name in floors}
    path.write_text(json.dumps(ordered, indent=1) + "\n", "utf-8", newline="\n")


def chosen(patterns: Sequence[str]) -> Iterator[str]:
    """The names of the corpora that are asked for: all, without a pattern."""
    return (name for name in CORPORA if not patterns or any(fnmatch(name, pattern) for pattern in patterns))


def main(
    arguments: Sequence[str] | None = None,
    path: Path = FLOORS,
    measure: Callable[[str, int], tuple[str, Outcome]] = outcome,
) -> int:
    """Score, print the table, compare or write; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality.gate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="corpora; all without one")
    parser.add_argument("--raise", dest="higher", action="store_true", help="write higher floors")
    parser.add_argument("--lower", action="store_true", help="write the floors that the scores allow, lower ones too")
    parser.add_argument("--faults", type=int, default=0, metavar="N", help="show up to N faults of each corpus")
    parser.add_argument("--shift", type=int, default=0, metavar="N", help="add N to every seed; only score")
    args = parser.parse_args(arguments)
    if args.shift and (args.higher or args.lower):
        parser.error("--shift scores other corpora than those that have floors")
    complaints = _scored(args, path, measure)
    for complaint in complaints:
        sys.stderr.write(f"{complaint}\n")
    return 1 if complaints else 0


def _scored(args: argparse.Namespace, path: Path, measure: Callable[[str, int], tuple[str, Outcome]]) -> list[str]:
    """The complaints about the corpora that are asked for; without any, the floors are written if they should be."""
    floors, complaints = read_floors(path), list[str]()
    for name in chosen(args.names):
        sha256, (scores, faults) = measure(name, args.shift)
        floor = None if args.shift else floors.get(name)
        lines, wrong = compare(name, sha256, scores, floor)
        _show(lines, faults[: args.faults])
        if args.higher or args.lower:
            try:
                floors[name] = raised(name, sha256, scores, floor, args.lower)
                wrong = compare(name, sha256, scores, floors[name])[1]
            except ValueError as error:
                wrong = [str(error)]
        complaints += [] if args.shift else wrong
    if not args.names and (unknown := floors.keys() - CORPORA.keys()):
        complaints += [f"{name}: has floors and is no corpus" for name in sorted(unknown)]
    if (args.higher or args.lower) and not complaints:
        write_floors(floors, path)
    return complaints


def _show(lines: Sequence[Line], faults: Sequence[str]) -> None:
    for line in lines:
        floor = "      -" if line.floor is None else f"{line.floor:7.4f}"
        sys.stdout.write(f"{line.corpus:28}{line.metric:16}{line.score:7.4f} {floor}{'  FALLS' * line.falls}\n")
    for fault in faults:
        sys.stdout.write(f"    {fault}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
