"""The spine: the only module that knows two stages.

prepare   one source, stateless:          read → segment → clean → blocks
resolve   all posts, ordered, stateful:   match → merge
run       both, as the lines of the output
write     the lines, to a file or standard output
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from tgclean.clean import clean
from tgclean.errors import InputError
from tgclean.match import Matcher, Opinion, content_lines, explain
from tgclean.merge import Clusters, id_of, merge, record_of
from tgclean.model import Post, Record, Tally
from tgclean.options import Options
from tgclean.readers import (
    Input,
    Source,
    chunks,
    is_pasted,
    is_rows,
    page_shape,
    pages,
    pasted,
    rows,
    sources,
    with_ends,
)
from tgclean.segment import segment
from tgclean.segment.blocks import split, with_blocks
from tgclean.writers import DecodeError, Spool, Target, decode, encode, open_target, refuse_inputs, text_in

# What level 3 needs of the rooms below comes through here, so that they stay unknown to it.
__all__ = [
    "Input", "Opinion", "Source", "compare", "emit", "prepare", "raw_lines", "read_record", "records",
    "refuse_inputs", "run", "size_of", "sources", "write",
]  # fmt: skip

_WARNING_FLAGS = frozenset(("invalid_utf8", "truncated"))


def write(
    inputs: Sequence[Input],
    target: Target,
    options: Options,
    tally: Tally,
    shown: Callable[[bytes], bytes] | None = None,
) -> None:
    """Writes the output to `target`, a path or "-"; `shown` is what each line goes through on its way.

    The target stands complete under its name, or is as it was.

    Raises: OptionError if it is one of the inputs; InputError, OutputError, LimitError.
    """
    refuse_inputs(target, [source.given for source in sources(inputs)])
    lines = run(inputs, options, tally)
    emit(lines if shown is None else map(shown, lines), target, at_once=options.stream)


def emit(lines: Iterable[bytes], target: Target, *, at_once: bool = False) -> None:
    """Writes lines to `target`, each as soon as it is there if `at_once`.

    Raises: OutputError, and whatever the lines raise: the target is as it was then.
    """
    with open_target(target) as out:
        for line in lines:
            out.write(line)
            if at_once:
                out.flush()


def size_of(inputs: Iterable[Input]) -> int | None:
    """Gives the bytes on disk of all inputs, None if one of them has no size to know.

    Raises: InputError if one is missing.
    """
    sizes = [source.size() for source in sources(inputs)]
    return None if None in sizes else sum(size for size in sizes if size)


def run(inputs: Iterable[Input | Source], options: Options, tally: Tally) -> Iterator[bytes]:
    """Gives the lines of the output, in order of first appearance; `tally` is complete when they end.

    All inputs are looked for before the first is read.

    Raises: InputError, OutputError (the spool), LimitError.
    """
    found = sources(inputs)
    prepared = [prepare(source, options, tally) for source in found]
    groups = prepared if options.scope == "file" else [chain.from_iterable(prepared)]
    decided = alone if options.scope == "post" else streamed if options.stream else resolve
    for posts in groups:
        for line in decided(posts, options, tally):
            tally.records += 1
            yield line


def records(inputs: Iterable[Input | Source], options: Options, tally: Tally) -> Iterator[Record]:
    """Gives what `run` writes as records."""
    return map(decode, run(inputs, options, tally))


def raw_lines(source: Source) -> Iterator[bytes]:
    """Gives the lines of a source with their ends, as they stand; those of UTF-16 in UTF-8.

    Raises: InputError, LimitError.
    """
    return with_ends(chunks(source, Tally()))


def compare(a: str, b: str, options: Options) -> Opinion:
    """Gives what the judge thinks of two texts by themselves, without the templates of an input."""
    return explain(a, b, options)


def read_record(output: Input, identity: str) -> Record:
    """Gives the record of an output whose id begins with `identity`.

    Raises: InputError if the output cannot be read, is none, or has no such record.
    """
    (source,) = sources([output])
    for number, line in enumerate(raw_lines(source), 1):
        try:
            record = decode(line)
        except DecodeError as error:
            raise InputError(f"{source.name}:{number}", f"no record of tgclean: {error}") from error
        if record.id.startswith(identity):
            return record
    raise InputError(source.name, f"has no record whose id begins with {identity}")


def prepare(source: Source, options: Options, tally: Tally) -> Iterator[Post]:
    """Gives the posts of one source, or their blocks, in order; it keeps nothing between sources."""
    own = tally.inputs.setdefault(source.name, Tally())
    stream = chunks(source, own)
    first = next(stream, None)
    if first is None:
        return
    stream = chain((first,), stream)
    if is_rows(first, options.input_format):
        posts = rows(stream, source.name, options.text_field, options.interface, own)
    elif options.input_format == "auto" and is_pasted(first):
        posts = pasted(stream, source.name, options.interface, own)
    else:
        shape, stream = page_shape(stream)
        if shape is not None:
            posts = pages(stream, source.name, shape, options.interface, own)
        else:
            posts = segment(stream, source.name, options, own)
    for post in posts:
        own.posts_read += 1
        if not post.text.strip():
            own.empty_posts += 1
            continue
        own.warnings.update(post.flags & _WARNING_FLAGS)
        whole = with_blocks(clean(post))
        for part in (whole,) if options.unit == "post" else split(whole, id_of(whole.text)):
            own.repeats += len(part.copies) - 1
            yield part


def resolve(posts: Iterable[Post], options: Options, tally: Tally) -> Iterator[bytes]:
    """Gives a line for every cluster of near-duplicates, once all posts are known; they wait on disk."""
    with Spool(options.tmp_dir) as spool:
        matcher = Matcher(options, lambda number: text_in(spool.read(number)), tally)
        for post in posts:
            spool.append(encode(record_of(post)))
            matcher.add(post)
        for verdicts in Clusters(matcher.verdicts()):
            lines = [spool.read(verdict.post) for verdict in verdicts]
            if len(lines) == 1:
                yield lines[0]
                continue
            record = merge([decode(line) for line in lines], verdicts, options.keep, content_lines)
            tally.exact += record.exact
            tally.near += record.near
            yield encode(record)


def streamed(posts: Iterable[Post], options: Options, tally: Tally) -> Iterator[bytes]:
    """Gives a line for every post that is new when it comes; what repeats it later is only counted."""
    with Spool(options.tmp_dir) as spool:
        matcher = Matcher(options, lambda number: text_in(spool.read(number)), tally)
        for post in posts:
            line = encode(record_of(post))
            spool.append(line)
            verdict = matcher.decide(post)
            if verdict.kind == "fresh":
                yield line
            tally.exact += verdict.kind == "exact"
            tally.near += verdict.kind == "near"


def alone(posts: Iterable[Post], *_: object) -> Iterator[bytes]:
    """Gives a line for every post; nothing is merged across posts."""
    for post in posts:
        yield encode(record_of(post))
