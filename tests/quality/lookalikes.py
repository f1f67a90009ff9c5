"""Short posts that are different news and look alike, each with one true repost; the words are in `lookalikes.json`.

Templates differ in figures, dates and places, written `<place>`, `<a|b>`, `<3..90>`, `<00..23>` (two digits),
`<70.00..110.00>`, `<20,000..98,999>` or `<+-9.00..9.00>` (with its sign).  Families have no figure and no capital:
one frame of words with one or two slots.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

from .scores import Row

TABLE: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("lookalikes.json").read_text("utf-8"))
SLOT = re.compile("<([^<>]+)>")


def templated(seed: int, count: int, languages: Sequence[str]) -> list[Row]:
    """`count` different posts made of templates, and a repost of each, in random order."""
    rng, seen = Random(seed), set[str]()
    rows: list[Row] = []
    forms = [(lang, form) for lang in languages for form in TABLE["templates"][lang]["templates"]]
    for lang, form in cycle(forms):
        table = TABLE["templates"][lang]
        text = _filled(form, table, rng)
        if text in seen:
            continue
        seen.add(text)
        cluster = len(rows) // 2
        rows += [Row(text, cluster, lang), Row(_reposted(text, table, rng), cluster, lang)]
        if len(seen) == count:
            rng.shuffle(rows)
            return rows
    return rows


def families(seed: int, count: int, size: int, scripts: Sequence[str]) -> list[Row]:
    """`count` families of `size` different posts, and a repost of each post, in random order."""
    rng = Random(seed)
    rows: list[Row] = []
    for script in islice(cycle(scripts), count):
        draw, seen = _frame(script, rng), set[str]()
        while len(seen) < size:
            text = draw()
            if text in seen:
                continue
            seen.add(text)
            cluster = len(rows) // 2
            rows += [Row(text, cluster, script), Row(_relayed(text, script, rng), cluster, script)]
    rng.shuffle(rows)
    return rows


def _frame(script: str, rng: Random) -> Callable[[], str]:
    """What draws members of a new family: a frame of words with one or two slots."""
    table = TABLE["families"][script]
    joint, names = table["joint"], table["names"].split()
    words = table["words"].split() if joint else list(table["words"])
    frame = rng.choices(words, k=rng.randint(10, 26) if joint else rng.randint(18, 40))
    slots = rng.sample(range(2, len(frame) - 1), rng.choice((1, 1, 2)))

    def draw() -> str:
        member = list(frame)
        for slot in slots:
            member[slot] = rng.choice(names)
        return str(joint).join(member)

    return draw


def _filled(form: str, table: dict[str, Any], rng: Random) -> str:
    return SLOT.sub(lambda slot: _value(slot[1], table, rng), form)


def _value(slot: str, table: dict[str, Any], rng: Random) -> str:
    """What stands in a slot."""
    if slot == "place":
        return str(rng.choice(table["places"].split()))
    if ".." not in slot:
        return rng.choice(slot.split("|"))
    low, high = slot.removeprefix("+").split("..")
    sign, comma = "+" if slot[0] == "+" else "", "," if "," in low else ""
    if re.search(r"\.\d\d?$", low):
        places = len(low) - low.index(".") - 1
        drawn = rng.uniform(float(low.replace(",", "")), float(high.replace(",", "")))
        return f"{drawn:{sign}{comma}.{places}f}"
    plain = str.maketrans("", "", ",.")
    number = rng.randint(int(low.translate(plain)), int(high.translate(plain)))
    if "." in low:
        return f"{number:,}".replace(",", ".")
    return f"{number:02d}" if low.startswith("0") and len(low) == 2 else f"{number:{comma}}"


def _reposted(text: str, table: dict[str, Any], rng: Random) -> str:
    """`text` with a promo line, under a forward header, or without its emoji (else its capitals)."""
    kind = rng.randrange(3)
    if kind == 0:
        return f"{text}\n{_filled(table['promo'], table, rng)}"
    if kind == 1:
        return f"Forwarded from News {rng.randrange(40)}\n{text}"
    return text[2:].strip() if unicodedata.category(text[0]) == "So" else text.lower()


def _relayed(text: str, script: str, rng: Random) -> str:
    """`text` with a promo line, an emoji, a forward header or another mark at its end."""
    table = TABLE["families"][script]
    return (
        lambda: f"{text}\n{_filled(table['promo'], table, rng)}",
        lambda: f"🔔 {text}",
        lambda: f"Forwarded from news {rng.randrange(40)}\n{text}",
        lambda: f"{text} !",
    )[rng.randrange(4)]()
