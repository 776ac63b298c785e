"""axe over built pages in Chromium: light and dark, on a phone and on a desk.

`make audit` runs every rule on every page in all four ways. The tests do so on some pages; on all others they run every
rule on a desk in the light, on a phone those about sizes and places, and on one page in four, in the dark, those about
colours (a colour scheme moves and hides nothing, and pages of one kind share their colours).
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, sync_playwright

from tests.browser import start
from tests.conftest import served

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_COLOURS = ["color-contrast", "link-in-text-block"]
_PLACES = ["target-size", "scrollable-region-focusable", "region", "skip-link", "heading-order", "empty-heading"]
# One page in so many is tried in all ways; neighbours in the list of pages are of one kind.
_IN_ALL_WAYS = 40
_IN_THE_DARK = 4
# Chromium dies of the memory that axe takes on several hundred pages.
_OF_ONE_BROWSER = 60
_RUN = """(only) => axe.run(document, {resultTypes: ["violations"], preload: false, runOnly: only}).then((said) =>
  said.violations.flatMap(({id, nodes}) =>
    nodes.map(({target, failureSummary}) => `${id}: ${target}: ${failureSummary}`)))"""


def violations(browser: Browser, address: str, pages: Sequence[str], *, every_rule: bool = False) -> list[str]:
    """What axe finds on the pages below an address; with `every_rule`, each page in all four ways."""
    everything = {"type": "tag", "values": _TAGS}
    colours, places = ({"type": "rule", "values": rules} for rules in (_COLOURS, _PLACES))
    in_all_ways = [(width, scheme, everything) for width in (1280, 360) for scheme in ("light", "dark")]
    in_the_light = [(1280, "light", everything), (360, "light", places)]
    found = []
    # The policy of the pages would keep axe out; what the pages do under it is tried in test_policy.py.
    context = browser.new_context(bypass_csp=True, base_url=address, reduced_motion="reduce")
    try:
        page = context.new_page()
        for number, where in enumerate(pages):
            page.set_viewport_size({"width": 1280, "height": 800})
            page.goto(where)
            page.evaluate(_AXE)
            ways = in_the_light
            if every_rule or number % _IN_ALL_WAYS == 0:
                ways = in_all_ways
            elif number % _IN_THE_DARK == 0:
                ways = [*in_the_light, (1280, "dark", colours)]
            for width, scheme, rules in ways:
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                found += [f"{where} {width} {scheme} {said}" for said in page.evaluate(_RUN, rules)]
    finally:
        context.close()
    return found


def main() -> int:
    arguments = argparse.ArgumentParser(description="Every rule of axe over every page of a site, in all four ways.")
    arguments.add_argument("site", type=Path)
    site: Path = arguments.parse_args().site
    pages = [page.relative_to(site).as_posix() for page in sorted(site.rglob("*.html"))]
    found: list[str] = []
    with sync_playwright() as playwright, served(site) as address:
        for begin in range(0, len(pages), _OF_ONE_BROWSER):
            some = pages[begin : begin + _OF_ONE_BROWSER]
            browser = start(playwright)
            found += violations(browser, address, some, every_rule=True)
            browser.close()
            print(f"{begin + len(some)} of {len(pages)} pages, {len(found)} violations", file=sys.stderr, flush=True)
    print(*found, sep="\n")
    print(f"{len(pages)} pages, {len(found)} violations")
    return 1 if found or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
