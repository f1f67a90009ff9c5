"""What other processes do of a run: the posts of a shard, and the places of a part of the posts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tgclean.merge import record_of
from tgclean.model import Chunk, Tally
from tgclean.parallel import Job, beside, in_processes, path_of
from tgclean.pipeline import finished
from tgclean.readers import stretch
from tgclean.segment import segment
from tgclean.writers import Lent, Spool, encode, text_in

# Loaded where posts are placed: with numpy it takes longer than a process that makes drafts needs to start.
if TYPE_CHECKING:
    from tgclean.match import Matcher
    from tgclean.match.share import Part, Share

__all__ = ["Draft", "Loan", "drafts_of", "in_processes", "placed_of", "placing"]


class Draft(NamedTuple):
    """A post worked out as far as one source can: its bytes, the lines of its records, what to count of it."""

    begin: int
    end: int
    lines: list[bytes]
    repeats: int
    flags: frozenset[str]


def drafts_of(job: Job) -> tuple[list[Draft], Tally]:
    """Gives the drafts of the posts of one shard, and what was counted of its lines."""
    own = Tally()
    lines = _up_to(job.end, stretch(job.path, job.name, job.begin, job.until, job.ends_before), own)
    drafts = []
    for post in segment(lines, job.name, job.options, own):
        parts = finished(post, job.options)
        repeats = sum(len(part.copies) - 1 for part in parts)
        end = max(copy.offsets[-1] for copy in post.copies)
        records = [encode(record_of(part)) for part in parts]
        drafts.append(Draft(post.copies[0].offsets[0], end, records, repeats, post.flags))
    return drafts, own


def _up_to(end: int, lines: Iterator[Chunk], own: Tally) -> Iterator[Chunk]:
    """Gives the chunks, and counts the lines that begin before `end`: those beyond are the next shard's."""
    for chunk in lines:
        mine = min(bisect_left(chunk.starts, end), len(chunk.lines))
        own.lines += mine
        own.bytes_in += chunk.starts[mine] - chunk.starts[0]
        yield chunk


class Loan(NamedTuple):
    """What a process needs to place a part of the posts: paths to their keys and lines, and where the lines end."""

    share: Share
    part: int
    keys: str
    lines: str
    ends: bytes


@contextmanager
def placing(matcher: Matcher, spool: Spool, parts: int) -> Iterator[tuple[Iterable[Part | None], int]]:
    """Has all but the first of some parts of the posts placed by processes, which end with the block.

    Gives what they find, waited for when it is taken, and the number of parts; one part where others would not pay.
    """
    loans = _loans(matcher, spool, parts)
    if not loans:
        yield (), 1
        return
    with beside(placed_of, loans) as found:
        yield found, parts


def _loans(matcher: Matcher, spool: Spool, parts: int) -> list[Loan]:
    shared = matcher.share(parts)
    if shared is None:
        return []
    file, ends = spool.lent()
    keys, lines = path_of(shared[1]), path_of(file)
    return [Loan(shared[0], part, keys, lines, ends) for part in range(1, parts)] if keys and lines else []


def placed_of(loan: Loan) -> Part | None:
    """Gives what one process finds of its part; None if it cannot read what was lent."""
    from tgclean.match.share import place

    try:
        lines = Lent(loan.lines, loan.ends)
        return place(loan.share, loan.part, loan.keys, lambda post: text_in(lines.read(post)))
    except OSError:
        return None
