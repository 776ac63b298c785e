"""How often something comes back where no day is named: “định kỳ 6 tháng, 01 năm”, “báo cáo quý”, “mỗi năm một lần”."""

import re

from generator.linking.deadlines.calendar_words import NUMBER, frequency, number
from generator.linking.deadlines.cues import DUTY, Surroundings
from generator.linking.deadlines.printed import Printed
from generator.linking.deadlines.readings import Reading

_UNIT = r"(?P<unit>ngày|tuần|tháng|qu[ýí]|năm)"
_TIMES = r"(?: ?/ ?(?:(?:0?1|một) )?lần| (?:ít nhất |tối thiểu |được )?(?:(?:0?1|một) )?lần| / ?1 ?lần)"
_NOT_A_POINT = (
    r"(?! ?(?:\d|[/-]\d|đầu(?! kỳ)|cuối(?! kỳ)|sau|trước|tiếp|nay|này|đó|học|vừa|qua|gần|liền|kế|tới|thứ|làm việc|"
    r"tuổi|kể|tính|trở|tù|nữa|lương|dương|âm|liên tục|liên tiếp))"
    r"(?! ?(?:i|ii|iii|iv)(?!\w))"
)
_EACH = re.compile(rf"(?:hằng|hàng|mỗi|từng) {_UNIT}(?!\w)(?! ?\d{{4}})(?P<times>{_TIMES})?")
_COUNTED = re.compile(rf"(?P<number>{NUMBER}) (?:\(\w+\) )?{_UNIT}(?!\w)(?P<times>{_TIMES})?{_NOT_A_POINT}")
_OFTEN = re.compile(
    rf"(?:(?P<times>\d{{1,2}}|một|hai|ba|bốn) (?:lần|kỳ)(?: ?/ ?| (?:trong |mỗi |một ){{0,2}})(?:0?1 )?{_UNIT}(?!\w)|"
    rf"(?:mỗi|một|0?1|hằng|hàng) (?P<unit2>ngày|tuần|tháng|qu[ýí]|năm),? (?:ít nhất |"
    rf"tối thiểu )?(?P<times2>0?[2-9]|hai|ba|bốn) lần)"
)
_BARE = re.compile(rf"{_UNIT}(?!\w){_NOT_A_POINT}")
_HALF = re.compile(r"(?:bán niên|nửa năm(?! \d))(?!\w)")
_OTHER_OCCASION = re.compile(
    r"(?:đầu|giữa|cuối) (?:kỳ|năm|nhiệm kỳ|giai đoạn)(?! \d)(?!\w)|đột xuất|chuyên đề|thường xuyên"
)
_AND = re.compile(
    r" ?[,/;] ?(?:và |hoặc |theo |định k[ỳì] )?|,? (?:và|hoặc|hay)(?: theo| định k[ỳì]| kết quả| báo cáo|"
    r" tổng kết)? | - "
)

_PERIODIC = re.compile(r"định k[ỳì](?!\w)")
_REPORT = re.compile(
    r"(?:báo cáo|sơ kết|tổng kết|giao ban|thống kê|họp)(?: công tác| kết quả| tình hình| sơ kết| tổng kết|"
    r" thực hiện| định k[ỳì])? "
)
_GAP = re.compile(r"(?:[^\W\d]+,? ){0,14}?(?=(?:hằng|hàng|mỗi|từng|\d|ba|sáu|một|qu[ýí]|tháng|năm|tuần|bán|nửa))")
_NOUN = (
    r"kế hoạch|chương trình|dự toán|ngân sách|kinh phí|trợ cấp|phụ cấp|lương|tiền|thu nhập|phép|nghỉ|mức|"
    r"chi phí|chỉ tiêu|nhu cầu|số lượng|sinh hoạt phí|học phí|chi|thu|bình quân|trung bình|tăng|giảm|"
    r"danh mục|biên chế|người làm việc|vốn|sản lượng|doanh thu|lễ|hội nghị|thi đua|khen thưởng|đề án|"
    r"kết quả|bảng|danh sách|đợt|kỳ thi|giải|mức độ|tỷ lệ|quỹ|thuế|doanh số|vụ|mùa|diện tích"
)
# “hằng năm” after such a word is its adjective: straight after it, or with no duty in between.
_DESCRIBED = re.compile(rf"(?<!\w)(?:{_NOUN})(?: (?:[^\W\d]+|[-&]),?){{0,4}} $")
_NOUN_OR_DUTY = re.compile(rf"(?<!\w)(?:(?P<noun>{_NOUN})|(?P<duty>{DUTY}))(?!\w)")
_ACTED = re.compile(rf"(?<!\w)(?:{DUTY}|tiến hành|định k[ỳì]|diễn ra|được)(?!\w)")
_ACTS = re.compile(rf"[, ]+(?:[^\W\d]+,? ){{0,14}}?(?:{DUTY}|có trách nhiệm|tiến hành|căn cứ)(?!\w)")
_NOT_A_DUTY = re.compile(r"(?:đối với|với|của|mẫu|kỳ|trong|tại|theo|từ|các) (?:các )?$")
_LOOKS_BACK = re.compile(rf"{NUMBER} năm (?:thực hiện|triển khai|thi hành|thành lập|xây dựng|hoạt động|công tác)")
_AMOUNT = re.compile(r" ?(?:[\d.,]+ ?(?:đồng|triệu|nghìn|tỷ|%|kg|ha|người)|kể từ|từ tháng)")
_MONEY = re.compile(
    r"(?<!\w)(?:trợ cấp|phụ cấp|lương|hưởng|mức|đồng|bình quân|trung bình|hỗ trợ|thưởng|phí|cấp kinh phí)(?!\w)"
)


class CycleReader:
    """Reads recurrences without a day in one text."""

    def __init__(self, shown: Printed) -> None:
        self._shown = shown
        self._text = shown.text

    def at(self, start: int) -> tuple[int, tuple[Reading, ...]] | None:
        """The recurrence that begins at a place."""
        text = self._text
        if match := _PERIODIC.match(text, start):
            return self._periodic(start, match.end())
        if match := _REPORT.match(text, start):
            return self._reported(start, match.end())
        if match := _OFTEN.match(text, start):
            times, unit = match["times"] or match["times2"], match["unit"] or match["unit2"]
            if number(times) == 1:
                return match.end(), (self._reading(start, match.end(), [frequency(1, unit)]),)
            reading = Reading(start, match.end(), "recurring-nodate", precision="recurring", reason="no-cycle")
            return match.end(), (reading,)
        listed = self._list(start, bare=False)
        if listed is None:
            return None
        end, rules, times = listed
        around = Surroundings(self._shown, start, end)
        if not times and not self._adverb(around, start, several=len(rules) > 1):
            return (end, ()) if _EACH.match(text, start) else None
        return end, (self._reading(start, end, rules),)

    def _adverb(self, around: Surroundings, start: int, *, several: bool) -> bool:
        """Whether “hằng năm” tells when to act, and is no adjective of a plan, a budget or an allowance."""
        if not _EACH.match(self._text, start):
            # “Thời hạn: 6 tháng” is a length; “6 tháng, 1 năm” in a cell is how often.
            return several and (around.alone or around.headed)
        if _AMOUNT.match(around.right) or _MONEY.search(around.clause.rsplit(",", 1)[-1]):
            return False
        if around.alone or around.opens or around.headed:
            return True
        part = around.clause.rsplit(",", 1)[-1]
        if not part.strip():
            return bool(_ACTS.match(around.right)) and not _DESCRIBED.search(
                around.clause.replace(",", " ").replace("  ", " ")
            )
        governing = [match.lastgroup for match in _NOUN_OR_DUTY.finditer(around.clause)]
        if _DESCRIBED.search(part) or (governing[-1:] == ["noun"] and not several):
            return False
        return bool(
            _ACTS.match(around.right)
            and not re.match(
                r" (?:của|cho|về|trong|"
                r"theo)(?!\w)",
                around.right,
            )
        ) or (around.cue == "duty" and bool(_ACTED.search(around.clause[-60:])))

    def _periodic(self, start: int, end: int) -> tuple[int, tuple[Reading, ...]]:
        text = self._text
        opening = 2 if text.startswith(": ", end) else 1
        gap = _GAP.match(text, end + opening) if text.startswith((" ", ": "), end) else None
        at = gap.end() if gap else end
        listed = self._list(at, bare=True) if gap else None
        if listed and (at - end < 3 or text[at - 1] == " "):
            stop, rules, _ = listed
            between = text[end:at]
            plain = re.match(r"(?:qu[ýí]|tháng|năm|tuần)(?!\w)", text[at : at + 6])
            if (
                not plain
                or len(between) < 3
                or re.search(r"(?:báo cáo|kết quả|sơ kết|theo|vào|là|:)(?: [^\W\d]+)? $", between)
                or "," in text[at:stop]
            ):
                return stop, (self._reading(start, stop, rules),)
        return end, (Reading(start, end, "undetermined", reason="no-cycle"),)

    def _reported(self, start: int, end: int) -> tuple[int, tuple[Reading, ...]] | None:
        listed = self._list(end, bare=True)
        if listed is None:
            return None
        stop, rules, _ = listed
        around = Surroundings(self._shown, start, stop)
        if _LOOKS_BACK.match(self._text, end):
            # “tổng kết 20 năm thực hiện …” looks back on a length of time.
            return stop, ()
        if len(rules) == 1 and _NOT_A_DUTY.search(around.left):
            return stop, ()
        return stop, (self._reading(start, stop, rules),)

    def _list(self, at: int, *, bare: bool) -> tuple[int, list[str], bool] | None:
        """The recurrences listed from a place: where they end, their rules, whether “lần” says how often."""
        text = self._text
        rules: list[str] = []
        times = False
        end = at
        while len(rules) < 12:
            match = _EACH.match(text, at) or _COUNTED.match(text, at)
            if match is not None:
                given = match.groupdict().get("number")
                rules.append(frequency(number(given) if given else 1, match["unit"]))
                times = times or bool(match["times"])
                bare = True
            elif half := _HALF.match(text, at):
                match = half
                rules.append(frequency(6, "tháng"))
            elif bare and (plain := _BARE.match(text, at)) and plain["unit"] != "ngày":
                match = plain
                rules.append(frequency(1, match["unit"]))
            elif rules and (other := _OTHER_OCCASION.match(text, at)):
                match = other
            else:
                break
            end = match.end()
            connector = _AND.match(text, end)
            if connector is None:
                break
            at = connector.end()
        return (end, list(dict.fromkeys(rules)), times) if rules else None

    def _reading(self, start: int, end: int, rules: list[str]) -> Reading:
        return Reading(
            start,
            end,
            "recurring-nodate",
            rrule=" + ".join(rules),
            precision="recurring",
            rule="frequency",
            reason="no-day",
        )
