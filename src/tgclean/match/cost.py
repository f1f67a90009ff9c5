"""What it costs that two posts differ: the edits between them, and the passages that one of them lacks."""

from __future__ import annotations

from dataclasses import dataclass, field

from tgclean.match.letters import is_single
from tgclean.match.notation.figures import is_figure
from tgclean.match.opinion import Gap
from tgclean.match.reading import SINGLE_WEIGHT, count_singles
from tgclean.match.variants import SLIP, SLIP_WORDS, replaced_cost
from tgclean.match.words import Words

RUN_WORDS = 6
"""So many words on one side only are a passage, not an edit."""
REWRITTEN_SHARE = 0.25
"""So many words for each that one side of a gap has more are a passage rewritten: nothing was cut there."""
PASSAGE_SHARE, REPLACED_SHARE = 0.02, 0.15
"""Shares of a post, and not less than a run, that a passage is put in, or put in the place of another: less is an edit,
and is lost with the copy that has it."""
SAID_SHARE = 0.6
"""A passage of which the other post has so many of the words was moved."""


@dataclass(slots=True)
class Cost:
    """What some gaps cost, and how much in them was replaced; how many words differ.

    `runs` are the words of the passages that only the first or the second post has, `passages` says which of them
    has one that is more than an edit, `run_figures` whether such a passage says a figure.
    """

    cost: float = 0.0
    replaced: float = 0.0
    differing: int = 0
    runs: list[float] = field(default_factory=lambda: [0.0, 0.0])
    passages: tuple[bool, bool] = (False, False)
    run_figures: bool = False


def add_up(a: Words, b: Words, found: list[Gap], limit: float) -> Cost:
    """Adds up what the gaps cost, and stops where it is more than `limit`."""
    total, size = Cost(), min(a.weight, b.weight)
    mine, others = a.folded, b.folded
    cost = replaced = 0.0
    for gap in found:
        if cost > limit:
            break
        a_start, a_end, b_start, b_end = gap
        if a_end - a_start == 1 == b_end - b_start:  # most gaps are one word for another
            x, y = mine[a_start], others[b_start]
            single = is_single(x)
            cost += SLIP if single and size >= SLIP_WORDS and is_single(y) else replaced_cost(x, y, size)
            replaced += SINGLE_WEIGHT if single else 1.0
            total.differing += 1
            continue
        left, right = mine[a_start:a_end], others[b_start:b_end]
        total.differing += max(len(left), len(right))
        if len(left) >= RUN_WORDS or len(right) >= RUN_WORDS:
            # What the other says in another place was moved.
            moved = _is_said(left, b.vocabulary), _is_said(right, a.vocabulary)
            new = _passages([] if moved[0] else left, [] if moved[1] else right, size)
            total.passages = total.passages[0] or new[0], total.passages[1] or new[1]
        slip = min(len(left), len(right)) == 1 and size >= SLIP_WORDS and is_single(left[0]) and is_single(right[0])
        for x, y in zip(left, right, strict=False):
            cost += SLIP if slip else replaced_cost(x, y, size)
            replaced += SINGLE_WEIGHT if is_single(x) else 1.0
        if len(left) != len(right):
            cost = _add_rest(a, b, gap, total, cost)
    total.cost, total.replaced = cost, replaced
    return total


def _add_rest(a: Words, b: Words, gap: Gap, total: Cost, cost: float) -> float:
    """Adds to a cost what the words of a gap cost that stand for none; a passage has its place in `total`."""
    both = min(gap.a_end - gap.a_start, gap.b_end - gap.b_start)
    words, start, end = a, gap.a_start + both, gap.a_end
    if on_other := start == end:
        words, start, end = b, gap.b_start + both, gap.b_end
    rest = words.folded[start:end]
    if len(rest) < RUN_WORDS:
        for word in rest:
            cost += 1.5 if is_figure(word) else 0.3 if is_single(word) else 0.5
    elif both > REWRITTEN_SHARE * len(rest):
        cost += _weight(rest)
    else:
        total.runs[on_other] += _weight(rest)
        total.run_figures = total.run_figures or says_figure(words, start, end)
    return cost


def _weight(words: list[str]) -> float:
    return len(words) - (1 - SINGLE_WEIGHT) * count_singles(words)


def _is_said(words: list[str], others: frozenset[str]) -> bool:
    """Whether most of a passage is among the words of another post."""
    return len([word for word in words if word in others]) > SAID_SHARE * len(words)


def _passages(left: list[str], right: list[str], size: float) -> tuple[bool, bool]:
    """Which sides of a gap say a passage that the other lacks, in posts of `size` words."""
    one, other = _weight(left), _weight(right)
    if min(one, other) >= max(RUN_WORDS, REPLACED_SHARE * size):
        return True, True
    words = max(RUN_WORDS, PASSAGE_SHARE * size)
    return one - other >= words, other - one >= words


def says_figure(words: Words, start: int, end: int) -> bool:
    """Whether a figure is among the words of a post from `start` to `end`; the number of an item of a list is none."""
    figures = [at for at in range(start, end) if is_figure(words.folded[at])]
    return bool(figures) and not words.counters.issuperset(figures)
