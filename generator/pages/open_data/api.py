"""`/api/v1/`: all records in one file, one file of each kind, and the JSON Schema (2020-12) of each."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema

from generator.pages.frame import TextFile
from generator.pages.open_data.records import KINDS, VERSION, Listing, PortalRecord, Published

ROOT = f"api/v{VERSION}/"
_PORTAL = "portal"


def api_address(kind: str = _PORTAL) -> str:
    return f"{ROOT}{kind}.json"


def schema_address(kind: str = _PORTAL) -> str:
    return f"{ROOT}schema/{kind}.schema.json"


def api_files(record: PortalRecord) -> Iterator[TextFile]:
    """The JSON files and their schemas."""
    site = record.portal.address
    yield _file(api_address(), record)
    for kind in KINDS:
        listing = _listing(kind)(
            version=record.version,
            schema_=site + schema_address(kind),
            portal=site,
            licence=record.portal.licence,
            records=getattr(record, kind),
        )
        yield _file(api_address(kind), listing)
    for kind in (_PORTAL, *KINDS):
        yield TextFile(schema_address(kind), _text(schema(kind, site)))


def schema(kind: str, site: str) -> dict[str, Any]:
    """The JSON Schema of one file, under the address at which it is published."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": site + schema_address(kind),
        **_described(kind),
        "title": kind,
    }


@cache
def _described(kind: str) -> JsonSchemaValue:
    """What a schema says apart from its address: the same for every portal."""
    model = PortalRecord if kind == _PORTAL else _listing(kind)
    return model.model_json_schema(mode="serialization", schema_generator=_Growing)


class _Growing(GenerateJsonSchema):
    """A schema that does not refuse what a later version 1 adds: a reader's stored copy stays true."""

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        described = super().model_schema(schema)
        described.pop("additionalProperties", None)
        return described


def _listing(kind: str) -> type[Listing[Any]]:
    return cast(type[Listing[Any]], Listing.__class_getitem__(KINDS[kind]))


def _file(address: str, record: Published) -> TextFile:
    return TextFile(address, record.model_dump_json(indent=1) + "\n")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
