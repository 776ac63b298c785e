"""The agenda: deadlines by date and by how exact they are, the years as pictures, ways to narrow, and calendars."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.linking.portal import Due
from generator.model.bodies import Body
from generator.model.deadlines import DeadlineKind, Precision
from generator.pages.alphabet import alphabetical
from generator.pages.calendars import calendar_address
from generator.pages.facts import DueView, due_view
from generator.pages.frame import Link
from generator.pages.here import Here
from generator.pages.offices import by_time
from generator.pages.views.year import YearEntry, YearView, unplaced, year_entry, year_views

PRECISIONS: tuple[Precision, ...] = (
    "day", "month", "quarter", "half-year", "year", "period", "recurring", "undetermined"
)  # fmt: skip


@dataclass(frozen=True)
class DuesView:
    """The deadlines of one precision."""

    id: str
    label: str
    explanation: str
    dues: tuple[DueView, ...]


@dataclass(frozen=True)
class BodyChoice:
    """A body deadlines can be narrowed to; its page has the same for readers without scripts."""

    id: str
    link: Link
    number: int


@dataclass(frozen=True)
class KindChoice:
    """A kind deadlines can be narrowed to, and its deadlines as links for readers without scripts."""

    id: str
    label: str
    entries: tuple[YearEntry, ...]


@dataclass(frozen=True)
class DeadlinesView:
    groups: tuple[DuesView, ...]
    total: int
    dated: int
    calendar: Link
    years: tuple[YearView, ...]
    unplaced: tuple[YearEntry, ...]
    undetermined: int
    bodies: tuple[BodyChoice, ...]
    kinds: tuple[KindChoice, ...]


def deadlines_view(here: Here) -> DeadlinesView:
    portal = here.portal
    dues = by_time(portal.dues)
    held = {precision: [due for due in dues if due.deadline.precision == precision] for precision in PRECISIONS}
    groups = tuple(
        DuesView(
            precision,
            here.say(f"precision.{precision}"),
            here.say(f"precision-explained.{precision}"),
            tuple(due_view(here, due) for due in found),
        )
        for precision, found in held.items()
        if found
    )
    years = year_views(here, dues)
    kinds: dict[DeadlineKind, list[Due]] = {}
    for due in dues:
        kinds.setdefault(due.deadline.kind, []).append(due)
    return DeadlinesView(
        groups=groups,
        total=len(dues),
        dated=len(held["day"]),
        calendar=calendar_link(here, portal.dues),
        years=years,
        unplaced=tuple(year_entry(here, due) for due in unplaced(dues, [year.year for year in years])),
        undetermined=len(held["undetermined"]),
        bodies=_bodies(here),
        kinds=tuple(
            KindChoice(kind, here.say(f"deadline.kind.{kind}"), tuple(year_entry(here, due) for due in found))
            for kind, found in kinds.items()
        ),
    )


def _bodies(here: Here) -> tuple[BodyChoice, ...]:
    choices = []
    for body in here.portal.model.bodies:
        if number := len(here.portal.dues_of(body)):
            own = here.body(body)
            choices.append(BodyChoice(body.id, Link(own.label, f"{own.href}#sheet"), number))
    return tuple(sorted(choices, key=lambda choice: alphabetical(choice.link.label.text)))


def calendar_link(here: Here, dues: Iterable[Due], body: Body | None = None) -> Link:
    """A calendar to subscribe to, with how many days it holds."""
    dated = sum(due.deadline.date is not None for due in dues)
    return here.link(here.own(here.say.count("calendar.link", dated)), calendar_address(body))
