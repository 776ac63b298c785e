"""The picture of the citations says what the table says, and stays readable whatever an office cites."""

import re
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborNode

from generator.linking import Portal
from generator.pages.here import Here
from generator.pages.views.citation_graph import citation_graph
from tests.conftest import Site

_PLAN = re.compile(r"/(ke-hoach|plans)/")
PLACES = {"vi": "vi/can-cu/", "en": "en/legal-basis/"}


def _hrefs(nodes: list[LexborNode]) -> list[str]:
    return [node.attributes["href"] or "" for node in nodes]


@pytest.mark.parametrize("language", PLACES)
def test_the_picture_links_to_every_cited_document_and_joins_what_cites_it(
    site: Site, portal: Portal, language: str
) -> None:
    page = site.tree(PLACES[language])
    cited = {
        row.css_first("th a").attributes["href"]: row.css("td")[2].css("a")
        for row in page.css("tbody tr")
        if row.css("td")[2].css("a")
    }
    links = page.css(".graph svg a")
    drawn = [href for href in _hrefs(links) if not _PLAN.search(href)]
    assert sorted(drawn) == sorted(cited)
    parts = [href for href in _hrefs(links) if _PLAN.search(href)]
    # Each part is the group, or the section, of the items that the table names.
    units = {href.rstrip("/").rsplit("/", 1)[1] for items in cited.values() for href in _hrefs(items)}
    groups = {unit: re.match(r"s\d+-\d+", unit) for unit in units}
    headings = {unit: bool(group and portal.units["2023", group[0]].unit.is_heading) for unit, group in groups.items()}
    assert {href.rstrip("/").rsplit("/", 1)[1] for href in parts} == {
        groups[unit][0] if headings[unit] else unit.split("-")[0]  # type: ignore[index]
        for unit in units
    }
    assert page.css(".graph path")
    assert not page.css(".graph [style]")


def test_no_two_links_of_a_column_lie_on_each_other(portals: list[Portal]) -> None:
    drawn = 0
    for portal in portals:
        graph = citation_graph(Here(portal, "vi", "vi/can-cu/"))
        if graph is None:
            assert not any(portal.cited_by(document) for document in portal.model.documents)
            continue
        drawn += 1
        for column in (graph.parts, graph.documents):
            heights = [node.y for node in column]
            assert all(below - above >= 24 for above, below in pairwise(heights))
            assert heights[0] >= 12 and heights[-1] <= graph.height - 12
        ends = {node.y for node in graph.parts}, {node.y for node in graph.documents}
        assert ({line.from_y for line in graph.lines}, {line.to_y for line in graph.lines}) == ends
    assert drawn > 10


def test_a_part_is_said_within_its_column_with_all_that_is_said_of_its_words(portals: list[Portal]) -> None:
    noted = 0
    for portal in portals:
        graph = citation_graph(Here(portal, "en", "en/legal-basis/"))
        for node in graph.parts if graph else ():
            note = node.link.label.note
            noted += bool(note)
            assert len(node.words) + (len(f" ({note})") if note else 0) <= 41, node
            assert node.words.strip("…"), node
    assert noted
