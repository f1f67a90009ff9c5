"""What a first line of this channel looks like, learned from the posts that are known.

Log-odds that a line begins a post, from its looks (the line itself, its first characters, its marker,
how it ends, its length) and from the line before it (last lines recur: "Read in full", hashtags,
signatures).  A table is frozen before it is used: what it says never depends on how the input is cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from operator import itemgetter

from tgclean.segment.looks import ANY_TURN, Between, Face, Views, end_of

_SMOOTH = 2.0  # counts that every value is lent, shared in the proportion of all lines
_MIN_SEEN = 3  # rarer lines and prefixes say nothing by themselves
_CAP = 4.0  # no single look outweighs a repeat
_TEMPER = 0.9  # the looks are not independent
_MIN_INNER = 8  # lines inside bodies that turn to a script, from which it is known as a second language's
_DECAY = 0.5  # of what was learned, a window later: a channel's neighbours are its own posts

# The places of the looks of a line, and of the line before it.
_LINE, _PREFIX, _MARKER, _ENDING, _SIZE, _LAST, _LAST_TAG, _LAST_ENDING, _BLANK, _TURN = range(10)
_OPEN = (_LINE, _PREFIX, _LAST)  # whose values are text, not classes
_FEATURES = 10
# Of each, which part of `Views.around` has it, and its place there.
_LOOKS = ((0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (1, 0), (1, 5), (1, 3), (2, 0), (2, 1))

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

    def learn(self, views: Views, places: Sequence[int], *, first: bool) -> None:
        """Counts the looks of lines that are first lines of posts, or are not."""
        if places:
            around = views.around(places)
            for seen, (side, place) in zip(self._counts[first], _LOOKS, strict=True):
                seen.update(map(itemgetter(place), around[side]))
            self._totals[first] += len(places)

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
                for f, twin in ((_LAST_TAG, value[:1] == b"#"), (_LAST_ENDING, end_of(value))):
                    mine = counts[f][twin]
                    counts[f][twin] = mine[0] - one, mine[1] - zero
        _pool(counts[_TURN])
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


def _pool(turns: Pairs) -> None:
    """Makes all turns to another script one, but those to a script that inner lines often turn to and first ones never.

    Where each post says in two languages the same, the turn to the second is no new post.
    """
    inner = [
        value for value, (one, zero) in turns.items() if value and value != ANY_TURN and not one and zero >= _MIN_INNER
    ]
    turned = [value for value in turns if value and value not in inner]
    one, zero = (sum(turns[value][side] for value in turned) for side in (0, 1))
    turns.update(dict.fromkeys((*turned, ANY_TURN), (one, zero)))


class Table:
    """The frozen log-odds: of the values of each feature, and of those that were seen too rarely."""

    def __init__(self, odds: list[dict[object, float]], rest: list[float]) -> None:
        self._odds, self._rest = odds, rest
        self._empty = not any(odds)

    def own(self, faces: Iterable[Face]) -> list[float]:
        """Gives the log-odds that lines begin a post, each by itself; 0.0 if nothing is known."""
        line, prefix, marker = (self._odds[f].get for f in (_LINE, _PREFIX, _MARKER))
        ending, size, rest = self._odds[_ENDING].get, self._odds[_SIZE].get, self._rest[_PREFIX]
        if self._empty:
            return [0.0 for _ in faces]
        found = []
        for whole, begin, mark, end, bits, _, _ in faces:
            own = line(whole)  # the line says more than its beginning, and that more than its marker
            if own is None:
                own = prefix(begin)
                if own is None:
                    own = marker(mark, rest)
            found.append(_TEMPER * (own + (ending(end, 0.0) + size(bits, 0.0))))
        return found

    def last(self, faces: Iterable[Face]) -> list[float]:
        """Gives the log-odds that a post ends with lines."""
        line, tag, ending = (self._odds[f].get for f in (_LAST, _LAST_TAG, _LAST_ENDING))
        rest = self._rest[_LAST]
        found = []
        for whole, _, _, end, _, tagged, _ in faces:
            known = line(whole)
            if known is None:
                known = rest + tag(tagged, 0.0) + ending(end, 0.0)
            found.append(_TEMPER * known)
        return found

    def of_footer(self, face: Face) -> tuple[float, float] | None:
        """Gives the log-odds that a post begins with a line of a footer, and that one ends with it.

        A footer is short and ends in no full stop because it is one: that makes it no title.  None where posts do
        begin with such lines, and it is told by all its looks.
        """
        line, begin, marker, _, _, tagged, _ = face
        odds = self._odds
        own = odds[_LINE].get(line, odds[_PREFIX].get(begin, odds[_MARKER].get(marker)))
        if own is not None and own > 0:
            return None
        last = odds[_LAST].get(line, self._rest[_LAST] + odds[_LAST_TAG].get(tagged, 0.0))
        return _TEMPER * (self._rest[_PREFIX] if own is None else own), _TEMPER * last

    def between(self, pair: Between) -> float:
        """Gives the log-odds that a post ends where an empty line stands and another script begins, or neither."""
        blank, turn = pair
        turns = self._odds[_TURN]
        return _TEMPER * (
            self._odds[_BLANK].get(blank, 0.0) + turns.get(turn, turns.get(ANY_TURN, 0.0) if turn else 0.0)
        )
