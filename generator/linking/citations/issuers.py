"""Who issued a document: a body of the register where the text names one, else what has the shape of a body's name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.linking.citations.folding import Folded, alike, one_line
from generator.linking.citations.forms import GAP, SPACE, spaced
from generator.linking.citations.lexicon import Lexicon
from generator.linking.citations.words import Word, between, capital, only_space, words_after, words_before
from generator.model.bodies import Body

# Names that are whole: what follows them is no longer the name.
_WHOLE = (
    "chính phủ", "quốc hội", "thủ tướng chính phủ", "thủ tướng", "phó thủ tướng chính phủ", "chủ tịch nước",
    "bộ chính trị", "ban bí thư", "ban bí thư trung ương đảng", "ban bí thư trung ương", "tổng bí thư",
    "bộ chính trị ban chấp hành trung ương đảng", "ban chấp hành trung ương đảng", "ban chấp hành trung ương",
    "ủy ban thường vụ quốc hội", "nhà nước", "văn phòng chính phủ", "văn phòng trung ương đảng", "văn phòng quốc hội",
    "bộ trưởng, chủ nhiệm văn phòng chính phủ", "hội đồng bộ trưởng", "hội đồng nhà nước", "hội đồng chính phủ",
    "tổng thanh tra chính phủ", "thanh tra chính phủ", "trung ương đảng",
)  # fmt: skip

# The words with which the names of Vietnamese bodies and offices begin (Nghị định 30/2020/NĐ-CP, Phụ lục II, IV).
_HEADS = (
    "bộ", "ban", "ủy ban", "hội đồng", "sở", "cục", "tổng cục", "vụ", "văn phòng", "trường", "công an", "tỉnh ủy",
    "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy", "đảng bộ", "đảng đoàn", "quân ủy", "bệnh viện", "tòa án",
    "viện", "viện kiểm sát", "học viện", "đại học", "chủ tịch", "phó chủ tịch", "bộ trưởng", "thứ trưởng", "giám đốc",
    "phó giám đốc", "tổng giám đốc", "thống đốc", "chánh án", "viện trưởng", "tổng kiểm toán", "kiểm toán", "hội",
    "hiệp hội", "liên đoàn", "tổng liên đoàn", "liên hiệp", "đoàn", "trung tâm", "chi cục", "phòng", "ngân hàng",
    "kho bạc", "thanh tra", "tổng thanh tra", "bảo hiểm", "tập đoàn", "tổng công ty", "công ty", "thường trực",
    "thường vụ", "đại hội", "mặt trận", "trung ương", "tư lệnh", "quân khu", "tổng cục trưởng", "cục trưởng",
    "vụ trưởng", "trưởng ban", "chủ nhiệm", "chánh văn phòng", "hiệu trưởng", "bí thư", "tòa", "ubnd", "hđnd",
    "ubmttq", "ủy viên", "quỹ", "đài", "thông tấn xã", "báo", "tạp chí", "nhà xuất bản", "cơ quan", "trạm", "xã",
    "phường", "tỉnh", "thành phố", "liên minh", "liên bộ", "liên ngành", "tổ công tác", "tiểu ban", "phân viện",
)  # fmt: skip

# Small words that no name goes on with: what was decided, where and when it begins.
_STOPS = frozenset((
    "về", "tại", "để", "đã", "được", "có", "là", "nhằm", "cho", "trong", "từ", "với", "theo", "đến", "này",
    "nêu", "trên", "dưới", "sẽ", "phải", "cần", "như", "khi", "mà", "do", "vì", "số", "của", "các", "những",
    "mỗi", "ký", "trình", "gửi", "năm", "ngày", "tháng", "giữa", "kèm", "khóa", "khoá", "đang", "không",
    "cùng", "hoặc", "hay", "thì", "nên", "vào", "qua", "đó", "ấy", "kia", "nói", "giao", "trước", "sau",
    "bằng", "nếu", "on", "of", "to", "by",
))  # fmt: skip
_TWO_WORD_STOPS = frozenset(
    tuple(pair.split())
    for pair in (
        "quy định", "hướng dẫn", "ban hành", "phê duyệt", "sửa đổi", "bổ sung", "triển khai", "thực hiện", "chỉ đạo",
        "yêu cầu", "đề nghị", "tiếp tục", "quyết định", "giai đoạn", "thông qua", "nhiệm kỳ", "đối với", "công bố",
        "công nhận", "chấp thuận", "điều chỉnh", "kết luận", "thành lập", "tổ chức", "kiện toàn", "liên quan",
        "tăng cường", "xử lý", "xử phạt", "giải quyết", "bãi bỏ", "thay thế", "hết hiệu", "đẩy mạnh", "phát động",
        "thi hành", "kể từ", "ủy quyền", "bổ nhiệm", "phân công", "tập trung", "chủ trì", "phối hợp", "xây dựng",
        "nghiên cứu", "rà soát", "báo cáo", "hỗ trợ", "thống nhất", "nâng cao", "bảo đảm", "đảm bảo",
    )
)  # fmt: skip
# With these something is said of what was named.
_SAYING = frozenset((
    "và", "giai", "gắn", "góp", "lần", "tiếp", "thuộc", "trên", "ở", "còn", "đạt", "hiện", "mới", "nhiệm", "vẫn",
    "cũng", "rồi", "xong", "sớm", "luôn", "chưa", "hết", "ra", "lên", "vừa", "kịp", "đúng", "toàn", "cấp", "tỉnh",
    "huyện", "xã",
))  # fmt: skip
# After “và” these begin another document, another body, or what is done.
_OTHERS = frozenset((
    "kế", "chương", "nghị", "quyết", "chỉ", "thông", "hướng", "kết", "công", "văn", "đề", "luật", "ban", "ủy", "ubnd",
    "mttq", "ngành", "đơn", "địa", "đạt", "đưa", "giúp", "tạo", "làm", "lồng", "vận", "tuyên", "thi", "nhiều", "hai",
    "một", "lấy", "đánh", "kiểm", "giám", "phát", "đăng", "nêu", "mục", "chính", "nhân", "cán", "tổng", "sơ",
))  # fmt: skip
_SPACE = re.compile(SPACE)
_IN_BRACKETS = re.compile(r"\s*\([^()]{1,80}\)")
_FIRST_WORD = re.compile(r"\w+")
_ENGLISH_LEADS = rf"(?:by|of|issued{SPACE}by)(?:{SPACE}the)?"
_LEAD = re.compile(rf"{GAP}[,(]?{GAP}(?P<lead>của|do|giữa|between(?:{SPACE}the)?|{_ENGLISH_LEADS}){SPACE}")
_AND = re.compile(rf"{SPACE}(?:và|với|and|cùng với)(?:{SPACE}the)?{SPACE}")
_COMMA = re.compile(rf"{GAP},{SPACE}(?:the{SPACE})?")
# “đê”: as scanners read “đề”.
_PROPOSAL = re.compile(rf"{spaced('(?:đ[ềê] nghị|đ[ềê] xuất|kiến nghị|ý kiến) của')}{SPACE}")
_ISSUING = re.compile(
    rf"{SPACE}(?:\((?:khóa|khoá)[^()]{{1,10}}\){SPACE})?"
    rf"(?:(?:đã|lại|vừa|mới|cũng|ký|kịp{SPACE}thời){SPACE}){{0,3}}(?:ban{SPACE}hành|ký)"
    rf"(?:{SPACE}(?:kịp{SPACE}thời|và{SPACE}(?:triển{SPACE}khai|chỉ{SPACE}đạo)(?:{SPACE}thực{SPACE}hiện)?|"
    rf"(?:các|nhiều){SPACE}văn{SPACE}bản(?:{SPACE}chỉ{SPACE}đạo)?))?:?{SPACE}\Z"
)
_LIST_LETTER = re.compile(r"\w{1,2}[.)]")
_SHORT_FORM = re.compile(r"(?:[A-ZĐ]{2,12}|TTg)(?![\w/-])")
_ABOUT = re.compile(rf"{SPACE}về{SPACE}")
_PASSIVE = re.compile(rf"{GAP},?{GAP}(?:được|do|bởi){SPACE}")
_DONE_BY = re.compile(rf"{SPACE}(?:ban{SPACE}hành|ký)(?!\w)")
_PROPOSED_AT = re.compile(r"\s(?:nêu\s|ghi\s)?tại\s+(?:các\s)?$")


@dataclass(frozen=True)
class Issuer:
    """The printed issuer of a document: its names, where it ends, and the bodies of the register among them."""

    start: int
    end: int
    name: str
    names: tuple[str, ...]


# How offices shorten the words that bodies' names are made of.
_SHORTENED = {
    "btv": "ban thường vụ", "btt": "ban thường trực", "bch": "ban chấp hành", "bct": "bộ chính trị",
    "bbt": "ban bí thư", "tw": "trung ương", "ubtw": "ủy ban trung ương", "ubmttq": "ủy ban mttq",
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "ttg": "thủ tướng chính phủ", "cp": "chính phủ",
    "ubtvqh": "ủy ban thường vụ quốc hội", "đct": "đoàn chủ tịch",
}  # fmt: skip


def spelled_out(name: str) -> str:
    """A name, spelled alike, with its shortened words written out.

    >>> spelled_out("btv tỉnh ủy")
    'ban thường vụ tỉnh ủy'
    """
    # The Front's committees are printed with and without the country's name.
    return " ".join(_SHORTENED.get(word, word) for word in name.split(" ")).replace("mttq việt nam", "mttq")


def ids_by_name(bodies: Iterable[Body]) -> dict[str, str]:
    """The bodies of a register by each of their names, spelled alike; a name of several is the first one's."""
    ids: dict[str, str] = {}
    for body in bodies:
        english = body.name.en or ""
        # A short name in brackets, “(MOIT)”, is not printed with the name in running text.
        for name in (body.name.vi, *body.aliases, english, _IN_BRACKETS.sub("", english)):
            if name:
                ids.setdefault(alike(name), body.id)
    return ids


class Issuers:
    """Reads the names of bodies in a text: of the register the longest at a place, others by their shape."""

    def __init__(self, bodies: Iterable[Body], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._ids = ids_by_name(bodies)
        self._by_first: dict[str, list[re.Pattern[str]]] = {}
        for name in sorted({*self._ids, *_WHOLE}, key=len, reverse=True):
            first = _FIRST_WORD.match(name)
            if first is not None:
                pattern = SPACE.join(re.escape(word) for word in name.split())
                self._by_first.setdefault(first.group(), []).append(re.compile(rf"{pattern}(?!\w)"))
        heads = "|".join(spaced(head) for head in sorted(_HEADS, key=len, reverse=True))
        self._head = re.compile(rf"(?:{heads})(?!\w)")

    def body(self, name: str) -> str | None:
        """The id of the body of the register that has a name."""
        return self._ids.get(alike(name))

    def after(self, folded: Folded, at: int) -> Issuer | None:
        """The issuer printed right after a place: “của Chính phủ”, “giữa A với B”, “of the Government”."""
        lead = _LEAD.match(folded.lower, at)
        if lead is None:
            return self._without_lead(folded, at) or self._in_brackets(folded, at) or self._passive(folded, at)
        among = lead["lead"].startswith(("giữa", "between"))
        ends = self._together(folded, lead.end()) or self._abbreviated(folded, lead.end())
        if not ends:
            return None
        names = tuple(one_line(folded.text[start:end]) for start, end in ends)
        # “giữa A với B” lists parties; “của A và B” is one printed name.
        if among and len(names) == 1:
            return Issuer(ends[0][0], ends[0][1], names[0], ())
        whole = "; ".join(names) if among else one_line(folded.text[ends[0][0] : ends[-1][1]])
        return Issuer(ends[0][0], ends[-1][1], whole, names)

    def _abbreviated(self, folded: Folded, at: int) -> list[tuple[int, int]]:
        """The span of a name that begins with a short form of its own (“BTV Tỉnh ủy Hòa Bình”), whatever that means."""
        short = _SHORT_FORM.match(folded.text, at)
        return [] if short is None else [(at, self._shaped(folded, at, short.end()))]

    def _without_lead(self, folded: Folded, at: int) -> Issuer | None:
        """A name of the register or a whole one where “của” was left out: “ngày 22/12/2024 Bộ Chính trị về …”."""
        space = _SPACE.match(folded.lower, at)
        if space is None or not folded.text[space.end() : space.end() + 1].isupper():
            return None
        end = self.known_at(folded, space.end())
        if end is None or not _ABOUT.match(folded.lower, end):
            return None
        name = one_line(folded.text[space.end() : end])
        return Issuer(space.end(), end, name, (name,))

    def _in_brackets(self, folded: Folded, at: int) -> Issuer | None:
        """“Kế hoạch số … (Tỉnh ủy Điện Biên)”."""
        bracket = re.compile(rf"{GAP}\(").match(folded.lower, at)
        end = self.name_at(folded, bracket.end()) if bracket else None
        if bracket is None or end is None or not folded.text.startswith(")", end):
            return None
        name = one_line(folded.text[bracket.end() : end])
        return Issuer(bracket.end(), end, name, (name,))

    def _passive(self, folded: Folded, at: int) -> Issuer | None:
        """“Kế hoạch số … được Tỉnh ủy Điện Biên ban hành”."""
        lead = _PASSIVE.match(folded.lower, at)
        end = self.name_at(folded, lead.end()) if lead else None
        if lead is None or end is None or not _DONE_BY.match(folded.lower, end):
            return None
        name = one_line(folded.text[lead.end() : end])
        return Issuer(lead.end(), end, name, (name,))

    def proposer(self, folded: Folded, at: int) -> Issuer | None:
        """Who proposes, where a document is cited as their proposal: “Theo đề nghị của X tại Tờ trình số …”."""
        begin = max(0, at - 320)
        before = folded.lower[begin:at]
        place = _PROPOSED_AT.search(before, max(0, len(before) - 16))
        if place is None:
            return None
        last = None
        for match in _PROPOSAL.finditer(before, 0, place.start()):
            last = match
        if last is None or re.search(r"[;.:]|\n\s*\n", before[last.end() : place.start()]):
            return None
        name = one_line(folded.text[begin + last.end() : begin + place.start()])
        return Issuer(begin + last.end(), begin + place.start(), name, (name,)) if name else None

    def doer(self, folded: Folded, at: int) -> Issuer | None:
        """Who is said to issue what is cited: “Tỉnh ủy Lai Châu đã ban hành Kế hoạch số …”."""
        begin = max(0, at - 160)
        issuing = _ISSUING.search(folded.lower, begin, at)
        if issuing is None:
            return None
        for word in words_before(folded, issuing.start(), issuing.start() - begin):
            if capital(folded, word) and self.name_at(folded, word.start) == issuing.start():
                name = one_line(folded.text[word.start : issuing.start()])
                return Issuer(word.start, issuing.start(), name, (name,))
        return None

    def name_at(self, folded: Folded, at: int) -> int | None:
        """Where the body's name that begins at a place ends; None where none begins."""
        known = self.known_at(folded, at)
        head = self._head.match(folded.lower, at)
        if known is not None and (head is None or alike(folded.text[at:known]) in _WHOLE):
            return known
        shaped = self._shaped(folded, at, head.end()) if head and self._name_like(folded, at, head.end()) else None
        return max((end for end in (known, shaped) if end is not None), default=None)

    def known_at(self, folded: Folded, at: int) -> int | None:
        """Where the longest name of the register, or whole name, that begins at a place ends."""
        first = _FIRST_WORD.match(folded.lower, at)
        if first is None:
            return None
        matches = (pattern.match(folded.lower, at) for pattern in self._by_first.get(first.group(), ()))
        return next((match.end() for match in matches if match), None)

    def _name_like(self, folded: Folded, start: int, end: int) -> bool:
        """Whether a head is written as the beginning of a name: with a capital, or in small letters before one."""
        return folded.text[start].isupper() or bool(re.match(r"\s+[^\W\d_a-zà-ỹđ]", folded.text[end : end + 4]))

    def _together(self, folded: Folded, at: int) -> list[tuple[int, int]]:
        """The spans of one name, or of several joined by “và”, “với” and commas before them."""
        end = self.name_at(folded, at)
        if end is None:
            return []
        spans = [(at, end)]
        pending: list[tuple[int, int]] = []
        while len(spans) + len(pending) < 8:
            comma, joint = _COMMA.match(folded.lower, end), _AND.match(folded.lower, end)
            step = joint or comma
            if step is None or self._is_type(folded, step.end()):
                break
            following = self.name_at(folded, step.end())
            if following is None:
                break
            if joint:
                spans += [*pending, (step.end(), following)]
                pending = []
            else:
                pending.append((step.end(), following))
            end = following
        return spans

    def _is_type(self, folded: Folded, at: int) -> bool:
        words = words_after(folded, at, 60)
        return any(
            self._lexicon.called(" ".join(word.low for word in words[:count])) is not None
            for count in range(1, min(self._lexicon.longest, len(words)) + 1)
        )

    def _shaped(self, folded: Folded, start: int, head_end: int) -> int:
        """Where a name ends that begins with a head: before a small word that no name goes on with."""
        words = words_after(folded, start)
        end = head_end
        previous: Word | None = None
        for place, word in enumerate(words):
            if word.end <= head_end:
                previous = word
                continue
            assert previous is not None  # noqa: S101
            gap = between(folded, previous, word)
            following = words[place + 1] if place + 1 < len(words) else None
            if not self._goes_on(folded, words, place, previous, gap):
                break
            if word.low == "và":
                if following is None or not capital(folded, following) or self._starts_name(folded, following):
                    break
                previous = word
                continue
            end = word.end
            previous = word
        return end

    def end_of_longer(self, folded: Folded, at: int) -> int | None:
        """Where a name ends that goes on, in small letters, from the end of a registered one; None where it is over."""
        end = None
        words = words_after(folded, at, 120)
        for place, word in enumerate(words):
            following = words[place + 1].low if place + 1 < len(words) else ""
            before = at if end is None else end
            over = word.low in _STOPS or word.low in _SAYING or (word.low, following) in _TWO_WORD_STOPS
            if word.low == "và" and place + 2 < len(words):
                # “phòng, chống tội phạm và tệ nạn xã hội” is one name; “… và triển khai”, “… và các văn bản” is not.
                over = self._begins_anew(folded, words[place + 1], words[place + 2])
            small = word.low[0].isalpha() and not capital(folded, word)
            if over or not small or not only_space(folded.text[before : word.start]):
                break
            end = word.end
        return end

    @staticmethod
    def _begins_anew(folded: Folded, word: Word, following: Word) -> bool:
        """Whether something else begins after “và”: another name, what is done, or others of the kind."""
        return (
            capital(folded, word)
            or word.low in _STOPS
            or word.low in _SAYING
            or word.low in _OTHERS
            or (word.low, following.low) in _TWO_WORD_STOPS
        )

    def _starts_name(self, folded: Folded, word: Word) -> bool:
        return bool(self._head.match(folded.lower, word.start)) or self._is_type(folded, word.start)

    def _goes_on(self, folded: Folded, words: list[Word], place: int, previous: Word, gap: str) -> bool:
        word = words[place]
        following = words[place + 1].low if place + 1 < len(words) else ""
        upper = capital(folded, word)
        if "\n" in gap and _LIST_LETTER.match(folded.text, word.start):
            return False
        if gap.strip() == ",":
            return upper and self._listed_in_name(folded, words, place)
        if gap.strip() in ("-", "&"):
            return upper and not self._starts_name(folded, word)
        if not only_space(gap):
            return False
        if word.low[0].isdigit():
            return False
        if not upper:
            if previous.low == "đạo" and word.low in ("các", "thực"):
                return True  # “Ban Chỉ đạo thực hiện …”, “Ban Chỉ đạo các chương trình …”
            if word.low == "trình" and previous.low in ("chương", "công", "quy", "lộ", "tiến"):
                return True
            return word.low not in _STOPS and (word.low, following) not in _TWO_WORD_STOPS
        # “Sở Kế hoạch và Đầu tư” begins with a type's word; after anything else such a word begins a citation.
        return not self._is_type(folded, word.start) or bool(self._head.fullmatch(previous.low))

    def _listed_in_name(self, folded: Folded, words: list[Word], place: int) -> bool:
        """Whether a comma stands inside a name: “Bộ Văn hóa, Thể thao và Du lịch”."""
        if self._starts_name(folded, words[place]):
            return False
        for one, two in zip(words[place : place + 9], words[place + 1 : place + 10], strict=False):
            gap = between(folded, one, two)
            if two.low == "và":
                after = words.index(two) + 1
                return (
                    after < len(words) and capital(folded, words[after]) and not self._starts_name(folded, words[after])
                )
            if not only_space(gap) and gap.strip() != ",":
                return False
            if gap.strip() == "," and not capital(folded, two):
                return False
        return False
