"""From a layout to a `Post`: the text, its place in the source, and what the flags say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tgclean.model import Copy, Post, Run
from tgclean.segment.layout import CLOSING, FORWARD, INTERFACE, NAME, PLACEHOLDER, TEXT, Layout, Window
from tgclean.segment.union import Stretch, at, join
from tgclean.telegram import forwarded_from

_NO_FLAGS: frozenset[str] = frozenset()
_INVALID = frozenset(("invalid_utf8",))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window stands: its source, the 1-based number of its first raw line, the bytes of each."""

    source: str
    first_line: int
    starts: Sequence[int]


def post_of(window: Window, layout: Layout, place: Place, *, keep_interface: bool, forced: bool = False) -> Post:
    """Gives the post of a layout, its copies joined into one text."""
    name, opening = _opening(window, layout.start, layout.end)
    if not (forced or keep_interface) and _is_plain(window, layout, opening):
        return _plain(window, layout, place, opening, name)
    dropped = frozenset[int]()
    if window.kinds.count(TEXT, layout.start, layout.end) < layout.end - layout.start:
        dropped = _dropped(window, layout, opening, keep_interface=keep_interface)
    spans = [(layout.start, layout.copies[0][1]), *layout.copies[1:]]
    spans[-1] = spans[-1][0], layout.end
    places = [_kept(a, b, dropped) for a, b in spans]
    titles = bisect_left(places[0], layout.copies[0][0]) if len(spans) > 1 else 0
    union = join(window, places, titles)
    breaks = _breaks(window, union.lines, spans[0])
    lines = at(union.lines, window.lines)
    if breaks:
        lines = [part for t, line in enumerate(lines) for part in ((b"", line) if t in breaks else (line,))]
        titles += sum(1 for t in breaks if t < titles)
    text, odd = _decoded(lines)
    flags = union.flags | odd | ({"forced_split"} if forced else _NO_FLAGS)
    runs = [_broken(found, breaks, window) if breaks else _runs(found, window.numbers) for found in union.found]
    copies = tuple([_copy(window, place, spans[k], runs[k], union.scores[k]) for k in range(len(spans))])
    return Post(place.source, text, titles, copies, name, flags=flags)


def _is_plain(window: Window, layout: Layout, opening: int) -> bool:
    """Says whether a post is nothing but text behind its opening, and its body again just so, as most posts are."""
    _, end, copies = layout
    (a, b), *others = copies
    if window.after_blank or copies[-1][1] != end or opening > (a if others else b - 1):
        return False
    if window.kinds.count(TEXT, opening, end) < end - opening:
        return False
    body = window.ids[a:b]
    return all(window.ids[c:d] == body for c, d in others)


def _plain(window: Window, layout: Layout, place: Place, opening: int, name: str) -> Post:
    """Gives the post of a layout that `_is_plain`: behind its opening nothing is left out or to be joined."""
    start, _, ((body, end), *others) = layout
    text, flags = _decoded(window.lines[opening:end])
    titles = body - opening if others else 0
    line, starts = place.first_line, place.starts
    first = Run(0, line + opening, end - opening)
    copies = [Copy(line + start, line + end - 1, starts[start : end + 1], 100.0, (first,))]
    for a, b in others:
        copies.append(Copy(line + a, line + b - 1, starts[a : b + 1], 100.0, (Run(titles, line + a, b - a),)))
    return Post(place.source, text, titles, tuple(copies), name, flags=flags)


def _decoded(lines: Sequence[bytes]) -> tuple[str, frozenset[str]]:
    """Gives the text of lines, and a flag if they are no UTF-8."""
    text = b"\n".join(lines)
    try:
        return text.decode(), _NO_FLAGS
    except UnicodeDecodeError:
        return text.decode("utf-8", "replace"), _INVALID


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
    end = layout.end if kinds.count(TEXT, opening, layout.end) < layout.end - opening else opening
    for i, kind in enumerate(kinds[layout.start : end], layout.start):
        if kind in (PLACEHOLDER, INTERFACE) or (
            kind == CLOSING and i >= close and not any(a <= i < b for a, b in repeated)
        ):
            yield i


def _breaks(window: Window, lines: Sequence[int], first: tuple[int, int]) -> frozenset[int]:
    """Gives the lines of the text before which the first copy has an empty line."""
    if not window.after_blank or window.after_blank.isdisjoint(range(first[0] + 1, first[1])):
        return frozenset()
    pairs = enumerate(pairwise(lines), 1)
    inner = [(t, i, j) for t, (i, j) in pairs if first[0] <= i < j < first[1]]
    return frozenset(t for t, i, j in inner if not window.after_blank.isdisjoint(range(i + 1, j + 1)))


def _copy(window: Window, place: Place, span: tuple[int, int], runs: Iterable[Run], score: float) -> Copy:
    first, last = window.numbers[span[0]], window.numbers[span[1] - 1]
    offsets = place.starts[first : last + 2]
    begin = place.first_line
    placed = tuple([Run(text_line, begin + line, size) for text_line, line, size in runs])
    return Copy(begin + first, begin + last, offsets, score, placed)


def _runs(stretches: Sequence[Stretch], numbers: Sequence[int]) -> list[Run]:
    """Gives the runs of lines that stand one below the other, in the text and among the window's raw lines."""
    runs = []
    for text_line, i, size in stretches:
        line = numbers[i]
        if numbers[i + size - 1] - line == size - 1:
            runs.append(Run(text_line, line, size))
            continue
        begin = 0
        for k in range(1, size + 1):
            if k == size or numbers[i + k] != numbers[i + begin] + k - begin:
                runs.append(Run(text_line + begin, numbers[i + begin], k - begin))
                begin = k
    return runs


def _broken(stretches: Sequence[Stretch], breaks: frozenset[int], window: Window) -> list[Run]:
    """Gives the runs of a copy of a text with empty lines; the copy's own empty lines stand for them."""
    runs: list[Run] = []
    before = -1  # the line of the text, empty ones not counted, that stood last
    shift = sorted(breaks)
    for stretch in stretches:
        for t, i in enumerate(range(stretch.line, stretch.line + stretch.size), stretch.text_line):
            at = t + bisect_right(shift, t)
            if t in breaks and before == t - 1 and runs and i in window.after_blank:
                _extend(runs, at - 1, window.numbers[i] - 1)
            _extend(runs, at, window.numbers[i])
            before = t
    return runs


def _extend(runs: list[Run], text_line: int, line: int) -> None:
    last = runs[-1] if runs else Run(0, 0, 0)
    if last.size and (text_line, line) == (last.text_line + last.size, last.line + last.size):
        runs[-1] = last._replace(size=last.size + 1)
    else:
        runs.append(Run(text_line, line, 1))
