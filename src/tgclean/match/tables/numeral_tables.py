"""Tables of the words that numbers are said with, made of `numerals` when a difference is first asked for one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tgclean.match.tables import numerals
from tgclean.match.tables.lexicon import NUMERALS, SAID

_SURE_LETTERS = 5
HALF_MORE = frozenset(numerals.HALF_MORE.split())
"""What adds a half to the number behind it."""


class Numerals(NamedTuple):
    """Words of numbers: values that add up, what multiplies; `sure` mean nothing else."""

    values: dict[str, str]
    scales: dict[str, int]
    halves: frozenset[str]
    sure: frozenset[str]


@cache
def spelled_numerals() -> Numerals:
    """Gives the words of numbers, folded; made when a difference is first asked for one."""
    scales = {word: int(scale) for scale, *words in map(str.split, _lines(numerals.SCALES)) for word in words}
    values, sure = dict(NUMERALS), {*sure_words()}
    values.update(_cells(numerals.UNSURE, 0, 1))
    for rows, first, step in ((numerals.SURE, 0, 1), (numerals.TENS, 20, 10), (numerals.HUNDREDS, 100, 100)):
        cells = [*_cells(rows, first, step)]
        values.update(cells)
        sure.update(word for word, _ in cells if len(word) >= _SURE_LETTERS)
    between = [str(number) for number in range(21, 100) if number % 10]
    for line in _lines(numerals.INDIC):
        words = line.split("|")
        values.update(zip(words, between, strict=True))
        sure.update(words)
    for value, *words in map(str.split, _lines(numerals.OTHERS)):
        values.update(dict.fromkeys(words, value))
    glued = dict(_glued())
    values.update(glued)
    sure.update(glued)
    for word, value in _ordinals():
        values.setdefault(word, value)
    for word in scales:
        values.pop(word, None)
    halves = frozenset(numerals.HALVES.split())
    sure -= {"cento", *scales, *halves, *numerals.ARTICLES.split()}
    return Numerals(values, scales, halves, frozenset(sure))


@cache
def number_words() -> frozenset[str]:
    """Gives the words that a number may be said with, but for those that are glued of several."""
    table = spelled_numerals()
    return table.halves.union(table.values, table.scales, HALF_MORE)


@cache
def sure_words() -> frozenset[str]:
    """Gives common words that say a number and nothing else."""
    return frozenset(word for word in SAID if word in NUMERALS).union(word for word, _ in _cells(numerals.SURE, 0, 1))


def _lines(table: str) -> list[str]:
    return table.strip().splitlines()


def _cells(rows: str, first: int, step: int) -> Iterator[tuple[str, str]]:
    for line in rows.strip("\n").split("\n"):
        for number, words in enumerate(line.split("|")):
            for word in words.split():
                yield word, str(first + number * step)


def _ordinals() -> Iterator[tuple[str, str]]:
    for rows, first in ((numerals.ORDINALS, 11), (numerals.SMALL_ORDINALS, 1)):
        for line in rows.strip().splitlines():
            endings, *stems = line.split("|")
            for number, stem in enumerate(stems, first):
                for ending in endings.split():
                    yield stem + ending, str(number)


def _glued() -> Iterator[tuple[str, str]]:
    """The numbers from 21 to 99 in languages that write them as one word."""
    for between, ones, tens in numerals.ONES_FIRST:
        for ten, stem in enumerate(tens.split(), 2):
            for one, word in enumerate(ones.split(), 1):
                yield word + between + stem, str(10 * ten + one)
    for ones, tens in numerals.TENS_FIRST:
        for ten, stem in enumerate(tens.split(), 2):
            for one, word in enumerate(ones.split(), 1):
                yield stem + word, str(10 * ten + one)
                if word[0] in "uo":  # ventuno, quarantotto
                    yield stem[:-1] + word, str(10 * ten + one)
