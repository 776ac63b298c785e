"""Coordination programmes and campaigns."""

from dataclasses import dataclass

from generator.model.campaigns import Campaign
from generator.model.documents import CoordinationProgramme
from generator.pages.facts import (
    DocumentView,
    IssuersView,
    NoteView,
    document_view,
    issuers_view,
    note_views,
    period_text,
)
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.views.units import ChildView, children_anywhere


@dataclass(frozen=True)
class ProgrammeView:
    name: Label
    kind: str
    level: str
    parties: IssuersView
    document: DocumentView
    subject: Label | None
    period: str | None
    period_words: str | None
    implements: Link | None
    implemented_by: tuple[Link, ...]
    units: tuple[ChildView, ...]
    notes: tuple[NoteView, ...]


def programme_view(here: Here, programme: CoordinationProgramme) -> ProgrammeView:
    portal = here.portal
    document = portal.programme_document(programme)
    return ProgrammeView(
        name=here.document_name(document),
        kind=here.say(f"programme-kind.{programme.kind}"),
        level=here.say(f"level.{programme.level}"),
        parties=issuers_view(here, programme.parties),
        document=document_view(here, document),
        subject=here.read(programme.subject) if programme.subject else None,
        period=period_text(programme.period) if programme.period else None,
        period_words=programme.period.words if programme.period else None,
        implements=here.programme(portal.programmes[programme.implements]) if programme.implements else None,
        implemented_by=tuple(here.programme(other) for other in portal.implemented_by(programme)),
        units=children_anywhere(here, portal.cited_by(document)),
        notes=note_views(here, programme.notes),
    )


@dataclass(frozen=True)
class CampaignView:
    name: Label
    kind: str
    body: Link | None
    document: Link | None
    units: tuple[ChildView, ...]
    notes: tuple[NoteView, ...]


def campaign_view(here: Here, campaign: Campaign) -> CampaignView:
    portal = here.portal
    return CampaignView(
        name=here.read(campaign.name),
        kind=here.say(f"campaign-kind.{campaign.kind}"),
        body=here.body(portal.bodies[campaign.body]) if campaign.body else None,
        document=here.document(portal.documents[campaign.document]) if campaign.document else None,
        units=children_anywhere(here, portal.units_of_campaign(campaign)),
        notes=note_views(here, campaign.notes),
    )
