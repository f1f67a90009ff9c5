"""What a copy says otherwise than the text that is written, word by word, as it stands."""

from __future__ import annotations

from typing import cast

import regex

MAX_WORDS = 20_000
"""Words of two texts that are aligned: the time grows with their product, .2 s for so many each."""

_Change = tuple[str, int, int, int, int]  # what is done, and the words of both texts, half-open
_UNSPACED = r"\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}"
_WORD = regex.compile(rf"[{_UNSPACED}]\p{{M}}*|[^\s{_UNSPACED}]+")


def word_diff(text: str, copy: str) -> str:
    """Return the places where a copy differs from the text that is written: `[-written-]{+copy+}`, "" for none.

    Words are what white space parts, as they stand: case, marks and emoji count; in scripts that write no spaces, each
    letter is one.  White space alone is no difference.  Of texts that are too long to align, all from the first
    differing word to the last is one place.

    >>> word_diff("The bridge is open on Monday", "The bridge is closed on Monday, he says")
    '[-open-]{+closed+} [-Monday-]{+Monday, he says+}'
    >>> word_diff("Rain in Perm", "Rain  in\\nPerm"), word_diff("明日雨が降る", "明日雪が降る")
    ('', '[-雨-]{+雪+}')
    """
    ours, theirs = _words(text), _words(copy)
    places = []
    for kind, a, a_end, b, b_end in _changes([word[0] for word in ours], [word[0] for word in theirs]):
        if kind != "equal":
            gone, come = _shown(text, ours[a:a_end]), _shown(copy, theirs[b:b_end])
            places.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return " ".join(places)


def _words(text: str) -> list[regex.Match[str]]:
    return list(_WORD.finditer(text))


def _shown(text: str, words: list[regex.Match[str]]) -> str:
    return " ".join(text[words[0].start() : words[-1].end()].split()) if words else ""


def _changes(ours: list[str], theirs: list[str]) -> list[_Change]:
    """Return what makes one list of words the other, in order, changes that adjoin each other in one."""
    if max(len(ours), len(theirs)) > MAX_WORDS:
        return _ends_apart(ours, theirs)
    from rapidfuzz.distance import Levenshtein  # only what merges near copies needs it

    joined: list[_Change] = []
    changes = cast("list[_Change]", Levenshtein.opcodes(ours, theirs).as_list())  # its stubs say another type
    for kind, a, a_end, b, b_end in changes:
        if kind != "equal" and joined and joined[-1][0] != "equal":
            _, a, _, b, _ = joined.pop()  # noqa: PLW2901 - the change begins where the one before it did
        joined.append((kind, a, a_end, b, b_end))
    return joined


def _ends_apart(ours: list[str], theirs: list[str]) -> list[_Change]:
    shorter = min(len(ours), len(theirs))
    first = next((i for i in range(shorter) if ours[i] != theirs[i]), shorter)
    last = next((i for i in range(shorter - first) if ours[-1 - i] != theirs[-1 - i]), shorter - first)
    if len(ours) == len(theirs) == first:
        return []
    return [("replace", first, len(ours) - last, first, len(theirs) - last)]
