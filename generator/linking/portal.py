"""The linked portal: the model with every question of a page answered."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from generator.linking.citations import CitationFinder, DocumentIndex, Resolution
from generator.linking.lifetimes import Lifetimes
from generator.linking.lint import FormNote, lint
from generator.linking.mentions import Gazetteer, body_names, plain
from generator.linking.revisions import Changes, RevisionState, compare, revision_pairs, revision_states
from generator.linking.sentences import sentence_at
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.deadlines import Deadline
from generator.model.documents import Attribution, CoordinationProgramme, DocumentType, LegalDocument, Period, Relation
from generator.model.glossary import Term
from generator.model.plans import Plan, PlanItem, Role
from generator.model.portal import PortalModel
from generator.model.text import LANGUAGES, Basis, Bilingual, Language

PartRole = Role | Literal["party"]


@dataclass(frozen=True)
class Located:
    """A unit and the plan it stands in."""

    plan: Plan
    unit: PlanItem

    @property
    def key(self) -> tuple[str, str]:
        return self.plan.id, self.unit.id


@dataclass(frozen=True)
class Run:
    """A stretch of a unit's text, and the citation it prints, if any; runs joined give the text to the letter."""

    text: str
    citation: Resolution | None = None


@dataclass(frozen=True)
class CitingSentence:
    """The sentence in which a unit cites a document, cut before, at and after the citation; its language."""

    located: Located
    language: Language
    before: str
    cited: str
    after: str
    pinpoint: str | None = None


@dataclass(frozen=True)
class Part:
    """What a body, or people, have to do with a unit; `programme` is the agreement that makes a body a party."""

    located: Located
    role: PartRole
    bodies: tuple[Body, ...]
    people: Bilingual | None
    basis: Basis
    note: Bilingual | None = None
    programme: CoordinationProgramme | None = None


@dataclass(frozen=True)
class Due:
    """A deadline in its unit, with who must act, who receives and through whom."""

    located: Located
    deadline: Deadline
    doers: tuple[Part, ...]
    receivers: tuple[Part, ...]
    through: tuple[Part, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.doers, *self.receivers, *self.through)


@dataclass(frozen=True)
class Backlink:
    """What another document does to this one."""

    document: LegalDocument
    relation: Relation


class Portal:
    """Answers from one model; makes nothing up and changes nothing. `as_of` is the portal's day, if it has one."""

    def __init__(self, model: PortalModel, as_of: datetime.date | None = None) -> None:
        self.model = model
        self.settings = model.settings
        self.bodies: Mapping[str, Body] = {body.id: body for body in (*model.bodies, *model.successors)}
        self.lifetimes = Lifetimes(self.bodies.values(), as_of)
        self.types: Mapping[str, DocumentType] = {kind.id: kind for kind in model.document_types}
        self.documents: Mapping[str, LegalDocument] = {document.id: document for document in model.documents}
        self.programmes: Mapping[str, CoordinationProgramme] = {p.id: p for p in model.programmes}
        self.campaigns: Mapping[str, Campaign] = {campaign.id: campaign for campaign in model.campaigns}
        self.units: Mapping[tuple[str, str], Located] = {
            (plan.id, unit.id): Located(plan, unit) for plan in model.plans for unit in plan.units()
        }
        self._finder = CitationFinder(model.document_types, model.bodies, model.documents)
        everybody = tuple(self.bodies.values())
        self._index = DocumentIndex(model.documents, model.document_types, model.programmes, everybody)

    # Revisions

    @cached_property
    def comparisons(self) -> "Mapping[str, tuple[Comparison, ...]]":
        """Any two revisions of every plan, by the plan's id."""
        found = {}
        for plan in self.model.plans:
            states = revision_states(self.model, plan)
            days = {state.id: self if state.is_newest else Portal(state.registers) for state in states}
            pairs = revision_pairs(states)
            found[plan.id] = tuple(Comparison(plan, old, new, days[old.id], days[new.id]) for old, new in pairs)
        return found

    # Places in a plan

    @cached_property
    def _parents(self) -> Mapping[tuple[str, str], Located | None]:
        parents: dict[tuple[str, str], Located | None] = {(p.id, u.id): None for p in self.model.plans for u in p.roots}
        for located in self.units.values():
            for child in located.plan.children(located.unit):
                parents[located.plan.id, child.id] = located
        return parents

    def ancestors(self, located: Located) -> tuple[Located, ...]:
        """The units a unit stands below, outermost first."""
        above: list[Located] = []
        parent = self._parents[located.key]
        while parent is not None:
            above.insert(0, parent)
            parent = self._parents[parent.key]
        return tuple(above)

    def children(self, located: Located) -> tuple[Located, ...]:
        return tuple(Located(located.plan, child) for child in located.plan.children(located.unit))

    def siblings(self, located: Located) -> tuple[Located, ...]:
        """The units at the same place, this one included, in printed order."""
        parent = self._parents[located.key]
        if parent is not None:
            return self.children(parent)
        return tuple(Located(located.plan, unit) for unit in located.plan.roots)

    def units_of(self, plan: Plan) -> tuple[Located, ...]:
        return tuple(located for located in self.units.values() if located.plan.id == plan.id)

    # Citations

    @cached_property
    def _cited(self) -> Mapping[tuple[tuple[str, str], Language], tuple[Resolution, ...]]:
        """What every unit cites, a plan being one text: a date printed in one unit counts in all."""
        cited: dict[tuple[tuple[str, str], Language], tuple[Resolution, ...]] = {}
        for plan in self.model.plans:
            units = self.units_of(plan)
            for language in LANGUAGES:
                found = {
                    located.key: [c for c in self._finder.find(text) if not c.own]
                    for located in units
                    if (text := located.unit.text.read_in(language)) is not None
                }
                resolved = iter(self._index.resolve((c for cs in found.values() for c in cs), _day_of(plan)))
                for key, citations in found.items():
                    cited[key, language] = tuple(next(resolved) for _ in citations)
        return {place: self._decided(place[0], resolutions) for place, resolutions in cited.items()}

    def _decided(self, key: tuple[str, str], resolutions: tuple[Resolution, ...]) -> tuple[Resolution, ...]:
        """What the engine found, and where a person decided otherwise, that."""
        decisions = self.units[key].unit.citations
        if not decisions:
            return resolutions
        decided = []
        for resolution in resolutions:
            decision = next((d for d in decisions if d.words in (resolution.text, resolution.citation.canonical)), None)
            if decision is None:
                decided.append(resolution)
            elif decision.document is not None:
                decided.append(
                    replace(resolution, outcome="resolved", document=decision.document, reason=decision.reason)
                )
            elif decision.refuse != "no-citation" and decision.refuse is not None:
                candidates = resolution.candidates or ((resolution.document,) if resolution.document else ())
                decided.append(
                    replace(
                        resolution,
                        outcome=decision.refuse,
                        document=None,
                        candidates=candidates,
                        reason=decision.reason,
                    )
                )
        return tuple(decided)

    def citations(self, located: Located, language: Language) -> tuple[Resolution, ...]:
        return self._cited.get((located.key, language), ())

    def refused(self, language: Language) -> tuple[tuple[Located, Resolution], ...]:
        """Every citation that is not linked, with its unit, in printed order."""
        return tuple(
            (located, resolution)
            for located in self.units.values()
            for resolution in self.citations(located, language)
            if resolution.document is None
        )

    def runs(self, located: Located, language: Language) -> tuple[Run, ...]:
        """A unit's text cut at its citations; empty where there is no text in that language."""
        text = located.unit.text.read_in(language)
        return () if text is None else runs(text, self.citations(located, language))

    def form_notes(self, plan: Plan) -> list[FormNote]:
        """What a clerk would mark in the margin of a plan's source text."""
        text = plan.source or ""
        model = self.model
        names = [body.name.vi for body in model.bodies]
        names += [term.vi for term in model.glossary.terms]
        names += [document.title.vi for document in model.documents if document.title]
        resolutions = self._index.resolve(self._finder.find(text), _day_of(plan))
        return lint(text, resolutions, self._finder.lexicon, names)

    def documents_cited(self, located: Located) -> tuple[LegalDocument, ...]:
        """The documents a unit surely cites, once each, in order of the Vietnamese text."""
        ids = dict.fromkeys(c.document for c in self.citations(located, "vi") if c.document is not None)
        return tuple(self.documents[document] for document in ids)

    @cached_property
    def _cited_by(self) -> Mapping[str, tuple[Located, ...]]:
        found: dict[str, list[Located]] = {}
        for located in self.units.values():
            for document in self.documents_cited(located):
                found.setdefault(document.id, []).append(located)
        return {document: tuple(units) for document, units in found.items()}

    def cited_by(self, document: LegalDocument) -> tuple[Located, ...]:
        return self._cited_by.get(document.id, ())

    def citing_sentences(self, document: LegalDocument, language: Language) -> tuple[CitingSentence, ...]:
        """Every sentence that cites a document, once a unit and place, in printed order.

        A unit that has no text in the language is quoted in Vietnamese.
        """
        found = []
        for located in self.cited_by(document):
            own = located.unit.text.read_in(language)
            spoken: Language = "vi" if own is None else language
            text = located.unit.text.vi if own is None else own
            for citation in self.citations(located, spoken):
                if citation.document == document.id:
                    start, end = sentence_at(text, citation.start)
                    parts = text[start : citation.start], citation.text, text[citation.end : end]
                    found.append(CitingSentence(located, spoken, *parts, pinpoint=citation.citation.pinpoint))
        return tuple(found)

    def backlinks(self, document: LegalDocument) -> tuple[Backlink, ...]:
        return tuple(
            Backlink(other, relation)
            for other in self.model.documents
            for relation in other.relations
            if relation.to == document.id
        )

    # Documents and programmes share their facts: what makes a programme is told there, once

    @cached_property
    def _programme_of(self) -> Mapping[str, CoordinationProgramme]:
        return {programme.document: programme for programme in self.model.programmes}

    def programme_of(self, document: LegalDocument) -> CoordinationProgramme | None:
        return self._programme_of.get(document.id)

    def issuers(self, document: LegalDocument) -> Attribution | None:
        programme = self.programme_of(document)
        return programme.parties if programme else document.issuers

    def subject(self, document: LegalDocument) -> Bilingual | None:
        programme = self.programme_of(document)
        return programme.subject if programme else document.subject

    def period(self, document: LegalDocument) -> Period | None:
        programme = self.programme_of(document)
        return programme.period if programme else document.period

    def programme_document(self, programme: CoordinationProgramme) -> LegalDocument:
        return self.documents[programme.document]

    def programmes_cited(self, located: Located) -> tuple[CoordinationProgramme, ...]:
        return tuple(p for d in self.documents_cited(located) if (p := self.programme_of(d)) is not None)

    def implemented_by(self, programme: CoordinationProgramme) -> tuple[CoordinationProgramme, ...]:
        return tuple(other for other in self.model.programmes if other.implements == programme.id)

    # Who does what

    @cached_property
    def _parts(self) -> Mapping[tuple[str, str], tuple[Part, ...]]:
        return {located.key: tuple(self._parts_in(located)) for located in self.units.values()}

    def _parts_in(self, located: Located) -> Iterable[Part]:
        for duty in located.unit.duties:
            bodies = tuple(self.bodies[body] for body in duty.bodies)
            yield Part(located, duty.role, bodies, duty.people, duty.basis, duty.note)
        for programme in self.programmes_cited(located):
            bodies = tuple(self.bodies[body] for body in programme.parties.bodies)
            yield Part(located, "party", bodies, None, programme.parties.basis, programme=programme)

    def parts(self, located: Located) -> tuple[Part, ...]:
        """Who has which part in a unit: its duties, then the parties of the programmes it cites."""
        return self._parts[located.key]

    def parts_of(self, body: Body) -> tuple[Part, ...]:
        """Everything a body has to do, in printed order."""
        return tuple(part for parts in self._parts.values() for part in parts if body in part.bodies)

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        gazetteer = Gazetteer(body_names(self.model.bodies))
        return {located.key: gazetteer.find(located.unit.text.vi) for located in self.units.values()}

    def bodies_named(self, located: Located) -> tuple[Body, ...]:
        """The bodies a unit's Vietnamese text names, in order."""
        return tuple(self.bodies[body] for body in self._named[located.key])

    def units_naming(self, body: Body) -> tuple[Located, ...]:
        return tuple(located for located in self.units.values() if body.id in self._named[located.key])

    def units_concerning(self, body: Body) -> tuple[Located, ...]:
        """Every unit that names a body or gives it a part, in printed order, once each."""
        keys = {part.located.key for part in self.parts_of(body)} | {u.key for u in self.units_naming(body)}
        return tuple(located for located in self.units.values() if located.key in keys)

    def documents_issued(self, body: Body) -> tuple[LegalDocument, ...]:
        return tuple(
            document
            for document in self.model.documents
            if self.programme_of(document) is None and document.issuers and body.id in document.issuers.bodies
        )

    def programmes_of(self, body: Body) -> tuple[CoordinationProgramme, ...]:
        return tuple(programme for programme in self.model.programmes if body.id in programme.parties.bodies)

    @cached_property
    def naming_nobody(self) -> tuple[Located, ...]:
        """The units that ask for something and name nobody who leads it, in printed order."""
        return tuple(
            located
            for located in self.units.values()
            if located.unit.is_action and not any(part.role == "lead" for part in self.parts(located))
        )

    def organs(self, body: Body) -> tuple[Body, ...]:
        """The bodies directly below one."""
        return tuple(other for other in self.model.bodies if other.parent == body.id)

    # Deadlines

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        """Every deadline of every plan, in printed order."""
        return tuple(self._due(located, d) for located in self.units.values() for d in located.unit.deadlines)

    @cached_property
    def _first_plan_with(self) -> Mapping[str, str]:
        return {due.deadline.id: due.located.plan.id for due in reversed(self.dues)}

    def due_name(self, due: Due) -> str:
        """A deadline's id; with its plan's before it where an earlier plan has the same and keeps its links."""
        own, plan = due.deadline.id, due.located.plan.id
        return own if self._first_plan_with[own] == plan else f"{plan}-{own}"

    def _due(self, located: Located, deadline: Deadline) -> Due:
        def by(*roles: PartRole) -> tuple[Part, ...]:
            return tuple(part for part in self.parts(located) if part.role in roles)

        reporting = deadline.kind == "reporting-duty"
        silent = deadline.kind in ("scope", "period") or "who" in deadline.not_stated
        return Due(
            located,
            deadline,
            doers=() if silent else by("lead"),
            receivers=by("reports-to") if reporting else (),
            through=by("through") if reporting else (),
        )

    def dues_in(self, located: Located) -> tuple[Due, ...]:
        return tuple(due for due in self.dues if due.located.key == located.key)

    def dues_of(self, body: Body) -> tuple[Due, ...]:
        """The deadlines a body must meet, receives reports by, or passes reports on by."""
        return tuple(due for due in self.dues if any(body in part.bodies for part in due.parts))

    # Campaigns and terms

    def units_of_campaign(self, campaign: Campaign) -> tuple[Located, ...]:
        return tuple(
            located
            for located in self.units.values()
            if any(mention.campaign == campaign.id for mention in located.unit.campaigns)
        )

    def campaigns_in(self, located: Located) -> tuple[Campaign, ...]:
        ids = dict.fromkeys(mention.campaign for mention in located.unit.campaigns)
        return tuple(self.campaigns[campaign] for campaign in ids)

    @cached_property
    def _term_units(self) -> Mapping[str, tuple[Located, ...]]:
        texts = {located.key: f" {plain(located.unit.text.vi)} ".casefold() for located in self.units.values()}
        found = {}
        for term in self.model.glossary.terms:
            gazetteer = Gazetteer({term.vi: term.id}, ignore_case=True)
            found[term.id] = tuple(self.units[key] for key, text in texts.items() if gazetteer.find(text))
        return found

    def units_of_term(self, term: Term) -> tuple[Located, ...]:
        """The units whose Vietnamese text uses a term."""
        return self._term_units[term.id]


def _day_of(plan: Plan) -> datetime.date:
    """The day a plan is read as of: its printed date, else the end of its year."""
    return plan.head.date.iso if plan.head.date else datetime.date(plan.head.year, 12, 31)


def runs(text: str, citations: Iterable[Resolution]) -> tuple[Run, ...]:
    """A text cut at its citations."""
    cut: list[Run] = []
    at = 0
    for citation in citations:
        if citation.start > at:
            cut.append(Run(text[at : citation.start]))
        cut.append(Run(text[citation.start : citation.end], citation))
        at = citation.end
    if at < len(text):
        cut.append(Run(text[at:]))
    return tuple(cut)


def link(model: PortalModel, as_of: datetime.date | None = None) -> Portal:
    """The portal of a model, on a day or on none."""
    return Portal(model, as_of)


@dataclass(frozen=True)
class Comparison:
    """Two revisions of a plan and what changed between them; `before` and `after` are the portals of their days."""

    plan: Plan
    old: RevisionState
    new: RevisionState
    before: Portal
    after: Portal

    @property
    def id(self) -> str:
        return f"{self.old.id}-{self.new.id}"

    @cached_property
    def changes(self) -> Changes:
        return compare(self.old.state, self.new.state)
