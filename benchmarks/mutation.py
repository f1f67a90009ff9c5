"""Mutation: does a test fail when a line of the code says otherwise?  A sample of one-place changes, by rooms.

python -m benchmarks.mutation                          fifty changes in each room
python -m benchmarks.mutation --room ledger --number 20 --seed 4

Prints a line for each change that no test noticed, and the shares as JSON.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SECONDS = 300  # a change that makes a test run for ever is noticed
# What is changed, and the tests that know it best: all of them would take minutes for each change.
ROOMS = {
    "segment": ("segment", ("test_segment*.py", "test_law.py", "test_sample.py", "test_blocks.py", "test_quality.py")),
    "match": ("match", ("test_match*.py", "test_merge.py", "test_sample.py", "test_quality.py", "test_explain.py")),
    "ledger": ("ledger proof", ("test_ledger.py",)),
    "writers": ("writers merge", ("test_writers.py", "test_merge.py", "test_streams.py", "test_loaders.py")),
}

_COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_CALCULATED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult}


def changes(tree: ast.Module) -> Iterator[tuple[ast.AST, Callable[[ast.AST], ast.AST]]]:
    """Yield the places of a module that can be changed, and what changes each."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(ops=[op]) if type(op) in _COMPARED:
                yield node, lambda one: ast.Compare(one.left, [_COMPARED[type(one.ops[0])]()], one.comparators)
            case ast.BoolOp():
                other = ast.And if isinstance(node.op, ast.Or) else ast.Or
                yield node, lambda one, other=other: ast.BoolOp(other(), one.values)
            case ast.UnaryOp(op=ast.Not()):
                yield node, lambda one: one.operand
            case ast.BinOp(op=op) if type(op) in _CALCULATED:
                yield node, lambda one: ast.BinOp(one.left, _CALCULATED[type(one.op)](), one.right)
            case ast.Constant(value=bool()):
                yield node, lambda one: ast.Constant(not one.value)
            case ast.Constant(value=int()):
                yield node, lambda one: ast.Constant(one.value + 1)
            case ast.Expr(value=ast.Call()) | ast.AugAssign():
                yield node, lambda _: ast.Pass()
            case ast.IfExp():
                yield node, lambda one: ast.IfExp(one.test, one.orelse, one.body)


class _Change(ast.NodeTransformer):
    def __init__(self, place: ast.AST, change: Callable[[ast.AST], ast.AST]) -> None:
        self._place, self._change = place, change

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self._place:
            return ast.copy_location(self._change(node), node)
        return self.generic_visit(node)


def mutants(files: list[Path], number: int, seed: int) -> Iterator[tuple[Path, int, str, str]]:
    """Yield a sample of changes: the file, the line, what stands there then, and the whole module with it."""
    found = []
    for path in files:
        for at, (node, _) in enumerate(changes(ast.parse(path.read_text()))):
            found.append((path, at, getattr(node, "lineno", 0)))
    for path, at, line in random.Random(seed).sample(found, min(number, len(found))):
        tree = ast.parse(path.read_text())
        place, change = list(changes(tree))[at]
        said = ast.unparse(change(copy.copy(place)))
        yield path, line, said, ast.unparse(ast.fix_missing_locations(_Change(place, change).visit(tree)))


def noticed(tree: Path, tests: list[str]) -> bool:
    """Return whether a test fails in a copy of the project."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> None:
    """Change one place at a time, run the tests of its room, and print what survived."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=__doc__.split("\n")[0])
    parser.add_argument("--room", nargs="*", choices=list(ROOMS), default=list(ROOMS))
    parser.add_argument("--number", type=int, default=50, help="of changes in each room")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    shares = {}
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "main")
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".venv*", ".git", "__pycache__", ".*_cache"))
        if (ROOT.parent / "shared").is_dir():
            Path(folder, "shared").symlink_to(ROOT.parent / "shared")
        for room in chosen.room:
            packages, patterns = ROOMS[room]
            files = [path for name in packages.split() for path in sorted((tree / "src/tgclean" / name).glob("*.py"))]
            tests = [str(path) for pattern in patterns for path in sorted((tree / "tests").glob(pattern))]
            if noticed(tree, tests):
                sys.exit(f"{room}: the tests fail as it is")
            killed = count = 0
            for path, line, said, text in mutants(files, chosen.number, chosen.seed):
                before = path.read_text()
                path.write_text(text)
                seen = noticed(tree, tests)
                path.write_text(before)
                count += 1
                killed += seen
                if not seen:
                    print(f"{path.relative_to(tree)}:{line}: {said}", flush=True)
            shares[room] = {"changes": count, "noticed": killed}
            print(json.dumps({room: shares[room]}), file=sys.stderr, flush=True)
    print(json.dumps(shares))


if __name__ == "__main__":
    main()
