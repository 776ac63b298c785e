"""What stands around a citation and was not read as part of it, but may be its document's: dates and issuers.

A link is given only where nothing of it speaks against the document. Dates are as precise as printed: 2018, 2018-09,
2018-09-18, --09-18, or `?` where one cannot be read.
"""

import re
from collections.abc import Callable
from datetime import date

from generator.linking.citations.folding import Folded, one_line
from generator.linking.citations.forms import GAP, SPACE

_NEAR = 80
# Where what is said of a document right after its symbol ends.
_ENDS = re.compile(
    r"[;:](?=\s|\Z)|(?<!oct)(?<!nov)(?<!dec)(?<!sept)\.(?=\s|\Z)|\n\s*\n|"
    r",(?!\s+(?:ban\s+hành|ký|công\s+bố|issued|(?:19|20)\d\d(?!\d))(?!\w))|\s(?:về|v/v|on(?!\s+\d))\s|"
    r"\s(?:(?:có\s+)?hiệu\s+lực|(?:được\s+)?(?:sơ|tổng)\s+kết)(?!\w)"
)
# A day or a year after such a word is when something is done.
_WHEN_DONE = re.compile(r"(?<!\w)(?:từ|đến|trong|vào|hết|trước|sau|tới|in|from|until)(?:\s+(?:ngày|năm|tháng))?\s*\Z")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_ENGLISH_DAY = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTHS})[a-z]*\.?,?\s+(?P<year>\d{{4}})|"
    rf"(?P<m2>{_MONTHS})[a-z]*\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}}))(?!\d)"
)
_ENGLISH_MONTH = re.compile(rf"(?:of|dated)\s+(?:(?P<month>{_MONTHS})[a-z]*\.?\s+)?(?P<year>(?:19|20)\d\d)(?!\d)")
_TOUCHING_YEAR = re.compile(r"\A\s{0,2}[/\[,–-]\s{0,2}(?P<year>(?:19|20)\d\d)(?![\d/-])")
_FIGURE = r"[\dlo]{1,2}"
_DAY = re.compile(
    rf"(?:ngày\s*|\(\s*|năm\s+)?(?<![\w/.-])(?P<day>{_FIGURE})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>{_FIGURE})"
    r"(?:(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>[\dlo]{2,4}))?(?![\w/])"
)
_MONTH = re.compile(
    r"(?:(?:tháng\s+|\bt\.?\s?)(?P<month>\d{1,2})|(?<=\()(?P<bare>\d{1,2}))\s*[/-]\s*(?P<year>(?:19|20)\d\d)(?!\d)"
)
_YEAR = re.compile(r"(?:năm\s+|\()(?P<year>(?:19|20)\d\d)(?![\d/])")
_PLACES = "huyện|xã|phường|thị trấn|thành phố|quận|thị xã|bản|thôn|tiểu khu|tp"
_OFFICES = "trường|hiệu trưởng|chi bộ|chi cục|hạt|đồn|trạm"
_BY = rf"(?P<name>(?:(?:{_PLACES}|{_OFFICES})(?!\w)|(?=(?P<capital>\w)))[^,;:.()\n]{{0,60}}"
_BY_UNREAD = re.compile(rf"{GAP}[,(]?{GAP}của{SPACE}(?:tỉnh{SPACE})?{_BY})")
_DONE_BY_UNREAD = re.compile(rf"{GAP},?{GAP}(?:do|được|bởi){SPACE}{_BY}?){SPACE}(?:ban{SPACE}hành|ký)(?!\w)")
_PLACE_IN_BRACKETS = re.compile(rf"{GAP}\((?P<name>(?:{_PLACES}){SPACE}[^()\n]{{1,40}})(?P<capital>(?!))?\)")
_NAME_GOES_ON = re.compile(r"[ ]{1,3}(?P<bracket>\(?)(?P<word>[^\W\d_][\w.]*)")
_ABROAD = re.compile(r"\s(?:of|for)\s(?:the\s)?(?P<word>(?!Viet)[A-Z]\w+)")
_COUNTRIES = frozenset(("lào", "campuchia", "trung", "thái", "nhật", "hàn", "nga", "cuba", "ấn"))
_OF_A_PERSON = re.compile(
    r"(?:thủ tướng|thủ tướng chính phủ|chủ tịch|chủ tịch nước|bộ trưởng|tổng bí thư|(?<!ban )bí thư|giám đốc)\Z"
)
_SAID_IN_CAPITALS = frozenset((
    "về", "v/v", "khóa", "khoá", "nhiệm", "giai", "ngày", "năm", "số", "ban", "quy", "phê", "hướng", "sửa", "điều",
    "triển", "tiếp", "tăng", "thực", "đẩy", "nâng", "công", "thông", "kèm", "đã", "và", "theo", "trong", "tại",
))  # fmt: skip
_ISSUING = re.compile(
    r"(?P<who>[^,;:.\n]{1,80}?)\s+(?:(?:đã|vừa|mới|cũng|tiếp tục|kịp thời|ký)\s+){0,3}(?:ban\s+hành|ký)"
    r"(?:\s+(?:kịp\s+thời|(?:các|nhiều)\s+văn\s+bản))?:?\s*\Z"
)
_A_TERM = re.compile(r"\s*\(?(?:khóa|khoá)\s[^()]{1,10}\)?\Z", re.IGNORECASE)
_NOBODY = frozenset((
    "ngày", "năm", "để", "trong", "theo", "thực", "căn", "sau", "khi", "đồng", "từ", "qua", "tại", "trên", "đến",
    "và", "việc", "được", "các", "kết", "phối", "tham", "chủ", "về", "tiếp", "đã", "hội", "bên", "quý", "tháng",
))  # fmt: skip


def dates_after(folded: Folded, at: int, before: int) -> tuple[str, ...]:
    """The dates said of a document after a place, up to another."""
    end = min(before, at + _NEAR, len(folded.lower))
    stop = _ENDS.search(folded.lower, at, end)
    said = folded.lower[at : stop.start() if stop else end]
    found: list[str] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(said):
            value = None if _WHEN_DONE.search(said, max(0, match.start() - 20), match.start()) else read(match)
            if value is not None:
                found.append(value)
        said = pattern.sub(" ", said)
    return tuple(dict.fromkeys(found))


def _read_day(match: re.Match[str]) -> str | None:
    day, month, year = match["day"], match["month"], match["year"]
    if not match.group().startswith(("ngày", "(")) and year is None:
        return None
    if not (day.isdecimal() and month.isdecimal() and (year is None or (year.isdecimal() and len(year) != 3))):
        return "?"
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None if year is None else "?"
    if year is None:
        return f"--{int(month):02}-{int(day):02}"
    return f"{year if len(year) == 4 else f'20{year}'}-{int(month):02}-{int(day):02}"


def _read_month(match: re.Match[str]) -> str | None:
    month = int(match["month"] or match["bare"])
    return f"{match['year']}-{month:02}" if 1 <= month <= 12 else None


def _read_year(match: re.Match[str]) -> str:
    return match["year"]


def _read_english_day(match: re.Match[str]) -> str:
    day, month, year = match["day"] or match["d2"], match["month"] or match["m2"], match["year"] or match["y2"]
    return f"{year}-{_MONTHS.split('|').index(month) + 1:02}-{int(day):02}"


def _read_english_month(match: re.Match[str]) -> str:
    month = match["month"]
    return f"{match['year']}-{_MONTHS.split('|').index(month) + 1:02}" if month else match["year"]


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_TOUCHING_YEAR, _read_year), (_ENGLISH_DAY, _read_english_day), (_ENGLISH_MONTH, _read_english_month),
    (_DAY, _read_day), (_MONTH, _read_month), (_YEAR, _read_year),
)  # fmt: skip


def may_be(value: str, day: date) -> bool:
    """Whether a printed date, however precise, may be a day."""
    if value.startswith("--"):
        return day.isoformat().endswith(value[1:])
    return day.isoformat().startswith(value)


_UNREAD = (_BY_UNREAD, _DONE_BY_UNREAD, _PLACE_IN_BRACKETS)
_IS_ISSUED = re.compile(rf"{SPACE}(?:(?:đã|vừa){SPACE})?được{SPACE}(?:ban{SPACE}hành|ký|công{SPACE}bố)(?!\w)")


def is_issued(folded: Folded, at: int) -> bool:
    """Whether what stands before a place is said to be issued: “Năm 2018, Chỉ thị 28/CT-TTg được ban hành”."""
    return _IS_ISSUED.match(folded.lower, at) is not None


def unread_issuer(folded: Folded, at: int) -> str | None:
    """A name that is no known shape of a body's, or of a place: “của huyện Vân Hồ”, “do huyện Mộc Châu ban hành”."""
    match = next(filter(None, (pattern.match(folded.lower, at) for pattern in _UNREAD)), None)
    if match is None:
        return None
    name = folded.text[match.start("name") : match.end("name")]
    if match["capital"] is not None and not folded.text[match.start("capital")].isupper():
        return None
    return one_line(name)


def longer_name(folded: Folded, end: int) -> str | None:
    """The word with which a name goes on in capitals: “Ban Bí thư Trung ương | Đoàn”, “Chính phủ | Lào”."""
    if abroad := _ABROAD.match(folded.text, end):
        return abroad["word"]
    match = _NAME_GOES_ON.match(folded.text, end)
    if match is None:
        return None
    word, low = match["word"], match["word"].lower()
    after = folded.text[match.end() : match.end() + 40]
    if low == "nước":
        return word
    if not word[0].isupper() or low in _SAID_IN_CAPITALS or (match["bracket"] and word.isupper()):
        return None
    if low in ("việt", "đảng") or (low in ("tw", "t.ư", "trung") and re.match(r"(?: ương)? Đảng(?!\w)", after)):
        return None
    # “Thủ tướng Phạm Minh Chính” is a person, “Thủ tướng Lào” another country's.
    person = re.match(r" [^\W\d_]\w*", after) is not None and after[1:2].isupper() and low not in _COUNTRIES
    return None if person and _OF_A_PERSON.search(folded.lower, max(0, end - 24), end) else word


def unread_doer(folded: Folded, at: int, after: int, known_at: Callable[[Folded, int], int | None]) -> str | None:
    """Who is said to issue what is cited, where that is no known shape of a body's name: “Chi bộ 3 ban hành …”;
    `known_at` tells where a known name that begins at a place ends."""
    match = _ISSUING.search(folded.text, max(after, at - 160), at)
    if match is None:
        return None
    who = one_line(match["who"]).lstrip("-–•* ")
    words = who.split()
    begins = folded.text.find(who[:12], match.start("who"), match.end("who")) if who else -1
    end = known_at(folded, begins) if begins >= 0 else None
    if end is not None and (end >= match.end("who") or _A_TERM.fullmatch(folded.text, end, match.end("who"))):
        return None
    if re.match(r"(?:Phó )?Thủ tướng(?! Lào| Campuchia| Trung)", who):
        return None
    if not words or not words[0][0].isupper() or words[0].lower() in _NOBODY or len(words) > 12:
        return None
    return who


_ISSUED_ON = re.compile(
    r"(?<![\w/.-])(?:(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)"
    r"|(?:năm\s+|tháng\s+\d{1,2}\s*/\s*|quý\s+\w{1,3}\s*/\s*))(?P<year>(?:19|20)\d\d)(?![\d/])"
)
_BETWEEN = re.compile(r"(?:,?\s*tại\s[^,;.]{1,30})?,?\s*\Z")


def day_of_issue(folded: Folded, issuer: int, after: int) -> str | None:
    """The date before the subject who issues: “Ngày 18/9/2018, Thủ tướng Chính phủ ban hành …”, “Đầu năm 2019, …”."""
    begin = max(after, issuer - 80)
    begin = max(begin, *(folded.lower.rfind(stop, begin, issuer) + 1 for stop in (";", "\n", ". ")))
    found = None
    for match in _ISSUED_ON.finditer(folded.lower, begin, issuer):
        found = match
    if found is None or not _BETWEEN.match(folded.lower, found.end(), issuer):
        return None
    if found["day"] is None:
        return found["year"]
    return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
