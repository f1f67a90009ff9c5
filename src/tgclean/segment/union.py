"""The ordered union of the copies of a body: neither copy is complete.

The first copy has the title and may lack quotes and code; the others have those and may lack lines
too.  So the text is all of them, lines that are the same once: the first copy's form wins, unless it
is a cut of the other's.  A line that the copies have in another order stands where the first has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from tgclean.segment.align import Pair, align
from tgclean.segment.layout import Window
from tgclean.segment.likeness import likeness

Value = TypeVar("Value")

_NO_FLAGS: frozenset[str] = frozenset()


class Stretch(NamedTuple):
    """`size` lines of the text, from `text_line` on, that stand in the window from line `line` on."""

    text_line: int
    line: int
    size: int


@dataclass(slots=True)
class Union:
    """`lines`: the window's lines that make the text.  `found[k]`: the stretches of the text that stand in copy
    `k`, just so or line by line as another reading.  `scores[k]`: copy `k` against the first, 0-100.
    """

    lines: Sequence[int]
    found: list[list[Stretch]]
    scores: list[float]
    flags: frozenset[str]


def join(window: Window, copies: Sequence[Sequence[int]], titles: int) -> Union:
    """Gives the union of copies, each the places of its lines; the first `titles` lines of the first are its head."""
    first, ids = copies[0], window.ids
    body = at(first[titles:], ids)
    if all(at(other, ids) == body for other in copies[1:]):
        found = [_placed(places, titles if k else 0) for k, places in enumerate(copies)]
        return Union(first, found, [100.0] * len(copies), _NO_FLAGS)
    text = [[i] for i in first]  # each line of the text with the places where it stands, the one to write first
    scores = [100.0]
    alone = False
    for other in copies[1:]:
        text, score, odd = _merge(window, text, titles, other)
        scores.append(score)
        alone = alone or odd
    chosen = [places[0] for places in text]
    found = []
    for copy in copies:
        mine = set(copy)
        found.append(_stretches((t, i) for t, places in enumerate(text) for i in places if i in mine))
    return Union(chosen, found, scores, frozenset(("one_copy_lines",)) if alone else _NO_FLAGS)


def at(places: Sequence[int], values: Sequence[Value]) -> Sequence[Value]:
    """Gives the values that stand at some places."""
    if isinstance(places, range):
        return values[places.start : places.stop]
    return [values[i] for i in places]


def _placed(places: Sequence[int], text_line: int) -> list[Stretch]:
    """Gives the stretches of lines that stand in the text one behind the other from `text_line` on."""
    if isinstance(places, range):
        return [Stretch(text_line, places.start, len(places))] if places else []
    return _stretches(enumerate(places, text_line))


def _stretches(pairs: Iterable[tuple[int, int]]) -> list[Stretch]:
    found: list[Stretch] = []
    for text_line, line in pairs:
        last = found[-1] if found else None
        if last and (text_line, line) == (last.text_line + last.size, last.line + last.size):
            found[-1] = last._replace(size=last.size + 1)
        else:
            found.append(Stretch(text_line, line, 1))
    return found


def _merge(
    window: Window, text: list[list[int]], titles: int, other: Sequence[int]
) -> tuple[list[list[int]], float, bool]:
    """Gives the text with another copy merged in, the copy's score, and whether a line stands in one of them only."""
    body = text[titles:]
    one, two = [window.fold(p[0]) for p in body], [window.fold(i) for i in other]
    pairs = align(one, two)
    paired = [sum(p.a_end - p.a for p in pairs), sum(p.b_end - p.b for p in pairs)]
    moved = _moved(one, two, pairs) if paired[0] < len(one) and paired[1] < len(two) else {}
    for y, x in moved.items():
        body[x] = [*body[x], other[y]]
    merged = text[:titles]
    x = y = 0
    alike = 2.0 * sum([len(two[y]) for y in moved])
    for pair in [*pairs, Pair(len(one), len(one), len(two), len(two))]:
        merged += body[x : pair.a]
        if y < pair.b:
            merged += [[other[k]] for k in range(y, pair.b) if k not in moved]
        alike += _alike(pair, one, two)
        merged += _meet(body[pair.a : pair.a_end], other[pair.b : pair.b_end], one, two, pair)
        x, y = pair.a_end, pair.b_end
    size = sum(map(len, one)) + sum(map(len, two))
    same = len(pairs) == len(one) == len(two) and all(one[p.a] == two[p.b] for p in pairs)
    score = 100.0 if same else min(99.9, round(100 * alike / max(1, size), 1))
    return merged, score, [n + len(moved) for n in paired] != [len(one), len(two)]


def _moved(one: list[str], two: list[str], pairs: list[Pair]) -> dict[int, int]:
    """Gives the lines of the other copy that are in no pair, each with one of the first that is in none and equal."""
    mine = set(range(len(one))).difference(*[range(p.a, p.a_end) for p in pairs])
    theirs = set(range(len(two))).difference(*[range(p.b, p.b_end) for p in pairs])
    places: dict[str, list[int]] = {}
    for x in sorted(mine, reverse=True):
        places.setdefault(one[x], []).append(x)
    return {y: places[two[y]].pop() for y in sorted(theirs) if places.get(two[y])}


def _alike(pair: Pair, one: list[str], two: list[str]) -> float:
    if pair.a_end - pair.a == pair.b_end - pair.b == 1:
        return likeness(one[pair.a], two[pair.b]) * (len(one[pair.a]) + len(two[pair.b]))
    return float(sum(map(len, one[pair.a : pair.a_end])) + sum(map(len, two[pair.b : pair.b_end])))


def _meet(mine: list[list[int]], theirs: Sequence[int], one: list[str], two: list[str], pair: Pair) -> list[list[int]]:
    """Gives the lines of the text for a pair: the first copy's, unless it is a cut of the other's."""
    if len(mine) != 1 or len(theirs) != 1:
        return mine  # glued here or there: the first copy has all of it
    short, long = one[pair.a], two[pair.b]
    if len(short) < len(long) and _is_cut(short, long):
        return [[theirs[0], *mine[0]]]
    return [[*mine[0], theirs[0]]]


def _is_cut(short: str, long: str) -> bool:
    """Says whether a line is the beginning of the other, or what follows a part that it lacks."""
    return long.startswith((short, short.rstrip("….").rstrip() or short)) or long.endswith(short)
