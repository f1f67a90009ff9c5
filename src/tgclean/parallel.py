"""Shards in several processes: the same items, in the same order, for any number of them."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

from tgclean.errors import InputError, LimitError
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.segment.shards import SHARD_BYTES, Placed, join

Item = TypeVar("Item", bound=Placed)
Work = Callable[["Job"], tuple[list[Item], Tally]]


class Job(NamedTuple):
    """A shard of a plain file: the bytes between which its posts begin."""

    path: Path
    name: str
    begin: int
    end: int
    options: Options


def in_processes(path: Path, name: str, options: Options, tally: Tally, work: Work[Item]) -> Iterator[Item]:
    """Gives what `work` makes of the shards of a file, joined, in order; `options.jobs` processes do it.

    At most one shard a process, and one more, waits to be used.  `work` is a function that another
    process can import.

    Raises: what `work` raises; LimitError if a process dies; InputError if the file changes meanwhile.
    """
    before = path.stat()
    whole = Job(path, name, 0, before.st_size, options)

    def again(begin: int, end: int) -> Iterator[Item]:
        items, own = work(whole._replace(begin=begin, end=end))
        tally.limits += own.limits
        return iter(items)

    yield from join(_worked(whole, tally, work), again)
    after = path.stat()
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise InputError(name, "changed while it was read; nothing can be said of it")


def _worked(whole: Job, tally: Tally, work: Work[Item]) -> Iterator[tuple[Iterator[Item], int]]:
    count = whole.options.jobs
    jobs = deque(whole._replace(begin=b, end=b + SHARD_BYTES) for b in range(0, whole.end, SHARD_BYTES))
    # Started afresh, not forked: the parent may have threads, and a fork copies their locks.
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)
    running: deque[tuple[Job, Future[tuple[list[Item], Tally]]]] = deque()
    try:
        while jobs or running:
            while jobs and len(running) <= count:
                job = jobs.popleft()
                running.append((job, pool.submit(work, job)))
            job, future = running.popleft()
            items, own = future.result()
            tally.lines += own.lines
            tally.bytes_in += own.bytes_in
            tally.warnings += own.warnings
            tally.limits += own.limits
            yield iter(items), job.end
    except BrokenProcessPool as error:
        raise LimitError(whole.name, "a process died, perhaps for want of memory; try fewer --jobs") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            process.terminate()


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
