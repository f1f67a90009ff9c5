"""Figures and dates in one spelling, so that 1,234.5 is 1234.5 and 24.10.2024 is 24 October 2024."""

from __future__ import annotations

import re

from tgclean.match.letters import unmark
from tgclean.match.notation.clocks import rewrite_clocks, rewrite_parts
from tgclean.match.tables.lexicon import MONTHS, NUMERALS, UNITS

_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_DATE_VI = re.compile(r"(?<![\d/])(\d{1,2}) thang (\d{1,2})(?:,? nam (\d{4}))?(?!\d)", re.IGNORECASE)
# A dash between two numbers joins them; where there are more it only sets them apart.
_CHAIN = re.compile(r"(?<![\w.,:/-])\d{1,3}(?: - \d{1,3}){2,}(?!\d)")
_PAIR = re.compile(r"(?<![\w.,:/-])(\d{1,3}) ?[-–—:] ?(\d{1,3})(?![\w.,:/-]*\d)")
_DATE_DOTS = re.compile(r"(?<![\d.])(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})(?!\d)\.?")
_EAST = re.compile("[월年月日号號時时點点시만억천]|百分之")
_COMPOUND = re.compile(
    r"\d(?: ?[-–—:] ?\d| ?[apAP]\.? ?[mM]| ?[hH](?![^\W\d])| thang | [uU]hr\b| UHR\b| d[ea] | \d{3}|\. ?\d{1,2}\. ?\d)"
)
# The short ways to write a scale behind an amount of money, where letters alone are other units: $340m is no metre.
_SHORT_SCALES = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion", "tn": "trillion"}
_SCALED = re.compile(r"([$€£] ?\d[\d.,]*) ?(k|mn?|bn?|tn)\b", re.IGNORECASE)
_PER_CENT = re.compile(r"(\d) ?(?:(?:per|por|pour) c(?:ent|iento|ento)\b|퍼센트)", re.IGNORECASE)
_LEVANTINE = {
    unmark(two): unmark(one)
    for two, one in (
        ("تشرين الأول", "أكتوبر"), ("تشرين الثاني", "نوفمبر"), ("كانون الأول", "ديسمبر"), ("كانون الثاني", "يناير"),
    )
}  # fmt: skip
"""Months of two words, by their other name."""
_TWO_WORDS = re.compile("|".join(_LEVANTINE))
# Persian writes its decimals behind a slash: ۲/۵ میلیارد is 2.5 billion.
_PERSIAN_POINT = re.compile(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?= ?(?:میلیارد|میلیون|هزار|درصد|تن|متر|کیلو))")
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?!\d)")
DIGITS = frozenset("0123456789")
_WHOLE = frozenset((":00", ".00"))
_YEAR_WORDS = frozenset(["года", "год", "г", "року", "рік", "р"])
_ENDINGS = frozenset(["st", "nd", "rd", "th", "го", "е", "ое", "ого", "и", "я", "ая", "de", "of", "d", "del", "di"])


def is_figure(word: str) -> bool:
    """Whether a folded word is a number, a time or a date.

    >>> is_figure("92.13"), is_figure("-5"), is_figure("@10-24"), is_figure("rate")
    (True, True, True, False)
    """
    return word[-1] in DIGITS


def rewrite_figures(line: str) -> str:
    """Gives a line with its times in 24 hours, scores and ranges as `4:2`, dates in digits, thousands unspaced.

    >>> rewrite_figures("ngay 5 thang 3 nam 2024"), rewrite_figures("as 15h, 18 h 30")
    ('ngay 5/3/2024', 'as 15:00, 18:30')
    >>> rewrite_figures("from 10 pm to 11:30 p.m., 4 - 2")
    'from 22:00 to 23:30, 4:2'
    >>> rewrite_figures("二〇二四年五月十一日 午後3時"), rewrite_figures("1 234 m")
    ('2024-5-11  15:00 ', '1234 m')
    """
    if not line.isascii() and _EAST.search(line):
        from tgclean.match.notation.eastern import rewrite_eastern  # its patterns take as long to compile as all others

        line = rewrite_eastern(line)
    line = rewrite_parts(line)
    if "$" in line or "€" in line or "£" in line:
        line = _SCALED.sub(_in_words, line)
    if "r c" in line.lower() or "퍼센트" in line:
        line = _PER_CENT.sub(r"\1%", line)
    if not line.isascii():
        line = _PERSIAN_POINT.sub(r"\1.\2", line) if "/" in line else line
        line = _TWO_WORDS.sub(lambda m: _LEVANTINE[m[0]], line)
    if not _COMPOUND.search(line):
        return line
    line = _DATE_DOTS.sub(r"\1-\2-\3 ", line)
    line = rewrite_clocks(line)
    if line.count(" - ") > 1:
        line = _CHAIN.sub(lambda m: m[0].replace("-", " "), line)
    line = _DATE_VI.sub(lambda m: "/".join(part for part in m.groups() if part), line)
    return _GROUPED.sub(lambda m: m[1] + m[2].replace(" ", ""), _PAIR.sub(r"\1:\2", line))


def _in_words(amount: re.Match[str]) -> str:
    return f"{amount[1]} {_SHORT_SCALES[amount[2].lower()]}"


def plain_number(word: str) -> str:
    """Gives a number with a point before decimals, without separators of thousands, leading zeros and full hours.

    >>> plain_number("1,234,567.50"), plain_number("92,13"), plain_number("1.234,00"), plain_number("09:05")
    ('1234567.50', '92.13', '1234', '9:05')
    >>> plain_number("18:00"), plain_number("92.00")
    ('18', '92')
    """
    sign, digits = ("-", word[1:]) if word[0] == "-" else ("", word)
    if "," in digits or "." in digits:
        parts = re.split("[.,]", digits)
        last = digits[-len(parts[-1]) - 1]
        if ":" not in digits and "/" not in digits:
            if (
                "." not in digits
                and len(parts) > 2
                and len(parts[-1]) == 3
                and all(len(part) == 2 for part in parts[1:-1])
            ):
                digits = "".join(parts)  # lakhs: 1,25,000
            elif all(len(part) == 3 for part in parts[1:]) and 0 < len(parts[0]) <= 3 and parts[0] != "0":
                digits = "".join(parts)
            elif all(len(part) == 3 for part in parts[1:-1]) and digits.count(last) == 1:
                digits = "".join(parts[:-1]) + ("." + parts[-1] if len(parts) == 2 or parts[-1] != "00" else "")
    if len(digits) > 1 and digits[0] == "0" and digits[1].isdecimal():
        digits = digits.lstrip("0") or "0"
        digits = "0" * (not digits[0].isdecimal()) + digits
    return sign + (digits[:-3] if digits[-3:] in _WHOLE and digits[:-3].isdecimal() else digits)


def unify_figures(folded: list[str], shown: list[str]) -> tuple[list[str], list[str]]:
    """Gives the words of a line with numbers in one spelling and each date as `@month-day`, then its year."""
    out: list[str] = []
    kept: list[str] = []
    done = past = 0
    for at in [place for place, word in enumerate(folded) if word[-1] in DIGITS]:
        if at < past:
            continue
        start = at - (at > past and (folded[at - 1] in MONTHS or _is_sign(folded[at - 1])))
        used, figure = _date_at(folded, start)
        if not used:
            if folded[start] in MONTHS:
                start = at
                used, figure = _date_at(folded, start)
            if not used:
                used, figure = _amount_at(folded, start)
        past = start + used
        united = past < len(folded) and folded[past] in UNITS and not _is_sign(folded[past])
        if used == 1 and figure[0] == folded[start] and not united:
            continue  # most figures stay as they are
        out += folded[done:start] + figure
        kept += shown[done:start] + [" ".join(shown[start:past])] * len(figure)
        done = past
        if united:
            unit = UNITS[folded[done]]
            if unit == "km" and "." in out[-1] and (metres := _scaled(out[-1], 1000)):
                out[-1], unit = metres, "m"  # 1.5 km is 1500 m; whole ones stay what they are
            out.append(unit)
            kept.append(shown[done])
            done = past = done + 1
    return out + folded[done:], kept + shown[done:]


def _is_sign(word: str) -> bool:
    """Whether a word stands before its number: $5."""
    return word in UNITS and (not word[0].isalpha() or word == "yuzde")


def _amount_at(words: list[str], at: int) -> tuple[int, list[str]]:
    """How many words stand for one amount from `at` on, and its number and unit: $1.2 million is 1200000 $."""
    sign = [UNITS[words[at]]] if _is_sign(words[at]) else []
    place = at + len(sign)
    number, end = plain_number(words[place]), place + 1
    if words[end : end + 1] == ["de"] and end + 1 < len(words) and _scale(words[end + 1]):
        end += 1  # 152 de mii
    scale = _scale(words[end]) if end < len(words) else 0
    if scale and (scaled := _scaled(number, scale)):
        number, end = scaled, end + 1
        while end < len(words) and (larger := _scale(words[end])) > scale and (scaled := _scaled(number, larger)):
            number, scale, end = scaled, larger, end + 1  # 12 thousand billion
        while more := _rest_at(words, end, scale):
            value, used, scale = more
            number, end = str(int(number) + value), end + used
    return end - at, [number, *sign]


def _rest_at(words: list[str], at: int, scale: int) -> tuple[int, int, int] | None:
    """What is added to an amount of a scale: its value, how many words it takes, its own scale, which is less.

    1 billion 200 million, 2만 3천; a number alone is added, too, if it has all digits that the scale leaves, 2 bin 300,
    or where words are not set apart: 1万2000.
    """
    if at >= len(words) or not words[at].isdecimal():
        return None
    less = _scale(words[at + 1]) if at + 1 < len(words) else 0
    if 0 < less < scale and (value := _scaled(words[at], less)):
        return int(value), 2, less
    digits, left = len(words[at]), len(str(scale)) - 1
    if not less and (digits == left or (words[at - 1] > "\u3400" and digits < left)):
        return int(words[at]), 1, 1
    return None


def _scale(word: str) -> int:
    value = NUMERALS.get(word, "0")
    return int(value) if len(value) > 3 else 0


def _scaled(number: str, scale: int) -> str:
    """1.2 million as 1200000, "" where that is no whole number."""
    whole, _, decimals = number.partition(".")
    if not whole.isdecimal() or (decimals and not decimals.isdecimal()) or len(number) > 12:
        return ""
    value = int(whole + decimals) * scale
    return str(value // 10 ** len(decimals)) if value % 10 ** len(decimals) == 0 else ""


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
            year = found[3] if len(found[3]) == 4 else "20" + found[3]
            return _past_year(words, at, 1), [f"@{second}-{first}", year]
        return 0, []
    if (found := _YEAR_FIRST.fullmatch(word)) and int(found[2]) <= 12 and int(found[3]) <= 31:
        return 1, [f"@{int(found[2])}-{int(found[3])}", found[1]]
    if _day(word):
        if (
            len(words) > at + 3
            and words[at + 1] in ("月", "월")
            and _day(words[at + 2])
            and words[at + 3] in ("日", "일")
        ):
            return 4, [f"@{int(word)}-{int(words[at + 2])}"]
        used = 1 + _ending(words, at + 1)
        if len(words) > at + used and (month := MONTHS.get(words[at + used])):
            return _with_year(words, at, used + 1, month, int(word))
    return 0, []


def _day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31


def _ending(words: list[str], at: int) -> int:
    return int(len(words) > at and words[at] in _ENDINGS)


def _past_year(words: list[str], at: int, used: int) -> int:
    """Gives how many words a date takes with the word for a year that may stand behind it."""
    return used + int(len(words) > at + used and words[at + used] in _YEAR_WORDS)


def _with_year(words: list[str], at: int, used: int, month: int, day: int) -> tuple[int, list[str]]:
    date = [f"@{month}-{day}"]
    skip = used + _ending(words, at + used)
    if len(words) > at + skip and len(words[at + skip]) == 4 and words[at + skip].isdecimal():
        return _past_year(words, at, skip + 1), [*date, words[at + skip]]
    return used, date
