"""The judge: whether two posts are one, from where their words differ.

A share of edited words is the same post when it is long; where it is short, one figure or one name is other news.
The judge is a symmetric function of two texts: it always aligns them in one order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tgclean.match.edits import Gap, gaps
from tgclean.match.figures import is_figure
from tgclean.match.guards import guard
from tgclean.match.variants import is_single, replaced_cost
from tgclean.match.words import Words
from tgclean.options import Options

SHARED = 0.66
"""Share of the shorter post's words that the other must have before anything is aligned."""
CUT_SHARE = 0.25
"""Share of the longer post that a cut copy must still have."""
RUN_WORDS = 6
"""So many words on one side only are a passage, not an edit."""
FREE_WORDS = 10.0
FLOOR_WORDS = 6.0


@dataclass(slots=True)
class Opinion:
    """What the judge thinks of a pair: whether it may merge, its score (0-100), why, and what differs.

    `differing` of `words` words differ; `gaps` are places in the words of the first and the second post of the
    call; `changes` are (first, second) as written.  `cut` says that one is a passage longer.
    """

    same: bool
    score: float
    reason: str
    differing: int = 0
    words: int = 0
    cut: bool = False
    gaps: list[Gap] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)


def allowance(words: float, threshold: float) -> float:
    """Cost that two posts of `words` common words may differ by; a higher threshold never allows more.

    >>> round(allowance(200, 80), 2), round(allowance(20, 80), 2), round(allowance(8, 80), 2), allowance(200, 100)
    (40.0, 3.0, 0.36, 0.0)
    """
    slope = 1 - threshold / 100
    allowed = min(1.5 * slope * (words - FREE_WORDS), slope * words)
    if words >= FLOOR_WORDS:
        allowed = max(allowed, 1.8 * slope)
    return max(allowed, 0.0)


def judge(a: Words, b: Words, options: Options, threshold: float) -> Opinion:
    """Gives the opinion on two posts, without the template table; `judge(a, b)` and `judge(b, a)` agree."""
    if (len(a.folded), a.folded, a.shown) > (len(b.folded), b.folded, b.shown):
        return _mirrored(_judge(b, a, options, threshold))
    return _judge(a, b, options, threshold)


def _mirrored(opinion: Opinion) -> Opinion:
    opinion.gaps = [Gap(g.b_start, g.b_end, g.a_start, g.a_end) for g in opinion.gaps]
    opinion.changes = [(y, x) for x, y in opinion.changes]
    return opinion


def _judge(a: Words, b: Words, options: Options, threshold: float) -> Opinion:
    total = max(len(a.folded), len(b.folded))
    if not a.folded or not b.folded:
        same = not a.folded and not b.folded and a.bare == b.bare
        return Opinion(same, 100.0 if same else 0.0, "folded" if same else "distinct: no words")
    if set_apart := _set_apart(a, b):
        return Opinion(False, 100.0 if a.folded == b.folded else 0.0, f"distinct: {set_apart}", words=total)
    if a.folded == b.folded:
        return Opinion(True, 100.0, "folded", words=total)
    if reason := _rearranged(a, b):
        return Opinion(True, 100.0, reason, words=total)
    common = len(a.vocabulary & b.vocabulary)
    if common < SHARED * min(len(a.vocabulary), len(b.vocabulary)):
        return Opinion(False, 100.0 * common / max(len(a.vocabulary), len(b.vocabulary)), "distinct: too few words in common", words=total)
    return _weigh(a, b, gaps(a.folded, b.folded), options, threshold)


def _set_apart(a: Words, b: Words) -> str:
    """What outside their words sets two short posts apart, or ""."""
    if min(len(a.folded), len(b.folded)) >= 60:
        return ""
    for handle, words in a.signatures.items():
        if b.signatures.get(handle, words) != words:
            return f"line {words}/{b.signatures[handle]}"
    left, right = set(a.signals), set(b.signals)
    if left - right and right - left:
        return f"signal {''.join(a.signals)}/{''.join(b.signals)}"
    if min(len(a.folded), len(b.folded)) < 12 and a.tags and b.tags and not a.tags & b.tags:
        return "tags"
    return ""


def _rearranged(a: Words, b: Words) -> str:
    """Whether nothing but the order of the lines or the space between words differs."""
    if len(a.breaks) >= 3 and a.vocabulary == b.vocabulary and _rows(a) == _rows(b):
        return "folded"
    if len(a.folded) != len(b.folded) and "".join(a.folded) == "".join(b.folded):
        figures = [[word for word in words.folded if is_figure(word)] for words in (a, b)]
        return "folded" if figures[0] == figures[1] else ""
    return ""


def _rows(words: Words) -> list[list[str]]:
    starts = [0, *words.breaks]
    return sorted(words.folded[start:end] for start, end in zip(starts, starts[1:], strict=False))


@dataclass(slots=True)
class _Sum:
    cost: float = 0.0
    replaced: float = 0.0
    differing: int = 0
    runs: tuple[float, float] = (0.0, 0.0)
    run_figures: bool = False


def _weigh(a: Words, b: Words, found: list[Gap], options: Options, threshold: float) -> Opinion:
    opinion = Opinion(False, 0.0, "", gaps=found, words=max(len(a.folded), len(b.folded)))
    opinion.changes = [(" ".join(a.shown[g.a_start : g.a_end]), " ".join(b.shown[g.b_start : g.b_end])) for g in found]
    size = min(a.weight, b.weight)
    total = _add_up(a, b, found, size)
    opinion.differing = total.differing
    short_side, long_side = sorted(total.runs)
    matched = size - total.replaced - short_side
    cost = total.cost + short_side
    words = max(size - short_side, 1.0)
    opinion.cut = long_side > 0
    allowed = allowance(words, threshold)
    opinion.score = round(max(0.0, 100 * (1 - cost / words)), 4)
    if cost == 0 and not long_side:
        opinion.score = 99.9
    if reason := guard(a, b, found, options):
        opinion.reason = f"distinct: {reason}"
    elif cost > allowed:
        opinion.reason = f"distinct: {total.differing} of {opinion.words} words differ"
    elif long_side and matched < CUT_SHARE * max(a.weight, b.weight):
        opinion.reason = "distinct: too short a part of the other"
    elif options.numbers == "strict" and _adds_figures(a, b, found, total):
        opinion.reason = "distinct: the longer adds a figure"
    else:
        opinion.same = True
        opinion.reason = f"near: {total.differing} of {opinion.words} words differ"
    return opinion


def _adds_figures(a: Words, b: Words, found: list[Gap], total: _Sum) -> bool:
    """Whether one post contains the other and says a figure more."""
    if total.run_figures:
        return True
    if a.figures == b.figures or any(g.a_end > g.a_start for g in found) and any(g.b_end > g.b_start for g in found):
        return False
    return any(any(map(is_figure, a.folded[g.a_start : g.a_end])) or any(map(is_figure, b.folded[g.b_start : g.b_end])) for g in found)


def _add_up(a: Words, b: Words, found: list[Gap], size: float) -> _Sum:
    total = _Sum()
    runs = [0.0, 0.0]
    for gap in found:
        left, right = a.folded[gap.a_start : gap.a_end], b.folded[gap.b_start : gap.b_end]
        both = min(len(left), len(right))
        for x, y in zip(left, right, strict=False):
            cost = replaced_cost(x, y, size)
            total.cost += cost
            total.replaced += 0.6 if is_single(x) else 1.0
        total.differing += max(len(left), len(right))
        for side, rest in enumerate((left[both:], right[both:])):
            if len(rest) >= RUN_WORDS:
                runs[side] += sum(0.6 if is_single(word) else 1.0 for word in rest)
                total.run_figures = total.run_figures or any(map(is_figure, rest))
            else:
                total.cost += sum(1.5 if is_figure(word) else 0.3 if is_single(word) else 0.5 for word in rest)
    total.runs = runs[0], runs[1]
    return total
