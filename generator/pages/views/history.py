"""The states a plan went through."""

from dataclasses import dataclass

from generator.model.plans import Plan
from generator.pages.frame import Label, Link
from generator.pages.here import Here


@dataclass(frozen=True)
class RevisionView:
    """A state of the plan: what and when, by which document, and a note."""

    line: str
    basis: Link | None
    note: Label | None


def history(here: Here, plan: Plan) -> tuple[RevisionView, ...]:
    views = []
    for revision in plan.head.revisions:
        day = here.say.day(revision.date) if revision.date else here.say("not-stated")
        line = here.say("revision.line", id=revision.id, kind=here.say(f"revision.{revision.kind}"), day=day)
        basis = here.document(here.portal.documents[revision.basis]) if revision.basis else None
        views.append(RevisionView(line, basis, here.read(revision.note) if revision.note else None))
    return tuple(views)
