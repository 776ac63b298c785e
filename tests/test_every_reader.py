"""Read enlarged, on a narrow screen, in the system's colours, by keyboard and without scripts: a page of every kind."""

import re
from collections.abc import Container, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.publishing.build import build_site
from tests.conftest import COMMUNE, Site, office, served
from tests.test_revised_office import second, third

# WCAG 1.4.4: a desk of 1280 x 800 at 200 %; WCAG 1.4.10: the same at 400 %.
ENLARGED, NARROW = (640, 400), (320, 256)
# In a scope of its own: nothing of it meets the scripts of the pages.
_SCRIPT = (Path(__file__).parent / "every_reader.js").read_text(encoding="utf-8")
_MEASURES = f"(() => {{ {_SCRIPT} }})()"
KINDS = {
    "body", "campaign", "change-sheet", "changes", "data", "deadlines", "document", "earlier-text", "full-text",
    "glossary", "home", "index", "legal-basis", "not-found", "page", "plan", "plan-item", "programme", "removed",
    "search", "section", "validity",
}  # fmt: skip


@pytest.fixture(scope="module")
def revised_commune(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The commune after two revisions: with changes, sheets, an earlier text and a unit that is no more."""
    folder = office(tmp_path_factory.mktemp("revised-commune"), COMMUNE)
    second(folder)
    third(folder)
    build_site(folder, folder / "site")
    return Site(folder / "site")


def _of_every_kind(site: Site) -> dict[tuple[str, str], Path]:
    """The longest page of every kind in each language, by both."""
    found: dict[tuple[str, str], Path] = {}
    for page in sorted(site.pages(), key=lambda page: (page.stat().st_size, page)):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        article, html = tree.css_first("article"), tree.css_first("html")
        assert article is not None and html is not None
        kind = "removed" if "data-removed" in article.attributes else article.attributes["data-kind"]
        found[str(kind), str(html.attributes["lang"])] = page
    return found


@pytest.fixture(scope="module")
def kinds(site: Site, revised_commune: Site) -> dict[tuple[str, str], tuple[Site, Path]]:
    """A page of every kind in each language, of the real site where that has one."""
    found = {key: (which, page) for which in (revised_commune, site) for key, page in _of_every_kind(which).items()}
    assert {kind for kind, _ in found} == KINDS
    return dict(sorted(found.items()))


@pytest.fixture(scope="module")
def pages(kinds: dict[tuple[str, str], tuple[Site, Path]], address: str, revised_commune: Site) -> Iterator[list[str]]:
    """Where those pages are served."""
    with served(revised_commune.folder) as other:
        yield [
            (other if which is revised_commune else address) + page.relative_to(which.folder).as_posix()
            for which, page in kinds.values()
        ]


@pytest.fixture(scope="module")
def seen(browser: Browser, pages: list[str]) -> dict[str, dict[str, Any]]:
    """What is measured on every page, opened once for all tests: its words, enlarged, narrow, and in forced colours."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(_MEASURES)
    page = context.new_page()
    found = {}
    for where in pages:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(where)
        told = found[where] = {"words": page.evaluate("wordsOfThePage()"), "moving": page.evaluate("moving()")}
        for name, (width, height) in (("enlarged", ENLARGED), ("narrow", NARROW)):
            page.set_viewport_size({"width": width, "height": height})
            told[name] = page.evaluate("crowded()")
        page.set_viewport_size({"width": 1280, "height": 800})
        told["small"] = page.evaluate("small()")
        page.emulate_media(forced_colors="active")
        told["forced"] = page.evaluate("unmarked()")
        page.emulate_media(forced_colors="none")
    context.close()
    return found


@pytest.mark.parametrize("view", ["enlarged", "narrow", "small", "moving", "forced"])
def test_nothing_is_lost_on_a_page_of_any_kind(seen: dict[str, dict[str, Any]], view: str) -> None:
    """Enlarged and narrow: no words cut, hidden, overlapping or outside the window. Then: small targets on a desk,
    motion for who wants none, and marks that only a colour makes where the system chooses the colours."""
    assert {where: told[view] for where, told in seen.items() if told[view]} == {}


PLANTED = """<!DOCTYPE html><html lang=vi><title>Thử</title><style>
a {display: block; width: 9px; font-size: 9px; line-height: 1; overflow: hidden}
.cut {width: 30px; overflow: hidden; white-space: nowrap} .wide {width: 2000px; text-align: right}
.under {position: relative; top: -2.1em} .turning {transition: transform 1s}
.side a {border-left: 3px solid transparent} .side [aria-current] {border-color: red; background: pink}
</style><main><p class=cut>dài hơn chỗ của nó</p><p class=wide>ngoài</p><p>ở dưới</p><p class=under>ở trên</p>
<div><a href=1>1</a><a href=2>2</a></div><p class=turning>quay</p>
<p>Trong câu có <a href=3 style="display:inline">3</a>.</p></main>
<div class=side><a aria-current=page href=4>bốn bốn</a><a href=5>năm năm</a></div>"""


def test_the_measures_find_what_is_planted(browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 400}, forced_colors="active")
    page = context.new_page()
    page.set_content(PLANTED)
    page.evaluate(_MEASURES)
    told = page.evaluate("[...crowded(), ...moving(), ...unmarked()]")
    context.close()
    for said in (
        "cut: dài hơn chỗ của nó", "outside: ngoài", "over: ở dưới / ở trên", "small: 1", "small: 2", "moving: turning",
        "unmarked: bốn bốn",
    ):  # fmt: skip
        assert any(one.startswith(said) for one in told), (said, told)
    assert not any(one.startswith("small: 3") for one in told), told


def test_without_scripts_every_page_says_the_same(
    browser: Browser, kinds: dict[tuple[str, str], tuple[Site, Path]], pages: list[str], seen: dict[str, dict[str, Any]]
) -> None:
    """All words and links, the tables and the pictures; what a script adds is no more than what it does."""
    languages: dict[str, list[str]] = {}
    for (kind, _), where in zip(kinds, pages, strict=True):
        languages.setdefault(kind, []).append(where)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    # Of each kind in one language, by turns.
    for where in (found[number % len(found)] for number, found in enumerate(languages.values())):
        page.goto(where)
        page.evaluate(_MEASURES)
        words = page.evaluate("wordsOfThePage()")
        for what in ("links", "pictures", "cells"):
            assert words[what] == seen[where]["words"][what], (where, what)
        missing = set(seen[where]["words"]["lines"]) - set(words["lines"])
        assert not missing, (where, missing)
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_card_of_a_citation_comes_by_focus_stays_under_the_pointer_and_goes_on_escape(
    browser: Browser, address: str, width: int
) -> None:
    """WCAG 1.4.13: content on hover or focus."""
    page = browser.new_page(viewport={"width": width, "height": 800}, base_url=address)
    page.goto("vi/ke-hoach/2023/s2-4-a/")
    link = page.locator("[data-unit=s2-4-a] .citation[data-card]").first
    before = link.locator("xpath=preceding::a[1]")

    def shown(wanted: str) -> None:
        page.wait_for_function(
            "([one, wanted]) => getComputedStyle(one, '::after').visibility === wanted",
            arg=[link.element_handle(), wanted],
        )

    shown("hidden")
    before.focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    shown("visible")
    page.keyboard.press("Escape")
    shown("hidden")
    expect(link).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    shown("visible")
    page.keyboard.press("Shift+Tab")
    shown("hidden")
    link.hover()
    shown("visible")
    page.mouse.move(60, 760)
    # Longer than a card waits for the pointer: it is the pointer on it that keeps it.
    page.wait_for_timeout(1500)
    shown("visible")
    page.keyboard.press("Escape")
    shown("hidden")
    page.mouse.move(5, 100)
    link.hover()
    shown("visible")
    page.mouse.move(5, 100)
    shown("hidden")
    page.close()


def test_the_menu_and_the_search_open_and_close_by_key_and_give_the_focus_back(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, base_url=address)
    page.goto("vi/ke-hoach/2023/s2-4-a/")
    menu = page.locator("#drawer")
    menu.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.locator(".bar__menu")).not_to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
    expect(page.locator("#side a:focus")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).not_to_be_checked()
    page.locator(".bar__search").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".search-dialog input")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(page.locator(".search-dialog")).to_be_hidden()
    expect(page.locator(".bar__search")).to_be_focused()
    page.close()


def test_every_kind_has_its_landmarks_and_headings_in_order(kinds: dict[tuple[str, str], tuple[Site, Path]]) -> None:
    for _, page in kinds.values():
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        assert [len(tree.css(f"body > {one}")) for one in ("header", "main", "footer")] == [1, 1, 1], page
        names = [nav.attributes.get("aria-label") for nav in tree.css("nav")]
        assert all(names) and len(names) == len(set(names)), (page, names)
        levels = [int(str(one.tag)[1]) for one in tree.css("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1 and all(below - above <= 1 for above, below in pairwise(levels)), (page, levels)


def test_foreign_words_on_a_vietnamese_page_say_their_language(site: Site, commune_site: Site) -> None:
    """English passages, found by words that Vietnamese has not, and what the English pages are headed with."""
    for built in (site, commune_site):
        trees = {
            page.relative_to(built.folder): LexborHTMLParser(page.read_text(encoding="utf-8")) for page in built.pages()
        }
        headings = {
            language: {
                one.text().strip()
                for page, tree in trees.items()
                if page.parts[0] == language
                for one in tree.css("h1")
            }
            for language in ("vi", "en")
        }
        english = headings["en"] - headings["vi"]
        assert len(english) > 20
        wrong = {
            page: said for page, tree in trees.items() if page.parts[0] == "vi" and (said := _english(tree, english))
        }
        assert wrong == {}


_ENGLISH = {"the", "of", "and", "is", "by", "for", "with", "this", "are", "from"}


def _english(tree: LexborHTMLParser, passages: Container[str]) -> list[str]:
    """What is English on a page and does not say so."""
    found = []
    for node in tree.css("body *"):
        if node.tag in ("script", "style", "code", "textarea"):
            continue
        own = "".join(one.text_content or "" for one in node.iter(include_text=True) if one.tag == "-text")
        for words in (own, *(str(node.attributes.get(name) or "") for name in ("title", "aria-label", "data-card"))):
            english = words.strip() in passages or _ENGLISH & set(re.findall(r"\w+", words.lower()))
            if english and _language(node) != "en":
                found.append(" ".join(words.split()))
    return found


def _language(node: LexborNode) -> str:
    at: LexborNode | None = node
    while at is not None:
        if at.attributes.get("lang"):
            return str(at.attributes["lang"])
        at = at.parent
    return ""
