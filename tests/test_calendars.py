"""The calendars, read back with icalendar: what stands in them, and what a revision changes."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Component

from generator.linking import Portal, link
from generator.loading import ProblemsFound, load_portal
from generator.pages.calendars import UNDATED, calendars_of
from generator.publishing.build import build_site
from generator.publishing.revise import revise
from tests.conftest import Site


def _entries(text: str) -> dict[str, Component]:
    calendar = Calendar.from_ical(text)
    assert calendar.errors == []
    assert calendar["VERSION"] == "2.0"
    assert calendar.subcomponents[0].name == "VTIMEZONE"
    return {str(entry["UID"]): entry for entry in calendar.walk() if entry.name in ("VEVENT", "VTODO")}


def _calendars(portal: Portal) -> dict[str, dict[str, Component]]:
    return {file.address: _entries(file.text) for file in calendars_of(portal)}


def test_the_plan_of_2023_has_exactly_one_day(portal: Portal) -> None:
    calendars = _calendars(portal)
    bodies = (*portal.model.bodies, *portal.model.successors)
    assert list(calendars) == ["calendar/all.ics", *(f"calendar/{body.id}.ics" for body in bodies)]
    # The sectors that the item is to be done with find the day in theirs too.
    held = [address for address, entries in calendars.items() if entries]
    assert held == ["calendar/all.ics", "calendar/labour-sector.ics", "calendar/departments-sectors.ics"]
    assert len({entry.to_ical() for address in held for entry in calendars[address].values()}) == 1
    (event,) = calendars["calendar/all.ics"].values()
    assert event.name == "VEVENT"
    assert event["UID"] == "2023.ev-3@plan-portal.example"
    assert event.decoded("DTSTART") == date(2023, 7, 27)
    assert event.decoded("DTEND") == date(2023, 7, 28)
    assert event["SUMMARY"] == "Kỷ niệm 76 năm ngày Thương binh - Liệt sỹ"
    assert "76th anniversary of War Invalids and Martyrs Day" in event["DESCRIPTION"]
    assert event["URL"] == "https://plan-portal.example/vi/ke-hoach/2023/s2-8-a/"
    assert event["SEQUENCE"] == 0
    # The plan states no day of issue, so its stamp is the fixed one.
    assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED") == UNDATED


def test_the_calendars_are_published_beside_the_pages(site: Site, portal: Portal) -> None:
    published = {file.relative_to(site.folder).as_posix() for file in site.folder.glob("calendar/*")}
    assert published == {file.address for file in calendars_of(portal)}
    for file in calendars_of(portal):
        assert (site.folder / file.address).read_bytes() == file.text.encode()
        lines = file.text.split("\r\n")
        assert max(len(line.encode()) for line in lines) <= 75  # RFC 5545, 3.1
        assert "\n" not in "".join(lines)


def _unit(office: Path) -> Path:
    return office / "data/plans/2023/s2-8.yml"


def _change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, after), encoding="utf-8")


def _with_a_second_revision(office: Path) -> None:
    """Freeze what stands now and say of the revision opened when it was; the first has no day."""
    model = load_portal(office / "data")
    revise(office / "data", model, model.plans[0], "amended")
    _change(
        office / "data/plans/2023/plan.yml",
        "- id: r2\n  kind: amended\n",
        "- id: r2\n  kind: amended\n  date: 2023-06-01\n",
    )


PLANTED = """\
  - id: duty-day
    kind: required-output
    words: tổ chức các hoạt động thiết thực
    precision: day
    date: 2023-07-20
  - id: ev-3
"""


def _with_a_duty(office: Path) -> None:
    """A duty with a day: the visits of the 2023 plan, had their day been stated."""
    _change(_unit(office), "  - id: ev-3\n", PLANTED)


def test_a_revision_raises_the_sequence_of_what_it_changed_and_nothing_else(province: Path) -> None:
    _with_a_duty(province)
    first = _calendars(link(load_portal(province / "data")))["calendar/all.ics"]
    _with_a_second_revision(province)
    _change(_unit(province), "    date: 2023-07-20\n", "    date: 2023-07-21\n    revised: [r2]\n")
    second = _calendars(link(load_portal(province / "data")))["calendar/all.ics"]
    assert set(first) == set(second) == {"2023.ev-3@plan-portal.example", "2023.duty-day@plan-portal.example"}
    rises = {uid: second[uid]["SEQUENCE"] - first[uid]["SEQUENCE"] for uid in first}
    assert rises == {"2023.ev-3@plan-portal.example": 0, "2023.duty-day@plan-portal.example": 1}
    changed = second["2023.duty-day@plan-portal.example"]
    assert changed.decoded("LAST-MODIFIED") == datetime(2023, 6, 1, tzinfo=UTC)
    assert changed.decoded("DUE") == date(2023, 7, 21)
    same = "2023.ev-3@plan-portal.example"
    assert second[same].to_ical() == first[same].to_ical()


LED = """\
  - id: fixed-day
    kind: required-output
    words: kiểm tra, khảo sát, đánh giá kết quả thực hiện
    precision: day
    date: 2023-11-15
  - id: moved-day
    kind: required-output
    words: định kỳ thông tin, báo cáo kết quả thực hiện
    precision: day
    date: 2023-12-10
  - id: rep-3
"""


def _published(site: Path) -> dict[str, dict[str, Component]]:
    """Every calendar of a built site that holds something, by its name."""
    calendars = {path.name: _entries(path.read_bytes().decode()) for path in site.glob("calendar/*.ics")}
    return {name: entries for name, entries in calendars.items() if entries}


def test_two_built_sites_of_two_revisions_update_and_never_double(province: Path, tmp_path: Path) -> None:
    section = province / "data/plans/2023/s3.yml"
    _change(section, "    - id: rep-3\n", "".join(f"  {line}\n" for line in LED.splitlines()))
    build_site(province, tmp_path / "first")
    first = _published(tmp_path / "first")
    _with_a_second_revision(province)
    _change(section, "      date: 2023-12-10\n", "      date: 2023-12-20\n      revised: [r2]\n")
    # Words beside a deadline are no change of it.
    _change(section, "      vi: Kỳ báo cáo không nêu ở đây", "      vi: Kỳ báo cáo cũng không nêu ở đây")
    build_site(province, tmp_path / "second")
    second = _published(tmp_path / "second")
    ev, fixed, moved = (f"2023.{name}@plan-portal.example" for name in ("ev-3", "fixed-day", "moved-day"))
    assert {name: set(entries) for name, entries in first.items()} == {
        "all.ics": {ev, fixed, moved},
        "vff-district-standing.ics": {fixed, moved},
        "departments-sectors.ics": {ev},
        "labour-sector.ics": {ev},
    }
    for name, before in first.items():
        after = second[name]
        assert list(after) == list(before)
        assert {uid: after[uid]["SEQUENCE"] - before[uid]["SEQUENCE"] for uid in before} == {
            uid: int(uid == moved) for uid in before
        }
        assert [uid for uid in before if after[uid].to_ical() != before[uid].to_ical()] == [
            uid for uid in before if uid == moved
        ]
    for name in ("all.ics", "vff-district-standing.ics"):
        assert second[name][moved].decoded("DUE") == date(2023, 12, 20)
        assert second[name][moved].decoded("LAST-MODIFIED") > first[name][moved].decoded("LAST-MODIFIED")
    assert set(second) == set(first)


def test_a_duty_is_a_to_do_with_its_last_day(province: Path) -> None:
    _with_a_duty(province)
    entry = _calendars(link(load_portal(province / "data")))["calendar/all.ics"]["2023.duty-day@plan-portal.example"]
    assert entry.name == "VTODO"
    assert entry.decoded("DUE") == date(2023, 7, 20)
    assert "DTSTART" not in entry


@pytest.mark.parametrize("named", ["r1", "r3"])
def test_only_a_later_revision_of_the_plan_can_have_changed_a_deadline(province: Path, named: str) -> None:
    _with_a_second_revision(province)
    _change(_unit(province), "    date: 2023-07-27\n", f"    date: 2023-07-27\n    revised: [{named}]\n")
    with pytest.raises(ProblemsFound) as found:
        load_portal(province / "data")
    assert [(problem.code, problem.facts["id"]) for problem in found.value.problems] == [("unknown-revision", named)]
