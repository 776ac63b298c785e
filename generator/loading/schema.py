"""JSON Schemas of the data files, from the records themselves; an editor's YAML tool completes and checks with them."""

import json
from typing import Any

from generator.loading.portal import PLAN_FILE, REGISTERS
from generator.loading.removals import REMOVALS_FILE
from generator.model.addresses import RemovalRegister
from generator.model.plans import PlanHead, Section
from generator.model.record import Record

SCHEMAS: dict[str, type[Record]] = {
    **{name.removesuffix(".yml"): kind for name, kind in REGISTERS.items()},
    REMOVALS_FILE.removesuffix(".yml"): RemovalRegister,
    PLAN_FILE.removesuffix(".yml"): PlanHead,
    "section": Section,
}
"""The schema files of `data/schema/` and the record each describes."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **SCHEMAS[name].model_json_schema(mode="validation"),
    }


def schema_text(name: str) -> str:
    """The text of one schema file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
