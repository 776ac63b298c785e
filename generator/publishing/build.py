"""Building a whole site beside the old one, and putting it in its place."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from mkdocs.commands.build import build as engine_build
from mkdocs.commands.serve import serve as engine_serve
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.publishing.day import portal_day
from generator.publishing.fresh import AddressRefused, FreshSite, source_revision
from generator.publishing.manifest import Manifest
from generator.publishing.offline import add_offline_copy
from generator.publishing.refused import BuildRefused
from generator.publishing.workplace import Told, workplace

__all__ = ["BuildRefused", "build_site", "serve_site"]

# What belongs to a portal's folder and is never an output, nor holds or lies in one.
_SOURCES = ("data", "content", "generator", "docs", "tests", ".git", ".venv")


def build_site(
    root: Path,
    out: Path,
    *,
    offline: bool = False,
    as_of: date | None = None,
    discard: bool = False,
    told: Told = lambda _: None,
) -> int:
    """Build the portal of a folder into `out`; the number of pages. `offline` links name files, for a USB stick;
    `as_of` is the portal's day; `discard` lets files in the old site go that no build made; `told` hears what happens.

    The new site is made beside the old one and exchanged with it; a build that fails changes nothing.
    """
    target = _accepted(root.resolve(), out)
    with workplace(target, discard=discard, told=told) as place:
        told("rendering")
        site = FreshSite(place.fresh, target if place.old is not None else None)
        manifest = _render(root, site, place.scratch, offline=offline, as_of=as_of)
        told("publishing")
        place.publish()
    return sum(address.endswith(".html") for address in manifest.files)


def _accepted(root: Path, out: Path) -> Path:
    """The output folder; refused if it is, holds or lies in the sources, or holds the home or the present folder."""
    try:
        target = out.resolve()
    except (OSError, RuntimeError) as error:
        raise BuildRefused("out-no-folder", 2, folder=str(out)) from error
    sources = [root / name for name in _SOURCES]
    if any(held.is_relative_to(target) for held in (root, *sources, *_personal())) or any(
        target.is_relative_to(source) for source in sources
    ):
        raise BuildRefused("out-is-source", 2, folder=str(target))
    if target.exists() and not target.is_dir():
        raise BuildRefused("out-no-folder", 2, folder=str(target))
    if target.is_mount():
        raise BuildRefused("out-is-mount", 2, folder=str(target))
    return target


def _personal() -> Iterator[Path]:
    """The present folder and the home, where there are such."""
    for folder in (Path.cwd, Path.home):
        with suppress(OSError, RuntimeError):
            yield folder().resolve()


def _render(root: Path, site: FreshSite, scratch: Path, *, offline: bool, as_of: date | None) -> Manifest:
    """Make every file of the portal of a folder and finish the site with them."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    rendered = scratch / "rendered"
    try:
        config = load_config(config_file=str(root / "mkdocs.yml"), site_dir=str(rendered))
        plugin = config.plugins["plan-portal"].config
        plugin["name_files"] |= offline
        plugin["as_of"] = as_of or plugin["as_of"]
        config.plugins.on_startup(command="build", dirty=False)
        try:
            engine_build(config)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        raise BuildRefused("not-built", 1, detail=str(error)) from error
    for path in sorted(rendered.rglob("*")):
        if path.is_file():
            try:
                site.write(path.relative_to(rendered).as_posix(), path.read_bytes())
            except AddressRefused as refused:
                raise BuildRefused("address-refused", 1, address=repr(str(refused))) from refused
    sources = (Path(plugin["data_dir"]), Path(config.docs_dir))
    source, day = source_revision(sources), portal_day(plugin["as_of"])
    if not offline:
        add_offline_copy(site, source=source, day=day)
    return site.finish(source=source, day=day)


def serve_site(root: Path, port: int) -> None:
    """Serve a live preview on the loopback until interrupted."""
    logging.basicConfig(format="%(message)s")
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    engine_serve(config_file=str(root / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}")
