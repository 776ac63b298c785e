"""Addresses the site has published, and what an editor says of things that left the data."""

from typing import Annotated, Literal, NamedTuple, Self

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from generator.model.record import Record
from generator.model.scalars import Day, matching, text_only
from generator.model.text import Bilingual

ThingKind = Literal["unit", "deadline", "document", "programme", "body", "campaign", "term", "page"]
"""What an editor enters and may take out again; a unit or deadline is named PLAN/ID, all others by id alone."""

_THING = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$(?!\n)"
_IN_A_PLAN: frozenset[ThingKind] = frozenset(("unit", "deadline"))

ThingId = Annotated[
    str,
    BeforeValidator(text_only),
    AfterValidator(matching(_THING, "bad_thing_id")),
    WithJsonSchema({"type": "string", "pattern": _THING}),
]


class PublishedAddress(NamedTuple):
    """An address (địa chỉ) from the site's root, with its fragment if it has one, and the thing that stands there.

    A unit is `unit 2023/s2-4-a` on its own page and in the full text alike; a file is known by its address alone.
    """

    address: str
    kind: str
    id: str = ""

    @property
    def thing(self) -> tuple[str, str]:
        return self.kind, self.id

    @property
    def page(self) -> str:
        return self.address.partition("#")[0]

    @property
    def fragment(self) -> str:
        return self.address.partition("#")[2]

    def __str__(self) -> str:
        return " ".join(part for part in (self.address, self.kind, self.id) if part)


class Removal(Record):
    """Something that was published and left the data (mục đã bỏ): when, what took its place, and why it went."""

    kind: ThingKind
    id: ThingId
    name: Bilingual | None = None
    date: Day | None = None
    replaced_by: ThingId | None = None
    note: Bilingual | None = None

    @model_validator(mode="after")
    def _names_a_thing_of_its_kind(self) -> Self:
        for id_ in (self.id, self.replaced_by):
            if id_ is not None and ("/" in id_) != (self.kind in _IN_A_PLAN):
                raise PydanticCustomError("bad_thing_id", "'{value}' does not name a thing", {"value": id_})
        return self


class RemovalRegister(Record):
    """`removed.yml`: what an editor says of things that are no longer in the data."""

    removed: tuple[Removal, ...] = ()
