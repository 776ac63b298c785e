"""A plan as Akoma Ntoso 3.0 (OASIS LegalDocML): a `doc`, one file for each language as an expression of one work."""

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from generator.linking.portal import Located, Portal
from generator.model.plans import Plan, UnitKind
from generator.model.text import Language
from generator.pages.addresses import Addresses
from generator.pages.frame import TextFile

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ISO_639_2: dict[Language, str] = {"vi": "vie", "en": "eng"}

# A unit's place in the hierarchy; every element of it may hold any other.
_ELEMENTS: dict[UnitKind, str] = {
    "section": "section",
    "group": "subsection",
    "subgroup": "subsection",
    "item": "paragraph",
    "paragraph": "subparagraph",
    "bullet": "point",
}
_PREFACE: frozenset[UnitKind] = frozenset(("doc-type", "title"))
_CONCLUSIONS: frozenset[UnitKind] = frozenset(("closing", "recipients-heading", "recipient"))


def akn_address(plan: Plan, language: Language) -> str:
    return f"akn/{plan.id}.{language}.xml"


def akn_files(portal: Portal) -> Iterator[TextFile]:
    """Every plan in every language of the portal."""
    for plan in portal.model.plans:
        for language in portal.settings.languages:
            yield TextFile(akn_address(plan, language), _Expression(portal, plan, language).text())


class _Expression:
    def __init__(self, portal: Portal, plan: Plan, language: Language) -> None:
        self._portal = portal
        self._plan = plan
        self._language = language
        self._addresses = Addresses(language)

    def text(self) -> str:
        root = ET.Element("akomaNtoso", {"xmlns": NAMESPACE})
        doc = ET.SubElement(root, "doc", {"name": self._plan.head.type, "contains": "originalVersion"})
        self._meta(doc)
        roots = [Located(self._plan, unit) for unit in self._plan.roots]
        preface = self._leading(roots, _PREFACE)
        preamble = self._leading(roots[len(preface) :], frozenset(("preamble",)))
        rest = roots[len(preface) + len(preamble) :]
        conclusions: list[Located] = []
        while rest and rest[-1].unit.kind in _CONCLUSIONS:
            conclusions.insert(0, rest.pop())
        if preface:
            self._blocks(ET.SubElement(doc, "preface"), preface)
        if preamble:
            self._blocks(ET.SubElement(doc, "preamble"), preamble)
        body = ET.SubElement(doc, "mainBody")
        for located in rest:
            self._hierarchy(body, located)
        if not rest:
            # The body may not be missing or empty.
            ET.SubElement(body, "p")
        if conclusions:
            self._blocks(ET.SubElement(doc, "conclusions"), conclusions)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"

    def _leading(self, roots: list[Located], kinds: frozenset[UnitKind]) -> list[Located]:
        found = []
        for located in roots:
            if located.unit.kind not in kinds or self._portal.children(located):
                break
            found.append(located)
        return found

    # Identification

    def _meta(self, doc: ET.Element) -> None:
        plan, head = self._plan, self._plan.head
        site = self._portal.settings.address
        meta = ET.SubElement(doc, "meta")
        identification = ET.SubElement(meta, "identification", {"source": "#portal"})
        issuer = head.issuer.bodies[0] if head.issuer.bodies else "issuer"
        # A plan without a printed date is known by its year; the schema wants a day, and `name` says what it is worth.
        day, known = (head.date.iso, "issued") if head.date else (datetime.date(head.year, 1, 1), "year-only")
        when = day.isoformat() if head.date else str(head.year)
        work = f"/akn/vn/doc/{head.type}/{issuer}/{when}/{plan.id}"
        expression = f"{work}/{_ISO_639_2[self._language]}@"
        for level, uri in (
            ("FRBRWork", work),
            ("FRBRExpression", expression),
            ("FRBRManifestation", f"{expression}.xml"),
        ):
            part = ET.SubElement(identification, level)
            ET.SubElement(part, "FRBRthis", {"value": f"{uri}/!main" if level != "FRBRManifestation" else uri})
            ET.SubElement(part, "FRBRuri", {"value": uri})
            if level == "FRBRWork":
                ET.SubElement(part, "FRBRalias", {"name": "portal", "value": site + Addresses("vi").plan(plan)})
            ET.SubElement(part, "FRBRdate", {"date": day.isoformat(), "name": known})
            ET.SubElement(part, "FRBRauthor", {"href": "#issuer" if level == "FRBRWork" else "#portal"})
            if level == "FRBRWork":
                ET.SubElement(part, "FRBRcountry", {"value": "vn"})
                if head.number is not None:
                    ET.SubElement(part, "FRBRnumber", {"value": head.number})
            elif level == "FRBRExpression":
                ET.SubElement(part, "FRBRlanguage", {"language": _ISO_639_2[self._language]})
                if self._language != "vi":
                    ET.SubElement(
                        part,
                        "FRBRtranslation",
                        {
                            "href": f"{work}/{_ISO_639_2['vi']}@",
                            "fromLanguage": _ISO_639_2["vi"],
                            "authoritative": "false",
                            "by": "#portal",
                        },
                    )
            else:
                ET.SubElement(part, "FRBRformat", {"value": "application/akn+xml"})
        references = ET.SubElement(meta, "references", {"source": "#portal"})
        name = self._portal.settings.name.read_in(self._language) or self._portal.settings.name.vi
        ET.SubElement(
            references,
            "TLCOrganization",
            {"eId": "portal", "href": f"/ontology/organization/{urlsplit(site).hostname}", "showAs": name},
        )
        bodies = [self._portal.bodies[body] for body in head.issuer.bodies]
        names = "; ".join(body.name.read_in(self._language) or body.name.vi for body in bodies)
        where = site + self._addresses.body(bodies[0]) if bodies else site
        ET.SubElement(references, "TLCOrganization", {"eId": "issuer", "href": where, "showAs": names or "–"})

    # Units

    def _blocks(self, container: ET.Element, units: list[Located]) -> None:
        for located in units:
            block = ET.SubElement(container, "p", {"eId": located.unit.id})
            inner = block
            if located.unit.marker is not None:
                marker = ET.SubElement(block, "inline", {"name": "marker"})
                marker.text, marker.tail = located.unit.marker, " "
            if located.unit.kind == "doc-type":
                inner = ET.SubElement(block, "docType")
            elif located.unit.kind == "title":
                inner = ET.SubElement(block, "docTitle")
            self._words(inner, located)
            self._blocks(container, list(self._portal.children(located)))

    def _hierarchy(self, parent: ET.Element, located: Located) -> None:
        unit, children = located.unit, self._portal.children(located)
        if unit.kind in _ELEMENTS:
            element = ET.SubElement(parent, _ELEMENTS[unit.kind], {"eId": unit.id})
        else:
            element = ET.SubElement(parent, "hcontainer", {"eId": unit.id, "name": unit.kind})
        if unit.marker is not None:
            ET.SubElement(element, "num").text = unit.marker
        if unit.is_heading:
            self._words(ET.SubElement(element, "heading"), located)
        elif children:
            self._words(ET.SubElement(ET.SubElement(element, "intro"), "p"), located)
        else:
            self._words(ET.SubElement(ET.SubElement(element, "content"), "p"), located)
        for child in children:
            self._hierarchy(element, child)

    def _words(self, element: ET.Element, located: Located) -> None:
        """A unit's text, its surely resolved citations as `ref`; where it has no translation, the Vietnamese marked."""
        language = self._language
        if located.unit.text.read_in(language) is None:
            language = "vi"
            element.set(_LANG, "vi")
        # A marker may stand in the element already; the words follow it.
        last: ET.Element | None = element[-1] if len(element) else None
        for run in self._portal.runs(located, language):
            if run.citation is not None and run.citation.document is not None:
                document = self._portal.documents[run.citation.document]
                href = self._portal.settings.address + self._addresses.document(document)
                last = ET.SubElement(element, "ref", {"href": href})
                last.text = run.text
            elif last is None:
                element.text = (element.text or "") + run.text
            else:
                last.tail = (last.tail or "") + run.text
