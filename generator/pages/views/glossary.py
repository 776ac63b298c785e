"""The glossary."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.glossary import Term
from generator.model.text import Bilingual
from generator.pages.alphabet import alphabetical
from generator.pages.frame import Label, Link
from generator.pages.here import Here


@dataclass(frozen=True)
class TermView:
    id: str
    vi: str
    en: str
    note: Label | None
    units: tuple[Link, ...]


@dataclass(frozen=True)
class TermsView:
    label: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True)
class AbbreviationView:
    short: str
    full: Label
    full_vi: str


@dataclass(frozen=True)
class GlossaryView:
    groups: tuple[TermsView, ...]
    abbreviations: tuple[AbbreviationView, ...]
    codes: tuple[AbbreviationView, ...]
    total: int


def glossary_view(here: Here) -> GlossaryView:
    portal = here.portal
    glossary = portal.model.glossary
    categories = dict.fromkeys(term.category for term in glossary.terms)

    def view(term: Term) -> TermView:
        units = tuple(here.unit_anywhere(located) for located in portal.units_of_term(term))
        return TermView(term.id, term.vi, term.en, here.read(term.note) if term.note else None, units)

    def listed(pairs: Iterable[tuple[str, Bilingual]]) -> tuple[AbbreviationView, ...]:
        in_order = sorted(pairs, key=lambda pair: alphabetical(pair[0]))
        return tuple(AbbreviationView(short, here.read(full), full.vi) for short, full in in_order)

    return GlossaryView(
        groups=tuple(
            TermsView(
                here.say(f"term-category.{category}"), tuple(view(t) for t in glossary.terms if t.category == category)
            )
            for category in categories
        ),
        abbreviations=listed((abbreviation.short, abbreviation.full) for abbreviation in glossary.abbreviations),
        # What stands in a symbol tells a type; as an abbreviation the same letters mean something else.
        codes=listed((kind.code, kind.name) for kind in portal.model.document_types if kind.code),
        total=len(glossary.terms),
    )
