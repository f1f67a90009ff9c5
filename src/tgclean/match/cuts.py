"""Cut copies: a post that is the beginning of another and breaks off is compared with that beginning alone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tgclean.match.cost import RUN_WORDS
from tgclean.match.letters import fold
from tgclean.match.opinion import Gap
from tgclean.match.tables.talk import HANGING, INTO

if TYPE_CHECKING:
    from tgclean.match.content import Content
    from tgclean.match.words import Words

LONG_WORDS, END_SHARE, EDITED_PLACES = 90.0, 0.2, 2
"""Of a post of so many words so much may be left out at its end, if it was edited in so many places: who adds news to
a post leaves the rest of it alone."""
MIN_WORDS = 8.0
"""So much must be left of a cut copy."""
_TAIL, _LAST_WORDS = 16, 4
"""So many characters of a copy are looked for where the other goes on, and at most so many of its last words."""
_SPREAD = 0.2
"""A copy of so much more or fewer words may end where the other is looked at."""
_SENTENCE_ENDS = (". ", "! ", "? ", ".\n", "!\n", "?\n", ".» ", ".” ", '." ', ".) ", "。", "！", "？", "।", "۔", "։")
_MARK = " .…[](){}/"
_HANGING = frozenset(",;:-–—(«“„‘[，；：、،؛")


def beginnings(a: Content, b: Content) -> tuple[Words, Words] | None:
    """Gives the words of two posts as far as both go, if one of them is the other cut off, else None."""
    if _end_alike(a, b) or not (a.cut or b.cut or _breaks_off(*sorted((a, b), key=lambda post: post.chars))):
        return None
    left, right = a.words, b.words
    short, long = (a, b) if len(left.folded) < len(right.folded) else (b, a)
    if not ((short.cut and not _pauses(short, long)) or _breaks_off(short, long)):
        return None
    point = _point(short.words.folded, long.words.folded)
    if not point or short.words.weight < MIN_WORDS:
        return None
    one, other = short.words_upto(point[0]), long.words_upto(point[1])
    return (one, other) if short is a else (other, one)


def _end_alike(a: Content, b: Content) -> bool:
    """Whether two posts end in the same words: none is the other cut off."""
    return not a.lines or not b.lines or a.lines[-1][-_TAIL:] == b.lines[-1][-_TAIL:]


def _breaks_off(short: Content, long: Content) -> bool:
    """Whether a post ends in the middle of a word or sentence where the other goes on, and nothing marks it.

    Many end without a full stop, so another sentence must have one.
    """
    if long.chars - short.chars < _TAIL or not short.lines:
        return False
    last = short.lines[-1]
    if short.cut or not last or not (last[-1].isalnum() or last[-1] in _HANGING) or not _has_sentence(short):
        return False
    rest = _after(last, long)
    if not rest or last[-1] in _HANGING:
        return bool(rest)
    if rest[0].isalpha():
        return last[-1].isalpha()
    return rest[0] == " " and rest[1:2].isalnum() and fold(last).split()[-1] in _hanging()


def _has_sentence(post: Content) -> bool:
    text = "\n".join(post.lines)
    return any(end in text for end in _SENTENCE_ENDS)


@cache
def _hanging() -> frozenset[str]:
    return frozenset((*HANGING.split(), *INTO.split()))


def _pauses(short: Content, long: Content) -> bool:
    """Whether the other post has an ellipsis, too, where one ends in it."""
    return _after(short.lines[-1].rstrip(_MARK), long).lstrip(" [(").startswith(("…", "..")) if short.lines else False


def _after(line: str, long: Content) -> str:
    """What a post says behind the end of a line of another, a few characters of it."""
    tail, text = line[-_TAIL:], "\n".join(long.lines)
    at = text.find(tail) if len(tail) == _TAIL else -1
    return text[at + _TAIL :][:_TAIL] if at >= 0 else ""


def _point(short: list[str], long: list[str]) -> tuple[int, int] | None:
    """How many words of both are one text: the last of the shorter may be cut, or edited."""
    for left_out in range(min(3, len(short))):
        end = len(short) - left_out
        if left_out == 0 and end < len(long) and short[-1] != long[end - 1] and long[end - 1].startswith(short[-1]):
            continue
        for count in range(_LAST_WORDS, 1, -1):
            last = short[end - count : end]
            places = [at for at in range(count, len(long) + 1) if long[at - count : at] == last]
            near = [at for at in places if abs(at - end) <= max(_LAST_WORDS, _SPREAD * end)]
            if near:
                return end, min(near, key=lambda at: (abs(at - end), at))
    return None


def is_end_lost(a: Words, b: Words, found: list[Gap]) -> bool:
    """Whether a long post lacks nothing but the end of the other, and was edited before: a copy that was cut."""
    *edits, (a_start, a_end, b_start, b_end) = found
    if len(edits) < EDITED_PLACES or (a_end, b_end) != (len(a.folded), len(b.folded)):
        return False
    left, right = a_end - a_start, b_end - b_start
    if min(left, right) or any(abs(g.a_end - g.a_start - g.b_end + g.b_start) >= RUN_WORDS for g in edits):
        return False
    longer = max(a.weight, b.weight)
    return longer >= LONG_WORDS and abs(a.weight - b.weight) <= END_SHARE * longer
