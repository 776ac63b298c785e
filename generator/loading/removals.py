"""`removed.yml` against the data: what is gone must be gone, and what took its place must be there."""

from collections.abc import Iterable, Iterator

from generator.loading.declared import parts_of, text_of
from generator.loading.problems import Position, Problem, nearest
from generator.loading.tree import Scalar
from generator.loading.trees import DataTrees, Tree
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.deadlines import Deadline
from generator.model.documents import CoordinationProgramme, LegalDocument
from generator.model.glossary import Term
from generator.model.record import Record

REMOVALS_FILE = "removed.yml"

Things = dict[tuple[str, str], Position]

_KINDS: tuple[tuple[str, type[Record]], ...] = (
    ("document", LegalDocument), ("programme", CoordinationProgramme), ("body", Body), ("campaign", Campaign),
    ("term", Term),
)  # fmt: skip


def things_in(data: DataTrees) -> Things:
    """Where the id of everything stands that an editor enters, by kind and name."""
    found: Things = {}
    for kind, record in _KINDS:
        for tree in data.registers.values():
            found |= {(kind, scalar.text): scalar.at for scalar in tree.named(record)}
    for plan in data.plans:
        found |= {("unit", f"{plan.id}/{unit.id.text}"): unit.id.at for unit in plan.units() if unit.id}
        for tree in plan.files:
            found |= {("deadline", f"{plan.id}/{scalar.text}"): scalar.at for scalar in tree.named(Deadline)}
    return found


def removal_problems(register: Tree, things: Things) -> Iterator[Problem]:
    """What contradicts the data; an id that is used again is told where it is used."""
    first: dict[tuple[str, str], Position] = {}
    for node in parts_of(register.root, "removed"):
        kind, id_ = text_of(node, "kind"), text_of(node, "id")
        if kind is None or id_ is None:
            continue
        thing = kind.text, id_.text
        if thing in first:
            yield Problem(id_.at, "doubled-id", {"id": id_.text, "first": str(first[thing])})
        elif thing in things:
            yield Problem(things[thing], "removed-id-used", {"id": id_.text, "at": str(id_.at)})
        first.setdefault(thing, id_.at)
        yield from _unknown(text_of(node, "replaced_by"), [name for of, name in things if of == kind.text])


def _unknown(by: Scalar | None, known: Iterable[str]) -> Iterator[Problem]:
    names = list(known)
    if by is not None and by.text not in names:
        yield Problem(by.at, "unknown-replacement", {"id": by.text} | nearest(by.text, names))
