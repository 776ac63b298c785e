"""Words in two languages, and on what ground something is said."""

import hashlib
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from generator.model.record import Record, together
from generator.model.references import PrintedAt
from generator.model.scalars import Day, Line, matching, text_only

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")

_FINGERPRINT = r"^[0-9a-f]{12}$(?!\n)"
Fingerprint = Annotated[
    str,
    BeforeValidator(text_only),
    AfterValidator(matching(_FINGERPRINT, "bad_fingerprint")),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": _FINGERPRINT}, {"type": "integer"}, {"type": "number"}]}),
]


def fingerprint(text: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of a text: tells whether a translation's source has changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def is_stale(of: str, vi: str) -> bool:
    """Whether a translation whose fingerprint is `of` was made from another Vietnamese text."""
    return of != fingerprint(vi)


class Bilingual(Record):
    """Words of the register in Vietnamese and, where there is one, in English."""

    vi: Line
    en: Line | None = None

    def read_in(self, language: Language) -> str | None:
        return self.vi if language == "vi" else self.en


class Translation(Record):
    """The English reading of a unit and the Vietnamese it was made from; Vietnamese is authoritative."""

    text: Line
    of: Fingerprint
    state: Literal["machine", "unreviewed", "reviewed"] = "unreviewed"


Standing = Literal["missing", "stale", "machine", "current", "reviewed"]
"""How far a unit's English can be relied on; `current` was made from the present Vietnamese and not yet reviewed."""


class UnitText(Record):
    """A unit's text: Vietnamese verbatim as signed, slips and no-break spaces included, and its translation."""

    vi: Line
    en: Translation | None = None

    @property
    def stale(self) -> bool:
        """Whether the Vietnamese has changed since the translation was made."""
        return self.en is not None and is_stale(self.en.of, self.vi)

    @property
    def standing(self) -> Standing:
        """How far the English can be relied on (tình trạng bản dịch); that it is out of date outweighs who read it."""
        if self.en is None:
            return "missing"
        if self.stale:
            return "stale"
        return "current" if self.en.state == "unreviewed" else self.en.state

    def standing_in(self, language: Language) -> Standing:
        """As `standing`; the Vietnamese is always current."""
        return "current" if language == "vi" else self.standing

    def read_in(self, language: Language) -> str | None:
        if language == "vi":
            return self.vi
        return self.en.text if self.en else None


class Basis(Record):
    """On what ground something is said: the plan's own words, its context, or an editor's note."""

    model_config = together(
        allOf=[
            {"if": {"properties": {"kind": {"const": kind}}}, "then": {"required": [needed]}}
            for kind, needed in (("stated", "words"), ("editor-note", "note"))
        ]
        + [
            {
                "if": {"properties": {"kind": {"const": "by-context"}}},
                "then": {"anyOf": [{"required": ["words"]}, {"required": ["note"]}]},
            }
        ]
    )

    kind: Literal["stated", "by-context", "editor-note"]
    words: Line | None = None
    at: PrintedAt | None = None
    note: Bilingual | None = None

    @model_validator(mode="after")
    def _quotes_what_it_states(self) -> Self:
        if self.kind == "stated" and self.words is None:
            raise PydanticCustomError("basis_without_words", "a stated basis quotes the words")
        if self.kind == "by-context" and self.words is None and self.note is None:
            raise PydanticCustomError("basis_without_context", "a basis by context says from what")
        if self.kind == "editor-note" and self.note is None:
            raise PydanticCustomError("basis_without_note", "an editor's note says something")
        return self


class Note(Record):
    """What an editor adds beside the plan's text (ghi chú của người biên tập), never inside it.

    `reading` explains the printed text from the text itself; `outside` brings a fact from elsewhere and so names
    its source and the day it was written down; `verified` tells whether somebody has checked that fact.
    """

    model_config = together(
        **{
            "if": {"properties": {"kind": {"const": "outside"}}, "required": ["kind"]},
            "then": {"required": ["source", "recorded"]},
        }
    )

    kind: Literal["reading", "outside"] = "reading"
    text: Bilingual
    source: Line | None = None
    recorded: Day | None = None
    verified: Literal["yes", "no"] = "no"

    @model_validator(mode="after")
    def _names_its_source(self) -> Self:
        if self.kind == "outside" and (self.source is None or self.recorded is None):
            raise PydanticCustomError("note_without_source", "a fact from elsewhere names its source and day")
        return self
