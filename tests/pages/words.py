"""Sentences in twelve languages, out of `words.json`, and how a run of words is dressed in HTML."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from random import Random
from typing import Any

TABLE: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
LANGUAGES = tuple(TABLE)
INLINE_EMOJI = "🔥🎉👀🙏💪"
SPACELESS = frozenset({"zh", "ja"})


def emoji(sign: str) -> str:
    """An emoji as a t.me/s page writes it."""
    code = sign.encode().hex().upper()
    style = f"background-image:url('//telegram.org/img/emoji/40/{code}.png')"
    return f'<i class="emoji" style="{style}"><b>{sign}</b></i>'


def custom_emoji(sign: str, rng: Random) -> str:
    """A premium ("custom") emoji as a t.me/s page writes it."""
    return f'<tg-emoji emoji-id="{rng.randrange(10**18)}">{emoji(sign)}</tg-emoji>'


def link(text: str, rng: Random) -> str:
    """A link around `text`, with the attributes that t.me/s gives it."""
    return f'<a href="https://example.org/{rng.randrange(10**6)}" target="_blank" rel="noopener">{text}</a>'


class Words:
    """One language's words, drawn with one random source."""

    def __init__(self, lang: str, rng: Random) -> None:
        self.lang = lang
        self.rng = rng
        self.table = TABLE[lang]

    def one(self, key: str) -> str:
        """One entry of the list `key`."""
        return str(self.rng.choice(self.table[key]))

    def sentence(self) -> str:
        """A sentence with a figure in it, so that two seldom agree."""
        did = self.one("did").format(n=self.rng.randrange(2, 9000))
        return self.one("frames").format(who=self.one("who"), did=did, at=self.one("at"), why=self.one("why"))

    def paragraph(self, sentences: int) -> str:
        """Some sentences in one line."""
        return ("" if self.lang in SPACELESS else " ").join(self.sentence() for _ in range(sentences))

    def headline(self) -> str:
        """A sentence without its full stop."""
        return self.sentence().rstrip(".。।")

    def hashtag(self) -> tuple[str, str]:
        """A hashtag: its HTML and its text."""
        tag = "#" + self.one("tags")
        return f'<a href="?q=%23{tag[1:]}">{tag}</a>', tag

    def dress(self, text: str, form: str = "") -> tuple[str, str, str]:
        """`text` with `form` in it, or with at most one drawn format: HTML, text as seen, name of the format."""
        form = form or self.rng.choices(FORMS, WEIGHTS)[0]
        if form == "plain":
            return escape(text, quote=False), text, form
        head, middle, tail = self._cut(text)
        inner = escape(middle, quote=False)
        if form == "hashtag":
            inner, middle = self.hashtag()
            tail = (" " if tail and self.lang not in SPACELESS else "") + tail
        elif form in {"emoji", "custom"}:
            middle = self.rng.choice(INLINE_EMOJI)
            inner = emoji(middle) if form == "emoji" else custom_emoji(middle, self.rng)
        else:
            inner = link(inner, self.rng) if form == "link" else f"<{form}>{inner}</{form}>"
        html = escape(head, quote=False) + inner + escape(tail, quote=False)
        return html, head + middle + tail, form

    def _cut(self, text: str) -> tuple[str, str, str]:
        """`text` in three, cut before words; the middle is never empty."""
        if self.lang in SPACELESS:
            stops = list(range(1, len(text), 3))
        else:
            stops = [0] + [i + 1 for i, sign in enumerate(text) if sign == " "]
        start = self.rng.choice(stops)
        later = [stop for stop in stops if stop > start]
        end = self.rng.choice(later[:4]) if later else len(text)
        end -= 1 if later and text[end - 1] == " " else 0
        return text[:start], text[start:end], text[end:]


FORMS = ("plain", "b", "i", "u", "s", "link", "hashtag", "emoji", "custom", "code", "tg-spoiler")
WEIGHTS = (480, 120, 70, 20, 20, 120, 60, 40, 30, 12, 20)
