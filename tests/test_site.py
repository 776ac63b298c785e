"""What holds for every page of every built site."""

import gzip
import re
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.linking import Portal, link
from generator.loading import load_portal
from generator.pages.here import Here
from generator.publishing.build import build_site
from tests.conftest import COMMUNE, Site, office

REAL_AND_OTHER = pytest.mark.parametrize("built", ["site", "commune_site"])


def _trees(site: Site) -> dict[Path, LexborHTMLParser]:
    return {page: LexborHTMLParser(page.read_text(encoding="utf-8")) for page in site.pages()}


@pytest.fixture(scope="session")
def trees(site: Site) -> dict[Path, LexborHTMLParser]:
    return _trees(site)


@pytest.fixture(scope="session")
def commune_trees(commune_site: Site) -> dict[Path, LexborHTMLParser]:
    return _trees(commune_site)


BOTH_TREES = pytest.mark.parametrize("which", ["trees", "commune_trees"])


def _target(folder: Path, page: Path, path: str) -> Path:
    """The file a link leads to; a path from the root is one below the site's own address."""
    if path.startswith("/"):
        path = re.sub(r"^/cong/", "/", path)
        return folder / path.lstrip("/")
    return page.parent / path if path else page


@BOTH_TREES
def test_no_link_and_no_anchor_is_broken(which: str, request: pytest.FixtureRequest) -> None:
    trees: dict[Path, LexborHTMLParser] = request.getfixturevalue(which)
    folder = min(trees, key=lambda page: len(page.parts)).parent
    ids = {page.resolve(): {node.attributes["id"] for node in tree.css("[id]")} | {""} for page, tree in trees.items()}
    broken = []
    checked = 0
    for page, tree in trees.items():
        for node in tree.css("a[href], link[href], script[src], form[action], img[src]"):
            where = node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("action") or ""
            if node.attributes.get("rel") == "canonical" or (node.tag == "link" and "hreflang" in node.attributes):
                continue
            path, fragment = urldefrag(where)
            parts = urlsplit(path)
            if parts.scheme or parts.netloc:
                broken.append((page, where, "leaves the site"))
                continue
            target = _target(folder, page, unquote(parts.path))
            target = (target / "index.html" if target.is_dir() else target).resolve()
            checked += 1
            if not target.is_file() or (fragment and fragment not in ids.get(target, set())):
                broken.append((page, where, str(target)))
    assert broken[:10] == []
    assert checked > 1000


@BOTH_TREES
def test_ids_are_unique_and_every_page_has_one_first_heading(which: str, request: pytest.FixtureRequest) -> None:
    for page, tree in request.getfixturevalue(which).items():
        counted = Counter(node.attributes["id"] for node in tree.css("[id]"))
        assert {id_: n for id_, n in counted.items() if n > 1} == {}, page
        assert len(tree.css("h1")) == 1, page
        levels = [int(node.tag[1]) for node in tree.css("h1, h2, h3, h4")]
        assert levels[0] == 1, page
        assert all(after <= before + 1 for before, after in pairwise(levels)), (page, levels)


@BOTH_TREES
def test_nothing_is_inline_and_nothing_comes_from_another_host(which: str, request: pytest.FixtureRequest) -> None:
    for page, tree in request.getfixturevalue(which).items():
        assert tree.css("style, [style], iframe, object, embed, base") == [], page
        # A block of another type than JavaScript's is data: nothing executes it, and script-src does not concern it.
        inline = [node.attributes.get("type") for node in tree.css("script") if not node.attributes.get("src")]
        assert inline == ["application/ld+json"], page
        for node in tree.css("*"):
            assert not [name for name in node.attributes if name.startswith("on")], page
        for node in tree.css("link[href]"):
            if node.attributes.get("rel") not in ("canonical", "alternate"):
                assert not urlsplit(node.attributes["href"]).netloc, page


@BOTH_TREES
def test_every_page_says_its_language_and_offers_the_same_page_in_the_other(
    which: str, request: pytest.FixtureRequest
) -> None:
    trees: dict[Path, LexborHTMLParser] = request.getfixturevalue(which)
    folder = min(trees, key=lambda page: len(page.parts)).parent
    identity = {
        page: (article.attributes["data-kind"], article.attributes["data-id"])
        for page, tree in trees.items()
        if (article := tree.css_first("article")) is not None
    }
    assert set(identity) == set(trees)
    for page, tree in trees.items():
        language = page.relative_to(folder).parts[0]
        if language not in ("vi", "en"):
            continue
        assert tree.css_first("html").attributes["lang"] == language
        hreflangs = [node.attributes["hreflang"] for node in tree.css("link[rel=alternate][hreflang]")]
        assert sorted(hreflangs) == ["en", "vi", "x-default"]
        for switch in tree.css("header a[hreflang]"):
            other = (page.parent / switch.attributes["href"] / "index.html").resolve()
            assert other.relative_to(folder.resolve()).parts[0] == switch.attributes["hreflang"]
            assert identity[folder / other.relative_to(folder.resolve())] == identity[page]
        assert [a.attributes["hreflang"] for a in tree.css("header a[hreflang][aria-current]")] == [language]


@BOTH_TREES
def test_no_template_source_and_no_missing_value_shows(which: str, request: pytest.FixtureRequest) -> None:
    for page, tree in request.getfixturevalue(which).items():
        text = tree.body.text() if tree.body else ""
        assert not re.search(r"\{\{|\}\}|\{%|Undefined|\bNone\b|object at 0x|&amp;|&lt;", text), page


def test_every_unit_stands_unbroken_in_its_page_and_in_the_full_text(site: Site, portal: Portal) -> None:
    for language, plans, full in (("vi", "ke-hoach", "toan-van"), ("en", "plans", "text")):
        whole = site.tree(f"{language}/{plans}/2023/{full}/")
        order = [node.attributes["data-unit"] for node in whole.css(".line__own [data-unit]")]
        assert order == [unit for _, unit in portal.units]
        for located in portal.units.values():
            unit = located.unit
            for page in (whole, site.tree(f"{language}/{plans}/2023/{unit.id}/")):
                texts = {n.attributes["lang"]: n.text() for n in page.css(f'[data-unit="{unit.id}"]')}
                assert texts["vi"] == unit.text.vi
                if language == "en":
                    assert unit.text.en is not None
                    assert texts["en"] == unit.text.en.text
            assert whole.css_first(f"#{unit.id}") is not None


def test_the_signed_text_is_published_as_received(site: Site, portal: Portal) -> None:
    assert (site.folder / "download/2023/source.txt").read_bytes() == (portal.model.plans[0].source or "").encode()


def test_an_item_page_is_small(site: Site, portal: Portal) -> None:
    for plans in ("vi/ke-hoach", "en/plans"):
        for located in portal.units.values():
            if not located.unit.is_heading:
                page = site.folder / plans / "2023" / located.unit.id / "index.html"
                html = page.read_bytes()
                assert len(html) <= 24 * 1024, (page, len(html))
                assert len(gzip.compress(html, 6)) <= 7 * 1024, page


def test_the_navigation_lists_the_neighbourhood_only(trees: dict[Path, LexborHTMLParser]) -> None:
    for page, tree in trees.items():
        assert len(tree.css("nav a")) < 60, page


# Numbers and dates: what a page of the plan's data says outside marked notes is printed in the plan.

_NUMBER = re.compile(r"\d[\d./-]*\d|\d")


def test_no_number_stands_on_an_item_page_that_the_plan_does_not_print(site: Site, portal: Portal) -> None:
    source = portal.model.plans[0].source or ""
    printed = set(_NUMBER.findall(source)) | set(re.findall(r"\d+", source))
    printed |= {"2023"}  # the year of the plan
    for located in portal.units.values():
        tree = site.tree(f"vi/ke-hoach/2023/{located.unit.id}/")
        article = tree.css_first("article")
        # The place of a bullet (“gạch đầu dòng 2”) and of a revision (“r1”) are the portal's own count.
        for node in article.css(".note, .eyebrow, h1.h1--quiet, .unit__place, #history + ul"):
            node.decompose()
        said = set(_NUMBER.findall(article.text()))
        assert said <= printed, (located.unit.id, said - printed)


def test_dates_on_document_pages_are_those_printed(site: Site, portal: Portal) -> None:
    source = portal.model.plans[0].source or ""
    for document in portal.model.documents:
        tree = site.tree(f"vi/van-ban/{document.id}/")
        for node in tree.css("time"):
            assert node.text() in source


_READING = {
    "vi": "Ghi chú của cổng, không phải lời của cơ quan ban hành",
    "en": "Note of this portal, not words of the issuing body",
}


def test_a_reading_is_said_to_be_the_portals_own(trees: dict[Path, LexborHTMLParser]) -> None:
    said: Counter[str] = Counter()
    for page, tree in trees.items():
        language = tree.css_first("html").attributes["lang"]
        for note in tree.css(".note:not(.note--outside)"):
            label = note.css_first(".note__label")
            assert label is not None, page
            assert label.text() == _READING[language], page
            said[language] += 1
    assert said["vi"] == said["en"] > 10


# The second office: nothing is tied to one plan, province or year.


def test_nothing_of_the_first_office_stands_in_the_second(commune_trees: dict[Path, LexborHTMLParser]) -> None:
    assert len(commune_trees) > 40
    for page, tree in commune_trees.items():
        html = tree.html or ""
        assert not re.search(r"Sơn La|Son La|2023|MTTQ|Fatherland|Mặt trận", html), page


def test_what_another_office_states_is_shown_and_what_it_lacks_is_marked(commune_site: Site) -> None:
    facts = commune_site.text("vi/ke-hoach/2026/", "dl.facts")
    for words in ("15/KH-UBND", "ngày 12 tháng 01 năm 2026", "Mường Mẫu", "Chủ tịch: Lò Văn Mẫu"):
        assert words in facts
    assert "12 January 2026" in commune_site.text("en/plans/2026/", "dl.facts")
    revision = commune_site.text("vi/ke-hoach/2026/", "#revisions + ul")
    assert revision == "r1: ban hành, ngày 12/1/2026 – theo Nghị định số 30/2020/NĐ-CP. Ban hành lần đầu."
    life = commune_site.text("vi/co-quan/phong-noi-vu/", "dl.facts")
    assert "Đến hết" in life
    assert "30/6/2025" in life
    assert "Văn phòng Hội đồng nhân dân" in life
    missing = commune_site.tree("en/plans/2026/m2-a/")
    block = missing.css_first(".translation--missing")
    assert block is not None
    assert block.css_first("[data-unit=m2-a]").attributes["lang"] == "vi"
    stale = commune_site.tree("en/plans/2026/m2/").css_first(".translation--stale")
    assert stale is not None
    refused = commune_site.tree("vi/ke-hoach/2026/m1/").css_first("span.citation")
    assert refused.attributes["data-outcome"] == "conflict"
    assert [a.attributes["data-document"] for a in commune_site.tree("vi/ke-hoach/2026/m1/").css("a.citation")] == [
        "30-2020-nd-cp"
    ]


def test_special_characters_are_text(commune_site: Site) -> None:
    unit = commune_site.tree("vi/ke-hoach/2026/m2-a/").css_first("[data-unit=m2-a]")
    assert "“số hóa <hồ sơ> & trả kết quả”" in unit.text()


@REAL_AND_OTHER
def test_there_is_a_map_for_search_engines_with_every_page(built: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(built)
    text = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    where = re.findall(r"<loc>https://[^/]+/(?:cong/)?([^<]*)</loc>", text)
    pages = {str(p.parent.relative_to(site.folder)) + "/" for p in site.pages() if p.name == "index.html"} - {"./"}
    assert set(where) == pages
    assert "Sitemap: https://" in (site.folder / "robots.txt").read_text(encoding="utf-8")


def test_with_several_plans_a_list_says_whose_item_it_means(tmp_path: Path) -> None:
    folder = office(tmp_path, COMMUNE)
    shutil.copytree(folder / "data/plans/2026", folder / "data/plans/2026b")
    for file in (folder / "data/plans/2026b").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("2026/", "2026b/"), encoding="utf-8")
    build_site(folder, folder / "site")
    page = LexborHTMLParser((folder / "site/vi/thoi-han/index.html").read_text(encoding="utf-8"))
    places = {link.text() for link in page.css(".due dd a") if "gạch đầu dòng" in link.text()}
    assert places == {f"B, gạch đầu dòng 1 (Kế hoạch 2026, {plan})" for plan in ("2026", "2026b")}


def test_no_two_pages_have_the_same_title(site: Site) -> None:
    titles = Counter(re.findall("<title>(.*?)</title>", page.read_text(encoding="utf-8"))[0] for page in site.pages())
    assert [title for title, times in titles.items() if times > 1] == []


NESTED = """\
  items:
  - id: m2-a-1
    kind: bullet
    marker: "-"
    text: {vi: Mức hai.}
    items:
    - id: m2-a-1-1
      kind: bullet
      marker: "+"
      text: {vi: Mức ba.}
    - id: m2-a-1-2
      kind: item
      marker: a)
      text: {vi: Có chữ.}
      items:
      - id: m2-a-1-2-1
        kind: bullet
        marker: "*"
        text: {vi: Mức bốn.}
"""


def test_bullets_within_bullets_are_told_apart(commune: Path) -> None:
    section = commune / "data/plans/2026/m2.yml"
    section.write_text(section.read_text(encoding="utf-8") + NESTED, encoding="utf-8")
    portal = link(load_portal(commune / "data"))
    here = Here(portal, "vi", "")
    assert {unit: here.place(located) for (_, unit), located in portal.units.items() if unit.startswith("m2")} == {
        "m2": "B",
        "m2-a": "B, gạch đầu dòng 1",
        "m2-a-1": "B, gạch đầu dòng 1, gạch đầu dòng 1",
        "m2-a-1-1": "B, gạch đầu dòng 1, gạch đầu dòng 1, gạch đầu dòng 1",
        "m2-a-1-2": "B.a)",
        "m2-a-1-2-1": "B.a), gạch đầu dòng 1",
    }
