"""What a build keeps for the next one: a folder that may be deleted at any time, and never holds code.

Every file in it is a line with the digest of the rest, and JSON; what cannot be read, or was written for something
else, is as if it were not there.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_GENERATOR = Path(__file__).parent.parent


def digest(*parts: bytes) -> str:
    """A digest of a list of bytes, the same only for the same list."""
    found = hashlib.blake2b(digest_size=20)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def _files_digest(paths: Iterable[Path], base: Path) -> str:
    parts: list[bytes] = []
    for path in sorted(paths):
        parts += (path.relative_to(base).as_posix().encode("utf-8", "surrogateescape"), path.read_bytes())
    return digest(*parts)


@cache
def edition() -> str:
    """What makes pages: the generator's own files, Python, and every package beside it, by name and version."""
    sources = (path for path in _GENERATOR.rglob("*") if path.is_file() and path.suffix != ".pyc")
    packages = {
        entry
        for folder in sys.path
        if Path(folder).is_dir()
        for entry in os.listdir(folder)  # noqa: PTH208 names alone, of thousands of entries
        if entry.endswith(".dist-info")
    }
    return digest(sys.version.encode(), _files_digest(sources, _GENERATOR).encode(), *map(str.encode, sorted(packages)))


def sources_digest(root: Path) -> str:
    """Every byte an editor wrote that a page may show."""
    folders = (root / "data", root / "content")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return _files_digest([*files, root / "mkdocs.yml"], root)


@dataclass(frozen=True)
class Options:
    """How a site is built."""

    offline: bool = False
    day: date | None = None

    def __str__(self) -> str:
        return f"{self.offline} {self.day}"


@dataclass(frozen=True)
class PublishedSite:
    """What is known of a site this portal built: what it was made of (`stamp`), and of each file by address what it
    was made of, where that is known, and the digest of its content."""

    stamp: str
    pages: int
    units: int
    files: Mapping[str, tuple[str, str]]

    def tree(self) -> object:
        return [self.stamp, self.pages, self.units, {address: list(known) for address, known in self.files.items()}]

    @classmethod
    def of_tree(cls, tree: Any) -> "PublishedSite":
        stamp, pages, units, files = tree
        return cls(
            str(stamp), int(pages), int(units), {str(at): (str(key), str(own)) for at, (key, own) in files.items()}
        )

    def is_whole(self, site: Path) -> bool:
        """Whether a folder holds these files, to the byte, and no others."""
        found = [os.path.join(at, name) for at, _, names in os.walk(site) for name in names]  # noqa: PTH118 thousands
        if len(found) != len(self.files):
            return False
        try:
            for path in found:
                known = self.files.get(os.path.relpath(path, site))
                if known is None or known[1] != digest(Path(path).read_bytes()):
                    return False
        except OSError:
            return False
        return True


class Kept:
    """The folder of what is kept under the root of an office."""

    def __init__(self, root: Path) -> None:
        self._folder = root / ".cache" / "plan-portal"

    def read(self, name: str) -> Any:
        """What was kept under a name, or None."""
        try:
            written, _, text = (self._folder / f"{name}.json").read_bytes().partition(b"\n")
            return json.loads(text) if written.decode() == digest(text) else None
        except (OSError, ValueError, RecursionError):
            return None

    def write(self, name: str, tree: object) -> None:
        """Keep a tree under a name; where nothing can be written, nothing is kept."""
        text = json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(prefix=f".{name}-", dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(digest(text).encode() + b"\n" + text)
            Path(path).replace(self._folder / f"{name}.json")
        except OSError:
            return

    def site(self, target: Path) -> PublishedSite | None:
        """What is known of the site in a folder."""
        tree = self.read(_site_name(target))
        try:
            return None if tree is None else PublishedSite.of_tree(tree)
        except (TypeError, ValueError, AttributeError):
            return None

    def keep_site(self, target: Path, site: PublishedSite) -> None:
        self.write(_site_name(target), site.tree())


def _site_name(target: Path) -> str:
    return f"site-{digest(os.fsencode(target))}"


def site_stamp(root: Path, options: Options) -> str:
    """All that a site follows from."""
    return digest(edition().encode(), sources_digest(root).encode(), str(options).encode())


def unchanged_site(root: Path, target: Path, options: Options) -> PublishedSite | None:
    """The site in a folder, if building it anew would change no byte of it."""
    site = Kept(root).site(target.resolve())
    if site is None or site.stamp != site_stamp(root, options) or not site.is_whole(target):
        return None
    return site
