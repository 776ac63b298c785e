"""The search's files and its page: entries with where they lead and what is shown of them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.linking.portal import Located, Portal
from generator.linking.search import KINDS, Entry, entries, synonyms
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.documents import CoordinationProgramme, LegalDocument
from generator.model.glossary import Term
from generator.model.plans import Plan
from generator.model.portal import ContentPage
from generator.model.text import Language
from generator.pages.addresses import Addresses
from generator.pages.facts import document_view, due_view
from generator.pages.frame import Link, TextFile
from generator.pages.here import Here
from generator.pages.words import strings

# Above so many entries the words are cut into shards, each fetched when a query needs it.
ONE_FILE = 1000


@dataclass(frozen=True)
class Shown:
    """What an answer shows beside its words: a label, where it stands, who leads, when it is due."""

    label: str
    place: str
    address: str
    leads: tuple[str, ...] = ()
    due: str = ""


def shown(here: Here, entry: Entry) -> Shown:
    """How an entry is shown in the page's language; addresses are from the site's root."""
    subject, addresses = entry.subject, here.addresses
    match subject:
        case Located():
            leads = (part for part in here.portal.parts(subject) if part.role == "lead")
            return Shown(
                label=here.heading(subject).text,
                place=here.place(subject),
                address=addresses.unit(subject),
                leads=tuple(body.id for part in leads for body in part.bodies),
                due=_due(here, subject),
            )
        case Plan():
            return Shown(here.plan_name(subject).text, here.plan_title(subject).text, addresses.plan(subject))
        case LegalDocument():
            return Shown(here.document_name(subject).text, _date(here, subject), addresses.document(subject))
        case CoordinationProgramme():
            document = here.portal.programme_document(subject)
            return Shown(here.document_name(document).text, _date(here, document), addresses.programme(subject))
        case Body():
            level = here.say(f"level.{subject.level}")
            return Shown(here.read(subject.name).text, level, addresses.body(subject))
        case Campaign():
            kind = here.say(f"campaign-kind.{subject.kind}")
            return Shown(here.read(subject.name).text, kind, addresses.campaign(subject))
        case Term():
            return Shown(entry.title, here.say(f"term-category.{subject.category}"), addresses.term(subject))
        case ContentPage():
            return Shown(subject.head.title, "", addresses.content(subject))


def _date(here: Here, document: LegalDocument) -> str:
    return document_view(here, document).date or here.say("document.no-date")


def _due(here: Here, located: Located) -> str:
    """The days and intervals a unit's deadlines state, once each."""
    views = [due_view(here, due) for due in here.portal.dues_in(located)]
    return "; ".join(dict.fromkeys(words for view in views for words in (view.when, *view.cadence) if words))


def search_files(portal: Portal) -> Iterator[TextFile]:
    """The scripts that bring the search the entries of each language, loaded when it is opened."""
    for language in portal.settings.languages:
        yield TextFile(f"assets/search/{language}.js", taken(language, _whole(portal, language)))


def taken(name: str, value: object) -> str:
    """A value as a script: a page opened as a file may not fetch, and a script needs no `eval`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'planSearch.take("{name}",{text});\n'


def _whole(portal: Portal, language: Language) -> dict[str, object]:
    here = Here(portal, language, "")
    found = entries(portal, language)
    return {
        "languages": portal.settings.languages,
        "kinds": KINDS,
        "addresses": _patterns(portal, language),
        "entries": [_packed(here, entry, found) for entry in found],
        "synonyms": synonyms(portal, language),
        "say": {
            key.removeprefix("search.said."): text
            for key, text in strings(language).items()
            if key.startswith("search.said.")
        },
    }


def _patterns(portal: Portal, language: Language) -> dict[str, str]:
    """Where entries of a kind lead: `{id}` and, for units, `{plan}` stand for theirs."""
    at = Addresses(language)
    units = f"{at.page('plans')}{{plan}}/{{id}}/"
    return {
        "plan": f"{at.page('plans')}{{id}}/",
        "plan-item": units,
        "section": units,
        "document": f"{at.page('documents')}{{id}}/",
        "programme": f"{at.page('programmes')}{{id}}/",
        "body": f"{at.page('bodies')}{{id}}/",
        "campaign": f"{at.page('campaigns')}{{id}}/",
        "term": f"{at.page('glossary')}#{{id}}",
        "page": f"{at.home}{{plan}}/",
    }


def _packed(here: Here, entry: Entry, found: Sequence[Entry]) -> list[object]:
    """An entry as a list, what is empty at its end left out; `reading` in box.js takes it apart again."""
    show = shown(here, entry)
    subject = entry.subject
    inside = subject.plan.id if isinstance(subject, Located) else ""
    if isinstance(subject, ContentPage):
        inside = subject.head.segment
    above = here.portal.ancestors(subject) if isinstance(subject, Located) else ()
    packed: list[object] = [
        KINDS.index(entry.kind),
        entry.id,
        entry.title,
        entry.names,
        entry.text,
        show.place,
        inside,
        above[-1].unit.id if above else "",
        entry.marker,
        entry.bodies,
        show.due,
        show.leads,
        (1 if entry.in_force else 0) + (2 if entry.has_deadline else 0) + (4 if entry.rank != entry.kind else 0),
        entry.beside,
    ]
    while packed and not packed[-1]:
        packed.pop()
    return packed


@dataclass(frozen=True)
class Choice:
    """One value of a facet: its name in the address, and its label."""

    value: str
    label: str
    language: Language


@dataclass(frozen=True)
class Facets:
    """What a search can be narrowed to."""

    kinds: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    sections: tuple[Choice, ...]


def facets(here: Here) -> Facets:
    portal = here.portal
    present = {entry.kind for entry in entries(portal, here.language)}

    def choice(value: str, link: Link) -> Choice:
        return Choice(value, link.label.text, link.label.language)

    bodies = (choice(body.id, here.body(body)) for body in portal.model.bodies)
    return Facets(
        kinds=tuple(Choice(k, here.say(f"search.said.kind.{k}"), here.language) for k in KINDS if k in present),
        bodies=tuple(sorted(bodies, key=lambda c: c.label.casefold())),
        sections=tuple(
            choice(located.unit.id, here.unit(located))
            for located in portal.units.values()
            if located.unit.kind in ("section", "group")
        ),
    )
