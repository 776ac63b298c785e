"""What changed between two revisions of a plan (các lần ban hành, sửa đổi): units, texts, facts."""

from generator.linking.revisions.changes import Changes, Facet, Likely, UnitChange, compare
from generator.linking.revisions.facts import FactChange
from generator.linking.revisions.state import PlanState, UnitState, state_of
from generator.linking.revisions.states import RevisionState, revision_states
from generator.linking.revisions.texts import Segment, TextChange, alike, compare_texts

__all__ = [
    "Changes",
    "Facet",
    "FactChange",
    "Likely",
    "PlanState",
    "RevisionState",
    "Segment",
    "TextChange",
    "UnitChange",
    "UnitState",
    "alike",
    "compare",
    "compare_texts",
    "revision_states",
    "state_of",
]  # fmt: skip
