"""Shards: a long file is segmented in stretches, in one process or several, and the posts are the same."""

from __future__ import annotations

import io
import json
import os
import pickle
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tgclean.match.share
import tgclean.parallel
import tgclean.pipeline
from tests.conftest import doubled
from tgclean import InputError, LimitError, OptionError, Options
from tgclean.match import Matcher
from tgclean.match.share import Share
from tgclean.model import Chunk, Copy, Post, Tally
from tgclean.parallel import Job, in_processes
from tgclean.readers import chunks, sources, stretch
from tgclean.segment import segment, shards
from tgclean.workers import Loan, drafts_of, placed_of


def export(count, seed=0):
    """Gives an export of so many doubled posts, no two alike."""
    rng = random.Random(seed)
    words = [
        f"{a}{b}" for a in ("ka", "to", "mi", "re", "su", "lo") for b in ("ran", "ner", "dal", "vik", "pos", "tem")
    ]

    def line(low, high):
        return " ".join(rng.choices(words, k=rng.randint(low, high)))

    return doubled(
        *(
            (f"📣 {line(4, 8)} {i}", [f"• {line(5, 20)}" for _ in range(rng.randint(1, 6))], rng.choice((None, "News")))
            for i in range(count)
        )
    )


@pytest.fixture
def small_shards(monkeypatch):
    """Shards of 20 kB, so that a small file has many."""
    for module in (shards, tgclean.parallel, tgclean.pipeline):
        monkeypatch.setattr(module, "SHARD_BYTES", 20_000)
    return 20_000


def test_shards_give_the_posts_of_the_whole(small_shards):
    """Where posts are plain, cutting a file into shards changes nothing at all."""
    data = export(400)
    (source,) = sources([io.BytesIO(data)])
    lines = list(chunks(source, Tally(), 7000))
    assert list(shards.segment_in_shards(lines, "-", Options(), Tally())) == list(
        segment(lines, "-", Options(), Tally())
    )


@given(seed=st.integers(0, 1000), block=st.integers(100, 30_000))
@settings(max_examples=15, deadline=None)
def test_shards_do_not_depend_on_chunks(seed, block):
    """Any feed of the same lines gives the same posts, each line in one of them at most."""
    kept = shards.SHARD_BYTES
    shards.SHARD_BYTES = 9_000
    try:
        data = export(60, seed)
        found = [
            list(shards.segment_in_shards(chunks(source, Tally(), size), "-", Options(), Tally()))
            for size in (block, len(data))
            for source in sources([io.BytesIO(data)])
        ]
    finally:
        shards.SHARD_BYTES = kept
    assert found[0] == found[1]
    edges = [edge for post in found[0] for edge in (post.copies[0].line, max(copy.line_end for copy in post.copies))]
    assert edges == sorted(edges)


@pytest.mark.parametrize("unit", ["post", "block"])
def test_any_number_of_processes_gives_the_same_bytes(small_shards, tmp_path, unit):
    """-j 1, 2 and 3: the same records and the same counts."""
    path = tmp_path / "long.txt"
    path.write_bytes(export(300) + export(40))
    runs = []
    for jobs in (1, 2, 3):
        tally = Tally()
        runs.append((list(tgclean.dedupe(path, options=Options(jobs=jobs, unit=unit), tally=tally)), tally.total()))
    assert runs[0][0] == runs[1][0] == runs[2][0]
    assert runs[0][1] == runs[1][1] == runs[2][1]
    assert runs[0][1].bytes_in == path.stat().st_size


@pytest.fixture
def shared_placing(monkeypatch):
    """Posts are placed by several processes, however few they are."""
    monkeypatch.setattr(tgclean.match.share, "MIN_TEXTS", 1)


def edited(count):
    """Gives JSON Lines: posts of several pieces of news, most of them twice and more, edited, and equal ones."""
    rng = random.Random(count)
    words = "".join(export(count, count).decode().split("•")).split()
    news = [" ".join(rng.choices(words, k=60)) for _ in range(count)]
    texts = [*news, *(text.replace(" ka", " re", 3) for text in news), *news[::3], *(text[:200] for text in news[::2])]
    rng.shuffle(texts)
    return "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()


@pytest.mark.parametrize("jobs", [2, 3])
def test_posts_are_placed_alike_by_any_number_of_processes(shared_placing, tmp_path, jobs):
    """-j 2 and 3 merge what -j 1 merges, and count the same."""
    path = tmp_path / "rows.jsonl"
    path.write_bytes(edited(120))
    runs = []
    for options in (Options(jobs=1), Options(jobs=jobs)):
        tally = Tally()
        runs.append((list(tgclean.dedupe(path, options=options, tally=tally)), tally.total()))
    assert runs[0] == runs[1]
    assert runs[0][1].near > 100


@pytest.mark.parametrize("lost", ["keys", "lines"])
def test_what_a_process_cannot_read_is_placed_here(tmp_path, lost):
    """A system that lets no process open another's files: the part comes back undone, and nothing is lost."""
    texts = [json.loads(line)["text"] for line in edited(60).splitlines()]
    posts = [Post("-", text, 0, (Copy(1, 1, (0, 1), 100.0, ()),)) for text in texts]
    found = []
    for others, parts in (((), 1), ((None,), 2)):
        matcher = Matcher(Options(), texts.__getitem__, Tally())
        for post in posts:
            matcher.add(post)
        found.append(list(matcher.verdicts(others, parts)))
    assert found[0] == found[1]
    assert sum(verdict.kind == "near" for verdict in found[0]) > 50
    readable = tmp_path / "file"
    readable.write_bytes(b"")
    loan = Loan(Share(Options(), b"", b"", 2), 1, str(readable), str(readable), b"")
    assert placed_of(loan._replace(**{lost: str(tmp_path / "no such file")})) is None


def ragged(count, seed=0):
    """Gives text with what shards cannot agree on: posts as long as shards, and stretches without any boundary."""
    rng = random.Random(seed)
    parts = []
    for i in range(count):
        lines = [f"line {rng.random()} of post {i}, which goes on and on" for _ in range(rng.choice((2, 40, 900)))]
        parts.append(rng.choice((doubled((f"Title of post {i}", lines, "News")), "\n".join(lines).encode() + b"\n")))
    return b"".join(parts)


@pytest.mark.parametrize("seed", range(4))
def test_no_line_is_lost_where_shards_disagree(small_shards, monkeypatch, tmp_path, seed):
    """Posts longer than a shard reads on: every line is in some span, and -j 2 gives the same."""
    for module in (shards, tgclean.parallel):
        monkeypatch.setattr(module, "BEYOND_BYTES", 3_000)
    path = tmp_path / "ragged.txt"
    path.write_bytes(ragged(30, seed))
    tally = Tally()
    alone = list(tgclean.dedupe(path, options=Options(scope="post"), tally=tally))
    assert tally.total().limits["shard"]
    spanned = {n for record in alone for span in record.spans for n in range(span.line, span.line_end + 1)}
    assert spanned == set(range(1, path.read_bytes().count(b"\n") + 1))
    together = Tally()
    assert list(tgclean.dedupe(path, options=Options(scope="post", jobs=2), tally=together)) == alone
    assert together.total() == tally.total()


def test_a_stretch_has_the_lines_and_places_of_the_whole(tmp_path):
    """Read from any byte on, lines have the numbers and bytes that they have in the file."""
    data = b"\xef\xbb\xbfone\r\n\ntwo\nthree\r\nfour"
    path = tmp_path / "in.txt"
    path.write_bytes(data)
    (source,) = sources([path])
    whole = [
        (chunk.first_line + i, chunk.starts[i], line, chunk.starts[i + 1])
        for chunk in chunks(source, Tally())
        for i, line in enumerate(chunk.lines)
    ]
    for begin in range(len(data) + 1):
        for end in range(begin, len(data) + 2):
            found = [
                (chunk.first_line + i, chunk.starts[i], line, chunk.starts[i + 1])
                for chunk in stretch(path, "in.txt", begin, end, data[: max(0, begin - 1)].count(b"\n"))
                for i, line in enumerate(chunk.lines)
            ]
            assert found == [line for line in whole if begin <= line[1] < end]


def test_shards_that_agree_nowhere_are_done_anew():
    """Where two shards share no beginning, the next one starts again where the first one ends; nothing is lost."""

    class Item:
        def __init__(self, begin, end):
            self.begin, self.end = begin, end

    def items(*edges):
        return iter([Item(a, b) for a, b in edges])

    asked = []

    def again(begin, end):
        asked.append((begin, end))
        return items((begin, 170), (170, 200))

    parts = [(items((0, 60), (60, 120)), 100), (items((101, 119), (119, 200)), 200)]
    assert [(item.begin, item.end) for item in shards.join(parts, again)] == [
        (0, 60),
        (60, 120),
        (120, 170),
        (170, 200),
    ]
    assert asked == [(120, 200)]


def _dies(job: Job):
    os._exit(9)


def _refuses(job: Job):
    raise InputError(job.name, "is not to be read")


def test_a_process_that_dies_is_a_limit_and_no_hang(tmp_path):
    """The run ends with one line, as when memory is short."""
    path = tmp_path / "in.txt"
    path.write_bytes(b"x\n")
    with pytest.raises(LimitError, match="a process died"):
        list(in_processes(path, "in.txt", Options(jobs=2), Tally(), _dies))


def test_an_error_in_a_process_comes_with_its_evidence(tmp_path):
    """What a shard raises is raised here, whole."""
    path = tmp_path / "in.txt"
    path.write_bytes(b"x\n")
    with pytest.raises(InputError) as caught:
        list(in_processes(path, "in.txt", Options(jobs=2), Tally(), _refuses))
    assert (caught.value.source, caught.value.what) == ("in.txt", "is not to be read")


@pytest.mark.parametrize("error", [InputError("a", "b"), OptionError("output", "e", "x", "is an input")])
def test_errors_can_be_sent_between_processes(error):
    """Message and attributes survive."""
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), vars(again)) == (str(error), vars(error))


def test_one_job_at_least():
    """No process is no setting."""
    with pytest.raises(OptionError, match="jobs"):
        Options(jobs=0)


def test_a_shard_counts_its_own_lines_alone(tmp_path):
    """Lines that a shard reads beyond its end are counted by the next one."""
    path = tmp_path / "in.txt"
    data = export(30)
    path.write_bytes(data)
    half = len(data) // 2
    counted = [
        drafts_of(Job(path, "in.txt", a, b, b + 1000, data[: max(0, a - 1)].count(b"\n"), Options()))[1].lines
        for a, b in ((0, half), (half, len(data)))
    ]
    assert sum(counted) == data.count(b"\n")
    assert isinstance(next(stretch(path, "in.txt", 0, 1, 0)), Chunk)
