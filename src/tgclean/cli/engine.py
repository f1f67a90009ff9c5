"""Work on an engine: what it needs is checked before it is loaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tgclean.errors import OptionError, OutputError
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.pipeline import To, sources


class Engine:
    """Work on an engine, into a directory that is empty or not there yet.

    `unfit` are settings that an engine cannot do, and whether they are asked for.
    """

    def __init__(self, name: str, address: str, output: str, unfit: dict[str, object]) -> None:
        if find_spec("daft") is None:
            raise OptionError("engine", name, "", "needs daft: pip install 'tgclean[dist]'")
        for setting, wanted in unfit.items():
            if wanted:
                raise OptionError(setting, wanted, "", "does not go with --engine daft")
        if output == "-":
            raise OptionError("output", output, "a directory, which --engine daft needs for its parts")
        if "://" not in output:
            path = Path(output)
            if path.is_dir() and any(path.iterdir()):
                raise OptionError("output", output, "", "is not empty; --engine daft writes parts to a new directory")
            try:
                path.mkdir(exist_ok=True)
            except OSError as error:
                raise OutputError(output, error.strerror or str(error)) from error
        from tgclean.engines import daft

        self._output, self._daft = output, daft
        daft.start(address)

    def dedupe(self, inputs: tuple[str, ...], to: To | None, options: Options) -> Tally:
        """Write the records of the inputs; return the counts."""
        tally = Tally()
        found = sources(inputs, options.encoding, tally, keep_going=options.keep_going)
        self._refuse_streams(inputs)
        self._daft.dedupe(found, self._output, to or "jsonl", "", options, tally)
        return tally

    def repair(self, inputs: tuple[str, ...], options: Options) -> Tally:
        """Write the rows of the inputs, repaired; return the counts."""
        tally = Tally()
        self._refuse_streams(inputs)
        self._daft.repair(sources(inputs, options.encoding, tally), self._output, options, tally)
        return tally

    @staticmethod
    def _refuse_streams(inputs: tuple[str, ...]) -> None:
        if "-" in inputs:
            raise OptionError("path", "-", "a file; no other machine can read standard input")
