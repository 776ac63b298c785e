"""Notes on the form of a text: what a careful clerk would mark in the margin. Nothing is ever changed."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from generator.linking.citations import Resolution
from generator.linking.citations.entries import without_marks
from generator.linking.citations.folding import alike
from generator.linking.citations.lexicon import Lexicon
from generator.linking.citations.resolution import symbol_key

Rule = Literal[
    "missing-date", "missing-issuer", "missing-subject", "contradicts-register", "impossible-date", "symbol-form",
    "symbol-two-ways", "date-two-ways", "date-unpadded", "misspelling", "unclosed-quote", "wrong-quote",
    "doubled-words", "no-break-space",
]  # fmt: skip
Severity = Literal["error", "warning", "note"]

SEVERITY: dict[Rule, Severity] = {
    "missing-date": "warning",
    "missing-issuer": "note",
    "missing-subject": "note",
    "contradicts-register": "error",
    "impossible-date": "error",
    "symbol-form": "warning",
    "symbol-two-ways": "warning",
    "date-two-ways": "warning",
    "date-unpadded": "note",
    "misspelling": "warning",
    "unclosed-quote": "warning",
    "wrong-quote": "warning",
    "doubled-words": "warning",
    "no-break-space": "note",
}


@dataclass(frozen=True, order=True)
class FormNote:
    """One mark in the margin: where, by which rule, what is printed, and what is expected, where a rule can tell."""

    line: int
    column: int
    rule: Rule
    printed: str
    expected: str = ""

    @property
    def severity(self) -> Severity:
        return SEVERITY[self.rule]


@dataclass(frozen=True)
class _Mark:
    at: int
    rule: Rule
    printed: str
    expected: str = ""


def lint(text: str, citations: Iterable[Resolution], lexicon: Lexicon, names: Iterable[str] = ()) -> list[FormNote]:
    """Every note on a text in its order; `names` are spellings known to be right, of bodies, documents and terms."""
    listed = [resolution for resolution in citations if not resolution.citation.own]
    known = list(names)
    marks = [
        *_elements(listed),
        *_forms(listed, lexicon),
        *_two_ways(listed),
        *_dates(text),
        *_spelling(text, known),
        *_quotes(text),
        *_doubled(text),
        *_kept_spaces(text, known, listed),
    ]
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return sorted({_placed(mark, starts) for mark in marks})


def _placed(mark: _Mark, starts: list[int]) -> FormNote:
    line = bisect_right(starts, mark.at)
    return FormNote(line, mark.at - starts[line - 1] + 1, mark.rule, mark.printed, mark.expected)


def _elements(citations: Iterable[Resolution]) -> Iterator[_Mark]:
    """The four elements of a citation: number, date, issuer, subject (Nghị định 30/2020/NĐ-CP, Phụ lục I).

    Where a document is cited again, the first citation gives its elements.
    """
    seen: set[str] = set()
    for resolution in citations:
        citation = resolution.citation
        for element in resolution.contradicts:
            yield _Mark(citation.start, "contradicts-register", citation.text, element)
        if citation.date_text is not None and citation.date_value == "":
            yield _Mark(citation.start, "impossible-date", citation.date_text)
        if citation.form != "numbered" or citation.canonical in seen:
            continue
        seen.add(citation.canonical)
        if citation.date_text is None:
            yield _Mark(citation.start, "missing-date", citation.text)
        if citation.issuer is None:
            yield _Mark(citation.start, "missing-issuer", citation.text)
        if citation.subject is None:
            yield _Mark(citation.start, "missing-subject", citation.text)


_DASHES = str.maketrans("–\u2011", "--")
_STATE = re.compile(r"\d+[a-zđ]?(?:/\d{4})?/[^/-]+(?:-[^/-]+)*\Z")
_PARTY = re.compile(r"\d+[a-zđ]?-[^/-]+/[^/-]+(?:-[^/-]+)*\Z")


def _forms(citations: Iterable[Resolution], lexicon: Lexicon) -> Iterator[_Mark]:
    """Symbols outside the State's and the Front's form (28/CT-TTg) and the Party's (03-CT/TW)."""
    for resolution in citations:
        citation = resolution.citation
        if citation.form != "numbered" or citation.parts is None or citation.text == "":
            continue
        parts = citation.parts
        party = {lexicon.is_party_issuer(code) for code in parts.issuers}
        shape = _STATE if party == {False} else _PARTY if party == {True} else None
        right = citation.canonical
        if shape is None:
            fits = bool(_STATE.match(right) or _PARTY.match(right) or not parts.issuers)
            expected = ""
        else:
            fits = bool(shape.match(right))
            year = f"/{parts.year}" if parts.year else ""
            kind = lexicon.code(parts.kind) or parts.kind
            issuers = "-".join(parts.issuers)
            expected = (
                f"{parts.number}-{kind}/{issuers}" if shape is _PARTY else f"{parts.number}{year}/{kind}-{issuers}"
            )
        if not fits:
            yield _Mark(citation.start, "symbol-form", parts.printed, expected)
        elif parts.printed.translate(_DASHES) != right:
            yield _Mark(citation.start, "symbol-form", parts.printed, right)


def _two_ways(citations: Iterable[Resolution]) -> Iterator[_Mark]:
    """The same document printed two ways: another separator, another padding, another date."""
    prints: dict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    numbered = [r.citation for r in citations if r.citation.form == "numbered" and r.citation.parts is not None]
    keys = []
    for citation in numbered:
        assert citation.parts is not None  # noqa: S101
        parts = citation.parts
        day = citation.date if parts.year is None else None
        key = (*symbol_key(parts.number, parts.year, parts.kind, parts.issuers), citation.type_id, day)
        keys.append(key)
        prints[key][citation.canonical] += 1
    for key, citation in zip(keys, numbered, strict=True):
        usual = prints[key].most_common(1)[0][0]
        if citation.canonical != usual:
            yield _Mark(citation.start, "symbol-two-ways", citation.canonical, usual)


_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)|(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")


def _dates(text: str) -> Iterator[_Mark]:
    """Days below 10 and the months 1 and 2 have a 0 before them (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục 4).

    A text that pads days or months here and not there prints dates two ways; the rarer way is marked.
    """
    typed = [_TypedDate(m.start(), m.group(), m[1] or m[4], m[2] or m[5]) for m in _DAY.finditer(text)]
    for one in typed:
        right = one.padded(day=True, month=one.month in ("1", "2"))
        if right != one.printed:
            yield _Mark(one.at, "date-unpadded", one.printed, right)
    days = [(one, len(one.day) == 2) for one in typed if int(one.day) < 10]
    early = [(one, len(one.month) == 2) for one in typed if int(one.month) < 3]
    late = [(one, len(one.month) == 2) for one in typed if 3 <= int(one.month) < 10]
    told: set[int] = set()
    for group in (days, early, late):
        with_zero = [one for one, padded in group if padded]
        without = [one for one, padded in group if not padded]
        if with_zero and without:
            for one in min(with_zero, without, key=len):
                if one.at not in told:
                    told.add(one.at)
                    yield _Mark(one.at, "date-two-ways", one.printed)


@dataclass(frozen=True)
class _TypedDate:
    """A date as typed."""

    at: int
    printed: str
    day: str
    month: str

    def padded(self, *, day: bool, month: bool) -> str:
        """The date with a 0 before its day or its month, where one is missing."""
        right = self.printed
        if month and len(self.month) == 1:
            right = re.sub(rf"(?<=[/\s]){self.month}(?=[/\s])", f"0{self.month}", right, count=1)
        return f"0{right}" if day and len(self.day) == 1 else right


_SYLLABLE = re.compile(r"[^\W\d_]+")


# Words that stand beside anything tell nothing of a spelling.
_COMMON = frozenset((
    "của", "số", "và", "các", "là", "có", "cho", "từ", "về", "với", "ở", "tại", "trong", "những", "một", "đã", "được",
    "không",
))  # fmt: skip


def _spelling(text: str, names: Iterable[str]) -> Iterator[_Mark]:
    """A phrase printed once that differs only in its marks from a phrase printed often, or of a known name."""
    words = [(match.start(), match.group()) for match in _SYLLABLE.finditer(text)]
    near = [text[a[0] + len(a[1]) : b[0]].isspace() for a, b in pairwise(words)]
    pairs: Counter[tuple[str, str]] = Counter()
    for place, touching in enumerate(near):
        if touching:
            pairs[alike(words[place][1]), alike(words[place + 1][1])] += 1
    for name in names:
        syllables = [alike(word) for word in _SYLLABLE.findall(name)]
        for one, two in pairwise(syllables):
            pairs[one, two] += 2
    bare: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        bare[without_marks(pair[0]), without_marks(pair[1])].append(pair)
    told = -1
    for place, touching in enumerate(near):
        if not touching or place == told:
            continue
        pair = alike(words[place][1]), alike(words[place + 1][1])
        if pairs[pair] > 2:
            continue
        others = [
            other
            for other in bare[without_marks(pair[0]), without_marks(pair[1])]
            if pairs[other] >= max(3, 8 * pairs[pair] - 5) and _one_differs(pair, other)
        ]
        if len(others) == 1:
            # The misspelt syllable is told once, not again with the one after it.
            told = place + 1 if pair[0] == others[0][0] else told
            start, end = words[place][0], words[place + 1][0] + len(words[place + 1][1])
            yield _Mark(start, "misspelling", text[start:end], " ".join(others[0]))


def _one_differs(pair: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two pairs of syllables share one that tells something, and differ in the other."""
    shared = [one for one, two in zip(pair, other, strict=True) if one == two]
    return len(shared) == 1 and shared[0] not in _COMMON


def _quotes(text: str) -> Iterator[_Mark]:
    """Quotation marks that open and do not close, or close without having opened, in one paragraph."""
    at = 0
    for paragraph in text.split("\n"):
        opened: int | None = None
        straight = paragraph.count('"')
        for place, letter in enumerate(paragraph):
            if letter == "“":
                opened = place
            elif letter == "”":
                before = paragraph[place - 1 : place]
                if opened is None and (not before or before.isspace() or before == "("):
                    yield _Mark(at + place, "wrong-quote", paragraph[place : place + 20], "“")
                    opened = place
                elif opened is None:
                    yield _Mark(at + place, "unclosed-quote", paragraph[max(0, place - 20) : place + 1])
                else:
                    opened = None
        if opened is not None:
            yield _Mark(at + opened, "unclosed-quote", paragraph[opened : opened + 40])
        if straight % 2:
            yield _Mark(at + paragraph.rindex('"'), "unclosed-quote", paragraph[paragraph.rindex('"') :][:40])
        at += len(paragraph) + 1


# Vietnamese doubles many words on purpose (luôn luôn, ngày ngày); these never.
_NEVER_DOUBLED = frozenset(
    ("của", "và", "các", "về", "số", "cho", "trong", "với", "theo", "được", "là", "tại", "những", "để", "từ", "có")
)


def _doubled(text: str) -> Iterator[_Mark]:
    words = [(m.start(), m.end(), m.group().lower()) for m in _SYLLABLE.finditer(text)]
    for place in range(len(words)):
        one = words[place]
        two = words[place + 1] if place + 1 < len(words) else None
        if two is not None and one[2] == two[2] and one[2] in _NEVER_DOUBLED and text[one[1] : two[0]].isspace():
            yield _Mark(one[0], "doubled-words", text[one[0] : two[1]], text[one[0] : one[1]])
        group = words[place : place + 4]
        if len(group) == 4 and group[0][2:] + group[1][2:] == group[2][2:] + group[3][2:]:
            inside = [text[a[1] : b[0]] for a, b in pairwise(group)]
            if all(gap.isspace() and "\n" not in gap for gap in inside) and group[0][2] != group[1][2]:
                yield _Mark(one[0], "doubled-words", text[one[0] : group[3][1]], text[one[0] : group[1][1]])


def _kept_spaces(text: str, names: Iterable[str], citations: Iterable[Resolution]) -> Iterator[_Mark]:
    """No-break spaces inside the name of a body, a document or a term, where a search does not find the name."""
    if "\u00a0" not in text:
        return
    wanted = {alike(name) for name in names if " " in name}
    spans = [(r.citation.start, r.citation.full_end) for r in citations]
    for match in re.finditer(r"[^\W\d_]+(?:[ \u00a0][^\W\d_]+)*", text):
        if "\u00a0" not in match.group():
            continue
        for space in re.finditer("\u00a0", match.group()):
            at = match.start() + space.start()
            named = any(start < at < end for start, end in spans)
            around = text[max(0, at - 60) : at + 60]
            low = alike(around)
            if named or any(name in low and _holds(text, at, name) for name in wanted):
                words = re.search(r"[^\W\d_]+\Z", text[:at]), re.match(r"\W[^\W\d_]+", text[at:])
                printed = "".join(word.group() for word in words if word is not None)
                yield _Mark(at, "no-break-space", printed, printed.replace("\u00a0", " "))


def _holds(text: str, at: int, name: str) -> bool:
    """Whether a name stands over a place of a text."""
    begin = max(0, at - len(name))
    return (
        name in alike(text[begin : at + len(name)])
        and name not in alike(text[begin:at])
        and name not in alike(text[at + 1 : at + len(name)])
    )
