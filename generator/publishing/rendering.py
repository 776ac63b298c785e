"""A whole site with the engine's part done once; what the site before already had is not made again."""

import base64
import os
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.linking.portal import Portal
from generator.pages import each_page, text_files_of
from generator.pages.frame import Page
from generator.publishing.filling import EngineWork, Filling
from generator.publishing.kept import Kept, Options, PublishedSite, digest, edition, site_stamp

# What in Markdown may name another page's file; then the addresses of all pages are part of what the engine must know.
_MAY_NAME_PAGES = (".md", "%", "&")


def render_site(root: Path, portal: Portal, site: Path, before: Path, options: Options) -> PublishedSite | None:
    """Write the site into a new folder; None where this site's frames cannot be rendered once for all pages.

    `before` is the folder of the site it will take the place of: a page that shows what it showed is linked from there.
    """
    kept = Kept(root)
    stamp = site_stamp(root, options)
    work, work_key = _engine_work(root, portal, kept, options)
    if work is None:
        return None
    known = kept.site(before)
    new = _NewSite(site, before, known.files if known else {})
    for address, content in work.assets.items():
        new.write(address, content)
    filling = Filling(work)
    pages = 0
    for page in each_page(portal, name_files=options.offline):
        key = page_key(page, work_key)
        if not new.keep(page.file, key):
            new.write(page.file, filling.html(page).encode("utf-8", errors="xmlcharrefreplace"), key)
        pages += 1
    for text in text_files_of(portal):
        new.write(text.address, text.content)
    return PublishedSite(stamp, pages, len(portal.units), new.files)


def page_key(page: Page, work: str) -> str:
    """A digest of everything a page shows. The pickled value is only ever digested, never read back."""
    return digest(work.encode(), pickle.dumps((page.frame, page.content, page.source), protocol=5))


class _NewSite:
    """The folder of a new site, and what is known of its files."""

    def __init__(self, site: Path, before: Path, known: Mapping[str, tuple[str, str]]) -> None:
        self._site, self._before, self._known = str(site), str(before), known
        self._made: set[str] = set()
        self.files: dict[str, tuple[str, str]] = {}

    def write(self, address: str, content: bytes, key: str = "") -> None:
        path = self._path(address)
        if address in self.files:
            Path(path).unlink()
        with open(path, "wb") as file:  # noqa: PTH123 thousands of files
            file.write(content)
        self.files[address] = (key, digest(content))

    def keep(self, address: str, key: str) -> bool:
        """Take a file from the site before, if it was made of the same and is as it was made."""
        known = self._known.get(address)
        if known is None or known[0] != key:
            return False
        old = f"{self._before}/{address}"
        try:
            with open(old, "rb") as file:  # noqa: PTH123 thousands of files
                content = file.read()
            if digest(content) != known[1]:
                return False
            os.link(old, self._path(address))
        except OSError:
            return False
        self.files[address] = known
        return True

    def _path(self, address: str) -> str:
        path = f"{self._site}/{address}"
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 thousands of folders
            self._made.add(folder)
        return path


def _engine_work(root: Path, portal: Portal, kept: Kept, options: Options) -> tuple[EngineWork | None, str]:
    """The engine's part, as kept or done now, and a digest of it."""
    others: list[str] = []
    if any(sign in page.text for page in portal.model.content for sign in _MAY_NAME_PAGES):
        others = [page.address for page in each_page(portal) if page.source is None]
    content = sorted(path for path in (root / "content").rglob("*") if path.is_file())
    key = digest(
        edition().encode(),
        repr((options.offline, portal.settings.address, portal.settings.languages, others)).encode(),
        (root / "mkdocs.yml").read_bytes(),
        *(part for path in content for part in (os.fsencode(path.relative_to(root)), path.read_bytes())),
    )
    name = "engine-offline" if options.offline else "engine"
    work = _read_work(kept.read(name), key)
    if work is None:
        # Importing the engine costs as much as a small site.
        from generator.publishing.engine import NotOnce, engine_work

        try:
            work = engine_work(
                root,
                languages=portal.settings.languages,
                content=portal.model.content,
                others=others,
                address=portal.settings.address,
                name_files=options.offline,
            )
        except NotOnce:
            return None, key
        if not work.warned:
            kept.write(name, _work_tree(work, key))
    return work, key


def _work_tree(work: EngineWork, key: str) -> object:
    assets = {address: base64.b64encode(content).decode() for address, content in work.assets.items()}
    return [key, dict(work.frames), dict(work.written), assets, work.stylesheet]


def _read_work(tree: Any, key: str) -> EngineWork | None:
    try:
        kept, frames, written, assets, stylesheet = tree
        if kept != key:
            return None
        return EngineWork(
            {language: tuple(text) for language, text in frames.items()},
            dict(written),
            {address: base64.b64decode(content) for address, content in assets.items()},
            stylesheet,
        )
    except (TypeError, ValueError, AttributeError):
        return None
