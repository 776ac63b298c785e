"""axe over built pages in Chromium: light and dark, on a phone and on a desk.

`make audit` runs every rule on every page in all four ways. The tests run on every page each rule once: on a desk, and
those about places on a phone; and those about colours in all four ways on every text that looks as none before it did.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, sync_playwright

from tests.browser import start
from tests.conftest import served

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_COLOURS = ["color-contrast", "link-in-text-block"]
_SIZES = ["target-size"]
_PLACES = ["scrollable-region-focusable", "region", "skip-link", "heading-order", "empty-heading"]
_WAYS = [(1280, "light"), (1280, "dark"), (360, "dark"), (360, "light")]
# Chromium dies of the memory that axe takes on several hundred pages.
_OF_ONE_BROWSER = 60
_RUN = """([only, without, within]) => axe.run(within ? {include: portalLooks} : document, {resultTypes: ["violations"],
    preload: false, runOnly: only, rules: Object.fromEntries(without.map((rule) => [rule, {enabled: false}]))})
  .then((said) => said.violations.flatMap(({id, nodes}) =>
    nodes.map(({target, failureSummary}) => `${id}: ${target}: ${failureSummary}`)))"""
# What a text's contrast comes from: its own colours, size and weight, and those of all that it stands in.
_LOOKS = """(known) => {
  const before = new Set(known), looks = new Map([[null, ""]]), fresh = [];
  const speaks = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const look = (one) => {
    if (!looks.has(one)) {
      const style = getComputedStyle(one), above = look(one.parentElement);
      const own = [style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.position,
        style.textDecorationLine, style.fontSize, style.fontWeight, style.display === "inline", speaks(one)].join();
      looks.set(one, above.endsWith(own) ? above : `${above}|${own}`);
    }
    return looks.get(one);
  };
  window.portalLooks = [...document.body.querySelectorAll("*")].filter((one) => {
    if (!speaks(one) || !one.checkVisibility() || before.has(look(one))) return false;
    before.add(look(one));
    return fresh.push(look(one));
  });
  return fresh;
}"""


class Auditor:
    """axe in one browser, which remembers the looks of the texts whose colours it has tried."""

    def __init__(self, browser: Browser, address: str) -> None:
        # The policy of the pages would keep axe out; what the pages do under it is tried in test_policy.py.
        self._context = browser.new_context(bypass_csp=True, base_url=address, reduced_motion="reduce")
        self._context.add_init_script(_AXE)
        self._page = self._context.new_page()
        self._tried: dict[tuple[int, str], list[str]] = {way: [] for way in _WAYS}

    def everything(self, where: str) -> list[str]:
        """What every rule finds on a page in all four ways."""
        return self._open(where, lambda way: self._said({"type": "tag", "values": _TAGS}))

    def once(self, where: str) -> list[str]:
        """What each rule finds on a page, once."""

        def tried(way: tuple[int, str]) -> list[str]:
            found = []
            if way == _WAYS[0]:
                found += self._said({"type": "tag", "values": _TAGS}, without=[*_COLOURS, *_SIZES])
            elif way == _WAYS[-1]:
                found += self._said({"type": "rule", "values": [*_PLACES, *_SIZES]})
            fresh = self._page.evaluate(_LOOKS, self._tried[way])
            if fresh:
                self._tried[way] += fresh
                found += self._said({"type": "rule", "values": _COLOURS}, within=True)
            return found

        return self._open(where, tried)

    def _open(self, where: str, tried: Callable[[tuple[int, str]], list[str]]) -> list[str]:
        found = []
        for number, way in enumerate(_WAYS):
            width, scheme = way
            self._page.set_viewport_size({"width": width, "height": 800})
            self._page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            if number == 0:
                self._page.goto(where)
            found += [f"{where} {width} {scheme} {said}" for said in tried(way)]
        return found

    def _said(self, only: dict[str, object], *, without: Sequence[str] = (), within: bool = False) -> list[str]:
        said: list[str] = self._page.evaluate(_RUN, [only, list(without), within])
        return said


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
            auditor = Auditor(browser, address)
            found += [said for page in some for said in auditor.everything(page)]
            browser.close()
            print(f"{begin + len(some)} of {len(pages)} pages, {len(found)} violations", file=sys.stderr, flush=True)
    print(*found, sep="\n")
    print(f"{len(pages)} pages, {len(found)} violations")
    return 1 if found or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
