"""A citation: what a text prints of a document, and where."""

import datetime
from dataclasses import dataclass, replace
from typing import Literal

Form = Literal["numbered", "named", "short", "back"]
"""How a text cites: by symbol, by name, by bare number (“Nghị định 93”), by pointing back (“Chỉ thị nêu trên”)."""

IssuerPlace = Literal["after", "before", "doer", "shared"]
"""Where the issuer is printed: after the symbol, before it as its proposer or as who issues it (`doer`), or after
another symbol that shares it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A symbol taken apart, as printed; `str()` gives the symbol back without the spaces a line break left in it."""

    number: str
    year: str | None
    kind: str
    issuers: tuple[str, ...]
    printed: str

    def __str__(self) -> str:
        return self.printed


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a text cites (trích dẫn): `start` to `end` in code points from the type word to the symbol's end.

    `full_end` includes date and issuer. `canonical` is the symbol with dashes, case and Đ set right, or `Title|date`.
    `other_dates` and `other_issuer` stand near it and may be its document's (`around.py`).
    """

    start: int
    end: int
    full_end: int
    text: str
    form: Form
    type: str | None
    type_id: str | None
    parts: Parts | None
    canonical: str
    date: datetime.date | None = None
    date_value: str | None = None
    date_text: str | None = None
    issuer: str | None = None
    issuer_names: tuple[str, ...] = ()
    issuer_place: IssuerPlace | None = None
    bodies: tuple[str, ...] = ()
    title: str | None = None
    period: str | None = None
    pinpoint: str | None = None
    subject: str | None = None
    own: bool = False
    antecedents: tuple[str, ...] = ()
    symbol_start: int | None = None
    other_dates: tuple[str, ...] = ()
    other_issuer: str | None = None

    @property
    def number(self) -> str | None:
        return self.parts.number if self.parts else None

    @property
    def symbol(self) -> str | None:
        return self.parts.printed if self.parts and self.parts.kind else None

    @property
    def year(self) -> str | None:
        return self.parts.year if self.parts else None

    def with_issuer_of(self, other: "Citation", place: IssuerPlace) -> "Citation":
        return replace(
            self,
            issuer=other.issuer,
            issuer_names=other.issuer_names,
            bodies=other.bodies,
            issuer_place=place,
        )
