"""Opening an index: what may be opened, by one run at a time, and what is left when it closes."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tgclean.errors import OutputError
from tgclean.index.store import WAIT_SECONDS, Index, told

_JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"  # that SQLite's begin with, or zeros


@contextmanager
def open_index(
    path: str | os.PathLike[str], settings: Mapping[str, object], *, must_exist: bool = False
) -> Iterator[Index]:
    """Give an index, made if it is missing, for one run; what is not committed when the block ends is forgotten.

    Raises: OptionError if it was made with other settings; OutputError if it cannot be opened, is damaged, is no index
    of this version, or is used by another run for longer than `WAIT_SECONDS`, or is missing though it `must_exist`.
    """
    name = os.fsdecode(path)
    file = Path(os.path.abspath(name))  # noqa: PTH100 - a name is no address, whatever SQLite thinks of file: and :memory:
    is_new = not os.path.exists(file)  # noqa: PTH110 - a name that is too long is that of no file
    if must_exist and (is_new or not file.is_file()):
        raise OutputError(name, "no such index")
    _check_journal(Path(f"{file}-journal"))
    with told(name):
        connection = sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            index = Index(connection, name)
            index.check(settings, must_exist=must_exist)
            yield index
        finally:
            connection.close()
            _undo(file)
            if is_new and os.path.isfile(file) and not file.stat().st_size:  # noqa: PTH113 - likewise
                file.unlink()  # nothing was committed


def _undo(file: Path) -> None:
    """Undo what a transaction left that ended in a full disk: SQLite leaves that to whoever opens the file next."""
    if Path(f"{file}-journal").exists():
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(file, timeout=0)) as again:
            again.execute("SELECT count(*) FROM sqlite_master")


def _check_journal(journal: Path) -> None:
    """Check that what has the name of the journal is one, for SQLite would delete it.

    Raises: OutputError.
    """
    try:
        with journal.open("rb") as file:
            head = file.read(len(_JOURNAL))
    except OSError:
        return
    if head.strip(b"\0") and head != _JOURNAL:
        raise OutputError(str(journal), "is in the way: it has the name of the index's journal, and is none")


def information(path: str) -> Iterator[tuple[str, str]]:
    """Yield what an index holds: a name and a value.

    Raises: OutputError if it is no index.
    """
    with open_index(path, {}, must_exist=True) as index:
        yield from index.information()
    yield "size", f"{Path(path).stat().st_size:,} bytes"
