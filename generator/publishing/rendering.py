"""A whole site with the engine's part done once; what the site before already had is not made again."""

import base64
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.linking.asked import Asked, noted
from generator.linking.portal import Portal
from generator.loading import ProblemsFound
from generator.pages import PageMaker, each_page, each_text_file, page_makers, permanence_of
from generator.pages.addresses import Addresses
from generator.pages.frame import file_of
from generator.publishing.beside import beside
from generator.publishing.filling import EngineWork, Filling
from generator.publishing.finishing import finished
from generator.publishing.fresh import FreshSite
from generator.publishing.kept import Kept, KnownSite, Options, digest, edition, site_stamp
from generator.publishing.made import MadePages, Making
from generator.publishing.manifest import FileRecord

# What in Markdown may name another page's file; then the addresses of all pages are part of what the engine must know.
_MAY_NAME_PAGES = (".md", "%", "&")

# Beyond so many units two processes are sooner done than one.
_UNITS_OF_ONE_PROCESS = 300


def render_site(root: Path, portal: Portal, site: FreshSite, before: Path | None, options: Options) -> KnownSite | None:
    """Write every file of the site; None, and nothing written, where frames cannot be rendered once for all pages.

    `before` is the folder of the site it will take the place of, if there is one: a page that shows what it showed is
    taken from there. Raises `ProblemsFound` where a file that was published once would be lost.
    """
    kept = Kept(root)
    stamp = site_stamp(root, options)
    work, work_key = engine_part(root, portal, kept, options)
    if work is None:
        return None
    known = kept.site(before) if before is not None else None
    asking, asked = Asked.of(portal)
    ground = digest(work_key.encode(), repr(options).encode(), portal.settings.model_dump_json().encode())
    making = Making(
        asked, ground, kept.pages(before, known) if before is not None and known is not None else MadePages()
    )
    pages = _Pages(Filling(work), asking, asked, making)
    permanence = permanence_of(portal)
    # The pages that tell of every file beside the pages are made together with those.
    telling = {Addresses(language).page("data") for language in portal.settings.languages}
    makers = tuple(page_makers(portal, name_files=options.offline, asked=asking))

    def files_beside() -> Mapping[str, FileRecord]:
        part = site.part()
        for text in each_text_file(portal):
            part.write(text.address, text.content)
        if problems := permanence.lost_files(part.files):
            raise ProblemsFound(problems)
        pages.write((maker for maker in makers if maker.address in telling), part)
        return part.files

    with beside(files_beside, worth=len(portal.units) > _UNITS_OF_ONE_PROCESS) as outcome:
        pages.write((maker for maker in makers if maker.address not in telling), site)
        files = outcome()
    site.take(files)
    ours = set(site.addresses)
    for address, content in work.assets.items():
        if address not in ours:
            site.write(address, content)
    manifest = finished(site, (root / "data", root / "content"), options)
    itself = FileRecord.of(manifest.content).sha256
    return KnownSite(stamp, itself, len(makers), len(portal.units), len(permanence.unlocked()), making.made)


@dataclass(frozen=True)
class _Pages:
    """Writes pages; one that would be what it was is taken over from the site before."""

    filling: Filling
    asking: Portal
    asked: Asked
    making: Making

    def write(self, makers: Iterable[PageMaker], site: FreshSite) -> None:
        for maker in makers:
            file = file_of(maker.address)
            about = None if maker.about is None else self.asked.told.digest(maker.about())
            if about is not None and self.making.is_as_before(file, about) and site.keep(file):
                continue
            with noted(self.asking) as notes:
                page = maker.make()
            site.write(page.file, self.filling.file(page))
            if about is not None:
                self.making.note(file, about, notes)


def engine_part(root: Path, portal: Portal, kept: Kept, options: Options) -> tuple[EngineWork | None, str]:
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
