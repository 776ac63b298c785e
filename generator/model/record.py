"""What every record of the model has in common."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value with declared fields only; an undeclared key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)
