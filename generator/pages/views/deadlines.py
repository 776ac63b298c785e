"""Deadlines by precision, and calendars to subscribe to."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.linking.portal import Due
from generator.model.bodies import Body
from generator.model.deadlines import Precision
from generator.pages.calendars import calendar_address
from generator.pages.facts import DueView, due_view
from generator.pages.frame import Link
from generator.pages.here import Here

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
    calendar = calendar_link(here, portal.dues)
    return DeadlinesView(tuple(group for group in groups if group.dues), len(portal.dues), calendar)


def calendar_link(here: Here, dues: Iterable[Due], body: Body | None = None) -> Link:
    """A calendar to subscribe to, with how many days it holds."""
    dated = sum(due.deadline.date is not None for due in dues)
    return here.link(here.own(here.say.count("calendar.link", dated)), calendar_address(body))
