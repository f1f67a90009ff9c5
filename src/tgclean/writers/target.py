"""Targets: standard output as bytes, or a file that is the old one or the complete new one.

The new file is written beside the old one, brought to the disk, and put in its place in one step;
whatever dies before that leaves the old file as it was.  What a killed run left beside it, the next one removes.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
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
_SUFFIX = ".tgclean-tmp"

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

    Raises: OutputError if it is a directory, or in none that can be written to, or has too long a name.
    """
    path, descriptor = Path(target), _descriptor(target)
    real = Path(os.path.realpath(path))
    try:
        status = os.stat(path) if descriptor is None else os.fstat(descriptor)
    except OSError as error:
        if descriptor is not None:
            return "descriptor", descriptor
        wrong = errno.ENAMETOOLONG if error.errno == errno.ENAMETOOLONG else _wrong_with(real.parent)
        if wrong:
            raise OutputError(os.fsencode(target).decode("utf-8", "replace"), os.strerror(wrong)) from None
        return real
    is_replaced = stat.S_ISREG(status.st_mode) and descriptor is None
    wrong = errno.EISDIR if stat.S_ISDIR(status.st_mode) else _wrong_with(real.parent) if is_replaced else 0
    if wrong:
        raise OutputError(os.fsencode(target).decode("utf-8", "replace"), os.strerror(wrong))
    if stat.S_ISREG(status.st_mode):
        return status.st_dev, status.st_ino
    return ("descriptor", descriptor) if descriptor is not None else None


def _wrong_with(directory: Path) -> int:
    """Return the number of the error that making a file in a directory would end in, 0 for none."""
    if not directory.is_dir():
        return errno.ENOTDIR if directory.exists() else errno.ENOENT
    if os.access(directory, os.W_OK | os.X_OK):
        return 0
    return errno.EROFS if os.statvfs(directory).f_flag & os.ST_RDONLY else errno.EACCES


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
    prefix = f".{os.fsdecode(os.fsencode(real.name)[:_NAME_BYTES])}."
    _sweep(real.parent, prefix)
    descriptor, temporary = _locked(real.parent, prefix)
    try:
        with os.fdopen(os.dup(descriptor), "wb", buffering=_BUFFER_BYTES) as out:
            os.fchmod(out.fileno(), _mode(real))
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(real)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    finally:
        with contextlib.suppress(OSError):  # all of it is on the disk, or nobody wants it any more
            os.close(descriptor)
    with contextlib.suppress(OSError):  # not every file system can bring a directory to the disk
        directory = os.open(real.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def _locked(directory: Path, prefix: str) -> tuple[int, Path]:
    """Return a new temporary file, open and locked; the lock goes when the process does, however that ends."""
    while True:
        descriptor, name = tempfile.mkstemp(prefix=prefix, suffix=_SUFFIX, dir=directory)
        with contextlib.suppress(OSError):  # a file system without locks, on which nothing is swept either
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor, Path(name)
        os.close(descriptor)  # swept by another run before it was locked


def _sweep(directory: Path, prefix: str) -> None:
    """Remove the temporary files of a target that no process holds a lock of."""
    ours = re.compile(re.escape(prefix) + "[a-z0-9_]{8}" + re.escape(_SUFFIX))
    with contextlib.suppress(OSError), os.scandir(directory) as entries:
        for entry in entries:
            if ours.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_unlocked(Path(entry.path))


def _remove_unlocked(path: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
        finally:
            os.close(descriptor)


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
