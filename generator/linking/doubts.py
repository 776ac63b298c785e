"""Deadlines whose facts are not what their words say: readers are shown both, so an editor has to look."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from generator.linking.agenda import mentions
from generator.linking.portal import Due, Portal
from generator.model.deadlines import Deadline
from generator.model.scalars import years_contradict

Doubt = Literal["deadline-no-such-day", "deadline-another-day", "deadline-no-day", "deadline-other-years"]
"""The code of a warning."""

_DAY = re.compile(
    r"(?<![\d/.,-])(?P<day>\d{1,2})\s*(?:[/.-]\s*|tháng\s*)(?P<month>\d{1,2})"
    r"(?:\s*(?:[/.-]|,?\s*năm)\s*(?P<year>\d{4}))?(?![\d/])"
)
_DAY_OF_RULE = re.compile(r"BYMONTHDAY=([0-9,+-]+)")


def doubts(portal: Portal) -> Iterator[tuple[Due, Doubt]]:
    """The deadlines of the plans whose day, days or years their words do not give, each with what is wrong."""
    for due in portal.dues:
        if found := doubt_of(due.deadline, due.located.plan.head.year):
            yield due, found


def doubt_of(deadline: Deadline, year: int) -> Doubt | None:
    """What the words of a deadline of a plan's year say against its facts; nothing where `derivation` explains them.

    >>> doubt_of(Deadline(id="d", kind="activity", words="trước 30/6", precision="day", date="2031-06-29"), 2031)
    'deadline-another-day'
    """
    if deadline.derivation is not None:
        return None
    if deadline.date is not None:
        return _of_day(deadline, deadline.date, year)
    if deadline.rrule is not None:
        return _of_rule(deadline, deadline.rrule, year)
    if deadline.interval is not None:
        agrees = not years_contradict(deadline.words, deadline.interval.start, deadline.interval.end)
        return None if agrees else "deadline-other-years"
    return None


def _of_day(deadline: Deadline, day: date, year: int) -> Doubt | None:
    printed = [
        (int(match["day"]), int(match["month"]), int(match["year"] or day.year))
        for match in _DAY.finditer(deadline.words)
    ]
    if (day.day, day.month, day.year) in printed:
        return None
    read = mentions(deadline, year)
    if any(day.isoformat() == mention.named or day == mention.due for mention in read):
        return None
    if any(mention.reason == "no-such-day" for mention in read):
        return "deadline-no-such-day"
    if printed or any(mention.due is not None for mention in read):
        return "deadline-another-day"
    return "deadline-no-day"


def _of_rule(deadline: Deadline, rule: str, year: int) -> Doubt | None:
    read = mentions(deadline, year)
    if any(mention.reason == "no-such-day" for mention in read):
        return "deadline-no-such-day"
    given, named = _days(rule), {day for mention in read for day in _days(mention.rrule)}
    return "deadline-another-day" if given and named and not given & named else None


def _days(rule: str) -> set[str]:
    return {day for days in _DAY_OF_RULE.findall(rule) for day in days.split(",")}
