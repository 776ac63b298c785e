"""Bodies and documents in time: what is gone, what it is now, and that nothing else changes with it."""

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from generator.linking import Portal, link
from generator.linking.lifetimes import Lifetimes
from generator.linking.search import entries
from generator.loading import load_portal
from generator.model.bodies import Body
from generator.pages import pages_of
from generator.publishing.cli import main
from tests.conftest import Site


def _body(name: str, until: str | None = None, then: tuple[str, ...] = (), since: str | None = None) -> Body:
    given = {"id": name, "name": {"vi": name}, "level": "province", "kind": "state"}
    more = {"valid_from": since, "valid_until": until, "succeeded_by": list(then) or None}
    return Body.model_validate(given | {key: value for key, value in more.items() if value is not None})


# a became b and then c; d was split into c, e and f, of which f is gone without a successor.
REGISTER = (
    _body("a", "2010-12-31", ("b",)), _body("b", "2020-12-31", ("c",)), _body("c"),
    _body("d", "2024-06-30", ("c", "e", "f")), _body("e"), _body("f", "2025-06-30"), _body("g", None, ("e",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "on", "now"),
    [
        ("a", None, ["c"]),
        ("a", "2011-01-01", ["b"]),
        ("a", "2010-12-31", []),
        ("b", "2020-12-31", []),
        ("c", None, []),
        ("d", None, ["c", "e"]),
        ("d", "2024-07-01", ["c", "e", "f"]),
        ("d", "2024-06-30", []),
        ("f", None, []),
        ("g", None, ["e"]),
        ("g", "1990-01-01", ["e"]),
    ],
)
def test_the_end_of_every_branch_that_is_still_there(name: str, on: str | None, now: list[str]) -> None:
    lifetimes = Lifetimes(REGISTER, date.fromisoformat(on) if on else None)
    body = next(body for body in REGISTER if body.id == name)
    assert [other.id for other in lifetimes.now(body)] == now


def test_before_and_after_are_each_other_turned_round() -> None:
    lifetimes = Lifetimes(REGISTER)
    after = {(one.id, other.id) for one in REGISTER for other in lifetimes.successors(one)}
    before = {(other.id, one.id) for one in REGISTER for other in lifetimes.predecessors(one)}
    assert after == before == {("a", "b"), ("a", "c"), ("b", "c"), ("d", "c"), ("d", "e"), ("d", "f"), ("g", "e")}


# What changes


def _change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, after), encoding="utf-8")


def _pages(office: Path, as_of: date | None = None) -> dict[tuple[str, str, str], str]:
    """The content of every page, by language, kind and id."""
    portal = link(load_portal(office / "data"), as_of)
    return {
        (page.frame.language, page.frame.kind, page.frame.id): str(page.body)
        for page in pages_of(portal)
        if page.address and page.body is not None
    }


def _changed(before: dict[tuple[str, str, str], str], after: dict[tuple[str, str, str], str], kind: str) -> set[str]:
    assert before.keys() == after.keys()
    by_language = [
        {id_ for language, found, id_ in after if (language, found) == (wanted, kind)
         and before[language, found, id_] != after[language, found, id_]}
        for wanted in ("vi", "en")
    ]  # fmt: skip
    assert by_language[0] == by_language[1]
    return by_language[0]


DISSOLVED = """\
    valid_until: 2025-02-28
    succeeded_by: [mps, moha]
    notes:
      - kind: outside
        text:
          vi: Tổ chức lại.
        source: thử
        recorded: 2026-01-01
      - text:
          vi: Viết tắt là BCT trong ký hiệu 09/CTrPH-MTTW-BCT.
"""


def test_dissolving_a_body_changes_exactly_the_items_that_rest_on_it(province: Path) -> None:
    before = _pages(province)
    notes = "    notes:\n      - text:\n          vi: Viết tắt là BCT trong ký hiệu 09/CTrPH-MTTW-BCT.\n"
    _change(province / "data/bodies.yml", notes, DISSOLVED)
    after = _pages(province)
    # One bullet of II.5 cites and names the programme the ministry signed; lists above it show leads only.
    assert _changed(before, after, "plan-item") == {"s2-5-b"}
    assert _changed(before, after, "section") == set()
    assert _changed(before, after, "document") == {"09-ctrph-mttw-bct"}
    assert _changed(before, after, "programme") == {"p-09-ctrph-bct"}
    assert _changed(before, after, "body") == {"moit", "mps", "moha", "government"}
    said = LexborHTMLParser(after["vi", "plan-item", "s2-5-b"])
    marks = {" ".join(mark.text().split()) for mark in said.css(".time-mark")}
    assert marks == {"(nay là Bộ Công an; Bộ Nội vụ, chưa kiểm chứng)"}


EXPIRED = """\
    validity:
      state: expired
      as_of: 2026-01-01
      source: công báo
      valid_until: 2025-12-31
"""


def _expire(office: Path, document: str) -> None:
    path = office / "data/documents.yml"
    _change(path, f"  - id: {document}\n", f"  - id: {document}\n{EXPIRED}")


def test_an_expired_document_changes_exactly_the_items_that_rest_on_it(province: Path) -> None:
    before = _pages(province)
    _expire(province, "93-2021-nd-cp")
    after = _pages(province)
    assert _changed(before, after, "plan-item") == {"s2-4-a", "s2-4-b"}
    # The heading cites it itself; the section above shows its groups whole.
    assert _changed(before, after, "section") == {"s2-4", "s2"}
    assert _changed(before, after, "document") == {"93-2021-nd-cp"}
    assert _changed(before, after, "full-text") == {"2023"}
    assert _changed(before, after, "validity") == {"validity"}
    page = LexborHTMLParser(after["vi", "plan-item", "s2-4-a"])
    assert page.css_first(".citation-state").attributes["data-lapsed"] == "hết hiệu lực"
    assert [mark.text() for mark in page.css(".card .time-mark")] == ["(hết hiệu lực, chưa kiểm chứng)"]
    portal = link(load_portal(province / "data"))
    assert page.css_first("[data-unit=s2-4-a]").text() == portal.units["2023", "s2-4-a"].unit.text.vi


def test_the_health_page_lists_what_rests_on_lapsed_documents_by_date(province: Path) -> None:
    _expire(province, "93-2021-nd-cp")
    register = province / "data/documents.yml"
    where = "  - id: 96-hd-mttw-btt\n    type: huong-dan\n"
    _change(register, where, where + "    validity: {state: in-force, as_of: 2026-01-01, source: thử, verified: yes}\n")
    where = "  - id: 88-hd-mttw-btt\n    type: huong-dan\n"
    early = "    validity: {state: suspended, as_of: 2024-01-01, source: thử}\n"
    _change(register, where, where + early)
    page = LexborHTMLParser(_pages(province)["vi", "validity", "validity"])
    counts = {li.attributes["data-state"]: int(li.css_first("span").text()) for li in page.css("li[data-state]")}
    assert counts == {
        "in-force": 1,
        "partly-expired": 0,
        "expired": 1,
        "not-yet": 0,
        "suspended": 1,
        "undetermined": 27,
    }
    lapsed, silent, holding = (
        [row.attributes["data-document"] for row in t.css("tbody tr")] for t in page.css("table")
    )
    assert lapsed == ["88-hd-mttw-btt", "93-2021-nd-cp"]
    assert (len(silent), holding) == (27, ["96-hd-mttw-btt"])
    assert "4 mục của kế hoạch dựa vào những văn bản này." in page.body.text()
    (decree,) = page.css('tr[data-document="93-2021-nd-cp"]')
    assert [a.attributes["href"].split("/")[-2] for a in decree.css("td a")] == ["s2-4", "s2-4-a", "s2-4-b"]
    words = " ".join(decree.text().split())
    for said in ("hết hiệu lực, tính đến 1/1/2026 (nguồn: công báo)", "đến hết 31/12/2025", "Chưa kiểm chứng."):
        assert said in words
    portal = link(load_portal(province / "data"))
    found = {entry.id for entry in entries(portal, "vi") if entry.in_force}
    assert found == {"96-hd-mttw-btt"}


def test_no_document_is_taken_to_be_in_force(portal: Portal, site: Site) -> None:
    silent = [d.id for d in portal.model.documents if d.validity is None]
    listed = site.tree("vi/can-cu/hieu-luc/").css("#undetermined ~ .table tr[data-document]")
    assert [row.attributes["data-document"] for row in listed] == silent
    assert not [entry for entry in entries(portal, "vi") if entry.in_force and entry.id in silent]
    for document in silent:
        assert "chưa xác định" in site.text(f"vi/van-ban/{document}/", "dl.facts")


# The portal's day


def test_a_body_whose_last_day_is_to_come_is_not_gone_yet(province: Path) -> None:
    always, later, early = (_pages(province, day) for day in (None, date(2026, 11, 24), date(2025, 2, 28)))
    assert always == later
    page = ("vi", "body", "donre")
    assert "Nay là" in always[page]
    assert "Nay là" not in early[page]
    assert "Sau đó là" in early[page]
    assert "nay là" not in early["vi", "programme", "p-01-ctrph-stnmt"]


def _check(office: Path, *more: str, env: dict[str, str] | None = None) -> tuple[int, list[str]]:
    done = CliRunner().invoke(main, ["check", "--lang", "en", "--root", str(office), *more], env=env)
    return done.exit_code, [line for line in done.output.splitlines() if line.startswith("data/")]


def test_check_warns_for_each_live_duty_of_a_body_that_is_gone(province: Path) -> None:
    lines = {
        "plans/2023/plan.yml:163": "ended-body", "plans/2023/plan.yml:327": "succeeded-body",
        "plans/2023/plan.yml:359": "ended-body", "plans/2023/s2-8.yml:38": "succeeded-body",
        "plans/2023/s3.yml:35": "ended-body", "plans/2023/s3.yml:83": "ended-body",
        "plans/2023/s3.yml:136": "ended-body", "programmes.yml:42": "succeeded-body",
        "programmes.yml:136": "succeeded-body", "programmes.yml:155": "succeeded-body",
    }  # fmt: skip

    def told(said: list[str]) -> dict[str, str]:
        return {m[1]: m[2] for line in said if (m := re.match(r"data/(.+:\d+):\d+ (\S+) warning: ", line))}

    code, said = _check(province, "--as-of", "2025-07-01")
    assert (code, told(said), len(said)) == (0, lines, 10)
    assert _check(province, "--as-of", "2025-07-01", "--strict")[0] == 1
    # The day before, the districts were there; a body whose end has no day is gone on every day.
    code, said = _check(province, "--as-of", "2025-06-30")
    assert set(told(said)) == {place for place, kind in lines.items() if kind == "succeeded-body"}
    assert len(_check(province, env={"SOURCE_DATE_EPOCH": "1600000000"})[1]) == 1
    assert _check(province, env={"SOURCE_DATE_EPOCH": "1751328000"})[1] == _check(province, "--as-of", "2025-07-01")[1]
    assert _check(province, env={"SOURCE_DATE_EPOCH": "tomorrow"})[0] == 2


def test_an_end_without_a_source_is_warned_of(commune: Path) -> None:
    code, said = _check(commune, "--as-of", "2026-01-01")
    assert code == 0
    assert [line for line in said if "/plans/" not in line] == [
        "data/bodies.yml:21:16 end-without-source warning: the end of 'phong-noi-vu' has no source; "
        "add a note of kind 'outside' with 'source' and 'recorded'"
    ]


# The pages


def test_every_end_has_a_dated_source_and_is_to_be_verified(portal: Portal, site: Site) -> None:
    gone = [body for body in portal.model.bodies if portal.lifetimes.is_gone(body)]
    assert len(gone) == 7
    for body in gone:
        facts = [note for note in body.notes if note.kind == "outside"]
        assert facts and all(note.source and note.recorded and note.verified == "no" for note in facts)
        page = site.text(f"vi/co-quan/{body.id}/")
        assert "Chưa kiểm chứng." in page
        for other in portal.lifetimes.now(body):
            assert f"Nay là{other.name.vi}" in page


def test_a_body_that_came_after_says_that_the_plan_names_the_one_before(portal: Portal, site: Site) -> None:
    assert len(portal.model.bodies) == 53
    assert len(site.tree("vi/co-quan/").css("[data-entry]")) == 53
    for body in portal.model.successors:
        page = site.text(f"vi/co-quan/{body.id}/", ".proof")
        (before,) = portal.lifetimes.predecessors(body)
        assert page.startswith("Kế hoạch không nêu tên cơ quan này.")
        assert before.name.vi in page
        assert body.name.vi in site.text("vi/co-quan/", "#successors ~ ul")


@pytest.mark.parametrize(("old", "new"), [("donre", "agriculture-environment-department"), ("molisa", "moha")])
def test_old_and_new_names_are_both_found(portal: Portal, old: str, new: str) -> None:
    for language in ("vi", "en"):
        found = {entry.id: entry for entry in entries(portal, language) if entry.kind == "body"}
        assert found[old].title in found[new].beside
        assert found[new].title in found[old].beside


def test_items_that_name_nobody_say_so_and_are_counted(portal: Portal, site: Site) -> None:
    listed = site.tree("vi/co-quan/").css("#nobody ~ ul a")
    ids = [a.attributes["href"].split("/")[-2] for a in listed]
    saying = [
        located.unit.id
        for located in portal.units.values()
        if (lead := site.tree(f"vi/ke-hoach/2023/{located.unit.id}/").css_first(".role--lead")) is not None
        and "không nêu trong kế hoạch" in lead.text()
    ]
    assert ids == saying
    assert len(ids) == 29
    assert "29 mục không nêu ai chủ trì, thực hiện." in site.text("vi/co-quan/")


@pytest.mark.parametrize(("home", "gone"), [("vi/", "nay không còn"), ("en/", "no longer exists")])
def test_who_picks_an_office_sees_which_is_gone(site: Site, portal: Portal, home: str, gone: str) -> None:
    for option in site.tree(home).css("#office-pick option[value]"):
        body = portal.bodies.get(option.attributes["value"] or "")
        assert ("(" in option.text() and gone in option.text()) == (
            body is not None and portal.lifetimes.is_gone(body) and not portal.lifetimes.now(body)
        ), option.text()


def test_the_sheet_stands_in_the_order_of_time_with_what_must_be_reported_to_whom(site: Site) -> None:
    rows = site.tree("vi/co-quan/vff-district-standing/").css(".sheet tbody tr")
    cells = [[" ".join(cell.text().split()) for cell in row.css("td, th")] for row in rows]
    assert cells[0][1].startswith("Phần kết ")
    assert cells[0][0].startswith("hằng quý (chế độ báo cáo: Báo cáo kết quả quý); 6 tháng")
    assert "Phải báo cáo" in cells[0][2]
    assert "Nhận báo cáo: Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh" in cells[0][3]
    assert [cell[0] for cell in cells][-2:] == ["không nêu", "không nêu"]
    assert len(cells) == 5
