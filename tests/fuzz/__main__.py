"""Runs a target with atheris, and prints what came of it as one line of JSON.

python -m tests.fuzz flat_text --seconds 60
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.seeds import DICTIONARY, MAX_BYTES
from tests.fuzz.targets import TARGETS

TIMEOUT_SECONDS, MEMORY_MB = 60, 3000
"""An input that takes longer, or a process that takes more, is a defect."""
_STATUS = re.compile(rb"#(\d+)\s+\w+\s+cov: (\d+)")
_DONE = re.compile(rb"Done (\d+) runs")


def fuzz(name: str, seconds: int, crashes: Path) -> dict[str, object]:
    """Run a target for some seconds and return the figures; inputs that raise are left in `crashes`."""
    crashes.mkdir(parents=True, exist_ok=True)
    before = {*crashes.iterdir()}
    began = newest = time.monotonic()
    inputs = edges = 0
    with tempfile.TemporaryDirectory(prefix="tgclean-fuzz-") as directory:
        corpus, words = Path(directory) / "corpus", Path(directory) / "words"
        corpus.mkdir()
        for number, data in enumerate(TARGETS[name].seeds()):
            (corpus / f"{number}").write_bytes(data)
        words.write_text("".join(map(_entry, DICTIONARY)))
        options = (
            f"-max_total_time={seconds}", f"-timeout={TIMEOUT_SECONDS}", f"-rss_limit_mb={MEMORY_MB}", f"-dict={words}",
            f"-max_len={MAX_BYTES}", f"-artifact_prefix={crashes}/{name}-", corpus,
        )  # fmt: skip
        command = [sys.executable, "-m", "tests.fuzz.child", name, crashes, *options]
        log: list[bytes] = []
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
            for line in child.stderr or ():
                log = [*log[-20:], line]
                if found := _STATUS.search(line):
                    inputs = int(found[1])
                    if int(found[2]) > edges:
                        edges, newest = int(found[2]), time.monotonic()
                elif found := _DONE.search(line):
                    inputs = int(found[1])
    if child.returncode or not inputs:
        sys.stderr.buffer.write(b"".join(log))
    new = sorted(path.name for path in {*crashes.iterdir()} - before)
    return {
        "target": name,
        "seconds": round(time.monotonic() - began),
        "inputs": inputs,
        "edges": edges,
        "seconds_since_new_edge": round(time.monotonic() - newest),
        "crashes": max(len(new), int(child.returncode != 0)),
        "files": new,
    }


def _entry(word: bytes) -> str:
    """Return a word as a line of libFuzzer's dictionary."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n'


def main() -> int:
    """Run the target that is named; exit with 1 if an input raised, or ended the process."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.split("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--crashes", type=Path, default=Path(tempfile.gettempdir()) / "tgclean-crashes")
    chosen = parser.parse_args()
    figures = fuzz(chosen.target, chosen.seconds, chosen.crashes)
    sys.stdout.write(json.dumps(figures) + "\n")
    return 1 if figures["crashes"] else 0


if __name__ == "__main__":
    sys.exit(main())
