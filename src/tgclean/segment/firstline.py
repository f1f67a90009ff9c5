"""What a first line of this channel looks like, learned from the posts that are known.

Log-odds that a line begins a post, from its looks (the line itself, its first characters, its marker,
how it ends, its length) and from the line before it (last lines recur: "Read in full", hashtags,
signatures).  A table is frozen before it is used: what it says never depends on how the input is cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
_FEATURES = 10
_MARKS = frozenset(bytes((code,)) for code in b".!?:;,)]\"'%")  # that lines often end in


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
        head = line[:_EDGE_BYTES].decode("utf-8", "ignore")
        self._scripts[i] = _script_of(line, head)
        head = head.lstrip()
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
            known = self._scripts[i] = _script_of(line, line[:_EDGE_BYTES].decode("utf-8", "ignore"))
        return known


def _script_of(line: bytes, head: str) -> int:
    """Gives a number for the script of the first letter: Latin 1, Cyrillic 2, Han and kana 3, else its block."""
    if line[:1] in (b"#", b"@"):
        return 0
    for char in head:
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
    """Gives the class of the last character that is no white space; most lines end in one that is ASCII."""
    last = line[-1:]
    if not (last.isascii() and last.isalnum()) and last not in _MARKS:
        text = line[-4:].decode("utf-8", "ignore")
        if not text or text[-1].isspace():
            text = line[-_EDGE_BYTES:].decode("utf-8", "ignore").rstrip()
        return _class_of(text[-1:])
    return _class_of(last.decode())


def _class_of(char: str) -> str:
    if char.isalpha():
        return "a" if char.islower() else "A"
    return "0" if char.isdigit() else char


Counts = list[Counter[object]]  # of the values of each feature


class FirstLines:
    """Counts of the looks of first lines and of other lines; `freeze` gives the log-odds."""

    def __init__(self) -> None:
        self._counts: dict[bool, Counts] = {first: [Counter() for _ in range(_FEATURES)] for first in (True, False)}
        self._totals = {True: 0.0, False: 0.0}

    def copy(self) -> FirstLines:
        """Gives a copy that learns alone."""
        twin = FirstLines()
        twin._counts = {first: [seen.copy() for seen in counts] for first, counts in self._counts.items()}
        twin._totals = dict(self._totals)
        return twin

    def learn(self, looks: Sequence[Looks], *, first: bool) -> None:
        """Counts the looks of lines that are first lines of posts, or are not."""
        for seen, values in zip(self._counts[first], zip(*looks, strict=True), strict=False):
            seen.update(values)
        self._totals[first] += len(looks)

    def fade(self) -> None:
        """Lets what was learned so far weigh less than what comes."""
        for first, counts in self._counts.items():
            self._counts[first] = [Counter({k: n * _DECAY for k, n in seen.items() if n > 0.5}) for seen in counts]
            self._totals[first] *= _DECAY

    def freeze(self) -> Table:
        """Gives the log-odds of each value of each look."""
        counts = [_paired(one, zero, f) for f, (one, zero) in enumerate(zip(*self._counts.values(), strict=True))]
        for value, (one, zero) in counts[_LAST].items():
            # A last line that recurs ("Read in full") says nothing of how other last lines end.
            if isinstance(value, bytes):
                for f, twin in ((6, value[:1] == b"#"), (7, _end_of(value))):
                    mine = counts[f][twin]
                    counts[f][twin] = mine[0] - one, mine[1] - zero
        total = self._totals[True] + self._totals[False]
        odds = [{value: self._odds(*pair, total) for value, pair in values.items()} for values in counts]
        rest = [self._odds(*self._rare(f, counts[f]), total) if f in _OPEN else 0.0 for f in range(_FEATURES)]
        return Table(odds, rest)

    def _rare(self, f: int, kept: Pairs) -> tuple[float, float]:
        """Gives the counts of all values of a feature that are not kept."""
        one, zero = (sum(self._counts[first][f].values()) for first in (True, False))
        return one - sum(pair[0] for pair in kept.values()), zero - sum(pair[1] for pair in kept.values())

    def _odds(self, one: float, zero: float, total: float) -> float:
        share = _SMOOTH * (one + zero + 0.5) / (total + 1)
        firsts, others = self._totals[True] + _SMOOTH, self._totals[False] + _SMOOTH
        found = log((one + share) / firsts) - log((zero + share) / others)
        return max(-_CAP, min(_CAP, found))


Pairs = dict[object, tuple[float, float]]  # value → how often with first lines, and with others


def _paired(one: Counter[object], zero: Counter[object], f: int) -> Pairs:
    """Gives the counts of the values of a feature; of open ones without those too rare to say anything."""
    if f not in _OPEN:
        return {value: (one[value], zero[value]) for value in (*one, *zero)}
    seen = one.get
    often: Pairs = {
        value: (seen(value, 0), n) for value, n in zero.items() if n + seen(value, 0) >= _MIN_SEEN and value
    }
    return often | {value: (n, 0) for value, n in one.items() if n >= _MIN_SEEN and value and value not in often}


class Table:
    """The frozen log-odds: of the values of each feature, and of those that were seen too rarely."""

    def __init__(self, odds: list[dict[object, float]], rest: list[float]) -> None:
        self._odds, self._rest = odds, rest
        self._empty = not any(odds)

    def own(self, look: Looks) -> float:
        """Gives the log-odds that a line of these looks begins a post, by itself; 0.0 if nothing is known."""
        if self._empty:
            return 0.0
        odds = self._odds
        own = None
        for f in _OWN:  # the line says more than its beginning, and that more than its marker
            own = odds[f].get(look[f])
            if own is not None:
                break
        if own is None:
            own = self._rest[1]
        return _TEMPER * (own + sum(odds[f].get(look[f], 0.0) for f in _SHAPE))

    def last(self, look: Looks) -> float:
        """Gives the log-odds that a post ends before a line of these looks, by the line before it."""
        odds = self._odds
        around = odds[8].get(look[8], 0.0) + odds[9].get(look[9], 0.0)
        known = odds[_LAST].get(look[_LAST])
        if known is None:
            known = self._rest[_LAST] + odds[6].get(look[6], 0.0) + odds[7].get(look[7], 0.0)
        return _TEMPER * (known + around)
