"""From a layout to a `Post`: the text, its place in the source, and what the flags say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tgclean.model import Copy, Post, Run
from tgclean.segment.layout import CLOSING, FORWARD, INTERFACE, NAME, PLACEHOLDER, Layout, Window
from tgclean.segment.union import Union, join
from tgclean.telegram import forwarded_from


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window stands: its source, the 1-based number of its first raw line, the bytes of each."""

    source: str
    first_line: int
    starts: Sequence[int]


def post_of(window: Window, layout: Layout, place: Place, *, keep_interface: bool, forced: bool = False) -> Post:
    """Gives the post of a layout, its copies joined into one text."""
    body = layout.copies[0][0]
    plain = not any(window.kinds[layout.start : layout.end])
    name, opening = ("", layout.start) if plain else _opening(window, layout.start, layout.end)
    first = (layout.start, layout.copies[0][1] if len(layout.copies) > 1 else layout.end)
    dropped = {i for i in range(layout.start, opening) if window.kinds[i] in (FORWARD, NAME)}
    if not plain and not keep_interface:
        dropped.update(_interface(window, layout, opening))
    ranges = [[i for i in range(a, b) if i not in dropped] for a, b in (first, *layout.copies[1:])]
    if len(layout.copies) > 1:
        ranges[-1] += [i for i in range(layout.copies[-1][1], layout.end) if i not in dropped]
    titles = sum(1 for i in ranges[0] if i < body) if len(layout.copies) > 1 else 0
    union = join(window.lines, ranges, titles)
    text = b"\n".join(window.lines[i] for i in union.lines)
    flags = set(union.flags)
    if forced:
        flags.add("forced_split")
    try:
        decoded = text.decode()
    except UnicodeDecodeError:
        decoded = text.decode("utf-8", "replace")
        flags.add("invalid_utf8")
    spans = [first, *layout.copies[1:]]
    spans[-1] = (spans[-1][0], layout.end)
    copies = tuple(_copy(window, place, span, union, k) for k, span in enumerate(spans))
    return Post(place.source, decoded, titles, copies, name, flags=frozenset(flags))


def _opening(window: Window, start: int, end: int) -> tuple[str, int]:
    """Gives the name in the forward header and where the header, placeholders and all, ends."""
    name = ""
    i = start
    while i < end and window.kinds[i] in (FORWARD, PLACEHOLDER, NAME, INTERFACE):
        if window.kinds[i] == FORWARD:
            name = name or forwarded_from(window.lines[i]) or ""
        elif window.kinds[i] == NAME:
            name = name or window.lines[i].decode("utf-8", "replace").strip()
        i += 1
    return name, i


def _interface(window: Window, layout: Layout, opening: int) -> Iterator[int]:
    """Gives the lines that are the interface's; views, time and reactions only where they close the post."""
    kinds = window.kinds
    close = layout.end
    while close > opening and kinds[close - 1] in (CLOSING, INTERFACE, PLACEHOLDER):
        close -= 1
    repeated = [r for r in layout.copies if len(layout.copies) > 1]
    for i in range(layout.start, layout.end):
        kind = kinds[i]
        if kind in (PLACEHOLDER, INTERFACE) or (
            kind == CLOSING and i >= close and not any(a <= i < b for a, b in repeated)
        ):
            yield i


def _copy(window: Window, place: Place, span: tuple[int, int], union: Union, k: int) -> Copy:
    first, last = window.numbers[span[0]], window.numbers[span[1] - 1]
    runs = _runs(union.found[k], window.numbers, place.first_line)
    offsets = place.starts[first : last + 2]
    return Copy(place.first_line + first, place.first_line + last, offsets, union.scores[k], runs)


def _runs(found: list[tuple[int, int]], numbers: Sequence[int], first_line: int) -> tuple[Run, ...]:
    """Gives the runs of lines that stand one below the other, in the text and in the source."""
    if not found:
        return ()
    (text_line, i), (last, j) = found[0], found[-1]
    size = len(found)
    if last - text_line == j - i == size - 1 == numbers[j] - numbers[i]:
        return (Run(text_line, first_line + numbers[i], size),)
    runs = []
    line = numbers[i]
    size = 0
    for t, at in found:
        if t != text_line + size or numbers[at] != line + size:
            runs.append(Run(text_line, first_line + line, size))
            text_line, line, size = t, numbers[at], 0
        size += 1
    runs.append(Run(text_line, first_line + line, size))
    return tuple(runs)
