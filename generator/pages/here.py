"""One page's point of view: its language, its address, and so how everything else is named and reached from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from generator.linking.asked import note_again, noted
from generator.linking.portal import Located, Portal
from generator.model.bodies import Body
from generator.model.campaigns import Campaign
from generator.model.documents import CoordinationProgramme, LegalDocument
from generator.model.glossary import Term
from generator.model.plans import Plan, PlanItem, UnitKind
from generator.model.text import Bilingual, Language
from generator.pages.addresses import Addresses, PageName
from generator.pages.frame import Label, Link, Mark
from generator.pages.typography import excerpt
from generator.pages.ways import way_to
from generator.pages.words import Words, words_in

_SPECIAL = frozenset(("doc-type", "title", "preamble", "closing", "recipients-heading"))


Work = TypeVar("Work", bound=Callable[..., Any])
_Shared = dict[tuple[object, ...], tuple[tuple[object, ...], Any, tuple[int, ...]]]
# What stands near each other is told near each other; in a portal of any size no more is kept.
_MOST = 10_000
_SHARED: WeakKeyDictionary[Portal, dict[Language, _Shared]] = WeakKeyDictionary()


def same_on_every_page(work: Work) -> Work:
    """Work that follows from the portal and the language and not from the page, done once for both.

    What it is asked about are values of the portal, which are told apart as objects, and names.
    """

    @wraps(work)
    def shared(here: "Here", *asked: object) -> object:
        key = (work, *(one if isinstance(one, str) else id(one) for one in asked))
        known = here.shared.get(key)
        if known is None:
            if len(here.shared) >= _MOST:
                here.shared.clear()
            with noted(here.portal) as notes:
                made = work(here, *asked)
            # The values asked about are kept too: as long as they are, no other object has their place.
            here.shared[key] = (asked, made, tuple(notes))
            return made
        if known[2]:
            note_again(here.portal, known[2])
        return known[1]

    return cast("Work", shared)


@dataclass(frozen=True)
class Here:
    """The page being written."""

    portal: Portal
    language: Language
    address: str
    name_files: bool = False

    @cached_property
    def say(self) -> Words:
        return words_in(self.language)

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.language)

    @cached_property
    def shared(self) -> _Shared:
        """What was worked out for all pages of the language."""
        return _SHARED.setdefault(self.portal, {}).setdefault(self.language, {})

    def to(self, there: str) -> str:
        return way_to(there)

    def own(self, text: str) -> Label:
        return Label(text, self.language)

    def read(self, words: Bilingual) -> Label:
        """Words in the page's language, or the Vietnamese marked as standing in."""
        text = words.read_in(self.language)
        return replace(self.quoted(words.vi), missing=True) if text is None else Label(text, self.language)

    def quoted(self, words: str) -> Label:
        """Words of the plan as printed: on a page of another language said to be Vietnamese."""
        return Label(words, "vi", note=None if self.language == "vi" else self.say("translation.mark.missing"))

    def link(self, label: Label, there: str) -> Link:
        return Link(label, self.to(there))

    @same_on_every_page
    def page(self, name: PageName) -> Link:
        return self.link(self.own(self.say(f"page.{name}")), self.addresses.page(name))

    # Names

    @same_on_every_page
    def place(self, located: Located) -> str:
        """Where a unit stands, as one would cite it: “II.4, gạch đầu dòng 1”."""
        unit = located.unit
        if unit.kind in _SPECIAL:
            return self.say(f"unit.{unit.kind}")
        path = (*self.portal.ancestors(located), located)
        # A paragraph or a bullet itself is counted, whatever is printed before it; those above are cited by a letter.
        marked = [one for one in path if _marker(one) and (one is not located or unit.kind not in _COUNTED)]
        # What stands below the last printed marker is counted at each step: “I.3, gạch đầu dòng 1, gạch đầu dòng 2”.
        below = path[path.index(marked[-1]) + 1 :] if marked else path
        counted = [
            self.say(f"unit.{one.unit.kind}", number=self.portal.number_of_kind(one))
            for one in below
            if one.unit.kind in _COUNTED
        ]
        if unit.kind == "recipient":
            return f"{self.say('unit.recipients-heading')}, {counted[-1]}"
        if unit.kind in _COUNTED or not marked or marked[-1] is not located:
            return ", ".join(part for part in (_markers(marked), *counted) if part) or self.say("unit.item")
        return _markers(marked)

    @same_on_every_page
    def heading(self, located: Located) -> Label:
        """The words a unit is called by: a heading's own text, the beginning of any other."""
        label = self.unit_words(located.unit)
        return replace(label, text=excerpt(label.text))

    def unit_words(self, unit: PlanItem) -> Label:
        """A unit's words in the page's language, or the Vietnamese standing in."""
        text = unit.text.read_in(self.language)
        if text is None:
            return replace(self.quoted(unit.text.vi), missing=True)
        stale = unit.text.standing_in(self.language) == "stale"
        return Label(text, self.language, note=self.say("translation.mark.stale") if stale else None)

    @same_on_every_page
    def document_name(self, document: LegalDocument) -> Label:
        """“Nghị định số 93/2021/NĐ-CP”, or the title of a document without symbol."""
        if document.symbol is None:
            assert document.title is not None  # noqa: S101
            return self.read(document.title)
        kind = self.read(self.portal.types[document.type].name)
        return replace(kind, text=self.say("document.numbered", type=kind.text, symbol=document.symbol))

    # Links

    def plan(self, plan: Plan) -> Link:
        return self.link(self.plan_name(plan), self.addresses.plan(plan))

    @same_on_every_page
    def plan_name(self, plan: Plan) -> Label:
        """A plan is called by its type and year, of several by its number or id too; its title stands on its page."""
        kind, head = self.read(self.portal.types[plan.head.type].name), plan.head
        name = f"{kind.text} {head.year}"
        heads = [other.head for other in self.portal.model.plans]
        akin = [other.number for other in heads if (other.type, other.year) == (head.type, head.year)]
        if len(akin) > 1:
            name += f", {head.number if head.number and akin.count(head.number) == 1 else plan.id}"
        return replace(kind, text=name)

    @same_on_every_page
    def plan_title(self, plan: Plan) -> Label:
        """The plan's printed title, or its name where no unit is the title."""
        unit = self.portal.title_of(plan)
        return self.plan_name(plan) if unit is None else self.unit_words(unit)

    @same_on_every_page
    def unit(self, located: Located) -> Link:
        """A link that says the unit's place and the beginning of its text."""
        place, heading = self.place(located), self.heading(located)
        text = heading.text if heading.text.rstrip(":") == place else f"{place}: {heading.text}"
        return self.link(replace(heading, text=text), self.addresses.unit(located))

    @same_on_every_page
    def unit_place(self, located: Located) -> Link:
        return self.link(self.own(self.place(located)), self.addresses.unit(located))

    @same_on_every_page
    def unit_anywhere(self, located: Located) -> Link:
        """As `unit_place`, on a page that is no plan's: with the plan's name where the portal has several."""
        link = self.unit_place(located)
        if len(self.portal.model.plans) < 2:
            return link
        plan = self.plan_name(located.plan).text
        return replace(link, label=replace(link.label, text=f"{link.label.text} ({plan})"))

    @same_on_every_page
    def document(self, document: LegalDocument) -> Link:
        link = self.link(self.document_name(document), self.addresses.document(document))
        return replace(link, mark=self.document_mark(document))

    @same_on_every_page
    def programme(self, programme: CoordinationProgramme) -> Link:
        name = self.document_name(self.portal.programme_document(programme))
        return self.link(name, self.addresses.programme(programme))

    @same_on_every_page
    def body(self, body: Body) -> Link:
        return replace(self.link(self.read(body.name), self.addresses.body(body)), mark=self._body_mark(body))

    def _body_mark(self, body: Body) -> Mark | None:
        lifetimes = self.portal.lifetimes
        if not lifetimes.is_gone(body):
            return None
        now = tuple(self.body(other) for other in lifetimes.now(body))
        return Mark(self.say("mark.now" if now else "mark.gone"), now, self._unverified(body.end_is_verified))

    def document_mark(self, document: LegalDocument) -> Mark | None:
        """That a document is known not to be wholly in force; nothing is said of the others."""
        if document.validity is None or not document.lapsed:
            return None
        checked = document.validity.verified == "yes"
        return Mark(self.say(f"validity.{document.state}"), unverified=self._unverified(checked))

    def _unverified(self, checked: bool) -> str | None:
        return None if checked else self.say("mark.unverified")

    def bodies(self, ids: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.body(self.portal.bodies[body]) for body in ids)

    @same_on_every_page
    def campaign(self, campaign: Campaign) -> Link:
        return self.link(self.read(campaign.name), self.addresses.campaign(campaign))

    def term(self, term: Term) -> Link:
        return self.link(Label(term.vi, "vi"), self.addresses.term(term))


_COUNTED: tuple[UnitKind, ...] = ("paragraph", "bullet", "recipient")


def _marker(located: Located) -> str:
    """The printed marker by which a unit can be cited, without its full stop; dashes and dots are none."""
    marker = (located.unit.marker or "").rstrip(".")
    return "" if marker in "-–+•*" else marker


def _markers(path: Iterable[Located]) -> str:
    """Printed markers joined as they are cited: “II.”, “4.” gives “II.4”; “(1)” stays in its brackets."""
    joined = ""
    for marker in map(_marker, path):
        joined += marker if not joined else (f" {marker}" if marker.startswith("(") else f".{marker}")
    return joined
