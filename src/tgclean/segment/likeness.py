"""How far two lines are one: equal, changed in a few letters, cut, or glued together of two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

MAX_FUZZY_CHARS = 4096
PROBE = 4  # characters
LESS, MORE = 3, 4  # characters that a glued line may have less or more than its parts
_FUZZY = 62.0  # a ratio from which two lines are one,
_FUZZY_LONG = 76.0  # and two long ones: sentences of one sort are alike by two thirds
_LONG_CHARS = 40
_CUT = 85.0  # the same where the other is cut as well
_MIN_CUT_CHARS = 16
_LETTERS = 0.3  # how far a letter or three are the line that begins with them
_FORM_CHARS = 8  # of a custom beginning
_KNOWN_CHARS = 256  # of the longer of two lines that are remembered


def likeness(one: str, two: str) -> float:
    """Gives how far two lines are one, 0–1: 1.0 if equal, less if fuzzy or cut, 0.0 if they are two.

    >>> likeness("one two three", "one two three"), likeness("one two three", "four")
    (1.0, 0.0)
    """
    if one == two:
        return 1.0
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    return (_known if len(long) <= _KNOWN_CHARS else _likeness)(short, long)


def _likeness(short: str, long: str) -> float:
    size = len(short)
    if size < PROBE:
        return _stub(short, long) if short else 0.0
    if size > MAX_FUZZY_CHARS:
        return 0.0
    begins = short[:PROBE] == long[:PROBE]
    if begins and (long.startswith(short) or (short[-1] == "…" and long.startswith(short[:-1].rstrip()))):
        return 0.7 if size >= 8 or 2 * size > len(long) else 0.4
    ends = short[-PROBE:] == long[-PROBE:]
    if not begins and not ends and middle_of(short) not in long:
        return 0.0
    if 2 * size > len(long):
        found = _ratio()(short, long, score_cutoff=_FUZZY if size < _LONG_CHARS else _FUZZY_LONG)
        if found and (size > 12 or found > 75):
            return (found - 50) / 53
        if begins and size >= _MIN_CUT_CHARS and _ratio()(short, long[:size], score_cutoff=_CUT) > 0:
            return 0.6
    return 0.5 if ends and size >= 8 and long.endswith(short) else 0.0


_known = lru_cache(1 << 13)(_likeness)  # alignments that begin a line later ask for the same lines again


@cache
def _ratio() -> Callable[..., float]:
    """Gives the ratio of two texts, loaded when the first lines differ: most short inputs have none that do."""
    from rapidfuzz.fuzz import ratio

    return ratio


def _stub(short: str, long: str) -> float:
    """Gives how far a line of a few characters is what was left of another: a mark more than letters; no figure."""
    if not long.startswith(short) or (short[-1].isdigit() and long[len(short)].isdigit()):
        return 0.0
    return _LETTERS if short[0].isalnum() else 0.5


def gain_of_like(one: str, two: str, equal: float, form: float) -> float | None:
    """Gives what a pair of lines gains that are not equal: what they share beyond a custom beginning counts, too."""
    like = likeness(one, two)
    if not like:
        return None
    if one.startswith(two) or two.startswith(one):
        form = min(equal, form + max(0, min(len(one), len(two)) - _FORM_CHARS) / 4)
    return like * form - 0.5


def glued(parts: Sequence[str], whole: str) -> bool:
    """Says whether a line is the parts one after the other, with or without white space between.

    >>> glued(["at weekends", "on"], "at weekendson"), glued(["at weekends", "on"], "at weekends")
    (True, False)
    """
    joint = "".join(parts)
    spare = len(whole) - len(joint)
    if not -LESS <= spare <= MORE or any(len(p) < 2 for p in parts):
        return False
    if whole in parts:  # the other is so short that it is hardly missed
        return False
    if whole[:PROBE] != joint[:PROBE] and whole[-PROBE:] != joint[-PROBE:]:
        return False
    if whole.replace(" ", "") == joint.replace(" ", ""):
        return True
    return len(joint) <= MAX_FUZZY_CHARS and _ratio()(" ".join(parts), whole, score_cutoff=88) > 0


def middle_of(line: str) -> str:
    """Gives the six characters in the middle of a line, fewer of a shorter one."""
    return line[len(line) // 2 - 3 : len(line) // 2 + 3]
