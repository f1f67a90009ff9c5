"""Targets: standard output as bytes, or a file that is the old one or the complete new one.

The new file is written beside the old one, brought to the disk, and put in its place in one step;
whatever dies before that leaves the old file as it was.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tgclean.errors import OptionError, OutputError

STDOUT = "-"
_BUFFER_BYTES = 1 << 20
_NAME_BYTES = 100  # of the target's name in that of its temporary file: 255 is the most that file systems take

Target = str | os.PathLike[str]
"""A path, or "-" for standard output."""

_MOST_LINKS = 40  # as Linux has it


def emit(lines: Iterable[bytes], target: Target) -> None:
    """Write lines to `target`.

    Raises: OutputError, and whatever the lines raise: the target is as it was then.
    """
    with open_target(target) as out:
        out.writelines(lines)


@contextmanager
def open_target(target: Target) -> Iterator[BinaryIO]:
    """Gives where to write bytes; the file stands under its name only when the block ends without an error.

    A broken pipe is passed on as it is: whoever reads has seen enough.

    A name of one of the process's own descriptors, such as /dev/stdout, is that descriptor: what stands
    in its file stays there.

    Raises: OutputError if it cannot be written, at any step up to the disk's own word.
    """
    path, descriptor = Path(target), _descriptor(target)
    name = "standard output" if descriptor == 1 else os.fsencode(target).decode("utf-8", "replace")
    try:
        if descriptor is not None:
            with os.fdopen(os.dup(descriptor), "wb", buffering=_BUFFER_BYTES) as out:
                yield out
        elif is_special(path):
            with path.open("wb") as out:
                yield out
        else:
            with _replacing(path) as out:
                yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(name, error.strerror or str(error)) from error


def refuse_inputs(target: Target, inputs: Iterable[object], name: str = "output") -> None:
    """Refuse a target that has no name, or is one of the inputs, under whatever name or hard link.

    `name` is the setting that names the target.

    Raises: OptionError if it is.
    """
    if os.fspath(target) == "":
        raise OptionError(name, "''", "a file, or - for standard output")
    descriptor = _descriptor(target)
    try:
        status = os.stat(target) if descriptor is None else os.fstat(descriptor)
    except OSError:
        return
    if not stat.S_ISREG(status.st_mode):
        return
    for given in inputs:
        if not isinstance(given, str | os.PathLike):
            continue
        try:
            found = os.fstat(0) if os.fspath(given) == STDOUT else os.stat(given)
        except OSError:
            continue
        if os.path.samestat(found, status):
            shown = "standard output" if descriptor == 1 else os.fspath(target)
            why = "is one of the inputs, and writing would destroy it; write to another file"
            raise OptionError(name, shown, "a file that is no input", why)


def identity_of_target(target: Target) -> object:
    """Return what tells whether two targets are one, None for a device such as /dev/null, which any number may share.

    Raises: OutputError if it is a directory, or in none.
    """
    path, descriptor = Path(target), _descriptor(target)
    try:
        status = os.stat(path) if descriptor is None else os.fstat(descriptor)
    except OSError:
        if descriptor is not None:
            return "descriptor", descriptor
        real = Path(os.path.realpath(path))
        if not real.parent.is_dir():
            why = os.strerror(errno.ENOTDIR if real.parent.exists() else errno.ENOENT)
            raise OutputError(os.fsencode(target).decode("utf-8", "replace"), why) from None
        return real
    if stat.S_ISDIR(status.st_mode):
        raise OutputError(os.fsencode(target).decode("utf-8", "replace"), os.strerror(errno.EISDIR))
    if stat.S_ISREG(status.st_mode):
        return status.st_dev, status.st_ino
    return ("descriptor", descriptor) if descriptor is not None else None


def _descriptor(target: Target) -> int | None:
    """Gives the descriptor of this process that a target names, itself or by a symbolic link, None if it is none."""
    path = os.fspath(target)
    if path == STDOUT:
        return 1
    ours = rf"(?:/dev/fd|/proc/(?:self|thread-self|{os.getpid()}(?:/task/\d+)?)/fd)/(\d{{1,9}})"
    for _ in range(_MOST_LINKS):
        directory, name = os.path.split(path)
        for named in (os.path.normpath(path), os.path.join(os.path.realpath(directory), name)):
            if named == "/dev/stdout":
                return 1
            if found := re.fullmatch(ours, named):
                return int(found[1])
        try:
            path = os.path.join(directory, Path(path).readlink())
        except OSError:  # no link, or nothing that can be looked at
            break
    return None


def is_special(path: Path) -> bool:
    """Says whether a path names a pipe or a device, which cannot be replaced, only written to."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:  # there is none, or opening it will say what is wrong
        return False


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    real = Path(os.path.realpath(path))  # a symbolic link stays one
    start = os.fsdecode(os.fsencode(real.name)[:_NAME_BYTES])
    descriptor, name = tempfile.mkstemp(prefix=f".{start}.", suffix=".tgclean-tmp", dir=real.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb", buffering=_BUFFER_BYTES) as out:
            os.fchmod(out.fileno(), _mode(real))
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(real)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    with contextlib.suppress(OSError):  # not every file system can bring a directory to the disk
        directory = os.open(real.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
