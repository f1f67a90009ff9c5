"""Exact repeats: runs of lines that stand again at once (squares), found with one table of last places.

Works on numbers of lines: of raw bytes first, of folded text in what is left.  Where line `j` last stood
at `j - lag`, a run of one lag that is at least `lag` long is a square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

_MAX_LAG = 1024  # lines of a body: four times what fits into the longest post
_MAX_LIVE = 6  # runs at once; a seventh is left to the alignment
# A run is led back over lines whose last place is nearer (a refrain); this many at most.
_MAX_BACK = 64
# A body of one short line that stands twice is a ruler or a refrain as often as a post.
_SHORT_CHARS = 24
_TELLING = 5.0  # log-likelihood that lines stand twice by more than accident
_NEAR = 40  # lines in which a refrain comes again
_MAX_FRONT = 3  # lines that its second copy alone may begin with
_MAX_HEAD = 3  # lines before the body of a post that was posted again at once
_MAX_CLOSE = 3  # and behind it
_MAX_ODD = 2  # lines that the copies of such a post may be out of step,
_MIN_AGAIN = 2  # lines that they must share,
_AGAIN = 0.25  # and the share of the post that these are
_MAX_INNER = 64  # squares inside a long one that are looked at
_INNER = 0.5  # share of a long square's lines in shorter ones, if it is a row of posts that stands twice


Weigh = Callable[[int], float]
Same = Callable[[int, int], bool]


class Square(NamedTuple):
    """`copies` times the same `lag` lines from `start` on."""

    start: int
    lag: int
    copies: int

    @property
    def end(self) -> int:
        """Behind the last copy."""
        return self.start + self.lag * self.copies


def runs_of(ids: list[int]) -> list[tuple[int, int, int]]:
    """Gives (start, lag, length) of each run of lines that stood `lag` before, if it is as long as its lag.

    `ids` number the lines.

    >>> runs_of([0, 1, 2, 1, 2, 3])
    [(3, 2, 2)]
    """
    last = [-1] * (max(ids, default=0) + 1)
    runs = []
    live: dict[int, int] = {}  # lag → start; several, as a repost far away runs through the copy at hand
    steady = 0  # the lag, where there is one run alone: most lines go on with it, or come for the first time
    for j, line in enumerate(ids):
        i = last[line]
        last[line] = j
        if j - i == steady or (i < 0 and not live):
            continue
        if live:
            for lag in [x for x in live if i < 0 or (j - i != x and ids[j - x] != line)]:
                start = live.pop(lag)
                if j - start >= lag:
                    runs.append((start, lag, j - start))
        if i >= 0:
            lag = j - i
            if lag <= _MAX_LAG and lag not in live and len(live) < _MAX_LIVE:
                live[lag] = _lead_back(ids, j, lag)
        steady = next(iter(live)) if len(live) == 1 else 0
    for lag, start in live.items():
        if len(ids) - start >= lag:
            runs.append((start, lag, len(ids) - start))
    return runs


def _lead_back(ids: list[int], start: int, lag: int) -> int:
    floor = max(lag, start - _MAX_BACK)
    while start > floor and ids[start - 1] == ids[start - 1 - lag]:
        start -= 1
    return start


def _lengthened(run: tuple[int, int, int], size: int, same: Same) -> tuple[int, int, int]:
    """Gives a run with the lines before and behind it that are the same when folded, as many as a further copy has."""
    start, lag, length = run
    end = start + length
    first, last = max(lag, start - lag), min(size, end + lag)
    while end < last and same(end - lag, end):
        end += 1
    while start > first and same(start - 1 - lag, start - 1):
        start -= 1
    return start, lag, end - start


def find_squares(
    ids: list[int],
    lines: Sequence[bytes] | Sequence[str],
    opens: bytearray,
    weigh: Weigh,
    same: Same = lambda *_: False,
) -> list[Square]:
    """Gives the squares that are repeats of a body beyond doubt, by place, none overlapping.

    `ids` number the `lines`, equal ones the same; `opens` marks the lines that a post begins with (a forward header,
    a placeholder) with 1, those that close one (views, reactions) with 2; `weigh` says how much it tells that a line
    stands twice, `same` whether two lines are equal when folded.  The longest square wins, unless it is a post and its
    repost, or several posts.
    """
    runs = [_lengthened(run, len(ids), same) for run in runs_of(ids)]
    ends = {start + length for start, _, length in runs}
    squares = [s for run in runs for s in _squares_of(run, opens, ends) if _is_telling(s, weigh)]
    squares.sort(key=lambda s: (-s.lag, s.start))
    covered = bytearray(len(lines))
    for square in squares:
        _mark(covered, square)
    by_end = {s.end: s for s in squares}
    by_start = sorted(squares)
    taken = bytearray(len(lines))
    found = []
    for square in squares:
        if taken.find(1, square.start, square.end) >= 0 or _is_doubtful(square, ids):
            continue
        if square.lag > _MAX_HEAD and _is_row(square, by_start, opens, ids):
            continue
        if square.lag == 1 and not _alone(square, taken, opens, lines):
            continue
        half = _posted_again(square, by_end, opens, covered, ids)
        if half is None and opens[square.start + square.lag - 1] == 2:
            continue  # reactions close a post, no body: the same post again, whose own copies differ
        parts = [square]
        if half is not None:
            parts = [half._replace(start=half.start + square.lag * n) for n in range(square.copies)]
        for part in parts:
            _mark(taken, part)
        found += parts
    return sorted(found)


def _is_telling(square: Square, weigh: Weigh) -> bool:
    """Says whether a square is no accident: a few lines that stand everywhere meet by chance."""
    told = 0.0
    start, lag, _ = square
    for i in range(start, start + lag):
        told += weigh(i)
        if told >= _TELLING:
            return True
    return False


def _mark(lines: bytearray, square: Square) -> None:
    lines[square.start : square.end] = b"\1" * (square.end - square.start)


def _squares_of(run: tuple[int, int, int], opens: bytearray, ends: set[int]) -> list[Square]:
    first, lag, length = run
    first -= lag
    copies = length // lag + 1
    slack = length % lag
    if slack:  # the copies may begin later: at a header, or where the repeat before them ends
        later = range(first, first + slack + 1)
        first = next((o for o in later if opens[o] == 1), next((o for o in later if o in ends), first))
    if copies <= 3:
        return [Square(first, lag, copies)]
    if lag == 1:
        return []  # a ruler
    # The same body four times and more: the same post over and over.
    odd = copies % 2
    pairs = [Square(first + lag * 2 * n, lag, 2) for n in range((copies - 3 * odd) // 2)]
    return pairs + [Square(first + lag * (copies - 3), lag, 3)] * odd


def _posted_again(
    square: Square,
    by_end: dict[int, Square],
    opens: bytearray,
    covered: bytearray,
    ids: list[int],
) -> Square | None:
    """Gives the body's square if this one is a post (head, body, body) and the same post again at once."""
    end = square.start + square.lag
    while opens[end - 1] == 2 and square.start + square.lag - end < _MAX_CLOSE:
        end -= 1
    half = by_end.get(end)
    if half is None or half.start < square.start:
        return None
    head = [i for i in range(square.start, half.start) if opens[i] != 1]
    if len(head) >= _MAX_HEAD:
        return None
    sure = square.start == 0 or covered[square.start - 1] or opens[square.start] or opens[square.start - 1] == 2
    if sure or not head:
        return half
    # "T x r r x r r" is one post with a refrain: its title stands before it, in no square.
    body = ids[half.start : half.start + half.lag]
    return half if half.lag > 1 and len(set(body)) == half.lag else None


def _is_row(square: Square, by_start: list[Square], opens: bytearray, ids: list[int]) -> bool:
    """Says whether the half is several posts that repeat: a file appended to itself, pages that overlap.

    One line that stands twice in several places is no post's body but a refrain.
    """
    end = square.start + square.lag
    found = covered = 0
    last = square.start
    sung: set[int] = set()
    for place in range(bisect_left(by_start, (square.start,)), len(by_start))[:_MAX_INNER]:
        inner = by_start[place]
        if inner.start >= end:
            break
        if inner.end <= end and inner.start > last and inner.lag < square.lag:  # its title stands before it
            found += inner.lag > 1 or ids[inner.start] not in sung
            sung.add(ids[inner.start])
            covered += inner.end - last if inner.start - last <= _MAX_HEAD else inner.end - inner.start
            last = inner.end
    headers = opens.count(1, square.start, end)
    return found > 1 and (covered >= _INNER * square.lag or headers > 1)


def _is_doubtful(square: Square, ids: list[int]) -> bool:
    """Says whether the half is a head, some lines, a line or two, the same lines: perhaps a post posted again.

    The copies of such a post differ, so it is no square itself; the alignment weighs both readings.
    """
    start, lag, _ = square
    middle = start + lag
    half = ids[start:middle]
    if lag == 1 or len(set(half)) == lag:
        return False
    for head in range(_MAX_HEAD):
        for size in range(max(2, (lag - head - _MAX_FRONT + 1) // 2), (lag - head) // 2 + 1):
            if ids[middle - 1] == ids[start + head + size - 1]:
                same = ids[middle - size : middle] == ids[start + head : start + head + size]
                if same and ids[middle - 1] != ids[middle - 2] and head + 2 * size < lag + (head > 0):
                    return True
    return _is_doubled(half)


def _is_doubled(half: list[int]) -> bool:
    """Says whether a good part of the lines stand again about half the way further, as in copies that differ.

    A line that stands more than twice is a refrain, and says nothing.
    """
    places: dict[int, list[int]] = {}
    for i, number in enumerate(half):
        places.setdefault(number, []).append(i)
    most_odd = _MAX_ODD + len(half) // 4
    again = [p for p in places.values() if len(p) == 2 and abs(2 * (p[1] - p[0]) - len(half)) <= most_odd]
    return len(again) >= max(_MIN_AGAIN, _AGAIN * len(half))


def _alone(square: Square, taken: bytearray, opens: bytearray, lines: Sequence[bytes] | Sequence[str]) -> bool:
    """Says whether one line that stands twice is a post by itself: one title between it and what is known.

    Elsewhere it may be a refrain or a ruler inside a body; the alignment weighs that.
    """
    if len(lines[square.start]) < _SHORT_CHARS:
        return False
    if lines[square.start] in lines[square.end : square.end + _NEAR]:
        return False
    s = square.start - 1
    return s <= 0 or (bool(taken[s - 1] or opens[s - 1]) and not taken[s])
