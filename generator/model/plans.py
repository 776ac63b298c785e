"""A plan: its units in printed order, who does what, and its revisions."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.deadlines import Deadline
from generator.model.documents import Attribution, PrintedDate
from generator.model.record import Record, together
from generator.model.references import BodyRef, CampaignRef, DocumentRef, DocumentTypeRef, PlanItemRef
from generator.model.scalars import Day, Line, Place, RevisionId, Sha256, Slug, UnitId, Year
from generator.model.text import Basis, Bilingual, Note, UnitText

UnitKind = Literal[
    "doc-type", "title", "preamble", "section", "group", "subgroup", "item", "paragraph", "bullet", "closing",
    "recipients-heading", "recipient",
]  # fmt: skip
ACTION_KINDS: frozenset[UnitKind] = frozenset(("item", "paragraph", "bullet", "closing"))
"""Units that ask for something; one that names no lead leaves open who acts."""

HEADING_KINDS: frozenset[UnitKind] = frozenset(("section", "group", "subgroup", "recipients-heading"))

Role = Literal[
    "issuer", "lead", "partner", "advised", "assisted", "reports-to", "through", "attending", "concerned",
    "supervised", "recipient", "filing", "audience", "beneficiary",
]  # fmt: skip


class Duty(Record):
    """Who has which part in an item (trách nhiệm): bodies of the register, or people as the plan calls them.

    `lead` is chủ trì, `partner` phối hợp. An item without a lead says that the plan names none.
    """

    model_config = together(
        oneOf=[{"required": ["bodies"], "properties": {"bodies": {"minItems": 1}}}, {"required": ["people"]}]
    )

    role: Role
    bodies: tuple[BodyRef, ...] = ()
    people: Bilingual | None = None
    basis: Basis
    note: Bilingual | None = None

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        if bool(self.bodies) == (self.people is not None):
            raise PydanticCustomError("bodies_or_people", "a duty names bodies or people")
        return self


class CampaignMention(Record):
    """Where an item speaks of a campaign, in its own words."""

    campaign: CampaignRef
    words: Line


class CitationDecision(Record):
    """What a person decided about words that cite (quyết định về một trích dẫn), against the engine, and why."""

    model_config = together(oneOf=[{"required": ["document"]}, {"required": ["refuse"]}])

    words: Line
    document: DocumentRef | None = None
    refuse: Literal["ambiguous", "conflict", "unresolved", "no-citation"] | None = None
    reason: Bilingual

    @model_validator(mode="after")
    def _decides_one_thing(self) -> Self:
        if (self.document is None) == (self.refuse is None):
            raise PydanticCustomError("document_or_refusal", "a decision names a document or refuses")
        return self


class PlanItem(Record):
    """One unit of the plan's text (nhiệm vụ, đoạn, gạch đầu dòng) with its permanent id and its text as printed."""

    id: UnitId
    kind: UnitKind
    marker: Line | None = None
    text: UnitText
    duties: tuple[Duty, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    campaigns: tuple[CampaignMention, ...] = ()
    citations: tuple[CitationDecision, ...] = ()
    notes: tuple[Note, ...] = ()
    items: tuple["PlanItem", ...] = ()

    @property
    def is_heading(self) -> bool:
        return self.kind in HEADING_KINDS

    @property
    def is_action(self) -> bool:
        return self.kind in ACTION_KINDS

    def walk(self) -> Iterator["PlanItem"]:
        """This unit and all below it, in printed order."""
        yield self
        for item in self.items:
            yield from item.walk()


class Section(PlanItem):
    """A unit with a file of its own (mục, nhóm nhiệm vụ); `parent` and `order` set its place among the others."""

    parent: PlanItemRef | None = None
    order: Place


class Revision(Record):
    """A state of the plan that was published (lần ban hành, sửa đổi, đính chính).

    An earlier one is frozen: `fingerprint` is the SHA-256 of the list of its files.
    """

    id: RevisionId
    fingerprint: Sha256 | None = None
    kind: Literal["issued", "amended", "corrected"]
    date: Day | None = None
    basis: DocumentRef | None = None
    note: Bilingual | None = None


class PlanHead(Record):
    """`plan.yml`: what is known of a plan as a whole, and its units outside the sections.

    Number, date, place and signatory are filled only if the plan prints them; else every page says “not stated”.
    """

    type: DocumentTypeRef
    issuer: Attribution
    year: Year
    number: Line | None = None
    date: PrintedDate | None = None
    place: Bilingual | None = None
    signatory: Bilingual | None = None
    revisions: Annotated[tuple[Revision, ...], Field(json_schema_extra={"minItems": 1})]
    notes: tuple[Note, ...] = ()
    units: tuple[Section, ...] = ()

    @model_validator(mode="after")
    def _was_published(self) -> Self:
        if not self.revisions:
            raise PydanticCustomError("no_revision", "a plan has at least one revision")
        return self


class Plan(Record):
    """A plan with all its units (kế hoạch); `id` is the name of its folder, `source` its signed text as received."""

    id: Slug
    head: PlanHead
    sections: tuple[Section, ...]
    source: str | None = None

    def _below(self) -> Mapping[str | None, tuple[Section, ...]]:
        """The units with files of their own by the unit they stand below, in printed order."""
        found: dict[str | None, list[Section]] = {}
        for section in self.sections:
            found.setdefault(section.parent, []).append(section)
        return {parent: tuple(sorted(below, key=lambda s: s.order)) for parent, below in found.items()}

    @property
    def roots(self) -> tuple[PlanItem, ...]:
        return self._below().get(None, ())

    def placed(self) -> Iterator[tuple[PlanItem | None, PlanItem]]:
        """Every unit in printed order, with the one it stands below.

        Below a unit stand those in its file, then those with files of their own.
        """
        sections = self._below()
        ahead: list[tuple[PlanItem | None, PlanItem]] = [(None, root) for root in reversed(sections.get(None, ()))]
        while ahead:
            above, unit = ahead.pop()
            yield above, unit
            ahead += [(unit, child) for child in reversed((*unit.items, *sections.get(unit.id, ())))]

    def units(self) -> Iterator[PlanItem]:
        """Every unit in printed order."""
        return (unit for _, unit in self.placed())


__all__ = [
    "ACTION_KINDS", "HEADING_KINDS", "Basis", "CampaignMention", "CitationDecision", "Duty", "Plan", "PlanHead",
    "PlanItem", "Revision", "Role", "Section", "UnitKind",
]  # fmt: skip
