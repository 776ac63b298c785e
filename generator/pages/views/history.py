"""The states a plan went through."""

from collections import Counter
from dataclasses import dataclass, replace

from generator.linking.portal import Comparison, RevisionDay
from generator.linking.revisions import Facet, UnitChange
from generator.linking.revisions.changes import ChangeKind
from generator.model.plans import Plan, Revision
from generator.pages.frame import Label, Link
from generator.pages.here import Here

_COUNTED: tuple[ChangeKind | Facet, ...] = ("added", "removed", "edited", "moved", "renumbered", "notes", "translation")


@dataclass(frozen=True)
class RevisionView:
    """A state of the plan: what and when, by which document, a note, what it changed, and its text if a later one
    took its place."""

    id: str
    line: str
    basis: Link | None
    note: Label | None
    redacted: str | None
    reason: Label | None
    """Why words were taken out after it was published."""
    changes: Link | None = None
    counts: tuple[str, ...] = ()
    text: Link | None = None


def revision_view(here: Here, revision: Revision) -> RevisionView:
    day = here.say.day(revision.date) if revision.date else here.say("not-stated")
    line = here.say("revision.line", id=revision.id, kind=here.say(f"revision.{revision.kind}"), day=day)
    basis = here.document(here.portal.documents[revision.basis]) if revision.basis else None
    note = here.read(revision.note) if revision.note else None
    if revision.redacted is None:
        return RevisionView(revision.id, line, basis, note, None, None)
    redacted = here.say("revision.redacted", day=here.say.day(revision.redacted.date))
    return RevisionView(revision.id, line, basis, note, redacted, here.read(revision.redacted.reason))


def successive(here: Here, plan: Plan) -> dict[str, Comparison]:
    """What each revision after the first changed, by its id."""
    return {one.new.id: one for one in here.portal.comparisons[plan.id] if one.successive}


def plan_history(here: Here, plan: Plan) -> tuple[RevisionView, ...]:
    """Every revision of a plan, oldest first, with the way to what it changed and, of an earlier one, to its text."""
    compared = successive(here, plan)
    views = []
    for day in here.portal.days[plan.id]:
        view = revision_view(here, day.state.revision)
        if (comparison := compared.get(day.state.id)) is not None:
            words = here.say("changes.see", old=comparison.old.id, new=comparison.new.id)
            there = here.addresses.changes(plan, comparison.id)
            view = replace(view, changes=here.link(here.own(words), there), counts=counts(here, comparison))
        views.append(replace(view, text=_text(here, plan, day, "revision.text")))
    return tuple(views)


def unit_history(here: Here, plan: Plan, unit: str) -> tuple[RevisionView, ...]:
    """The revisions since a unit came, each with the way to its words then and to what it changed of the unit."""
    compared = successive(here, plan)
    views = []
    for day in here.portal.days[plan.id]:
        comparison = compared.get(day.state.id)
        change = comparison.changes.by_id.get(unit) if comparison else None
        stood = (plan.id, unit) in day.portal.units
        if not stood and change is None:
            continue
        view = revision_view(here, day.state.revision)
        if comparison is not None and change is not None and change.kind != "unchanged":
            there = f"{here.addresses.changes(plan, comparison.id)}#{unit}"
            view = replace(view, changes=here.link(here.own(here.say("changes.item", kind=kinds(here, change))), there))
        views.append(replace(view, text=_text(here, plan, day, "revision.unit-text", unit)) if stood else view)
    return tuple(views)


def counts(here: Here, comparison: Comparison) -> tuple[str, ...]:
    """How many units of each class changed, in words."""
    counted = Counter(_only(change) or change.kind for change in comparison.changes.changed)
    return tuple(here.say.count(f"changes.count.{kind}", counted[kind]) for kind in _COUNTED if counted[kind])


def _only(change: UnitChange) -> Facet | None:
    """The portal's own words, where nothing else of a unit changed."""
    return change.facets[0] if change.facets in (("translation",), ("notes",)) else None


def kinds(here: Here, change: UnitChange) -> str:
    """Everything that happened to a unit; a change of nothing but the portal's own words is no edit of the plan."""
    if (only := _only(change)) is not None:
        return here.say(f"changes.only.{only}")
    also = [facet for facet in change.facets if facet in ("moved", "renumbered") and facet != change.kind]
    return ", ".join(here.say(f"changes.kind.{kind}") for kind in (change.kind, *also))


def _text(here: Here, plan: Plan, day: RevisionDay, said: str, unit: str | None = None) -> Link | None:
    """The text of a revision that a later one took the place of."""
    if day.state.is_newest:
        return None
    there = here.addresses.earlier_text(plan, day.state.id)
    return here.link(here.own(here.say(said, id=day.state.id)), f"{there}#{unit}" if unit else there)
