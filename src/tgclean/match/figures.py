"""Figures and dates in one spelling, so that 1,234.5 is 1234.5 and 24.10.2024 is 24 October 2024."""

from __future__ import annotations

import re

from tgclean.match.lexicon import MONTHS

_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ENDINGS = frozenset("st nd rd th го е ое ого и я ая de of d del di".split())


def is_figure(word: str) -> bool:
    """Whether a folded word is a number, a time or a date.

    >>> is_figure("92.13"), is_figure("-5"), is_figure("@10-24"), is_figure("rate")
    (True, True, True, False)
    """
    return word[-1:].isdecimal()


def plain_number(word: str) -> str:
    """Gives a number with a point before decimals, without separators of thousands and leading zeros.

    >>> plain_number("1,234,567.50"), plain_number("92,13"), plain_number("1.234"), plain_number("09:05")
    ('1234567.50', '92.13', '1234', '9:05')
    """
    sign, digits = ("-", word[1:]) if word[0] == "-" else ("", word)
    if "," in digits or "." in digits:
        parts = re.split("[.,]", digits)
        last = digits[-len(parts[-1]) - 1]
        if ":" not in digits and "/" not in digits:
            if all(len(part) == 3 for part in parts[1:]) and 0 < len(parts[0]) <= 3 and parts[0] != "0":
                digits = "".join(parts)
            elif all(len(part) == 3 for part in parts[1:-1]) and digits.count(last) == 1:
                digits = "".join(parts[:-1]) + "." + parts[-1]
    if len(digits) > 1 and digits[0] == "0" and digits[1].isdecimal():
        digits = digits.lstrip("0") or "0"
    return sign + digits


def unify_figures(folded: list[str], shown: list[str]) -> tuple[list[str], list[str]]:
    """Gives the words of a line with numbers in one spelling and each date as `@month-day`, then its year."""
    if not any(word[-1].isdecimal() for word in folded):
        return folded, shown
    out: list[str] = []
    kept: list[str] = []
    at = 0
    while at < len(folded):
        used, date = _date_at(folded, at)
        if used:
            out += date
            kept += [" ".join(shown[at : at + used])] * len(date)
            at += used
            continue
        word = folded[at]
        out.append(plain_number(word) if word[-1].isdecimal() else word)
        kept.append(shown[at])
        at += 1
    return out, kept


def _date_at(words: list[str], at: int) -> tuple[int, list[str]]:
    """How many words a date takes from `at` on (0: there is none), and what stands for it."""
    word = words[at]
    if not word[-1].isdecimal():
        if (month := MONTHS.get(word)) and len(words) > at + 1 and _day(words[at + 1]):
            used = 2 + _ending(words, at + 2)
            return _with_year(words, at, used, month, int(words[at + 1]))
        return 0, []
    if found := _DAY_FIRST.fullmatch(word):
        first, second = int(found[1]), int(found[2])
        if second > 12 >= first:
            first, second = second, first
        if 1 <= second <= 12 and 1 <= first <= 31:
            return 1, [f"@{second}-{first}", found[3] if len(found[3]) == 4 else "20" + found[3]]
        return 0, []
    if found := _YEAR_FIRST.fullmatch(word):
        return 1, [f"@{int(found[2])}-{int(found[3])}", found[1]]
    if _day(word):
        if len(words) > at + 3 and words[at + 1] in ("月", "월") and _day(words[at + 2]) and words[at + 3] in ("日", "일"):
            return 4, [f"@{int(word)}-{int(words[at + 2])}"]
        used = 1 + _ending(words, at + 1)
        if len(words) > at + used and (month := MONTHS.get(words[at + used])):
            return _with_year(words, at, used + 1, month, int(word))
    return 0, []


def _day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31


def _ending(words: list[str], at: int) -> int:
    return int(len(words) > at and words[at] in _ENDINGS)


def _with_year(words: list[str], at: int, used: int, month: int, day: int) -> tuple[int, list[str]]:
    date = [f"@{month}-{day}"]
    skip = used + _ending(words, at + used)
    if len(words) > at + skip and len(words[at + skip]) == 4 and words[at + skip].isdecimal():
        return skip + 1, [*date, words[at + skip]]
    return used, date
