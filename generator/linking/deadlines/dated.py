"""Points with their boundary: “trước ngày 15/11/2023”, “chậm nhất ngày 20 hằng tháng”, “trong quý III/2026”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.linking.deadlines.calendar_words import MONTH, WEEKDAY, number, weekday
from generator.linking.deadlines.cues import Surroundings
from generator.linking.deadlines.points import FoundPoint, Point, next_point_at, point_at
from generator.linking.deadlines.printed import Printed
from generator.linking.deadlines.readings import Boundary, MentionKind, Reading, dated, yearly

_BOUNDARY = re.compile(
    r"(?:(?:không|chưa) (?:muộn|chậm|trễ) hơn|chậm nhất|muộn nhất|trễ nhất|không quá|hạn chót|hạn cuối(?: cùng)?|"
    r"trước|từ (?:nay|bây giờ)(?: cho)?(?: đến| tới)|"
    r"đến|tới|hết|trong|vào|(?:kể |tính |bắt đầu )?từ)(?!\w)"
    r"(?:,? ?(?:là|vào|lúc|trong|đến|tới|hết|trước|khoảng|:)(?!\w)){0,4}"
)
_MINUTES = r"(?: ?phút|p|['’′])?"
_CLOCK = re.compile(
    rf"(?:lúc |vào hồi |hồi )?\d{{1,2}} ?(?:giờ|h|g|:)(?: ?\d{{2}}{_MINUTES})?(?: (?:sáng|trưa|chiều|tối))?,?(?= )"
)
_MIDNIGHT = re.compile(rf"(?:lúc )?0{{1,2}} ?(?:giờ|h|g|:)(?: ?00{_MINUTES})?,?$")
_WEEKDAY = re.compile(rf"({WEEKDAY})(?!\w)")
_AND_WEEKDAY = re.compile(rf"(?: ?, ?| và |, và )({WEEKDAY})(?!\w)")
_WEEK_BEFORE = re.compile(r"(?:(?:hằng|hàng|mỗi)|báo cáo) tuần(?:,| ?\(| ?:| gửi| báo cáo| vào| họp)* ?$")
_DAYPART = re.compile(r"(?:buổi )?(?:sáng|chiều|tối|đầu giờ|cuối giờ)(?: (?:sáng|chiều))? ")

_AND = re.compile(
    r"(?: ?\([^()|\n]{0,80}\))?(?: ?, ?| và | hoặc | hay |, và | - | ?[&+] ?)"
    r"(?=(?:[^\W\d]+ )?[^\W\d]* ?\d|tháng|qu[ýí]|i)"
)
_EACH_YEAR = re.compile(r",? (?:(?:của|vào|trong) )?(?:hằng|hàng|mỗi|từng|các) năm(?! ?\d)(?!\w)")
_OF_A_YEAR = re.compile(
    r"(?: ?,)?(?: của| trong| thuộc)? năm (?:(?P<after>(?:liền )?(?:sau|kế tiếp|tiếp theo|kế sau|liền kề(?! trước)|"
    r"tiếp|"
    r"tới)(?: liền kề| kế tiếp)?"
    r"(?: sau)?(?: năm (?:báo cáo|kế hoạch|tính thuế|đánh giá|ngân sách|xét|thực hiện|tài chính))?)|"
    r"(?P<earlier>(?:liền kề |liền |ngay |kề )?trước(?: liền kề| đó)?(?! (?:ngày )?\d))|(?P<this>báo cáo|đó|hiện hành|"
    r"tính thuế|kế hoạch|ngân sách|học|đánh giá|"
    r"nay|này|xét))(?!\w)"
)
_OF_THE_YEAR = re.compile(r" (?:của|trong) (?:cùng )?năm(?! \d)(?!\w)")
_EXPECTED = re.compile(r"(?<!\w)(?:dự kiến|khoảng|ước|có thể)(?: là| vào| trong| đến| khoảng|:){0,4} ?$")

_DAY_NUMBER = re.compile(
    r"(?:các )?ngày (?:thứ |mùng |mồng )?(?:(?P<day>0?[1-9]|[12]\d|3[01])(?![\d/]|[-.]\d| ?/ ?\d)"
    r"(?! (?:ngày|tháng \d|giờ|làm việc|năm))|"
    r"(?P<last>cuối cùng|cuối(?= (?:của )?(?:tháng|qu[ýí]|năm|kỳ|mỗi|hằng|hàng)))|(?P<first>đầu tiên))"
    r"(?P<more>(?:(?:,? (?:và )?(?:ngày )?|, )(?:0?[1-9]|[12]\d|3[01])(?![\d/]|[-.]\d)(?! (?:ngày|tháng \d)))*)"
)
_WORKING_DAY = re.compile(r"ngày làm việc (?:cuối cùng|đầu tiên|thứ \d+)")
_QUARTER_MONTH = r"(?P<which>đầu tiên|thứ nhất|thứ 1|đầu|thứ hai|thứ 2|giữa|cuối cùng|cuối|thứ ba|thứ 3)"
_MONTH_OF_QUARTER = re.compile(
    rf",?(?: của| trong)?(?: mỗi| hằng| hàng)? tháng {_QUARTER_MONTH}(?: của| mỗi| hằng| hàng| từng| các|"
    rf" trong){{0,3}} qu[ýí]"
    r"(?: (?:sau|tiếp theo|kế tiếp|liền kề|liền sau|tiếp|báo cáo)(?: liền kề)?(?: qu[ýí][^,.;|\n()]{0,30})?)?(?!\w)"
)
_MONTH_AFTER_QUARTER = re.compile(
    r",?(?: của)? tháng (?:tiếp theo|sau|kế tiếp|liền kề|liền sau|đầu tiên)(?: liền kề| sau)?(?: sau| của|"
    r" kể từ){0,3}"
    r"(?: khi)?(?: kết thúc)? qu[ýí](?: báo cáo)?(?!\w)"
)
_MONTH_OF_PERIOD = re.compile(
    r",?(?: của| trong)?(?: tháng)?(?: cuối cùng| cuối| đầu tiên| đầu| sau| tiếp theo)?(?: của| thuộc)?"
    r" (?:kỳ|thời hạn|đợt|giai đoạn)(?: báo cáo| tiếp theo| sau| tính thuế)?(?!\w)"
)
_EACH_MONTH = re.compile(
    r",? (?:(?:của |vào |trong )?(?:hằng|hàng|mỗi|từng|các) tháng(?! \d)|(?:của |trong )?tháng (?:tiếp theo|sau|"
    r"kế tiếp|liền kề|liền sau|"
    r"kế sau|tiếp|báo cáo|đó)(?: liền kề| sau)?(?: (?:tháng|của tháng)[^,.;|\n()]{0,30})?|(?:của|"
    r"trong) tháng(?! \d| cuối| đầu))(?!\w)"
)
_OF_A_QUARTER = re.compile(
    r"(?:,(?! (?:mỗi |hằng |hàng |từng )?qu[ýí] ?(?:[(:]|(?:trước|vào|ngày|chậm|muộn|gửi)(?!\w))))?"
    r"(?: của)?(?: mỗi| hằng| hàng| từng)? qu[ýí](?! (?:i|[1-4]))(?: (?:báo cáo|sau|tiếp theo|đó))?(?!\w)"
)
_OF_MONTH_AFTER_YEAR = re.compile(
    rf"(?: của)? tháng thứ (?P<nth>{MONTH})(?:,)?(?: kể từ| tính từ| sau)(?: ngày|"
    rf" khi){{0,2}} kết thúc năm (?P<what>dương lịch|[\w ]{{0,20}})"
)
_MONTHS_OF_DAY = re.compile(
    rf",?(?: của)?(?: các)? tháng (?P<months>{MONTH}(?!\w)(?:(?:, ?(?:tháng )?| và (?:tháng )?|"
    rf", và ){MONTH}(?![\w/]))*)"
)
_EVERY_MONTH = re.compile(r",? (?:(?:của |vào |trong )?(?:hằng|hàng|mỗi|từng) tháng)(?! \d)(?!\w)")
# “…, ngày 01/11 đến hết ngày 18/11”; a dash may touch what follows.
_TO_THE_END = re.compile(
    r"(?: ?\([^()|\n]{0,40}\))?,? ?(?:cho )?(?:(?:đến|tới|-|–)(?: (?:hết|trước|cuối|ngày hết)){0,3}(?= )|[-–](?=\d))"
)
_YEARLY_BEFORE = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi) năm(?:, ?| [^.,;:|\n()]{0,60})$")
_DAY_TO_DAY = re.compile(
    r"(?:ngày )?(?P<day>0?[1-9]|[12]\d|3[01]) ?(?:đến|tới|-|–) ?(?:hết )?(?=(?:ngày )?\d{1,2} ?(?:/|tháng))"
)
_TO = re.compile(r",? ?(?:cho )?(?:đến|tới|-|–)(?: hết)? ?")
_LAST_DAY = re.compile(r"(?:ngày )?(?P<day>0?[1-9]|[12]\d|3[01])(?![\d/]|[-.]\d)")
_BARE_DAY = re.compile(
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<last>(?!))?(?P<first>(?!))?(?P<more>)(?= (?:hằng|hàng|mỗi) tháng(?! \d)(?!\w))"
)
_EACH_WEEK = re.compile(
    r",? (?:của )?(?:hằng|hàng|mỗi|từng) tuần(?!\w)|,? (?:của )?tuần (?:sau|kế tiếp|tiếp theo)(?!\w)"
)
_EACH_DAY = re.compile(r" ?(?:hằng|hàng|mỗi) ngày(?!\w)")

_GOVERNS_YEARS = re.compile(
    r"(?<!\w)(?:hằng|hàng|mỗi) (?:năm|qu[ýí]|tháng)(?!\w)|định k[ỳì]|(?:báo cáo|sơ kết|tổng kết)(?: [^\W\d]+){0,3}"
    r" (?:(?:0?6|sáu) tháng|qu[ýí](?: (?:iv|iii|ii|i|[1-4]))?|(?:giữa |cuối )?năm|bán niên)(?! ?[\d/])(?!\w)"
)
_GOVERNS_MONTHS = re.compile(
    r"(?<!\w)(?:(?:hằng|hàng|mỗi) tháng|(?:báo cáo|định k[ỳì])(?: định k[ỳì])? tháng(?! \d))(?!\w)"
)
_GOVERNS_QUARTERS = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi) qu[ýí](?!\w)")
# “Báo cáo tháng (trước ngày 20), 6 tháng (trước 15/6), năm trước 15/12”: the length of time each report is about.
_REPORT_OF = re.compile(
    r"(?<!\w)(?:báo cáo|sơ kết|tổng kết)(?!\w)[^.!?\n]*(?<!\w)(?:(?:0?[69]|sáu|chín) tháng|bán niên|năm) ?[(:]? ?$"
)
_EXCEPTED = re.compile(r"(?<!\w)(?:riêng|trừ|ngoại trừ)(?!\w)")
_REPORT_OF_A_MONTH = re.compile(
    r"(?<!\w)(?:(?:hằng|hàng|mỗi) tháng|(?:báo cáo|định k[ỳì]) tháng)(?: ?[(:]| gửi| nộp)+ ?$"
)
_YEARLY_FURTHER_ON = re.compile(
    r" ?\(?(?:đối với |với )?báo cáo (?:sơ kết |tổng kết )?(?:(?:0?6|sáu) tháng|năm|qu[ýí])(?! ?\d)(?!\w)|"
    r"[^.;|\n]{0,100}? ngày \d[^.;,|\n]{0,24}(?:hằng|hàng|mỗi) năm"
)
# “6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12/2026”: the next of a list has the year for both.
_YEAR_FURTHER_ON = re.compile(
    r",?(?: và)? (?:báo cáo )?(?:năm|6 tháng|9 tháng|quý \w+)(?: gửi)? trước (?:ngày )?\d{1,2}/\d{1,2}/(?P<year>20\d\d)"
)
_STANDING = re.compile(
    r"(?<!\w)(?:báo cáo|gửi|kế hoạch|dự toán|quyết toán|tổng kết|tổng hợp|nộp|đăng ký|lập|công bố|công khai)(?!\w)"
)
_ANNIVERSARY = re.compile(r" ?(?:là ngày|làm ngày|\(ngày|\([^)]{0,30}kỷ niệm)")

# “Kế hoạch năm …”, “Chiến lược … đến năm …, tầm nhìn đến năm …”: the years belong to the name.
_NAMED_AFTER_YEARS = re.compile(
    r"(?:(?:nhiệm vụ|trọng tâm|kế hoạch|chương trình|đề án|chiến lược|quy hoạch|dự toán|kết quả)(?:[^,]|,(?! )){0,60}"
    r"|tầm nhìn|định hướng) ?$"
)
_TARGET = re.compile(r" ?[,:] ?(?:phấn đấu|có|đạt|tỷ lệ|ít nhất|tối thiểu|100%|toàn|cơ bản|hoàn thành)(?!\w)")
_AND_LATER_YEARS = re.compile(r" (?:và|cùng) (?:các|những) năm (?:tiếp theo|sau|kế tiếp|tới)")
_DEMAND = re.compile(r"(?<!\w)(?:phải|hoàn thành|hoàn thiện|xong|chuyển đổi)(?!\w)")
_SENT = re.compile(r"(?<!\w)(?:báo cáo|gửi|nộp|trình|xử lý|thực hiện|cung cấp|tổng hợp)(?!\w)")
_OPENS_A_WINDOW = re.compile(r"định k[ỳì] từ ngày \d{1,2} $")
_SCHEDULED = re.compile(r" ?: (?=[^\W\d])")
_STRONG = re.compile(r"trước|nhất|hơn|hạn")
_QUARTER_MONTHS = {
    "đầu": (1, 4, 7, 10), "đầu tiên": (1, 4, 7, 10), "thứ nhất": (1, 4, 7, 10), "giữa": (2, 5, 8, 11),
    "thứ hai": (2, 5, 8, 11), "cuối": (3, 6, 9, 12), "cuối cùng": (3, 6, 9, 12), "thứ ba": (3, 6, 9, 12),
    "thứ 1": (1, 4, 7, 10), "thứ 2": (2, 5, 8, 11), "thứ 3": (3, 6, 9, 12),
}  # fmt: skip


@dataclass(frozen=True)
class _Lead:
    """The words before a point: where they begin, what they set, and how surely they set a deadline."""

    start: int
    end: int
    words: str
    clock: bool = False

    @property
    def boundary(self) -> Boundary:
        if "trước" in self.words:
            return "by" if self.clock else "before"
        if self.from_point:
            return "window"
        return "by" if self.words and self.words != "vào" else ""

    @property
    def strong(self) -> bool:
        return bool(_STRONG.search(self.words))

    @property
    def from_now(self) -> bool:
        """“Từ nay đến hết năm 2026”: the start is the text's own day, so only the end sets something."""
        return self.words.startswith(("từ nay", "từ bây giờ"))

    @property
    def from_point(self) -> bool:
        return not self.from_now and (self.words.endswith("từ") or " từ " in f" {self.words} ")


class DatedReader:
    """Reads points of the calendar in one text, at the places where one may begin."""

    def __init__(self, shown: Printed, as_of: date | None) -> None:
        self._shown = shown
        self._text = shown.text
        self._as_of = as_of

    def at(self, start: int) -> tuple[int, tuple[Reading, ...]] | None:
        """What begins at a place: where reading goes on, and the readings (none for a look-alike); None if nothing."""
        lead = self._lead(start)
        for read in (self._weekly, self._day_of_month, self._points):
            if found := read(lead):
                return found
        return None

    def _lead(self, start: int) -> _Lead:
        at, words = start, ""
        if match := _BOUNDARY.match(self._text, at):
            words, at = match.group(), self._space(match.end())
        clock = False
        if match := _CLOCK.match(self._text, at):
            # Before 0 o'clock of a day is before that day.
            clock, at = _MIDNIGHT.match(match.group()) is None, self._space(match.end())
        if match := _DAYPART.match(self._text, at):
            clock, at = True, match.end()
        return _Lead(start, at, words, clock)

    def _after_clock(self, at: int) -> int:
        at = self._space(at)
        clock = _CLOCK.match(self._text, at)
        return self._space(clock.end()) if clock else at

    def _space(self, at: int) -> int:
        while self._text.startswith((" ", ","), at):
            at += 1
        return at

    # Days of the week and of the month

    def _weekly(self, lead: _Lead) -> tuple[int, tuple[Reading, ...]] | None:
        if lead.words and (match := _EACH_DAY.match(self._text, lead.end)) and lead.clock:
            if re.search(r"làm việc|hành chính|trực(?!\w)|mở cửa", self._text[max(0, lead.start - 60) : lead.start]):
                return match.end(), ()
            end = match.end()
            return end, (
                Reading(
                    lead.start,
                    end,
                    "recurring",
                    "",
                    lead.boundary,
                    None,
                    "FREQ=DAILY",
                    "recurring",
                    "frequency",
                    "no-day",
                ),
            )
        match = re.compile("ngày ").match(self._text, lead.end)
        at = match.end() if match else lead.end
        named = _WEEKDAY.match(self._text, at)
        if named is None:
            return None
        days, end = [weekday(named[1])], named.end()
        while more := _AND_WEEKDAY.match(self._text, end):
            days.append(weekday(more[1]))
            end = more.end()
        tail = _EACH_WEEK.match(self._text, end)
        if tail is None and not _WEEK_BEFORE.search(self._text, max(0, lead.start - 40), lead.start):
            return None
        end = tail.end() if tail else end
        day = ",".join(days)
        rule = f"FREQ=WEEKLY;BYDAY={day}"
        return end, self._kept(
            lead,
            end,
            Reading(
                lead.start,
                end,
                "recurring",
                day,
                lead.boundary,
                None,
                rule,
                "recurring",
                "named-day-each-period",
                "no-day",
            ),
        )

    def _day_of_month(self, lead: _Lead) -> tuple[int, tuple[Reading, ...]] | None:
        text = self._text
        working = _WORKING_DAY.match(text, lead.end)
        match = working or _DAY_NUMBER.match(text, lead.end)
        if match is None and (lead.words or self._cell_begins(lead.end)):
            match = _BARE_DAY.match(text, lead.end)
        if match is None:
            return None
        end = match.end()
        if working:
            days, named = "", working.group()
        elif match["last"]:
            days, named = "-1", "last day"
        elif match["first"]:
            days, named = "1", "day 1"
        else:
            numbers = [int(match["day"]), *map(int, re.findall(r"\d+", match["more"]))]
            days, named = ",".join(map(str, numbers)), "day " + ",".join(map(str, numbers))
        boundary = lead.boundary
        if not working and match["day"] and (window := self._days_of_each_month(lead, match)):
            return window

        def found(end: int, kind: str, rrule: str, name: str = "") -> tuple[int, tuple[Reading, ...]]:
            if lead.from_point:
                # “tính từ ngày 15 của tháng trước”: where a data window begins.
                return end, ()
            kept: MentionKind = "relative" if kind == "relative" else "recurring" if days else "recurring-nodate"
            reading = Reading(
                lead.start,
                end,
                kept,
                name or named,
                boundary,
                rrule=rrule,
                precision="recurring" if rrule else "undetermined",
                rule="named-day-each-period" if rrule else "",
                reason="no-day" if rrule else "period-not-stated",
            )
            return end, self._kept(lead, end, reading)

        by_day = f";BYMONTHDAY={days}" if days else ""
        if tail := _MONTHS_OF_DAY.match(text, end):
            months = sorted({number(month) for month in re.findall(MONTH, tail["months"])})
            each = _EACH_YEAR.match(text, tail.end())
            governed = each or _GOVERNS_YEARS.search(Surroundings(self._shown, lead.start, end).sentence)
            if governed and days:
                listed = ",".join(map(str, months))
                return found(
                    each.end() if each else tail.end(),
                    "recurring",
                    f"FREQ=YEARLY;BYMONTH={listed}{by_day}",
                    ",".join(f"{m:02}-{int(days.split(',')[0]):02}" for m in months),
                )
        if (tail := _OF_MONTH_AFTER_YEAR.match(text, end)) and days:
            if tail["what"] == "dương lịch":
                return found(tail.end(), "relative", f"FREQ=YEARLY;BYMONTH={number(tail['nth'])}{by_day}")
            return found(tail.end(), "relative", "")
        if tail := _MONTH_OF_QUARTER.match(text, end):
            months_of = ",".join(map(str, _QUARTER_MONTHS[tail["which"]]))
            return found(
                tail.end(),
                "recurring",
                f"FREQ=YEARLY;BYMONTH={months_of}{by_day}" if days else "FREQ=MONTHLY;INTERVAL=3",
            )
        if tail := _MONTH_AFTER_QUARTER.match(text, end):
            return found(
                tail.end(), "recurring", f"FREQ=YEARLY;BYMONTH=1,4,7,10{by_day}" if days else "FREQ=MONTHLY;INTERVAL=3"
            )
        if tail := _EACH_MONTH.match(text, end):
            return found(tail.end(), "recurring", f"FREQ=MONTHLY{by_day}")
        if tail := _OF_A_QUARTER.match(text, end):
            if days == "-1":
                return found(tail.end(), "recurring", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1")
            days = ""
            return found(tail.end(), "recurring", "FREQ=MONTHLY;INTERVAL=3")
        if tail := _OF_A_YEAR.match(text, end) or _EACH_YEAR.match(text, end) or _OF_THE_YEAR.match(text, end):
            if days == "-1":
                return found(tail.end(), "recurring", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31")
            return None
        if tail := _MONTH_OF_PERIOD.match(text, end):
            return found(tail.end(), "relative", "")
        around = Surroundings(self._shown, lead.start, end)
        if not days or not (lead.words or _REPORT_OF_A_MONTH.search(around.left)):
            return None
        if _GOVERNS_MONTHS.search(around.sentence) and not _EXCEPTED.search(around.clause):
            return found(end, "recurring", f"FREQ=MONTHLY{by_day}")
        if days not in ("-1",) and lead.strong and match["day"]:
            if _GOVERNS_QUARTERS.search(around.sentence):
                days = ""
                return found(end, "recurring", "FREQ=MONTHLY;INTERVAL=3")
            reading = Reading(lead.start, end, "undetermined", named, boundary, reason="month-not-stated")
            return end, self._kept(lead, end, reading)
        return None

    def _days_of_each_month(self, lead: _Lead, first: re.Match[str]) -> tuple[int, tuple[Reading, ...]] | None:
        """“từ ngày 20 đến ngày 25 hằng tháng” ends on the 25th; “tính từ ngày …” is a data window."""
        gap = _TO.match(self._text, first.end())
        last = _LAST_DAY.match(self._text, gap.end()) if gap and lead.words == "từ" else None
        each = _EVERY_MONTH.match(self._text, last.end()) if last else None
        if last is None or each is None:
            return None
        begins, ends = int(first["day"]), int(last["day"])
        around = Surroundings(self._shown, lead.start, each.end())
        if begins >= ends or not self._window_counts(around):
            return each.end(), ()
        reading = Reading(
            lead.start, each.end(), "recurring", f"day {begins}/day {ends}", "window", None,
            f"FREQ=MONTHLY;BYMONTHDAY={ends}", "recurring", "named-day-each-period", "no-day",
        )  # fmt: skip
        return each.end(), (reading,)

    # Days, months, quarters, halves and years

    def _points(self, lead: _Lead) -> tuple[int, tuple[Reading, ...]] | None:
        at = lead.end
        if (match := _WEEKDAY.match(self._text, at)) and (after := self._space(match.end())):
            at = after
        headed = not lead.words and (self._cell_begins(at) or Surroundings(self._shown, at, at).headed)
        first = point_at(self._text, at, bare=(bool(lead.words) or headed) and not lead.from_point)
        if (lead.from_point or headed) and (day := _DAY_TO_DAY.match(self._text, at)):
            last = point_at(self._text, day.end())
            if last is not None and last.point.precision == "day" and not last.point.from_day:
                days = replace(last.point, from_day=int(day["day"]))
                return self._days_of_a_month(lead, FoundPoint(days, at, last.end)) if days.exists else (last.end, ())
        if headed and first is not None and first.point.precision == "day" and not first.point.from_day:
            gap = _TO_THE_END.match(self._text, first.end)
            second = point_at(self._text, self._space(gap.end())) if gap and gap.group().strip() in ("-", "–") else None
            if second is not None and second.point.precision == "day":
                return self._window(replace(lead, words="từ"), first)
        if first is None or (
            not first.marked and not lead.words and first.point.precision == "day" and first.point.year is None
        ):
            return None
        if lead.words in ("vào", "") and not lead.clock and self._counts(at):
            return None
        return self._window(lead, first) or self._listed(lead, first)

    def _cell_begins(self, at: int) -> bool:
        before = self._text[max(0, at - 2) : at].strip(" ")
        return not before[-1:].strip("|\n")

    def _counts(self, at: int) -> bool:
        """Whether a number just before makes “tháng” or “năm” a length (“3 tháng”)."""
        return bool(re.search(r"\d ?$", self._text[max(0, at - 3) : at])) and not self._text[at].isdecimal()

    def _window(self, lead: _Lead, first: FoundPoint) -> tuple[int, tuple[Reading, ...]] | None:
        """“từ ngày A đến (hết) ngày B”; a start without an end is no deadline."""
        if not lead.from_point:
            return None
        of_year = _OF_A_YEAR.match(self._text, first.end)
        gap = _TO_THE_END.match(self._text, of_year.end() if of_year else first.end)
        second = point_at(self._text, self._after_clock(gap.end()), bare=True) if gap else None
        span = first.point
        if gap is None and span.from_day:
            return self._days_of_a_month(lead, first)
        one = span.last - span.first == (2 if span.precision == "quarter" else 0) and not span.since
        if gap is None and span.precision in ("month", "quarter", "period") and not one:
            # “từ tháng 3 đến tháng 10”: both ends are one point already.
            each = _EACH_YEAR.match(self._text, first.end) if span.year is None else None
            around = Surroundings(self._shown, lead.start, each.end() if each else first.end)
            if each:
                return each.end(), self._each_year(lead, around, span, f"month {span.first}/month {span.last}", "by")
            point, of_text = self._with_year(span, around)
            if point is None or not self._window_counts(around) or (self._past(point) and not around.headed):
                return first.end, ()
            return first.end, (dated(lead.start, first.end, point, "window", through=False, year_of_text=of_text),)
        if gap is None or second is None:
            around = Surroundings(self._shown, lead.start, first.end)
            if lead.clock and around.headed and first.point.precision == "day" and first.point.year is not None:
                # “Thời gian: bắt đầu từ 8h00 ngày 25/3/2026” is when something takes place.
                return first.end, (dated(lead.start, first.end, first.point, "", through=True, year_of_text=False),)
            # The start of application, of a season, of an allowance.
            return first.end, ()
        before = "trước" in gap.group()
        start_point = first.point
        year = second.point.year
        if start_point.year is None and year is not None:
            start_point = start_point.at(year)
        end, around = second.end, Surroundings(self._shown, lead.start, second.end)
        name = f"{start_point.named}/{second.point.named}"
        if of_year and (after := _OF_A_YEAR.match(self._text, end)) and after["after"]:
            # “từ tháng 10 năm trước đến tháng 3 năm sau” comes back every year.
            around = Surroundings(self._shown, lead.start, after.end())
            return after.end(), self._each_year(lead, around, second.point, name, "by")
        if each := _EACH_YEAR.match(self._text, end):
            return each.end(), self._each_year(lead, around, second.point, name, "before" if before else "by")
        if second.point.year is None and (_YEARLY_BEFORE.search(around.left)):
            return end, self._each_year(lead, around, second.point, name, "before" if before else "by")
        if _OF_A_YEAR.match(self._text, end) or of_year or not self._window_counts(around):
            return end, ()
        point, of_text = self._with_year(second.point, around)
        if point is None:
            return end, ()
        if self._past(point) and not (around.alone or around.headed):
            return end, ()
        reading = dated(lead.start, end, point, "before" if before else "window", through=False, year_of_text=of_text)
        if reading.kind == "date" and not before:
            reading = replace(reading, kind="period", precision="period", rule="last-day-of-period")
        elif reading.kind == "date":
            reading = replace(reading, kind="period", precision="period", boundary="window")
        return end, (replace(reading, named=f"{start_point.named}/{point.named}"),)

    def _days_of_a_month(self, lead: _Lead, days: FoundPoint) -> tuple[int, tuple[Reading, ...]]:
        """“từ ngày 05-07/3/2026”."""
        each = _EACH_YEAR.match(self._text, days.end) if days.point.year is None else None
        around = Surroundings(self._shown, lead.start, each.end() if each else days.end)
        if each or (days.point.year is None and _YEARLY_BEFORE.search(around.left)):
            end = each.end() if each else days.end
            return end, self._each_year(lead, around, replace(days.point, from_day=None), days.point.named, "by")
        point, of_text = self._with_year(days.point, around)
        if point is None or not self._window_counts(around) or (self._past(point) and not around.headed):
            return days.end, ()
        return days.end, (dated(lead.start, days.end, point, "window", through=False, year_of_text=of_text),)

    def _each_year(
        self, lead: _Lead, around: Surroundings, last: Point, name: str, boundary: Boundary
    ) -> tuple[Reading, ...]:
        """A window that comes back every year ends on its last day."""
        if not self._window_counts(around):
            return ()
        rule = yearly((last,), boundary)
        return (
            Reading(
                lead.start, around.end, "recurring", name, "window", None, rule, "recurring", "named-day-each-period",
                "no-day",
            ),
        )  # fmt: skip

    def _window_counts(self, around: Surroundings) -> bool:
        if around.of_data or around.of_results:
            return False
        if around.alone or around.headed or re.search(r"định k[ỳì],? $", around.left):
            return True
        if (around.opens or _YEARLY_BEFORE.search(around.left)) and around.asked_after:
            return True
        return around.cue == "duty" and not around.done and not around.goes_on

    def _listed(self, lead: _Lead, first: FoundPoint) -> tuple[int, tuple[Reading, ...]]:
        text = self._text
        group: list[tuple[_Lead, FoundPoint]] = [(lead, first)]
        while match := _AND.match(text, group[-1][1].end):
            next_lead = self._lead(match.end())
            # “quý 3, 4/2026” goes on with a quarter, not with April.
            before = group[-1][1].point
            following = None if next_lead.words else next_point_at(text, next_lead.end, group[-1][1])
            if following is None or before.precision not in ("quarter", "day"):
                following = point_at(text, next_lead.end) or following
            if following is None or next_lead.from_point or len(group) > 11:
                break
            if not next_lead.words and first.point.precision == "day" != following.point.precision:
                break
            group.append((next_lead, following))
        end = group[-1][1].end
        points = tuple(found.point for _, found in group)
        if len({p.year for p in points}) == 1 and points[-1].year is None:
            if each := _EACH_YEAR.match(text, end):
                return each.end(), self._yearly(lead, points, each.end())
            if of := _OF_A_YEAR.match(text, end):
                return of.end(), self._of_a_year(lead, points, of)
            if of_this := _OF_THE_YEAR.match(text, end):
                return of_this.end(), self._yearly(lead, points, of_this.end())
            around = Surroundings(self._shown, lead.start, end)
            if points[0].precision == "day" and (further := _YEAR_FURTHER_ON.match(text, end)):
                group = [(own, replace(one, point=one.point.at(int(further["year"])))) for own, one in group]
                return end, tuple(reading for n in range(len(group)) for reading in self._single(group, n))
            governed = (
                _GOVERNS_YEARS.search(around.sentence)
                or _REPORT_OF.search(around.left)
                or _YEARLY_FURTHER_ON.match(text, end)
            )
            if not governed and self._as_of is None and points[0].precision == "day":
                governed = _STANDING.search(around.sentence)
            if (
                governed
                and points[0].precision in ("day", "month", "quarter")
                and (lead.words or points[0].precision == "day")
            ):
                return end, self._yearly(lead, points, end)
        return end, tuple(reading for n in range(len(group)) for reading in self._single(group, n))

    def _yearly(self, lead: _Lead, points: tuple[Point, ...], end: int) -> tuple[Reading, ...]:
        boundary = lead.boundary
        if not all(point.exists for point in points):
            return (Reading(lead.start, end, "undetermined", "", boundary, reason="no-such-day"),)
        if any(point.edge in ("start", "middle") for point in points):
            return (
                Reading(
                    lead.start,
                    end,
                    "recurring-nodate",
                    "",
                    boundary,
                    None,
                    "FREQ=YEARLY",
                    "recurring",
                    "frequency",
                    "part-of-period",
                ),
            )
        if points[0].precision == "day" and not lead.words and _ANNIVERSARY.match(self._text, end):
            return ()
        names = ",".join(point.named for point in points)
        rule = yearly(points, boundary)
        reading = Reading(
            lead.start, end, "recurring", names, boundary, None, rule, "recurring", "named-day-each-period", "no-day"
        )
        return self._kept(lead, end, reading)

    def _of_a_year(self, lead: _Lead, points: tuple[Point, ...], of: re.Match[str]) -> tuple[Reading, ...]:
        if not all(point.exists for point in points) or any(point.edge in ("start", "middle") for point in points):
            return ()
        rule = yearly(points, lead.boundary)
        names = ",".join(point.named for point in points)
        kind: MentionKind = "recurring" if of["this"] else "relative"
        suffix = "" if of["this"] else " of the year before" if of["earlier"] else " of the following year"
        reading = Reading(
            lead.start,
            of.end(),
            kind,
            names + suffix,
            lead.boundary,
            None,
            rule,
            "recurring",
            "named-day-after-year",
            "no-day",
        )
        return self._kept(lead, of.end(), reading)

    def _kept(self, lead: _Lead, end: int, reading: Reading) -> tuple[Reading, ...]:
        """A recurring reading, unless the words around tell of allowances, data windows or seasons of use."""
        around = Surroundings(self._shown, lead.start, end)
        if around.of_data:
            return ()
        if lead.strong:
            refused = (
                around.cue == "states"
                and around.cue_word in ("hiệu lực", "áp dụng", "sử dụng", "tính từ", "số liệu", "giá trị")
            ) or around.goes_on
        else:
            refused = around.cue == "states" or (
                lead.words in ("đến", "đến hết", "hết", "tới")
                and around.cue != "duty"
                and not _OPENS_A_WINDOW.search(around.left)
            )
        return () if refused else (reading,)

    def _single(self, group: list[tuple[_Lead, FoundPoint]], n: int) -> Iterator[Reading]:
        """One point of a list; without a year it takes that of the next which has one (“15/6 và 15/12/2026”)."""
        lead, found = group[n]
        if n and not lead.words:
            lead = replace(group[0][0], start=lead.start)
        point = found.point
        around = Surroundings(self._shown, group[0][0].start, group[-1][1].end)
        if around.tells_of_past:
            return
        later = next((other.point.year for _, other in group[n:] if other.point.year is not None), None)
        of_text = False
        if point.year is None and later is not None:
            point = point.at(later)
        start, end = lead.start, found.end
        if _EXPECTED.search(Surroundings(self._shown, group[0][0].start, end).left) or "khoảng" in lead.words:
            yield Reading(start, end, "undetermined", point.named, "window", reason="expected")
            return
        if point.year is None:
            given, of_text = self._with_year(point, around)
            if given is None:
                if self._accepted(lead, point, around) and lead.words:
                    yield Reading(start, end, "undetermined", point.named, lead.boundary, reason="year-not-stated")
                return
            point = given
        if point.precision in ("year", "period") and (more := _AND_LATER_YEARS.match(self._text, end)):
            around = Surroundings(self._shown, around.start, more.end())
            if self._accepted(lead, point, around):
                yield Reading(start, more.end(), "period", point.named, "window", precision="period", reason="no-day")
            return
        if self._accepted(lead, point, around):
            yield dated(
                start,
                end,
                point,
                lead.boundary or ("" if point.precision == "day" else "by"),
                through=lead.clock,
                year_of_text=of_text,
            )

    def _with_year(self, point: Point, around: Surroundings) -> tuple[Point | None, bool]:
        """The year of the text itself where its end is not yet past; the words alone would allow another."""
        if point.year is not None:
            return point, False
        if self._as_of is None:
            return None, False
        point = point.at(self._as_of.year)
        ends = point.ends
        if ends is not None and ends < self._as_of:
            return None, False
        return point, True

    def _past(self, point: Point) -> bool:
        ends = point.ends
        return self._as_of is not None and ends is not None and ends < self._as_of

    def _accepted(self, lead: _Lead, point: Point, around: Surroundings) -> bool:
        if around.of_data or (not lead.strong and around.of_results):
            return False
        if around.alone:
            if (point.precision == "year" and self._past(point)) or around.in_a_header:
                return False
            return (
                point.precision != "day"
                or bool(lead.words)
                or self._whole(around)
                or (self._as_of is not None and not self._past(point))
            )
        if around.cue == "states" and not around.headed:
            return False
        past = self._past(point)
        if around.goes_on or (around.done and re.search(r"(?<!\w)(?:trường hợp|đối với|nếu)(?!\w)", around.clause)):
            return False
        if lead.strong:
            if around.done and (past or self._as_of is None):
                return False
            if lead.boundary != "before":
                return True
            if past or self._as_of is None:
                # “văn bản ban hành trước ngày …” may speak of what was: then only a plain demand counts.
                demanded = bool(_DEMAND.search(around.clause))
                unclear = around.conditional or (self._as_of is None and not _SENT.search(around.clause))
                return around.headed or (around.cue == "duty" and (demanded or not unclear))
            return True
        if around.headed or (around.opens and _SCHEDULED.match(around.right) and not past):
            return not around.done
        if past or around.done:
            return False
        if lead.clock and not lead.words and around.cue == "duty" and point.year is not None:
            return True
        if lead.from_now and around.opens:
            return around.asked_after or around.cue == "duty"
        if lead.words and lead.words != "vào":
            if point.precision in ("year", "period"):
                if around.opens and lead.words.startswith("đến"):
                    return bool(_TARGET.match(around.right)) or around.asked_after
                return around.cue == "duty" and not _NAMED_AFTER_YEARS.search(around.clause)
            return around.cue == "duty" or around.asked_after
        if lead.words == "vào":
            return around.cue == "duty" and self._as_of is not None
        if point.precision == "day":
            return False
        return (
            around.opens and around.asked_after and self._as_of is not None and point.precision in ("month", "quarter")
        )

    def _whole(self, around: Surroundings) -> bool:
        return around.start <= 1 and around.end + 3 >= len(self._text) and not around.right.strip(" .;\n")
