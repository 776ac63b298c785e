"""Two folders change places in one step, so that a reader finds the old site or the new one and never neither."""

import ctypes
import os
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths as they are (linux/fcntl.h)
_EXCHANGE = 2  # RENAME_EXCHANGE (renameat2(2))


def exchange(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target`; where there was a target it is afterwards at `fresh`.

    Where the system cannot exchange, the old folder steps aside and comes back if the new one cannot take its place.
    """
    if not target.exists():
        fresh.rename(target)
        return
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is not None and rename(_HERE, os.fsencode(fresh), _HERE, os.fsencode(target), _EXCHANGE) == 0:
        return
    aside = fresh.with_name(f"{fresh.name}-old")
    target.rename(aside)
    try:
        fresh.rename(target)
    except OSError:
        aside.rename(target)
        raise
