"""Guards: differences that make two posts different news whatever the rest of them says."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import OSA as _OSA

from tgclean.match.letters import is_single
from tgclean.match.notation.figures import is_figure
from tgclean.match.opinion import Gap, Objection
from tgclean.match.opposed import opposed
from tgclean.match.swaps import ONLY_FIELDS, Places, differing, name, swapped
from tgclean.match.tables.denials import DENYING_ENDINGS, DENYING_VERBS, IDLE_DENIALS, NEGATIONS
from tgclean.match.tables.lexicon import FIGURES, NUMERALS, UNITS
from tgclean.match.variants import denies, relation
from tgclean.match.words import Words, figure_of, figures_apart
from tgclean.options import Options

SHORT_FIGURES = 60.0
"""Below so many words one replaced figure is other news."""
LONG_NEGATION = 200.0
LONG_DENIAL_SHARE = 0.08
PASSAGE_WORDS = 6
"""So many words on one side only are a passage: a denial in it is not a denial of the rest."""
SLIGHT_WORDS, SLIGHT_SHARE = 3, 0.04
"""A long post that differs in so few words or no greater share, in places of so many, was not rewritten there: a denial
among the words that stand for others counts."""
THAI_WEIGHT = 0.25
"""A character of a Thai word, in words: its vowels and tones are characters of their own."""
LONG_SHARE = 0.34
"""Share of the figures that a long post may have replaced."""


_TELLING = frozenset((*FIGURES, *UNITS))
"""Words that say a figure or a unit."""


class Change(NamedTuple):
    """One word in the place of another; `left` and `right` are folded, `*_at` their places."""

    left: str
    right: str
    left_at: int
    right_at: int


def _paired(found: list[Gap]) -> list[Places]:
    """Where one word stands for another, in order."""
    paired: list[Places] = []
    for a_start, a_end, b_start, b_end in found:
        if a_end - a_start == 1 == b_end - b_start:
            paired.append((a_start, b_start))
        else:
            paired += zip(range(a_start, a_end), range(b_start, b_end), strict=False)
    return paired


def guard(a: Words, b: Words, found: list[Gap], options: Options, *, alone: bool = True) -> Objection | None:
    """Gives the reason why two posts that differ in `found` are different news, None if no guard objects.

    Not `alone`: they differ in how they are written, too.
    """
    words = min(a.weight, b.weight)
    paired = _paired(found)
    if options.numbers == "strict" and (reason := _figures(a, b, found, paired, words)):
        return reason
    few = words < SHORT_FIGURES or (words < LONG_NEGATION and _heft(a, b, found) <= LONG_DENIAL_SHARE * words)
    if few and (reason := _negation(a, b, found) or _opposite(a, b, found)):
        return reason
    if paired and words < ONLY_FIELDS and (reason := name(a, b, found, paired, words)):
        return reason
    return swapped(a, b, found, words) if alone else None


def _figures(a: Words, b: Words, found: list[Gap], paired: list[Places], words: float) -> Objection | None:
    moved = _figure_changes(a, b, paired)
    if words < SHORT_FIGURES:
        left, right = figures_apart(a.said, b.said)
        if left and right:
            return Objection("figure", a.shown_as(left[0]), b.shown_as(right[0]))
        return _shown(a, b, moved)
    if moved and len(moved) == differing(found):
        return _shown(a, b, moved)
    said = [c for c in moved if _is_value(c.left) and _is_value(c.right) and not _is_slip(c)]
    if said:
        return _shown(a, b, said)
    digits = [c for c in moved if is_figure(c.left) and is_figure(c.right)]
    if any(c.left_at < a.head and c.right_at < b.head for c in digits):
        return _shown(a, b, digits)
    figures = min(a.figures, b.figures)
    if len(digits) >= 2 and len(digits) > LONG_SHARE * figures:
        return _shown(a, b, digits)
    return _added(a, b, found[0]) if len(found) == 1 else None


def _added(a: Words, b: Words, gap: Gap) -> Objection | None:
    """One figure in the place of words that say none, where nothing else differs."""
    left, right = a.folded[gap.a_start : gap.a_end], b.folded[gap.b_start : gap.b_end]
    if not left or not right or max(len(left), len(right)) > SLIGHT_WORDS:
        return None
    if any(map(is_figure, left + right)) and any(map(figure_of, left)) != any(map(figure_of, right)):
        mine, others = a.shown[gap.a_start : gap.a_end], b.shown[gap.b_start : gap.b_end]
        return Objection("figure", " ".join(mine), " ".join(others))
    return None


def _is_value(word: str) -> bool:
    """Whether a word is a number, in digits or spelled out, and no date and no single character."""
    return (word[-1].isdecimal() and word[0] != "@") or (word in NUMERALS and not is_single(word))


def _is_slip(change: Change) -> bool:
    """Whether one number may be the other mistyped: a digit dropped, or two swapped."""
    return (
        is_figure(change.left)
        and is_figure(change.right)
        and bool(_OSA.distance(change.left, change.right) <= 1)
        and (len(change.left) != len(change.right) or sorted(change.left) == sorted(change.right))
    )


def _figure_changes(a: Words, b: Words, paired: list[Places]) -> list[Change]:
    """Figures and units that stand for others; most words are neither."""
    left = a.folded
    telling = [places for places in paired if (word := left[places[0]]) in _TELLING or is_figure(word)]
    changes = (Change(left[x], b.folded[y], x, y) for x, y in telling)
    return [change for change in changes if _is_figure_change(change.left, change.right)]


def _is_figure_change(x: str, y: str) -> bool:
    left, right = figure_of(x), ""
    if left:
        right = figure_of(y)
    elif x in UNITS and not figure_of(y):
        left, right = UNITS[x], UNITS.get(y, "")
    return bool(right) and left.replace(":", ".") != right.replace(":", ".")


def _shown(a: Words, b: Words, changes: list[Change]) -> Objection | None:
    if not changes:
        return None
    return Objection("figure", a.shown_at(changes[0].left_at), b.shown_at(changes[0].right_at))


def _negation(a: Words, b: Words, found: list[Gap]) -> Objection | None:
    # In long posts only a denial put in or left out counts, or beside a word that stays; one among edits is an edit.
    words = min(a.weight, b.weight)
    long, slight = words >= SHORT_FIGURES, differing(found) <= max(SLIGHT_WORDS, SLIGHT_SHARE * words)
    left: list[str] = []
    right: list[str] = []
    for gap in found:
        x, y = a.folded[gap.a_start : gap.a_end], b.folded[gap.b_start : gap.b_end]
        if max(len(x), len(y)) >= PASSAGE_WORDS and abs(_length(x) - _length(y)) >= PASSAGE_WORDS:
            continue
        if long and x and y and not ((slight and _is_slight(x, y)) or _stays(x, y)):
            continue
        if x and y and len(x) + len(y) <= SLIGHT_WORDS:
            left += [p for p in x if any(denies(p, q) for q in y)]
            right += [q for q in y if any(denies(q, p) for p in x)]
            if len(x) == len(y) and relation(x[0], y[0]) in ("typo", "spelling"):
                continue
        left += _denials(a, gap.a_start, gap.a_end)
        right += _denials(b, gap.b_start, gap.b_end)
    return Objection("negation", " ".join(left), " ".join(right)) if len(left) != len(right) else None


def _is_slight(x: list[str], y: list[str]) -> bool:
    # One word for one may be any word, or a slip of the pen: `on` is no `no`.
    return 1 < max(len(x), len(y)) <= SLIGHT_WORDS * (2 if is_single((x + y)[0]) else 1)


def _stays(x: list[str], y: list[str]) -> bool:
    """Whether one of a few words stands on both sides of a gap, in another form or denied."""
    if max(len(x), len(y)) > SLIGHT_WORDS:
        return False
    return any(denies(p, q) or denies(q, p) or relation(p, q) != "other" for p in x for q in y)


def _heft(a: Words, b: Words, found: list[Gap]) -> float:
    """Gives how many words differ in all, characters of Thai counted as the parts of words that they are."""
    return sum(max(_length(a.folded[g.a_start : g.a_end]), _length(b.folded[g.b_start : g.b_end])) for g in found)


def _length(words: list[str]) -> float:
    """Gives how many words these are where a letter or a sign of Thai is one of the five or so of a word."""
    return sum(THAI_WEIGHT if "\u0e00" <= word <= "\u0e7f" else 1.0 for word in words)


def _denials(words: Words, start: int, end: int) -> list[str]:
    """Words that deny; where words are not set apart, also those that begin or end beside the place."""
    row = words.folded
    found = [
        word
        for at, word in enumerate(row[start:end], start)
        if (word in NEGATIONS and not _is_idle(row, at) and words.has_marked(word)) or word.startswith(DENYING_VERBS)
    ]
    beside = row[max(0, start - 2) : end + 2]
    if any(map(is_single, beside)):
        around = "".join(beside)
        found += [word for word in DENYING_ENDINGS if word in around]
    return found


def _is_idle(row: list[str], at: int) -> bool:
    """Whether a denial denies nothing, by the word that stands beside it."""
    return any("".join(row[max(0, begin) : begin + 2]) in IDLE_DENIALS for begin in (at - 1, at))


def _opposite(a: Words, b: Words, found: list[Gap]) -> Objection | None:
    """Two opposites that stand for one another."""
    places = opposed(a.folded, b.folded, found)
    return Objection("opposite", a.shown_at(places[0]), b.shown_at(places[1])) if places else None
