"""When a deadline falls, as far as its words say: the named day and the last that complies, a stretch, or its turns."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice

from dateutil.rrule import rrulestr

from generator.linking.deadlines import find_deadlines
from generator.linking.deadlines.readings import Boundary, DeadlineMention
from generator.linking.portal import Due
from generator.model.deadlines import Deadline, DeadlineKind

HAPPENS: frozenset[DeadlineKind] = frozenset(("event", "activity", "period", "scope"))
"""What takes place; everything else is a duty, and can be overdue."""

# A rule that comes back more often than this in a year is told once for the year, not day by day.
_MOST_TURNS = 31

_STRETCHES = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_NAMED = re.compile(
    r"(?P<year>\d{4})-(?:(?P<month>\d\d)(?:\.\.\d{4}-(?P<last_month>\d\d))?"
    r"|Q(?P<quarter>[1-4])(?:\.\.Q(?P<last_quarter>[1-4]))?|H(?P<half>[12]))"
)


@dataclass(frozen=True, order=True)
class Span:
    """Whole months of the calendar from the first to the last day."""

    first: date
    last: date

    @classmethod
    def of_months(cls, year: int, first: int, last: int) -> "Span":
        return cls(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))

    def touches(self, year: int) -> bool:
        return self.first.year <= year <= self.last.year

    @property
    def months(self) -> int:
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1


@dataclass(frozen=True)
class Turn:
    """One time a deadline comes round: the day its words name and the last day that complies."""

    named: date
    due: date


@dataclass(frozen=True)
class Timing:
    """What follows from a deadline: turns where days follow, else spans where a stretch does, else neither.

    `turns` holds a single one for a deadline of one day. The turns and spans of a recurring deadline are those of the
    plan's year: what the plan asks for after it, it does not say.
    """

    boundary: Boundary = ""
    turns: tuple[Turn, ...] = ()
    spans: tuple[Span, ...] = ()
    # Its words name a first day and no last one.
    opens: bool = False


def timing_of(due: Due) -> Timing:
    """When a deadline falls."""
    return _timing(due.deadline, due.located.plan.head.year)


@cache
def _timing(deadline: Deadline, year: int) -> Timing:
    if deadline.date is not None:
        if _opens(deadline, deadline.date):
            return Timing("window", (Turn(deadline.date, deadline.date),), opens=True)
        boundary = _boundary_of_day(deadline, deadline.date)
        return Timing(boundary, (_turn(deadline.date, boundary),))
    if deadline.interval is not None:
        return Timing(spans=(Span(date(deadline.interval.start, 1, 1), date(deadline.interval.end, 12, 31)),))
    if deadline.rrule is not None:
        days = occurrences(deadline.rrule, year)
        if days is None:
            return Timing(spans=stretches_of_rule(deadline.rrule, year))
        boundary = next((m.boundary for m in mentions(deadline, year) if m.rrule), "")
        return Timing(boundary, tuple(_turn(day, boundary) for day in days))
    if deadline.precision in _STRETCHES:
        found = {m.named: m for m in mentions(deadline, year) if m.precision == deadline.precision and m.named}
        # Words that name several stretches leave open which is meant, unless `token` tells.
        if len(found) == 1 and (span := _span_of(next(iter(found)))):
            return Timing(next(iter(found.values())).boundary, spans=(span,))
    return Timing()


def _turn(day: date, boundary: Boundary) -> Turn:
    """“Trước ngày 15/11” names the 15th; the 14th is the last day that complies."""
    return Turn(day, day - timedelta(days=1) if boundary == "before" else day)


def _boundary_of_day(deadline: Deadline, day: date) -> Boundary:
    names = (day.isoformat(), f"{day:%m-%d}")
    return next((m.boundary for m in mentions(deadline, day.year) if m.named in names), "")


# “Sau ngày 01/7”, “sớm nhất ngày 06/6”, “từ ngày 01/7”: from then on, with no last day.
_OPENING = re.compile(
    r"(?<!\w)(?:sau|sớm nhất(?: là| vào)?|(?:kể )?từ)\s+(?:ngày\s+)?"
    r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})(?:\s*[/.-]\s*(?P<year>\d{4}))?(?!\d)"
)


def _opens(deadline: Deadline, day: date) -> bool:
    """Whether the words of a duty name its day only as the first."""
    found = [
        (int(match["year"] or day.year), int(match["month"]), int(match["day"]))
        for match in _OPENING.finditer(deadline.words.lower())
    ]
    return deadline.kind not in HAPPENS and (day.year, day.month, day.day) in found


def mentions(deadline: Deadline, year: int) -> tuple[DeadlineMention, ...]:
    """What the reader of deadlines finds in the words, in the part that `token` names where one is given.

    Words without a year are read in the plan's, from its first day: nothing in it has passed.
    """
    mentions = find_deadlines(deadline.words, date(year, 1, 1))
    if deadline.token is None:
        return mentions
    start = deadline.words.index(deadline.token)
    end = start + len(deadline.token)
    return tuple(m for m in mentions if m.start < end and start < m.end)


def _span_of(named: str) -> Span | None:
    """The months a stretch of one year names: `2026-06`, `2026-06..2026-09`, `2026-Q3`, `2026-H2`."""
    match = _NAMED.fullmatch(named)
    if match is None:
        return None
    year = int(match["year"])
    if match["month"]:
        return Span.of_months(year, int(match["month"]), int(match["last_month"] or match["month"]))
    if match["quarter"]:
        last = int(match["last_quarter"] or match["quarter"])
        return Span.of_months(year, int(match["quarter"]) * 3 - 2, last * 3)
    half = int(match["half"])
    return Span.of_months(year, half * 6 - 5, half * 6)


# Recurrences (RFC 5545)


def occurrences(rule: str, year: int) -> tuple[date, ...] | None:
    """The days of a rule in a year; None where it names no day, or where nothing tells in which turn it began.

    >>> occurrences("FREQ=MONTHLY;BYMONTHDAY=-1", 2028)[1].isoformat()
    '2028-02-29'
    >>> occurrences("FREQ=MONTHLY;INTERVAL=3", 2028) is None
    True
    """
    parts = _parts(rule)
    if parts.get("INTERVAL", "1") != "1" or not ({"BYMONTHDAY", "BYDAY"} & parts.keys()):
        return None
    try:
        found = rrulestr(f"{rule};UNTIL={year}1231", dtstart=datetime(year, 1, 1))  # noqa: DTZ001 days, not moments
        days = tuple(moment.date() for moment in islice(found, _MOST_TURNS + 1))
    except (ValueError, KeyError):
        # A rule of the right form that RFC 5545 gives no meaning (BYDAY=XX).
        return None
    return days if 0 < len(days) <= _MOST_TURNS else None


@dataclass(frozen=True)
class DaysNamed:
    """Days of the month a rule names, -1 for the last, and of which months; of every month where there are none."""

    days: tuple[int, ...]
    months: tuple[int, ...]


def days_named(rule: str) -> DaysNamed | None:
    """The days of the month that a rule comes back on; None where it names days in any other way.

    >>> days_named("FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=25")
    DaysNamed(days=(25,), months=(3, 6))
    """
    parts = _parts(rule)
    months, days = parts.get("BYMONTH", ""), parts.get("BYMONTHDAY", "")
    whole = parts["FREQ"] == "MONTHLY" or (parts["FREQ"] == "YEARLY" and months)
    if not whole or parts.get("INTERVAL", "1") != "1" or "BYDAY" in parts or not days:
        return None
    try:
        named = DaysNamed(tuple(map(int, days.split(","))), tuple(map(int, months.split(","))) if months else ())
    except ValueError:
        return None
    return named if all(day == -1 or 1 <= day <= 31 for day in named.days) else None


def stretches_of_rule(rule: str, year: int) -> tuple[Span, ...]:
    """The stretches of a year in each of which a rule without a day comes round once; else the year as a whole.

    >>> [span.last.isoformat() for span in stretches_of_rule("FREQ=MONTHLY;INTERVAL=6", 2026)]
    ['2026-06-30', '2026-12-31']
    """
    parts = _parts(rule)
    given = parts.get("INTERVAL", "1")
    every = int(given) if given.isdecimal() else 0
    if "BYMONTH" in parts and every == 1 and parts["FREQ"] in ("YEARLY", "MONTHLY"):
        months = sorted({int(month) for month in parts["BYMONTH"].split(",") if month.isdecimal()})
        return tuple(Span.of_months(year, month, month) for month in months if 1 <= month <= 12)
    size = every if parts["FREQ"] == "MONTHLY" and every in _STRETCHES.values() else 12
    return tuple(Span.of_months(year, first, first + size - 1) for first in range(1, 13, size))


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";"))
