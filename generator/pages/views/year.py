"""A year at a glance (toàn cảnh một năm): a picture of months and days, and the same as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.linking.agenda import Span, Timing, timing_of
from generator.linking.portal import Due
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.moments import span_text
from generator.pages.typography import excerpt

# Measures of the picture in its own units; as wide as a narrow phone, so that its words keep their size there.
_MONTH, _DAY, _LANE, _ROW, _HEAD = 30, 5.75, 32, 24, 34
_DAYS_END = _MONTH + 31 * _DAY
WIDTH = round(_DAYS_END + 4 + 4 * _LANE)
HEIGHT = _HEAD + 12 * _ROW + 2

_LANES = ("month", "quarter", "half", "year")
_TICKS = (1, 5, 10, 15, 20, 25, 31)
# So many of a day are told by the height of its mark; its title has the number.
_TALLEST = 3


@dataclass(frozen=True)
class YearEntry:
    """A deadline in the table: what it is, where it is told in full, and where it stands in the plan."""

    anchor: str
    link: Link
    unit: Link


@dataclass(frozen=True)
class YearRow:
    """A day or a stretch of the year and what falls there; `open` where the words give the turn and no day."""

    id: str
    when: str
    machine_date: str | None
    note: str
    entries: tuple[YearEntry, ...]


@dataclass(frozen=True)
class Mark:
    """A mark of the picture: a day or a stretch, how many deadlines it stands for, and where they are listed."""

    x: float
    y: float
    width: float
    height: float
    title: str
    href: str
    anchors: tuple[str, ...]
    open: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class Words:
    """Words in the picture."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class YearView:
    """One year: the picture's parts, and the table's rows in order of time."""

    year: int
    title: str
    description: str
    width: int
    height: int
    row: int
    head: int
    days_at: int
    days_width: float
    months: tuple[Words, ...]
    ticks: tuple[Words, ...]
    lanes: tuple[Words, ...]
    days: tuple[Mark, ...]
    cells: tuple[Mark, ...]
    rows: tuple[YearRow, ...]


@dataclass(frozen=True)
class _Placed:
    """A deadline at one of its places in a year; a day is a span of one day."""

    span: Span
    is_day: bool
    open: bool
    due: Due


def year_views(here: Here, dues: Sequence[Due]) -> tuple[YearView, ...]:
    """A picture of every plan's year and of every other year in which something falls on a day or within a year."""
    years = {plan.head.year for plan in here.portal.model.plans}
    for timing in map(timing_of, dues):
        years |= {turn.named.year for turn in timing.turns}
        years |= {span.first.year for span in timing.spans if span.months < 12}
    return tuple(_year_view(here, year, dues) for year in sorted(years))


def unplaced(dues: Iterable[Due], years: Iterable[int]) -> tuple[Due, ...]:
    """What has a time and stands in no picture of these years: spans of other years, and what cannot be placed."""
    shown = set(years)
    return tuple(
        due
        for due in dues
        if due.deadline.precision != "undetermined"
        and not any(span.touches(year) for year in shown for span in timing_of(due).spans)
        and not any(turn.named.year in shown for turn in timing_of(due).turns)
    )


def _year_view(here: Here, year: int, dues: Sequence[Due]) -> YearView:
    placed = sorted(
        (place for due in dues for place in _places(due, timing_of(due), year)),
        key=lambda p: (not p.is_day, p.span.months, p.span.first, p.open),
    )
    rows: list[YearRow] = []
    days: list[Mark] = []
    stretches: dict[_Stretch, list[tuple[Span, YearRow]]] = {}
    for spans, found in _together(here, placed):
        row = _row(here, year, spans, found)
        rows.append(row)
        if found[0].is_day:
            days.append(_day_mark(here, spans[0].first, row))
        for span in () if found[0].is_day else spans:
            # What fills the same months of the year is one cell, whatever years it runs through beyond.
            stretches.setdefault(_stretch(year, span, found[0].open), []).append((span, row))
    cells = [_cell(here, stretch, held) for stretch, held in stretches.items()]
    dated = sum(len(mark.anchors) for mark in days)
    title = here.say("year.title", year=year)
    facts = {"dated": dated, "days": len(days), "spans": sum(len(mark.anchors) for mark in cells)}
    return YearView(
        year=year,
        title=title,
        description=here.say("year.description" if placed else "year.empty", year=year, **facts),
        width=WIDTH,
        height=HEIGHT,
        row=_ROW,
        head=_HEAD,
        days_at=_MONTH,
        days_width=31 * _DAY,
        months=tuple(Words(0, _HEAD + (m - 0.5) * _ROW + 4, here.say(f"month-short.{m}")) for m in range(1, 13)),
        ticks=tuple(Words(_MONTH + (day - 0.5) * _DAY, _HEAD - 8, str(day)) for day in _TICKS),
        lanes=tuple(
            Words(_DAYS_END + 4 + (at + 0.5) * _LANE, _HEAD - 8, here.say(f"year.lane.{lane}"))
            for at, lane in enumerate(_LANES)
        ),
        days=tuple(days),
        cells=_side_by_side(cells),
        rows=tuple(rows),
    )


def _places(due: Due, timing: Timing, year: int) -> Iterable[_Placed]:
    for turn in timing.turns:
        if turn.named.year == year:
            yield _Placed(Span(turn.named, turn.named), True, False, due)
    for span in timing.spans:
        if span.touches(year):
            yield _Placed(span, False, due.deadline.precision == "recurring", due)


def _together(here: Here, placed: Iterable[_Placed]) -> list[tuple[list[Span], list[_Placed]]]:
    """What falls at the same place; the turns of the same recurring deadlines are together too."""
    rows: dict[tuple[object, ...], tuple[list[Span], list[_Placed]]] = {}
    for (span, is_day, is_open), group in groupby(placed, key=lambda p: (p.span, p.is_day, p.open)):
        found = list(group)
        dues = tuple(here.portal.due_name(place.due) for place in found)
        rows.setdefault((is_open, dues) if is_open else (span, is_day), ([], found))[0].append(span)
    return list(rows.values())


def _row(here: Here, year: int, spans: Sequence[Span], found: Sequence[_Placed]) -> YearRow:
    span, is_day, is_open = spans[0], found[0].is_day, found[0].open
    end = "" if is_day else f"-{span.last.isoformat()}"
    return YearRow(
        id=f"y{year}-{span.first.isoformat()}{end}{'-open' if is_open else ''}",
        when=here.say.day(span.first) if is_day else "; ".join(span_text(here, span) for span in spans),
        machine_date=span.first.isoformat() if is_day else None,
        note=here.say("year.open") if is_open else "",
        entries=tuple(year_entry(here, place.due) for place in found),
    )


def year_entry(here: Here, due: Due) -> YearEntry:
    anchor = here.portal.due_name(due)
    return YearEntry(anchor, Link(due_label(here, due), f"#{anchor}"), here.unit_anywhere(due.located))


def due_label(here: Here, due: Due) -> Label:
    """What a deadline is called in a list: its name, else the words that set it."""
    deadline = due.deadline
    if deadline.name:
        return here.read(deadline.name)
    words = excerpt(deadline.words)
    return here.quoted(f"{words} ({deadline.token})" if deadline.token else words)


def _day_mark(here: Here, day: date, row: YearRow) -> Mark:
    anchors = tuple(entry.anchor for entry in row.entries)
    height = 8 + 12 * min(len(anchors), _TALLEST) / _TALLEST
    top = _HEAD + (day.month - 0.5) * _ROW - height / 2
    title = _title(here, row.when, (row,))
    return Mark(_MONTH + (day.day - 1) * _DAY, top, _DAY, height, title, _href((row,)), anchors)


@dataclass(frozen=True)
class _Stretch:
    """Months of the year in the lane for their length."""

    lane: int
    begin: int
    end: int
    open: bool


def _stretch(year: int, span: Span, is_open: bool) -> _Stretch:
    begin = span.first.month if span.first.year == year else 1
    end = span.last.month if span.last.year == year else 12
    lane = next((at for at, months in enumerate((1, 3, 6)) if end - begin < months), 3)
    return _Stretch(lane, begin, end, is_open)


def _cell(here: Here, stretch: _Stretch, held: Sequence[tuple[Span, YearRow]]) -> Mark:
    rows = [row for _, row in held]
    when = "; ".join(span_text(here, span) for span, _ in held)
    return Mark(
        _DAYS_END + 4 + stretch.lane * _LANE + 1.5,
        _HEAD + (stretch.begin - 1) * _ROW + 1.5,
        _LANE - 3,
        (stretch.end - stretch.begin + 1) * _ROW - 3,
        _title(here, when, rows),
        _href(rows),
        tuple(entry.anchor for row in rows for entry in row.entries),
        stretch.open,
    )


def _title(here: Here, when: str, rows: Sequence[YearRow]) -> str:
    entries = [entry for row in rows for entry in row.entries]
    what = here.say.count("year.count", len(entries))
    if len(entries) == 1:
        # A title has one language: on a page of another the words of the plan stand in the table beside.
        entry = entries[0]
        what = (entry.link if entry.link.label.language == here.language else entry.unit).label.text
    return f"{when}: {what}" + (f" ({rows[0].note})" if rows[0].note else "")


def _href(rows: Sequence[YearRow]) -> str:
    """To the deadline itself, or where several are listed."""
    entries = [entry for row in rows for entry in row.entries]
    return entries[0].link.href if len(entries) == 1 else f"#{rows[0].id}"


def _side_by_side(cells: Sequence[Mark]) -> tuple[Mark, ...]:
    """The cells of a lane that would cover each other, each on its part of the lane's width."""
    fitted = []
    for _, group in groupby(sorted(cells, key=lambda c: (c.x, c.y, -c.height)), key=lambda c: c.x):
        lane = list(group)
        cluster: list[Mark] = []
        bottom = -1.0
        for cell in [*lane, None]:
            if cell is None or cell.y >= bottom:
                fitted += _shared(cluster)
                cluster = []
            if cell is not None:
                cluster.append(cell)
                bottom = max(bottom if len(cluster) > 1 else -1.0, cell.y + cell.height)
    return tuple(fitted)


def _shared(cluster: Sequence[Mark]) -> list[Mark]:
    """Cells that overlap in time, in as few columns as they need; more columns than can be told apart become one."""
    ends: list[float] = []
    columns = []
    for cell in cluster:
        column = next((at for at, end in enumerate(ends) if cell.y >= end), len(ends))
        if column == len(ends):
            ends.append(0)
        ends[column] = cell.y + cell.height
        columns.append(column)
    if not cluster:
        return []
    width = cluster[0].width / len(ends)
    return [
        Mark(
            cell.x + column * width, cell.y, width - (1 if len(ends) > 1 else 0), cell.height, cell.title, cell.href,
            cell.anchors, cell.open,
        )
        for cell, column in zip(cluster, columns, strict=True)
    ]  # fmt: skip
