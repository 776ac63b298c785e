"""The linked portal: the model with every question of a page answered."""

import datetime
import operator
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import Literal, TypeVar

from generator.linking.citations import CitationFinder, DocumentIndex, Found, Resolution
from generator.linking.lifetimes import Lifetimes
from generator.linking.lint import FormNote, lint
from generator.linking.mentions import Gazetteer, TermIndex, body_names
from generator.linking.revisions import (
    Changes,
    Likely,
    RevisionState,
    UnitChange,
    alike,
    compare,
    revision_states,
)
from generator.linking.sentences import sentence_at
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.deadlines import Deadline
from generator.model.documents import Attribution, CoordinationProgramme, DocumentType, LegalDocument, Period, Relation
from generator.model.glossary import Term
from generator.model.plans import Plan, PlanItem, Role, UnitKind
from generator.model.portal import PortalModel
from generator.model.text import LANGUAGES, Basis, Bilingual, Language

K = TypeVar("K")
V = TypeVar("V")

PartRole = Role | Literal["party"]
Standing = Literal["given", "taken", "kept"]

# Any two of 6 revisions are 15 sheets for a body; a later one is told from the one before and from the first.
_SHEETS_OF_ANY_TWO = 6


@dataclass(frozen=True, slots=True)
class Located:
    """A unit and the plan it stands in."""

    plan: Plan
    unit: PlanItem
    key: tuple[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", (self.plan.id, self.unit.id))


@dataclass(frozen=True, slots=True)
class _Among:
    """Where a unit is among all at its place, and the how manieth of its kind, from 1."""

    units: tuple[Located, ...]
    at: int
    number: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a unit's text, and the citation it prints, if any; runs joined give the text to the letter."""

    text: str
    citation: Resolution | None = None


@dataclass(frozen=True, slots=True)
class CitingSentence:
    """The sentence in which a unit cites a document, cut before, at and after the citation; its language."""

    located: Located
    language: Language
    before: str
    cited: str
    after: str
    pinpoint: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What a body, or people, have to do with a unit; `programme` is the agreement that makes a body a party."""

    located: Located
    role: PartRole
    bodies: tuple[Body, ...]
    people: Bilingual | None
    basis: Basis
    note: Bilingual | None = None
    programme: CoordinationProgramme | None = None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Backlink:
    """What another document does to this one."""

    document: LegalDocument
    relation: Relation


class Portal:
    """Answers from one model; makes nothing up and changes nothing. `as_of` is the portal's day, if it has one.

    `known` is what finders found before, by their registers: texts read then need not be read again.
    """

    def __init__(
        self, model: PortalModel, as_of: datetime.date | None = None, known: Mapping[str, Found] | None = None
    ) -> None:
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
        self._registers = _registers_of(model)
        self._known = known or {}
        if known:
            finder = self._registers.finder
            finder.learn(known.get(finder.registers, {}))
        # Worked out when they are asked for, each for itself: a preview asks for few.
        self._plans_read: dict[str, _ReadPlan] = {}
        self._decisions: dict[tuple[tuple[str, str], Language], tuple[Resolution, ...]] = {}
        self._parts: dict[tuple[str, str], tuple[Part, ...]] = {}

    # Revisions

    @cached_property
    def days(self) -> "Mapping[str, tuple[RevisionDay, ...]]":
        """Every revision of every plan, oldest first, by the plan's id."""
        return {
            plan.id: tuple(
                RevisionDay(place, state, self if state.is_newest else Portal(state.registers, known=self._known))
                for place, state in enumerate(revision_states(self.model, plan))
            )
            for plan in self.model.plans
        }

    @cached_property
    def comparisons(self) -> "Mapping[str, tuple[Comparison, ...]]":
        """Any two revisions of every plan, the older first, by the plan's id."""
        return {
            plan.id: tuple(
                Comparison(plan, old.state, new.state, old.portal, new.portal, (old.place, new.place))
                for old, new in combinations(self.days[plan.id], 2)
            )
            for plan in self.model.plans
        }

    @cached_property
    def steps(self) -> "tuple[Comparison, ...]":
        """Each revision of every plan with the one right before it."""
        return tuple(one for of_plan in self.comparisons.values() for one in of_plan if one.successive)

    @cached_property
    def removed_units(self) -> "Mapping[tuple[str, str], RemovedUnit]":
        """Every unit that an earlier revision of its plan had and the newest has not, as it stood last."""
        found = {}
        for step in self.steps:
            likely = {one.removed: one for one in step.changes.likely}
            for change in step.changes.of_kind("removed"):
                key = step.plan.id, change.id
                if key not in self.units:
                    found[key] = RemovedUnit(step, step.before.units[key], likely.get(change.id))
        return found

    @cached_property
    def removed_deadlines(self) -> "Mapping[tuple[str, str], RemovedDeadline]":
        """Every deadline that an earlier revision of its plan had and the newest has not, by plan and id."""
        kept = {(plan.id, deadline.id) for plan in self.model.plans for _, deadline in _deadlines(plan)}
        found = {}
        for step in self.steps:
            after = {deadline.id for _, deadline in _deadlines(step.new.plan)}
            for unit, deadline in _deadlines(step.old.plan):
                if deadline.id not in after:
                    found[step.plan.id, deadline.id] = RemovedDeadline(step, Located(step.old.plan, unit), deadline)
        return {key: removed for key, removed in found.items() if key not in kept}

    @cached_property
    def reused_ids(self) -> "tuple[ReusedId, ...]":
        """Units of a newest revision under an id that an earlier one gave to another unit."""
        found = []
        for step in self.steps:
            if not step.new.is_newest:
                continue
            found += [ReusedId(step.plan, one, other) for one, other in step.changes.words_under_another_id]
            for change in step.changes.of_kind("added"):
                earlier = [
                    c.before for s in self.steps if s.plan == step.plan and (c := s.changes.by_id.get(change.id))
                ]
                last = next((unit for unit in reversed(earlier) if unit), None)
                if last and change.after and not alike(last.content.text.vi, change.after.content.text.vi):
                    found.append(ReusedId(step.plan, change.id))
        return tuple(found)

    # Places in a plan

    @cached_property
    def _parents(self) -> Mapping[tuple[str, str], Located | None]:
        return {
            (plan.id, unit.id): self.units[plan.id, above.id] if above else None
            for plan in self.model.plans
            for above, unit in plan.placed()
        }

    def ancestors(self, located: Located) -> tuple[Located, ...]:
        """The units a unit stands below, outermost first."""
        above: list[Located] = []
        parent = self._parents[located.key]
        while parent is not None:
            above.insert(0, parent)
            parent = self._parents[parent.key]
        return tuple(above)

    @cached_property
    def _below(self) -> Mapping[tuple[str, str | None], tuple[Located, ...]]:
        """The units directly below each, and at the top of each plan below None, in printed order."""
        parents = ((located, self._parents[located.key]) for located in self.units.values())
        return _grouped(((located.plan.id, above.unit.id if above else None), located) for located, above in parents)

    def children(self, located: Located) -> tuple[Located, ...]:
        return self._below.get(located.key, ())

    @cached_property
    def _among_siblings(self) -> Mapping[tuple[str, str], "_Among"]:
        found = {}
        for siblings in self._below.values():
            counted: Counter[UnitKind] = Counter()
            for at, located in enumerate(siblings):
                counted[located.unit.kind] += 1
                found[located.key] = _Among(siblings, at, counted[located.unit.kind])
        return found

    def siblings(self, located: Located, reach: int) -> tuple[Located, ...]:
        """The units at the same place, this one included, as many as `reach` before and after, in printed order."""
        among = self._among_siblings[located.key]
        return among.units[max(0, among.at - reach) : among.at + reach + 1]

    def number_of_kind(self, located: Located) -> int:
        """Which of the units of its kind at its place a unit is, from 1: the second bullet."""
        return self._among_siblings[located.key].number

    @cached_property
    def _units_of(self) -> Mapping[str, tuple[Located, ...]]:
        return _grouped((located.plan.id, located) for located in self.units.values())

    def roots(self, plan: Plan) -> tuple[Located, ...]:
        """The units that stand below no other, in printed order."""
        return self._below.get((plan.id, None), ())

    def title_of(self, plan: Plan) -> PlanItem | None:
        """The unit that prints a plan's title, if one does."""
        return next((located.unit for located in self.units_of(plan) if located.unit.kind == "title"), None)

    def units_of(self, plan: Plan) -> tuple[Located, ...]:
        return self._units_of.get(plan.id, ())

    @cached_property
    def headings(self) -> tuple[Located, ...]:
        """The units of all plans that others stand below as their heading, in printed order."""
        return tuple(located for located in self.units.values() if located.unit.is_heading)

    @cached_property
    def has_lines(self) -> bool:
        """Whether any plan has a unit that is no heading."""
        return len(self.headings) < len(self.units)

    @cached_property
    def _numbers(self) -> Mapping[tuple[str, str], int]:
        return {located.key: at for units in self._units_of.values() for at, located in enumerate(units)}

    def neighbours(self, located: Located) -> tuple[Located | None, Located | None]:
        """The units printed before and after one in its plan."""
        order, at = self._units_of[located.plan.id], self._numbers[located.key]
        return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)

    # Citations

    def _read(self, plan: str) -> "_ReadPlan":
        """What the registers tell of a plan; one that the portal does not have cites nothing."""
        known = self._plans_read.get(plan)
        if known is None:
            of, place = next((one for one in self.model.plans if one.id == plan), None), self.settings.place
            known = _ReadPlan({}, {}) if of is None else self._registers.read(of, of.head.place or place)
            self._plans_read[plan] = known
        return known

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

    @property
    def found(self) -> Mapping[str, Found]:
        """What was found in texts, with the registers of today and with those of earlier revisions."""
        portals = (self, *(day.portal for days in self.days.values() for day in days))
        finders = {id(portal._registers): portal._registers.finder for portal in portals}
        return {finder.registers: finder.found for finder in finders.values()}

    def citations(self, located: Located, language: Language) -> tuple[Resolution, ...]:
        key = located.key
        found = self._read(key[0]).cited.get((key[1], language), ())
        known = self.units.get(key) if found else None
        if known is None or not known.unit.citations:
            return found
        decided = self._decisions.get((key, language))
        if decided is None:
            decided = self._decisions[key, language] = self._decided(key, found)
        return decided

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
        finder = self._registers.finder
        resolutions = self._registers.index.resolve(finder.find(text), _day_of(plan))
        return lint(text, resolutions, finder.lexicon, names)

    def documents_cited(self, located: Located) -> tuple[LegalDocument, ...]:
        """The documents a unit surely cites, once each, in order of the Vietnamese text."""
        return tuple(self.documents[document] for document in self._ids_cited(located))

    def _ids_cited(self, located: Located) -> Iterable[str]:
        return dict.fromkeys(c.document for c in self.citations(located, "vi") if c.document is not None)

    @cached_property
    def _cited_by(self) -> Mapping[str, tuple[Located, ...]]:
        return _grouped((id_, located) for located in self.units.values() for id_ in self._ids_cited(located))

    def cited_by(self, document: LegalDocument) -> tuple[Located, ...]:
        return self._cited_by.get(document.id, ())

    def times_cited(self, document: LegalDocument) -> int:
        """How many units surely cite a document."""
        return len(self.cited_by(document))

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

    @cached_property
    def _backlinks(self) -> Mapping[str, tuple[Backlink, ...]]:
        return _grouped((r.to, Backlink(other, r)) for other in self.model.documents for r in other.relations)

    def backlinks(self, document: LegalDocument) -> tuple[Backlink, ...]:
        return self._backlinks.get(document.id, ())

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

    @cached_property
    def _implementing(self) -> Mapping[str | None, tuple[CoordinationProgramme, ...]]:
        return _grouped((programme.implements, programme) for programme in self.model.programmes)

    def implemented_by(self, programme: CoordinationProgramme) -> tuple[CoordinationProgramme, ...]:
        return self._implementing.get(programme.id, ())

    # Who does what

    def _parts_in(self, located: Located) -> Iterable[Part]:
        for duty in located.unit.duties:
            bodies = tuple(self.bodies[body] for body in duty.bodies)
            yield Part(located, duty.role, bodies, duty.people, duty.basis, duty.note)
        for programme in self.programmes_cited(located):
            bodies = tuple(self.bodies[body] for body in programme.parties.bodies)
            yield Part(located, "party", bodies, None, programme.parties.basis, programme=programme)

    def parts(self, located: Located) -> tuple[Part, ...]:
        """Who has which part in a unit: its duties, then the parties of the programmes it cites."""
        known = self._parts.get(located.key)
        if known is None:
            known = self._parts[located.key] = tuple(self._parts_in(self.units[located.key]))
        return known

    @cached_property
    def _parts_of(self) -> Mapping[str, tuple[Part, ...]]:
        return _grouped(
            (body, part) for located in self.units.values() for part in self.parts(located) for body in _ids(part)
        )

    def parts_of(self, body: Body) -> tuple[Part, ...]:
        """Everything a body has to do, in printed order."""
        return self._parts_of.get(body.id, ())

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        return {
            (plan.id, unit): bodies for plan in self.model.plans for unit, bodies in self._read(plan.id).named.items()
        }

    def bodies_named(self, located: Located) -> tuple[Body, ...]:
        """The bodies a unit's Vietnamese text names, in order."""
        return tuple(self.bodies[body] for body in self._named[located.key])

    @cached_property
    def _naming(self) -> Mapping[str, tuple[Located, ...]]:
        return _grouped((body, located) for located in self.units.values() for body in self._named[located.key])

    def units_naming(self, body: Body) -> tuple[Located, ...]:
        return self._naming.get(body.id, ())

    @cached_property
    def _concerning(self) -> Mapping[str, tuple[Located, ...]]:
        return _grouped((body, located) for key, located in self.units.items() for body in self._concerned[key])

    def units_concerning(self, body: Body) -> tuple[Located, ...]:
        """Every unit that names a body or gives it a part, in printed order, once each."""
        return self._concerning.get(body.id, ())

    @cached_property
    def _concerned(self) -> Mapping[tuple[str, str], frozenset[str]]:
        return {
            key: frozenset(self._named[key]).union(*(_ids(part) for part in self.parts(located)))
            for key, located in self.units.items()
        }

    def concerned(self, located: Located) -> frozenset[str]:
        """The ids of the bodies a unit names or gives a part."""
        return self._concerned[located.key]

    @cached_property
    def _issued(self) -> Mapping[str, tuple[LegalDocument, ...]]:
        return _grouped(
            (body, document)
            for document in self.model.documents
            if document.issuers and self.programme_of(document) is None
            for body in dict.fromkeys(document.issuers.bodies)
        )

    def documents_issued(self, body: Body) -> tuple[LegalDocument, ...]:
        return self._issued.get(body.id, ())

    @cached_property
    def _programmes_of(self) -> Mapping[str, tuple[CoordinationProgramme, ...]]:
        return _grouped(
            (body, programme) for programme in self.model.programmes for body in dict.fromkeys(programme.parties.bodies)
        )

    def programmes_of(self, body: Body) -> tuple[CoordinationProgramme, ...]:
        return self._programmes_of.get(body.id, ())

    @cached_property
    def naming_nobody(self) -> tuple[Located, ...]:
        """The units that ask for something and name nobody who leads it, in printed order."""
        return tuple(
            located
            for located in self.units.values()
            if located.unit.is_action and not any(part.role == "lead" for part in self.parts(located))
        )

    @cached_property
    def _organs(self) -> Mapping[str | None, tuple[Body, ...]]:
        return _grouped((body.parent, body) for body in self.model.bodies)

    def organs(self, body: Body) -> tuple[Body, ...]:
        """The bodies directly below one."""
        return self._organs.get(body.id, ())

    # Deadlines

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        """Every deadline of every plan, in printed order."""
        return tuple(self._due(located, d) for located in self.units.values() for d in located.unit.deadlines)

    @cached_property
    def _plan_called_by(self) -> Mapping[str, str]:
        """The plan whose deadline is called by its id alone: the one published so, else the first that has it."""
        first = {due.deadline.id: due.located.plan.id for due in reversed(self.dues)}
        had = {(due.located.plan.id, due.deadline.id) for due in self.dues}
        for was in self.model.locked:
            plan, _, own = was.id.partition("/")
            if was.kind == "deadline" and was.fragment == own and (plan, own) in had:
                first[own] = plan
        return first

    def due_name(self, due: Due) -> str:
        """A deadline's id; with its plan's before it where another plan has the same and keeps its links."""
        own, plan = due.deadline.id, due.located.plan.id
        return own if self._plan_called_by[own] == plan else f"{plan}-{own}"

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

    @cached_property
    def _dues_in(self) -> Mapping[tuple[str, str], tuple[Due, ...]]:
        return _grouped((due.located.key, due) for due in self.dues)

    def dues_in(self, located: Located) -> tuple[Due, ...]:
        return self._dues_in.get(located.key, ())

    @cached_property
    def _dues_of(self) -> Mapping[str, tuple[Due, ...]]:
        return _grouped((body, due) for due in self.dues for body in self.bodies_of_due(due))

    def bodies_of_due(self, due: Due) -> tuple[str, ...]:
        """The ids of the bodies a deadline is of: who must meet it, receives by it or passes on by it, and who leads or
        joins what its item asks for, unless it only tells of which years the item speaks."""
        parts = list(due.parts)
        if due.deadline.kind not in ("scope", "period"):
            parts += [part for part in self.parts(due.located) if part.role in ("lead", "partner", "party")]
        return tuple(dict.fromkeys(body for part in parts for body in _ids(part)))

    def dues_of(self, body: Body) -> tuple[Due, ...]:
        """The deadlines of a body, in printed order."""
        return self._dues_of.get(body.id, ())

    # Campaigns and terms

    @cached_property
    def _in_campaigns(self) -> Mapping[str, tuple[Located, ...]]:
        return _grouped(
            (campaign, located)
            for located in self.units.values()
            for campaign in {mention.campaign for mention in located.unit.campaigns}
        )

    def units_of_campaign(self, campaign: Campaign) -> tuple[Located, ...]:
        return self._in_campaigns.get(campaign.id, ())

    def campaigns_in(self, located: Located) -> tuple[Campaign, ...]:
        ids = dict.fromkeys(mention.campaign for mention in located.unit.campaigns)
        return tuple(self.campaigns[campaign] for campaign in ids)

    @cached_property
    def _term_units(self) -> Mapping[str, tuple[Located, ...]]:
        index = TermIndex({key: located.unit.text.vi for key, located in self.units.items()})
        terms = self.model.glossary.terms
        return {term.id: tuple(self.units[key] for key in index.find(term.vi)) for term in terms}

    def units_of_term(self, term: Term) -> tuple[Located, ...]:
        """The units whose Vietnamese text uses a term."""
        return self._term_units[term.id]


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    """Values by what they belong to, in their order."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _ids(part: Part) -> Iterable[str]:
    """Whose part it is, once each."""
    return dict.fromkeys(body.id for body in part.bodies)


def _day_of(plan: Plan) -> datetime.date:
    """The day a plan is read as of: its printed date, else the end of its year."""
    return plan.head.date.iso if plan.head.date else datetime.date(plan.head.year, 12, 31)


def _deadlines(plan: Plan) -> Iterator[tuple[PlanItem, Deadline]]:
    return ((unit, deadline) for unit in plan.units() for deadline in unit.deadlines)


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


@dataclass(frozen=True)
class _ReadPlan:
    """What a plan's texts cite, by unit and language, and the bodies they name, by unit; as the registers tell it."""

    cited: Mapping[tuple[str, Language], tuple[Resolution, ...]]
    named: Mapping[str, tuple[str, ...]]


class _Registers:
    """The registers, and what they tell of the plans that were read with them last."""

    def __init__(self, model: PortalModel) -> None:
        self.of = _registers(model)
        self.finder = CitationFinder(model.document_types, model.bodies, model.documents)
        everybody = (*model.bodies, *model.successors)
        self.index = DocumentIndex(
            model.documents, model.document_types, model.programmes, everybody, model.settings.place
        )
        self._gazetteer = Gazetteer(body_names(model.bodies))
        self._plans: dict[str, tuple[Sequence[object], _ReadPlan]] = {}

    def read(self, plan: Plan, place: Bilingual | None) -> _ReadPlan:
        """What a plan from a place cites and names; read again only if it has other units or another day."""
        parts = (plan.head, place, *plan.sections)
        known = self._plans.get(plan.id)
        if known is None or not _same(known[0], parts):
            # The parts are kept too: as long as they are, no other object has their place.
            known = self._plans[plan.id] = (parts, self._read(plan, place))
        return known[1]

    def _read(self, plan: Plan, place: Bilingual | None) -> _ReadPlan:
        """A plan is one text: a date printed in one unit counts in all."""
        units = tuple(plan.units())
        cited: dict[tuple[str, Language], tuple[Resolution, ...]] = {}
        for language in LANGUAGES:
            found = {
                unit.id: [citation for citation in self.finder.find(text) if not citation.own]
                for unit in units
                if (text := unit.text.read_in(language)) is not None
            }
            resolved = iter(self.index.resolve((c for cs in found.values() for c in cs), _day_of(plan)))
            for unit_id, citations in found.items():
                cited[unit_id, language] = tuple(next(resolved) for _ in citations)
        here = () if place is None else (place.vi,)
        return _ReadPlan(cited, {unit.id: self._gazetteer.find(unit.text.vi, here) for unit in units})


def _registers(model: PortalModel) -> tuple[Sequence[object], ...]:
    place = (model.settings.place,)
    return model.document_types, model.bodies, model.successors, model.documents, model.programmes, place


def _same(some: Sequence[object], others: Sequence[object]) -> bool:
    """Whether two sequences hold the very same objects."""
    return len(some) == len(others) and all(map(operator.is_, some, others))


class _SameRegisters:
    """The registers of the last few portals: a preview links the same again at every edit of a plan."""

    _MOST = 8

    def __init__(self) -> None:
        self._known: list[_Registers] = []

    def __call__(self, model: PortalModel) -> _Registers:
        of = _registers(model)
        found = next((known for known in self._known if all(map(_same, known.of, of))), None) or _Registers(model)
        self._known = [found, *(known for known in self._known if known is not found)][: self._MOST]
        return found


_registers_of = _SameRegisters()


def link(model: PortalModel, as_of: datetime.date | None = None, known: Mapping[str, Found] | None = None) -> Portal:
    """The portal of a model, on a day or on none; `known` as in `Portal`."""
    return Portal(model, as_of, known)


@dataclass(frozen=True)
class RevisionDay:
    """A revision of a plan and the portal of its day: a frozen one answers from the registers frozen with it."""

    place: int
    state: RevisionState
    portal: Portal


@dataclass(frozen=True)
class BodyChange:
    """A changed unit of a body: it came to the body, was taken from it, or stayed with it and changed."""

    change: UnitChange
    standing: Standing


@dataclass(frozen=True)
class Comparison:
    """Two revisions of a plan and what changed between them; `before` and `after` are the portals of their days.

    `places` are theirs among the plan's revisions, counted from 0.
    """

    plan: Plan
    old: RevisionState
    new: RevisionState
    before: Portal
    after: Portal
    places: tuple[int, int]

    @property
    def successive(self) -> bool:
        """Whether no other revision lies between the two."""
        old, new = self.places
        return new - old == 1

    @property
    def has_sheets(self) -> bool:
        """Whether every body concerned gets a sheet: no later revision may decide it, for a page must not go again."""
        old, new = self.places
        return new < _SHEETS_OF_ANY_TWO or self.successive or old == 0

    @property
    def id(self) -> str:
        return f"{self.old.id}-{self.new.id}"

    @cached_property
    def changes(self) -> Changes:
        return compare(self.old.state, self.new.state)

    @cached_property
    def by_body(self) -> Mapping[str, tuple[BodyChange, ...]]:
        """What changed for each body, in printed order: the changed units that name it or give it a part, then or now.

        Bodies stand in the order of the newer register, those it no longer has last.
        """
        found: dict[str, list[BodyChange]] = {body: [] for body in (*self.after.bodies, *self.before.bodies)}
        for change in self.changes.changed:
            was, now = (self._concerned(portal, change.id) for portal in (self.before, self.after))
            for body in was | now:
                standing: Standing = "kept" if body in was and body in now else "given" if body in now else "taken"
                found[body].append(BodyChange(change, standing))
        return {body: tuple(changes) for body, changes in found.items() if changes}

    def _concerned(self, portal: Portal, unit: str) -> frozenset[str]:
        located = portal.units.get((self.plan.id, unit))
        return frozenset() if located is None else portal.concerned(located)


@dataclass(frozen=True)
class RemovedUnit:
    """A unit as it stood last, the step that removed it, and the unit that probably is it under another id."""

    step: Comparison
    located: Located
    likely: Likely | None

    @property
    def key(self) -> tuple[str, str]:
        return self.located.key


@dataclass(frozen=True)
class RemovedDeadline:
    """A deadline as it stood last, and the step that removed it."""

    step: Comparison
    located: Located
    deadline: Deadline


@dataclass(frozen=True)
class ReusedId:
    """A unit under an id that was another's; `moved_to` has that one's words now, if any has."""

    plan: Plan
    id: str
    moved_to: str | None = None
