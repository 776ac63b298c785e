"""What an editor should look at although nothing is wrong: it is told by `check` and stops nothing."""

import collections.abc
import re
from collections.abc import Iterable, Iterator

from generator.loading.declared import parts_of, text_of
from generator.loading.problems import Position, Problem
from generator.loading.tree import Mapping, Node, Scalar, Sequence
from generator.loading.trees import DataTrees
from generator.model.documents import DocumentType, LegalDocument
from generator.model.number import DocumentNumber
from generator.model.plans import Plan, PlanHead
from generator.model.portal import PortalModel
from generator.model.text import is_stale


def remarks(data: DataTrees, model: PortalModel) -> list[Problem]:
    """Every remark that the files alone give occasion to."""
    found = [
        *_one_symbol_two_days(data),
        *_unlike_its_symbol(data),
        *_listed_twice(data),
        *_not_in_text(data, model.plans),
    ]
    if "en" in model.settings.languages:
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


def codes_of(kind: Mapping) -> tuple[str, ...]:
    """The codes that symbols of a type of documents have."""
    found = (text_of(kind, "code"), *parts_of(kind, "codes"))
    return tuple(code.text for code in found if isinstance(code, Scalar))


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


def _unlike_its_symbol(data: DataTrees) -> Iterator[Problem]:
    """Documents whose symbol has the code of another type, or the year of another date.

    A joint plan (kế hoạch phối hợp) may well have the symbol of a plan.
    """
    types = {id_.text: node for node in data.records(DocumentType) if (id_ := text_of(node, "id"))}
    for document in data.records(LegalDocument):
        symbol, kind, day = text_of(document, "symbol"), text_of(document, "type"), text_of(document, "date", "iso")
        if symbol is None or kind is None:
            continue
        number, own = DocumentNumber.parse(symbol.text), types[kind.text]
        others = [other for other, node in types.items() if number.code in codes_of(node)]
        if codes_of(own) and others and not any(_are_akin(own, types[other]) for other in others):
            facts = {"symbol": symbol.text, "type": kind.text, "other": ", ".join(others)}
            yield Problem(kind.at, "symbol-of-another-type", facts, "warning")
        if day is not None and number.year is not None and str(number.year) != day.text[:4]:
            yield Problem(day.at, "symbol-of-another-year", {"symbol": symbol.text, "date": day.text}, "warning")


def _are_akin(some: Node, other: Node) -> bool:
    """Whether two types are one, or one is named as a kind of the other."""
    names = [name.text.casefold() for node in (some, other) if (name := text_of(node, "name", "vi"))]
    return len(names) == 2 and (names[0].startswith(names[1]) or names[1].startswith(names[0]))


def _listed_twice(data: DataTrees) -> Iterator[Problem]:
    """The same value or the same record twice in one list."""
    for tree in data.files():
        for _, record in tree.records:
            for key, value in record.values.items():
                if not isinstance(value, Sequence):
                    continue
                first: dict[object, Position] = {}
                for item in value.items:
                    if (at := first.setdefault(_spelled(item), item.at)) is not item.at:
                        yield Problem(item.at, "listed-twice", {"key": key, "first": str(at)}, "warning")


def _spelled(node: Node) -> object:
    """What a node spells, wherever it stands."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return tuple(map(_spelled, node.items))
    if isinstance(node, Mapping):
        return frozenset((key, _spelled(value)) for key, value in node.values.items())
    return node.at


def _not_in_text(data: DataTrees, plans: Iterable[Plan]) -> Iterator[Problem]:
    """What a plan is said to print at its head or foot, and prints nowhere."""
    trees = {tree.id: tree for tree in data.plans}
    for plan in plans:
        if plan.source is None:
            continue
        text = _run_together("\n".join((plan.source, *(unit.text.vi for unit in plan.units()))))
        head = next(tree.root for tree in trees[plan.id].files if tree.kind is PlanHead)
        for path in _PRINTED_AT_HEAD:
            stated = text_of(head, *path)
            # Who signs is entered on one line, and printed on several.
            if stated and not all(_run_together(part) in text for part in re.split(r"[:;,]", stated.text)):
                yield Problem(stated.at, "head-not-in-text", {"field": path[0], "value": stated.text}, "warning")


# Where the head of a plan holds what the plan itself must print.
_PRINTED_AT_HEAD = (("year",), ("number",), ("date", "words"), ("place", "vi"), ("signatory", "vi"))


def _run_together(text: str) -> str:
    """A text without what sets words apart, in small letters; for comparing."""
    return re.sub(r"[\s,;:.]+", " ", text.casefold()).strip()


def _untranslated(data: DataTrees) -> Iterator[Problem]:
    """For each file the first unit without English, and how many there are."""
    for plan in data.plans:
        missing: dict[str, list[Position]] = {}
        for unit in plan.units():
            if unit.vi is not None and text_of(unit.node, "text", "en", "text") is None:
                missing.setdefault(unit.vi.at.file, []).append(unit.vi.at)
        for places in missing.values():
            yield Problem(places[0], "not-translated", {"number": str(len(places))}, "warning")
