"""The ways in: home, data, the choice of a language."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.linking.coverage import coverage
from generator.linking.portal import Due
from generator.pages.facts import DueView, due_view
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.offices import bodies_with_work, by_time, offices_address
from generator.pages.views.history import RevisionView, history
from generator.pages.views.plans import GroupView, structure
from generator.pages.views.registers import EntryView, body_entry, newest_first

# What the home page holds of each; the reader's browser picks what is next among the dated ones.
_MOST_DATED, _MOST_RECURRING = 60, 8


@dataclass(frozen=True)
class PlanGlance:
    """A plan on the home page: the newest at a glance, older ones as a link."""

    title: Label
    link: Link
    full_text: Link
    structure: tuple[GroupView, ...]
    revisions: tuple[RevisionView, ...]


@dataclass(frozen=True)
class OfficeChoice:
    """An office a reader may call their own."""

    id: str
    name: Label


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
    pick: tuple[OfficeChoice, ...]
    office_file: str
    deadlines: Link
    bodies: Link
    figures: tuple[EntryView, ...]
    pages: tuple[Link, ...]


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
                history(here, plan),
            )
            for plan in newest_first(here)
        ),
        dated=tuple(due_view(here, due) for due in dated[:_MOST_DATED]),
        more_dated=max(0, len(dated) - _MOST_DATED),
        recurring=tuple(due_view(here, due) for due in recurring[:_MOST_RECURRING]),
        offices=tuple(body_entry(here, body) for body in offices),
        pick=tuple(sorted((OfficeChoice(b.id, here.read(b.name)) for b in bodies_with_work(portal)), key=_by_name)),
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
    )


def _by_name(choice: OfficeChoice) -> str:
    return choice.name.text.casefold()


def _newest_plan_first(dues: Iterable[Due]) -> list[Due]:
    """Days of the newest plan, in order, then those of older ones: no build knows which day it will be read on."""
    return sorted(by_time(tuple(dues)), key=lambda due: -due.located.plan.head.year)


@dataclass(frozen=True)
class DataView:
    """What the portal holds, in figures, and the signed texts as received."""

    figures: tuple[EntryView, ...]
    publisher: Link
    licence: Label | None
    sources: tuple[Link, ...]
    coverages: tuple[str, ...]


def data_view(here: Here, sources: dict[str, str]) -> DataView:
    home = home_view(here)
    plans = [plan for plan in newest_first(here) if plan.source is not None]
    lines = []
    for plan in plans:
        proof = coverage(plan)
        facts = {"plan": here.plan_name(plan).text, "units": proof.units, "characters": proof.characters}
        lines.append(here.say("data.covered" if proof.complete else "data.not-covered", **facts))
    settings = here.portal.settings
    return DataView(
        figures=home.figures,
        publisher=here.body(here.portal.bodies[settings.publisher]),
        licence=here.read(settings.licence) if settings.licence else None,
        sources=tuple(
            here.link(here.own(here.say("data.source", plan=here.plan_name(plan).text)), sources[plan.id])
            for plan in plans
        ),
        coverages=tuple(lines),
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
