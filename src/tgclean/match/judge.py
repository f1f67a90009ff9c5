"""The judge: whether two posts are one, from where their words differ.

A share of edited words is the same post when it is long; where it is short, one figure or one name is other news.
The judge is a symmetric function of two texts: it always aligns them in one order.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from tgclean.match.content import Content
from tgclean.match.cost import Cost, add_up, says_figure
from tgclean.match.cuts import beginnings, is_end_lost
from tgclean.match.edits import gaps
from tgclean.match.guards import SHORT_FIGURES, guard
from tgclean.match.notation.agreed import agreed, may_agree
from tgclean.match.notation.figures import is_figure
from tgclean.match.opinion import Gap, Objection, Opinion
from tgclean.match.reading import rough_figures
from tgclean.match.spellings import spelling
from tgclean.match.words import Words, figures_apart
from tgclean.options import Options

SHARED = 0.66
"""Share of the shorter post's words that the other must have before anything is aligned."""
NOTED = 0.4
"""The same where figures may be what differs."""
CUT_SHARE = 0.25
"""Share of the longer post that a cut copy must still have."""
EDIT_SHARE = 0.05
"""A passage of so small a share of a post that has other edits too is an edit itself."""
FREE_WORDS = 10.0
FLOOR_WORDS = 6.0
LONG_WORDS = 150.0
"""Of so long posts lines that both have are not read; names and signs decide nothing there."""
HOPELESS = 2.0
"""Edits of so many times the allowance are not counted to their end: no bound that anything is held to is so loose."""
FEW_PLACES = 6
"""Where posts differ in more places, figures in two notations decide nothing but where a guard objects."""
CONTACT_WORDS, SHORT_WORDS, SIGNAL_WORDS, TAG_WORDS = 100, 60, 24, 12
"""Below these, what content ends in an address of, signatures, signs and tags may tell two posts apart."""


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


class Bound(NamedTuple):
    """What two posts are judged by; `why` as in `judge`, `alone` as in `guard`."""

    options: Options
    threshold: float
    why: bool
    alone: bool = True


def judge(a: Content, b: Content, options: Options, threshold: float, *, why: bool = False) -> Opinion:
    """Gives the opinion on two posts, without the template table; `judge(a, b)` and `judge(b, a)` agree.

    With `why`, the reason names a guard that objects also where the cost alone tells them apart.
    """
    if (len(a.lines), a.lines) > (len(b.lines), b.lines):
        opinion = _judge(b, a, Bound(options, threshold, why))
        opinion.gaps = [Gap(g.b_start, g.b_end, g.a_start, g.a_end) for g in opinion.gaps]
        opinion.changes = [(y, x) for x, y in opinion.changes]
        opinion.longer = -opinion.longer
        if opinion.objection:
            kind, left, right = opinion.objection
            _object(opinion, Objection(kind, right, left))
        return opinion
    return _judge(a, b, Bound(options, threshold, why))


def _judge(a: Content, b: Content, bound: Bound) -> Opinion:
    if part := beginnings(a, b):
        return _judge_cut(a, b, part, bound)
    if min(a.rough_weight, b.rough_weight) >= LONG_WORDS and (shared := a.shared_keys(b)):
        return _judge_rest(a, b, shared, bound)
    left, right = a.words, b.words
    total = max(len(left.folded), len(right.folded))
    if not left.folded or not right.folded:
        same = not left.folded and not right.folded and a.bare == b.bare
        return Opinion(same, 100.0 if same else 0.0, "folded" if same else "distinct: no words")
    if set_apart := _set_apart(a, b):
        return _apart(set_apart, total, 100.0 if left.folded == right.folded else 0.0)
    if left.folded == right.folded or _rearranged(left, right):
        return Opinion(True, 100.0, "folded", words=total)
    if _are_unlike(left, right):
        if noted := _in_one_notation(left, right):
            return _weigh_words(*noted, gaps(noted[0].folded, noted[1].folded), bound._replace(alone=False))
        common = len(left.vocabulary & right.vocabulary)
        return _unlike(common / max(len(left.vocabulary), len(right.vocabulary)), total)
    if not bound.why and bound.options.numbers == "strict" and min(left.weight, right.weight) < SHORT_FIGURES:
        apart = figures_apart(left.said, right.said)
        # What `guard` finds too, before the cost of an alignment.
        if apart[0] and apart[1] and not may_agree(left, right, apart):
            return _apart(Objection("figure", apart[0][0], apart[1][0]), total)
    return _weigh(left, right, gaps(left.folded, right.folded), bound)


def _judge_cut(a: Content, b: Content, part: tuple[Words, Words], bound: Bound) -> Opinion:
    """The opinion on a post and another that is `part` of it, cut off: what the longer says behind it adds nothing."""
    left, right = part
    total, rest = max(len(a.words.folded), len(b.words.folded)), abs(len(a.words.folded) - len(b.words.folded))
    if set_apart := _set_apart(a, b, cut=True):
        return _apart(set_apart, total)
    if min(left.weight, right.weight) < CUT_SHARE * max(a.words.weight, b.words.weight):
        return Opinion(False, 0.0, "distinct: too short a part of the other", words=total)
    opinion = _weigh(left, right, gaps(left.folded, right.folded), bound)
    opinion.words = total
    if opinion.same:
        opinion.differing += rest
        opinion.cut, opinion.longer = True, 1 if len(a.words.folded) < len(b.words.folded) else -1
        opinion.reason = f"near: {opinion.differing} of {opinion.words} words differ"
    return opinion


def _judge_rest(a: Content, b: Content, shared: Mapping[str, int], bound: Bound) -> Opinion:
    """The opinion on two long posts that share whole lines: only the others are read."""
    if a.keys == b.keys:
        return Opinion(True, 100.0, "folded", words=round(a.rough_weight))
    left, right = a.words_outside(shared), b.words_outside(shared)
    if left.folded == right.folded:
        return Opinion(True, 100.0, "folded", words=round(a.rough_weight))
    lines = [*shared]
    lines += [key for key, times in shared.items() if times > 1 for _ in range(times - 1)]
    kept = a.weight_of(lines)
    left.weight += kept
    right.weight += kept
    found = gaps(left.folded, right.folded)
    lacking = sum([gap.a_end - gap.a_start for gap in found])
    # Whatever the different words are that stand in no gap, both have them: most pairs need no count of them.
    if lacking > (1 - SHARED) * kept and _are_unlike(left, right, kept):
        common = kept + len(left.vocabulary & right.vocabulary)
        return _unlike(common / max(left.weight, right.weight), round(max(left.weight, right.weight)))
    if left.figures and right.figures:
        figures = sum(map(rough_figures, lines))
        left.figures += figures
        right.figures += figures
    opinion = _weigh(left, right, found, bound)
    opinion.words = round(max(left.weight, right.weight))
    if opinion.differing and (opinion.same or opinion.reason.endswith("words differ")):
        opinion.reason = f"{opinion.reason.split(':')[0]}: {opinion.differing} of {opinion.words} words differ"
    return opinion


def _are_unlike(a: Words, b: Words, kept: float = 0.0) -> bool:
    """Whether two posts that have `kept` words in lines of both have too few of the others in common."""
    if kept >= SHARED * (kept + min(len(a.folded), len(b.folded))):
        return False
    mine = a.vocabulary
    common = kept + len(mine.intersection(b.folded))
    if common >= SHARED * (kept + min(len(mine), len(b.folded))):  # spares the other's vocabulary, which is no larger
        return False
    return common < SHARED * (kept + min(len(mine), len(b.vocabulary)))


def _in_one_notation(a: Words, b: Words) -> tuple[Words, Words] | None:
    """Two short posts that are unlike in how they write figures only, which are written in one way then."""
    if min(a.weight, b.weight) >= SHORT_FIGURES:
        return None
    if len(a.vocabulary & b.vocabulary) < NOTED * min(len(a.vocabulary), len(b.vocabulary)):
        return None
    same = agreed(a, b, gaps(a.folded, b.folded))
    return None if not same or _are_unlike(*same) else same


def _object(opinion: Opinion, objection: Objection) -> None:
    opinion.objection, opinion.reason = objection, f"distinct: {objection}"


def _apart(objection: Objection, words: int, score: float = 0.0) -> Opinion:
    return Opinion(False, score, f"distinct: {objection}", words=words, objection=objection)


def _unlike(score: float, words: int) -> Opinion:
    return Opinion(False, round(min(100 * score, 99.0), 4), "distinct: too few words in common", words=words)


def _set_apart(a: Content, b: Content, *, cut: bool = False) -> Objection | None:
    """What outside their words sets two short posts apart; a question may end where one is cut."""
    mine, others = a.contacts - b.contacts, b.contacts - a.contacts
    if mine and others and min(a.words.weight, b.words.weight) < CONTACT_WORDS:
        return Objection("address", min(mine), min(others))
    smaller = min(len(a.words.folded), len(b.words.folded))
    if smaller >= SHORT_WORDS:
        return None
    for handle, words in a.signatures.items():
        if b.signatures.get(handle, words) != words:
            return Objection("line", words, b.signatures[handle])
    if smaller < SIGNAL_WORDS:
        left, right = a.signals - b.signals, b.signals - a.signals
        kinds = {kind for kind, _ in left} & {kind for kind, _ in right}  # a red circle for a red triangle says nothing
        if kinds:
            return Objection("signal", _of_kinds(left, kinds), _of_kinds(right, kinds))
    if smaller < SIGNAL_WORDS and not cut and a.asks != b.asks:
        return Objection("question and statement")
    if smaller < TAG_WORDS and a.tags and b.tags and not a.tags & b.tags:
        return Objection("tag", min(a.tags), min(b.tags))
    return None


def _of_kinds(signals: set[tuple[str, str]], kinds: set[str]) -> str:
    return "".join(sorted(signal for kind, signal in signals if kind in kinds))


def _rearranged(a: Words, b: Words) -> bool:
    """Whether nothing but the order of the lines or the space between words differs."""
    if len(a.folded) == len(b.folded):
        return len(a.breaks) >= 3 and a.vocabulary == b.vocabulary and _rows(a) == _rows(b)
    if a.folded[0][0] != b.folded[0][0]:
        return False
    if "".join(a.folded) == "".join(b.folded):
        figures = [[word for word in words.folded if is_figure(word)] for words in (a, b)]
        return figures[0] == figures[1]
    return False


def _rows(words: Words) -> list[list[str]]:
    starts = [0, *words.breaks]
    return sorted(words.folded[start:end] for start, end in pairwise(starts))


def _differs(a: Words, b: Words, gap: Gap) -> bool:
    """Whether words, not as many on both sides, differ by more than the spaces between them."""
    left, right = a.folded[gap.a_start : gap.a_end], b.folded[gap.b_start : gap.b_end]
    if not left or not right or spelling(left[0][0]) != spelling(right[0][0]):
        return True
    return spelling("".join(left)) != spelling("".join(right)) or any(map(is_figure, left + right))


def _weigh(a: Words, b: Words, found: list[Gap], bound: Bound) -> Opinion:
    """The opinion on two posts that differ in `found`, once more where they may say the same figures in two ways."""
    opinion = _weigh_words(a, b, found, bound)
    if len(found) > FEW_PLACES and (opinion.same or opinion.too_costly):
        return opinion
    if not (same := agreed(a, b, found)):
        return opinion
    left = gaps(same[0].folded, same[1].folded)
    return _weigh_words(*same, left, bound._replace(alone=len(left) == len(found)))


def _weigh_words(a: Words, b: Words, found: list[Gap], bound: Bound) -> Opinion:
    found = [g for g in found if g.a_end - g.a_start == g.b_end - g.b_start or _differs(a, b, g)]
    opinion = Opinion(False, 0.0, "", gaps=found, words=max(len(a.folded), len(b.folded)))
    if bound.why:
        left, right = a.shown, b.shown
        opinion.changes = [(" ".join(left[g.a_start : g.a_end]), " ".join(right[g.b_start : g.b_end])) for g in found]
    size = min(a.weight, b.weight)
    total = add_up(a, b, found, math.inf if bound.why else HOPELESS * allowance(size, bound.threshold))
    opinion.differing = total.differing
    short_side, long_side = sorted(total.runs)
    matched = size - total.replaced - short_side
    cost = total.cost + short_side
    words = max(size - short_side, 1.0)
    opinion.cut = long_side > 0
    opinion.longer = (total.runs[1] > total.runs[0]) - (total.runs[0] > total.runs[1])
    allowed = allowance(words, bound.threshold)
    opinion.score = round(max(0.0, 100 * (1 - cost / words)), 4)
    if cost == 0 and not long_side:
        opinion.score = 99.9
    if (bound.why or cost <= allowed) and (objection := guard(a, b, found, bound.options, alone=bound.alone)):
        _object(opinion, objection)
    elif cost > allowed:
        opinion.reason = f"distinct: {total.differing} of {opinion.words} words differ"
        opinion.too_costly = True
    elif all(total.passages):
        opinion.reason = "distinct: each has a passage that the other lacks"
    elif long_side and matched < CUT_SHARE * max(a.weight, b.weight):
        opinion.reason = "distinct: too short a part of the other"
    elif bound.options.numbers == "strict" and _adds_figures(a, b, found, total):
        opinion.reason = "distinct: the longer adds a figure"
    else:
        opinion.same = True
        opinion.reason = f"near: {total.differing} of {opinion.words} words differ" if found else "folded"
    return opinion


def _adds_figures(a: Words, b: Words, found: list[Gap], total: Cost) -> bool:
    """Whether one post contains the other and says a figure more."""
    if total.run_figures and max(total.runs) > EDIT_SHARE * min(a.weight, b.weight):
        return not is_end_lost(a, b, found)
    if a.figures == b.figures or (any(g.a_end > g.a_start for g in found) and any(g.b_end > g.b_start for g in found)):
        return False
    return any(says_figure(a, g.a_start, g.a_end) or says_figure(b, g.b_start, g.b_end) for g in found)
