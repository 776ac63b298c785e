"""What stands around a citation and was not read as part of it, but may be its document's: dates and issuers.

A link is given only where nothing of it speaks against the document.
"""

import re
from dataclasses import dataclass
from datetime import date

from generator.linking.citations.folding import Folded, one_line
from generator.linking.citations.forms import GAP, SPACE

_NEAR = 80
# Where what is said of a document right after its symbol ends.
_ENDS = re.compile(r"[;.:](?=\s|\Z)|\n\s*\n|,(?!\s+(?:ban\s+hành|ký|công\s+bố)\s)|\s(?:về|v/v|on)\s")
_FIGURE = r"[\dlo]{1,2}"
_DAY = re.compile(
    rf"(?:ngày\s*|\(\s*|năm\s+)?(?<![\w/.-])(?P<day>{_FIGURE})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>{_FIGURE})"
    r"(?:(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>[\dlo]{2,4}))?(?![\w/])"
)
_MONTH = re.compile(
    r"(?:(?:tháng\s+|\bt\.?\s?)(?P<month>\d{1,2})|(?<=\()(?P<bare>\d{1,2}))\s*[/-]\s*(?P<year>(?:19|20)\d\d)(?!\d)"
)
_YEAR = re.compile(r"(?:năm\s+|\()(?P<year>(?:19|20)\d\d)(?![\d/])")
_OPENS = re.compile(r"(?:\A|[.;:\n]\s*|[-–•]\s+)(?:vào\s+)?\Z")
_BY_UNREAD = re.compile(
    rf"{GAP}[,(]?{GAP}của{SPACE}(?P<name>(?:(?:huyện|xã|phường|thị trấn|thành phố|quận|thị xã)(?!\w)|"
    rf"(?:tỉnh{SPACE})?(?=(?P<capital>\w)))[^,;:.()\n]{{0,60}})"
)
_NAME_GOES_ON = re.compile(r"[ ]{1,3}(?P<word>[^\W\d_][\w.]*)")
_SAID_IN_CAPITALS = frozenset((
    "về", "v/v", "khóa", "khoá", "nhiệm", "giai", "ngày", "năm", "số", "ban", "quy", "phê", "hướng", "sửa", "điều",
    "triển", "tiếp", "tăng", "thực", "đẩy", "nâng", "công", "thông", "kèm", "đã", "và", "theo", "trong", "tại",
))  # fmt: skip
_ISSUING = re.compile(
    r"(?P<who>[^,;:.\n]{1,80}?)\s+(?:(?:đã|vừa|mới|cũng|tiếp tục)\s+){0,2}ban\s+hành(?P<more>[^;.\n\d]{0,40}?)\s*\Z"
)
_NOBODY = frozenset((
    "ngày", "năm", "để", "trong", "theo", "thực", "căn", "sau", "khi", "đồng", "từ", "qua", "tại", "trên", "đến",
    "và", "việc", "được", "các", "kết", "phối", "tham", "chủ", "về", "tiếp", "đã", "hội", "bên", "quý", "tháng",
))  # fmt: skip


@dataclass(frozen=True)
class Around:
    """`dates` as precise as printed: 2018, 2018-09, 2018-09-18, --09-18, or `?` where a date cannot be read; `issuer`
    a name that was read as nobody's."""

    dates: tuple[str, ...] = ()
    issuer: str | None = None


def dates_after(folded: Folded, at: int, before: int) -> tuple[str, ...]:
    """The dates said of a document after a place, up to another."""
    end = min(before, at + _NEAR, len(folded.lower))
    stop = _ENDS.search(folded.lower, at, end)
    said = folded.lower[at : stop.start() if stop else end]
    found: list[str] = []
    for pattern, read in ((_DAY, _read_day), (_MONTH, _read_month), (_YEAR, _read_year)):
        for match in pattern.finditer(said):
            if (value := read(match)) is not None:
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


def may_be(value: str, day: date) -> bool:
    """Whether a printed date, however precise, may be a day."""
    if value.startswith("--"):
        return day.isoformat().endswith(value[1:])
    return day.isoformat().startswith(value)


def unread_issuer(folded: Folded, at: int) -> str | None:
    """A name after “của” that is no known shape of a body's, or of a place: “của huyện Vân Hồ”, “của Hà Nội”."""
    match = _BY_UNREAD.match(folded.lower, at)
    if match is None:
        return None
    name = folded.text[match.start("name") : match.end("name")]
    if match["capital"] is not None and not folded.text[match.start("capital")].isupper():
        return None
    return one_line(name)


def longer_name(folded: Folded, end: int) -> str | None:
    """The word with which a name goes on in capitals: “Ban Bí thư Trung ương | Đoàn”, “Chính phủ | Lào”."""
    match = _NAME_GOES_ON.match(folded.text, end)
    if match is None or not match["word"][0].isupper() or match["word"].lower() in _SAID_IN_CAPITALS:
        return None
    return match["word"]


def unread_doer(folded: Folded, at: int, after: int) -> str | None:
    """Who is said to issue what is cited, where that is no known shape of a body's name: “Chi bộ 3 ban hành …”."""
    match = _ISSUING.search(folded.text, max(after, at - 160), at)
    if match is None:
        return None
    who = one_line(match["who"]).lstrip("-–•* ")
    words = who.split()
    if not words or not words[0][0].isupper() or words[0].lower() in _NOBODY or len(words) > 12:
        return None
    return who


def day_of_issue(folded: Folded, issuer: int) -> str | None:
    """The date with which the sentence opens whose subject issues: “Ngày 18/9/2018, Thủ tướng Chính phủ ban hành …”."""
    begin = max(0, issuer - 60)
    match = re.search(
        r"ngày\s+(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})(?:/|\s+năm\s+)((?:19|20)\d\d),?\s*\Z", folded.lower[begin:issuer]
    )
    if match is not None and _OPENS.search(folded.lower, begin, begin + match.start()):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    year = re.search(r"(?:năm|tháng\s+\d{1,2}[/-])\s*((?:19|20)\d\d),?\s*\Z", folded.lower[begin:issuer])
    return year[1] if year is not None and _OPENS.search(folded.lower, begin, begin + year.start()) else None
