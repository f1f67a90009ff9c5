"""Pages as trafilatura 2.3 shows them: each post once, no owner, no views, no time.

    Forwarded from North Wind      with a no-break space; or a medium that the page does not show
    The text of the post
    🟣 Harbour Daily | Subscribe    the channel's signature, if it has one
    👍83👎14

A post ends at its reactions and before a header or a medium; what recurs before these is the channel's
signature and ends posts too.  Where none of it stands between two posts nothing tells them apart: they stay one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tgclean.folding import fold_line
from tgclean.model import Chunk, Copy, Post, Run, Tally
from tgclean.options import Interface
from tgclean.readers.messages import MAX_BYTES, MAX_LINES
from tgclean.readers.signs import MIN_SIGNS
from tgclean.telegram import forwarded_from, is_placeholder, suspects
from tgclean.telegram.reactions import is_bar

_TEXT, _FORWARD, _MEDIUM, _BAR, _BLANK = range(5)
_OPENING = frozenset((_FORWARD, _MEDIUM))

_NO_BREAK = "\u00a0".encode()
_OWN_SIGNS = 3  # of these, headers with a no-break space or bars: trafilatura's, nobody else's
_MAX_TEXT_LINES = 40  # for each of them
_MAX_BLANK_SHARE = 0.05
_LONG_BYTES = 24
_NEAR_LINES = 200  # a line again within so many is the same post's second copy
_MAX_AGAIN_SHARE = 0.1
_MAX_BELOW_SHARE = 0.02  # right below itself: a body of one line, where most posts are one line and stand once
_MAX_SIGNATURE_BYTES = 400
_RECURS = 5  # times that a signature must recur
_ENDING_SHARE = 0.4  # and of these, before a sign


def signatures(lines: Sequence[bytes]) -> frozenset[str] | None:
    """Gives the last lines of posts that recur in an input's first lines, folded; None if it has not this shape."""
    full = [line for line in lines if line and not line.isspace()]
    signs = {i: kind for i in suspects(full) if (kind := _kind(full[i])) != _TEXT}
    own = sum(kind == _BAR or (kind == _FORWARD and _NO_BREAK in full[i]) for i, kind in signs.items())
    if len(signs) < MIN_SIGNS or own < _OWN_SIGNS or len(full) - len(signs) > _MAX_TEXT_LINES * len(signs):
        return None
    if len(lines) - len(full) > _MAX_BLANK_SHARE * len(lines):
        return None
    keys = ["" if i in signs else _key(line) for i, line in enumerate(full)]
    seen = Counter(keys)
    if _doubles([line for i, line in enumerate(full) if i not in signs and seen[keys[i]] < _RECURS]):
        return None
    ends: frozenset[str] = frozenset()
    for _ in range(2):  # "Read in full" stands before a signature that stands before a sign
        ending = Counter(key for i, (key, after) in enumerate(pairwise(keys), 1) if i in signs or after in ends)
        ends = frozenset(k for k, n in seen.items() if k and n >= _RECURS and ending[k] >= _ENDING_SHARE * n)
    return ends or None


def _key(line: bytes) -> str:
    """Gives a line as signatures are compared, "" for one that is too long to be one."""
    return fold_line(line) if len(line) <= _MAX_SIGNATURE_BYTES else ""


def _doubles(texts: Sequence[bytes]) -> bool:
    """Return whether many lines stand again near by, or some right below: old trafilatura's text, the segmenter's."""
    last: dict[bytes, int] = {}
    long = again = below = 0
    for i, line in enumerate(texts):
        if len(line) >= _LONG_BYTES:
            distance = i - last.get(line, -_NEAR_LINES - 1)
            long += 1
            again += distance <= _NEAR_LINES
            below += distance == 1
            last[line] = i
    return again > _MAX_AGAIN_SHARE * long or below > _MAX_BELOW_SHARE * long


def _kind(line: bytes) -> int:
    if not line or line.isspace():
        return _BLANK
    if forwarded_from(line) is not None:
        return _FORWARD
    if is_placeholder(line):
        return _MEDIUM
    if len(line) <= _MAX_SIGNATURE_BYTES and line.rstrip()[-1:].isdigit() | line.rstrip().endswith((b"K", b"M")):
        return _BAR if is_bar(line.decode("utf-8", "replace").strip()) else _TEXT
    return _TEXT


@dataclass(slots=True)
class _Open:
    """A post while its lines come in."""

    line: int
    offsets: list[int]
    raw: list[bytes] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    signed: bool = False


def single(
    stream: Iterable[Chunk], name: str, ends: frozenset[str], interface: Interface, tally: Tally
) -> Iterator[Post]:
    """Gives the posts of such pages, in order; `ends` are the lines that end posts, `name` is the source's."""
    post: _Open | None = None
    for chunk in stream:
        for i, line in enumerate(chunk.lines):
            kind = _kind(line)
            ending = kind == _TEXT and bool(ends) and _key(line) in ends
            if post is not None:
                full = len(post.raw) >= MAX_LINES or post.offsets[-1] - post.offsets[0] >= MAX_BYTES
                if full or _begins(post, kind, ending=ending):
                    tally.limits["page_message"] += full
                    yield _post(post, name, interface, cut=full)
                    post = None
            if post is None:
                if kind == _BLANK:
                    continue
                post = _Open(chunk.first_line + i, [chunk.starts[i]])
            post.raw.append(line)
            post.kinds.append(kind)
            post.offsets.append(chunk.starts[i + 1])
            post.signed = ending or (post.signed and kind in (_BLANK, _BAR))
    if post is not None:
        yield _post(post, name, interface, cut=False)


def _begins(post: _Open, kind: int, *, ending: bool) -> bool:
    """Says whether a line of this kind is the first of another post."""
    last = next((k for k in reversed(post.kinds) if k != _BLANK), _TEXT)
    if kind in (_BLANK, _BAR):
        return last == _BAR and kind == _BAR
    if kind in _OPENING:
        return last not in _OPENING or (last == _MEDIUM and kind == _FORWARD)
    return last == _BAR or (post.signed and not ending)


def _post(post: _Open, source: str, interface: Interface, *, cut: bool) -> Post:
    first = post.kinds[0] == _FORWARD
    name = (forwarded_from(post.raw[0]) or "") if first else ""
    flags = {"forced_split"} if cut else set()
    wanted = (_TEXT, _BLANK) if interface == "drop" else (_TEXT, _BLANK, _MEDIUM, _BAR, _FORWARD)
    chosen = [i for i in range(first, len(post.raw)) if post.kinds[i] in wanted]
    while chosen and post.kinds[chosen[-1]] == _BLANK:
        chosen.pop()
    while chosen and post.kinds[chosen[0]] == _BLANK:
        del chosen[0]
    lines: list[str] = []
    runs: list[Run] = []
    for i in chosen:
        try:
            text = post.raw[i].decode()
        except UnicodeDecodeError:
            text = post.raw[i].decode("utf-8", "replace")
            flags.add("invalid_utf8")
        if runs and runs[-1].line + runs[-1].size == post.line + i:
            runs[-1] = runs[-1]._replace(size=runs[-1].size + 1)
        else:
            runs.append(Run(len(lines), post.line + i, 1))
        lines.append(text.strip(" \t\r"))
    last = max((i for i, kind in enumerate(post.kinds) if kind != _BLANK), default=0)
    place = Copy(post.line, post.line + last, post.offsets[: last + 2], 100.0, tuple(runs))
    return Post(source, "\n".join(lines), 0, (place,), name, flags=frozenset(flags))
