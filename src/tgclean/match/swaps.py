"""Words swapped for others, which are other news in a short post: names, a word and nothing else."""

from __future__ import annotations

from tgclean.match.letters import is_single
from tgclean.match.opinion import Gap
from tgclean.match.variants import SLIP_WORDS, is_same_name, relation
from tgclean.match.words import Words

SHORT_NAMES = 40.0
ONLY_FIELDS = 150.0
SHIFTS = frozenset("前后後")
"""Characters that make a day or a time of another: 明日 is tomorrow, 明後日 the day after."""
WEEKS = frozenset("周期拜")
"""Characters that a day of the week stands behind, the last of the word for a week."""

Places = tuple[int, int]
"""Where one word stands for another: its place in the first post, and in the second."""


def differing(found: list[Gap]) -> int:
    """Gives how many words differ in all."""
    return sum(max(g.a_end - g.a_start, g.b_end - g.b_start) for g in found)


def name(a: Words, b: Words, found: list[Gap], paired: list[Places], words: float) -> str:
    """Names that stand for others in a short post, in its head, or where nothing else differs."""
    if words >= SHORT_NAMES and len(paired) < differing(found):
        in_head = [(x, y) for x, y in paired if x < a.head and y < b.head]
        if not (in_head and _names(a, b, in_head)):
            return ""
    names = _names(a, b, paired)
    if not names:
        return ""
    if words < SHORT_NAMES or len(names) == differing(found) or any(x < a.head and y < b.head for x, y in names):
        return f"name {a.shown_at(names[0][0])}/{b.shown_at(names[0][1])}"
    return ""


def _names(a: Words, b: Words, paired: list[Places]) -> list[Places]:
    """Where one name stands for another."""
    capital = [places for places in paired if a.shown_at(places[0])[:1].isupper()]
    capital = [places for places in capital if b.shown_at(places[1])[:1].isupper()]
    if not (capital and a.capitals_inform and b.capitals_inform):
        return []
    return [(x, y) for x, y in capital if not is_same_name(a.folded[x], b.folded[y])]


def swapped_word(a: Words, b: Words, found: list[Gap], words: float) -> str:
    """One word swapped for another, and nothing else, in a short post.

    Where words are not set apart most have two characters, so a single one in the place of another is a slip, unless
    the post is very short or it names a day of the week.
    """
    if len(found) != 1 or words >= SHORT_NAMES:
        return ""
    gap = found[0]
    left, right = a.folded[gap.a_start : gap.a_end], b.folded[gap.b_start : gap.b_end]
    alone = len(left) == len(right) == 1
    slip = alone and words >= SLIP_WORDS
    if slip and not _names_day(a.folded, gap) and not _are_names(a, b, gap):
        return ""
    if alone and min(len(left[0]), len(right[0])) > 1:
        other = relation(left[0], right[0]) == "other"
        return f"word {a.shown_at(gap.a_start)}/{b.shown_at(gap.b_start)}" if other else ""
    if sorted(map(len, (left, right))) == [0, 1] and (left + right)[0] in SHIFTS and words < SLIP_WORDS:
        return f"word {''.join(left) or '-'}/{''.join(right) or '-'}"
    if 1 <= len(left) <= 4 and 1 <= len(right) <= 4 and all(map(is_single, left + right)):
        return f"word {''.join(left)}/{''.join(right)}"
    return ""


def _names_day(words: list[str], gap: Gap) -> bool:
    """Whether one character names a day of the week: 木曜, 周四, 星期四."""
    return words[gap.a_end : gap.a_end + 1] == ["曜"] or "".join(words[max(0, gap.a_start - 1) : gap.a_start]) in WEEKS


def _are_names(a: Words, b: Words, gap: Gap) -> bool:
    """Whether a word may be a name on both sides, though capitals do not tell one, as in German."""
    x, y = a.shown_at(gap.a_start), b.shown_at(gap.b_start)
    return x[:1].isupper() and y[:1].isupper() and not is_same_name(a.folded[gap.a_start], b.folded[gap.b_start])
