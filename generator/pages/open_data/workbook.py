"""The tables as one XLSX workbook (ISO/IEC 29500), a sheet for each; every cell is text, so nothing is calculated.

A text longer than a cell may be is cut: the cell ends with `CUT`, and the sheet `continued` holds what follows.
"""

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

from generator.pages.frame import BinaryFile
from generator.pages.open_data.csv_files import cell_text
from generator.pages.open_data.tables import Table

ADDRESS = "download/portal.xlsx"
CONTINUED = "continued"
CUT = " […]"

# Of a cell's text; counted in UTF-16 code units, as Excel does.
_LONGEST = 32_767

# A file of the same data has the same bytes: the day is the beginning of the ZIP format's calendar, not a fact.
_MADE = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


class RowsExceeded(ValueError):
    """A table has more rows than a sheet may have."""


@dataclass(frozen=True)
class Sheet:
    """A named sheet of texts; the first row names the columns. Empty texts are empty cells."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False


def workbook_file(tables: Iterable[Table]) -> BinaryFile:
    """The workbook of all tables; the same tables give the same bytes with the same zlib."""
    whole = [
        Sheet(
            table.name,
            tuple(column.name for column in table.columns),
            tuple(tuple(cell_text(cell) for cell in row) for row in table.rows),
        )
        for table in tables
    ]
    return BinaryFile(ADDRESS, workbook(_fitting(whole)))


def _fitting(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """The sheets with every text cut where a cell ends, and the rest on a sheet of its own."""
    rest: list[tuple[str, ...]] = []
    for sheet in sheets:
        rows = []
        for number, row in enumerate(sheet.rows, 2):
            # However wide its characters are, a text of half the length fits.
            if 2 * max(map(len, row), default=0) <= _LONGEST:
                rows.append(row)
                continue
            cells = []
            for column, text in zip(sheet.columns, row, strict=True):
                first, *more = parts(text)
                cells.append(first + CUT if more else first)
                rest += [(sheet.name, str(number), column, str(place), part) for place, part in enumerate(more, 1)]
            rows.append(tuple(cells))
        yield Sheet(sheet.name, sheet.columns, tuple(rows))
    if rest:
        yield Sheet(CONTINUED, ("sheet", "row", "column", "place", "text"), tuple(rest))


def parts(text: str) -> list[str]:
    """A text cut into pieces that fit a cell together with `CUT`; whole where it fits as it is."""
    if _units(text) <= _LONGEST:
        return [text]
    longest = _LONGEST - len(CUT)
    found, begun, units = [], 0, 0
    for place, character in enumerate(text):
        width = _units(character)
        if units + width > longest:
            found.append(text[begun:place])
            begun, units = place, 0
        units += width
    return [*found, text[begun:]]


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The bytes of a workbook whose cells all fit, formatted as text so that what is typed stays as typed."""
    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True})
    book.set_properties({"created": _MADE})
    as_text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    heading = book.add_format({"num_format": "@", "bold": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.set_column(0, max(len(sheet.columns) - 1, 0), 24, as_text)
        page.freeze_panes(1, 0)
        if sheet.hidden:
            page.hide()
        for number, row in enumerate((sheet.columns, *sheet.rows)):
            for place, text in enumerate(row):
                if text and page.write_string(number, place, text, as_text if number else heading):
                    raise RowsExceeded(sheet.name)
    book.close()
    return written.getvalue()
