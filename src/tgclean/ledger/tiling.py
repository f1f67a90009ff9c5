"""Tiling: what became of each line, row or message of one input, told from the places that its records name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tgclean.ledger.rows import Action
from tgclean.model import Role
from tgclean.telegram import forwarded_from, is_interface

_MOST_BYTES = 1 << 20
"""Of one row that holds its bytes itself, so that no row needs much memory."""
_NEAR_LINES = 8
"""A line that was cut, or glued to its neighbour, stands about where the text has the whole one."""

_MARK = b"\xef\xbb\xbf"
_UNDECODED = "\ufffd".encode()


class Place(NamedTuple):
    """Where a copy stands, and whose it is: a span of record number `record`."""

    byte: int
    byte_end: int
    line: int
    line_end: int
    role: Role
    score: float
    record: int


class Body(NamedTuple):
    """What a record says of itself: its id, the lines of its text, names above its posts, and its footers' absence."""

    id: str
    lines: Sequence[bytes]
    names: frozenset[bytes] = frozenset()
    has_footers_cut: bool = False


class Line(NamedTuple):
    """A line of an input in UTF-8 without its end, its 1-based number, and the bytes at which it begins and ends."""

    number: int
    byte: int
    byte_end: int
    text: bytes


class Stretch(NamedTuple):
    """A stretch of an input; `body` is the record's, None for none, `text_line` as in `Row`."""

    line: int
    line_end: int
    byte: int
    byte_end: int
    action: Action
    body: Body | None
    text_line: int
    score: float
    reason: str


@dataclass(slots=True)
class _Copy:
    """A copy while its lines come: `expected` is the line of the text that should be next."""

    place: Place
    body: Body
    expected: int = 0
    _numbers: dict[bytes, list[int]] = field(default_factory=dict)

    def find(self, line: bytes) -> int:
        """Return the 1-based line of the text that a line is, 0 if none; the next one comes before others."""
        lines = self.body.lines
        if self.expected >= len(lines) or lines[self.expected] != line:
            if not line.strip():
                return 0
            if not self._numbers:
                for number, text in enumerate(lines):
                    self._numbers.setdefault(text, []).append(number)
            known = self._numbers.get(line)
            if known is None:
                return 0
            self.expected = known[min(bisect_left(known, self.expected), len(known) - 1)]
        self.expected += 1
        return self.expected

    def has_part(self, line: bytes) -> bool:
        """Return whether a line is a part of one of the text near the expected one, or that of it."""
        line = line.strip()
        begin = max(0, self.expected - _NEAR_LINES)
        near = [text.strip() for text in self.body.lines[begin : self.expected + _NEAR_LINES]]
        return any(text and (line in text or text in line) for text in near)


def tile_lines(
    lines: Iterable[Line],
    places: Iterable[Place],
    body_of: Callable[[int], Body],
    cleaned: Callable[[bytes], bytes | None],
) -> Iterator[Stretch]:
    """Yield the stretches of an input of flat text, in order, none left out.

    `places` are in order of their first bytes, and where two hold one line, the one whose text has it comes first, else
    the one that began first.  `cleaned` is what the steps of the run make of a line.
    """
    ahead = iter(places)
    following = next(ahead, None)
    copies: list[_Copy] = []
    open_: Stretch | None = None
    ending = 0  # bytes of the line ends of the stretch
    for line in lines:
        copies = [copy for copy in copies if copy.place.byte_end > line.byte]
        while following is not None and following.byte < line.byte_end:
            if following.byte_end > line.byte:
                copies.append(_Copy(following, body_of(following.record)))
            following = next(ahead, None)
        found = _stretch_of(line, copies, cleaned)
        rest = line.byte_end - line.byte - len(line.text)
        if open_ is not None and _is_one(open_, found) and (not found.text_line or rest == ending):
            open_ = open_._replace(line_end=found.line_end, byte_end=found.byte_end)
            continue
        if open_ is not None:
            yield open_
        open_, ending = found, rest
    if open_ is not None:
        yield open_


def _is_one(above: Stretch, below: Stretch) -> bool:
    """Return whether two stretches, one right below the other, make one row."""
    if (above.action, above.score, above.reason) != (below.action, below.score, below.reason):
        return False
    if above.body is not below.body:
        return False
    if below.text_line:
        return above.text_line > 0 and above.text_line + above.line_end - above.line + 1 == below.text_line
    return not above.text_line and below.byte_end - above.byte <= _MOST_BYTES


def _stretch_of(line: Line, copies: Sequence[_Copy], cleaned: Callable[[bytes], bytes | None]) -> Stretch:
    place = line.number, line.number, line.byte, line.byte_end
    for copy in copies:
        if number := copy.find(line.text):
            return Stretch(*place, copy.place.role, copy.body, number, copy.place.score, "")
    if not copies:
        action, reason = _outside(line.text)
        return Stretch(*place, action, None, 0, 0.0, reason)
    copy = copies[0]
    action, reason = _inside(line.text, copy, cleaned)
    score = copy.place.score if action == copy.place.role else 0.0
    return Stretch(*place, action, copy.body, 0, score, reason)


def _outside(line: bytes) -> tuple[Action, str]:
    """Return what became of a line that no post has."""
    if not line.strip().removeprefix(_MARK):
        return "blank", ""
    return "interface", "forward header of no text" if forwarded_from(line) is not None else ""


def _inside(line: bytes, copy: _Copy, cleaned: Callable[[bytes], bytes | None]) -> tuple[Action, str]:
    """Return what became of a line of a copy that is no line of its record's text."""
    role = copy.place.role
    if not line.strip():
        return "blank", ""
    if not copy.expected and (forwarded_from(line) is not None or line.strip() in copy.body.names):
        return role, "forward header"
    if role == "near" and not is_interface(line):
        return role, "says it otherwise"
    if copy.has_part(line):
        return role, "cut or joined"
    after = cleaned(line)
    if after != line and after is not None and copy.find(after):
        return role, "not UTF-8" if _UNDECODED in after and _UNDECODED not in line else "cleaned"
    if copy.body.has_footers_cut:
        return "footer", ""
    if role in ("exact", "repeat") and not is_interface(line):
        return role, "says it otherwise"
    return "interface", ""


def tile_units(
    units: Iterable[tuple[int, int, int]], places: Iterable[Place], body_of: Callable[[int], Body], size: int
) -> Iterator[Stretch]:
    """Yield the stretches of an input of rows or messages: number, first byte and end of each; and what is between.

    `places` are in order of their first lines, which are numbers of rows or messages.  `size` is that of the input.
    """
    ahead = iter(places)
    place = next(ahead, None)
    end = 0
    for number, byte, byte_end in units:
        yield from _between(end, byte)
        while place is not None and place.line_end < number:
            place = next(ahead, None)
        where = number, number, byte, byte_end
        if place is not None and place.line <= number:
            yield Stretch(*where, place.role, body_of(place.record), 0, place.score, "")
        else:
            yield Stretch(*where, "container", None, 0, 0.0, "no text, or replaced by a newer edition")
        end = byte_end
    yield from _between(end, size)


def _between(byte: int, byte_end: int) -> Iterator[Stretch]:
    for begin in range(byte, byte_end, _MOST_BYTES):
        yield Stretch(0, 0, begin, min(begin + _MOST_BYTES, byte_end), "container", None, 0, 0.0, "")
