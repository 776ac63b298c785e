"""All pages of the site, each in every language at addresses of the same identity, and the files beside them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from typing import Generic, NamedTuple, Protocol, TypeVar, get_args
from xml.sax.saxutils import escape, quoteattr

from generator.linking.asked import Whole
from generator.linking.portal import Comparison, Due, Located, Portal, RemovedUnit
from generator.loading.problems import Position, Problem
from generator.model.addresses import PublishedAddress
from generator.model.bodies import Body
from generator.model.plans import Plan
from generator.model.portal import ContentPage
from generator.model.text import Language
from generator.pages.addresses import Addresses, PageName
from generator.pages.calendars import calendars_of
from generator.pages.content import Content
from generator.pages.feeds import FEEDS, changes_feed_link, feed_link
from generator.pages.fragments import fragment_problems
from generator.pages.frame import (
    Alternate,
    CountingWords,
    Frame,
    FrameWords,
    Link,
    NavigationEntry,
    Page,
    PublishedFile,
    TextFile,
)
from generator.pages.here import Here, same_on_every_page
from generator.pages.linked_data import Node, block, breadcrumbs, legislation, organization
from generator.pages.offices import office_files
from generator.pages.open_data.files import open_data_files
from generator.pages.permanence import SECTIONS, Gone, Permanence, Thing, deadline_thing, unit_thing
from generator.pages.search import search_files
from generator.pages.sources import source_address, sources_of
from generator.pages.typography import excerpt
from generator.pages.views.bodies import bodies_page_view, body_view
from generator.pages.views.change_sheet import change_sheet_view
from generator.pages.views.changes import akin, changes_view, comparison_link, sheet_link
from generator.pages.views.deadlines import deadlines_view
from generator.pages.views.documents import document_page_view, legal_basis_view
from generator.pages.views.glossary import glossary_view
from generator.pages.views.home import DoorView, LanguageChoice, data_view, home_view
from generator.pages.views.plans import earlier_text_view, full_text_view, plan_view
from generator.pages.views.programmes import campaign_view, programme_view
from generator.pages.views.registers import (
    IndexView,
    campaigns_view,
    documents_view,
    plans_view,
    programmes_view,
    search_view,
)
from generator.pages.views.removed import gone_view, removed_unit_view
from generator.pages.views.units import unit_view
from generator.pages.views.validity import validity_view
from generator.pages.words import Words

T = TypeVar("T")

_MENU: tuple[PageName, ...] = (
    "plans", "bodies", "deadlines", "documents", "programmes", "campaigns", "legal-basis", "glossary", "data"
)  # fmt: skip

# How many neighbours on either side a page lists; a register may hold thousands.
_NEIGHBOURS = 6


@dataclass(frozen=True)
class _Written:
    """What one page says, apart from what every frame has."""

    title: str
    description: str
    template: str | None = None
    view: object = None
    above: tuple[Link, ...] = ()
    neighbourhood: tuple[NavigationEntry, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    source: str | None = None
    subject: Node | None = None
    feeds: tuple[Link, ...] = ()


class _Spec(NamedTuple):
    """A page in all languages: its identity, where it stands in each, and how it is written.

    A page of an earlier revision belongs to the portal of its day, `frozen`: that tells its frame too, so that it
    stays the same, byte for byte, whatever the portal becomes.
    """

    kind: str
    id: str
    address: Callable[[Addresses], str]
    write: Callable[[Here], _Written]
    # The fragments that are as permanent as the page, each with the thing it names.
    anchors: Iterable[tuple[str, Thing]] = ()
    thing: Thing | None = None
    # The revision that removed what stood here, empty where none is known; such a page is in no map of the site.
    removed: str | None = None
    # While a revision is still edited, what it changes for a body comes and goes.
    provisional: bool = False
    frozen: Portal | None = None
    # What the page is made of beside answers of the portal; None where that cannot be told.
    about: Callable[[], object] | None = None


class _Place(NamedTuple):
    """A page in one language, and where it stands."""

    spec: _Spec
    language: Language
    address: str


class _Planned(NamedTuple):
    """All pages of a portal, which are planned once, and what they mean for earlier addresses."""

    specs: tuple[_Spec, ...]
    places: tuple[_Place, ...]
    permanence: Permanence


def pages_of(portal: Portal, *, name_files: bool = False) -> tuple[Page, ...]:
    """Every page of the site in the order of a table of contents; `name_files` for a site opened as a folder."""
    return tuple(each_page(portal, name_files=name_files))


def each_page(portal: Portal, *, name_files: bool = False) -> Iterator[Page]:
    """The same pages one after the other, so that no more than one has to be held."""
    return (maker.make() for maker in page_makers(portal, name_files=name_files))


class PageMaker(NamedTuple):
    """A page not made yet: where it stands, what makes it, and what it is made of beside answers of the portal; None
    where that cannot be told."""

    address: str
    make: Callable[[], Page]
    about: Callable[[], object] | None = None


def page_makers(portal: Portal, *, name_files: bool = False, asked: Portal | None = None) -> Iterator[PageMaker]:
    """The same pages not made yet; they ask the portal, or where it is given its twin `asked`, which notes that."""
    planned = _planned(portal)
    permanence = planned.permanence
    asked = asked or portal
    gone = tuple(_gone(permanence))
    for language in portal.settings.languages:
        own = (place for place in planned.places if place.language == language)
        for place in (*own, *_places(gone, language)):
            # What was taken away from a page is told on it.
            about = None if permanence.gone_from(place.address) else place.spec.about
            asking = portal if about is None else asked
            yield PageMaker(place.address, partial(_page, asking, place, name_files, permanence), about)
    yield PageMaker("", partial(_door, asked, name_files), _nothing)
    yield PageMaker("404.html", partial(_not_found, asked), _nothing)


def _itself(subject: object) -> object:
    """What the page of a thing is made of that only asks about it."""
    return subject


def _nothing() -> object:
    """What a page is made of that only asks the portal."""
    return ()


def text_files_of(portal: Portal) -> tuple[PublishedFile, ...]:
    """Map, rules for robots, signed texts as received, calendars, the search's and the offices' data, open data."""
    return tuple(each_text_file(portal))


def each_text_file(portal: Portal) -> Iterator[PublishedFile]:
    """The same files one after the other; made before the pages, they tell the data page what it offers."""
    yield _sitemap(portal)
    yield _robots(portal)
    yield from sources_of(portal)
    yield from calendars_of(portal)
    yield from search_files(portal)
    yield from office_files(portal)
    yield from open_data_files(portal)


def permanence_of(portal: Portal) -> Permanence:
    """What the site publishes, held against all that was ever published."""
    return _planned(portal).permanence


@lru_cache(1)
def _planned(portal: Portal) -> _Planned:
    """The pages of what there is and of the units that revisions removed, and what that means for earlier addresses."""
    permanence = Permanence(portal, lambda: _standing(places))
    specs = (*_specs(portal), *_removed_units(portal, permanence))
    places = tuple(place for language in portal.settings.languages for place in _places(specs, language))
    return _Planned(specs, places, permanence)


def _places(specs: Iterable[_Spec], language: Language) -> Iterator[_Place]:
    """Where pages stand in a language; an earlier revision has none in a language that came later."""
    addresses = Addresses(language)
    for spec in specs:
        if spec.frozen is None or language in spec.frozen.settings.languages:
            yield _Place(spec, language, spec.address(addresses))


def _standing(places: Iterable[_Place]) -> Iterator[PublishedAddress]:
    """The address of each page, and each permanent fragment of it."""
    for spec, _, address in places:
        if not spec.provisional:
            yield PublishedAddress(address, *(spec.thing or (spec.kind, spec.id)))
            for fragment, (kind, id_) in spec.anchors:
                yield PublishedAddress(f"{address}#{fragment}", kind, id_)


def address_problems(portal: Portal, places: Mapping[Thing, Position]) -> list[Problem]:
    """Pages that would take each other's place, and addresses of earlier sites that would lead nowhere or elsewhere."""
    permanence = permanence_of(portal)
    return [
        *_doubled(portal),
        *fragment_problems(portal, places),
        *permanence.problems(places),
        *permanence.unproved(),
    ]


def _doubled(portal: Portal) -> list[Problem]:
    """Hand-written pages at the address of another page: only those right below a language can be such."""
    problems = []
    for language in portal.settings.languages:
        addresses = Addresses(language)
        written = [page for page in portal.model.content if page.language == language]
        taken = Counter((*map(addresses.page, get_args(PageName)), *map(addresses.content, written)))
        for page in written:
            if taken[addresses.content(page)] > 1:
                at = Position(f"content/{page.file}")
                facts = {"segment": page.head.segment, "other": addresses.content(page)}
                problems.append(Problem(at, "doubled-segment", facts))
    return problems


def _page(portal: Portal, place: _Place, name_files: bool, permanence: Permanence) -> Page:
    spec, language, address = place
    here = Here(spec.frozen or portal, language, address, name_files)
    written = spec.write(here)
    frame = _frame(here, spec, written)
    content = _content_of(here, written)
    if content is not None and spec.frozen is None:
        gone = tuple(gone_view(here, one, permanence) for one in permanence.gone_from(address))
        content = replace(content, gone=gone, sections=SECTIONS.get(spec.kind, ()))
    return Page(address, frame, content, written.source, name_files)


def _content_of(here: Here, written: _Written) -> Content | None:
    return None if written.template is None else Content(written.template, written.view, here.language)


def _frame(here: Here, spec: _Spec, written: _Written) -> Frame:
    say, portal, addresses = here.say, here.portal, here.addresses
    home = here.link(here.own(say("page.home")), addresses.home)
    crumbs = () if spec.kind == "home" else (home, *written.above)
    inside = {link.href for link in (*crumbs, here.link(home.label, here.address))}
    canonical = portal.settings.address + here.address
    way = breadcrumbs(crumbs or (home,), portal.settings.address)
    told = block((way,) if written.subject is None else (way, written.subject))
    return Frame(
        language=here.language,
        kind=spec.kind,
        id=spec.id,
        removed=spec.removed,
        title=written.title,
        site_name=here.read(portal.settings.name).text,
        description=excerpt(written.description, 155),
        canonical=None if spec.frozen else canonical,
        alternates=_alternates(here, spec.address),
        home=home,
        search=here.page("search"),
        breadcrumbs=crumbs,
        menu=_menu(here, inside),
        neighbourhood=written.neighbourhood,
        previous=written.previous,
        next=written.next,
        linked_data=None if spec.frozen else told,
        words=_frame_words(here.language),
        counting=_counting_words(here.language, portal.settings.time_zone),
        feeds=written.feeds,
    )


def _menu(here: Here, inside: Collection[str]) -> tuple[Link, ...]:
    """The registers and the hand-written pages, with those a page lies within."""
    links = _menu_links(here)
    return _menu_within(here, " ".join(str(at) for at, link in enumerate(links) if link.href in inside))


@same_on_every_page
def _menu_links(here: Here) -> tuple[Link, ...]:
    written = (page for page in here.portal.model.content if page.language == here.language)
    return (
        *(here.page(name) for name in _MENU),
        *(here.link(here.own(page.head.title), here.addresses.content(page)) for page in written),
    )


@same_on_every_page
def _menu_within(here: Here, places: str) -> tuple[Link, ...]:
    current = set(map(int, places.split()))
    return tuple(replace(link, current=at in current) for at, link in enumerate(_menu_links(here)))


@cache
def _frame_words(language: Language) -> FrameWords:
    say = Words(language)
    return FrameWords(**{name: say(f"frame.{name}") for name in FrameWords.__dataclass_fields__})


@cache
def _counting_words(language: Language, zone: str) -> CountingWords:
    say = Words(language)
    names = [name for name in CountingWords.__dataclass_fields__ if name != "zone"]
    return CountingWords(zone=zone, **{name: say.template(f"left.{name.replace('_', '-')}") for name in names})


def _alternates(here: Here, address: Callable[[Addresses], str]) -> tuple[Alternate, ...]:
    site = here.portal.settings.address
    found = []
    for language in here.portal.settings.languages:
        there = address(Addresses(language))
        name = Here(here.portal, language, there).say("language.name")
        found.append(Alternate(language, name, here.to(there), site + there))
    return tuple(found)


# The pages


def _spec(
    kind: str,
    id_: str,
    subject: T,
    address: Callable[[Addresses, T], str],
    write: Callable[[Here, T], _Written],
    anchors: Iterable[tuple[str, Thing]] = (),
    thing: Thing | None = None,
    about: Callable[[], object] | None = None,
) -> _Spec:
    """The page of one thing."""
    return _Spec(
        kind,
        id_,
        lambda addresses: address(addresses, subject),
        lambda here: write(here, subject),
        anchors,
        thing,
        about=about,
    )


def _specs(portal: Portal) -> Iterator[_Spec]:
    model = portal.model
    yield _Spec("home", "home", lambda addresses: addresses.home, _home, about=_nothing)
    yield _index("plans", plans_view)
    for plan in model.plans:
        # A plan's page also tells that its signed text is there whole.
        yield _spec("plan", plan.id, plan, Addresses.plan, _plan, about=partial(Whole, plan))
        units = portal.units_of(plan)
        lines = [(located.unit.id, unit_thing(plan, located.unit.id)) for located in units]
        yield _spec("full-text", plan.id, plan, Addresses.full_text, _full_text, lines, about=partial(_itself, plan))
        for compared in portal.comparisons[plan.id]:
            name = f"{plan.id}-{compared.id}"
            yield _spec("changes", name, compared, _changes_address, _changes, _changed(compared))
            for body in compared.by_body if compared.has_sheets else ():
                sheet = _spec("change-sheet", f"{name}-{body}", (compared, body), _sheet_address, _sheet)
                yield sheet._replace(provisional=compared.new.is_newest)
        for day in portal.days[plan.id]:
            if not day.state.is_newest:
                earlier = _spec("earlier-text", f"{plan.id}-{day.state.id}", day.state.plan, _earlier_address, _earlier)
                yield earlier._replace(frozen=day.portal)
        for located in units:
            thing, dues = unit_thing(plan, located.unit.id), _dues(portal, portal.dues_in(located))
            yield _spec(
                _kind_of(located),
                located.unit.id,
                located,
                Addresses.unit,
                _unit,
                dues,
                thing,
                partial(_itself, located),
            )
    yield _index("documents", documents_view)
    yield from _Register(
        "document", "documents", Addresses.document, Here.document, document_page_view, legislation
    ).specs(model.documents)
    yield _index("programmes", programmes_view)
    yield from _Register("programme", "programmes", Addresses.programme, Here.programme, programme_view).specs(
        model.programmes
    )
    yield _Spec("index", "bodies", lambda addresses: addresses.page("bodies"), _bodies, about=_nothing)
    bodies = _Register(
        "body",
        "bodies",
        Addresses.body,
        Here.body,
        body_view,
        organization,
        lambda body: _dues(portal, portal.dues_of(body)),
    )
    yield from bodies.specs(model.bodies)
    yield from bodies.specs(model.successors)
    yield _index("campaigns", campaigns_view)
    yield from _Register("campaign", "campaigns", Addresses.campaign, Here.campaign, campaign_view).specs(
        model.campaigns
    )
    yield _overview("deadlines", "deadlines.html", deadlines_view, _dues(portal, portal.dues))
    yield _Spec(
        "legal-basis", "legal-basis", lambda addresses: addresses.page("legal-basis"), _legal_basis, about=_nothing
    )
    yield _Spec("validity", "validity", lambda addresses: addresses.page("validity"), _validity, about=_nothing)
    terms = [(term.id, ("term", term.id)) for term in model.glossary.terms]
    yield _overview("glossary", "glossary.html", glossary_view, terms)
    yield _overview("search", "search.html", search_view)
    # The page of downloads also tells of the files beside the pages.
    yield _overview("data", "data.html", data_view)._replace(about=None)
    yield from _content(model.content)


def _kind_of(located: Located) -> str:
    return "section" if located.unit.is_heading else "plan-item"


def _dues(portal: Portal, dues: Iterable[Due]) -> list[tuple[str, Thing]]:
    return [(portal.due_name(due), deadline_thing(due.located.plan, due.deadline.id)) for due in dues]


def _changed(comparison: Comparison) -> list[tuple[str, Thing]]:
    """The units a redline shows; while its newer revision is still edited they come and go."""
    changed = () if comparison.new.is_newest else comparison.changes.changed
    return [(change.id, unit_thing(comparison.plan, change.id)) for change in changed]


def _removed_units(portal: Portal, permanence: Permanence) -> Iterator[_Spec]:
    """A page of every unit that is no longer in its plan, where it always was."""
    for removed in portal.removed_units.values():
        spec = _spec(
            _kind_of(removed.located),
            removed.located.unit.id,
            removed.located,
            Addresses.unit,
            partial(_removed_unit, removed=removed, permanence=permanence),
            thing=unit_thing(removed.step.plan, removed.located.unit.id),
        )
        yield spec._replace(removed=removed.step.new.id)


def _removed_unit(here: Here, _: Located, removed: RemovedUnit, permanence: Permanence) -> _Written:
    view, plan = removed_unit_view(here, removed, permanence), removed.step.plan
    text = removed.located.unit.text
    return _Written(
        title=here.say("removed.title", name=view.place),
        description=text.read_in(here.language) or text.vi,
        template="removed_unit.html",
        view=view,
        above=(here.page("plans"), here.plan(plan), here.link(here.own(view.place), here.address)),
        neighbourhood=(NavigationEntry(here.plan(plan)),),
        previous=here.plan(plan),
    )


def _gone(permanence: Permanence) -> Iterator[_Spec]:
    """A page at every address that lost its own: the thing moved, or an editor says what became of it."""
    by_thing: dict[Thing, dict[Language, list[Gone]]] = {}
    for gone in permanence.gone:
        if not gone.was.fragment:
            by_thing.setdefault(gone.was.thing, {}).setdefault(gone.language, []).append(gone)
    for (kind, id_), own in by_thing.items():
        for nth in range(max(len(each) for each in own.values())):
            there = {language: each[nth] for language, each in own.items() if nth < len(each)}
            yield _Spec(
                "plan-item" if kind == "unit" else kind,
                id_.rpartition("/")[2],
                partial(_gone_address, there=there),
                partial(_gone_page, there=there, permanence=permanence),
                removed="",
            )


def _gone_address(addresses: Addresses, there: Mapping[Language, Gone]) -> str:
    """The address that was locked; in a language that had none, the one of the other with its own beginning."""
    if addresses.language in there:
        return there[addresses.language].was.address
    return addresses.home + next(iter(there.values())).was.address.partition("/")[2]


def _gone_page(here: Here, there: Mapping[Language, Gone], permanence: Permanence) -> _Written:
    gone = there.get(here.language) or next(iter(there.values()))
    view = gone_view(here, gone, permanence)
    return _Written(
        title=here.say("removed.title", name=view.name.text),
        description=f"{view.name.text}: {view.said}",
        template="gone.html",
        view=view,
        above=(here.link(view.name, here.address),),
    )


def _home(here: Here) -> _Written:
    name = here.read(here.portal.settings.name).text
    description = here.read(here.portal.settings.description).text
    return _Written(name, description, "home.html", home_view(here), feeds=(changes_feed_link(here),))


def _index(name: PageName, view: Callable[[Here], IndexView]) -> _Spec:
    def write(here: Here) -> _Written:
        index = view(here)
        feeds = (feed_link(here, name),) if name in FEEDS else ()
        return _Written(index.title, index.introduction, "index.html", index, above=(here.page(name),), feeds=feeds)

    return _Spec("index", name, lambda addresses: addresses.page(name), write, about=_nothing)


def _overview(
    name: PageName, template: str, view: Callable[[Here], object], anchors: Iterable[tuple[str, Thing]] = ()
) -> _Spec:
    def write(here: Here) -> _Written:
        title = here.say(f"page.{name}")
        feeds = (feed_link(here, name),) if name in FEEDS else ()
        said = here.say(f"description.{name}")
        return _Written(title, said, template, view(here), above=(here.page(name),), feeds=feeds)

    return _Spec(name, name, lambda addresses: addresses.page(name), write, anchors, about=_nothing)


def _bodies(here: Here) -> _Written:
    view = bodies_page_view(here)
    index = view.index
    return _Written(index.title, index.introduction, "bodies.html", view, above=(here.page("bodies"),))


def _legal_basis(here: Here) -> _Written:
    return _Written(
        title=here.say("page.legal-basis"),
        description=here.say("description.legal-basis"),
        template="legal_basis.html",
        view=legal_basis_view(here),
        above=(here.page("legal-basis"),),
        neighbourhood=_around_legal_basis(here),
    )


def _validity(here: Here) -> _Written:
    return _Written(
        title=here.say("page.validity"),
        description=here.say("description.validity"),
        template="validity.html",
        view=validity_view(here),
        above=(here.page("legal-basis"), here.page("validity")),
        neighbourhood=_around_legal_basis(here),
    )


def _around_legal_basis(here: Here) -> tuple[NavigationEntry, ...]:
    return (NavigationEntry(here.page("legal-basis"), (NavigationEntry(here.page("validity")),)),)


def _plan(here: Here, plan: Plan) -> _Written:
    view = plan_view(here, plan, source_address(plan) if plan.source is not None else None)
    roots = tuple(NavigationEntry(here.unit(root)) for root in here.portal.roots(plan))
    full_text = NavigationEntry(view.full_text)
    return _Written(
        title=f"{here.plan_name(plan).text}: {view.title.text}",
        description=here.say("plan.description", title=view.title.text, units=view.units),
        template="plan.html",
        view=view,
        above=(here.page("plans"), here.plan(plan)),
        neighbourhood=(NavigationEntry(here.plan(plan), (full_text, *roots)),),
        next=view.full_text,
        feeds=(changes_feed_link(here),),
    )


def _full_text(here: Here, plan: Plan) -> _Written:
    view = full_text_view(here, plan)
    link = here.link(here.own(here.say("plan.full-text")), here.addresses.full_text(plan))
    roots = tuple(NavigationEntry(_in_text(here, root)) for root in here.portal.roots(plan))
    return _Written(
        title=f"{here.say('plan.full-text')}: {view.title.text}",
        description=here.say("plan.full-text-description", title=view.title.text),
        template="full_text.html",
        view=view,
        above=(here.page("plans"), here.plan(plan), link),
        neighbourhood=(NavigationEntry(here.plan(plan), (NavigationEntry(link, roots),)),),
        previous=here.plan(plan),
    )


def _earlier_address(addresses: Addresses, plan: Plan) -> str:
    return addresses.earlier_text(plan, plan.head.revisions[-1].id)


def _earlier(here: Here, plan: Plan) -> _Written:
    view = earlier_text_view(here, plan)
    heading = view.heading
    link = here.link(here.own(heading), here.address)
    roots = tuple(NavigationEntry(_in_text(here, root)) for root in here.portal.roots(plan))
    return _Written(
        title=f"{heading}: {view.title.text}",
        description=here.say("earlier.said"),
        template="full_text.html",
        view=view,
        above=(here.page("plans"), here.plan(plan), link),
        neighbourhood=(NavigationEntry(here.plan(plan), (NavigationEntry(link, roots),)),),
        previous=here.plan(plan),
    )


def _in_text(here: Here, located: Located) -> Link:
    """The way to a unit on the page that has the whole text."""
    return here.link(here.unit(located).label, f"{here.address}#{located.unit.id}")


def _sheet_address(addresses: Addresses, sheet: tuple[Comparison, str]) -> str:
    comparison, body = sheet
    return addresses.change_sheet(comparison.plan, comparison.id, body)


def _sheet(here: Here, sheet: tuple[Comparison, str]) -> _Written:
    comparison, body = sheet
    plan = comparison.plan
    view = change_sheet_view(here, comparison, body)
    others = list(comparison.by_body)
    at = others.index(body)
    around = tuple(
        NavigationEntry(sheet_link(here, comparison, other).link)
        for other in others[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
    )
    link = comparison_link(here, comparison)
    return _Written(
        title=f"{here.say('changes.sheet-of', body=view.name.text)}, {here.plan_name(plan).text}, {comparison.id}",
        description=here.say(
            "changes.sheet-description", body=view.name.text, old=comparison.old.id, new=comparison.new.id
        ),
        template="change_sheet.html",
        view=view,
        above=(here.page("plans"), here.plan(plan), link, here.link(view.name, here.address)),
        neighbourhood=(NavigationEntry(link, around),),
        previous=link,
        feeds=(changes_feed_link(here, here.portal.bodies[body]),) if body in here.portal.bodies else (),
    )


def _changes_address(addresses: Addresses, comparison: Comparison) -> str:
    return addresses.changes(comparison.plan, comparison.id)


def _changes(here: Here, comparison: Comparison) -> _Written:
    plan, every = comparison.plan, here.portal.comparisons[comparison.plan.id]
    own = comparison_link(here, comparison)
    around = tuple(NavigationEntry(comparison_link(here, other)) for other in akin(comparison, every))
    name = here.plan_name(plan).text
    return _Written(
        title=f"{here.say('changes.title', old=comparison.old.id, new=comparison.new.id)}: {name}",
        description=here.say("changes.description", plan=name, old=comparison.old.id, new=comparison.new.id),
        template="changes.html",
        view=changes_view(here, comparison, every),
        above=(here.page("plans"), here.plan(plan), own),
        neighbourhood=(NavigationEntry(here.plan(plan), around),),
        previous=here.plan(plan),
        feeds=(changes_feed_link(here),),
    )


def _unit(here: Here, located: Located) -> _Written:
    portal, plan = here.portal, located.plan
    view = unit_view(here, located)
    above = portal.ancestors(located)
    before, after = portal.neighbours(located)
    here_and_below = tuple(
        NavigationEntry(
            here.unit(sibling),
            tuple(NavigationEntry(here.unit(child)) for child in portal.children(located)[: 2 * _NEIGHBOURS])
            if sibling.key == located.key
            else (),
        )
        for sibling in portal.siblings(located, _NEIGHBOURS)
    )
    parent = here.unit(above[-1]) if above else here.plan(plan)
    title = here.unit(located).label.text
    if len(portal.model.plans) > 1:
        title += f" ({here.plan_name(plan).text})"
    return _Written(
        title=title,
        description=located.unit.text.read_in(here.language) or located.unit.text.vi,
        template="unit.html",
        view=view,
        above=(here.page("plans"), here.plan(plan), *(here.unit_place(a) for a in (*above, located))),
        neighbourhood=(NavigationEntry(parent, here_and_below),),
        previous=here.unit(before) if before else here.plan(plan),
        next=here.unit(after) if after else None,
    )


class _Registered(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Registered)


@dataclass(frozen=True)
class _Register(Generic[R]):
    """The pages of one register, each with its neighbours in the register's order."""

    kind: str
    name: PageName
    address: Callable[[Addresses, R], str]
    link: Callable[[Here, R], Link]
    view: Callable[[Here, R], object]
    describe: Callable[[Here, R], Node] | None = None
    anchors: Callable[[R], Iterable[tuple[str, Thing]]] = lambda _: ()

    def specs(self, records: Sequence[R]) -> Iterator[_Spec]:
        for at, record in enumerate(records):
            about = partial(_around, records, at)
            yield _spec(
                self.kind, record.id, (records, at), self._address, self._write, self.anchors(record), about=about
            )

    def _address(self, addresses: Addresses, place: tuple[Sequence[R], int]) -> str:
        return self.address(addresses, place[0][place[1]])

    def _write(self, here: Here, place: tuple[Sequence[R], int]) -> _Written:
        records, at = place
        record = records[at]
        own, index = self.link(here, record), here.page(self.name)
        # A programme is called as its document is, and a campaign may be called as a body is.
        shared = self.kind in ("programme", "campaign")
        return _Written(
            title=here.say(f"title.{self.kind}", name=own.label.text) if shared else own.label.text,
            description=here.say(f"description.{self.kind}", name=own.label.text),
            template=f"{self.kind}.html",
            view=self.view(here, record),
            above=(index, own),
            neighbourhood=(
                NavigationEntry(
                    index, tuple(NavigationEntry(self.link(here, other)) for other in _around(records, at))
                ),
            ),
            previous=self.link(here, records[at - 1]) if at else index,
            next=self.link(here, records[at + 1]) if at + 1 < len(records) else None,
            subject=self.describe(here, record) if self.describe else None,
            feeds=(changes_feed_link(here, record),) if isinstance(record, Body) else (),
        )


def _around(records: Sequence[R], at: int) -> tuple[R, ...]:
    """A record with its neighbours in a register."""
    return tuple(records[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1])


def _content(pages: Iterable[ContentPage]) -> Iterator[_Spec]:
    by_id: dict[str, dict[Language, ContentPage]] = {}
    for page in pages:
        by_id.setdefault(page.id, {})[page.language] = page

    def address(addresses: Addresses, own: dict[Language, ContentPage]) -> str:
        return addresses.content(own[addresses.language])

    def write(here: Here, own: dict[Language, ContentPage]) -> _Written:
        page = own[here.language]
        link = here.link(here.own(page.head.title), here.addresses.content(page))
        return _Written(page.head.title, page.head.description or page.head.title, above=(link,), source=page.file)

    for id_, own in by_id.items():
        yield _spec("page", id_, own, address, write, about=partial(_itself, own))


def _door(portal: Portal, name_files: bool) -> Page:
    """`/`: every language offers itself in its own words."""
    language = portal.settings.languages[0]
    here = Here(portal, language, "", name_files)
    choices = []
    for other in portal.settings.languages:
        there = Here(portal, other, "", name_files)
        link = there.link(there.own(there.say("door.enter")), there.addresses.home)
        name = there.read(portal.settings.name).text
        choices.append(LanguageChoice(name, there.read(portal.settings.description).text, link))
    title = " · ".join(choice.name for choice in choices)
    written = _Written(title, choices[0].description, "door.html", DoorView(tuple(choices)))
    frame = _frame(here, _Spec("home", "door", lambda a: a.home, lambda h: written), written)
    return Page("", frame, _content_of(here, written), name_files=name_files)


def _not_found(portal: Portal) -> Page:
    """`404.html`, shown at any depth: its links start from the root of the site's address."""
    language = portal.settings.languages[0]
    here = Here(portal, language, "404.html")
    choices = []
    for other in portal.settings.languages:
        there = Here(portal, other, "404.html")
        link = there.link(there.own(there.say("not-found.home")), there.addresses.home)
        choices.append(LanguageChoice(there.say("not-found.title"), there.say("not-found.text"), link))
    written = _Written(choices[0].name, choices[0].description, "door.html", DoorView(tuple(choices)))
    frame = _frame(here, _Spec("not-found", "404", lambda a: a.home, lambda h: written), written)
    root = "/" + portal.settings.address.split("://", 1)[1].split("/", 1)[1]
    return Page("404.html", frame, _content_of(here, written), root=root)


# Files for machines


def _sitemap(portal: Portal) -> TextFile:
    """sitemaps.org 0.9 with the alternates of every page."""
    site = portal.settings.address
    languages = portal.settings.languages
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for spec in _planned(portal).specs:
        if spec.frozen is not None or spec.removed is not None:
            continue
        where = {language: site + spec.address(Addresses(language)) for language in languages}
        for language in languages:
            lines.append(f"<url><loc>{escape(where[language])}</loc>")
            lines += [
                f'<xhtml:link rel="alternate" hreflang="{other}" href={quoteattr(where[other])}/>'
                for other in languages
            ]
            lines.append("</url>")
    return TextFile("sitemap.xml", "\n".join([*lines, "</urlset>", ""]))


def _robots(portal: Portal) -> TextFile:
    return TextFile("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {portal.settings.address}sitemap.xml\n")
