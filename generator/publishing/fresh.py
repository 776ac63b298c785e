"""A new site, written beside the old one file by file; what has not changed is the old one's own file."""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, Protocol

from generator.loading.frozen import digest
from generator.publishing.manifest import (
    MANIFEST,
    FileRecord,
    Manifest,
    ManifestUnread,
    is_address,
    read_manifest,
    sha256_of,
)

# A web server must be able to read what is published, whatever the builder's umask.
_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_SEAL = "user.plan-portal.seal"


class AddressRefused(Exception):
    """A file was to be written at an address that leads out of the site, or twice."""


class NewSite(Protocol):
    """A site in the making, wherever its files are held."""

    @property
    def addresses(self) -> tuple[str, ...]: ...

    def content(self, address: str) -> bytes: ...

    def record(self, address: str) -> FileRecord: ...

    def opened(self, address: str) -> AbstractContextManager[BinaryIO]: ...

    def write(self, address: str, content: bytes) -> None: ...

    def replace(self, address: str, content: bytes) -> None: ...

    def finish(self, *, source: str, day: date | None = None) -> Manifest: ...


class FreshSite:
    """A new site in the making, on the disk.

    A file with the bytes of the old site's is a hard link to it, and so keeps its time stamp at no cost. That is safe
    because no build writes into a published file and the old site only loses names when it is deleted. The old
    manifest alone is never believed: a file counts as unchanged if its bytes have the SHA-256 of the manifest, or if
    nothing has happened to it since the old site was sealed.
    """

    def __init__(self, folder: Path, old: Path | None = None) -> None:
        self.folder = folder
        self._old = old
        self._files: dict[str, FileRecord] = {}
        self._folders: set[Path] = set()
        self._before = _records(old)
        self._sealed = _sealed_at(old) if old is not None and self._before else 0
        self._make_folder(folder)

    def write(self, address: str, content: bytes) -> None:
        """Put a file at its address."""
        self._claim(address)
        record = FileRecord.of(content)
        path = self._place(address)
        if not self._carry(address, record, path):
            with path.open("xb") as opened:
                os.fchmod(opened.fileno(), _FILE_MODE)
                opened.write(content)
        self._files[address] = record

    @contextmanager
    def opened(self, address: str) -> Iterator[BinaryIO]:
        """A file that is written at its address piece by piece."""
        self._claim(address)
        path = self._place(address)
        with path.open("xb") as opened:
            os.fchmod(opened.fileno(), _FILE_MODE)
            yield opened
        with path.open("rb") as written:
            record = FileRecord(path.stat().st_size, hashlib.file_digest(written, "sha256").hexdigest())
        self._files[address] = record
        before = path.with_name(f"{path.name}~")
        if self._carry(address, record, before):
            before.replace(path)

    def replace(self, address: str, content: bytes) -> None:
        """Put another file at an address that has one."""
        del self._files[address]
        (self.folder / address).unlink()
        self.write(address, content)

    def keep(self, address: str) -> bool:
        """Take over a file of the old site unread; False, and nothing taken, unless it is there as it was published."""
        self._claim(address)
        record = self._before.get(address)
        if record is None or not self._carry(address, record, self._place(address)):
            return False
        self._files[address] = record
        return True

    def content(self, address: str) -> bytes:
        """The bytes of a file that is already in the new site."""
        return (self.folder / address).read_bytes()

    def record(self, address: str) -> FileRecord:
        """Size and SHA-256 of a file that is already in the new site."""
        return self._files[address]

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where there is a file so far, in order."""
        return tuple(sorted(self._files))

    def finish(self, *, source: str, day: date | None = None) -> Manifest:
        """Write the manifest, which the site is whole with."""
        manifest = manifest_of(self._files, source=source, day=day)
        path = self._place(MANIFEST)
        if self._old is None or not self._linked(self._old / MANIFEST, path, FileRecord.of(manifest.content)):
            path.write_bytes(manifest.content)
            path.chmod(_FILE_MODE)
        return manifest

    def _claim(self, address: str) -> None:
        if not is_address(address) or address == MANIFEST or address in self._files:
            raise AddressRefused(address)

    def _carry(self, address: str, record: FileRecord, new: Path) -> bool:
        return (
            self._old is not None
            and self._before.get(address) == record
            and self._linked(self._old / address, new, record)
        )

    def _linked(self, old: Path, new: Path, record: FileRecord) -> bool:
        """Whether the new file now is the old one, which has the bytes recorded."""
        try:
            found = old.lstat()
        except OSError:
            return False
        if (
            not stat.S_ISREG(found.st_mode)
            or stat.S_IMODE(found.st_mode) != _FILE_MODE
            or found.st_size != record.size
            or (found.st_ctime_ns >= self._sealed and sha256_of(old) != record.sha256)
        ):
            return False
        try:
            os.link(old, new, follow_symlinks=False)
        except OSError:
            # Some file systems have no hard links, and some owners' files may not be linked to.
            shutil.copyfile(old, new)
            new.chmod(_FILE_MODE)
            os.utime(new, ns=(found.st_atime_ns, found.st_mtime_ns))
            return True
        return True

    def _place(self, address: str) -> Path:
        path = self.folder / address
        self._make_folder(path.parent)
        return path

    def _make_folder(self, folder: Path) -> None:
        if folder in self._folders:
            return
        if folder != self.folder:
            self._make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(_FOLDER_MODE)
        self._folders.add(folder)


def manifest_of(files: Mapping[str, FileRecord], *, source: str, day: date | None) -> Manifest:
    """The manifest of files that this generator made from a source."""
    return Manifest(f"plan-portal {version('plan-portal')}", source, day, dict(files))


def _records(old: Path | None) -> dict[str, FileRecord]:
    if old is None:
        return {}
    try:
        return dict(read_manifest(old).files)
    except ManifestUnread:
        return {}


def seal(site: Path) -> None:
    """Remember, at a site's folder itself, the moment from which any change to its files shows in their status.

    Every way to change a file or its names sets its change time (ctime) to now, which no program can set back while the
    clock runs forward. Where the file system keeps no such note the next build reads the files instead.
    """
    manifest = site / MANIFEST
    try:
        # The manifest's own change time becomes now, by the clock of the file system.
        manifest.chmod(_FILE_MODE)
        os.setxattr(site, _SEAL, _seal_of(manifest).encode())
    except (OSError, AttributeError):
        return


def _seal_of(manifest: Path) -> str:
    found = manifest.lstat()
    return f"{hashlib.sha256(manifest.read_bytes()).hexdigest()} {found.st_ino} {found.st_ctime_ns}"


def _sealed_at(site: Path) -> int:
    """The moment a site was sealed, in nanoseconds; 0 if it was not, or its manifest is another since."""
    try:
        noted = os.getxattr(site, _SEAL).decode("ascii")
        return int(noted.split()[-1]) if noted == _seal_of(site / MANIFEST) else 0
    except (OSError, AttributeError, ValueError):
        return 0


def source_revision(folders: Iterable[Path]) -> str:
    """What the data was, as one SHA-256 over the files of the source folders; the same in any checkout."""
    listed = hashlib.sha256()
    for folder in folders:
        files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        for name, path in sorted(files.items()):
            if not any(part.startswith(".") for part in name.split("/")):
                listed.update(f"{digest(path.read_bytes())}  {folder.name}/{name}\n".encode())
    return f"sha256:{listed.hexdigest()}"
