"""Addresses never die: what stands where now, what stood where before, and what is served in its place.

Every page of the site names itself and the fragments in it that are permanent; `addresses.lock` has what earlier sites
named. What is in the list and not on the site is `Gone`, because it moved or was removed, or it is lost, which is a
problem.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from generator.linking.portal import Portal, RemovedDeadline
from generator.loading.locked import place_in_lock
from generator.loading.problems import Position, Problem
from generator.model.addresses import PublishedAddress, Removal
from generator.model.deadlines import Precision
from generator.model.plans import Plan, Role
from generator.model.text import LANGUAGES, Language

Thing = tuple[str, str]
"""Kind and name of what stands at an address; the same in both languages and at each address of one thing."""

_UNIT = ("items", "who", "when", "basis", "programmes", "campaigns", "named", "notes", "history")
_BODY = (
    "sheet", "must-report", "gets-reports", "when", "named", "changes", "documents", "programmes", "notes",
    *(f"role-{role}" for role in (*get_args(Role), "party")),
)  # fmt: skip
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "plan": ("structure", "legal-basis", "recipients", "revisions", "changes", "notes"),
    "section": _UNIT,
    "plan-item": _UNIT,
    "document": ("cited-by", "relations", "campaigns", "notes"),
    "programme": ("items", "notes"),
    "body": _BODY,
    "campaign": ("items", "notes"),
    "deadlines": get_args(Precision),
    "legal-basis": ("graph", "numbered", "named", "refused"),
    "validity": ("lapsed", "undetermined", "in-force"),
    "glossary": ("abbreviations",),
}
"""The sections a reader may have linked to on each kind of page.

They are as permanent as the page and need no line in the list: a page that has nothing to say in one is opened at its
top. Any other `id` of a page is incidental: fields of forms, rows of the timeline, headings of hand-written pages.
"""

INCIDENTAL_FILES = ("assets/",)
"""Folders of files that only the site's own pages ask for, under names that may change with each build."""


def unit_thing(plan: Plan, unit: str) -> Thing:
    return "unit", f"{plan.id}/{unit}"


def deadline_thing(plan: Plan, deadline: str) -> Thing:
    return "deadline", f"{plan.id}/{deadline}"


def published_file(address: str) -> PublishedAddress | None:
    """A file beside the pages, if a reader or a program may keep its address."""
    return None if address.startswith(INCIDENTAL_FILES) else PublishedAddress(address=address, kind="file")


@dataclass(frozen=True)
class Gone:
    """A locked address at which nothing stands any more: its thing is elsewhere (`now`), or was removed."""

    was: PublishedAddress
    language: Language
    now: str | None = None
    removal: Removal | None = None
    deadline: RemovedDeadline | None = None


class Permanence:
    """The site's addresses of now held against all that were ever published."""

    def __init__(self, portal: Portal, standing: Callable[[], Iterable[PublishedAddress]]) -> None:
        self._portal = portal
        self._locked = portal.model.locked
        self._published = standing
        self._removals: Mapping[Thing, Removal] = {
            (removal.kind, removal.id): removal for removal in portal.model.removals
        }

    @cached_property
    def standing(self) -> Mapping[str, PublishedAddress]:
        """Every page and permanent fragment of the site, by address."""
        return {one.address: one for one in self._published()}

    def where(self, thing: Thing, language: Language) -> str | None:
        """Where a thing stands now: its own page rather than a place on another's."""
        return self._where.get((thing, language))

    @cached_property
    def _where(self) -> Mapping[tuple[Thing, str], str]:
        found: dict[tuple[Thing, str], str] = {}
        for one in sorted(self.standing.values(), key=lambda one: bool(one.fragment)):
            found.setdefault((one.thing, one.address.partition("/")[0]), one.address)
        return found

    def removal(self, thing: Thing) -> Removal | None:
        """What an editor declared of a thing that is gone."""
        return self._removals.get(thing)

    @cached_property
    def gone(self) -> tuple[Gone, ...]:
        """Every locked page and fragment that has to be served in another's stead, in the order of the list."""
        found = (self._gone(was) for was in self._locked if was.address not in self.standing)
        return tuple(one for one in found if one is not None)

    def gone_from(self, page: str) -> tuple[Gone, ...]:
        """Fragments that no longer stand on a page and are listed at its end."""
        return self._gone_from.get(page, ())

    @cached_property
    def _gone_from(self) -> Mapping[str, tuple[Gone, ...]]:
        found: dict[str, tuple[Gone, ...]] = {}
        for one in self.gone:
            if one.was.fragment:
                found[one.was.page] = (*found.get(one.was.page, ()), one)
        return found

    def _gone(self, was: PublishedAddress) -> Gone | None:
        language = next((own for own in self._portal.settings.languages if was.address.startswith(f"{own}/")), None)
        if language is None:
            return None
        now, removal = self.where(was.thing, language), self.removal(was.thing)
        if now is not None or removal is not None:
            return Gone(was, language, now, removal)
        plan, _, id_ = was.id.partition("/")
        deadline = self._portal.removed_deadlines.get((plan, id_)) if was.kind == "deadline" else None
        return Gone(was, language, deadline=deadline) if deadline is not None else None

    def problems(self, places: Mapping[Thing, Position]) -> list[Problem]:
        """Locked pages and fragments that would lead nowhere or to another thing, and ids that are used again."""
        served = {one.was.address for one in self.gone}
        whole = {one.page for one in self.standing.values()} | {
            one.was.page for one in self.gone if not one.was.fragment
        }
        found, told = [], set()
        for place, was in enumerate(self._locked):
            if was.kind == "file":
                continue
            now = self.standing.get(was.address)
            if now is not None and now.thing != was.thing:
                facts = {"address": was.address, "was": " ".join(was.thing), "now": " ".join(now.thing)}
                at = places.get(now.thing) or self._page(now) or place_in_lock(place)
                found.append(Problem(at, "address-taken", facts))
            elif now is None and (was.address not in served or was.page not in whole):
                lost = self._lost(place, was)
                # Of a whole plan, or a language, one line says all.
                if lost.code == "lost-address" or (lost.code, str(lost.facts)) not in told:
                    found.append(lost)
                told.add((lost.code, str(lost.facts)))
        for reused in self._portal.reused_ids:
            code = "id-of-another" if reused.moved_to else "id-of-removed"
            facts = {"id": reused.id} | ({"other": reused.moved_to} if reused.moved_to else {})
            found.append(Problem(places[unit_thing(reused.plan, reused.id)], code, facts))
        return [*found, *self._still_there(places)]

    def _still_there(self, places: Mapping[Thing, Position]) -> Iterator[Problem]:
        """Deadlines whose words the newest revision still has, under another id or none: no page may call them gone."""
        for (_, id_), removed in self._portal.removed_deadlines.items():
            step, unit = removed.step, removed.located.unit
            now = self._portal.units.get((step.plan.id, unit.id))
            declared = deadline_thing(step.plan, id_) in self._removals
            if step.new.is_newest and now and not declared and removed.deadline.words in now.unit.text.vi:
                yield Problem(places[unit_thing(step.plan, unit.id)], "deadline-still-there", {"id": id_})

    def _page(self, now: PublishedAddress) -> Position | None:
        """The file of a hand-written page."""
        files = (p.file for p in self._portal.model.content if now.thing == ("page", p.id))
        return next((Position(f"content/{file}") for file in files if now.address.startswith(file[:3])), None)

    def _lost(self, place: int, was: PublishedAddress) -> Problem:
        language = was.address.partition("/")[0]
        if language in LANGUAGES and language not in self._portal.settings.languages:
            return Problem(place_in_lock(place), "lost-language", {"language": language})
        for plan in self._plans_gone:
            if was.id.startswith(f"{plan.id}/") or was.address.startswith(plan.address):
                return Problem(place_in_lock(place), "lost-plan", {"id": plan.id})
        return Problem(place_in_lock(place), "lost-address", {"address": was.address, "thing": " ".join(was.thing)})

    @cached_property
    def _plans_gone(self) -> tuple[PublishedAddress, ...]:
        """The locked pages of plans that are no longer in the data."""
        known = {plan.id for plan in self._portal.model.plans}
        return tuple(one for one in self._locked if one.kind == "plan" and one.id not in known)

    def lost_files(self, files: Iterable[str]) -> list[Problem]:
        """Locked files that are no longer published."""
        present = set(files)
        return [
            self._lost(place, was)
            for place, was in enumerate(self._locked)
            if was.kind == "file" and was.address not in present
        ]

    def unlocked(self, files: Iterable[str] = ()) -> tuple[PublishedAddress, ...]:
        """What is published now, files among it, and not in the list yet."""
        locked = {one.address for one in self._locked}
        published = (*self.standing.values(), *(one for file in files if (one := published_file(file)) is not None))
        return tuple(one for one in published if one.address not in locked)

    def unproved(self) -> list[Problem]:
        """Units of frozen revisions whose addresses are not in the list, which somebody must have taken out of it."""
        if not self._portal.model.frozen:
            return []
        units = {
            unit_thing(frozen.state, unit.id) for frozen in self._portal.model.frozen for unit in frozen.state.units()
        }
        locked = {one.thing for one in self._locked if not one.fragment}
        missing = sorted(self._where[thing, "vi"] for thing in units - locked)
        if not missing:
            return []
        facts = {"address": missing[0], "number": str(len(missing))}
        return [Problem(Position(place_in_lock(0).file), "lock-lacks", facts)]
