"""Lines of one copy that are the other copy's, cut or glued to more: what the extractor makes of lines with formats."""

from __future__ import annotations

from itertools import repeat

from tgclean.segment.lines import Window

_CELLS = 64  # pairs of lines, at most, of two stretches that are compared
_CONTINUES = range(0x80, 0xC0)  # the first byte of a line that begins inside a character of UTF-8


class Parts:
    """Which lines of two short stretches are equal, or one a part of the other."""

    def __init__(self, window: Window) -> None:
        self._ids: list[int] = window.ids.tolist()
        self._texts = list(map(window.distinct.__getitem__, self._ids))
        self._known: dict[tuple[int, int, int, int], list[tuple[int, int]]] = {}

    def alike(self, a: int, b: int) -> int:
        """Return 2 if line `a` of A and `b` of B are equal, 1 if one begins the other or B's ends in A's, else 0."""
        if self._ids[a] == self._ids[b]:
            return 2
        ours, theirs = self._texts[a], self._texts[b]
        return int(ours.startswith(theirs) or (len(ours) > 1 and (_ends_in(theirs, ours) or theirs.startswith(ours))))

    def are_any_alike(self, a_lines: range, b_lines: range) -> bool:
        """Return whether any line of A is alike any of B; most are not, which is told ten times as fast as which."""
        ours, theirs = self._texts[a_lines.start : a_lines.stop], tuple(self._texts[b_lines.start : b_lines.stop])
        long = tuple([line for line in ours if len(line) > 1])
        return (
            any(map(bytes.endswith, theirs, repeat(long)))
            or any(map(bytes.startswith, theirs, repeat(long)))
            or any(map(bytes.startswith, ours, repeat(theirs)))
        )

    def has_part(self, a_lines: range, b: int) -> bool:
        """Return whether line `b` of B is alike a line of A, and equal to none."""
        return (
            self.are_any_alike(a_lines, range(b, b + 1)) and self._ids[b] not in self._ids[a_lines.start : a_lines.stop]
        )

    def pairs(self, a: int, a_end: int, b: int, b_end: int) -> list[tuple[int, int]]:
        """Return the pairs of lines that are alike, in the order of both: as many as there can be, equal ones first."""
        if not 0 < (a_end - a) * (b_end - b) <= _CELLS:
            return []
        key = a, a_end, b, b_end
        found = self._known.get(key)
        if found is None:
            found = self._align(*key) if self.are_any_alike(range(a, a_end), range(b, b_end)) else []
            self._known[key] = found
        return found

    def longer(self, a: int, b: int) -> int:
        """Return line `b` of B if line `a` of A is the beginning of it, else `a`, also where B's line ends in A's."""
        ours, theirs = self._texts[a], self._texts[b]
        return b if len(theirs) > len(ours) and not _ends_in(theirs, ours) else a

    def rest(self, a: int, b: int) -> str:
        """Return what B's line has before A's line that it ends in; "" if A's is no part of it."""
        ours, theirs = self._texts[a], self._texts[b]
        if len(theirs) <= len(ours) or not _ends_in(theirs, ours):
            return ""
        return theirs[: -len(ours)].decode("utf-8", "replace").strip()

    def _align(self, a: int, a_end: int, b: int, b_end: int) -> list[tuple[int, int]]:
        like = [[self.alike(x, y) for y in range(b, b_end)] for x in range(a, a_end)]
        rows, columns = a_end - a, b_end - b
        best = [[0] * (columns + 1) for _ in range(rows + 1)]
        for x in range(rows - 1, -1, -1):
            for y in range(columns - 1, -1, -1):
                best[x][y] = max(best[x + 1][y], best[x][y + 1], like[x][y] + best[x + 1][y + 1] if like[x][y] else 0)
        found = []
        x = y = 0
        while x < rows and y < columns:
            if like[x][y] and best[x][y] == like[x][y] + best[x + 1][y + 1]:
                found.append((a + x, b + y))
                x, y = x + 1, y + 1
            elif best[x][y] == best[x + 1][y]:
                x += 1
            else:
                y += 1
        return found


def _ends_in(line: bytes, part: bytes) -> bool:
    """Return whether a line ends in another, and no character of it is cut in two."""
    return line.endswith(part) and part[0] not in _CONTINUES
