"""Long posts with edited, shortened and re-signed copies, and posts that only look like copies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NamedTuple

from .scores import Row
from .words import Speech

SAMPLE = Path(__file__).parents[2] / "samples" / "export.txt"
LATIN = (
    "ba be bi bo bu da de di do du fa fe fi ga ge go ha he hi ka ke ki ko la le li lo lu ma me mi mo mu na ne ni no nu "
    "pa pe po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo za ze zo tion ment ing er ster"
)
CYRILLIC = (
    "ба бе би бо да де до ду га ге за зе ка ки ко ла ле ли ло ма ме ми мо на не ни но па пе по ра ре ри ро ру са се "
    "си со та те ти то ту ва ве во ция ость ного ский ение ать"
)
HAN = tuple(map(chr, range(0x4E00, 0x4E00 + 3000)))
INVENTED = 15000  # words made of syllables, so that two posts share few
EMOJI = "🗓🔹📍💬🤝🌐📈☝🎙❗⚡📣🚩"
PROMO = ("Subscribe to our channel @", "👉 Join us: https://t.me/", "Follow 🇷🇺 @", "Подписаться на канал @")
SOURCES = ("Russian MFA 🇷🇺", "Channel ", "News ", "Ведомости ", "@")
MONTHS = ("July", "August", "October")


@dataclass(frozen=True, slots=True)
class Script:
    """How posts of one script are made: `line` gives the words of a line, `word` one word for an edit."""

    name: str
    joint: str
    line: Callable[[], list[str]]
    word: Callable[[], str]


class Draft(NamedTuple):
    """A post: its header, its lines as words, its last lines."""

    script: Script
    header: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]
    tail: tuple[str, ...]


def sample_scripts(rng: Random) -> dict[Script, float]:
    """Latin, Cyrillic and Han posts in the measure of the sample's lines, and the share of each."""
    pool = list(dict.fromkeys(line for line in SAMPLE.read_text("utf-8").split("\n") if len(line) > 60))
    fixed = Random(1)
    latin = sorted({word for line in pool for word in re.findall("[A-Za-z]{3,}", line)}) + _invented(
        LATIN.split(), fixed
    )
    cyrillic = _invented(CYRILLIC.split(), fixed)
    fixed.shuffle(latin)
    fixed.shuffle(cyrillic)

    def latin_line() -> list[str]:
        return [word if rng.random() < 0.45 else _skewed(latin, rng) for word in rng.choice(pool).split(" ")]

    def cyrillic_line() -> list[str]:
        return [_skewed(cyrillic, rng) for _ in rng.choice(pool).split(" ")]

    def han_line() -> list[str]:
        count = max(20, len(rng.choice(pool)) // 4)
        return [_skewed(HAN, rng) if rng.random() < 0.9 else "，" for _ in range(count)]

    return {
        Script("lat", " ", latin_line, lambda: _skewed(latin, rng)): 0.78,
        Script("cyr", " ", cyrillic_line, lambda: _skewed(cyrillic, rng)): 0.16,
        Script("cjk", "", han_line, lambda: _skewed(HAN, rng)): 0.06,
    }


def language_scripts(languages: Sequence[str], rng: Random) -> dict[Script, float]:
    """Posts in the words of each language, in equal shares."""
    return {_script(Speech(lang, rng)): 1.0 for lang in languages}


def _script(speech: Speech) -> Script:
    rng = speech.rng

    def line() -> list[str]:
        if speech.joint:
            # An edit that touches a figure would make it other news.
            return [word for word in speech.paragraph().split(" ") if not any(map(str.isdigit, word))]
        return [*speech.words(rng.randint(6, 60)), str(speech.table["stop"])]

    return Script(speech.lang, speech.joint, line, lambda: speech.words(1)[0])


def _invented(syllables: Sequence[str], rng: Random) -> list[str]:
    words: set[str] = set()
    while len(words) < INVENTED:
        words.add("".join(rng.choice(syllables) for _ in range(rng.choice((2, 2, 3, 3, 4)))))
    return sorted(words)


def _skewed(words: Sequence[str], rng: Random) -> str:
    """A word: half of the time a frequent one."""
    if rng.random() < 0.5:
        return words[int(len(words) ** rng.random()) - 1]
    return rng.choice(words)


def reposts(seed: int, size: int, scripts: Callable[[Random], dict[Script, float]]) -> list[Row]:
    """At least `size` bytes of posts in random order; each cluster is a post and its copies."""
    rng = Random(seed)
    weights = scripts(rng)
    rows: list[Row] = []
    made = cluster = 0
    before: Draft | None = None
    while made < size:
        before = _base(rng, weights, before)
        for number in range(rng.choices((1, 2, 3, 4, 6, 10, 25, 60), (50, 22, 10, 6, 5, 4, 2, 1))[0]):
            edit = rng.choices((0, 0.01, 0.02, 0.05, 0.10), (25, 20, 25, 20, 10))[0] if number else 0
            text = _copied(before, edit, rng) if number else _text(before)
            rows.append(Row(text, cluster, before.script.name, edit))
            made += len(text.encode()) + 1
        cluster += 1
    rng.shuffle(rows)
    return rows


def _base(rng: Random, weights: dict[Script, float], before: Draft | None) -> Draft:
    """A new post; one of eight shares half its lines, or its frame, with the post before."""
    chance = rng.random()
    if before and chance < 0.08 and len(before.body) >= 4:
        draft = _fresh(rng, before.script)
        half = len(before.body) // 2
        return draft._replace(body=before.body[:half] + (draft.body * 3)[: max(half, 2)])
    if before and chance < 0.12:
        return before._replace(body=_edited(before, 0.4, rng))
    return _fresh(rng, rng.choices(list(weights), list(weights.values()))[0])


def _fresh(rng: Random, script: Script) -> Draft:
    body = []
    for _ in range(rng.choice((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12))):
        line = script.line()
        if rng.random() < 0.4:
            line[:0] = [rng.choice(EMOJI)] if script.joint else [rng.choice(EMOJI), " "]
        body.append(tuple(line))
    header = [f"Forwarded from {rng.choice(SOURCES)}{rng.randrange(40)}"] if rng.random() < 0.35 else []
    if rng.random() < 0.3:
        header.append(f"📍 {script.word().title()}, {rng.choice(MONTHS)} {rng.randrange(1, 29)}, 2024")
    tail = ["Read in full"] if rng.random() < 0.5 else []
    if rng.random() < 0.4:
        tail.append(f"#{script.word().title()}")
    return Draft(script, tuple(header), tuple(body), tuple(tail))


def _edited(draft: Draft, share: float, rng: Random) -> tuple[tuple[str, ...], ...]:
    """The body with `share` of its words replaced, misspelt, lost or followed by another."""
    return tuple(tuple(new for word in line for new in _edit(word, share, draft.script, rng)) for line in draft.body)


def _edit(word: str, share: float, script: Script, rng: Random) -> tuple[str, ...]:
    chance = rng.random()
    if chance >= share:
        return (word,)
    if chance < share * 0.5:
        return (script.word(),)
    if chance < share * 0.7:
        return (_misspelt(word, rng) if script.joint else script.word(),)
    return () if chance < share * 0.85 else (word, script.word())


def _misspelt(word: str, rng: Random) -> str:
    if len(word) < 2:
        return word + "x"
    at = rng.randrange(len(word) - 1)
    if rng.random() < 0.5:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :]


def _lines(draft: Draft) -> list[str]:
    return [draft.script.joint.join(line) for line in draft.body]


def _text(draft: Draft) -> str:
    return "\n".join((*draft.header, *_lines(draft), *draft.tail))


def _copied(draft: Draft, edit: float, rng: Random) -> str:
    """A copy with `edit` of its words edited, and mostly in another dress."""
    draft = draft._replace(body=_edited(draft, edit, rng))
    return _dressed(draft, rng) if rng.random() < 0.7 else _text(draft)


def _dressed(draft: Draft, rng: Random) -> str:
    """The text with a promo line, without its last line, with other quotes, case, emoji or forward header."""
    header, lines, tail = draft.header, _lines(draft), list(draft.tail)
    if rng.random() < 0.25:
        tail.append(rng.choice(PROMO) + draft.script.word())
    if tail and rng.random() < 0.2:
        del tail[0]
    if rng.random() < 0.2:
        for old, new in (("'", "’"), ('"', "“"), (" - ", " — "), (".", ". ")):
            lines = [line.replace(old, new) for line in lines]
    if rng.random() < 0.1:
        lines = [line.lower() for line in lines]
    if rng.random() < 0.2:
        lines = [line[2:] if line[:1] in EMOJI else line for line in lines]
    if rng.random() < 0.3:
        rest = [line for line in header if not line.startswith("Forwarded")]
        header = (f"Forwarded from {draft.script.word()}{rng.randrange(90)}", *rest)
    return "\n".join((*header, *lines, *tail))
