"""Translations that a person has reviewed: their fingerprints renewed in the data, comments and layout kept."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.loading.declared import text_of
from generator.loading.editing import keeping_layout, marked_reviewed, rewritten
from generator.loading.problems import Position, nearest
from generator.loading.tree import Node
from generator.loading.trees import DataTrees
from generator.model.text import fingerprint, is_stale


class RenewalRefused(Exception):
    """A unit whose translation cannot be renewed; nothing was written."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def renewed(
    root: Path, data: DataTrees, plan: str | None, names: Sequence[str], *, reviewed: bool
) -> Mapping[str, tuple[str, str]]:
    """The text of each file before and after the translations of some units (`m2`, `2026/m2`) are renewed.

    Raises RenewalRefused where a unit is unknown, has no translation, or nothing has changed; Unwritable where a value
    would not be read again as meant.
    """
    changes: dict[str, dict[Position, str]] = {}
    marks: dict[str, list[Position]] = {}
    for name in dict.fromkeys(names):
        unit = _unit(data, plan, name)
        vi, of = text_of(unit, "text", "vi"), text_of(unit, "text", "en", "of")
        if vi is None or of is None:
            raise RenewalRefused("renew-no-translation", unit=name)
        stale = is_stale(of.text, vi.text)
        state = text_of(unit, "text", "en", "state")
        marking = reviewed and (state is None or state.text != "reviewed")
        if not stale and not marking:
            raise RenewalRefused("renew-nothing-changed", unit=name)
        here = changes.setdefault(of.at.file, {})
        if stale:
            here[of.at] = fingerprint(vi.text)
        if marking and state is not None:
            here[state.at] = "reviewed"
        elif marking:
            marks.setdefault(of.at.file, []).append(of.at)
    found = {}
    for file, values in changes.items():
        old = (root / file).read_bytes().decode("utf-8")
        edit = partial(_edited, file=file, values=values, marks=marks.get(file, ()))
        found[file] = (old, keeping_layout(old, file, edit))
    return found


def _edited(text: str, file: str, values: Mapping[Position, str], marks: Sequence[Position]) -> str:
    return marked_reviewed(rewritten(text, file, values), file, marks)


def _unit(data: DataTrees, plan: str | None, name: str) -> Node:
    own, _, id_ = name.rpartition("/")
    wanted = own or plan
    units = [
        (trees.id, unit.id.text, unit.node)
        for trees in data.plans
        if wanted in (None, trees.id)
        for unit in trees.units()
        if unit.id
    ]
    found = [(where, unit) for where, known, unit in units if known == id_]
    if not found:
        meant = nearest(id_, (known for _, known, _ in units))
        raise RenewalRefused("renew-unknown-near" if meant else "renew-unknown", unit=name, **meant)
    if len(found) > 1:
        raise RenewalRefused("renew-which-plan", unit=name, plans=", ".join(where for where, _ in found))
    return found[0][1]
