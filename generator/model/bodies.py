"""Organisations named by plans."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.model.record import Record
from generator.model.references import BodyRef
from generator.model.scalars import Day, Line, Slug
from generator.model.text import Bilingual, Note

Level = Literal["central", "province", "district", "commune", "community", "all", "not-stated"]
"""Where a body stands; `all` is a class of bodies at every level, `not-stated` is left open as the plan leaves it."""

BodyKind = Literal["front", "mass-organisation", "fund", "fund-board", "committee", "party", "state", "armed-force"]


class Body(Record):
    """An organisation, an organ of one, or a class of organisations that plans name (cơ quan, tổ chức)."""

    id: Slug
    name: Bilingual
    aliases: tuple[Line, ...] = ()
    level: Level
    kind: BodyKind
    parent: BodyRef | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    succeeded_by: BodyRef | None = None
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _lives_forwards(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise PydanticCustomError("ends_before_start", "it ends before it begins")
        return self


class BodyRegister(Record):
    """`bodies.yml`."""

    bodies: tuple[Body, ...]
