"""Where two posts differ: gaps between their tokens, and the word diff that a reader sees."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import cast

from rapidfuzz.distance import Levenshtein

from tgclean.match.opinion import Gap
from tgclean.match.scripts import UNSPACED, UNSPACED_CLASS

MAX_CELLS = 1 << 27
"""Words of one times words of the other, equal ends apart, that are aligned; so many cells take some 10 ms."""
_BRIDGE = 2
"""So few equal tokens between two gaps do not part them."""
_SHOWN = 12
"""Of a longer passage that only the kept text has the ends are shown, for the text itself is in the record."""
_FIRST_UNSPACED = chr(UNSPACED[0][0])
"""Below it all scripts part words by spaces."""
_WORD = re.compile(rf"[{UNSPACED_CLASS}]|[^\s{UNSPACED_CLASS}]+")
_MARKS = (
    string.punctuation.replace("@", "").replace("#", "")
    + "«»“”„‘’‹›–—―…·•、。，！？；：؟،؛।\ufe0f\u200b\u200d\u200e\u200f"
)
_ENDS = _MARKS.replace("+", "").replace("-", "").replace("%", "").replace("$", "")


def gaps(a: Sequence[Hashable], b: Sequence[Hashable]) -> tuple[Gap, ...]:
    """Return the places where two rows of tokens differ, in order; adjacent ones are joined.

    >>> [tuple(gap) for gap in gaps("abcd", "axcde")]
    [(1, 2, 1, 2), (4, 4, 4, 5)]
    """
    found: list[Gap] = []
    steps = cast("list[tuple[str, int, int, int, int]]", Levenshtein.opcodes(a, b).as_list())
    for kind, a_start, a_end, b_start, b_end in steps:
        if kind == "equal":
            continue
        if found and found[-1].a_end == a_start and found[-1].b_end == b_start:
            before = found.pop()
            found.append(Gap(before.a_start, a_end, before.b_start, b_end))
        else:
            found.append(Gap(a_start, a_end, b_start, b_end))
    return tuple(found)


def bridged(found: Iterable[Gap]) -> list[Gap]:
    """Return gaps, joined where next to nothing stands between them."""
    joined: list[Gap] = []
    for gap in found:
        if joined and gap.a_start - joined[-1].a_end <= _BRIDGE:
            before = joined.pop()
            joined.append(Gap(before.a_start, gap.a_end, before.b_start, gap.b_end))
        else:
            joined.append(gap)
    return joined


def common_ends(a: Sequence[object], b: Sequence[object]) -> tuple[int, int]:
    """Return how much two sequences begin and end with in common; together no more than the shorter.

    >>> common_ends("bridge", "bride"), common_ends("aa", "aaa")
    ((4, 1), (2, 0))
    """
    least = min(len(a), len(b))
    start = _common(lambda n: a[:n] == b[:n], least)
    return start, _common(lambda n: n == 0 or a[len(a) - n :] == b[len(b) - n :], least - start)


def _common(agrees: Callable[[int], bool], most: int) -> int:
    """Return the greatest number that agrees, by halving."""
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        low, most = (middle, most) if agrees(middle) else (low, middle - 1)
    return low


def fits(a: Sequence[object], b: Sequence[object]) -> bool:
    """Return whether two sequences are short enough to be aligned, their equal ends apart."""
    if len(a) * len(b) <= MAX_CELLS:
        return True
    both = sum(common_ends(a, b))
    return (len(a) - both) * (len(b) - both) <= MAX_CELLS


def edits(kept: str, copy: str) -> str:
    """Return what a copy says otherwise than the kept text, as a word diff of the changed places; "" if nothing.

    Case and punctuation are no difference, emoji are.  No word of the copy is left out.

    >>> edits("The bridge is open.", "The bridge is CLOSED, they say")
    '[-open.-]{+CLOSED, they say+}'
    >>> edits("雨が降る", "雪が降る"), edits("«Rain» in Perm", "rain in Perm!")
    ('[-雨-]{+雪+}', '')
    """
    one, two = kept.split(), copy.split()
    # What stands between white space is compared first, and words only where that differs: it takes a tenth.
    places = (place for a, b, c, d in _changed(one, two) for place in _places(" ".join(one[a:b]), " ".join(two[c:d])))
    return " ".join(places)


def _places(kept: str, copy: str) -> Iterator[str]:
    """Yield the changed places of two passages."""
    if kept.isalpha() and copy.isalpha() and max(kept) < _FIRST_UNSPACED > max(copy):  # most are a word for a word
        if kept.casefold() != copy.casefold():
            yield f"[-{kept}-]{{+{copy}+}}"
        return
    old, new = _compared(kept), _compared(copy)
    for a, b, c, d in _changed([word for word, _ in old], [word for word, _ in new]):
        yield _shown(kept, old[a:b], "[-", "-]") + _shown(copy, new[c:d], "{+", "+}")


def _changed(one: Sequence[str], two: Sequence[str]) -> Sequence[Gap]:
    """Return where two lists of words differ; beyond the budget all between their equal ends."""
    if one == two:
        return ()
    if not one or not two or len(one) == len(two) == 1:  # most places of edited copies
        return [Gap(0, len(one), 0, len(two))]
    start, end = common_ends(one, two)
    middle = one[start : len(one) - end], two[start : len(two) - end]
    if len(middle[0]) * len(middle[1]) > MAX_CELLS:
        return [Gap(start, len(one) - end, start, len(two) - end)]
    return [Gap(*(start + at for at in gap)) for gap in gaps(*_numbered(*middle))]


def _compared(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Return the words of a text as they are compared, with their places in it; marks alone are none."""
    found = []
    for match in _WORD.finditer(text):
        word = match[0].strip(_ENDS).casefold()
        if word.strip(_MARKS):
            found.append((word, match.span()))
    return found


def _numbered(one: Sequence[str], two: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return numbers for words: to hash strings would make collisions, however rare, a matter of the hash seed."""
    numbers = {word: number for number, word in enumerate({**dict.fromkeys(one), **dict.fromkeys(two)})}
    return [*map(numbers.__getitem__, one)], [*map(numbers.__getitem__, two)]


def _shown(text: str, words: Sequence[tuple[str, tuple[int, int]]], opening: str, closing: str) -> str:
    if not words:
        return ""
    if opening == "[-" and len(words) > _SHOWN:
        head, tail = words[: _SHOWN // 2], words[-_SHOWN // 2 :]
        shown = f"{text[head[0][1][0] : head[-1][1][1]]} … {text[tail[0][1][0] : tail[-1][1][1]]}"
    else:
        shown = text[words[0][1][0] : words[-1][1][1]]
    return f"{opening}{' '.join(shown.split())}{closing}"
