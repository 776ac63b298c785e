"""The index of each register, and of everything there is."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.linking.portal import Located
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.documents import CoordinationProgramme, LegalDocument
from generator.model.plans import Plan
from generator.pages.alphabet import alphabetical
from generator.pages.facts import document_view
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.search import Facets, facets


@dataclass(frozen=True)
class EntryView:
    """A line of an index: what it is, where it leads, and one thing worth knowing."""

    kind: str
    id: str
    link: Link
    detail: Label | None = None
    aside: str | None = None


@dataclass(frozen=True)
class EntriesView:
    label: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True)
class IndexView:
    title: str
    introduction: str
    groups: tuple[EntriesView, ...]
    total: int


def _index(here: Here, name: str, groups: Iterable[tuple[str, Iterable[EntryView]]]) -> IndexView:
    views = tuple(EntriesView(label, tuple(entries)) for label, entries in groups)
    views = tuple(view for view in views if view.entries)
    total = sum(len(view.entries) for view in views)
    introduction = here.say(f"introduction.{name}", number=total) if total else here.say("none")
    return IndexView(here.say(f"page.{name}"), introduction, views, total)


def _document_entry(here: Here, document: LegalDocument) -> EntryView:
    view = document_view(here, document)
    date = view.date or here.say("document.no-date")
    times = here.say.count("document.cited", view.cited)
    return EntryView("document", document.id, view.link, view.subject, f"{date} · {times}")


def documents_view(here: Here) -> IndexView:
    documents = here.portal.model.documents
    return _index(
        here,
        "documents",
        (
            (here.say("documents.numbered"), (_document_entry(here, d) for d in documents if d.symbol)),
            (here.say("documents.named"), (_document_entry(here, d) for d in documents if not d.symbol)),
        ),
    )


def _programme_entry(here: Here, programme: CoordinationProgramme) -> EntryView:
    document = here.portal.programme_document(programme)
    parties = "; ".join(link.label.text for link in here.bodies(programme.parties.bodies))
    date = document_view(here, document).date or here.say("document.no-date")
    return EntryView("programme", programme.id, here.programme(programme), here.own(parties), date)


def programmes_view(here: Here) -> IndexView:
    programmes = here.portal.model.programmes
    levels = dict.fromkeys(programme.level for programme in programmes)
    return _index(
        here,
        "programmes",
        (
            (here.say(f"level.{level}"), (_programme_entry(here, p) for p in programmes if p.level == level))
            for level in levels
        ),
    )


def body_entry(here: Here, body: Body) -> EntryView:
    units = len(here.portal.units_concerning(body))
    leads = [part for part in here.portal.parts_of(body) if part.role == "lead"]
    inferred = sum(part.basis.kind != "stated" for part in leads)
    aside = here.say.count("body.units", units)
    if leads:
        aside += f" · {here.say.count('body.leads', len(leads))}"
    if inferred:
        aside += f" ({here.say.count('body.leads-inferred', inferred)})"
    return EntryView("body", body.id, here.body(body), here.own(here.say(f"level.{body.level}")), aside)


def bodies_view(here: Here) -> IndexView:
    bodies = here.portal.model.bodies
    kinds = dict.fromkeys(body.kind for body in bodies)
    return _index(
        here,
        "bodies",
        (
            (here.say(f"body-kind.{kind}"), (body_entry(here, body) for body in bodies if body.kind == kind))
            for kind in kinds
        ),
    )


def _campaign_entry(here: Here, campaign: Campaign) -> EntryView:
    units = len(here.portal.units_of_campaign(campaign))
    return EntryView("campaign", campaign.id, here.campaign(campaign), aside=here.say.count("body.units", units))


def campaigns_view(here: Here) -> IndexView:
    campaigns = here.portal.model.campaigns
    kinds = dict.fromkeys(campaign.kind for campaign in campaigns)
    return _index(
        here,
        "campaigns",
        (
            (here.say(f"campaign-kind.{kind}"), (_campaign_entry(here, c) for c in campaigns if c.kind == kind))
            for kind in kinds
        ),
    )


def _plan_entry(here: Here, plan: Plan) -> EntryView:
    units = len(here.portal.units_of(plan))
    return EntryView("plan", plan.id, here.plan(plan), here.plan_title(plan), here.say.count("plan.units", units))


def plans_view(here: Here) -> IndexView:
    return _index(here, "plans", (("", (_plan_entry(here, plan) for plan in newest_first(here))),))


def newest_first(here: Here) -> list[Plan]:
    return sorted(here.portal.model.plans, key=lambda plan: (plan.head.year, plan.id), reverse=True)


def _unit_entry(here: Here, located: Located) -> EntryView:
    kind = "section" if located.unit.is_heading else "plan-item"
    return EntryView(kind, located.unit.id, here.unit_place(located), here.heading(located))


def everything_view(here: Here) -> IndexView:
    """All there is, by kind and in order of name: the search page for a reader without scripts."""
    portal = here.portal

    def by_name(entries: Iterable[EntryView]) -> list[EntryView]:
        return sorted(entries, key=lambda entry: alphabetical(entry.link.label.text))

    groups: list[tuple[str, Iterable[EntryView]]] = [
        (here.plan_name(plan).text, [_plan_entry(here, plan), *(_unit_entry(here, u) for u in portal.units_of(plan))])
        for plan in newest_first(here)
    ]
    groups += [
        (here.say("page.documents"), by_name(_document_entry(here, d) for d in portal.model.documents)),
        (here.say("page.programmes"), by_name(_programme_entry(here, p) for p in portal.model.programmes)),
        (here.say("page.bodies"), by_name(body_entry(here, body) for body in portal.bodies.values())),
        (here.say("page.campaigns"), by_name(_campaign_entry(here, c) for c in portal.model.campaigns)),
        (
            here.say("page.glossary"),
            by_name(
                EntryView("term", term.id, here.term(term), Label(term.en, "en"))
                for term in portal.model.glossary.terms
            ),
        ),
        (
            here.say("page.hand-written"),
            by_name(
                EntryView("page", page.id, here.link(here.own(page.head.title), here.addresses.content(page)))
                for page in portal.model.content
                if page.language == here.language
            ),
        ),
    ]
    return _index(here, "search", groups)


@dataclass(frozen=True)
class SearchView:
    """The search page: what a search can be narrowed to, and everything for a reader without scripts."""

    facets: Facets
    everything: IndexView


def search_view(here: Here) -> SearchView:
    return SearchView(facets(here), everything_view(here))
