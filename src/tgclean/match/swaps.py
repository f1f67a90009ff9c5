"""Words swapped for others, which are other news in a short post: names, a word and nothing else."""

from __future__ import annotations

from itertools import pairwise, zip_longest

from tgclean.match.letters import is_single
from tgclean.match.opinion import Gap, Objection
from tgclean.match.tables.lexicon import UNITS
from tgclean.match.variants import SLIP_WORDS, is_same_name, relation
from tgclean.match.words import Words, figure_of

SHORT_NAMES = 40.0
ONLY_FIELDS = 150.0
SLOT_WORDS, LINK_LETTERS = 5, 3
"""What a slot is filled with has at most so many words, and a word that stays between them so many letters: de, and."""
SHIFTS = frozenset("前后後")
"""Characters that make a day or a time of another: 明日 is tomorrow, 明後日 the day after."""
WEEKS = frozenset("周期拜")
"""Characters that a day of the week stands behind, the last of the word for a week."""

Places = tuple[int, int]
"""Where one word stands for another: its place in the first post, and in the second."""


def differing(found: list[Gap]) -> int:
    """Gives how many words differ in all."""
    return sum(max(g.a_end - g.a_start, g.b_end - g.b_start) for g in found)


def name(a: Words, b: Words, found: list[Gap], paired: list[Places], words: float) -> Objection | None:
    """Names that stand for others in a short post, in its head, in full, or where nothing else differs."""
    if words >= SHORT_NAMES and len(paired) < differing(found):
        paired = [
            (x, y)
            for before, (x, y), after in zip([None, *paired], paired, [*paired[1:], None], strict=False)
            if (x < a.head and y < b.head) or before == (x - 1, y - 1) or after == (x + 1, y + 1)
        ]
    names = _names(a, b, paired) if paired else []
    if not names:
        return None
    only = words < SHORT_NAMES or len(names) == differing(found)
    for (x, y), after in zip_longest(names, names[1:]):
        if only or (x < a.head and y < b.head) or after == (x + 1, y + 1):
            return Objection("name", a.shown_at(x), b.shown_at(y))
    return None


def _names(a: Words, b: Words, paired: list[Places]) -> list[Places]:
    """Where one name stands for another."""
    capital = [(x, y) for x, y in paired if _has_capital(a.shown_at(x)) and _has_capital(b.shown_at(y))]
    if not (capital and a.capitals_inform and b.capitals_inform):
        return []
    return [(x, y) for x, y in capital if not is_same_name(a.folded[x], b.folded[y])]


def _has_capital(word: str) -> bool:
    """Whether a word has a capital, be it behind an article: l'Hérault."""
    return word != word.lower()


def swapped(a: Words, b: Words, found: list[Gap], words: float) -> Objection | None:
    """One place of a short post that is filled with other words, where nothing else differs."""
    if not found or words >= SHORT_NAMES:
        return None
    gap = Gap(found[0].a_start, found[-1].a_end, found[0].b_start, found[-1].b_end)
    if len(found) == 1 and len(a.folded[gap.a_start : gap.a_end]) == len(b.folded[gap.b_start : gap.b_end]) == 1:
        return _word(a, b, gap, words)
    left, right = a.folded[gap.a_start : gap.a_end], b.folded[gap.b_start : gap.b_end]
    if not any(map(is_single, left + right)):
        return _slot(a, b, found, gap)
    if len(found) > 1:
        return None
    if sorted(map(len, (left, right))) == [0, 1] and (left + right)[0] in SHIFTS and words < SLIP_WORDS:
        return Objection("word", "".join(left), "".join(right))
    if 1 <= len(left) <= 4 and 1 <= len(right) <= 4 and all(map(is_single, left + right)):
        return Objection("word", "".join(left), "".join(right))
    return None


def _word(a: Words, b: Words, gap: Gap, words: float) -> Objection | None:
    """One word in the place of another.

    Where words are not set apart most have two characters, so a single one in the place of another is a slip, unless
    the post is very short or it names a day of the week.
    """
    x, y = a.folded[gap.a_start], b.folded[gap.b_start]
    if figure_of(x) and figure_of(y):  # whether figures count is asked elsewhere
        return None
    if words >= SLIP_WORDS and not _names_day(a.folded, gap) and not _are_names(a, b, gap):
        return None
    if min(len(x), len(y)) > 1:
        shown = a.shown_at(gap.a_start), b.shown_at(gap.b_start)
        return Objection("word", *shown) if relation(x, y) == "other" else None
    return Objection("word", x, y) if is_single(x) and is_single(y) else None


def _slot(a: Words, b: Words, found: list[Gap], whole: Gap) -> Objection | None:
    """A few words that stand for others in one place, be it with a short word between that both have: head of news.

    Edits are scattered, and what is edited is not often more than a word in one place.
    """
    for one, other in pairwise(found):
        between = a.folded[one.a_end : other.a_start]
        if other.b_start - one.b_end != 1 or len(between) != 1:
            return None
        if len(between[0]) > LINK_LETTERS and not _is_turned(one, other):
            return None
    left = [word for gap in found for word in a.folded[gap.a_start : gap.a_end]]
    right = [word for gap in found for word in b.folded[gap.b_start : gap.b_end]]
    if not left or not right or not 1 < max(len(left), len(right)) <= SLOT_WORDS:
        return None
    if any(figure_of(word) or word in UNITS for word in left + right):  # whether they say the same is asked elsewhere
        return None
    if any(x == y or relation(x, y) != "other" for x in left for y in right):
        return None
    mine = map(a.shown_at, range(whole.a_start, whole.a_end))
    others = map(b.shown_at, range(whole.b_start, whole.b_end))
    return Objection("words", " ".join(mine), " ".join(others))


def _is_turned(one: Gap, other: Gap) -> bool:
    """Whether what is told of a word stands before it in one post, and behind it in the other: danger of floods."""
    before, behind = (
        (one.a_end == one.a_start, one.b_end == one.b_start),
        (other.a_end == other.a_start, other.b_end == other.b_start),
    )
    return before != behind and sum(before) == sum(behind) == 1


def _names_day(words: list[str], gap: Gap) -> bool:
    """Whether one character names a day of the week: 木曜, 周四, 星期四."""
    return words[gap.a_end : gap.a_end + 1] == ["曜"] or "".join(words[max(0, gap.a_start - 1) : gap.a_start]) in WEEKS


def _are_names(a: Words, b: Words, gap: Gap) -> bool:
    """Whether a word may be a name on both sides, though capitals do not tell one, as in German."""
    x, y = a.shown_at(gap.a_start), b.shown_at(gap.b_start)
    return x[:1].isupper() and y[:1].isupper() and not is_same_name(a.folded[gap.a_start], b.folded[gap.b_start])
