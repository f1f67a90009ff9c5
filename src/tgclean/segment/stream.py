"""The driver: chunks in, posts out, in windows of a fixed size whatever the size of the chunks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from tgclean.model import Chunk, Post, Tally
from tgclean.options import Options
from tgclean.segment.lines import REACH, window_of
from tgclean.segment.posts import Maker, Place
from tgclean.segment.recover import Learned, recover

WINDOW_LINES = 16384
WINDOW_BYTES = 8 << 20
MARGIN_LINES = REACH + 50
"""Lines at the end of a window whose posts the next window makes, as it sees what follows them."""


class _Buffer:
    """Raw lines that no post was made of yet."""

    def __init__(self) -> None:
        self.first_line = 1
        self.lines: list[bytes] = []
        self.starts: list[int] = [0]

    def take(self, chunk: Chunk, begin: int) -> int:
        """Take the lines of a chunk from `begin` on, up to the line that fills the window; return how many."""
        if not self.lines:
            self.first_line = chunk.first_line + begin
            self.starts = [chunk.starts[begin]]
        most = min(begin + WINDOW_LINES - len(self.lines), len(chunk.lines))
        end = bisect_left(chunk.starts, self.starts[0] + WINDOW_BYTES, begin + 1, most)
        self.lines += chunk.lines[begin:end]
        self.starts += chunk.starts[begin + 1 : end + 1]
        return end - begin

    def is_full(self) -> bool:
        """Return whether the window has all the lines, or all the bytes, that one may have."""
        return len(self.lines) >= WINDOW_LINES or self.starts[-1] - self.starts[0] >= WINDOW_BYTES

    def drop(self, count: int) -> None:
        """Forget the first lines."""
        del self.lines[:count], self.starts[:count]
        self.first_line += count


def in_windows(chunks: Iterable[Chunk], source: str, options: Options, tally: Tally) -> Iterator[Post]:
    """Yield the posts of a source in order, each as soon as later lines cannot change it.

    The posts are the same for any size of the chunks: windows are cut by lines and bytes alone.  What is odd of the
    source is counted in `tally`.
    """
    buffer, learned = _Buffer(), Learned()
    for chunk in chunks:
        done = 0
        while done < len(chunk.lines):
            done += buffer.take(chunk, done)
            if buffer.is_full():
                yield from _cut(buffer, learned, source, options, tally, is_last=False)
    yield from _cut(buffer, learned, source, options, tally, is_last=True)
    tally.limits.update(learned.limits)
    if learned.doubled and tally.format == "text":
        tally.format = "text, every body twice"
    if learned.is_unmarked:
        tally.warn("no_boundaries")


def _cut(
    buffer: _Buffer, learned: Learned, source: str, options: Options, tally: Tally, *, is_last: bool
) -> Iterator[Post]:
    """Yield the posts of the window that later lines cannot change, and take their lines away."""
    window = window_of(buffer.lines)
    size = len(window)
    if not size:
        buffer.drop(len(buffer.lines))
        return
    window, layouts = recover(window, learned, options.doubled)
    forced = False
    if not is_last:
        sure = [layout for layout in layouts if layout.end <= size - min(MARGIN_LINES, size // 4)]
        # At least half of a window goes, or a long post would be laid out again and again.
        if not sure or sure[-1].end < size // 2:
            sure = layouts[: len(sure) + 1]
            forced = sure[-1].end == size
        layouts = sure
        if forced:
            tally.limits["window"] += 1
    place = Place(source, buffer.first_line, buffer.starts)
    maker = Maker(window, place, keep_interface=options.interface == "keep")
    for layout in layouts:
        yield maker.post_of(layout, forced=forced and layout is layouts[-1])
    end = layouts[-1].end
    buffer.drop(len(buffer.lines) if end == size else window.numbers[end])
