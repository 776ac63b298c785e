"""A site in memory, its files made when they are asked for, with the bytes a build would write."""

import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from generator.linking.portal import Portal
from generator.pages import Page, page_makers, text_files_of
from generator.pages.frame import file_of
from generator.pages.permanence import INCIDENTAL_FILES
from generator.publishing.filling import EngineWork, Filling
from generator.publishing.finishing import finished, made_last
from generator.publishing.fresh import manifest_of
from generator.publishing.kept import Kept, Options
from generator.publishing.manifest import MANIFEST, FileRecord, Manifest
from generator.publishing.rendering import engine_part


class ShownSite(Protocol):
    """Files by their addresses."""

    def __contains__(self, address: str) -> bool: ...

    def content(self, address: str) -> bytes: ...


class HeldSite:
    """A new site whose files are held in memory."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def __contains__(self, address: str) -> bool:
        return address in self._files

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(sorted(self._files))

    def content(self, address: str) -> bytes:
        return self._files[address]

    def record(self, address: str) -> FileRecord:
        return FileRecord.of(self._files[address])

    @contextmanager
    def opened(self, address: str) -> Iterator[BinaryIO]:
        with BytesIO() as file:
            yield file
            self._files[address] = file.getvalue()

    def write(self, address: str, content: bytes) -> None:
        self._files[address] = content

    def replace(self, address: str, content: bytes) -> None:
        self._files[address] = content

    def finish(self, *, source: str, day: date | None = None) -> Manifest:
        manifest = manifest_of({name: self.record(name) for name in self._files}, source=source, day=day)
        self._files[MANIFEST] = manifest.content
        return manifest


class AskedSite:
    """The site of a portal, of which only those files are made that are asked for, each once."""

    def __init__(self, root: Path, portal: Portal, work: EngineWork, options: Options) -> None:
        self._root = root
        self._portal = portal
        self._options = options
        self._pages: Mapping[str, Callable[[], Page]] = {
            file_of(maker.address): maker.make for maker in page_makers(portal, name_files=options.offline)
        }
        self._filling = Filling(work)
        self._assets = work.assets
        self._last = made_last(portal)
        self._made: dict[str, bytes] = {}
        self._lock = threading.RLock()

    def __contains__(self, address: str) -> bool:
        if address.endswith(".html"):
            return address in self._pages
        # Which files there are beside the pages is known once they are made.
        with self._lock:
            return address in self._assets or address in self._last or address in self._texts

    def content(self, address: str) -> bytes:
        with self._lock:
            if address not in self._made:
                whole = address in self._last
                self._made[address] = self._finished.content(address) if whole else self._content(address)
            return self._made[address]

    def _content(self, address: str) -> bytes:
        """A file as it is before the site is finished."""
        if address in self._pages:
            return self._filling.file(self._pages[address]())
        if address in self._assets and (address.startswith(INCIDENTAL_FILES) or address not in self._texts):
            return self._assets[address]
        return self._texts[address]

    @cached_property
    def _texts(self) -> Mapping[str, bytes]:
        return {text.address: text.content for text in text_files_of(self._portal)}

    @cached_property
    def _finished(self) -> HeldSite:
        """The whole site."""
        site = HeldSite()
        for address in {**self._pages, **self._texts, **self._assets}:
            site.write(address, self._content(address))
        finished(site, (self._root / "data", self._root / "content"), self._options)
        return site


def shown_site(root: Path, portal: Portal, options: Options) -> ShownSite:
    """The site of the portal of a folder; made whole now where every page has to go through the engine."""
    work, _ = engine_part(root, portal, Kept(root), options)
    if work is not None:
        return AskedSite(root, portal, work, options)
    from generator.publishing.engine import plain_site

    site = HeldSite()
    with tempfile.TemporaryDirectory() as scratch:
        plain_site(root, site, Path(scratch), options, portal)
    return site
