"""Work in several processes: shards, and what is done beside them; the same results for any number of processes."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import connection, parent_process
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

from tgclean.errors import InputError, LimitError
from tgclean.model import Tally
from tgclean.options import Options
from tgclean.segment.shards import BEYOND_BYTES, SHARD_BYTES, Placed, counted, join

Item = TypeVar("Item", bound=Placed)
Task = TypeVar("Task")
Result = TypeVar("Result")
Work = Callable[["Job"], tuple[list[Item], Tally]]

_BLOCK_BYTES = 1 << 20


class Job(NamedTuple):
    """A shard of a plain file: the bytes between which its posts begin, and up to which lines are read.

    `ends_before` are the LFs before byte `begin - 1`.
    """

    path: Path
    name: str
    begin: int
    end: int
    until: int
    ends_before: int
    options: Options


class _Context(SpawnContext):
    """Starts processes afresh, for the parent may have threads, whose locks a fork would copy; remembers them."""

    def __init__(self) -> None:
        self.started: list[SpawnProcess] = []

    def Process(self, *args: Any, **settings: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        """Gives a process, not started."""
        self.started.append(SpawnProcess(*args, **settings))
        return self.started[-1]


def in_processes(path: Path, name: str, options: Options, tally: Tally, work: Work[Item]) -> Iterator[Item]:
    """Gives what `work` makes of the shards of a file, joined, in order; `options.jobs` processes do it.

    At most one shard a process, and one more, waits for the one that is used.  `work` is a function that another
    process can import.

    Raises: what `work` raises; LimitError if a process dies; InputError if the file changes meanwhile.
    """
    try:
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            whole = Job(path, name, 0, before.st_size, 0, 0, options)
            known: dict[int, int] = {}  # line ends before each shard

            def again(begin: int, end: int) -> Iterator[Item]:
                shard = end - SHARD_BYTES
                ends = known[shard] + _line_ends(file, shard - 1, begin - 1)
                items, own = work(whole._replace(begin=begin, end=end, until=end + BEYOND_BYTES, ends_before=ends))
                tally.limits["shard"] += 1
                return counted(iter(items), own, tally)

            yield from join(_worked(whole, _jobs(whole, file, known), tally, work), again)
            after = path.stat()
    except OSError as error:
        raise InputError(name, (error.strerror or str(error)).lower()) from error
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise InputError(name, "changed while it was read; nothing can be said of it")


def _worked(whole: Job, jobs: Iterator[Job], tally: Tally, work: Work[Item]) -> Iterator[tuple[Iterator[Item], int]]:
    count = whole.options.jobs
    running: deque[tuple[Job, Future[tuple[list[Item], Tally]]]] = deque()
    with _processes(count, whole.name) as pool:

        def supply() -> None:
            running.extend((job, pool.submit(work, job)) for job in islice(jobs, count + 1 - len(running)))

        supply()
        while running:
            job, future = running.popleft()
            items, own = future.result()
            supply()  # before these are used, or a process that is done would wait for it
            tally.lines += own.lines
            tally.bytes_in += own.bytes_in
            yield counted(iter(items), own, tally), job.end


@contextmanager
def beside(work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Iterator[Result]]:
    """Starts `work` on each task in a process of its own, and gives what it gives, in order, waited for when taken.

    `work` is a function that another process can import.

    Raises: what `work` raises; LimitError if a process dies.
    """
    with _processes(len(tasks), "-") as pool:
        running = [pool.submit(work, task) for task in tasks]
        yield (future.result() for future in running)


def path_of(file: int) -> str | None:
    """Gives a path by which other processes open a file that has no name; None where the system has none."""
    path = Path(f"/proc/{os.getpid()}/fd/{file}")
    return str(path) if path.exists() else None


@contextmanager
def _processes(count: int, name: str) -> Iterator[ProcessPoolExecutor]:
    """Gives a pool of processes, which end with the block; `name` is what an error is about."""
    context = _Context()
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_follow_the_parent)
    try:
        yield pool
    except BrokenProcessPool as error:
        why = 'a process died: memory may be short, or the script lacks its `if __name__ == "__main__":`'
        raise LimitError(name, f"{why}; --jobs 1 needs no processes") from error
    finally:
        for process in context.started:
            if process.pid is not None:
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _jobs(whole: Job, file: BinaryIO, known: dict[int, int]) -> Iterator[Job]:
    """Gives the shards in order; the line ends before each are counted on the way, into `known`."""
    ends = 0
    for begin in range(0, whole.end, SHARD_BYTES):
        ends += _line_ends(file, max(0, begin - SHARD_BYTES - 1), max(0, begin - 1))
        known[begin] = ends
        end = begin + SHARD_BYTES
        yield whole._replace(begin=begin, end=end, until=end + BEYOND_BYTES, ends_before=ends)


def _line_ends(file: BinaryIO, begin: int, end: int) -> int:
    file.seek(begin)
    count, left = 0, end - begin
    while left > 0 and (block := file.read(min(_BLOCK_BYTES, left))):
        count += block.count(b"\n")
        left -= len(block)
    return count


def _follow_the_parent() -> None:
    """Leaves interrupts to the parent, and ends with it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
