"""The matcher: takes posts in order of place and says, after the last, which post each one belongs to."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING

from tgclean.distinct import DIGEST_BYTES, Distinct
from tgclean.match.opinion import Opinion
from tgclean.model import UNDECODED, Post, Tally, Verdict
from tgclean.options import Options

# Loaded where texts differ: equal ones alone need no judge.
if TYPE_CHECKING:
    from tgclean.match.clusters import Joined
    from tgclean.match.near import Known, Near
    from tgclean.match.stream import OneByOne


class Matcher:
    """Clusters of near-duplicate posts, over one run: `add` every post, then ask for `verdicts`; or `decide` each.

    `text_of(number)` gives the text of a post added before; texts are not kept.  A post without text, or with bytes
    that could not be decoded, is no copy of another.  With `unit` "block", blocks of less than `min_chars` characters
    are exact copies of equal ones of the same post, else fresh.  `tally.limits` counts the caps that bit: `hot_bucket`
    (keys of so many posts that not all are compared), `candidates` (posts like more clusters than are tried),
    `long_texts` (merged with equal ones only).
    """

    def __init__(self, options: Options, text_of: Callable[[int], str], tally: Tally) -> None:
        self._options = options
        self._text_of = text_of
        self._tally = tally
        self._texts = Distinct()
        self._numbers = array("I")
        self._waiting: list[str] = []
        self._near: Near | None = None
        self._one_by_one: OneByOne | None = None

    def add(self, post: Post, digest: bytes = b"") -> int:
        """Take the next post, the first has number 0, and return the number of its text among the distinct ones.

        `digest` is blake2b-128 of its text, if that is known.
        """
        known = len(self._texts)
        number = self._number(post, digest)
        if number < known or self._options.exact_only:
            return number
        self._waiting.append(compared_text(post, self._options))
        if len(self._texts) > 1:
            near = self._nearness()
            for text in self._waiting:
                near.add(text)
            self._waiting.clear()
        return number

    def _nearness(self) -> Near:
        if self._near is None:
            from tgclean.match.near import Near

            self._near = Near(self._options, self._text, self._tally)
        return self._near

    def _number(self, post: Post, digest: bytes) -> int:
        """Return the number of the post's text among the distinct ones."""
        place = len(self._numbers)
        identity = identity_of(post, self._options, digest) or _digest(str(place), b"alone")
        number = self._texts.number(identity, place)
        for further in count():
            if self._texts.firsts[number] == place or self._text(number) == post.text:
                break
            number = self._texts.number(other_identity(post.text, further), place)
        self._numbers.append(number)
        return number

    def _text(self, number: int) -> str:
        return self._text_of(self._texts.firsts[number])

    def verdicts(self, known: Known | None = None) -> Iterator[Verdict]:
        """Yield one verdict a post, in order of number; once, after the last post was added.

        `known` is what an index knows of the distinct texts, in order of number.
        """
        if self._near is None:
            for post, number in enumerate(self._numbers):
                yield self._verdict(post, number, None)
            return
        joins = self._near.joins(known)
        for post, number in enumerate(self._numbers):
            yield self._verdict(post, number, joins[number])

    def why(self, a: int, b: int) -> Opinion:
        """Return the opinion on two posts that clustering has, by all that the file teaches; after the last `add`."""
        first, second = self._numbers[a], self._numbers[b]
        if first == second:
            return Opinion(True, 100.0, "exact")
        if self._near is None:
            return Opinion(False, 0.0, "distinct: texts differ")
        return self._near.why(first, second)

    def near_misses(self, least: float) -> Iterator[tuple[int, int, Opinion]]:
        """Yield pairs of posts that are two though they score `least` or more; after the last `add`."""
        firsts = self._texts.firsts
        for a, b, opinion in self._near.near_misses(least) if self._near else ():
            yield firsts[a], firsts[b], opinion

    def footer_lines(self, text: str) -> set[int]:
        """Return which lines of a text, from 0 on, are footers by what the file teaches; after the last `add`."""
        return self._near.footer_lines(text) if self._near else set()

    def decide(self, post: Post, digest: bytes = b"") -> Verdict:
        """Take the next post, as `add` does, and return its verdict at once, against those before it.

        Not to be mixed with `add`.
        """
        place, known = len(self._numbers), len(self._texts)
        number = self._number(post, digest)
        if self._options.exact_only:
            return self._verdict(place, number, None)
        if self._one_by_one is None:
            from tgclean.match.stream import OneByOne

            self._one_by_one = OneByOne(self._options, self._text, self._tally.limits)
        if number < known:
            return self._verdict(place, number, self._one_by_one.joined(number))
        return self._verdict(place, number, self._one_by_one.place(number, compared_text(post, self._options)))

    def _verdict(self, post: int, number: int, joined: Joined | None) -> Verdict:
        """Return the verdict on a post with text `number`, which joined another text, or leads."""
        first = self._texts.firsts[joined.leader if joined else number]
        if first == post:
            return Verdict(post, "fresh", post, 100.0, "")
        if not joined:
            return Verdict(post, "exact", first, 100.0, "exact")
        reason = f"near: {joined.differing} of {joined.words} words differ" if joined.differing else "folded"
        return Verdict(post, "near", first, joined.score, reason, joined.fuller)


def identity_of(post: Post, options: Options, digest: bytes = b"") -> bytes:
    """Return what posts that are exact copies of each other have in common, b"" for one that is a copy of none.

    `digest` is blake2b-128 of its text, if that is known.
    """
    if not post.text or UNDECODED in post.flags:
        return b""
    if _is_short(post, options):
        return _digest(f"{post.post_id}\0{post.text}", b"block")
    return digest or _digest(post.text)


def other_identity(text: str, further: int) -> bytes:
    """Return what a text is known by where another text has its digest, and others have the `further` ones before.

    Whoever makes two texts with one digest shall not hide one of them behind the other.
    """
    return _digest(text, b"%d" % further)


def compared_text(post: Post, options: Options) -> str:
    """Return the text by which a post may be near another, "" if it may be near none."""
    return "" if _is_short(post, options) or UNDECODED in post.flags else post.text


def _is_short(post: Post, options: Options) -> bool:
    return options.unit == "block" and len(post.text) < options.min_chars


def _digest(text: str, kind: bytes = b"") -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES, person=kind).digest()
