"""The process that atheris drives: `python -m tests.fuzz.child TARGET CRASHES [libFuzzer's options]`."""

from __future__ import annotations

import pkgutil
import sys
import traceback
import warnings
from importlib import import_module
from pathlib import Path

import tgclean

LEFT_OUT = ("tgclean.__main__", "tgclean.engines")
"""A program, and what needs a package of 300 MB."""


def main() -> None:
    """Run a target until libFuzzer ends it; an input that raises is kept, and the run goes on."""
    import atheris  # not where doctests are looked for: it may not be installed

    name, crashes, *options = sys.argv[1:]
    warnings.simplefilter("ignore")
    with atheris.instrument_imports(include=["tgclean"]):
        for module in pkgutil.walk_packages(tgclean.__path__, "tgclean."):
            if not module.name.startswith(LEFT_OUT):
                import_module(module.name)
    from tests.fuzz.targets import TARGETS

    run = TARGETS[name].run

    def guarded(data: bytes) -> None:
        try:
            run(data)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            path = Path(crashes) / f"{name}-{type(error).__name__}-{Path(where.filename).stem}-{where.lineno}"
            if not path.exists() or path.stat().st_size > len(data):
                path.write_bytes(data)

    atheris.Setup([sys.argv[0], *options], guarded)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
