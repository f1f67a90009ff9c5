"""The judge: whether two posts are one, from where their words differ.

The rule is the same in every language.  Equal words are one post.  Otherwise each guard is asked of every difference:
another figure that is not mistyped; another link; a negation put in or left out; in a short post another word or
name.  What no guard minds has a price, and two posts are one if the sum is at most the allowance for their length.
A passage that only one of them has is free, and if each has a passage of its own they are two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

from rapidfuzz.distance import OSA, LCSseq

from tgclean.match.alignment import fits, gaps
from tgclean.match.opinion import PASSAGE, Gap, Opinion
from tgclean.match.rows import FIRST_FIGURE, FIRST_LINK, Row
from tgclean.match.tokens import Tokenizer
from tgclean.match.wording import Swap, swaps

LONG, SHORT, BRIEF = 100.0, 40.0, 20.0
"""Below 100 words another link or a negation is other news, below 40 another name or figure, below 20 any word."""
SHARED = 0.66
"""Share of the shorter post's tokens that the other must have, in order: a cut copy with every third word edited."""
CUT_SHARE, CUT_WORDS = 0.25, 12.0
"""What a cut copy must still have of the longer post, and how many words: "Air alert in Kelm" is a whole message."""
FREE_WORDS, FLOOR_WORDS, STEEPNESS, FLOOR = 10.0, 6.0, 5 / 3, 2.0
"""Of all words the share that the threshold leaves may differ (.18 at 82), of those beyond ten 5/3 of it."""
_ROUNDING = 1e-9  # 18 of 100 words are .18 of them, though not in binary fractions
RUN = 6
"""So many words on one side only are a passage, not an edit."""
PASSAGE_SHARE, REPLACED_SHARE, REWRITTEN_SHARE = 0.02, 0.15, 0.25
INSERTED = 0.5
"""The price of a word put in or left out; one replaced costs 1."""
MAX_SWAPS, PHRASE = 3.0, 2.0
"""How many words of a short post may stand for others, and how many at one place may not."""

Words = Callable[[Row], list[str]]


class Pair:
    """Two rows, the shorter first, and what is known of their differences; `words` reads a row.

    `mirrored` says that they were given the other way round, `telling` that somebody asks which figure differs.
    """

    def __init__(self, a: Row, b: Row, words: Words, *, telling: bool = False) -> None:
        self.telling = telling
        self.mirrored = (len(a.tokens), a.tokens) > (len(b.tokens), b.tokens)
        self.a, self.b = (b, a) if self.mirrored else (a, b)
        self._words = words
        self.size = min(a.weight, b.weight)
        self.scale = self.a.weight / max(len(self.a.tokens), 1)  # weight of a token

    @cached_property
    def common(self) -> int:
        """The length of the common subsequence; 0 where it is too short for any post to be a copy."""
        a, b = self.a.tokens, self.b.tokens
        return LCSseq.similarity(a, b, score_cutoff=int(SHARED * len(a)) + 1) if fits(a, b) else 0

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Where the two differ."""
        return gaps(self.a.tokens, self.b.tokens)

    @cached_property
    def words(self) -> tuple[list[str], list[str]]:
        """The words of both as they are written."""
        return self._words(self.a), self._words(self.b)

    @cached_property
    def figures_moved(self) -> bool:
        """Whether each has a figure or link that the other lacks."""
        one, two = Counter(self.a.figures), Counter(self.b.figures)
        return self.a.figures != self.b.figures and not one <= two and not two <= one

    def objection(self, kind: str, x: str, y: str) -> str:
        """Return what tells the two apart, in the order in which they were given."""
        if self.mirrored:
            x, y = y, x
        return f"{kind} {x} | {y}" if "/" in x + y else f"{kind} {x}/{y}"


def judge(a: Row, b: Row, words: Words, threshold: float, *, telling: bool = False) -> Opinion:
    """Return the opinion on two posts by themselves; the same whichever comes first."""
    pair = Pair(a, b, words, telling=telling)
    opinion = _judge(pair, threshold)
    if pair.mirrored:
        opinion.gaps = tuple(Gap(*gap[2:], *gap[:2]) for gap in opinion.gaps)
        opinion.longer = -opinion.longer
    return opinion


def _judge(pair: Pair, threshold: float) -> Opinion:
    a, b, total = pair.a.tokens, pair.b.tokens, len(pair.b.tokens)
    if not a:
        return Opinion(False, 0.0, "distinct: no words to compare", total, total)
    if a == b:
        return Opinion(True, 100.0, "folded", 0, total)
    if not pair.common:
        if pair.size >= BRIEF and _reordered(pair.a, pair.b):
            return Opinion(True, 100.0, "the same lines in another order", 0, total)
        return Opinion(False, 0.0, "distinct: too few words in common", total, total)
    differing = total - pair.common
    if reason := another_figure(pair) or _denial(pair):
        return Opinion(False, 0.0, f"distinct: {reason}", differing, total, gaps=pair.gaps)
    if _is_quick(pair) and differing <= allowance(pair.size, threshold):
        seen = pair.gaps if pair.size < LONG else ()  # no template is asked of a longer one
        score = 100 * (1 - differing / total)
        reason = f"near: {differing} of {total} words differ"
        return Opinion(True, score, reason, differing, total, int(_contains(pair)), seen, needed=threshold)
    return _weigh(pair, threshold)


def _is_quick(pair: Pair) -> bool:
    """Return whether so few words of a long post differ that they need no weighing: no passage, no other figure."""
    lost = len(pair.a.tokens) - pair.common
    more = len(pair.b.tokens) - pair.common
    return pair.size >= SHORT and lost < RUN and more < RUN and not pair.figures_moved


def _contains(pair: Pair) -> bool:
    """Return whether the longer post says all that the other does, and more."""
    return pair.common == len(pair.a.tokens) < len(pair.b.tokens)


def allowance(words: float, threshold: float) -> float:
    """Return the price up to which two posts of `words` words are one.

    >>> [round(allowance(words, 82), 2) for words in (200, 20, 8)], round(allowance(200, 100))
    ([36.0, 3.0, 0.36], 0)
    """
    share = 1 - threshold / 100
    allowed = min(STEEPNESS * share * (words - FREE_WORDS), share * words)
    return max(allowed, FLOOR * share if words >= FLOOR_WORDS else 0.0) + _ROUNDING


def another_figure(pair: Pair) -> str:
    """Return which figure or link stands for another, "" if none does; a longer post may have a figure mistyped."""
    if not pair.figures_moved:
        return ""
    if pair.size < SHORT and not pair.telling:
        return "figure"  # its words are not read: of templates nearly all pairs end here
    for gap in pair.gaps:
        for i, j in zip(range(gap.a_start, gap.a_end), range(gap.b_start, gap.b_end), strict=False):
            p, q = pair.a.tokens[i], pair.b.tokens[j]
            if min(p, q) < FIRST_FIGURE or (pair.size >= LONG and max(p, q) >= FIRST_LINK):
                continue
            x, y = pair.words[0][i], pair.words[1][j]
            if max(p, q) >= FIRST_LINK:
                return pair.objection("link", x, y)
            if pair.size < SHORT or not _is_mistyped(x, y):
                return pair.objection("figure", x, y)
    if pair.size >= SHORT:
        return ""
    x, y = (" ".join(_lacking(words, others)) for words, others in (pair.words, pair.words[::-1]))
    return pair.objection("figure", x, y)


def _lacking(words: list[str], others: list[str]) -> list[str]:
    known = set(others)
    return [word for word in words if word not in known and any(char.isnumeric() for char in word)][:3]


def _is_mistyped(x: str, y: str) -> bool:
    """Return whether one figure may be the other with a digit left out, doubled or two of them swapped."""
    if not (x[-1].isdecimal() and y[-1].isdecimal()):
        return True
    return (len(x) != len(y) or sorted(x) == sorted(y)) and OSA.distance(x, y, score_cutoff=1) <= 1


@cache
def _negations() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the negations as single tokens, and those of several characters of scripts without spaces."""
    lines = Path(__file__).with_name("negations.txt").read_text("utf-8").splitlines()
    tokenizer = Tokenizer()
    rows = [
        tokenizer.tokens([line.split("\t")[0]]).points.tobytes().decode("utf-32-le")
        for line in lines
        if not line.startswith("#")
    ]
    return frozenset(row for row in rows if len(row) == 1), tuple(row for row in rows if len(row) > 1)


def _denial(pair: Pair) -> str:
    """Return that one post says more negations than the other, where they differ by words and not by passages."""
    if pair.size >= LONG or any(max(g.a_end - g.a_start, g.b_end - g.b_start) >= RUN for g in pair.gaps):
        return ""
    single, longer = _negations()
    a, b = pair.a.tokens, pair.b.tokens
    left = sum(token in single for gap in pair.gaps for token in a[gap.a_start : gap.a_end])
    right = sum(token in single for gap in pair.gaps for token in b[gap.b_start : gap.b_end])
    return "negation" if left != right or any(a.count(word) != b.count(word) for word in longer) else ""


def _reordered(a: Row, b: Row) -> bool:
    """Return whether two posts have the same lines, three or more, in another order."""
    if len(a.tokens) != len(b.tokens) or max(len(a.lines), len(b.lines)) < 3 or sorted(a.tokens) != sorted(b.tokens):
        return False
    x, y = (a, b) if len(a.lines) >= len(b.lines) else (b, a)
    return all(x.tokens[begin:end] in y.tokens for begin, end, _ in x.lines)


class _Bill:
    """What the gaps of a pair cost so far, in words.

    `runs` are the words of passages that only the first or the second has, which are free for one of them;
    `passages` says which of the two has one at all.
    """

    def __init__(self) -> None:
        self.cost = self.replaced = 0.0
        self.runs, self.passages = [0.0, 0.0], [False, False]

    def charge(self, gap: Gap, pair: Pair, price: float) -> None:
        """Add the words that stand for others, and what is left of the gap on one side."""
        left, right = gap.a_end - gap.a_start, gap.b_end - gap.b_start
        both, longest = min(left, right), max(left, right)
        self.cost += price
        self.replaced += pair.scale * both
        rest, side = pair.scale * (longest - both), int(right > left)
        if longest < RUN:
            self.cost += INSERTED * rest
            return
        if pair.scale * both >= max(RUN, REPLACED_SHARE * pair.size):
            self.passages = [True, True]
        if rest >= max(RUN, PASSAGE_SHARE * pair.size):
            self.passages[side] = True
        if longest - both < RUN:
            self.cost += INSERTED * rest
        elif pair.scale * both > REWRITTEN_SHARE * rest:
            self.cost += rest
        else:
            self.runs[side] += rest


def _weigh(pair: Pair, threshold: float) -> Opinion:
    """Return the opinion by the words that short posts may not swap, and by what the gaps cost."""
    found = swaps(pair.gaps, *pair.words, pair.size, pair.scale) if pair.size < SHORT else {}
    total = len(pair.b.tokens)
    differing = sum(max(gap.a_end - gap.a_start, gap.b_end - gap.b_start) for gap in pair.gaps)
    if reason := _swapped(found, pair):
        return Opinion(False, 0.0, f"distinct: {reason}", differing, total, gaps=pair.gaps)
    bill = _Bill()
    for gap in pair.gaps:
        plain = pair.scale * min(gap.a_end - gap.a_start, gap.b_end - gap.b_start)
        price = found[gap].price if gap in found else plain
        if price or gap not in found:
            bill.charge(gap, pair, price)
    less, more = sorted(bill.runs)
    cost, compared = bill.cost + less, max(pair.size - less, 1.0)
    score = max(0.0, 100 * (1 - cost / compared))
    longer = PASSAGE * ((bill.runs[1] > bill.runs[0]) - (bill.runs[0] > bill.runs[1])) or int(_contains(pair))
    allowed = allowance(compared, threshold) * compared / (compared + more)
    opinion = Opinion(False, score, "", differing, total, longer, pair.gaps, needed=100 * (1 - allowed / compared))
    if cost > allowed:
        opinion.reason = f"distinct: {differing} of {total} words differ"
    elif all(bill.passages):
        opinion.reason = "distinct: each has a passage that the other lacks"
    elif more and _is_scrap(pair, pair.size - bill.replaced - less):
        opinion.reason = "distinct: too short a part of the other"
    else:
        opinion.same, opinion.reason = True, f"near: {differing} of {total} words differ"
    return opinion


def _is_scrap(pair: Pair, kept: float) -> bool:
    """Return whether what two posts have in common is too little for one to be a cut copy of the other."""
    return pair.size < CUT_WORDS or kept < CUT_SHARE * max(pair.a.weight, pair.b.weight)


def _swapped(found: dict[Gap, Swap], pair: Pair) -> str:
    """Return which words of a short post stand for others and make it other news, "" if none do."""
    swapped = 0.0
    for swap in found.values():
        if pair.size < BRIEF and swap.pairs:
            return pair.objection("word", *swap.pairs[0])
        if swap.name:
            return pair.objection("name", *swap.name)
        swapped += swap.words
        if swap.words >= PHRASE or swapped > MAX_SWAPS:
            x, y = (" ".join(side) for side in zip(*swap.pairs, strict=True))
            return pair.objection("words", x, y)
    return ""
