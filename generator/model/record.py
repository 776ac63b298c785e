"""What every record of the model has in common."""

from typing import Any

from pydantic import BaseModel, ConfigDict


def together(**extra: Any) -> ConfigDict:
    """The configuration of a record whose JSON Schema also tells a rule between its fields."""
    return ConfigDict(json_schema_extra=extra)


class Record(BaseModel):
    """A frozen value with declared fields only; an undeclared key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)
