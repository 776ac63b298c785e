"""Legal documents, what cites them, and the legal basis as a whole."""

from dataclasses import dataclass

from generator.model.documents import LegalDocument
from generator.model.text import Language, Standing
from generator.pages.facts import (
    BasisView,
    DocumentView,
    NoteView,
    RefusedView,
    basis_view,
    document_view,
    note_views,
    refused_view,
    validity_text,
)
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.typography import Stretch, stretches
from generator.pages.views.citation_graph import CitationGraph, citation_graph


@dataclass(frozen=True)
class SentenceView:
    """A citing sentence and where it stands; its language, and what a reader of a translation must know."""

    unit: Link
    language: Language
    state: Standing
    before: tuple[Stretch, ...]
    cited: tuple[Stretch, ...]
    after: tuple[Stretch, ...]
    pinpoint: str | None


@dataclass(frozen=True)
class RelationView:
    label: str
    document: Link
    basis: BasisView


@dataclass(frozen=True)
class DocumentPageView:
    name: Label
    document: DocumentView
    validity: str
    sentences: tuple[SentenceView, ...]
    relations: tuple[RelationView, ...]
    programme: Link | None
    campaigns: tuple[Link, ...]
    notes: tuple[NoteView, ...]


def document_page_view(here: Here, document: LegalDocument) -> DocumentPageView:
    portal = here.portal
    sentences = portal.citing_sentences(document, here.language)
    programme = portal.programme_of(document)
    return DocumentPageView(
        name=here.document_name(document),
        document=document_view(here, document),
        validity=validity_text(here, document.validity),
        sentences=tuple(
            SentenceView(
                unit=here.unit_anywhere(s.located),
                language=s.language,
                state=s.located.unit.text.standing_in(here.language),
                before=stretches(s.before),
                cited=stretches(s.cited),
                after=stretches(s.after),
                pinpoint=s.pinpoint,
            )
            for s in sentences
        ),
        relations=tuple(
            RelationView(
                here.say(f"relation.{relation.kind}"),
                here.document(portal.documents[relation.to]),
                basis_view(here, relation.basis),
            )
            for relation in document.relations
        )
        + tuple(
            RelationView(
                here.say(f"relation-back.{back.relation.kind}"),
                here.document(back.document),
                basis_view(here, back.relation.basis),
            )
            for back in portal.backlinks(document)
        ),
        programme=here.programme(programme) if programme else None,
        campaigns=tuple(here.campaign(c) for c in portal.model.campaigns if c.document == document.id),
        notes=note_views(here, document.notes),
    )


@dataclass(frozen=True)
class BasisRow:
    document: DocumentView
    units: tuple[Link, ...]
    relations: tuple[RelationView, ...]


@dataclass(frozen=True)
class LegalBasisView:
    validity: Link
    graph: CitationGraph | None
    numbered: tuple[BasisRow, ...]
    named: tuple[BasisRow, ...]
    citations: int
    refused: tuple[tuple[Link, RefusedView], ...]


def legal_basis_view(here: Here) -> LegalBasisView:
    portal = here.portal
    rows = {
        document.id: BasisRow(
            document_view(here, document),
            tuple(here.unit_anywhere(located) for located in portal.cited_by(document)),
            tuple(
                RelationView(
                    here.say(f"relation.{relation.kind}"),
                    here.document(portal.documents[relation.to]),
                    basis_view(here, relation.basis),
                )
                for relation in document.relations
            ),
        )
        for document in portal.model.documents
    }
    return LegalBasisView(
        validity=here.page("validity"),
        graph=citation_graph(here),
        numbered=tuple(rows[d.id] for d in portal.model.documents if d.symbol is not None),
        named=tuple(rows[d.id] for d in portal.model.documents if d.symbol is None),
        citations=sum(len(portal.citations(located, "vi")) for located in portal.units.values()),
        refused=tuple(
            (here.unit_anywhere(located), refused_view(here, citation, "vi"))
            for located, citation in portal.refused("vi")
        ),
    )
