"""Near-duplicates among all distinct texts of a run.

Posts are held together by keys that they share.  What is held together, directly or through others, is a component,
and what becomes of its posts depends on them and on the footers of the file alone.  So components may be judged in any
order, and anywhere.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np

from tgclean.match.clusters import SIGNED, TRIES, Clusters, Joined
from tgclean.match.components import components
from tgclean.match.content import content
from tgclean.match.footers import among, footers
from tgclean.match.lines import lines_of, lines_of_posts, longest_key
from tgclean.match.opinion import Opinion
from tgclean.match.pairs import Buckets
from tgclean.match.rows import Rows
from tgclean.match.signature import GRAM_KEYS, KEYS, Signatures, gram_keys, signature
from tgclean.match.tokens import I64, U64, Tokenizer, head_flags, mix
from tgclean.model import Tally
from tgclean.options import Options

BATCH_CHARS, BATCH_POSTS = 128 * 1024, 4096
"""What is tokenised at once: arrays that stay in the processor's cache, and few calls."""
MAX_CHARS = 1 << 20
"""A longer text is a copy of equal ones only; its arrays would take 40 bytes a character."""
_REKEYED = 512  # posts at once, whose tokens are in memory
_PART = 1 << 14
"""Components are judged together up to so many posts: enough for few calls, and little memory."""


class Known(NamedTuple):
    """What is known of some texts from elsewhere: the hashes of footers, in order, and the component of each text."""

    footers: U64
    components: I64


class Joins:
    """What each text joined, in rows: as objects they would take ten times the room."""

    def __init__(self, count: int) -> None:
        self._leaders, self._scores = np.arange(count, dtype=np.uint32), np.zeros(count)
        self._counts, self._fuller = np.zeros((count, 2), dtype=np.uint32), np.zeros(count, dtype=bool)

    def put(self, text: int, joined: Joined) -> None:
        """Say what a text joined."""
        self._leaders[text], self._scores[text], *counts, self._fuller[text] = joined
        self._counts[text] = counts

    def repeat(self, texts: I64, firsts: I64) -> None:
        """Let texts join what earlier ones with the same words did, or these themselves."""
        for column in (self._leaders, self._scores, self._counts, self._fuller):
            column[texts] = column[firsts]
        self._scores[texts[self._leaders[firsts] == firsts]] = 100.0
        self._fuller[texts] = False

    def __getitem__(self, text: int) -> Joined | None:
        """Return what a text joined."""
        leader = int(self._leaders[text])
        if leader == text:
            return None
        differing, words = self._counts[text].tolist()
        return Joined(leader, float(self._scores[text]), differing, words, bool(self._fuller[text]))


class Near:
    """Takes all texts, then says what each joined; `text_of` gives a text again.

    `tally.limits` counts `long_texts`, `hot_bucket` (keys of more posts than are compared) and `candidates`.
    """

    def __init__(self, options: Options, text_of: Callable[[int], str], tally: Tally) -> None:
        self._threshold, self._tally, self._limits = options.threshold, tally, tally.limits
        self._tokenizer = Tokenizer(any_figure=options.numbers == "ignore")
        self._rows = Rows(options.tmp_dir, text_of, self._tokenizer)
        self._waiting: list[str] = []
        self._chars = 0
        self._names, self._keys = array("Q"), array("I")
        self._footers: U64 | None = None

    def add(self, text: str) -> None:
        """Take the next text."""
        self._waiting.append(compared(text, self._limits))
        self._chars += len(text)
        if self._chars >= BATCH_CHARS or len(self._waiting) == BATCH_POSTS:
            self._flush()

    def _flush(self) -> None:
        batch = self._tokenizer.tokens(self._waiting)
        lines = lines_of(batch)
        self._rows.append(batch, lines)
        names, keys = signature(batch, lines)
        self._names.frombytes(names.tobytes())
        self._keys.frombytes(keys.tobytes())
        self._waiting, self._chars = [], 0

    def joins(self, known: Known | None = None) -> Joins:
        """Return what each text joined; after the last was added."""
        self._footers = known.footers if known else None
        signatures, firsts = self._learned
        joins = Joins(len(firsts))
        again = np.flatnonzero(firsts != np.arange(len(firsts)))
        components = known.components.copy() if known else self._components()
        components[again] = len(components) + again  # what has the same words as another is not judged
        parts = list(_parts(components))
        self._tally.to_compare = sum(len(posts) for posts, _ in parts)
        done = 0
        for posts, groups in parts:
            done += len(posts)
            part = Part(self._rows, signatures.of(posts), posts, groups)
            for post, joined in part.resolve(self._threshold, self._limits):
                self._tally.compared += 1
                if joined:
                    joins.put(post, joined)
            self._tally.compared = done
        joins.repeat(again, firsts[again])
        return joins

    def why(self, a: int, b: int) -> Opinion:
        """Return the opinion on two texts, with the words that differ; after the last was added."""
        signatures = self._learned[0]
        labels = self._components()
        posts = np.flatnonzero((labels == labels[a]) | (labels == labels[b]))
        posts = posts[np.argsort(labels[posts], kind="stable")]
        part = Part(self._rows, signatures.of(posts), posts, labels[posts])
        return part.clusters(self._threshold, self._limits).explained(a, b)

    def near_misses(self, least: float) -> Iterator[tuple[int, int, Opinion]]:
        """Yield pairs of texts that are two though they score `least` or more; after the last was added."""
        signatures = self._learned[0]
        for posts, groups in _parts(self._components()):
            part = Part(self._rows, signatures.of(posts), posts, groups)
            for a, b, opinion in part.opinions(self._threshold):
                if not opinion.same and opinion.score >= least:
                    yield a, b, opinion

    def footer_lines(self, text: str) -> set[int]:
        """Return which lines of a text, from 0 on, are footers; after the last was added."""
        _ = self._learned
        lines = lines_of(self._tokenizer.tokens([content(line).text for line in text.split("\n")]))
        names = zip(lines.posts.tolist(), lines.hashes.tolist(), strict=True)
        return {place for place, name in names if name in self._rows.footers}

    def _components(self) -> I64:
        signatures = self._learned[0]
        buckets = Buckets(signatures)
        self._limits["hot_bucket"] += buckets.hot
        later, earlier = zip(*((later, earlier) for later, earlier, _ in buckets.pairs()), strict=True)
        return components(np.concatenate(later), np.concatenate(earlier), len(signatures.names))

    @cached_property
    def _learned(self) -> tuple[Signatures, I64]:
        """Return the signatures of all texts, and the first text with the same words; learn the footers."""
        self._flush()
        names, keys = np.frombuffer(self._names, np.uint64), np.frombuffer(self._keys, np.uint32).reshape(-1, KEYS)
        places, firsts = np.arange(len(names)), _firsts(names)
        lines = self._rows.lines()
        counted = lines_of_posts(lines, firsts == places)
        learned = footers(lambda: (counted,)) if self._footers is None else self._footers
        self._rows.learn(lines, among(lines.hashes, learned))
        # The same words are one post and not judged; in short ones signs are compared, too.
        short = np.frombuffer(self._rows.weights, dtype=np.float32) < SIGNED
        firsts[short] = places[short]
        keys[(firsts != places) | (names == 0)] = 0
        return Signatures(names, keys), firsts


class Part:
    """Some components to be judged: `posts` are their numbers in `rows`, component by component in order of place.

    `groups` rise with the components.  Footers are left out of the keys here, where they are known.
    """

    def __init__(self, rows: Rows, signatures: Signatures, posts: I64, groups: I64) -> None:
        self._rows, self._posts = rows, posts.tolist()
        self._places = {post: place for place, post in enumerate(self._posts)}
        _rekey(signatures, rows, posts)
        self._buckets = Buckets(signatures, groups)

    def resolve(self, threshold: float, limits: Counter[str]) -> Iterator[tuple[int, Joined | None]]:
        """Yield each post and what it joins."""
        clusters = self.clusters(threshold, limits)
        for place, candidates in self._buckets.candidates():
            post = self._posts[place]
            yield post, clusters.place(post, [self._posts[candidate] for candidate in candidates])

    def opinions(self, threshold: float) -> Iterator[tuple[int, int, Opinion]]:
        """Yield the opinion on each post and the likeliest of its candidates."""
        clusters = self.clusters(threshold, Counter())
        for place, candidates in self._buckets.candidates():
            post = self._posts[place]
            for candidate in candidates[:TRIES]:
                yield self._posts[candidate], post, clusters.opinion(self._posts[candidate], post)

    def clusters(self, threshold: float, limits: Counter[str]) -> Clusters:
        """Return clusters for these posts."""
        return Clusters(self._rows, self._lookalikes, threshold, limits)

    def _lookalikes(self, post: int, limit: int) -> list[int]:
        return [self._posts[place] for place in self._buckets.lookalikes(self._places[post], limit)]


def _rekey(signatures: Signatures, rows: Rows, posts: I64) -> None:
    """Make the keys of posts with footers from their other lines; a post of nothing else is its footers."""
    footed = np.flatnonzero(rows.footed[posts])
    for at in range(0, len(footed), _REKEYED):
        cut = {place: rows.row(int(posts[place])).own() for place in footed[at : at + _REKEYED].tolist()}
        own = {place: row for place, row in cut.items() if row.tokens}
        if not own:
            continue
        points = np.frombuffer("".join([row.tokens for row in own.values()]).encode("utf-32-le"), dtype=np.uint32)
        bounds = np.array([len(row.tokens) for row in own.values()], dtype=np.int64).cumsum()
        keys = gram_keys(mix(points.astype(np.uint64)), bounds)
        keys[:, GRAM_KEYS] = [longest_key(row.lines) for row in own.values()]
        signatures.keys[list(own)] = keys


def _parts(labels: I64) -> Iterator[tuple[I64, I64]]:
    """Yield the posts of components of two or more, some thousand at once, and the component of each."""
    sizes = np.bincount(labels, minlength=len(labels))
    posts = np.flatnonzero(sizes[labels] > 1)
    posts = posts[np.argsort(labels[posts], kind="stable")]
    heads = np.flatnonzero(head_flags(labels[posts]))
    start = 0
    while start < len(posts):
        after = heads.searchsorted(start + _PART)
        end = int(heads[after]) if after < len(heads) else len(posts)
        yield posts[start:end], labels[posts[start:end]]
        start = end


def compared(text: str, limits: Counter[str]) -> str:
    """Return what is compared of a text: its content, or nothing of one that is too long."""
    if len(text) <= MAX_CHARS:
        return content(text).text
    limits["long_texts"] += 1
    return ""


def _firsts(hashes: U64) -> I64:
    """Return for each text the first one with the same hash."""
    order = np.argsort(hashes, kind="stable")
    heads = head_flags(hashes[order])
    firsts = np.empty(len(hashes), dtype=np.int64)
    firsts[order] = order[np.maximum.accumulate(np.where(heads, np.arange(len(order)), 0))]
    return firsts
