"""The XLSX workbook, read back by openpyxl: every cell text, nothing lost, the same bytes each time."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from generator.linking import Portal
from generator.pages.open_data.csv_files import cell_text
from generator.pages.open_data.files import portal_record
from generator.pages.open_data.tables import Column, Table, tables
from generator.pages.open_data.workbook import ADDRESS, CONTINUED, CUT, workbook_file
from tests.conftest import Site

Rows = list[tuple[str, ...]]


def read(content: bytes) -> dict[str, Rows]:
    """Each sheet's rows below its heading, cut texts joined again; fails on a cell that is not text."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    found: dict[str, list[list[str]]] = {}
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows())
        assert {cell.data_type for row in rows for cell in row if cell.value is not None} <= {"s"}
        found[sheet.title] = [[cell.value or "" for cell in row] for row in rows]
    for name, row, column, _, text in found.pop(CONTINUED, [[]])[1:]:
        cells = found[name][int(row) - 1]
        place = found[name][0].index(column)
        cells[place] = cells[place].removesuffix(CUT) + text + CUT
    for name, row, column in {tuple(line[:3]) for line in _continued(book)}:
        cells = found[name][int(row) - 1]
        place = found[name][0].index(column)
        cells[place] = cells[place].removesuffix(CUT)
    return {name: [tuple(row) for row in rows[1:]] for name, rows in found.items()}


def _continued(book: openpyxl.Workbook) -> Rows:
    return list(book[CONTINUED].iter_rows(min_row=2, values_only=True)) if CONTINUED in book.sheetnames else []


def table(*texts: str | None) -> Table:
    columns = (Column("id", "string", True), Column("text", "string", False))
    return Table("texts", "", ("id",), columns, tuple((str(n), text) for n, text in enumerate(texts)))


def test_every_cell_of_every_table_comes_back(portals: list[Portal]) -> None:
    cells = 0
    for portal in portals:
        of_kinds = tables(portal_record(portal))
        found = read(workbook_file(of_kinds).content)
        assert list(found) == [one.name for one in of_kinds]
        for one in of_kinds:
            assert found[one.name] == [tuple(cell_text(cell) for cell in row) for row in one.rows], one.name
            cells += len(one.rows) * len(one.columns)
    assert cells > 10_000


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+84", "-", "@SUM(A1)", "{=1}", "09", "1.10", "2023-02-01", "1E5", "TRUE", "#N/A", "http://a.vn/", "'a",
     "_x0041_", " a\u00a0b ", "a\nb\tc", "<&>\"'", "mailto:a@b.vn", "internal:Sheet1!A1", "😀 đ"],
)  # fmt: skip
def test_what_a_spreadsheet_would_read_otherwise_stays_text(text: str) -> None:
    assert read(workbook_file([table(text)]).content) == {"texts": [("0", text)]}


@pytest.mark.parametrize("text", ["a" * 32_767, "a" * 32_768, "đ😀" * 40_000, "=" * 100_000, "😀" * 16_384])
def test_a_text_longer_than_a_cell_goes_on_elsewhere(text: str) -> None:
    content = workbook_file([table("kept", text, None)]).content
    assert read(content) == {"texts": [("0", "kept"), ("1", text), ("2", "")]}
    book = openpyxl.load_workbook(io.BytesIO(content))
    long = len(text.encode("utf-16-le")) // 2 > 32_767
    assert (CONTINUED in book.sheetnames) == long
    cell = book["texts"]["B3"].value
    assert cell.endswith(CUT) == long
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767


def test_the_same_tables_give_the_same_bytes_without_a_clock(portal: Portal) -> None:
    of_kinds = tables(portal_record(portal))
    content = workbook_file(of_kinds).content
    assert content == workbook_file(of_kinds).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert properties.created == properties.modified == datetime.datetime(1980, 1, 1)  # noqa: DTZ001 openpyxl's


def test_the_workbook_is_published(site: Site, portal: Portal) -> None:
    assert (site.folder / ADDRESS).read_bytes() == workbook_file(tables(portal_record(portal))).content
