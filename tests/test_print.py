"""The duty sheet on paper, in a real Chromium: one A4 page for every body of the 2023 plan."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.linking import Portal
from generator.publishing.build import build_site
from tests.browser import reader
from tests.conftest import Site


def _sheets(pdf: bytes) -> int:
    """The pages of a PDF as Chromium writes it, each an object of its own."""
    found = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert found
    return found


def test_every_body_fits_one_a4_page(browser: Browser, site: Site, address: str, portal: Portal) -> None:
    """In the language in which its page is longer."""
    sheets = {}
    with reader(browser, address, 1280) as (page, _):
        for body in portal.bodies.values():
            both = (f"vi/co-quan/{body.id}/", f"en/bodies/{body.id}/")
            page.goto(max(both, key=lambda where: (site.folder / where / "index.html").stat().st_size))
            pdf = page.pdf(prefer_css_page_size=True)
            assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", pdf), body.id
            sheets[body.id] = _sheets(pdf)
    assert {body: number for body, number in sheets.items() if number != 1} == {}


def test_paper_has_every_item_and_the_screen_the_full_text(browser: Browser, address: str, portal: Portal) -> None:
    busiest = max(portal.model.bodies, key=lambda body: len(portal.parts_of(body)))
    items = {part.located.unit.id for part in portal.parts_of(busiest)}
    with reader(browser, address, 1280) as (page, _):
        page.goto(f"vi/co-quan/{busiest.id}/")
        expect(page.locator(".tasks").first).to_be_visible()
        page.emulate_media(media="print")
        links = page.locator(".sheet th[scope=row] > a")
        expect(links).to_have_count(len(items))
        assert {link.get_attribute("href").split("/")[-2] for link in links.all()} == items  # type: ignore[union-attr]
        for link in links.all():
            expect(link).to_be_visible()
        expect(page.locator(".tasks").first).to_be_hidden()
        expect(page.locator("#notes ~ .note").first).to_be_visible()


@pytest.mark.parametrize("where", ["vi/ke-hoach/2023/s2-4-a/", "en/plans/2023/s2-4-a/"])
def test_on_paper_a_link_says_where_it_leads(browser: Browser, address: str, portal: Portal, where: str) -> None:
    with reader(browser, address, 1280) as (page, _):
        page.goto(where)
        foot = page.locator(".foot__address")
        expect(foot).to_be_hidden()
        page.emulate_media(media="print")
        expect(foot).to_be_visible()
        expect(foot).to_contain_text(portal.settings.address + where)
        expect(page.locator(".foot p").first).to_be_hidden()
        said = page.locator("a.citation").first.evaluate("node => getComputedStyle(node, '::after').content")
        assert said.replace("attr(data-document)", '"93-2021-nd-cp"').replace('" "', "") == '" (93-2021-nd-cp)"', said


def test_a_lapsed_document_is_marked_in_words_inside_the_text(browser: Browser, province: Path, tmp_path: Path) -> None:
    register = province / "data/documents.yml"
    text = register.read_text(encoding="utf-8")
    where = "  - id: 93-2021-nd-cp\n"
    assert text.count(where) == 1
    expired = f"{where}    validity: {{state: expired, as_of: 2026-01-01, source: thử}}\n"
    register.write_text(text.replace(where, expired), encoding="utf-8")
    build_site(province, tmp_path / "site", offline=True)
    page = browser.new_page()
    page.goto((tmp_path / "site/vi/ke-hoach/2023/s2-4-a/index.html").as_uri())
    words = page.locator("[data-unit=s2-4-a] .citation-state").evaluate(
        "node => getComputedStyle(node, '::after').content"
    )
    # Chromium gives the computed words, or the rule that takes them from the attribute.
    assert words.replace("attr(data-lapsed)", '"hết hiệu lực"').replace('" "', "") in ('" [hết hiệu lực]"',), words
    expect(page.locator(".card .time-mark")).to_have_text("(hết hiệu lực, chưa kiểm chứng)")
    page.close()


def test_on_a_phone_an_item_has_the_whole_width(browser: Browser, address: str, portal: Portal) -> None:
    busiest = max(portal.model.bodies, key=lambda body: len(portal.parts_of(body)))
    with reader(browser, address, 360) as (page, _):
        page.goto(f"vi/co-quan/{busiest.id}/")
        item, sheet = page.locator(".sheet th[scope=row]").first.bounding_box(), page.locator(".sheet").bounding_box()
        assert item is not None and sheet is not None
        assert item["width"] == sheet["width"]
