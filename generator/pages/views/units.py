"""What a section, group or plan item shows, on its own page and in lists."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.linking.portal import Located
from generator.pages.facts import (
    DocumentView,
    DueView,
    NoteView,
    RoleView,
    TextView,
    document_view,
    due_view,
    named_by,
    note_views,
    roles,
    text_view,
)
from generator.pages.frame import Label, Link
from generator.pages.here import Here, same_on_every_page
from generator.pages.views.history import RevisionView, unit_history


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
        children=tuple(child_view(here, child) for child in portal.children(located)),
        in_text=here.link(here.own(here.say("unit.in-text")), here.addresses.unit_in_text(located)),
        history=unit_history(here, located.plan, unit.id),
    )


def _texts(here: Here, located: Located) -> tuple[TextView, ...]:
    """The page's language first; under a translation the authoritative Vietnamese."""
    own = text_view(here, located, here.language)
    if here.language == "vi" or own.state == "missing":
        return (own,)
    return own, text_view(here, located, "vi")


def child_anywhere(here: Here, located: Located) -> ChildView:
    """As `child_view`, on a page that is no plan's."""
    return replace(child_view(here, located), link=here.unit_anywhere(located))


def children_anywhere(here: Here, units: Sequence[Located]) -> tuple[ChildView, ...]:
    """Units with all below them; one that stands below another of them is shown there, and not once more."""
    shown = {located.key for located in units}
    above = ({one.key for one in here.portal.ancestors(located)} for located in units)
    return tuple(child_anywhere(here, located) for located, keys in zip(units, above, strict=True) if not keys & shown)


@same_on_every_page
def child_view(here: Here, located: Located) -> ChildView:
    leads = [part for part in here.portal.parts(located) if part.role == "lead"]
    return ChildView(
        link=here.unit_place(located),
        is_heading=located.unit.is_heading,
        texts=(text_view(here, located, here.language),),
        lead=named_by(here, leads),
        below=tuple(child_view(here, child) for child in here.portal.children(located)),
    )
