"""Finds every citation of a text: anchors first (symbols, names, bare numbers), then what stands around each."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypedDict

from generator.linking.citations import around
from generator.linking.citations.citation import Citation, Form, IssuerPlace, Parts
from generator.linking.citations.dates import PrintedDay, day_at, days_between, year_at
from generator.linking.citations.folding import Folded, lowered, one_line
from generator.linking.citations.forms import GAP, SPACE, spaced
from generator.linking.citations.issuers import Issuer, Issuers
from generator.linking.citations.known import Found, digest
from generator.linking.citations.lexicon import Lexicon, TypeWord
from generator.linking.citations.references import Back, Listed, Short, listed_before, pinpoint, short_and_back
from generator.linking.citations.symbols import Symbol, symbols
from generator.linking.citations.titles import Titles
from generator.linking.citations.words import Word, only_space, words_before
from generator.model.bodies import Body
from generator.model.documents import DocumentType, LegalDocument
from generator.model.text import LANGUAGES

# “số”, as typed and as scanners read it; “No.”, “Nos.”
_NUMBER_WORDS = frozenset(("số", "sồ", "sô", "sổ", "so", "hiệu", "no", "nos", "number"))
_FORM_WORDS = frozenset(("mẫu", "biểu", "bảng", "hình", "nhà", "ngõ", "ngách", "hẻm", "thửa", "lô", "đường", "phố"))
_FORM_PAIRS = frozenset((("phụ", "lục"), ("phụ", "biểu"), ("địa", "chỉ"), ("quốc", "lộ"), ("tỉnh", "lộ")))

# The text's own number: “Số: 22/KH-UBND” at the beginning of a line, or the line of a table of its facts.
_OWN_LEAD = re.compile(
    r"^[ #>|-]{0,12}(?:Số|SỐ|sokyhieu|so_ky_hieu)(?:[ ]{1,2}(?:hiệu|ký hiệu|văn bản)|, ký hiệu)?[ :|]{1,16}$"
)
_HEADING_LEAD = re.compile(r"^(?:#{1,2}|title:|tiêu đề:)[ ]{1,3}[\"“]?$")
_HEAD_OF_A_TEXT = 12_000
_NEAR = 90  # characters before a symbol in which its type word is sought first
_CONNECTED = re.compile(rf"{GAP},?{GAP}(?:(?:và|cùng|and)(?:{SPACE}{spaced('các')})?)?{GAP}(?:số{GAP}:?{GAP})?\Z")
_QUOTED = re.compile(rf"{GAP},?{GAP}(?:về{SPACE}|on{SPACE})?[“\"”](?P<words>[^“”\"\n]{{3,400}})[”\"]")
_ABOUT = re.compile(
    rf"{GAP}[,(]?{GAP}(?P<words>"
    rf"(?:về|v/v|on|regarding|{spaced('quy định')}|{spaced('hướng dẫn')}|{spaced('phê duyệt')}|"
    rf"{spaced('ban hành')}|{spaced('sửa đổi')}|{spaced('triển khai')}|{spaced('bổ nhiệm')}|{spaced('thành lập')}|tặng|"
    rf"{spaced('công nhận')}|{spaced('kiện toàn')}|{spaced('phê chuẩn')}|{spaced('khen thưởng')}){SPACE}"
    rf"(?:[^;.\n“”]|(?<=[ ]no)\.|“[^“”\n]{{1,300}}”){{3,400}})"
)
_ITS_NUMBER = re.compile(rf"{SPACE}(?:số|no\.?){GAP}:?{GAP}(?=\d)")
# “của Ban Bí thư (khóa XI)”: the tenure stands between issuer and subject.
_TENURE = re.compile(rf"{GAP},?{GAP}\(?(?:khóa|khoá){SPACE}[ivx]{{1,5}}\)?(?!\w)")
_PERIOD = re.compile(rf"{spaced('giai đoạn')}{SPACE}\d{{4}}{GAP}-{GAP}\d{{4}}(?!\d)")


# “số 1 23/QĐ-TTg”: a scanner's space inside a number, of which no part is the document's.
_IS_CUT = re.compile(rf"(?<!\w)số{GAP}:?{GAP}\d{{1,4}}{SPACE}\Z")
# What points to the document itself rather than to another of its type.
_THE_SAME = re.compile(rf"{SPACE}(?:này|đó|trên|nêu|nói|kể|kèm|số)(?!\w)")


class _Around(TypedDict):
    other_dates: tuple[str, ...]
    other_issuer: str | None


@dataclass(frozen=True)
class _Anchored:
    """A symbol with the type word before it, if there is one, and where the citation begins."""

    symbol: Symbol
    word: TypeWord | None
    start: int
    issuer: Issuer | None = None
    listed: tuple[Listed, ...] = ()


# A process that links a portal again and again finds most texts as they were.
_TEXTS_KEPT = 50_000


class CitationFinder:
    """Finds citations with the knowledge of one register; keep it where many texts are read."""

    def __init__(
        self, types: Iterable[DocumentType], bodies: Iterable[Body] = (), documents: Iterable[LegalDocument] = ()
    ) -> None:
        self.lexicon = Lexicon(types)
        bodies = tuple(bodies)
        self.issuers = Issuers(bodies, self.lexicon)
        kinds = {kind.id: kind for kind in self.lexicon.types}
        titles = [
            (title, kinds[document.type])
            for document in documents
            if document.title is not None and document.type in kinds
            for language in LANGUAGES
            if (title := document.title.read_in(language)) is not None
        ]
        self._titles = Titles(self.lexicon, self.issuers, titles)
        listed = "|".join(_as_printed_anywhere(word) for word, _ in self.lexicon.words())
        self._type_anchor = re.compile(rf"(?<!\w)(?:{listed})(?!\w)" if listed else r"(?!)")
        named = (part for title, kind in titles for part in (title, kind.id))
        self._made_of: tuple[DocumentType | Body | str, ...] = (*self.lexicon.types, *bodies, *named)
        self._found: dict[str, tuple[Citation, ...]] = {}
        self._learnt: Found = {}

    @cached_property
    def registers(self) -> str:
        """A digest of all it knows: what another finder of the same found in a text, this one would find."""
        return digest(*(one if isinstance(one, str) else one.model_dump_json() for one in self._made_of))

    def learn(self, found: Found) -> None:
        """Take what another finder of the same registers found."""
        self._learnt = found

    @property
    def found(self) -> Found:
        """What was found in the texts read last."""
        return self._found

    def find(self, text: str) -> list[Citation]:
        """The citations of a text in order, none inside another."""
        key = digest(text)
        known = self._found.get(key)
        if known is None:
            if len(self._found) >= _TEXTS_KEPT:
                self._found.clear()
            learnt = self._learnt.get(key)
            known = self._found[key] = tuple(self._read(text)) if learnt is None else learnt
        return list(known)

    def _read(self, text: str) -> list[Citation]:
        folded = Folded.of(text)
        own = self._own_number(folded)
        found = self._numbered(folded)
        found = self._with_names(folded, found, list(self._named(folded)))
        found = self._add(found, self._pointing(folded, found))
        return [
            self._finished(
                folded, replace(citation, **self._around(folded, citation, before, following)), following, text, own
            )
            for before, citation, following in _with_neighbours(found)
        ]

    def _around(self, folded: Folded, citation: Citation, before: int, following: int) -> "_Around":
        """Dates and issuers that stand around a citation and were not read as its own."""
        dates: tuple[str, ...] = ()
        if citation.date is None:
            dates = around.dates_after(folded, citation.full_end, following)
            if around.is_issued(folded, citation.full_end):
                day = around.day_of_issue(folded, citation.start, before)
                dates = (*dates, day) if day else dates
        issuer = None
        if citation.issuer is None:
            issuer = around.unread_issuer(folded, citation.full_end) or around.unread_doer(
                folded, citation.start, before, self.issuers.known_at
            )
        elif citation.issuer_place == "after":
            issuer = self._longer(folded, citation)
        elif citation.issuer_place == "doer" and citation.date is None:
            at = folded.lower.rfind(lowered(citation.issuer), before, citation.start)
            day = around.day_of_issue(folded, at, before) if at >= 0 else None
            dates = (*dates, day) if day else dates
        return {"other_dates": dates, "other_issuer": issuer}

    def _longer(self, folded: Folded, citation: Citation) -> str | None:
        """The whole name where the printed issuer is only its beginning."""
        ends = (
            folded.lower.rfind(lowered(citation.issuer_names[-1]), 0, citation.full_end)
            if citation.issuer_names
            else -1
        )
        if ends < 0 or citation.issuer is None or citation.issuer.isupper():
            return None
        more = around.longer_name(folded, ends + len(citation.issuer_names[-1]))
        return f"{citation.issuer} {more}" if more and self.lexicon.called(more.lower()) is None else None

    # Numbered

    def _numbered(self, folded: Folded) -> list[Citation]:
        found: list[Citation] = []
        for symbol in symbols(folded):
            anchored = self._anchored(folded, symbol)
            if anchored is None:
                continue
            citation = self._with_surroundings(folded, anchored)
            found += [self._of_list(folded, listed, anchored) for listed in anchored.listed]
            found.append(citation)
        return _sharing_issuers(folded, found)

    def _anchored(self, folded: Folded, symbol: Symbol) -> _Anchored | None:
        """A symbol with its type word, or None where it is something else: a form, a fraction, an address."""
        words = words_before(folded, symbol.start, _NEAR)
        listed, _ = listed_before(folded, words, symbol.start)
        if listed:
            words = words_before(folded, symbol.start)
        listed, place = listed_before(folded, words, symbol.start) if listed else ([], 0)
        if listed:
            lead = self._led(folded, words[:place], listed[0].start)
            if lead is not None and lead[0] is not None and self._is_typed(symbol, lead[0].kind):
                return _Anchored(symbol, lead[0], symbol.start, lead[2], tuple(listed))
        if _IS_CUT.search(folded.lower, max(0, symbol.start - 12), symbol.start):
            return None
        lead = self._led(folded, words, symbol.start)
        if lead is None:
            return None
        word, start, issuer = lead
        if word is not None:
            return _Anchored(symbol, word, start, issuer) if self._is_typed(symbol, word.kind) else None
        code = self.lexicon.code(symbol.kind)
        if code is None and (word := self._abbreviated(folded, words, symbol.start)) is not None:
            return _Anchored(symbol, word, word.start) if symbol.kind[0].isupper() else None
        if code is None or not (symbol.printed_parts or (symbol.year and code != code.rstrip("0123456789"))):
            return None
        if not symbol.kind[0].isupper() or symbol.dash == " ":
            return None
        return _Anchored(symbol, None, symbol.start, None)

    def _abbreviated(self, folded: Folded, words: list[Word], at: int) -> TypeWord | None:
        """The type that its code stands for before “số”: “CV số 12/MTTQ-BTT”, which does not print the type again."""
        if len(words) < 2 or words[-1].low not in _NUMBER_WORDS or not only_space(folded.text[words[-1].end : at]):
            return None
        word = words[-2]
        kind = self.lexicon.abbreviated(folded.text[word.start : word.end])
        touching = only_space(folded.text[word.end : words[-1].start])
        return TypeWord(word.start, word.end, kind) if kind is not None and touching else None

    def _is_typed(self, symbol: Symbol, kind: DocumentType) -> bool:
        """Whether a symbol may follow a type's word: letters that are codes, not the name of a street."""
        known = self.lexicon.code(symbol.kind, kind) is not None
        return known or symbol.kind[0].isupper()

    def _led(self, folded: Folded, words: list[Word], at: int) -> tuple[TypeWord | None, int, Issuer | None] | None:
        """The type word that leads to a number; None where the words before say that it is no document's."""
        place = len(words) - 1
        end = at
        numbered = False
        while (
            place >= 0
            and words[place].low in _NUMBER_WORDS
            and re.fullmatch(r"[\s:.]{0,8}", folded.text[words[place].end : end])
        ):
            numbered = True
            end = words[place].start
            place -= 1
        if place < 0:
            return None, at, None
        gap = folded.text[words[place].end : end]
        touching = only_space(gap) or (numbered and re.fullmatch(r"\s{0,3}[:,]?\s{0,4}", gap) is not None)
        if not touching:
            return None, at, None
        near = words[place]
        if near.low in _FORM_WORDS or (place and (words[place - 1].low, near.low) in _FORM_PAIRS):
            return None
        word = self.lexicon.ending_at(folded, words, place)
        if word is not None:
            earlier = [w for w in words if w.end <= word.start]
            if earlier and earlier[-1].low in ("mẫu", "biểu") and only_space(folded.text[earlier[-1].end : word.start]):
                return None
            return word, word.start, None
        if not numbered:
            return None, at, None
        far = words_before(folded, near.end)
        return self._led_from_afar(folded, far, len(far) - 1, end, at)

    def _led_from_afar(
        self, folded: Folded, words: list[Word], place: int, end: int, at: int
    ) -> tuple[TypeWord | None, int, Issuer | None] | None:
        """A type word with its name or issuer before “số”: “Luật Đất đai số 31/…”, “Quyết định của X số …”."""
        following = end
        for first in range(place, max(-1, place - 16), -1):
            gap = folded.text[words[first].end : following]
            if first < place or not only_space(gap):
                crosses = gap.strip() not in ("", ",", "-") or gap.count("\n") > 1
                if crosses:
                    return None, at, None
            word = self.lexicon.ending_at(folded, words, first) if first < place else None
            if word is not None and self._is_own_word(folded, word):
                lead = self.issuers.after(folded, word.end)
                return word, word.start, lead if lead is not None and lead.end <= end else None
            if words[first].low[0].isdigit() or words[first].low in ("tại", "theo", "ngày"):
                return None, at, None
            following = words[first].start
        return None, at, None

    @staticmethod
    def _is_own_word(folded: Folded, word: TypeWord) -> bool:
        """Whether a word far before a number speaks of a document: “Luật” does, “pháp luật” does not."""
        return folded.text[word.start].isupper() or " " in folded.text[word.start : word.end]

    def _with_surroundings(self, folded: Folded, anchored: _Anchored) -> Citation:
        symbol, word = anchored.symbol, anchored.word
        kind = word.kind if word else None
        parts = Parts(
            symbol.number,
            symbol.year,
            symbol.kind,
            symbol.printed_parts,
            _tight(folded.text[symbol.start : symbol.end], symbol),
        )
        cited = self._cited(
            folded,
            "numbered",
            anchored.start,
            symbol.end,
            kind,
            folded.text[word.start : word.end] if word else None,
            canonical=self._canonical(parts, kind),
            parts=parts,
            issuer=anchored.issuer,
        )
        return replace(cited, symbol_start=symbol.start)

    def _canonical(self, parts: Parts, kind: DocumentType | None) -> str:
        """The symbol with dashes, case and Đ set right; its order and separators stay as printed."""
        code = self.lexicon.code(parts.kind, kind)
        # A space for the dash (“16 NQ/TW”) is set right too.
        pieces = re.split(r"([/.-])", parts.printed.replace(" ", "-", 1))
        at = 2 if parts.year is None else 4
        for place in range(at, len(pieces), 2):
            if place == at and code is not None:
                pieces[place] = code
            else:
                pieces[place] = self.lexicon.issuer_code(pieces[place])
        return "".join(pieces)

    def _of_list(self, folded: Folded, listed: Listed, anchored: _Anchored) -> Citation:
        """A bare number of a list with the rest lent by the symbol at the list's end."""
        symbol, word = anchored.symbol, anchored.word
        assert word is not None  # noqa: S101
        own = _tight(folded.text[listed.start : listed.end], symbol)
        whole = _tight(folded.text[symbol.start : symbol.end], symbol)
        rest = whole[len(symbol.number) :]
        if listed.year is not None and symbol.year is not None:
            rest = rest[len(symbol.year) + 1 :]
        parts = Parts(listed.number, listed.year or symbol.year, symbol.kind, symbol.printed_parts, own + rest)
        first = listed == anchored.listed[0]
        return self._cited(
            folded,
            "numbered",
            word.start if first else listed.start,
            listed.end,
            word.kind,
            folded.text[word.start : word.end],
            canonical=self._canonical(parts, word.kind),
            parts=parts,
        )

    def _cited(
        self,
        folded: Folded,
        form: Form,
        start: int,
        end: int,
        kind: DocumentType | None,
        word: str | None,
        *,
        canonical: str,
        parts: Parts | None = None,
        issuer: Issuer | None = None,
        day: PrintedDay | None = None,
        title: str | None = None,
    ) -> Citation:
        """A citation with the date and the issuer that follow it, in either order, and its pinpoint. Folded places."""
        full_end = end
        if day is None:
            day = day_at(folded, full_end)
        if day is None and parts is not None and parts.year is None:
            day = year_at(folded, full_end)
        if day is not None:
            full_end = day.end
        if issuer is None:
            issuer = self.issuers.after(folded, full_end)
            if issuer is not None:
                full_end = max(full_end, issuer.end)
                if day is None and (day := day_at(folded, full_end)) is not None:
                    full_end = day.end
        place: IssuerPlace | None = "after" if issuer is not None else None
        if issuer is None:
            issuer = self.issuers.proposer(folded, start)
            place = "before" if issuer is not None else None
        if issuer is None:
            issuer = self.issuers.doer(folded, start)
            place = "doer" if issuer is not None else None
        return Citation(
            start=start,
            end=end,
            full_end=full_end,
            text="",
            form=form,
            type=one_line(word) if word else None,
            type_id=kind.id if kind else None,
            parts=parts,
            canonical=canonical,
            date=day.iso if day else None,
            date_value=day.value if day else None,
            date_text=one_line(folded.text[day.start : day.end]).strip(" ,(") if day else None,
            issuer=issuer.name if issuer else None,
            issuer_names=issuer.names if issuer else (),
            issuer_place=place,
            bodies=self._bodies(issuer),
            title=title,
            pinpoint=pinpoint(folded, start),
        )

    def _bodies(self, issuer: Issuer | None) -> tuple[str, ...]:
        if issuer is None:
            return ()
        found = [self.issuers.body(name) for name in issuer.names]
        # Bodies are told only where every name is of the register; half a list would contradict the whole one.
        return tuple(body for body in found if body is not None) if all(found) else ()

    # Named

    def _with_names(self, folded: Folded, found: list[Citation], named: list[Citation]) -> list[Citation]:
        """Numbered and named citations; a name that its number follows is one citation with it."""
        untyped = {citation.start: citation for citation in found if citation.type_id is None}
        alone = []
        for name in named:
            match = _ITS_NUMBER.match(folded.lower, name.end)
            numbered = untyped.pop(match.end(), None) if match else None
            if numbered is None:
                alone.append(name)
                continue
            whole = replace(numbered, start=name.start, type=name.type, type_id=name.type_id, pinpoint=name.pinpoint)
            found = [whole if citation is numbered else citation for citation in found]
        return self._add(found, alone)

    def _named(self, folded: Folded) -> Iterator[Citation]:
        for title in self._titles.find(folded):
            name = one_line(folded.text[title.start : title.end])
            value = title.date.value if title.date else ""
            yield self._cited(
                folded,
                "named",
                title.start,
                title.end,
                title.kind,
                title.kind.name.vi,
                canonical=f"{name}|{value}" if value else name,
                day=title.date,
                title=name,
            )

    @staticmethod
    def _add(found: list[Citation], more: Iterable[Citation]) -> list[Citation]:
        """More citations where none stands yet; of two that overlap the earlier found stays."""
        taken = sorted((citation.start, citation.end) for citation in found)
        kept = list(found)
        for citation in more:
            if not _overlaps(taken, citation.start, citation.end):
                kept.append(citation)
                _insert(taken, (citation.start, citation.end))
        return sorted(kept, key=lambda citation: citation.start)

    # Short and back references

    def _pointing(self, folded: Folded, found: list[Citation]) -> Iterator[Citation]:
        """References by bare number or by “nêu trên”, each with the citations before it that it may mean."""
        before = iter(found)
        upcoming = next(before, None)
        by_number: dict[tuple[str, str], dict[str, str | None]] = {}
        by_type: dict[str, dict[str, None]] = {}
        ends: dict[str, int] = {}
        for reference in short_and_back(folded, self.lexicon, self._type_anchor):
            while upcoming is not None and upcoming.start < reference.start:
                if upcoming.type_id is not None:
                    by_type.setdefault(upcoming.type_id, {})[upcoming.canonical] = None
                    ends[upcoming.type_id] = upcoming.full_end
                    if upcoming.number is not None:
                        same = by_number.setdefault((upcoming.type_id, _plain(upcoming.number)), {})
                        same[upcoming.canonical] = upcoming.year or (upcoming.date_value or "")[:4] or None
                upcoming = next(before, None)
            kind = reference.word.kind
            word = folded.text[reference.word.start : reference.word.end]
            if isinstance(reference, Back):
                above = tuple(by_type.get(kind.id, {}))
                if above:
                    cited = self._cited(folded, "back", reference.start, reference.end, kind, word, canonical=above[-1])
                    # One without a number that stands nearer may be meant as well.
                    nearer = _speaks_of(folded, kind, ends[kind.id], reference.start)
                    yield replace(cited, antecedents=(*above, "") if nearer else above)
                continue
            same = by_number.get((kind.id, _plain(reference.number)), {})
            years = (None, reference.year)
            above = tuple(symbol for symbol, year in same.items() if reference.year is None or year in years)
            # “Báo cáo 6/2026” is that of June: with a year it is one only where symbols carry the year.
            alone = kind.by_number == "yes" if reference.year is None else self.lexicon.has_years(kind)
            if above or alone:
                yield self._short(folded, reference, kind, word, above)

    def _short(
        self, folded: Folded, reference: Short, kind: DocumentType, word: str, above: tuple[str, ...]
    ) -> Citation:
        printed = f"{reference.number}/{reference.year}" if reference.year else reference.number
        cited = self._cited(
            folded,
            "short",
            reference.start,
            reference.end,
            kind,
            word,
            canonical=above[-1] if len(above) == 1 else printed,
            parts=Parts(reference.number, reference.year, "", (), printed),
        )
        return replace(cited, antecedents=above)

    # The text's own number

    def _own_number(self, folded: Folded) -> tuple[str, str | None] | None:
        """The canonical symbol a text gives itself and the day it is dated, from its head."""
        head = folded.text[:_HEAD_OF_A_TEXT]
        heading: Symbol | None = None
        for symbol in symbols(Folded.of(head)):
            line = head.rfind("\n", 0, symbol.start) + 1
            lead = head[line : symbol.start]
            if len(lead) > 80:
                continue
            previous = head[:line].rstrip().rsplit("\n", 1)[-1].strip()
            if _OWN_LEAD.match(lead) and not self._ends_with_type(previous):
                return self._own(folded, symbol)
            if heading is None:
                word = self._led(folded, words_before(folded, symbol.start), symbol.start)
                typed = word is not None and word[0] is not None and word[1] >= line
                if word is not None and typed and _HEADING_LEAD.match(head[line : word[1]]):
                    heading = symbol
        return self._own(folded, heading) if heading is not None else None

    def _ends_with_type(self, line: str) -> bool:
        folded = Folded.of(line)
        words = words_before(folded, len(line))
        return (
            bool(words)
            and words[-1].end == len(line)
            and (self.lexicon.ending_at(folded, words, len(words) - 1) is not None)
        )

    def _own(self, folded: Folded, symbol: Symbol) -> tuple[str, str | None]:
        printed = _tight(folded.text[symbol.start : symbol.end], symbol)
        parts = Parts(symbol.number, symbol.year, symbol.kind, symbol.printed_parts, printed)
        days = days_between(folded, symbol.end, symbol.end + 160)
        return self._canonical(parts, None), days[0].value if days else None

    # The rest

    def _finished(
        self,
        folded: Folded,
        citation: Citation,
        following: int,
        text: str,
        own: tuple[str, str | None] | None,
    ) -> Citation:
        """A citation with its subject and period, and its places in the original."""
        start, end, full_end = (folded.place(at) for at in (citation.start, citation.end, citation.full_end))
        tenure = _TENURE.match(folded.lower, citation.full_end)
        after = tenure.end() if tenure is not None else citation.full_end
        quoted = _QUOTED.match(folded.text, after) or _ABOUT.match(folded.lower, after)
        subject = None
        period = None
        if quoted is not None:
            first, last = quoted.span("words")
            subject = one_line(folded.text[first:last]).rstrip(" ,")
            stated = _PERIOD.search(folded.lower, first, last)
            if stated is None and following > last:
                stated = _PERIOD.search(folded.lower, last, min(following, last + 40))
        else:
            stated = _PERIOD.search(folded.lower, citation.full_end, min(following, citation.full_end + 60))
        if stated is not None:
            period = one_line(folded.text[stated.start() : stated.end()])
        itself = own is not None and citation.parts is not None and self._is_own(citation, own)
        parts = citation.parts
        if parts is not None and citation.symbol_start is not None:
            # As printed: with its own dashes and letters, and without the spaces a line break left in it.
            parts = replace(parts, printed=_as_printed(text[folded.place(citation.symbol_start) : end], parts.printed))
        return replace(
            citation,
            parts=parts,
            start=start,
            end=end,
            full_end=full_end,
            text=text[start:end],
            subject=subject,
            period=period,
            own=itself,
            other_dates=(own[1],) if itself and own and own[1] and not citation.date else citation.other_dates,
        )

    def _is_own(self, citation: Citation, own: tuple[str, str | None]) -> bool:
        """Whether a citation is of the text itself; a date that differs shows another document of that number."""
        symbol, day = own
        if citation.canonical.casefold() != symbol.casefold():
            return False
        return citation.date is None or day is None or citation.date.isoformat() == day


def _as_printed(printed: str, tight: str) -> str:
    words = printed.split()
    return " ".join(words) if " " in tight else "".join(words)


def _tight(printed: str, symbol: Symbol) -> str:
    """A printed symbol without the spaces and line breaks around its separators."""
    tight = re.sub(r"\s*([/-])\s*", r"\1", printed)
    return tight if symbol.dash == " " else re.sub(r"\s+", "", tight)


def _speaks_of(folded: Folded, kind: DocumentType, start: int, end: int) -> bool:
    """Whether a stretch speaks of a document of a type that it does not number."""
    spoken = re.compile(rf"(?<!\w){_as_printed_anywhere(lowered(kind.name.vi))}(?!\w)")
    return any(not _THE_SAME.match(folded.lower, one.end()) for one in spoken.finditer(folded.lower, start, end))


def _as_printed_anywhere(words: str) -> str:
    """A pattern for words, whatever stands between them for a space."""
    return spaced(re.escape(words).replace(r"\ ", " "))


def _plain(number: str) -> str:
    return number.lstrip("0").lower()


def _with_neighbours(found: list[Citation]) -> Iterator[tuple[int, Citation, int]]:
    """Each with the places where the one before it ends and the next begins."""
    for place, citation in enumerate(found):
        before = found[place - 1].full_end if place else 0
        yield before, citation, found[place + 1].start if place + 1 < len(found) else 1 << 60


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_left(taken, (start, -1))
    if place < len(taken) and taken[place][0] < end:
        return True
    return place > 0 and taken[place - 1][1] > start


def _insert(taken: list[tuple[int, int]], span: tuple[int, int]) -> None:
    insort(taken, span)


def _sharing_issuers(folded: Folded, found: list[Citation]) -> list[Citation]:
    """Citations joined by “và” or a comma share type word and issuer, where their symbols are of one issuer."""
    shared = list(found)
    for place in range(1, len(shared)):
        before, here = shared[place - 1], shared[place]
        if not _CONNECTED.fullmatch(folded.lower[before.full_end : here.start][:40]):
            continue
        if here.type_id is None and before.type_id is not None and _same_tail(before, here):
            shared[place] = here = replace(here, type=before.type, type_id=before.type_id)
        if here.issuer is None and before.issuer_place in ("before", "doer"):
            shared[place] = here.with_issuer_of(before, before.issuer_place)
    for place in range(len(shared) - 2, -1, -1):
        here, after = shared[place], shared[place + 1]
        joined = _CONNECTED.fullmatch(folded.lower[here.full_end : after.start][:40])
        if joined and here.issuer is None and after.issuer is not None and _same_tail(here, after):
            shared[place] = here.with_issuer_of(after, "shared")
    return shared


def _same_tail(one: Citation, two: Citation) -> bool:
    return (
        one.parts is not None
        and two.parts is not None
        and one.parts.kind.casefold() == two.parts.kind.casefold()
        and [part.casefold() for part in one.parts.issuers] == [part.casefold() for part in two.parts.issuers]
    )
