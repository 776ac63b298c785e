"""The files of `data/` as trees, which checks between records read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.loading.declared import records_in, references_in, text_of
from generator.loading.problems import Problem
from generator.loading.tree import Mapping as MappingNode
from generator.loading.tree import Node, Scalar
from generator.model.plans import PlanItem
from generator.model.record import Record
from generator.model.references import Reference


@dataclass(frozen=True)
class UnitNode:
    """A unit of a plan as it is written, with its id and its Vietnamese text where it has them."""

    kind: type[PlanItem]
    node: MappingNode
    id: Scalar | None
    vi: Scalar | None


@dataclass(frozen=True)
class Tree:
    """One file: its name, the record it should spell, and its tree; what is found in it is found once."""

    file: str
    kind: type[Record]
    root: Node
    _found: "dict[Callable[[Tree], Iterable[Problem]], list[Problem]]" = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _named: dict[type[Record], Sequence[Scalar]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def found(self, check: "Callable[[Tree], Iterable[Problem]]") -> list[Problem]:
        """What a check finds that reads this file alone."""
        if check not in self._found:
            self._found[check] = list(check(self))
        return self._found[check]

    @cached_property
    def records(self) -> list[tuple[type[Record], MappingNode]]:
        """Every record of the file, outer ones first, in its order."""
        return records_in(self.kind, self.root)

    @cached_property
    def _by_kind(self) -> Mapping[type[Record], list[MappingNode]]:
        found: dict[type[Record], list[MappingNode]] = {}
        for kind, node in self.records:
            found.setdefault(kind, []).append(node)
        return found

    def of(self, kind: type[Record]) -> Sequence[MappingNode]:
        """The records of a kind, in the order of the file."""
        return self._by_kind.get(kind, ())

    def named(self, kind: type[Record]) -> Sequence[Scalar]:
        """The ids of the records of a kind that have one, in the order of the file."""
        known = self._named.get(kind)
        if known is None:
            known = self._named[kind] = [scalar for node in self.of(kind) if (scalar := text_of(node, "id"))]
        return known

    @cached_property
    def references(self) -> list[tuple[type[Reference], Scalar]]:
        """Every reference of the file's records, with the value that spells it."""
        return list(references_in(self.records))

    @cached_property
    def units(self) -> list[UnitNode]:
        """The units of a plan's file, in its order."""
        return [
            UnitNode(kind, node, text_of(node, "id"), text_of(node, "text", "vi"))
            for kind, node in self.records
            if issubclass(kind, PlanItem)
        ]


@dataclass(frozen=True)
class PlanTrees:
    """The files of one plan; `whole` is false where one of them could not be read."""

    id: str
    files: tuple[Tree, ...]
    whole: bool = True

    def units(self) -> Iterator[UnitNode]:
        return (unit for tree in self.files for unit in tree.units)


@dataclass(frozen=True)
class DataTrees:
    """Every file of `data/` that has a tree: registers by file name, and plans."""

    registers: Mapping[str, Tree] = field(default_factory=dict)
    plans: tuple[PlanTrees, ...] = ()

    def files(self) -> Iterator[Tree]:
        yield from self.registers.values()
        for plan in self.plans:
            yield from plan.files

    def records(self, kind: type[Record]) -> Iterator[MappingNode]:
        """The records of a kind in the registers."""
        return (node for tree in self.registers.values() for node in tree.of(kind))
