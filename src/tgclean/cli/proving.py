"""The work of `verify` and `restore`."""

from __future__ import annotations

import click

from tgclean.cli.outputs import is_terminal, print_lines
from tgclean.notices import many
from tgclean.ui import Voice

_FOUND = 1  # the exit code
Paths = tuple[str, ...]


def verify(paths: Paths, records: str, ledger: str, tmp_dir: str | None) -> int:
    """Print whether a run lost nothing."""
    from tgclean.proof import MismatchError
    from tgclean.proof import verify as verified
    from tgclean.safe import safe

    try:
        found = verified(records, ledger, paths, tmp_dir)
    except MismatchError as error:
        print_lines([f"{safe(str(error))}\n".encode()])
        return _FOUND
    inputs = f"{many(found.inputs, 'input')} looked at: as in the run"
    lines = [
        f"{many(found.records, 'record')} and a ledger of {many(found.rows, 'row')}: as they were written",
        f"{many(found.bytes, 'byte')} of {many(found.sources, 'input')}: each in one row, and given back",
        *([f"{many(found.tables, 'table')} of columns: by digest alone"] if found.tables else []),
        inputs if found.inputs else "inputs: not looked at; name them to do so",
    ]
    print_lines(f"{line}\n".encode() for line in lines)
    return 0


def restore(records: str, ledger: str, source: str | None, output: str, tmp_dir: str | None, quiet: bool) -> int:
    """Write the input of a run again."""
    from tgclean.proof import restore as restored

    if is_terminal(output):
        raise click.UsageError("restore writes bytes as they were, which may drive a terminal; name a file with -o")
    restored(records, ledger, output, source, tmp_dir)
    if output != "-":
        Voice(quiet).done(f"wrote {output}")
    return 0
