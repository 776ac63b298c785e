"""Citations (trích dẫn) in any Vietnamese administrative text: found, taken apart, and resolved or openly refused."""

from collections.abc import Iterable
from datetime import date

from generator.linking.citations.citation import Citation
from generator.linking.citations.entries import missing_entries, register_entry
from generator.linking.citations.finder import CitationFinder
from generator.linking.citations.known import Found, kept_tree, known_from
from generator.linking.citations.resolution import DocumentIndex, Outcome, Resolution, cited
from generator.model.bodies import Body
from generator.model.documents import DocumentType, LegalDocument
from generator.model.portal import PortalModel

__all__ = [
    "Citation", "CitationFinder", "DocumentIndex", "Found", "Outcome", "Resolution", "cited", "find_citations",
    "kept_tree", "known_from", "missing_entries", "register_entry", "resolve_citations",
]  # fmt: skip


def find_citations(
    text: str,
    *,
    types: Iterable[DocumentType],
    bodies: Iterable[Body] = (),
    documents: Iterable[LegalDocument] = (),
) -> list[Citation]:
    """The citations of a text in order, none inside another.

    `bodies` are the names an issuer is sought among first; the titles of `documents` are sought to the letter.
    """
    return CitationFinder(types, bodies, documents).find(text)


def resolve_citations(
    citations: Iterable[Citation], register: PortalModel, as_of: date | None = None
) -> list[Resolution]:
    """What each citation of one text means by a register; `as_of` is the text's day, after which nothing is cited."""
    everybody = (*register.bodies, *register.successors)
    index = DocumentIndex(
        register.documents, register.document_types, register.programmes, everybody, register.settings.place
    )
    return index.resolve(citations, as_of)
