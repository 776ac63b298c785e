"""Calendars (lịch) to subscribe to: the dated deadlines of all plans, and of each body, as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone, TimezoneStandard, Todo, vText

from generator.linking.agenda import HAPPENS, timing_of
from generator.linking.portal import Due, Portal
from generator.model.bodies import Body
from generator.model.deadlines import Deadline
from generator.model.plans import Plan
from generator.pages.addresses import Addresses
from generator.pages.atom import UNDATED
from generator.pages.frame import TextFile


def calendar_address(body: Body | None = None) -> str:
    """Where a calendar is published: `calendar/all.ics`, or the body's own."""
    return f"calendar/{body.id if body else 'all'}.ics"


@lru_cache(maxsize=1)
def calendars_of(portal: Portal) -> tuple[TextFile, ...]:
    """The calendar of all plans and one of every body; a body without dated deadlines has an empty one.

    So has a body that is no longer in the register: programs that subscribed to it go on asking.
    """
    everyone = everyones_calendar(portal)
    subscribed = {one.address for one in portal.model.locked if one.kind == "file"}
    bodies = (*portal.model.bodies, *portal.model.successors)
    own = [TextFile(calendar_address(one), _calendar(portal, one.name.vi, portal.dues_of(one))) for one in bodies]
    gone = [(f"calendar/{one.id}.ics", one) for one in portal.model.removals if one.kind == "body"]
    left = [
        TextFile(address, _calendar(portal, removal.name.vi if removal.name else removal.id, ()))
        for address, removal in gone
        if address in subscribed
    ]
    # A body may be called “all”; its page has its deadlines.
    return everyone, *(file for file in (*own, *left) if file.address != everyone.address)


def everyones_calendar(portal: Portal) -> TextFile:
    """The calendar of all plans."""
    return TextFile(calendar_address(), _calendar(portal, portal.settings.name.vi, portal.dues))


def _calendar(portal: Portal, name: str, dues: Iterable[Due]) -> str:
    calendar = Calendar()
    calendar.add("prodid", f"-//{_host(portal)}//plan-portal//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # Outlook and Apple read the name of RFC 7986 under its older one as well.
    # The library knows no type of these two and would leave their commas and semicolons as they are.
    calendar.add("name", vText(name), encode=False)
    calendar.add("x-wr-calname", vText(name), encode=False)
    calendar.add("x-wr-timezone", portal.settings.time_zone)
    calendar.add_component(_time_zone(portal.settings.time_zone))
    for due in dues:
        if due.deadline.precision == "day" and due.deadline.date is not None:
            calendar.add_component(_entry(portal, due, due.deadline, due.deadline.date))
    text: bytes = calendar.to_ical()
    return text.decode()


def _time_zone(name: str) -> Timezone:
    """Seven hours ahead all year; with it a calendar without a dated deadline still has the component it must have."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", name)
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001 the local time at which the zone began
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _entry(portal: Portal, due: Due, deadline: Deadline, day: date) -> Event | Todo:
    """A day to be there as an event, a duty as a to-do with its last day, or its first where the words name that."""
    plan, unit = due.located.plan, due.located.unit
    happens = deadline.kind in HAPPENS
    entry: Event | Todo = Event() if happens else Todo()
    number, changed = revision_of(plan, deadline)
    entry.add("uid", f"{plan.id}.{deadline.id}@{_host(portal)}")
    entry.add("sequence", number)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("summary", deadline.name.vi if deadline.name else deadline.words, parameters={"language": "vi"})
    entry.add("description", _description(portal, due, deadline))
    entry.add("url", portal.settings.address + Addresses("vi").unit(due.located))
    entry.add("categories", [f"{plan.id}/{unit.id}"])
    if happens:
        entry.add("dtstart", day)
        entry.add("dtend", day + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    elif timing_of(due).opens:
        entry.add("dtstart", day)
    else:
        # “Trước ngày 15/11” names the 15th; the summary has the words, and the 14th is the last day to do it.
        entry.add("due", timing_of(due).turns[0].due)
    return entry


def _description(portal: Portal, due: Due, deadline: Deadline) -> str:
    """The words of the plan, then the English and where it stands."""
    lines = [f"“{deadline.words}”"]
    english = deadline.name.en if deadline.name else None
    if english:
        lines.append(english)
    if "en" in portal.settings.languages:
        lines.append(portal.settings.address + Addresses("en").unit(due.located))
    return "\n".join(lines)


def revision_of(plan: Plan, deadline: Deadline) -> tuple[int, datetime]:
    """How often the plan's revisions changed a deadline, and when last; `UNDATED` where that revision has no day."""
    own = {plan.head.revisions[0].id, *deadline.revised}
    days = [revision.date for revision in plan.head.revisions if revision.id in own and revision.date is not None]
    return len(deadline.revised), datetime.combine(max(days), time(), UTC) if days else UNDATED


def _host(portal: Portal) -> str:
    return urlsplit(portal.settings.address).hostname or portal.settings.address
