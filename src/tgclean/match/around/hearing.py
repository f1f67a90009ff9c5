"""What the words of a line are, as far as calls around a channel are made of them: verbs, what else, and names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from tgclean.match.letters import SINGLES, fold, span_class
from tgclean.match.reading import cased_words
from tgclean.match.tables import calls, talk

_SHORT = 3
"""Words of so many letters join others in most scripts, and say nothing of their own."""
_THAI, _HAN = 0.2, 0.5
"""A character in words, where words are not set apart: those of Thai, Lao, Burmese and Khmer, and others."""
_MAX_WORDS = 40
"""Of so many words, or characters that are words, no line is a call."""
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_PREFIXED = re.compile("[\u0590-\u06ff]")
"""Hebrew and Arabic put particles and the article before a word."""
_ELIDED = re.compile(r"\b(?:[cdjlmns]|qu|un|(?:a|de|ne|su)ll)['’]", re.IGNORECASE)
"""Articles that lean on the next word in French and Italian."""
_FIRST_WORD = re.compile(r"[\W_]*([^\W\d_]+)")
_BEYOND = "\u0dff"
"""The scripts without word spaces stand behind it; most words are not compared with more."""
_RUN = re.compile(f"[{span_class(SINGLES)}]")


class _Stems(NamedTuple):
    """Beginnings of words by their first two letters, whole words, those of scripts without word spaces, and pairs."""

    words: dict[str, tuple[str, ...]]
    whole: frozenset[str]
    runs: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]

    def has(self, word: str) -> bool:
        """Whether a folded word begins as one of the table does, maybe behind a prefix."""
        if self._begins(word):
            return True
        return bool(_PREFIXED.match(word)) and any(self._begins(word[at:]) for at in range(1, min(4, len(word) - 2)))

    def _begins(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.words.get(word[:2], ()))


class _Tables(NamedTuple):
    calls: _Stems
    subscribing: _Stems
    firsts: _Stems
    read_on: _Stems
    talk: _Stems


def _stems(table: str) -> _Stems:
    words: dict[str, list[str]] = {}
    pairs: set[tuple[str, str]] = set()
    runs, whole = [], []
    for stem in table.split():
        if "_" in stem:
            one, _, other = stem.partition("_")
            pairs.add((one, other))
        elif stem > _BEYOND and _RUN.match(stem):
            runs.append(stem)
        else:
            whole.append(stem)
            if len(stem) > _SHORT or (len(stem) > 1 and stem >= "\u0590"):
                words.setdefault(stem[:2], []).append(stem)
    begun = {onset: tuple(stems) for onset, stems in words.items()}
    return _Stems(begun, frozenset(whole), tuple(sorted(runs, key=len, reverse=True)), frozenset(pairs))


@cache
def _tables() -> _Tables:
    asking = f"{calls.CALLS} {calls.SUBSCRIBING}"
    return _Tables(*map(_stems, (asking, calls.SUBSCRIBING, calls.FIRSTS, calls.READ_ON, talk.TALK)))


class Heard:
    """How many words of a line are known, and short, and others in `small` letters and in `capital` ones; `figures`.

    It `calls` to a channel, maybe to subscribe to it, is `led` by the word that does, `asks` for something else or
    `reads` on; `named` says that its first word is another in capitals.  `length` is that of all words.
    """

    __slots__ = (
        "asks", "calls", "capital", "figures", "known", "led", "length", "named", "reads", "short", "small",
        "subscribes",
    )  # fmt: skip

    def __init__(self, others: float = 0.0) -> None:
        self.known = self.short = self.capital = self.figures = 0
        self.small = self.length = others
        self.calls = self.subscribes = self.led = self.asks = self.reads = self.named = False

    @property
    def others(self) -> float:
        """How many words are of no call."""
        return self.small + self.capital


@lru_cache(maxsize=1024)
def hear(line: str) -> Heard:
    """Gives what the words of a line are that holds no address.

    >>> heard = hear("Join our chat at Perm tomorrow")
    >>> heard.calls, heard.led, heard.known, heard.short, heard.small, heard.capital
    (True, True, 3, 1, 1.0, 1)
    """
    if "'" in line or "’" in line:
        line = _ELIDED.sub(" ", line)
    cased = cased_words(line if line.isascii() else line.translate(_FINALS))
    words = [word.casefold() for word in cased]
    if len(words) > _MAX_WORDS:
        return Heard(len(words))
    heard, tables, capitals_say = Heard(), _tables(), not line.isupper()
    paired = _hear_pairs(words, heard, tables)
    for at, (word, shown) in enumerate(zip(words, cased, strict=True)):
        if word > _BEYOND and _RUN.match(word):
            continue
        heard.length += 1
        if word[-1].isdecimal():
            heard.figures += 1
        elif _is_known(word, heard, tables, min(at, len(words) - 1 - at), at == 0) or word in paired:
            heard.known += 1
        elif len(word) <= _short(word):
            heard.short += 1
        elif capitals_say and shown[:1].isupper():
            heard.capital += 1
            heard.named = heard.named or at == 0
        else:
            heard.small += 1
    if run := "".join(word for word in words if word > _BEYOND and _RUN.match(word)):
        _hear_run(run, heard, tables)
    return heard


def _hear_pairs(words: list[str], heard: Heard, tables: _Tables) -> set[str]:
    """The words of pairs that are of such calls; what these say is put down."""
    known: set[str] = set()
    for at, pair in enumerate(pairwise(words)):
        found = [pair in stems.pairs for stems in tables]
        if any(found):
            known.update(pair)
            calls, subscribes, asks, reads, _ = found
            heard.calls, heard.subscribes = heard.calls or calls, heard.subscribes or subscribes
            heard.led = heard.led or (calls and at == 0)
            heard.asks = heard.asks or (asks and at == 0)
            heard.reads = heard.reads or (reads and at == 0)
    return known


def _is_known(word: str, heard: Heard, tables: _Tables, from_end: int, first: bool) -> bool:
    """Whether a word is of such calls; what a verb says is put down."""
    if first and tables.read_on.has(word):
        heard.reads = True
    if tables.calls.has(word):
        heard.calls = True
        heard.led = heard.led or first
        heard.subscribes = heard.subscribes or tables.subscribing.has(word)
        return True
    if tables.firsts.has(word):
        heard.asks = heard.asks or from_end <= 1
        return True
    return tables.talk.has(word) or tables.read_on.has(word)


def _hear_run(run: str, heard: Heard, tables: _Tables) -> None:
    """Puts down what characters say that are not set apart as words."""
    heard.calls = heard.calls or any(stem in run for stem in tables.calls.runs)
    heard.subscribes = heard.subscribes or any(stem in run for stem in tables.subscribing.runs)
    heard.asks = heard.asks or any(stem in run for stem in tables.firsts.runs)
    heard.reads = heard.reads or any(stem in run for stem in tables.read_on.runs)
    rest = run
    for stem in _all_runs():
        rest = rest.replace(stem, "")
    heard.known += len(rest) < len(run)
    heard.small += _weight(rest)
    heard.length += _weight(run)


@cache
def _all_runs() -> list[str]:
    return sorted({stem for stems in _tables() for stem in stems.runs}, key=lambda stem: (-len(stem), stem))


def _weight(run: str) -> float:
    return sum(_THAI if "\u0e00" <= char < "\u3040" else _HAN for char in run)


def _short(word: str) -> int:
    """Up to how many letters a word is short, by its script."""
    if word < "\u0590" or "\u10a0" <= word < "\u1100":
        return _SHORT
    return 2 if word < "\u0e00" else 1


def letters(text: str) -> list[str]:
    """Gives the words of a text folded, as they stand in the tables."""
    return [word.casefold() for word in cased_words(text.translate(_FINALS))]


def first_word(line: str) -> str:
    """Gives the first word of a line folded, "" if it begins with a figure."""
    found = _FIRST_WORD.match(line)
    return fold(found[1]).translate(_FINALS) if found else ""


def calls_first(line: str) -> bool:
    """Says whether the first word of a line is a verb that calls to a channel; spares most lines to be heard."""
    word = first_word(line)
    return bool(word) and (_tables().calls.has(word) or bool(_RUN.match(word)))


def reads_first(line: str) -> bool:
    """Says whether the first word of a line is of a pointer to the full text; spares most lines to be heard."""
    word = first_word(line)
    return bool(word) and (_tables().read_on.has(word) or bool(_RUN.match(word)))


def says_contact(line: str) -> bool:
    """Says whether a line says no more than whom to write to: contact, admin, support bot."""
    words, stems = letters(line), _contacting()
    rest = "".join(word for word in words if word > _BEYOND and _RUN.match(word))
    for stem in stems.runs:
        rest = rest.replace(stem, "")
    return not rest and all(stems.has(word) or len(word) <= _short(word) for word in words if not _RUN.match(word))


@cache
def _contacting() -> _Stems:
    return _stems(talk.CONTACTING)


def tells(line: str) -> bool:
    """Says whether a line says of a channel or an account that it is new, false, stolen, or the only one."""
    return not _telling().isdisjoint(letters(line))


@cache
def _telling() -> frozenset[str]:
    return frozenset(talk.TELLING.split())
