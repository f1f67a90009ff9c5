"""Figures and dates of Chinese, Japanese and Korean in one spelling."""

from __future__ import annotations

import re

from tgclean.match.figures import CJK_DATE, hour24

_CLOCK_CJK = re.compile(r"(午前|午[後后]|上午|下午|오전|오후) ?(\d{1,2})(?: ?[点點](半|(?! ?\d)))?")
_CLOCK_UNITS = re.compile(r"(?<!\d)(\d{1,2}) ?(?:[시時时](?![간間间])(?: ?(\d{1,2}) ?[분分])?|[点點] ?(\d{1,2}) ?分)")
_MYRIADS = re.compile(r"(?<=\d) ?([만억]) ?")
_DATE_CJK = re.compile(r"(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号號]?")
_ERA = re.compile(r"令和 ?(\d{1,2}|元) ?年")
_CJK_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0"}


def rewrite_eastern(line: str) -> str:
    """Gives a line with its dates and times in digits, and with its myriads apart from the words behind them.

    >>> rewrite_eastern("二〇二四年五月十一日 午後3時"), rewrite_eastern("오후 6시 30분 150만원")
    ('2024-5-11  15:00 ', '18:30  150 만 원')
    """
    line = CJK_DATE.sub(lambda m: _cjk_number(m[0]), line)
    line = _ERA.sub(lambda m: f"{2018 + (1 if m[1] == '元' else int(m[1]))}年", line)
    line = _DATE_CJK.sub(lambda m: f"{m[1]}-{m[2]}-{m[3]} ", line)
    line = _CLOCK_CJK.sub(_clock, line)
    line = _CLOCK_UNITS.sub(lambda m: f"{m[1]}:{int(m[2] or m[3] or 0):02d} ", line)
    return _MYRIADS.sub(r" \1 ", line)


def _clock(found: re.Match[str]) -> str:
    hour = hour24(int(found[2]), found[1] in "午後午后下午오후")
    return str(hour) if found[3] is None else f"{hour}:{'30' if found[3] else '00'} "


def _cjk_number(text: str) -> str:
    if "十" not in text:
        return "".join(_CJK_DIGITS[char] for char in text)
    tens, _, ones = text.partition("十")
    return str(int(_CJK_DIGITS.get(tens, "1")) * 10 + int(_CJK_DIGITS.get(ones, "0")))
