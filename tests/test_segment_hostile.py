"""Hostile inputs: the work grows with the input and no faster, limits that bite are counted, no line is lost."""

from __future__ import annotations

import io
import sys
from collections import Counter

import pytest

from tgclean.model import Tally
from tgclean.options import Options
from tgclean.readers import chunks, sources
from tgclean.segment import segment

from .quality.hostile import HOSTILE

SMALL, FACTOR = 40_000, 4  # bytes: less than a window of the shortest lines, and some windows
MOST_CALLS = 40  # for a byte
SLACK = 1.5  # a window that is not full has more or less to do than others


def segmented(data, block=1 << 20):
    (source,) = sources([io.BytesIO(data)])
    tally = Tally()
    return list(segment(chunks(source, tally, block), "x", Options(), tally)), tally


def calls(data):
    """Gives how many functions are called while some bytes are segmented: the work, whatever the machine."""
    count = 0

    def counted(_frame, event, _value):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        segmented(data)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_is_linear(name):
    """Four times the input is four times the work, a half more at most."""
    small, large = (calls(HOSTILE[name](size)) for size in (SMALL, SMALL * FACTOR))
    assert large < small * FACTOR * SLACK


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_for_a_byte_is_bounded(name):
    """No text takes a hundred times the work of another."""
    assert calls(HOSTILE[name](SMALL)) < SMALL * MOST_CALLS


@pytest.mark.parametrize("name", HOSTILE)
def test_no_line_is_lost(name):
    """Every line that is not empty stands in a copy of exactly one post, whatever the size of the chunks."""
    data = HOSTILE[name](SMALL)
    posts, _ = segmented(data)
    covered = Counter(n for post in posts for copy in post.copies for n in range(copy.line, copy.line_end + 1))
    assert set(covered.values()) <= {1}
    lines = data.split(b"\n")
    assert {n for n, line in enumerate(lines, 1) if line.strip()} <= set(covered)
    assert posts == segmented(data, 4096)[0]


@pytest.mark.parametrize("before", ["", "Title\nOne body line\nOne body line\n"])
def test_a_source_may_end_in_a_header_that_stands_twice(before):
    posts, _ = segmented(f"{before}Forwarded from News\nForwarded from News\n".encode())
    assert sum(bool(post.text) for post in posts) == bool(before)
