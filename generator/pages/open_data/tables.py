"""The published records as tables, for spreadsheets and databases: worked out from their declaration.

A nested record becomes columns (`name_vi`, `name_en`), a list of values one cell with a JSON array, a list of records
a table of its own (`items_duties`) with the key of the record it belongs to and its place in the list.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.pages.open_data.records import KINDS, PortalRecord, Published

CellType = Literal["string", "integer", "boolean", "date", "array"]
Cell = str | int | bool | date | None

# The singular of a kind, by which a table of parts points to what the part belongs to.
_ONE = {
    "plans": "plan", "items": "item", "documents": "document", "programmes": "programme", "bodies": "body",
    "campaigns": "campaign", "deadlines": "deadline", "citations": "citation", "terms": "term",
}  # fmt: skip

# Columns that hold one id of another table's record; `parent` points into its own table.
_POINTS_TO = {one: kind for kind, one in _ONE.items()} | {"basis_at": "items", "to": "documents", "by": "documents"}


@dataclass(frozen=True)
class Column:
    """What one column holds."""

    name: str
    type: CellType
    required: bool
    description: str = ""


@dataclass(frozen=True)
class Table:
    """One table: a row of cells for each record; arrays are JSON text."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def references(self) -> Iterator[tuple[str, str]]:
        """Columns that hold the key of another table's record, and that table."""
        for column in self.columns:
            if column.type == "string" and column.name in _POINTS_TO:
                yield column.name, _POINTS_TO[column.name]
            elif column.name == "parent":
                yield column.name, self.name


@dataclass(frozen=True)
class _Leaf:
    """A column and the way to its value from a record."""

    column: Column
    path: tuple[str, ...]


@dataclass(frozen=True)
class _Shape:
    """A record's columns, and its lists of records."""

    leaves: tuple[_Leaf, ...]
    lists: tuple[tuple[tuple[str, ...], type[Published]], ...]


def key_column(kind: str) -> str:
    """What identifies a record of a kind."""
    return "key" if "key" in KINDS[kind].model_fields else "id"


def tables(record: PortalRecord) -> tuple[Table, ...]:
    """Every table, each kind followed by the lists of its records."""
    return tuple(table for kind in KINDS for table in _tables(kind, getattr(record, kind)))


def _tables(kind: str, records: tuple[Published, ...]) -> Iterator[Table]:
    model, key = KINDS[kind], key_column(kind)
    shape = _shape(model)
    yield Table(
        kind,
        _told(model),
        # An abbreviation may have the letters of a term's id.
        ("kind", "id") if kind == "terms" else (key,),
        tuple(leaf.column for leaf in shape.leaves),
        tuple(tuple(_cell(record, leaf) for leaf in shape.leaves) for record in records),
    )
    for path, part in shape.lists:
        inner = _shape(part)
        own = Column(_ONE[kind], "string", True, f"{key} of the record in {kind}")
        place = Column("place", "integer", True, "its place in the list, from 1")
        yield Table(
            "_".join((kind, *path)),
            _told(part),
            (own.name, place.name),
            (own, place, *(leaf.column for leaf in inner.leaves)),
            tuple(
                (getattr(record, key), number, *(_cell(one, leaf) for leaf in inner.leaves))
                for record in records
                for number, one in enumerate(_at(record, path), 1)
            ),
        )


def _told(model: type[Published]) -> str:
    return " ".join((model.__doc__ or "").split())


def _at(record: Published, path: tuple[str, ...]) -> Any:
    value: Any = record
    for name in path:
        if value is None:
            return None
        value = getattr(value, name)
    return value


def _cell(record: Published, leaf: _Leaf) -> Cell:
    value = _at(record, leaf.path)
    if value is None:
        return None
    if leaf.column.type == "array":
        return json.dumps(value, ensure_ascii=False)
    if leaf.column.type == "date":
        return date.fromisoformat(value)
    cell: Cell = value
    return cell


@cache
def _shape(model: type[Published]) -> _Shape:
    leaves: list[_Leaf] = []
    lists: list[tuple[tuple[str, ...], type[Published]]] = []

    def walk(part: type[Published], path: tuple[str, ...], required: bool) -> None:
        for name, field in part.model_fields.items():
            annotation, may_lack = _plain(field.annotation)
            way = (*path, name)
            if isinstance(annotation, type) and issubclass(annotation, Published):
                walk(annotation, way, required and not may_lack)
            elif get_origin(annotation) is tuple and _is_record(get_args(annotation)[0]):
                lists.append((way, get_args(annotation)[0]))
            else:
                kind = _type(annotation, field)
                column = Column("_".join(way), kind, required and not may_lack, field.description or "")
                leaves.append(_Leaf(column, way))

    walk(model, (), True)
    return _Shape(tuple(leaves), tuple(lists))


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Published)


def _plain(annotation: Any) -> tuple[Any, bool]:
    """An annotation without its `None`, and whether it had one."""
    if get_origin(annotation) in (Union, UnionType):
        parts = [part for part in get_args(annotation) if part is not NoneType]
        if len(parts) < len(get_args(annotation)):
            return (parts[0] if len(parts) == 1 else Union[tuple(parts)]), True  # noqa: UP007 made at run time
    return annotation, False


def _type(annotation: Any, field: FieldInfo) -> CellType:
    described = [*field.metadata, field]
    if get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        described += more
    if any((getattr(one, "json_schema_extra", None) or {}).get("format") == "date" for one in described):
        return "date"
    if get_origin(annotation) is tuple:
        return "array"
    if annotation is bool:
        return "boolean"
    return "integer" if annotation is int else "string"
