"""How the pages say when a deadline falls, and what the reader's browser counts to."""

from dataclasses import dataclass
from datetime import date

from generator.linking.agenda import HAPPENS, Span, Turn, days_named, timing_of
from generator.linking.portal import Due
from generator.pages.here import Here


@dataclass(frozen=True)
class MomentView:
    """A deadline's time: in words with the day the plan names, and in ISO 8601 what is counted to.

    `text` is None where the words of the plan have to stand for it. `last` tells the last day that complies where that
    is not the named one. Of `due`, `turns` and `first`–`until` at most one is given.
    """

    text: str | None
    last: str | None = None
    due: str | None = None
    turns: tuple[str, ...] = ()
    first: str | None = None
    until: str | None = None
    happens: bool = False


def moment_view(here: Here, due: Due) -> MomentView:
    timing, deadline = timing_of(due), due.deadline
    happens = deadline.kind in HAPPENS
    if deadline.date is not None:
        (turn,) = timing.turns
        if timing.opens:
            return MomentView(here.say("due.from", day=here.say.day(turn.named)), happens=happens)
        text = here.say("due.before", day=here.say.day(turn.named)) if timing.boundary == "before" else None
        return MomentView(text or here.say.day(turn.named), last_day(here, turn), turn.due.isoformat(), happens=happens)
    if deadline.precision == "recurring":
        shifted = timing.boundary == "before" and timing.turns
        last = here.say("due.last-each") if shifted else None
        turns = tuple(turn.due.isoformat() for turn in timing.turns)
        return MomentView(_days_of_rule(here, due) if turns else None, last, turns=turns, happens=happens)
    if timing.spans:
        (span,) = timing.spans
        text = span_text(here, span)
        if timing.boundary == "before":
            # “Trước tháng 7” ends before the month it names; the reader of deadlines is asked, the browser is not.
            return MomentView(here.say("due.before-span", span=text), happens=happens)
        return MomentView(text, first=span.first.isoformat(), until=span.last.isoformat(), happens=happens)
    return MomentView(None, happens=happens)


def _days_of_rule(here: Here, due: Due) -> str | None:
    """The days a rule names in each of its turns, as a plan would say them: “ngày 25 hằng tháng”."""
    timing, rule = timing_of(due), due.deadline.rrule or ""
    days = days_named(rule)
    if days is None:
        return None
    listed = ", ".join(here.say("due.last-of-month") if day == -1 else str(day) for day in days.days)
    key = "due.days-of-months" if days.months else "due.days-of-every-month"
    said = here.say(key, days=listed, months=", ".join(map(str, days.months)))
    return here.say("due.before-days", days=said) if timing.boundary == "before" else said


def last_day(here: Here, turn: Turn) -> str | None:
    """The last day that complies, where it is not the named one."""
    if turn.due == turn.named:
        return None
    return here.say("due.last", day=here.say.day(turn.due), named=here.say.day(turn.named))


def span_text(here: Here, span: Span) -> str:
    """A stretch as a plan would name it: “Quý III/2026”, “6 tháng đầu năm 2026”, “2021–2025”."""
    first, last = span.first, span.last
    if span.months % 12 == 0 and first.month == 1:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if span.months == 6 and first.month in (1, 7):
        return here.say(f"span.half-{1 if first.month == 1 else 2}", year=first.year)
    if span.months == 3 and first.month % 3 == 1:
        return here.say("span.quarter", quarter=quarter(first), year=first.year)
    if span.months == 1:
        return here.say("span.month", month=here.say(f"month.{first.month}"), year=first.year)
    months = {"first": here.say(f"month.{first.month}"), "last": here.say(f"month.{last.month}")}
    return here.say("span.months", **months, year=first.year)


def quarter(day: date) -> str:
    return ("I", "II", "III", "IV")[(day.month - 1) // 3]
