"""What of each post reached the flat text: the gold that a segmenter can be held to.

An extractor loses lines, cuts them and glues them.  To know which lines of its output came from which
post, the posts are extracted a second time with guard posts between them; the text between two guards
is the post's *segment*.  (`corpus` checks that the segments, put together, are the text without guards.)
A third time they are extracted without their messages: what stands there is interface.

A post is `exact` when each line of its segment is a line of the post (spaces apart), the beginning of
one, or an interface line, or when all together are the post: then what should come out is certain.
Otherwise it is `soft`: lines were glued or split so that several answers are right, or a poll, reply,
document or link preview stands there; a fair score leaves it out on both sides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .extract import extract
from .posts import MARKERS, Part, Post
from .render import page

GUARD = re.compile(r"Guard (?:opens|closes) number (\d+) in this long row of guards\.")
INTERFACE = ("This media is not supported in your browser", "VIEW IN TELEGRAM", "Media is too big", "Forwarded from")
POST_CHARS = 60  # trafilatura drops most posts that are shorter
AROUND = frozenset({"poll", "document", "reply", "preview"})
MARKS = re.compile(r"\]\((?:[^()\\]|\\.)*\)|[*_\[\]\\`#>|~+-]")  # what html2text writes around text
CODE_LINE = re.compile(r"pip install |GET /|rm -rf |CVE-|let x")  # only copy B has such lines
_UNSEEN = re.compile("[\ufe0e\ufe0f\u200b-\u200f\u2060\u2800\u3164\ufeff]")


@dataclass(frozen=True, slots=True)
class Reached:
    """A post as far as it reached the flat text.

    `segment` is its lines in the flat text, `text` what should be recovered of it ("" when nothing of
    it arrived).  `soft` says why that is uncertain, "" when it is certain.
    """

    post: Post
    segment: tuple[str, ...]
    text: str
    soft: str = ""


def fold(line: str) -> str:
    """A line without what extractors change at will: spaces, invisible and unprintable characters."""
    line = unicodedata.normalize("NFC", _UNSEEN.sub("", line))
    return "".join(sign for sign in line if sign.isprintable() and not sign.isspace())


def whole(text: str, name: str) -> str:
    """A text as one folded string, for html2text without its marks."""
    joined = text.replace("\n", "")
    return fold(MARKS.sub("", joined) if name == "html2text" else joined)


def reached(name: str, posts: Sequence[Post], owner: str) -> tuple[list[str], list[Reached]]:
    """What extractor `name` leaves of one page: the lines of its head, and of each post."""
    head, *segments = _segments(name, posts, owner)
    # trafilatura shows nothing around a message but what `_interface` knows; the others show more.
    empty = [] if name.startswith("trafilatura") else [replace(post, parts=(), poll=()) for post in posts]
    frames = _segments(name, empty, owner)[1:] if empty else [[] for _ in posts]
    out = [_judged(name, *three) for three in zip(posts, segments, frames, strict=True)]
    odd = glued(segments)
    return head, [replace(item, soft="glued to a neighbour") if i in odd else item for i, item in enumerate(out)]


def glued(segments: Sequence[Sequence[str]]) -> set[int]:
    """The posts whose last line stands glued to the next post's first, and those next posts."""
    ends = {i for i, segment in enumerate(segments) if segment and segment[-1].endswith(GLUE)}
    return ends | {i + 1 for i in ends}


GLUE = "\N{SYMBOL FOR NEWLINE}"


def squeezed(lines: Iterable[str]) -> str:
    """The lines as one string without white space."""
    return "".join("".join(lines).replace(GLUE, "").split())


def _segments(name: str, posts: Sequence[Post], owner: str) -> list[list[str]]:
    """The lines before the first guard, then those behind each."""
    # trafilatura drops a message that has nothing around it; the others would count what is around as text.
    bare = not name.startswith("trafilatura")
    guarded = [shown for i, post in enumerate(posts) for shown in (_guard(i + 1, bare), post)]
    segments: list[list[str]] = [[] for _ in range(len(posts) + 1)]
    number = 0
    for line in extract(name, page(guarded, owner)).splitlines():
        pieces = GUARD.split(line)
        for piece, then in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            if piece.strip():
                segments[number].append(piece + (GLUE if then else ""))
            number = int(then or number)
    return segments


def _guard(number: int, bare: bool) -> Post:
    lines = [f"Guard {verb} number {number} in this long row of guards." for verb in ("opens", "closes")]
    return Post(0, tuple(Part(line, (line,), "guard") for line in lines), bare=bare)


def _judged(name: str, post: Post, segment: Sequence[str], frame: Sequence[str]) -> Reached:
    """`post` with the lines that its segment has of it, as the extractor wrote them."""
    interface = _interface(post) | {fold(line) for line in frame}
    want = [line for line in post.text.split("\n") if line.strip()]
    around = sorted(AROUND & post.forms)
    lines = [line for line in segment if fold(line) in {fold(x) for x in want} or fold(line) not in interface]
    if post.poll or (around and any(fold(line) not in {fold(x) for x in want} for line in segment)):
        return Reached(post, tuple(segment), "", soft=around[0])
    if name == "trafilatura" and len(lines) > 1 and len(set(map(fold, lines))) == len(lines):
        return Reached(post, tuple(segment), "", soft="nothing repeats")
    if lines and whole("\n".join(lines), name) == whole(post.text, name):
        return Reached(post, tuple(segment), "\n".join(line.strip() for line in lines))
    return _united(name, post, tuple(segment), lines)


def _interface(post: Post) -> set[str]:
    """The lines that any extractor may leave of what stands around a message."""
    around = [part for group in (post.document, post.reply, post.preview) if group for part in group]
    bar = "".join(sign + count for sign, count in post.reactions)
    return {fold(line) for line in (*INTERFACE, *around, bar, "Forwarded from " + post.forwarded_from)}


def _united(name: str, post: Post, segment: tuple[str, ...], lines: Sequence[str]) -> Reached:
    """The ordered union of the copies of `post`, as far as it is certain."""
    want = [line for line in post.text.split("\n") if line.strip()]
    folded = [fold(line) for line in want]
    for line in lines:
        if not any(target.startswith(fold(line)) for target in folded):
            return Reached(post, segment, "", soft=f"not a line of the post: {line}")
    order = _order([fold(line) for line in lines], folded)
    if clash := _clash(order, want, opened(post), doubles=name == "trafilatura"):
        return Reached(post, segment, "", soft=clash)
    best: dict[int, str] = {}
    for place, line in zip(order, lines, strict=True):
        if place not in best or (fold(best[place]) != folded[place] and fold(line) == folded[place]):
            best[place] = line
    return Reached(post, segment, "\n".join(best[i] for i in sorted(best)))


def _order(lines: Sequence[str], want: Sequence[str]) -> list[int]:
    """Which line of the post each line is: of a line that the post has twice the one that copies in order allow.

    Of several ways the one is taken in which the copies have most lines in common.
    """
    ways = []
    for middle in range(1, len(lines) + 1):
        copies = _in_order(lines[:middle], want), _in_order(lines[middle:], want)
        if copies[0] is not None and copies[1] is not None:
            ways.append((len(set(copies[0]) & set(copies[1])), middle, copies[0] + copies[1]))
    if ways:
        return max(ways)[2]
    return [_places(line, want)[0] for line in lines]


def _in_order(lines: Sequence[str], want: Sequence[str]) -> list[int] | None:
    """Which line of the post each line of one copy is, None if they are in another order."""
    found: list[int] = []
    for line in lines:
        later = [i for i in _places(line, want) if not found or i > found[-1]]
        if not later:
            return None
        found.append(later[0])
    return found


def _places(line: str, want: Sequence[str]) -> list[int]:
    """The lines of the post that a line is, or if it is none of them whole, that it begins."""
    return [i for i, target in enumerate(want) if target == line] or [
        i for i, target in enumerate(want) if line and target.startswith(line)
    ]


def _clash(order: Sequence[int], want: Sequence[str], below_header: bool, doubles: bool) -> str:
    """Why the union is uncertain, given which line of the post each line of the segment is."""
    turns = [i for i in range(1, len(order)) if order[i] <= order[i - 1]]
    if len(turns) != 1:
        return "more than two copies" if turns else "nothing repeats" if doubles and len(order) > 1 else ""
    first, second = set(order[: turns[0]]), set(order[turns[0] :])
    common = first & second
    title = min(first) if min(first) not in second else -1
    if not common:
        return "no line in both copies"
    head = [i for i in sorted(first - {title}) if i < min(common)]
    if title >= 0 and head and could_be_all(want[title], below_header) and not starts_with_emoji(want[head[0]]):
        return "the first line could be a post of its own"
    if sum(len(want[i]) for i in second if i > max(common)) >= POST_CHARS:
        return "the last lines could be a post of their own"
    between = [want[i] for i in first if i > max(common)] + [want[i] for i in second if i < min(common)]
    if between and not all(starts_with_emoji(line) or CODE_LINE.match(line) for line in between):
        return "the lines between the copies could be the first one's last or the second one's first"
    met: set[int] = set()
    for place in sorted((first | second) - {title}):
        met = set() if place in common else met | {1 if place in first else 2}
        if len(met) == 2:
            return "lines of one copy alone meet lines of the other copy alone"
    return ""


def opened(post: Post) -> bool:
    """Whether lines of the interface stand before the post's text."""
    return bool(post.forwarded_from) or post.media in {"unsupported", "big"}


def could_be_all(line: str, below_header: bool) -> bool:
    """Whether a line could be all of a post: measured, those below a header are kept from a third of the length on."""
    return len(line) >= (POST_CHARS // 3 if below_header else POST_CHARS)


def unsure(items: Sequence[Reached]) -> set[int]:
    """The posts of one line before a title that nothing stands before, and the posts of these titles.

    They could be one post, whose first body line is lost from copy B: it begins with a spoiler or a custom emoji.
    """
    out: set[int] = set()
    for i, j in pairwise(i for i, item in enumerate(items) if item.segment):
        item, after = items[i], items[j]
        alone = item.text and "\n" not in item.text and not item.post.reactions
        if alone and "\n" in after.text and not opened(after.post):
            out |= {i, j}
    return out


def starts_with_emoji(line: str) -> bool:
    """Whether the line begins with one of the generator's markers."""
    return line.lstrip().startswith(MARKERS)
