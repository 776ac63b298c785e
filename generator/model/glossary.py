"""Terms and abbreviations in both languages."""

from typing import Literal

from generator.model.record import Record
from generator.model.scalars import Line, Slug
from generator.model.text import Bilingual


class Term(Record):
    """A term (thuật ngữ), its English, and the English forms a translation may use for it."""

    id: Slug
    vi: Line
    en: Line
    category: Literal["institution", "document", "campaign", "policy", "people", "place"]
    accepted: tuple[Line, ...] = ()
    note: Bilingual | None = None


class Abbreviation(Record):
    """A short form (chữ viết tắt) and what it stands for."""

    short: Line
    full: Bilingual


class Glossary(Record):
    """`glossary.yml`."""

    terms: tuple[Term, ...]
    abbreviations: tuple[Abbreviation, ...] = ()
