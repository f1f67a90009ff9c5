"""From a layout to a `Post`: the text, its place in the source, and what the flags say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tgclean.model import Copy, Post, Run
from tgclean.segment.layout import CLOSING, FORWARD, INTERFACE, NAME, PLACEHOLDER, Layout, Window
from tgclean.segment.union import Stretch, Union, join, lines_at
from tgclean.telegram import forwarded_from


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window stands: its source, the 1-based number of its first raw line, the bytes of each."""

    source: str
    first_line: int
    starts: Sequence[int]


def post_of(window: Window, layout: Layout, place: Place, *, keep_interface: bool, forced: bool = False) -> Post:
    """Gives the post of a layout, its copies joined into one text."""
    name, dropped = "", frozenset[int]()
    if any(window.kinds[layout.start : layout.end]):
        name, opening = _opening(window, layout.start, layout.end)
        dropped = _dropped(window, layout, opening, keep_interface=keep_interface)
    spans = [(layout.start, layout.copies[0][1]), *layout.copies[1:]]
    spans[-1] = spans[-1][0], layout.end
    places = [_kept(a, b, dropped) for a, b in spans]
    titles = sum([i < layout.copies[0][0] for i in places[0]]) if len(spans) > 1 else 0
    union = join(window.lines, places, titles)
    text = b"\n".join(lines_at(window.lines, union.lines))
    flags = union.flags | {"forced_split"} if forced else union.flags
    try:
        decoded = text.decode()
    except UnicodeDecodeError:
        decoded = text.decode("utf-8", "replace")
        flags = flags | {"invalid_utf8"}
    copies = tuple([_copy(window, place, span, union, k) for k, span in enumerate(spans)])
    return Post(place.source, decoded, titles, copies, name, flags=flags)


def _dropped(window: Window, layout: Layout, opening: int, *, keep_interface: bool) -> frozenset[int]:
    """Gives the lines that are no text: the forward header, and the interface's unless it is kept."""
    header = [i for i in range(layout.start, opening) if window.kinds[i] in (FORWARD, NAME)]
    return frozenset(header if keep_interface else (*header, *_interface(window, layout, opening)))


def _kept(begin: int, end: int, dropped: frozenset[int]) -> Sequence[int]:
    """Gives the lines of a copy that are text; most copies lack nothing behind their first lines."""
    while begin < end and begin in dropped:
        begin += 1
    kept = range(begin, end)
    return kept if dropped.isdisjoint(kept) else [i for i in kept if i not in dropped]


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


def _runs(stretches: Sequence[Stretch], numbers: Sequence[int], first_line: int) -> tuple[Run, ...]:
    """Gives the runs of lines that stand one below the other, in the text and in the source."""
    runs = []
    for text_line, i, size in stretches:
        line = numbers[i]
        if numbers[i + size - 1] - line == size - 1:
            runs.append(Run(text_line, first_line + line, size))
            continue
        begin = 0
        for k in range(1, size + 1):
            if k == size or numbers[i + k] != numbers[i + begin] + k - begin:
                runs.append(Run(text_line + begin, first_line + numbers[i + begin], k - begin))
                begin = k
    return tuple(runs)
