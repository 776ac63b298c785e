"""Building a whole site beside the old one, and putting it in its place."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.loading import ProblemsFound
from generator.publishing.collecting import seldom_collecting
from generator.publishing.day import DayUnread, portal_day
from generator.publishing.fresh import AddressRefused, FreshSite
from generator.publishing.kept import Kept, KnownSite, Options
from generator.publishing.refused import BuildRefused
from generator.publishing.workplace import Told, workplace

if TYPE_CHECKING:
    from generator.linking.citations import Found
    from generator.linking.portal import Portal
    from generator.loading import Remembered

__all__ = ["BuildRefused", "build_site"]

# What belongs to a portal's folder and is never an output, nor holds or lies in one.
_SOURCES = ("data", "content", "generator", "docs", "tests", ".git", ".venv")


@seldom_collecting()
def build_site(
    root: Path,
    out: Path,
    *,
    offline: bool = False,
    as_of: date | None = None,
    discard: bool = False,
    told: Told = lambda _: None,
    plain: bool = False,
    portal: "Portal | None" = None,
) -> int:
    """Build the portal of a folder into `out`; the number of pages. `offline` links name files, for a USB stick;
    `as_of` is the portal's day; `discard` lets files in the old site go that no build made; `told` hears what happens;
    `plain` sends every page through the engine, which changes no byte; `portal` is what the folder holds, where it has
    been read already.

    The new site is made beside the old one and exchanged with it; a build that fails changes nothing.
    """
    from generator.linking.citations import kept_tree

    target = _accepted(root.resolve(), out)
    try:
        options = Options(offline, portal_day(as_of))
        portal = portal or loaded_portal(root, options)
    except (ProblemsFound, DayUnread) as error:
        raise BuildRefused("not-built", 1, detail=str(error)) from error
    # What the folder holds stays until the end.
    gc.freeze()
    with workplace(target, discard=discard, told=told) as place:
        told("rendering")
        before = target if place.old is not None else None
        site = FreshSite(place.fresh, before)
        known = _render(root, portal, site, place.scratch, before, options, plain)
        told("publishing")
        place.publish()
    if known is not None:
        kept = Kept(root)
        kept.keep_citations(kept_tree(portal.found))
        kept.keep_site(target, known)
    return sum(address.endswith(".html") for address in site.addresses)


def loaded_portal(
    root: Path,
    options: Options,
    *,
    to_publish: bool = True,
    remembered: "Remembered | None" = None,
    known: "Mapping[str, Found] | None" = None,
) -> "Portal":
    """What the folder of an office holds; raises `ProblemsFound`, also for what must not be published.

    A process that loads it again and again hands in what it keeps of it: `remembered`, and `known_citations`.
    """
    from generator.linking import link
    from generator.loading import load_whole
    from generator.pages import address_problems

    loaded = load_whole(root / "data", root / "content", to_publish=to_publish, remembered=remembered)
    model, things = loaded.model, loaded.things
    # The trees of a large portal take as much room as all that comes after them.
    del loaded
    portal = link(model, options.day, known_citations(root) if known is None else known)
    if problems := address_problems(portal, things):
        raise ProblemsFound(problems)
    return portal


def known_citations(root: Path) -> "Mapping[str, Found]":
    """What the last build found the texts of an office to cite."""
    from generator.linking.citations import known_from

    return known_from(Kept(root).citations())


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


def _render(
    root: Path,
    portal: "Portal",
    site: FreshSite,
    scratch: Path,
    before: Path | None,
    options: Options,
    plain: bool,
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
    return known
