"""The health of the legal basis (hiệu lực của căn cứ): what is known of each document, and what rests on it."""

from dataclasses import dataclass
from datetime import date
from typing import get_args

from generator.model.documents import LegalDocument, ValidityState
from generator.pages.facts import validity_text
from generator.pages.frame import Link
from generator.pages.here import Here


@dataclass(frozen=True)
class RestingView:
    """A document, what is known of its validity, and the items that rest on it."""

    id: str
    document: Link
    validity: str
    units: tuple[Link, ...]
    replaced_by: tuple[Link, ...]


@dataclass(frozen=True)
class StateCount:
    state: ValidityState
    label: str
    number: int


@dataclass(frozen=True)
class ValidityView:
    """`lapsed` by the day it lapsed, or the day that was found out; `undetermined` in the register's order,
    `undetermined_told` if anything is known of one of them."""

    counts: tuple[StateCount, ...]
    documents: int
    items: int
    lapsed: tuple[RestingView, ...]
    undetermined: tuple[RestingView, ...]
    undetermined_told: bool
    in_force: tuple[RestingView, ...]


def validity_view(here: Here) -> ValidityView:
    documents = here.portal.model.documents
    states: tuple[ValidityState, ...] = get_args(ValidityState)
    silent = [document for document in documents if document.state == "undetermined"]
    undetermined = tuple(_resting(here, document) for document in silent)
    lapsed = sorted((document for document in documents if document.lapsed), key=_since)
    return ValidityView(
        counts=tuple(
            StateCount(state, here.say(f"validity.{state}"), sum(document.state == state for document in documents))
            for state in states
        ),
        documents=len(documents),
        items=len({located.key for document in lapsed for located in here.portal.cited_by(document)}),
        lapsed=tuple(_resting(here, document) for document in lapsed),
        undetermined=undetermined,
        undetermined_told=any(d.validity for d in silent) or any(view.replaced_by for view in undetermined),
        in_force=tuple(_resting(here, document) for document in documents if document.state == "in-force"),
    )


def _since(document: LegalDocument) -> tuple[date, str]:
    validity = document.validity
    day = (validity.valid_until or validity.as_of) if validity else date.max
    return day, document.id


def _resting(here: Here, document: LegalDocument) -> RestingView:
    portal = here.portal
    return RestingView(
        id=document.id,
        document=here.document(document),
        validity=validity_text(here, document.validity),
        units=tuple(here.unit_anywhere(located) for located in portal.cited_by(document)),
        replaced_by=tuple(
            here.document(back.document) for back in portal.backlinks(document) if back.relation.kind == "replaces"
        ),
    )
