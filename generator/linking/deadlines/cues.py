"""The words around a point in time that make it a deadline, or something that only looks like one."""

import re
from dataclasses import dataclass

from generator.linking.deadlines.printed import Printed

# A clause is looked at no further back than this, so that a text without stops costs no more than any other.
_REACH = 200
_AHEAD = 90

_CLAUSE = re.compile(r"[.;:!?…] |[|\n()“”]|[.;]$")
_SENTENCE = re.compile(r"[.;!?…] |[|\n]")

# What somebody is asked to do; a time that follows is when it must be done.
DUTY = (
    r"hoàn thành|hoàn thiện|phải|báo cáo|gửi|nộp|trình|xử lý|ban hành|tổ chức|thực hiện|triển khai|xây dựng|tham mưu|"
    r"đề xuất|rà soát|phê duyệt|cung cấp|tổng hợp|công bố|công khai|niêm yết|đăng ký|đăng tải|khắc phục|giải quyết|"
    r"thông báo|cập nhật|kiểm tra|đánh giá|sơ kết|tổng kết|quyết toán|phân bổ|giải ngân|bố trí|thẩm định|lập|"
    r"thanh toán|chuyển|bàn giao|trả lời|trả kết quả|tiếp nhận|khởi công|khánh thành|nghiệm thu|đưa vào|ký kết|"
    r"rà soát|chuẩn bị|kiện toàn|khai|kê khai|đối chiếu|phối hợp|chỉ đạo|hướng dẫn|quán triệt|tuyên truyền|"
    r"phấn đấu|bảo đảm|đảm bảo|yêu cầu|đề nghị|xong|thời hạn|thời gian thực hiện|tiến độ|giao|chấm dứt|"
    r"thông qua|cho ý kiến|góp ý|tập huấn|phát động|thành lập|sửa đổi|bổ sung|khai giảng|tiếp tục|cấp|trả|thu|"
    r"giám sát|lấy ý kiến|"
    r"đào tạo|tiêm|đóng|khen thưởng|xét|bầu|công nhận|duyệt|họp|giao ban|chốt danh sách|đôn đốc|theo dõi|nhập"
)
# What only states, limits or describes: force, validity, data windows, past facts, allowances, seasons of use.
_STATES = (
    r"hiệu lực(?: thi hành)?|áp dụng|giá trị|hết hạn|thời hiệu|thời hạn sử dụng|thời gian sử dụng|sử dụng|"
    r"số liệu(?: (?:báo cáo|thống kê|tổng hợp))?|"
    r"chốt số liệu|thống kê|"
    r"tính từ|tính đến|tính tới|lũy kế|luỹ kế|đạt được|vừa qua|ngày sinh|sinh ngày|cùng kỳ|so với|trợ cấp|phụ cấp|"
    r"hưởng|lương|nghỉ|tuổi|xảy ra|phát hiện|phát sinh|kỳ báo cáo|thời điểm lấy|bảo hành|lưu trữ|lưu giữ|bảo quản|"
    r"phạt|"
    r"kinh nghiệm|công tác tại|kết quả đạt|tình hình|ghi nhận|diễn biến|được tiếp tục(?: [^\W\d]+){{0,2}}|"
    r"được tiếp tục(?: [^\W\d]+){0,2}|được cấp|được thành lập|được phê duyệt|"
    r"được ban hành|được ký|được công nhận|được giao|được lựa chọn|ban hành ngày|cấp ngày|ký ngày|phiên họp|"
    r"thời gian qua|đối tượng|quá hạn|tồn đọng|phấn khởi|bình quân|tăng trưởng|tăng|giảm"
)
_CUE = re.compile(rf"(?<!\w)(?:(?P<states>{_STATES})|(?P<duty>{DUTY}))(?!\w)")
_DONE = re.compile(r"(?<!\w)(?:đã|từng|vừa|mới được)(?!\w)")
_OVER = re.compile(r",? (?P<who>(?:[^\W\d]+ ){0,8}?)(?:đã|chưa)(?= )")
_LEVELS = re.compile(r"(?<!\w)(?:các cấp|cấp ủy|cấp uỷ|cấp trên|cấp dưới)(?!\w)")
_CONDITION = re.compile(
    r"(?<!\w)(?:trường hợp|đối với|nếu|những|dự án|hồ sơ|người|tổ chức|cá nhân|văn bản|"
    r"được)(?!\w)"
)
_GOES_ON = re.compile(r" ?,? ?(?:thì|mà|nhưng|vẫn|được tiếp tục|tiếp tục được|có hiệu lực|của luật)(?!\w)")
_ASKED = re.compile(rf"[ ,:]*(?:(?:[^\W\d]+,? ){{0,8}})?(?:{DUTY})(?!\w)")
_IN_FORCE_AS_A_DUTY = re.compile(
    r"(?<!\w)(?:bảo đảm|đảm bảo|phải|để|nhằm|yêu cầu)(?: \w+){0,3} (?:có )?hiệu lực(?: thi hành)?$"
)
_HEADING = re.compile(
    r"(?<!\w)(?:(?:thời hạn|thời gian|(?<!hết )(?<!quá )hạn|tiến độ|lộ trình|mốc)(?: (?:hoàn thành|thực hiện|trình|"
    r"báo cáo|gửi|nộp|"
    r"ban hành|"
    r"tổ chức|xử lý|triển khai|chót|cuối|giải quyết|gửi báo cáo|nộp báo cáo|tiến hành|trả lời)){0,2}"
    r"(?:(?:,| và) địa điểm(?: tổ chức)?)?|hoàn thành|"
    r"xong)(?: (?:là|vào|trong|việc|xong|dự kiến))?(?: ?[:|(] ?| )(?:từ |dự kiến )?$"
)
# “Hạn cuối nhận bài: …” says of what it is the end, and is a heading by its colon.
_NAMED_HEADING = re.compile(
    r"(?<!\w)(?:thời gian(?= (?:nhận|tiếp nhận|nộp|gửi|đăng ký|tổ chức|diễn ra|khai mạc|lấy ý kiến|góp ý|tập huấn|"
    r"họp|ra quân|phát động|kiểm tra|công khai|niêm yết|tuyển|thi|chấm|bầu|bình chọn|thăm)(?!\w))|"
    r"thời hạn|(?<!hết )(?<!quá )hạn)"
    r"(?! (?:sử dụng|dùng|hiệu lực|bảo hành|bảo quản|lưu|hợp đồng|ngạch|chế|áp dụng|công tác|làm việc|"
    r"thuê|tù|cho thuê|trả nợ|vay)(?!\w))(?: [^\W\d]+){1,5} ?: ?$"
)
# “Bước 2: từ 21/3 …”, “- Cấp xã: quý II/2026”: the step, the round or the level whose time follows.
_LABEL = re.compile(
    r"(?:^|[.;|\n] ?)(?:[-+*•–] ?|\w{1,2}[.)] ?)?"
    r"(?:bước|đợt|giai đoạn|vòng|lần|cấp (?:xã|tỉnh|huyện|cơ sở|trên|trường)|đối với cấp)(?!\w)[^:.;|\n]{0,30}: ?$"
)
# When data is closed, and what is only told of a stretch of time: such days are nobody's due days.
_OF_DATA = re.compile(r"(?:chốt|lấy|tổng hợp|thống kê|cập nhật) (?:số liệu|dữ liệu)[^.|\n]{0,24}: ?$")
_OF_RESULTS = re.compile(
    r"(?<!\w)(?:(?:kết quả|tình hình|số liệu|số vụ(?: việc)?|thành tích)(?: [^\W\d]+){0,6}|"
    r"(?:giám sát|khảo sát) việc(?: [^\W\d]+){1,8}) $"
)
# Where the cells beside hold times of the same kind: the head of a table of figures.
_TIME_IN_A_CELL = r"(?:năm \d{4}|qu[ýí] (?:iv|iii|ii|i|[1-4])(?:[ /]\d{4})?|tháng \d{1,2}(?:[ /]\d{4})?)"
_CELL_BEFORE = re.compile(rf"\| ?{_TIME_IN_A_CELL} ?\| ?$")
_CELL_AFTER = re.compile(rf" ?\| ?{_TIME_IN_A_CELL} ?(?:\||\n|$)")
_OTHER_HEADING = re.compile(
    r"(?:ban hành|hiệu lực|ngày ký|ký ngày|ngày sinh|cập nhật|áp dụng|công báo|đăng|thành lập|tạo|tra cứu|số hiệu|"
    r"có hiệu lực|năm sinh)[^|]{0,30}(?:\| ?|: ?)$"
)
_ALONE_LEFT = re.compile(r"(?:^|[|\n]) ?(?:(?:[-+*•–#]+|\(?[\w]{1,3}[.)]) )?$")
_ALONE_RIGHT = re.compile(r" ?(?:$|[|\n(]|[.;,](?: ?$|[|\n]))")


@dataclass(frozen=True)
class Surroundings:
    """The clause before a stretch of text and what follows it."""

    shown: Printed
    start: int
    end: int

    @property
    def left(self) -> str:
        return self.shown.text[max(0, self.start - _REACH) : self.start]

    @property
    def clause(self) -> str:
        """What stands before it in the same clause."""
        left = self.left
        cut = 0
        for match in _CLAUSE.finditer(left):
            cut = match.end()
        return left[cut:]

    @property
    def sentence(self) -> str:
        left = self.left
        cut = 0
        for match in _SENTENCE.finditer(left):
            cut = match.end()
        return left[cut:]

    @property
    def right(self) -> str:
        return self.shown.text[self.end : self.end + _AHEAD]

    @property
    def cue(self) -> str:
        """`duty` or `states`: which kind of word governs, the nearest before it in the clause; empty if none."""
        found = ""
        clause = self.clause
        for match in _CUE.finditer(clause):
            found = str(match.lastgroup)
        if found == "states" and _IN_FORCE_AS_A_DUTY.search(clause.rstrip()):
            return "duty"
        return found

    @property
    def cue_word(self) -> str:
        words = [match.group() for match in _CUE.finditer(self.clause)]
        return words[-1] if words else ""

    @property
    def done(self) -> bool:
        """Whether the words just before tell of something past (“đã nộp trước ngày …”)."""
        return bool(_DONE.search(self.clause.rsplit(",", 1)[-1]))

    @property
    def tells_of_past(self) -> bool:
        """Whether what follows is over (“Trong quý I/2026, toàn tỉnh đã xây dựng …”), and nothing asked for before."""
        told = _OVER.match(self.right)
        return told is not None and self.cue != "duty" and not _CUE.search(_LEVELS.sub("", told["who"]))

    @property
    def conditional(self) -> bool:
        """Whether it limits what is spoken of (“hồ sơ nộp trước ngày … thì …”)."""
        return bool(_GOES_ON.match(self.right) or _CONDITION.search(self.clause))

    @property
    def goes_on(self) -> bool:
        return bool(_GOES_ON.match(self.right))

    @property
    def asked_after(self) -> bool:
        """Whether a duty follows at once (“đến hết năm 2025, hoàn thành …”)."""
        return bool(_ASKED.match(self.right))

    @property
    def headed(self) -> bool:
        """Whether a heading of time stands before it (“Thời hạn hoàn thành: …”)."""
        left = self.left
        return bool(_HEADING.search(left) or _NAMED_HEADING.search(left) or _LABEL.search(left))

    @property
    def of_data(self) -> bool:
        """Whether a heading before it says when data is closed."""
        return bool(_OF_DATA.search(self.left))

    @property
    def of_results(self) -> bool:
        """Whether the words right before speak of results, which a stretch of time only delimits."""
        return bool(_OF_RESULTS.search(self.left))

    @property
    def in_a_header(self) -> bool:
        """Whether a cell beside it holds a time as well, as in the head of a table of figures."""
        return bool(_CELL_BEFORE.search(self.left) or _CELL_AFTER.match(self.right))

    @property
    def alone(self) -> bool:
        """Whether it fills a cell, a line or the whole text."""
        if _OTHER_HEADING.search(self.left):
            return False
        glued = self.shown.cased[self.end - 1 : self.end].isdecimal() and self.right[:1].isalpha()
        return bool(_ALONE_LEFT.search(self.left)) and bool(glued or _ALONE_RIGHT.match(self.right))

    @property
    def opens(self) -> bool:
        """Whether a sentence, line or cell begins with it."""
        return not self.sentence.strip(" -+*•–#,") or bool(re.fullmatch(r" ?\(?\w{1,3}[.)] ?", self.sentence))
