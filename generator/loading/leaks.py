"""Words that must not be published: marks of secrecy, private contacts, identity numbers, blanks, drafts.

Each kind has words that look like it and are none (“mật ong”, a budget, “góp ý dự thảo Luật”); both stand in
`tests/tables/leaks.yml`. White space is bounded everywhere, so that no text can make the reading slow.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache


@dataclass(frozen=True)
class Leak:
    """Words that may not be published, where they begin in their text, and the code of the problem."""

    start: int
    words: str
    code: str

    def _overlaps(self, other: "Leak") -> bool:
        return self.start < other.start + len(other.words) and other.start < self.start + len(self.words)


@dataclass(frozen=True)
class _Sought:
    """A pattern, and words of which its match holds at least one, however it is spaced and whatever its case.

    To look for a few words in a text is sooner done than to look for every pattern in it.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]


def _pattern(text: str, *words: str) -> _Sought:
    return _Sought(re.compile(text, re.IGNORECASE | re.VERBOSE | re.MULTILINE), frozenset(words))


def _spaced(*words: str) -> str:
    """Words in capitals set apart letter by letter, as headings are; `D Ự  T H Ả O`."""
    return r"\s{1,9}".join(letter for word in words for letter in word)


# A mark of secrecy (độ mật: Luật Bảo vệ bí mật nhà nước 2018, Điều 8) stands alone, in brackets or behind its bearer;
# within a sentence the same syllable is honey, density, or a secrecy that is spoken of.
# A line that begins small goes on with the line before it; so does, after a comma, a list of what is spoken of.
_OPENING = r"(?:\A | ^(?=\W{0,9}(?-i:[A-ZĐĂÂÊÔƠƯ])) | [(\[{“”\"'«/–—|;:.,*_-]\s{0,9})"
_ALONE = r"(?:\A | [(\[{“”\"'«*_]\s{0,9} | (?:^ | [/–—|;:.,-]\s{0,9}) (?=\W{0,9}(?-i:[A-ZĐĂÂÊÔƠƯ])))"
_CLOSING = r"(?=\s{0,9}(?:$ | [)\]}“”\"'»/–—|;:.,!*_-]))"
_INTERNAL = r"(?:phổ\s{1,9}biến|sử\s{1,9}dụng|dùng) \s{1,9} (?:(?:trong|cho)\s{1,9})? nội\s{1,9}bộ (?!\w)"
_BEARER = r"(?:tài\ liệu|văn\ bản|công\ văn|hồ\ sơ|bản\ tin|điện|dấu|mức\ độ|mức|loại|hạng|độ|chế\ độ)"
_SECRET = (
    _pattern(r"(?<![^\W\d_]) (?:tối|tuyệt) (?:\s{1,9}|-) mật (?!\w)", "mật"),
    _pattern(rf"{_OPENING} (?-i:TOI|TUYET) \s{{1,9}} (?-i:MAT) {_CLOSING}", "mat"),
    _pattern(rf"{_OPENING} (?-i:Mật|MẬT) {_CLOSING}", "mật"),
    _pattern(rf"(?<!\w) (?:(?:{_spaced('TỐI')}|{_spaced('TUYỆT')})\s{{1,9}})? {_spaced('MẬT')} (?!\w)", "m ậ t"),
    _pattern(rf"(?<!\w) {_spaced('LƯU', 'HÀNH', 'NỘI', 'BỘ')} (?!\w)", "l ư u"),
    # To have been stamped, not the stamping that rules speak of.
    _pattern(
        rf"""(?: (?<!\w) (?:đã|được|có|này) \s{{1,9}} (?:đóng\s{{1,9}})? | {_ALONE} đóng\s{{1,9}} )
        dấu\s{{1,9}}(?:độ\s{{1,9}})?mật {_CLOSING}""",
        "mật",
    ),
    _pattern(rf"(?<!\w) {_BEARER} \s{{1,9}} (?-i:Mật|MẬT) (?!\w) (?!\s{{1,9}}[^\W\d_])", "mật"),
    _pattern(r"(?<!\w) độ \s{1,9} mật \s{0,9} : \s{0,9} mật (?!\w)", "mật"),
    _pattern(rf"{_ALONE} (?:tài\ liệu|văn\ bản|công\ văn|hồ\ sơ) \s{{1,9}} mật {_CLOSING}", "mật"),
    _pattern(r"(?<!\w) lưu\s{1,9}hành (?:\s{1,9}|\s{0,9}:\s{0,9}) (?:trong\s{1,9})? nội\s{1,9}bộ (?!\w)", "lưu hành"),
    _pattern(rf"(?<!\w) chỉ\s{{1,9}} {_INTERNAL} | {_ALONE} {_INTERNAL} {_CLOSING}", "nội bộ"),
    _pattern(
        rf"""{_ALONE} (?:(?:tài\ liệu|văn\ bản)\s{{1,9}})? (?:không|cấm) (?:\s{{1,9}}được)?
        \s{{1,9}}phổ\s{{1,9}}biến {_CLOSING}""",
        "phổ biến",
    ),
    _pattern(r"\b luu\s{1,9}hanh\s{1,9}noi\s{1,9}bo \b", "luu hanh"),
    _pattern(rf"{_OPENING} (?:tài\ liệu|văn\ bản) \s{{1,9}} nội\s{{1,9}}bộ {_CLOSING}", "nội bộ"),
    _pattern(
        r"""\b top[\s-]\s{0,9}secret \b | \b for\s{1,9}internal\s{1,9}(?:use|circulation) \b | \b internal\ use\ only \b
        | \b for\s{1,9}official\s{1,9}use\s{1,9}only \b
        | \b not\s{1,9}for\s{1,9}(?:public\s{1,9})?(?:circulation|release|distribution|publication) \b""",
        "secret",
        "internal",
        "official use",
        "not for",
    ),
    _pattern(rf"{_OPENING} (?:secret|confidential|restricted) {_CLOSING}", "secret", "confidential", "restricted"),
)
# The lists of state secrets are themselves public documents, and name the grades.
_LIST_OF_SECRETS = re.compile(r"danh\s+mục\s+bí\s+mật\s+nhà\s+nước[\w\s,]{0,40}\Z", re.IGNORECASE)

# Numbers of Việt Nam: 10 digits of a mobile, 11 of an old one, 10 or 11 of a landline, however they are set apart.
_GAP = r"[\s.\-–—·_()]{0,3}"
_PHONE = _pattern(
    rf"""(?<![\w/+.,])
    (?: \(?\+{_GAP}84{_GAP}(?:\(0\))?
    | 84(?=\d{{9,10}}(?!\d) | [ -]\d{{2,3}}[ -]\d{{3}}[ -]\d{{3,4}}(?!\d)(?!\ đ|\ triệu))
    | 00{_GAP}84 | \(?0 ) {_GAP}
    (?: [35789](?:{_GAP}\d){{8}} | 1[2689](?:{_GAP}\d){{8}} | 2(?:{_GAP}\d){{8,9}} )
    (?! \d | /(?!\s?0\d{{2}}) | [.,]\d{{3}}(?!\d) )""",
    "84",
    "0",
)
_NAMED_PHONE = _pattern(
    r"""(?<!\w) (?: điện\s{1,9}thoại\s{0,9}: | đ\.?t\.?\s{0,9}:? | sđt\s{0,9}:? | tel\.?\s{0,9}: ) \s{0,9}
    (?P<digits> [2-9](?:[\s.\-]?\d){6,7} ) (?! [\d/] | [.,]\d | \s{0,9}(?:đ|triệu) )""",
    "điện thoại",
    "đt",
    "đ.t",
    "sđt",
    "tel",
)
_OTHER_NUMBER = re.compile(
    r"(?:mã\s+số(?:\s+thuế)?|MST|mã\s+số\s+doanh\s+nghiệp|quan\s+hệ\s+ngân\s+sách)\W{0,3}\Z", re.I
)
_DATE = re.compile(r"\d{1,2}[.\-]\d{1,2}[.\-](?:19|20)\d\d")
_MAIL = _pattern(
    r"""(?<![\w.+-]) [\w.+-]{1,64} \s? (?:@|[(\[{](?:@|a|at|a\ còng)[)\]}]) \s?
    [\w-]+ (?: \s? (?:\.|[(\[{]dot[)\]}]) \s? [a-z][\w-]* )+
    | (?<![\w.+-]) [\w.+-]{1,64} \s at \s [\w-]+ (?: \s dot \s [a-z][\w-]* )+""",
    "@",
    "(a",
    "[a",
    "{a",
    " at ",
)
_CITIZEN = _pattern(r"(?<![\w/.,+])0\d{2}(?:[\s.\-]?\d){9}(?![\w/]|[.,\s-]\d)", "0")
_IDENTITY = _pattern(
    r"""(?: CCCD | CMND | CMTND | CMT | ĐDCN | căn\s{1,9}cước | chứng\s{1,9}minh | định\s{1,9}danh
        | citizen\ id | id(?:entity)?\ card )
    [^\d\n]{0,40}? (?P<digits> (?<!\d) (?: \d(?:[\s.\-]?\d){11} | \d(?:[\s.\-]?\d){8} ) (?!\d)
        (?!\s{0,9}(?:đồng|triệu)) )""",
    "cccd",
    "cmnd",
    "cmtnd",
    "cmt",
    "đdcn",
    "căn cước",
    "chứng minh",
    "định danh",
    "citizen id",
    "id card",
    "identity card",
)
_NAMED_CARD = _pattern(
    r"(?<!\w) (?:CCCD|CMND|CMTND|CMT|căn\s{1,9}cước|chứng\s{1,9}minh\s{1,9}(?:nhân|thư)) [^\n]{0,80}?"
    r" (?<![\w/.,]) (?P<digits> \d{12} | \d{9} ) (?![\w/] | [.,]\d)",
    "cccd",
    "cmnd",
    "cmtnd",
    "cmt",
    "căn cước",
    "chứng minh",
)
_PASSPORT = _pattern(r"(?:hộ\s{1,9}chiếu|passport) [^\d\n]{0,20}? \b[A-Z]\d{7}\b", "hộ chiếu", "passport")

# What stands for a number nobody has filled in, and the spaces around it.
_FILLER = r"[\s.…_?()\[\]–-]{0,30}"
_BLANK = rf"(?: {_FILLER} (?:[…_?]|\.\ ?\.|--|––) {_FILLER} | \s{{0,9}}(?:xx?|00)\s{{0,9}} )"
_UNFINISHED = (
    _pattern(
        rf"""(?<!\w) ngày (?: {_BLANK} tháng | \s{{0,9}}\d{{1,2}}\s{{0,9}} tháng {_BLANK} )
        [\s.…_x\d?()\[\]–]{{0,30}} (?:năm[\s.…_\d]{{0,30}})?""", "tháng"
    ),
    _pattern(
        r"(?<!\w) ngày (?: \s{2,30} tháng | \s tháng \s{2,30} năm ) (?!\w) (?:\s{0,30}năm)? \s{0,30} \d{0,4}", "tháng"
    ),
    _pattern(r"(?<!\w) ngày \s{1,30} tháng \s{1,30} năm \s{1,30} (?:19|20)\d\d", "tháng"),
    _pattern(rf"(?<!\w) tháng {_BLANK} (?:năm|/) [\s.…_\d]{{0,30}}", "tháng"),
    _pattern(r"(?<!\w) ngày \s{1,30} tháng \s{1,9} \d{1,2} \s{1,9} năm \s{1,9} (?:19|20)\d\d", "tháng"),
    _pattern(r"(?<!\w) ngày \s{0,30} / \s{0,30} / \s{0,9} (?:19|20)\d\d", "ngày/", "ngày /"),
    _pattern(r"(?<!\w) (?:trước|đến|hết|vào) \s{1,9} ngày \s{0,9} (?:…|\.{3,30}|_{2,30}) [.…_]{0,30}", "…", "..", "__"),
    # Dots right behind the word are an ellipsis.
    _pattern(r"(?<!\w) năm (?: \s{1,9} (?:…|\.\.|__) | \s{0,9} 20\d? (?:…|\.\.|_) ) [.…_]{0,30}", "…", "..", "_"),
    _pattern(
        r"""(?<![\w./]) (?: \d{1,2} | … | \.{2,30} | _{1,30} | xx | \?\? ) \s{0,9} /
        \s{0,9} (?: … | \.{2,30} | _{1,30} | xx | mm | 00 | \?\? | \s ) \s{0,9} / \s{0,9}
        (?: (?:19|20)\d\d | \d\d(?!\d) | … | \.{2,30} | _{1,30} | x{2,4} )""", "/"
    ),
    _pattern(
        r"""(?<![\w./]) (?: … | \.{2,30} | _{2,30} | xx ) \s{0,9} / \s{0,9}
        (?:\d{1,2}\s{0,9}/\s{0,9})? (?:19|20)\d\d (?!\w)""", "/"
    ),
    _pattern(r"\b dd/mm/(?:yyyy|(?:19|20)\d\d) \b", "dd/mm"),
)  # fmt: skip

_OF_A_DRAFT = r"(?=\s{1,9}\(?(?:lần|số\ \d|\d|v\d|ngày\s{1,9}\d))"
# In the title of a plan, not in what is asked for (“góp ý dự thảo Luật”).
_KIND = r"(?:kế\ hoạch|chương\ trình|quyết\ định|nghị\ quyết|hướng\ dẫn|báo\ cáo|tờ\ trình|thông\ báo|công\ văn)"
_DRAFT = (
    _pattern(rf"(?<!\w) {_spaced('DỰ', 'THẢO')} (?!\w)", "d ự"),
    _pattern(rf"{_ALONE} {_KIND}\s{{1,9}}dự\s{{1,9}}thảo {_CLOSING}", "dự thảo"),
    _pattern(rf"{_OPENING} (?:bản\s{{1,9}})? dự\s{{1,9}}thảo (?: {_CLOSING} | {_OF_A_DRAFT} )", "dự thảo"),
    _pattern(r"^\W{0,9} (?-i:DỰ\s{1,9}THẢO) (?!\w)", "dự thảo"),
    _pattern(
        rf"{_OPENING} bản\s{{1,9}}(?:nháp|thảo) (?: {_CLOSING} | {_OF_A_DRAFT} ) | (?<!\w) bản\s{{1,9}}nháp (?!\w)",
        "bản nháp",
        "bản thảo",
    ),
    _pattern(
        rf"""{_OPENING} draft (?: {_CLOSING} | (?=\s{{1,9}}v?\d) ) | ^\W{{0,9}}(?-i:DRAFT)\b | \b(?-i:TODO|FIXME|TBD)\b
        | \b lorem\ ipsum \b""",
        "draft",
        "todo",
        "fixme",
        "tbd",
        "lorem ipsum",
    ),
    _pattern(
        r"(?<=[\[(]) (?:sẽ\s{1,9})? (?:điền|bổ\s{1,9}sung|cập\s{1,9}nhật) \s{1,9} sau (?=\s{0,9}[\])]) | \?{3,30}",
        "điền sau",
        "bổ sung sau",
        "cập nhật sau",
        "???",
    ),
)

_NO_NUMBER = (
    _pattern(
        r"""(?<!\w) số (?: \s{0,9}: | \s ) \s{0,30}
        (?: (?: […._?] (?:\s{0,2}[…._?]){0,29} | x{2,4} | 0{1,3} ) \s{0,9} )? / (?:\d{4}/)? (?-i:[A-ZĐ]) [\w-]{1,30}""",
        "/",
    ),
)

_KINDS = (
    ("secrecy-mark", _SECRET),
    ("identity-number", (_IDENTITY, _NAMED_CARD, _CITIZEN, _PASSPORT)),
    ("private-mail", (_MAIL,)),
    ("private-phone", (_PHONE, _NAMED_PHONE)),
    ("unfinished-number", _NO_NUMBER),
    ("unfinished-date", _UNFINISHED),
    ("draft", _DRAFT),
)
_WORDS = frozenset().union(*(sought.words for _, patterns in _KINDS for sought in patterns))
# Letters that are an “i” to a pattern, and none in small letters.
_DOTS = {ord("İ"): "i", ord("ı"): "i"}
_RARE = {**dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2212"), "-"), ord("⋯"): "…", ord("\u2015"): "–"}
_LEADING = " \t\u00a0([{“”\"'«/–—|;:.,*_-"


@lru_cache(maxsize=2048)
def leaks_in(text: str) -> tuple[Leak, ...]:
    """Everything in a text that may not be published, in its order; of two at one place the first kind counts.

    >>> [leak.words for leak in leaks_in("Bảo mật hồ sơ (Mật); liên hệ 0912 345 678")]
    ['Mật', '0912 345 678']
    """
    found: list[Leak] = []
    for leak in _candidates(text):
        if not any(leak._overlaps(other) for other in found):
            found.append(leak)
    return tuple(sorted(found, key=lambda leak: leak.start))


def _candidates(written: str) -> Iterator[Leak]:
    places: Sequence[int] = range(len(written))
    if not written.isascii() and any(map(_unseen, set(written))):
        places = [n for n, one in enumerate(written) if not _unseen(one)]
    text = _folded("".join(written[place] for place in places) if len(places) < len(written) else written)
    present = _present(text)
    for code, patterns in _KINDS:
        for sought in patterns:
            if present.isdisjoint(sought.words):
                continue
            for match in sought.pattern.finditer(text):
                if not _is_something_else(code, match):
                    leak = _leak(match, code)
                    start, last = places[leak.start], places[leak.start + len(leak.words) - 1]
                    yield replace(leak, start=start, words=written[start : last + 1])


def _present(text: str) -> set[str]:
    """Which of the words that patterns hold stand in a text."""
    plain = " ".join(text.translate(_DOTS).lower().split())
    # A word may stand at the edge of the text with a space of its own.
    plain = f" {plain} "
    return {word for word in _WORDS if word in plain}


def _unseen(letter: str) -> bool:
    """Characters that take no room, and would part the letters of a word for a machine alone."""
    return unicodedata.category(letter) == "Cf" or letter in "\u034f\ufe0f"


def _folded(text: str) -> str:
    """The text with wide letters and digits, and the rarer dashes and dots, as the plain ones; of the same length."""
    if text.isascii() or (unicodedata.is_normalized("NFKC", text) and _RARE.keys().isdisjoint(map(ord, set(text)))):
        return text
    return "".join(
        plain if len(plain := unicodedata.normalize("NFKC", letter)) == 1 else letter
        for letter in text.translate(_RARE)
    )


def _is_something_else(code: str, match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 80) : match.start()]
    if code == "secrecy-mark":
        return _LIST_OF_SECRETS.search(before) is not None
    if code == "private-phone":
        return _OTHER_NUMBER.search(before) is not None or _DATE.match(match.group()) is not None
    return False


def _leak(match: re.Match[str], code: str) -> Leak:
    if "digits" in match.re.groupindex:
        return Leak(match.start("digits"), match["digits"], code)
    words = match.group()
    lead = len(words) - len(words.lstrip(_LEADING)) if code in ("secrecy-mark", "draft") else 0
    return Leak(match.start() + lead, words[lead:].rstrip() or words, code)


def contact(value: str) -> str:
    """What tells one contact from another: of a telephone its digits from the 0 on, of an address of mail its letters.

    >>> contact("+84 (0)912.345.678") == contact("0912 345 678")
    True
    """
    if any(letter.isalpha() for letter in value):
        return re.sub(r"\s", "", value.casefold())
    digits = "".join(str(unicodedata.digit(digit)) for digit in value if digit.isdigit())
    return re.sub(r"^(?:0084|84)0?(?=\d{9})", "0", digits)
