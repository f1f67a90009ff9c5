"""Flat exports with the posts that are in them: header, body, the same body again, and no mark between posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from .copies import NOISE, noisy, spaces, typo
from .flat import Export, Truth, Writer
from .words import Speech

PLACEHOLDER = ("This media is not supported in your browser", "VIEW IN TELEGRAM")
TITLE_EMOJI = ("🎙", "🗓", "🇷🇺🇲🇾", "📣", "⚡️", "❗️", "📰", "🔴", "🇺🇳", "🏛", "📌", "🆕", "🌏")
BULLETS = ("🔹️", "💬", "🌐", "🤝", "☝️", "✈️", "👉", "📈", "❓", "•", "▪️", "✅", "1️⃣", "🚩", "—")
TAGS = ("#News", "#ASEAN", "#BRICS", "#Новости", "#экономика", "#خبر", "#经济", "#ニュース")
RULERS = ("<...>", "<...>", "***", "…")
EDITS = ("typo", "sign", "cut", "forward", "title", "spaces", "drop", "reword")
REMEMBERED = 5000
MEAN_DISTANCE = 50  # posts between an original and its repost, most of the time
MAX_CLUSTER = 20
RUN = 500  # posts of one channel, when channels are not mixed


@dataclass(frozen=True, slots=True)
class Knobs:
    """How an export is made; figures are the chance of each, 0 to 1.

    `mixed`: the channel is drawn for each post, else an export is runs of one channel.
    """

    languages: tuple[str, ...] = ("en", "es", "de", "ru", "uk", "ar", "fa", "zh", "ja")
    channels: int = 18
    mixed: bool = True
    forwarded: float = 0.3
    placeholder: float = 0.05
    untitled: float = 0.01
    title_only: float = 0.5
    one_line: float = 0.12
    refrain: float = 0.10
    ruler: float = 0.08
    more: float = 0.4
    shared: float = 0.04
    repost: float = 0.10
    edited: float = 0.6
    noisy: float = 0.25
    noise: Mapping[str, float] = field(default_factory=lambda: NOISE)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel and its habits."""

    speech: Speech
    name: str
    handle: str
    emoji: tuple[str, ...]
    bullets: tuple[str, ...]
    tags: tuple[str, ...]
    emoji_share: float
    stop_share: float


@dataclass(frozen=True, slots=True)
class Draft:
    """A post before it is written down."""

    channel: Channel
    title: tuple[str, ...]
    body: tuple[str, ...]
    forwarded_from: str
    placeholder: bool
    cluster: int


def kept(line: str) -> float:
    """The share of the posts of one line that the extractor keeps: nearly all short ones are lost."""
    return 0.05 if len(line) < 60 else 0.6 if len(line) < 150 else 1.0


def export(seed: int, size: int, knobs: Knobs) -> Export:
    """An export of at least `size` bytes."""
    desk, writer = Desk(seed, knobs), Writer()
    while writer.size < size:
        desk.write(desk.draft(len(writer.truth)), writer)
    return writer.export()


class Desk:
    """Where posts are made: the channels, and what they posted before."""

    def __init__(self, seed: int, knobs: Knobs) -> None:
        self.knobs = knobs
        self.rng = Random(seed)
        speech = {lang: Speech(lang, self.rng) for lang in knobs.languages}
        self.channels = [self._channel(speech[knobs.languages[i % len(speech)]], i) for i in range(knobs.channels)]
        self.past: list[Draft] = []
        self.before: tuple[str, ...] = ()
        self.copied: Counter[int] = Counter()

    def _channel(self, speech: Speech, number: int) -> Channel:
        rng = self.rng
        return Channel(
            speech,
            speech.name(),
            f"ch{number}_{speech.lang}",
            tuple(rng.sample(TITLE_EMOJI, 5)),
            tuple(rng.sample(BULLETS, 6)),
            tuple(rng.sample(TAGS, 3)),
            rng.choice((0.2, 0.6, 0.9)),
            rng.choice((0.1, 0.5)),
        )

    def draft(self, number: int) -> Draft:
        """The next post: new, or an earlier one once more."""
        again = self._earlier()
        draft = self._fresh(number) if again is None else again
        if draft.body:
            self.before = draft.body
            if len(self.past) < REMEMBERED:
                self.past.append(draft)
            else:
                self.past[self.rng.randrange(REMEMBERED)] = draft
        return draft

    def _earlier(self) -> Draft | None:
        rng, knobs = self.rng, self.knobs
        if not self.past or rng.random() >= knobs.repost:
            return None
        back = min(len(self.past) - 1, int(rng.expovariate(1 / MEAN_DISTANCE)))
        draft = self.past[-1 - back] if rng.random() < 0.7 else rng.choice(self.past)
        if self.copied[draft.cluster] >= MAX_CLUSTER - 1:
            return None
        self.copied[draft.cluster] += 1
        if rng.random() < knobs.edited:
            for edit in rng.sample(EDITS, rng.randint(1, 2)):
                draft = self._edited(draft, edit)
        return draft

    def _edited(self, draft: Draft, edit: str) -> Draft:
        rng, body, speech = self.rng, list(draft.body), draft.channel.speech
        at = rng.randrange(len(body))
        if edit == "forward":
            return replace(draft, forwarded_from="" if draft.forwarded_from else rng.choice(self.channels).name)
        if edit == "title" and len(body) > 3:
            return replace(draft, title=(self._title(draft.channel),))
        if edit == "typo":
            for _ in range(rng.randint(1, 3)):
                at = rng.randrange(len(body))
                body[at] = typo(body[at], rng, 2)
        elif edit == "sign":
            body.append(speech.phrase("sign", rng.choice(self.channels).handle))
        elif edit == "cut" and len(body) > 4:
            del body[int(len(body) * rng.uniform(0.7, 0.95)) :]
        elif edit == "spaces":
            body[at] = spaces(body[at], rng)
        elif edit == "drop" and len(body) > 5:
            del body[at]
        elif edit == "reword" and len(body) > 5:
            body[at] = speech.paragraph()
        return replace(draft, body=tuple(body))

    def _fresh(self, number: int) -> Draft:
        rng, knobs = self.rng, self.knobs
        chosen = rng.randrange(len(self.channels)) if knobs.mixed else number // RUN % len(self.channels)
        channel = self.channels[chosen]
        forwarded_from = ""
        if rng.random() < knobs.forwarded:
            forwarded_from = rng.choice(self.channels).name + rng.choice(("", " 🇷🇺", " News"))
        placeholder = rng.random() < knobs.placeholder
        title = () if rng.random() < knobs.untitled else (self._title(channel),)
        body = () if title and rng.random() < knobs.title_only * kept(title[0]) else self._body(channel)
        return Draft(channel, title, body, forwarded_from, placeholder, number)

    def _title(self, channel: Channel) -> str:
        rng = self.rng
        text = channel.speech.sentence(4, 18)
        if rng.random() > channel.stop_share:
            text = text[:-1]
        if rng.random() < channel.emoji_share:
            text = rng.choice(channel.emoji) + rng.choice(("", " ")) + text
        return text

    def _body(self, channel: Channel) -> tuple[str, ...]:
        rng, chance = self.rng, self.rng.random() - self.knobs.one_line
        if chance < 0:
            mark = rng.choice(channel.bullets) + " " if rng.random() < 0.3 else ""
            return (mark + channel.speech.paragraph(),)
        if chance < 0.18:
            mark = rng.choice(channel.bullets)
            lines = [mark + channel.speech.paragraph(long=False) for _ in range(rng.randint(2, 9))]
        else:
            lines = self._interview(channel) if chance < 0.30 else self._article(channel)
        return tuple(self._around(lines, channel))

    def _interview(self, channel: Channel) -> list[str]:
        rng, speech, lines = self.rng, channel.speech, []
        refrain = rng.choice(channel.bullets) + " " + speech.name()
        for _ in range(rng.randint(1, 5)):
            lines += [speech.phrase("ask") + speech.paragraph(long=False), speech.phrase("answer") + speech.paragraph()]
            while rng.random() < 0.4:
                lines.append(speech.paragraph())
            if rng.random() < self.knobs.refrain * 3:
                lines.append(refrain)
        return lines

    def _article(self, channel: Channel) -> list[str]:
        rng, speech, lines = self.rng, channel.speech, []
        for _ in range(min(40, 2 + int(rng.expovariate(1 / 5)))):
            lines.append((rng.choice(channel.bullets) + " " if rng.random() < 0.35 else "") + speech.paragraph())
            if rng.random() < self.knobs.ruler:
                lines.append(rng.choice(RULERS))
        if rng.random() < 0.25:
            lines.insert(0, f"📍 {speech.name()}, {rng.randint(1, 28)}.{rng.randint(1, 12):02d}.2024")
        return lines

    def _around(self, lines: list[str], channel: Channel) -> list[str]:
        """`lines` with what recurs: a refrain, lines of the post before, the channel's last lines."""
        rng, knobs = self.rng, self.knobs
        if rng.random() < knobs.refrain:
            refrain = rng.choice(lines)
            for _ in range(rng.randint(1, 3)):
                lines.insert(rng.randint(0, len(lines)), refrain)
        if self.before and rng.random() < knobs.shared:
            count = rng.randint(1, 3)
            at, start = rng.randint(0, len(lines)), rng.randint(0, max(0, len(self.before) - count))
            lines[at:at] = self.before[start : start + count]
        if rng.random() < knobs.more:
            lines.append(channel.speech.phrase("more"))
        if rng.random() < 0.25:
            lines.append(" ".join(rng.sample(channel.tags, rng.randint(1, 2))))
        if rng.random() < 0.08:
            lines.append(channel.speech.phrase("sign", channel.handle))
        return lines

    def write(self, draft: Draft, writer: Writer) -> None:
        """Write a post, its body twice, as often as not just so."""
        rng, knobs = self.rng, self.knobs
        copies, done = [draft.body] if draft.body else [], set[str]()
        if draft.body:
            again = draft.body
            if rng.random() < knobs.noisy:
                again, done = noisy(again, knobs.noise, draft.channel.speech.paragraph(long=False), rng)
            copies.append(again)
        header = [f"Forwarded from {draft.forwarded_from}"] if draft.forwarded_from else []
        # Where a line was added or joined, several texts are right.
        text = "" if done & {"add", "join"} else "\n".join((*draft.title, *draft.body))
        truth = Truth(text, draft.forwarded_from, draft.cluster)
        writer.add(header + list(PLACEHOLDER if draft.placeholder else ()), draft.title, copies, truth)
