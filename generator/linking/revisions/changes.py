"""Every unit of two revisions in exactly one class, with everything about it that changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.linking.revisions.facts import FactChange, changed_facts, with_facts
from generator.linking.revisions.state import PlanState, UnitState
from generator.linking.revisions.texts import (
    TextChange,
    alike,
    compare_texts,
    likeness,
    longest_increasing,
    words_of,
)
from generator.model.plans import PlanHead, PlanItem
from generator.model.text import Translation, UnitText

ChangeKind = Literal["added", "removed", "edited", "moved", "renumbered", "unchanged"]
Facet = Literal["text", "facts", "notes", "translation", "moved", "renumbered"]
"""All that can have changed about a unit that stayed; the class is the weightiest of these."""

_FACTS = ("kind", "duties", "deadlines", "campaigns", "citations")
_LIKELY = 0.7
_OTHER = 0.3
_FEW_WORDS = 4


@dataclass(frozen=True)
class Place:
    """Where a unit stands: below `parent`, right after `after` (None: first)."""

    parent: str | None
    after: str | None


@dataclass(frozen=True)
class UnitChange:
    """A unit before and after; `before` is None where it was added, `after` where it was removed.

    `place` is its new place where it was added or moved; `text` and `english` are its texts compared where it stayed.
    """

    id: str
    before: UnitState | None
    after: UnitState | None
    place: Place | None = None
    text: TextChange | None = None
    english: TextChange | None = None
    facts: tuple[FactChange, ...] = ()
    notes: tuple[FactChange, ...] = ()

    @property
    def facets(self) -> tuple[Facet, ...]:
        """What changed, weightiest first; nothing for a unit that was added, removed or stayed as it was."""
        if self.before is None or self.after is None:
            return ()
        old, new = self.before.content, self.after.content
        said: tuple[tuple[Facet, bool], ...] = (
            ("text", old.text.vi != new.text.vi),
            ("facts", bool(self.facts)),
            ("notes", bool(self.notes)),
            ("translation", old.text.en != new.text.en),
            ("moved", self.place is not None),
            ("renumbered", old.marker != new.marker),
        )
        return tuple(facet for facet, holds in said if holds)

    @property
    def kind(self) -> ChangeKind:
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        facets = self.facets
        if not facets:
            return "unchanged"
        return facets[0] if facets[0] in ("moved", "renumbered") else "edited"


@dataclass(frozen=True)
class Likely:
    """A removed and an added unit with nearly the same text: probably one unit whose id was changed."""

    removed: str
    added: str
    likeness: float


@dataclass(frozen=True)
class Changes:
    """What changed from one revision to another: every unit of both once, new ones in their printed order."""

    units: tuple[UnitChange, ...]
    head: tuple[FactChange, ...]
    likely: tuple[Likely, ...]

    @cached_property
    def by_id(self) -> dict[str, UnitChange]:
        return {change.id: change for change in self.units}

    @property
    def changed(self) -> tuple[UnitChange, ...]:
        return tuple(change for change in self.units if change.kind != "unchanged")

    def of_kind(self, kind: ChangeKind) -> tuple[UnitChange, ...]:
        return tuple(change for change in self.units if change.kind == kind)

    @property
    def words_under_another_id(self) -> tuple[tuple[str, str], ...]:
        """Ids whose unit now says something else while its words stand, unchanged, under another id; and that id.

        A few words, as of a heading, may be those of two units.
        """
        came = {
            change.after.content.text.vi: change.id
            for change in self.units
            if change.after and (change.before is None or change.text is not None)
        }
        return tuple(
            (change.id, came[old])
            for change in self.units
            if change.before and change.after and (old := change.before.content.text.vi) in came
            if came[old] != change.id and len(words_of(old)) > _FEW_WORDS
            if not alike(old, change.after.content.text.vi)
        )

    @property
    def other_words(self) -> tuple[str, ...]:
        """Ids whose unit says something else altogether than before: it may be another unit, which has its own id."""
        return tuple(
            change.id
            for change in self.units
            if change.text is not None
            and len(old := words_of(change.text.before)) > _FEW_WORDS
            and likeness(old, words_of(change.text.after)) < _OTHER
        )

    def __bool__(self) -> bool:
        return bool(self.changed or self.head)

    def apply(self, old: PlanState) -> PlanState:
        """The new state, made of the old one and nothing but the changes."""
        gone = {change.id for change in self.of_kind("removed")}
        placed = [change for change in self.units if change.place is not None]
        away = gone | {change.id for change in placed}
        order = {parent: [id_ for id_ in ids if id_ not in away] for parent, ids in old.order().items()}
        for change in placed:
            assert change.place is not None  # noqa: S101
            below = order.setdefault(change.place.parent, [])
            below.insert(below.index(change.place.after) + 1 if change.place.after else 0, change.id)
        before = {unit.id: unit for unit in old.units}
        units: list[UnitState] = []

        def write(parent: str | None) -> None:
            for id_ in order.get(parent, ()):
                units.append(UnitState(_content(before.get(id_), self.by_id[id_]), parent))
                write(id_)

        write(None)
        head = {name: getattr(old.head, name) for name in PlanHead.model_fields}
        return PlanState(PlanHead.model_construct(**with_facts(head, self.head)), tuple(units))


def _content(old: UnitState | None, change: UnitChange) -> PlanItem:
    if old is None:
        assert change.after is not None  # noqa: S101
        return change.after.content
    fields = {name: getattr(old.content, name) for name in PlanItem.model_fields}
    fields = with_facts(fields, (*change.facts, *change.notes))
    new = change.after
    if new is not None:
        vi = change.text.after if change.text else old.content.text.vi
        fields["marker"] = new.content.marker
        fields["text"] = UnitText.model_construct(vi=vi, en=_english(old.content, new.content, change))
    return PlanItem.model_construct(**fields)


def _english(old: PlanItem, new: PlanItem, change: UnitChange) -> Translation | None:
    if new.text.en is None or old.text.en is None or change.english is None:
        return new.text.en
    return new.text.en.model_copy(update={"text": change.english.after})


def compare(old: PlanState, new: PlanState) -> Changes:
    """What changed from one state of a plan to another."""
    before = {unit.id: unit for unit in old.units}
    after = {unit.id: unit for unit in new.units}
    moved = _moved(old, new)
    places = _places(new)
    units = []
    for unit in new.units:
        place = places[unit.id] if unit.id not in before or unit.id in moved else None
        units.append(_change(before.get(unit.id), unit, place))
    # A removed unit stands where it stood: after the unit before it that stayed.
    at = 0
    for unit in old.units:
        if unit.id in after:
            at = next(i for i, change in enumerate(units) if change.id == unit.id) + 1
        else:
            units.insert(at, UnitChange(unit.id, unit, None))
            at += 1
    fields = [name for name in PlanHead.model_fields if name not in ("units", "revisions")]
    head = changed_facts(old.head, new.head, fields)
    return Changes(tuple(units), head, _likely(units))


def _change(old: UnitState | None, new: UnitState, place: Place | None) -> UnitChange:
    if old is None:
        return UnitChange(new.id, None, new, place)
    one, other = old.content, new.content
    english = compare_texts(one.text.en.text, other.text.en.text) if one.text.en and other.text.en else None
    return UnitChange(
        new.id,
        old,
        new,
        place,
        compare_texts(one.text.vi, other.text.vi) if one.text.vi != other.text.vi else None,
        None if english is None or english.same else english,
        changed_facts(one, other, _FACTS),
        changed_facts(one, other, ("notes",)),
    )


def _places(state: PlanState) -> dict[str, Place]:
    return {
        id_: Place(parent, ids[at - 1] if at else None)
        for parent, ids in state.order().items()
        for at, id_ in enumerate(ids)
    }


def _moved(old: PlanState, new: PlanState) -> set[str]:
    """The fewest units whose moving explains the new order; one that came or went moves nobody."""
    parents = {unit.id: unit.parent for unit in old.units}
    moved: set[str] = {unit.id for unit in new.units if unit.id in parents and parents[unit.id] != unit.parent}
    order = old.order()
    for parent, ids in new.order().items():
        stayed = [id_ for id_ in ids if id_ in parents and id_ not in moved]
        was = {id_: place for place, id_ in enumerate(order.get(parent, ()))}
        stay = longest_increasing([was[id_] for id_ in stayed], [1] * len(stayed))
        moved |= {id_ for place, id_ in enumerate(stayed) if place not in stay}
    return moved


def _likely(units: Iterable[UnitChange]) -> tuple[Likely, ...]:
    """Pairs of a removed and an added unit, the most alike first, each unit once."""
    listed = list(units)
    gone = [(c.id, words_of(c.before.content.text.vi)) for c in listed if c.before and c.after is None]
    come = [(c.id, words_of(c.after.content.text.vi)) for c in listed if c.after and c.before is None]
    pairs = [Likely(one, other, likeness(words, others)) for one, words in gone for other, others in come]
    found: list[Likely] = []
    for pair in sorted(pairs, key=lambda p: (-p.likeness, p.removed, p.added)):
        fresh = all(pair.removed != f.removed and pair.added != f.added for f in found)
        if pair.likeness >= _LIKELY and fresh:
            found.append(pair)
    return tuple(found)
