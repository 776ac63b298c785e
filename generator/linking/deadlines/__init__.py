"""Deadlines (thời hạn) in a Vietnamese text: what its words name, and the day or rule that surely follows."""

from generator.linking.deadlines.finder import find_deadlines
from generator.linking.deadlines.readings import DeadlineMention

__all__ = ["DeadlineMention", "find_deadlines"]
