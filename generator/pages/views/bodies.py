"""A body: everything it has to do, with whom and by when."""

from dataclasses import dataclass, replace

from generator.linking.portal import Due, Part
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
from generator.pages.feeds import followed
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.views.changes import SheetLink, sheets_of
from generator.pages.views.deadlines import calendar_link
from generator.pages.views.duty_sheet import SheetRow, by_time, duty_sheet
from generator.pages.views.registers import IndexView, bodies_view
from generator.pages.views.units import ChildView, child_anywhere


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
class BodyDues:
    """A body's deadlines of one sort: what it must report, the reports it gets, everything else."""

    id: str
    label: str
    dues: tuple[DueView, ...]


@dataclass(frozen=True)
class BodyView:
    """A body's page; `unnamed` are the bodies it came after, where no plan names itself."""

    name: Label
    kind: str
    level: str
    aliases: tuple[str, ...]
    life: tuple[Fact, ...]
    parent: Link | None
    organs: tuple[Link, ...]
    units: int
    unnamed: tuple[Link, ...] | None
    sheet: tuple[SheetRow, ...]
    tasks: tuple[TasksView, ...]
    dues: tuple[BodyDues, ...]
    calendar: Link
    changes: tuple[SheetLink, ...]
    feed: Link
    named_only: tuple[ChildView, ...]
    documents: tuple[DocumentView, ...]
    programmes: tuple[Link, ...]
    notes: tuple[NoteView, ...]


def body_view(here: Here, body: Body) -> BodyView:
    portal = here.portal
    parts = portal.parts_of(body)
    with_part = {part.located.key for part in parts}
    in_time = sorted(parts, key=lambda part: by_time(portal.dues_in(part.located)))
    grouped = [(role, [part for part in in_time if part.role == role]) for role in ROLE_ORDER]
    return BodyView(
        name=here.read(body.name),
        kind=here.say(f"body-kind.{body.kind}"),
        level=here.say(f"level.{body.level}"),
        aliases=body.aliases,
        life=_life(here, body),
        parent=here.body(portal.bodies[body.parent]) if body.parent else None,
        organs=tuple(here.body(organ) for organ in portal.organs(body)),
        units=len(portal.units_concerning(body)),
        unnamed=_before(here, body) if body in portal.model.successors else None,
        sheet=duty_sheet(here, body),
        tasks=tuple(
            TasksView(role, here.say(f"body-role.{role}"), tuple(_task(here, part) for part in own))
            for role, own in grouped
            if own
        ),
        dues=_dues(here, body),
        calendar=calendar_link(here, portal.dues_of(body), body),
        changes=sheets_of(here, body),
        feed=followed(here, body),
        named_only=tuple(
            # Of a heading that names it nothing below: what names it there stands by itself.
            replace(child_anywhere(here, u), below=())
            for u in portal.units_naming(body)
            if u.key not in with_part
        ),
        documents=tuple(document_view(here, document) for document in portal.documents_issued(body)),
        programmes=tuple(here.programme(programme) for programme in portal.programmes_of(body)),
        notes=note_views(here, body.notes),
    )


def _dues(here: Here, body: Body) -> tuple[BodyDues, ...]:
    sorts: dict[str, list[Due]] = {"must-report": [], "gets-reports": [], "when": []}
    for due in sorted(here.portal.dues_of(body), key=lambda due: by_time((due,))):
        if due.deadline.kind == "reporting-duty" and any(body in part.bodies for part in due.doers):
            sorts["must-report"].append(due)
        elif due.deadline.kind == "reporting-duty" and any(body in p.bodies for p in (*due.receivers, *due.through)):
            sorts["gets-reports"].append(due)
        else:
            sorts["when"].append(due)
    return tuple(
        BodyDues(name, here.say(f"body.{name}"), tuple(due_view(here, due) for due in dues))
        for name, dues in sorts.items()
        if dues
    )


def _life(here: Here, body: Body) -> tuple[Fact, ...]:
    """Since when and until when a body exists, what it is now and was before; nothing where the register is silent."""
    lifetimes = here.portal.lifetimes
    facts = []
    if body.valid_from:
        facts.append(Fact(here.say("body.valid-from"), here.own(here.say.day(body.valid_from))))
    if body.valid_until:
        facts.append(Fact(here.say("body.valid-until"), here.own(here.say.day(body.valid_until))))
    if now := lifetimes.now(body):
        facts.append(Fact(here.say("body.succeeded-by"), links=tuple(here.body(other) for other in now)))
    elif body.succeeded_by:
        facts.append(Fact(here.say("body.then"), links=here.bodies(body.succeeded_by)))
    if body.valid_until or body.succeeded_by:
        checked = here.say("body.checked" if body.end_is_verified else "body.not-checked")
        facts.append(Fact(here.say("body.end"), here.own(checked)))
    if before := _before(here, body):
        facts.append(Fact(here.say("body.before"), links=before))
    return tuple(facts)


def _before(here: Here, body: Body) -> tuple[Link, ...]:
    """The bodies one came after, without the mark that says so from their side."""
    return tuple(replace(here.body(other), mark=None) for other in here.portal.lifetimes.predecessors(body))


def _task(here: Here, part: Part) -> TaskView:
    text = text_view(here, part.located, here.language)
    return TaskView(here.unit_anywhere(part.located), text, part_view(here, part))


@dataclass(frozen=True)
class BodiesView:
    """The bodies plans name, those that only came after one, and the items that leave open who acts."""

    index: IndexView
    successors: tuple[Link, ...]
    nobody: tuple[Link, ...]
    nobody_said: str


def bodies_page_view(here: Here) -> BodiesView:
    portal = here.portal
    nobody = tuple(here.unit(located) for located in portal.naming_nobody)
    return BodiesView(
        index=bodies_view(here),
        successors=tuple(here.body(body) for body in portal.model.successors),
        nobody=nobody,
        nobody_said=here.say.count("bodies.nobody", len(nobody)),
    )
