"""From a layout to a `Post`: the text, its place in the source, and what the flags say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tgclean.model import Copy, Post, Run
from tgclean.segment.lines import CLOSING, FORWARD, INTERFACE, NAME, OWNER, PLACEHOLDER, TEXT, Window
from tgclean.segment.parts import Parts
from tgclean.segment.program import Layout
from tgclean.segment.union import Row, rows_of
from tgclean.telegram import forwarded_from

_NO_FLAGS: frozenset[str] = frozenset()
_INVALID = frozenset(("invalid_utf8",))
_MOST_UNEQUAL = 99.9  # the score of copies that differ, however little


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window stands: its source, the 1-based number of its first raw line, the bytes of each."""

    source: str
    first_line: int
    starts: Sequence[int]


class Maker:
    """Makes the posts of a window from their layouts."""

    def __init__(self, window: Window, place: Place, *, keep_interface: bool) -> None:
        self._window, self._place, self._keep_interface = window, place, keep_interface
        self._kinds = window.kinds.tobytes()
        self._has_blanks = bool(window.after_blank.any())
        self._parts = Parts(window)

    def post_of(self, layout: Layout, *, forced: bool = False) -> Post:
        """Return the post of a layout; `forced` says that its end is where the window ends, and no better known."""
        opening = self._opening_end(layout)
        if not (forced or self._keep_interface) and self._is_plain(layout, opening):
            return self._plain(layout, opening)
        rows = [row for row in rows_of(layout, self._parts) if not self._is_dropped(row, layout, opening)]
        lines = _spaced(rows, self._window) if self._has_blanks else list(rows)
        text, flags = self._text_of(lines)
        score, one_sided = self._score_of(layout, rows)
        flags |= {"one_copy_lines"} if one_sided else _NO_FLAGS
        flags |= {"forced_split"} if forced else _NO_FLAGS
        copies = [self._copy(layout.start, layout.middle, 100.0, self._runs(lines, of_b=False))]
        if layout.middle < layout.end:
            copies.append(self._copy(layout.middle, layout.end, score, self._runs(lines, of_b=True)))
        titles = sum(row.line < layout.body for row in rows)
        return Post(
            self._place.source,
            text,
            titles if len(copies) > 1 else 0,
            tuple(copies),
            *self._names_of(layout.start, opening),
            flags=flags,
        )

    def _opening_end(self, layout: Layout) -> int:
        """Return where the lines end that stand above a post: header, media, owner's name."""
        end = layout.start
        while end < layout.end and self._kinds[end] not in (TEXT, CLOSING):
            end += 1
        return end

    def _names_of(self, start: int, opening: int) -> tuple[str, str]:
        """Return whom a post is forwarded from, and the channel's name, as the lines above it say."""
        name = channel = ""
        for i in range(start, opening):
            if self._kinds[i] == FORWARD:
                name = name or forwarded_from(self._window.raw[i]) or ""
            elif self._kinds[i] == NAME:
                name = name or self._window.raw[i].decode("utf-8", "replace").strip()
            elif self._kinds[i] == OWNER:
                channel = self._window.raw[i].decode("utf-8", "replace").strip()
        return name, channel

    def _is_plain(self, layout: Layout, opening: int) -> bool:
        """Return whether a post is nothing but text behind its opening, and its body again just so, as most are."""
        _, body, middle, end, chain = layout
        return (
            chain is None
            and not self._has_blanks
            and opening <= body
            and end - middle == middle - body
            and self._kinds.count(TEXT, opening, end) == end - opening
        )

    def _plain(self, layout: Layout, opening: int) -> Post:
        """Return the post of a layout that is plain: behind its opening nothing is left out or to be joined."""
        start, body, middle, _, _ = layout
        text, flags = _decoded(self._window.raw[opening:middle])
        line = self._place.first_line
        copies = [self._copy(start, middle, 100.0, (Run(0, line + opening, middle - opening),))]
        if middle < layout.end:
            titles = body - opening
            copies.append(self._copy(middle, layout.end, 100.0, (Run(titles, line + middle, layout.end - middle),)))
        return Post(
            self._place.source,
            text,
            body - opening if len(copies) > 1 else 0,
            tuple(copies),
            *self._names_of(start, opening),
            flags=flags,
        )

    def _is_dropped(self, row: Row, layout: Layout, opening: int) -> bool:
        """Return whether a line is no text: the header above a post, and the interface's unless it is kept.

        What stands in both copies is the author's.  Views and reactions are the page's only where they close the post.
        """
        kind = self._kinds[row.line]
        if kind == TEXT or (row.a >= 0 and row.b >= 0):
            return False
        if row.line < opening and kind in (FORWARD, NAME, OWNER):
            return True
        if self._keep_interface:
            return False
        if kind == CLOSING:
            return self._kinds.count(TEXT, row.line, layout.end) == 0
        return kind in (PLACEHOLDER, INTERFACE, OWNER)

    def _text_of(self, rows: Sequence[Row | None]) -> tuple[str, frozenset[str]]:
        return _decoded([self._line_of(row) for row in rows])

    def _line_of(self, row: Row | None) -> bytes:
        if row is None:
            return b""
        return row.piece.encode() if row.piece else self._window.raw[row.line]

    def _score_of(self, layout: Layout, rows: Iterable[Row]) -> tuple[float, bool]:
        """Return how alike the copies are, 0-100, and whether a line stands in one of them only."""
        if layout.chain is None and layout.end - layout.middle == layout.middle - layout.body:
            return 100.0, False
        shared = whole = 0
        one_sided = False
        for row in rows:
            if row.line < layout.body:
                continue
            both = row.a >= 0 and row.b >= 0
            sizes = [len(self._window.raw[line]) for line in (row.a, row.b) if line >= 0] or [len(row.piece.encode())]
            shared += 2 * min(sizes) * both
            whole += sum(sizes)
            one_sided = one_sided or not both
        return min(_MOST_UNEQUAL, round(100 * shared / max(1, whole), 1)), one_sided and layout.middle < layout.end

    def _runs(self, rows: Sequence[Row | None], *, of_b: bool) -> tuple[Run, ...]:
        """Return the runs of lines of the text that stand one below the other in copy A, or B."""
        runs: list[Run] = []
        numbers, after_blank = self._window.numbers, self._window.after_blank
        own = [-1 if row is None else row.b if of_b else row.a for row in rows]
        for text_line, line in enumerate(own):
            if line >= 0:
                place = numbers[line]
            elif rows[text_line] is None and min(own[text_line - 1], own[text_line + 1]) >= 0:
                if not after_blank[own[text_line + 1]]:
                    continue
                place = numbers[own[text_line + 1]] - 1  # the empty line between two lines of this copy
            else:
                continue
            place += self._place.first_line
            last = runs[-1] if runs else None
            if last and (text_line, place) == (last.text_line + last.size, last.line + last.size):
                runs[-1] = Run(last.text_line, last.line, last.size + 1)
            else:
                runs.append(Run(text_line, place, 1))
        return tuple(runs)

    def _copy(self, begin: int, end: int, score: float, runs: tuple[Run, ...]) -> Copy:
        numbers, place = self._window.numbers, self._place
        first, last = numbers[begin], numbers[end - 1]
        return Copy(place.first_line + first, place.first_line + last, place.starts[first : last + 2], score, runs)


def _spaced(rows: Sequence[Row], window: Window) -> list[Row | None]:
    """Return the rows with None for an empty line before each that has one above it in the source."""
    spaced: list[Row | None] = []
    for row in rows:
        if spaced and not row.piece and window.after_blank[row.line]:
            spaced.append(None)
        spaced.append(row)
    return spaced


def _decoded(lines: Sequence[bytes]) -> tuple[str, frozenset[str]]:
    """Return the text of lines, and a flag if they are no UTF-8."""
    text = b"\n".join(lines)
    try:
        return text.decode(), _NO_FLAGS
    except UnicodeDecodeError:
        return text.decode("utf-8", "replace"), _INVALID
