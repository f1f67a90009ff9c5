"""Undoing a run: from its records and its ledger the inputs, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath

from tgclean.errors import OptionError, OutputError
from tgclean.ledger import Header, SourceRow
from tgclean.proof.book import Restored, Texts, header_of, one_source, restored
from tgclean.proof.recorder import COLUMNS
from tgclean.readers import Input
from tgclean.writers import Spool, Target, open_target, refuse_inputs

_STDIN = "standard-input"
_SHOWN = 5  # names of inputs


def restore(records: Input, ledger: Input, target: Target, chosen: str | None, tmp_dir: str | None) -> None:
    """Write the decompressed inputs of a run, byte for byte.

    `target` is a file or "-" for one input, which `chosen` names if there are several; or a directory for all.

    Raises: OptionError if it is not clear what goes where; InputError, OutputError; MismatchError if the bytes are not
    those that were read, before a file with them stands under its name.
    """
    output, book = one_source(records), one_source(ledger)
    header = header_of(book)
    places = _places(header, target, chosen)
    for place in places.values():
        refuse_inputs(place, [output.given, book.given])
    if _is_directory(target):
        _make_parents(Path(target), places.values())
    with Spool(tmp_dir) as spool:
        found = restored(book, header, Texts(output, spool))
        for name, rows in groupby(found, lambda one: one.source.source):
            _write(places.pop(name, None), rows)
    for place in places.values():  # of inputs without a byte
        _write(place, iter(()))


def _write(place: Target | None, rows: Iterator[Restored]) -> None:
    """Write the bytes of an input to its place; with None they are only looked at."""
    if place is None:
        for _ in rows:
            pass
        return
    with open_target(place) as out:
        out.writelines(row.data for row in rows)


def _make_parents(directory: Path, places: Iterable[Target]) -> None:
    """Make the directories of the places below a directory, none of which a link may lead out of it.

    Raises: OutputError.
    """
    for place in places:
        parent = Path(place).parent
        try:
            parent.mkdir(parents=True, exist_ok=True)
            is_inside = Path(os.path.realpath(place)).is_relative_to(os.path.realpath(directory))
        except OSError as error:
            raise OutputError(os.fspath(parent), error.strerror or str(error)) from error
        if not is_inside:
            raise OutputError(os.fspath(place), f"a link leads out of {directory}")


def _places(header: Header, target: Target, chosen: str | None) -> dict[str, Target]:
    """Return where each input goes, by its name.

    Raises: OptionError if that is not clear, or if one of them cannot be given back.
    """
    names = [source.source for source in header.sources]
    if chosen is not None and chosen not in names:
        raise OptionError("source", chosen, f"an input of this ledger; they are {_listed(names)}")
    wanted = [source for source in header.sources if chosen in (None, source.source)]
    for source in wanted:
        if source.format == COLUMNS:
            why = "is a table of columns, and cannot be given back; --source names another input"
            raise OptionError("source", source.source, "", why)
    if _is_directory(target):
        places: dict[str, Target] = {source.source: Path(target, _inside(source)) for source in wanted}
        taken = [Path(place) for place in places.values()]
        if len({*taken}) < len(taken) or not {*taken}.isdisjoint(above for path in taken for above in path.parents):
            raise OptionError("output", target, "", "would hold two inputs under one name; use --source for each")
        return places
    if len(wanted) != 1:
        why = f"can take one input, and there are {len(names)}; use --source ({_listed(names)}), or name a directory"
        raise OptionError("output", target, "", why)
    return {wanted[0].source: target}


def _is_directory(target: Target) -> bool:
    name = os.fspath(target)
    return name.endswith(os.sep) or (name != "-" and Path(target).is_dir())


def _inside(source: SourceRow) -> Path:
    """Return a path below the directory for an input, whatever its name says; decompressed, so without .gz or .zst."""
    parts = [part for part in PurePosixPath(source.source).parts if part not in ("/", "..")]
    name = "/".join(parts).replace("\0", "") or _STDIN
    return Path(_STDIN if name == "-" else name.removesuffix(f".{source.compression}"))


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
