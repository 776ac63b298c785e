"""Which document of the register a citation means: exactly one, or an open refusal."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.linking.citations.around import may_be
from generator.linking.citations.citation import Citation
from generator.linking.citations.folding import alike, lowered
from generator.linking.citations.issuers import ids_by_name, spelled_out
from generator.linking.citations.lexicon import loosely
from generator.linking.citations.titles import dashed
from generator.linking.lifetimes import Lifetimes
from generator.model.bodies import Body
from generator.model.documents import Attribution, CoordinationProgramme, DocumentType, LegalDocument, Period
from generator.model.number import DocumentNumber
from generator.model.text import LANGUAGES, Bilingual

Outcome = Literal["resolved", "ambiguous", "conflict", "unresolved"]
Contradiction = Literal["date", "issuer", "type"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """A citation and what became of it: `document` is given only for `resolved`, `candidates` for other outcomes.

    `contradicts` names what differs from the register; `reason` is a person's, where a person decided.
    """

    citation: Citation
    outcome: Outcome
    document: str | None = None
    candidates: tuple[str, ...] = ()
    contradicts: tuple[Contradiction, ...] = ()
    reason: Bilingual | None = None

    @property
    def start(self) -> int:
        return self.citation.start

    @property
    def end(self) -> int:
        return self.citation.end

    @property
    def text(self) -> str:
        return self.citation.text


# What is said of a document right after its symbol may be what it is about, or what is done with it.
_TOLD_ABOUT = re.compile(
    r"(?:về|v/v|phê duyệt|quy định|sửa đổi|bổ nhiệm|thành lập|tặng|công nhận|kiện toàn|phê chuẩn|khen thưởng|on|"
    r"regarding|approving)(?!\w)"
)
_Key = tuple[str, str, str, tuple[str, ...]]
_MOST_KNOWN = 200_000


def symbol_key(number: str, year: str | None, kind: str, issuers: Iterable[str]) -> _Key:
    """What makes two printed symbols the same one: number without zeros before it, year, and codes loosely spelled."""
    return number.lstrip("0").lower(), year or "", loosely(kind), tuple(loosely(part) for part in issuers if part)


@dataclass(frozen=True)
class _Known:
    """A document of the register with all that identifies it."""

    document: LegalDocument
    issuers: Attribution | None
    subject: Bilingual | None
    period: Period | None = None

    @property
    def dated(self) -> date | None:
        return self.document.dated

    @property
    def year(self) -> str | None:
        """The year of its symbol, else of its day."""
        number = DocumentNumber.parse(self.document.symbol) if self.document.symbol else None
        year = number.year if number and number.year else self.dated.year if self.dated else None
        return str(year) if year else None


class DocumentIndex:
    """The register of documents, asked by what a citation prints."""

    def __init__(
        self,
        documents: Iterable[LegalDocument],
        types: Iterable[DocumentType],
        programmes: Iterable[CoordinationProgramme] = (),
        bodies: Iterable[Body] = (),
        place: Bilingual | None = None,
    ) -> None:
        """`place` is where the portal's own bodies are: “Tỉnh ủy Sơn La” is its “Tỉnh ủy”."""
        self._here = f" {alike(place.vi)}" if place else None
        made_by = {str(programme.document): programme for programme in programmes}
        self._types = {kind.id: kind for kind in types}
        self._all: dict[str, _Known] = {}
        listed = tuple(bodies)
        lifetimes = Lifetimes(listed)
        self._ids = {spelled_out(name): body for name, body in ids_by_name(listed).items()}
        self._names: dict[str, list[str]] = defaultdict(list)
        for name, body in self._ids.items():
            self._names[body].append(name)
        self._line = {body.id: {body.id, *(other.id for other in lifetimes.successors(body))} for body in listed}
        # What citations of texts that were read before mean: a preview asks of the whole plan at every edit of a line.
        self._known: dict[tuple[int, date | None, date | None], Resolution] = {}
        self._by_symbol: dict[_Key, list[_Known]] = defaultdict(list)
        self._by_number: dict[tuple[str, str], list[_Known]] = defaultdict(list)
        self._by_title: dict[str, list[_Known]] = defaultdict(list)
        for document in documents:
            # Whose a programme is and what it is about is told with the programme.
            told = made_by.get(document.id, document)
            issuers = told.parties if isinstance(told, CoordinationProgramme) else told.issuers
            known = self._all[document.id] = _Known(document, issuers, told.subject, told.period)
            if document.symbol is not None:
                number = DocumentNumber.parse(document.symbol)
                parts = [part for code in number.issuer.split("/") for part in code.replace(".", "-").split("-")]
                year = str(number.year) if number.year else None
                self._by_symbol[symbol_key(number.number, year, number.kind, parts)].append(known)
                self._by_number[document.type, number.number.lstrip("0").lower()].append(known)
            elif document.title is not None:
                for language in LANGUAGES:
                    title = document.title.read_in(language)
                    if title is not None:
                        self._by_title[dashed(alike(title))].append(known)

    def resolve(self, citations: Iterable[Citation], as_of: date | None = None) -> list[Resolution]:
        """What each citation of one text means, as far as its day is known; in the order given.

        A symbol printed once with its date keeps that date where the same text prints it again without.
        """
        listed = list(citations)
        dates: dict[str, set[date]] = defaultdict(set)
        for citation in listed:
            if citation.date is not None and citation.form == "numbered":
                dates[citation.canonical].add(citation.date)
        told = {symbol: next(iter(days)) for symbol, days in dates.items() if len(days) == 1}
        subjects: dict[str, list[str]] = defaultdict(list)
        for citation in listed:
            if citation.subject and citation.date is not None:
                subjects[citation.canonical].append(citation.subject)
        above: dict[str, Resolution] = {}
        found = []
        for citation in listed:
            if citation.form in ("short", "back"):
                found.append(self._pointed(citation, above))
                continue
            resolution = self._named(citation) if citation.form == "named" else self._numbered(citation, told, as_of)
            if resolution.document and citation.form == "numbered" and citation.date is None and citation.subject:
                resolution = self._if_about_it(resolution, subjects[citation.canonical], told)
            above[citation.canonical] = resolution
            found.append(resolution)
            day = told.get(citation.canonical)
            if day is not None and not all(may_be(value, day) for value in _dates_of(citation)):
                # Of a symbol that has been printed with two dates none is told where it is printed without.
                del told[citation.canonical]
        return [self._if_nothing_else(resolution) for resolution in found]

    def _if_nothing_else(self, resolution: Resolution) -> Resolution:
        """A document, unless a date or an issuer stands near the citation that may be its own, not the document's."""
        citation = resolution.citation
        if resolution.document is None or not (citation.other_dates or citation.other_issuer):
            return resolution
        known = self._all[resolution.document]
        # “thực hiện Nghị định 93/2021/NĐ-CP năm 2023”: a symbol's own year stands for it.
        dates = [value for value in citation.other_dates if len(value) != 4 or citation.year is None]
        if citation.other_issuer is None and (
            not dates or (known.dated is not None and all(may_be(value, known.dated) for value in dates))
        ):
            return resolution
        return Resolution(citation, "ambiguous", candidates=(known.document.id,))

    def _numbered(self, citation: Citation, told: Mapping[str, date], as_of: date | None) -> Resolution:
        assert citation.parts is not None  # noqa: S101
        parts = citation.parts
        day = citation.date or told.get(citation.canonical)
        near = [value for value in citation.other_dates if value[:1].isdigit() and len(value) == 10]
        if citation.date_value is None and len(near) == len(citation.other_dates) == 1:
            # “… được Thủ tướng Chính phủ ban hành ngày 26/10/2021”, “Ngày 26/10/2021, Thủ tướng ban hành …”.
            day = _day(near[0])
        if citation.date is None and day is not None and not day.isoformat().startswith(citation.date_value or ""):
            # A date printed elsewhere is not that of a citation with another year.
            day = None
        key = (id(citation), day, as_of)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            fitting = self._by_symbol.get(symbol_key(parts.number, parts.year, parts.kind, parts.issuers), [])
            # It holds its citation: as long as it is kept, no other object has that one's place.
            known = self._judged(citation, fitting, day, as_of, year_in_symbol=parts.year is not None)
            self._known[key] = known
        return known

    def _if_about_it(self, resolution: Resolution, subjects: Iterable[str], told: Mapping[str, date]) -> Resolution:
        """A symbol whose date stands elsewhere in the text, unless it is printed with another subject than there."""
        citation, known = resolution.citation, self._all[resolution.document or ""]
        if citation.canonical not in told or citation.year or not _TOLD_ABOUT.match(lowered(citation.subject or "")):
            return resolution
        held = [Bilingual(vi=subject) for subject in subjects] + ([known.subject] if known.subject else [])
        if any(_same_subject(citation, one) for one in held):
            return resolution
        return Resolution(citation, "ambiguous", candidates=(known.document.id,))

    def _judged(
        self, citation: Citation, fitting: list[_Known], day: date | None, as_of: date | None, *, year_in_symbol: bool
    ) -> Resolution:
        """One of the documents whose symbol fits, if type, date and issuer leave no doubt."""
        if not fitting:
            return Resolution(citation, "unresolved")
        ids = tuple(known.document.id for known in fitting)
        wrong: list[Contradiction] = []
        left = [known for known in fitting if self._same_type(citation, known)]
        if not left:
            wrong.append("type")
            left = fitting
        agreeing = [known for known in left if day is None or known.dated is None or known.dated == day]
        if citation.date_value == "":
            agreeing = []  # a day that no calendar has
        elif citation.date_value is not None:
            agreeing = [k for k in agreeing if k.dated is None or k.dated.isoformat().startswith(citation.date_value)]
        if not agreeing:
            wrong.append("date")
            agreeing = left
        exact = [known for known in agreeing if day is not None and known.dated == day]
        agreeing = exact or agreeing
        if citation.period and not any(_same_period(citation.period, known.period) for known in agreeing):
            wrong.append("date")
        issued = [
            known
            for known in agreeing
            if self._same_issuer(citation, known) or (known in exact and self._part_of_issuers(citation, known))
        ]
        if not issued:
            wrong.append("issuer")
        if wrong:
            return Resolution(citation, "conflict", candidates=ids, contradicts=tuple(wrong))
        if as_of is not None and day is None:
            issued = [known for known in issued if known.dated is None or known.dated <= as_of]
            if not issued:
                return Resolution(citation, "conflict", candidates=ids, contradicts=("date",))
        sure = [known for known in issued if self._sure(citation, known, day, year_in_symbol=year_in_symbol)]
        if len(issued) == 1 and sure:
            return Resolution(citation, "resolved", issued[0].document.id)
        return Resolution(citation, "ambiguous", candidates=tuple(known.document.id for known in issued))

    @staticmethod
    def _sure(citation: Citation, known: _Known, day: date | None, *, year_in_symbol: bool) -> bool:
        """Whether what is printed leaves no other document open.

        Numbers begin anew every year (State) or tenure (Party); a symbol without a year tells one document only with
        its date, or where neither the text nor the register knows a date and all else that is known of it is printed.
        """
        if known.dated is not None and (day is not None or citation.date_value):
            return True
        if year_in_symbol:
            return True
        if day is not None or citation.date_value or known.dated is not None:
            return False
        if known.issuers is None:
            # Nothing is known of whose it is, so only what it is about can tell it.
            return not citation.issuer and known.subject is not None and _whole_subject(citation, known.subject)
        issued = bool(citation.bodies) or _names_its_issuers(citation)
        if known.subject is None:
            # What it is said to be about is not known to be so.
            return issued and not _TOLD_ABOUT.match(lowered(citation.subject or ""))
        return issued and _whole_subject(citation, known.subject)

    def _same_type(self, citation: Citation, known: _Known) -> bool:
        """Whether the printed word is the document's type, or the shorter or longer name of it."""
        if citation.type_id is None or citation.type_id == known.document.type:
            return True
        printed, held = self._types.get(citation.type_id), self._types.get(known.document.type)
        if printed is None or held is None:
            return False
        one, two = lowered(printed.name.vi), lowered(held.name.vi)
        return one.startswith(f"{two} ") or two.startswith(f"{one} ")

    def _same_issuer(self, citation: Citation, known: _Known) -> bool:
        """Whether the printed issuers may be the register's; a name in no register is none of its bodies, unless it is
        the beginning of one's: “Ủy ban nhân dân” may be that of the district."""
        if known.issuers is None or citation.issuer_place == "before" or not citation.issuer_names:
            return True
        held = known.issuers.bodies
        printed = [spelled_out(alike(name)) for name in citation.issuer_names]
        return all(any(self._may_be(name, other) for other in held) for name in printed) and all(
            any(self._may_be(name, other) for name in printed) for other in held
        )

    def _may_be(self, name: str, body: str) -> bool:
        """Whether a printed name is a body's, by the register or cut short."""
        one = self._ids.get(name)
        for here in (f" tỉnh{self._here}", self._here) if self._here else ():
            # “Ban Thường vụ Tỉnh ủy (tỉnh) Sơn La”.
            one = one or self._ids.get(name.removesuffix(here))
        if one is not None:
            return self._same_body(one, body)
        return any(held.startswith(f"{name} ") for held in self._names.get(body, ()))

    def _same_body(self, one: str, other: str) -> bool:
        """Whether one is the other or came after it; two that merged into a third are two."""
        return one in self._line.get(other, {other}) or other in self._line.get(one, {one})

    def _against(self, citation: Citation, above: Resolution) -> tuple[Contradiction, ...]:
        """What a reference prints of its own against the document it seems to point to."""
        assert above.document is not None  # noqa: S101
        known, wrong = self._all[above.document], list[Contradiction]()
        value = citation.year if citation.date_value is None else citation.date_value
        if value is not None:
            day = known.dated.isoformat() if known.dated else above.citation.date_value
            stated = [one for one in (day, above.citation.year) if one]
            if not value or (stated and not any(one.startswith(value) or value.startswith(one) for one in stated)):
                wrong.append("date")
        its_part = self._part_of_issuers(citation, known)
        if not its_part and (not self._same_issuer(citation, known) or _names_others(citation, above.citation)):
            wrong.append("issuer")
        return tuple(wrong)

    def _part_of_issuers(self, citation: Citation, known: _Known) -> bool:
        """Whether what is printed is the body that the register's issuers are organs of: “của Tỉnh ủy” may be said of
        its standing board's."""
        named = [name for body in (known.issuers.bodies if known.issuers else ()) for name in self._names.get(body, ())]
        printed = [spelled_out(alike(name)).removesuffix(self._here or "\n") for name in citation.issuer_names]
        return all(any(held.endswith(f" {name}") for held in named) for name in printed)

    def _may_be_about(self, citation: Citation, above: Resolution) -> bool:
        """Whether a reference prints no other subject than the document it seems to point to is known by."""
        known = self._all[above.document or ""].subject
        told = [Bilingual(vi=above.citation.subject)] if above.citation.subject else []
        held = [*told, known] if known else told
        asked = re.match(r"(?:về|v/v|on)(?!\w)", lowered(citation.subject or "")) is not None
        return not asked or not held or any(_same_subject(citation, one) for one in held)

    def _named(self, citation: Citation) -> Resolution:
        name = dashed(alike(citation.title or ""))
        fitting = self._by_title.get(name, [])
        if not fitting:
            return self._agreement(citation, name)
        ids = tuple(dict.fromkeys(known.document.id for known in fitting))
        value = citation.date_value
        if value is not None:
            agreeing = [known for known in fitting if known.dated and known.dated.isoformat().startswith(value)]
            if not agreeing and all(known.dated for known in fitting):
                return Resolution(citation, "conflict", candidates=ids, contradicts=("date",))
            return self._single(citation, agreeing, ids)
        # Laws keep their names when they are made anew: a name alone does not tell a dated one.
        return self._single(citation, [known for known in fitting if known.dated is None], ids)

    def _agreement(self, citation: Citation, name: str) -> Resolution:
        """An agreement cited by its parties, where the register's title goes on to tell what it is about."""
        longer = {title: known for title, known in self._by_title.items() if title.startswith(f"{name} về ")}
        if not longer:
            return Resolution(citation, "unresolved")
        whole = _bare(f"{name} {citation.subject or ''}")
        same = [k for title, ks in longer.items() if citation.subject and whole.startswith(_bare(title)) for k in ks]
        ids = tuple(dict.fromkeys(known.document.id for ks in longer.values() for known in ks))
        # The same parties agree on many things; without its subject an agreement is not told.
        return self._single(citation, same, ids) if same or not citation.subject else Resolution(citation, "unresolved")

    @staticmethod
    def _single(citation: Citation, agreeing: list[_Known], ids: tuple[str, ...]) -> Resolution:
        found = tuple(dict.fromkeys(known.document.id for known in agreeing))
        if len(found) == 1:
            return Resolution(citation, "resolved", found[0])
        return Resolution(citation, "ambiguous", candidates=found or ids)

    def _pointed(self, citation: Citation, above: Mapping[str, Resolution]) -> Resolution:
        """A short or back reference means the one document it may mean among those cited before, never another."""
        meant = [above[symbol] for symbol in citation.antecedents if symbol in above]
        if len(citation.antecedents) == 1 and len(meant) == 1:
            one = meant[0]
            if one.document is not None and (wrong := self._against(citation, one)):
                return Resolution(citation, "conflict", candidates=(one.document,), contradicts=wrong)
            if one.document is not None and not self._may_be_about(citation, one):
                return Resolution(citation, "ambiguous", candidates=(one.document,))
            return Resolution(citation, one.outcome, one.document, one.candidates, one.contradicts)
        if meant:
            documents = [d for one in meant for d in ((one.document,) if one.document else one.candidates)]
            return Resolution(citation, "ambiguous", candidates=tuple(dict.fromkeys(documents)))
        if citation.type_id is None or citation.number is None:
            return Resolution(citation, "unresolved")
        fitting = self._by_number.get((citation.type_id, citation.number.lstrip("0").lower()), [])
        if citation.year is not None:
            fitting = [known for known in fitting if known.year in (None, citation.year)]
            issued = [known for known in fitting if self._same_issuer(citation, known)]
            if fitting and not issued:
                ids = tuple(known.document.id for known in fitting)
                return Resolution(citation, "conflict", candidates=ids, contradicts=("issuer",))
            fitting = issued
            # Of one issuer and year a number is given once.
            its = [known for known in issued if known.year and known.issuers and citation.bodies]
            if len(its) == 1 and citation.date_value is None:
                return Resolution(citation, "resolved", its[0].document.id)
        dated = [k for k in fitting if citation.date and k.dated == citation.date and self._same_issuer(citation, k)]
        if len(dated) == 1:
            return Resolution(citation, "resolved", dated[0].document.id)
        if citation.date is not None and all(known.dated for known in fitting):
            fitting = []
        # A number alone tells no document, be it the only one of the register.
        ids = tuple(known.document.id for known in fitting)
        return Resolution(citation, "ambiguous" if ids else "unresolved", candidates=ids)


def _same_subject(citation: Citation, subject: Bilingual) -> bool:
    """Whether the printed subject begins as the register's does; either may be cut short."""
    printed = _bare(citation.subject or "")
    held = [_bare(words) for words in (subject.vi, subject.en or "")]
    if printed and printed in held:
        return True
    return len(printed) > 12 and any(h and (h.startswith(printed) or printed.startswith(h)) for h in held)


# So much of a subject tells it; less may be the beginning of another's (“về tăng cường sự lãnh đạo của Đảng …”).
_TELLS = 0.75
_SUBJECT_ENDS = re.compile(
    r"[\W_]*(?:\Z|giai đoạn(?!\w)|[;(]|,(?! (?:ngày|ban hành)(?!\w))|"
    r"(?:(?:trong )?năm \d|trên địa bàn|tại|và (?:nghị|quyết|chỉ|kết luận|kế hoạch|thông|luật|hướng|chương))(?!\w))"
)


def _whole_subject(citation: Citation, subject: Bilingual) -> bool:
    """Whether the register's subject is printed, whole or nearly, and does not go on as a longer one."""
    printed = _without_lead(citation.subject or "")
    for words in (subject.vi, subject.en or ""):
        held = _without_lead(words).rstrip(" .")
        if not held or not printed:
            continue
        if held.startswith(printed) and len(printed) >= _TELLS * len(held):
            return True
        if printed.startswith(held) and _SUBJECT_ENDS.match(printed, len(held)):
            return True
    return False


def _without_lead(words: str) -> str:
    """A subject in small letters on one line, without the word that leads to it, the marks around it and “số”."""
    bare = re.sub(r"^(?:(?:về|v/v|on)(?: việc)? )?[“\"]?(?:về (?:việc )?)?", "", alike(words)).rstrip('”" ,')
    return re.sub(r"(?<!\w)số (?=\d)", "", bare)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _dates_of(citation: Citation) -> tuple[str, ...]:
    """What is printed of its date where that is no whole day."""
    if citation.date is not None or citation.form != "numbered":
        return ()
    return (*((citation.date_value,) if citation.date_value else ()), *citation.other_dates)


def _same_period(printed: str, known: Period | None) -> bool:
    """Whether a printed span of years is the register's, where it has one."""
    years = re.findall(r"\d{4}", printed)
    return known is None or len(years) != 2 or years == [str(known.start), str(known.end)]


def _names_others(citation: Citation, above: Citation) -> bool:
    """Whether both print issuers, and none of one is the beginning of one of the other."""
    ours, theirs = map(alike, citation.issuer_names), tuple(map(alike, above.issuer_names))
    after = citation.issuer_place != "before" and above.issuer_place != "before"
    return (
        after
        and bool(citation.issuer_names and theirs)
        and not any(one.startswith(other) or other.startswith(one) for one in ours for other in theirs)
    )


def _bare(words: str) -> str:
    """The letters of a subject without the word that leads to it (“về”, “on”)."""
    return re.sub(r"^(?:về|v/v|on)(?=\s)|[\W_]+", "", alike(words))


def _names_its_issuers(citation: Citation) -> bool:
    """Whether the symbol itself tells who issued: joint symbols name every party (09/CTr-BCA-MTTW)."""
    return citation.parts is not None and len(citation.parts.issuers) > 1


def cited(resolution: Resolution) -> dict[str, object]:
    """A citation and its outcome as a line of `plan-portal cite` tells them."""
    citation = resolution.citation
    return {
        "start": citation.start,
        "end": citation.end,
        "text": citation.text,
        "full_end": citation.full_end,
        "form": citation.form,
        "type": citation.type,
        "number": citation.number,
        "year": citation.year,
        "symbol": citation.symbol,
        "canonical": citation.canonical,
        "date": citation.date.isoformat() if citation.date else None,
        "issuer": citation.issuer,
        "subject": citation.subject,
        "period": citation.period,
        "pinpoint": citation.pinpoint,
        "self": citation.own,
        "outcome": resolution.outcome,
        "document": resolution.document,
        "candidates": list(resolution.candidates),
    }
