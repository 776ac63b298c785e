"""What words say against the facts of a deadline, a period or a plan, and deadlines that are a first day."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import ValidationError

from generator.linking import link
from generator.linking.deadlines import find_deadlines
from generator.linking.doubts import doubt_of, doubts
from generator.loading import load_portal
from generator.model.deadlines import Deadline
from generator.model.documents import Period
from generator.pages.calendars import calendars_of
from generator.publishing.cli import main
from tests.conftest import ROOT


def _deadline(**given: object) -> Deadline:
    return Deadline.model_validate({"id": "d", "kind": "reporting-duty"} | given)


@pytest.mark.parametrize(
    ("words", "day", "doubt"),
    [
        ("trước ngày 15/11/2031", "2031-11-15", None),
        ("trước ngày 15 tháng 11 năm 2031", "2031-11-15", None),
        ("chậm nhất 30/6", "2031-06-30", None),
        ("kỷ niệm 76 năm (27/7/1947 - 27/7/2031)", "2031-07-27", None),
        ("hết tháng 6 năm 2031", "2031-06-30", None),
        ("báo cáo quý", "2031-08-08", "deadline-no-day"),
        ("trước ngày 29/02/2031", "2031-03-01", "deadline-no-such-day"),
        ("báo cáo 6 tháng chậm nhất 31/6", "2031-07-31", "deadline-no-such-day"),
        ("trước ngày 15/11/2031", "2031-11-16", "deadline-another-day"),
        ("trước ngày 29/02/2032", "1999-12-31", "deadline-another-day"),
        ("trước 15/11/2030", "2031-11-15", "deadline-another-day"),
    ],
)
def test_a_day_is_held_against_the_words(words: str, day: str, doubt: str | None) -> None:
    assert doubt_of(_deadline(words=words, precision="day", date=day), 2031) == doubt
    explained = {"derivation": {"vi": "Cộng mười ngày."}}
    assert doubt_of(_deadline(words=words, precision="day", date=day, **explained), 2031) is None


@pytest.mark.parametrize(
    ("words", "rule", "doubt"),
    [
        ("trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25", None),
        ("hằng quý", "FREQ=MONTHLY;INTERVAL=3", None),
        ("trước ngày 25 của tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", None),
        ("trước ngày 25 của tháng cuối quý", "FREQ=MONTHLY;BYMONTHDAY=20", "deadline-another-day"),
        ("trước ngày 30/02 hằng năm", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "deadline-no-such-day"),
    ],
)
def test_a_rule_is_held_against_the_words(words: str, rule: str, doubt: str | None) -> None:
    assert doubt_of(_deadline(words=words, precision="recurring", rrule=rule), 2031) == doubt


@pytest.mark.parametrize(
    ("words", "start", "end", "doubt"),
    [
        ("giai đoạn 2032 - 2035", 2032, 2035, None),
        ("giai đoạn 2032 - 2035", 2032, 2036, "deadline-other-years"),
        ("đến năm 2035", 2031, 2035, None),
        ("đến năm 2035", 2031, 2034, "deadline-other-years"),
        ("5 năm tới", 2031, 2035, None),
        ("giai đoạn 2032 - 2035 theo Nghị quyết 12/2030/NQ-HĐND", 2032, 2035, None),
    ],
)
def test_years_are_held_against_the_words(words: str, start: int, end: int, doubt: str | None) -> None:
    deadline = _deadline(words=words, precision="period", interval={"start": str(start), "end": str(end)})
    assert doubt_of(deadline, 2031) == doubt


@pytest.mark.parametrize(
    ("words", "start", "end", "agree"),
    [
        ("giai đoạn 2021 - 2025", 2021, 2025, True),
        ("giai đoạn 2021-25", 2021, 2025, True),
        ("năm học 2022 – 2023", 2022, 2023, True),
        ("giai đoạn 2021 - 2025, định hướng đến năm 2030", 2021, 2030, True),
        ("từ năm 2021", 2021, 2026, True),
        ("nhiệm kỳ này", 2021, 2026, True),
        ("giai đoạn 2021 - 2025", 2021, 2026, False),
        ("giai đoạn 2021-25", 2021, 2026, False),
        ("từ năm 2021", 2022, 2026, False),
        ("năm 2021", 2022, 2022, False),
    ],
)
def test_the_years_of_a_period_are_the_printed_ones(words: str, start: int, end: int, agree: bool) -> None:
    given = {"words": words, "start": str(start), "end": str(end)}
    if agree:
        assert Period.model_validate(given).words == words
    else:
        with pytest.raises(ValidationError, match="is not"):
            Period.model_validate(given)


HEAD = [
    ("year: 2026", "year: 2027", "6:7"),
    ("number: 15/KH-UBND", "number: 16/KH-UBND", "7:9"),
    ("ngày 12 tháng 01 năm 2026, iso: 2026-01-12", "ngày 13 tháng 01 năm 2026, iso: 2026-01-13", "8:15"),
    ("vi: Mường Mẫu", "vi: Mường Khác", "9:13"),
    ("Lò Văn Mẫu", "Lò Văn Khác", "10:17"),
]


@pytest.mark.parametrize(("right", "wrong", "at"), HEAD, ids=[right for right, _, _ in HEAD])
def test_check_warns_of_a_head_that_the_plan_does_not_print(right: str, wrong: str, at: str, commune: Path) -> None:
    folder = commune / "data/plans/2026"
    source, head = folder / "source.txt", folder / "plan.yml"
    printed = "Số:  15/KH-UBND\nMường Mẫu, ngày 12 tháng 01 năm 2026\n\nCHỦ TỊCH\n\nLò Văn Mẫu\n"
    source.write_text(source.read_text(encoding="utf-8") + printed, encoding="utf-8")
    head.write_text("\n" + head.read_text(encoding="utf-8"), encoding="utf-8")
    assert _heads_doubted(commune) == []
    head.write_text(head.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    assert _heads_doubted(commune) == [f"data/plans/2026/plan.yml:{at}"]


def test_nothing_is_said_of_the_head_of_a_plan_without_its_signed_text(commune: Path) -> None:
    assert len(_heads_doubted(commune)) == 4
    (commune / "data/plans/2026/source.txt").unlink()
    assert _heads_doubted(commune) == []


def _heads_doubted(root: Path) -> list[str]:
    ran = CliRunner().invoke(main, ["check", "--root", str(root), "--lang", "en"])
    assert ran.exit_code == 0, ran.output
    return [line.split(" ")[0] for line in ran.output.splitlines() if " head-not-in-text " in line]


def test_the_plan_of_2023_gives_no_doubt() -> None:
    assert list(doubts(link(load_portal(ROOT / "data", ROOT / "content")))) == []


def test_check_warns_where_the_deadline_stands(commune: Path) -> None:
    section = commune / "data/plans/2026/m2.yml"
    section.write_text(section.read_text(encoding="utf-8").replace("2026-11-15", "2026-11-25"), encoding="utf-8")
    ran = CliRunner().invoke(main, ["check", "--root", str(commune), "--lang", "en"])
    line = next(n for n, row in enumerate(section.read_text(encoding="utf-8").splitlines(), 1) if "id: han-1" in row)
    assert f"data/plans/2026/m2.yml:{line}:" in ran.output
    assert "deadline-another-day" in ran.output
    assert ran.exit_code == 0
    assert CliRunner().invoke(main, ["check", "--root", str(commune), "--strict"]).exit_code == 1


@pytest.mark.parametrize("words", ["sau ngày 15/11/2026", "sớm nhất ngày 15/11/2026", "từ ngày 15/11/2026"])
def test_a_first_day_is_never_counted_to_as_a_last(words: str, commune: Path) -> None:
    section = commune / "data/plans/2026/m2.yml"
    text = section.read_text(encoding="utf-8").replace("trước ngày 15/11/2026", words)
    section.write_text(text, encoding="utf-8")
    portal = link(load_portal(commune / "data"))
    (file,) = (one for one in calendars_of(portal) if one.address == "calendar/all.ics")
    assert "DTSTART;VALUE=DATE:20261115" in file.text
    assert "\nDUE" not in file.text


@pytest.mark.parametrize("clock", ["0 giờ", "00 giờ", "0h", "0h00", "00:00", "0 giờ 00 phút"])
def test_before_midnight_of_a_day_is_before_that_day(clock: str) -> None:
    (found,) = find_deadlines(f"Gửi báo cáo trước {clock} ngày 15/6/2031.", date(2031, 1, 5))
    assert found.due == date(2031, 6, 14)
    (found,) = find_deadlines("Gửi báo cáo trước 10 giờ ngày 15/6/2031.", date(2031, 1, 5))
    assert found.due == date(2031, 6, 15)


def test_the_last_day_of_a_year_from_one_day_to_the_next_is_counted_to(commune: Path) -> None:
    section = commune / "data/plans/2026/m2.yml"
    words = "từ ngày 15/11/2025 đến ngày 15/11/2026"
    section.write_text(section.read_text(encoding="utf-8").replace("trước ngày 15/11/2026", words), encoding="utf-8")
    (file,) = (one for one in calendars_of(link(load_portal(commune / "data"))) if one.address == "calendar/all.ics")
    assert "DUE;VALUE=DATE:20261115" in file.text
