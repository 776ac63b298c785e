"""Facts beside the text (duties, deadlines, notes, …) before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.linking.revisions.texts import common
from generator.model.record import Record


@dataclass(frozen=True)
class FactChange:
    """One value of a field that came (`before` is None), went (`after` is None) or changed.

    `left` and `taken` are its places in the field's list before and after; None for a field that is no list.
    """

    field: str
    before: Any
    after: Any
    left: int | None = None
    taken: int | None = None


def _identity(value: object) -> object:
    """By what a value is recognised after a change: its id, the role of a duty, the campaign, the quoted words."""
    for name in ("id", "role", "campaign", "words"):
        if hasattr(value, name):
            return name, getattr(value, name)
    return None


def changed_facts(old: Record, new: Record, fields: Iterable[str]) -> tuple[FactChange, ...]:
    """What differs between two records in some of their fields; lists are compared member by member."""
    found: list[FactChange] = []
    for name in fields:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if isinstance(before, tuple) and isinstance(after, tuple):
            found += _members(name, before, after)
        else:
            found.append(FactChange(name, before, after))
    return tuple(found)


def _members(field: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> list[FactChange]:
    pairs = common([_key(value) for value in before], [_key(value) for value in after])
    left = [place for place in range(len(before)) if place not in {one for one, _ in pairs}]
    taken = [place for place in range(len(after)) if place not in {other for _, other in pairs}]
    found = []
    for old in left:
        same = _identity(before[old])
        new = next((place for place in taken if same is not None and _identity(after[place]) == same), None)
        if new is not None:
            taken.remove(new)
        found.append(FactChange(field, before[old], None if new is None else after[new], old, new))
    return found + [FactChange(field, None, after[new], None, new) for new in taken]


def _key(value: Record | str) -> str:
    return value.model_dump_json() if isinstance(value, Record) else str(value)


def with_facts(value: dict[str, Any], changes: Iterable[FactChange]) -> dict[str, Any]:
    """A record's fields after the changes."""
    listed = list(changes)
    result = dict(value)
    for field in {change.field for change in listed}:
        own = [change for change in listed if change.field == field]
        if own[0].left is None and own[0].taken is None:
            result[field] = own[0].after
            continue
        left = {change.left for change in own}
        members = [member for place, member in enumerate(value[field]) if place not in left]
        for change in sorted((c for c in own if c.taken is not None), key=lambda c: c.taken or 0):
            members.insert(change.taken or 0, change.after)
        result[field] = tuple(members)
    return result
