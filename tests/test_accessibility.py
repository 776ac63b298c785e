"""Everyone can read it: axe and html-validate over every page of the real site."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect
from selectolax.lexbor import LexborHTMLParser

from tests.accessibility import Auditor
from tests.browser import start
from tests.conftest import Site, served

CHECKER = Path(__file__).parent / "html_validate"

SHARDS = 2

NARROW = (
    "vi/", "vi/ke-hoach/2023/", "vi/ke-hoach/2023/s2-4-a/", "vi/van-ban/", "vi/can-cu/", "vi/thoi-han/",
    "en/bodies/vff-district-standing/", "en/deadlines/", "en/data/", "en/glossary/",
)  # fmt: skip


def _longest(site: Site) -> set[Path]:
    """The longest page of every kind in each language."""
    found = {}
    for page in sorted(site.pages(), key=lambda page: (page.stat().st_size, page)):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        article, html = tree.css_first("article[data-kind]"), tree.css_first("html[lang]")
        assert article is not None and html is not None, page
        found[article.attributes["data-kind"], html.attributes["lang"]] = page
    return set(found.values())


def _to_be_tried(site: Site) -> Iterator[tuple[str, bool]]:
    """Pages, and whether each is tried on a phone too.

    The longest of every kind in each language, and all that are like no other; of those of a register's things or of a
    plan's parts, which are alike, every sixth, and every second of these on a phone.
    """
    longest = _longest(site)
    alike = 0
    for page in site.pages():
        where = page.relative_to(site.folder).as_posix()
        if page in longest or where.count("/") < 3:
            yield where, True
            continue
        alike += 1
        if alike % 6 == 0:
            yield where, alike % 12 == 0


@pytest.mark.parametrize("shard", range(SHARDS))
def test_axe_finds_nothing_on_the_pages(playwright: Playwright, site: Site, address: str, shard: int) -> None:
    pages = list(_to_be_tried(site))[shard::SHARDS]
    assert len(pages) > 45
    # Chromium keeps what axe takes until it ends.
    browser = start(playwright)
    auditor = Auditor(browser, address)
    found = [said for page, narrow in pages for said in auditor.once(page, narrow=narrow)]
    browser.close()
    assert found == []


def test_axe_finds_what_is_planted(browser: Browser, tmp_path: Path) -> None:
    """The check itself: grey on grey in the dark alone, a small target on a phone alone, a picture without words.

    On the second page the words look as on the first, where nothing is wrong; only what they stand in differs.
    """
    style = (
        "@media (prefers-color-scheme: dark) {p, div {color: #000; background: #999} .b {background: #333}"
        ".b p {background: none}} a {display: block; padding: 1em}"
        "@media (max-width: 40em) {a {padding: 0; width: 9px; font-size: 9px; line-height: 1}}"
    )
    words = "<p>xám</p><a href=1>1</a><a href=2>2</a><img src=x.png"
    for name, inside in (("a", f"<div>{words} alt=''></div>"), ("b", f"<div class=b>{words}></div>")):
        (tmp_path / f"{name}.html").write_text(
            f"<!DOCTYPE html><html lang=vi><title>Thử</title><style>{style}</style><main><h1>Thử</h1>{inside}</main>"
        )
    with served(tmp_path) as address:
        auditor = Auditor(browser, address)
        once = [_heads(auditor.once(f"{name}.html")) for name in "ab"]
        again, everything = _heads(auditor.once("b.html")), _heads(auditor.everything("b.html"))
        auditor.close()
    small = {f"b.html 360 {scheme} target-size" for scheme in ("light", "dark")}
    grey = {f"b.html {width} dark color-contrast" for width in (360, 1280)}
    missing = {f"b.html {width} {scheme} image-alt" for width in (360, 1280) for scheme in ("light", "dark")}
    assert once[0] == {"a.html 360 dark target-size"}
    assert once[1] == {"b.html 360 dark color-contrast", "b.html 360 dark target-size", "b.html 1280 dark image-alt"}
    # A look is tried once in the light and once in the dark; all else on every page.
    assert again == {"b.html 1280 dark image-alt", "b.html 360 light target-size"}
    assert everything == small | grey | missing


def _heads(found: list[str]) -> set[str]:
    return {said.split(": ")[0] for said in found}


def _said_of(pages: list[Path], folder: Path) -> list[str]:
    """What html-validate says; it leaves before a pipe has taken a long report, so the report is a file."""
    checker = CHECKER / "node_modules" / ".bin" / "html-validate"
    assert checker.exists(), "html-validate is missing: make html-validate"
    report = folder.parent / f"{folder.name}-html-validate.json"
    with report.open("w") as out:
        options = ["--config", CHECKER / ".htmlvalidate.mjs", "--formatter", "json"]
        run = subprocess.run([checker, *options, *pages], stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert report.stat().st_size, run.stderr
    return [
        f"{Path(told['filePath']).relative_to(folder)}:{said['line']}: {said['ruleId']}: {said['message']}"
        for told in json.loads(report.read_text(encoding="utf-8"))
        for said in told["messages"]
    ]


@pytest.mark.parametrize("built", ["site", "commune_site"])
def test_html_validate_finds_no_error(built: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(built)
    # The longest of every kind in each language, and of all others every second.
    tried = {*_longest(site), *site.pages()[::2]}
    assert _said_of(sorted(tried), site.folder) == []


def test_html_validate_finds_what_is_planted(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(
        "<!DOCTYPE html>\n<html lang=vi><head><title>Thử</title></head><body><p><div></div></p></body></html>"
    )
    assert any("element-permitted-content" in said or "close-order" in said for said in _said_of([page], tmp_path))


def test_the_skip_link_leads_to_the_content_and_the_focus_is_never_hidden(browser: Browser, address: str) -> None:
    for width in (360, 1280):
        page = browser.new_page(viewport={"width": width, "height": 800}, base_url=address, reduced_motion="reduce")
        page.goto("vi/thoi-han/")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        expect(page.locator(".skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#content")).to_be_focused()
        # 2.4.7 and 2.4.11: each thing that takes the focus shows it, and the bar does not lie over it.
        for _ in range(60):
            page.keyboard.press("Tab")
            seen = page.evaluate(_FOCUSED)
            assert seen["outline"] and not seen["covered"], (width, seen)
        page.close()


_FOCUSED = """() => {
  const one = document.activeElement, box = one.getClientRects()[0] ?? one.getBoundingClientRect();
  const x = Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)), y = box.top + box.height / 2;
  const top = document.elementFromPoint(x, y), style = getComputedStyle(one);
  return {what: one.outerHTML.slice(0, 120),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    covered: Boolean(top && top.closest(".bar") && !one.closest(".bar"))};
}"""


def test_text_reflows_at_320_px_with_wider_spacing(browser: Browser, address: str) -> None:
    """1.4.10 and 1.4.12: 320 px is 1280 px at 400 %."""
    spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    page = browser.new_context(base_url=address, bypass_csp=True, viewport={"width": 320, "height": 800}).new_page()
    for where in NARROW:
        page.goto(where)
        for spaced in (False, True):
            if spaced:
                page.add_style_tag(content=spacing)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 320, (where, spaced, wide)
    page.context.close()
