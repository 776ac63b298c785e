"""The states a plan went through."""

from dataclasses import dataclass, replace
from itertools import pairwise

from generator.linking.portal import Comparison
from generator.model.plans import Plan, Revision
from generator.pages.frame import Label, Link
from generator.pages.here import Here


@dataclass(frozen=True)
class RevisionView:
    """A state of the plan: what and when, by which document, a note, and what it changed."""

    id: str
    line: str
    basis: Link | None
    note: Label | None
    redacted: str | None
    reason: Label | None
    """Why words were taken out after it was published."""
    changes: Link | None = None


def revision_view(here: Here, revision: Revision) -> RevisionView:
    day = here.say.day(revision.date) if revision.date else here.say("not-stated")
    line = here.say("revision.line", id=revision.id, kind=here.say(f"revision.{revision.kind}"), day=day)
    basis = here.document(here.portal.documents[revision.basis]) if revision.basis else None
    note = here.read(revision.note) if revision.note else None
    if revision.redacted is None:
        return RevisionView(revision.id, line, basis, note, None, None)
    redacted = here.say("revision.redacted", day=here.say.day(revision.redacted.date))
    return RevisionView(revision.id, line, basis, note, redacted, here.read(revision.redacted.reason))


def history(here: Here, plan: Plan, unit: str | None = None) -> tuple[RevisionView, ...]:
    """Every revision, with the way to what it changed: of the plan, or of one unit if it changed that."""
    before = {new.id: old.id for old, new in pairwise(plan.head.revisions)}
    compared = {(one.old.id, one.new.id): one for one in here.portal.comparisons[plan.id]}
    views = []
    for revision in plan.head.revisions:
        view = revision_view(here, revision)
        comparison = compared.get((before.get(revision.id, ""), revision.id))
        if comparison is not None:
            view = replace(view, changes=_changes_link(here, comparison, unit))
        views.append(view)
    return tuple(views)


def _changes_link(here: Here, comparison: Comparison, unit: str | None) -> Link | None:
    there = here.addresses.changes(comparison.plan, comparison.id)
    if unit is None:
        return here.link(here.own(here.say("changes.see", old=comparison.old.id, new=comparison.new.id)), there)
    change = comparison.changes.by_id.get(unit)
    if change is None or change.kind == "unchanged":
        return None
    return here.link(
        here.own(here.say("changes.item", kind=here.say(f"changes.kind.{change.kind}"))), f"{there}#{unit}"
    )
