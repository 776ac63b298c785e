"""Documents cited by name: laws and the like, resolutions of congresses, programmes that bodies agreed on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.linking.citations.dates import PrintedDay, date_at, day_at
from generator.linking.citations.folding import Folded, alike, lowered, one_line
from generator.linking.citations.forms import GAP, SPACE, spaced
from generator.linking.citations.issuers import Issuers
from generator.linking.citations.lexicon import Lexicon
from generator.linking.citations.words import Word, capital, only_space, words_after, words_before
from generator.model.documents import DocumentType


@dataclass(frozen=True)
class Title:
    """A name at its place, with its date where one follows."""

    start: int
    end: int
    kind: DocumentType
    date: PrintedDay | None
    registered: bool = False


# After these, a law's name is over and something is said of it.
_STOPS = frozenset((
    "về", "có", "đã", "được", "là", "trước", "sau", "từ", "kể", "đến", "tại", "trong", "ngoài", "khi", "vào",
    "do", "theo", "hết", "hiện", "hành", "mới", "này", "đó", "nêu", "trên", "sẽ", "phải", "cần", "như", "để",
    "nhằm", "cho", "với", "bằng", "quy", "hướng", "ban", "năm", "ngày", "số", "thì", "mà", "đang", "chưa",
    "không", "còn", "cũng", "vẫn", "nên", "nếu", "và", "hoặc", "của", "tuy", "ra", "các", "những", "thuộc",
    "on", "of", "the", "has", "is", "was",
))  # fmt: skip
# Before these, “Luật” is a draft, a subject of study or a firm, not a law in force.
_DRAFTS = ("dự án", "dự thảo", "dự luật", "dự án các", "dự án xây dựng", "đề nghị xây dựng", "dự thảo các")
# “các dự án: Luật A, Luật B và Luật C (Luật D)”: one draft after the other.
_NEXT_DRAFT = re.compile(r"\s{0,4}(?:[,;]|\()?\s{0,4}(?:và\s{1,4})?")
_NO_LAW_AFTER = frozenset((
    "học", "khoa", "trường", "ty", "hội", "phòng", "ngành", "bằng", "nhân", "sĩ", "môn", "pháp", "viện",
    "chí", "đoàn", "giới", "kỷ", "quy", "định",
))  # fmt: skip
_NOT_A_NAME = frozenset((
    "này", "số", "sư", "gia", "pháp", "học", "các", "của", "đó", "trên", "mới", "khác", "nêu",
))  # fmt: skip
_AMENDING = re.compile(rf"{SPACE}{spaced('sửa đổi')}(?:{GAP},{SPACE}{spaced('bổ sung')})?(?!\w)")
_ROMAN = re.compile(r"[ivx]{1,5}\Z|\d{1,2}\Z")
_CONGRESS = re.compile(
    rf"(?<!\w)nghị{SPACE}quyết{SPACE}(?:(?:của|tại){SPACE})?"
    rf"(?P<what>đại{SPACE}hội|(?:{spaced('hội nghị')}{SPACE})?(?:{spaced('lần thứ')}{SPACE}\w{{1,6}}{SPACE})?"
    rf"(?:{spaced('ban chấp hành')}{SPACE})?{spaced('trung ương')})(?!\w)"
)
_TERM = re.compile(
    rf"{GAP},?{GAP}\(?(?:khóa|khoá|{spaced('nhiệm kỳ')}){SPACE}(?:[ivx]{{1,5}}|\d{{4}}{GAP}-{GAP}\d{{4}})(?!\w)\)?"
)
_PLENUM = re.compile(
    rf"(?:{SPACE}đảng)?(?:{SPACE}(?:{spaced('lần thứ')}{SPACE})?(?P<ordinal>\d{{1,2}}|[ivx]{{1,5}}))?{GAP},?{GAP}"
    rf"\(?(?:khóa|khoá){SPACE}[ivx]{{1,5}}(?!\w)\)?"
)
_STOPS_OF_A_CONGRESS = frozenset((
    "về", "đã", "được", "có", "là", "để", "tại", "trong", "và", "đề", "giao", "yêu", "trên", "gắn", "bằng",
    "theo", "quy", "vào", "từ", "khi", "nhằm", "góp", "đến", "với", "ngày", "năm",
))  # fmt: skip
_GENERIC = (spaced("các cấp"), spaced("của đảng các"))


class Titles:
    """Reads the names of documents: those a type's record lists, those with a date, and those a register holds."""

    def __init__(self, lexicon: Lexicon, issuers: Issuers, registered: Iterable[tuple[str, DocumentType]] = ()) -> None:
        self._lexicon = lexicon
        self._issuers = issuers
        self._kinds = {lowered(kind.name.vi): kind for kind in lexicon.types if kind.titles}
        words = "|".join(spaced(word) for word in sorted(self._kinds, key=len, reverse=True))
        self._anchor = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None
        self._known = {word: _any_of(kind.titles) for word, kind in self._kinds.items()}
        held = {dashed(alike(title)): kind for title, kind in registered}
        self._held = held
        self._registered = _any_of(held, before=r"(?<![\w/-])") if held else None
        self._congress_kind = lexicon.called("nghị quyết")

    def find(self, folded: Folded) -> Iterator[Title]:
        """Every name, in no order; names of the register first, since they end where the register says."""
        if self._registered is not None:
            for match in self._registered.finditer(folded.lower):
                kind = self._held[dashed(one_line(match.group()))]
                # Only of Vietnamese names is it known with which words something is said of them.
                end = None if match.group().isascii() else self._issuers.end_of_longer(folded, match.end())
                if end is not None:
                    # A longer name than the register's is another document's.
                    yield Title(match.start(), end, kind, date_at(folded, end))
                    continue
                yield Title(match.start(), match.end(), kind, date_at(folded, match.end()), registered=True)
        if self._anchor is not None:
            yield from self._laws(folded, self._anchor)
        if self._congress_kind is not None:
            for match in _CONGRESS.finditer(folded.lower):
                end = self._congress_end(folded, match)
                if end is not None:
                    yield Title(match.start(), end, self._congress_kind, day_at(folded, end))
        yield from self._agreements(folded)

    # Laws

    def _laws(self, folded: Folded, anchor: re.Pattern[str]) -> Iterator[Title]:
        drafts_end = -1
        covered = -1
        for match in anchor.finditer(folded.lower):
            if match.start() < covered:
                continue
            kind = self._kinds[one_line(match.group())]
            if self._is_draft(folded, match.start(), drafts_end):
                found = self._law(folded, match.start(), match.end(), kind)
                drafts_end = found.end if found else match.end()
                continue
            title = self._law(folded, match.start(), match.end(), kind)
            if title is not None:
                covered = title.end
                yield title

    @staticmethod
    def _is_draft(folded: Folded, at: int, drafts_end: int) -> bool:
        words = words_before(folded, at, 40)
        before = " ".join(word.low for word in words[-4:])
        if words and folded.text[words[-1].end : at].strip() in ("", ":") and before.endswith(_DRAFTS):
            return True
        return 0 <= drafts_end <= at and _NEXT_DRAFT.fullmatch(folded.lower, drafts_end, at) is not None

    def _law(self, folded: Folded, start: int, end: int, kind: DocumentType) -> Title | None:
        if not folded.text[start].isupper() and not self._named_in_capitals(folded, end):
            return None
        before = words_before(folded, start, 20)
        near = before[-1].low if before and not folded.text[before[-1].end : start].strip() else ""
        known = self._known[lowered(kind.name.vi)].match(folded.lower, start)
        following = words_after(folded, end, 12)
        if known is None and (near in _NO_LAW_AFTER or (following and following[0].low in _NOT_A_NAME)):
            return None
        if _AMENDING.match(folded.lower, end):
            return self._amending(folded, start, kind)
        dated = self._dated(folded, start, known.end() if known else end, kind)
        if dated is not None:
            return dated
        if known is not None:
            return Title(start, known.end(), kind, date_at(folded, known.end()))
        shaped = self._shaped(folded, end)
        return Title(start, shaped, kind, date_at(folded, shaped)) if shaped is not None else None

    @staticmethod
    def _named_in_capitals(folded: Folded, end: int) -> bool:
        words = words_after(folded, end, 12)
        return bool(words) and capital(folded, words[0])

    def _dated(self, folded: Folded, start: int, end: int, kind: DocumentType) -> Title | None:
        """A name that runs on to a date or a year: “Luật khám bệnh, chữa bệnh ngày 09 tháng 01 năm 2023”."""
        words = words_after(folded, end, 160)
        last = end
        for place, word in enumerate(words[:28]):
            gap = folded.text[last : word.start]
            if word.low in ("ngày", "năm") or re.fullmatch(r"(?:19|20)\d\d", word.low):
                found = date_at(folded, last)
                # The name of a law has a word at least: “Luật ngày …” is none.
                return Title(start, last, kind, found) if found and found.value and last > start + 8 else None
            if not only_space(gap) and gap.strip() != ",":
                return None
            # “và” joins words of a name (Luật Phí và lệ phí); before a capital another name begins.
            joins = word.low == "và" and place + 1 < len(words) and not capital(folded, words[place + 1])
            if (word.low in _STOPS and not joins) or self._starts_type(folded, words, place):
                return None
            last = word.end
        return None

    def _starts_type(self, folded: Folded, words: list[Word], place: int) -> bool:
        if not capital(folded, words[place]):
            return False
        lows = [word.low for word in words[place : place + self._lexicon.longest]]
        return any(self._lexicon.called(" ".join(lows[:count])) for count in range(1, len(lows) + 1))

    def _amending(self, folded: Folded, start: int, kind: DocumentType) -> Title | None:
        """“Luật sửa đổi, bổ sung một số điều của Luật A và Luật B” with its date.

        Where the amended laws have numbers they are cited themselves, and the amending law is not named by a title.
        """
        words = words_after(folded, start, 420)
        last = words[0].end
        for word in words[1:]:
            gap = folded.text[last : word.start]
            if word.low == "ngày":
                found = date_at(folded, last)
                return Title(start, last, kind, found) if found and found.value else None
            if word.low == "số" and re.match(r"\s*:?\s*\d", folded.text[word.end : word.end + 6]):
                return None
            if not only_space(gap) and gap.strip() not in (",", "-"):
                return None
            if word.low in ("năm", "đã", "được", "có") or word.low.isdigit():
                found = date_at(folded, last)
                return Title(start, last, kind, found) if found and found.value else None
            last = word.end
        return None

    def _shaped(self, folded: Folded, end: int) -> int | None:
        """Where an unlisted, undated name ends: before a small word, a comma, or another name; two words at least."""
        words = words_after(folded, end, 120)
        if not words or not capital(folded, words[0]):
            return None
        last, count = end, 0
        for place, word in enumerate(words[:12]):
            gap = folded.text[last : word.start]
            if not only_space(gap) or word.low[0].isdigit():
                break
            joins = word.low == "và" and place + 1 < len(words) and not capital(folded, words[place + 1])
            if (word.low in _STOPS and not joins) or self._starts_type(folded, words, place):
                break
            if count and "\n" in gap and capital(folded, word):
                break
            last, count = word.end, count + 1
        else:
            return None
        return last if count >= 2 else None

    # Resolutions of congresses and plenums

    def _congress_end(self, folded: Folded, match: re.Match[str]) -> int | None:
        if not folded.text[match.start()].isupper() or _plural(folded, match.start()):
            return None
        if "trung" in match["what"]:
            plenum = _PLENUM.match(folded.lower, match.end())
            told = plenum is not None and (plenum["ordinal"] or "thứ" in match["what"])
            return plenum.end() if plenum is not None and told else None
        words = words_after(folded, match.end(), 160)
        last = match.end()
        told = False
        for place, word in enumerate(words[:26]):
            gap = folded.text[last : word.start]
            following = words[place + 1].low if place + 1 < len(words) else ""
            if gap.strip() == "," and word.low in ("thành", "thị", "huyện", "quận", "xã", "phường"):
                last = word.end
                continue
            if not only_space(gap):
                break
            if word.low == "của" and following in ("đảng", "mặt", "công", "hội", "đoàn"):
                last = word.end
                continue
            if word.low in ("khóa", "khoá", "nhiệm") or word.low in _STOPS_OF_A_CONGRESS or word.low == "của":
                break
            if self._starts_type(folded, words, place):
                break
            told = told or word.low == "bộ" or bool(_ROMAN.match(word.low)) or following == "thứ"
            last = word.end
        term = _TERM.match(folded.lower, last)
        if term is not None:
            last, told = term.end(), True
        name = folded.lower[match.start() : last]
        return last if told and not any(re.search(generic, name) for generic in _GENERIC) else None

    # Agreements of bodies

    def _agreements(self, folded: Folded) -> Iterator[Title]:
        for match in re.finditer(rf"(?<!\w)giữa{SPACE}", folded.lower):
            words = words_before(folded, match.start(), 80)
            if not words or not only_space(folded.text[words[-1].end : match.start()]):
                continue
            word = self._lexicon.ending_at(folded, words, len(words) - 1)
            if word is None or "joint" not in word.kind.families or not folded.text[word.start].isupper():
                continue
            parties = self._issuers.after(folded, words[-1].end)
            if parties is not None and len(parties.names) > 1 and not _plural(folded, word.start):
                yield Title(word.start, parties.end, word.kind, None)


def _plural(folded: Folded, at: int) -> bool:
    words = words_before(folded, at, 16)
    touching = bool(words) and not folded.text[words[-1].end : at].strip()
    return touching and words[-1].low in ("các", "những", "nhiều", "mọi")


def dashed(name: str) -> str:
    """A name with its dashes between years spaced in one way."""
    return re.sub(r"(?<=\d) ?- ?(?=\d)", " - ", name)


def _any_of(names: Iterable[str], before: str = "") -> re.Pattern[str]:
    listed = sorted({alike(name) for name in names}, key=len, reverse=True)
    return re.compile(before + "(?:" + "|".join(_spaced_alike(name) for name in listed) + r")(?!\w)")


def _spaced_alike(name: str) -> str:
    """A pattern for a name; around a dash there may be no space."""
    return SPACE.join(map(re.escape, name.split())).replace(rf"{SPACE}\-{SPACE}", rf"{GAP}\-{GAP}")
