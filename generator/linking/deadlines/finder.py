"""Every time a Vietnamese text sets, with what its words name and what follows from them."""

import re
from dataclasses import replace
from datetime import date

from generator.linking.deadlines.cycles import CycleReader
from generator.linking.deadlines.dated import DatedReader
from generator.linking.deadlines.occasions import OccasionReader
from generator.linking.deadlines.printed import Printed, printed
from generator.linking.deadlines.readings import DeadlineMention, Reading

# A reading can begin only at one of these words or at a figure.
_BEGINS = re.compile(
    r"(?<!\w)(?:trước|chậm|muộn|trễ|không|hạn|đến|tới|hết|trong|vào|kể|tính|bắt|từ|ngày|tháng|các|qu[ýí]|năm|nửa|giai|đầu|cuối|giữa|"
    r"thượng|trung|hạ|thứ|chủ|sáng|chiều|lúc|hằng|hàng|mỗi|từng|định|báo|sơ|tổng|giao|thống|họp|một|hai|ba|bốn|sáu|bảy|tám|chín|mười|bán|"
    r"sau|thời|tối|ít|ngay|khi|nếu|cùng|đồng|tại|kỳ|phiên|đại|hội|kiểm|hoặc|và|đột|theo|tiến|thực|tổ|duy|triển|được|làm|thường|liên|quanh|"
    r"suốt|cả|xuyên|kịp|khẩn|sớm|càng|đúng|t?\d|q\.?(?= ?[\div])|buổi|hồi|xong)(?=[ \w(/:]|$)"
)
# A day of the lunar calendar, of which no day of ours follows.
_LUNAR = re.compile(r"(?:,? năm \d{4})?,? ?\(?(?:âm lịch|âl|a\.l)(?!\w)| tháng (?:giêng|chạp)(?!\w)")
# How far before its day a bare “định kỳ” may stand.
_REACH = 160
_JOINS = re.compile(
    r"(?: ?[,:]| ?\(| ?(?:vào|là|và|gửi|nộp|báo cáo)(?!\w)|"
    r" (?:gửi |nộp |báo cáo )?(?:về|đến|cho)(?: [^\W\d]+){1,14}?)* ?$"
)
# “… trước ngày 20 hằng tháng (báo cáo tháng)” says once more of what the time before is.
_SAID_AGAIN = re.compile(r" ?\( ?$")
_WITHIN_A_CLAUSE = re.compile(r"(?: [^\W\d]+){1,12} ?$")
_SENTENCE_END = re.compile(r"[.;!?…] |[|\n]")


def find_deadlines(text: str, as_of: date | None = None) -> tuple[DeadlineMention, ...]:
    """The times a text sets, in order, none inside another; `as_of` is the text's own date, for days without a year.

    >>> [m.due.isoformat() for m in find_deadlines("Báo cáo gửi trước ngày 15/11/2023.", date(2023, 2, 1))]
    ['2023-11-14']
    """
    shown = printed(text)
    readings = _together(shown, _readings(shown, as_of))
    return tuple(_mention(text, shown, reading) for reading in readings)


def _readings(shown: Printed, as_of: date | None) -> list[Reading]:
    readers = (OccasionReader(shown), DatedReader(shown, as_of), CycleReader(shown))
    found: list[Reading] = []
    past = 0
    for match in _BEGINS.finditer(shown.text):
        start = match.start()
        if start < past:
            continue
        results = [result for reader in readers if (result := reader.at(start)) is not None]
        if not results:
            continue
        # A relative time (“trong 10 ngày kể từ …”) goes before the points and lengths inside it, else the longest.
        past, readings = max(results, key=lambda result: (bool(result[1]), result[0]))
        found += (reading for reading in readings if not _LUNAR.match(shown.text, reading.end))
    return found


def _together(shown: Printed, readings: list[Reading]) -> list[Reading]:
    """A recurrence and the day that makes it exact are one, and so are a report and its day; “định kỳ” before a stated
    cycle says nothing more."""
    kept: list[Reading] = []
    for reading in readings:
        previous = kept[-1] if kept else None
        if previous is not None and reading.kind == "recurring-nodate" and (previous.due or previous.rrule):
            between, after = shown.text[previous.end : reading.start], shown.text[reading.end : reading.end + 1]
            if _SAID_AGAIN.fullmatch(between) and after == ")":
                continue
        if previous is not None and reading.kind in ("recurring", "relative") and reading.rrule:
            between = shown.text[previous.end : reading.start]
            if previous.kind == "recurring-nodate" or previous.reason == "no-cycle":
                if _JOINS.fullmatch(between):
                    kept[-1] = replace(reading, start=previous.start)
                    continue
                same = previous.rrule == "FREQ=YEARLY" and reading.rrule.startswith("FREQ=YEARLY")
                if same and _WITHIN_A_CLAUSE.fullmatch(between) and " và " not in between:
                    # “Hằng năm tổ chức Ngày hội vào ngày 18/11” is one.
                    kept.pop()
                if previous.reason == "no-cycle" and len(between) < _REACH and not _SENTENCE_END.search(between):
                    kept.pop()
        elif (
            previous is not None
            and previous.kind == "recurring-nodate"
            and reading.kind == "date"
            and _JOINS.fullmatch(shown.text[previous.end : reading.start])
        ):
            # “báo cáo 6 tháng gửi trước ngày 10/6/2026” is one report with its day.
            kept.pop()
        elif (
            previous is not None
            and previous.reason == "no-cycle"
            and reading.kind == "recurring-nodate"
            and not re.search(r"[.;,|\n]", shown.text[previous.end : reading.start])
        ):
            kept[-1] = replace(reading, start=previous.start)
            continue
        kept.append(reading)
    return kept


def _mention(text: str, shown: Printed, reading: Reading) -> DeadlineMention:
    start, end = shown.span(reading.start, reading.end)
    while end > start and text[end - 1] in " ,":
        end -= 1
    return DeadlineMention(
        start, end, text[start:end], reading.kind, reading.named, reading.boundary, reading.due, reading.rrule,
        reading.precision, reading.rule, reading.reason,
    )  # fmt: skip
