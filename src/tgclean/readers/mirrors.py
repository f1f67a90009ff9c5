"""Pages of a mirror: one post each, whole and twice, then sentences about Telegram that no author wrote.

    the lines of the post
    the lines of the post
    Telegram was founded in 2013 by two Russian brothers, Nikolai and Pavel Durov. So, uh, …
    from us

Source: stored pages of group-telegram.com.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tgclean.folding import fold_line
from tgclean.model import Chunk, Copy, Post, Run, Tally
from tgclean.options import Interface
from tgclean.readers.messages import Message, messages
from tgclean.telegram import forwarded_from, is_placeholder
from tgclean.telegram import mirrors as facts
from tgclean.telegram.pages import NO_FOOT, Foot


def has_mirrors(lines: Sequence[bytes]) -> bool:
    """Says whether one of the first lines of an input is a mirror's last, the sentences above it."""
    # Most lines need no closer look: the last of a page says "from us".
    ends = [i for i, line in enumerate(lines) if b"from " in line and facts.from_country(line) is not None]
    above = [next((line for line in reversed(lines[:i]) if line and not line.isspace()), b"") for i in ends]
    return any(map(facts.is_press, above))


def mirrors(stream: Iterable[Chunk], name: str, interface: Interface, tally: Tally) -> Iterator[Post]:
    """Gives the post of each page, in order; `name` is the source's."""
    for message in messages(stream, tally, _at_end, b"rom "):
        post = _post(message, name, interface)
        if post is not None:
            yield post


def _at_end(recent: Sequence[tuple[int, bytes]]) -> Foot:
    """Gives the lines that end a page: the sentences and the country, in one foot."""
    if len(recent) < 2 or facts.from_country(recent[-1][1]) is None or not facts.is_press(recent[-2][1]):
        return NO_FOOT
    return Foot(2)


def _post(message: Message, source: str, interface: Interface) -> Post | None:
    raw = message.raw[: len(message.raw) - message.foot]
    lines = [line.decode("utf-8", "replace").strip() for line in raw]
    full = [i for i, line in enumerate(lines) if line]
    channel = (message.foot and facts.from_country(message.raw[-1])) or ""
    number = ""
    for i in full:
        named, numbered = facts.webview(lines[i])
        channel, number = channel or named, number or numbered
    own = [i for i in full if not facts.is_frame(lines[i])]
    forwarded, headers = "", 0
    if own and (found := forwarded_from(raw[own[0]])) is not None:
        forwarded, headers = found, 1
    own = own[headers:]
    if interface == "keep":
        copies = [list(range(len(message.raw)))]
        lines = [line.decode("utf-8", "replace").strip() for line in message.raw]
    else:
        copies = _halves([i for i in own if not is_placeholder(raw[i])], raw)
    if not copies[0]:
        return None
    text = [lines[i] for i in _with_gaps(copies[0], lines)]
    return Post(
        source=source,
        text="\n".join(text).strip("\n"),
        title_lines=0,
        copies=tuple(_copies(message, copies, lines)),
        forwarded_from=forwarded,
        channel=channel,
        message_id=number,
        flags=_flags(message),
    )


def _flags(message: Message) -> frozenset[str]:
    flags = {"forced_split"} if message.cut else set()
    try:
        b"\n".join(message.raw).decode()
    except UnicodeDecodeError:
        flags.add("invalid_utf8")
    return frozenset(flags)


def _halves(own: list[int], raw: Sequence[bytes]) -> list[list[int]]:
    """Return the places of a post's lines, of both its copies if the second half is the first again.

    A forward header or a medium may stand before the first copy alone.
    """
    half, odd = divmod(len(own), 2)
    folded = [fold_line(raw[i]) for i in own]
    if half and not odd and folded[:half] == folded[half:]:
        return [own[:half], own[half:]]
    return [own]


def _with_gaps(own: Sequence[int], lines: Sequence[str]) -> list[int]:
    """Gives the places of a text's lines, the empty ones between them included."""
    chosen = set(own)
    return [i for i in range(own[0], own[-1] + 1) if i in chosen or not lines[i]]


def _copies(message: Message, copies: Sequence[Sequence[int]], lines: Sequence[str]) -> Iterator[Copy]:
    """Gives where the copies stand: the first from the page's first line on, the last to its last."""
    begin = 0
    lines_of_text = {i: at for at, i in enumerate(_with_gaps(copies[0], lines))}
    for k, own in enumerate(copies):
        last = k == len(copies) - 1
        end = len(message.raw) if last else copies[k + 1][0]
        runs: list[Run] = []
        for first, i in zip(copies[0], own, strict=True):
            at, line = lines_of_text[first], message.line + i
            if runs and runs[-1].line + runs[-1].size == line and runs[-1].text_line + runs[-1].size == at:
                runs[-1] = runs[-1]._replace(size=runs[-1].size + 1)
            else:
                runs.append(Run(at, line, 1))
        yield Copy(message.line + begin, message.line + end - 1, message.offsets[begin : end + 1], 100.0, tuple(runs))
        begin = end
