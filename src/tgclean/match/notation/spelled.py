"""Numbers as words say them: `two and a half million`, `двадцать пять`, `zweiunddreißig`, `خمسة وعشرون`, `三百`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tgclean.match.tables import numerals
from tgclean.match.tables.numeral_tables import HALF_MORE, number_words, spelled_numerals

_HALF = Decimal("0.5")
_HALF_BEFORE = ("пол", "пів", "паў", "fel", "pol", "pul")
_TEENS_AFTER = (60, 80)
_GLUED_LETTERS, _PIECE_LETTERS = 6, 2
_LONGEST_PIECE = 20
_UNSPACED_LETTERS = 9
_MAX_DIGITS = 13


class Number(NamedTuple):
    """A number, and how many words say it."""

    used: int
    value: Decimal


_PREFIXES = sorted(numerals.PREFIXES, key=len, reverse=True)
_JOINING = frozenset(numerals.JOINING.split())
_OF = frozenset(("de", "d", "of", "din"))
_ARTICLES = frozenset(numerals.ARTICLES.split())
_SCALE_FIRST = frozenset(("mia", "elfu", "laki", "milioni", "bilioni"))
_TWENTY = frozenset(("vingt", "vingts"))


def number_at(words: Sequence[str], at: int) -> Number | None:
    """Gives the longest number that stands in the words from `at` on.

    >>> number_at("two and a half million people".split(), 0)
    Number(used=5, value=Decimal('2500000.0'))
    >>> number_at("trois cent quatre vingt dix".split(), 0).value, number_at("сорок пять".split(), 0).value
    (Decimal('390'), Decimal('45'))
    >>> number_at([*"三千五百万"], 0).value, number_at("dreitausendzweihundert".split(), 0).value
    (Decimal('35000000'), Decimal('3200'))
    >>> number_at(["half", "past"], 0), number_at(["rain"], 0)
    (Number(used=1, value=Decimal('0.5')), None)
    """
    reader = _Reader(words, at)
    while reader.step():
        pass
    return Number(reader.end - at, reader.value) if reader.end > at else None


class _Reader:
    """A number that is being read: parts that were multiplied, with their scales, and the group behind them."""

    def __init__(self, words: Sequence[str], at: int) -> None:
        self.words = words
        self.place = self.start = self.end = at
        self.parts: list[tuple[Decimal, int]] = []
        self.group = Decimal(0)
        self.more = Decimal(0)
        self.was_figure = self.joined = False
        self.table = spelled_numerals()

    @property
    def value(self) -> Decimal:
        return sum((part for part, _ in self.parts), Decimal(0)) + self.group

    def step(self) -> bool:
        """Reads on by one word; whether the number may go on."""
        if self.place >= len(self.words):
            return False
        word, used = _word_at(self.words, self.place)
        begun = self.end > self.start
        if begun and not self.joined and (word in _JOINING or word in _OF) and not self._is_number(self.place):
            self.place, self.joined = self.place + 1, True
            return True
        if word in HALF_MORE and not begun:
            self.place, self.more = self.place + 1, _HALF
            return True
        if not self._take(word, used, begun):
            return False
        self.joined = False
        self.end = self.place
        return True

    def _is_number(self, place: int) -> bool:
        word = self.words[place]
        return word in self.table.scales or word in self.table.halves

    def _take(self, word: str, used: int, begun: bool) -> bool:
        after = self.place + used
        following = _word_at(self.words, after)[0] if after < len(self.words) else ""
        multiplied = following in self.table.scales or following in self.table.halves
        if word in _ARTICLES and (not begun or self.joined) and multiplied:
            self.place = after
            return self.step()
        if word in self.table.halves:
            return self._add_half(after, begun)
        if word in _SCALE_FIRST and not self.group and (value := _value(following)) is not None:
            self.parts.append((value * self.table.scales[word], self.table.scales[word]))
            self.place = after + 1
            return True
        if word in self.table.scales:
            return self._multiply(word, after)
        figure = is_plain(word)
        value = Decimal(word) if figure else _value(word)
        if value is None or (figure and self.was_figure):
            return False
        if not self._add(value, word, figure):
            return False
        self.was_figure, self.place = figure, after
        return True

    def _add(self, value: Decimal, word: str, figure: bool) -> bool:
        group = self.group
        if not group:
            if self.parts and value >= self.parts[-1][1]:
                return False
            if figure and value >= 1000 and not self.parts:
                self.parts.append((value, _magnitude(value)))
            else:
                self.group = value + self.more
        elif group % 100 == 4 and word in _TWENTY:
            self.group += 76
        elif (
            (0 < value < _magnitude(group) and value >= 1)
            or (group % 100 in _TEENS_AFTER and 10 <= value < 20)
            or (0 < group % 100 < 10 and value in _TENS and (self.joined or self.words[self.place][0] in "וو"))
        ):
            self.group += value
        else:
            return False
        return True

    def _multiply(self, word: str, after: int) -> bool:
        group, scale = self.group, self.table.scales[word]
        if scale == 10:
            if group % 10 and 0 < group % 100 < 10:
                self.group += group % 10 * 9
            elif group % 100 == 0:
                self.group += 10
            else:
                return False
        elif scale == 100:
            if group >= 100:
                return False
            self.group = (group or Decimal(1)) * 100
        else:
            less = [part for part, of in self.parts if of < scale]
            kept = self.parts[: len(self.parts) - len(less)]
            if kept and kept[-1][1] == scale:
                return False
            self.parts = [*kept, ((sum(less, Decimal(0)) + group or Decimal(1)) * scale, scale)]
            self.group = Decimal(0)
        self.was_figure, self.place = False, after
        return len(word) > 1 or word > "\u3000" or self._ended()

    def _ended(self) -> bool:
        """Takes nothing more: what is behind 35k is another number."""
        self.end = self.place
        self.words = self.words[: self.place]
        return True

    def _add_half(self, after: int, begun: bool) -> bool:
        if not begun:
            self.group = _HALF
            while after + 1 < len(self.words) and (self.words[after] in _OF or self.words[after] in _ARTICLES):
                if _word_at(self.words, after + 1)[0] not in self.table.scales:
                    break
                after += 1
        elif self.group or not self.parts:
            self.group += _HALF
        else:
            part, scale = self.parts[-1]
            self.parts[-1] = part + scale * _HALF, scale
            if after < len(self.words) and self.table.scales.get(_bare(self.words[after])) == scale:
                after += 1  # مليون ونصف المليون
        self.place = after
        return True


_TENS = frozenset(range(20, 100, 10))


def is_plain(word: str) -> bool:
    """Whether a word is a number in digits, with decimals or without."""
    whole, _, decimals = word.partition(".")
    return whole.isdecimal() and (not decimals or decimals.isdecimal()) and len(word) <= _MAX_DIGITS


def _magnitude(value: Decimal) -> int:
    """The value of the last digit that is not 0."""
    whole = f"{value:f}".split(".")[0]
    return int(10 ** (len(whole) - len(whole.rstrip("0")))) if value == int(value) else 0


def _word_at(words: Sequence[str], at: int) -> tuple[str, int]:
    """A word, without what is written together with it, or put together of its letters, and how many there are."""
    word, telling = words[at], number_words()
    if word in telling or word < "\u0590":
        return word, 1
    if "\u0e00" <= word <= "\u0eff":
        for used in range(_UNSPACED_LETTERS, 1, -1):
            if (whole := "".join(words[at : at + used])) in telling:
                return whole, min(used, len(words) - at)
    return _bare(word), 1


def _bare(word: str) -> str:
    """A number of Hebrew or Arabic without what is written together with it."""
    telling = number_words()
    for before in _PREFIXES:
        if word.startswith(before) and word[len(before) :] in telling:
            return word[len(before) :]
    return word


def tells_number(word: str) -> bool:
    """Whether a word may be of a number, also one that is glued of several or written together with others.

    >>> tells_number("zweihundert"), tells_number("כתשעה"), tells_number("rain")
    (True, True, False)
    """
    telling = number_words()
    return word in telling or _bare(word) in telling or _value(word) is not None


@lru_cache(maxsize=1 << 10)
def _value(word: str) -> Decimal | None:
    """The value of one word, which may be glued of several."""
    known = spelled_numerals().values.get(word)
    if known is not None:
        return Decimal(known)
    if len(word) < 2:
        return None
    if word.startswith(_HALF_BEFORE) and (scale := spelled_numerals().scales.get(word[len(_HALF_BEFORE[0]) :])):
        return scale * _HALF
    hangul = "\uac00" <= word[0] <= "\ud7a3"
    pieces = _pieces(word, 1 if hangul else _PIECE_LETTERS) if hangul or len(word) >= _GLUED_LETTERS else None
    number = number_at(pieces, 0) if pieces else None
    return number.value if number and number.used == len(pieces or ()) else None


def _pieces(word: str, least: int) -> tuple[str, ...] | None:
    """The words of numbers that a word is made of, the longest first."""
    if not word:
        return ()
    table = spelled_numerals()
    for end in range(min(len(word), _LONGEST_PIECE), least - 1, -1):
        piece = word[:end]
        if piece in table.values or piece in table.scales or piece == "und":
            rest = _pieces(word[end:], least)
            if rest is not None:
                return (piece, *rest)
    return None
