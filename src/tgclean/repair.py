"""Repairing a corpus: the same rows and columns, each text with its doubled passages once."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tgclean.errors import OptionError
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.readers import Blocks, Input, Part, Source, columns_in, raw_rows_of, rewritten_columns, sources
from tgclean.segment import undoubled
from tgclean.writers import Target, compressed, open_target, packed_as, promise_of, refuse_inputs


def repair(inputs: Sequence[Input], target: Target, options: Options, tally: Tally) -> None:
    """Write the rows of the inputs to `target` in the format that they have; nothing is merged.

    A row whose text is not doubled is written as it stands, byte for byte (of Parquet and Arrow, value for value).
    `tally` counts rows as posts, and repaired ones as repeats.

    Raises: OptionError if there are several inputs that are not all JSON Lines, or the target is one of them;
    InputError, OutputError, LimitError.
    """
    found = sources(inputs, options, tally)
    refuse_inputs(target, [source.given for source in found])

    def repaired(text: str) -> str:
        tally.posts_read += 1
        after = undoubled(text, options)
        tally.repeats += after != text
        return after

    def rows(blocks: Blocks) -> Iterator[bytes]:
        kind, raw = raw_rows_of(blocks, options, tally, alone=len(found) == 1)
        _check_name(target, kind)
        for row in raw:
            after = repaired(row.text) if row.text else row.text
            yield row.raw if after == row.text else row.with_text(after)

    with open_target(target) as out, compressed(out, packed_as(target)) as sink:
        for source in found:
            blocks = Blocks(source)
            if kind := columns_in(blocks):
                if len(found) > 1:
                    raise OptionError("path", source.name, "", "is a table of columns; repair one such file at a time")
                _check_name(target, kind)
                rewritten_columns(blocks, sink, repaired, options, tally)
            else:
                sink.writelines(rows(blocks))


def _check_name(target: Target, kind: str) -> None:
    """Check that the name of the target promises no other format than the input's.

    Raises: OptionError.
    """
    promised = promise_of(target)
    if promised not in ("", kind):
        why = f"would be {kind}, as the input is; give it such a name"
        raise OptionError("output", os.fspath(target), f"a name for {kind}", why)


class Piece(NamedTuple):
    """Some of the rows of a source: those that begin at bytes `begin` to `end`; all of them if `end` is 0."""

    path: str
    begin: int
    end: int


# A piece is what one worker reads at a time: large enough that starting on it is a small part of its work, small enough
# that a file of some hundred megabytes keeps every worker busy. Whether a file holds JSON shows in its first bytes.
PIECE_BYTES, _LOOKED_AT = 64 << 20, 4096


def pieces_of(source: Source, options: Options) -> list[Piece]:
    """Return pieces of a source for as many tasks: of a file of JSON Lines in UTF-8 several, else one."""
    path, size = str(source.given), source.size()
    if (
        size is None
        or size <= PIECE_BYTES
        or options.encoding != "auto"
        or options.input_format not in ("auto", "jsonl")
    ):
        return [Piece(path, 0, 0)]
    with Path(path).open("rb") as file:
        if not file.read(_LOOKED_AT).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            return [Piece(path, 0, 0)]  # compressed, a table, or in UTF-16
    return [Piece(path, begin, min(begin + PIECE_BYTES, size)) for begin in range(0, size, PIECE_BYTES)]


def repair_piece(piece: Piece, target: str, options: Options) -> Tally:
    """Write some rows of a source, repaired, and return their counts; nothing if none of them begins in the piece.

    Raises: InputError, OutputError, LimitError.
    """
    tally = Tally()
    if not piece.end:
        repair([piece.path], target, options, tally)
        return tally
    with Path(piece.path).open("rb") as file:
        file.seek(max(0, piece.begin - 1))
        if piece.begin:
            file.readline()  # the rest of a row that begins before
        begin = file.tell()
        file.seek(piece.end - 1)
        file.readline()
        stream = io.BufferedReader(Part(file, begin, file.tell() - begin))
        stream.raw.name = f"{piece.path} from byte {begin}"  # type: ignore[attr-defined]
        repair([stream], target, replace(options, input_format="jsonl"), tally)
    return tally
