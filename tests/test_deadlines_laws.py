"""What holds for the reader of deadlines whatever the text, and over the plan of 2023 as its editor entered it."""

import json
import time
from datetime import date

import pytest
from click.testing import CliRunner
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.linking import Portal
from generator.linking.deadlines import DeadlineMention, find_deadlines
from generator.model.deadlines import Precision
from generator.publishing.cli import main
from tests.test_deadlines_found import DATED, LOOK_ALIKES, RECURRING, WITHOUT_A_DAY

PIECES = st.sampled_from(
    [
        "trước",
        "chậm nhất",
        "không quá",
        "đến hết",
        "trong",
        "từ",
        "kể từ",
        "sau",
        "vào",
        "ngày",
        "tháng",
        "quý",
        "năm",
        "15/6/2025",
        "15/6",
        "31/4",
        "29/02",
        "15",
        "6",
        "12",
        "2025",
        "2026 - 2030",
        "III",
        "IV/2025",
        "hằng",
        "hàng năm",
        "mỗi",
        "định kỳ",
        "báo cáo",
        "6 tháng",
        "01 năm",
        "và",
        "hoặc",
        ",",
        ".",
        ";",
        "(",
        ")",
        "**",
        "\n",
        "\n\n",
        "\xa0",
        "đầu",
        "cuối",
        "tiếp theo",
        "của",
        "thường xuyên",
        "khi có yêu cầu",
        "thứ Sáu",
        "hằng tuần",
        "ngày làm việc",
        "giờ",
        "lần",
        "kịp thời",
        "hoàn thành",
        "hiệu lực",
        "giai đoạn",
        "kỳ họp",
        "năm sau",
        "mười lăm",
        "ậ",
        "quý III",
        "tháng 6/2025",
        "chậm nhất ngày 20 hằng tháng",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=12).map("".join))
DAYS = st.one_of(st.none(), st.dates())


@given(TEXTS, DAYS)
def test_quotes_the_text_in_order_and_never_overlaps(text: str, as_of: date | None) -> None:
    mentions = find_deadlines(text, as_of)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@given(TEXTS, DAYS)
def test_says_a_day_or_a_rule_or_why_there_is_none(text: str, as_of: date | None) -> None:
    for mention in find_deadlines(text, as_of):
        assert (mention.due is None) == bool(mention.reason), mention
        assert (mention.due is not None) == (mention.kind in ("date", "period") and mention.reason != "no-day")
        assert not (mention.due and mention.rrule)
        assert bool(mention.rule) == bool(mention.due or mention.rrule), mention


def _ends(named: str) -> date:
    """The last day of a point by its name alone, worked out another way than the reader does."""
    last = named.replace("/", "..").split("..")[-1]
    year, *part = last.split("-")
    months = {"": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12}
    if len(part) == 2:
        return date(int(year), int(part[0]), int(part[1]))
    month = months.get(part[0] if part else "") or int(part[0])
    after = (int(year) + month // 12, month % 12 + 1)
    return date.fromordinal(date(*after, 1).toordinal() - 1)


@given(TEXTS, st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_no_day_is_later_than_the_point_the_text_names(text: str, as_of: date) -> None:
    for mention in find_deadlines(text, as_of):
        if mention.due is not None:
            assert mention.due <= _ends(mention.named), mention
            if mention.boundary == "by":
                assert mention.due == _ends(mention.named), mention


@given(TEXTS, DAYS)
def test_every_rule_is_one_of_rfc_5545(text: str, as_of: date | None) -> None:
    for mention in find_deadlines(text, as_of):
        for rule in filter(None, mention.rrule.split(" + ")):
            rrulestr(rule)


YEARLESS = st.sampled_from(
    [
        "gửi báo cáo trước ngày 15/6",
        "hoàn thành trước ngày 20 tháng 9",
        "hoàn thành trong quý III",
        "hoàn thành trong tháng 8",
    ]
)


@given(YEARLESS, st.dates(date(1990, 1, 1), date(2050, 6, 1)), st.integers(1, 40))
def test_a_text_of_a_later_year_shifts_the_days_that_name_no_year(text: str, as_of: date, years: int) -> None:
    assume((as_of.month, as_of.day) != (2, 29))
    (now,), (later,) = find_deadlines(text, as_of), find_deadlines(text, as_of.replace(year=as_of.year + years))
    if now.due is None:
        assert (later.due, later.reason) == (None, now.reason)
    else:
        assert later.due == now.due.replace(year=now.due.year + years)


@given(st.sampled_from([text for text, *_ in (*DATED, *RECURRING, *WITHOUT_A_DAY)]), st.integers(0, 3))
def test_words_in_front_move_the_span_and_nothing_else(text: str, lines: int) -> None:
    before = "Kính gửi các đơn vị.\n\n" * lines
    moved = find_deadlines(before + text, date(2025, 2, 10))
    assert [(m.start - len(before), m.text, m.due, m.rrule) for m in moved] == [
        (m.start, m.text, m.due, m.rrule) for m in find_deadlines(text, date(2025, 2, 10))
    ]


REPEATED = [
    "ngày 15/6, ", "trước ", "trong trong trong 6 tháng ", "định kỳ ", "hằng năm, ", "tháng 3, ", "a", "1/", " ", "**",
    "khi ", "\u0323", "kế hoạch và ", "báo cáo quý, 6 tháng, ", "| 15/6/2026 ", "kể từ ", "kỳ họp thứ 1 ",
    "trước ngày 15/6 hằng năm ",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_a_text_ten_times_as_long_takes_about_ten_times_as_long(piece: str) -> None:
    def seconds(text: str) -> float:
        began = time.process_time()
        find_deadlines(text, date(2025, 1, 1))
        return time.process_time() - began

    short, long = piece * (5_000 // len(piece)), piece * (50_000 // len(piece))
    assert seconds(long) < max(30 * seconds(short), 2.0)


# The plan of 2023


def _about(portal: Portal) -> list[tuple[str, Precision, list[DeadlineMention]]]:
    """Every entry of the plan's editor with what is read inside its words, in its unit's own text."""
    read = []
    for due in portal.dues:
        text, deadline = due.located.unit.text.vi, due.deadline
        start = text.index(deadline.words)
        within = (start, start + len(deadline.words))
        if deadline.token is not None:
            at = text.index(deadline.token, text.index("kết quả", start))
            within = (at, at + len(deadline.token))
        found = [m for m in find_deadlines(text) if m.start < within[1] and m.end > within[0]]
        read.append((deadline.id, deadline.precision, found))
    return read


def test_agrees_with_the_editor_of_the_plan_of_2023_or_reads_nothing(portal: Portal) -> None:
    read = _about(portal)
    assert len(read) == 33
    differs = {
        id_: (precision, [(m.text, m.precision) for m in found])
        for id_, precision, found in read
        if any(m.precision != precision for m in found)
    }
    assert differs == {}
    assert {id_ for id_, _, found in read if found} >= {"rep-1", "rep-2", "rep-3", "rep-4-quarterly", "rep-4-annual"}


def test_reads_no_day_in_the_plan_of_2023(portal: Portal) -> None:
    assert portal.model.plans[0].source is not None
    found = find_deadlines(portal.model.plans[0].source, date(2023, 2, 1))
    assert [m.text for m in found if m.due] == []
    assert [m.rrule for m in found if m.rrule] == ["FREQ=MONTHLY;INTERVAL=3 + FREQ=MONTHLY;INTERVAL=6 + FREQ=YEARLY"]


# The command


def test_prints_one_object_a_line() -> None:
    text = "Các xã gửi báo cáo trước ngày 15/6/2025; báo cáo khi có yêu cầu."
    done = CliRunner().invoke(main, ["deadlines", "--as-of", "2025-01-09", "--lang", "en"], input=text.encode())
    assert done.exit_code == 0
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert {key: first[key] for key in list(first)[:9]} == {
        "start": 19,
        "end": 39,
        "text": "trước ngày 15/6/2025",
        "kind": "date",
        "named": "2025-06-15",
        "boundary": "before",
        "due": "2025-06-14",
        "rrule": "",
        "reason": "",
    }
    assert (second["kind"], second["due"], second["reason"]) == ("on-demand", "", "only on request")


def test_a_report_without_a_day_gets_the_decrees_periods_as_a_suggestion_only() -> None:
    (found,) = find_deadlines("báo cáo quý, 6 tháng, 1 năm")
    assert (found.due, found.reporting_periods) == (None, ("quarter", "half-year", "year"))
    (other,) = find_deadlines("kiểm tra định kỳ hằng năm")
    assert other.reporting_periods == ()
    done = CliRunner().invoke(main, ["deadlines", "--lang", "en"], input="báo cáo quý".encode())
    suggestion = json.loads(done.stdout)["suggestion"]
    assert suggestion.startswith("A suggestion, not a deadline (not verified): under Decree 09/2019/NĐ-CP")


def test_says_in_both_languages_that_a_file_is_no_text() -> None:
    for language, words in (("vi", "không phải UTF-8"), ("en", "not UTF-8")):
        done = CliRunner().invoke(main, ["deadlines", "--lang", language], input=b"ng\xe0y")
        assert done.exit_code == 2
        assert words in done.stderr
    assert CliRunner().invoke(main, ["deadlines", "--as-of", "15/6/2025"], input=b"").exit_code == 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_and_rule_has_words(language: str) -> None:
    texts = "\n\n".join([text for text, *_ in (*DATED, *RECURRING, *WITHOUT_A_DAY)] + LOOK_ALIKES)
    done = CliRunner().invoke(main, ["deadlines", "--lang", language, "--as-of", "2025-02-10"], input=texts.encode())
    assert done.exit_code == 0, done.exception
    for line in done.stdout.splitlines():
        found = json.loads(line)
        assert bool(found["due"]) != bool(found["reason"])
