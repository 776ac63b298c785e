"""Dates as Vietnamese and English documents print them."""

import re
from dataclasses import dataclass
from datetime import date

from generator.linking.citations.folding import Folded
from generator.linking.citations.forms import GAP, SPACE

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_NUMERIC = rf"(?P<day>\d{{1,2}}){GAP}[/.-]{GAP}(?P<month>\d{{1,2}}){GAP}[/.-]{GAP}(?P<year>\d{{4}})(?!\d)"
_WORDED = rf"(?P<wday>\d{{1,2}}){GAP}tháng{GAP}(?P<wmonth>\d{{1,2}}){GAP}(?:,{GAP})?năm{GAP}(?P<wyear>\d{{4}})(?!\d)"
_ENGLISH = (
    rf"(?P<eday>\d{{1,2}}){SPACE}(?P<emonth>{_MONTH}),?{SPACE}(?P<eyear>\d{{4}})(?!\d)"
    rf"|(?P<amonth>{_MONTH}){SPACE}(?P<aday>\d{{1,2}}),?{SPACE}(?P<ayear>\d{{4}})(?!\d)"
)
_LEAD = rf"{GAP}[,(]?{GAP}(?:(?:được{SPACE})?ban{SPACE}hành{SPACE}|ký{SPACE})?"
# “ngày ngày 5/3/2020”: the doubled word is the typist's, the date is the document's.
_DATED = re.compile(
    rf"{_LEAD}(?:(?:(?:ngày{SPACE}){{1,2}}|(?<=\())(?:{_NUMERIC}|{_WORDED})|(?:dated|of|on){SPACE}(?:{_ENGLISH}))"
)
_BARE_ENGLISH = re.compile(rf"{_LEAD}(?:{_ENGLISH})")
_MONTH_ONLY = re.compile(rf"{_LEAD}tháng{SPACE}(?P<month>\d{{1,2}}){GAP}(?:/|năm){GAP}(?P<year>(?:19|20)\d\d)(?!\d)")
_YEAR_ONLY = re.compile(rf"{_LEAD}(?:năm{SPACE})?(?P<year>(?:19|20)\d\d)(?![\w/]|[-.,]\d)\)?")
_ANYWHERE = re.compile(rf"(?:{_NUMERIC}|{_WORDED})")


@dataclass(frozen=True)
class PrintedDay:
    """A date at its place: `value` as precise as printed (2024-01-18, 2024-01, 2024), `iso` a whole day or None."""

    start: int
    end: int
    value: str
    iso: date | None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _read(match: re.Match[str], start: int) -> PrintedDay | None:
    found = match.groupdict()
    for prefix in ("", "w", "e", "a"):
        if found.get(f"{prefix}day"):
            month = found[f"{prefix}month"]
            number = str(_MONTHS.index(month) + 1) if month in _MONTHS else month
            day = _day(found[f"{prefix}year"], number, found[f"{prefix}day"])
            return PrintedDay(start, match.end(), day.isoformat() if day else "", day)
    return None


def day_at(folded: Folded, at: int) -> PrintedDay | None:
    """The date printed right after a place: “ngày 27/10/2021”, “, ngày 20/9/2022”, “dated 27 October 2021”."""
    match = _DATED.match(folded.lower, at) or _BARE_ENGLISH.match(folded.lower, at)
    return _read(match, at) if match else None


_STATED_YEAR = re.compile(
    rf"(?:{_LEAD}(?:từ{SPACE})?năm{SPACE}|{GAP}\({GAP})(?P<year>(?:19|20)\d\d)(?![\w/]|{GAP}[-–]{GAP}\d|[.,]\d)\)?"
)


def year_at(folded: Folded, at: int) -> PrintedDay | None:
    """The month or the year printed right after a symbol that has none: “15/KH-UBND năm 2029”, “tháng 3/2029”."""
    match = _MONTH_ONLY.match(folded.lower, at)
    if match and 1 <= int(match["month"]) <= 12:
        return PrintedDay(at, match.end(), f"{match['year']}-{int(match['month']):02}", None)
    match = _STATED_YEAR.match(folded.lower, at)
    return PrintedDay(at, match.end(), match["year"], None) if match else None


def date_at(folded: Folded, at: int) -> PrintedDay | None:
    """The date after the name of a law, which may be a year alone: “năm 2024”, “2024”, “(năm 2013)”."""
    day = day_at(folded, at)
    if day is not None:
        return day
    match = _MONTH_ONLY.match(folded.lower, at)
    if match and 1 <= int(match["month"]) <= 12:
        return PrintedDay(at, match.end(), f"{match['year']}-{int(match['month']):02}", None)
    match = _YEAR_ONLY.match(folded.lower, at)
    return PrintedDay(at, match.end(), match["year"], None) if match else None


def days_between(folded: Folded, start: int, end: int) -> list[PrintedDay]:
    """Every whole date of a stretch."""
    found = (_read(match, match.start()) for match in _ANYWHERE.finditer(folded.lower, start, end))
    return [day for day in found if day is not None]
