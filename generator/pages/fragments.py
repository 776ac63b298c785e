"""The ids by which pages call their own parts: what an editor names may not have them, or a link would lead astray."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

from generator.linking.portal import Portal
from generator.loading.problems import Position, Problem
from generator.model.deadlines import Precision
from generator.pages.permanence import Thing, deadline_thing, unit_thing

FRAME_IDS = frozenset(("beside", "content", "counting", "drawer", "side"))
"""On every page; a unit's id stands on the page of the whole text, where the frame's are the only others."""

PAGE_IDS = FRAME_IDS | frozenset(
    (
        "abbreviations", "basis", "campaigns", "changes", "check", "cited-by", "codes", "documents",
        "downloads", "figures", "filter", "gets-reports", "graph", "graph-said", "history", "home-search", "in-force",
        "items", "lapsed", "legal-basis", "must-report", "my-office", "named", "next-dated", "next-deadlines", "nobody",
        "notes", "numbered", "office", "office-duties", "office-kept", "office-list", "office-pick", "others",
        "plan-facts", "programmes", "recipients", "refused", "relations", "revisions", "search-facets", "search-form",
        "search-list", "search-results", "search-status", "sheet", "site-search", "sources", "structure", "successors",
        "unplaced", "when", "who",
    )
).union(get_args(Precision))  # fmt: skip
"""On some page; a deadline's id stands on its item's, on bodies' and on that of all, a term's in the glossary."""

_MANY = re.compile(
    r"(?:year-\d{4}(?:-title|-desc)?|y\d{4}-[a-z0-9-]+|plan-\d+|role-[a-z-]+|download-[a-z-]+|message--text|change--sheets)"
)


def is_of_a_page(fragment: str) -> bool:
    """Whether pages call a part of their own so."""
    return fragment in PAGE_IDS or _MANY.fullmatch(fragment) is not None


def fragment_problems(portal: Portal, places: Mapping[Thing, Position]) -> Iterator[Problem]:
    """Units, deadlines and terms whose fragment would stand twice on a page."""
    for plan in portal.model.plans:
        for unit in plan.units():
            if unit.id in FRAME_IDS:
                yield Problem(places[unit_thing(plan, unit.id)], "id-of-page-part", {"id": unit.id})
    for term in portal.model.glossary.terms:
        if is_of_a_page(term.id):
            yield Problem(places["term", term.id], "id-of-page-part", {"id": term.id})
    names = [(portal.due_name(due), deadline_thing(due.located.plan, due.deadline.id)) for due in portal.dues]
    times = Counter(name for name, _ in names)
    for name, thing in names:
        if is_of_a_page(name) or times[name] > 1:
            yield Problem(places[thing], "id-of-page-part", {"id": name})
