"""What can be found: one entry for every unit, document, programme, body, campaign, term and hand-written page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from generator.linking.portal import Located, Portal
from generator.linking.search.rules import RULES
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.documents import Attribution, CoordinationProgramme, LegalDocument
from generator.model.glossary import Term
from generator.model.plans import Plan, PlanItem
from generator.model.portal import ContentPage
from generator.model.text import Bilingual, Language

EntryKind = Literal["plan", "section", "plan-item", "document", "programme", "body", "campaign", "term", "page"]
KINDS: tuple[EntryKind, ...] = (
    "plan-item", "section", "plan", "document", "programme", "body", "campaign", "term", "page"
)  # fmt: skip
"""In the order the facets list them."""

Subject = Located | Plan | LegalDocument | CoordinationProgramme | Body | Campaign | Term | ContentPage


@dataclass(frozen=True)
class Entry:
    """One thing that can be found in one language: its words by their weight, and what narrows a search to it.

    `title` is its own name or heading, `names` other names, `text` what it says; `above` is the heading it stands
    below and `beside` an editor's notes on it: both find it, faintly, and are never shown as its text.
    """

    kind: EntryKind
    id: str
    subject: Subject
    title: str = ""
    names: tuple[str, ...] = ()
    text: str = ""
    above: str = ""
    beside: str = ""
    marker: str = ""
    bodies: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    in_force: bool = False
    has_deadline: bool = False
    uncited: bool = False

    @property
    def around(self) -> str:
        return _joined(self.above, self.beside)

    @property
    def rank(self) -> str:
        """The kind by which an entry is weighed: a document known by name alone is behind what names it.

        A document no plan cites stands behind those that staff have to act on, unless it is asked for by number.
        """
        if self.uncited:
            return "uncited-document"
        named = isinstance(self.subject, LegalDocument) and self.subject.symbol is None
        return "named-document" if named else self.kind


def entries(portal: Portal, language: Language) -> tuple[Entry, ...]:
    """Everything that can be found, plans first, each in printed or register order."""
    model = portal.model
    found: list[Entry] = []
    for plan in model.plans:
        found.append(_plan(portal, plan, language))
        found += [_unit(portal, located, language) for located in portal.units_of(plan)]
    found += [_document(portal, document, language) for document in model.documents]
    found += [_programme(portal, programme, language) for programme in model.programmes]
    found += [_body(portal, body, language) for body in (*model.bodies, *model.successors)]
    found += [_campaign(portal, campaign, language) for campaign in model.campaigns]
    found += [_term(term, language) for term in model.glossary.terms]
    found += [_page(page) for page in model.content if page.language == language]
    return tuple(found)


def kinds_present(portal: Portal, language: Language) -> frozenset[EntryKind]:
    """The kinds of what can be found, without looking through it."""
    model = portal.model
    present: dict[EntryKind, object] = {
        "plan-item": portal.has_lines,
        "section": portal.headings,
        "plan": model.plans,
        "document": model.documents,
        "programme": model.programmes,
        "body": model.bodies or model.successors,
        "campaign": model.campaigns,
        "term": model.glossary.terms,
        "page": any(page.language == language for page in model.content),
    }
    return frozenset(kind for kind, held in present.items() if held)


def _said(words: Bilingual | None, language: Language) -> str:
    """Words in a language; where there are none, the Vietnamese that the page shows instead."""
    return "" if words is None else words.read_in(language) or words.vi


def _joined(*parts: str) -> str:
    return ". ".join(part for part in parts if part)


def _quoted(note: str) -> str:
    """The words a note quotes: “thiên tại” read as “thiên tai” finds a slip by what was meant."""
    return ", ".join(re.findall("“([^”]+)”", note))


def _text(unit: PlanItem, language: Language) -> str:
    return unit.text.read_in(language) or unit.text.vi


def _plan(portal: Portal, plan: Plan, language: Language) -> Entry:
    head = plan.head
    unit = portal.title_of(plan)
    title = "" if unit is None else _text(unit, language)
    words = [one.unit for one in portal.units_of(plan) if one.unit.kind in ("preamble", "recipients-heading")]
    return Entry(
        kind="plan",
        id=plan.id,
        subject=plan,
        title=f"{_said(portal.types[head.type].name, language)} {head.year}",
        names=tuple(name for name in (head.number or "", title) if name),
        text=_joined(*(_text(unit, language) for unit in words)),
        bodies=head.issuer.bodies,
    )


def _unit(portal: Portal, located: Located, language: Language) -> Entry:
    above = portal.ancestors(located)
    text = _text(located.unit, language)
    parts = portal.parts(located)
    bodies = (body.id for part in parts for body in part.bodies)
    heading = located.unit.is_heading or located.unit.kind in ("doc-type", "title")
    own = any(letter.isalnum() for letter in located.unit.marker or "")
    markers = [a.unit.marker for a in (*above, located) if a.unit.marker] if own else []
    return Entry(
        kind="section" if located.unit.is_heading else "plan-item",
        id=located.unit.id,
        subject=located,
        title=text if heading else "",
        names=(asked,) if (asked := RULES["askedFor"][language].get(located.unit.kind)) else (),
        text="" if heading else text,
        above=_text(above[-1].unit, language) if above else "",
        beside=_joined(*(_quoted(_said(note.text, language)) for note in located.unit.notes if note.kind == "reading")),
        marker=" ".join(marker for marker in markers if any(c.isalnum() for c in marker)),
        bodies=tuple(dict.fromkeys((*bodies, *(body.id for body in portal.bodies_named(located))))),
        sections=tuple(a.unit.id for a in (*above, located) if a.unit.is_heading),
        has_deadline=bool(located.unit.deadlines),
    )


def _parties(portal: Portal, parties: Attribution | None, language: Language) -> str:
    return ", ".join(_said(portal.bodies[body].name, language) for body in parties.bodies) if parties else ""


def _date(document: LegalDocument, language: Language) -> str:
    if document.date is None:
        return ""
    if language == "vi":
        return f"ngày {document.date.words}"
    day = document.date.iso
    return f"dated {day.day} {RULES['months'].split()[day.month - 1].title()} {day.year}"


def _name(portal: Portal, document: LegalDocument, language: Language) -> str:
    if document.symbol is None:
        return _said(document.title, language)
    kind = _said(portal.types[document.type].name, language)
    return f"{kind} số {document.symbol}" if language == "vi" else f"{kind} No. {document.symbol}"


def _document(portal: Portal, document: LegalDocument, language: Language) -> Entry:
    issuers = portal.issuers(document)
    return Entry(
        kind="document",
        id=document.id,
        subject=document,
        title=_name(portal, document, language),
        text=_joined(
            _said(portal.subject(document), language),
            _date(document, language),
            _parties(portal, issuers, language),
            period.words if (period := portal.period(document)) else "",
        ),
        bodies=issuers.bodies if issuers else (),
        in_force=document.in_force,
        uncited=not portal.times_cited(document),
    )


def _programme(portal: Portal, programme: CoordinationProgramme, language: Language) -> Entry:
    document = portal.programme_document(programme)
    return Entry(
        kind="programme",
        id=programme.id,
        subject=programme,
        title=_name(portal, document, language),
        text=_joined(
            _said(programme.subject, language),
            _date(document, language),
            _parties(portal, programme.parties, language),
            programme.period.words if programme.period else "",
        ),
        bodies=programme.parties.bodies,
        in_force=document.in_force,
    )


def _body(portal: Portal, body: Body, language: Language) -> Entry:
    # Old names find the body of today and new names the one the plan prints, each behind the body so named.
    others = (*portal.lifetimes.successors(body), *portal.lifetimes.predecessors(body))
    aliases = body.aliases if language == "vi" else ()
    return Entry(
        kind="body",
        id=body.id,
        subject=body,
        title=_said(body.name, language),
        names=aliases,
        beside=_joined(*(_said(other.name, language) for other in others)),
        bodies=(body.id,),
    )


def _campaign(portal: Portal, campaign: Campaign, language: Language) -> Entry:
    return Entry(
        kind="campaign",
        id=campaign.id,
        subject=campaign,
        title=_said(campaign.name, language),
        bodies=(campaign.body,) if campaign.body else (),
    )


def _term(term: Term, language: Language) -> Entry:
    return Entry(
        kind="term",
        id=term.id,
        subject=term,
        title=term.vi if language == "vi" else term.en,
        names=term.accepted if language == "en" else (),
    )


def _page(page: ContentPage) -> Entry:
    return Entry(
        kind="page",
        id=page.id,
        subject=page,
        title=page.head.title,
        names=(page.head.description,) if page.head.description else (),
        text=page.text,
    )


def synonyms(portal: Portal, language: Language) -> tuple[tuple[str, ...], ...]:
    """Groups of names for one thing: abbreviations and codes of types; bodies and terms bring their own."""
    groups: list[tuple[str, ...]] = []
    glossary = portal.model.glossary
    for short in glossary.abbreviations:
        groups.append((short.short, *_readings(_said(short.full, language))))
    for kind in portal.model.document_types:
        if kind.code:
            groups.append((kind.code, _said(kind.name, language)))
    return tuple(dict.fromkeys(group for group in groups if len(set(group)) > 1))


def _readings(full: str) -> Iterable[str]:
    """“Mặt trận Trung ương, tức Ủy ban Trung ương (trong ký hiệu)” gives both readings without the remark."""
    return tuple(_split(full.split(" (")[0]))


def _split(text: str) -> Iterator[str]:
    for part in text.split(", tức "):
        yield part.strip()
