"""The translations that need a person, as lines or as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from generator.linking.translations import TranslationTask
from generator.loading.problems import Position
from generator.model.plans import Plan
from generator.model.text import Language, Standing, fingerprint
from generator.publishing.differing import marked, segments_tree
from generator.publishing.said import said


def task_lines(task: TranslationTask, at: Position, language: Language) -> Iterator[str]:
    """Where a unit stands and what is to be done, below it both texts, the `of` they ask for, and what has changed."""
    located, text = task.located, task.located.unit.text
    yield f"{at} {located.plan.id}/{located.unit.id}: {said(f'translations.{task.standing}', language)}"
    yield f"  vi: {text.vi}"
    if text.en is not None:
        yield f"  en: {text.en.text}"
    if task.standing != "machine":
        yield f'  of: "{fingerprint(text.vi)}"'
    if task.change is not None:
        yield f"  {said('translations.since', language, revision=task.since)} {marked(task.change)}"
    elif task.standing == "stale":
        yield f"  {said('translations.not-found', language)}"


def task_tree(task: TranslationTask, at: Position) -> dict[str, Any]:
    """A task as JSON holds it; `change` is null where the text it was made from is in no frozen revision."""
    located, text = task.located, task.located.unit.text
    return {
        "plan": located.plan.id,
        "unit": located.unit.id,
        "standing": task.standing,
        "file": at.file,
        "line": at.line,
        "vi": text.vi,
        "en": text.en.text if text.en else None,
        "of": text.en.of if text.en else None,
        "fingerprint": fingerprint(text.vi),
        "since": task.since,
        "before": task.change.before if task.change else None,
        "change": segments_tree(task.change),
    }


def counted(plans: Sequence[Plan]) -> Mapping[str, int]:
    """How many units of some plans there are of each standing."""
    standings = [unit.text.standing for plan in plans for unit in plan.units()]
    return {standing: standings.count(standing) for standing in get_args(Standing)}
