"""Posts of one channel, drawn from its habits and a seed."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from random import Random

from .habits import Habits, Span
from .posts import CODE, EMPTY, MARKERS, RULERS, Part, Post
from .templates import Templates
from .words import SPACELESS, TABLE, Words, emoji, link

INVISIBLE = ("\u200b", "\u200d\u2060", "\ufeff", "\u2060\u200b")
ORDINARY = ("plain", "b", "i", "u", "link", "hashtag", "emoji")  # inline formats that leave both copies whole
WEIGHTS = (70, 10, 4, 1, 8, 3, 4)
LONGEST_BODY = 196
QUOTE_MARKS = (("“", "”"), ("«", "»"), ('"', '"'), ("— ", ""))  # a channel sets its quotes in the same ones
SHORT = 16  # characters of a line that is a word or two
REMEMBERED = 200  # reposts are of the last so many posts


class Desk:
    """Where a channel's posts are written: its words, its habits, and what it posted before."""

    def __init__(self, habits: Habits, seed: int) -> None:
        self.habits = habits
        self.rng = Random(f"{habits.languages}/{seed}")
        self.words = [Words(lang, self.rng) for lang in habits.languages]
        self.owner = str(TABLE[habits.languages[0]]["owner"])
        self.markers = self.rng.sample(MARKERS, 5)
        self.quote_marks = self.rng.choice(QUOTE_MARKS)
        self.signature = self.words[0].one("subscribe")
        self.templates = Templates(habits, self.words[0], self.rng)
        self.pool = [self.sentence(self.words[0], habits.single_chars) for _ in range(habits.pool)]
        self.singles = 0  # posts of one line in a row, so far
        self.past: list[Post] = []
        self.originals: list[Post] = []  # without the reposts: else some post would come again and again

    def posts(self, count: int) -> list[Post]:
        """Return the channel's next `count` posts."""
        first = len(self.past)
        while len(self.past) < first + count:
            self.past.append(self._post(len(self.past) + 1))
        return self.past[first:]

    def _post(self, number: int) -> Post:
        rng, habits = self.rng, self.habits
        if self.originals and rng.random() < habits.repost:
            post = replace(rng.choice(self.originals[-REMEMBERED:]), number=number)
        else:
            only = rng.random() < habits.media_only
            post = Post(number, () if only else self._parts(), media="unsupported" if only else "")
            self.originals.append(post)
        views = rng.choice(("{}", "{}.{}K", "{}K")).format(rng.randrange(1, 99), rng.randrange(1, 9))
        post = replace(post, views=views, minute=number * 37, edited=rng.random() < 0.1)
        if rng.random() < habits.forwarded:
            post = replace(post, forwarded_from=self.words[0].one("names"))
        if not post.media:
            medium = rng.choice(("unsupported", "unsupported", "big")) if rng.random() < habits.media else ""
            post = replace(post, media=medium or ("photo" if rng.random() < 0.2 else ""))
        seen = rng.sample("👍❤🔥👎🤯🤬", rng.randrange(1, 5)) if rng.random() < habits.reactions else ()
        return replace(post, reactions=tuple((sign, str(rng.randrange(1, 900))) for sign in seen))

    def _parts(self) -> tuple[Part, ...]:
        """Return the message: one line, or a first line, a body and what the channel puts last."""
        rng, habits = self.rng, self.habits
        if self._is_single():
            return (self._single(),)
        parts, last = [self._first()], self._last()
        lines = self._body_lines()
        refrain = self._line(0) if rng.random() < habits.refrain else None
        for i in range(lines):
            made = self.templates.part(i, self.markers) or self._line(i / lines, closes=i == lines - 1 and not last)
            if refrain is not None and i % 4 == 1:
                made = refrain
            if rng.random() < self._gap_behind(parts[-1]):
                parts.append(EMPTY)
            parts.append(made)
        return (*parts, *last)

    def _gap_behind(self, part: Part) -> float:
        """Return how often an empty line stands behind a part.

        What stands directly behind a quote or code of several lines is glued to its first line, before the others: no
        rule can part what was never apart, so that is not drawn.
        """
        if not part.block:
            return self.habits.empty
        return 1 - self.habits.block_glued if len(part.lines) == 1 else 1

    def _is_single(self) -> bool:
        """Decide whether the next post is one line, so that share and runs of such posts are the channel's."""
        share, run = self.habits.one_line, self.habits.run
        if share in {0, 1}:
            return share == 1
        run = max(run, 1 / (1 - share))  # a share this high makes runs this long by itself
        chance = 1 - 1 / run if self.singles else share / (1 - share) / run
        single = self.rng.random() < chance
        self.singles = self.singles + 1 if single else 0
        return single

    def _body_lines(self) -> int:
        rng, habits = self.rng, self.habits
        if rng.random() < habits.one_body:
            return 1
        return self.drawn((40, LONGEST_BODY) if rng.random() < habits.long_body else habits.body)

    def _single(self) -> Part:
        if made := self.templates.single(self.markers):
            return made
        if self.pool:  # a spammer does not post the same twice in a row
            self.pool.append(self.pool.pop(self.rng.randrange(len(self.pool) - 1)))
        text = self.pool[-1] if self.pool else self.sentence(self.words[0], self.habits.single_chars)
        return self._begun(self._dressed(self.words[0], text))

    def _first(self) -> Part:
        if self.rng.random() < self.habits.invisible_first:
            text = self.rng.choice(INVISIBLE)
            return Part(text, (text,), "zero_width_title")
        if made := self.templates.title(self.markers):
            return made
        text = self.sentence(self.words[0], self.habits.title_chars)
        if self.rng.random() < 0.4:
            return self._begun(Part(f"<b>{escape(text, quote=False)}</b>", (text,), "bold_title"))
        return self._begun(self._dressed(self.words[0], text))

    def _begun(self, part: Part) -> Part:
        """Return a first line, behind an emoji as often as the channel begins with one."""
        return self._marked(part) if self.rng.random() < self.habits.emoji_first else part

    def _marked(self, part: Part) -> Part:
        sign, gap = self.rng.choice(self.markers), self.rng.choice((" ", " ", "", "\u00a0"))
        return Part(emoji(sign) + gap + part.html, (sign + gap + part.lines[0], *part.lines[1:]), f"marker+{part.form}")

    def _line(self, share: float, closes: bool = False) -> Part:
        """Return an element of a body, of which the `share` (0 to 1) stands before it; `closes`: nothing stands behind.

        Code inside a post's last line glues the rest of the line to the next post, and nothing tells them apart: it
        is not drawn.
        """
        rng, habits = self.rng, self.habits
        words = self.words[int(share * len(self.words))]
        names = ("quote", "code", "inline_code", "pre", "spoiler", "ruler", "marker")
        chances = [getattr(habits, name) for name in names]
        form = rng.choices((*names, "plain"), (*chances, max(0.0, 1 - sum(chances))))[0]
        form = "plain" if closes and form == "inline_code" else form
        if form == "code":
            text = rng.choice(CODE).format(n=rng.randrange(10**4))
            return Part(f"<code>{text}</code>", (text,), "code_line")
        if form == "pre":
            lines = tuple(rng.choice(CODE).format(n=rng.randrange(10**4)) for _ in range(rng.choice((1, 3))))
            return Part("<pre>" + "\n".join(lines) + "</pre>", lines, "pre", block=True)
        if form == "ruler":
            text = rng.choice(RULERS)
            return Part(text, (text,), "ruler")
        if form == "quote":
            begin, end = self.quote_marks
            lines = tuple(self.sentence(words, habits.line_chars) for _ in range(rng.choice((1, 1, 1, 2))))
            lines = (begin + lines[0], *lines[1:-1], lines[-1] + end) if lines[1:] else (begin + lines[0] + end,)
            inner = "<br/>".join(escape(line, quote=False) for line in lines)
            return Part(f"<blockquote>{inner}</blockquote>", lines, "quote", block=True)
        text = self.sentence(words, habits.line_chars)
        if form == "spoiler":
            return Part(f"<tg-spoiler>{escape(text, quote=False)}</tg-spoiler>", (text,), "spoiler_line")
        if form == "inline_code":
            html, text, form = words.dress(text, "code")
            return Part(html, (text,), form)
        made = self._dressed(words, text)
        return self._marked(made) if form == "marker" else made

    def _last(self) -> list[Part]:
        """Return the lines that the channel ends its posts with: a link or a name, hashtags, its signature."""
        rng, habits, words = self.rng, self.habits, self.words[0]
        parts: list[Part] = []
        if rng.random() < habits.link_last:
            text = rng.choice((f"https://example.org/{rng.randrange(10**6)}", words.table["more"], "@harbour_daily"))
            parts.append(Part(link(text, rng), (text,), "more"))
        if rng.random() < habits.tags_last:
            tags = [words.hashtag() for _ in range(rng.choice((1, 2, 3)))]
            parts.append(Part(" ".join(html for html, _ in tags), (" ".join(text for _, text in tags),), "hashtags"))
        if rng.random() < habits.footer:
            sign = self.markers[0]
            html = f"{emoji(sign)} <b>{link(self.signature, rng)}</b>"
            parts.append(Part(html, (f"{sign} {self.signature}",), "footer"))
        return [EMPTY, *parts] if parts and rng.random() < 0.5 else parts

    def _dressed(self, words: Words, text: str) -> Part:
        form = self.rng.choices(ORDINARY, WEIGHTS)[0] if len(text) > SHORT else "plain"
        html, text, form = words.dress(text, form)
        return Part(html, (text,), form)

    def sentence(self, words: Words, chars: Span) -> str:
        """Return a line of about so many characters, cut behind a word."""
        size = self.drawn(chars)
        joint = "" if words.lang in SPACELESS else " "
        if size < SHORT:
            return words.one("short") if self.rng.random() < 0.1 else f"{words.one('tags')} {self.rng.randrange(9000)}"
        text = ""
        if size < 45:  # a sentence would be cut before its figure, and lines be equal far too often
            did = words.one("did").format(n=self.rng.randrange(2, 9000))
            text = joint.join((did, words.one("at"))).capitalize()
        while len(text) < size:
            text = joint.join(filter(None, (text, words.sentence())))
        return text[:size] if not joint else cut(text, size)

    def drawn(self, span: Span) -> int:
        """Return a number of a span, from one half as often as from the double."""
        low, high = span
        return min(high, int(low * ((high + 1) / low) ** self.rng.random()))


def cut(text: str, size: int) -> str:
    """Return the words of `text` that end within `size` characters, at least one.

    >>> cut("The ferry is late", 10), cut("The", 1)
    ('The ferry', 'The')
    """
    if len(text) <= size:
        return text
    end = text.rfind(" ", 0, size + 1)
    return text[:end].rstrip(",،") if end > 0 else text.split(" ", 1)[0]
