"""The manifest of a site: every published file with its size and SHA-256, written, read, and held against the files."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

MANIFEST = "manifest.json"
MAX_MANIFEST_BYTES = 100_000_000
"""More than half a million files have; a larger one is read no further."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"(?!\.\.?(?:/|$))[^/\\\x00-\x1f\x7f]{1,250}(?:/(?!\.\.?(?:/|$))[^/\\\x00-\x1f\x7f]{1,250})*")


class ManifestUnread(Exception):
    """A site has no manifest (`manifest-missing`), or one that cannot be relied on."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class FileRecord:
    """What one published file was when it was published."""

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> "FileRecord":
        return cls(len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True)
class Manifest:
    """What a site consists of and what it was made from; of its own file it says nothing."""

    generator: str
    source: str
    day: date | None
    files: Mapping[str, FileRecord]

    @property
    def content(self) -> bytes:
        """The bytes of `manifest.json`: one line a file, in order of address."""
        head = {
            "format": 1,
            "generator": self.generator,
            "source": self.source,
            "day": self.day.isoformat() if self.day else None,
        }
        lines = [
            f"{json.dumps(address, ensure_ascii=False)}: " + json.dumps({"bytes": record.size, "sha256": record.sha256})
            for address, record in sorted(self.files.items())
        ]
        listed = ",\n".join(lines)
        return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "files": {{\n{listed}\n}}}}\n'.encode()

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that a listed file lies in."""
        found: set[str] = set()
        for address in self.files:
            folder = address.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)


def is_address(text: str) -> bool:
    """Whether a text is the address of a file in a site: relative, of plain segments, leading nowhere else."""
    return _ADDRESS.fullmatch(text) is not None and len(text) <= 1000 and _encodable(text)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_manifest(site: Path) -> Manifest:
    """The manifest of a site; ManifestUnread unless every line of it is what a build writes."""
    try:
        # No link is followed, no pipe waited for.
        file = os.open(site / MANIFEST, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError as error:
        raise ManifestUnread("manifest-missing") from error
    except OSError as error:
        raise ManifestUnread("manifest-unread", str(error.strerror)) from error
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise ManifestUnread("manifest-unread", "not a regular file")
    with os.fdopen(file, "rb") as opened:
        raw = opened.read(MAX_MANIFEST_BYTES + 1)
    if len(raw) > MAX_MANIFEST_BYTES:
        raise ManifestUnread("manifest-too-large", f"{MAX_MANIFEST_BYTES:,}")
    try:
        tree = json.loads(raw.decode("utf-8"), object_pairs_hook=_once)
        return _read(tree)
    except (ValueError, RecursionError) as error:
        raise ManifestUnread("manifest-unread", str(error)) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON whose keys stand once."""
    tree = dict(pairs)
    if len(tree) != len(pairs):
        raise ValueError("a key stands twice")
    return tree


def _read(tree: Any) -> Manifest:
    if not isinstance(tree, dict) or tree.get("format") != 1 or not isinstance(tree.get("files"), dict):
        raise ValueError("not the form of a manifest")
    files: dict[str, FileRecord] = {}
    for address, record in tree["files"].items():
        if not is_address(address) or address == MANIFEST:
            raise ManifestUnread("manifest-address", repr(address[:200]))
        size, sha256 = (record.get("bytes"), record.get("sha256")) if isinstance(record, dict) else (None, None)
        if type(size) is not int or size < 0 or not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
            raise ValueError(repr(address[:200]))
        files[address] = FileRecord(size, sha256)
    day = tree.get("day")
    if not isinstance(day, str | None):
        raise ValueError("day")
    return Manifest(
        str(tree.get("generator")), str(tree.get("source")), date.fromisoformat(day) if day else None, files
    )


@dataclass(frozen=True)
class Deviation:
    """A file of a site that is not as its manifest says."""

    kind: Literal["differs", "missing", "extra"]
    address: str


def strangers(site: Path, manifest: Manifest) -> Iterator[str]:
    """What lies in a site and was not made by its build, in order: files, links, pipes, and empty folders."""
    for folder, folders, names in os.walk(site):
        folders.sort()
        at = Path(folder).relative_to(site).as_posix()
        prefix = "" if at == "." else f"{at}/"
        for name in list(folders):
            if (Path(folder) / name).is_symlink():
                folders.remove(name)
                names.append(name)
        if prefix and not folders and not names and at not in manifest.folders:
            yield prefix
        for name in sorted(names):
            address = prefix + name
            if address not in manifest.files and address != MANIFEST:
                yield address


def deviations(site: Path, manifest: Manifest) -> Iterator[Deviation]:
    """Every file that is not as the manifest says."""
    for address, record in sorted(manifest.files.items()):
        path = site / address
        try:
            found = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            yield Deviation("missing", address)
            continue
        if not stat.S_ISREG(found.st_mode) or found.st_size != record.size or sha256_of(path) != record.sha256:
            yield Deviation("differs", address)
    for address in strangers(site, manifest):
        yield Deviation("extra", address)


def sha256_of(path: Path) -> str | None:
    """The SHA-256 of a file as it lies on the disk; None if it cannot be read."""
    try:
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None
