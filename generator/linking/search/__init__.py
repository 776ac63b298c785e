"""Search (tìm kiếm): what can be found, by which words, and which entries answer a query, best first."""

from generator.linking.search.entries import KINDS, Entry, EntryKind, entries, kinds_present, synonyms
from generator.linking.search.index import Index
from generator.linking.search.ranking import Answer, search
from generator.linking.search.rules import RULES

__all__ = [
    "KINDS", "RULES", "Answer", "Entry", "EntryKind", "Index", "entries", "kinds_present", "search", "synonyms",
]  # fmt: skip
