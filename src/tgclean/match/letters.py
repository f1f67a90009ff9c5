"""Facts about characters that sketch and judge share, and folding for comparison."""

from __future__ import annotations

import re
import unicodedata

from tgclean.match.tables.han import SIMPLIFIED
from tgclean.patterns import pattern

# Where words are not set apart one character is one token: Thai, Lao, Burmese, Khmer, kana, Han.
SINGLES = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
# Marks that writers add or leave out at will, the dot below Indic letters too; their vowel signs are letters and stay.
MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5),
    (0x05C7, 0x05C7),
    (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06ED), (0x08D3, 0x08FF),
    (0x093C, 0x093C), (0x09BC, 0x09BC), (0x0A3C, 0x0A3C), (0x0ABC, 0x0ABC), (0x0B3C, 0x0B3C),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF),
    (0xFE00, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip
# Apostrophes come and go inside words (п'ять, п’ять, пʼять), the Arabic stretcher anywhere.
_INVISIBLE = (
    (0x27, 0x27), (0x60, 0x60), (0xB4, 0xB4), (0x02B9, 0x02BC), (0x2018, 0x2019), (0x2032, 0x2032), (0x0640, 0x0640),
    (0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF),
)  # fmt: skip
UNSEEN = MARKS + _INVISIBLE
# Parts of Hangul syllables and sound marks of kana: they are put together with what stands before them.
COMPOSING = ((0x1100, 0x11FF), (0x3099, 0x309A), (0x3131, 0x318E), (0xFF9E, 0xFF9F), (0xFFA0, 0xFFDC))
_SAME_LETTERS = {
    0x0649: 0x06CC,
    0x064A: 0x06CC,
    0x0643: 0x06A9,
    0x0629: 0x0647,
    0x066B: 0x2E,
    0x066C: 0x2C,
    0x2212: 0x2D,
    0x0901: 0x0902,
} | {ord(char): ord(plain) for char, plain in zip("đĐłŁøØı", "dDlLoOi", strict=True)}  # no mark, no decomposition
# Another digit of the same value, another code of the same Arabic letter or separator, a letter that is typed plain.
# Digits stand ten in a row, so every tenth code meets each row; to ask all takes as long as numpy's first steps.
_ZEROS = [code - unicodedata.decimal(chr(code)) for code in range(0x80, 0x11000, 10) if chr(code).isdecimal()]
TRANSLATED = {zero + value: ord("0") + value for zero in _ZEROS for value in range(10)} | _SAME_LETTERS


def span_class(ranges: tuple[tuple[int, int], ...]) -> str:
    """Gives the inside of a character class of a regular expression.

    >>> span_class(((0x61, 0x63), (0x78, 0x78)))
    'a-cx-x'
    """
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


_UNSEEN = re.compile(f"[{span_class(UNSEEN)}]+")
_PLAIN = TRANSLATED | SIMPLIFIED
_ODD = re.compile(f"[{span_class(UNSEEN)}{''.join(map(chr, sorted(_PLAIN)))}\u1100-\u11ff\u3099\u309a]")
_COMPOSED = re.compile("[\u1100-\u11ff\u3099\u309a]")
# What is put together again, with the signs between: the vowel signs of Indic scripts beside it stay in their parts.
_COMPOSED_RUN = re.compile("[\u1100-\u11ff\u3041-\u30ff\x20-\x40]+")
# Normalisation sorts each run of marks; no script stacks more than a few, floods do.
_MARK_FLOOD = pattern(r"(\p{M}{30})\p{M}++")


def unmark(text: str) -> str:
    """Gives `text` in compatibility form without marks, apostrophes and invisible characters; linear on any input."""
    if text.isascii():
        return text.replace("'", "").replace("`", "") if "'" in text or "`" in text else text
    if not unicodedata.is_normalized("NFKD", text):
        text = unicodedata.normalize("NFKD", _MARK_FLOOD.sub(r"\1", text))
    if not _ODD.search(text):
        return text
    text = _UNSEEN.sub("", text)
    if _COMPOSED.search(text):
        text = _COMPOSED_RUN.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)
    return text.translate(_PLAIN) if _ODD.search(text) else text


def fold(text: str) -> str:
    """Gives `text` as it is compared: without case, marks, invisible characters and compatibility forms.

    >>> fold("Ёлка") == fold("елка"), fold("ＡＢＣ\\u200b") == "abc", fold("п’ять ١٢"), fold("圖書") == fold("图书")
    (True, True, 'пять 12', True)
    """
    return unmark(text).casefold()


def is_single(word: str) -> bool:
    """Whether a folded word is one character of a script without word spaces."""
    return len(word) == 1 and word > "\u0dff"
