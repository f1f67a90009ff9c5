"""Opening inputs: what was given becomes a `Source`, whose bytes come decompressed and are counted."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO, Literal, Protocol

from tgclean.errors import InputError, OptionError
from tgclean.model import Tally
from tgclean.options import DEFAULT_ENCODING, DEFAULT_MAX_EXPAND, Errors, Options
from tgclean.readers.packed import Taken, Unpacked, unpacked
from tgclean.readers.remote import is_remote, listed, opened

Input = str | os.PathLike[str] | BinaryIO
"""A path, "-" for standard input, or a binary file object that is read to its end and left open."""

SUFFIXES = (".txt", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".html", ".htm", ".parquet", ".arrow", ".feather")
"""A directory stands for the files in it with one of these, in small or capital letters, and .gz or .zst behind it."""
_COMPRESSED = (".gz", ".zst")
_DEFAULTS = Options()
# Beside these, an export of Telegram Desktop holds what people sent to each other and what its pages look like.
_SENT = frozenset((
    "chats_media", "contacts", "css", "files", "gifs", "images", "js", "lists", "other_data", "photos",
    "profile_pictures", "round_video_messages", "stickers", "stories", "video_files", "voice_messages",
))  # fmt: skip
_EXPORT_JSON, _EXPORT_HTML = "result.json", re.compile(r"messages\d*\.html")


class Tee(Protocol):
    """Takes a copy of what is read of a source: its decompressed bytes, and what it was compressed with ("" if not)."""

    compression: Literal["", "gz", "zst"]

    def write(self, block: bytes, /) -> object:
        """Take the next bytes."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input: `name` for display and records ("-" is standard input), what to read, and how.

    `encoding`, `errors` and `max_expand` are settings of `Options`; a byte-order mark in the input outweighs the first.
    `is_named` says that somebody asked for this very file, and not for the directory that it is in.  `tee` is given a
    copy of all that is read.
    """

    name: str
    given: Input
    encoding: str = DEFAULT_ENCODING
    errors: Errors = "replace"
    max_expand: int = DEFAULT_MAX_EXPAND
    is_named: bool = True
    tee: Tee | None = None

    @property
    def is_stdin(self) -> bool:
        """Says whether this is standard input."""
        return self.given == "-"

    def size(self) -> int | None:
        """Gives the bytes on disk of a regular file, else None."""
        if not isinstance(self.given, str | os.PathLike) or self.is_stdin:
            return None
        path = Path(self.given)
        return path.stat().st_size if path.is_file() else None

    @contextmanager
    def open(self) -> Iterator[io.BufferedReader | Unpacked]:
        """Gives the decompressed bytes.

        Raises: InputError if the input cannot be read, is damaged, or changes while it is read; LimitError if it
        expands more than `max_expand` times.
        """
        with _raw(self.given, self.name) as raw:
            before = _identity(raw)
            stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(Taken(raw.read))
            try:
                whole = unpacked(stream, self.name, self.max_expand)
                if self.tee is not None:
                    self.tee.compression = getattr(whole, "kind", "")
                yield whole
            except OSError as error:
                if isinstance(error, BrokenPipeError) or error.errno == errno.ENOSPC:
                    raise
                raise InputError(self.name, error.strerror or f"damaged: {error}") from error
            if before is not None and before != _identity(raw, self.given):
                raise InputError(self.name, "changed while it was read; nothing can be said of it")


def sources(
    inputs: Iterable[Input | Source],
    options: Options = _DEFAULTS,
    tally: Tally | None = None,
    *,
    keep_going: bool = False,
) -> list[Source]:
    """Return the sources of the given inputs, in order; a directory stands for the exports below it, sorted by name.

    They are read as the options say, but for those that are sources already.  `tally` is told of files that are passed
    over, and with `keep_going` of inputs that cannot be read.

    Raises: InputError if one is missing or unreadable: known before anything is read or written.
    OptionError if one has no name, TypeError if one is a text file.
    """
    found: list[Source] = []
    told = Tally() if tally is None else tally
    source = partial(Source, encoding=options.encoding, errors=options.errors, max_expand=options.max_expand)
    for given in inputs:
        if isinstance(given, Source):
            found.append(given)
        elif not isinstance(given, str | os.PathLike):
            _refuse_text(given)
            found.append(source(_shown(getattr(given, "name", "-")), given))
        elif given == "-":
            found.append(source("-", "-"))
        elif is_remote(given):
            addresses = listed(str(given), SUFFIXES)
            found += [source(one, one, is_named=len(addresses) == 1) for one in addresses]
        elif given == "":  # which a path would take for the directory where one stands
            raise OptionError("path", "''", "a file, a directory, or - for standard input")
        else:
            try:
                path = Path(given)
                files = _files(path, told, keep_going=keep_going)
                found += [source(_shown(file), file, is_named=file == path) for file in files]
            except InputError as error:
                if not keep_going:
                    raise
                told.inputs.setdefault(error.source, Tally()).failed = str(error)
    return found


def size_of(inputs: Iterable[Input]) -> int | None:
    """Return the bytes on disk of all inputs that are there, None if the size of one of them cannot be known."""
    sizes = [source.size() for source in sources(inputs, keep_going=True)]
    return None if None in sizes else sum(size for size in sizes if size)


def _refuse_text(given: object) -> None:
    if isinstance(given, io.TextIOBase):
        raise TypeError("an input is a path or a binary file; open this one with mode 'rb'")


def _files(path: Path, tally: Tally, *, keep_going: bool) -> list[Path]:
    """Return the files that a path stands for.

    Raises: InputError.
    """
    name = _shown(path)
    try:
        if path.is_dir():
            files = sorted(
                _inside(path, tally, keep_going=keep_going),
                key=lambda file: (_natural(file.relative_to(path)), os.fsencode(file)),
            )
            if not files:
                kinds = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
                raise InputError(name, f"no exports in this directory (looked for {kinds}; links are not followed)")
            return files
        if path.is_file():  # opening a pipe to look at it would eat what it has to say
            _opened(path)
        elif not path.exists():
            raise FileNotFoundError(errno.ENOENT, "no such file")
    except OSError as error:
        raise InputError(name, (error.strerror or str(error)).lower()) from error
    return [path]


def _opened(path: Path) -> Path:
    """Return a path that can be opened.

    Raises: InputError.
    """
    try:
        path.open("rb").close()
    except OSError as error:
        raise InputError(_shown(path), (error.strerror or str(error)).lower()) from error
    return path


def _natural(path: Path) -> list[list[tuple[int, str]]]:
    """Return a key that sorts numbers in names by their value: messages.html, messages2.html, messages10.html.

    >>> names = ("messages10.html", "messages.html", "messages2.html")
    >>> sorted(names, key=lambda name: _natural(Path(name)))
    ['messages.html', 'messages2.html', 'messages10.html']
    """
    return [
        [
            (int(part), "") if part.isascii() and part.isdecimal() else (-1, part.casefold())
            for part in re.split(r"(\d+)|(?=\.)", name)
            if part
        ]
        for name in path.parts
    ]


def _inside(directory: Path, tally: Tally, *, keep_going: bool) -> Iterator[Path]:
    """Gives the exports below a directory; a link that leads to a file is the export of another place.

    Raises: InputError, naming it, if a directory cannot be read or a link leads nowhere.
    """

    def unreadable(error: OSError) -> None:
        failed(InputError(_shown(error.filename), (error.strerror or str(error)).lower()))

    def failed(error: InputError) -> None:
        if not keep_going:
            raise error
        tally.inputs.setdefault(error.source, Tally()).failed = str(error)

    for place, directories, names in os.walk(directory, onerror=unreadable):
        chosen = _exports(names)
        if chosen is None:
            chosen = [name for name in names if _has_suffix(name)]
        else:
            tally.skipped += (_shown(Path(place, name)) for name in sorted(directories) if name in _SENT)
            directories[:] = [name for name in directories if name not in _SENT]
        tally.skipped += (_shown(Path(place, name)) for name in sorted({*names}.difference(chosen)))
        for path in (Path(place, name) for name in chosen):
            try:
                if _is_regular(path):
                    yield _opened(path)
            except InputError as error:
                failed(error)


def _is_regular(path: Path) -> bool:
    """Return whether a path is a file and no link to one.

    Raises: InputError if it cannot be looked at, or is a link that leads nowhere.
    """
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode) and not path.exists():
            raise InputError(_shown(path), "a symbolic link that leads to no file")
    except OSError as error:
        raise InputError(_shown(path), (error.strerror or str(error)).lower()) from error
    return stat.S_ISREG(mode)


def _exports(names: Iterable[str]) -> list[str] | None:
    """Return the files of an export of Telegram Desktop that hold its messages, None if this is no such directory."""
    found = [name for name in names if name.lower() == _EXPORT_JSON]
    return found or [name for name in names if _EXPORT_HTML.fullmatch(name.lower())] or None


def _has_suffix(name: str) -> bool:
    lower = name.lower()
    for suffix in _COMPRESSED:
        lower = lower.removesuffix(suffix)
    return lower.endswith(SUFFIXES)


def _shown(name: object) -> str:
    """Gives a name that JSON can carry: bytes of a file name that are no UTF-8 become U+FFFD."""
    if not isinstance(name, str | bytes | os.PathLike):  # a file opened by its descriptor is called by a number
        return "-"
    return os.fsencode(name).decode("utf-8", "replace")


@contextmanager
def _raw(given: Input, name: str) -> Iterator[BinaryIO]:
    if not isinstance(given, str | os.PathLike):
        yield given
    elif is_remote(given):
        with opened(str(given)) as remote:
            yield remote
    elif given == "-":
        if sys.stdin is None:
            raise InputError("-", "standard input is closed")
        yield sys.stdin.buffer
    else:
        try:
            file = Path(given).open("rb")  # noqa: SIM115 - closed below; the two steps fail differently
        except OSError as error:
            raise InputError(name, (error.strerror or str(error)).lower()) from error
        with file:
            yield file


def _identity(raw: BinaryIO, given: Input = "-") -> tuple[int, ...] | None:
    """Give size, time of change and place of a regular file, of that which now has the name it was given by; else None.

    A name that is gone names no other file.
    """
    try:
        status = os.fstat(raw.fileno())
        if isinstance(given, str | os.PathLike) and given != "-":
            with contextlib.suppress(FileNotFoundError):
                status = os.stat(given)
    except (OSError, AttributeError):
        return None
    parts = (status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)
    return parts if stat.S_ISREG(status.st_mode) else None


class Part(io.RawIOBase):
    """Some bytes of a file: `size` from byte `begin` on, wherever others read in it."""

    def __init__(self, file: IO[bytes], begin: int, size: int) -> None:
        self._file, self._at, self._end = file.fileno(), begin, begin + size

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read the next bytes into a buffer, and return how many."""
        data = os.pread(self._file, min(len(buffer), self._end - self._at), self._at)
        self._at += len(data)
        buffer[: len(data)] = data
        return len(data)
