"""A plan: its facts, its structure, its full text."""

from dataclasses import dataclass, replace

from generator.linking.coverage import coverage
from generator.model.plans import Plan
from generator.model.text import Language
from generator.pages.facts import (
    DocumentView,
    Fact,
    NoteView,
    TextView,
    basis_view,
    document_view,
    note_views,
    text_view,
)
from generator.pages.feeds import followed
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.views.changes import ComparisonsFrom, comparisons_from
from generator.pages.views.history import RevisionView, plan_history, revision_view
from generator.pages.views.units import ChildView, child_view


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
    comparisons: tuple[ComparisonsFrom, ...]
    feed: Link
    notes: tuple[NoteView, ...]
    units: int
    source: Link | None
    proof: str | None


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
            child_view(here, child)
            for located in units
            if located.unit.kind == "recipients-heading"
            for child in portal.children(located)
        ),
        revisions=plan_history(here, plan),
        comparisons=comparisons_from(here, plan),
        feed=followed(here),
        notes=note_views(here, head.notes),
        units=len(units),
        source=here.link(here.own(here.say("plan.source")), source) if source else None,
        proof=proof(here, plan),
    )


def proof(here: Here, plan: Plan) -> str | None:
    """That every character of the signed text stands in a unit, or that some do not; None without a signed text."""
    if plan.source is None:
        return None
    covered, name = coverage(plan), here.plan_name(plan)
    return here.say(
        "data.covered" if covered.complete else "data.not-covered",
        # A sentence has one language.
        plan=name.text if name.language == here.language else plan.id,
        units=covered.units,
        characters=covered.characters,
    )


def structure(here: Here, plan: Plan) -> tuple[GroupView, ...]:
    """The plan at a glance: its top-level units in printed order, each with its groups."""
    return tuple(
        GroupView(
            here.unit(root),
            tuple(
                here.unit(child)
                for child in here.portal.children(root)
                if child.unit.kind in ("group", "subgroup", "item")
            ),
        )
        for root in here.portal.roots(plan)
        if root.unit.kind not in ("doc-type", "title")
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
    heading: str
    superseded: "SupersededView | None" = None


@dataclass(frozen=True)
class SupersededView:
    """That a text is not the current one: which revision it is, and the ways to the newest and to what changed."""

    revision: RevisionView
    newest: Link
    changes: Link


def full_text_view(here: Here, plan: Plan) -> FullTextView:
    languages = here.portal.settings.languages
    other: Language | None = next((language for language in languages if language != here.language), None)
    return FullTextView(
        title=here.plan_title(plan),
        plan=here.plan(plan),
        two_languages=other is not None,
        heading=here.say("plan.full-text"),
        lines=tuple(
            LineView(
                id=located.unit.id,
                kind=located.unit.kind,
                depth=len(here.portal.ancestors(located)),
                link=here.unit_place(located),
                own=text_view(here, located, here.language),
                # Where the Vietnamese stands in for a translation it stands here already.
                beside=text_view(here, located, other)
                if other and located.unit.text.read_in(here.language) is not None
                else None,
            )
            for located in here.portal.units_of(plan)
        ),
    )


def earlier_text_view(here: Here, plan: Plan) -> FullTextView:
    """The full text of an earlier revision, plainly not the current one.

    `plan` and the portal of `here` are the frozen ones, and nothing else may be asked: the page must stay the same
    whatever the plan becomes. So what is newest is a way to the plan's own pages, never a number.
    """
    revision = revision_view(here, plan.head.revisions[-1])
    return replace(
        full_text_view(here, plan),
        heading=here.say("earlier.heading", id=revision.id),
        superseded=SupersededView(
            revision,
            newest=here.link(here.own(here.say("earlier.newest")), here.addresses.full_text(plan)),
            changes=here.link(
                here.own(here.say("earlier.changes")), here.addresses.comparisons_from(plan, revision.id)
            ),
        ),
    )
