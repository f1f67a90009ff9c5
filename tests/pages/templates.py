"""Posts that a channel writes after a pattern: alerts, rates, daily reports, links and nothing else.

They are alike but for a word, a name or a figure, which is all that tells one from the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from random import Random

from .habits import Habits
from .posts import Part
from .words import Words, emoji, link

CURRENCIES = ("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "BTC", "XAU")
SITES = ("example.org/guides", "example.com/blog", "docs.example.net/en/latest", "code.example.org/harbour")
SLUGS = ("tides", "bowline", "pier", "moorings", "charts", "lanterns", "ferry-times", "dry-docks", "salt", "winds")
REPORT_LINES = 16


class Templates:
    """One channel's patterns, fixed when it is made; each method gives None where the habits have no pattern."""

    def __init__(self, habits: Habits, words: Words, rng: Random) -> None:
        self.habits, self.words, self.rng = habits, words, rng
        self.dids = [words.one("did") for _ in range(2)]
        self.who, self.why = words.one("who"), words.one("why")
        self.report = [words.sentence() if i % 3 == 2 else self._frame() for i in range(REPORT_LINES)]
        self.signature = words.one("subscribe")
        self.day = date(2024, 1, rng.randrange(1, 28))
        self.prices = {name: rng.uniform(5, 90) for name in CURRENCIES}

    def single(self, markers: Sequence[str]) -> Part | None:
        """Return a post of one line."""
        rng = self.rng
        if self.habits.kind == "links":
            address = f"https://{rng.choice(SITES)}/{rng.choice(SLUGS)}-{rng.randrange(10**4)}"
            return Part(link(address, rng), (address,), "link")
        if self.habits.kind == "alerts":
            return self._alert(markers)
        if self.habits.kind == "rates":
            sign = rng.choice(markers)
            return _signed(sign, f"{self._price(rng.choice(CURRENCIES[:3]))}: {self.words.headline()}")
        return None

    def title(self, markers: Sequence[str]) -> Part | None:
        """Return the first line of a post of several."""
        kind = self.habits.kind
        if kind == "alerts":
            return self._alert(markers)
        if kind in {"rates", "report"}:
            self.day += timedelta(days=1)
            text = f"{self.who} {self.day:%d.%m.%Y}"
            return _signed(markers[0] if self.rng.random() < self.habits.emoji_first else "", text)
        return None

    def part(self, place: int, markers: Sequence[str]) -> Part | None:
        """Return the line of a body at a 0-based place."""
        rng, kind = self.rng, self.habits.kind
        if kind == "alerts" and rng.random() < 0.7:
            text = f"{rng.choice(self.dids).format(n=2)}, {self.words.one('at')}"
            return _signed(rng.choice(("", *markers[:2])), text)
        if kind == "rates" and place < len(CURRENCIES):
            return _signed(rng.choice(("", markers[1])), self._price(CURRENCIES[place]))
        if kind == "report" and place < REPORT_LINES:
            text = self.report[place]
            return _signed(markers[place % 3] if place % 2 else "", text.replace("{n}", str(rng.randrange(2, 90))))
        return None

    def _alert(self, markers: Sequence[str]) -> Part:
        """Return a line that differs from the channel's others in place, name or figure, some with the time."""
        rng, words = self.rng, self.words
        who = words.one("who") if rng.random() < 0.2 else self.who
        did = rng.choice(self.dids).format(n=rng.randrange(2, 9))
        clock = f"{rng.randrange(24):02d}:{rng.randrange(60):02d} " if rng.random() < 0.5 else ""
        text = clock + words.table["frames"][0].format(who=who, did=did, at=words.one("at"), why=self.why)
        text = f"{text} {words.table['more']}: {self.signature}"
        return _signed(rng.choice(markers[:2]) if rng.random() < self.habits.emoji_first else "", text)

    def _frame(self) -> str:
        """Return a sentence with `{n}` for its figure."""
        words = self.words
        return words.one("frames").format(who=words.one("who"), did=words.one("did"), at=words.one("at"), why=self.why)

    def _price(self, name: str) -> str:
        """Return what a currency is bought and sold at: a little more or less than the last time, or the same."""
        self.prices[name] *= self.rng.choice((1, 1, 0.99, 0.998, 1.003, 1.01))
        return f"{name} {self.prices[name]:.2f} / {self.prices[name] * 1.01:.2f}"


def _signed(sign: str, text: str) -> Part:
    """Return a line behind an emoji, or as it is if `sign` is ""."""
    html = escape(text, quote=False)
    return Part(f"{emoji(sign)} {html}", (f"{sign} {text}",), "marker") if sign else Part(html, (text,), "plain")
