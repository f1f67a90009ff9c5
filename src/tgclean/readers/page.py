"""One message of a page: where its page's head ends, who owns it, what opens it, and which lines are its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tgclean.model import Copy, Post, Run
from tgclean.options import Interface
from tgclean.readers.markdown import Shown, unwrapped
from tgclean.readers.messages import Message
from tgclean.telegram import forwarded_from, is_interface, is_placeholder
from tgclean.telegram import pages as facts
from tgclean.telegram.reactions import reactions

_HEAD_LINES = 80  # a page's head is looked for in as many lines, with its description
_BEHIND_HEAD = 12  # lines between the last of a head ("About", "Blog", "Apps") and the first post
_NAME_LINES = 6  # an emoji in a name parts it where every text node is a line
_MAX_NAMES = 64


@dataclass(frozen=True, slots=True)
class Shape:
    """How an extractor shows the pages of an input.

    `owner` is the name that stands before nearly every post, "" if none does; `airy` pages have empty
    lines before the foot: their own, and no post's.  `timeless` ones have views and no time.  Those of a
    `mirror` have neither, and one post each; those where posts end in `signatures` show neither and are
    no mirror's.
    """

    markdown: bool = False
    mirror: bool = False
    timeless: bool = False
    airy: bool = False
    owner: str = ""
    signatures: frozenset[str] | None = None


@dataclass(slots=True)
class Names:
    """The names of the channels whose pages these are, in order of appearance; a bounded number of them."""

    known: dict[str, str] = field(default_factory=dict)

    def add(self, name: str) -> None:
        """Takes a name in, the oldest out if there are too many."""
        key = squeezed(name)
        if key and key not in self.known:
            self.known[key] = name
            if len(self.known) > _MAX_NAMES:
                del self.known[next(iter(self.known))]


@dataclass(frozen=True, slots=True)
class View:
    """A message as shown: its lines, and which of them are not empty; those of the foot, if it has one, last."""

    message: Message
    lines: tuple[Shown, ...]
    full: tuple[int, ...]
    foot: int
    invalid: bool

    @property
    def texts(self) -> list[str]:
        """The lines that are not empty, without the white space around them, foot excluded."""
        return [self.lines[i].text.strip() for i in self.full[: len(self.full) - self.foot]]


def squeezed(text: str) -> str:
    """Gives a name as it is compared: without white space."""
    return "".join(text.split())


def view_of(message: Message, shape: Shape) -> View:
    """Gives a message as its reader sees it."""
    invalid = False
    try:
        raw = [line.decode() for line in message.raw]
    except UnicodeDecodeError:
        raw, invalid = [line.decode("utf-8", "replace") for line in message.raw], True
    body = len(raw) - message.foot
    if shape.markdown:
        shown = unwrapped(raw[:body])
        shown += [Shown(line.strip(), body + i) for i, line in enumerate(raw[body:])]
    else:
        shown = [Shown(line, i) for i, line in enumerate(raw)]
    full = tuple(i for i, line in enumerate(shown) if line.text.strip())
    foot = sum(1 for i in full if shown[i].at >= body)
    return View(message, tuple(shown), full, foot, invalid)


def parted(view: View, shape: Shape, names: Names) -> list[View]:
    """Return a message in two where the head of another page stands below a post without a foot: its page was cut."""
    texts = view.texts
    named = _owner_lines(texts, names) or int(texts[:1] == [shape.owner])
    kinds = [facts.head_evidence(text) for text in texts[:_HEAD_LINES]] if named else []
    if "download" not in kinds:
        return [view]
    first = next(i for i, kind in enumerate(kinds) if kind)
    begin = first - (kinds[first] == "handle")  # the name stands above it
    if begin <= named or not _behind_head(texts[begin:], Names()):
        return [view]
    message, at = view.message, view.lines[view.full[begin]].at
    above = Message(message.line, message.offsets[: at + 1], message.raw[:at])
    below = replace(message, line=message.line + at, offsets=message.offsets[at:], raw=message.raw[at:])
    return [view_of(above, shape), view_of(below, shape)]


def first_line(view: View, names: Names) -> str:
    """Gives the line that a message begins with, behind the head of its page."""
    texts = view.texts
    begin = _behind_head(texts, names)
    return texts[begin] if begin < len(texts) else ""


def post_of(view: View, source: str, shape: Shape, names: Names, interface: Interface) -> Post | None:
    """Gives the post of a message, None for lines that are no message: a page's head without posts.

    Names that the head of a page says are added to `names`.
    """
    texts = view.texts
    begin = _behind_head(texts, names)
    opening = begin + _owner_lines(texts[begin:], names)
    channel = names.known.get(squeezed("".join(texts[begin:opening])), "")
    header, body, forwarded = _opening(texts, opening)
    end = len(texts) - (reactions(texts[body:]) if view.foot else 0)
    chosen = _text(texts, body, end)
    if interface == "keep":
        begin = 0
        chosen = [i for i in range(len(view.full)) if not opening <= i < header]
    if not view.foot and not chosen and not channel:
        return None
    return _post(view, source, begin, [view.full[i] for i in chosen], shape, channel, forwarded)


def _behind_head(texts: Sequence[str], names: Names) -> int:
    """Gives where the first post behind the head of a page begins, at its owner's name; 0 without a head.

    A head says two things at least of title, handle, counters and "Download Telegram", and begins with one.
    """
    if not any(map(facts.head_evidence, texts[: _NAME_LINES + 2])):
        return 0
    kinds = {i: kind for i, text in enumerate(texts[:_HEAD_LINES]) if (kind := facts.head_evidence(text))}
    if len(set(kinds.values())) < 2:
        return 0
    last = max(kinds, key=lambda i: (kinds[i] == "download", -i))  # the button is the last of a head, if it is there
    if kinds[last] != "download":
        last = next(i for i in kinds if kinds[i] != kinds[min(kinds)])
        while last + 1 in kinds:
            last += 1
    titles = [texts[0], *(name for i in kinds if i <= last and (name := facts.title_of(texts[i])))]
    for title in titles[1:]:
        names.add(title)
    keys = {squeezed(title) for title in titles}
    for i in range(last + 1, min(len(texts), last + 1 + _BEHIND_HEAD)):
        if squeezed(texts[i]) in keys or _owner_lines(texts[i:], names):
            if kinds.get(i + 1) == "counters":  # the name in the bar above the messages
                last = i + 1
                continue
            if not _owner_lines(texts[i:], names):
                names.add(texts[i])
            return i
    return last + 1


def _owner_lines(texts: Sequence[str], names: Names) -> int:
    """Gives how many of the first lines are the name of a known channel: the longest such name."""
    joined = ""
    longest = 0
    for i, text in enumerate(texts[:_NAME_LINES], 1):
        joined += squeezed(text)
        if joined in names.known:
            longest = i
        if len(joined) > facts.MAX_NAME_CHARS:
            break
    return longest


def _opening(texts: Sequence[str], begin: int) -> tuple[int, int, str]:
    """Gives where the forward header ends, where the text begins, and the name in the header."""
    name = ""
    i = begin
    if i < len(texts) and (found := forwarded_from(texts[i].encode("utf-8", "replace"))) is not None:
        name = found
        i += 1
        if not name and i < len(texts):
            name = texts[i] if len(texts[i]) <= facts.MAX_NAME_CHARS else ""
            i += bool(name)
    header = i
    while i < len(texts) and (is_placeholder(texts[i].encode("utf-8", "replace")) or facts.is_duration(texts[i])):
        i += 1
    return header, i, name


def _text(texts: Sequence[str], begin: int, end: int) -> list[int]:
    """Gives the places of the lines that are the author's."""
    chosen = [i for i in range(begin, end) if not is_placeholder(texts[i].encode("utf-8", "replace"))]
    if len(chosen) == 1 and is_interface(texts[chosen[0]].encode("utf-8", "replace")):
        return []  # "Channel photo updated" and the like stand alone
    if any(facts.is_poll_type(texts[i]) for i in chosen):
        chosen = [i for i in chosen if not (facts.is_poll_type(texts[i]) or facts.is_poll_figure(texts[i]))]
    return chosen


def _post(
    view: View, source: str, begin: int, chosen: Sequence[int], shape: Shape, channel: str, forwarded: str
) -> Post:
    message = view.message
    first = view.lines[view.full[begin]].at if begin < len(view.full) else 0
    numbers = _with_gaps(view, chosen, airy=shape.airy)
    texts = _unindented(view, [view.lines[i].text for i in numbers], begin, airy=shape.airy)
    runs: list[Run] = []
    for text_line, i in enumerate(numbers):
        line = message.line + view.lines[i].at
        if runs and not shape.markdown and runs[-1].line + runs[-1].size == line:
            runs[-1] = runs[-1]._replace(size=runs[-1].size + 1)
        else:
            runs.append(Run(text_line, line, 1))
    flags = {"invalid_utf8"} if view.invalid else set()
    if message.cut:
        flags.add("forced_split")
    last = message.line + len(message.raw) - 1
    place = Copy(message.line + first, last, message.offsets[first:], 100.0, tuple(runs))
    return Post(
        source=source,
        text="\n".join(texts),
        title_lines=0,
        copies=(place,),
        forwarded_from=forwarded,
        channel=channel,
        author=facts.author_of([view.lines[i].text.strip() for i in view.full[len(view.full) - view.foot :]]),
        url=message.url if facts.message_number(message.url) else "",
        message_id=facts.message_number(message.url),
        flags=frozenset(flags),
    )


def _with_gaps(view: View, chosen: Sequence[int], *, airy: bool) -> list[int]:
    """Gives the places of a text's lines, the empty lines between two that follow each other included."""
    if airy or not chosen:
        return list(chosen)
    following = dict(zip(view.full, view.full[1:], strict=False))
    out: list[int] = []
    for i, after in zip(chosen, [*chosen[1:], -1], strict=True):
        out.append(i)
        if following.get(i) == after:
            out += range(i + 1, after)
    return out


def _unindented(view: View, texts: Sequence[str], begin: int, *, airy: bool) -> list[str]:
    """Gives lines without the indent that the page's layout put before them.

    A line with less of it than the first is none of the layout but of a block of code, and stays.  One
    with more is a document's or a poll's at the beginning of the text, and anywhere in an `airy` page.
    """
    first = view.lines[view.full[begin]].text if begin < len(view.full) else ""
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    out: list[str] = []
    deeper = True
    for text in texts:
        own = text.startswith(indent)
        line = text.removeprefix(indent).rstrip(" \t\r")
        deeper = deeper and line[:1] in (" ", "\t", "")
        out.append(line.lstrip(" \t") if own and (deeper or airy) else line)
    return out
