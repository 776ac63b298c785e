"""Points of the calendar as a text names them: a day, a month, a quarter, a half-year, a year, a span of years."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from generator.linking.deadlines.calendar_words import MONTH, NUMBER, QUARTER, YEAR, number, quarter

PointPrecision = Literal["day", "month", "quarter", "half-year", "year", "period"]
Edge = Literal["", "start", "middle", "end"]


@dataclass(frozen=True)
class Point:
    """A stretch of the calendar between two months or on one day; `year` is None where the text prints none.

    `first` and `last` are months of the year, `day` is given for a day alone; `since` is the first year of a span,
    `from_day` the first of several days of a month (“ngày 15-16/6”), of which `day` is the last.
    """

    precision: PointPrecision
    year: int | None
    first: int = 1
    last: int = 12
    day: int | None = None
    since: int | None = None
    edge: Edge = ""
    from_day: int | None = None

    def at(self, year: int) -> "Point":
        return replace(self, year=year)

    @property
    def begins(self) -> date | None:
        """Its first day; None without a year or for a day the calendar does not have (31/4)."""
        return self._day(self.since or self.year, self.first, self.from_day or self.day or 1)

    @property
    def ends(self) -> date | None:
        """Its last day."""
        if self.year is None:
            return None
        return self._day(self.year, self.last, self.day or monthrange(self.year, self.last)[1])

    @staticmethod
    def _day(year: int | None, month: int, day: int) -> date | None:
        if year is None or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
            return None
        return date(year, month, day)

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day in the year, or in some year where none is printed."""
        at = self if self.year is not None else self.at(2024)
        return at.ends is not None and at.begins is not None and at.begins <= at.ends

    @property
    def named(self) -> str:
        """As ISO 8601 has it, with `Q3` and `H2` for quarters and halves: `2025-06-15`, `06-15`, `2026-Q3`."""
        if self.from_day:
            return f"{replace(self, day=self.from_day, from_day=None).named}/{replace(self, from_day=None).named}"
        year = "" if self.year is None else f"{self.year:04}"
        part = {
            "day": f"{self.first:02}-{self.day or 0:02}",
            "month": f"{self.first:02}" if self.first == self.last else f"{self.first:02}..{year}-{self.last:02}",
            "quarter": f"Q{self.last // 3}"
            if self.last - self.first == 2
            else f"Q{self.first // 3 + 1}..Q{self.last // 3}",
            "half-year": f"H{self.last // 6}",
            "year": "",
            "period": "",
        }[self.precision]
        if self.precision == "period":
            return f"{self.since}..{year}"
        if self.precision == "month" and not year:
            return f"month {self.first}"
        return "-".join(bit for bit in (year, part) if bit)


@dataclass(frozen=True)
class FoundPoint:
    """A point and where it stands in the compared text; `marked` where the words “ngày” or “tháng” introduce it."""

    point: Point
    start: int
    end: int
    marked: bool = True


_OF_YEAR = rf"(?: ?,? ?(?:của )?năm ?({YEAR})| ?[/-] ?({YEAR}))?"
_LEFT = r"(?<![\w/.,-])"

_DAY = re.compile(rf"(?:(ngày ?:? ?)|{_LEFT})(\d{{1,2}}) ?([/.-]) ?(\d{{1,2}}) ?\3 ?({YEAR})(?![/-]\w|\.\d)")
_ISO_DAY = re.compile(rf"(ngày )?{_LEFT}({YEAR})-(0[1-9]|1[0-2])-(\d\d)(?![\w/-]|\.\d)")
# “15/6/26”: of a year in two figures the century is ours; who was born in 85 is not due in 2085.
_DAY_OF_A_SHORT_YEAR = re.compile(rf"(ngày )?{_LEFT}(\d{{1,2}}) ?/ ?(\d{{1,2}}) ?/ ?([0-6]\d)(?![\w/%-]|[.,]\d)")
_DAY_IN_WORDS = re.compile(rf"(?:ngày )?(?:mùng |mồng )?(?<!\w)(\d{{1,2}}),? ?tháng ({MONTH})(?!\w){_OF_YEAR}")
_SHORT_DAY = re.compile(
    rf"(?:(ngày ?:? ?)|{_LEFT})(\d{{1,2}}) ?[/-] ?(\d{{1,2}})(?![\w/%]|[-.,]\d)(?:,? (?:của )?năm ?({YEAR}))?"
)
_DOTTED_DAY = re.compile(r"ngày (\d{1,2})\.(\d{1,2})(?![\w]|[.,/-]\d)")
_DAYS_OF_MONTH = re.compile(
    rf"(?:(?:các )?ngày |{_LEFT}(?=\d{{1,2}} ?[-–] ?\d{{1,2}} ?/ ?\d{{1,2}} ?/ ?{YEAR}))"
    r"(\d{1,2}) ?[-–] ?(\d{1,2}) ?/ ?(\d{1,2})(?![\w%]|[-.,]\d)"
    rf"(?:(?: ?/ ?|,? (?:của )?năm ?)({YEAR}))?(?!\d| ?[/-] ?\d)"
)
_MONTHS = re.compile(
    rf"(?:các )?tháng ({MONTH})(?!\w| lần|/lần)(?:(?: ?[-–] ?| đến (?:hết )?)(?:tháng )?({MONTH})(?!\w))?{_OF_YEAR}"
)
_MONTH_IN_FIGURES = re.compile(rf"{_LEFT}t?(0?[1-9]|1[0-2]) ?[/-] ?({YEAR})(?![/-]\w|\.\d)")
_QUARTERS = re.compile(rf"qu[ýí] ({QUARTER})(?:(?: ?[-–] ?| đến (?:hết )?)(?:qu[ýí] )?({QUARTER}))?{_OF_YEAR}")
_QUARTER_IN_SHORT = re.compile(rf"q\.? ?({QUARTER})() ?[/-] ?({YEAR})(?![/-]\w|\.\d)")
_HALF = re.compile(
    rf"(?:(?:0?6|sáu) tháng|nửa) (đầu|cuối)(?: (?:của )?năm(?! (?:sau|trước|học))(?: ({YEAR}))?)?(?: ?/? ?({YEAR}))?"
)
_YEARS = re.compile(rf"(?:các )?năm ({YEAR})(?:(?: ?[-–] ?| đến | và | đến hết )(?:năm )?({YEAR}))?")
_SPAN = re.compile(rf"giai đoạn (?:từ )?(?:năm )?({YEAR})(?: ?[-–] ?| đến (?:hết )?)(?:năm )?({YEAR})")
_BARE_SPAN = re.compile(rf"{_LEFT}({YEAR}) ?[-–] ?({YEAR})(?![/-]\w)")
_BARE_YEAR = re.compile(rf"{_LEFT}({YEAR})(?![\w/.-])")
_EDGE = re.compile(r"(đầu|cuối|giữa|thượng tuần|trung tuần|hạ tuần) (?=tháng|qu[ýí]|năm)")
_YEAR_ALONE = re.compile(r"năm(?! (?:\d|học|sau|trước|tiếp|kế|liền|báo|một|hai))(?!\w)")
_EDGES: dict[str, Edge] = {
    "đầu": "start", "thượng tuần": "start", "giữa": "middle", "trung tuần": "middle", "cuối": "end", "hạ tuần": "end",
}  # fmt: skip


def _year(*groups: str | None) -> int | None:
    return next((int(group) for group in groups if group), None)


def _day(text: str, at: int) -> FoundPoint | None:
    if match := _DAYS_OF_MONTH.match(text, at):
        since, day, month, year = match.groups()
        found = _of_day(match, int(day), int(month), _year(year), True)
        if found is None or not 1 <= int(since) < int(day):
            return None
        return replace(found, point=replace(found.point, from_day=int(since)))
    if match := _DAY.match(text, at):
        marked, day, _, month, year = match.groups()
        return _of_day(match, int(day), int(month), int(year), bool(marked))
    if match := _ISO_DAY.match(text, at):
        marked, year, month, day = match.groups()
        return _of_day(match, int(day), int(month), int(year), bool(marked))
    if match := _DAY_OF_A_SHORT_YEAR.match(text, at):
        marked, day, month, year = match.groups()
        return _of_day(match, int(day), int(month), 2000 + int(year), bool(marked))
    if match := _DAY_IN_WORDS.match(text, at):
        day, month, *years = match.groups()
        return _of_day(match, int(day), number(month), _year(*years), True)
    if match := _DOTTED_DAY.match(text, at):
        return _of_day(match, int(match[1]), int(match[2]), None, True)
    if match := _SHORT_DAY.match(text, at):
        marked, day, month, year = match.groups()
        return _of_day(match, int(day), int(month), _year(year), bool(marked))
    return None


def _of_day(match: re.Match[str], day: int, month: int, year: int | None, marked: bool) -> FoundPoint | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return FoundPoint(Point("day", year, month, month, day), match.start(), match.end(), marked)


def _stretch(
    precision: PointPrecision, size: int, read: Callable[[str], int]
) -> Callable[[re.Match[str]], Point | None]:
    def stretch(match: re.Match[str]) -> Point | None:
        first, second, *years = match.groups()
        begin, end = read(first), read(second or first)
        if end < begin:
            return None
        return Point(precision, _year(*years), (begin - 1) * size + 1, end * size)

    return stretch


def _months_in_figures(match: re.Match[str]) -> Point:
    return Point("month", int(match[2]), int(match[1]), int(match[1]))


def _half(match: re.Match[str]) -> Point:
    first = 1 if match[1] == "đầu" else 7
    return Point("half-year", _year(match[2], match[3]), first, first + 5)


def _years(match: re.Match[str]) -> Point | None:
    first, last = int(match[1]), int(match[2] or match[1])
    if last <= first and match[2]:
        return None
    return Point("period", last, since=first) if match[2] else Point("year", last)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Point | None], bool], ...] = (
    (_MONTHS, _stretch("month", 1, number), True),
    (_MONTH_IN_FIGURES, _months_in_figures, False),
    (_QUARTERS, _stretch("quarter", 3, quarter), True),
    (_QUARTER_IN_SHORT, _stretch("quarter", 3, quarter), True),
    (_HALF, _half, True),
    (_SPAN, _years, True),
    (_YEARS, _years, True),
)


_NEXT_QUARTER = re.compile(rf"({QUARTER})(?! ?[/.-] ?\d{{1,2}} ?[/.-])(){_OF_YEAR}")
_NEXT_MONTH = re.compile(rf"({MONTH})(?![\w/]| tháng| ngày)(){_OF_YEAR}")
_MONTH_OF_THE_DAY = re.compile(rf"(?:tháng )?({MONTH})(?![\w/]| tháng| ngày| giờ|h){_OF_YEAR}")


def next_point_at(text: str, at: int, found: FoundPoint) -> FoundPoint | None:
    """The next of several months or quarters under one “tháng” or “quý”: “tháng 3, 6, 9”, “quý III và IV/2026”,
    “ngày 20 tháng 6 và tháng 12”."""
    before, words = found.point, text[found.start : found.end]
    if before.precision == "day" and ("tháng" in words or words.isdecimal()):
        month = _MONTH_OF_THE_DAY.match(text, at) if before.year is None and before.day else None
        if month is None or not before.day:
            return None
        value = number(month[1])
        return FoundPoint(Point("day", _year(month[2], month[3]), value, value, before.day), at, month.end())
    pattern, size, read = (_NEXT_QUARTER, 3, quarter) if before.precision == "quarter" else (_NEXT_MONTH, 1, number)
    if before.precision not in ("quarter", "month") or before.year is not None or before.edge:
        return None
    if match := pattern.match(text, at):
        point = _stretch(before.precision, size, read)(match)
        return FoundPoint(point, at, match.end()) if point else None
    return None


def point_at(text: str, at: int, *, bare: bool = False) -> FoundPoint | None:
    """The point that begins at a place; a year or span without “năm” or “giai đoạn” only if `bare`.

    >>> point_at("quý iii/2026", 0).point.ends
    datetime.date(2026, 9, 30)
    """
    if found := _day(text, at):
        return found
    if edge := _EDGE.match(text, at):
        inner = point_at(text, edge.end())
        if inner is not None and inner.point.precision != "day":
            point = replace(inner.point, edge=_EDGES[edge[1]])
            return FoundPoint(point, at, inner.end)
        if inner is None and (alone := _YEAR_ALONE.match(text, edge.end())):
            return FoundPoint(Point("year", None, edge=_EDGES[edge[1]]), at, alone.end())
        return None
    for pattern, read, marked in _READERS:
        if match := pattern.match(text, at):
            read_point = read(match)
            return FoundPoint(read_point, at, match.end(), marked) if read_point else None
    if bare and (match := _BARE_SPAN.match(text, at)):
        span = _years(match)
        return FoundPoint(span, at, match.end(), False) if span else None
    if bare and (match := _BARE_YEAR.match(text, at)):
        return FoundPoint(Point("year", int(match[1])), at, match.end(), False)
    return None


__all__ = ["NUMBER", "FoundPoint", "Point", "PointPrecision", "point_at"]
