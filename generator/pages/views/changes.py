"""What changed between two revisions of a plan, unit by unit (so sánh hai lần ban hành, sửa đổi)."""

from dataclasses import dataclass, replace
from typing import Any

from generator.linking.portal import Comparison, Located, Portal
from generator.linking.revisions import FactChange, TextChange, UnitChange
from generator.linking.revisions.texts import SegmentKind
from generator.model.bodies import Body
from generator.model.deadlines import Deadline
from generator.model.documents import Attribution, PrintedDate
from generator.model.plans import CampaignMention, CitationDecision, Duty, Plan
from generator.model.text import Bilingual, Language, Note, UnitText
from generator.pages.addresses import comparisons_anchor
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.views.history import RevisionView, counts, kinds, revision_view
from generator.pages.views.registers import newest_first


@dataclass(frozen=True)
class SegmentView:
    """A stretch of text; `said` are the words for a reader who hears the page instead of seeing its marks."""

    kind: SegmentKind
    text: str
    said: str | None


@dataclass(frozen=True)
class TextChangeView:
    """A text with its changes in place, the language it is in, and what a reader of a translation must know."""

    language: Language
    name: str
    state: str | None
    segments: tuple[SegmentView, ...]


@dataclass(frozen=True)
class ValueView:
    """A fact in words, and those of them that are the plan's or the register's own."""

    words: str
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class FactView:
    """A fact before and after; None where there was or is none."""

    label: str
    before: ValueView | None
    after: ValueView | None


@dataclass(frozen=True)
class UnitChangeView:
    id: str
    kind: str
    kind_label: str
    place: str
    link: Link | None
    moves: tuple[str, ...]
    texts: tuple[TextChangeView, ...]
    facts: tuple[FactView, ...]


@dataclass(frozen=True)
class ChangesView:
    """A redline: the two revisions, how much changed, then every changed unit in printed order."""

    plan: Link
    old: RevisionView
    new: RevisionView
    counts: tuple[str, ...]
    head: tuple[FactView, ...]
    units: tuple[UnitChangeView, ...]
    sheets: "tuple[SheetLink, ...]"
    others: tuple[Link, ...]


@dataclass(frozen=True)
class SheetLink:
    """The way to a body's change sheet, and how much is on it."""

    link: Link
    number: str


@dataclass(frozen=True)
class ComparisonsFrom:
    """An earlier revision and the later ones it is compared with; `anchor` never changes."""

    anchor: str
    label: str
    links: tuple[Link, ...]


def comparisons_from(here: Here, plan: Plan) -> tuple[ComparisonsFrom, ...]:
    """Any two revisions of a plan, by the older; each link says both to a reader who hears the links alone."""
    compared = here.portal.comparisons[plan.id]
    olds = dict.fromkeys(one.old.id for one in compared)
    return tuple(
        ComparisonsFrom(
            comparisons_anchor(old),
            here.say("changes.from", old=old),
            tuple(comparison_link(here, one) for one in compared if one.old.id == old),
        )
        for old in olds
    )


def akin(comparison: Comparison, others: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    """The comparisons that share a revision with one, itself among them."""
    own = {comparison.old.id, comparison.new.id}
    return tuple(other for other in others if own & {other.old.id, other.new.id})


def sheet_name(here: Here, comparison: Comparison, body: str) -> Label:
    """The name of a body on its change sheet: of the newer register, or of the older where the newer has it no more."""
    known = comparison.after.bodies.get(body) or comparison.before.bodies[body]
    return here.read(known.name)


def sheet_link(here: Here, comparison: Comparison, body: str) -> SheetLink:
    there = here.addresses.change_sheet(comparison.plan, comparison.id, body)
    number = here.say.count("changes.items", len(comparison.by_body[body]))
    return SheetLink(here.link(sheet_name(here, comparison, body), there), number)


def sheets_of(here: Here, body: Body) -> tuple[SheetLink, ...]:
    """A body's sheets, one for each revision that changed something for it, the newest first."""
    found = []
    for plan in newest_first(here):
        for comparison in reversed(here.portal.comparisons[plan.id]):
            if comparison.successive and body.id in comparison.by_body:
                sheet = sheet_link(here, comparison, body.id)
                pair = here.say("changes.pair", old=comparison.old.id, new=comparison.new.id)
                name = here.own(f"{here.plan_name(plan).text}: {pair}")
                found.append(replace(sheet, link=replace(sheet.link, label=name)))
    return tuple(found)


def comparison_link(here: Here, comparison: Comparison) -> Link:
    words = here.say("changes.pair", old=comparison.old.id, new=comparison.new.id)
    return here.link(here.own(words), here.addresses.changes(comparison.plan, comparison.id))


def changes_view(here: Here, comparison: Comparison, others: tuple[Comparison, ...]) -> ChangesView:
    changes = comparison.changes
    before, after = replace(here, portal=comparison.before), replace(here, portal=comparison.after)
    return ChangesView(
        plan=here.plan(comparison.plan),
        old=revision_view(here, comparison.old.revision),
        new=revision_view(here, comparison.new.revision),
        counts=counts(here, comparison),
        head=_facts(before, after, changes.head),
        units=tuple(unit_change_view(here, comparison, change) for change in changes.changed),
        sheets=tuple(sheet_link(here, comparison, body) for body in comparison.by_body)
        if comparison.has_sheets
        else (),
        others=tuple(comparison_link(here, other) for other in akin(comparison, others) if other.id != comparison.id),
    )


def _located(portal: Portal, plan: Plan, unit: str) -> Located | None:
    return portal.units.get((plan.id, unit))


def changed_place(here: Here, comparison: Comparison, change: UnitChange) -> str:
    """Where a changed unit stands now, or stood before it was removed."""
    for portal in (comparison.after, comparison.before):
        located = _located(portal, comparison.plan, change.id)
        if located is not None:
            return replace(here, portal=portal).place(located)
    raise LookupError(change.id)


def unit_change_view(here: Here, comparison: Comparison, change: UnitChange) -> UnitChangeView:
    """A changed unit, its names and places those of the registers of each day."""
    say = here.say
    before, after = replace(here, portal=comparison.before), replace(here, portal=comparison.after)
    old = _located(before.portal, comparison.plan, change.id)
    new = _located(after.portal, comparison.plan, change.id)
    was, place = before.place(old) if old else "", changed_place(here, comparison, change)
    link = (
        after.link(after.own(place), after.addresses.unit(new))
        if new and _located(here.portal, comparison.plan, change.id)
        else None
    )
    moves = []
    if old and new:
        if "moved" in change.facets:
            moves.append(say("changes.moved-from", old=was) if was != place else say("changes.moved-here"))
        if "renumbered" in change.facets:
            none = say("changes.no-marker")
            moves.append(say("changes.marker", old=old.unit.marker or none, new=new.unit.marker or none))
    return UnitChangeView(
        id=change.id,
        kind=change.kind,
        kind_label=kinds(here, change),
        place=place,
        link=link,
        moves=tuple(moves),
        texts=_texts(after, change),
        facts=_facts(before, after, (*change.facts, *change.notes)),
    )


def _texts(here: Here, change: UnitChange) -> tuple[TextChangeView, ...]:
    """The texts that came, went or changed; the page's language first. A unit that only moved shows its beginning."""
    old = change.before.content.text if change.before else None
    new = change.after.content.text if change.after else None
    found: list[TextChangeView] = []
    compared: dict[Language, TextChange | None] = {"vi": change.text, "en": change.english}
    for language in sorted(here.portal.settings.languages, key=lambda one: one != here.language):
        was, now = old.read_in(language) if old else None, new.read_in(language) if new else None
        text = compared[language]
        if text is not None:
            segments = tuple(_segment(here, segment.kind, segment.text) for segment in text.segments)
        elif was == now and now is not None and (language == here.language or not found):
            segments = (_segment(here, "kept", now),)
        elif was != now:
            segments = (
                *((_segment(here, "removed", was),) if was else ()),
                *((_segment(here, "added", now),) if now else ()),
            )
        else:
            continue
        name = here.say(f"changes.language.{language}")
        found.append(TextChangeView(language, name, _state(here, language, new), segments))
    return tuple(found)


def _state(here: Here, language: Language, text: UnitText | None) -> str | None:
    """That a translation is out of date or missing; the Vietnamese changes first."""
    if text is None:
        return None
    if language == "en" and text.stale:
        return here.say("translation.stale")
    if language == "vi" and here.language == "en" and text.en is None:
        return here.say("translation.missing")
    return None


def _segment(here: Here, kind: SegmentKind, text: str) -> SegmentView:
    return SegmentView(kind, text, None if kind == "kept" else here.say(f"changes.said.{kind}"))


# Facts in words


def _facts(before: Here, after: Here, facts: tuple[FactChange, ...]) -> tuple[FactView, ...]:
    views = []
    for fact in facts:
        old = None if fact.before in (None, ()) else _value(before, fact.field, fact.before)
        new = None if fact.after in (None, ()) else _value(after, fact.field, fact.after)
        if old is not None and old == new:
            new = ValueView(after.say("changes.details"), ())
        views.append(FactView(after.say(f"changes.field.{fact.field}"), old, new))
    return tuple(views)


def _value(here: Here, field: str, value: Any) -> ValueView:
    """A fact as it is called on the pages; names are those of the registers of its day."""
    match value:
        case Duty():
            names = tuple(here.read(here.portal.bodies[body].name) for body in value.bodies)
            return ValueView(here.say(f"role.{value.role}"), (here.read(value.people),) if value.people else names)
        case Deadline():
            day = f", {here.say.day(value.date)}" if value.date else ""
            return ValueView(f"{here.say(f'precision.{value.precision}')}{day}", (here.quoted(value.words),))
        case CampaignMention():
            return ValueView("", (here.read(here.portal.campaigns[value.campaign].name), here.quoted(value.words)))
        case CitationDecision():
            document = value.document
            named = (here.document_name(here.portal.documents[document]),) if document else ()
            return ValueView("", (here.quoted(value.words), *named))
        case Note():
            return ValueView("", (here.read(value.text),))
        case Attribution():
            return ValueView("", tuple(here.read(here.portal.bodies[body].name) for body in value.bodies))
        case PrintedDate():
            return ValueView("", (here.quoted(value.words),))
        case Bilingual():
            return ValueView("", (here.read(value),))
    if field == "type":
        return ValueView("", (here.read(here.portal.types[value].name),))
    if field == "kind":
        return ValueView(here.say(f"unit-kind.{value}"), ())
    return ValueView(str(value), ())
