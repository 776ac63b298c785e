"""A reader's own office on the home page: every office in one file, so that fetching it tells nobody which.

The script `assets/duties.js` reads what is declared here.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from generator.linking.agenda import timing_of
from generator.linking.portal import Due, Located, Part, PartRole, Portal
from generator.model.bodies import Body
from generator.pages.facts import DueView, due_view, ground_of
from generator.pages.frame import Link, TextFile
from generator.pages.here import Here
from generator.pages.typography import excerpt
from generator.pages.views.year import due_label

# What an office is asked about first: what it leads, joins, reports on; its page has the rest.
ROLES: tuple[PartRole, ...] = ("lead", "partner", "party")
_MOST_TASKS, _MOST_DUES = 5, 40


@dataclass(frozen=True)
class OfficeDue:
    """A deadline of an office: what the browser counts to is as in `MomentView`."""

    title: str
    vietnamese: bool
    note: str
    when: str
    machine: str
    last: str
    due: str
    turns: tuple[str, ...]
    first: str
    until: str
    happens: bool
    kind: str
    who: str
    place: str
    address: str


@dataclass(frozen=True)
class OfficeTask:
    """A unit in which an office has a part, by its place and the beginning of its text."""

    place: str
    text: str
    vietnamese: bool
    note: str
    address: str


@dataclass(frozen=True)
class OfficeTasks:
    """An office's units with the same part: how many, and the first of them by their number in `tasks`, each with the
    ground on which the office has that part, empty where the plan states it."""

    label: str
    number: int
    tasks: tuple[int, ...]
    grounds: tuple[str, ...]


@dataclass(frozen=True)
class Office:
    name: str
    vietnamese: bool
    note: str
    mark: str
    address: str
    groups: tuple[OfficeTasks, ...]
    number: int
    dues: tuple[int, ...]


@dataclass(frozen=True)
class Offices:
    """The file of one language; addresses are from the site's root."""

    say: dict[str, str]
    dues: tuple[OfficeDue, ...]
    tasks: tuple[OfficeTask, ...]
    offices: dict[str, Office]


def bodies_with_work(portal: Portal) -> tuple[Body, ...]:
    """The bodies that have a part in a plan or a deadline, in the register's order."""
    return tuple(body for body in portal.model.bodies if _work(portal, body) or portal.dues_of(body))


def _work(portal: Portal, body: Body) -> dict[PartRole, list[Part]]:
    """The parts of a body by its role, one of each unit: the one that is stated, where there is such."""
    found: dict[PartRole, list[Part]] = {}
    for role in ROLES:
        own = sorted((part for part in portal.parts_of(body) if part.role == role), key=_is_inferred)
        units = {part.located.key: part for part in reversed(own)}
        if units:
            found[role] = [
                units[key] for key in dict.fromkeys(p.located.key for p in portal.parts_of(body)) if key in units
            ]
    return found


def _is_inferred(part: Part) -> bool:
    return part.basis.kind != "stated"


def by_time(dues: Sequence[Due]) -> list[Due]:
    """Deadlines as a reader asks: days first, in order, then stretches, then what comes back, then what has no day."""

    def place(due: Due) -> tuple[int, str]:
        timing = timing_of(due)
        if timing.turns:
            return (0 if due.deadline.date else 2), timing.turns[0].named.isoformat()
        if timing.spans:
            return (2 if due.deadline.precision == "recurring" else 1), timing.spans[0].last.isoformat()
        return 3, ""

    return sorted(dues, key=place)


def offices(here: Here) -> Offices:
    portal = here.portal
    dues: dict[str, tuple[int, OfficeDue]] = {}
    tasks: dict[tuple[str, str], tuple[int, OfficeTask]] = {}

    def numbered_due(due: Due) -> int:
        anchor = portal.due_name(due)
        if anchor not in dues:
            dues[anchor] = len(dues), _due(here, due)
        return dues[anchor][0]

    def numbered_task(located: Located) -> int:
        if located.key not in tasks:
            tasks[located.key] = len(tasks), _task(here, located)
        return tasks[located.key][0]

    def office(body: Body) -> Office:
        own, link = by_time(portal.dues_of(body)), here.body(body)
        return Office(
            link.label.text,
            link.label.language == "vi",
            link.label.note or "",
            link.mark.text if link.mark else "",
            here.addresses.body(body),
            tuple(
                OfficeTasks(
                    here.say(f"body-role.{role}"),
                    len(parts),
                    tuple(numbered_task(part.located) for part in parts[:_MOST_TASKS]),
                    tuple(ground_of(here, part.basis) or "" for part in parts[:_MOST_TASKS]),
                )
                for role, parts in _work(portal, body).items()
            ),
            len(own),
            tuple(map(numbered_due, own[:_MOST_DUES])),
        )

    found = {body.id: office(body) for body in bodies_with_work(portal)}
    return Offices(
        here.say.below("home.office"),
        tuple(due for _, due in dues.values()),
        tuple(task for _, task in tasks.values()),
        found,
    )


def _due(here: Here, due: Due) -> OfficeDue:
    view, label = due_view(here, due), due_label(here, due)
    return OfficeDue(
        title=label.text,
        vietnamese=label.language == "vi",
        note=label.note or "",
        when=view.when or "; ".join(view.cadence),
        machine=view.machine_date or "",
        last=view.moment.last or "",
        due=view.moment.due or "",
        turns=view.moment.turns,
        first=view.moment.first or "",
        until=view.moment.until or "",
        happens=view.moment.happens,
        kind=view.kind,
        who=_who(here, view),
        place=view.unit.label.text,
        address=here.addresses.unit(due.located),
    )


def _who(here: Here, view: DueView) -> str:
    """Who acts, to whom it goes and through whom; who is to act is not stated where only the others are."""

    def names(links: Sequence[Link]) -> str:
        return "; ".join(f"{one.label.text} ({one.ground})" if one.ground else one.label.text for one in links)

    if not (view.doers or view.receivers or view.through):
        return ""
    said = names(view.doers) or here.say("not-stated")
    if view.receivers:
        said += f" → {names(view.receivers)}"
    if view.through:
        said += f" ({here.say('due.through-whom', bodies=names(view.through))})"
    return said


def _task(here: Here, located: Located) -> OfficeTask:
    heading = here.heading(located)
    return OfficeTask(
        here.unit_anywhere(located).label.text,
        excerpt(heading.text),
        heading.language == "vi",
        heading.note or "",
        here.addresses.unit(located),
    )


def offices_address(here: Here) -> str:
    return f"assets/offices/{here.language}.js"


def office_files(portal: Portal) -> Iterator[TextFile]:
    """A script per language: a page opened as a file may load a script and not fetch."""
    for language in portal.settings.languages:
        here = Here(portal, language, "")
        text = json.dumps(asdict(offices(here)), ensure_ascii=False, separators=(",", ":"))
        yield TextFile(offices_address(here), f"planDuties.take({text});\n")
