"""The duty sheet of a body (việc của tôi): everything it has to do, by date, short enough for one A4 page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from generator.linking.portal import Due, Located, Part, PartRole
from generator.linking.sentences import sentences
from generator.model.bodies import Body
from generator.model.deadlines import Precision
from generator.pages.facts import ROLE_ORDER, due_view, named_by
from generator.pages.frame import Label, Link
from generator.pages.here import Here, same_on_every_page
from generator.pages.moments import MomentView
from generator.pages.typography import excerpt

# With whom one acts and to whom one reports; who else has a part in an item is on its page.
_OTHERS: tuple[PartRole, ...] = ("lead", "partner", "reports-to", "through")


# So much of a sentence tells what is asked for, and every body of the first plan still fits one page.
_SHEET_WORDS = 160


@dataclass(frozen=True)
class SheetWhen:
    """When something is due and what kind of deadline that is; with a day also as a machine reads it."""

    words: str
    kind: str
    machine_date: str | None
    moment: MomentView


@dataclass(frozen=True)
class SheetPart:
    """What a body is in an item, and on what ground."""

    label: str
    basis: tuple[str, ...]


@dataclass(frozen=True)
class SheetOthers:
    """Others with one part in the same item; nobody where the item names no lead."""

    label: str
    who: tuple[Link, ...]


@dataclass(frozen=True)
class SheetGround:
    """The documents an item cites, or if it cites none those of the nearest heading above that does, `of`; and what is
    cited there without leading to a document."""

    of: Link | None
    documents: tuple[Link, ...]
    refused: tuple[Label, ...]


@dataclass(frozen=True)
class SheetRow:
    """An item in which a body has a part."""

    unit: Link
    words: Label
    plan: Label | None
    ground: SheetGround | None
    whens: tuple[SheetWhen, ...]
    parts: tuple[SheetPart, ...]
    others: tuple[SheetOthers, ...]


def by_time(dues: Iterable[Due]) -> tuple[int, date, int]:
    """The order of deadlines: those with a day by day, then by how precise they are, then what has none."""
    precisions: tuple[Precision, ...] = get_args(Precision)
    listed = tuple(dues)
    days = [due.deadline.date for due in listed if due.deadline.date is not None]
    if days:
        return 0, min(days), 0
    return 1, date.max, min((precisions.index(due.deadline.precision) for due in listed), default=len(precisions))


def duty_sheet(here: Here, body: Body) -> tuple[SheetRow, ...]:
    """A body's items by time, each once; items of the same time in printed order."""
    parts: dict[tuple[str, str], list[Part]] = {}
    for part in here.portal.parts_of(body):
        parts.setdefault(part.located.key, []).append(part)
    rows = [(here.portal.units[key], own) for key, own in parts.items()]
    rows.sort(key=lambda row: by_time(_to_act(here, row[0])))
    return tuple(_row(here, body, located, own) for located, own in rows)


def _row(here: Here, body: Body, located: Located, own: list[Part]) -> SheetRow:
    dues = _to_act(here, located)
    roles = [role for role in ROLE_ORDER if any(part.role == role for part in own)]
    labels = [SheetPart(here.say(f"body-role.{role}"), _bases(here, own, role)) for role in roles]
    if any(due.deadline.kind == "reporting-duty" and _is_doer(body, due) for due in dues):
        labels.insert(1 if roles[0] == "lead" else 0, SheetPart(here.say("sheet.reports"), ()))
    return SheetRow(
        unit=here.unit_place(located),
        words=_words(here, located, own, dues),
        plan=here.plan_name(located.plan) if len(here.portal.model.plans) > 1 else None,
        ground=_ground(here, located),
        whens=tuple(dict.fromkeys(_when(here, due) for due in dues)),
        parts=tuple(labels),
        others=tuple(_others(here, body, located)),
    )


def _words(here: Here, located: Located, own: Iterable[Part], dues: Iterable[Due]) -> Label:
    """What is asked for: the sentence that sets a deadline, or else names the body; in a translation of as many
    sentences the same one, in any other the beginning."""
    label, vi = here.unit_words(located.unit), located.unit.text.vi
    stated = (part.basis.words for part in own if part.basis.words)
    place = next((at for words in (*(due.deadline.words for due in dues), *stated) if (at := vi.find(words)) >= 0), 0)
    spans, told = sentences(vi), sentences(label.text)
    which = next((n for n, (start, end) in enumerate(spans) if start <= place < end), 0)
    if located.unit.is_heading or which == 0 or len(spans) != len(told):
        return replace(label, text=excerpt(label.text, _SHEET_WORDS))
    start, end = told[which]
    return replace(label, text=f"… {excerpt(label.text[start:end], _SHEET_WORDS)}")


@same_on_every_page
def _ground(here: Here, located: Located) -> SheetGround | None:
    for one in (located, *reversed(here.portal.ancestors(located))):
        documents = tuple(here.document(document) for document in here.portal.documents_cited(one))
        refused = dict.fromkeys(c.text for c in here.portal.citations(one, "vi") if c.document is None)
        if documents or refused:
            of = None if one is located else here.unit_place(one)
            return SheetGround(of, documents, tuple(map(here.quoted, refused)))
    return None


def _to_act(here: Here, located: Located) -> tuple[Due, ...]:
    """A unit's deadlines but for what only tells which years it speaks of."""
    return tuple(due for due in here.portal.dues_in(located) if due.deadline.kind not in ("scope", "period"))


def _is_doer(body: Body, due: Due) -> bool:
    return any(body in part.bodies for part in due.doers)


def _bases(here: Here, own: list[Part], role: PartRole) -> tuple[str, ...]:
    return tuple(dict.fromkeys(here.say(f"basis.{part.basis.kind}") for part in own if part.role == role))


def _when(here: Here, due: Due) -> SheetWhen:
    """The day, the years or the cadence a deadline gives, else that it gives no day; and what is due, if it has a name
    in the page's language."""
    view = due_view(here, due)
    when = view.when or ", ".join(view.cadence) or here.say("sheet.no-day")
    name = view.name.text if view.name is not None and view.name.language == here.language else ""
    kind = f"{view.kind}: {name}" if name else view.kind
    return SheetWhen(when, kind, view.machine_date, view.moment)


def _others(here: Here, body: Body, located: Located) -> Iterable[SheetOthers]:
    parts = here.portal.parts(located)
    for role in _OTHERS:
        found = [part for part in parts if part.role == role]
        others = (replace(part, bodies=tuple(one for one in part.bodies if one.id != body.id)) for part in found)
        who = tuple(dict.fromkeys(named_by(here, others)))
        if who:
            yield SheetOthers(here.say(f"role.{role}"), who)
        elif role == "lead" and not found and located.unit.is_action:
            yield SheetOthers(here.say("role.lead"), ())
