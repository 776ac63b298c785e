"""Links of hand-written pages that lead to nothing on the site."""

from collections.abc import Collection, Iterator
from urllib.parse import unquote, urlsplit

from generator.linking.portal import Portal
from generator.loading.hand_written import FILES_ALLOWED
from generator.loading.problems import Position, Problem, nearest
from generator.pages.addresses import Addresses, relative
from generator.pages.site import permanence_of


def dead_links(portal: Portal, files: Collection[str]) -> Iterator[Problem]:
    """Warnings of links to pages that are not there, and of links to files that `content/` does not hold.

    `files` are the names of its files, seen from `content/`. Links from the root of the host, and links to what the
    portal makes beside its pages, are not looked at.
    """
    permanence = permanence_of(portal)
    pages = {"", *(one.page for one in permanence.standing.values()), *(gone.was.page for gone in permanence.gone)}
    for page in portal.model.content:
        if page.language not in portal.settings.languages:
            continue
        here = Addresses(page.language).content(page)
        for link in page.links:
            way = _way(link.address)
            goal = _goal(here, way)
            if not way or goal in pages or _goal(page.file, way) in files:
                continue
            is_page = "." not in way.rstrip("/").rpartition("/")[2].strip(".")
            if goal is None or is_page or way.endswith(tuple(FILES_ALLOWED)):
                close = nearest(goal, pages) if goal is not None and is_page else {}
                facts = {"address": link.address} | {key: relative(here, near) for key, near in close.items()}
                yield Problem(Position(f"content/{page.file}", link.line, link.column), "dead-link", facts, "warning")


def _way(address: str) -> str:
    """The path of a link that is seen from its page; empty for a link to elsewhere or to a part of the page itself."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc or parts.path.startswith("/") else unquote(parts.path)


def _goal(here: str, way: str) -> str | None:
    """Where a way from an address leads, seen from the site's root; None if it leads out of the site."""
    steps = here.split("/")[:-1]
    for step in way.split("/"):
        if step == ".." and not steps:
            return None
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    to_folder = bool(steps) and way.rpartition("/")[2] in ("", ".", "..")
    return "/".join(steps) + ("/" if to_folder else "")
