"""The spine: what happens to a byte, and the only module that leads from one stage to the next.

prepare   one source, stateless:          read → segment → clean → blocks
resolve   all posts, ordered, stateful:   match → merge
run       both, as the lines of the output
write     the lines, to a file or standard output
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from tgclean.clean import clean, without_lines
from tgclean.errors import InputError, NoPostsError, OptionError
from tgclean.match import Matcher, edits
from tgclean.merge import Clusters, Editions, id_of, merge, merged_copies, post_of, record_of, rewritten, written
from tgclean.model import Post, Record, Tally
from tgclean.notices import many
from tgclean.options import Options
from tgclean.readers import Input, Source, by_sections, reader_of, size_of, sources
from tgclean.segment import segment, within
from tgclean.segment.blocks import split, with_blocks
from tgclean.writers import (
    Spool,
    Target,
    To,
    compressed,
    decode,
    emit,
    encode,
    format_of,
    identity_of_target,
    open_target,
    refuse_inputs,
    text_in,
    write_as,
)  # fmt: skip

if TYPE_CHECKING:
    from tgclean.index import Index

_DECIDING = ("threshold", "exact_only", "numbers", "unit", "min_chars", "keep", "interface", "clean")
"""Options that decide what is merged and written; those of an index stay the same."""

# The levels above know no reader and no writer: what they need of them comes through here.
__all__ = [
    "Input", "Source", "To", "decode", "emit", "format_of", "identity_of_target", "open_target", "opened", "prepare",
    "records", "refuse_inputs", "run", "size_of", "sources", "write",
]  # fmt: skip


def prepare(source: Source, options: Options, tally: Tally) -> Iterator[Post]:
    """Yield the posts of one source, or their blocks, in order."""
    own = tally.inputs.setdefault(source.name, Tally())
    try:
        reader, lines = reader_of(source, options, own)
        if reader is None:
            found = by_sections(lines, lambda part: segment(part, source.name, options, own), own)
        else:
            found = reader(source.name, own)
        # Rows that are no post each, and messages, have no bytes of their own: their texts are counted.
        by_row = own.format in ("JSON Lines", "CSV") and options.unit == "post" and options.rows == "post"
        own.by_text = not (by_row or own.format.startswith("text"))
        if options.rows == "page" and reader is not None:
            found = chain.from_iterable(within(post, options, own) for post in found)
        for post in found:
            parts = parts_of(post, options)
            own.count(post, parts)
            yield from parts
    except InputError as error:
        if isinstance(error, NoPostsError) and not source.is_named:
            tally.skipped.append(source.name)
        elif options.keep_going:
            read = f" ({many(own.posts_read, 'post')} before it read)" if own.posts_read else ""
            own.failed = f"{error}{read}"
        else:
            raise


def parts_of(post: Post, options: Options) -> list[Post]:
    """Return a post as it is recorded, or its blocks; nothing of one without a text."""
    if not post.text.strip() or not (post := clean(post, options.clean)).text:
        return []
    whole = with_blocks(post)
    return [whole] if options.unit == "post" else list(split(whole, id_of(whole.text)))


def resolve(posts: Iterable[Post], options: Options, tally: Tally) -> Iterator[bytes]:
    """Yield a line for each cluster of near-duplicates, once all posts are known; until then they wait on disk."""
    with Spool(options.tmp_dir) as spool:
        matcher, editions = Matcher(options, lambda number: text_in(spool.read(number)), tally), Editions()
        for post in posts:
            record = record_of(post)
            editions.add(len(spool), post)
            spool.append(encode(record))
            matcher.add(post, bytes.fromhex(record.id))
        numbers: Sequence[int] = range(len(spool))
        if editions.replaced:
            forget(editions, spool, tally)
            numbers = [number for number in numbers if number not in editions.replaced]
            matcher = matcher_of([*numbers], spool, options, tally)
        for verdicts in Clusters(matcher.verdicts()):
            copies = [spool.read(numbers[verdict.post]) for verdict in verdicts]
            if len(copies) == 1 and "footers" not in options.clean:
                yield copies[0]
                continue
            record = decode(copies[0])
            if len(copies) > 1:
                parts = [record, *map(decode, copies[1:])]
                record = merge(parts, verdicts, options.keep, edits)
                note(parts, record, written(parts, verdicts, options.keep), tally)
            if "footers" in options.clean:
                record = without_footers(record, matcher.footer_lines(record.text))
            yield encode(record)


def resolve_with(
    index: Index, posts: Iterable[Post], options: Options, tally: Tally, *, known: bool
) -> Iterator[bytes]:
    """Yield what `resolve` yields of all posts that an index holds and these, as far as it was not given before."""
    with Spool(options.tmp_dir) as spool, Spool(options.tmp_dir) as newest:
        editions = Editions()
        for post in posts:
            editions.add(len(spool), post)
            spool.append(encode(record_of(post)))
        forget(editions, spool, tally)
        for number in range(len(spool)) if editions.replaced else ():
            if number not in editions.replaced:
                newest.append(spool.read(number))
        from tgclean.indexed import resolve as resolve_in  # few runs have an index

        yield from resolve_in(newest if editions.replaced else spool, index, options, tally, known=known)


def forget(editions: Editions, spool: Spool, tally: Tally) -> None:
    """Count the posts that newer editions of their messages replace."""
    for number in sorted(editions.replaced):
        older = decode(spool.read(number))
        tally.inputs[older.source].warn("older_editions", older.spans[0].line)
        tally.move(older.source, "dropped", older.spans[0], older.text)


def note(parts: Sequence[Record], merged: Record, chosen: int, tally: Tally) -> None:
    """Count what was merged of a cluster, and remember the least alike of all."""
    tally.exact += merged.exact
    tally.near += merged.near
    for number, part, span in merged_copies(parts, merged, chosen):
        tally.move(part.source, span.role, span, part.text)
        if span.role == "near" and (tally.least is None or span.score < tally.least[0]):
            other = parts[0 if number else chosen].spans[0]  # the leader may not be the written one
            tally.least = (span.score, f"{other.source}:{other.line}", f"{span.source}:{span.line}")


def without_footers(record: Record, lines: Collection[int]) -> Record:
    """Return a record without some lines of its text, unless it has no others."""
    post = post_of(record)
    rest = without_lines(post, lines, "footers") if lines else post
    return record if not rest.text or rest is post else rewritten(record, with_blocks(rest))


def matcher_of(numbers: Sequence[int], spool: Spool, options: Options, tally: Tally) -> Matcher:
    """Return a matcher of some posts that wait on disk."""
    matcher = Matcher(options, lambda number: text_in(spool.read(numbers[number])), tally)
    for number in numbers:
        record = decode(spool.read(number))
        matcher.add(post_of(record), bytes.fromhex(record.id))
    return matcher


def stream(posts: Iterable[Post], options: Options, tally: Tally) -> Iterator[bytes]:
    """Yield a line for each post that is new when it comes; what repeats it later is only counted."""
    with Spool(options.tmp_dir) as spool:
        matcher = Matcher(options, lambda number: text_in(spool.read(number)), tally)
        for post in posts:
            record = record_of(post)
            line = encode(record)
            spool.append(line)
            verdict = matcher.decide(post, bytes.fromhex(record.id))
            tally.exact += verdict.kind == "exact"
            tally.near += verdict.kind == "near"
            if verdict.kind != "fresh":
                tally.move(post.source, verdict.kind, post.copies[0], post.text)
            if verdict.kind == "fresh":
                yield line


def keep_all(posts: Iterable[Post], _options: Options, _tally: Tally) -> Iterator[bytes]:
    """Yield a line for each post; nothing is merged across posts."""
    for post in posts:
        yield encode(record_of(post))


def run(
    inputs: Iterable[Input | Source], options: Options, tally: Tally, index: Index | None = None, *, known: bool = False
) -> Iterator[bytes]:
    """Yield the records as lines, in order of first appearance; `tally` is complete when they end.

    All inputs are looked for before the first is read.  What an index holds is not given again, but with `known` what
    new posts repeat; the index is the caller's, to be committed when the records are written.

    Raises: InputError, OutputError (the temporary file), LimitError.
    """
    prepared = [
        prepare(source, options, tally) for source in sources(inputs, options, tally, keep_going=options.keep_going)
    ]
    merging = keep_all if options.scope == "post" else stream if options.stream else resolve
    if index:
        merging = partial(resolve_with, index, known=known)
    for posts in prepared if options.scope == "file" else [chain.from_iterable(prepared)]:
        for line in merging(posts, options, tally):
            tally.records += 1
            yield line


def records(inputs: Iterable[Input | Source], options: Options, tally: Tally) -> Iterator[Record]:
    """Return what `run` yields, as records."""
    return map(decode, run(inputs, options, tally))


def write(
    inputs: Sequence[Input | Source],
    target: Target,
    options: Options,
    tally: Tally,
    shown: Callable[[bytes], bytes] = bytes,
    to: To | None = None,
    tap: Callable[[bytes], None] | None = None,
    index: Index | None = None,
    *,
    known: bool = False,
    finish: Callable[[], None] | None = None,
) -> None:
    """Write the records of all inputs to `target`, a path or "-", in the format `to`, else as its name says.

    What is written passes through `shown`, a record or row at a time; `tap` is told of each record, as a line of JSON.
    `index` is told of the posts; it is for the caller to commit it once the records are written.  `finish` is called
    when all records are written, and stand under no name yet: if it fails, the old output stays.

    Raises: OptionError if the target is one of the inputs; InputError, OutputError, LimitError.
    """
    refuse_inputs(target, [source.given for source in sources(inputs, keep_going=options.keep_going)])
    to, suffix = format_of(target, to)
    with open_target(target) as out, compressed(out, suffix) as sink:
        lines = run(inputs, options, tally, index, known=known)
        write_as(to, _tapped(lines, tap) if tap else lines, sink, shown, at_once=options.stream)
        if finish:
            finish()


@contextmanager
def opened(path: Target | None, options: Options) -> Iterator[Index | None]:
    """Give the index at a path, if there is one.

    Raises: OptionError if the options are not those it was made with, or ask for what it cannot give; OutputError.
    """
    if path is None:
        yield None
        return
    for name, wrong in (("stream", options.stream), ("scope", options.scope != "run")):
        if wrong:
            raise OptionError(name, "", "", "does not go with --index, which merges across all runs")
    if "footers" in options.clean:
        raise OptionError("clean", "footers", "", "are learned from all posts together; an index gets some at a time")
    from tgclean.index import open_index

    with open_index(path, {name.replace("_", "-"): getattr(options, name) for name in _DECIDING}) as index:
        yield index


def _tapped(lines: Iterable[bytes], tap: Callable[[bytes], None]) -> Iterator[bytes]:
    for line in lines:
        tap(line)
        yield line
