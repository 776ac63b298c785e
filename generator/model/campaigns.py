"""Campaigns, movements, festivals and whatever else a plan calls by name."""

from typing import Literal

from generator.model.record import Record
from generator.model.references import BodyRef, DocumentRef
from generator.model.scalars import Slug
from generator.model.text import Bilingual, Note

CampaignKind = Literal[
    "campaign", "festival", "fund", "movement", "model", "drive", "emulation-movement", "activity-programme",
    "class", "standard", "tradition", "commemoration",
]  # fmt: skip


class Campaign(Record):
    """Something plans carry on under a name (cuộc vận động, phong trào, ngày hội, mô hình, quỹ)."""

    id: Slug
    kind: CampaignKind
    name: Bilingual
    body: BodyRef | None = None
    document: DocumentRef | None = None
    notes: tuple[Note, ...] = ()


class CampaignRegister(Record):
    """`campaigns.yml`."""

    campaigns: tuple[Campaign, ...]
