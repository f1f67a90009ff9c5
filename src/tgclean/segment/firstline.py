"""What a first line of this channel looks like, learned from the posts that are known.

Log-odds that a line begins a post, from its looks (the line itself, its first characters, its marker,
how it ends, its length) and from the line before it (last lines recur: "Read in full", hashtags,
signatures).  A table is frozen before it is used: what it says never depends on how the input is cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from tgclean.segment.layout import Window
from tgclean.telegram import marker_of

_SMOOTH = 2.0  # counts that every value is lent, shared in the proportion of all lines
_MIN_SEEN = 3  # rarer lines and prefixes say nothing by themselves
_CAP = 4.0  # no single look outweighs a repeat
_EDGE_BYTES = 48  # of each end of a line that are looked at
_PREFIX_CHARS = 7
_MAX_LINE_BYTES = 160  # longer lines do not recur by custom
_TEMPER = 0.9  # the looks are not independent
_BACK_LINES = 3  # that are asked for their script
_DECAY = 0.5  # of what was learned, a window later: a channel's neighbours are its own posts

Looks = tuple[object, ...]
_OPEN = (0, 1, 5)  # looks whose values are text, not classes
_OWN = (0, 1, 2)
_SHAPE = (3, 4)
_LAST = 5


class Views:
    """What the lines of a window look like, made when it is asked for."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self._looks: dict[int, Looks] = {}
        self._scripts: dict[int, int] = {}

    def of(self, i: int) -> Looks:
        """Gives what line `i` and the line before it look like, one value a feature."""
        look = self._looks.get(i)
        if look is None:
            look = self._looks[i] = self._look(i)
        return look

    def _look(self, i: int) -> Looks:
        line = self.window.lines[i]
        before = self.window.lines[i - 1] if i else b""
        head = line[:_EDGE_BYTES].decode("utf-8", "ignore").lstrip()
        return (
            line if len(line) <= _MAX_LINE_BYTES else b"",
            head[:_PREFIX_CHARS],
            marker_of(head) or _class_of(head[:1]),
            _end_of(line),
            len(line).bit_length(),
            before if len(before) <= _MAX_LINE_BYTES else b"",
            before[:1] == b"#",
            _end_of(before),
            i in self.window.after_blank,
            self._turns(i),
        )

    def _turns(self, i: int) -> bool | None:
        """Says whether the script changes with line `i`; None where lines without letters hide it."""
        mine = self._script(i)
        if not mine:
            return None
        for j in range(i - 1, max(-1, i - 1 - _BACK_LINES), -1):
            other = self._script(j)
            if other:
                return mine != other
        return None

    def _script(self, i: int) -> int:
        """Gives a number for the script of a line's first letters, 0 if it has none or is of hashtags."""
        known = self._scripts.get(i)
        if known is None:
            line = self.window.lines[i]
            known = 0 if line[:1] in (b"#", b"@") else _script_of(line[:_EDGE_BYTES].decode("utf-8", "ignore"))
            self._scripts[i] = known
        return known


def _script_of(text: str) -> int:
    """Gives a number for the script of the first letter: Latin 1, Cyrillic 2, Han and kana 3, else its block."""
    for char in text:
        if char.isalpha():
            code = ord(char)
            if code < 0x0250 or 0x1E00 <= code < 0x1F00:
                return 1
            if 0x0400 <= code < 0x0530:
                return 2
            if 0x3040 <= code < 0xA000:
                return 3
            return 0x600 if 0x0600 <= code < 0x0780 else code >> 7 << 7
    return 0


def _end_of(line: bytes) -> str:
    return _class_of(line[-_EDGE_BYTES:].decode("utf-8", "ignore").rstrip()[-1:])


def _class_of(char: str) -> str:
    if char.isalpha():
        return "a" if char.islower() else "A"
    return "0" if char.isdigit() else char


class FirstLines:
    """Counts of the looks of first lines and of other lines; `freeze` gives the log-odds."""

    def __init__(self) -> None:
        self._counts: dict[bool, Counter[tuple[int, object]]] = {True: Counter(), False: Counter()}
        self._totals = {True: 0.0, False: 0.0}

    def copy(self) -> FirstLines:
        """Gives a copy that learns alone."""
        twin = FirstLines()
        twin._counts = {first: counts.copy() for first, counts in self._counts.items()}
        twin._totals = dict(self._totals)
        return twin

    def learn(self, looks: Iterable[Looks], *, first: bool) -> None:
        """Counts the looks of lines that are first lines of posts, or are not."""
        for look in looks:
            self._counts[first].update(enumerate(look))
            self._totals[first] += 1

    def fade(self) -> None:
        """Lets what was learned so far weigh less than what comes."""
        for first, counts in self._counts.items():
            self._counts[first] = Counter({k: n * _DECAY for k, n in counts.items() if n > 0.5})
            self._totals[first] *= _DECAY

    def freeze(self) -> Table:
        """Gives the log-odds of each value of each look."""
        counts = {key: [self._counts[True][key], self._counts[False][key]] for key in self._keys()}
        rare: dict[int, list[float]] = {f: [0.0, 0.0] for f in _OPEN}
        for key, (one, zero) in list(counts.items()):
            if key[0] not in rare:
                continue
            if one + zero < _MIN_SEEN or not key[1]:
                rare[key[0]][0] += one
                rare[key[0]][1] += zero
                del counts[key]
            elif key[0] == _LAST and isinstance(key[1], bytes):
                # A last line that recurs ("Read in full") says nothing of how other last lines end.
                for twin in ((6, key[1][:1] == b"#"), (7, _end_of(key[1]))):
                    counts[twin][0] -= one
                    counts[twin][1] -= zero
        total = self._totals[True] + self._totals[False]
        odds = {key: self._odds(one, zero, total) for key, (one, zero) in counts.items()}
        rest = {f: self._odds(one, zero, total) for f, (one, zero) in rare.items()}
        return Table(odds, rest)

    def _keys(self) -> list[tuple[int, object]]:
        return [*self._counts[True], *(key for key in self._counts[False] if key not in self._counts[True])]

    def _odds(self, one: float, zero: float, total: float) -> float:
        share = _SMOOTH * (one + zero + 0.5) / (total + 1)
        firsts, others = self._totals[True] + _SMOOTH, self._totals[False] + _SMOOTH
        found = log((one + share) / firsts) - log((zero + share) / others)
        return max(-_CAP, min(_CAP, found))


class Table:
    """The frozen log-odds."""

    def __init__(self, odds: dict[tuple[int, object], float], rest: dict[int, float]) -> None:
        self._odds, self._rest = odds, rest

    def own(self, look: Looks) -> float:
        """Gives the log-odds that a line of these looks begins a post, by itself; 0.0 if nothing is known."""
        odds = self._odds
        if not odds:
            return 0.0
        own = None
        for f in _OWN:  # the line says more than its beginning, and that more than its marker
            own = odds.get((f, look[f]))
            if own is not None:
                break
        if own is None:
            own = self._rest.get(1, 0.0)
        return _TEMPER * (own + sum(odds.get((f, look[f]), 0.0) for f in _SHAPE))

    def last(self, look: Looks) -> float:
        """Gives the log-odds that a post ends before a line of these looks, by the line before it."""
        odds = self._odds
        around = odds.get((8, look[8]), 0.0) + odds.get((9, look[9]), 0.0)
        known = odds.get((_LAST, look[_LAST]))
        if known is None:
            known = self._rest.get(_LAST, 0.0) + odds.get((6, look[6]), 0.0) + odds.get((7, look[7]), 0.0)
        return _TEMPER * (known + around)
