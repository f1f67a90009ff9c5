"""Candidates for repeats that are not exact: from lines that agree at an end, then aligned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from math import log

from tgclean.folding import fold_line
from tgclean.segment.align import ADD, ADD_CODE, CUT_LINE, CUT_TAIL, Weights, endings
from tgclean.segment.gaps import Repeat
from tgclean.segment.layout import CLOSING, Window
from tgclean.segment.likeness import likeness
from tgclean.segment.looks import is_code

_EDGE_CHARS = 16
_LEAST_SIZE = 1000  # lines: in a short text, too, a sentence stands twice for a reason
_FORM_BYTES = 14  # of a custom beginning
_MIN_EDGE_CHARS = 8
_PLACES = 3  # last places of a key that are looked at
_RARE = 4.0  # a weight below which a line stands nearly everywhere
_MAX_BODY = 300  # lines
MAX_WEIGHT = 7.0
_HEAD_BYTES = 128  # of a line that is folded to know that it is not short
_MIN_SHARE = 0.25  # of a body's lines that must have an anchor
_MAX_HEAD = 3  # lines before the body of a post that stands twice
_REPOST = 3.0  # how much rarer it is that a post stands twice than that its title is lost
_TOLD = 0.1  # share of a candidate's score that a half of it must have by itself to be a post
_MAX_MORE = 8  # lines that a copy may have more than the body
_CELLS_OF_REPEAT = 8  # what a candidate costs afterwards, in cells of alignments
_MAX_FRONT = 4  # lines of its own that a copy may begin with
_ENDS = 3  # ends of a copy that are kept
_SPREAD = 9.0  # and how far below the best


class Folds:
    """Folded lines and the weight of lines, made when they are asked for."""

    def __init__(self, window: Window) -> None:
        self._lines, self._kinds = window.lines, window.kinds
        self._fold = window.fold
        self._counts = Counter(window.lines)
        self._forms = Counter(line[:_FORM_BYTES] for line in window.lines)
        self._size = max(_LEAST_SIZE, len(window.lines))
        self._weights: dict[int, float] = {}
        self._costs: dict[int, float] = {}

    def closes(self, i: int) -> bool:
        """Says whether a line closes a post: views, time, reactions."""
        return self._kinds[i] == CLOSING

    def cost_alone(self, i: int) -> float:
        """Gives what it costs that a copy alone has line `i`, where the first one lacks it."""
        known = self._costs.get(i)
        if known is None:
            known = self._costs[i] = ADD_CODE if is_code(self._lines[i]) else ADD
        return known

    @property
    def distinct(self) -> int:
        """How many different lines the window has."""
        return len(self._counts)

    def line(self, i: int) -> str:
        """Gives line `i` folded."""
        return self._fold(i)

    def lines(self, begin: int, end: int) -> list[str]:
        """Gives the folded lines of a range."""
        return [self._fold(i) for i in range(begin, end)]

    def weight(self, i: int) -> float:
        """Gives how much it says that line `i` stands twice: little where it stands often."""
        known = self._weights.get(i)
        if known is None:
            line = self._lines[i]
            short = 1 + (len(line) if line.isascii() else self._chars(i)) / 4
            known = self._weights[i] = min(log(self._size / self._counts[line]), MAX_WEIGHT, short)
        return known

    def _chars(self, i: int) -> int:
        """Gives how many characters line `i` has when folded; of a long line, of its beginning, if that is enough."""
        if len(self._lines[i]) > _HEAD_BYTES:
            chars = len(fold_line(self._lines[i][:_HEAD_BYTES]))
            if 1 + chars / 4 >= MAX_WEIGHT:
                return chars
        return len(self.line(i))

    def form_weight(self, i: int) -> float:
        """Gives how much it says that a line like `i` stands twice: little where many begin like it."""
        return min(self.weight(i), log(self._size / self._forms[self._lines[i][:_FORM_BYTES]]))


def find_repeats(folds: Folds, low: int, end: int, budget: list[int]) -> list[Repeat]:
    """Gives candidates for repeats between the lines `low` and `end`; takes the work from `budget`."""
    anchors = _anchors(folds, low, end)
    begins: set[tuple[int, int]] = set()
    for j in range(low, end):
        for i in anchors[j - low]:
            new = i == low or j == low or i - 1 not in anchors[j - 1 - low]
            # Posts that all end in one line: it stands before both copies, and is no part of them.
            if new or folds.weight(i - 1) <= _RARE < folds.weight(i):
                begins.add((i, j))
                if i > low and j - 1 > i - 1 and likeness(folds.line(i - 1), folds.line(j - 1)):
                    begins.add((i - 1, j - 1))
    found: dict[tuple[int, int, int], Repeat] = {}
    for body, copy in sorted(begins):
        if budget[0] <= 0:
            break
        budget[0] -= 1 + (copy - body) // 8
        if _dense(anchors, low, body, copy, end):
            for r in _align(folds, body, copy, end, budget):
                known = found.get(r[:3])
                if known is None or r.score > known.score:
                    found[r[:3]] = r
    return _mark_again([found[key] for key in sorted(found)], folds.closes)


def _mark_again(repeats: list[Repeat], closes: Callable[[int], bool]) -> list[Repeat]:
    """Marks the candidates of which each half is itself a head and a repeated body: a post, and the same again.

    That a post was posted again explains all of it: such a candidate tells not much more than its halves.
    """
    whole: dict[int, list[Repeat]] = {}
    for r in repeats:
        whole.setdefault(r.end, []).append(r)
    marked = []
    for r in repeats:
        least = max(0.0, _TOLD * r.score)
        one = _inside(whole, r.body, r.copy, closes)
        two = _inside(whole, r.copy + r.front, r.end, closes) if one > least else 0.0
        marked.append(r._replace(again=True, score=min(r.score, one + two + _REPOST)) if two > least else r)
    return marked


def _inside(whole: dict[int, list[Repeat]], begin: int, end: int, closes: Callable[[int], bool]) -> float:
    """Gives the best score of the repeats from near the begin to the end, or to the lines that close a post there."""
    found = list(whole.get(end, ()))
    while end > 0 and closes(end - 1):
        end -= 1
        found += whole.get(end, ())
    if not found:
        return 0.0
    return max((r.score for r in found if begin <= r.body < begin + _MAX_HEAD), default=0.0)


def _anchors(folds: Folds, low: int, end: int) -> list[list[int]]:
    """Gives for each line the earlier lines that are equal to it, or begin or end like it."""
    last: dict[tuple[int, str], list[int]] = {}
    anchors = []
    for j in range(low, end):
        fold = folds.line(j)
        keys = [(0, fold)]
        if len(fold) >= _MIN_EDGE_CHARS:
            keys += (1, fold[:_EDGE_CHARS]), (2, fold[-_EDGE_CHARS:])
        rare = folds.weight(j) > _RARE
        mine: set[int] = set()
        for key in keys:
            places = last.setdefault(key, [])
            mine.update(places)
            places.append(j)
            if len(places) > (_PLACES if rare else 1):
                del places[0]
        anchors.append(sorted(i for i in mine if j - i <= _MAX_BODY))
    return anchors


def _dense(anchors: list[list[int]], low: int, body: int, copy: int, end: int) -> bool:
    size = copy - body
    hits = 0
    need = max(1, int(size * _MIN_SHARE))
    for j in range(copy, min(copy + size + 2, end)):
        if any(body <= i < copy and abs(j - i - size) <= 5 for i in anchors[j - low]):
            hits += 1
            if hits >= need:
                return True
    return False


def _align(folds: Folds, body: int, copy: int, end: int, budget: list[int]) -> list[Repeat]:
    size = copy - body
    rest = range(copy, min(end, copy + size + 3 + min(size, _MAX_MORE)))
    two = folds.lines(rest.start, rest.stop)
    one = folds.lines(body, copy)
    weights = Weights(
        [folds.weight(x) for x in range(body, copy)],
        [folds.form_weight(x) for x in range(body, copy)],
        [folds.cost_alone(y) for y in rest],
    )
    found = endings(one, two, weights, budget)
    repeats = []
    for ending in found[:_ENDS]:
        if ending.score < found[0].score - _SPREAD:
            break
        over = size - ending.a_end
        repeats.append(Repeat(body, copy, copy + ending.end, ending.score, 0, over))
        for front in range(1, min(over, _MAX_FRONT) + 1):  # the first copy's last lines may be the other's first
            back = ending.score - CUT_LINE * front - (CUT_TAIL if front == over else 0.0)
            repeats.append(Repeat(body, copy - front, copy + ending.end, back, front, over - front))
    budget[0] -= _CELLS_OF_REPEAT * len(repeats)
    return repeats
