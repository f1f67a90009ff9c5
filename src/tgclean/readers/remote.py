"""Inputs in object stores: s3://, gs://, hdfs:// and file:// addresses, through pyarrow, with its own configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import Any, BinaryIO
from urllib.parse import quote, unquote

from tgclean.errors import InputError, needs

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+://)(.*)", re.DOTALL)
_WILD = re.compile(r"[*?\[]")


def is_remote(given: object) -> bool:
    """Return whether an input is an address and no path.

    >>> is_remote("s3://bucket/posts.jsonl"), is_remote("posts.jsonl"), is_remote("c:/posts.jsonl")
    (True, False, False)
    """
    return isinstance(given, str) and _ADDRESS.match(given) is not None


def filesystem_of(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it; a name may be given as it is, or with % codes.

    Raises: InputError if pyarrow is missing; OSError, ValueError if there is no such file system.
    """
    try:
        from pyarrow.fs import FileSystem
    except ImportError as error:
        raise InputError(address, needs("is in an object store", "pyarrow", "parquet")) from error
    scheme, path = _parts(address)
    filesystem, known = FileSystem.from_uri(scheme + quote(path, safe="/:@"))
    return filesystem, known


def _parts(address: str) -> tuple[str, str]:
    """Return the scheme of an address, and the path behind it as it is called."""
    found = _ADDRESS.match(address)
    return (found[1], unquote(found[2])) if found else ("", address)


def listed(address: str, suffixes: tuple[str, ...]) -> list[str]:
    """Return the addresses of an input's files: itself, those that match its wildcards, or those below a directory.

    Below a directory only files with one of some suffixes count.

    Raises: InputError if there are none, or the store cannot be read.
    """
    if _is_file(address):
        return [address]
    scheme, path = _parts(address)
    if wild := _WILD.search(path):
        below = files_below(scheme + quote(path[: path.rindex("/", 0, wild.start())], safe="/:@"))
        wanted = [one for one in below if _matches(_parts(one)[1], path)]
    else:
        below = files_below(address)
        wanted = [one for one in below if _has_suffix(one, suffixes)]
    if not wanted:
        raise InputError(address, "no exports there" if below else "no such file")
    return sorted(wanted)


def files_below(address: str) -> list[str]:
    """Return the addresses of the files below a directory; none if there is no such directory.

    Raises: InputError if the store cannot be read.
    """
    scheme, path = _parts(address)
    with _told(address):
        from pyarrow.fs import FileSelector, FileType

        filesystem, known = filesystem_of(address)
        found = filesystem.get_file_info(FileSelector(known, recursive=True, allow_not_found=True))
        prefix = path[: len(path) - len(known)] if path.endswith(known) else ""  # a host, of some schemes
        names = [one.path for one in found if one.type == FileType.File]
    return [scheme + quote(prefix + name, safe="/:@") for name in names]


def _is_file(address: str) -> bool:
    with _told(address):
        filesystem, path = filesystem_of(address)
        return bool(filesystem.get_file_info(path).is_file)


def _matches(path: str, pattern: str) -> bool:
    """Return whether a path matches a pattern, in which `*` stands for no slash."""
    ours, theirs = path.split("/"), pattern.split("/")
    return len(ours) == len(theirs) and all(map(fnmatchcase, ours, theirs))


def _has_suffix(address: str, suffixes: tuple[str, ...]) -> bool:
    return address.lower().removesuffix(".gz").removesuffix(".zst").endswith(suffixes)


@contextmanager
def opened(address: str) -> Iterator[BinaryIO]:
    """Give the bytes of a file.

    Raises: InputError if it cannot be read.
    """
    with _told(address):
        filesystem, path = filesystem_of(address)
        stream = filesystem.open_input_stream(path, compression=None)
    with stream:
        yield stream


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Turn what pyarrow says into an InputError that says it in a line."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise InputError(address, str(error).splitlines()[0]) from error
