"""How many posts of a corpus a segmenter recovered, each whole and exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .corpus import Corpus
from .reach import fold, whole


class Found(NamedTuple):
    """A recovered post: the 1-based line where it begins, its text, the name it was forwarded from."""

    line: int
    text: str
    forwarded_from: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Posts that should be recovered, that were, and that are right; examples of what is not."""

    want: int
    found: int
    right: int
    missed: tuple[str, ...]
    invented: tuple[str, ...]

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, over whole posts."""
        return 2 * self.right / (self.want + self.found) if self.want + self.found else 1.0


def key(text: str, extractor: str) -> str:
    """What is compared: the folded lines; for html2text all in one, without its marks and its line breaks."""
    if extractor == "html2text":
        return whole(text, extractor)
    return "\n".join(line for line in map(fold, text.split("\n")) if line)


def score(corpus: Corpus, found: Iterable[Found]) -> Score:
    """Compare; recovered posts that begin in a soft post or in a page's head are not counted."""
    sure = [post for post in found if _counts(corpus, post.line)]
    have = Counter(key(post.text, corpus.extractor) for post in sure)
    want = Counter(key(item.text, corpus.extractor) for item in corpus.gold if not item.soft)
    del have[""], want[""]
    right = want & have
    return Score(
        want.total(),
        have.total(),
        right.total(),
        tuple((want - have).elements()),
        tuple((have - want).elements()),
    )


def forwards(corpus: Corpus, found: Sequence[Found]) -> tuple[int, int]:
    """Of the posts that begin where they should, how many, and how many name the right forward source.

    A post behind one that was lost, or has no text, may take that one's header: it is not counted.
    """
    right = total = 0
    for post in found:
        owner = corpus.owners[post.line - 1]
        if owner < 0 or corpus.gold[owner].soft or (owner and not corpus.gold[owner - 1].text):
            continue
        total += 1
        right += post.forwarded_from == corpus.gold[owner].post.forwarded_from
    return total, right


def _counts(corpus: Corpus, line: int) -> bool:
    owner = corpus.owners[line - 1]
    return owner >= 0 and not corpus.gold[owner].soft
