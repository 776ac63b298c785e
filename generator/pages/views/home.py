"""The ways in: home, data, the choice of a language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.linking.portal import Due
from generator.model.bodies import Body, Level
from generator.pages.alphabet import AlphabeticalKey, alphabetical
from generator.pages.facts import DueView, due_view
from generator.pages.feeds import followed
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.offices import bodies_with_work, by_time, offices_address
from generator.pages.open_data.api import schema_address
from generator.pages.open_data.csv_files import PACKAGE
from generator.pages.open_data.downloads import (
    CATALOG,
    OFFLINE_COPY,
    Download,
    Offer,
    data_day,
    offers_offline_copy,
)
from generator.pages.open_data.files import offered
from generator.pages.views.history import RevisionView, plan_history
from generator.pages.views.plans import GroupView, proof, structure
from generator.pages.views.registers import EntryView, body_entry, newest_first

# What the home page holds of each; the reader's browser picks what is next among the dated ones.
_MOST_DATED, _MOST_RECURRING, _MOST_REVISIONS = 60, 8, 3


@dataclass(frozen=True)
class PlanGlance:
    """A plan on the home page: the newest at a glance, older ones as a link; its newest revisions first."""

    title: Label
    link: Link
    full_text: Link
    structure: tuple[GroupView, ...]
    revisions: tuple[RevisionView, ...]
    all_revisions: Link


@dataclass(frozen=True)
class OfficeChoice:
    """An office a reader may call their own."""

    id: str
    name: Label
    mark: str | None


@dataclass(frozen=True)
class OfficeLevel:
    """The offices of one level (cấp), by which a reader finds their own."""

    name: str
    offices: tuple[OfficeChoice, ...]


@dataclass(frozen=True)
class HomeView:
    name: str
    description: Label
    search: Link
    plans: tuple[PlanGlance, ...]
    dated: tuple[DueView, ...]
    more_dated: int
    recurring: tuple[DueView, ...]
    offices: tuple[EntryView, ...]
    pick: tuple[OfficeLevel, ...]
    office_file: str
    deadlines: Link
    bodies: Link
    figures: tuple[EntryView, ...]
    pages: tuple[Link, ...]
    feed: Link


# Those nearest to the reader first: what is asked of all levels is asked of each.
_LEVELS: tuple[Level, ...] = ("all", "commune", "community", "district", "province", "central", "not-stated")


def _office_levels(here: Here) -> Iterator[OfficeLevel]:
    bodies = bodies_with_work(here.portal)
    for level in _LEVELS:
        own = sorted((_office_choice(here, body) for body in bodies if body.level == level), key=_by_name)
        if own:
            yield OfficeLevel(here.say(f"level.{level}"), tuple(own))


def _office_choice(here: Here, body: Body) -> OfficeChoice:
    link = here.body(body)
    return OfficeChoice(body.id, link.label, link.mark.text if link.mark else None)


def home_view(here: Here) -> HomeView:
    portal = here.portal
    dues = portal.dues
    dated = _newest_plan_first(due for due in dues if due.deadline.precision == "day")
    recurring = [due for due in dues if due.deadline.precision == "recurring"]
    offices = [b for b in portal.model.bodies if any(p.role in ("lead", "partner") for p in portal.parts_of(b))]

    def figure(name: str, number: int) -> EntryView:
        link = here.page(name)  # type: ignore[arg-type]
        return EntryView(name, name, link, aside=str(number))

    return HomeView(
        name=here.read(portal.settings.name).text,
        description=here.read(portal.settings.description),
        search=here.page("search"),
        plans=tuple(
            PlanGlance(
                here.plan_title(plan),
                here.plan(plan),
                here.link(here.own(here.say("plan.full-text")), here.addresses.full_text(plan)),
                structure(here, plan),
                plan_history(here, plan)[: -_MOST_REVISIONS - 1 : -1],
                here.link(here.own(here.say("home.all-revisions")), here.addresses.revisions(plan)),
            )
            for plan in newest_first(here)
        ),
        dated=tuple(due_view(here, due) for due in dated[:_MOST_DATED]),
        more_dated=max(0, len(dated) - _MOST_DATED),
        recurring=tuple(due_view(here, due) for due in recurring[:_MOST_RECURRING]),
        offices=tuple(body_entry(here, body) for body in offices),
        pick=tuple(_office_levels(here)),
        office_file=here.to(offices_address(here)),
        deadlines=here.page("deadlines"),
        bodies=here.page("bodies"),
        figures=(
            figure("documents", len(portal.model.documents)),
            figure("programmes", len(portal.model.programmes)),
            figure("bodies", len(portal.model.bodies)),
            figure("campaigns", len(portal.model.campaigns)),
            figure("deadlines", len(dues)),
            figure("glossary", len(portal.model.glossary.terms)),
        ),
        pages=tuple(
            here.link(here.own(page.head.title), here.addresses.content(page))
            for page in portal.model.content
            if page.language == here.language
        ),
        feed=followed(here),
    )


def _by_name(choice: OfficeChoice) -> AlphabeticalKey:
    return alphabetical(choice.name.text)


def _newest_plan_first(dues: Iterable[Due]) -> list[Due]:
    """Days of the newest plan, in order, then those of older ones: no build knows which day it will be read on."""
    return sorted(by_time(tuple(dues)), key=lambda due: -due.located.plan.head.year)


@dataclass(frozen=True)
class FileView:
    """A file to download and its size."""

    link: Link
    size: str


@dataclass(frozen=True)
class DownloadView:
    """A kind of download in plain words, its files, and how one begins to use it."""

    kind: str
    name: str
    what: str
    number: str
    files: tuple[FileView, ...]
    example: str


# Each runs where the file it names was saved; FILE is the first one offered. The tests run them.
EXAMPLES: Mapping[Download, str] = {
    "json": (
        "import json\n\n"
        'portal = json.load(open("portal.json", encoding="utf-8"))\n'
        'for item in portal["items"]:\n'
        '    for duty in item["duties"]:\n'
        '        print(item["key"], duty["role"], duty["bodies"], duty["basis"]["words"])'
    ),
    "sqlite": (
        "import sqlite3\n\n"
        'portal = sqlite3.connect("portal.sqlite")\n'
        'for duty in portal.execute("SELECT body, role, item FROM duties_by_body"):\n'
        "    print(*duty)\n"
        "for unit in portal.execute(\"SELECT key FROM search WHERE vi MATCH 'giam ngheo'\"):\n"
        "    print(*unit)"
    ),
    "csv": (
        "import csv\n\n"
        'with open("documents.csv", encoding="utf-8-sig", newline="") as table:\n'
        "    for row in csv.DictReader(table):\n"
        '        print(row["symbol"], row["date_iso"], row["cited_by"])'
    ),
    "xlsx": (
        "import openpyxl\n\n"
        'names, *rows = openpyxl.load_workbook("portal.xlsx")["documents"].values\n'
        "for row in rows:\n"
        "    document = dict(zip(names, row))\n"
        '    print(document["symbol"], document["date_iso"], document["name_vi"])'
    ),
    "akoma-ntoso": (
        "import xml.etree.ElementTree as xml\n\n"
        'akn = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"\n'
        'for ref in xml.parse("FILE").iter(akn + "ref"):\n'
        '    print("".join(ref.itertext()), ref.get("href"))'
    ),
    "source": (
        "import hashlib\n\n"
        'signed = open("FILE", "rb").read()\n'
        'print(len(signed.decode("utf-8").split()), hashlib.sha256(signed).hexdigest())'
    ),
    "calendar": (
        "import re\n\n"
        'text = open("FILE", encoding="utf-8", newline="").read().replace("\\r\\n ", "")\n'
        'for day, words in re.findall(r"DTSTART;VALUE=DATE:(\\d+)|SUMMARY[^:]*:(.*)\\r", text):\n'
        "    print(day or words)"
    ),
    "feeds": (
        "import xml.etree.ElementTree as xml\n\n"
        'atom = "{http://www.w3.org/2005/Atom}"\n'
        'for entry in xml.parse("FILE").iter(atom + "entry"):\n'
        '    print(entry.findtext(atom + "updated"), entry.findtext(atom + "title"))'
    ),
}


@dataclass(frozen=True)
class DataView:
    """What the portal holds, in figures, and everything there is to download."""

    figures: tuple[EntryView, ...]
    publisher: Link
    licence: Label | None
    downloads: tuple[DownloadView, ...]
    offline: Link | None
    date: str
    about: tuple[Link, ...]
    coverages: tuple[str, ...]


def _download(here: Here, offer: Offer) -> DownloadView:
    example = EXAMPLES[offer.kind].replace("FILE", offer.files[0].address.rsplit("/", 1)[-1])
    return DownloadView(
        kind=offer.kind,
        name=here.say(f"download.{offer.kind}.name"),
        what=here.say(f"download.{offer.kind}.what"),
        number=here.say("download.files", number=len(offer.files)),
        files=tuple(
            FileView(
                here.link(here.own(file.address), file.address),
                here.say("download.size", size=-(-file.size // 1000)),
            )
            for file in offer.files
        ),
        example=example,
    )


def _offline_copy(here: Here) -> Link | None:
    """The copy to take along, which does not hold itself."""
    if here.name_files or not offers_offline_copy(here.portal):
        return None
    return here.link(here.own(OFFLINE_COPY), OFFLINE_COPY)


def data_view(here: Here) -> DataView:
    home = home_view(here)
    settings = here.portal.settings
    day = data_day(here.portal)
    return DataView(
        figures=home.figures,
        publisher=here.body(here.portal.bodies[settings.publisher]),
        licence=here.read(settings.licence) if settings.licence else None,
        downloads=tuple(_download(here, offer) for offer in offered(here.portal)),
        offline=_offline_copy(here),
        date=here.say("download.date", day=here.say.day(day)) if day else here.say("download.no-date"),
        about=(
            here.link(here.own(here.say("download.catalog")), CATALOG),
            here.link(here.own(here.say("download.package")), PACKAGE),
            here.link(here.own(here.say("download.schema")), schema_address()),
        ),
        coverages=tuple(line for plan in newest_first(here) if (line := proof(here, plan))),
    )


@dataclass(frozen=True)
class LanguageChoice:
    name: str
    description: str
    link: Link


@dataclass(frozen=True)
class DoorView:
    """The page at `/`, and the one for an address that does not exist: each language in its own words."""

    choices: tuple[LanguageChoice, ...]
