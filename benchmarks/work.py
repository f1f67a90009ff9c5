"""What the work costs, in figures that a busy machine does not change; held to `ceilings.json`.

python -m benchmarks.work            exit status 1 where a figure is above its ceiling
python -m benchmarks.work --lower    write the ceilings that an improvement allows
python -m benchmarks.work --raise    write higher ones too; say in the commit why

Opcodes a byte count the interpreter's own work, at a fixed hash seed: the same number every time, but another in
another minor version of Python, which has ceilings of its own.  What C code does is seen in the CPU over that of a
fixed piece of work, the least of some pairs, under a wide ceiling.  Memory is the slope between two sizes.  Growth is
what three times the input costs over three times the cost; its limits stand here and do not move.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from operator import truediv
from pathlib import Path
from types import FrameType
from typing import Any

from tests.quality.exports import export
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.pipeline import run

from .inputs import KINDS

CEILINGS = Path(__file__).with_name("ceilings.json")
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
SEED = 4001
TRACED_BYTES = 400_000
TIMED_BYTES = 2_000_000
HELD_BYTES = 8_000_000  # the smaller input, too, is more than a window of lines
TIMES = 3  # the larger input over the smaller
PAIRS = 3
GROWTH = {"opcode growth": 1.15, "CPU growth": 1.4}
"""What three times the input may cost, over three times the cost: linear work, and what stands for a busy machine."""
SPARE = {"opcodes a byte": 1.08, "CPU over reference": 1.6, "bytes a post": 1.15}
"""What a change may cost, by how a figure is called, before a ceiling has to be raised on purpose."""


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures beside their ceilings; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.work", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lower", action="store_true", help="write the ceilings that an improvement allows")
    parser.add_argument("--raise", dest="higher", action="store_true", help="write what is needed, higher ceilings too")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.measure:
        print(json.dumps(measured()))
        return 0
    found = _in_fixed_process()
    held = json.loads(CEILINGS.read_text()) if CEILINGS.exists() else {}
    if chosen.lower or chosen.higher:
        held = moved(held, found, higher=chosen.higher)
        CEILINGS.write_text(json.dumps(held, indent=2, sort_keys=True) + "\n")
    ceilings = ceilings_in(held, found)
    for name, figure in found["figures"].items():
        print(f"{name:28} {figure:10.3f}   ceiling {ceilings.get(name, 'none')}")
    complaints = complaints_about(found, held)
    print(*complaints, sep="\n", file=sys.stderr)
    return 1 if complaints else 0


def complaints_about(found: dict[str, Any], held: dict[str, Any]) -> list[str]:
    """Gives a line for each figure above its ceiling, and one if the inputs are not those of the ceilings."""
    if found["inputs"] != held.get("inputs"):
        return ["the inputs are not those that the ceilings were set for; see --raise"]
    ceilings = ceilings_in(held, found)
    return [
        f"{name} {figure:.3f} is above its ceiling {ceilings[name]}"
        for name, figure in found["figures"].items()
        if name in ceilings and figure > ceilings[name]
    ]


def ceilings_in(held: dict[str, Any], found: dict[str, Any]) -> dict[str, float]:
    """Gives the ceiling of each figure that has one here: those of other versions of Python hold there."""
    growth = {name: GROWTH[_kind(name)] for name in found["figures"] if _kind(name) in GROWTH}
    return {**growth, **held.get("any", {}), **held.get(VERSION, {})}


def _kind(name: str) -> str:
    return name.split(": ")[1]


def moved(held: dict[str, Any], found: dict[str, Any], *, higher: bool) -> dict[str, Any]:
    """Gives ceilings as low as the figures and their spare allow; with `higher`, as high as they need."""
    same = found["inputs"] == held.get("inputs")
    moved = {"inputs": found["inputs"], **{key: dict(held[key]) for key in held if key != "inputs" and same}}
    for name, figure in found["figures"].items():
        kind = _kind(name)
        if kind in GROWTH:
            continue
        ceilings = moved.setdefault(VERSION if kind == "opcodes a byte" else "any", {})
        wanted = round(figure * SPARE[kind], 3)
        if higher or name not in ceilings or wanted < ceilings[name]:
            ceilings[name] = wanted
    return moved


def _in_fixed_process() -> dict[str, Any]:
    """Gives what `measured` gives in a process whose hash seed is fixed, without a trace of the one that asks."""
    command = [sys.executable, "-m", "benchmarks.work", "--measure"]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done: dict[str, Any] = json.loads(
        subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    )
    return done


def measured() -> dict[str, Any]:
    """Gives the figures by name, and a digest of the inputs that they are of."""
    figures: dict[str, float] = {}
    digest = hashlib.blake2b(digest_size=16)
    for kind in ("noisy", "clean"):
        small, large = _inputs(kind, TRACED_BYTES)
        digest.update(large)
        _job(large)  # what is loaded and cached once is no work of a byte
        few, many = _opcodes(small), _opcodes(large)
        figures[f"{kind}: opcodes a byte"] = many / len(large)
        figures[f"{kind}: opcode growth"] = many / few * len(small) / len(large)
    small, large = _inputs("noisy", TIMED_BYTES)
    digest.update(large)
    references, jobs = zip(*((_cpu(_reference, small), _cpu(_job, small)) for _ in range(PAIRS)), strict=True)
    figures["noisy: CPU over reference"] = min(map(truediv, jobs, references))
    figures["noisy: CPU growth"] = min(_cpu(_job, large) for _ in range(2)) / min(jobs) * len(small) / len(large)
    small, large = _inputs("noisy", HELD_BYTES)
    digest.update(large)
    (few, low), (many, high) = _held(small), _held(large)
    figures["noisy: bytes a post"] = (high - low) / (many - few)
    return {"inputs": digest.hexdigest(), "figures": figures}


def _inputs(kind: str, size: int) -> tuple[bytes, bytes]:
    """Gives an export of a size, and one of `TIMES` that."""
    return export(SEED, size, KINDS[kind]).flat, export(SEED, TIMES * size, KINDS[kind]).flat


def _job(data: bytes) -> int:
    """Does the whole job, default settings; gives the number of posts."""
    tally = Tally()
    for _ in run([io.BytesIO(data)], Options(), tally):
        pass
    return tally.total().posts_read


def _reference(data: bytes) -> None:
    """Work of the job's sort that no change of tgclean touches: splitting, patterns, counting, digests."""
    for _ in range(4):
        words: Counter[str] = Counter()
        for line in data.split(b"\n"):
            text = line.decode()
            words.update(re.findall(r"\w+", text))
            hashlib.blake2b(text.casefold().encode(), digest_size=16).hexdigest()
        sorted(words)


def _cpu(work: Callable[[bytes], object], data: bytes) -> float:
    begin = time.process_time()
    work(data)
    return time.process_time() - begin


def _opcodes(data: bytes) -> int:
    count = 0

    def entered(frame: FrameType, _event: str, _arg: object) -> Any:
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        return inside

    def inside(_frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal count
        count += event == "opcode"
        return inside

    sys.settrace(entered)
    try:
        _job(data)
    finally:
        sys.settrace(None)
    return count


def _held(data: bytes) -> tuple[int, int]:
    """Gives the number of posts, and the most bytes that Python and numpy held at once."""
    tracemalloc.start()
    try:
        posts = _job(data)
        return posts, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


if __name__ == "__main__":
    sys.exit(main())
