"""Repairing a corpus: the same rows and columns, each text with its doubled passages once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from tgclean.errors import OptionError
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.readers import Blocks, Input, columns_in, raw_rows_of, rewritten_columns, sources
from tgclean.segment import undoubled
from tgclean.writers import Target, compressed, open_target, packed_as, promise_of, refuse_inputs


def repair(inputs: Sequence[Input], target: Target, options: Options, tally: Tally) -> None:
    """Write the rows of the inputs to `target` in the format that they have; nothing is merged.

    A row whose text is not doubled is written as it stands, byte for byte (of Parquet and Arrow, value for value).
    `tally` counts rows as posts, and repaired ones as repeats.

    Raises: OptionError if there are several inputs that are not all JSON Lines, or the target is one of them;
    InputError, OutputError, LimitError.
    """
    found = sources(inputs, options.encoding, tally)
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
