"""What a text says about time, and how the last day or the rule of recurrence follows from its words."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.linking.deadlines.points import Point, PointPrecision

MentionKind = Literal[
    "date", "period", "recurring", "recurring-nodate", "relative", "event", "continuous", "on-demand", "undetermined"
]
Boundary = Literal["", "before", "by", "within", "window"]
MentionPrecision = PointPrecision | Literal["recurring", "undetermined"]
Rule = Literal[
    "", "named-day", "day-before", "last-day-of-period", "day-before-period", "year-of-text", "frequency",
    "named-day-each-period", "named-day-after-year",
]  # fmt: skip
"""How the value came about; the words for a reader stand with the command and the pages."""
Reason = Literal[
    "", "no-cycle", "no-day", "expected", "part-of-period", "year-not-stated", "month-not-stated", "no-such-day",
    "counted-from-event", "event", "on-demand", "continuous", "period-not-stated",
]  # fmt: skip
"""Why no day follows."""


ReportingPeriod = Literal["month", "quarter", "half-year", "year"]
_REPORTING_PERIODS: dict[str, ReportingPeriod] = {
    "FREQ=MONTHLY": "month",
    "FREQ=MONTHLY;INTERVAL=3": "quarter",
    "FREQ=MONTHLY;INTERVAL=6": "half-year",
    "FREQ=YEARLY": "year",
}


@dataclass(frozen=True)
class DeadlineMention:
    """A time a text sets (thời hạn): its exact words in code points, what they name, and what follows from them.

    `named` is the point in the text, `due` the last day that still complies: “trước 15/6/2025” names the 15th and is
    due on the 14th. `due` is None and `reason` is filled where no day follows; nothing is guessed.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    named: str = ""
    boundary: Boundary = ""
    due: date | None = None
    rrule: str = ""
    precision: MentionPrecision = "undetermined"
    rule: Rule = ""
    reason: Reason = ""

    @property
    def reporting_periods(self) -> tuple[ReportingPeriod, ...]:
        """The periods of Nghị định 09/2019/NĐ-CP, Điều 12, for a report without a day: a suggestion, never its day."""
        if self.kind != "recurring-nodate" or "báo cáo" not in unicodedata.normalize("NFC", self.text).lower():
            return ()
        return tuple(_REPORTING_PERIODS[rule] for rule in self.rrule.split(" + ") if rule in _REPORTING_PERIODS)


@dataclass(frozen=True)
class Reading:
    """What a stretch of the compared text says; `start` and `end` are places in it."""

    start: int
    end: int
    kind: MentionKind
    named: str = ""
    boundary: Boundary = ""
    due: date | None = None
    rrule: str = ""
    precision: MentionPrecision = "undetermined"
    rule: Rule = ""
    reason: Reason = ""


def dated(start: int, end: int, point: Point, boundary: Boundary, *, through: bool, year_of_text: bool) -> Reading:
    """A point with its year. `through` where the named day itself complies (“trước 17 giờ ngày 15/6”)."""
    one_day = point.precision == "day" and not point.from_day
    kind: MentionKind = "date" if one_day else "period"
    if not point.exists:
        return Reading(start, end, "undetermined", reason="no-such-day", boundary=boundary)
    begins, ends = point.begins, point.ends
    if begins is None or ends is None:
        return Reading(start, end, "undetermined", point.named, boundary, reason="year-not-stated")
    if point.edge in ("start", "middle"):
        return Reading(start, end, "undetermined", point.named, boundary, reason="part-of-period")
    if boundary == "before" and not through:
        if point.edge:
            return Reading(start, end, "undetermined", point.named, boundary, reason="part-of-period")
        if begins == date.min:
            return Reading(start, end, "undetermined", point.named, boundary, reason="no-such-day")
        due = begins - timedelta(days=1)
        rule: Rule = "day-before" if point.precision == "day" else "day-before-period"
    else:
        due = ends
        rule = "named-day" if one_day else "last-day-of-period"
    precision = "period" if point.from_day else point.precision
    return Reading(
        start, end, kind, point.named, boundary, due, "", precision, "year-of-text" if year_of_text else rule
    )


def yearly(points: tuple[Point, ...], boundary: Boundary) -> str:
    """The rule of points named without a year, each year; several joined by ` + ` where their days differ.

    A month, quarter or half stands for its last day, with “trước” for its first, which the words name.
    """
    months_by_day: dict[int, list[int]] = {}
    for point in points:
        if point.precision == "day":
            day, month = point.day or 1, point.first
        elif boundary == "before":
            day, month = 1, point.first
        else:
            day, month = -1, point.last
        months_by_day.setdefault(day, []).append(month)
    return " + ".join(
        f"FREQ=YEARLY;BYMONTH={','.join(str(month) for month in sorted(set(months)))};BYMONTHDAY={day}"
        for day, months in months_by_day.items()
    )
