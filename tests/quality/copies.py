"""What the extractor does to the second copy of a body: lines are lost, added or joined; and, for other corpora,
what the eye does not see and what people edit.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

NOISE = {"drop": 0.5, "add": 0.4, "join": 0.2}
SELECTOR = "\ufe0f"  # variation selector 16: shows the character before it as an emoji
WITH_SELECTOR = ("❗", "☝", "✈", "▪", "⚡", "❓", "🔹")


def typo(text: str, rng: Random, count: int = 1) -> str:
    """`text` with characters lost, swapped or added."""
    for _ in range(count):
        if len(text) < 4:
            return text + "."
        at = rng.randint(1, len(text) - 2)
        chance = rng.random()
        if chance < 0.35:
            text = text[:at] + text[at + 1 :]
        elif chance < 0.7:
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        else:
            text = text[:at] + rng.choice(text) + text[at:]
    return text


def spaces(text: str, rng: Random) -> str:
    """`text` with other white space, at an end or inside."""
    chance = rng.random()
    if chance < 0.3:
        return text + " "
    if chance < 0.5:
        return " " + text
    if chance < 0.7:
        return text.replace(" ", "\u00a0", 1)
    if chance < 0.85:
        return text + "\u200b"
    return text.replace(" ", "  ", 2)


def selectors(text: str) -> str:
    """`text` without its variation selectors, or with one if it has none."""
    if SELECTOR in text:
        return text.replace(SELECTOR, "")
    for sign in WITH_SELECTOR:
        if sign in text:
            return text.replace(sign, sign + SELECTOR, 1)
    return text


def noisy(
    body: tuple[str, ...], noise: Mapping[str, float], extra: str, rng: Random
) -> tuple[tuple[str, ...], set[str]]:
    """Another copy of `body`, and what was done to it; `noise` gives the chance of each kind.

    `extra` is the line that may be added.
    """
    lines, done = list(body), set()
    for kind, chance in noise.items():
        if rng.random() < chance and _change(lines, kind, extra, rng):
            done.add(kind)
    lines = [line for line in lines if line.strip()]
    return (tuple(lines), done) if lines else (body, set())


def _change(lines: list[str], kind: str, extra: str, rng: Random) -> bool:
    """Do one kind of noise to `lines`, in place; says whether it could."""
    count = len(lines)
    if kind in {"spaces", "selectors", "typo"}:
        for at in rng.sample(range(count), min(count, 1 + int(rng.random() * count * 0.25))):
            lines[at] = _inside(lines[at], kind, rng)
        return True
    if kind == "drop" and count > 2:
        del lines[rng.randrange(count)]
    elif kind == "add":
        lines.insert(rng.randint(1, count), extra)
    elif kind == "cut" and count > 2 and rng.random() < 0.6:
        del lines[rng.randint(max(1, count // 2), count - 1) :]
    elif kind == "cut":
        lines[-1] = lines[-1][: max(4, int(len(lines[-1]) * rng.uniform(0.5, 0.95)))]
    elif kind == "join" and count > 1:
        at = rng.randrange(count - 1)
        lines[at : at + 2] = [f"{lines[at]} {lines[at + 1]}"]
    else:
        return False
    return True


def _inside(line: str, kind: str, rng: Random) -> str:
    if kind == "spaces":
        return spaces(line, rng)
    return selectors(line) if kind == "selectors" else typo(line, rng, rng.randint(1, 3))
