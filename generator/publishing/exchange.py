"""Two folders change places in one step, so that a reader finds the old site or the new one and never neither."""

import ctypes
import os
import tempfile
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths as they are (linux/fcntl.h)
_EXCHANGE = 2  # RENAME_EXCHANGE (renameat2(2))

_LIBC = ctypes.CDLL(None, use_errno=True)


def exchange(one: Path, other: Path) -> None:
    """Two existing folders change places; OSError, and nothing changed, where the system has no such step."""
    rename = getattr(_LIBC, "renameat2", None)
    if rename is None:
        raise OSError("no renameat2")
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def can_exchange(folder: Path) -> bool:
    """Whether two folders below a folder can change places, tried with two empty ones."""
    with tempfile.TemporaryDirectory(dir=folder) as tried:
        one, other = Path(tried) / "one", Path(tried) / "other"
        one.mkdir()
        other.mkdir()
        try:
            exchange(one, other)
        except OSError:
            return False
        return True


def to_disk(folder: Path) -> None:
    """Return when everything written so far to the folder's file system would outlast a power cut."""
    sync = getattr(_LIBC, "syncfs", None)
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if sync is None or sync(opened) != 0:
            os.sync()
    finally:
        os.close(opened)


def names_to_disk(folder: Path) -> None:
    """Return when the names in a folder would outlast a power cut."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
