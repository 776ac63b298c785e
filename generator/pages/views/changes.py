"""What changed between two revisions of a plan, unit by unit (so sánh hai lần ban hành, sửa đổi)."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from generator.linking.portal import Comparison, Located, Portal
from generator.linking.revisions import FactChange, TextChange, UnitChange
from generator.linking.revisions.changes import ChangeKind
from generator.linking.revisions.texts import SegmentKind
from generator.model.deadlines import Deadline
from generator.model.documents import Attribution, PrintedDate
from generator.model.plans import CampaignMention, CitationDecision, Duty, Plan
from generator.model.text import Bilingual, Language, Note, UnitText
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.views.history import RevisionView, revision_view

_KINDS: tuple[ChangeKind, ...] = ("added", "removed", "edited", "moved", "renumbered")


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
    others: tuple[Link, ...]


def comparison_link(here: Here, comparison: Comparison) -> Link:
    words = here.say("changes.pair", old=comparison.old.id, new=comparison.new.id)
    return here.link(here.own(words), here.addresses.changes(comparison.plan, comparison.id))


def changes_view(here: Here, comparison: Comparison, others: tuple[Comparison, ...]) -> ChangesView:
    changes = comparison.changes
    counted = Counter(change.kind for change in changes.changed)
    before, after = replace(here, portal=comparison.before), replace(here, portal=comparison.after)
    return ChangesView(
        plan=here.plan(comparison.plan),
        old=revision_view(here, comparison.old.revision),
        new=revision_view(here, comparison.new.revision),
        counts=tuple(here.say.count(f"changes.count.{kind}", counted[kind]) for kind in _KINDS if counted[kind]),
        head=_facts(before, after, changes.head),
        units=tuple(_unit(before, after, comparison, change) for change in changes.changed),
        others=tuple(comparison_link(here, other) for other in others if other.id != comparison.id),
    )


def _located(portal: Portal, plan: Plan, unit: str) -> Located | None:
    return portal.units.get((plan.id, unit))


def _unit(before: Here, after: Here, comparison: Comparison, change: UnitChange) -> UnitChangeView:
    say = after.say
    old = _located(before.portal, comparison.plan, change.id)
    new = _located(after.portal, comparison.plan, change.id)
    was = before.place(old) if old else ""
    place = after.place(new) if new else was
    link = after.link(after.own(place), after.addresses.unit(new)) if new and comparison.new.is_newest else None
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
        kind_label=say(f"changes.kind.{change.kind}"),
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
