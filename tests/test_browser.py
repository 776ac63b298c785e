"""What a reader meets in a real Chromium, on a phone and on a desk, with and without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.linking import Portal
from tests.browser import reader

WIDTHS = pytest.mark.parametrize("width", [360, 1280])
PAGES = {
    "vi": ["vi/", "vi/ke-hoach/2023/s2-4-a/", "vi/van-ban/93-2021-nd-cp/", "vi/ke-hoach/2023/toan-van/"],
    "en": ["en/", "en/plans/2023/s2-4-a/", "en/documents/93-2021-nd-cp/", "en/plans/2023/text/"],
}
MORE = {
    "vi": ["vi/ke-hoach/2023/", "vi/ke-hoach/2023/s2-8/", "vi/co-quan/vff-district-standing/", "vi/thoi-han/",
           "vi/can-cu/", "vi/thuat-ngu/", "vi/tim-kiem/", "vi/du-lieu/", "vi/gioi-thieu/", "vi/van-ban/", ""],
    "en": ["en/plans/2023/", "en/plans/2023/s2-8/", "en/bodies/vff-district-standing/", "en/deadlines/",
           "en/legal-basis/", "en/glossary/", "en/search/", "en/data/", "en/about/", "en/documents/"],
}  # fmt: skip


def _fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the window"


@WIDTHS
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_open_without_a_complaint_and_fit(browser: Browser, address: str, width: int, language: str) -> None:
    with reader(browser, address, width) as (page, _):
        for where in PAGES[language] + MORE[language]:
            page.goto(where)
            expect(page.locator("h1").first).to_be_visible()
            _fits(page)


@WIDTHS
def test_the_switch_leads_to_the_same_page_and_a_citation_to_its_document(
    browser: Browser, address: str, width: int
) -> None:
    with reader(browser, address, width) as (page, _):
        page.goto("vi/ke-hoach/2023/s2-4-a/")
        page.locator("header a[hreflang=en]").click()
        page.wait_for_url("**/en/plans/2023/s2-4-a/")
        expect(page.locator("article")).to_have_attribute("data-id", "s2-4-a")
        page.locator("[data-unit=s2-4-a][lang=en] a.citation").click()
        page.wait_for_url("**/en/documents/93-2021-nd-cp/")
        expect(page.locator("h1")).to_contain_text("93/2021/NĐ-CP")
        page.locator("header a[hreflang=vi]").click()
        page.wait_for_url("**/vi/van-ban/93-2021-nd-cp/")
        page.locator(".citing__unit a").first.click()
        page.wait_for_url("**/vi/ke-hoach/2023/s2-4/")


@WIDTHS
def test_without_scripts_everything_is_there(browser: Browser, address: str, portal: Portal, width: int) -> None:
    with reader(browser, address, width, java_script_enabled=False) as (page, _):
        page.goto("vi/ke-hoach/2023/toan-van/")
        for located in portal.units.values():
            text = page.locator(f"#{located.unit.id} .line__own [data-unit]")
            assert text.text_content() == located.unit.text.vi
            expect(text).to_be_visible()
        beside = page.locator("#s1-1 .line__beside")
        expect(beside).to_be_hidden()
        page.locator("#beside").check()
        expect(beside).to_be_visible()
        page.goto("vi/thoi-han/")
        expect(page.locator("div.due")).to_have_count(33)
        page.goto("")
        page.locator("a[hreflang=vi].more").click()
        page.wait_for_url("**/vi/")


def test_the_menu_opens_by_keyboard_on_a_phone_and_hides_its_links_when_closed(browser: Browser, address: str) -> None:
    with reader(browser, address, 360) as (page, _):
        page.goto("vi/ke-hoach/2023/s2-4-a/")
        link = page.locator(".portal-nav__menu a").first
        expect(link).to_be_hidden()
        page.locator("#drawer").focus()
        page.keyboard.press("Space")
        expect(link).to_be_visible()
        page.keyboard.press("Escape")
        expect(link).to_be_hidden()


def test_the_theme_follows_the_system_and_the_reader(browser: Browser, address: str) -> None:
    def background(page: Page) -> int:
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour.strip("rgba()").split(",")[:3])

    for scheme, dark in (("light", False), ("dark", True)):
        with reader(browser, address, 1280, color_scheme=scheme) as (page, _):
            page.goto("vi/")
            assert (background(page) < 200) == dark
            page.locator("[data-theme-switch]").click()
            assert (background(page) < 200) != dark
            page.goto("vi/thoi-han/")
            assert (background(page) < 200) != dark


def test_an_unknown_address_offers_a_way_home(browser: Browser, address: str) -> None:
    with reader(browser, address, 360) as (page, _):
        page.goto("404.html")
        expect(page.locator("a[hreflang=vi].more")).to_have_attribute("href", "/vi/")


def test_the_search_page_answers_as_one_types(browser: Browser, address: str) -> None:
    with reader(browser, address, 360) as (page, _):
        page.goto("vi/tim-kiem/")
        page.locator("input[type=search]").fill("nghi dinh 93")
        expect(page.locator("[data-search-result]").first).to_have_attribute("data-id", "93-2021-nd-cp")
        expect(page.locator("[data-entry]").first).to_be_hidden()
