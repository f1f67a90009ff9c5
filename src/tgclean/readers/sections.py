"""Flat text in sections: behind each cut of a line that is too long reading begins anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from msgspec.structs import replace

from tgclean.model import Chunk, Post, Tally


def by_sections(
    stream: Iterable[Chunk], read: Callable[[Iterator[Chunk]], Iterator[Post]], own: Tally
) -> Iterator[Post]:
    """Yield the posts that `read` makes of the chunks of an input, section by section; `own` counts for the input.

    The posts on both sides of a cut have the flag `forced_split`; the last one has `truncated` if the input ends
    within a character.
    """
    ahead = iter(stream)
    is_cut = is_behind = False

    def section(first: Chunk) -> Iterator[Chunk]:
        nonlocal is_cut
        for chunk in chain((first,), ahead):
            is_cut = chunk.is_cut
            yield chunk
            if is_cut:
                return

    while (first := next(ahead, None)) is not None:
        held: Post | None = None
        for post in read(section(first)):
            if held is not None:
                yield held
            ends_within = post.copies[-1].line_end in own.places.get("truncated", ())
            held = _flagged(post, forced_split=is_behind, truncated=ends_within)
            is_behind = False
            if not is_cut:  # else the post may be the one before the cut
                yield held
                held = None
        if held is not None:
            yield _flagged(held, forced_split=True)
        is_behind = is_cut


def _flagged(post: Post, **flags: bool) -> Post:
    added = {flag for flag, holds in flags.items() if holds}
    return replace(post, flags=post.flags | added) if added else post
