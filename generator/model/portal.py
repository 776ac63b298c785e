"""Everything an office's `data/` and `content/` hold, as one value."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.addresses import PublishedAddress, Removal
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.documents import CoordinationProgramme, DocumentType, LegalDocument
from generator.model.glossary import Glossary
from generator.model.links import WrittenLink
from generator.model.plans import Plan
from generator.model.record import Record
from generator.model.references import BodyRef
from generator.model.scalars import Line, RevisionId, SiteAddress, Slug
from generator.model.text import Bilingual, Language


class Contact(Record):
    """A telephone number or address of mail that is an office's own and may be published, and why (đầu mối liên hệ)."""

    value: Line
    reason: Line


class PublishingRules(Record):
    """What the gate before publishing lets through: contacts of the office, and translations that are out of date."""

    contacts: tuple[Contact, ...] = ()
    stale_translations: Literal["show", "refuse"] = "show"


class PortalSettings(Record):
    """`portal.yml`: what the site is called, whose it is, and where it is published."""

    name: Bilingual
    description: Bilingual
    publisher: BodyRef
    place: Bilingual | None = None
    languages: Annotated[
        tuple[Language, ...],
        Field(json_schema_extra={"minItems": 1, "uniqueItems": True, "prefixItems": [{"const": "vi"}]}),
    ]
    time_zone: Literal["Asia/Ho_Chi_Minh"]
    address: SiteAddress
    licence: Bilingual | None = None
    publishing: PublishingRules = PublishingRules()

    @model_validator(mode="after")
    def _speaks_vietnamese_first(self) -> Self:
        if not self.languages or self.languages[0] != "vi" or len(set(self.languages)) != len(self.languages):
            raise PydanticCustomError("languages", "Vietnamese comes first and no language twice")
        return self


class HandWrittenPage(Record):
    """The head of a page of `content/` (trang viết tay); its body is Markdown and stays in its file."""

    title: Line
    segment: Slug
    description: Line | None = None


class ContentPage(Record):
    """A hand-written page in one language: `id` is its file's name, shared by the languages; `text` its words alone."""

    id: Slug
    language: Language
    file: str
    head: HandWrittenPage
    text: str = ""
    links: tuple[WrittenLink, ...] = ()


class PortalModel(Record):
    """The whole of the data, read and checked."""

    settings: PortalSettings
    bodies: tuple[Body, ...]
    successors: tuple[Body, ...] = ()
    document_types: tuple[DocumentType, ...]
    documents: tuple[LegalDocument, ...]
    programmes: tuple[CoordinationProgramme, ...]
    campaigns: tuple[Campaign, ...]
    glossary: Glossary
    plans: tuple[Plan, ...]
    content: tuple[ContentPage, ...]
    frozen: tuple["FrozenRevision", ...] = ()
    locked: tuple[PublishedAddress, ...] = ()
    removals: tuple[Removal, ...] = ()

    def frozen_of(self, plan: Plan) -> tuple["FrozenRevision", ...]:
        """The earlier states of a plan, oldest first."""
        return tuple(frozen for frozen in self.frozen if frozen.plan == plan.id)


class FrozenRevision(Record):
    """An earlier state of a plan (lần trước) with the registers of its day: a portal of that one plan."""

    plan: Slug
    id: RevisionId
    portal: PortalModel

    @property
    def state(self) -> Plan:
        return self.portal.plans[0]
