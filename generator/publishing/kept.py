"""What a build keeps for the next one: a folder that may be deleted at any time, and never holds code.

Every file in it is a line with the digest of the rest, and JSON; what cannot be read, or was written for something
else, is as if it were not there.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from generator.publishing.made import MadePages
from generator.publishing.manifest import MANIFEST, ManifestUnread, deviations, read_manifest, sha256_of

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
        for folder in filter(None, sys.path)
        if Path(folder).is_dir()
        for entry in os.listdir(folder)  # noqa: PTH208 names alone, of thousands of entries
        if entry.endswith(".dist-info")
    }
    return digest(sys.version.encode(), _files_digest(sources, _GENERATOR).encode(), *map(str.encode, sorted(packages)))


def sources_digest(root: Path) -> str:
    """Every byte an editor wrote that a page may show; hidden files are nobody's."""
    folders = (root / "data", root / "content")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    shown = [path for path in files if not any(part.startswith(".") for part in path.relative_to(root).parts)]
    return _files_digest([*shown, root / "mkdocs.yml"], root)


@dataclass(frozen=True)
class Options:
    """How a site is built."""

    offline: bool = False
    day: date | None = None

    def __str__(self) -> str:
        return f"{self.offline} {self.day}"


@dataclass(frozen=True)
class KnownSite:
    """What is known of a site this portal built: what it was made of (`stamp`), the digest of its manifest, how many
    addresses of it are not locked yet, and what its pages were made of (`made`), which is kept apart: to find that
    nothing changed asks for none of it."""

    stamp: str
    manifest: str
    pages: int
    units: int
    unlocked: int
    made: MadePages = field(default_factory=MadePages)

    def tree(self) -> object:
        return [self.stamp, self.manifest, self.pages, self.units, self.unlocked]

    @classmethod
    def of_tree(cls, tree: Any) -> "KnownSite":
        stamp, manifest, pages, units, unlocked = tree
        return cls(str(stamp), str(manifest), int(pages), int(units), int(unlocked))

    def is_whole(self, site: Path) -> bool:
        """Whether a folder holds this site to the byte, and nothing else."""
        try:
            return next(deviations(site, read_manifest(site)), None) is None
        except ManifestUnread:
            return False


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
        path = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(prefix=f".{name}-", dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(digest(text).encode() + b"\n" + text)
            Path(path).replace(self._folder / f"{name}.json")
        except OSError:
            if path is not None:
                Path(path).unlink(missing_ok=True)

    def site(self, target: Path) -> KnownSite | None:
        """What is known of the site in a folder, if it is the one that was built there last."""
        tree = self.read(_site_name(target))
        try:
            site = None if tree is None else KnownSite.of_tree(tree)
        except (TypeError, ValueError, AttributeError):
            return None
        return site if site is not None and site.manifest == sha256_of(target / MANIFEST) else None

    def citations(self) -> Any:
        """What texts were found to cite, as a generator like this one kept it; nothing where it did not."""
        match self.read("citations"):
            case [made_by, tree] if made_by == edition():
                return tree
        return {}

    def keep_citations(self, tree: object) -> None:
        self.write("citations", [edition(), tree])

    def pages(self, target: Path, of: KnownSite) -> MadePages:
        """What the pages of a known site were made of; nothing where that was kept of another."""
        tree = self.read(_pages_name(target))
        match tree:
            case [of.manifest, pages]:
                return MadePages.of_tree(pages)
        return MadePages()

    def keep_site(self, target: Path, site: KnownSite) -> None:
        self.write(_pages_name(target), [site.manifest, site.made.tree()])
        self.write(_site_name(target), site.tree())


def _site_name(target: Path) -> str:
    return f"site-{digest(os.fsencode(target))}"


def _pages_name(target: Path) -> str:
    return f"pages-{digest(os.fsencode(target))}"


def site_stamp(root: Path, options: Options) -> str:
    """All that a site follows from."""
    return digest(edition().encode(), sources_digest(root).encode(), str(options).encode())


def unchanged_site(root: Path, target: Path, options: Options) -> KnownSite | None:
    """The site in a folder, if building it anew would change no byte of it."""
    try:
        site = Kept(root).site(target.resolve())
        whole = site is not None and site.stamp == site_stamp(root, options) and site.is_whole(target)
    except (OSError, RuntimeError):
        # What cannot be read here is refused, in words, where the site is built.
        return None
    return site if whole else None
