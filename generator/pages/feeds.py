"""The feeds of the register's documents and of the deadlines, in every language of the portal."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from generator.linking.portal import Due
from generator.linking.portal import Portal as LinkedPortal
from generator.model.documents import LegalDocument
from generator.model.text import Language
from generator.pages.addresses import PageName
from generator.pages.atom import UNDATED, Entry, Feed, feed_file
from generator.pages.calendars import revision_of
from generator.pages.facts import document_view, due_view, validity_text
from generator.pages.frame import TextFile
from generator.pages.here import Here


def feed_address(name: PageName, language: Language) -> str:
    return f"feeds/{name}.{language}.atom"


def feeds_of(portal: LinkedPortal) -> Iterator[TextFile]:
    for language in portal.settings.languages:
        here = Here(portal, language, "")
        documents = tuple(_document(here, document) for document in portal.model.documents)
        yield feed_file(_feed(here, "documents", documents))
        yield feed_file(_feed(here, "deadlines", tuple(_deadline(here, due) for due in portal.dues)))


def _feed(here: Here, name: PageName, entries: tuple[Entry, ...]) -> Feed:
    settings = here.portal.settings
    return Feed(
        address=feed_address(name, here.language),
        site=settings.address,
        page=settings.address + here.addresses.page(name),
        language=here.language,
        title=f"{here.say(f'page.{name}')} – {here.read(settings.name).text}",
        author=here.read(here.portal.bodies[settings.publisher].name).text,
        entries=entries,
    )


def _document(here: Here, document: LegalDocument) -> Entry:
    """A document; what the register says of it is as new as its newest dated statement, which may be none."""
    view = document_view(here, document)
    page = here.portal.settings.address + here.addresses.document(document)
    days = [note.recorded for note in document.notes if note.recorded is not None]
    if document.validity is not None:
        days.append(document.validity.as_of)
    lines = [
        f"{here.say('document.date')}: {view.date or here.say('document.no-date')}",
        f"{here.say('document.subject')}: {view.subject.text if view.subject else here.say('not-stated')}",
        f"{here.say('document.validity')}: {validity_text(here, document.validity)}",
    ]
    updated = datetime.combine(max(days), time(), UTC) if days else UNDATED
    return Entry(page, view.link.label.text, page, updated, "\n".join(lines))


def _deadline(here: Here, due: Due) -> Entry:
    """A deadline, as new as the revision of the plan that last changed it."""
    view = due_view(here, due)
    page = f"{here.portal.settings.address}{here.addresses.unit(due.located)}#{due.deadline.id}"
    _, updated = revision_of(due.located.plan, due.deadline)
    who = "; ".join(link.label.text for link in view.doers)
    lines = [
        f"“{due.deadline.words}”",
        f"{view.precision_label}: {view.when or here.say('due.no-day')}",
        f"{here.say('due.doers')}: {who or here.say('not-stated')}",
    ]
    return Entry(page, view.name.text if view.name else view.kind, page, updated, "\n".join(lines))
