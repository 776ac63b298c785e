"""Building a whole site beside the old one, and putting it in its place."""

import logging
import shutil
import tempfile
from datetime import date
from pathlib import Path

from mkdocs.commands.build import build as engine_build
from mkdocs.commands.serve import serve as engine_serve
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.linking import link
from generator.loading import load_portal
from generator.pages import pages_of, text_files_of
from generator.publishing.day import portal_day
from generator.publishing.engine import EngineRefused, NotOnce, engine_work
from generator.publishing.exchange import exchange
from generator.publishing.filling import Filling

# What a site that this portal built always holds; a folder without it is somebody else's.
_OURS = ("index.html", "sitemap.xml", "assets/portal.css")


class BuildRefused(Exception):
    """The site was not built; `code` and `facts` say why, the old site is as it was."""

    def __init__(self, code: str, exit_code: int, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.exit_code = exit_code
        self.facts = facts


def build_site(root: Path, out: Path, *, offline: bool = False, as_of: date | None = None, plain: bool = False) -> int:
    """Build the portal of a folder into `out`; the number of pages. `offline` links name files, for a USB stick;
    `as_of` is the portal's day; `plain` sends every page through the engine, which changes no byte.

    The new site is made beside the old one and exchanged with it; a build that fails changes nothing.
    """
    target = out.resolve()
    _accept(root.resolve(), target)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        fresh = beside / "new"
        if plain or not _fill(root, fresh, offline, as_of):
            _run(root, fresh, offline, as_of)
        exchange(fresh, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return sum(1 for _ in target.rglob("*.html"))


def _accept(root: Path, target: Path) -> None:
    """Refuse an output folder that is, holds or lies in the sources, or that holds files of others."""
    sources = [root / name for name in ("data", "content", "generator", "docs", "tests")]
    if root.is_relative_to(target) or any(
        target.is_relative_to(source) or source.is_relative_to(target) for source in sources
    ):
        raise BuildRefused("out-is-source", 2, folder=str(target))
    if target.exists() and (
        not target.is_dir() or (any(target.iterdir()) and not all((target / name).exists() for name in _OURS))
    ):
        raise BuildRefused("out-not-ours", 2, folder=str(target))


def _fill(root: Path, site: Path, offline: bool, as_of: date | None) -> bool:
    """Write the site with frames rendered once; False where this site's frames cannot be."""
    portal = link(load_portal(root / "data", root / "content", to_publish=True), portal_day(as_of))
    try:
        work = engine_work(
            root,
            languages=portal.settings.languages,
            content=portal.model.content,
            others=(),
            address=portal.settings.address,
            name_files=offline,
        )
    except NotOnce:
        return False
    except (EngineRefused, OSError) as error:
        raise BuildRefused("not-built", 1, detail=str(error)) from error
    filling = Filling(work)
    write = _Writer(site)
    for address, content in work.assets.items():
        write(address, content)
    for page in pages_of(portal, name_files=offline):
        address = page.address if page.address.endswith(".html") else f"{page.address}index.html"
        write(address, filling.html(page).encode("utf-8", errors="xmlcharrefreplace"))
    for text in text_files_of(portal):
        write(text.address, text.content)
    return True


class _Writer:
    """Writes files of a new site by their address."""

    def __init__(self, site: Path) -> None:
        self._site = str(site)
        self._made: set[str] = set()

    def __call__(self, address: str, content: bytes) -> None:
        path = f"{self._site}/{address}"
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        Path(path).write_bytes(content)


def _run(root: Path, site: Path, offline: bool, as_of: date | None) -> None:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = load_config(config_file=str(root / "mkdocs.yml"), site_dir=str(site))
        config.plugins["plan-portal"].config["name_files"] |= offline
        config.plugins["plan-portal"].config["as_of"] = as_of or config.plugins["plan-portal"].config["as_of"]
        config.plugins.on_startup(command="build", dirty=False)
        try:
            engine_build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, OSError) as error:
        raise BuildRefused("not-built", 1, detail=str(error)) from error


def serve_site(root: Path, port: int) -> None:
    """Serve a live preview on the loopback until interrupted."""
    logging.basicConfig(format="%(message)s")
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    engine_serve(config_file=str(root / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}")
