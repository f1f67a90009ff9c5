"""The driver: chunks in, posts out, in windows of a fixed size whatever the size of the chunks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tgclean.model import Chunk, Post, Tally
from tgclean.options import Options
from tgclean.segment.core import lay_out
from tgclean.segment.layout import Layout, window_of
from tgclean.segment.lore import Learned
from tgclean.segment.posts import Place, post_of

WINDOW_LINES = 16384
WINDOW_BYTES = 8 << 20
# At the end of a window, not committed: the next window sees more of them.  The longest post has half as many, twice.
_MARGIN_LINES = 512


class _Buffer:
    """Raw lines that no post was made of yet."""

    def __init__(self) -> None:
        self.first_line = 1
        self.lines: list[bytes] = []
        self.starts: list[int] = [0]

    def add(self, chunk: Chunk, begin: int, end: int) -> None:
        if not self.lines:
            self.first_line = chunk.first_line + begin
            self.starts = [chunk.starts[begin]]
        self.lines += chunk.lines[begin:end]
        self.starts += chunk.starts[begin + 1 : end + 1]

    def drop(self, count: int) -> None:
        del self.lines[:count], self.starts[:count]
        self.first_line += count


def segment(chunks: Iterable[Chunk], source: str, options: Options, tally: Tally) -> Iterator[Post]:
    """Gives the posts of a source in order, as they are sure; limits that bite are counted in `tally`.

    The same posts for any size of the chunks: windows are cut by lines and bytes alone.
    """
    buffer = _Buffer()
    learned = Learned()
    for chunk in chunks:
        done = 0
        while done < len(chunk.lines):
            take = _room(buffer, chunk, done)
            buffer.add(chunk, done, done + take)
            done += take
            if _full(buffer):
                yield from _cut(buffer, source, options, learned, final=False)
    yield from _cut(buffer, source, options, learned, final=True)
    tally.limits.update(learned.limits)
    if learned.unmarked and learned.lines:
        tally.warnings["no_boundaries"] += 1


def _full(buffer: _Buffer) -> bool:
    return len(buffer.lines) >= WINDOW_LINES or buffer.starts[-1] - buffer.starts[0] >= WINDOW_BYTES


def _room(buffer: _Buffer, chunk: Chunk, done: int) -> int:
    """Gives how many lines of the chunk go into the window: up to the line that fills it."""
    most = min(WINDOW_LINES - len(buffer.lines), len(chunk.lines) - done)
    begin = buffer.starts[0] if buffer.lines else chunk.starts[done]
    if chunk.starts[done + most] - begin < WINDOW_BYTES:
        return most
    low, high = 1, most  # the first line whose end reaches the size
    while low < high:
        middle = (low + high) // 2
        if chunk.starts[done + middle] - begin >= WINDOW_BYTES:
            high = middle
        else:
            low = middle + 1
    return low


def _cut(buffer: _Buffer, source: str, options: Options, learned: Learned, *, final: bool) -> Iterator[Post]:
    """Gives the posts of the window that later lines cannot change, and takes their lines away."""
    window = window_of(buffer.lines)
    layouts = lay_out(window, learned) if window.lines else []
    place = Place(source, buffer.first_line, buffer.starts)
    forced = False
    if not final and layouts:
        layouts, forced = _committed(layouts, len(window.lines))
        if forced:
            learned.limits["window"] += 1
    for layout in layouts:
        cut = forced and layout is layouts[-1]
        yield post_of(window, layout, place, keep_interface=options.interface == "keep", forced=cut)
    if final or not layouts or layouts[-1].end == len(window.lines):
        buffer.drop(len(buffer.lines))
    else:
        buffer.drop(window.numbers[layouts[-1].end])


def _committed(layouts: list[Layout], size: int) -> tuple[list[Layout], bool]:
    """Gives the posts to commit, and whether the window had to be cut inside a post.

    At least half of a window goes, or a long post would be laid out again and again.
    """
    sure = size - min(_MARGIN_LINES, size // 4)
    kept = [x for x in layouts if x.end <= sure]
    if kept and kept[-1].end >= size // 2:
        return kept, False
    return layouts[: len(kept) + 1], layouts[len(kept)].end == size
