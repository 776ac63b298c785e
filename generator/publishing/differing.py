"""What changed between two revisions of a plan, as lines for a person or as JSON for a program."""

from collections.abc import Iterator
from typing import Any

from generator.linking.revisions import Changes, FactChange, RevisionState, TextChange, UnitChange, revision_states
from generator.model.plans import Plan
from generator.model.portal import PortalModel
from generator.model.record import Record
from generator.model.text import Language
from generator.publishing.said import said

# As wdiff marks words, with braces of their own for a sentence that only changed places.
_MARKS = {
    "removed": ("[-", "-]"), "added": ("{+", "+}"), "moved-away": ("[<", "<]"), "moved-here": ("{>", ">}"),
    "kept": ("", ""),
}  # fmt: skip


class RevisionUnknown(Exception):
    """No such revision, or one whose plan is not told; `code` and `facts` say which."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def named_revision(model: PortalModel, name: str, plan: str | None) -> tuple[Plan, RevisionState]:
    """The revision of `2023/r1`, or of `r1` where the plan is given or there is one plan only."""
    own, _, id_ = name.rpartition("/")
    if own and plan and own != plan:
        raise RevisionUnknown("diff-two-plans", one=own, other=plan)
    wanted = own or plan
    if wanted is None and len(model.plans) != 1:
        raise RevisionUnknown("diff-which-plan", revision=id_, plans=", ".join(one.id for one in model.plans))
    found = next((one for one in model.plans if wanted in (None, one.id)), None)
    if found is None:
        raise RevisionUnknown("no-plan", plan=wanted or "")
    for state in revision_states(model, found):
        if state.id == id_:
            return found, state
    known = ", ".join(one.id for one in found.head.revisions)
    raise RevisionUnknown("diff-no-revision", plan=found.id, revision=id_, known=known)


def marked(change: TextChange) -> str:
    """A changed text with what went and came between marks."""
    return "".join(f"{_MARKS[s.kind][0]}{s.text}{_MARKS[s.kind][1]}" for s in change.segments)


def _value(value: object) -> Any:
    if isinstance(value, Record):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return value


def _plain(value: object) -> str:
    return value.model_dump_json(exclude_defaults=True) if isinstance(value, Record) else str(_value(value))


def diff_lines(changes: Changes, language: Language) -> Iterator[str]:
    """A line per changed unit, and below it what changed about it; the plan as a whole first."""
    if changes.head:
        yield f"plan: {said('diff.head', language)}"
        yield from _facts(changes.head)
    for change in changes.changed:
        facets = ", ".join(said(f"diff.facet.{facet}", language) for facet in change.facets)
        yield f"{change.id}: {said(f'diff.{change.kind}', language)}{f' ({facets})' if facets else ''}"
        yield from _unit(change, language)
    for pair in changes.likely:
        yield said("diff.likely", language, removed=pair.removed, added=pair.added, percent=int(pair.likeness * 100))
    if not changes:
        yield said("diff.nothing", language)


def _unit(change: UnitChange, language: Language) -> Iterator[str]:
    old, new = change.before, change.after
    if old is None or new is None:
        alone = old or new
        assert alone is not None  # noqa: S101
        sign = "-" if new is None else "+"
        yield f"  {sign} {alone.content.text.vi}"
        return
    if change.place is not None:
        yield f"  {said('diff.place', language, parent=change.place.parent or '-', after=change.place.after or '-')}"
    if old.content.marker != new.content.marker:
        yield f"  {old.content.marker or '-'} → {new.content.marker or '-'}"
    for name, text in (("vi", change.text), ("en", change.english)):
        if text is not None:
            yield f"  {name}: {marked(text)}"
    yield from _facts((*change.facts, *change.notes))


def _facts(facts: tuple[FactChange, ...]) -> Iterator[str]:
    for fact in facts:
        if fact.before is not None:
            yield f"  - {fact.field}: {_plain(fact.before)}"
        if fact.after is not None:
            yield f"  + {fact.field}: {_plain(fact.after)}"


def diff_tree(plan: str, old: str, new: str, changes: Changes) -> dict[str, Any]:
    """The changes as JSON holds them; units that stayed as they were are left out."""
    return {
        "plan": plan,
        "from": old,
        "to": new,
        "head": [_fact(fact) for fact in changes.head],
        "units": [_unit_tree(change) for change in changes.changed],
        "likely": [{"removed": p.removed, "added": p.added, "likeness": round(p.likeness, 3)} for p in changes.likely],
    }


def _fact(fact: FactChange) -> dict[str, Any]:
    return {"field": fact.field, "before": _value(fact.before), "after": _value(fact.after)}


def segments_tree(change: TextChange | None) -> list[dict[str, str]] | None:
    """The stretches of a changed text as JSON holds them."""
    return None if change is None else [{"kind": s.kind, "text": s.text} for s in change.segments]


def _unit_tree(change: UnitChange) -> dict[str, Any]:
    old, new = change.before, change.after
    return {
        "id": change.id,
        "kind": change.kind,
        "facets": list(change.facets),
        "before": None if old is None else old.content.text.vi,
        "after": None if new is None else new.content.text.vi,
        "marker": {"before": old and old.content.marker, "after": new and new.content.marker},
        "place": None if change.place is None else {"parent": change.place.parent, "after": change.place.after},
        "text": segments_tree(change.text),
        "english": segments_tree(change.english),
        "facts": [_fact(fact) for fact in (*change.facts, *change.notes)],
    }
