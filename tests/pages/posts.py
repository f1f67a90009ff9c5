"""Telegram posts, drawn from a seed: what the channel's reader sees, and the HTML that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from random import Random

from .words import TABLE, Words, custom_emoji, emoji, link

MARKERS = ("📍", "💬", "🔹", "❗️", "⚡️", "🟣", "✅", "🗓", "☝️", "🇷🇺🇲🇾", "1️⃣", "▪️", "➡️", "🎙")
BULLETS = ("• ", "— ", "- ", "▪ ")
RULERS = ("➖➖➖➖➖➖", "———————", "• • •", "***", "==========", "⠀", "⠀⠀")
LENGTH = {"zh": 4, "ja": 3, "ko": 2}  # sentences for one elsewhere: extractors drop posts of few characters
CODE = ("pip install harbour=={n}", "GET /v{n}/ports", "rm -rf /tmp/{n}", "CVE-2024-{n}", "let x = {n};")
FILES = ("report-{n}.pdf", "photo_{n}.jpg", "song {n}.mp3", "backup.{n}.zip")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message: its HTML, the lines a reader sees, what it is, and whether it is a block element."""

    html: str
    lines: tuple[str, ...]
    form: str
    block: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a channel.  `parts` is its message text; the rest stands around it in the page.

    A `bare` post has no author, views and time around it.
    """

    number: int
    parts: tuple[Part, ...]
    forwarded_from: str = ""
    media: str = ""
    document: tuple[str, str] | None = None
    reply: tuple[str, str] | None = None
    preview: tuple[str, str, str] | None = None
    poll: tuple[str, ...] = ()
    reactions: tuple[tuple[str, str], ...] = ()
    views: str = "1.3K"
    minute: int = 0
    edited: bool = False
    bare: bool = False

    @property
    def text(self) -> str:
        """The message as the reader sees it, lines separated by LF."""
        return "\n".join(line for part in self.parts for line in part.lines).strip("\n")

    @property
    def forms(self) -> frozenset[str]:
        """The names of everything in it: formats, media, surroundings."""
        around = {name for name in ("document", "reply", "preview", "poll") if getattr(self, name)}
        return frozenset(form for part in self.parts for form in part.form.split("+")) | around

    @property
    def clock(self) -> str:
        """The time of day in the post's foot."""
        return f"{self.minute // 60 % 24:02d}:{self.minute % 60:02d}"


@dataclass(slots=True)
class Channel:
    """A channel and its habits, which the seed decides."""

    words: Words
    rng: Random
    name: str = ""
    markers: list[str] = field(default_factory=list)
    footer: str = ""
    footer_share: float = 0.0

    @classmethod
    def drawn(cls, lang: str, seed: int) -> Channel:
        """The channel of a language and a seed."""
        rng = Random(f"{lang}/{seed}")
        words = Words(lang, rng)
        channel = cls(words, rng, name=TABLE[lang]["owner"], markers=rng.sample(MARKERS, 5))
        channel.footer = words.one("subscribe")
        channel.footer_share = rng.choice((0.05, 0.5, 0.9))
        return channel

    def posts(self, count: int) -> list[Post]:
        """`count` posts, in the order of the page."""
        made: list[Post] = []
        while len(made) < count:
            if made and made[-1].text and self.rng.random() < 0.01:
                made.append(replace(made[-1], number=len(made) + 1))  # the same post twice in a row
                continue
            made.append(self._post(len(made) + 1))
        return made

    def _post(self, number: int) -> Post:
        rng = self.rng
        post = Post(number, self._parts(), views=self._views(), minute=number * 37, edited=rng.random() < 0.1)
        if rng.random() < 0.18:
            post = replace(post, forwarded_from=self.words.one("names"))
        if rng.random() < 0.4:
            seen = rng.sample("👍❤🔥👎🤯🤬", rng.randrange(1, 5))
            post = replace(post, reactions=tuple((sign, str(rng.randrange(1, 900))) for sign in seen))
        return self._surroundings(post)

    def _surroundings(self, post: Post) -> Post:
        """`post` with the media, reply, document, poll or link preview that its page shows around it."""
        rng, words = self.rng, self.words
        kind = rng.choices(
            ("none", "photo", "media", "only", "big", "document", "reply", "preview", "poll"),
            (58, 10, 8, 6, 3, 2, 3, 4, 2),
        )[0]
        if kind == "only":
            return replace(post, parts=(), media="unsupported")
        if kind in {"media", "photo", "big"}:
            return replace(post, media={"media": "unsupported"}.get(kind, kind))
        if kind == "document":
            name = rng.choice(FILES).format(n=rng.randrange(99))
            return replace(post, document=(name, f"{rng.randrange(1, 99) / 10} MB"))
        if kind == "reply":
            return replace(post, reply=(words.table["owner"], words.headline()))
        if kind == "preview":
            return replace(post, preview=("example.org", words.headline(), words.sentence()))
        if kind == "poll":
            return replace(post, parts=(), forwarded_from="", poll=(words.one("ask"), *words.table["options"]))
        return post

    def _views(self) -> str:
        return self.rng.choice(("{}", "{}.{}K", "{}K")).format(self.rng.randrange(1, 99), self.rng.randrange(1, 9))

    def _parts(self) -> tuple[Part, ...]:
        """The message: its first line, its body, its foot."""
        rng = self.rng
        shape = rng.choices(("line", "title", "short", "long"), (8, 6, 40, 46))[0]
        if shape == "line":
            return (self._first(),)
        if shape == "title":
            return (self._first(), self._paragraph())
        parts = [self._first()]
        gap = rng.random() < 0.5
        for _ in range(rng.randrange(1, 4) if shape == "short" else rng.randrange(3, 10)):
            parts += [EMPTY] if gap and rng.random() < 0.7 else []
            parts.append(self._body())
            parts += [EMPTY] if parts[-1].block and rng.random() < 0.6 else []
        if shape == "long" and rng.random() < 0.05:
            refrain = self._paragraph()
            parts[2:2] = [refrain]
            parts.append(refrain)
        return (*parts, *self._foot())

    def _first(self) -> Part:
        rng = self.rng
        kind = rng.choices(("bold", "marked", "plain", "short", "zero", "code"), (34, 20, 34, 8, 2, 2))[0]
        if kind == "bold":
            text = self.words.headline()
            return Part(f"<b>{escape(text, quote=False)}</b>", (text,), "bold_title")
        if kind == "marked":
            return self._marked()
        if kind == "short":
            text = self.words.one("short")
            return Part(text, (text,), "short_title")
        if kind == "zero":
            text = rng.choice(("\u200b", "\u200d\u2060", "\ufeff", "\u2060\u200b"))
            return Part(text, (text,), "zero_width_title")
        return self._code() if kind == "code" else self._paragraph()

    def _body(self) -> Part:
        """One element of a body: mostly a paragraph."""
        make: Callable[[], Part] = self.rng.choices(
            (self._paragraph, self._marked, self._bullet, self._quote, self._code, self._pre, self._spoiler,
             self._ruler, self._short, self._tags, self._quoted_header),
            (46, 18, 8, 6, 3, 2, 3, 5, 4, 4, 0.4),
        )[0]  # fmt: skip
        return make()

    def _paragraph(self) -> Part:
        html, text, form = self.words.dress(
            self.words.paragraph(self.rng.choice((1, 1, 1, 2, 2, 3, 4)) * LENGTH.get(self.words.lang, 1))
        )
        return Part(html, (text,), form)

    def _marked(self) -> Part:
        sign = self.rng.choice(self.markers)
        gap = self.rng.choice((" ", " ", "", "\u00a0"))
        html, text, form = self.words.dress(self.words.sentence())
        mark = custom_emoji(sign, self.rng) if self.rng.random() < 0.15 else emoji(sign)
        return Part(f"{mark}{gap}{html}", (f"{sign}{gap}{text}",), f"marker+{form}")

    def _bullet(self) -> Part:
        mark = self.rng.choice(BULLETS)
        html, text, form = self.words.dress(self.words.headline())
        return Part(mark + html, (mark + text,), f"bullet+{form}")

    def _quote(self) -> Part:
        lines = tuple(self.words.sentence() for _ in range(self.rng.choice((1, 1, 2, 3))))
        tag = self.rng.choice(("blockquote", "blockquote expandable"))
        inner = "<br/>".join(escape(line, quote=False) for line in lines)
        return Part(f"<{tag}>{inner}</blockquote>", lines, "quote", block=True)

    def _code(self) -> Part:
        text = self.rng.choice(CODE).format(n=self.rng.randrange(10**4))
        return Part(f"<code>{text}</code>", (text,), "code_line")

    def _pre(self) -> Part:
        lines = tuple(self.rng.choice(CODE).format(n=self.rng.randrange(10**4)) for _ in range(self.rng.choice((1, 3))))
        return Part("<pre>" + "\n".join(lines) + "</pre>", lines, "pre", block=True)

    def _spoiler(self) -> Part:
        text = self.words.sentence()
        return Part(f"<tg-spoiler>{escape(text, quote=False)}</tg-spoiler>", (text,), "spoiler_line")

    def _ruler(self) -> Part:
        text = self.rng.choice(RULERS)
        return Part(text, (text,), "ruler")

    def _short(self) -> Part:
        text = self.words.one("short")
        return Part(f"<i>{text}</i>", (text,), "short_line")

    def _tags(self) -> Part:
        tags = [self.words.hashtag() for _ in range(self.rng.choice((1, 2, 3)))]
        return Part(" ".join(html for html, _ in tags), (" ".join(text for _, text in tags),), "hashtags")

    def _quoted_header(self) -> Part:
        text = "Forwarded from " + self.words.one("names")
        return Part(escape(text, quote=False), (text,), "quoted_header")

    def _foot(self) -> list[Part]:
        """'Read more' and the channel's signature, as often as the channel writes them."""
        parts: list[Part] = []
        if self.rng.random() < 0.25:
            text = self.words.table["more"]
            parts.append(Part(link(text, self.rng), (text,), "more"))
        if self.rng.random() < self.footer_share:
            sign = self.markers[0]
            html = f"{emoji(sign)} <b>{link(self.footer, self.rng)}</b>"
            parts += [EMPTY, Part(html, (f"{sign} {self.footer}",), "footer")]
        return parts


EMPTY = Part("", ("",), "empty")
