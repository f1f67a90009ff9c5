"""What some words with figures may say: all readings of a row of them, each the figures in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tgclean.match.notation.dayparts import hours_at
from tgclean.match.notation.figures import DIGITS
from tgclean.match.notation.spelled import Number, number_at
from tgclean.match.tables import numerals
from tgclean.match.tables.measures import SMALLER, unit_at
from tgclean.match.tables.months import ENDINGS, month_at
from tgclean.match.tables.numeral_tables import number_words, spelled_numerals

_MOST_READINGS = 200
_NEAR_DATE = 4
"""A number so many words before a date may be another day of the month: from 1 to 20 September."""
_PAIR = re.compile(r"(\d{1,2})[.:](\d{1,2})")
_WRITTEN_BEHIND = """
kor 에 부터 까지 시 일 yi yu
st nd rd th го е ое ого ому и я а ая х ти ми ма м оі іи ю та то ші тє o a er re eme ere e ste de ten den ja
ga da dan in un an en es os as ta te tasi si su i u nci inci uncu ler lar li lik те шы інші ыншы
"""
_ENDINGS = frozenset(_WRITTEN_BEHIND.split())
"""What is written behind a figure and is the ending of its word: 3-х, 2nd, 20'si, 4-е."""
FILLING = _ENDINGS.union(
    ENDINGS,
    numerals.JOINING.split(),
    numerals.ARTICLES.split(),
    ["de", "of", "d", "din", "জন", "টি", "ال", "ب", "ل", "و", "כ", "ב", "ל", "ה"],
)
"""What may stand between figures and their units, and says nothing of them."""
_OF = frozenset(["de", "of", "d", "di", "da", "del", "a", "an", "the", "tháng"])
_ROMAN = re.compile("(?=.)(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_LETTERS = 6
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
_LETTERS = {letter: str(value) for letters in ("αβγδε", "אבגדה") for value, letter in enumerate(letters, 1)}
"""Letters that count forms and floors: Γ΄ Λυκείου."""
_DATE_LETTERS, _LETTERS_VALUE, _GLUED_LETTERS = 5, 10, 7
"""A date has more letters than that, if it surely is one; a number of Thai is more, or it may be of a word,
and one that is glued of several has so many letters."""
_GLUED_HALVES = ("пол", "пів", "паў")


class Piece(NamedTuple):
    """Words from `start` to `end`, and the figures that they say."""

    start: int
    end: int
    values: tuple[str, ...]


Reading = tuple[int, tuple[Piece, ...]]
"""How many words of numbers are left unread, and what is read."""


class Region(NamedTuple):
    """Words of one post, dates of the other, and whether months may stand before days in either."""

    words: Sequence[str]
    wanted: frozenset[str]
    month_first: bool


def readings(region: Region) -> dict[tuple[str, ...], Reading]:
    """Gives each row of figures that the words may say, in its reading that leaves the fewest unread; {} of too many.

    >>> sorted(readings(Region("1 al 20 9".split(), frozenset(["@9-20"]), False)))
    [('1', '20', '9'), ('1', '20.09'), ('1', '@9-20')]
    """
    words = region.words
    telling = number_words()
    states: list[dict[tuple[str, ...], Reading]] = [{} for _ in range(len(words) + 1)]
    states[0][()] = (0, ())
    for at, word in enumerate(words):
        if not states[at]:
            continue
        if len(states[at]) > _MOST_READINGS:
            return {}
        options = [*_candidates(region, at)]
        for values, (unread, pieces) in states[at].items():
            if word[-1] not in DIGITS:
                _keep(states[at + 1], values, (unread + (word in telling), pieces))
            for used, said in options:
                _keep(states[at + used], values + said, (unread, (*pieces, Piece(at, at + used, said))))
    return states[-1]


def _keep(state: dict[tuple[str, ...], Reading], values: tuple[str, ...], reading: Reading) -> None:
    known = state.get(values)
    if known is None or reading[0] < known[0]:
        state[values] = reading


def dates_of(words: Sequence[str]) -> frozenset[str]:
    """Gives the dates that name their month, or stand in one figure with it."""
    found = [said for at in range(len(words)) for _, said in _named_dates(words, at)]
    found += [(date,) for at, word in enumerate(words) if _is_day(word) for date in _days_before(words, at)]
    return frozenset(word for word in words if word[0] == "@").union(*found)


def plain(value: Decimal) -> str:
    """Gives a number in digits."""
    return f"{value.normalize():f}"


def _candidates(region: Region, at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    words, word = region.words, region.words[at]
    if word[0] == "@":
        yield 1, (word,)
        return
    yield from _named_dates(words, at)
    if word[-1] in DIGITS:
        yield from _figures(region, at)
    elif len(word) <= _ROMAN_LETTERS and (value := _LETTERS.get(word) or _roman(word)):
        yield 1, (value,)
    elif is_half_unit(word):
        yield 1, _in_smaller(Decimal("0.5"), unit_at([word[3:]], 0)[1])
    yield from _amounts(words, at)
    for used, hour in hours_at(words, at):
        yield used, (hour,)


def _amounts(words: Sequence[str], at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Numbers that are spelled out, and numbers with their units, on either side."""
    for number in _numbers(words, at):
        if number.used > 1 or words[at][-1] not in DIGITS:
            yield number.used, (plain(number.value),)
        yield from _measured(words, at, number)
    used, unit = unit_at(words, at)
    if used and (amount := number_at(words, at + used)):
        yield used + amount.used, (plain(amount.value), unit)
    behind = at + used
    if unit in SMALLER and behind < len(words):
        behind += words[behind] in FILLING
        if behind < len(words) and (amount := number_at(words, behind)) and plain(amount.value) == "0.5":
            yield behind + amount.used - at, _in_smaller(1 + amount.value, unit)  # an hour and a half


def is_half_unit(word: str) -> bool:
    """Whether a word is half a unit: полчаса, півгодини."""
    return word.startswith(_GLUED_HALVES) and unit_at([word[3:]], 0)[1] in SMALLER


def _numbers(words: Sequence[str], at: int) -> Iterator[Number]:
    """The longest number from `at` on, and that of the word there alone."""
    longest = number_at(words, at)
    if longest:
        yield longest
    alone = number_at(words[: at + 1], at) if longest and longest.used > 1 else None
    if alone:
        yield alone


def _measured(words: Sequence[str], at: int, number: Number) -> Iterator[tuple[int, tuple[str, ...]]]:
    """A number with its unit, and as so many of the smaller one."""
    end = at + number.used
    end += end < len(words) - 1 and words[end] in _OF
    used, unit = unit_at(words, end)
    if used:
        yield end + used - at, (plain(number.value), unit)
        if unit in SMALLER:
            yield end + used - at, _in_smaller(number.value, unit)


def _in_smaller(number: Decimal, unit: str) -> tuple[str, ...]:
    factor, smaller = SMALLER.get(unit, (1, unit))
    return plain(number * factor), smaller


def _figures(region: Region, at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What a figure in digits may say: as it stands, two that a dash joins, a date without its year."""
    words, word = region.words, region.words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    said = word.replace(":", ".")
    shorter = said.rstrip("0").rstrip(".") if "." in said else said
    for value in {said, shorter}:
        yield 1, (value,)
        if following in _ENDINGS:
            yield 2, (value,)
    if pair := _PAIR.fullmatch(word):
        if pair[2][0] != "0":  # 5-7 may be 5 to 7; an hour is one figure
            yield 1, (str(int(pair[1])), str(int(pair[2])))
        yield from _numeric_dates(region, 1, int(pair[1]), int(pair[2]))
    elif _is_day(word):
        for date in _days_before(words, at):
            yield 1, (date,)
        if _is_day(following):
            yield from _numeric_dates(region, 2, int(word), int(following))


def _numeric_dates(region: Region, used: int, first: int, second: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    if f"@{second}-{first}" in region.wanted:
        yield used, (f"@{second}-{first}",)
    if (region.month_first or second > 12) and f"@{first}-{second}" in region.wanted:
        yield used, (f"@{first}-{second}",)
    if used == 2 and 1 <= second <= 12:
        yield used, (f"{first}.{second:02d}",)


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31


def _days_before(words: Sequence[str], at: int) -> Iterator[str]:
    """The dates that a day may be whose month stands behind another."""
    for place in range(at + 1, min(len(words), at + 1 + _NEAR_DATE)):
        named = [said[0] for _, said in _named_dates(words, place)]
        if words[place][0] == "@":
            named.append(words[place])
        for date in named:
            yield f"{date.split('-')[0]}-{int(words[at])}"


def _named_dates(words: Sequence[str], at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Days with the name of their month, before or behind it; two days that a dash joins are two dates."""
    word = words[at]
    used, days = 1, _days(word)
    if not days and word[-1] not in DIGITS:
        number = number_at(words, at)
        if number and number.value in _MONTH_DAYS:
            used, days = number.used, (int(number.value),)
    if days:
        end = at + used
        while end < len(words) - 1 and end < at + used + 2 and (words[end] in _ENDINGS or words[end] in _OF):
            end += 1
        if end < len(words) and (found := month_at(words, end))[0]:
            yield end + found[0] - at, tuple(f"@{found[1]}-{day}" for day in days)
    if word[-1] not in DIGITS and (found := month_at(words, at))[0]:
        end = at + found[0]
        if end < len(words) and (days := _days(words[end])):
            ending = end + 1 < len(words) and words[end + 1] in _ENDINGS
            yield end + 1 + ending - at, tuple(f"@{found[1]}-{day}" for day in days)


_MONTH_DAYS = frozenset(range(1, 32))


def _days(word: str) -> tuple[int, ...]:
    if _is_day(word):
        return (int(word),)
    pair = word.split(":")
    return tuple(map(int, pair)) if len(pair) == 2 and all(map(_is_day, pair)) else ()


def may_count(word: str) -> bool:
    """Whether a word that is no number may count something: Roman numerals, letters."""
    return len(word) <= _ROMAN_LETTERS and bool(word in _LETTERS or _roman(word))


def _roman(word: str) -> str:
    if not (found := _ROMAN.fullmatch(word)):
        return ""
    values = [_ROMAN_DIGITS[letter] for letter in found[0]]
    return str(sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True)))


def sure_numbers(words: Sequence[str]) -> list[Piece]:
    """Gives the spelled-out numbers and dates among some words that are nothing else in any language."""
    table = spelled_numerals()
    pieces: list[Piece] = []
    at = 0
    while at < len(words):
        dates = [
            (used, said)
            for used, said in _named_dates(words, at)
            if len("".join(words[at : at + used])) > _DATE_LETTERS
        ]
        if dates:
            pieces.append(Piece(at, at + dates[0][0], dates[0][1]))
        elif number := number_at(words, at):
            unspaced = "\u0e00" <= words[at] <= "\u0eff" and number.value > _LETTERS_VALUE
            glued = len(words[at]) >= _GLUED_LETTERS and words[at] not in table.values and words[at] not in table.scales
            if words[at] in table.sure or unspaced or glued:
                pieces.append(Piece(at, at + number.used, (plain(number.value),)))
        at = pieces[-1].end if pieces and pieces[-1].end > at else at + 1
    return pieces
