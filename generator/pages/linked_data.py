"""What each page tells machines of its subject (JSON-LD): schema.org with terms of ELI, and the way to the page.

The block is data, not a script: browsers execute only JavaScript types, and a content security policy without inline
scripts lets it stand. Its context is written out, so that nothing has to be fetched to understand it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from generator.linking.portal import Portal
from generator.model.bodies import Body
from generator.model.documents import LegalDocument
from generator.model.text import Bilingual
from generator.pages.addresses import Addresses
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.ways import goal_of

Node = Mapping[str, Any]

_CONTEXT = {"@vocab": "https://schema.org/"}
_LEGAL_CONTEXT = {**_CONTEXT, "eli": "http://data.europa.eu/eli/ontology#", "xsd": "http://www.w3.org/2001/XMLSchema#"}

# What the element would end at or read as markup, and the line ends JavaScript knows and JSON does not.
_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

_FORCE = {
    "in-force": "InForce",
    "partly-expired": "PartialInForce",
    "expired": "NotInForce",
    "not-yet": "NotInForce",
    "suspended": "NotInForce",
}

# How schema.org and ELI call what one document does to another. To replace is more than to repeal, but neither has a
# nearer word. `applies` transfers a law of another order into one's own; what carries out a document is based on it.
_RELATIONS = {
    "amends": ("legislationAmends", "eli:amends"),
    "replaces": ("legislationRepeals", "eli:repeals"),
    "implements": ("isBasedOn", "eli:based_on"),
    "continues": (None, "eli:related_to"),
    "approves": (None, "eli:related_to"),
}
# What readers of schema.org before version 14 know of a change.
_CHANGES = ("amends", "replaces")


def breadcrumbs(crumbs: Iterable[Link], site: str) -> Node:
    """The way from the home page to this one, by absolute addresses."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": link.label.text,
                "item": {"@id": site + goal_of(link.href)},
            }
            for place, link in enumerate(crumbs, 1)
        ],
    }


def document_identity(portal: Portal, document: LegalDocument) -> str:
    """What a document is called among machines: the same in every language."""
    return f"{portal.settings.address}{Addresses('vi').document(document)}#document"


def body_identity(portal: Portal, body: Body) -> str:
    return f"{portal.settings.address}{Addresses('vi').body(body)}#body"


def legislation(here: Here, document: LegalDocument) -> Node:
    """A document as `Legislation`: only what the register tells; what is not stated is left out."""
    portal = here.portal
    kind = portal.types[document.type]
    node: dict[str, Any] = {
        "@id": document_identity(portal, document),
        "@type": ["Legislation", "eli:LegalResource"],
        "name": _label(here.document_name(document)),
        "url": {"@id": portal.settings.address + here.address},
        "legislationType": _both(kind.name),
    }
    if document.symbol is not None:
        node["legislationIdentifier"] = node["eli:id_local"] = document.symbol
    if document.date is not None:
        day = {"@value": document.date.iso.isoformat(), "@type": "xsd:date"}
        node["legislationDate"] = node["eli:date_document"] = day
    issuers, subject = portal.issuers(document), portal.subject(document)
    if issuers is not None:
        passed_by = [
            {
                "@id": body_identity(portal, portal.bodies[body]),
                "@type": "GovernmentOrganization",
                "name": _both(portal.bodies[body].name),
            }
            for body in issuers.bodies
        ]
        node["legislationPassedBy"] = passed_by
        node["eli:passed_by"] = [{"@id": one["@id"]} for one in passed_by]
    if subject is not None:
        node["about"] = _both(subject)
    if document.validity is not None and document.validity.state in _FORCE:
        node["legislationLegalForce"] = {"@id": f"https://schema.org/{_FORCE[document.validity.state]}"}
    for relation in document.relations:
        other = {"@id": document_identity(portal, portal.documents[relation.to])}
        for name in (*_RELATIONS[relation.kind], "legislationChanges" if relation.kind in _CHANGES else None):
            if name is not None:
                node.setdefault(name, []).append(other)
    return node


def organization(here: Here, body: Body) -> Node:
    """A body as `GovernmentOrganization`, with what it is part of."""
    portal = here.portal
    node: dict[str, Any] = {
        "@id": body_identity(portal, body),
        "@type": "GovernmentOrganization",
        "name": _both(body.name),
        "url": {"@id": portal.settings.address + here.address},
    }
    if body.aliases:
        node["alternateName"] = list(body.aliases)
    if body.parent is not None:
        node["parentOrganization"] = {"@id": body_identity(portal, portal.bodies[body.parent])}
    if body.valid_from is not None:
        node["foundingDate"] = body.valid_from.isoformat()
    if body.valid_until is not None:
        node["dissolutionDate"] = body.valid_until.isoformat()
    return node


def block(nodes: tuple[Node, ...]) -> Markup:
    """The nodes as the content of a data block: nothing in it can end the element or begin another."""
    legal = any("eli:LegalResource" in node["@type"] for node in nodes)
    graph = {"@context": _LEGAL_CONTEXT if legal else _CONTEXT}
    told = {**graph, **nodes[0]} if len(nodes) == 1 else {**graph, "@graph": list(nodes)}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))  # noqa: S704 every character with a meaning in HTML is escaped


def _both(words: Bilingual) -> list[Node]:
    told: list[Node] = [{"@value": words.vi, "@language": "vi"}]
    if words.en is not None:
        told.append({"@value": words.en, "@language": "en"})
    return told


def _label(label: Label) -> Node:
    return {"@value": label.text, "@language": label.language}
