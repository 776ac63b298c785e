"""axe over built pages in Chromium: light and dark, on a phone and on a desk.

`make audit` runs every rule in all four. The tests run every rule at both widths, since what is shown differs there,
and in the dark those that look at colours: a colour scheme moves and hides nothing.
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
_RUN = """(only) => axe.run(document, {resultTypes: ["violations"], preload: false, runOnly: only}).then((said) =>
said.violations.flatMap(({id, nodes}) => nodes.map((node) => `${id}: ${node.target}: ${node.failureSummary}`)))"""


def violations(browser: Browser, address: str, pages: Sequence[str], *, every_rule: bool = False) -> list[str]:
    """What axe finds on the pages below an address."""
    everything = {"type": "tag", "values": _TAGS}
    colours = {"type": "rule", "values": _COLOURS}
    found = []
    # The policy of the pages would keep axe out; what the pages do under it is tried in test_policy.py.
    context = browser.new_context(bypass_csp=True, base_url=address, reduced_motion="reduce")
    try:
        page = context.new_page()
        for where in pages:
            page.set_viewport_size({"width": 1280, "height": 800})
            page.goto(where)
            page.evaluate(_AXE)
            for width in (1280, 360):
                page.set_viewport_size({"width": width, "height": 800})
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                    rules = everything if every_rule or scheme == "light" else colours
                    found += [f"{where} {width} {scheme} {said}" for said in page.evaluate(_RUN, rules)]
    finally:
        context.close()
    return found


def main() -> int:
    arguments = argparse.ArgumentParser(description="Every rule of axe over every page of a site, in all four ways.")
    arguments.add_argument("site", type=Path)
    site: Path = arguments.parse_args().site
    pages = [page.relative_to(site).as_posix() for page in sorted(site.rglob("*.html"))]
    with sync_playwright() as playwright, served(site) as address:
        browser = start(playwright)
        found = violations(browser, address, pages, every_rule=True)
        browser.close()
    print(*found, sep="\n")
    print(f"{len(pages)} pages, {len(found)} violations")
    return 1 if found or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
