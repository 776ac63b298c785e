"""The search's files and its page: entries with where they lead and what is shown of them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.linking.portal import Located, Portal
from generator.linking.search import KINDS, Entry, Index, entries, kinds_present, search, synonyms
from generator.linking.search.shards import base36, shards
from generator.linking.search.words import atoms, key
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.documents import CoordinationProgramme, LegalDocument
from generator.model.glossary import Term
from generator.model.plans import Plan
from generator.model.portal import ContentPage
from generator.model.text import Language, Standing
from generator.pages.addresses import Addresses
from generator.pages.alphabet import alphabetical
from generator.pages.facts import document_view, due_view
from generator.pages.frame import Link, TextFile
from generator.pages.here import Here
from generator.pages.typography import excerpt
from generator.pages.words import strings

# Above so many entries the words are cut into shards, each fetched when a query needs it.
ONE_FILE = 1000
_ENTRIES_IN_PIECE = 4


@dataclass(frozen=True)
class Shown:
    """What an answer shows beside its words: a label, where it stands, who leads, when it is due."""

    label: str
    place: str
    address: str
    leads: tuple[str, ...] = ()
    leads_stated: bool = True
    due: str = ""
    standing: Standing = "current"


def shown(here: Here, entry: Entry) -> Shown:
    """How an entry is shown in the page's language; addresses are from the site's root."""
    subject, addresses = entry.subject, here.addresses
    match subject:
        case Located():
            leads = [part for part in here.portal.parts(subject) if part.role == "lead"]
            stated = [part for part in leads if part.basis.kind == "stated"]
            return Shown(
                label=here.heading(subject).text,
                place=here.place(subject),
                address=addresses.unit(subject),
                leads=tuple(body.id for part in stated or leads for body in part.bodies),
                leads_stated=bool(stated) or not leads,
                due=_due(here, subject),
                standing=subject.unit.text.standing_in(here.language),
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
        here = Here(portal, language, "")
        found = entries(portal, language)
        yield from _cut(here, found) if len(found) > ONE_FILE else _whole(here, found)


def taken(name: str, value: object) -> str:
    """A value as a script: a page opened as a file may not fetch, and a script needs no `eval`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'planSearch.take("{name}",{text});\n'


def _whole(here: Here, found: Sequence[Entry]) -> Iterator[TextFile]:
    """One file with every entry; the reader's browser makes the index of it."""
    head = _head(here) | {
        "entries": [_packed(here, entry, shown(here, entry)) for entry in found],
        "synonyms": synonyms(here.portal, here.language),
    }
    yield TextFile(f"assets/search/{here.language}.js", taken(here.language, head))


# Ranks that are no kinds of their own; `box.js` and `sharded.js` know them in this order.
_WEIGHED_APART = ("named-document", "uncited-document")
# Of a unit's translation, what an answer tells its reader.
_TOLD: tuple[Standing, ...] = ("missing", "stale")


def _cut(here: Here, found: Sequence[Entry]) -> Iterator[TextFile]:
    """A head, lists of words in pieces, and entries in pieces."""
    language = here.language
    index = Index(language, found, synonyms(here.portal, language))
    cut = shards(index)
    ranks = (*KINDS, *_WEIGHED_APART)
    head = _head(here) | {
        "shards": cut.starts,
        "size": _ENTRIES_IN_PIECE,
        "count": index.count,
        "averages": index.averages,
        "vocabulary": cut.vocabulary,
        "cut": cut.cut,
        "lengths": cut.lengths,
        "ranks": "".join(base36(ranks.index(entry.rank)) for entry in found),
        # Names of bodies are found by their lists; of the rest a large portal has no more than a small one.
        "synonyms": [*synonyms(here.portal, language), *_forms(found)][:400],
    }
    yield TextFile(f"assets/search/{language}.js", taken(language, head))
    for number, piece in enumerate(cut.pieces):
        yield TextFile(f"assets/search/{language}/w{number}.js", taken(f"{language}/w{number}", piece))
    for number, first in enumerate(range(0, len(found), _ENTRIES_IN_PIECE)):
        piece_entries = [_alone(here, entry) for entry in found[first : first + _ENTRIES_IN_PIECE]]
        yield TextFile(f"assets/search/{language}/e{number}.js", taken(f"{language}/e{number}", piece_entries))


def _forms(found: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """The accepted forms of each term."""
    return ((entry.title, *entry.names) for entry in found if entry.kind == "term" and entry.names)


def _head(here: Here) -> dict[str, object]:
    said = {key: text for key, text in strings(here.language).items() if key.startswith("search.said.")}
    said |= {f"search.said.{standing}": here.say(f"translation.{standing}") for standing in _TOLD}
    return {
        "languages": here.portal.settings.languages,
        "kinds": KINDS,
        "addresses": _patterns(here.portal, here.language),
        "say": {key.removeprefix("search.said."): text for key, text in said.items()},
    }


def _alone(here: Here, entry: Entry) -> dict[str, object]:
    """A packed entry with what other entries would tell of it, for a piece that comes without them."""
    show = shown(here, entry)
    names = [here.read(here.portal.bodies[body].name).text for body in show.leads]
    return {"entry": _packed(here, entry, show), "above": excerpt(entry.above), "leads": names}


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


def _packed(here: Here, entry: Entry, show: Shown) -> list[object]:
    """An entry as a list, what is empty at its end left out; `reading` in box.js takes it apart again."""
    subject = entry.subject
    inside = subject.plan.id if isinstance(subject, Located) else ""
    if isinstance(subject, ContentPage):
        inside = subject.head.segment
    above = here.portal.ancestors(subject) if isinstance(subject, Located) else ()
    packed: list[object] = [
        KINDS.index(entry.kind),
        "" if entry.id == slug(entry.title) else entry.id,
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
        (1 if entry.in_force else 0)
        + (2 if entry.has_deadline else 0)
        + (4 << _WEIGHED_APART.index(entry.rank) if entry.rank in _WEIGHED_APART else 0)
        + (16 << _TOLD.index(show.standing) if show.standing in _TOLD else 0)
        + (0 if show.leads_stated else 64),
        entry.beside,
    ]
    while packed and not packed[-1]:
        packed.pop()
    return packed


def slug(title: str) -> str:
    """A title as an id is commonly made of it; box.js makes it again."""
    return "-".join(key(atom.text)[0] for atom in atoms(title))


@dataclass(frozen=True)
class Found:
    """An answer as the command line gives it."""

    kind: str
    id: str
    label: str
    place: str
    address: str
    score: float


def found_in(portal: Portal, language: Language, query: str) -> tuple[Found, ...]:
    """The answers of the search page of a language to a query, best first."""
    here = Here(portal, language, "")
    index = Index(language, entries(portal, language), synonyms(portal, language))
    answers = []
    for answer in search(index, query):
        show = shown(here, answer.entry)
        answers.append(Found(answer.entry.kind, answer.entry.id, show.label, show.place, show.address, answer.score))
    return tuple(answers)


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
    in_force: bool


def facets(here: Here) -> Facets:
    portal = here.portal
    present = kinds_present(portal, here.language)

    def choice(value: str, link: Link) -> Choice:
        note = f" ({link.label.note})" if link.label.note else ""
        return Choice(value, f"{link.label.text}{note}", link.label.language)

    bodies = (choice(body.id, here.body(body)) for body in portal.model.bodies)
    return Facets(
        kinds=tuple(Choice(k, here.say(f"search.said.kind.{k}"), here.language) for k in KINDS if k in present),
        bodies=tuple(sorted(bodies, key=lambda c: alphabetical(c.label))),
        sections=tuple(
            choice(located.unit.id, here.unit(located))
            for located in portal.headings
            if located.unit.kind in ("section", "group")
        ),
        in_force=any(document.in_force for document in portal.model.documents),
    )
