"""A body: everything it has to do, with whom and by when."""

from dataclasses import dataclass

from generator.linking.portal import Part
from generator.model.bodies import Body
from generator.pages.facts import (
    ROLE_ORDER,
    DocumentView,
    DueView,
    Fact,
    NoteView,
    PartView,
    TextView,
    document_view,
    due_view,
    note_views,
    part_view,
    text_view,
)
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.views.deadlines import calendar_link
from generator.pages.views.units import ChildView, child_view


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
        calendar=calendar_link(here, portal.dues_of(body), body),
        named_only=tuple(child_view(here, u) for u in portal.units_naming(body) if u.key not in with_part),
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
