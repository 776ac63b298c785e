"""What no single record can tell: ids, references, quoted words, circles, and facts said twice.

The checks read trees, not records, so that a mistake in one place does not hide those in another.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.loading.declared import parts_of, text_of
from generator.loading.lifetimes import contradictions, successors_of
from generator.loading.problems import Position, Problem, nearest
from generator.loading.remarks import codes_of, issuers_of
from generator.loading.tree import Mapping as MappingNode
from generator.loading.tree import Node, Scalar, Sequence
from generator.loading.trees import DataTrees, Tree
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.deadlines import Deadline
from generator.model.documents import CoordinationProgramme, DocumentType, LegalDocument
from generator.model.number import DocumentNumber
from generator.model.plans import Revision, Section
from generator.model.record import Record
from generator.model.text import Basis

_REGISTERED: dict[str, tuple[str, type[Record]]] = {
    "body": ("bodies.yml", Body),
    "document-type": ("document_types.yml", DocumentType),
    "document": ("documents.yml", LegalDocument),
    "programme": ("programmes.yml", CoordinationProgramme),
    "campaign": ("campaigns.yml", Campaign),
}


def checks(data: DataTrees) -> list[Problem]:
    """Every problem between records."""
    found: list[Problem] = []
    for check in (_ids, _known, _circles, _places, _words, _revised, _facts_once, _documents_once, _aliases, _symbols):
        found += check(data)
    found += contradictions(data)
    return found


def _id_of(node: Node) -> Scalar | None:
    return text_of(node, "id")


def _doubled(ids: Iterable[Scalar]) -> Iterator[Problem]:
    first: dict[str, Position] = {}
    for scalar in ids:
        key = scalar.text.casefold()
        if key in first:
            yield Problem(scalar.at, "doubled-id", {"id": scalar.text, "first": str(first[key])})
        else:
            first[key] = scalar.at


def _ids(data: DataTrees) -> Iterator[Problem]:
    for tree in data.registers.values():
        yield from tree.found(_doubled_in_register)
    for plan in data.plans:
        yield from _doubled(unit.id for unit in plan.units() if unit.id)
        for numbered in (Deadline, Revision):
            yield from _doubled(scalar for tree in plan.files for scalar in tree.named(numbered))


def _doubled_in_register(tree: Tree) -> Iterator[Problem]:
    for kind in dict.fromkeys(kind for kind, _ in tree.records if "id" in kind.model_fields):
        yield from _doubled(tree.named(kind))


def _known(data: DataTrees) -> Iterator[Problem]:
    known: dict[str, set[str]] = {
        name: {scalar.text for tree in data.registers.values() for scalar in tree.named(kind)}
        for name, (file, kind) in _REGISTERED.items()
        if file in data.registers and _lists_something(data.registers[file])
    }
    printed = {f"{plan.id}/{unit.id.text}" for plan in data.plans for unit in plan.units() if unit.id}
    if all(plan.whole for plan in data.plans):
        known["printed-at"] = printed
    symbols = {
        symbol.text: scalar.text
        for node in data.records(LegalDocument)
        if (symbol := text_of(node, "symbol")) and (scalar := _id_of(node))
    }
    for tree in data.registers.values():
        yield from _dangling(tree, known, symbols)
    for plan in data.plans:
        own = {unit.id.text for unit in plan.units() if unit.id}
        for tree in plan.files:
            yield from _dangling(tree, known | ({"plan-item": own} if plan.whole else {}), symbols)


def _lists_something(tree: Tree) -> bool:
    """Whether a register has the shape of one; ids of a file of another shape are not called unknown."""
    return isinstance(tree.root, MappingNode) and any(isinstance(v, Sequence) for v in tree.root.values.values())


def _dangling(tree: Tree, known: Mapping[str, set[str]], symbols: Mapping[str, str]) -> Iterator[Problem]:
    """References to nothing; a document may be meant by its symbol, and is then suggested by its id."""
    for reference, scalar in tree.references:
        ids = known.get(reference.kind)
        if ids is not None and scalar.text not in ids:
            close = nearest(scalar.text, ids)
            if reference.kind == "document" and (symbol := nearest(scalar.text, symbols)):
                close = {"nearest": symbols[symbol["nearest"]]}
            yield Problem(scalar.at, f"unknown-{reference.kind}", {"id": scalar.text} | close)


def _circles(data: DataTrees) -> Iterator[Problem]:
    steps: list[tuple[Iterable[MappingNode], str]] = [
        (list(data.records(Body)), "parent"),
        (list(data.records(CoordinationProgramme)), "implements"),
    ]
    # Units within units have no parent of their own.
    steps += [([unit.node for unit in plan.units() if "parent" in unit.node.values], "parent") for plan in data.plans]
    for nodes, key in steps:
        yield from _circle(nodes, lambda node, key=key: [text_of(node, key)])  # type: ignore[misc]
    yield from _circle(data.records(Body), successors_of)
    related = [node for node in data.records(LegalDocument) if "relations" in node.values]
    for kind in ("replaces", "continues", "implements", "amends", "approves"):
        yield from _circle(
            related,
            lambda node, kind=kind: [  # type: ignore[misc]
                text_of(relation, "to")
                for relation in parts_of(node, "relations")
                if (said := text_of(relation, "kind")) and said.text == kind
            ],
        )


def _circle(nodes: Iterable[Node], follow: Callable[[Node], Iterable[Scalar | None]]) -> Iterator[Problem]:
    edges: dict[str, list[Scalar]] = {}
    for node in nodes:
        if (scalar := _id_of(node)) is not None:
            edges.setdefault(scalar.text, []).extend(step for step in follow(node) if step)
    done: set[str] = set()
    for start in edges:
        path: dict[str, Scalar] = {}
        ways = [(start, iter(edges[start]))] if start not in done else []
        while ways:
            here, ahead = ways[-1]
            step = next(ahead, None)
            if step is None:
                done.add(here)
                path.pop(here, None)
                ways.pop()
                continue
            path[here] = step
            if step.text in path:
                names = list(path)
                circle = [*names[names.index(step.text) :], step.text]
                yield Problem(path[step.text].at, "cycle", {"id": step.text, "path": " → ".join(circle)})
            elif step.text in edges and step.text not in done:
                ways.append((step.text, iter(edges[step.text])))


def _places(data: DataTrees) -> Iterator[Problem]:
    for plan in data.plans:
        taken: dict[tuple[str, str], str] = {}
        for unit in plan.units():
            order, name = text_of(unit.node, "order"), unit.id
            if unit.kind is not Section or order is None or name is None:
                continue
            parent = text_of(unit.node, "parent")
            place = (parent.text if parent else plan.id, order.text)
            if place in taken:
                facts = {"id": name.text, "other": taken[place], "order": order.text, "parent": place[0]}
                yield Problem(order.at, "same-order", facts)
            taken.setdefault(place, name.text)


_WORDS_OF_A_UNIT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("duties", ("people", "vi")),
    ("deadlines", ("words",)),
    ("campaigns", ("words",)),
    ("citations", ("words",)),
)


def _words(data: DataTrees) -> Iterator[Problem]:
    texts: dict[str, str] = {}
    for tree in data.files():
        for node in tree.of(Basis):
            if (at := text_of(node, "at")) is None:
                continue
            texts = texts or _texts(data)
            if at.text in texts:
                yield from _quoted(text_of(node, "words"), texts[at.text], at.text)
    for plan in data.plans:
        for tree in plan.files:
            yield from tree.found(_words_of_units)


def _texts(data: DataTrees) -> dict[str, str]:
    """The Vietnamese of every unit."""
    return {
        f"{plan.id}/{unit.id.text}": unit.vi.text for plan in data.plans for unit in plan.units() if unit.id and unit.vi
    }


def _words_of_units(tree: Tree) -> Iterator[Problem]:
    """Words of a unit that do not stand in its own text."""
    for unit in tree.units:
        if unit.id is None or unit.vi is None:
            continue
        text, name = unit.vi.text, unit.id.text
        for key, path in _WORDS_OF_A_UNIT:
            for part in parts_of(unit.node, key):
                yield from _quoted(text_of(part, *path), text, name)
        for duty in parts_of(unit.node, "duties"):
            if text_of(duty, "basis", "at") is None:
                yield from _quoted(text_of(duty, "basis", "words"), text, name)


def _quoted(words: Scalar | None, text: str, unit: str) -> Iterator[Problem]:
    if words is not None and words.text not in text:
        yield Problem(words.at, "words-not-found", {"words": words.text, "id": unit})


def _revised(data: DataTrees) -> Iterator[Problem]:
    for plan in data.plans:
        revisions = [scalar.text for tree in plan.files for scalar in tree.named(Revision)]
        if not revisions:
            continue
        for tree in plan.files:
            for node in tree.of(Deadline):
                for named in parts_of(node, "revised"):
                    if isinstance(named, Scalar) and named.text not in revisions[1:]:
                        facts = {"id": named.text} | nearest(named.text, revisions[1:])
                        yield Problem(named.at, "unknown-revision", facts)


def _facts_once(data: DataTrees) -> Iterator[Problem]:
    made_by = {
        document.text: name.text
        for programme in data.records(CoordinationProgramme)
        if (document := text_of(programme, "document")) and (name := _id_of(programme))
    }
    for node in data.records(LegalDocument):
        programme = made_by.get(name.text) if (name := _id_of(node)) else None
        for key in ("issuers", "subject", "period"):
            if programme is not None and key in node.keys:
                yield Problem(node.keys[key], "said-twice", {"key": key, "id": programme})


def _documents_once(data: DataTrees) -> Iterator[Problem]:
    for tree in data.registers.values():
        yield from tree.found(_doubled_documents)


def _doubled_documents(tree: Tree) -> Iterator[Problem]:
    """Two documents of one type, symbol and day can only be two if they say that others issued them."""
    seen: dict[tuple[str, str, str], list[tuple[str, frozenset[str]]]] = {}
    for node in tree.of(LegalDocument):
        symbol, name = text_of(node, "symbol"), _id_of(node)
        if symbol is None or name is None:
            continue
        day, kind = text_of(node, "date", "iso"), text_of(node, "type")
        issuers = issuers_of(node)
        alike = seen.setdefault((symbol.text.casefold(), day.text if day else "", kind.text if kind else ""), [])
        for other, its in alike:
            if other != name.text and not (issuers and its and issuers.isdisjoint(its)):
                yield Problem(symbol.at, "doubled-document", {"id": name.text, "other": other})
                break
        alike.append((name.text, issuers))


def _aliases(data: DataTrees) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for body in data.records(Body):
        name = _id_of(body)
        for alias in (text_of(body, "name", "vi"), *parts_of(body, "aliases")):
            if not isinstance(alias, Scalar) or name is None:
                continue
            if owner.setdefault(alias.text, name.text) != name.text:
                yield Problem(alias.at, "doubled-alias", {"alias": alias.text, "other": owner[alias.text]})


def _symbols(data: DataTrees) -> Iterator[Problem]:
    for tree in data.registers.values():
        yield from tree.found(_unread_symbols)


def _unread_symbols(tree: Tree) -> Iterator[Problem]:
    for document in tree.of(LegalDocument):
        yield from _unread(text_of(document, "symbol"))
    for kind in tree.of(DocumentType):
        codes = codes_of(kind)
        for example in parts_of(kind, "examples"):
            if not isinstance(example, Scalar):
                continue
            unread = list(_unread(example))
            yield from unread
            if not unread and codes and DocumentNumber.parse(example.text).code not in codes:
                yield Problem(example.at, "type-code-example", {"value": example.text, "code": ", ".join(codes)})


def _unread(symbol: Scalar | None) -> Iterator[Problem]:
    if symbol is not None:
        try:
            DocumentNumber.parse(symbol.text)
        except ValueError:
            stray = next((c for c in symbol.text if not (c.isascii() or c.isalnum())), None)
            if stray is None:
                yield Problem(symbol.at, "unread-symbol", {"value": symbol.text})
            else:
                facts = {"value": symbol.text, "character": f"U+{ord(stray):04X}", "name": unicodedata.name(stray, "–")}
                yield Problem(symbol.at, "symbol-character", facts)
