"""The fixed corpora: how each is made, what tgclean does with it, how that is scored."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tests.pages import score as page_scores
from tests.pages.corpus import Corpus as Pages
from tests.pages.corpus import corpus as pages
from tgclean import Options, dedupe, posts

from . import channels, scores
from .exports import Knobs, export
from .flat import Export, Truth
from .lookalikes import families, templated
from .promises import PAIRS, judged
from .reposts import language_scripts, reposts, sample_scripts
from .scores import Found, Outcome, Pair, Row

OTHER_LANGUAGES = ("tr", "hi", "ko", "he", "th")
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Corpus:
    """What tgclean reads, as bytes, the truth about it, and how its work is scored."""

    data: bytes
    truth: bytes
    measure: Callable[[], Outcome]

    @property
    def sha256(self) -> str:
        """A hash of input and truth: another one means another corpus."""
        return hashlib.sha256(self.data + b"\0" + self.truth).hexdigest()


Maker = Callable[[int], Corpus]  # given what to add to its seed


def found_in(flat: bytes) -> list[Found]:
    """The posts that tgclean recovers from a flat text."""
    options = Options(input_format="text")
    return [
        Found(
            post.copies[0].line,
            max(copy.line_end for copy in post.copies),
            len(post.copies),
            post.forwarded_from,
            "\n".join(post.text.split("\n")[: post.title_lines]),
            post.text,
        )
        for post in posts(io.BytesIO(flat), options=options)
    ]


def grouped(rows: Sequence[Row]) -> list[list[int]]:
    """The groups of rows (from 0) that tgclean makes, the kept row first."""
    records = dedupe(io.BytesIO(_jsonl(rows)), options=Options(input_format="jsonl"))
    return [[span.line - 1 for span in record.spans] for record in records]


def _jsonl(rows: Iterable[Row]) -> bytes:
    return b"".join(json.dumps({"text": row.text}, ensure_ascii=False).encode() + b"\n" for row in rows)


def _flat(made: Export) -> Corpus:
    return Corpus(made.flat, _frozen(made.truth), lambda: scores.boundaries(made.truth, found_in(made.flat)))


def _merged(made: Export) -> Corpus:
    """A flat text whose reposts should be merged: recovery and matching together."""
    lines = made.flat.decode().split("\n")
    rows = [Row("\n".join(lines[post.line - 1 : post.line_end]), post.cluster, "") for post in made.truth]
    place = {post.line: at for at, post in enumerate(made.truth)}

    def measure() -> Outcome:
        records = dedupe(io.BytesIO(made.flat), options=Options(input_format="text"))
        starts = ([span.line for span in record.spans if span.role != "repeat"] for record in records)
        groups = ([place[line] for line in group if line in place] for group in starts)
        return scores.clusters(rows, [group for group in groups if group])

    return Corpus(made.flat, _frozen(made.truth), measure)


def _rows(rows: Sequence[Row]) -> Corpus:
    return Corpus(_jsonl(rows), _frozen(rows), lambda: scores.clusters(rows, grouped(rows)))


def _frozen(truth: Sequence[Truth] | Sequence[Row]) -> bytes:
    return json.dumps(truth, ensure_ascii=False).encode()


def _pairs(shift: int) -> Corpus:  # the table is the same with every seed
    data = b"".join(path.read_bytes() for path in sorted(PAIRS.glob("*.jsonl")))

    def measure() -> Outcome:
        return scores.pairs(
            Pair(name, row["id"], row["same"], merged)
            for name, pairs in sorted(judged().items())
            for row, merged in pairs
            if not name.startswith("(")
        )

    return Corpus(data, b"", measure)


def _pages(lang: str, seed: int) -> Maker:
    return lambda shift: _page(pages(lang, seed + shift, 150))


def _page(made: Pages) -> Corpus:

    def measure() -> Outcome:
        found = [page_scores.Found(post.line, post.text, post.forwarded_from) for post in found_in(made.flat.encode())]
        result, (named, right) = page_scores.score(made, found), page_scores.forwards(made, found)
        faults = [f"missed: {text!r}" for text in result.missed] + [f"invented: {text!r}" for text in result.invented]
        return Outcome({"post": result.f1, "forwarded_from": scores.share(right, named)}, faults)

    return Corpus(made.flat.encode(), made.digest.encode(), measure)


def _export(seed: int, knobs: Knobs, size: int = 2 * MB) -> Maker:
    return lambda shift: _flat(export(seed + shift, size, knobs))


def _channels(seed: int, habit: channels.Habit, size: int = MB) -> Maker:
    return lambda shift: _flat(channels.channels(seed + shift, size, habit))


def _templated(seed: int, languages: Sequence[str]) -> Maker:
    return lambda shift: _rows(templated(seed + shift, 800, languages))


def _families(seed: int, count: int, size: int, scripts: Sequence[str]) -> Maker:
    return lambda shift: _rows(families(seed + shift, count, size, scripts))


SURE = Knobs(noisy=0.7, title_only=0.0)  # every post has its repeat

# Another seed, size or knob is another corpus, whose hash and floors are not the ones that were agreed on.
CORPORA: dict[str, Maker] = {
    "export-default": _export(2101, Knobs()),
    "export-noisy": _export(2102, Knobs(noisy=0.7, title_only=0.8)),
    "export-unmixed": _export(2103, Knobs(mixed=False), 4 * MB),
    "export-clean": _export(2104, replace(SURE, noisy=0.0)),
    "export-spaces": _export(2105, replace(SURE, noise={"spaces": 1.0})),
    "export-selectors": _export(2106, replace(SURE, noise={"selectors": 1.0})),
    "export-other-languages": _export(2107, Knobs(languages=OTHER_LANGUAGES)),
    "export-reposts": lambda shift: _merged(export(2108 + shift, 2 * MB, Knobs(repost=0.4))),
    "channel-footers": _channels(2201, channels.footers),
    "channel-alerts": _channels(2202, channels.alerts, MB // 4),
    "channel-flashes": _channels(2205, channels.flashes, MB // 4),
    "channel-rulers": _channels(2203, channels.rulers),
    "channel-code": _channels(2204, channels.code),
    "reposts": lambda shift: _rows(reposts(2301 + shift, 3 * MB, sample_scripts)),
    "reposts-other-languages": lambda shift: _rows(
        reposts(2302 + shift, 2 * MB, lambda rng: language_scripts((*OTHER_LANGUAGES, "ar", "fa", "ja"), rng))
    ),
    "templated": _templated(2401, ("en",)),
    "templated-other-languages": _templated(
        2402, ("ru", "uk", "tr", "de", "es", "ar", "fa", "he", "hi", "zh", "ja", "ko")
    ),
    "lookalikes-4": _families(2501, 40, 4, ("lat", "cyr", "ara", "han")),
    "lookalikes-8": _families(2502, 40, 8, ("lat", "cyr", "ara", "han")),
    "lookalikes-3": _families(2503, 80, 3, ("lat", "cyr", "ara", "han")),
    "lookalikes-other-languages": _families(2504, 40, 6, ("tr", "hi", "ko", "he")),
    "pairs": _pairs,
    "pages-de": _pages("de", 2601),
    "pages-ru": _pages("ru", 2602),
    "pages-ar": _pages("ar", 2603),
    "pages-hi": _pages("hi", 2604),
    "pages-zh": _pages("zh", 2605),
    "pages-ko": _pages("ko", 2606),
}


@cache
def outcome(name: str, shift: int = 0) -> tuple[str, Outcome]:
    """The hash of a corpus and what tgclean scores on it, worked out once in a process.

    `shift` is added to its seed: another corpus of the same kind.
    """
    corpus = CORPORA[name](shift)
    return corpus.sha256, corpus.measure()
