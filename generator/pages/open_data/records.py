"""What `/api/v1/` publishes, declared once: the JSON, its schemas and every table are made from these records.

Version 1 only grows: a field may be added, never removed, renamed or given another meaning. Every field is always
there; null or an empty list is “not stated”. `tests/tables/api-v1.json` holds what has been promised.
"""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from generator.linking.citations import Outcome
from generator.linking.portal import PartRole
from generator.model.bodies import BodyKind, Level
from generator.model.campaigns import CampaignKind
from generator.model.deadlines import Aspect, Cadence, DeadlineKind, Precision
from generator.model.documents import ValidityState
from generator.model.plans import UnitKind
from generator.model.text import Language

VERSION = 1

Key = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
"""PLAN/ID: what is unique within a plan, said so that it is unique in the portal."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
IsoDay = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", json_schema_extra={"format": "date"})]
Offset = Annotated[int, Field(ge=0)]


class Published(BaseModel):
    """A record of the interface: frozen, with declared fields only."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, serialize_by_alias=True)


class Words(Published):
    """Words in Vietnamese and, where there is one, the English."""

    vi: str
    en: str | None


class Pages(Published):
    """An address in each language of the portal, most often of the page about the record."""

    vi: str
    en: str | None


class Ground(Published):
    """On what ground something is said."""

    kind: Literal["stated", "by-context", "editor-note"]
    words: str | None
    """The plan's own words, verbatim."""
    at: Key | None
    """The unit in which the words stand."""
    note: Words | None


class Remark(Published):
    """What an editor adds beside the plan's text."""

    kind: Literal["reading", "outside"]
    text: Words
    source: str | None
    recorded: IsoDay | None
    verified: bool


class PrintedDay(Published):
    """A date as printed and as the day it means."""

    words: str
    iso: IsoDay


class Span(Published):
    """A span of whole years, both included; `words` as printed, where they are."""

    words: str | None
    start: int
    end: int


class Attributed(Published):
    """Which bodies, and how we know."""

    bodies: tuple[Id, ...]
    basis: Ground


class Redacted(Published):
    """That words were taken out of a published state of a plan, and why."""

    date: IsoDay
    reason: Words


class Revised(Published):
    """A published state of a plan."""

    id: Id
    kind: Literal["issued", "amended", "corrected"]
    date: IsoDay | None
    basis: Id | None
    """The document that made it."""
    note: Words | None
    redacted: Redacted | None
    """Null: nothing was taken out since."""


class PlanRecord(Published):
    """A plan."""

    id: Id
    name: Words
    title: Words | None
    """The text of its title unit."""
    type: Id
    type_name: Words
    year: int
    number: str | None
    date: PrintedDay | None
    place: Words | None
    signatory: Words | None
    issuer: Attributed
    revisions: tuple[Revised, ...]
    notes: tuple[Remark, ...]
    items: tuple[Key, ...]
    """Every unit in printed order; their texts joined are the plan."""
    source: str | None
    """Where the signed text, as received, is published."""
    pages: Pages


class Translated(Published):
    """The unofficial English of a unit."""

    text: str
    state: Literal["machine", "unreviewed", "reviewed"]
    of: str
    """The first 12 hexadecimal digits of the SHA-256 of the Vietnamese it was made from."""
    stale: bool
    """Whether the Vietnamese has changed since."""


class UnitWords(Published):
    """A unit's text: Vietnamese verbatim and authoritative."""

    vi: str
    en: Translated | None


class Responsibility(Published):
    """Who has which part in a unit; `party` is a party to a programme the unit cites."""

    role: PartRole
    bodies: tuple[Id, ...]
    people: Words | None
    basis: Ground
    note: Words | None
    programme: Id | None


class Mention(Published):
    """A campaign a unit speaks of, in its own words."""

    campaign: Id
    words: str


class ItemRecord(Published):
    """One unit of a plan's text: a heading, a task, a paragraph, a recipient."""

    key: Key
    plan: Id
    id: Id
    number: Annotated[int, Field(ge=1)]
    """Its place among all units of the plan, in printed order."""
    kind: UnitKind
    heading: bool
    marker: str | None
    """As printed before the text."""
    place: Words
    """Where it stands, as one would cite it."""
    parent: Key | None
    children: tuple[Key, ...]
    text: UnitWords
    duties: tuple[Responsibility, ...]
    """An empty list, or one without `lead`, means that the plan names none."""
    deadlines: tuple[Key, ...]
    campaigns: tuple[Mention, ...]
    documents: tuple[Id, ...]
    """What its Vietnamese text surely cites; every citation with its outcome is in `citations`."""
    programmes: tuple[Id, ...]
    bodies_named: tuple[Id, ...]
    notes: tuple[Remark, ...]
    pages: Pages


class RelationRecord(Published):
    """What a document does to another one."""

    kind: Literal["implements", "continues", "approves", "amends", "replaces"]
    to: Id
    basis: Ground


class BacklinkRecord(Published):
    """What another document does to this one."""

    kind: Literal["implements", "continues", "approves", "amends", "replaces"]
    by: Id
    basis: Ground


class ValidityRecord(Published):
    """Whether a document is in force, as of a day, by a source."""

    state: ValidityState
    as_of: IsoDay
    source: str
    valid_from: IsoDay | None
    valid_until: IsoDay | None
    """The first and the last day on which it has effect."""
    verified: bool
    """Whether somebody has checked it against the source."""


class DocumentRecord(Published):
    """A document that plans cite, by symbol as printed or by name."""

    id: Id
    name: Words
    type: Id
    type_name: Words
    symbol: str | None
    title: Words | None
    date: PrintedDay | None
    issuers: Attributed | None
    subject: Words | None
    period: Span | None
    validity: ValidityRecord | None
    """Null: not determined, as `undetermined` is; never to be read as in force."""
    programme: Id | None
    relations: tuple[RelationRecord, ...]
    related_from: tuple[BacklinkRecord, ...]
    cited_by: tuple[Key, ...]
    """The units that surely cite it, in printed order."""
    notes: tuple[Remark, ...]
    pages: Pages


class ProgrammeRecord(Published):
    """An agreement of bodies to act together."""

    id: Id
    name: Words
    document: Id
    kind: Literal["joint-resolution", "coordination-programme", "coordination-plan"]
    level: Level
    parties: Attributed
    subject: Words | None
    period: Span | None
    implements: Id | None
    implemented_by: tuple[Id, ...]
    items: tuple[Key, ...]
    notes: tuple[Remark, ...]
    pages: Pages


class BodyRecord(Published):
    """An organisation, an organ of one, or a class of organisations."""

    id: Id
    name: Words
    aliases: tuple[str, ...]
    level: Level
    kind: BodyKind
    parent: Id | None
    organs: tuple[Id, ...]
    valid_from: IsoDay | None
    valid_until: IsoDay | None
    succeeded_by: tuple[Id, ...]
    """What came after it, if it is gone."""
    in_plans: bool
    """Whether a plan speaks of it; else it is here because it came after one of which a plan speaks."""
    items: tuple[Key, ...]
    """Every unit that names it or gives it a part; the parts are the `duties` of those items."""
    documents: tuple[Id, ...]
    """What it issued."""
    programmes: tuple[Id, ...]
    deadlines: tuple[Key, ...]
    """What it must meet, receives or passes on."""
    calendar: str
    feed_of_changes: Pages
    """Where what revisions change for it can be followed, in each language."""
    notes: tuple[Remark, ...]
    pages: Pages


class CampaignRecord(Published):
    """A campaign, movement, festival, model or fund."""

    id: Id
    name: Words
    kind: CampaignKind
    body: Id | None
    document: Id | None
    items: tuple[Key, ...]
    notes: tuple[Remark, ...]
    pages: Pages


class DeadlineRecord(Published):
    """A time a plan sets: its words, how precise they are, and what follows from them."""

    key: Key
    plan: Id
    id: Id
    item: Key
    kind: DeadlineKind
    words: str
    token: str | None
    """The part of the words meant, where one sentence sets several times."""
    name: Words | None
    precision: Precision
    date: IsoDay | None
    interval: Span | None
    rrule: str | None
    """RFC 5545, without a start: the plan's frequency, never an invented day."""
    cadence: tuple[Cadence, ...]
    basis: Ground
    """The quoted words and the unit they stand in."""
    derivation: Words | None
    document: Id | None
    not_stated: tuple[Aspect, ...]
    doers: tuple[Responsibility, ...]
    receivers: tuple[Responsibility, ...]
    through: tuple[Responsibility, ...]
    revised: tuple[Id, ...]
    notes: tuple[Remark, ...]
    pages: Pages


class CitationRecord(Published):
    """A place where a unit cites; offsets count Unicode code points of the unit's text in that language."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+/(vi|en)/\d+$")]
    item: Key
    language: Language
    start: Offset
    end: Offset
    full_end: Offset
    """Where date and issuer end."""
    text: str
    form: Literal["numbered", "named", "short", "back"]
    symbol: str | None
    canonical: str
    date: IsoDay | None
    issuer: str | None
    pinpoint: str | None
    outcome: Outcome
    document: Id | None
    """Given only where the outcome is `resolved`."""
    candidates: tuple[Id, ...]
    contradicts: tuple[Literal["date", "issuer", "type"], ...]
    reason: Words | None
    """A person's, where a person decided."""


class TermRecord(Published):
    """A term or an abbreviation of the glossary."""

    id: str
    """The term's id; an abbreviation's is its short form."""
    kind: Literal["term", "abbreviation"]
    vi: str
    """The term, or what the abbreviation stands for."""
    en: str | None
    short: str | None
    category: str | None
    accepted: tuple[str, ...]
    """English forms a translation may use."""
    note: Words | None
    items: tuple[Key, ...]
    pages: Pages


class AboutRecord(Published):
    """The portal as a whole."""

    name: Words
    description: Words
    publisher: Id
    place: Words | None
    licence: Words | None
    """Null: not stated."""
    languages: tuple[Language, ...]
    time_zone: str
    address: str


class PortalRecord(Published):
    """Everything the portal publishes as data, in one file."""

    version: Literal[1]
    schema_: Annotated[str, Field(serialization_alias="schema")]
    portal: AboutRecord
    plans: tuple[PlanRecord, ...]
    items: tuple[ItemRecord, ...]
    documents: tuple[DocumentRecord, ...]
    programmes: tuple[ProgrammeRecord, ...]
    bodies: tuple[BodyRecord, ...]
    campaigns: tuple[CampaignRecord, ...]
    deadlines: tuple[DeadlineRecord, ...]
    citations: tuple[CitationRecord, ...]
    terms: tuple[TermRecord, ...]


R = TypeVar("R", bound=Published)


class Listing(Published, Generic[R]):
    """The records of one kind."""

    version: Literal[1]
    schema_: Annotated[str, Field(serialization_alias="schema")]
    portal: str
    """The address of the portal that publishes them."""
    licence: Words | None
    records: tuple[R, ...]


KINDS: dict[str, type[Published]] = {
    "plans": PlanRecord,
    "items": ItemRecord,
    "documents": DocumentRecord,
    "programmes": ProgrammeRecord,
    "bodies": BodyRecord,
    "campaigns": CampaignRecord,
    "deadlines": DeadlineRecord,
    "citations": CitationRecord,
    "terms": TermRecord,
}
"""The kinds of record, each a file of its own and a member of `portal.json`."""
