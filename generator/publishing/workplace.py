"""Where a site is made before it takes the old one's place: one folder beside it, which one build at a time holds."""

import errno
import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from generator.publishing.exchange import can_exchange, exchange, names_to_disk, to_disk
from generator.publishing.fresh import seal
from generator.publishing.manifest import MANIFEST, Manifest, ManifestUnread, read_manifest, strangers
from generator.publishing.refused import BuildRefused

WAIT_SECONDS = 600
"""How long a build waits for another one of the same site."""

_MARK = "plan-portal-build"
_MARK_TEXT = "A site is being made here. If no build runs, one was killed; the next build removes this folder.\n"
_FRESH = "new"
_SCRATCH = "scratch"

Told = Callable[[str], None]
"""Takes the key of what happens now (`said/`)."""


@dataclass(frozen=True)
class Workplace:
    """The folder beside a site in which its successor is made."""

    folder: Path
    target: Path
    old: Manifest | None
    discard: bool
    told: Told

    @property
    def fresh(self) -> Path:
        """Where the new site is written; after publishing, where the old one is."""
        return self.folder / _FRESH

    @property
    def scratch(self) -> Path:
        """For whatever is needed on the way; exists."""
        return self.folder / _SCRATCH

    def publish(self) -> None:
        """Put the new site, written and whole, in the place of the old one, and delete the old one's files."""
        to_disk(self.folder)
        if self.target.is_dir() and any(self.target.iterdir()):
            # Somebody may have put something there in the meantime.
            _own(self.target, self.discard)
            exchange(self.fresh, self.target)
            names_to_disk(self.target.parent)
            names_to_disk(self.folder)
            _delete(self.fresh, self.target, self.discard, self.told)
        else:
            self.fresh.rename(self.target)
            names_to_disk(self.target.parent)
        seal(self.target)


@contextmanager
def workplace(target: Path, *, discard: bool, told: Told) -> Iterator[Workplace]:
    """Hold the place beside a site; what a killed build left there is removed first, and nothing stays afterwards.

    `discard` lets the old site go even with files in it that no build made.
    """
    folder = target.with_name(f".{target.name}.building")
    try:
        held = _hold(folder, told)
    except OSError as error:
        raise BuildRefused(
            "out-unwritable", 2, folder=str(target.parent), detail=error.strerror or str(error)
        ) from error
    try:
        _clear(folder, target, discard, told)
        (folder / _MARK).write_text(_MARK_TEXT, encoding="utf-8")
        (folder / _SCRATCH).mkdir()
        old = _own(target, discard)
        if target.is_dir() and any(target.iterdir()) and not can_exchange(folder / _SCRATCH):
            raise BuildRefused("no-exchange", 2, folder=str(target))
        yield Workplace(folder, target, old, discard, told)
    except OSError as error:
        code = "disk-full" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "not-built"
        raise BuildRefused(code, 1, folder=str(target.parent), detail=error.strerror or str(error)) from error
    finally:
        try:
            _leave(folder, target, discard, told)
        finally:
            os.close(held)


def _hold(folder: Path, told: Told) -> int:
    """The folder, made if need be, and locked: a lock ends with the process that holds it, however it ends."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + WAIT_SECONDS
    waiting = False
    while True:
        if not os.path.lexists(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
        try:
            held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise BuildRefused("work-not-ours", 2, folder=str(folder)) from error
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            if not waiting:
                told("waiting")
                waiting = True
            if time.monotonic() > end:
                raise BuildRefused("busy", 1, folder=str(folder)) from None
            time.sleep(0.1)
            continue
        if _is_still(folder, held):
            return held
        # The build before removed the folder when it left.
        os.close(held)


def _is_still(folder: Path, held: int) -> bool:
    try:
        return os.path.samestat(folder.lstat(), os.fstat(held))
    except FileNotFoundError:
        return False


def _clear(folder: Path, target: Path, discard: bool, told: Told) -> None:
    """Remove what a killed build left; a folder that is not one of ours is refused."""
    found = {path.name for path in folder.iterdir()}
    if found and (_MARK not in found or found - {_MARK, _FRESH, _SCRATCH}):
        raise BuildRefused("work-not-ours", 2, folder=str(folder))
    shutil.rmtree(folder / _SCRATCH, ignore_errors=True)
    if _FRESH in found:
        _delete(folder / _FRESH, target, discard, told)


def _leave(folder: Path, target: Path, discard: bool, told: Told) -> None:
    if not (folder / _MARK).exists():
        # Refused before it was ours; an empty folder is only ours.
        if not any(folder.iterdir()):
            folder.rmdir()
        return
    _clear(folder, target, discard, told)
    (folder / _MARK).unlink()
    folder.rmdir()


def _own(target: Path, discard: bool) -> Manifest | None:
    """The manifest of the old site; refused if there is anything in the folder that it does not tell of."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return None
    try:
        manifest = read_manifest(target)
    except ManifestUnread as unread:
        if discard:
            return None
        raise BuildRefused("out-not-ours", 2, folder=str(target)) from unread
    others = [] if discard else list(islice(strangers(target, manifest), 6))
    if others:
        named = ", ".join(others[:5]) + (", …" if others[5:] else "")
        raise BuildRefused("out-has-others", 2, folder=str(target), files=named)
    return manifest


def _delete(site: Path, target: Path, discard: bool, told: Told) -> None:
    """Delete a site by its manifest, which goes last; one without a manifest was never finished, so it is all ours.

    What came into the old site in the moment before the exchange is set aside, not deleted.
    """
    try:
        manifest = read_manifest(site)
    except ManifestUnread:
        manifest = None
    if manifest is None or discard:
        shutil.rmtree(site)
        return
    for address in manifest.files:
        (site / address).unlink(missing_ok=True)
    for folder in sorted(manifest.folders, key=len, reverse=True):
        _remove_empty(site / folder)
    if {path.name for path in site.iterdir()} <= {MANIFEST}:
        (site / MANIFEST).unlink(missing_ok=True)
        site.rmdir()
        return
    (site / MANIFEST).unlink(missing_ok=True)
    aside = target.with_name(f"{target.name}.others")
    number = 1
    while aside.exists():
        number += 1
        aside = target.with_name(f"{target.name}.others-{number}")
    site.rename(aside)
    told("set-aside")


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ENOTEMPTY, errno.ENOTDIR):
            raise
