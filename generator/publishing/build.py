"""Building a whole site beside the old one, and putting it in its place."""

import logging
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.loading import ProblemsFound
from generator.publishing.day import DayUnread, portal_day
from generator.publishing.exchange import exchange
from generator.publishing.fresh import AddressRefused, FreshSite, seal
from generator.publishing.kept import Kept, KnownSite, Options
from generator.publishing.refused import BuildRefused

if TYPE_CHECKING:
    from generator.linking.portal import Portal

# What a site that this portal built always holds; a folder without it is somebody else's.
_OURS = ("index.html", "sitemap.xml", "assets/portal.css")


def build_site(
    root: Path,
    out: Path,
    *,
    offline: bool = False,
    as_of: date | None = None,
    plain: bool = False,
    portal: "Portal | None" = None,
) -> int:
    """Build the portal of a folder into `out`; the number of pages. `offline` links name files, for a USB stick;
    `as_of` is the portal's day; `plain` sends every page through the engine, which changes no byte; `portal` is what
    the folder holds, where it has been read already.

    The new site is made beside the old one and exchanged with it; a build that fails changes nothing.
    """
    target = out.resolve()
    _accept(root.resolve(), target)
    try:
        options = Options(offline, portal_day(as_of))
        portal = portal or loaded_portal(root, options)
    except (ProblemsFound, DayUnread) as error:
        raise BuildRefused("not-built", 1, detail=str(error)) from error
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        fresh = beside / "new"
        known = _render(root, portal, FreshSite(fresh, target), beside, target, options, plain)
        exchange(fresh, target)
        seal(target)
        if known is not None:
            Kept(root).keep_site(target, known)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return known.pages if known is not None else sum(1 for _ in target.rglob("*.html"))


def loaded_portal(root: Path, options: Options) -> "Portal":
    """What the folder of an office holds, to be published; raises `ProblemsFound`."""
    from generator.linking import link
    from generator.loading import load_portal
    from generator.pages import address_problems

    portal = link(load_portal(root / "data", root / "content", to_publish=True), options.day)
    problems = address_problems(portal)
    if problems:
        raise ProblemsFound(problems)
    return portal


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


def _render(
    root: Path, portal: "Portal", site: FreshSite, scratch: Path, before: Path, options: Options, plain: bool
) -> KnownSite | None:
    """Make every file of a site; what is known of it for the next build, where that may use it."""
    from generator.publishing.rendering import render_site

    try:
        known = None if plain else render_site(root, portal, site, before, options)
        if known is None:
            from generator.publishing.engine import plain_site

            plain_site(root, site, scratch / "rendered", options)
    except AddressRefused as refused:
        raise BuildRefused("address-refused", 1, address=repr(str(refused))) from refused
    except OSError as error:
        raise BuildRefused("not-built", 1, detail=str(error)) from error
    return known


def serve_site(root: Path, port: int) -> None:
    """Serve a live preview on the loopback until interrupted."""
    from mkdocs.commands.serve import serve as engine_serve

    logging.basicConfig(format="%(message)s")
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    engine_serve(config_file=str(root / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}")
