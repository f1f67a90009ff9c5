"""Figures and dates of Chinese, Japanese and Korean in one spelling."""

from __future__ import annotations

import re

from tgclean.match.notation.chinese import in_digits
from tgclean.match.notation.clocks import EVENING, MORNING, NIGHT, NOON, hour_of

_PARTS = {
    word: kind
    for kind, words in (
        (MORNING, "早上 上午 午前 凌晨 清晨 早朝 未明 朝 오전 새벽 아침"),
        (EVENING, "午后 午後 下午 傍晚 晚上 晚间 晚間 夜 오후 저녁"),
        (NIGHT, "深夜 밤"),
        (NOON, "中午 正午"),
    )
    for word in words.split()
}
# Behind the figure a word for the hour: 昨夜3人 counts people.
_CLOCK_CJK = re.compile(
    rf"({'|'.join(_PARTS)}) ?(\d{{1,2}})(?= ?[시時时点點:])(?: ?(?:[点點時时시] ?(半|반)|[点點]((?! ?\d))))?"
)
_CLOCK_UNITS = re.compile(
    r"(?<!\d)(\d{1,2}) ?(?:[시時时](?![간間间])(?: ?(\d{1,2}) ?[분分]| ?(半|반))?|[点點] ?(\d{1,2}) ?分)"
)
_MYRIADS = re.compile(r"(?<=\d) ?([만억천]) ?")
_DAY_KO = re.compile(r"(월 ?\d{1,2}) ?일(?=[가-힣])")
_DATE_CJK = re.compile(r"(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号號]?")
_ERAS = {"令和": 2018, "民国": 1911, "民國": 1911}  # the year before the first one
_ERA = re.compile(rf"({'|'.join(_ERAS)}) ?(\d{{1,3}}|元) ?年")


def rewrite_eastern(line: str) -> str:
    """Gives a line with its dates and times in digits, and with its myriads apart from the words behind them.

    >>> rewrite_eastern("二〇二四年五月十一日 午後3時"), rewrite_eastern("오후 6시 30분 150만원")
    ('2024-5-11  15:00 ', '18:30  150 만 원')
    """
    line = in_digits(line)
    line = _ERA.sub(lambda m: f"{_ERAS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年", line)
    line = _DAY_KO.sub(r"\1일 ", line)
    line = _DATE_CJK.sub(lambda m: f"{m[1]}-{m[2]}-{m[3]} ", line)
    line = _CLOCK_CJK.sub(_clock, line)
    line = _CLOCK_UNITS.sub(lambda m: f"{m[1]}:{30 if m[3] else int(m[2] or m[4] or 0):02d} ", line)
    return _MYRIADS.sub(r" \1 ", line)


def _clock(found: re.Match[str]) -> str:
    hour = hour_of(int(found[2]), _PARTS[found[1]])
    return f"{hour}:30 " if found[3] else str(hour) if found[4] is None else f"{hour}:00 "
