"""Inputs that make a careless segmenter slow: each a generator of about so many bytes, the same for the same size."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import count, cycle, islice

_WORDS = (
    "ark",
    "bay",
    "cup",
    "den",
    "elm",
    "fog",
    "gem",
    "hut",
    "ivy",
    "jet",
    "keg",
    "log",
    "map",
    "net",
    "oak",
    "pin",
    "rye",
)


def _joined(lines: Iterator[str], size: int) -> bytes:
    """Gives whole lines up to a size."""
    parts, written = [], 0
    for line in lines:
        parts.append(line.encode())
        written += len(parts[-1]) + 1
        if written >= size:
            break
    return b"\n".join(parts) + b"\n"


def _sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(_WORDS, k=words)).capitalize() + "."


def two_letters(size: int) -> bytes:
    """Lines of one letter, which is one of two."""
    rng = random.Random(1)
    return _joined((rng.choice("ab") for _ in count()), size)


def two_lines(size: int) -> bytes:
    """Two sentences in every order: repeats everywhere, of every length."""
    rng = random.Random(2)
    pair = [_sentence(rng, 9), _sentence(rng, 9)]
    return _joined((rng.choice(pair) for _ in count()), size)


def near_equal(size: int) -> bytes:
    """Lines that differ in a figure: each is nearly every other."""
    rng = random.Random(3)
    return _joined(
        (f"The rate of the day is {rng.randrange(10_000):04} for one, as the bank says" for _ in count()), size
    )


def fibonacci(size: int) -> bytes:
    """The Fibonacci word over two sentences: squares that overlap at every place."""
    word, longer = "a", "ab"
    while len(longer) * 30 < size:
        word, longer = longer, longer + word
    lines = {"a": "The first of two sentences.", "b": "And this is the other one."}
    return _joined((lines[letter] for letter in cycle(longer)), size)


def nested_squares(size: int) -> bytes:
    """A body twice, a line, all of it twice, a line, and so on."""
    rng = random.Random(4)
    body = [_sentence(rng, 6)]
    while sum(map(len, body)) < size:
        body = [*body, *body, _sentence(rng, 6)]
    return _joined(iter(body), size)


def headers(size: int) -> bytes:
    """Forward headers, most of them with nothing behind."""
    rng = random.Random(5)
    return _joined(
        (f"Forwarded from {_sentence(rng, 3)}" if rng.random() < 0.9 else _sentence(rng, 5) for _ in count()), size
    )


def fuzzy_period(size: int) -> bytes:
    """Short lines with a period of 97, a letter of every third of them changed each time."""
    rng = random.Random(6)
    period = [_sentence(rng, 4) for _ in range(97)]

    def typed(line: str) -> str:
        at = rng.randrange(len(line))
        return line if rng.random() < 0.67 else line[:at] + rng.choice("xyz") + line[at + 1 :]

    return _joined((typed(line) for line in cycle(period)), size)


def one_line(size: int) -> bytes:
    """A line without an end."""
    return b"Lorem ipsum " * (size // 12)


def empty_lines(size: int) -> bytes:
    """Nothing but line ends."""
    return b"\n" * size


def no_repeat(size: int) -> bytes:
    """Sentences, none of which comes again."""
    rng = random.Random(7)
    return _joined((f"{_sentence(rng, 8)} {number:x}" for number in islice(count(), size)), size)


def short_posts(size: int) -> bytes:
    """Posts of short lines of code, whose copies lack some of them."""
    rng = random.Random(8)

    def lines() -> Iterator[str]:
        while True:
            body = [_sentence(rng, rng.randint(1, 4)) for _ in range(rng.randint(3, 30))]
            yield _sentence(rng, 5)
            for _ in range(2):
                yield from (line for line in body if rng.random() < 0.85)

    return _joined(lines(), size)


def reactions(size: int) -> bytes:
    """Lines that would close a post, and nothing that they could close."""
    rng = random.Random(12)
    return _joined((f"👍{rng.randint(1, 40)}🔥{rng.randint(1, 9)}" for _ in count()), size)


def unseen(size: int) -> bytes:
    """One sentence, with or without what the eye does not see: a repeat everywhere, and to the byte a few at a time."""
    rng = random.Random(13)
    line = _sentence(rng, 9)
    return _joined((line + rng.choice(("", "\u200b", " ")) for _ in count()), size)


def long_period(size: int) -> bytes:
    """A page of 400 lines again and again, each fourth line of it a second time in the page."""
    page = [f"line {n:05d} x" for n in range(400)]
    page[200::2] = page[:200:2]
    return _joined(cycle(page), size)


def tiny_lines(size: int) -> bytes:
    """Lines of a few figures, none twice: each is a post."""
    return _joined((f"{number:x}" for number in count()), size)


def marks(size: int) -> bytes:
    """A letter under a thousand combining marks, in each line: to normalise such runs may take quadratic time."""
    return _joined(("e" + "\u0301" * 1000 + f" {number}" for number in count()), size)


def one_mark_run(size: int) -> bytes:
    """A single letter under all the marks there is room for."""
    return b"e" + "\u0301".encode() * (size // 2)


def ligatures(size: int) -> bytes:
    """A ligature that stands for eighteen characters."""
    return _joined(("\ufdfa " * 20 + f"{number}" for number in count()), size)


def equal_posts(size: int) -> bytes:
    """One sentence in every line."""
    return _joined(cycle(["The old bridge over the river is closed for repairs until the end of October."]), size)


def hashtags(size: int) -> bytes:
    """Lines of nothing but tags."""
    return _joined(cycle(["#one #two #three"]), size)


HOSTILE: dict[str, Callable[[int], bytes]] = {
    make.__name__: make
    for make in (
        two_letters, two_lines, near_equal, fibonacci, nested_squares, headers, fuzzy_period, one_line, empty_lines,
        no_repeat, short_posts, reactions, unseen,
        long_period, tiny_lines, marks, one_mark_run, ligatures, equal_posts, hashtags,
    )
}  # fmt: skip
