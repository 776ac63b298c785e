"""Days left, the filter and the reader's own office in a real Chromium, with the clock set and in two time zones."""

import datetime
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from generator.linking import Portal
from generator.publishing.build import build_site
from tests.browser import reader
from tests.conftest import COMMUNE, office

ZONES = pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Ho_Chi_Minh"])
OFFICE = "vff-district-standing"

DEADLINES = """\
  - {id: nam, kind: required-output, words: hạn 31/12/2027, precision: day, date: 2027-12-31}
  - {id: nhuan, kind: required-output, words: trước ngày 01/3/2028, precision: day, date: 2028-03-01}
  - {id: thang, kind: reporting-duty, words: ngày 20 hằng tháng, precision: recurring,
     rrule: FREQ=MONTHLY;BYMONTHDAY=20}
  - {id: quy, kind: required-output, words: trong quý III, precision: quarter}
"""
WORDS = "hạn 31/12/2027; trước ngày 01/3/2028; ngày 20 hằng tháng; trong quý III"


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A commune whose duties fall at a year's end, after a leap day, each month and in a quarter; its address."""
    folder = office(tmp_path_factory.mktemp("dated"), COMMUNE)
    unit = folder / "data/plans/2026/m2.yml"
    before, own = unit.read_text(encoding="utf-8").split("  deadlines:\n")
    before = before.replace("trước ngày 15/11/2026", f"trước ngày 15/11/2026; {WORDS}")
    unit.write_text(f"{before}  deadlines:\n{own}{DEADLINES}", encoding="utf-8")
    (folder / "data/plans/2026/source.txt").unlink()
    build_site(folder, folder / "site")
    handler = functools.partial(_Quiet, directory=str(folder / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def _at(page: Page, moment: str) -> None:
    """The moment in Vietnam; the reader's own zone is that of the window."""
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{moment}+07:00"))


# deadline, moment in Vietnam, what is said in Vietnamese and in English
DAYS = [
    ("han-1", "2026-11-13T12:00", "còn 1 ngày", "1 day left"),
    ("han-1", "2026-11-14T00:00", "hôm nay là ngày cuối", "today is the last day"),
    ("han-1", "2026-11-14T23:59", "hôm nay là ngày cuối", "today is the last day"),
    ("han-1", "2026-11-15T00:00", "quá hạn 1 ngày", "1 day overdue"),
    ("han-1", "2026-10-31T00:30", "còn 14 ngày", "14 days left"),
    ("nam", "2027-12-30T23:59", "còn 1 ngày", "1 day left"),
    ("nam", "2027-12-31T00:00", "hôm nay là ngày cuối", "today is the last day"),
    ("nam", "2028-01-01T00:00", "quá hạn 1 ngày", "1 day overdue"),
    ("nam", "2026-12-31T08:00", "còn 365 ngày", "365 days left"),
    ("nhuan", "2028-02-28T12:00", "còn 1 ngày", "1 day left"),
    ("nhuan", "2028-02-29T12:00", "hôm nay là ngày cuối", "today is the last day"),
    ("nhuan", "2028-03-01T00:00", "quá hạn 1 ngày", "1 day overdue"),
    ("thang", "2026-02-20T06:00", "lần tới 20/2/2026, hôm nay", "next on 20 February 2026, today"),
    ("thang", "2026-02-21T00:00", "lần tới 20/3/2026, còn 27 ngày", "next on 20 March 2026, 27 days left"),
    ("quy", "2026-06-30T23:59", "chưa đến", "not yet begun"),
    ("quy", "2026-07-01T00:00", "đang trong thời gian này", "now running"),
    ("quy", "2026-10-01T00:00", "đã hết thời gian này", "ended"),
]


@ZONES
@pytest.mark.parametrize("language", ["vi", "en"])
def test_days_left_are_counted_by_the_day_in_vietnam(browser: Browser, dated: str, zone: str, language: str) -> None:
    """On the page as it opens, and as a reader comes back to it later."""
    opened = ""
    with reader(browser, dated, 360, timezone_id=zone) as (page, _):
        for deadline, moment, vietnamese, english in DAYS:
            _at(page, moment)
            if deadline != opened:
                page.goto({"vi": "vi/thoi-han/", "en": "en/deadlines/"}[language])
                opened = deadline
            else:
                page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
            said = page.locator(f"[id='{deadline}'] .left")
            expect(said).to_contain_text({"vi": vietnamese, "en": english}[language])


def test_the_two_zones_have_different_dates_and_say_the_same(browser: Browser, dated: str) -> None:
    for zone, own in (("America/Los_Angeles", 13), ("Asia/Ho_Chi_Minh", 14)):
        with reader(browser, dated, 360, timezone_id=zone) as (page, _):
            _at(page, "2026-11-14T09:00")
            page.goto("vi/thoi-han/")
            assert page.evaluate("new Date().getDate()") == own
            expect(page.locator("[id='han-1'] .left")).to_have_text("hôm nay là ngày cuối")


@ZONES
def test_midnight_in_vietnam_passes_while_the_page_is_open(browser: Browser, dated: str, zone: str) -> None:
    with reader(browser, dated, 360, timezone_id=zone) as (page, _):
        page.clock.install(time=datetime.datetime.fromisoformat("2026-11-14T23:58:30+07:00"))
        page.goto("vi/thoi-han/")
        said = page.locator("[id='han-1'] .left")
        expect(said).to_have_text("hôm nay là ngày cuối")
        page.clock.run_for(80_000)
        expect(said).to_have_text("hôm nay là ngày cuối")
        page.clock.run_for(15_000)
        expect(said).to_have_text("quá hạn 1 ngày")
        page.clock.fast_forward("24:00:00")
        expect(said).to_have_text("quá hạn 2 ngày")


def test_the_days_left_stand_on_every_page_that_shows_the_deadline(browser: Browser, dated: str) -> None:
    with reader(browser, dated, 360) as (page, _):
        _at(page, "2026-11-12T12:00")
        for where in (
            "vi/thoi-han/", "vi/ke-hoach/2026/m2-a/", "vi/co-quan/van-phong/", "vi/",
        ):  # fmt: skip
            page.goto(where)
            expect(page.locator(".left[data-due='2026-11-14']").first).to_have_text("còn 2 ngày")
            expect(page.locator("time[datetime='2026-11-15']").first).to_have_text("trước ngày 15/11/2026")
            expect(page.get_by_text("Ngày cuối còn kịp: 14/11/2026").first).to_be_visible()


def test_without_scripts_the_date_stands_alone(browser: Browser, dated: str) -> None:
    with reader(browser, dated, 360, java_script_enabled=False) as (page, _):
        page.goto("vi/thoi-han/")
        expect(page.locator("[id='han-1'] time")).to_be_visible()
        expect(page.locator(".left:visible")).to_have_count(0)
        expect(page.locator("#filter")).to_be_hidden()
        expect(page.locator("div.due:visible")).to_have_count(5)
        expect(page.locator(".year svg").first).to_be_visible()
        page.goto("vi/")
        expect(page.locator("#office")).to_be_hidden()
        expect(page.locator("#office-list a").first).to_be_visible()


@ZONES
def test_the_one_day_of_2023_is_an_event_and_never_overdue(browser: Browser, address: str, zone: str) -> None:
    with reader(browser, address, 360, timezone_id=zone) as (page, _):
        for moment, said in (
            ("2023-07-26T23:59", "còn 1 ngày"),
            ("2023-07-27T00:00", "hôm nay"),
            ("2023-07-28T00:00", "đã qua 1 ngày"),
        ):
            _at(page, moment)
            page.goto("vi/ke-hoach/2023/s2-8-a/")
            expect(page.locator("[id='ev-3'] .left")).to_have_text(said)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_filter_narrows_counts_and_goes_back(browser: Browser, address: str, portal: Portal, width: int) -> None:
    with reader(browser, address, width) as (page, _):
        page.goto("vi/thoi-han/")
        shown, status = page.locator("div.due:visible"), page.locator("#filter [role=status]")
        expect(shown).to_have_count(33)
        page.select_option("select[name=body]", OFFICE)
        number = len(portal.dues_of(portal.bodies[OFFICE]))
        expect(shown).to_have_count(number)
        expect(status).to_have_text(f"Đang hiện {number} trong 33 thời hạn.")
        page.select_option("select[name=precision]", "recurring")
        expect(shown).to_have_count(3)
        assert urlsplit(page.url).query == f"body={OFFICE}&precision=recurring"
        listed = page.locator(".year__table [data-due]:visible")
        expect(listed).to_have_count(3)
        page.go_back()
        expect(shown).to_have_count(number)
        page.reload()
        expect(shown).to_have_count(number)
        page.select_option("select[name=kind]", "event")
        expect(status).to_have_text("Không có thời hạn nào khớp trong 33 thời hạn.")
        page.locator("#filter [type=reset]").click()
        expect(shown).to_have_count(33)
        assert urlsplit(page.url).query == ""
        page.goto("vi/thoi-han/?body=nobody&kind=event")
        expect(page.locator("select[name=body]")).to_have_value("")


def test_my_office_is_kept_shown_offered_and_forgotten(browser: Browser, address: str) -> None:
    with reader(browser, address, 360) as (page, _):
        page.goto("vi/")
        page.select_option("#office-pick", OFFICE)
        page.locator("#office button").click()
        duties = page.locator("#office-duties")
        expect(duties.locator("li.due-line")).to_have_count(6)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        page.goto("en/")
        expect(duties.locator("li.due-line")).to_have_count(6)
        expect(page.locator("#office-pick")).to_have_value(OFFICE)
        duties.get_by_role("link", name="Filter the deadlines of this office").click()
        page.wait_for_url(f"**/en/deadlines/?body={OFFICE}")
        expect(page.locator("select[name=body] option").nth(1)).to_contain_text("My office:")
        expect(page.locator("div.due:visible")).to_have_count(6)
        page.goto("vi/")
        duties.get_by_role("button", name="Quên cơ quan này").click()
        expect(duties).to_be_empty()
        page.reload()
        expect(duties).to_be_empty()
        assert page.evaluate("localStorage.getItem('plan-portal-office')") is None


def test_whichever_office_is_chosen_the_same_files_are_asked_for(browser: Browser, address: str) -> None:
    asked: dict[str, list[str]] = {}
    for chosen in (OFFICE, "vff-province"):
        with reader(browser, address, 360) as (page, _):
            page.goto("vi/")
            page.wait_for_load_state("networkidle")
            own: list[str] = []

            def note(request: Request, own: list[str] = own) -> None:
                own.append(f"{request.method} {urlsplit(request.url).path} {urlsplit(request.url).query}")

            page.on("request", note)
            page.select_option("#office-pick", chosen)
            page.locator("#office button").click()
            expect(page.locator("#office-duties h3")).to_be_visible()
            asked[chosen] = own
    assert asked[OFFICE] == asked["vff-province"] == ["GET /assets/offices/vi.js "]


def test_an_office_no_longer_there_is_forgotten_with_a_word(browser: Browser, address: str) -> None:
    with reader(browser, address, 360) as (page, _):
        page.goto("vi/")
        page.evaluate("localStorage.setItem('plan-portal-office', 'toString')")
        page.reload()
        expect(page.locator("#office [role=status]")).to_contain_text("không còn trên cổng")
        expect(page.locator("#office-duties")).to_be_empty()
        assert page.evaluate("localStorage.getItem('plan-portal-office')") is None


def test_a_browser_that_keeps_nothing_still_shows_the_office(browser: Browser, address: str) -> None:
    with reader(browser, address, 360) as (page, _):
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
        )
        page.goto("vi/")
        page.select_option("#office-pick", OFFICE)
        page.locator("#office button").click()
        expect(page.locator("#office-duties li.due-line")).to_have_count(6)
        expect(page.locator("#office [role=status]")).to_contain_text("không cho lưu")


def test_the_copy_in_a_folder_shows_the_office_and_filters(browser: Browser, offline: Path) -> None:
    root = offline.as_uri()
    with reader(browser, "http://127.0.0.1/", 360) as (page, _):
        page.goto(f"{root}/vi/index.html")
        page.select_option("#office-pick", OFFICE)
        page.locator("#office button").click()
        link = page.locator("#office-duties li.due-line a").first
        expect(link).to_be_visible()
        link.click()
        page.wait_for_url("**/ke-hoach/2023/*/index.html")
        page.goto(f"{root}/vi/thoi-han/index.html")
        page.select_option("select[name=body]", OFFICE)
        expect(page.locator("div.due:visible")).to_have_count(6)
