"""What an editor should look at although nothing is wrong: it is told by `check` and stops nothing."""

import collections.abc
from collections.abc import Iterable, Iterator

from generator.loading.declared import parts_of, text_of
from generator.loading.problems import Position, Problem
from generator.loading.tree import Mapping, Scalar
from generator.loading.trees import DataTrees
from generator.model.documents import LegalDocument
from generator.model.text import Language, is_stale


def remarks(data: DataTrees, languages: Iterable[Language]) -> list[Problem]:
    """Every remark that the files alone give occasion to."""
    found = list(_one_symbol_two_days(data))
    if "en" in languages:
        found += _untranslated(data)
        found += (
            Problem(at, "translation-out-of-date", {"id": id_}, "warning") for id_, at in stale_translations(data)
        )
    return found


def stale_translations(data: DataTrees) -> Iterator[tuple[str, Position]]:
    """The units whose Vietnamese changed after they were translated, and where their fingerprints stand."""
    for plan in data.plans:
        for unit in plan.units():
            of = text_of(unit.node, "text", "en", "of")
            if unit.vi and of and unit.id and is_stale(of.text, unit.vi.text):
                yield unit.id.text, of.at


def unit_places(data: DataTrees) -> collections.abc.Mapping[tuple[str, str], Position]:
    """Where the Vietnamese text of each unit stands, by plan and id."""
    return {(plan.id, unit.id.text): unit.vi.at for plan in data.plans for unit in plan.units() if unit.id and unit.vi}


def issuers_of(document: Mapping) -> frozenset[str]:
    """The ids of the bodies an entry of the register says issued it."""
    bodies = parts_of(document.values.get("issuers"), "bodies")
    return frozenset(body.text for body in bodies if isinstance(body, Scalar))


def _one_symbol_two_days(data: DataTrees) -> Iterator[Problem]:
    """A number is given once a year by one issuer; two days in a year are most often one document written twice."""
    seen: dict[tuple[str, str], list[tuple[Mapping, Position]]] = {}
    for document in data.records(LegalDocument):
        symbol, day = text_of(document, "symbol"), text_of(document, "date", "iso")
        if symbol is None or day is None:
            continue
        others = seen.setdefault((symbol.text.casefold(), day.text[:4]), [])
        for other, at in others:
            theirs = text_of(other, "date", "iso")
            ours, of_other = issuers_of(document), issuers_of(other)
            if theirs and theirs.text != day.text and (not ours or not of_other or ours & of_other):
                facts = {"symbol": symbol.text, "date": day.text, "first": str(at), "other": theirs.text}
                yield Problem(symbol.at, "symbol-on-two-days", facts, "warning")
        others.append((document, symbol.at))


def _untranslated(data: DataTrees) -> Iterator[Problem]:
    """For each file the first unit without English, and how many there are."""
    for plan in data.plans:
        missing: dict[str, list[Position]] = {}
        for unit in plan.units():
            if unit.vi is not None and text_of(unit.node, "text", "en", "text") is None:
                missing.setdefault(unit.vi.at.file, []).append(unit.vi.at)
        for places in missing.values():
            yield Problem(places[0], "not-translated", {"number": str(len(places))}, "warning")
