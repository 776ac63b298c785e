"""A tree read along the declared types: which records and references stand where, mistakes elsewhere or not."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from generator.loading.tree import Mapping, Node, Scalar, Sequence
from generator.model.record import Record
from generator.model.references import Reference


def text_of(node: Node | None, *path: str) -> Scalar | None:
    """The scalar below a node, if the tree has one there."""
    for key in path:
        if not isinstance(node, Mapping):
            return None
        node = node.values.get(key)
    return node if isinstance(node, Scalar) else None


def parts_of(node: Node | None, key: str) -> tuple[Node, ...]:
    """The members of the list below a node; none where there is no list."""
    below = node.values.get(key) if isinstance(node, Mapping) else None
    return below.items if isinstance(below, Sequence) else ()


@cache
def declared(annotation: Any) -> type | None:
    """The record or reference a field's annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, Record | Reference):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = declared(argument)
        if found is not None:
            return found
    return None


@cache
def _field(kind: type[Record], key: str) -> type | None:
    annotation: Any = kind.model_fields[key].annotation if key in kind.model_fields else None
    return declared(annotation)


def records_in(kind: type[Record], tree: Node) -> list[tuple[type[Record], Mapping]]:
    """Every record of a tree, outer ones first, in the order of the file."""
    found: list[tuple[type[Record], Mapping]] = []

    def collect(kind: type[Record], node: Node) -> None:
        if isinstance(node, Sequence):
            for item in node.items:
                collect(kind, item)
        elif isinstance(node, Mapping):
            found.append((kind, node))
            for key, value in node.values.items():
                below = None if isinstance(value, Scalar) else _field(kind, key)
                if below is not None and issubclass(below, Record):
                    collect(below, value)

    collect(kind, tree)
    return found


def references_in(records: Iterable[tuple[type[Record], Mapping]]) -> Iterator[tuple[type[Reference], Scalar]]:
    """Every reference of the records of a tree, with the value that spells it."""
    for record, mapping in records:
        for key, value in mapping.values.items():
            below = _field(record, key)
            if below is None or not issubclass(below, Reference):
                continue
            for node in value.items if isinstance(value, Sequence) else (value,):
                if isinstance(node, Scalar):
                    yield below, node
