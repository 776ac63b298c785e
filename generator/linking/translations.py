"""Translations that need a person (bản dịch cần làm): missing, out of date or a machine's, and what changed since."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.linking.portal import Located, Portal
from generator.linking.revisions import TextChange, compare_texts
from generator.model.plans import Plan
from generator.model.text import Standing, fingerprint

TO_DO: tuple[Standing, ...] = ("missing", "stale", "machine")


@dataclass(frozen=True)
class TranslationTask:
    """A unit whose translation needs a person; of one out of date, how the Vietnamese changed since it was made.

    `since` is the revision that has the text it was made from; None where no frozen revision has it.
    """

    located: Located
    standing: Standing
    since: str | None = None
    change: TextChange | None = None


def translation_tasks(portal: Portal, plan: Plan) -> tuple[TranslationTask, ...]:
    """What is to be done for a plan, in printed order."""
    return tuple(_task(portal, located) for located in portal.units_of(plan) if located.unit.text.standing in TO_DO)


def _task(portal: Portal, located: Located) -> TranslationTask:
    text = located.unit.text
    if text.en is None or text.standing != "stale":
        return TranslationTask(located, text.standing)
    for revision, vi in _earlier(portal, located):
        if fingerprint(vi) == text.en.of:
            return TranslationTask(located, text.standing, revision, compare_texts(vi, text.vi))
    return TranslationTask(located, text.standing)


def _earlier(portal: Portal, located: Located) -> Iterator[tuple[str, str]]:
    """The Vietnamese of frozen revisions, the newest first: the unit's own, then others', if its id was another."""
    frozen = tuple(reversed(portal.model.frozen_of(located.plan)))
    for own in (True, False):
        for one in frozen:
            yield from ((one.id, u.text.vi) for u in one.state.units() if (u.id == located.unit.id) is own)
