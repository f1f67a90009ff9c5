"""The one-way rule of the house: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "tgclean"
LEVELS = {
    4: {"cli", "ui", "__main__"},
    3: {"__init__", "diff", "explain"},
    2: {"pipeline", "parallel", "workers"},
    1: {"readers", "segment", "clean", "match", "merge", "writers"},
    0: {"model", "options", "errors", "telegram", "folding", "patterns", "safe"},
}
ALLOWED = {4: {4, 3, 2, 0}, 3: {2, 0}, 2: {2, 1, 0}, 1: {0}, 0: {0}}
WALLS = {
    "click": {"cli"},
    "rich": {"ui"},
    "rapidfuzz": {"segment", "match"},
    "sqlite3": set(),
    "numpy": {"match", "segment", "readers"},
    "xopen": {"readers"},
    "msgspec": {"model", "clean", "segment", "merge", "readers", "writers"},
    "regex": None,
}


def rooms():
    return {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")}


def level_of(room):
    return next(level for level, names in LEVELS.items() if room in names)


def imports():
    """Gives (room, file, imported module) for every import in the package, lazy ones too."""
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}: relative import"
                yield room, path, node.module if node.module != "tgclean" else "tgclean.__init__"
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    yield room, path, alias.name


def test_every_room_has_its_level():
    """A module that the table of levels does not name has no place in the house."""
    assert rooms() == set().union(*LEVELS.values())


def test_imports_point_down():
    """A room imports lower levels, and level 1 rooms do not know each other."""
    for room, path, module in imports():
        parts = module.split(".")
        if parts[0] == "tgclean" and len(parts) > 1 and parts[1] != room:
            assert level_of(parts[1]) in ALLOWED[level_of(room)], f"{path} imports {module}"


def test_third_party_packages_stay_behind_their_walls():
    """click, rich and the other packages are imported only by the rooms that own them."""
    import sys

    for room, path, module in imports():
        package = module.split(".")[0]
        if package in sys.stdlib_module_names or package in ("tgclean", "__future__"):
            continue
        assert package in WALLS, f"{path} imports {module}, which no room owns"
        owners = WALLS[package]
        assert owners is None or room in owners, f"{path} imports {module}"


@pytest.mark.parametrize("module", ["tgclean", "tgclean.pipeline"])
def test_the_library_loads_without_click_and_rich(module):
    """Whoever uses the library needs neither the command line's parser nor the terminal's."""
    import subprocess
    import sys

    code = f"import sys, {module}; sys.exit(any(name in sys.modules for name in ('click', 'rich')))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
