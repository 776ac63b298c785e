"""From a tree to a record of the model; what Pydantic refuses becomes a problem at its place."""

from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.loading.problems import Position, Problem, nearest
from generator.loading.slips import swallowed_key
from generator.loading.tree import Mapping, Node, Scalar, Sequence, Unreadable
from generator.model.record import Record
from generator.model.references import Path

R = TypeVar("R", bound=Record)


class _Refused:
    """Stands for an unreadable value; no field accepts it, and its refusal is not said twice."""


def key_position(tree: Node, path: Path) -> Position:
    """Where the key at the end of a path stands."""
    parent = _follow(tree, path[:-1])
    if isinstance(parent, Mapping) and str(path[-1]) in parent.keys:
        return parent.keys[str(path[-1])]
    return parent.at


def _follow(tree: Node, path: Path) -> Node:
    node = tree
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.values:
            node = node.values[step]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return node
    return node


def _plain(node: Node) -> Any:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {key: _plain(value) for key, value in node.values.items()}
        case Unreadable():
            return _Refused()


def read_record(model: type[R], tree: Node) -> tuple[R | None, list[Problem]]:
    """The record a tree spells, or every reason why it spells none."""
    if isinstance(tree, Unreadable):
        return None, []
    if not isinstance(tree, Mapping):
        return None, [Problem(tree.at, "mapping-expected", {"found": _found(tree)})]
    try:
        return model.model_validate(_plain(tree)), []
    except ValidationError as error:
        problems = []
        for detail in error.errors(include_url=False):
            problem = _problem(model, tree, detail)
            if problem is not None and problem not in problems:
                problems.append(problem)
        return None, problems


@cache
def _keys_of(model: type[Record]) -> frozenset[str]:
    """Every key of a record and of the records inside it."""
    seen: set[type[Record]] = set()
    waiting = [model]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += [below for f in one.model_fields.values() if (below := _record_type(f.annotation))]
    return frozenset(key for one in seen for key in one.model_fields)


def swallowed_keys(model: type[Record], tree: Node) -> list[Problem]:
    """Texts that took in the key of the next line, because the line break before it was lost."""
    found = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            if key := swallowed_key(node.text, _keys_of(model)):
                found.append(Problem(node.at, "key-in-text", {"key": key}))
        elif isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            waiting += node.values.values()
    return found


def _found(node: Node) -> str:
    return {Scalar: "text", Sequence: "list", Mapping: "mapping"}.get(type(node), "")


def _problem(model: type[Record], tree: Node, detail: ErrorDetails) -> Problem | None:
    path = tuple(detail["loc"])
    kind = detail["type"]
    node = _follow(tree, path)
    if isinstance(node, Unreadable):
        return None
    context = {key: str(value) for key, value in (detail.get("ctx") or {}).items()}
    # A rule between values of a record says which of them it stumbles over.
    blamed = context.pop("at", None)
    if blamed is not None and isinstance(node, Mapping) and blamed in node.values:
        node = node.values[blamed]
    if kind == "missing":
        return Problem(_follow(tree, path[:-1]).at, "missing-key", {"key": str(path[-1])})
    if kind == "extra_forbidden":
        key = str(path[-1])
        return Problem(
            key_position(tree, path), "unknown-key", {"key": key} | nearest(key, _known_keys(model, path[:-1]))
        )
    if kind in ("model_type", "model_attributes_type"):
        return Problem(node.at, "mapping-expected", {"found": _found(node)})
    if kind == "tuple_type":
        return Problem(node.at, "list-expected", {"found": _found(node)})
    if kind == "literal_error":
        value = node.text if isinstance(node, Scalar) else ""
        allowed = context["expected"].replace(" or ", ", ").replace("'", "")
        return Problem(
            node.at, "unknown-value", {"value": value, "allowed": allowed} | nearest(value, allowed.split(", "))
        )
    if kind in ("string_type", "not_text"):
        return Problem(node.at, "text-expected", {"found": _found(node)})
    return Problem(node.at, kind.replace("_", "-"), context)


def _known_keys(model: type[Record], path: Path) -> tuple[str, ...]:
    """The keys the record at a path may have, found by walking the declared types."""
    current: Any = model
    for step in path:
        if isinstance(step, str):
            current = current.model_fields[step].annotation
        current = _record_type(current)
        if current is None:
            return ()
    return tuple(current.model_fields)


def _record_type(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _record_type(argument)
        if found is not None:
            return found
    return None
