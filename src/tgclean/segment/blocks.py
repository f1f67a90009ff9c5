"""Blocks: the parts of a post that begin with an emoji marker or a bullet."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from tgclean.model import Block, Copy, Post, Run
from tgclean.telegram import marker_of


def with_blocks(post: Post) -> Post:
    """Gives the post with its blocks: one begins at its first line and at each line with a marker.

    The marker is part of the block's text; lines without one belong to the block above.
    """
    text, marked = post.text, dict[int, str]()
    line, begin = 1, 0
    while True:  # line by line without a copy of each: few begin with anything but a letter
        end = text.find("\n", begin)
        if not text[begin : begin + 1].isalpha() and (marker := marker_of(text[begin : end if end >= 0 else None])):
            marked[line] = marker
        if end < 0:
            break
        line, begin = line + 1, end + 1
    marked.setdefault(1, "")
    begins = sorted(marked)
    ends = [*[below - 1 for below in begins[1:]], line]
    return replace(post, blocks=tuple([Block(marked[i], i, end) for i, end in zip(begins, ends, strict=True)]))


def split(post: Post, post_id: str) -> Iterator[Post]:
    """Gives each block of a post as a post of its own, in order, with its own spans in every copy.

    `post_id` is the id of the whole post.  Lines that stand in a copy but in no block of it (the
    forward header, interface lines) are in no block's span.
    """
    lines = post.text.split("\n")
    for whole in post.blocks:
        full = [n for n in range(whole.line, whole.line_end + 1) if lines[n - 1].strip()]
        if not full:
            continue
        block = Block(whole.marker, full[0], full[-1])  # without the empty line before the next block
        text = "\n".join(lines[block.line - 1 : block.line_end])
        places = [_place(copy, block) for copy in post.copies]
        copies = tuple(place for place in places if place is not None)
        title_lines = max(0, min(post.title_lines, block.line_end) - (block.line - 1))
        yield replace(
            post,
            text=text,
            title_lines=title_lines,
            copies=copies or (post.copies[0]._replace(runs=()),),  # a piece of a glued line has no line of its own
            blocks=(Block(block.marker, 1, text.count("\n") + 1),),
            kind="block",
            post_id=post_id,
        )


def _place(copy: Copy, block: Block) -> Copy | None:
    """Gives where a block stands in one copy, None if none of its lines does."""
    if not copy.runs:  # a row of JSON Lines: all of it stands in one place
        return copy
    runs = []
    for run in copy.runs:
        begin = max(run.text_line, block.line - 1)
        end = min(run.text_line + run.size, block.line_end)
        if begin < end:
            runs.append(Run(begin - block.line + 1, run.line + begin - run.text_line, end - begin))
    if not runs:
        return None
    first = min(run.line for run in runs)
    last = max(run.line + run.size - 1 for run in runs)
    offsets = copy.offsets[first - copy.line : last - copy.line + 2]
    return Copy(first, last, offsets, copy.score, tuple(runs))
