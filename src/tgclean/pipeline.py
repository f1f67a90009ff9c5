"""The spine: the only module that knows two stages.

prepare   one source, stateless:          read → segment → clean → blocks
resolve   all posts, ordered, stateful:   match → merge
run       both, as the lines of the output
write     the lines, to a file or standard output
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from tgclean.clean import clean
from tgclean.errors import InputError
from tgclean.merge import Clusters, id_of, merge, record_of
from tgclean.model import Chunk, Post, Record, Tally
from tgclean.options import Options
from tgclean.readers import Input, Source, chunks, reader_of, sources, with_ends
from tgclean.segment import segment
from tgclean.segment.blocks import split, with_blocks
from tgclean.writers import DecodeError, Spool, Target, decode, encode, open_target, refuse_inputs, text_in

if TYPE_CHECKING:
    from tgclean.match import Opinion  # noqa: TC004 - Opinion is exported for the eyes of a type checker alone

# What level 3 needs of the rooms below comes through here, so that they stay unknown to it.
__all__ = [
    "Input", "Opinion", "Source", "compare", "compare_within", "emit", "prepare", "raw_lines", "read_records",
    "records", "refuse_inputs", "run", "size_of", "sources", "write",
]  # fmt: skip

_WARNING_FLAGS = frozenset(("invalid_utf8",))


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
    made = [lined(source, options, tally) for source in sources(inputs, options.encoding)]
    groups = made if options.scope == "file" else [chain.from_iterable(made)]
    decided = alone if options.scope == "post" else streamed if options.stream else resolve
    for group in groups:
        for line in decided(group, options, tally):
            tally.records += 1
            yield line


def records(inputs: Iterable[Input | Source], options: Options, tally: Tally) -> Iterator[Record]:
    """Gives what `run` writes as records."""
    return map(decode, run(inputs, options, tally))


def raw_lines(source: Source) -> Iterator[bytes]:
    """Gives the lines of a source with their ends, as they stand; those of UTF-16 and UTF-32 in UTF-8.

    Raises: InputError, LimitError.
    """
    return with_ends(chunks(source, Tally()))


def compare(a: str, b: str, options: Options) -> Opinion:
    """Gives what the judge thinks of two texts by themselves, without the templates of an input."""
    from tgclean.match import explain

    return explain(a, b, options)


def compare_within(files: Iterable[Input], a: Post, b: Post, options: Options) -> Opinion:
    """Gives what decides on two posts of some files: the judge, and the templates that all their posts make.

    Raises: InputError, LimitError, OutputError (the temporary file).
    """
    from tgclean.match import Matcher

    numbers: dict[tuple[str, int], int] = {}
    with Spool(options.tmp_dir) as spool:
        matcher = Matcher(options, lambda number: text_in(spool.read(number)), Tally())
        for number, post in enumerate(
            chain.from_iterable(prepare(s, options, Tally()) for s in sources(files, options.encoding))
        ):
            numbers[post.source, post.copies[0].line] = number
            spool.append(encode(record_of(post)))
            matcher.add(post)
        return matcher.why(*(numbers[post.source, post.copies[0].line] for post in (a, b)))


def read_records(output: Input, *identities: str) -> list[Record]:
    """Gives the records of an output whose ids begin with `identities`, in their order; it is read once.

    Raises: InputError if the output cannot be read, is none, or has not just one such record.
    """
    (source,) = sources([output])
    found: list[dict[str, Record]] = [{} for _ in identities]
    for number, line in enumerate(raw_lines(source), 1):
        try:
            record = decode(line)
        except DecodeError as error:
            raise InputError(f"{source.name}:{number}", f"no record of tgclean: {error}") from error
        for identity, named in zip(identities, found, strict=True):
            if record.id.startswith(identity):
                named.setdefault(record.id, record)
    for identity, named in zip(identities, found, strict=True):
        if len(named) != 1:
            raise InputError(source.name, f"{len(named) or 'no'} records have an id that begins with {identity!r}")
    return [record for named in found for record in named.values()]


def prepare(source: Source, options: Options, tally: Tally) -> Iterator[Post]:
    """Gives the posts of one source, or their blocks, in order; it keeps nothing between sources."""
    own = tally.inputs.setdefault(source.name, Tally())
    for post in _recovered(chunks(source, own), source.name, options, own):
        parts = finished(post, options)
        _count(own, len(parts), sum(len(part.copies) - 1 for part in parts), post.flags)
        yield from parts


def _recovered(stream: Iterator[Chunk], name: str, options: Options, own: Tally) -> Iterator[Post]:
    """Gives the posts of a source by the reader that its first lines ask for."""
    reader, stream = reader_of(stream, options, own)
    return segment(stream, name, options, own) if reader is None else reader(name, own)


def finished(post: Post, options: Options) -> list[Post]:
    """Gives a post as it is recorded, or its blocks; nothing of one without a text."""
    if not post.text.strip():
        return []
    whole = with_blocks(clean(post))
    return [whole] if options.unit == "post" else list(split(whole, id_of(whole.text)))


def _count(own: Tally, parts: int, repeats: int, flags: frozenset[str]) -> None:
    own.posts_read += 1
    own.empty_posts += not parts
    own.repeats += repeats
    if flags:
        own.warnings.update(flags & _WARNING_FLAGS)


Lined = tuple[bytes, Post, bytes]
"""The line of a record, the post, and the digest of its text, which the record's id is."""


def lined(source: Source, options: Options, tally: Tally) -> Iterator[Lined]:
    """Gives each post of a source, or block, with the line of its record."""
    for post in prepare(source, options, tally):
        record = record_of(post)
        yield encode(record), post, bytes.fromhex(record.id)


def resolve(lines: Iterable[Lined], options: Options, tally: Tally) -> Iterator[bytes]:
    """Gives a line for every cluster of near-duplicates, once all posts are known; they wait on disk."""
    from tgclean.match import Matcher, content_lines  # loads numpy, which a run without merging does not need

    with Spool(options.tmp_dir) as spool:
        matcher = Matcher(options, lambda number: text_in(spool.read(number)), tally)
        for line, post, digest in lines:
            spool.append(line)
            matcher.add(post, digest)
        for verdicts in Clusters(matcher.verdicts()):
            members = [spool.read(verdict.post) for verdict in verdicts]
            if len(members) == 1:
                yield members[0]
                continue
            record = merge([decode(member) for member in members], verdicts, options.keep, content_lines)
            tally.exact += record.exact
            tally.near += record.near
            yield encode(record)


def streamed(lines: Iterable[Lined], options: Options, tally: Tally) -> Iterator[bytes]:
    """Gives a line for every post that is new when it comes; what repeats it later is only counted."""
    from tgclean.match import Matcher

    with Spool(options.tmp_dir) as spool:
        matcher = Matcher(options, lambda number: text_in(spool.read(number)), tally)
        for line, post, digest in lines:
            spool.append(line)
            verdict = matcher.decide(post, digest)
            if verdict.kind == "fresh":
                yield line
            tally.exact += verdict.kind == "exact"
            tally.near += verdict.kind == "near"


def alone(lines: Iterable[Lined], *_: object) -> Iterator[bytes]:
    """Gives a line for every post; nothing is merged across posts."""
    return (line for line, *_ in lines)
