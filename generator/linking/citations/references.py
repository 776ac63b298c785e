"""Short and back references (“Nghị định 93”, “Chỉ thị nêu trên”), pinpoints, and the lists that share a type word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.linking.citations.folding import Folded, one_line
from generator.linking.citations.forms import GAP, SPACE, spaced
from generator.linking.citations.lexicon import Lexicon, TypeWord
from generator.linking.citations.words import Word, only_space, words_before

_SHORT = re.compile(
    rf"(?:số{GAP}:?{GAP})?(?P<number>\d{{1,4}}[a-zđ]?)(?:{GAP}/{GAP}(?P<year>(?:19|20)\d\d))?"
    rf"(?!\w|{GAP}[/]{GAP}\w|{GAP}-{GAP}[A-Z]|-\w|[.,]\d|[ ]?%)"
)
# “Nghị quyết 30 năm”, “Quyết định 12 nội dung”: a count of things, not a document.
_COUNTED = re.compile(
    rf"{SPACE}(?:năm(?!{SPACE}\d)|tháng|ngày(?!{SPACE}\d)|tuần|quý|giờ|phút|lần|người|điểm|mục|trang|bước|nội|nhiệm|nhóm|vấn|dự|giải|chỉ|tỷ|"
    rf"triệu|nghìn|đồng|xã|huyện|tỉnh|hộ|loại|cấp|đơn|cơ|chương|điều|khoản|luật|nghị|bộ|trường|đồng chí)(?!\w)"
)
_BACK = re.compile(
    rf"(?:(?:đã{SPACE})?{spaced('(?:nêu|nói|dẫn|vừa nêu) trên')}|{spaced('trên đây')}"
    rf"|trên(?={GAP}(?:[.,;:)]|\Z|\n)))(?!\w)"
)
_JOINT = re.compile(rf"(?:{GAP},{GAP}|{SPACE}và{SPACE})(?=\d)")
_PINPOINT_WORDS = {"điểm", "khoản", "điều", "mục", "chương", "phần", "tiết", "phụ", "lục", "tiểu"}
_ENGLISH_PINPOINT = {"article", "articles", "clause", "clauses", "point", "points", "appendix", "annex", "section"}
_NAMES_A_PLACE = re.compile("|".join(sorted(_PINPOINT_WORDS | _ENGLISH_PINPOINT)))
_JOINING = {"và", "của", "hoặc", "các", "and", "of", "or", "the", "tại", "kèm", "theo", "ban", "hành", "to", "in"}
_PLACE = re.compile(r"(?:[a-zđ]|[ivxlc]{1,7}|\d{1,3}[a-zđ]?)\Z")


@dataclass(frozen=True)
class Short:
    """A type word with a number and at most a year: “Nghị định 93”, “Nghị định số 93/2021”."""

    start: int
    end: int
    word: TypeWord
    number: str
    year: str | None = None


@dataclass(frozen=True)
class Back:
    """A type word that points to a document cited before."""

    start: int
    end: int
    word: TypeWord


def short_and_back(folded: Folded, lexicon: Lexicon, anchor: re.Pattern[str]) -> Iterator[Short | Back]:
    """Every short and back reference; whether there is a document for it, the text before tells."""
    for match in anchor.finditer(folded.lower):
        if not folded.text[match.start()].isupper():
            continue
        kind = lexicon.called(one_line(match.group()))
        if kind is None or not kind.all_codes:
            continue
        space = re.compile(SPACE).match(folded.lower, match.end())
        if space is None:
            continue
        word = TypeWord(match.start(), match.end(), kind)
        short = _SHORT.match(folded.lower, space.end())
        if short is not None and not _COUNTED.match(folded.lower, short.end()):
            yield Short(match.start(), short.end(), word, short["number"], short["year"])
            if _several(folded, match.start()):
                yield from _further(folded, word, short.end())
            continue
        back = _BACK.match(folded.lower, space.end())
        if back is not None and not _several(folded, match.start()):
            yield Back(match.start(), back.end(), word)


def _further(folded: Folded, word: TypeWord, at: int) -> Iterator[Short]:
    """The other numbers of a list: 59 and 66 in “các Nghị quyết 57, 59 và 66”."""
    joint = _JOINT.match(folded.lower, at)
    while joint is not None:
        short = _SHORT.match(folded.lower, joint.end())
        if short is None or _COUNTED.match(folded.lower, short.end()):
            return
        yield Short(short.start("number"), short.end(), word, short["number"], short["year"])
        joint = _JOINT.match(folded.lower, short.end())


def _several(folded: Folded, at: int) -> bool:
    words = words_before(folded, at, 16)
    return bool(words) and words[-1].low in ("các", "những", "hai", "ba", "nhiều")


def pinpoint(folded: Folded, at: int) -> str | None:
    """The place inside the document named right before it: “điểm a khoản 2 Điều 12”, “Phụ lục III”."""
    if not _NAMES_A_PLACE.search(folded.lower, max(0, at - 140), at):
        return None
    words = words_before(folded, at, 140)
    first = len(words)
    end = at
    reached: Word | None = None
    while first > 0:
        word = words[first - 1]
        gap = folded.text[word.end : end]
        if not (only_space(gap) or gap.strip() == ","):
            break
        named = word.low in _PINPOINT_WORDS or word.low in _ENGLISH_PINPOINT
        if not named and word.low not in _JOINING and not _PLACE.match(word.low):
            break
        if named:
            reached = word
        end = word.start
        first -= 1
    if reached is None:
        return None
    if reached.low == "lục":
        return None
    printed = one_line(folded.text[reached.start : at]).rstrip(",")
    for ending in (" ban hành kèm theo", " kèm theo", " của", " of the", " of", " to", " in", " tại", " các", " the"):
        printed = printed.removesuffix(ending)
    return printed if re.search(r"\s\S", printed) else None


@dataclass(frozen=True)
class Listed:
    """A bare number before a symbol that lends it the rest: 12 in “các Nghị định số 12, 13/2023/NĐ-CP”."""

    start: int
    end: int
    number: str
    year: str | None


_NUMBER = re.compile(r"\d{1,5}[a-zđ]?\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


def listed_before(folded: Folded, words: list[Word], at: int) -> tuple[list[Listed], int]:
    """The bare numbers right before a symbol, and how many of the words come before them."""
    found: list[Listed] = []
    place = len(words)
    end = at
    while place > 0:
        joined = False
        gap = folded.text[words[place - 1].end : end]
        if words[place - 1].low in ("và", "and") and only_space(gap):
            joined = True
            end = words[place - 1].start
            place -= 1
            if place == 0:
                break
            gap = folded.text[words[place - 1].end : end]
            if gap.strip() == "," or only_space(gap):
                gap = " "
        if not ((joined and only_space(gap)) or re.fullmatch(r"\s{0,4},\s{0,4}", gap)):
            break
        word = words[place - 1]
        year = None
        number = word
        if _YEAR.match(word.low) and place > 1 and folded.text[words[place - 2].end : word.start] == "/":
            year, number = word.low, words[place - 2]
        if not _NUMBER.match(number.low):
            break
        found.append(Listed(number.start, word.end, folded.text[number.start : number.end], year))
        end = number.start
        place -= 2 if year else 1
    return found[::-1], place
