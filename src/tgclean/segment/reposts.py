"""The same post again at once: which repeats are a post that was posted again, and no body and its copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tgclean.segment.folds import Folds
from tgclean.segment.gaps import Repeat
from tgclean.segment.layout import CLOSING, OPENING, PLACEHOLDER
from tgclean.segment.squares import Square

_MAX_HEAD = 3  # lines before the body of a post that stands twice, those of the interface not counted
_REPOST = 3.0  # how much rarer it is that a post stands twice than that its title is lost
_TOLD = 0.1  # share of a candidate's score that a half of it must have by itself to be a post,
_TOLD_MOST = 0.4  # and where lines stand behind that half's copies,
_MAX_TAIL = 3  # which are so many at most
_HEADED = 0.3  # share of the repeats near a header from which whole posts stand twice here, header and all
_NEAR_HEADER = 3  # lines
_MAX_CLOSE = 8  # lines that close a post: views, time, reactions
_MIN_HEADED = 3  # repeats from which that is known


class Place(NamedTuple):
    """Where candidates were looked for: behind line `low`, in a source where whole posts stand twice or do not."""

    kinds: bytearray
    low: int
    headed: bool


def is_headed(squares: Sequence[Square], opens: bytearray) -> bool:
    """Says whether whole posts stand twice here, headers and all; where too few do, they may."""
    headed = sum(opens[s.start] == 1 for s in squares)
    below = sum(opens.find(1, max(0, s.start - _NEAR_HEADER), s.start + 1) >= 0 for s in squares)
    return below < _MIN_HEADED or headed > _HEADED * below


def mark_again(repeats: list[Repeat], folds: Folds, place: Place) -> list[Repeat]:
    """Marks the candidates of which each half is itself a head and a repeated body: a post, and the same again.

    That a post was posted again explains all of it: such a candidate tells not much more than its halves, and
    nothing at all where the same title stands before both, the same line closes both or a placeholder is in it.
    """
    whole = _by_end(repeats, place.kinds)
    bodies = {r.body for r in repeats}
    marked = []
    for r in repeats:
        if _is_again(r, place):
            continue
        near = _near(r.copy + r.front, r.end, place.kinds)
        two = 0.0 if bodies.isdisjoint(near) else _half(whole, r.score, near, r.end)  # few bodies begin in a copy
        one = two and _half(whole, r.score, _near(r.body, r.copy, place.kinds), r.copy)
        if not one:
            marked.append(r)
        elif r.body == place.low or folds.line(r.body - 1) != folds.line(r.copy + r.front - 1):
            marked.append(r._replace(again=True, score=min(r.score, one + two + _REPOST)))
    return marked


def _by_end(repeats: list[Repeat], kinds: bytearray) -> dict[int, list[Repeat]]:
    """Gives the repeats by where they end, and by where the lines end that close a post there."""
    whole: dict[int, list[Repeat]] = {}
    for r in repeats:
        whole.setdefault(r.end, []).append(r)
        for end in range(r.end, min(r.end + _MAX_CLOSE, len(kinds))):
            if kinds[end] != CLOSING:
                break
            whole.setdefault(end + 1, []).append(r)
    return whole


def _is_again(r: Repeat, place: Place) -> bool:
    kinds = place.kinds
    if kinds[r.copy - 1] == kinds[r.end - 1] == CLOSING:
        return True
    return not place.headed and kinds.find(PLACEHOLDER, r.body, r.end) >= 0


def _near(begin: int, end: int, kinds: bytearray) -> range:
    """Gives where the body of a post may begin that fills a half: below a head, and inside it."""
    last = begin + _MAX_HEAD
    while last - _MAX_HEAD < len(kinds) and kinds[last - _MAX_HEAD] in OPENING:
        last += 1
    return range(begin, min(last, end - 1))


def _half(whole: dict[int, list[Repeat]], told: float, near: range, end: int) -> float:
    """Gives the score of the repeat that a half of a candidate is, 0.0 if it is none; `told` is the candidate's.

    Lines may stand behind it, or be cut off, if it makes up most of the half.
    """
    found = _inside(whole, near, end)
    if found > max(0.0, _TOLD * told):
        return found
    around = [x for x in range(end - _MAX_TAIL, end + _MAX_TAIL + 1) if x != end and x in whole]
    found = max([_inside(whole, near, x) for x in around], default=0.0)
    return found if found > max(0.0, _TOLD_MOST * told) else 0.0


def _inside(whole: dict[int, list[Repeat]], near: range, end: int) -> float:
    """Gives the best score of the repeats whose body begins near the begin, and which end at the end."""
    return max([r.score for r in whole.get(end, ()) if r.body in near], default=0.0)
