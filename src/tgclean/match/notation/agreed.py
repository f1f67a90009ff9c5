"""Two notations of the same figures: `24.11` and `24 ноября`, `two and a half million` and `2500000`.

Most such forms are ambiguous, so they are not read in a post of its own but where two posts differ: what one may say
and the other says is the same.  Numbers that are spelled out and differ are put into digits, for the guards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from tgclean.match.notation.dayparts import part_words
from tgclean.match.notation.figures import DIGITS
from tgclean.match.notation.readings import (
    FILLING,
    Piece,
    Region,
    dates_of,
    is_half_unit,
    may_count,
    readings,
    sure_numbers,
)
from tgclean.match.notation.spelled import tells_number
from tgclean.match.opinion import Gap
from tgclean.match.tables import numerals
from tgclean.match.tables.measures import unit_at, unit_words
from tgclean.match.tables.months import month_of
from tgclean.match.tables.numeral_tables import number_words, sure_words
from tgclean.match.words import Edit, Words

_BETWEEN, _BESIDE, _MOST_WORDS = 3, 4, 20
"""Places that differ are read together across so many words, with so many words beside them that say figures; longer
ones are not read."""
_LEAST_DIGITS = 6
"""So many digits in a row are one number, however they are set apart."""
_ENGLISH = frozenset(["the", "of", "and", "for", "from", "is", "will"])

_HUNGARIAN = frozenset(["a", "az"])

_Edits = tuple[list[Edit], list[Edit]]


def may_agree(a: Words, b: Words, apart: tuple[list[str], list[str]]) -> bool:
    """Whether the figures that only one of two posts says may be those of the other in another notation."""
    if sorted(map(_shape, apart[0])) != sorted(map(_shape, apart[1])):
        return True
    return not number_words().isdisjoint(a.vocabulary ^ b.vocabulary)


def _shape(figure: str) -> str:
    return figure[0] if figure[0] == "@" else "." if "." in figure or ":" in figure else "0"


def agreed(a: Words, b: Words, found: list[Gap]) -> tuple[Words, Words] | None:
    """Gives two posts with what they say alike in the same words, None if they differ in nothing of that kind."""
    telling = _telling(a, b, found)
    if not telling:
        return None
    edits: _Edits = ([], [])
    month_first: bool | None = None
    for region in _regions(a, b, telling):
        if month_first is None:
            month_first = _month_first(a) or _month_first(b)
        sides = a.folded[region.a_start : region.a_end], b.folded[region.b_start : region.b_end]
        for side, start, pieces in zip(
            edits, (region.a_start, region.b_start), _same(*sides, month_first), strict=True
        ):
            side += [Edit(start + piece.start, start + piece.end, [*piece.values]) for piece in pieces]
    edits[0].extend(_counters(a, b, [(gap.a_start, gap.a_end, gap.b_end - gap.b_start) for gap in found]))
    edits[1].extend(_counters(b, a, [(gap.b_start, gap.b_end, gap.a_end - gap.a_start) for gap in found]))
    if not edits[0] and not edits[1]:
        return None
    return a.rewritten(edits[0]), b.rewritten(edits[1])


def _month_first(words: Words) -> bool:
    """Whether a post may be of a language that writes the month before the day."""
    vocabulary = words.vocabulary
    return (
        len(_ENGLISH & vocabulary) > 1
        or vocabulary >= _HUNGARIAN
        or any("\u3040" <= word <= "\ud7a3" for word in words.folded)
    )


def _counters(words: Words, others: Words, gaps: list[tuple[int, int, int]]) -> list[Edit]:
    """The numbers of a list's items, which other signs stand for in the other post, as edits that leave them out."""
    alone = [start for start, end, there in gaps if end - start == 1 and not there and words.folded[start].isdecimal()]
    if not alone or others.counters:
        return []
    return [Edit(start, start + 1, []) for start in alone if start in words.counters]


def _telling(a: Words, b: Words, found: list[Gap]) -> list[Gap]:
    """The places that differ where one post surely says a figure, or what may stand with one; most pairs have none."""
    mine, others = a.folded, b.folded
    words: list[str] = []
    for a_start, a_end, b_start, b_end in found:
        words += mine[a_start:a_end]
        words += others[b_start:b_end]
    beside = _beside_words() if a.figures or b.figures else frozenset()
    if sure_words().isdisjoint(words) and beside.isdisjoint(words) and DIGITS.isdisjoint([word[-1] for word in words]):
        return []
    telling = _telling_words() if beside else sure_words()
    return [gap for gap in found if _tells(mine, gap[0], gap[1], telling) or _tells(others, gap[2], gap[3], telling)]


@cache
def _beside_words() -> frozenset[str]:
    return part_words().union(numerals.JOINING.split(), unit_words())


@cache
def _telling_words() -> frozenset[str]:
    return sure_words() | _beside_words()


def _tells(words: list[str], start: int, end: int, telling: frozenset[str]) -> bool:
    return any(word in telling or word[-1] in DIGITS for word in words[start:end])


def _regions(a: Words, b: Words, telling: list[Gap]) -> Iterator[Gap]:
    """Where both posts say figures, near places together; with the figures beside them."""
    near: list[Gap] = []
    for gap in telling:
        if near and gap.a_start - near[-1].a_end <= _BETWEEN and gap.b_start - near[-1].b_end <= _BETWEEN:
            near[-1] = Gap(near[-1].a_start, gap.a_end, near[-1].b_start, gap.b_end)
        else:
            near.append(gap)
    for gap in near:
        left, right = a.folded[gap.a_start : gap.a_end], b.folded[gap.b_start : gap.b_end]
        if max(len(left), len(right)) <= _MOST_WORDS and _may_say_same(left, right):
            wide = _widened(a, b, gap)
            if wide != gap or (left and right):
                yield wide


def _widened(a: Words, b: Words, gap: Gap) -> Gap:
    """A place that differs, with the words of figures before and behind it, which both posts have."""
    before = behind = 0
    telling = number_words()
    while before < min(_BESIDE, gap.a_start, gap.b_start):
        word = a.folded[gap.a_start - before - 1]
        if word[-1] not in DIGITS and word not in telling:
            break
        before += 1
    while behind < min(_BESIDE, len(a.folded) - gap.a_end, len(b.folded) - gap.b_end):
        word = a.folded[gap.a_end + behind]
        if word[-1] not in DIGITS and word not in telling and word not in part_words():
            break
        behind += 1
    return Gap(gap.a_start - before, gap.a_end + behind, gap.b_start - before, gap.b_end + behind)


def _may_say_same(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether both say figures, and not as many as numbers in digits, which differ if they do; or words for an hour."""
    figures = [[word for word in words if word[-1] in DIGITS] for words in (left, right)]
    if not (figures[0] and figures[1]):
        if _beside_words().issuperset(left) and _beside_words().issuperset(right):
            return True
        for words, some in zip((left, right), figures, strict=True):
            if not some and not any(_may_tell(word) or word in part_words() for word in words):
                return False
    spelled = any(word[-1] not in DIGITS and (_may_tell(word) or word in part_words()) for word in (*left, *right))
    return spelled or sorted(map(_shape, figures[0])) != sorted(map(_shape, figures[1]))


def _may_tell(word: str) -> bool:
    """Whether a word may say a figure, or a month; where words are not set apart any letter may be of one that does."""
    return "\u0e00" <= word <= "\u0eff" or is_half_unit(word) or _may_count(word)


def _may_count(word: str) -> bool:
    return tells_number(word) or may_count(word) or month_of(word) > 0


def _same(left: list[str], right: list[str], month_first: bool) -> tuple[list[Piece], list[Piece]]:
    """What to put in the place of words that say the same figures; of numbers that do not, those spelled out."""
    if pieces := _same_digits(left, right):
        return pieces
    mine = readings(Region(left, dates_of(right), month_first))
    others = readings(Region(right, dates_of(left), month_first))
    common = [values for values in mine if values and values in others]
    for best in sorted(common, key=lambda values: (mine[values][0] + others[values][0], -len(values), values)):
        pieces = [*mine[best][1]], [*others[best][1]]
        if _sure_of(_unread(left, pieces[0])) != _sure_of(_unread(right, pieces[1])):
            continue
        units = _units_of(left), _units_of(right)
        if not all(units) or units[0] & units[1] or any(value[0] not in DIGITS and value[0] != "@" for value in best):
            return _changed(left, pieces[0], units[1]), _changed(right, pieces[1], units[0])
    sure = sure_numbers(left), sure_numbers(right)
    if (sure[0] or sure[1]) and all(
        some or any(word[-1] in DIGITS for word in words) for some, words in zip(sure, (left, right), strict=True)
    ):
        return sure
    return [], []


def _same_digits(left: list[str], right: list[str]) -> tuple[list[Piece], list[Piece]] | None:
    """Numbers of telephones and the like, whose digits are set apart in two ways."""
    sides = []
    for words in (left, right):
        places = [at for at, word in enumerate(words) if word[-1] in DIGITS and word[0] != "@"]
        if len(places) == len([word for word in words if word[-1] in DIGITS]) and places:
            digits = "".join(char for at in places for char in words[at] if char in DIGITS)
            sides.append((places[0], places[-1] + 1, digits))
    if len(sides) < 2 or sides[0][2] != sides[1][2] or len(sides[0][2]) < _LEAST_DIGITS:
        return None
    if any(
        side[1] - side[0] != len([word for word in words if word[-1] in DIGITS])
        for side, words in zip(sides, (left, right), strict=True)
    ):
        return None
    return [Piece(*sides[0][:2], (sides[0][2],))], [Piece(*sides[1][:2], (sides[1][2],))]


def _changed(words: list[str], pieces: list[Piece], units: set[str]) -> list[Piece]:
    """What is said in other words, and without what only stands between: a unit, too, if the other post says none."""
    changed = [piece for piece in pieces if words[piece.start : piece.end] != [*piece.values]]
    read = {at for piece in pieces for at in range(piece.start, piece.end)}
    return changed + [
        Piece(at, at + 1, ())
        for at, word in enumerate(words)
        if at not in read
        and (word in FILLING or word in part_words() or (unit_at(words, at)[0] and (not units or word == "year")))
    ]


def _unread(words: list[str], pieces: list[Piece]) -> list[str]:
    read = {at for piece in pieces for at in range(piece.start, piece.end)}
    return [word for at, word in enumerate(words) if at not in read]


def _sure_of(words: list[str]) -> list[str]:
    return sorted(word for word in words if word in sure_words())


def _units_of(words: list[str]) -> set[str]:
    units = {unit for at in range(len(words)) if (unit := unit_at(words, at)[1])}
    return units - {"year"}  # год is an hour, too
