"""Ids that point to another record. The type says to what; the loader checks every one."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.model.record import Record
from generator.model.scalars import Slug

Path = tuple[str | int, ...]

_PRINTED_AT = r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$(?!\n)"


class Reference(str):
    """The id of another record; subclasses say of which kind."""

    __slots__ = ()
    kind: ClassVar[str]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls._read, handler.generate_schema(Slug))

    @classmethod
    def _read(cls, text: str) -> "Reference":
        return cls(text)


class BodyRef(Reference):
    kind = "body"


class DocumentTypeRef(Reference):
    kind = "document-type"


class DocumentRef(Reference):
    kind = "document"


class ProgrammeRef(Reference):
    kind = "programme"


class CampaignRef(Reference):
    kind = "campaign"


class PlanItemRef(Reference):
    """An item of the same plan."""

    kind = "plan-item"


class PrintedAt(Reference):
    """An item of any plan, written PLAN/ITEM (`2023/s2-5-a`): where quoted words stand."""

    kind = "printed-at"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls._read, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": _PRINTED_AT}

    @classmethod
    def _read(cls, text: str) -> "PrintedAt":
        if not re.search(_PRINTED_AT, text):
            raise PydanticCustomError("bad_printed_at", "'{value}' is not PLAN/ITEM", {"value": text})
        return cls(text)

    @property
    def plan(self) -> str:
        return self.split("/")[0]

    @property
    def item(self) -> str:
        return self.split("/")[1]


def references(value: object, path: Path = ()) -> Iterator[tuple[Path, Reference]]:
    """Every reference inside a record, with the path of keys and places that leads to it."""
    if isinstance(value, Reference):
        yield path, value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from references(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from references(part, (*path, place))
