"""The one-way rule of the house: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "tgclean"
LEVELS = {
    4: {"cli", "ui", "__main__"},
    3: {"__init__", "diff", "explain", "report", "engines"},
    2: {"pipeline", "lookup", "repair", "indexed", "steps", "proof", "schema"},
    1: {"readers", "segment", "clean", "match", "merge", "writers", "index", "ledger"},
    0: {
        "model",
        "options",
        "errors",
        "telegram",
        "folding",
        "patterns",
        "safe",
        "distinct",
        "stats",
        "notices",
        "version",
    },
}
ALLOWED = {4: {4, 3, 2, 0}, 3: {2, 0}, 2: {2, 1, 0}, 1: {0}, 0: {0}}
WALLS = {
    "click": {"cli"},
    "rich": {"ui"},
    "rapidfuzz": {"segment", "match"},
    "sqlite3": {"index"},
    "numpy": {"match", "segment", "readers", "indexed", "steps", "engines", "proof"},
    "xopen": {"readers", "writers"},
    "backports": {"readers"},
    "compression": {"readers"},
    "ijson": {"readers"},
    "selectolax": {"readers"},
    "pyarrow": {"readers", "writers", "steps"},
    "daft": {"engines"},
    "ftfy": {"clean"},
    "jinja2": {"report"},
    "markupsafe": {"report"},
    "msgspec": {
        "model",
        "stats",
        "schema",
        "clean",
        "segment",
        "merge",
        "readers",
        "writers",
        "indexed",
        "steps",
        "ledger",
        "proof",
    },
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


def name_of(path):
    """Return the name by which a module is imported; a package's is that of its folder."""
    return ".".join(("tgclean", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


def import_graph(modules):
    """Return, for each module by its name, the modules of the package that it imports anywhere in its text.

    `from package import module` imports both, for Python runs the package first.
    """
    graph = {}
    for name, text in modules.items():
        named = graph[name] = set()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom):
                named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
    return {name: named & graph.keys() for name, named in graph.items()}


def circles(graph):
    """Return the sets of modules that import each other, directly or through others."""

    def reached(module):
        found, ahead = set(), [module]
        while ahead:
            new = graph[ahead.pop()] - found
            found |= new
            ahead += new
        return found

    reach = {module: reached(module) for module in graph}
    return {frozenset(other for other in ways if module in reach[other]) for module, ways in reach.items()} - {
        frozenset()
    }


def test_every_room_has_its_level():
    """A module that the table of levels does not name has no place in the house."""
    assert rooms() == set().union(*LEVELS.values())


def test_imports_point_down():
    """A room imports lower levels, and level 1 rooms do not know each other."""
    for room, path, module in imports():
        parts = module.split(".")
        if parts[0] == "tgclean" and len(parts) > 1 and parts[1] != room:
            assert level_of(parts[1]) in ALLOWED[level_of(room)], f"{path} imports {module}"


def test_imports_make_no_circle():
    """No module imports itself by way of others, not even inside a function."""
    graph = import_graph({name_of(path): path.read_text() for path in PACKAGE.rglob("*.py")})
    assert circles(graph) == set()


def test_a_circle_is_found_wherever_its_imports_stand():
    """At the top of a module, inside a function, and by way of the package that a module belongs to."""
    lazy = "def f():\n    from p.b import f"
    assert circles(import_graph({"p.a": "import p.b", "p.b": "import p.c"})) == set()
    assert circles(import_graph({"p.a": lazy, "p.b": "import p.c", "p.c": "from p import a", "p": "", "q": lazy})) == {
        frozenset(("p.a", "p.b", "p.c"))
    }
    assert circles(import_graph({"p": "from p.a import f", "p.a": "from p import b", "p.b": ""})) == {
        frozenset(("p", "p.a"))
    }


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


@pytest.mark.parametrize(
    ("module", "kept"), [("tgclean", ["click", "rich", "numpy"]), ("tgclean.pipeline", ["click", "rich"])]
)
def test_the_library_loads_without_what_a_call_may_need(module, kept):
    """Neither the command line's parser nor the terminal's; the package itself not even numpy."""
    import subprocess
    import sys

    code = f"import sys, {module}; sys.exit(any(name in sys.modules for name in {kept}))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_the_package_lists_its_public_names_alone():
    """What `dir` shows is what may be used, and all of it is there."""
    import tgclean

    assert sorted(dir(tgclean)) == sorted(tgclean.__all__)
    assert all(getattr(tgclean, name) is not None for name in dir(tgclean))
