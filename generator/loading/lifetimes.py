"""Bodies and documents in time: dates that contradict each other, and duties of bodies that are gone by a day."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.loading.declared import parts_of, text_of
from generator.loading.problems import Problem
from generator.loading.tree import Mapping as MappingNode
from generator.loading.tree import Node, Scalar
from generator.loading.trees import DataTrees, Tree
from generator.model.bodies import Body
from generator.model.documents import CoordinationProgramme, LegalDocument
from generator.model.plans import Duty


def contradictions(data: DataTrees) -> Iterator[Problem]:
    """Days and successions of which not all can be true."""
    yield from _successions(data)
    documents = _by_id(data, LegalDocument)
    for tree in data.registers.values():
        yield from tree.found(_before_their_issue)
    for node in documents.values():
        if "relations" in node.values:
            yield from _superseded(node, documents)


def warnings(data: DataTrees, on: date) -> Iterator[Problem]:
    """What an editor should look at, though nothing is wrong: who is gone by a day and has a duty, by what source."""
    bodies = _by_id(data, Body)
    for node in bodies.values():
        ends = text_of(node, "valid_until") or next(iter(successors_of(node)), None)
        if ends is not None and not any(_is(note, "kind", "outside") for note in parts_of(node, "notes")):
            yield Problem(ends.at, "end-without-source", {"id": _name(node)}, "warning")
    for named in _duties(data):
        body = bodies.get(named.text)
        if body is None or not _is_gone(body, on):
            continue
        now = ", ".join(f"'{other}'" for other in _now(body, bodies, on))
        if now:
            yield Problem(named.at, "succeeded-body", {"id": named.text, "now": now}, "warning")
        else:
            yield Problem(named.at, "ended-body", {"id": named.text}, "warning")


def successors_of(body: Node) -> tuple[Scalar, ...]:
    """The ids under `succeeded_by`, written as one or as a list."""
    one = text_of(body, "succeeded_by")
    several = (part for part in parts_of(body, "succeeded_by") if isinstance(part, Scalar))
    return (one,) if one is not None else tuple(several)


def _by_id(data: DataTrees, kind: type[Body] | type[LegalDocument]) -> dict[str, MappingNode]:
    """The records of a kind; of doubled ids, which are a problem of their own, the first."""
    found: dict[str, MappingNode] = {}
    for node in data.records(kind):
        found.setdefault(_name(node), node)
    return found


def _name(node: Node) -> str:
    scalar = text_of(node, "id")
    return scalar.text if scalar else ""


def _is(node: Node, key: str, value: str) -> bool:
    scalar = text_of(node, key)
    return scalar is not None and scalar.text == value


def _day(scalar: Scalar | None) -> date | None:
    try:
        return date.fromisoformat(scalar.text) if scalar is not None else None
    except ValueError:
        return None


def _successions(data: DataTrees) -> Iterator[Problem]:
    bodies = _by_id(data, Body)
    for node in bodies.values():
        end = _day(text_of(node, "valid_until"))
        told: set[str] = set()
        for successor in successors_of(node):
            if successor.text in told:
                yield Problem(successor.at, "doubled-successor", {"id": successor.text})
            told.add(successor.text)
            ended = _day(text_of(bodies.get(successor.text), "valid_until"))
            if end is not None and ended is not None and ended < end:
                facts = {"id": successor.text, "ended": ended.isoformat(), "end": end.isoformat()}
                yield Problem(successor.at, "successor-ended-first", facts)


def _is_gone(body: Node, on: date) -> bool:
    """Whether a body's last day has passed; where only its successor is known, it is gone."""
    end = text_of(body, "valid_until")
    last = _day(end)
    return last < on if last is not None else end is None and bool(successors_of(body))


def _now(body: Node, bodies: Mapping[str, MappingNode], on: date) -> list[str]:
    """The bodies at the end of every branch of a succession that are still there."""
    found: dict[str, None] = {}
    seen = {_name(body)}
    ahead = list(successors_of(body))
    while ahead:
        name = ahead.pop(0).text
        node = bodies.get(name)
        if node is None or name in seen:
            continue
        seen.add(name)
        if _is_gone(node, on):
            ahead[:0] = successors_of(node)
        else:
            found[name] = None
    return list(found)


def _duties(data: DataTrees) -> Iterator[Scalar]:
    """Every body with a part in a unit of a plan or in a programme."""
    for plan in data.plans:
        for tree in plan.files:
            for kind, node in tree.records:
                if kind is Duty:
                    yield from (body for body in parts_of(node, "bodies") if isinstance(body, Scalar))
    for programme in data.records(CoordinationProgramme):
        parties = programme.values.get("parties")
        yield from (body for body in parts_of(parties, "bodies") if isinstance(body, Scalar))


def _before_their_issue(tree: Tree) -> Iterator[Problem]:
    for document in tree.of(LegalDocument):
        yield from _before_its_issue(document)


def _before_its_issue(document: Node) -> Iterator[Problem]:
    issued = _day(text_of(document, "date", "iso"))
    if issued is None:
        return
    state = text_of(document, "validity", "state")
    waits = state is not None and state.text in ("not-yet", "undetermined")
    for key in ("valid_from", "valid_until", *(() if waits else ("as_of",))):
        scalar = text_of(document, "validity", key)
        day = _day(scalar)
        if scalar is not None and day is not None and day < issued:
            yield Problem(scalar.at, "valid-before-issue", {"day": scalar.text, "issued": issued.isoformat()})


def _superseded(document: Node, documents: Mapping[str, MappingNode]) -> Iterator[Problem]:
    """What a document replaces or amends is older than it, and what it has replaced is no longer in force."""
    issued = _day(text_of(document, "date", "iso"))
    for relation in parts_of(document, "relations"):
        kind, to = text_of(relation, "kind"), text_of(relation, "to")
        if kind is None or to is None or kind.text not in ("replaces", "amends"):
            continue
        other = documents.get(to.text)
        before = _day(text_of(other, "date", "iso"))
        if issued is not None and before is not None and issued < before:
            facts = {"id": to.text, "day": before.isoformat(), "issued": issued.isoformat()}
            yield Problem(to.at, "supersedes-younger", facts)
        ended = _day(text_of(other, "validity", "valid_until"))
        if kind.text == "amends" and issued is not None and ended is not None and ended < issued:
            facts = {"id": to.text, "ended": ended.isoformat(), "issued": issued.isoformat()}
            yield Problem(to.at, "amends-ended", facts)
        state, as_of = text_of(other, "validity", "state"), _day(text_of(other, "validity", "as_of"))
        takes_effect = _day(text_of(document, "validity", "valid_from")) or issued
        in_effect = takes_effect is None or as_of is None or takes_effect <= as_of
        own = text_of(document, "validity", "state")
        waits = own is not None and own.text == "not-yet"
        if kind.text == "replaces" and state is not None and state.text == "in-force" and in_effect and not waits:
            yield Problem(state.at, "in-force-yet-replaced", {"id": to.text, "other": _name(document)})
