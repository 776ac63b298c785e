"""JSON-LD in the pages: PyLD expands it without fetching anything, and it says what the page says."""

import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from selectolax.lexbor import LexborHTMLParser

from generator.linking import Portal
from generator.linking.portal import Portal as LinkedPortal
from generator.pages import pages_of
from generator.pages.linked_data import block
from tests.conftest import Site

SCHEMA = "https://schema.org/"
ELI = "http://data.europa.eu/eli/ontology#"


def offline(address: str, options: Any) -> Any:
    raise AssertionError(f"{address} would be fetched")


def expanded(text: str, base: str) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = jsonld.expand(json.loads(text), {"documentLoader": offline, "base": base})
    return nodes


def of_type(nodes: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [node for node in nodes if SCHEMA + name in node["@type"]]


def told(site: Site, address: str) -> list[dict[str, Any]]:
    tree = site.tree(address)
    (script,) = tree.css('script[type="application/ld+json"]')
    return expanded(script.text(), tree.css_first("link[rel=canonical]").attributes["href"])


@pytest.mark.parametrize("built", ["site", "commune_site"])
def test_every_page_says_the_way_that_it_shows(built: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(built)
    pages = 0
    for page in site.pages():
        address = page.relative_to(site.folder).as_posix().removesuffix("index.html")
        (way,) = of_type(told(site, address), "BreadcrumbList")
        steps = way[SCHEMA + "itemListElement"]
        names = [step[SCHEMA + "name"][0]["@value"] for step in steps]
        assert [step[SCHEMA + "position"][0]["@value"] for step in steps] == list(range(1, len(steps) + 1))
        tree = site.tree(address)
        for note in tree.css("nav.crumbs .words-note"):
            note.decompose()
        shown = [" ".join(node.text().split()) for node in tree.css("nav.crumbs li")]
        assert not shown or [" ".join(name.split()) for name in names] == shown
        canonical = tree.css_first("link[rel=canonical]").attributes["href"]
        if shown:
            assert steps[-1][SCHEMA + "item"][0]["@id"] == canonical
        root = canonical.removesuffix(address)
        for step in steps:
            target = site.folder / step[SCHEMA + "item"][0]["@id"].removeprefix(root)
            assert (target / "index.html").is_file(), step
        pages += 1
    assert pages > 40


def test_a_document_is_legislation_with_what_the_register_tells(site: Site, portal: Portal) -> None:
    for document in portal.model.documents:
        (node,) = of_type(told(site, f"en/documents/{document.id}/"), "Legislation")
        assert ELI + "LegalResource" in node["@type"]
        dates = [value["@value"] for value in node.get(SCHEMA + "legislationDate", [])]
        assert dates == ([document.date.iso.isoformat()] if document.date else [])
        symbols = [value["@value"] for value in node.get(SCHEMA + "legislationIdentifier", [])]
        assert symbols == [document.symbol] * (document.symbol is not None)
        issuers = portal.issuers(document)
        by = [one["@id"].split("/")[-2] for one in node.get(SCHEMA + "legislationPassedBy", [])]
        assert by == list(issuers.bodies if issuers else ())
        assert (SCHEMA + "legislationLegalForce" in node) == (document.validity is not None)
        related = sum(len(values) for key, values in node.items() if key.startswith(ELI) and key[len(ELI) :] in (
            "amends", "repeals", "based_on", "related_to"))  # fmt: skip
        assert related == len(document.relations)


def test_a_body_is_the_same_organization_on_its_page_and_in_its_documents(site: Site, portal: Portal) -> None:
    names = {}
    for body in portal.model.bodies:
        nodes = [
            of_type(told(site, f"{way}/{body.id}/"), "GovernmentOrganization")[0] for way in ("vi/co-quan", "en/bodies")
        ]
        assert nodes[0]["@id"] == nodes[1]["@id"]
        names[nodes[0]["@id"]] = nodes[0][SCHEMA + "name"]
        assert {"@value": body.name.vi, "@language": "vi"} in names[nodes[0]["@id"]]
    for document in portal.model.documents:
        (node,) = of_type(told(site, f"vi/van-ban/{document.id}/"), "Legislation")
        for one in node.get(SCHEMA + "legislationPassedBy", []):
            assert names[one["@id"]] == one[SCHEMA + "name"]


def test_hostile_words_stay_inside_the_block(portals: list[LinkedPortal]) -> None:
    # The block is part of the frame; the content of a page, laid out when it is asked for, takes no part in it.
    kinds = set()
    for portal in portals[2:]:
        for page in pages_of(portal):
            text = str(page.frame.linked_data)
            assert not set(text) & set("<>&\u2028\u2029")
            tree = LexborHTMLParser(f'<script type="application/ld+json">{text}</script><p>after</p>')
            (script,) = tree.css("script")
            assert script.text() == text
            for node in expanded(text, page.frame.canonical or ""):
                kinds.update(node["@type"])
    assert {SCHEMA + name for name in ("BreadcrumbList", "Legislation", "GovernmentOrganization")} <= kinds


def test_line_ends_of_javascript_are_escaped() -> None:
    text = "</script>\u2028\u2029&"
    written = block(({"@type": "Thing", "name": text},))
    assert "</" not in written and "\u2028" not in written
    assert json.loads(written)["name"] == text


def test_nothing_but_the_theme_writes_the_block() -> None:
    templates = Path(__file__).parent.parent / "generator"
    holding = [path.name for path in templates.rglob("*.html") if "ld+json" in path.read_text(encoding="utf-8")]
    assert holding == ["main.html"]
