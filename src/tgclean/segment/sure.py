"""Gaps in which there is nothing to decide: no lines, one title line, or posts whose copies differ beyond doubt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from tgclean.segment.gaps import Gap, Repeat
from tgclean.segment.layout import FORWARD, OPENING, TEXT

_MAX_PLAIN = 8  # lines of a gap that may be all headers
_LEAST = 8.0  # score of a repeat that is beyond doubt,
_AHEAD = 2.0  # and how far it is ahead of each other one that has lines of it


def is_plain(kinds: bytearray, start: int, end: int) -> bool:
    """Says whether there is nothing to decide before a repeat: nothing in the gap, or headers and one title line."""
    size = end - start
    if size < 2:
        return not size or kinds[start] == TEXT or kinds[start] in OPENING
    if size > _MAX_PLAIN or kinds.find(FORWARD, start + 1, end) >= 0:  # the header before it has no text
        return False
    text = [i for i in range(start, end) if kinds[i] not in OPENING]
    return not text or (text == [end - 1] and kinds[text[0]] == TEXT)


def parts_of(kinds: bytearray, gap: Gap) -> list[Gap]:
    """Gives the plain gaps between the repeats of a gap, if these are beyond doubt and leave nothing else; else it.

    So a title line stands before each of them and before the repeat behind the gap.
    """
    tiles = _tiles(kinds, gap)
    if not tiles or not _are_ahead(tiles, gap.repeats):
        return [gap]
    parts = []
    start, left, left_start = gap.start, gap.left, gap.left_start
    for r in tiles:
        copies = ((r.body, r.copy), (r.copy, r.end))
        parts.append(Gap(start, r.body, left, left_start, copies, plain=True))
        start, left, left_start = r.end, copies, r.body
    return [*parts, Gap(start, gap.end, left, left_start, gap.right, plain=True)]


def fills(kinds: bytearray, gap: Gap, r: Repeat) -> bool:
    """Says whether a repeat fills a gap, a title line before it and behind it, and is beyond doubt by itself."""
    if not gap.right or r.cut or r.front or r.score < _LEAST or _titled(kinds, gap.start, gap.end) != r.body:
        return False
    return _titled(kinds, r.end, gap.end) == gap.end


def _tiles(kinds: bytearray, gap: Gap) -> list[Repeat]:
    """Gives the repeats that follow each other in a gap, a title line before each and behind the last; none if not."""
    best: dict[int, Repeat] = {}
    for r in gap.repeats:
        if r.body not in best or r.score > best[r.body].score:
            best[r.body] = r
    tiles: list[Repeat] = []
    place = gap.start
    while body := _titled(kinds, place, gap.end):
        if body == gap.end:
            return tiles if gap.right else []
        found = best.get(body)
        if found is None or found.again or found.cut or found.front or found.score < _LEAST:
            break
        tiles.append(found)
        place = found.end
    return []


def _titled(kinds: bytearray, place: int, end: int) -> int:
    """Gives the line behind a title line, and headers before it, that stand at a place; 0 if none does."""
    body = place + 1
    while body < end and kinds[body - 1] in OPENING:
        body += 1
    return body if body <= end and kinds[body - 1] == TEXT and is_plain(kinds, place, body) else 0


def _are_ahead(tiles: list[Repeat], repeats: list[Repeat]) -> bool:
    """Says whether no other repeat comes near those that it shares lines with."""
    chosen = set(tiles)
    bodies, ends = [tile.body for tile in tiles], [tile.end for tile in tiles]
    for r in repeats:
        if r in chosen:
            continue
        for tile in tiles[bisect_right(ends, r.body) : bisect_left(bodies, r.end)]:
            if r.score > tile.score - _AHEAD:
                return False
    return True
