"""Inputs in object stores: s3://, gs://, hdfs:// and file:// addresses, through pyarrow, with its own configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import Any, BinaryIO

from tgclean.errors import InputError, needs

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://")
_WILD = re.compile(r"[*?\[]")


def is_remote(given: object) -> bool:
    """Return whether an input is an address and no path.

    >>> is_remote("s3://bucket/posts.jsonl"), is_remote("posts.jsonl"), is_remote("c:/posts.jsonl")
    (True, False, False)
    """
    return isinstance(given, str) and _ADDRESS.match(given) is not None


def listed(address: str, suffixes: tuple[str, ...]) -> list[str]:
    """Return the addresses of an input's files: itself, those that match its wildcards, or those below a directory.

    Below a directory only files with one of some suffixes count.

    Raises: InputError if there are none, or the store cannot be read.
    """
    from_uri, selector, kinds = _pyarrow(address)
    base = address
    if wild := _WILD.search(address):
        base = address[: address.rindex("/", 0, wild.start())]
    try:
        filesystem, path = from_uri(base)
        info = filesystem.get_file_info(path)
        if info.type == kinds.File:
            return [address]
        below = filesystem.get_file_info(selector(path, recursive=True)) if info.type == kinds.Directory else []
    except (OSError, ValueError) as error:
        raise InputError(address, str(error).splitlines()[0]) from error
    prefix = base[: len(base) - len(path)] if base.endswith(path) else address[: address.index("://") + 3]
    files = [f"{prefix}{one.path}" for one in below if one.type == kinds.File]
    wanted = [one for one in files if (fnmatchcase(one, address) if wild else _has_suffix(one, suffixes))]
    if not wanted:
        raise InputError(address, "no such file" if not below else "no exports there")
    return sorted(wanted)


def _has_suffix(address: str, suffixes: tuple[str, ...]) -> bool:
    return address.lower().removesuffix(".gz").removesuffix(".zst").endswith(suffixes)


@contextmanager
def opened(address: str) -> Iterator[BinaryIO]:
    """Give the bytes of a file.

    Raises: InputError if it cannot be read.
    """
    from_uri, _, _ = _pyarrow(address)
    try:
        filesystem, path = from_uri(address)
        stream = filesystem.open_input_stream(path, compression=None)
    except (OSError, ValueError) as error:
        raise InputError(address, str(error).splitlines()[0]) from error
    with stream:
        yield stream


def _pyarrow(address: str) -> tuple[Any, Any, Any]:
    try:
        from pyarrow.fs import FileSelector, FileSystem, FileType
    except ImportError as error:
        raise InputError(address, needs("is in an object store", "pyarrow", "parquet")) from error
    return FileSystem.from_uri, FileSelector, FileType
