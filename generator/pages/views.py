"""One view per kind of page: everything its template shows, worked out before it is laid out."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.linking.coverage import Coverage, coverage
from generator.linking.portal import Due, Located, Part
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.deadlines import Precision
from generator.model.documents import CoordinationProgramme, LegalDocument
from generator.model.glossary import Term
from generator.model.plans import Plan
from generator.model.text import Language
from generator.pages.calendars import calendar_address
from generator.pages.facts import (
    ROLE_ORDER,
    BasisView,
    DocumentView,
    DueView,
    IssuersView,
    NoteView,
    PartView,
    RefusedView,
    RoleView,
    TextView,
    basis_view,
    document_view,
    due_view,
    issuers_view,
    note_views,
    part_view,
    period_text,
    refused_view,
    roles,
    text_view,
    validity_text,
)
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.search import Facets, facets
from generator.pages.typography import Stretch, excerpt, stretches

PRECISIONS: tuple[Precision, ...] = (
    "day", "month", "quarter", "half-year", "year", "period", "recurring", "undetermined"
)  # fmt: skip


@dataclass(frozen=True)
class UnitView:
    """A section, group or plan item with everything that hangs on it."""

    kind: str
    place: str
    heading: Label
    is_heading: bool
    texts: tuple[TextView, ...]
    roles: tuple[RoleView, ...]
    dues: tuple[DueView, ...]
    documents: tuple[DocumentView, ...]
    programmes: tuple[Link, ...]
    campaigns: tuple[Link, ...]
    named: tuple[Link, ...]
    notes: tuple[NoteView, ...]
    children: "tuple[ChildView, ...]"
    in_text: Link
    history: "tuple[RevisionView, ...]"


@dataclass(frozen=True)
class ChildView:
    """A unit below another, with its text and what lies below it."""

    link: Link
    is_heading: bool
    texts: tuple[TextView, ...]
    lead: tuple[Link, ...]
    below: "tuple[ChildView, ...]"


def unit_view(here: Here, located: Located) -> UnitView:
    portal, unit = here.portal, located.unit
    partners = {part_body.id for part in portal.parts(located) for part_body in part.bodies}
    return UnitView(
        kind=here.say(f"unit-kind.{unit.kind}"),
        place=here.place(located),
        heading=here.heading(located),
        is_heading=unit.is_heading,
        texts=_texts(here, located),
        roles=roles(here, located),
        dues=tuple(due_view(here, due) for due in portal.dues_in(located)),
        documents=tuple(document_view(here, document) for document in portal.documents_cited(located)),
        programmes=tuple(here.programme(programme) for programme in portal.programmes_cited(located)),
        campaigns=tuple(here.campaign(campaign) for campaign in portal.campaigns_in(located)),
        named=tuple(here.body(body) for body in portal.bodies_named(located) if body.id not in partners),
        notes=note_views(here, unit.notes),
        children=tuple(_child(here, child) for child in portal.children(located)),
        in_text=here.link(here.own(here.say("unit.in-text")), here.addresses.unit_in_text(located)),
        history=_history(here, located.plan),
    )


def _texts(here: Here, located: Located) -> tuple[TextView, ...]:
    """The page's language first; under a translation the authoritative Vietnamese."""
    own = text_view(here, located, here.language)
    if here.language == "vi" or own.state == "missing":
        return (own,)
    return own, text_view(here, located, "vi")


def _child(here: Here, located: Located) -> ChildView:
    leads = [part for part in here.portal.parts(located) if part.role == "lead"]
    return ChildView(
        link=here.unit_place(located),
        is_heading=located.unit.is_heading,
        texts=(text_view(here, located, here.language),),
        lead=tuple(here.body(body) for part in leads for body in part.bodies),
        below=tuple(_child(here, child) for child in here.portal.children(located)),
    )


@dataclass(frozen=True)
class RevisionView:
    """A state of the plan: what and when, by which document, and a note."""

    line: str
    basis: Link | None
    note: Label | None


def _history(here: Here, plan: Plan) -> tuple[RevisionView, ...]:
    views = []
    for revision in plan.head.revisions:
        day = here.say.day(revision.date) if revision.date else here.say("not-stated")
        line = here.say("revision.line", id=revision.id, kind=here.say(f"revision.{revision.kind}"), day=day)
        basis = here.document(here.portal.documents[revision.basis]) if revision.basis else None
        views.append(RevisionView(line, basis, here.read(revision.note) if revision.note else None))
    return tuple(views)


@dataclass(frozen=True)
class Fact:
    """A line of a fact sheet; no value is “not stated in the plan”."""

    label: str
    value: Label | None = None
    links: tuple[Link, ...] = ()
    basis: BasisView | None = None


@dataclass(frozen=True)
class GroupView:
    """A section of a plan and the groups right below it."""

    link: Link
    groups: tuple[Link, ...]


@dataclass(frozen=True)
class PlanView:
    title: Label
    facts: tuple[Fact, ...]
    full_text: Link
    structure: tuple[GroupView, ...]
    basis: tuple[DocumentView, ...]
    recipients: tuple[ChildView, ...]
    revisions: tuple[RevisionView, ...]
    notes: tuple[NoteView, ...]
    units: int
    source: Link | None
    coverage: Coverage | None


def plan_view(here: Here, plan: Plan, source: str | None) -> PlanView:
    portal, head = here.portal, plan.head
    units = portal.units_of(plan)
    cited = dict.fromkeys(d.id for located in units for d in portal.documents_cited(located))
    number = Label(head.number, here.language) if head.number else None
    day = here.own(head.date.words if here.language == "vi" else here.say.day(head.date.iso)) if head.date else None
    return PlanView(
        title=here.plan_title(plan),
        facts=(
            Fact(here.say("plan.type"), here.read(portal.types[head.type].name)),
            Fact(here.say("plan.number"), number),
            Fact(here.say("plan.date"), day),
            Fact(here.say("plan.place"), here.read(head.place) if head.place else None),
            Fact(
                here.say("plan.issuer"),
                links=here.bodies(head.issuer.bodies),
                basis=basis_view(here, head.issuer.basis),
            ),
            Fact(here.say("plan.signatory"), here.read(head.signatory) if head.signatory else None),
            Fact(here.say("plan.year"), here.own(str(head.year))),
        ),
        full_text=here.link(here.own(here.say("plan.full-text")), here.addresses.full_text(plan)),
        structure=structure(here, plan),
        basis=tuple(document_view(here, portal.documents[document]) for document in cited),
        recipients=tuple(
            _child(here, child)
            for located in units
            if located.unit.kind == "recipients-heading"
            for child in portal.children(located)
        ),
        revisions=_history(here, plan),
        notes=note_views(here, head.notes),
        units=len(units),
        source=here.link(here.own(here.say("plan.source")), source) if source else None,
        coverage=coverage(plan) if plan.source is not None else None,
    )


def structure(here: Here, plan: Plan) -> tuple[GroupView, ...]:
    """The plan at a glance: its top-level units in printed order, each with its groups."""
    return tuple(
        GroupView(
            here.unit(Located(plan, root)),
            tuple(
                here.unit(child)
                for child in here.portal.children(Located(plan, root))
                if child.unit.kind in ("group", "subgroup", "item")
            ),
        )
        for root in plan.roots
        if root.kind not in ("doc-type", "title")
    )


@dataclass(frozen=True)
class LineView:
    """A unit of the full text: the page's language, and the other beside it."""

    id: str
    kind: str
    depth: int
    link: Link
    own: TextView
    beside: TextView | None


@dataclass(frozen=True)
class FullTextView:
    title: Label
    plan: Link
    lines: tuple[LineView, ...]
    two_languages: bool


def full_text_view(here: Here, plan: Plan) -> FullTextView:
    languages = here.portal.settings.languages
    other: Language | None = next((language for language in languages if language != here.language), None)
    return FullTextView(
        title=here.plan_title(plan),
        plan=here.plan(plan),
        two_languages=other is not None,
        lines=tuple(
            LineView(
                id=located.unit.id,
                kind=located.unit.kind,
                depth=len(here.portal.ancestors(located)),
                link=here.unit_place(located),
                own=text_view(here, located, here.language),
                beside=text_view(here, located, other) if other else None,
            )
            for located in here.portal.units_of(plan)
        ),
    )


@dataclass(frozen=True)
class SentenceView:
    """A citing sentence and where it stands."""

    unit: Link
    before: tuple[Stretch, ...]
    cited: tuple[Stretch, ...]
    after: tuple[Stretch, ...]
    pinpoint: str | None


@dataclass(frozen=True)
class RelationView:
    label: str
    document: Link
    basis: BasisView


@dataclass(frozen=True)
class DocumentPageView:
    name: Label
    document: DocumentView
    validity: str
    sentences: tuple[SentenceView, ...]
    relations: tuple[RelationView, ...]
    programme: Link | None
    campaigns: tuple[Link, ...]
    notes: tuple[NoteView, ...]


def document_page_view(here: Here, document: LegalDocument) -> DocumentPageView:
    portal = here.portal
    sentences = portal.citing_sentences(document, here.language)
    programme = portal.programme_of(document)
    return DocumentPageView(
        name=here.document_name(document),
        document=document_view(here, document),
        validity=validity_text(here, document.validity),
        sentences=tuple(
            SentenceView(
                here.unit_place(s.located), stretches(s.before), stretches(s.cited), stretches(s.after), s.pinpoint
            )
            for s in sentences
        ),
        relations=tuple(
            RelationView(
                here.say(f"relation.{relation.kind}"),
                here.document(portal.documents[relation.to]),
                basis_view(here, relation.basis),
            )
            for relation in document.relations
        )
        + tuple(
            RelationView(
                here.say(f"relation-back.{back.relation.kind}"),
                here.document(back.document),
                basis_view(here, back.relation.basis),
            )
            for back in portal.backlinks(document)
        ),
        programme=here.programme(programme) if programme else None,
        campaigns=tuple(here.campaign(c) for c in portal.model.campaigns if c.document == document.id),
        notes=note_views(here, document.notes),
    )


@dataclass(frozen=True)
class ProgrammeView:
    name: Label
    kind: str
    level: str
    parties: IssuersView
    document: DocumentView
    subject: Label | None
    period: str | None
    period_words: str | None
    implements: Link | None
    implemented_by: tuple[Link, ...]
    units: tuple[ChildView, ...]
    notes: tuple[NoteView, ...]


def programme_view(here: Here, programme: CoordinationProgramme) -> ProgrammeView:
    portal = here.portal
    document = portal.programme_document(programme)
    return ProgrammeView(
        name=here.document_name(document),
        kind=here.say(f"programme-kind.{programme.kind}"),
        level=here.say(f"level.{programme.level}"),
        parties=issuers_view(here, programme.parties),
        document=document_view(here, document),
        subject=here.read(programme.subject) if programme.subject else None,
        period=period_text(programme.period) if programme.period else None,
        period_words=programme.period.words if programme.period else None,
        implements=here.programme(portal.programmes[programme.implements]) if programme.implements else None,
        implemented_by=tuple(here.programme(other) for other in portal.implemented_by(programme)),
        units=tuple(_child(here, located) for located in portal.cited_by(document)),
        notes=note_views(here, programme.notes),
    )


@dataclass(frozen=True)
class TaskView:
    """A unit in which a body has a part: where, what it says, on what ground."""

    unit: Link
    text: TextView
    part: PartView


@dataclass(frozen=True)
class TasksView:
    """A body's units with the same part."""

    role: str
    label: str
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True)
class BodyView:
    name: Label
    kind: str
    level: str
    aliases: tuple[str, ...]
    life: tuple[Fact, ...]
    parent: Link | None
    organs: tuple[Link, ...]
    units: int
    tasks: tuple[TasksView, ...]
    dues: tuple[DueView, ...]
    calendar: Link
    named_only: tuple[ChildView, ...]
    documents: tuple[DocumentView, ...]
    programmes: tuple[Link, ...]
    notes: tuple[NoteView, ...]


def body_view(here: Here, body: Body) -> BodyView:
    portal = here.portal
    parts = portal.parts_of(body)
    with_part = {part.located.key for part in parts}
    grouped = [(role, [part for part in parts if part.role == role]) for role in ROLE_ORDER]
    return BodyView(
        name=here.read(body.name),
        kind=here.say(f"body-kind.{body.kind}"),
        level=here.say(f"level.{body.level}"),
        aliases=body.aliases,
        life=_life(here, body),
        parent=here.body(portal.bodies[body.parent]) if body.parent else None,
        organs=tuple(here.body(organ) for organ in portal.organs(body)),
        units=len(portal.units_concerning(body)),
        tasks=tuple(
            TasksView(role, here.say(f"body-role.{role}"), tuple(_task(here, part) for part in own))
            for role, own in grouped
            if own
        ),
        dues=tuple(due_view(here, due) for due in portal.dues_of(body)),
        calendar=_calendar(here, portal.dues_of(body), body),
        named_only=tuple(_child(here, u) for u in portal.units_naming(body) if u.key not in with_part),
        documents=tuple(document_view(here, document) for document in portal.documents_issued(body)),
        programmes=tuple(here.programme(programme) for programme in portal.programmes_of(body)),
        notes=note_views(here, body.notes),
    )


def _life(here: Here, body: Body) -> tuple[Fact, ...]:
    """Since when and until when a body exists, and what it is now; nothing where the register says nothing."""
    facts = []
    if body.valid_from:
        facts.append(Fact(here.say("body.valid-from"), here.own(here.say.day(body.valid_from))))
    if body.valid_until:
        facts.append(Fact(here.say("body.valid-until"), here.own(here.say.day(body.valid_until))))
    if body.succeeded_by:
        facts.append(Fact(here.say("body.succeeded-by"), links=here.bodies((body.succeeded_by,))))
    return tuple(facts)


def _task(here: Here, part: Part) -> TaskView:
    text = text_view(here, part.located, here.language)
    return TaskView(here.unit_place(part.located), text, part_view(here, part))


@dataclass(frozen=True)
class CampaignView:
    name: Label
    kind: str
    body: Link | None
    document: Link | None
    units: tuple[ChildView, ...]
    notes: tuple[NoteView, ...]


def campaign_view(here: Here, campaign: Campaign) -> CampaignView:
    portal = here.portal
    return CampaignView(
        name=here.read(campaign.name),
        kind=here.say(f"campaign-kind.{campaign.kind}"),
        body=here.body(portal.bodies[campaign.body]) if campaign.body else None,
        document=here.document(portal.documents[campaign.document]) if campaign.document else None,
        units=tuple(_child(here, located) for located in portal.units_of_campaign(campaign)),
        notes=note_views(here, campaign.notes),
    )


@dataclass(frozen=True)
class DuesView:
    """The deadlines of one precision."""

    id: str
    label: str
    explanation: str
    dues: tuple[DueView, ...]


@dataclass(frozen=True)
class DeadlinesView:
    groups: tuple[DuesView, ...]
    total: int
    calendar: Link


def deadlines_view(here: Here) -> DeadlinesView:
    portal = here.portal

    def of(precision: Precision) -> Iterable[Due]:
        found = [due for due in portal.dues if due.deadline.precision == precision]
        return sorted(found, key=lambda due: due.deadline.date.isoformat() if due.deadline.date else "")

    groups = tuple(
        DuesView(
            precision,
            here.say(f"precision.{precision}"),
            here.say(f"precision-explained.{precision}"),
            tuple(due_view(here, due) for due in of(precision)),
        )
        for precision in PRECISIONS
    )
    calendar = _calendar(here, portal.dues)
    return DeadlinesView(tuple(group for group in groups if group.dues), len(portal.dues), calendar)


def _calendar(here: Here, dues: Iterable[Due], body: Body | None = None) -> Link:
    """A calendar to subscribe to, with how many days it holds."""
    dated = sum(due.deadline.date is not None for due in dues)
    return here.link(here.own(here.say.count("calendar.link", dated)), calendar_address(body))


@dataclass(frozen=True)
class BasisRow:
    document: DocumentView
    units: tuple[Link, ...]
    relations: tuple[RelationView, ...]


@dataclass(frozen=True)
class LegalBasisView:
    numbered: tuple[BasisRow, ...]
    named: tuple[BasisRow, ...]
    citations: int
    refused: tuple[tuple[Link, RefusedView], ...]


def legal_basis_view(here: Here) -> LegalBasisView:
    portal = here.portal
    rows = {
        document.id: BasisRow(
            document_view(here, document),
            tuple(here.unit_place(located) for located in portal.cited_by(document)),
            tuple(
                RelationView(
                    here.say(f"relation.{relation.kind}"),
                    here.document(portal.documents[relation.to]),
                    basis_view(here, relation.basis),
                )
                for relation in document.relations
            ),
        )
        for document in portal.model.documents
    }
    return LegalBasisView(
        numbered=tuple(rows[d.id] for d in portal.model.documents if d.symbol is not None),
        named=tuple(rows[d.id] for d in portal.model.documents if d.symbol is None),
        citations=sum(len(portal.citations(located, "vi")) for located in portal.units.values()),
        refused=tuple(
            (here.unit_place(located), refused_view(here, citation, "vi")) for located, citation in portal.refused("vi")
        ),
    )


@dataclass(frozen=True)
class TermView:
    id: str
    vi: str
    en: str
    note: Label | None
    units: tuple[Link, ...]


@dataclass(frozen=True)
class TermsView:
    label: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True)
class AbbreviationView:
    short: str
    full: Label
    full_vi: str


@dataclass(frozen=True)
class GlossaryView:
    groups: tuple[TermsView, ...]
    abbreviations: tuple[AbbreviationView, ...]
    total: int


def glossary_view(here: Here) -> GlossaryView:
    portal = here.portal
    glossary = portal.model.glossary
    categories = dict.fromkeys(term.category for term in glossary.terms)

    def view(term: Term) -> TermView:
        units = tuple(here.unit_place(located) for located in portal.units_of_term(term))
        return TermView(term.id, term.vi, term.en, here.read(term.note) if term.note else None, units)

    codes = [(kind.code, kind.name) for kind in portal.model.document_types if kind.code]
    shorts = [(abbreviation.short, abbreviation.full) for abbreviation in glossary.abbreviations]
    return GlossaryView(
        groups=tuple(
            TermsView(
                here.say(f"term-category.{category}"), tuple(view(t) for t in glossary.terms if t.category == category)
            )
            for category in categories
        ),
        abbreviations=tuple(
            AbbreviationView(short, here.read(full), full.vi)
            for short, full in sorted(codes + shorts, key=lambda pair: pair[0].casefold())
        ),
        total=len(glossary.terms),
    )


@dataclass(frozen=True)
class EntryView:
    """A line of an index: what it is, where it leads, and one thing worth knowing."""

    kind: str
    id: str
    link: Link
    detail: Label | None = None
    aside: str | None = None


@dataclass(frozen=True)
class EntriesView:
    label: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True)
class IndexView:
    title: str
    introduction: str
    groups: tuple[EntriesView, ...]
    total: int


def _index(here: Here, name: str, groups: Iterable[tuple[str, Iterable[EntryView]]]) -> IndexView:
    views = tuple(EntriesView(label, tuple(entries)) for label, entries in groups)
    views = tuple(view for view in views if view.entries)
    total = sum(len(view.entries) for view in views)
    introduction = here.say(f"introduction.{name}", number=total) if total else here.say("none")
    return IndexView(here.say(f"page.{name}"), introduction, views, total)


def _document_entry(here: Here, document: LegalDocument) -> EntryView:
    view = document_view(here, document)
    date = view.date or here.say("document.no-date")
    times = here.say.count("document.cited", view.cited)
    return EntryView("document", document.id, view.link, view.subject, f"{date} · {times}")


def documents_view(here: Here) -> IndexView:
    documents = here.portal.model.documents
    return _index(
        here,
        "documents",
        (
            (here.say("documents.numbered"), (_document_entry(here, d) for d in documents if d.symbol)),
            (here.say("documents.named"), (_document_entry(here, d) for d in documents if not d.symbol)),
        ),
    )


def _programme_entry(here: Here, programme: CoordinationProgramme) -> EntryView:
    document = here.portal.programme_document(programme)
    parties = "; ".join(link.label.text for link in here.bodies(programme.parties.bodies))
    date = document_view(here, document).date or here.say("document.no-date")
    return EntryView("programme", programme.id, here.programme(programme), here.own(parties), date)


def programmes_view(here: Here) -> IndexView:
    programmes = here.portal.model.programmes
    levels = dict.fromkeys(programme.level for programme in programmes)
    return _index(
        here,
        "programmes",
        (
            (here.say(f"level.{level}"), (_programme_entry(here, p) for p in programmes if p.level == level))
            for level in levels
        ),
    )


def _body_entry(here: Here, body: Body) -> EntryView:
    units = len(here.portal.units_concerning(body))
    leads = len([part for part in here.portal.parts_of(body) if part.role == "lead"])
    aside = here.say.count("body.units", units)
    if leads:
        aside += f" · {here.say.count('body.leads', leads)}"
    return EntryView("body", body.id, here.body(body), here.own(here.say(f"level.{body.level}")), aside)


def bodies_view(here: Here) -> IndexView:
    bodies = here.portal.model.bodies
    kinds = dict.fromkeys(body.kind for body in bodies)
    return _index(
        here,
        "bodies",
        (
            (here.say(f"body-kind.{kind}"), (_body_entry(here, body) for body in bodies if body.kind == kind))
            for kind in kinds
        ),
    )


def _campaign_entry(here: Here, campaign: Campaign) -> EntryView:
    units = len(here.portal.units_of_campaign(campaign))
    return EntryView("campaign", campaign.id, here.campaign(campaign), aside=here.say.count("body.units", units))


def campaigns_view(here: Here) -> IndexView:
    campaigns = here.portal.model.campaigns
    kinds = dict.fromkeys(campaign.kind for campaign in campaigns)
    return _index(
        here,
        "campaigns",
        (
            (here.say(f"campaign-kind.{kind}"), (_campaign_entry(here, c) for c in campaigns if c.kind == kind))
            for kind in kinds
        ),
    )


def _plan_entry(here: Here, plan: Plan) -> EntryView:
    units = len(here.portal.units_of(plan))
    return EntryView("plan", plan.id, here.plan(plan), here.plan_title(plan), here.say.count("plan.units", units))


def plans_view(here: Here) -> IndexView:
    return _index(here, "plans", (("", (_plan_entry(here, plan) for plan in newest_first(here))),))


def newest_first(here: Here) -> list[Plan]:
    return sorted(here.portal.model.plans, key=lambda plan: (plan.head.year, plan.id), reverse=True)


def _unit_entry(here: Here, located: Located) -> EntryView:
    kind = "section" if located.unit.is_heading else "plan-item"
    return EntryView(kind, located.unit.id, here.unit_place(located), here.heading(located))


def everything_view(here: Here) -> IndexView:
    """All there is, by kind and in order of name: the search page for a reader without scripts."""
    portal = here.portal

    def by_name(entries: Iterable[EntryView]) -> list[EntryView]:
        return sorted(entries, key=lambda entry: entry.link.label.text.casefold())

    groups: list[tuple[str, Iterable[EntryView]]] = [
        (here.plan_name(plan).text, [_plan_entry(here, plan), *(_unit_entry(here, u) for u in portal.units_of(plan))])
        for plan in newest_first(here)
    ]
    groups += [
        (here.say("page.documents"), by_name(_document_entry(here, d) for d in portal.model.documents)),
        (here.say("page.programmes"), by_name(_programme_entry(here, p) for p in portal.model.programmes)),
        (here.say("page.bodies"), by_name(_body_entry(here, body) for body in portal.model.bodies)),
        (here.say("page.campaigns"), by_name(_campaign_entry(here, c) for c in portal.model.campaigns)),
        (
            here.say("page.glossary"),
            by_name(
                EntryView("term", term.id, here.term(term), Label(term.en, "en"))
                for term in portal.model.glossary.terms
            ),
        ),
        (
            here.say("page.hand-written"),
            by_name(
                EntryView("page", page.id, here.link(here.own(page.head.title), here.addresses.content(page)))
                for page in portal.model.content
                if page.language == here.language
            ),
        ),
    ]
    return _index(here, "search", groups)


@dataclass(frozen=True)
class SearchView:
    """The search page: what a search can be narrowed to, and everything for a reader without scripts."""

    facets: Facets
    everything: IndexView


def search_view(here: Here) -> SearchView:
    return SearchView(facets(here), everything_view(here))


@dataclass(frozen=True)
class PlanGlance:
    """A plan on the home page: the newest at a glance, older ones as a link."""

    title: Label
    link: Link
    full_text: Link
    structure: tuple[GroupView, ...]
    revisions: tuple[RevisionView, ...]


@dataclass(frozen=True)
class HomeView:
    name: str
    description: Label
    search: Link
    plans: tuple[PlanGlance, ...]
    dated: tuple[DueView, ...]
    recurring: tuple[DueView, ...]
    offices: tuple[EntryView, ...]
    deadlines: Link
    bodies: Link
    figures: tuple[EntryView, ...]
    pages: tuple[Link, ...]


def home_view(here: Here) -> HomeView:
    portal = here.portal
    dues = portal.dues
    offices = [b for b in portal.model.bodies if any(p.role in ("lead", "partner") for p in portal.parts_of(b))]

    def figure(name: str, number: int) -> EntryView:
        link = here.page(name)  # type: ignore[arg-type]
        return EntryView(name, name, link, aside=str(number))

    return HomeView(
        name=here.read(portal.settings.name).text,
        description=here.read(portal.settings.description),
        search=here.page("search"),
        plans=tuple(
            PlanGlance(
                here.plan_title(plan),
                here.plan(plan),
                here.link(here.own(here.say("plan.full-text")), here.addresses.full_text(plan)),
                structure(here, plan),
                _history(here, plan),
            )
            for plan in newest_first(here)
        ),
        dated=tuple(due_view(here, due) for due in dues if due.deadline.precision == "day"),
        recurring=tuple(due_view(here, due) for due in dues if due.deadline.precision == "recurring"),
        offices=tuple(_body_entry(here, body) for body in offices),
        deadlines=here.page("deadlines"),
        bodies=here.page("bodies"),
        figures=(
            figure("documents", len(portal.model.documents)),
            figure("programmes", len(portal.model.programmes)),
            figure("bodies", len(portal.model.bodies)),
            figure("campaigns", len(portal.model.campaigns)),
            figure("deadlines", len(dues)),
            figure("glossary", len(portal.model.glossary.terms)),
        ),
        pages=tuple(
            here.link(here.own(page.head.title), here.addresses.content(page))
            for page in portal.model.content
            if page.language == here.language
        ),
    )


@dataclass(frozen=True)
class DataView:
    """What the portal holds, in figures, and the signed texts as received."""

    figures: tuple[EntryView, ...]
    publisher: Link
    licence: Label | None
    sources: tuple[Link, ...]
    coverages: tuple[str, ...]


def data_view(here: Here, sources: dict[str, str]) -> DataView:
    home = home_view(here)
    plans = [plan for plan in newest_first(here) if plan.source is not None]
    lines = []
    for plan in plans:
        proof = coverage(plan)
        facts = {"plan": here.plan_name(plan).text, "units": proof.units, "characters": proof.characters}
        lines.append(here.say("data.covered" if proof.complete else "data.not-covered", **facts))
    settings = here.portal.settings
    return DataView(
        figures=home.figures,
        publisher=here.body(here.portal.bodies[settings.publisher]),
        licence=here.read(settings.licence) if settings.licence else None,
        sources=tuple(
            here.link(here.own(here.say("data.source", plan=here.plan_name(plan).text)), sources[plan.id])
            for plan in plans
        ),
        coverages=tuple(lines),
    )


@dataclass(frozen=True)
class LanguageChoice:
    name: str
    description: str
    link: Link


@dataclass(frozen=True)
class DoorView:
    """The page at `/`, and the one for an address that does not exist: each language in its own words."""

    choices: tuple[LanguageChoice, ...]


def first_words(text: str) -> str:
    """A description for a page's head."""
    return excerpt(text, 155)
