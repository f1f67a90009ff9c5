"""Dates and shares in Chinese numerals."""

from __future__ import annotations

import re

_DATE = re.compile("[〇零一二三四五六七八九十]{1,4}(?=[年月日号號])")
_SHARE = re.compile("百分之([0-9.]+|[零一二三四五六七八九十]{1,3}|百)")
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0"}


def has_written_figure(line: str) -> bool:
    """Return whether a line without a digit has a date or a share in Chinese numerals."""
    return bool(_DATE.search(line) or _SHARE.search(line))


def in_digits(line: str) -> str:
    """Return a line with its dates and shares in digits.

    >>> in_digits("二〇二四年五月十一日"), in_digits("百分之二十"), in_digits("三人")
    ('2024年5月11日', '20%', '三人')
    """
    line = _DATE.sub(lambda found: _number(found[0]), line)
    return _SHARE.sub(lambda found: f"{_share(found[1])}%", line)


def _share(text: str) -> str:
    return "100" if text == "百" else text if text[0].isdecimal() else _number(text)


def _number(text: str) -> str:
    if "十" not in text:
        return "".join(_DIGITS[char] for char in text)
    tens, _, ones = text.partition("十")
    return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))
