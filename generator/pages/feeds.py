"""The feeds in every language of the portal: its documents, its deadlines, and what changed, for all and by body."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from generator.linking.portal import Comparison, Due, Standing
from generator.linking.portal import Portal as LinkedPortal
from generator.linking.revisions import UnitChange
from generator.model.bodies import Body
from generator.model.documents import LegalDocument
from generator.model.plans import Plan
from generator.model.text import Language
from generator.pages.addresses import PageName
from generator.pages.atom import UNDATED, Entry, Feed, feed_file
from generator.pages.calendars import revision_of
from generator.pages.facts import document_view, due_view, validity_text
from generator.pages.frame import Link, TextFile
from generator.pages.here import Here
from generator.pages.views.changes import changed_place
from generator.pages.views.history import counts, kinds, revision_view, successive
from generator.pages.views.registers import newest_first

FEEDS: tuple[PageName, ...] = ("documents", "deadlines")
"""The pages that have a feed of what they list."""

# How many changed units an entry names; the page it leads to has them all.
_MOST_NAMED = 20


def feed_address(name: PageName, language: Language) -> str:
    return f"feeds/{name}.{language}.atom"


def changes_feed_address(language: Language, body: Body | None = None) -> str:
    """Where changes are followed: `feeds/changes.vi.atom`, or a body's own, `feeds/changes-BODY.vi.atom`."""
    return f"feeds/changes{f'-{body.id}' if body else ''}.{language}.atom"


def feed_link(here: Here, name: PageName) -> Link:
    title = _title(here, here.say(f"page.{name}"))
    return here.link(here.own(title), feed_address(name, here.language))


def followed(here: Here, body: Body | None = None) -> Link:
    """The way to the feed of changes as a page offers it in its text."""
    return here.link(here.own(here.say("changes.follow")), changes_feed_address(here.language, body))


def changes_feed_link(here: Here, body: Body | None = None) -> Link:
    return here.link(here.own(_changes_title(here, body)), changes_feed_address(here.language, body))


def feeds_of(portal: LinkedPortal) -> Iterator[TextFile]:
    for language in portal.settings.languages:
        here = Here(portal, language, "")
        documents = tuple(_document(here, document) for document in portal.model.documents)
        yield feed_file(_register_feed(here, "documents", documents))
        yield feed_file(_register_feed(here, "deadlines", tuple(_deadline(here, due) for due in portal.dues)))
        yield feed_file(_changes_feed(here))
        for body in portal.bodies.values():
            yield feed_file(_changes_feed(here, body))
        # Programs that follow a body that is no longer in the register go on asking.
        for removal in portal.model.removals:
            if removal.kind == "body":
                name = here.read(removal.name).text if removal.name else removal.id
                title = _title(here, here.say("changes.feed-of", body=name))
                address = f"feeds/changes-{removal.id}.{language}.atom"
                yield feed_file(_feed(here, address, here.addresses.home, title, ()))


def _title(here: Here, name: str) -> str:
    return f"{name} – {here.read(here.portal.settings.name).text}"


def _register_feed(here: Here, name: PageName, entries: tuple[Entry, ...]) -> Feed:
    title = _title(here, here.say(f"page.{name}"))
    return _feed(here, feed_address(name, here.language), here.addresses.page(name), title, entries)


def _feed(here: Here, address: str, page: str, title: str, entries: tuple[Entry, ...]) -> Feed:
    settings = here.portal.settings
    return Feed(
        address=address,
        site=settings.address,
        page=settings.address + page,
        language=here.language,
        title=title,
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


# Changes


def _changes_title(here: Here, body: Body | None) -> str:
    name = here.say("changes.feed") if body is None else here.say("changes.feed-of", body=here.read(body.name).text)
    return _title(here, name)


def _changes_feed(here: Here, body: Body | None = None) -> Feed:
    """What each revision of every plan brought, or brought a body; the newest plan and its newest revision first."""
    entries = tuple(entry for plan in newest_first(here) for entry in reversed(tuple(_revisions(here, plan, body))))
    page = here.addresses.home if body is None else here.addresses.body(body)
    return _feed(here, changes_feed_address(here.language, body), page, _changes_title(here, body), entries)


def _revisions(here: Here, plan: Plan, body: Body | None) -> Iterator[Entry]:
    """An entry for each revision that says something to the reader: of a plan all, of a body those that concern it."""
    site, name = here.portal.settings.address, here.plan_name(plan).text
    compared, updated = successive(here, plan), revised(plan)
    for day in here.portal.days[plan.id]:
        revision = day.state.revision
        comparison = compared.get(revision.id)
        told = _amended(here, comparison, body) if comparison else _issued(here, day.portal, plan, body)
        if told is None:
            continue
        link, lines = told
        # Never the address of a page alone: that names what stands there, and every revision is an entry of its own.
        own = f"{here.addresses.body(body)}#{plan.id}-" if body else f"{here.addresses.plan(plan)}#"
        title = f"{name}, {revision_view(here, revision).line}"
        yield Entry(f"{site}{own}{revision.id}", title, site + link, updated[revision.id], "\n".join(lines))


def _issued(here: Here, first: LinkedPortal, plan: Plan, body: Body | None) -> tuple[str, list[str]] | None:
    """The first revision: the plan came, and in so many units it names the body."""
    if body is None:
        return here.addresses.plan(plan), [here.plan_title(plan).text]
    number = sum(body.id in first.concerned(located) for located in first.units.values() if located.plan.id == plan.id)
    return (here.addresses.body(body), [here.say.count("body.units-are", number)]) if number else None


def _amended(here: Here, comparison: Comparison, body: Body | None) -> tuple[str, list[str]] | None:
    """A later revision: what changed, or what changed for the body."""
    plan = comparison.plan

    def named(change: UnitChange, standing: Standing = "kept") -> str:
        said = f" ({here.say(f'changes.standing.{standing}')})" if standing != "kept" else ""
        return f"{changed_place(here, comparison, change)}: {kinds(here, change)}{said}"

    if body is None:
        lines = [named(change) for change in comparison.changes.changed]
        return here.addresses.changes(plan, comparison.id), [_counted(here, comparison), *_first(here, lines)]
    own = comparison.by_body.get(body.id, ())
    if not own:
        return None
    lines = [named(one.change, one.standing) for one in own]
    there = here.addresses.change_sheet(plan, comparison.id, body.id)
    return there, [here.say.count("changes.items", len(own)), *_first(here, lines)]


def _counted(here: Here, comparison: Comparison) -> str:
    if comparison.changes.changed:
        return "; ".join(counts(here, comparison))
    return here.say("changes.head" if comparison.changes.head else "changes.none")


def _first(here: Here, lines: list[str]) -> list[str]:
    more = len(lines) - _MOST_NAMED
    return [*lines[:_MOST_NAMED], *([here.say.count("changes.more", more)] if more > 0 else [])]


def revised(plan: Plan) -> dict[str, datetime]:
    """When each revision was; one without a day counts from the last dated one before it, so that the order holds."""
    found, last = {}, UNDATED
    for revision in plan.head.revisions:
        last = datetime.combine(revision.date, time(), UTC) if revision.date else last
        found[revision.id] = last
    return found
