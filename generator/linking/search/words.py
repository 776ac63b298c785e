"""What a reader's typing and the portal's texts have in common: letters, syllables, numbers and dates.

The twin of `publishing/theme/assets/search/words.js`, from the same rules; a test holds the two equal on many cases.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from generator.linking.search.rules import RULES
from generator.model.text import Language

Word = tuple[str, str]
"""A word folded and exact: `("hoa", "hoa2")` for hoà and hòa."""

_TONES: dict[str, str] = RULES["tones"]
_TELEX_TONES: dict[str, str] = RULES["telexTones"]
_HATS: dict[str, str] = RULES["hats"]
_HORNS: dict[str, str] = RULES["horns"]
_SAME_AS_I = frozenset(RULES["sameAsI"])
_TYPE_WORDS: dict[str, str] = RULES["typeWords"]
TYPE_CODES = frozenset(RULES["typeCodes"].split())
_SAME_TYPE: dict[str, list[str]] = RULES["sameType"]
_MONTHS = {name: number for number, name in enumerate(RULES["months"].split(), 1)}
_PLACE_WORDS = frozenset(RULES["placeWords"].split())


class Atom(NamedTuple):
    """A run of letters or a run of digits, with what stands before it."""

    text: str
    gap: str
    digits: bool
    glued: bool


def clean(text: str) -> str:
    """One spelling for what looks the same: composed letters, small, and Đ for the Icelandic Ð of many keyboards."""
    return unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("\u00f0", "đ").lower()


# Of Unicode's planes, those that have letters or marks: from the fifth on they are empty, private, or hold selectors.
_PLANES = (range(0x40000), range(0xE0000, 0xF0000))


@cache
def _runs() -> re.Pattern[str]:
    """Runs of letters and marks, or of digits 0–9; Python's `\\w` knows no marks and too many digits.

    The many rare letters beyond the first 65,536 are looked at only where one stands: a search of their list at every
    space would take most of an index's time.
    """
    spans: list[tuple[int, int]] = []
    for code in chain(*_PLANES):
        if unicodedata.category(chr(code))[0] in "LM":
            if spans and spans[-1][1] == code - 1:
                spans[-1] = (spans[-1][0], code)
            else:
                spans.append((code, code))
    near, far = (
        "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in spans if (last > 0xFFFF) == beyond)
        for beyond in (False, True)
    )
    return re.compile(f"((?:[{near}]+|(?=[\\U00010000-\\U0010ffff])[{far}]+)+|[0-9]+)")


def runs(text: str) -> list[str]:
    return _runs().findall(text)


@lru_cache(64)
def atoms(text: str) -> tuple[Atom, ...]:
    # What stands between the runs, and the runs, by turns; nothing between two of them glues the second to the first.
    pieces = _runs().split(clean(text))
    return tuple(
        Atom(run, gap.strip(" \t\n\r\u00a0"), run[0] in "0123456789", not gap and place > 0)
        for place, (gap, run) in enumerate(zip(pieces[::2], pieces[1::2], strict=False))
    )


@lru_cache(50_000)
def key(word: str) -> Word:
    """A word folded and exact: its letters with the tone as a digit at the end, wherever it was put, and i for y.

    >>> key("hòa") == key("hoà") == ("hoa", "hoa2"), key("kỹ") == key("kĩ")
    (True, True)
    """
    tone = base = ""
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tone = _TONES[letter]
        else:
            base += letter
    base = unicodedata.normalize("NFC", base)
    if base in _SAME_AS_I:
        base = base[:-1] + "i"
    plain = unicodedata.normalize("NFD", base.replace("đ", "d"))
    folded = "".join(letter for letter in plain if unicodedata.category(letter)[0] != "M")
    return folded or word, base + tone or word


def folded_of(exact: str) -> str:
    """The exact form of a word folded: “hoa2” to “hoa”."""
    toned = len(exact) > 1 and exact[-1].isascii() and exact[-1].isdigit() and not exact[-2].isdigit()
    return key(exact[:-1] if toned else exact)[0]


def singular(word: str) -> str:
    """An English word by its singular."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def split(text: str, language: Language) -> list[Word]:
    """The words of a text in order."""
    form = key if language == "vi" else _english
    return [form(atom.text) for atom in atoms(text)]


@lru_cache(50_000)
def _english(word: str) -> Word:
    folded = singular(key(word)[0])
    return folded, folded


# Keystrokes that no input method has turned into letters


def _telex(word: str) -> str | None:
    if not re.fullmatch("[a-z]+", word):
        return None
    base = tone = ""
    changed = False
    for letter in word:
        rest = re.search("[^aeiouyăâêôơư]*$", base)
        at = rest.start() if rest else len(base)
        voiced = at > 0
        if voiced and letter in _TELEX_TONES:
            tone, changed = _TELEX_TONES[letter], True
        elif letter == "w":
            base, changed = _horned(base) if voiced else base + "ư", True
        elif voiced and letter in _HATS and base[at - 1] == letter:
            base, changed = base[: at - 1] + _HATS[letter] + base[at:], True
        elif letter == "d" and base.startswith("d"):
            base, changed = "đ" + base[1:], True
        else:
            base += letter
    return base + tone if changed else None


def _horned(base: str) -> str:
    """The horn or the breve goes to the last vowel that takes one; “uo” takes two horns."""
    if re.search("[uư]o", base):
        return re.sub("[uư]o", "ươ", base, count=1)
    if "ươ" in base or "uơ" in base:
        return base.replace("uơ", "ươ", 1)
    return _marked(base, _HORNS)


def _marked(base: str, marks: dict[str, str]) -> str:
    for at in range(len(base) - 1, -1, -1):
        if base[at] in marks:
            return base[:at] + marks[base[at]] + base[at + 1 :]
    return base


def _vni(word: str) -> str | None:
    if not re.fullmatch("[a-z]+[0-9][a-z0-9]*", word) or not re.search("[aeiouy]", word):
        return None
    base = tone = ""
    for letter in word:
        before = base
        if "1" <= letter <= "5":
            if tone:
                return None
            tone = letter
            continue
        if letter == "9":
            base = "đ" + base[1:] if base.startswith("d") else base
        elif letter == "8":
            base = _marked(base, {"a": "ă"})
        elif letter == "7":
            base = base.replace("uo", "ươ", 1) if "uo" in base else _marked(base, {"o": "ơ", "u": "ư"})
        elif letter == "6":
            base = _marked(base, _HATS)
        elif letter != "0":
            base += letter
        if base == before and letter != "0":
            return None
    return base.replace("ưo", "ươ", 1).replace("uơ", "ươ", 1) + tone


def decoded(word: str) -> Word | None:
    """What was typed raw in Telex (“hoacj”) or VNI (“dda5i”), as a word; None where it is neither."""
    typed = _telex(word) or _vni(word)
    if not typed:
        return None
    tone = typed[-1] if typed[-1] in "0123456789" else ""
    folded, exact = key(typed[:-1] if tone else typed)
    return folded, exact + tone


# Dates


@dataclass(frozen=True)
class Dates:
    """The dates of a text as tokens (`@27/10/2021`, `@27/10`, `@m10/2021`, `@m10`, `@2021-2025`) and the atoms read."""

    tokens: tuple[str, ...]
    used: frozenset[int]


def dates(found: Sequence[Atom]) -> Dates:
    return _DateReader(found).read()


class _DateReader:
    def __init__(self, found: Sequence[Atom]) -> None:
        self._found = found
        self._tokens: dict[str, None] = {}
        self._used: set[int] = set()

    def _digits(self, at: int, long: bool = False) -> bool:
        if not 0 <= at < len(self._found) or not self._found[at].digits:
            return False
        length = len(self._found[at].text)
        return length == 4 if long else length <= 2

    def _word(self, at: int) -> str:
        return key(self._found[at].text)[0] if at < len(self._found) and not self._found[at].digits else ""

    def _between(self, at: int, marks: tuple[str, ...]) -> bool:
        return at < len(self._found) and self._found[at].gap in marks

    def _put(self, start: int, end: int, day: str, month: str, year: str) -> None:
        d, m = int(day), int(month)
        if not 1 <= m <= 12 or not 0 <= d <= 31:
            return
        if d:
            self._tokens[f"@{d}/{m}"] = None
        if d and year:
            self._tokens[f"@{d}/{m}/{year}"] = None
        self._tokens[f"@m{m}"] = None
        if year:
            self._tokens[f"@m{m}/{year}"] = None
        self._used.update(range(start, end))

    def _year_after(self, at: int) -> int:
        """How many atoms a year takes from a place: “năm 2022”, “/2022”."""
        if self._word(at) == "nam" and self._digits(at + 1, long=True):
            return 2
        return 1 if self._digits(at, long=True) and self._between(at, ("/", "-")) else 0

    def read(self) -> Dates:
        # Every form of a date has a number as its first or its second word.
        for at, (here, after) in enumerate(pairwise([*(atom.digits for atom in self._found), False])):
            if (here or after) and at not in self._used:
                self._read_at(at)
        return Dates(tuple(self._tokens), frozenset(self._used))

    def _read_at(self, at: int) -> None:
        digits, word, between = self._digits, self._word, self._between
        slashes = ("/", ".", "-")

        def text(ahead: int) -> str:
            return self._found[at + ahead].text

        if (
            digits(at) and digits(at + 1) and digits(at + 2, long=True)
            and between(at + 1, slashes) and between(at + 2, slashes)
        ):  # fmt: skip
            self._put(at, at + 3, text(0), text(1), text(2))
        elif (
            digits(at, long=True) and digits(at + 1) and digits(at + 2)
            and between(at + 1, ("-",)) and between(at + 2, ("-",))
        ):  # fmt: skip
            self._put(at, at + 3, text(2), text(1), text(0))
        elif digits(at) and word(at + 1) == "thang" and digits(at + 2):
            more = self._year_after(at + 3)
            self._put(at, at + 3 + more, text(0), text(2), text(2 + more) if more else "")
        elif word(at) == "thang" and digits(at + 1):
            more = self._year_after(at + 2)
            self._put(at, at + 2 + more, "0", text(1), text(1 + more) if more else "")
        elif digits(at) and word(at + 1) in _MONTHS:
            year = digits(at + 2, long=True)
            self._put(at, at + 2 + year, text(0), str(_MONTHS[word(at + 1)]), text(2) if year else "")
        elif word(at) in _MONTHS and digits(at + 1):
            year = digits(at + 2, long=True)
            self._put(at, at + 2 + year, text(1), str(_MONTHS[word(at)]), text(2) if year else "")
        elif word(at) in _MONTHS and digits(at + 1, long=True):
            self._put(at, at + 2, "0", str(_MONTHS[word(at)]), text(1))
        elif digits(at, long=True) and digits(at + 1, long=True) and between(at + 1, ("-", "–", "—")):
            self._tokens[f"@{text(0)}-{text(1)}"] = None
            self._used.update((at, at + 1))
        elif (
            digits(at) and digits(at + 1) and between(at + 1, ("/",))
            and not between(at, slashes) and not between(at + 2, ("/",))
        ):  # fmt: skip
            self._put(at, at + 2, text(0), text(1), "")


# Numbers of documents, places in a plan


def is_year(atom: Atom) -> bool:
    return atom.digits and re.fullmatch("(19|20)[0-9][0-9]", atom.text) is not None


def of_type(code: str, number: int) -> list[str]:
    """The tokens of a number with its type, the type as typed first."""
    return [f"#{code}{number}", *(f"#{same}{number}" for same in _SAME_TYPE.get(code, ()))]


def type_before(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """The type a text names right before a place, “Nghị định số | 93”: its code and where it begins."""
    end = at - 1
    if end >= 0 and words[end] in ("so", "no"):
        end -= 1
    for length in range(min(4, end + 1), 0, -1):
        code = _TYPE_WORDS.get(" ".join(words[end - length + 1 : end + 1]))
        if code:
            return code, end - length + 1
    return (words[end], end) if end >= 0 and words[end] in TYPE_CODES else None


def structured(text: str) -> tuple[str, ...]:
    """The tokens of a text's document numbers and dates: “93/2021/NĐ-CP” is #93, #nd93, #93/2021 and #93:cp."""
    found = atoms(text)
    if not any(atom.digits for atom in found):
        return ()
    read = dates(found)
    tokens = dict.fromkeys(read.tokens)
    words = [key(atom.text)[0] for atom in found]
    for at, atom in enumerate(found):
        if not atom.digits or len(atom.text) > 4 or at in read.used or atom.glued:
            continue
        number = int(atom.text)
        after = at + 1
        year = ""
        if after < len(found) and found[after].gap == "/" and is_year(found[after]):
            year = found[after].text
            after += 1
        codes: list[str] = []
        while (
            after < len(found) and found[after].gap in ("/", "-") and not found[after].digits
            and (codes or len(words[after]) > 1)
        ):  # fmt: skip
            codes.append(words[after])
            after += 1
        if codes:
            listed = [f"#{number}", *of_type(codes[0], number)]
            listed += [f"#{number}/{year}"] if year else []
            listed += [f"#{number}:{code}" for code in codes[1:]]
            tokens |= dict.fromkeys(listed)
        else:
            named = type_before(words, at)
            if named and (at == 0 or words[at - 1] not in TYPE_CODES):
                tokens |= dict.fromkeys([f"#{number}", *of_type(named[0], number)])
    return tuple(tokens)


def marker_token(marker: str) -> str:
    """The place of a unit by its printed markers: “II. 4. (1)” is `§ii.4.1`."""
    return "§" + ".".join(atom.text for atom in atoms(marker))


def name_token(folded: Iterable[str]) -> str:
    """A whole name by its words: “Công an tỉnh” is `§=cong an tinh`."""
    return "§=" + " ".join(map(singular, folded))


def markers_in(query: str) -> list[str]:
    """The places a query names: “II.4”, “mục II”; a letter alone is one only where called so or all there is."""
    found = atoms(query)
    tokens = []
    at = 0
    while at < len(found):
        end = at + 1
        if re.fullmatch("[ivx]+", found[at].text) and not found[at].glued:
            while (
                end < len(found) and found[end].digits and len(found[end].text) < 3 and not found[end].glued
                and re.fullmatch("[.,(]*", found[end].gap)
            ):  # fmt: skip
                end += 1
            called = at > 0 and key(found[at - 1].text)[0] in _PLACE_WORDS
            if end > at + 1 or len(found) == 1 or called:
                tokens.append("§" + ".".join(atom.text for atom in found[at:end]))
        at = end
    return tokens


# How much a word says


def _exact(text: str) -> frozenset[str]:
    return frozenset(key(word)[1] for word in text.split())


def _folded(text: str) -> frozenset[str]:
    return frozenset(key(word)[0] for word in text.split())


_JOINING = _exact(RULES["stopWords"]["vi"]) | _exact(RULES["stopWords"]["en"])
_ASKING = _exact(RULES["questionWords"]["vi"]) | _exact(RULES["questionWords"]["en"])
_UNMARKED_JOINING = _folded(RULES["stopWords"]["vi"])
_UNMARKED_ASKING = frozenset(RULES["unmarkedQuestionWords"].split())
JOINING_IN_NAMES = _exact(RULES["stopWords"]["vi"])


def telling(exact: str, marked: bool) -> float:
    """How much a word says of what is looked for: one that joins little, one that asks next to nothing."""
    weights = RULES["weights"]
    if exact in _ASKING or (not marked and exact in _UNMARKED_ASKING):
        return float(weights["asking"])
    if exact in _JOINING or (not marked and exact in _UNMARKED_JOINING):
        return float(weights["joining"])
    return 1.0


def nearly(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two are swapped."""
    longer = len(one) - len(other)
    if abs(longer) > 1:
        return False
    at = 0
    while at < len(one) and at < len(other) and one[at] == other[at]:
        at += 1
    if longer == 1:
        return one[at + 1 :] == other[at:]
    if longer == -1:
        return one[at:] == other[at + 1 :]
    if at == len(one):
        return False
    return one[at + 1 :] == other[at + 1 :] or (
        at + 1 < len(one) and one[at] == other[at + 1] and one[at + 1] == other[at] and one[at + 2 :] == other[at + 2 :]
    )
