"""Legal and administrative documents, their types, and coordination programmes."""

import datetime
import re
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.model.bodies import Level
from generator.model.record import Record, together
from generator.model.references import BodyRef, DocumentRef, DocumentTypeRef, ProgrammeRef
from generator.model.scalars import Day, Line, Slug, Year, years_contradict
from generator.model.text import Basis, Bilingual, Language, Note

Family = Literal["state", "party", "front", "joint"]
"""Whose drafting a form belongs to: the State's, the Party's, the Front's, or that of several bodies together."""


class TypeWords(Record):
    """Further words by which texts call a type of document."""

    vi: tuple[Line, ...] = ()
    en: tuple[Line, ...] = ()


class DocumentType(Record):
    """A type of document (loại văn bản): its words, its codes in symbols, and examples that prove the codes.

    `titles` are names by which texts cite documents of the type without a number (“Luật Đất đai”); `by_number`
    tells whether texts cite them by the bare number (“Nghị định 93”).
    """

    id: Slug
    name: Bilingual
    words: TypeWords = TypeWords()
    code: Line | None = None
    codes: tuple[Line, ...] = ()
    families: tuple[Family, ...] = ()
    by_number: Literal["yes", "no"] = "no"
    titles: tuple[Line, ...] = ()
    examples: tuple[Line, ...] = ()
    rule: Line | None = None

    @property
    def all_codes(self) -> tuple[str, ...]:
        return (self.code, *self.codes) if self.code else self.codes

    def called(self, language: Language) -> tuple[str, ...]:
        """Every word for the type in a language, its name first."""
        name = self.name.read_in(language)
        return (*((name,) if name else ()), *(self.words.vi if language == "vi" else self.words.en))


class DocumentTypeRegister(Record):
    """`document_types.yml`."""

    types: tuple[DocumentType, ...]


_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})", re.IGNORECASE)


class PrintedDate(Record):
    """A date as printed and as meant; the two must agree."""

    words: Line
    iso: Day

    @model_validator(mode="after")
    def _agree(self) -> Self:
        match = _DAY_MONTH_YEAR.search(self.words)
        if match is None:
            raise PydanticCustomError("printed_date_unread", "'{value}' is not a printed date", {"value": self.words})
        day, month, year = map(int, match.groups())
        if (year, month, day) != (self.iso.year, self.iso.month, self.iso.day):
            raise PydanticCustomError(
                "printed_date_differs", "'{value}' is not {iso}", {"value": self.words, "iso": self.iso.isoformat()}
            )
        return self


class Period(Record):
    """A span of whole years (giai đoạn) as printed and as meant; the two must agree."""

    words: Line
    start: Year
    end: Year

    @model_validator(mode="after")
    def _runs_forwards(self) -> Self:
        if self.end < self.start:
            raise PydanticCustomError("ends_before_start", "it ends before it begins")
        return self

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if years_contradict(self.words, self.start, self.end):
            raise PydanticCustomError(
                "period_differs",
                "'{value}' is not {start} to {end}",
                {"value": self.words, "start": self.start, "end": self.end},
            )
        return self


class Attribution(Record):
    """Which bodies issued a document or are party to a programme, and how we know."""

    bodies: tuple[BodyRef, ...]
    basis: Basis


class Relation(Record):
    """What one document does to another (quan hệ giữa các văn bản), in the plan's own words."""

    kind: Literal["implements", "continues", "approves", "amends", "replaces"]
    to: DocumentRef
    basis: Basis


ValidityState = Literal["in-force", "partly-expired", "expired", "not-yet", "suspended", "undetermined"]


class Validity(Record):
    """Whether a document is in force (hiệu lực), as of a day, by a source; without it: not determined.

    `valid_from` is the first day it has effect, `valid_until` the last. `verified` tells whether somebody has checked.
    """

    state: ValidityState
    as_of: Day
    source: Line
    valid_from: Day | None = None
    valid_until: Day | None = None
    verified: Literal["yes", "no"] = "no"

    @model_validator(mode="after")
    def _agrees_with_its_days(self) -> Self:
        """Every state but *not determined* says where its day stands between the first and the last."""
        begins, ends, day = self.valid_from, self.valid_until, self.as_of
        if begins and ends and ends < begins:
            raise PydanticCustomError("ends_before_start", "it ends before it begins", {"at": "valid_until"})
        if self.state == "undetermined":
            return self
        early, late = begins is not None and day < begins, ends is not None and day > ends
        wrong = early or late
        if self.state == "not-yet":
            wrong = late or (begins is not None and not early)
        elif self.state == "expired":
            wrong = early or (ends is not None and not late)
        if wrong:
            raise PydanticCustomError(
                "validity_differs",
                "'{state}' does not fit {day}",
                {"at": "as_of", "state": self.state, "day": day.isoformat()}
                | {"begins": begins.isoformat() if begins else "?", "ends": ends.isoformat() if ends else "?"},
            )
        return self


class LegalDocument(Record):
    """A document that plans cite (văn bản): by symbol as printed, or by name where it has none."""

    model_config = together(oneOf=[{"required": ["symbol"]}, {"required": ["title"]}])

    id: Slug
    type: DocumentTypeRef
    symbol: Line | None = None
    title: Bilingual | None = None
    date: PrintedDate | None = None
    issuers: Attribution | None = None
    subject: Bilingual | None = None
    period: Period | None = None
    relations: tuple[Relation, ...] = ()
    validity: Validity | None = None
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if (self.symbol is None) == (self.title is None):
            raise PydanticCustomError("symbol_or_title", "a document has a symbol or a title")
        return self

    @property
    def state(self) -> ValidityState:
        """Whether it is in force, as far as its record says; never assumed."""
        return self.validity.state if self.validity else "undetermined"

    @property
    def in_force(self) -> bool:
        """Known to be in force, wholly or in part."""
        return self.state in ("in-force", "partly-expired")

    @property
    def lapsed(self) -> bool:
        """Known not to be wholly in force."""
        return self.state not in ("in-force", "undetermined")

    @property
    def dated(self) -> datetime.date | None:
        return self.date.iso if self.date else None


class DocumentRegister(Record):
    """`documents.yml`."""

    documents: tuple[LegalDocument, ...]


class CoordinationProgramme(Record):
    """An agreement of bodies to act together (chương trình phối hợp), with the document that made it."""

    id: Slug
    document: DocumentRef
    kind: Literal["joint-resolution", "coordination-programme", "coordination-plan"]
    level: Level
    parties: Attribution
    subject: Bilingual | None = None
    period: Period | None = None
    implements: ProgrammeRef | None = None
    notes: tuple[Note, ...] = ()


class ProgrammeRegister(Record):
    """`programmes.yml`."""

    programmes: tuple[CoordinationProgramme, ...]
