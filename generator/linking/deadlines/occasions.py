"""Times counted from something that happens, on request, all the time, or left open."""

import re

from generator.linking.deadlines.calendar_words import NUMBER, number
from generator.linking.deadlines.cues import DUTY, Surroundings
from generator.linking.deadlines.printed import Printed
from generator.linking.deadlines.readings import Boundary, MentionKind, Reading, Reason

_UNIT = r"(?P<unit>ngày làm việc|ngày|giờ làm việc|giờ|phút|tuần|tháng|năm)"
_LEAD = (
    r"(?P<lead>(?:trong (?:thời hạn|thời gian|vòng|khoảng thời gian|khoảng)|trong|thời hạn|thời gian|chậm nhất|"
    r"muộn nhất|không quá|không (?:chậm|muộn) hơn|tối đa|"
    r"ít nhất|tối thiểu|sau|trước|hạn)(?: (?:là|tối đa|không quá|chậm nhất|trong|sau|ít nhất|tối thiểu|trước|từ|"
    r"vòng)){0,4}(?: :)? )"
)
_FROM = (
    r"(?P<from>,? ?(?:liên tục |liên tiếp )?(?:(?:được )?(?:kể |tính )(?:bắt đầu )?từ|từ|kể|sau|"
    r"trước)(?: (?:ngày|khi|thời điểm|lúc|thời hạn|hôm)){0,3}(?!\w))"
)
_DURATION = (
    rf"(?P<number>{NUMBER})(?: ?\((?:\w+ ?){{1,3}}\))?(?: ?[-–] ?(?P<to>\d{{1,3}}))? {_UNIT}(?!\w)(?! \d)(?: làm việc)?"
)
_RELATIVE = re.compile(rf"{_LEAD}?{_DURATION}(?! (?:đầu|cuối)(?!\w)){_FROM}?")
_WORDS_AFTER = re.compile(r"[^,.;:|\n()]{0,90}")
_SAME_DAY = re.compile(
    r"(?:trong|ngay trong|chậm nhất(?: là)?(?: trong)?|vào|ngay) (?:ngày làm việc(?: (?:tiếp theo|kế tiếp|liền kề|"
    r"liền sau|hôm sau))?|ngày (?:tiếp theo|hôm sau|nhận))(?! \d)(?!\w)[^,.;:|\n()]{0,60}"
)
_FOLLOWING_DAY = re.compile(
    r"(?:chậm nhất|trước)[^,.;|\n\d]{0,20} ngày (?:làm việc )?(?:tiếp theo|kế tiếp|liền kề|liền sau)(?!\w)"
)
_NTH_DAY = re.compile(
    rf"(?:chậm nhất|muộn nhất|không quá|trước|trong)(?: là| vào|"
    rf" đến){{0,3}} ngày (?:làm việc )?thứ {NUMBER}(?!\w)(?: làm việc)?,? (?:kể từ|tính từ|sau|trước)"
    r"(?! \d)(?: (?:ngày|khi|thời điểm)){0,3}[^,.;:|\n()]{0,90}"
)
_CALENDAR_LENGTHS = frozenset(("tháng", "năm", "tuần"))
_BOUND_LEAD = re.compile(r"trong|thời hạn|(?<!ít )nhất|trước ít nhất|quá|hơn|tối đa")
# “tập huấn trong 02 ngày (20 - 21/3/2026)”, “thời lượng không quá 30 phút”: how long something takes.
_DAYS_FOLLOW = re.compile(r" ?\((?:từ |ngày )*\d{1,2} ?[-–/]")
_HOW_LONG = re.compile(
    r"(?:thời lượng|thời gian (?:đại hội|hội nghị|họp|lớp|tập huấn|thi|biểu diễn|phát biểu))[^.;:|\n]{0,20} $"
)
_TERM_HEADING = re.compile(
    r"(?<!\w)thời hạn (?:giải quyết|xử lý|thẩm định|trả lời|cấp|hoàn thành|thực hiện|báo cáo|gửi|nộp)"
    r"[^:|\n\d]{0,40}: ?$"
)
_LENGTH_OF_STATE = re.compile(
    r"(?<!\w)(?:giá trị|hiệu lực|sử dụng|giấy phép|chứng chỉ|bảo hành|lưu trữ|lưu giữ|lưu|bảo quản|phạt|tù|hưởng|"
    r"kinh nghiệm|"
    r"thâm niên|công tác|tuổi|cấm|tước|đình chỉ|gia hạn|cách chức|bổ nhiệm|nhiệm kỳ|đào tạo|trợ cấp|hỗ trợ|"
    r"thời hiệu|duy trì|"
    r"liên tục|liên tiếp|cư trú|tạm giữ|tạm giam|thử việc|tập sự|khóa học|thuê|miễn|giảm|hợp đồng|ổn định|nghỉ|"
    r"thời hạn thuê|"
    r"không được|tồn tại|có thời hạn|hoạt động|đã|từng|quá)(?!\w)"
)

_HAPPENS = (
    r"thiên tai|sự cố|dịch|dịch bệnh|bão|lũ|mưa lũ|thay đổi|biến động|điều chỉnh|phát sinh|vi phạm|tình huống|"
    r"vụ việc|vướng mắc|"
    r"khó khăn|dấu hiệu|văn bản|hướng dẫn|chỉ đạo|quyết định|kết luận|kết quả|thông báo|chủ trương|quy định|"
    r"nghị định|thông tư|"
    r"luật|kế hoạch|bệnh|ca bệnh|tai nạn|cháy|khẩn cấp|nguy cơ|thông tin|sửa đổi|đủ điều kiện|dịp|sự kiện|ổ dịch"
)
_EVENT = re.compile(
    rf"(?:ngay (?:sau )?khi|sau khi|khi (?:có|xảy ra|xuất hiện|phát sinh|phát hiện|bắt đầu|kết thúc)(?: (?:các|"
    rf"những|một|sự))? (?:{_HAPPENS})|"
    r"khi (?:xảy ra|phát hiện|phát sinh|nhận được)|khi (?:[^\W\d]+ ){1,6}(?:xảy ra|ban hành|có hiệu lực|"
    r"được thông qua|hoàn thành|kết thúc|có văn bản)|"
    r"ngay từ khi|ngay khi|trước khi|cùng thời (?:điểm|gian)|đồng thời với việc)(?!\w)[^,.;:|\n()]{0,80}"
)
_OPENING_WORDS = re.compile(r"sau khi (?:nghe|nghiên cứu|thảo luận|trao đổi|thống nhất|xem xét)(?!\w)")
_SESSION = re.compile(
    r"(?:(?:tại|trước|trong|sau|đến) )?(?:các )?(?:kỳ họp|phiên họp|đại hội|hội nghị)"
    r"(?:(?: thường lệ| chuyên đề| không thường lệ| bất thường| thường kỳ)(?!\w)(?P<sort>)|(?! thường| chuyên|"
    r" không| bất))"
    r"(?: (?:hđnd|hội đồng nhân dân|quốc hội)(?: (?:tỉnh|thành phố|xã|phường))?)?"
    r"(?: (?:lần )?thứ \w+| (?:đầu|giữa|cuối) năm(?: 20\d\d)?| gần nhất| tiếp theo| tới| năm 20\d\d|"
    r" tháng \d{1,2}(?: ?/ ?20\d\d| năm 20\d\d)?| cuối năm){0,4}"
)
_ON_DEMAND = re.compile(
    r"(?:(?:báo cáo |kiểm tra |hoặc |và )?đột xuất(?:,? (?:khi|theo|hoặc khi|nếu|và khi) (?:có |được |"
    r"cần )?(?:yêu cầu|cần thiết|cần)(?: của [^,.;:|\n()]{0,60})?)?|"
    r"(?:khi|nếu|lúc) (?:có |được |cơ quan [^\W\d]+ )?(?:[^\W\d]+ ){0,6}?yêu cầu|khi (?:thấy |"
    r"xét thấy )?cần(?: thiết)?|khi được (?:phân công|giao|đề nghị|triệu tập)|khi có (?:đề nghị|nhu cầu|đơn)|"
    r"theo (?:yêu cầu|đề nghị)(?: (?:nhiệm vụ|công tác|thực tế|đột xuất|của [^,.;:|\n()]{0,60}))?)(?!\w)"
)
_CONTINUOUS = re.compile(
    r"(?:(?:tiến hành |thực hiện |tổ chức |duy trì |triển khai |kiểm tra |được thực hiện |"
    r"làm )?thường xuyên(?:,? (?:và )?liên tục|,? (?:và )?hằng (?:ngày|năm))?|liên tục|"
    r"(?:quanh|suốt|trong cả|cả) năm|xuyên suốt|trong suốt (?:quá trình|thời gian)[^,.;:|\n()]{0,40}|"
    r"theo (?:thường xuyên))(?!\w)"
)
_ADJECTIVE = re.compile(
    r"(?:nhiệm vụ|nhiệm vụ trọng tâm,|trọng tâm,|việc|công việc|công tác|chi|kinh phí|chi đầu tư,|hoạt động|nguồn|"
    r"dự toán|ngân sách|"
    r"sự nghiệp|chế độ|cơ chế|thu|nhu cầu|cư trú|tính|mang tính|lực lượng|cập nhật kiến thức|quan hệ|"
    r"kiểm tra sức khỏe|hội đồng|"
    r"nhà|vốn|cơ quan|đơn vị|tập quán|không|chưa|là|ban|đảng|sinh hoạt|đại biểu|ủy viên) $"
)
_ADVERB = re.compile(
    rf"(?:,? (?:và |liên tục|chủ động|kịp thời|tổ chức)*)? ?(?:[^\W\d]+ ){{0,2}}(?:{DUTY}|nắm|giữ|trao đổi|"
    rf"quan tâm|chăm|rèn|học|vệ sinh|nêu|bám|làm|phát|tự|đổi|tham|thăm|vận động|nhắc|đổi mới|tạo|duy trì|kết nối|"
    rf"quản lý|bồi dưỡng|tìm|sát|cải|giáo dục|chấn|nâng|củng|xem|gặp|đối thoại|phòng|lắng|tăng|rút|sử)(?!\w)"
)

_OPEN = re.compile(
    r"(?:kịp thời|trong (?:tuần|tháng|qu[ýí]|năm) (?:này|nay|tới)|khẩn trương|sớm nhất(?: có thể)?|"
    r"càng sớm càng tốt|trong thời gian (?:sớm nhất|tới|ngắn nhất)|thời gian tới|ngay lập tức|"
    r"theo (?:tiến độ|lộ trình|thời hạn quy định|thời gian quy định)(?! \d)|đúng (?:thời hạn|tiến độ|hạn|"
    r"thời gian)(?: quy định)?|sớm(?= (?:hoàn|ban|trình|có|triển|đưa|khắc|xử|giải|tổ|báo|tham)))(?!\w)"
)
_DOES = re.compile(
    rf"(?<!\w)(?:{DUTY}|ngăn chặn|phản ánh|phát hiện|động viên|biểu dương|hỗ trợ|điều chỉnh|tháo gỡ|chấn chỉnh|nắm|"
    rf"phối|biểu|khen|uốn nắn|cứu|giúp|phòng)(?!\w)"
)


class OccasionReader:
    """Reads what is bound to an occasion, or to none, in one text."""

    def __init__(self, shown: Printed) -> None:
        self._shown = shown
        self._text = shown.text

    def at(self, start: int) -> tuple[int, tuple[Reading, ...]] | None:
        """The occasion that begins at a place."""
        for read in (self._relative, self._on_demand, self._event, self._continuous, self._open):
            if found := read(start):
                return found
        return None

    def _relative(self, start: int) -> tuple[int, tuple[Reading, ...]] | None:
        text = self._text
        for pattern in (_NTH_DAY, _SAME_DAY, _FOLLOWING_DAY):
            if match := pattern.match(text, start):
                return self._one(start, match.end(), "relative", "counted-from-event", "within")
        match = _RELATIVE.match(text, start)
        if match is None:
            return None
        lead, from_words = match["lead"] or "", match["from"] or ""
        end = match.end()
        around = Surroundings(self._shown, start, end)
        if _DAYS_FOLLOW.match(text, end) or _HOW_LONG.search(around.left):
            return None
        anchor = ""
        if from_words:
            after = _WORDS_AFTER.match(text, end)
            anchor = after.group() if after else ""
            if re.match(r" (?:ngày )?\d", anchor) and not re.search(r"sau|trước", from_words):
                # “trong 30 ngày kể từ ngày 01/7/2026” ends at the printed day; the days are not counted for the reader,
                # who would have to know which of them are working days.
                printed_day = re.match(r" (?:ngày )?[\d/.-]+", anchor)
                anchor = printed_day.group() if printed_day else anchor
            if not anchor.strip() or (not lead and re.match(r" (?:ngày )?\d", anchor)):
                # “báo cáo 6 tháng trước ngày 15/6”: the day is a point of its own.
                from_words = ""
        if not from_words:
            end = match.end() - len(match["from"] or "")
            bound = bool(_BOUND_LEAD.search(lead)) and match["unit"] not in ("năm",)
            if match["unit"] in _CALENDAR_LENGTHS and not (around.headed or (around.cue == "duty" and "vòng" in lead)):
                bound = False
            if (
                not bound
                and not _TERM_HEADING.search(around.left)
                and not (lead.startswith("sau") and text.startswith(",", end) and match["unit"] not in ("năm", "tháng"))
            ):
                return None
        elif (
            not lead
            and around.cue != "duty"
            and not (around.alone or around.opens or _TERM_HEADING.search(around.left))
        ):
            return None
        if match["unit"] == "năm" and lead.startswith("thời hạn") and around.left.endswith("có "):
            return end, ()
        clause = around.clause.rsplit(",", 1)[-1]
        state = list(_LENGTH_OF_STATE.finditer(clause))
        if state and not re.search(
            r"(?<!\w)(?:phải|chậm nhất|hoàn thành|báo cáo|gửi|nộp|thông báo|trả lời|cấp|xem xét|thẩm định)(?!\w)",
            clause[state[-1].end() :],
        ):
            return end, ()
        end += len(anchor.rstrip())
        boundary: Boundary = (
            "before" if lead.startswith("trước") or from_words.strip().startswith("trước") else "within"
        )
        unit = match["unit"].split()[0]
        code = {"ngày": "D", "giờ": "H", "phút": "M", "tuần": "W", "tháng": "M", "năm": "Y"}[unit]
        amount = number(match["number"]) if match["to"] is None else int(match["to"])
        time = "T" if unit in ("giờ", "phút") else ""
        working = " of working days" if "làm việc" in match.group() else ""
        reading = Reading(
            start, end, "relative", f"P{time}{amount}{code}{working}", boundary, rule="", reason="counted-from-event"
        )  # fmt: skip
        return end, (reading,)

    def _one(
        self, start: int, end: int, kind: MentionKind, reason: Reason, boundary: Boundary = ""
    ) -> tuple[int, tuple[Reading, ...]]:
        while end > start and self._text[end - 1] in " ,":
            end -= 1
        return end, (Reading(start, end, kind, boundary=boundary, reason=reason),)

    def _event(self, start: int) -> tuple[int, tuple[Reading, ...]] | None:
        text = self._text
        match = _SESSION.match(text, start)
        if match and (match["sort"] is not None or re.search(r"\d|thứ|năm|nhất|tiếp|tới", match.group()[6:])):
            around = Surroundings(self._shown, start, match.end())
            asked = (
                around.alone
                or around.opens
                or around.headed
                or re.search(r"(?<!\w)(?:trình|thông qua|báo cáo|xem xét)(?!\w)", around.clause)
            )
            if asked and not around.done and not re.search(r"(?<!\w)được(?!\w)", around.clause):
                return self._one(start, match.end(), "event", "event")
            return match.end(), ()
        match = _EVENT.match(text, start)
        if match is None:
            return None
        around = Surroundings(self._shown, start, match.end())
        words = match.group()
        if words.startswith("khi") and re.search(r"(?:sau|trước|từ|ngay|đến|tới) $", around.left):
            return None
        if _OPENING_WORDS.match(words):
            return match.end(), ()
        if words.startswith(
            ("sau khi", "trước khi", "cùng thời", "đồng thời", "khi nhận", "khi phát hiện", "khi phát sinh")
        ):
            first = _stands_first(around)
            if not first and not (
                words.startswith("trước khi")
                and re.search(r"(?<!\w)(?:phải|hoàn thành|xong|báo cáo)(?!\w)", around.clause)
            ):
                return None
        return self._one(start, match.end(), "event", "event", "before" if words.startswith("trước") else "")

    def _on_demand(self, start: int) -> tuple[int, tuple[Reading, ...]] | None:
        match = _ON_DEMAND.match(self._text, start)
        if match is None:
            return None
        around = Surroundings(self._shown, start, match.end())
        words = match.group()
        if "đột xuất" in words and re.search(
            r"(?:trợ cấp|hỗ trợ|khó khăn|cứu trợ|nhiệm vụ|công việc|khen thưởng|việc|phát sinh) $", around.left
        ):
            return match.end(), ()
        if (
            words.startswith("theo")
            and not (words == "theo yêu cầu" and around.alone)
            and not (
                re.search(
                    r"(?:báo cáo|định k[ỳì],?|cung cấp|đột xuất|xuất trình|"
                    r"hoặc)[^,.;|\n]{0,40}$",
                    around.clause,
                )
            )
        ):
            return None
        if words.startswith("khi được") and "yêu cầu" not in words and not around.alone:
            return None
        return self._one(start, match.end(), "on-demand", "on-demand")

    def _continuous(self, start: int) -> tuple[int, tuple[Reading, ...]] | None:
        match = _CONTINUOUS.match(self._text, start)
        if match is None:
            return None
        around = Surroundings(self._shown, start, match.end())
        words = match.group()
        if words in ("liên tục", "quanh năm", "cả năm", "suốt năm", "xuyên suốt") and not (
            around.alone or around.headed
        ):
            return None
        if words.startswith("thường xuyên"):
            if _ADJECTIVE.search(around.left):
                return match.end(), ()
            adverb = (
                around.alone or around.opens or around.headed or _ADVERB.match(around.right) or around.cue == "duty"
            )
            if not adverb:
                return match.end(), ()
        return self._one(start, match.end(), "continuous", "continuous")

    def _open(self, start: int) -> tuple[int, tuple[Reading, ...]] | None:
        match = _OPEN.match(self._text, start)
        if match is None:
            return None
        around = Surroundings(self._shown, start, match.end())
        near = around.clause[-50:] + " " + around.right[:40]
        if around.alone or _DOES.search(near):
            return self._one(start, match.end(), "undetermined", "no-day")
        return match.end(), ()


def _stands_first(around: Surroundings) -> bool:
    return around.alone or around.opens or around.headed
