"""A file that is one post, as some archives keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tgclean.model import UNDECODED, Chunk, Copy, Post, Run
from tgclean.options import Options
from tgclean.readers.jsonl import decoded
from tgclean.telegram import forwarded_from, is_interface


def whole(stream: Iterable[Chunk], name: str, options: Options) -> Iterator[Post]:
    """Yield the one post that an input is, without a forward header as its first line and without interface lines.

    Nothing of an empty input.
    """
    lines, starts, first = list[bytes](), list[int](), 1
    for chunk in stream:
        first = first if lines else chunk.first_line
        lines += chunk.lines
        starts[-1:] = chunk.starts
    full = [at for at, line in enumerate(lines) if line.strip()]
    if not full:
        return
    header = forwarded_from(lines[full[0]]) if len(full) > 1 else None
    dropped = {full[0]} if header is not None else set()
    if options.interface == "drop":
        dropped |= {at for at in full if is_interface(lines[at])}
    kept = [at for at in range(full[0], full[-1] + 1) if at not in dropped]
    while kept and not lines[kept[-1]].strip():
        kept.pop()
    while kept and not lines[kept[0]].strip():
        del kept[0]
    runs = tuple(Run(place, first + at, 1) for place, at in enumerate(kept))
    copy = Copy(first + full[0], first + full[-1], starts[full[0] : full[-1] + 2], 100.0, runs)
    text = b"\n".join(lines[at] for at in kept)
    flags = frozenset() if decoded(text) is text else frozenset((UNDECODED,))
    yield Post(name, text.decode("utf-8", "replace"), 0, (copy,), header or "", flags=flags)
