"""Organisations named by plans, and those that came after them."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from generator.model.record import Record
from generator.model.references import BodyRef
from generator.model.scalars import Day, Line, Slug
from generator.model.text import Bilingual, Note

Level = Literal["central", "province", "district", "commune", "community", "all", "not-stated"]
"""Where a body stands; `all` is a class of bodies at every level, `not-stated` is left open as the plan leaves it."""

BodyKind = Literal["front", "mass-organisation", "fund", "fund-board", "committee", "party", "state", "armed-force"]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Successors = Annotated[
    tuple[BodyRef, ...], BeforeValidator(_listed, json_schema_input_type=BodyRef | tuple[BodyRef, ...])
]
"""The bodies that came after one: an id, or a list where its work was split."""


class Body(Record):
    """An organisation, an organ of one, or a class of organisations that plans name (cơ quan, tổ chức).

    `valid_until` is its last day. With `succeeded_by` alone it is known to be gone, the day is not.
    """

    id: Slug
    name: Bilingual
    aliases: tuple[Line, ...] = ()
    level: Level
    kind: BodyKind
    parent: BodyRef | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    succeeded_by: Successors = ()
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _lives_forwards(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise PydanticCustomError("ends_before_start", "it ends before it begins", {"at": "valid_until"})
        return self

    @property
    def end_is_verified(self) -> bool:
        """Whether somebody has checked every fact from elsewhere on this body, and there is one."""
        facts = [note for note in self.notes if note.kind == "outside"]
        return bool(facts) and all(note.verified == "yes" for note in facts)


class BodyRegister(Record):
    """`bodies.yml`: the bodies plans name, and apart from them those no plan names, which only came after one."""

    bodies: tuple[Body, ...]
    successors: tuple[Body, ...] = ()
