"""Work on an engine: what it needs is checked before it is loaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tgclean.errors import OptionError, OutputError
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.pipeline import To, format_of, sources
from tgclean.steps import parts_in


def _refuse(unfit: dict[str, object]) -> None:
    for setting, wanted in unfit.items():
        if wanted:
            raise OptionError(setting, wanted, "", "does not go with --engine daft")


class Engine:
    """Work on an engine, into a directory that is empty or not there yet.

    `unfit` are settings that an engine cannot do, and whether they are asked for.
    """

    def __init__(self, name: str, address: str, output: str, unfit: dict[str, object]) -> None:
        for package in ("daft", "ray") if address else ("daft",):
            if find_spec(package) is None:
                extra = "'tgclean[dist]'" if package == "daft" else "ray"
                raise OptionError("engine", name, "", f"needs {package}: pip install {extra}")
        _refuse(unfit)
        if output == "-":
            raise OptionError("output", output, "a directory, which --engine daft needs for its parts")
        self._output, self._address = output, address

    def dedupe(self, inputs: tuple[str, ...], to: To | None, options: Options) -> Tally:
        """Write the records of the inputs; return the counts."""
        from tgclean.engines import daft

        to, suffix = format_of(self._output, to)
        _refuse({"stream": options.stream, "scope": options.scope != "run", "clean": "footers" in options.clean})
        tally = Tally()
        _refuse_streams(inputs)
        found = sources(inputs, options, tally, keep_going=options.keep_going)
        self._make_directory()
        daft.start(self._address)
        daft.dedupe(found, self._output, to, suffix, options, tally)
        return tally

    def repair(self, inputs: tuple[str, ...], options: Options) -> Tally:
        """Write the rows of the inputs, repaired; return the counts."""
        from tgclean.engines import daft

        if "://" in self._output:
            raise OptionError(
                "output", self._output, "a directory that all machines have; repair writes to no object store"
            )
        tally = Tally()
        _refuse_streams(inputs)
        found = sources(inputs, options, tally)
        self._make_directory()
        daft.start(self._address)
        daft.repair(found, self._output, options, tally)
        return tally

    def _make_directory(self) -> None:
        if parts_in(self._output):
            why = "is not empty; --engine daft writes parts to a new directory"
            raise OptionError("output", self._output, "", why)
        if "://" not in self._output:
            try:
                Path(self._output).mkdir(exist_ok=True)
            except OSError as error:
                raise OutputError(self._output, error.strerror or str(error)) from error


def _refuse_streams(inputs: tuple[str, ...]) -> None:
    if "-" in inputs:
        raise OptionError("path", "-", "a file; no other machine can read standard input")
