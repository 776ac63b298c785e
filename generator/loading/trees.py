"""The files of `data/` as trees, which checks between records read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.loading.declared import records_in
from generator.loading.tree import Mapping as MappingNode
from generator.loading.tree import Node
from generator.model.plans import PlanItem
from generator.model.record import Record


@dataclass(frozen=True)
class Tree:
    """One file: its name, the record it should spell, and its tree."""

    file: str
    kind: type[Record]
    root: Node

    @cached_property
    def records(self) -> list[tuple[type[Record], MappingNode]]:
        """Every record of the file, outer ones first, in its order."""
        return records_in(self.kind, self.root)


@dataclass(frozen=True)
class PlanTrees:
    """The files of one plan; `whole` is false where one of them could not be read."""

    id: str
    files: tuple[Tree, ...]
    whole: bool = True

    def units(self) -> Iterator[tuple[type[Record], MappingNode]]:
        for tree in self.files:
            for kind, node in tree.records:
                if issubclass(kind, PlanItem):
                    yield kind, node


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
        return (node for tree in self.registers.values() for found, node in tree.records if found is kind)
