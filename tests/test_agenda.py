"""When deadlines fall, and the agenda made of it: the plan of 2023, and plans with every precision and hundreds."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.linking import Portal, link
from generator.linking.agenda import Span, occurrences, stretches_of_rule, timing_of
from generator.loading import load_portal
from generator.pages.calendars import calendars_of
from generator.pages.here import Here
from generator.pages.offices import bodies_with_work, office_files
from generator.pages.views.year import HEIGHT, WIDTH, year_views
from generator.publishing.build import build_site
from tests.conftest import Site

PAGES = pytest.mark.parametrize("address", ["vi/thoi-han/", "en/deadlines/"])


def _office(commune: Path, deadlines: list[str], text: str) -> Portal:
    """The commune with these deadlines, in flow YAML, in one unit of this text."""
    unit = commune / "data/plans/2026/m2.yml"
    before, _ = unit.read_text(encoding="utf-8").split("  deadlines:\n")
    before = re.sub(
        r"    vi: Văn phòng chủ trì.*", lambda _: f"    vi: Văn phòng chủ trì, tham mưu UBND xã {text}", before
    )
    lines = "".join(f"  - {{id: h{n}, kind: required-output, {one}}}\n" for n, one in enumerate(deadlines))
    unit.write_text(f"{before}  deadlines:\n{lines}", encoding="utf-8")
    (commune / "data/plans/2026/source.txt").unlink()
    return link(load_portal(commune / "data"))


# words, the rest of the deadline, days named, last days, first and last day of the stretch
TIMES = [
    ("trước ngày 15/11/2026", "precision: day, date: 2026-11-15", ["2026-11-15"], ["2026-11-14"], []),
    ("trước ngày 01/3/2028", "precision: day, date: 2028-03-01", ["2028-03-01"], ["2028-02-29"], []),
    ("trước ngày 01/01/2027", "precision: day, date: 2027-01-01", ["2027-01-01"], ["2026-12-31"], []),
    ("trước 17 giờ ngày 15/6/2026", "precision: day, date: 2026-06-15", ["2026-06-15"], ["2026-06-15"], []),
    ("chậm nhất ngày 20/5", "precision: day, date: 2026-05-20", ["2026-05-20"], ["2026-05-20"], []),
    ("hoàn thành trong tháng 6", "precision: month", [], [], ["2026-06-01", "2026-06-30"]),
    ("hoàn thành trong quý III", "precision: quarter", [], [], ["2026-07-01", "2026-09-30"]),
    ("6 tháng cuối năm 2027", "precision: half-year", [], [], ["2027-07-01", "2027-12-31"]),
    ("quý I và quý II năm 2026", "precision: quarter", [], [], []),
    ("năm 2026", 'precision: year, interval: {start: "2026", end: "2026"}', [], [], ["2026-01-01", "2026-12-31"]),
    ("báo cáo thường xuyên", "precision: undetermined", [], [], []),
]


@pytest.mark.parametrize(("words", "rest", "named", "due", "span"), TIMES)
def test_when_a_deadline_falls(
    commune: Path, words: str, rest: str, named: list[str], due: list[str], span: list[str]
) -> None:
    (only,) = _office(commune, [f"words: {words}, {rest}"], words).dues
    timing = timing_of(only)
    assert [turn.named.isoformat() for turn in timing.turns] == named
    assert [turn.due.isoformat() for turn in timing.turns] == due
    assert [day.isoformat() for one in timing.spans for day in (one.first, one.last)] == span


RULES = [
    ("FREQ=MONTHLY;BYMONTHDAY=-1", 2028, 12, "2028-01-31"),
    ("FREQ=MONTHLY;BYMONTHDAY=31", 2026, 7, "2026-01-31"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", 2028, 1, "2028-02-29"),
    ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15", 2026, 4, "2026-03-15"),
]


@pytest.mark.parametrize(("rule", "year", "number", "first"), RULES)
def test_the_days_of_a_rule(rule: str, year: int, number: int, first: str) -> None:
    days = occurrences(rule, year)
    assert days is not None
    assert (len(days), days[0].isoformat()) == (number, first)


@pytest.mark.parametrize(
    ("rule", "spans"),
    [
        ("FREQ=MONTHLY;INTERVAL=3", 4),
        ("FREQ=MONTHLY;INTERVAL=6", 2),
        ("FREQ=MONTHLY", 12),
        ("FREQ=YEARLY", 1),
        ("FREQ=YEARLY;BYMONTH=6,12", 2),
        ("FREQ=WEEKLY", 1),
        # Which week or quarter it began in is not told; every Friday is too often to be told day by day.
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", 1),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20", 4),
        ("FREQ=WEEKLY;BYDAY=FR", 1),
        # RFC 5545 gives these no meaning.
        ("FREQ=MONTHLY;BYMONTHDAY=99", 12),
        ("FREQ=MONTHLY;BYDAY=XX", 12),
        ("FREQ=MONTHLY;INTERVAL=A", 1),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", 1),
    ],
)
def test_a_rule_without_a_day_gets_none(rule: str, spans: int) -> None:
    assert occurrences(rule, 2026) is None
    found = stretches_of_rule(rule, 2026)
    assert len(found) == spans
    assert all(one.first.year == one.last.year == 2026 for one in found)


def test_the_to_do_of_a_calendar_ends_on_the_last_day_that_complies(commune: Path) -> None:
    calendar = next(iter(calendars_of(link(load_portal(commune / "data"))))).text
    assert "DUE;VALUE=DATE:20261114" in calendar
    assert "trước ngày 15/11/2026" in calendar


@PAGES
def test_all_entries_of_2023_are_on_the_page_with_their_words(site: Site, portal: Portal, address: str) -> None:
    tree = site.tree(address)
    shown = {node.attributes["id"]: node for node in tree.css("div.due")}
    assert len(portal.dues) == 33
    assert set(shown) == {due.deadline.id for due in portal.dues}
    for due in portal.dues:
        node = shown[due.deadline.id]
        assert node.css_first(".due__words").text().strip() == due.deadline.words
    dated = [node for node in shown.values() if node.css("time")]
    assert [node.css_first("time").attributes["datetime"] for node in dated] == ["2023-07-27"]
    assert [node.attributes["id"] for node in dated] == ["ev-3"]


def test_the_report_duties_of_2023_come_round_without_a_day(site: Site) -> None:
    tree = site.tree("vi/thoi-han/")
    for name, cadence, turns in (
        ("quarterly", "hằng quý", 4),
        ("six-month", "6 tháng", 2),
        ("annual", "hằng năm", 1),
    ):
        due = tree.css_first(f'[id="rep-4-{name}"]')
        assert due.attributes["data-precision"] == "recurring"
        assert cadence in due.text()
        assert "ngày đến hạn" in due.css_first("dd.not-stated").text()
        assert due.css("time, .left") == []
        cells = tree.css(f'.year__mark--open[data-dues="rep-4-{name}"]')
        assert len(cells) == turns
        assert all("không nêu ngày" in cell.css_first("title").text() for cell in cells)


@PAGES
def test_every_mark_of_the_picture_leads_to_a_row_or_a_deadline_and_the_table_says_the_same(
    site: Site, address: str
) -> None:
    tree = site.tree(address)
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    marks = tree.css(".year svg a")
    assert marks
    assert all((mark.attributes["href"] or "").removeprefix("#") in ids for mark in marks)
    drawn = {due for mark in marks for due in (mark.attributes["data-dues"] or "").split()}
    listed = {node.attributes["data-due"] for node in tree.css(".year__table [data-due]")}
    undetermined = {node.attributes["id"] for node in tree.css(".due--undetermined")}
    every = {node.attributes["id"] for node in tree.css("div.due")}
    assert drawn == listed == every - undetermined
    assert tree.css_first(".year svg title") and tree.css_first(".year svg desc")
    assert "style=" not in site.html(address)


def test_without_scripts_every_value_of_the_filter_can_be_reached(site: Site, portal: Portal) -> None:
    tree = site.tree("vi/thoi-han/")
    links = {node.attributes["href"] for node in tree.css("article a")}
    form = tree.css_first("#filter")
    assert "hidden" in form.attributes
    for option in form.css("select[name=precision] option[value]:not([value=''])"):
        assert f"#{option.attributes['value']}" in links
    for option in form.css("select[name=body] option[value]:not([value=''])"):
        assert f"../co-quan/{option.attributes['value']}/#sheet" in links
        assert site.tree(f"vi/co-quan/{option.attributes['value']}/").css("#sheet")
    anchors = {node.attributes["href"] for node in tree.css(".ways .year__entries a")}
    assert {f"#{due.deadline.id}" for due in portal.dues} <= anchors


def test_hundreds_of_deadlines_stay_inside_the_picture_and_are_all_listed(commune: Path) -> None:
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + n % 120 * 3).isoformat() for n in range(360)]
    words = "hoàn thành trong quý III"
    made = [f"words: {words}, precision: day, date: {day}" for day in days]
    made += [f"words: {words}, precision: quarter"] * 100
    portal = _office(commune, made, words)
    (year,) = year_views(Here(portal, "vi", "vi/thoi-han/"), portal.dues)
    assert len(year.days) == 120
    assert [len(cell.anchors) for cell in year.cells] == [100]
    for mark in (*year.days, *year.cells):
        assert mark.x >= 0 and mark.y >= 0
        assert mark.x + mark.width <= WIDTH and mark.y + mark.height <= HEIGHT
    assert sum(len(row.entries) for row in year.rows) == 460


def test_a_day_outside_the_plan_s_year_has_a_picture_of_its_own(commune: Path, tmp_path: Path) -> None:
    words = "trước ngày 05/02/2027 và giai đoạn 2031 - 2035"
    made = [
        f"words: {words}, precision: day, date: 2027-02-05",
        f'words: {words}, precision: period, interval: {{start: "2031", end: "2035"}}',
    ]
    _office(commune, made, words)
    build_site(commune, tmp_path / "site")
    tree = Site(tmp_path / "site").tree("vi/thoi-han/")
    assert [node.attributes["id"] for node in tree.css(".year h2")] == ["year-2026", "year-2027"]
    assert "chưa có mốc" in tree.css_first("[id='year-2026-desc']").text()
    unplaced = tree.css_first("section[aria-labelledby=unplaced]")
    assert [node.attributes["href"] for node in unplaced.css("li > a")] == ["#h1"]


def test_deadlines_of_two_plans_with_the_same_id_stand_apart(commune: Path) -> None:
    shutil.copytree(commune / "data/plans/2026", commune / "data/plans/2027")
    head = commune / "data/plans/2027/plan.yml"
    head.write_text(head.read_text(encoding="utf-8").replace("year: 2026", "year: 2027"), encoding="utf-8")
    portal = link(load_portal(commune / "data"))
    assert [portal.due_name(due) for due in portal.dues] == ["han-1", "2027-han-1"]


def test_an_office_without_deadlines_says_so(commune: Path, tmp_path: Path) -> None:
    unit = commune / "data/plans/2026/m2.yml"
    unit.write_text(unit.read_text(encoding="utf-8").split("  deadlines:\n")[0], encoding="utf-8")
    build_site(commune, tmp_path / "site")
    site = Site(tmp_path / "site")
    assert "Không có." in site.text("vi/thoi-han/")
    assert "không nêu ngày hay kỳ báo cáo nào" in site.text("vi/")


def test_the_offices_file_has_every_office_with_work_and_leads_to_pages(site: Site, portal: Portal) -> None:
    for file in office_files(portal):
        text = (site.folder / file.address).read_text(encoding="utf-8")
        data = json.loads(text.removeprefix("planDuties.take(").removesuffix(");\n"))
        assert list(data["offices"]) == [body.id for body in bodies_with_work(portal)]
        addresses = [one["address"] for one in (*data["dues"], *data["tasks"], *data["offices"].values())]
        assert all((site.folder / address / "index.html").is_file() for address in addresses)
        options = LexborHTMLParser(site.html(file.address[-5:-3] + "/")).css("#office-pick option[value]")
        assert {option.attributes["value"] for option in options} - {None, ""} == set(data["offices"])


def test_a_span_counts_whole_months() -> None:
    assert Span.of_months(2028, 2, 2) == Span(date(2028, 2, 1), date(2028, 2, 29))
    assert Span(date(2021, 1, 1), date(2025, 12, 31)).months == 60


def test_an_office_is_told_the_deadlines_of_every_item_it_has_a_part_in(portal: Portal) -> None:
    """What the duty sheet of a body's page tells, the home page, the filter and the calendar must not deny."""
    (file,) = (one for one in office_files(portal) if one.address.endswith("/vi.js"))
    data = json.loads(file.text.removeprefix("planDuties.take(").removesuffix(");\n"))
    told = {id_: [data["dues"][due]["title"] for due in office["dues"]] for id_, office in data["offices"].items()}
    assert told["labour-sector"] == ["Kỷ niệm 76 năm ngày Thương binh - Liệt sỹ"]
    for body in bodies_with_work(portal):
        for part in portal.parts_of(body):
            acts = part.role in ("lead", "partner", "party", "reports-to", "through")
            dues = [due for due in portal.dues_in(part.located) if due.deadline.kind not in ("scope", "period")]
            assert not acts or not dues or told[body.id], body.id


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_duty_says_what_documents_its_item_cites(site: Site, portal: Portal, language: str) -> None:
    """Of the item itself, else of the nearest heading above that cites any, which is named."""
    bodies, documents = {"vi": ("co-quan", "van-ban"), "en": ("bodies", "documents")}[language]
    told = 0
    for body in portal.model.bodies:
        for row in site.tree(f"{language}/{bodies}/{body.id}/").css(".sheet tbody tr"):
            item = row.css_first("th > a").attributes["href"].split("/")[-2]
            place = portal.units["2023", item]
            lines = (place, *reversed(portal.ancestors(place)))
            citing = next((one for one in lines if portal.citations(one, "vi")), None)
            ground = row.css_first(".sheet__ground")
            links = [link.attributes["href"].split("/") for link in ground.css("a")]
            leads = [way[-2] for way in links if documents in way]
            assert leads == [document.id for document in portal.documents_cited(citing)] if citing else not links, item
            assert (citing in (None, place)) == all(documents in way for way in links), item
            told += len(leads)
    assert told > 40


def test_who_gets_a_report_is_not_told_as_who_sends_it(portal: Portal) -> None:
    (file,) = (one for one in office_files(portal) if one.address.endswith("/vi.js"))
    data = json.loads(file.text.removeprefix("planDuties.take(").removesuffix(");\n"))
    said = {due["title"]: due["who"] for due in data["dues"]}
    assert said["Báo cáo tình hình thiệt hại về người và tài sản khi thiên tai xảy ra"].startswith(
        "không nêu trong kế hoạch → Ban Cứu trợ"
    )
    assert said["Thông tin, báo cáo định kỳ kết quả thực hiện"].endswith("(qua Ban Phong trào)")
    # Who acts by the portal's reading alone is told so.
    assert said["Các đoàn đi khảo sát, nghiệm thu và bàn giao nhà Đại đoàn kết"].endswith("(theo ngữ cảnh)")
