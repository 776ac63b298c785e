"""axe over built pages in Chromium: light and dark, on a phone and on a desk.

`make audit` runs every rule on every page in all four ways. The tests run each rule once on a page: on a desk, by turns
in the light and in the dark, and those about places and targets on a phone, where the page is tried there too. Those
about colours they run in the light and in the dark, on every text that looks as none before it did.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, sync_playwright

from tests.browser import Witness, start
from tests.conftest import served

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_COLOURS = ["color-contrast", "link-in-text-block"]
_SIZES = ["target-size"]
_PLACES = ["scrollable-region-focusable", "region", "skip-link", "heading-order", "empty-heading"]
_WAYS = [(1280, "light"), (1280, "dark"), (360, "dark"), (360, "light")]
# A page begins as the one before it ended: to lay out anew costs as much as to read.
_TURNS = [
    [(1280, "light"), (360, "dark")], [(360, "dark"), (1280, "dark")],
    [(1280, "dark"), (360, "light")], [(360, "light"), (1280, "light")],
]  # fmt: skip
_DESK_TURNS = [[(1280, "light"), (1280, "dark")], [(1280, "dark"), (1280, "light")]]
# Chromium dies of the memory that axe takes on several hundred pages.
_OF_ONE_BROWSER = 60
_RUN = """([only, without, within]) => axe.run(within ? {include: portalLooks} : document, {resultTypes: ["violations"],
    preload: false, runOnly: only, rules: Object.fromEntries(without.map((rule) => [rule, {enabled: false}]))})
  .then((said) => said.violations.flatMap(({id, nodes}) =>
    nodes.map(({target, failureSummary}) => `${id}: ${target}: ${failureSummary}`)))"""
# What a text's contrast comes from: its own colours, size and weight, and those of all that it stands in; as a number,
# since looks are long and many.
_LOOKS = """(known) => {
  const before = new Set(known), looks = new Map([[null, {own: "", number: 0}]]), fresh = [];
  const speaks = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const mixed = (number, text) => {
    let [high, low] = [Math.floor(number / 2 ** 24), number % 2 ** 24];
    for (const letter of text) {
      high = Math.imul(high ^ letter.charCodeAt(0), 0x9E3779B1) >>> 0;
      low = Math.imul(low ^ letter.charCodeAt(0), 0x85EBCA6B) >>> 0;
    }
    return (high % 2 ** 28) * 2 ** 24 + low % 2 ** 24;
  };
  const look = (one) => {
    if (!looks.has(one)) {
      const style = getComputedStyle(one), above = look(one.parentElement);
      const own = [style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.position,
        style.textDecorationLine, style.fontSize, style.fontWeight, style.display === "inline", speaks(one)].join();
      looks.set(one, above.own === own ? above : {own, number: mixed(above.number, own)});
    }
    return looks.get(one);
  };
  window.portalLooks = [...document.body.querySelectorAll("*")].filter((one) => {
    if (!speaks(one) || !one.checkVisibility() || before.has(look(one).number)) return false;
    before.add(look(one).number);
    return fresh.push(look(one).number);
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
        self._tried: dict[str, list[int]] = {"light": [], "dark": []}
        self._turn = 0
        self._way: tuple[int, str] | None = None

    def close(self) -> None:
        self._context.close()

    def everything(self, where: str, *, once: str = "body") -> list[str]:
        """What every rule finds on a page in all four ways, once something is seen on it."""

        def tried(*_: object) -> list[str]:
            self._page.wait_for_selector(once)
            return self._said({"type": "tag", "values": _TAGS})

        return self._open(where, _WAYS, tried)

    def once(self, where: str, *, narrow: bool = True) -> list[str]:
        """What each rule finds on a page, once; those about places and targets only where it is tried `narrow` too."""
        on_desk = False

        def tried(width: int, scheme: str) -> list[str]:
            nonlocal on_desk
            found = []
            if width == 360:
                found = self._said({"type": "rule", "values": [*_PLACES, *_SIZES]})
            elif not on_desk:
                found = self._said({"type": "tag", "values": _TAGS}, without=[*_COLOURS, *_SIZES])
                on_desk = True
            fresh = self._page.evaluate(_LOOKS, self._tried[scheme])
            if fresh:
                self._tried[scheme] += fresh
                found += self._said({"type": "rule", "values": _COLOURS}, within=True)
            return found

        self._turn += 1
        turns = _TURNS if narrow else _DESK_TURNS
        return self._open(where, turns[(self._turn - 1) % len(turns)], tried)

    def _open(self, where: str, ways: list[tuple[int, str]], tried: Callable[[int, str], list[str]]) -> list[str]:
        found = []
        for number, (width, scheme) in enumerate(ways):
            if (width, scheme) != self._way:
                self._page.set_viewport_size({"width": width, "height": 800})
                self._page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                self._way = (width, scheme)
            if number == 0:
                self._page.goto(where)
            found += [f"{where} {width} {scheme} {said}" for said in tried(width, scheme)]
        return found

    def _said(self, only: dict[str, object], *, without: Sequence[str] = (), within: bool = False) -> list[str]:
        said: list[str] = self._page.evaluate(_RUN, [only, list(without), within])
        return said


def _complaints(browser: Browser, address: str, pages: Sequence[str]) -> list[str]:
    """What a browser under the pages' own policy reports of them: errors, refusals, lost requests, other hosts."""
    context = browser.new_context(base_url=address)
    page, witness = context.new_page(), Witness(urlsplit(address).netloc)
    witness.watch(page)
    for where in pages:
        page.goto(where, wait_until="networkidle")
    context.close()
    return witness.complaints


def main() -> int:
    arguments = argparse.ArgumentParser(description="Every rule of axe over every page of a site, in all four ways.")
    arguments.add_argument("site", type=Path)
    site: Path = arguments.parse_args().site
    pages = [page.relative_to(site).as_posix() for page in sorted(site.rglob("*.html"))]
    found: list[str] = []
    complaints: list[str] = []
    with sync_playwright() as playwright, served(site) as address:
        for begin in range(0, len(pages), _OF_ONE_BROWSER):
            some = pages[begin : begin + _OF_ONE_BROWSER]
            browser = start(playwright)
            auditor = Auditor(browser, address)
            found += [said for page in some for said in auditor.everything(page)]
            complaints += _complaints(browser, address, some)
            browser.close()
            print(f"{begin + len(some)} of {len(pages)} pages, {len(found)} violations", file=sys.stderr, flush=True)
    print(*found, *complaints, sep="\n")
    print(f"{len(pages)} pages, {len(found)} violations, {len(complaints)} errors, refusals or requests elsewhere")
    return 1 if found or complaints or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
