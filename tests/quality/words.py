"""Sentences of fourteen languages with a long tail of rare words, drawn from `words.json`.

An entry has `words`, and `grafts` (stems and endings, each stem with each ending); or, for a script without spaces,
`signs` that pairs are drawn from.  `joint` stands between words, `stop` ends a sentence; the rest are a channel's
stock phrases.
"""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

TABLE: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
LANGUAGES = tuple(TABLE)
SPACELESS_WORDS = 1500
RARE_WORDS = 4000
FREQUENT_WORDS = 30  # the head of each list is in order of frequency; the rest is shuffled


class Speech:
    """One language, with the word frequencies that a random source gave it."""

    def __init__(self, lang: str, rng: Random) -> None:
        self.lang = lang
        self.rng = rng
        self.table = TABLE[lang]
        self.joint = str(self.table["joint"])
        self.vocabulary = self._vocabulary()
        self._weights = list(accumulate(1 / (rank + 3) ** 0.9 for rank in range(len(self.vocabulary))))

    def _vocabulary(self) -> list[str]:
        rng, signs = self.rng, self.table.get("signs")
        if signs:
            known = list(dict.fromkeys(rng.choice(signs) + rng.choice(signs) for _ in range(SPACELESS_WORDS)))
        else:
            grafts = [
                stem + end for stems, ends in self.table["grafts"] for stem in stems.split() for end in ends.split()
            ]
            known = list(dict.fromkeys(self.table["words"].split() + grafts))
        rare = []
        if self.joint:
            length = sorted(map(len, known))[len(known) // 2]
            long = [word for word in known if len(word) > min(4, length - 1)]
            rare = [rng.choice(long) + rng.choice(long)[-4:] for _ in range(RARE_WORDS)]
        tail = known[FREQUENT_WORDS:]
        rng.shuffle(tail)
        return known[:FREQUENT_WORDS] + tail + rare

    def words(self, count: int) -> list[str]:
        """`count` words by their frequency."""
        return self.rng.choices(self.vocabulary, cum_weights=self._weights, k=count)

    def name(self) -> str:
        """The name of a channel or a place."""
        return self.joint.join(self.words(2 if self.joint else 4)).title()

    def sentence(self, least: int = 6, most: int = 26) -> str:
        """A sentence of `least` to `most` words."""
        count = self.rng.randint(least, most)
        words = self.words(count)
        if count > 8 and self.joint:
            words[count // 2] += ","
        text = self.joint.join(words)
        if self.rng.random() < 0.1:
            text += f" {self.rng.randint(2, 2030)}"
        return text[0].upper() + text[1:] + str(self.table["stop"])

    def paragraph(self, long: bool = True) -> str:
        """One sentence, or when `long` up to four, in one line."""
        count = self.rng.choice((1, 1, 2, 2, 3, 4)) if long else 1
        return (" " if self.joint else "").join(self.sentence() for _ in range(count))

    def phrase(self, key: str, handle: str = "") -> str:
        """A stock phrase: `more`, `ask`, `answer` or `sign`."""
        return str(self.table[key]).format(handle=handle)
