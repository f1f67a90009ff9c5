"""Merging: a post becomes a record, and the records of one cluster become one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain

from msgspec.structs import replace

from tgclean.model import Post, Record, Role, Span, Verdict
from tgclean.options import Keep
from tgclean.patterns import pattern

_HASHTAG = pattern(r"(?<![\w/&#])#(?=\w*\p{L})\w+")
Diff = Callable[[str, str], str]


def id_of(text: str) -> str:
    """Gives the id of a text: 32 hex digits of blake2b-128 of its UTF-8.

    >>> id_of("")
    'cae66941d9efbd404e4d88758ea67670'
    """
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def record_of(post: Post) -> Record:
    """Gives the record of one post alone: its first copy is kept, its further copies are repeats."""
    text = post.text
    identity = id_of(text)
    title = "" if not post.title_lines else "\n".join(text.split("\n", post.title_lines)[: post.title_lines])
    spans = _spans(post)
    return Record(
        id=identity,
        text=text,
        title=title,
        channel=post.channel,
        author=post.author,
        url=post.url,
        forwarded_from=post.forwarded_from,
        date=post.date,
        message_id=post.message_id,
        source=post.source,
        kind=post.kind,
        marker=post.blocks[0].marker if post.blocks else "",
        post_id=post.post_id or identity,
        blocks=post.blocks,
        hashtags=" ".join(dict.fromkeys(_HASHTAG.findall(text))) if "#" in text else "",
        count=len(spans),
        repeats=len(spans) - 1,
        exact=0,
        near=0,
        score_min=100.0,
        flags=" ".join(sorted(post.flags)),
        spans=spans,
        extra=post.extra,
    )


def post_of(record: Record) -> Post:
    """Return what a record says of its post, without its places."""
    title_lines = record.title.count("\n") + 1 if record.title else 0
    flags = frozenset(record.flags.split())
    return Post(record.source, record.text, title_lines, (), flags=flags, kind=record.kind, post_id=record.post_id)


def rewritten(record: Record, post: Post) -> Record:
    """Return a record with the text of a post, and what follows from it; the rest stays."""
    made = record_of(post)
    return replace(
        record,
        id=made.id,
        text=made.text,
        title=made.title,
        marker=made.marker,
        post_id=made.id if record.kind == "post" else record.post_id,
        blocks=made.blocks,
        hashtags=made.hashtags,
        flags=made.flags,
    )


def _spans(post: Post) -> list[Span]:
    named = post.forwarded_from, post.channel, post.author, post.url, post.date, post.message_id
    spans = []
    role: Role = "kept"
    for line, line_end, offsets, score, _ in post.copies:
        spans.append(Span(post.source, line, line_end, offsets[0], offsets[-1], role, score, "", *named))
        role = "repeat"
    return spans


def merge(
    records: Sequence[Record],
    verdicts: Sequence[Verdict],
    keep: Keep,
    diff: Diff = lambda text, copy: "" if text == copy else f"[-{text}-]{{+{copy}+}}",
) -> Record:
    """Gives the one record of a cluster, with a span for every copy: the kept one's first, then by place.

    `records` are in order of place, the leader first; `verdicts[i]` is about `records[i]`, the leader's
    is "fresh".  The scores are similarities to the leader, whichever copy is kept.  `diff` gives
    what a near copy says otherwise than the written text.

    Raises: ValueError if there are not at least two of both, and as many of each.
    """
    if len(records) < 2 or len(records) != len(verdicts):
        raise ValueError(f"{len(records)} records and {len(verdicts)} verdicts are no cluster")
    chosen = _CHOICES[keep](records, verdicts)
    roles: list[Role] = ["near" if verdict.kind == "fresh" else verdict.kind for verdict in verdicts]
    scores = [round(verdict.score, 4) for verdict in verdicts]
    if chosen:  # the leader is a copy like any other then, as near to the kept one as that is to it
        roles[0], scores[0] = roles[chosen], scores[chosen]
    roles[chosen] = "kept"
    kept = records[chosen]
    edits = [
        diff(kept.text, record.text) if role == "near" else "" for record, role in zip(records, roles, strict=True)
    ]
    spans = [_as(*placed) for placed in zip(records, roles, scores, edits, strict=True)]
    first = spans[chosen].pop(0)
    ordered = [first, *chain.from_iterable(spans)]
    flags = set(kept.flags.split())
    if keep == "fullest" and chosen:
        flags.add("extended")
    return replace(
        kept,
        count=len(ordered),
        repeats=sum(span.role == "repeat" for span in ordered),
        exact=roles.count("exact"),
        near=roles.count("near"),
        score_min=min(score for role, score in zip(roles, scores, strict=True) if role != "kept"),
        flags=" ".join(sorted(flags)),
        spans=ordered,
    )


def written(records: Sequence[Record], verdicts: Sequence[Verdict], keep: Keep) -> int:
    """Return which record of a cluster is written, as `merge` chooses it."""
    return _CHOICES[keep](records, verdicts) if len(records) > 1 else 0


def merged_copies(records: Sequence[Record], merged: Record, chosen: int) -> Iterator[tuple[int, Record, Span]]:
    """Yield the records of a cluster that are not the written one: number, record, span of its first copy."""
    at = 1
    for number, record in enumerate(records):
        if number != chosen:
            yield number, record, merged.spans[at]
        at += len(record.spans) - (number == chosen)


def _as(record: Record, role: Role, score: float, edits: str) -> list[Span]:
    """Gives the spans of a record as copies in a cluster: its first has the role, its further ones repeat."""
    first, *more = record.spans
    return [replace(first, role=role, score=100.0 if role == "kept" else score, edits=edits), *more]


_CHOICES: dict[Keep, Callable[[Sequence[Record], Sequence[Verdict]], int]] = {
    "fullest": lambda _records, verdicts: max(i for i, verdict in enumerate(verdicts) if verdict.fuller or not i),
    "first": lambda _records, _verdicts: 0,
    "last": lambda records, _verdicts: len(records) - 1,
    "longest": lambda records, _verdicts: max(range(len(records)), key=lambda i: (len(records[i].text), -i)),
}
