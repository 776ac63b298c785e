"""What an address says when its thing is no longer there: a unit that a revision removed, or anything that went."""

from dataclasses import dataclass, replace

from generator.linking.portal import Located, Portal, RemovedUnit
from generator.model.addresses import Removal
from generator.model.text import Language
from generator.pages.frame import Label, Link
from generator.pages.here import Here
from generator.pages.permanence import Gone, Permanence, Thing, unit_thing
from generator.pages.views.history import RevisionView, revision_view


@dataclass(frozen=True)
class LastTextView:
    """A text as it was published last, and what it is called."""

    language: Language
    name: str
    text: str


@dataclass(frozen=True)
class RemovedUnitView:
    """A unit that is no longer in the plan: which revision removed it, what replaced it, where it stood, its text."""

    kind: str
    place: str
    said: str
    revision: RevisionView
    replaced_by: Link | None
    suggestion: str | None
    likely: Link | None
    note: Label | None
    after: Link | None
    before: Link | None
    marker: str | None
    texts: tuple[LastTextView, ...]
    redline: Link
    full_text: Link


def removed_unit_view(here: Here, removed: RemovedUnit, permanence: Permanence) -> RemovedUnitView:
    step, unit = removed.step, removed.located.unit
    removal = permanence.removal(unit_thing(step.plan, unit.id))
    likely = None
    if removed.likely is not None and (removal is None or removal.replaced_by is None):
        likely = link_to(here, permanence, unit_thing(step.plan, removed.likely.added))
    percent = round(removed.likely.likeness * 100) if removed.likely else 0
    after, before = _around(here.portal, removed)
    redline = here.addresses.changes(step.plan, step.id)
    return RemovedUnitView(
        kind=here.say(f"unit-kind.{unit.kind}"),
        place=removed_place(here, removed),
        said=here.say("removed.unit", old=step.old.id, new=step.new.id),
        revision=revision_view(here, step.new.revision),
        replaced_by=_replacement(here, permanence, removal),
        suggestion=here.say("removed.likely", percent=percent) if likely else None,
        likely=likely,
        note=here.read(removal.note) if removal and removal.note else None,
        after=here.unit(after) if after else None,
        before=here.unit(before) if before else None,
        marker=unit.marker,
        texts=_texts(here, removed),
        redline=here.link(here.own(here.say("removed.redline")), f"{redline}#{unit.id}"),
        full_text=here.link(here.own(here.say("plan.full-text")), here.addresses.full_text(step.plan)),
    )


def removed_place(here: Here, removed: RemovedUnit) -> str:
    """Where the unit stood, in the plan of its day."""
    return replace(here, portal=removed.step.before).place(removed.located)


def _around(portal: Portal, removed: RemovedUnit) -> tuple[Located | None, Located | None]:
    """The units it stood between that are still in the plan."""
    order = [located.key for located in removed.step.before.units_of(removed.step.old.plan)]
    at = order.index(removed.key)
    return (
        next((portal.units[key] for key in reversed(order[:at]) if key in portal.units), None),
        next((portal.units[key] for key in order[at + 1 :] if key in portal.units), None),
    )


def _texts(here: Here, removed: RemovedUnit) -> tuple[LastTextView, ...]:
    """The page's language first; the Vietnamese stands on every page."""
    text = removed.located.unit.text
    languages = dict.fromkeys((here.language, *here.portal.settings.languages))
    return tuple(
        LastTextView(language, here.say(f"changes.language.{language}"), words)
        for language in languages
        if (language in (here.language, "vi")) and (words := text.read_in(language)) is not None
    )


@dataclass(frozen=True)
class GoneView:
    """Something that is no longer at this address: what it was, what became of it, and where to go now."""

    fragment: str
    name: Label
    said: str
    link: Link | None
    note: Label | None


def gone_view(here: Here, gone: Gone, permanence: Permanence) -> GoneView:
    thing, removal = gone.was.thing, gone.removal
    link, note = _replacement(here, permanence, removal), removal.note if removal else None
    name = _name(here, thing, removal)
    plan, _, own = thing[1].partition("/")
    unit = here.portal.removed_units.get((plan, own)) if thing[0] == "unit" else None
    if unit is not None:
        said = here.say("removed.in", new=unit.step.new.id)
        name = here.own(removed_place(here, unit))
        link = here.link(here.own(here.say("removed.see")), here.addresses.unit(unit.located))
    elif gone.now is not None:
        said, link = here.say("removed.moved"), here.link(name, gone.now)
    elif gone.deadline is not None:
        said = here.say("removed.in", new=gone.deadline.step.new.id)
        there = permanence.where(unit_thing(gone.deadline.step.plan, gone.deadline.located.unit.id), here.language)
        link = here.link(here.own(here.say("removed.of-unit")), there) if there else None
        name = Label(gone.deadline.deadline.words, "vi")
    else:
        day = here.say.day(removal.date) if removal and removal.date else here.say("removed.no-day")
        ending = here.say("removed.replaced" if link else "removed.not-replaced")
        said = f"{here.say('removed.gone', day=day)} {ending}"
    return GoneView(gone.was.fragment, name, said, link, here.read(note) if note else None)


def _replacement(here: Here, permanence: Permanence, removal: Removal | None) -> Link | None:
    if removal is None or removal.replaced_by is None:
        return None
    return link_to(here, permanence, (removal.kind, removal.replaced_by))


def link_to(here: Here, permanence: Permanence, thing: Thing) -> Link | None:
    """The way to a thing wherever it stands now, called by its name."""
    there = permanence.where(thing, here.language)
    return here.link(_name(here, thing, None), there) if there else None


def _name(here: Here, thing: Thing, removal: Removal | None) -> Label:
    """What a thing is called now, else in the newest registers that had it, else by the editor, else its id."""
    days = (here.portal, *(step.before for step in reversed(here.portal.steps)))
    for portal in days:
        if (name := _registered(replace(here, portal=portal), *thing)) is not None:
            return name
    return here.read(removal.name) if removal and removal.name else here.own(thing[1])


def _registered(here: Here, kind: str, id_: str) -> Label | None:
    portal = here.portal
    plan, _, own = id_.partition("/")
    if kind == "unit" and (plan, own) in portal.units:
        return here.unit(portal.units[plan, own]).label
    if kind == "deadline":
        return next(
            (Label(d.words, "vi") for u in portal.units.values() for d in u.unit.deadlines if d.id == own), None
        )
    if kind == "body" and id_ in portal.bodies:
        return here.read(portal.bodies[id_].name)
    if kind == "document" and id_ in portal.documents:
        return here.document_name(portal.documents[id_])
    if kind == "programme" and id_ in portal.programmes:
        return here.programme(portal.programmes[id_]).label
    if kind == "campaign" and id_ in portal.campaigns:
        return here.read(portal.campaigns[id_].name)
    if kind == "term":
        return next((Label(term.vi, "vi") for term in portal.model.glossary.terms if term.id == id_), None)
    pages = portal.model.content if kind == "page" else ()
    return next((here.own(p.head.title) for p in pages if p.id == id_ and p.language == here.language), None)
