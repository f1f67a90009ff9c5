"""Pages of t.me/s as every extractor but old trafilatura shows them: each post once, its foot behind it.

    Harbour Daily              the owner, before nearly every post
    Forwarded from North Wind
    The text of the post
    👍83👎14
    1.3K views09:35            the foot: views and time, in one line or in three

The shape is told from the first lines of an input: its feet recur, and what stands between
two of them is not there twice.  Text that doubles is the segmenter's, whatever it quotes.

Source: what lxml, BeautifulSoup, html2text, inscriptis and resiliparse make of such pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise

from tgclean.model import Chunk, Post, Tally
from tgclean.options import Interface
from tgclean.readers.messages import Message, at_foot, at_views, may_have_feet, messages
from tgclean.readers.mirrors import has_mirrors, mirrors
from tgclean.readers.page import Names, Shape, View, first_line, parted, post_of, view_of
from tgclean.readers.single import signatures, single
from tgclean.telegram import forwarded_from, is_interface
from tgclean.telegram import pages as facts

_OWNED_SHARE = 0.5
_UNOWNED_FEET = 3
_MAX_MEAN_LINES = 150  # of a message that is not empty: a channel of longer ones is told by its owner
_COMPARED_FEET = 4  # of fewer messages, a name might be a line that two have
_MAX_DOUBLED_SHARE = 0.25
_LONG_BYTES = 24  # shorter lines recur in any text


def pages(stream: Iterable[Chunk], name: str, shape: Shape, interface: Interface, tally: Tally) -> Iterator[Post]:
    """Gives the posts of pages of this shape, in order; `name` is the source's.

    What an extractor does not show of a post is not made up: there is no date, and where lines are glued
    without a mark, they stay so.
    """
    if shape.mirror:
        yield from mirrors(stream, name, interface, tally)
        return
    if shape.signatures is not None:
        yield from single(stream, name, shape.signatures, interface, tally)
        return
    names = Names()
    names.add(shape.owner)
    before = ""
    found = messages(stream, tally, at_views if shape.timeless else at_foot)
    views = (part for message in found for part in parted(view_of(message, shape), shape, names))
    for view, after in _paired(views):
        if shape.owner:
            first = first_line(view, names)
            # Another channel's pages have begun: its name stands before two posts in a row.
            if view.foot and _may_own(first):
                again = after is not None and after.foot and first == first_line(after, names)
                if (first == before or again) and any(map(_says_more, (view, after))):
                    names.add(first)
                before = first
        post = post_of(view, name, shape, names, interface)
        if post is not None:
            yield post


def _paired(views: Iterable[View]) -> Iterator[tuple[View, View | None]]:
    """Gives each view and the one behind it."""
    yield from pairwise(chain(views, (None,)))


def told(lines: list[bytes], *, ended: bool) -> Shape | None:
    """Gives the shape of a text by its first lines; `ended` says that these are all."""
    for timeless in (False, True) if may_have_feet(lines) else ():
        found = list(messages([_chunk(lines)], Tally(), at_views if timeless else at_foot))
        closed = [message for message in found if message.foot]
        if closed and not _doubled(closed):
            rest = [message for message in found if not message.foot]
            shape = _of(closed, timeless=timeless)
            alone = len(closed) == 1 and ended and not rest and not timeless
            full = sum(1 for message in closed for line in message.raw if line.strip())
            enough = len(closed) >= _UNOWNED_FEET and full <= _MAX_MEAN_LINES * len(closed) and not timeless
            if shape.owner or alone or enough:
                return shape
    if has_mirrors(lines):
        return Shape(mirror=True)
    ends = signatures(lines)
    return None if ends is None else Shape(signatures=ends)


def _chunk(lines: list[bytes]) -> Chunk:
    return Chunk(1, lines, list(accumulate([len(line) + 1 for line in lines], initial=0)))


def _of(closed: Sequence[Message], *, timeless: bool) -> Shape:
    """Gives the shape of messages that end in feet."""
    marked = sum(bool(message.url) for message in closed)
    markdown = marked * 2 > len(closed)
    airy = not markdown and sum(_stands_off(message) for message in closed) * 2 > len(closed)
    shape = Shape(markdown=markdown, timeless=timeless, airy=airy)
    names = Names()
    views = [view_of(message, shape) for message in closed]
    firsts = [first_line(view, names) for view in views]
    named = {first for first, view in zip(firsts, views, strict=True) if _says_more(view)}
    recurring = Counter(one for one, two in pairwise(firsts) if one == two and one in named and _may_own(one))
    if recurring and sum(first in recurring for first in firsts) >= _OWNED_SHARE * len(closed):
        return replace(shape, owner=recurring.most_common(1)[0][0])
    return replace(shape, owner=next(reversed(names.known.values()), ""))


def _may_own(line: str) -> bool:
    """Says whether a line may be a channel's name: one of the page's own, before two posts in a row, is not."""
    raw = line.encode("utf-8", "replace")
    return 0 < len(line) <= facts.MAX_NAME_CHARS and not is_interface(raw) and forwarded_from(raw) is None


def _says_more(view: View | None) -> bool:
    """Say whether a message has more than its first line: a name alone above a foot is a post of one line."""
    return view is not None and len(view.texts) > 1


def _stands_off(message: Message) -> bool:
    """Says whether an empty line stands before the foot."""
    above = len(message.raw) - message.foot - 1
    return above >= 0 and not message.raw[above].strip()


def _doubled(closed: Sequence[Message]) -> bool:
    """Says whether the messages have their lines twice, as old trafilatura leaves them: in one, or in two neighbours.

    A line that more than two messages have is the channel's signature, or its name.
    """
    long = [[line for line in message.raw[: -message.foot] if len(line) >= _LONG_BYTES] for message in closed]
    spread = Counter(line for lines in long for line in set(lines))
    again = sum(len(lines) - len(set(lines)) for lines in long)
    for one, two in pairwise(long if len(long) >= _COMPARED_FEET else ()):
        again += sum(spread[line] == 2 for line in set(one) & set(two))
    return again > _MAX_DOUBLED_SHARE * sum(map(len, long))
